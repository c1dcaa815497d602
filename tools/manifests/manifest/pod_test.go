package manifest_test

import "testing"

const (
	nlp      = "Deployment/nlp"
	nlpSpec  = "spec.template.spec"
	nlpOwn   = nlpSpec + ".containers[nlp]"
	security = "pod security: "
)

func TestPods(t *testing.T) {
	holds(t, []broken{
		{"service links", "enableServiceLinks: false", "enableServiceLinks: true", nlp, nlpSpec + ".enableServiceLinks", "is not false"},
		{"service links by default", "      enableServiceLinks: false\n", "", nlp, nlpSpec + ".enableServiceLinks", "is not false"},
		{"a token", "automountServiceAccountToken: false", "automountServiceAccountToken: true", nlp, nlpSpec + ".automountServiceAccountToken", "is not false"},
		{"no user", "runAsUser: 65532, ", "", nlp, nlpSpec + ".securityContext.runAsUser", "is not set"},
		{"perhaps root", "runAsNonRoot: true", "runAsNonRoot: false", nlp, nlpSpec, security + "runAsNonRoot != true"},
		{"no seccomp", ", seccompProfile: {type: RuntimeDefault}", "", nlp, nlpSpec, security + "seccompProfile"},
		{"the network of the node", "enableServiceLinks: false", "enableServiceLinks: false\n      hostPID: true", nlp, nlpSpec, security + "host namespaces"},
		{"a folder of the node", "        - name: tls\n          secret: {secretName: nlp-tls, items: [{key: tls.crt, path: tls.crt}]}", "        - name: tls\n          hostPath: {path: /etc}", nlp, nlpSpec, security + "restricted volume types"},
		{"escalation", "allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true", nlp, nlpSpec, security + "allowPrivilegeEscalation != false"},
		{"capabilities", "drop: [ALL]", "drop: [NET_RAW]", nlp, nlpSpec, security + "unrestricted capabilities"},
		{"a missing account", "serviceAccountName: nlp", "serviceAccountName: gone", nlp, nlpSpec + ".serviceAccountName", "no ServiceAccount gone"},
		{"too little time to stop", "terminationGracePeriodSeconds: 30", "terminationGracePeriodSeconds: 29", nlp, nlpSpec + ".terminationGracePeriodSeconds", "stopping may take 30s"},
		{"a longer deadline than time", "{name: LEVEL,", "{name: BAROGRAPH_GRPC_STOP_DEADLINE, value: 9s}\n            - {name: LEVEL,", nlp, nlpSpec + ".terminationGracePeriodSeconds", "stop deadline 9s"},
		{"no sleep before the end", "          lifecycle: {preStop: {sleep: {seconds: 5}}}\n", "", nlp, nlpOwn + ".lifecycle.preStop.sleep", "is missing"},
		{"a surge of a wrong type", "{maxSurge: 1,", "{maxSurge: one,", nlp, "spec.strategy.rollingUpdate", "neither a number nor a percentage"},
		{"all down at once", "rollingUpdate: {maxSurge: 1, maxUnavailable: 0}", "rollingUpdate: {maxSurge: 0, maxUnavailable: 100%}", nlp, "spec.strategy.rollingUpdate", "all 1 replicas down"},
	})
}

