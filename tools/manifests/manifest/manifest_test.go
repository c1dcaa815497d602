package manifest_test

import (
	_ "embed"
	"strings"
	"testing"

	"github.com/barograph/barograph/tools/manifests/manifest"
)

//go:embed testdata/good.yaml
var good string

// settings stands for docs/configuration.md.
const settings = "" +
	"| `--log-level` | `BAROGRAPH_NLP_LOG_LEVEL` or `BAROGRAPH_LOG_LEVEL` | text | `info` | lowest level |\n" +
	"| `--nats-url` | `BAROGRAPH_NLP_NATS_URL` or `BAROGRAPH_NATS_URL` | text | `nats://127.0.0.1:4222` | servers |\n" +
	"| `--aggregate` | `BAROGRAPH_NLP_AGGREGATE` | text | `127.0.0.1:7403` | address |\n" +
	"| `--tls-dir` | `BAROGRAPH_NLP_TLS_DIR` or `BAROGRAPH_TLS_DIR` | text |  | folder |\n" +
	"| `--grpc-listen` | `BAROGRAPH_NLP_GRPC_LISTEN` | text | `127.0.0.1:7402` | address |\n" +
	"| `--grpc-health-listen` | `BAROGRAPH_NLP_GRPC_HEALTH_LISTEN` | text |  | address |\n" +
	"| `--grpc-drain-delay` | `BAROGRAPH_NLP_GRPC_DRAIN_DELAY` or `BAROGRAPH_GRPC_DRAIN_DELAY` | duration | `1s` | time |\n" +
	"| `--grpc-stop-deadline` | `BAROGRAPH_NLP_GRPC_STOP_DEADLINE` or `BAROGRAPH_GRPC_STOP_DEADLINE` | duration | `8s` | time |\n"

const provided = "" +
	"secrets: [{name: tokens, keys: [reader], only: [trial], why: docs/kubernetes.md}]\n" +
	"services: [{name: nats, keys: [\"4222\"], pods: {app: nats}, why: docs/kubernetes.md}]\n"

func newDecoder(t testing.TB) *manifest.Decoder {
	t.Helper()
	definitions, err := manifest.ReadDefinitions([]string{"testdata/definitions/*.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	decoder, err := manifest.NewDecoder(definitions)
	if err != nil {
		t.Fatal(err)
	}
	return decoder
}

func newChecker(t testing.TB) *manifest.Checker {
	t.Helper()
	outside, err := manifest.ReadProvided([]byte(provided))
	if err != nil {
		t.Fatal(err)
	}
	checker, err := manifest.NewChecker(manifest.ReadSettings(settings), outside)
	if err != nil {
		t.Fatal(err)
	}
	return checker
}

func TestGoodManifestsPass(t *testing.T) {
	objects, err := newDecoder(t).Decode([]byte(good))
	if err != nil {
		t.Fatal(err)
	}
	checker := newChecker(t)
	if got := checker.Check("trial", objects); len(got) != 0 {
		t.Fatalf("unexpected faults %q", got)
	}
	if got := checker.Stale(); len(got) != 0 {
		t.Fatalf("said to be stale: %q", got)
	}
}

func TestProvidedForOthers(t *testing.T) {
	objects, err := newDecoder(t).Decode([]byte(good))
	if err != nil {
		t.Fatal(err)
	}
	got := newChecker(t).Check("production", objects)
	if len(got) != 1 || !strings.Contains(got[0].Text, "there is no Secret tokens") {
		t.Fatalf("got %q, want that the secret is missing", got)
	}
}

func TestStaleNamesWhatNothingUses(t *testing.T) {
	got := newChecker(t).Stale()
	want := []string{"Secret/tokens", "Secret/tokens/reader", "Service/nats", "Service/nats/4222"}
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]+" is said to be provided") {
			t.Errorf("got %q, want %q", got[i], want[i])
		}
	}
}

// broken is a small change to the good manifests and the one fault that it makes.
type broken struct{ name, old, new, object, path, text string }

// holds makes each change and asks for exactly its fault.
func holds(t *testing.T, cases []broken) {
	t.Helper()
	decoder, checker := newDecoder(t), newChecker(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if strings.Count(good, c.old) < 1 {
				t.Fatalf("the good manifests lack %q", c.old)
			}
			objects, err := decoder.Decode([]byte(strings.Replace(good, c.old, c.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			got := checker.Check("trial", objects)
			if len(got) != 1 || got[0].Object != c.object || got[0].Path != c.path || !strings.Contains(got[0].Text, c.text) {
				t.Fatalf("got  %q\nwant %q", got, manifest.Fault{Object: c.object, Path: c.path, Text: c.text})
			}
		})
	}
}
