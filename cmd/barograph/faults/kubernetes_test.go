package faults_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fetchtest"
	"github.com/barograph/barograph/internal/run"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

// TestKubernetes does to a real node what operators do, with the very commands of
// docs/kubernetes.md, and what nodes do, while articles are submitted and
// assessments read over the Services. No call may fail where things go in order,
// no article may be lost, and assessments are those of a system that was left in
// peace. `make e2e-k8s` brings the node up and runs it inside its network.
func TestKubernetes(t *testing.T) {
	if os.Getenv("E2E_K8S") == "" {
		t.Skip("SKIP-KUBERNETES: make e2e-k8s brings a node up and runs it")
	}
	k := newKube(t)
	t.Cleanup(func() { t.Log(k.rows) })
	k.operate("Install", "The command line", "First articles")
	k.attach()
	k.underLoad(k.phases()...)
	k.verify()
	k.findStuck()
	k.redrive()
	k.secure()
}

// kube is an installation on a node, seen by an operator and by clients.
type kube struct {
	t       *testing.T
	dir     string // of the operator: install.yaml, catalog.yaml, articles.jsonl
	manual  manual
	calls   *calls
	rows    *rows
	load    *load
	checker *verifier
	older   olderBuild
	stuck   string // id of an article that does not go on
}

func newKube(t *testing.T) *kube {
	k := &kube{t: t, dir: folder(t), manual: readManual(t, "../../../docs/kubernetes.md"), calls: &calls{}, rows: &rows{restarts: map[string]int{}}}
	catalog, err := os.ReadFile(systemtest.OpenCatalogue(t))
	k.must(err)
	k.must(os.WriteFile(k.file("catalog.yaml"), catalog, 0o600))
	k.must(os.WriteFile(k.file("articles.jsonl"), demoLines(t), 0o600))
	k.install(os.Getenv("E2E_K8S"))
	return k
}

func (k *kube) file(name string) string { return filepath.Join(k.dir, name) }

func (k *kube) must(err error) {
	k.t.Helper()
	if err != nil {
		k.t.Fatal(err)
	}
}

// install gives the operator the manifests of a release.
func (k *kube) install(tag string) {
	text, err := os.ReadFile("../../../deploy/install.yaml")
	k.must(err)
	k.must(os.WriteFile(k.file("install.yaml"), k.tagged(text, tag), 0o600))
}

// tagged are manifests of a release.
func (k *kube) tagged(text []byte, tag string) []byte {
	text = regexp.MustCompile(`(barograph/[a-z]+):[0-9.]+`).ReplaceAll(text, []byte("${1}:"+tag))
	// A release is another provisioning Job, as kustomize would name it.
	return regexp.MustCompile(`provision-[a-z0-9]{10}`).ReplaceAll(text, []byte("${0}-"+strings.ReplaceAll(tag, ".", "-")))
}

// attach connects clients, and starts a system beside it that nobody disturbs.
func (k *kube) attach() {
	undisturbed := setup{programs: build(k.t), catalog: k.file("catalog.yaml"), replicas: 1}
	c := &cluster{t: k.t, dir: k.dir, addresses: client.Addresses{Ingest: "ingest:7401", NLP: "nlp:7402", Aggregate: "aggregate:7403"}}
	k.t.Cleanup(c.end)
	var err error
	c.clients, err = client.Dial(c.addresses, grpc.WithChainUnaryInterceptor(k.calls.count))
	k.must(err)
	c.conn, err = bus.Connect(bus.Config{URL: "nats://nats:4222"}, bus.Deps{Service: "faults"})
	k.must(err)
	k.must(c.conn.Await(k.t.Context()))
	k.load = newLoad(c)
	c.load = k.load
	k.checker = &verifier{
		cluster: c, reference: &reference{cluster: start(k.t, undisturbed), book: newBook()}, archive: systemtest.NewArchive(), book: newBook(),
		tally: &tally{replicas: 1, skipped: map[string]string{}},
	}
	k.older = buildOlder(k.t, olderOnNode)
	k.adopt()
	// Where one replica is replaced before the next begins, its calls fail in between.
	k.calls.replaced = strings.Contains(k.kubectl("get", "deployment/aggregate", "--output=jsonpath={.spec.strategy.type}"), "Recreate")
}

