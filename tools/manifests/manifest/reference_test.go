package manifest_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/tools/manifests/manifest"
)

func TestReferences(t *testing.T) {
	const files, config = "StatefulSet/aggregate", nlpSpec + ".volumes[config]"
	holds(t, []broken{
		{"a missing map", "{configMapRef: {name: settings-2456789bcd}}", "{configMapRef: {name: gone}}", nlp, nlpOwn + ".envFrom[gone]", "no ConfigMap gone"},
		{"settings without a hash", "{configMapKeyRef: {name: settings-2456789bcd, key: BAROGRAPH_LOG_LEVEL}}", "{configMapKeyRef: {name: files, key: sources.yaml}}", nlp, nlpOwn + ".env[LEVEL].valueFrom", "no hash"},
		{"all settings without a hash", "envFrom: [", "envFrom: [{configMapRef: {name: files}}, ", nlp, nlpOwn + ".envFrom[files]", "no hash"},
		{"a missing secret", "{configMapRef: {name: settings-2456789bcd}}", "{secretRef: {name: gone}}", nlp, nlpOwn + ".envFrom[gone]", "no Secret gone"},
		{"a missing key of a map", "key: BAROGRAPH_LOG_LEVEL", "key: gone", nlp, nlpOwn + ".env[LEVEL].valueFrom", `ConfigMap settings-2456789bcd has no key "gone"`},
		{"a missing key of a secret", "key: reader", "key: gone", nlp, nlpOwn + ".env[TOKEN].valueFrom", `Secret tokens has no key "gone"`},
		{"a secret that is not optional", ", optional: true", "", nlp, nlpOwn + ".env[MAYBE].valueFrom", "no Secret nowhere"},
		{"a certificate of another name", "spec: {secretName: nlp-tls}", "spec: {secretName: tls}", nlp, nlpSpec + ".volumes[tls].items[tls.crt]", "no Secret nlp-tls"},
		{"a file that no certificate has", "{key: tls.crt,", "{key: tls.pem,", nlp, nlpSpec + ".volumes[tls].items[tls.pem]", `no key "tls.pem"`},
		{"a projected map that is missing", "{configMap: {name: files, items: [{key: sources.yaml, path: sources.yaml}]}}", "{configMap: {name: gone}}", files, config, "no ConfigMap gone"},
		{"a projected secret that is missing", "{configMap: {name: files, items: [{key: sources.yaml, path: sources.yaml}]}}", "{secret: {name: gone}}", files, config, "no Secret gone"},
		{"a projected key that is missing", "{key: sources.yaml,", "{key: gone,", files, config + ".items[gone]", "has no key"},
		{"a claim that is missing", "projected: {sources: [{configMap: {name: files, items: [{key: sources.yaml, path: sources.yaml}]}}]}", "persistentVolumeClaim: {claimName: gone}", files, config, "no PersistentVolumeClaim gone"},
		{"a mount of no volume", "{name: data, mountPath: /data}", "{name: data, mountPath: /data}, {name: gone, mountPath: /gone}", files, nlpSpec + ".containers[aggregate].volumeMounts[/gone]", "no volume gone"},
		{"a volume that is not mounted", ", {name: config, mountPath: /etc/barograph}", "", files, config, "no container mounts it"},
	})
}

func TestSettings(t *testing.T) {
	const env = nlpOwn + ".env["
	holds(t, []broken{
		{"an unknown variable", "BAROGRAPH_NLP_AGGREGATE", "BAROGRAPH_NLP_AGREGATE", nlp, env + "BAROGRAPH_NLP_AGREGATE]", "no setting"},
		{"an unknown setting of a map", "BAROGRAPH_NATS_URL:", "BAROGRAPH_NATS_URI:", nlp, env + "BAROGRAPH_NATS_URI]", "no setting"},
		{"no duration", "DRAIN_DELAY, value: 1s", "DRAIN_DELAY, value: \"1\"", nlp, env + "BAROGRAPH_NLP_GRPC_DRAIN_DELAY]", `"1" is no duration`},
		{"a folder that is not mounted", "mountPath: /tls}", "mountPath: /tls2}", nlp, env + "BAROGRAPH_NLP_TLS_DIR]", "no volume is mounted at /tls"},
		{"a file that is not mounted", "value: /tls}", "value: /tls/tls.key}", nlp, env + "BAROGRAPH_NLP_TLS_DIR]", "volume tls has no file tls.key"},
		{"a port that nobody knows", `value: ":7402"`, `value: ":7409"`, nlp, env + "BAROGRAPH_NLP_GRPC_LISTEN]", "port 7409, which no container names"},
		{"an address of no Service", "nats://nats:4222", "nats://nuts:4222", nlp, env + "BAROGRAPH_NATS_URL]", "no Service nuts with port 4222"},
		{"a second address of no Service", "nats://nats:4222", "nats://nats:4222,nats://nats:4223", nlp, env + "BAROGRAPH_NATS_URL]", "no Service nats with port 4223"},
		{"a wrong port of a Service", "aggregate:7403", "aggregate.barograph:7404", nlp, env + "BAROGRAPH_NLP_AGGREGATE]", "Service/aggregate has no port 7404"},
	})
}

func TestWhatIsRightPasses(t *testing.T) {
	for _, c := range []struct{ name, old, new string }{
		{"an address outside", "nats://nats:4222", "nats://nats.example.org:4222"},
		{"a full name of a Service", "aggregate:7403", "aggregate.barograph.svc.cluster.local:7403"},
		{"one pod by its name", "aggregate:7403", "aggregate-0.aggregate:7403"},
		{"half may go", "minAvailable: 0", "minAvailable: 50%"},
		{"all levels of a map", "key: BAROGRAPH_LOG_LEVEL", "key: BAROGRAPH_NATS_URL"},
		{"the whole of a secret", "secret: {secretName: nlp-tls, items: [{key: tls.crt, path: tls.crt}]}", "secret: {secretName: nlp-tls}"},
		{"a file of a certificate", "value: /tls}", "value: /tls/tls.crt}"},
		{"a Job named like settings with its image", "data: {sources.yaml: \"sources: []\"}", "data: {sources.yaml: \"sources: []\"}\n" + jobOfSettings},
		{"a port of the pod", "endpoints: [{port: metrics}]", "endpoints: [{targetPort: metrics}]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(good, c.old) {
				t.Fatalf("the good manifests lack %q", c.old)
			}
			objects, err := newDecoder(t).Decode([]byte(strings.Replace(good, c.old, c.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			if got := newChecker(t).Check("trial", objects); len(got) != 0 {
				t.Fatalf("unexpected faults %q", got)
			}
		})
	}
}

func TestReadProvidedRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"no reason":        "secrets: [{name: a}]",
		"no name":          "services: [{why: b}]",
		"a misspelt field": "secret: []",
	} {
		if _, err := manifest.ReadProvided([]byte(text)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// jobOfSettings takes the name of settings that hold its image.
const jobOfSettings = `---
apiVersion: v1
kind: ConfigMap
metadata: {name: provision-2456789bcd, namespace: barograph}
data: {IMAGE: "barograph/barograph:1.0.0"}
---
apiVersion: batch/v1
kind: Job
metadata: {name: provision-2456789bcd, namespace: barograph}
spec:
  template:
    spec:
      restartPolicy: Never
      automountServiceAccountToken: false
      enableServiceLinks: false
      securityContext: {runAsNonRoot: true, runAsUser: 1, seccompProfile: {type: RuntimeDefault}}
      containers:
        - name: provision
          image: barograph/barograph:1.0.0
          resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {memory: 1Mi}}
          securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}`
