package faults_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/health/grpc_health_v1"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	"github.com/barograph/barograph/internal/run"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/proto/subject"
)

// Three replicas of nlp and aggregate share their work while some are killed,
// stand still, stop in order and come back. Nothing is lost or counted twice: the
// ledger has every claim once, revisions count up without a gap, and each replica
// shows the assessments of a system that nobody disturbed.
func TestReplicas(t *testing.T) {
	length := os.Getenv("FAULTS")
	if length == "" {
		t.Skip("runs in make e2e-long (FAULTS=short) and make faults")
	}
	s := newSetup(t, length)
	s.replicas = 1
	undisturbed := &reference{cluster: start(t, s), book: newBook()}
	c := start(t, s)
	c.load = newLoad(c)
	x := &crew{t: t, verifier: &verifier{
		cluster: c, reference: undisturbed, archive: systemtest.NewArchive(), book: newBook(), tally: &tally{replicas: 1, skipped: map[string]string{}},
	}}
	x.hire()
	rounds := 1
	if d, err := time.ParseDuration(length); err == nil {
		rounds = max(1, int(d/time.Minute))
	}
	ctx, stop := context.WithCancel(t.Context())
	var wait sync.WaitGroup
	wait.Go(func() { c.load.run(ctx) })
	defer wait.Wait()
	defer stop()
	began := time.Now()
	for range rounds {
		x.disturb()
		x.check()
	}
	x.tally.took = time.Since(began)
	t.Log(x.tally)
	t.Log(x.writes())
}

// crew is a cluster with three replicas of nlp and aggregate.
type crew struct {
	*verifier
	t       *testing.T
	members []*worker
}

// worker is a replica of aggregate.
type worker struct {
	*process
	clients *client.Set
	metrics string // address
}

// hire adds two replicas of nlp and aggregate, and starts those of nlp.
func (x *crew) hire() {
	x.members = []*worker{{process: x.process("aggregate"), clients: x.clients}}
	for n := 2; n <= 3; n++ {
		for _, name := range []string{"nlp", "aggregate"} {
			first := x.process(name)
			p := &process{name: fmt.Sprint(name, "-", n), program: first.program, net: x.net, env: first.env, log: filepath.Join(x.dir, fmt.Sprint(name, "-", n, ".log"))}
			listen := address(x.net, name, freePort(x.t))
			for _, arg := range first.args {
				if arg == x.listens(name) {
					arg = listen
				}
				p.args = append(p.args, arg)
			}
			x.processes = append(x.processes, p)
			if name == "nlp" {
				x.must(p.start())
				continue
			}
			clients, err := client.Dial(client.Addresses{Aggregate: listen, Ingest: x.addresses.Ingest, NLP: x.addresses.NLP})
			x.must(err)
			x.t.Cleanup(func() { _ = clients.Close() })
			m := &worker{process: p, clients: clients, metrics: address(x.net, name, freePort(x.t))}
			p.args = append(p.args, "--metrics-listen", m.metrics)
			x.members = append(x.members, m)
		}
	}
}

