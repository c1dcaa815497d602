package manifest_test

import "testing"

func TestSelectors(t *testing.T) {
	const selector = "spec.selector"
	holds(t, []broken{
		{"a service of no pods", "selector: {app: nlp}\n", "selector: {app: gone}\n", "Service/nlp", selector, "pods of 0 workloads"},
		{"a service of everything", "selector: {app: nlp}\n", "selector: {}\n", "Service/nlp", selector, "pods of 3 workloads"},
		{"a port of no container", "targetPort: grpc}\n    - {name: metrics, port: 9464}", "targetPort: http}\n    - {name: metrics, port: 9464}", "Service/nlp", "spec.ports[0].targetPort", "Deployment/nlp has no port http"},
		{"the same number, which is not there", "{name: metrics, port: 9464}", "{name: metrics, port: 9465}", "Service/nlp", "spec.ports[1].targetPort", "has no port 9465"},
		{"another's pods", "strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}\n  selector: {matchLabels: {app: nlp}}", "selector: {matchLabels: {app: aggregate}}", nlp, selector, "pods of StatefulSet/aggregate"},
		{"no service of a set", "serviceName: aggregate", "serviceName: gone", "StatefulSet/aggregate", "spec.serviceName", "no Service gone"},
		{"a port of a service without a name", "ports: [{name: grpc, port: 7403, targetPort: grpc}]", "ports: [{port: 7403, targetPort: grpc}]", "Service/aggregate", "spec.ports[0].name", "is missing"},
		{"a budget of no pods", "maxUnavailable: 1\n  selector: {matchLabels: {app: nlp}}", "maxUnavailable: 1\n  selector: {matchLabels: {app: gone}}", "PodDisruptionBudget/nlp", selector, "pods of 0 workloads"},
		{"a budget of nothing", "maxUnavailable: 1\n", "maxUnavailable: 0\n", "PodDisruptionBudget/nlp", "spec.maxUnavailable", "no node could be drained"},
		{"a budget of a wrong type", "maxUnavailable: 1\n", "maxUnavailable: one\n", "PodDisruptionBudget/nlp", "spec.maxUnavailable", "neither a number nor"},
		{"a budget of all", "minAvailable: 0", "minAvailable: 2", "PodDisruptionBudget/aggregate", "spec.minAvailable", "2 of 2 replicas"},
		{"a budget of nearly all", "minAvailable: 0", "minAvailable: 51%", "PodDisruptionBudget/aggregate", "spec.minAvailable", "51% of 2 replicas"},
		{"a bad operator", "maxUnavailable: 1\n  selector: {matchLabels: {app: nlp}}", "maxUnavailable: 1\n  selector: {matchExpressions: [{key: app, operator: Is}]}", "PodDisruptionBudget/nlp", selector, "not a valid label selector operator"},
	})
}

func TestScaling(t *testing.T) {
	const autoscaler, scaled, target = "HorizontalPodAutoscaler/nlp", "ScaledObject/aggregate", "spec.scaleTargetRef"
	holds(t, []broken{
		{"replicas beside an autoscaler", "spec:\n  strategy:", "spec:\n  replicas: 2\n  strategy:", nlp, "spec.replicas", "HorizontalPodAutoscaler/nlp sets it too"},
		{"replicas beside a scaled object", "spec:\n  serviceName:", "spec:\n  replicas: 2\n  serviceName:", "StatefulSet/aggregate", "spec.replicas", "ScaledObject/aggregate sets it too"},
		{"an autoscaler of nothing", "kind: Deployment, name: nlp}", "kind: Deployment, name: gone}", autoscaler, target, "no Deployment/gone"},
		{"a scaled object of nothing", "{kind: StatefulSet, name: aggregate}", "{kind: StatefulSet, name: gone}", scaled, target, "no StatefulSet/gone"},
		{"a scaled object of a Deployment by default", "{kind: StatefulSet, name: aggregate}", "{name: aggregate}", scaled, target, "no Deployment/aggregate"},
		{"two scalers of one", "{kind: StatefulSet, name: aggregate}\n  minReplicaCount: 2", "{name: nlp}\n  minReplicaCount: 2", scaled, target, "scaled by HorizontalPodAutoscaler/nlp already"},
		{"least above most", "minReplicas: 2", "minReplicas: 7", autoscaler, "spec.minReplicas", "7 is above the most of 6"},
		{"least above most of a scaled object", "minReplicaCount: 2", "minReplicaCount: 4", scaled, "spec.minReplicaCount", "4 is above the most of 3"},
		{"a scaled Recreate", "{type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}", "{type: Recreate}", nlp, "spec.strategy.type", "is Recreate"},
		{"a trigger that asks nobody", "nats.barograph.svc:4222", "nuts.barograph.svc:4222", scaled, "spec.triggers[0].metadata[endpoint]", "no Service nuts with port 4222"},
		{"a trigger that asks a wrong port", "nats.barograph.svc:4222", "aggregate.barograph.svc:8222", scaled, "spec.triggers[0].metadata[endpoint]", "Service/aggregate has no port 8222"},
		{"a share of what is not requested", "resource: {name: cpu,", "resource: {name: ephemeral-storage,", autoscaler, "spec.metrics[0]", "nlp of Deployment/nlp requests no ephemeral-storage"},
	})
}

