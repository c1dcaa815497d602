package e2e_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nats-io/nkeys"

	"github.com/barograph/barograph/internal/bus/permission"
	"github.com/barograph/barograph/proto/subject"
)

// refusesWithout has a server refuse what was done, to users who lack the one
// permission for it each.
func refusesWithout(t *testing.T, witnesses map[string]act) {
	t.Helper()
	options := &server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoSigs: true, NoLog: true}
	pairs := map[string]nkeys.KeyPair{}
	for _, user := range permission.Users() {
		for verb, list := range map[string][]string{publishes: user.Publish, subscribes: user.Subscribe} {
			for i, allowed := range list {
				pair, err := nkeys.CreateUser()
				if err != nil {
					t.Fatal(err)
				}
				public, err := pair.PublicKey()
				if err != nil {
					t.Fatal(err)
				}
				less := map[string][]string{publishes: user.Publish, subscribes: user.Subscribe}
				less[verb] = append(slices.Delete(slices.Clone(list), i, i+1), "nothing")
				options.Nkeys = append(options.Nkeys, &server.NkeyUser{Nkey: public, Permissions: &server.Permissions{
					Publish: &server.SubjectPermission{Allow: less[publishes], Deny: user.Deny}, Subscribe: &server.SubjectPermission{Allow: less[subscribes]},
				}})
				pairs[strings.Join([]string{user.Name, verb, allowed}, " ")] = pair
			}
		}
	}
	n, err := server.NewServer(options)
	if err != nil {
		t.Fatal(err)
	}
	n.Start()
	defer n.WaitForShutdown()
	defer n.Shutdown()
	if !n.ReadyForConnections(patience) {
		t.Fatal("the server does not start")
	}
	for name, witness := range witnesses {
		pair := pairs[name]
		public, err := pair.PublicKey()
		if err != nil {
			t.Fatal(err)
		}
		if !refuses(t, n.ClientURL(), witness, nats.Nkey(public, pair.Sign)) {
			t.Errorf("%s: %s was done without it", name, witness.subject)
		}
	}
}

