package e2e_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bus/permission"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	"github.com/barograph/barograph/proto/subject"
)

// TestEachServiceWorksWithItsPermissionsAndWithNoneLess runs all that the system
// does under the permissions that are delivered. Nothing is refused; and for
// each permission something was done that no other one allows, which a server
// refuses to the same user without it.
func TestEachServiceWorksWithItsPermissionsAndWithNoneLess(t *testing.T) {
	t.Parallel()
	g := guard(t)
	g.provision()
	s := spread(t, options{dir: folder(t), initiatives: catalogue(t)}, outlasting{}, g.login)
	t.Run("subscriber", func(t *testing.T) { g.subscribe(t, s) })
	g.work(s)
	s.stop()
	g.fill()
	g.restart()
	acts, refused := g.seen()
	for _, line := range refused {
		t.Error(line)
	}
	witnesses := map[string]act{} // by user, verb and permission
	for _, user := range permission.Users() {
		for verb, list := range map[string][]string{publishes: user.Publish, subscribes: user.Subscribe} {
			for _, allowed := range list {
				witness, found := witnessOf(acts, user.Name, verb, allowed, list)
				if !found {
					t.Errorf("nothing that %s did needs to %s %s", user.Name, verb, allowed)
					continue
				}
				witnesses[strings.Join([]string{user.Name, verb, allowed}, " ")] = witness
			}
		}
	}
	t.Logf("%d acts of %d users, %d permissions", len(acts), len(permission.Users()), len(witnesses))
	refusesWithout(t, witnesses)
}

// witnessOf is an act that a permission allows and no other of the list.
func witnessOf(acts map[act]bool, user, verb, allowed string, list []string) (act, bool) {
	for a := range acts {
		if a.user == user && a.verb == verb && slices.ContainsFunc(list, func(p string) bool {
			return p == allowed && server.SubjectsCollide(a.subject, p)
		}) && !slices.ContainsFunc(list, func(p string) bool {
			return p != allowed && server.SubjectsCollide(a.subject, p)
		}) {
			return a, true
		}
	}
	return act{}, false
}

// provision makes the topology, twice as an operator does.
func (g *guarded) provision() {
	g.t.Helper()
	conn := g.connect(permission.Provision)
	for range 2 {
		if err := bus.Provision(g.t.Context(), conn.JetStream(), bus.DefaultOptions()); err != nil {
			g.t.Fatal(err)
		}
	}
}

// work does everything that the services are for.
func (g *guarded) work(s *system) {
	t, ctx := s.t, s.t.Context()
	must := func(stdin string, args ...string) {
		t.Helper()
		if out, notes, code := s.cli(ctx, stdin, args...); code != 0 {
			t.Errorf("barograph %s: exit %d, %s%s", strings.Join(args, " "), code, out, notes)
		}
	}
	// That feeds are read is in the lease, which is renewed in their bucket.
	must("", "sources", "create", "press.example", "--feed", "https://press.example/feed")

	all := articles(t)
	first := s.submit(all...)
	s.submit(all[0]) // again
	revised := &ingestv1.Submission{ExternalId: all[1].GetExternalId(), Source: all[1].GetSource(), Url: all[1].GetUrl(), Text: all[1].GetText() + "\n\nThe force was delayed."}
	s.submit(revised)
	must("", "retract", first[2], "--reason", "withdrawn")
	g.poison(s)
	must("", "replay", "--wait")
	s.settle()

	must("", "judge", "gaza-isf", "--probability", "60%", "--until", "2026-06-30", "--author", "ann", "--why", "heard")
	must("", "withdraw", "gaza-isf", "1", "--why", "misheard")
	must("", "resolve", "gaza-isf", "yes", "--on", "2026-04-30", "--author", "ann", "--why", "seen")
	must("", "scorecard", "--recomputed")
	must("", "timeline", "gaza-isf")
	must("", "assess", "gaza-isf", "--as-of", "2026-04-29")
	must("", "brief", "gaza-isf")
	must("", "explain", "gaza-isf", "--since", "30d")
	must("", "initiatives", "delete", "ukraine-mnf")
	must("", "backfill", "--wait")
	must("", "sources", "delete", "press.example")
	must("", "healthcheck")
}