func TestNetworks(t *testing.T) {
	const reach = nlpOwn + ".env[BAROGRAPH_NLP_AGGREGATE]"
	holds(t, []broken{
		{"a policy of no pods", "podSelector: {matchLabels: {app: nlp}}\n  policyTypes: [Egress]", "podSelector: {matchLabels: {app: gone}}\n  policyTypes: [Egress]", "NetworkPolicy/nlp", "spec.podSelector", "selects no pods"},
		{"a way out to no pods", "    - to: [{podSelector: {matchLabels: {app: aggregate}}}]", "    - to: [{podSelector: {matchLabels: {app: gone}}}, {podSelector: {matchLabels: {app: aggregate}}}]", "NetworkPolicy/nlp", "spec.egress[0].to[0].podSelector", "selects no pods"},
		{"a way in for no pods", "from: [{podSelector: {matchLabels: {app: nlp}}}]", "from: [{podSelector: {matchLabels: {app: nlp}}}, {podSelector: {matchLabels: {app: gone}}}]", "NetworkPolicy/aggregate", "spec.ingress[0].from[1].podSelector", "selects no pods"},
		{"a way in to no port", "ports: [{port: grpc}]", "ports: [{port: grpc}, {port: http}]", "NetworkPolicy/aggregate", "spec.ingress[0].ports[1]", "none of the pods has port http"},
		{"a way out to no port", "ports: [{port: 7403}]", "ports: [{port: 7403}, {port: 7405}]", "NetworkPolicy/nlp", "spec.egress[0].ports[1]", "none of the pods has port 7405"},
		{"a way out to no port of others", "ports: [{port: 4222}]", "ports: [{port: 4222}, {port: 4223}]", "NetworkPolicy/nlp", "spec.egress[1].ports[1]", "none of the pods has port 4223"},
		{"no way out to others", "ports: [{port: 4222}]", "ports: [{port: 4222, endPort: 4300, protocol: UDP}]", nlp, nlpOwn + ".env[BAROGRAPH_NATS_URL]", "lets it out to port 4222 of provided Service/nats"},
		{"no way out", "ports: [{port: 7403}]", "ports: [{port: 7403, protocol: UDP}]", nlp, reach, "lets it out to port 7403 of StatefulSet/aggregate"},
		{"no way in", "  ingress:\n    - from: [{podSelector: {matchLabels: {app: nlp}}}]\n", "  ingress:\n    - from: [{podSelector: {matchLabels: {app: provision}}}]\n", nlp, reach, "lets it into port 7403 of StatefulSet/aggregate"},
		{"a policy with a bad operator", "podSelector: {matchLabels: {app: nlp}}\n  policyTypes: [Egress]", "podSelector: {matchExpressions: [{key: app, operator: Is}]}\n  policyTypes: [Egress]", "NetworkPolicy/nlp", "spec.podSelector", "not a valid label selector operator"},
		{"a monitor with a bad operator", "selector: {matchLabels: {scrape: \"yes\"}}\n", "selector: {matchExpressions: [{key: app, operator: Is}]}\n", "ServiceMonitor/services", "spec.selector", "not a valid label selector operator"},
		{"a monitor of no service", "selector: {matchLabels: {scrape: \"yes\"}}\n", "selector: {matchLabels: {scrape: \"no\"}}\n", "ServiceMonitor/services", "spec.selector", "selects no Service"},
		{"a monitor of no port", "endpoints: [{port: metrics}]", "endpoints: [{port: metric}]", "ServiceMonitor/services", "spec.endpoints[0].port", `no Service that is selected has port "metric"`},
		{"a monitor of no pods", "selector: {matchLabels: {app: aggregate}}\n  podMetrics", "selector: {matchLabels: {app: gone}}\n  podMetrics", "PodMonitor/pods", "spec.selector", "selects no pods"},
		{"a monitor of no port of pods", "podMetricsEndpoints: [{port: grpc}]", "podMetricsEndpoints: [{port: metrics}]", "PodMonitor/pods", "spec.podMetricsEndpoints[0].port", `StatefulSet/aggregate has no port "metrics"`},
	})
}