func TestContainers(t *testing.T) {
	holds(t, []broken{
		{"a writable root", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", nlp, nlpOwn + ".securityContext.readOnlyRootFilesystem", "is not true"},
		{"a writable root of an init container", " 8Mi}}\n          securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true", " 8Mi}}\n          securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: false", "StatefulSet/aggregate", nlpSpec + ".initContainers[prepare].securityContext.readOnlyRootFilesystem", "is not true"},
		{"no request of cpu", "requests: {cpu: 10m, memory: 8Mi}", "requests: {memory: 8Mi}", "StatefulSet/aggregate", nlpSpec + ".initContainers[prepare].resources.requests.cpu", "is missing"},
		{"no request of memory", ", memory: 64Mi}", "}", nlp, nlpOwn + ".resources.requests.memory", "is missing"},
		{"no limit of memory", "limits: {memory: 128Mi}", "limits: {}", nlp, nlpOwn + ".resources.limits.memory", "is missing"},
		{"a limit below the request", "{cpu: 200m, memory: 128Mi}", "{cpu: 50m, memory: 128Mi}", "StatefulSet/aggregate", nlpSpec + ".containers[aggregate].resources.limits.cpu", "below the request of 100m"},
		{"collects too late", "value: 100MiB", "value: 128MiB", nlp, nlpOwn + ".env[GOMEMLIMIT]", "not below the limit"},
		{"no memory of Go", "value: 100MiB", "value: 100Mi", nlp, nlpOwn + ".env[GOMEMLIMIT]", "no amount of memory"},
		{"a variable twice", "{name: LEVEL,", "{name: GOMEMLIMIT, value: 100MiB}\n            - {name: LEVEL,", nlp, nlpOwn + ".env[GOMEMLIMIT]", "occurs twice"},
		{"a port twice", "{name: health, containerPort: 7502}", "{name: health, containerPort: 7502}, {name: grpc, containerPort: 7503}", nlp, nlpOwn + ".ports[grpc]", "occurs twice"},
		{"a port without a name", "{name: health, containerPort: 7502}", "{name: health, containerPort: 7502}, {containerPort: 7503}", nlp, nlpOwn + ".ports[]", "7503 has no name"},
		{"no readiness", "          readinessProbe: {grpc: {port: 7502}}\n", "", nlp, nlpOwn + ".readinessProbe", "is missing"},
		{"a probe of a wrong port", "readinessProbe: {grpc: {port: 7502}}", "readinessProbe: {grpc: {port: 7403}}", nlp, nlpOwn + ".readinessProbe.grpc.port", "no port 7403"},
		{"a probe of a wrong name", "startupProbe: {tcpSocket: {port: grpc}}", "startupProbe: {tcpSocket: {port: rpc}}", nlp, nlpOwn + ".startupProbe.tcpSocket.port", "no port rpc"},
		{"a page of a wrong name", "livenessProbe: {httpGet: {port: health}}", "livenessProbe: {httpGet: {port: live}}", nlp, nlpOwn + ".livenessProbe.httpGet.port", "no port live"},
		{"a probe of nothing", "livenessProbe: {httpGet: {port: health}}", "livenessProbe: {periodSeconds: 1}", nlp, nlpOwn + ".livenessProbe", "asks nothing"},
		{"a probe of TLS", "readinessProbe: {grpc: {port: 7502}}", "readinessProbe: {grpc: {port: 7402}}", nlp, nlpOwn + ".readinessProbe.grpc.port", "speaks TLS"},
	})
}

func TestIdentity(t *testing.T) {
	const name, namespace = "metadata.name", "metadata.namespace"
	holds(t, []broken{
		{"an image without a version", "barograph/nlp:1.0.0", "barograph/nlp@", nlp, nlpOwn + ".image", "has no version"},
		{"another's image without a version", "image: other@sha256:0000000000000000000000000000000000000000000000000000000000000000", "image: localhost:5000/other", "StatefulSet/aggregate", nlpSpec + ".initContainers[prepare].image", "has no version"},
		{"the latest image", "image: other@sha256:0000000000000000000000000000000000000000000000000000000000000000", "image: other:latest", "StatefulSet/aggregate", nlpSpec + ".initContainers[prepare].image", "has no version"},
		{"two versions", "barograph/aggregate:1.0.0", "barograph/aggregate:1.0.1", "StatefulSet/aggregate", nlpSpec + ".containers[aggregate].image", "1.0.1 beside 1.0.0"},
		{"a Job of no release", "name: provision-1-0-0", "name: provision", "Job/provision", name, "does not change with the image"},
		{"a Job of settings without the image", "kind: Job\nmetadata: {name: provision-1-0-0,", "kind: Job\nmetadata: {name: settings-2456789bcd,", "Job/settings-2456789bcd", name, "does not change with the image barograph/barograph:1.0.0"},
		{"no namespace", "metadata: {name: files, namespace: barograph}", "metadata: {name: files}", "ConfigMap/files", namespace, "is missing"},
		{"another namespace", "metadata: {name: files, namespace: barograph}", "metadata: {name: files, namespace: default}", "ConfigMap/files", namespace, "default beside barograph"},
		{"a namespace in itself", "  name: barograph\n", "  name: barograph\n  namespace: barograph\n", "Namespace/barograph", namespace, "belongs to no namespace"},
		{"a lax namespace", "enforce: restricted", "enforce: baseline", "Namespace/barograph", "metadata.labels[pod-security.kubernetes.io/enforce]", "is not restricted"},
		{"two namespaces", "---\napiVersion: v1\nkind: ConfigMap", "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: other, labels: {pod-security.kubernetes.io/enforce: restricted}}\n---\napiVersion: v1\nkind: ConfigMap", "Namespace/other", name, "other beside barograph"},
		{"a secret written down", "---\napiVersion: v1\nkind: ConfigMap", "---\napiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: barograph}\nstringData: {a: b}\n---\napiVersion: v1\nkind: ConfigMap", "Secret/s", "", "written down"},
	})
}