// adopt notes what the operator submitted.
func (k *kube) adopt() {
	k.must(k.checker.archive.CatchUp(k.t.Context(), k.checker.conn))
	for id, article := range k.checker.archive.Messages {
		k.load.promise(promise{id, article.GetText()})
	}
	articles, err := demo.Articles()
	k.must(err)
	if got := len(k.load.promises); got != len(articles) {
		k.t.Errorf("%d articles are stored of %d that the operator submitted", got, len(articles))
	}
}

// settle is how long the load goes on after a phase: what it broke shows by then.
const settle = 3 * time.Second

// phase does one thing under load, and notes what was felt.
func (k *kube) phase(p phase) {
	before, acknowledged, began := k.calls.now(), k.load.count().promises, time.Now()
	k.t.Logf("%s", p.name)
	p.do()
	run.Wait(k.t.Context(), settle)
	after := k.calls.now()
	r := row{name: p.name, took: time.Since(began), calls: after.made - before.made, articles: k.load.count().promises - acknowledged, graceful: p.graceful,
		failed: after.failed - before.failed, away: after.away - before.away, restarts: k.restarts()}
	k.rows.all = append(k.rows.all, r)
	if !p.graceful {
		return
	}
	if r.failed > 0 {
		k.t.Errorf("%s: %d of %d calls failed: %s", p.name, r.failed, r.calls, strings.Join(k.calls.reasons(), "\n\t"))
	}
	if r.restarts > 0 {
		k.t.Errorf("%s: %d containers were started again", p.name, r.restarts)
	}
}

// verify holds what is stored against what was promised. Nothing is submitted any more.
func (k *kube) verify() {
	ctx := k.t.Context()
	k.must(k.checker.rested(ctx))
	problems, err := k.checker.verify(ctx)
	k.must(err)
	for _, p := range problems[:min(len(problems), 30)] {
		k.t.Error(p)
	}
	y := k.checker.tally
	k.rows.articles, k.rows.lost, k.rows.repeated, k.rows.dead, k.rows.poison = len(k.load.promises), y.lost, y.repeated, y.deadLetters, y.poison
	k.rows.problems = len(problems)
}

// findStuck has the operator find an article that nobody tags.
func (k *kube) findStuck() {
	k.scale("nlp", 0)
	k.stuck = k.submit(systemtest.Story(k.load.number(), time.Now().Add(-time.Hour)))
	k.operate("An article that is stuck")
	k.scale("nlp", 1)
	k.must(k.checker.rested(k.t.Context()))
}

// tooLong is so much text that nobody reads it within a second.
const tooLong = 500_000

// redrive has the operator send an article again that took too long.
func (k *kube) redrive() {
	k.kubectl("set", "env", "deployment/nlp", "BAROGRAPH_NLP_ARTICLE_DEADLINE=1s")
	k.rolledOut()
	k.must(poll(k.t.Context(), patience, "no pod has the longer deadline of before", func(context.Context) error {
		if pods := k.kubectl("get", "pods", "--selector=app.kubernetes.io/name=nlp"); strings.Contains(pods, "Terminating") {
			return errors.New(pods)
		}
		return nil
	}))
	letters := func() int {
		work, err := k.checker.clients.Pipeline().GetPipeline(k.t.Context(), &operationsv1.GetPipelineRequest{})
		k.must(err)
		return int(work.GetDeadLetters())
	}
	before := letters()
	story := systemtest.Story(k.load.number(), time.Now().Add(-time.Hour))
	articles, err := demo.Articles()
	k.must(err)
	for n := range tooLong {
		text := articles[n%len(articles)].GetText()
		if len(story.Text())+len(text) > tooLong {
			break
		}
		story.Paragraphs = append(story.Paragraphs, text)
	}
	k.submit(story)
	k.must(poll(k.t.Context(), patience, "it is given up", func(context.Context) error {
		if n := letters(); n != before+1 {
			return fmt.Errorf("%d dead letters, %d before", n, before)
		}
		return nil
	}))
	k.operate("Dead letters")
	k.must(k.checker.rested(k.t.Context()))
	if n := letters(); n != before {
		k.t.Errorf("%d dead letters after one was sent again, want %d", n, before)
	}
}

// submit submits one more article and returns its id.
func (k *kube) submit(story fetchtest.Article) string {
	id, ok := k.load.submit(k.t.Context(), outlets()[0], story, accepted)
	if !ok {
		k.t.Errorf("submit: %v", k.load.wrong)
	}
	return id
}