// poison has nlp and aggregate give a message up, and sends the first on its way again.
func (g *guarded) poison(s *system) {
	t, ctx := s.t, s.t.Context()
	for i, at := range []string{subject.ArticleAccepted.For("poison"), subject.ArticleTagged.For("poison")} {
		bad := &nats.Msg{Subject: at, Data: []byte("\xff\xff"), Header: nats.Header{subject.HeaderMsgID: {fmt.Sprint("poison", i)}}}
		if _, err := s.conn.JetStream().PublishMsg(ctx, bad); err != nil {
			t.Fatal(err)
		}
	}
	var letters []*operationsv1.DeadLetter
	eventually(t, "two messages were given up", func(ctx context.Context) bool {
		page, err := s.clients.DeadLetters().ListDeadLetters(ctx, &operationsv1.ListDeadLettersRequest{})
		letters = page.GetDeadLetters()
		return err == nil && len(letters) == 2
	})
	for _, l := range letters {
		if l.GetService() != "nlp" {
			continue
		}
		if _, err := s.clients.DeadLetters().RedriveDeadLetters(ctx, &operationsv1.RedriveDeadLettersRequest{Sequences: []uint64{l.GetSequence()}}); err != nil {
			t.Error(err)
		}
	}
}

// outlasting is a server that goes on when the services are stopped.
type outlasting struct{}

// Stop does nothing.
func (outlasting) Stop() {}

// restart asks what services ask when they start or are asked for their metrics,
// with all the streams behind them.
func (g *guarded) restart() {
	t, ctx := g.t, g.t.Context()
	if _, err := g.connect(permission.NLP).Progress(ctx, subject.StreamReplays, subject.DurableReplay); err != nil {
		t.Error(err)
	}
	aggregate := g.connect(permission.Aggregate)
	// What matches no subject is asked of the leader of the stream, as is what its
	// copy beside a consumer lacks.
	for stream, filters := range map[string][]string{subject.StreamLedger: {subject.InitiativeRuled.For("nobody")}, subject.StreamAssessments: nil} {
		if _, err := aggregate.ReadAll(ctx, stream, 1, func(bus.Msg) error { return nil }, filters...); err != nil {
			t.Error(err)
		}
	}
}

// listed says whose bucket is followed or listed by whom.
func listed() map[string]string {
	return map[string]string{
		subject.BucketArticleIndex: permission.Ingest, subject.BucketSources: permission.Ingest, subject.BucketFeeds: permission.Ingest,
		subject.BucketAssessments: permission.Aggregate, subject.BucketInitiatives: permission.Aggregate, subject.BucketJudgements: permission.Aggregate,
	}
}

// fill follows and lists buckets that are so full that the server asks the
// reader whether it keeps up: who may not answer waits for ever.
func (g *guarded) fill() {
	t := g.t
	writer := g.connect(everything)
	const keys, size = 60, 40 << 10
	for name, user := range listed() {
		for i := range keys {
			if _, err := writer.JetStream().PublishAsync("$KV."+name+".zz-fill."+fmt.Sprint(i), make([]byte, size)); err != nil {
				t.Fatal(err)
			}
		}
		<-writer.JetStream().PublishAsyncComplete()
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		n := 0
		g.connect(user).Watch(ctx, bus.Watch{Bucket: name, Keys: ">", Each: func(bus.Entry) error { n++; return nil }, Complete: cancel}, zap.NewNop())
		if n < keys {
			t.Errorf("%s has %d of at least %d keys of %s", user, n, keys, name)
		}
	}
}

// subscribe runs the example subscriber as the user of subscribers, from a late
// start to the last event.
func (g *guarded) subscribe(t *testing.T, s *system) {
	f := newFollower(t, g.nats.ClientURL(), "--nkey", g.seeds[permission.Subscriber], "--domain", permission.Domain)
	f.start()
	s.submit(article(t, "nr-a-01"))
	s.settle()
	eventually(t, "the subscriber has every event", func(context.Context) bool {
		last, err := s.conn.LastSeq(t.Context(), subject.StreamAssessments)
		all := f.entries()
		return err == nil && last > 0 && len(all) > 0 && all[len(all)-1].Sequence == last
	})
}