// disturb does to the replicas what happens to them, under load.
func (x *crew) disturb() {
	nlp := []*process{x.process("nlp"), x.process("nlp-2"), x.process("nlp-3")}
	one, two, three := x.members[0], x.members[1], x.members[2]
	if x.tally.verified == 0 {
		x.step("scale up to three", three, func() error { return first(two.start(), three.start(), x.serving(two), x.serving(three)) })
	}
	x.step("kill -9 of aggregate-2", one, two.kill)
	x.step("aggregate-2 starts, aggregate-3 stands still", one, func() error { return first(nlp[1].kill(), two.start(), three.pause()) })
	x.step("kill -9 of aggregate, nlp-3 stands still", two, func() error { return first(one.kill(), nlp[2].pause()) })
	x.step("aggregate-3 goes on", two, func() error { return first(three.resume(), nlp[1].start()) })
	x.step("start of aggregate", two, func() error { return first(one.start(), x.serving(one), nlp[2].resume()) })
	x.step("ordered stop of aggregate-2", one, two.stop)
	if !x.short {
		x.step("scale down to one", one, func() error { return first(three.stop(), nlp[0].kill(), nlp[0].start()) })
		x.step("scale up again", one, func() error { return first(two.start(), three.start(), x.serving(two), x.serving(three)) })
		x.step("two of three are killed", three, func() error { return first(one.kill(), two.kill()) })
		x.step("they start again", three, func() error { return first(one.start(), x.serving(one)) })
	}
	x.must(first(two.start(), x.serving(two))) // so that all show what came of it
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// step does something, and notes how long it takes from then until what comes into
// the ledger afterwards is in the assessments of all, as one replica sees it.
func (x *crew) step(what string, seen *worker, do func() error) {
	x.t.Helper()
	run.Wait(x.t.Context(), 700*time.Millisecond)
	began := time.Now()
	if err := do(); err != nil {
		x.t.Errorf("%s: %v\n%s", what, err, seen.tail(5))
		return
	}
	did := time.Since(began)
	last, err := x.conn.LastSeq(x.t.Context(), subject.StreamLedger)
	if err == nil {
		err = poll(x.t.Context(), patience, "the ledger is in all assessments", func(ctx context.Context) error {
			status, err := seen.clients.Assessments().GetLedgerStatus(ctx, &assessmentv1.GetLedgerStatusRequest{})
			if err == nil && status.GetSequence() <= last {
				err = fmt.Errorf("at %d of more than %d", status.GetSequence(), last)
			}
			return err
		})
	}
	if err != nil {
		x.t.Errorf("%s: %v\n%s", what, err, seen.tail(5))
	}
	o := outcome{name: what, ready: did, caught: time.Since(began)}
	x.tally.faults = append(x.tally.faults, o)
	x.t.Logf("%s: news are in all assessments again after %s", what, o.caught.Round(10*time.Millisecond))
}

// serving waits until a replica says that it is ready.
func (x *crew) serving(m *worker) error {
	return poll(x.t.Context(), patience, m.name+" is ready", func(ctx context.Context) error {
		answer, err := m.clients.Health(client.Aggregate).Check(ctx, &grpc_health_v1.HealthCheckRequest{})
		if err == nil && answer.GetStatus() != grpc_health_v1.HealthCheckResponse_SERVING {
			err = fmt.Errorf("it is %s", answer.GetStatus())
		}
		return err
	})
}

// check verifies while the load is held, and that all replicas show the same.
func (x *crew) check() {
	x.load.hold()
	defer x.load.release()
	problems, err := []string(nil), x.rested(x.t.Context())
	if err == nil {
		problems, err = x.verify(x.t.Context())
	}
	for _, m := range x.members {
		if err != nil {
			break
		}
		at := &cluster{clients: m.clients}
		err = poll(x.t.Context(), patience, m.name+" shows what is published", func(ctx context.Context) error {
			all, err := at.assessments(ctx, time.Now())
			for id, hash := range x.book.hashes {
				if err == nil && all[id].GetHash() != hash {
					err = fmt.Errorf("%s shows another assessment of %s", m.name, id)
				}
			}
			return err
		})
	}
	if err != nil {
		problems = append(problems, err.Error())
	}
	for _, p := range problems[:min(len(problems), 30)] {
		x.t.Error(p)
	}
	for _, p := range x.processes {
		for _, death := range p.died() {
			x.t.Error(death + "\n" + p.tail(8))
		}
	}
	l := x.load
	x.tally.articles, x.tally.answers, x.tally.duplicates = len(x.archive.ByID), len(l.promises), l.duplicates
	x.tally.unknown, x.tally.problems = l.unknown, len(problems)
}

// writes counts the records, and those that another replica was faster with.
func (x *crew) writes() string {
	var b strings.Builder
	records := uint64(0)
	for _, revision := range x.book.revisions {
		records += revision
	}
	fmt.Fprintf(&b, "records published: %d of %d initiatives", records, len(x.book.revisions))
	for _, m := range x.members[1:] {
		for _, name := range []string{"barograph_assessments_published_total", "barograph_aggregate_lost_writes_total", "barograph_aggregate_initiatives_owned", "barograph_aggregate_members"} {
			value, err := read(x.t.Context(), m.metrics, name)
			if err != nil {
				x.t.Error(err)
			}
			fmt.Fprintf(&b, "\n\t%s since its last start: %s %g", m.name, name, value)
		}
	}
	return b.String()
}

// read reads one metric without labels.
func read(ctx context.Context, address, name string) (float64, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/metrics", nil)
	if err != nil {
		return 0, err
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, err
	}
	match := regexp.MustCompile(`(?m)^` + name + `(?:\{[^}]*\})? (\S+)$`).FindSubmatch(text)
	if match == nil {
		return 0, fmt.Errorf("%s has no %s", address, name)
	}
	return strconv.ParseFloat(string(match[1]), 64)
}