// refuses tells whether a server refuses an act.
func refuses(t *testing.T, url string, a act, login nats.Option) bool {
	t.Helper()
	conn, err := nats.Connect(url, login, nats.CustomInboxPrefix(subject.InboxPrefix(a.user)), nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if a.verb == publishes {
		err = conn.Publish(a.subject, nil)
	} else {
		_, err = conn.SubscribeSync(a.subject)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.Flush(); err != nil { // a refusal comes before its answer
		t.Fatal(err)
	}
	return errors.Is(conn.LastError(), nats.ErrPermissionViolation)
}

// TestUsersMayNotDoWhatIsNotTheirs tries what would do harm, as each user.
func TestUsersMayNotDoWhatIsNotTheirs(t *testing.T) {
	t.Parallel()
	g := guard(t)
	g.provision()
	publish := func(user string, subjects ...string) {
		for _, s := range subjects {
			g.denied(t, act{user, publishes, s})
		}
	}
	const api = "$JS.API."
	for _, u := range permission.Users() {
		publish(u.Name, api+"STREAM.DELETE.LEDGER", api+"STREAM.PURGE.ASSESSMENTS", api+"STREAM.DELETE.KV_judgements", api+"STREAM.LIST",
			api+"STREAM.CREATE.OTHER", api+"STREAM.MSG.DELETE.LEDGER", api+"CONSUMER.DELETE.ARTICLES."+subject.DurableTagger+".x", "$SYS.REQ.SERVER.PING", "other")
		for _, other := range permission.Users() {
			if other.Name != u.Name {
				g.denied(t, act{u.Name, subscribes, subject.InboxPrefix(other.Name) + ".>"})
			}
		}
		for _, s := range []string{">", "_INBOX.>", "barograph.>", "$KV.>", subject.ArticleAccepted.Filter(), "$JS.>", "$SYS.>"} {
			g.denied(t, act{u.Name, subscribes, s})
		}
	}
	publish(permission.Ingest, subject.ArticleTagged.For("x"), subject.InitiativeRuled.For("x"), subject.AssessmentUpdated.For("x"),
		subject.DeadLetter("nlp", "x"), "$KV.judgements.x", "$KV.initiatives.x", "$KV.assessments.x", api+"STREAM.MSG.GET.LEDGER", api+"CONSUMER.CREATE.LEDGER.x")
	publish(permission.NLP, subject.ArticleAccepted.For("x"), subject.InitiativeRuled.For("x"), subject.AssessmentUpdated.For("x"), subject.DeadLetter("aggregate", "x"),
		"$KV.judgements.x", api+"STREAM.MSG.GET.KV_judgements", api+"STREAM.MSG.GET.LEDGER", api+"CONSUMER.CREATE.ARTICLES.x", api+"CONSUMER.CREATE.LEDGER.x")
	publish(permission.Aggregate, subject.ArticleAccepted.For("x"), subject.ArticleTagged.For("x"), subject.ArticleReplayed.For("x"), "$KV.sources.x", "$KV.article-index.x",
		api+"STREAM.MSG.GET.ARTICLES", api+"CONSUMER.CREATE.ARTICLES.x", api+"STREAM.MSG.GET.DEADLETTER")
	publish(permission.Provision, subject.ArticleAccepted.For("x"), subject.ArticleTagged.For("x"), "$KV.judgements.x", api+"STREAM.MSG.GET.ARTICLES", api+"CONSUMER.CREATE.LEDGER.x")
	publish(permission.Subscriber, subject.AssessmentUpdated.For("x"), "$KV.assessments.x", api+"STREAM.INFO.ASSESSMENTS", api+"STREAM.INFO.ARTICLES", api+"CONSUMER.CREATE.ASSESSMENTS.x",
		"$JS.barograph.API.STREAM.INFO.ARTICLES", "$JS.barograph.API.STREAM.MSG.GET.LEDGER", "$JS.barograph.API.CONSUMER.CREATE.ASSESSMENTS.x", "$JS.barograph.API.STREAM.PURGE.ASSESSMENTS")
}

// TestReadersLeaveDurableConsumersAlone: a service that may read a stream could
// change the consumer by which another one takes from it, which would then wait
// for ever for messages that do not come.
func TestReadersLeaveDurableConsumersAlone(t *testing.T) {
	t.Parallel()
	g := guard(t)
	g.provision()
	const api = "$JS.API.CONSUMER."
	for user, durable := range map[string]string{
		permission.Ingest: subject.StreamArticles + "." + subject.DurableTagger, permission.Aggregate: subject.StreamLedger + "." + subject.DurableLedger,
	} {
		for _, s := range []string{"CREATE." + durable, "CREATE." + durable + ".filter", "DELETE." + durable} {
			g.denied(t, act{user, publishes, api + s})
		}
	}
	g.denied(t, act{permission.Ingest, publishes, api + "MSG.NEXT." + subject.StreamArticles + "." + subject.DurableTagger})
}

// denied checks that a user cannot do something.
func (g *guarded) denied(t *testing.T, a act) {
	t.Helper()
	login, err := nats.NkeyOptionFromSeed(g.seeds[a.user])
	if err != nil {
		t.Fatal(err)
	}
	if !refuses(t, g.nats.ClientURL(), a, login) {
		t.Errorf("%s can %s %s", a.user, a.verb, a.subject)
	}
}

// TestSubscriberCannotHaveAnAnswerStored: the server does not check where the
// answer to a request goes. In an account of their own subscribers reach no stream.
func TestSubscriberCannotHaveAnAnswerStored(t *testing.T) {
	t.Parallel()
	g := guard(t)
	g.provision()
	all := g.connect(everything)
	stream, err := all.JetStream().Stream(t.Context(), subject.StreamLedger)
	if err != nil {
		t.Fatal(err)
	}
	stored := func(user, request string) uint64 {
		conn := g.connect(user).NATS()
		answer := subject.ArticleTagged.For("forged")
		sub, err := conn.SubscribeSync(subject.InboxPrefix(user) + ".x")
		if err != nil {
			t.Fatal(err)
		}
		// The second answer comes behind the first: both are of the same request.
		for _, reply := range []string{answer, subject.InboxPrefix(user) + ".x"} {
			if err := conn.PublishRequest(request, reply, nil); err != nil {
				t.Fatal(err)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		if _, err := sub.NextMsgWithContext(ctx); err != nil {
			t.Fatal(err)
		}
		info, err := stream.Info(ctx, jetstream.WithSubjectFilter(answer))
		if err != nil {
			t.Fatal(err)
		}
		return info.State.Subjects[answer]
	}
	if n := stored(permission.Subscriber, "$JS.barograph.API.STREAM.INFO.ASSESSMENTS"); n != 0 {
		t.Errorf("a subscriber had %d answers stored in the ledger", n)
	}
	// The reason for the account of their own. If this ends, so can the account.
	if n := stored(permission.NLP, "$JS.API.STREAM.INFO.ARTICLES"); n == 0 {
		t.Error("the server checks where answers go by now: docs/guarantees.md says that it does not")
	}
}
