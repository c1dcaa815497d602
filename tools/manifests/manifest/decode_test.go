package manifest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/barograph/barograph/tools/manifests/manifest"
)

func TestDecodeRefuses(t *testing.T) {
	cases := []struct{ name, old, new, want string }{
		{"a misspelt field", "serviceAccountName", "serviceAcountName", `document 9 Deployment/nlp: unknown field "spec.template.spec.serviceAcountName"`},
		{"a field in other letters", "serviceAccountName", "ServiceAccountName", `unknown field "spec.template.spec.ServiceAccountName"`},
		{"a field twice", "terminationGracePeriodSeconds: 30", "terminationGracePeriodSeconds: 30\n      terminationGracePeriodSeconds: 40", "already set in map"},
		{"a wrong type", "containerPort: 7402", "containerPort: grpc", "document 9 Deployment/nlp"},
		{"no quantity", "cpu: 100m", "cpu: fast", "quantities must match"},
		{"an unknown kind", "kind: ConfigMap", "kind: ConfigMop", "document 2 ConfigMop/settings-2456789bcd: unknown kind v1 ConfigMop"},
		{"an unknown version", "apiVersion: apps/v1", "apiVersion: apps/v3", "unknown kind apps/v3 Deployment"},
		{"a removed version", "apiVersion: policy/v1", "apiVersion: policy/v1beta1", "policy/v1beta1 PodDisruptionBudget is deprecated since Kubernetes 1.21, removed in 1.25, write policy/v1"},
		{"a deprecated kind", "kind: ConfigMap\nmetadata: {name: settings-2456789bcd, namespace: barograph}\ndata: {BAROGRAPH_LOG_LEVEL: info, BAROGRAPH_NATS_URL: \"nats://nats:4222\"}", "kind: Endpoints\nmetadata: {name: settings-2456789bcd, namespace: barograph}", "Endpoints is deprecated since Kubernetes 1.33"},
		{"no name", "metadata: {name: settings-2456789bcd, namespace: barograph}", "metadata: {namespace: barograph}", "document 2 ConfigMap/: metadata.name is missing"},
		{"an object twice", "metadata: {name: files, namespace: barograph}", "metadata: {name: settings-2456789bcd, namespace: barograph}", "document 3 ConfigMap/settings-2456789bcd: is document 2 already"},
		{"no mapping", "apiVersion: v1\nkind: Namespace", "- apiVersion: v1\n- kind: Namespace", "document 1"},
		{"no YAML", "apiVersion: v1\nkind: Namespace", "{apiVersion: v1", "document 1"},
		{"an unknown field of a custom kind", "minReplicaCount", "minReplicas", `ScaledObject/aggregate: unknown field "spec.minReplicas"`},
		{"a wrong type of a custom kind", "maxReplicaCount: 3", "maxReplicaCount: three", "ScaledObject/aggregate: spec.maxReplicaCount: Invalid value"},
		{"a missing field of a custom kind", "{kind: StatefulSet, name: aggregate}", "{kind: StatefulSet}", "ScaledObject/aggregate: spec.scaleTargetRef.name: Required value"},
		{"a value that a custom kind refuses", "spec: {secretName: nlp-tls}", "spec: {secretName: \"\"}", "Certificate/nlp: spec.secretName: Invalid value"},
		{"a deprecated custom kind", "apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: nlp, namespace: barograph}\nspec: {secretName: nlp-tls}", "apiVersion: cert-manager.io/v1alpha2\nkind: Issuer\nmetadata: {name: nlp, namespace: barograph}\nspec: {ca: a}", "cert-manager.io/v1alpha2 Issuer is deprecated"},
	}
	decoder := newDecoder(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(good, c.old) {
				t.Fatalf("the good manifests lack %q", c.old)
			}
			_, err := decoder.Decode([]byte(strings.Replace(good, c.old, c.new, 1)))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("got error %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestDecodeTellsEveryFault(t *testing.T) {
	_, err := newDecoder(t).Decode([]byte("kind: A\nmetadata: {name: a}\n---\n---\n# nothing\n---\nkind: B\nmetadata: {name: b}\n"))
	if err == nil || !strings.Contains(err.Error(), "document 1 A/a: ") || !strings.Contains(err.Error(), "B/b: ") {
		t.Fatalf("got error %v, want one that names both", err)
	}
}

func TestReadDefinitionsRefuses(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "bad.yaml")
	if err := os.WriteFile(bad, []byte("spec: ["), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, pattern := range []string{"testdata/gone/*.yaml", "[", bad} {
		if _, err := manifest.ReadDefinitions([]string{pattern}); err == nil {
			t.Errorf("%s: no error", pattern)
		}
	}
}

// FuzzDecode asks that whatever bytes come, reading and checking them ends without a panic, and
// that a fault never lacks its object.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(good))
	decoder, checker := newDecoder(f), newChecker(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		objects, err := decoder.Decode(data)
		if err != nil && err.Error() == "" {
			t.Fatal("an error without a text")
		}
		for _, fault := range checker.Check("trial", objects) {
			if fault.Object == "" || fault.Text == "" {
				t.Fatalf("a fault without object or text: %q", fault)
			}
		}
	})
}
