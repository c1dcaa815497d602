package manifest_test

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/barograph/barograph/tools/manifests/manifest"
)

//go:embed testdata/good.yaml
var good string

const configuration = "| `BAROGRAPH_LOG_LEVEL` | lowest level |\n| `BAROGRAPH_NLP_GRPC_LISTEN` | address |\n"

func TestGoodManifestsPass(t *testing.T) {
	objects, err := manifest.Decode([]byte(good))
	if err != nil {
		t.Fatal(err)
	}
	if got := manifest.Check(objects, configuration); len(got) != 0 {
		t.Fatalf("unexpected faults %q", got)
	}
}

func TestCheckFindsFaults(t *testing.T) {
	cases := []struct{ name, old, new, want string }{
		{"service links", "enableServiceLinks: false", "enableServiceLinks: true", "enableServiceLinks"},
		{"service links by default", "      enableServiceLinks: false\n", "", "enableServiceLinks"},
		{"a token", "automountServiceAccountToken: false", "automountServiceAccountToken: true", "automountServiceAccountToken"},
		{"root", "runAsNonRoot: true", "runAsNonRoot: false", "runAsNonRoot"},
		{"no user", "runAsUser: 65532, ", "", "runAsUser"},
		{"no seccomp", ", seccompProfile: {type: RuntimeDefault}", "", "seccompProfile"},
		{"a writable root", "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "readOnlyRootFilesystem"},
		{"escalation", "allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true", "allowPrivilegeEscalation"},
		{"capabilities", "drop: [ALL]", "drop: [NET_RAW]", "capabilities"},
		{"an image without a version", "barograph/nlp:1.0.0", "barograph/nlp", "has no version"},
		{"the latest image", "nlp:1.0.0", "nlp:latest", "has no version"},
		{"no request", "cpu: 100m, ", "", "is not requested"},
		{"a limit below the request", "limits: {memory: 128Mi}", "limits: {memory: 32Mi}", "below the request"},
		{"no readiness", "          readinessProbe: {grpc: {port: 7402}}\n", "", "a probe is missing"},
		{"a probe of a wrong port", "readinessProbe: {grpc: {port: 7402}}", "readinessProbe: {grpc: {port: 7403}}", "asks port 7403"},
		{"a probe of a wrong name", "livenessProbe: {tcpSocket: {port: grpc}}", "livenessProbe: {tcpSocket: {port: rpc}}", "asks port rpc"},
		{"a missing account", "serviceAccountName: nlp", "serviceAccountName: gone", "no ServiceAccount gone"},
		{"a missing map", "configMapRef: {name: settings}", "configMapRef: {name: gone}", "no ConfigMap gone"},
		{"a port of no container", "targetPort: grpc", "targetPort: http", "has no port http"},
		{"a service of no pods", "selector: {app: nlp}\n  ports", "selector: {app: gone}\n  ports", "Service/nlp: selects the pods of 0"},
		{"a budget of no pods", "maxUnavailable: 1\n  selector: {matchLabels: {app: nlp}}", "maxUnavailable: 1\n  selector: {matchLabels: {app: gone}}", "PodDisruptionBudget/nlp: selects"},
		{"an unknown variable", "BAROGRAPH_NLP_GRPC_LISTEN", "BAROGRAPH_NLP_LISTEN", "BAROGRAPH_NLP_LISTEN is no setting"},
		{"an unknown setting", "BAROGRAPH_LOG_LEVEL", "BAROGRAPH_LOG_LEVELL", "BAROGRAPH_LOG_LEVELL is no setting"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(good, c.old) {
				t.Fatalf("the good manifests lack %q", c.old)
			}
			objects, err := manifest.Decode([]byte(strings.Replace(good, c.old, c.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			got := manifest.Check(objects, configuration)
			if len(got) != 1 || !strings.Contains(got[0], c.want) {
				t.Fatalf("got %q, want one fault with %q", got, c.want)
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	cases := []struct{ name, old, new, want string }{
		{"a misspelt field", "serviceAccountName", "serviceAcountName", "serviceAcountName"},
		{"a wrong type", "containerPort: 7402", "containerPort: grpc", "document 5"},
		{"an unknown kind", "kind: ConfigMap", "kind: ConfigMop", "unknown kind v1 ConfigMop"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := manifest.Decode([]byte(strings.Replace(good, c.old, c.new, 1)))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("got error %v, want one with %q", err, c.want)
			}
		})
	}
}
