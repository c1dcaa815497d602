// Package permission says what each user of NATS may do: the least with which
// its service works. It is data, derived from the names on the bus and from the
// topology, so that neither can change without it; the server's configuration in
// deploy/nats is written from it, and a test runs the whole system under it and
// shows that each permission is needed.
//
// The services share one account. Subscribers have one of their own, in which
// there is nothing but assessments to be read: within an account the server
// checks on which subject a request is published, and not the subject that the
// request names for the answer, so that whoever may ask anything can have an
// answer stored in a stream of the account.
package permission

import (
	"slices"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/proto/subject"
)

// Names of the users: those of the services, and others.
const (
	Ingest     = "ingest"
	NLP        = "nlp"
	Aggregate  = "aggregate"
	Provision  = "provision"
	Subscriber = "subscriber"
)

// Domain is where subscribers find the API of JetStream: the account of the
// services looks to them like a JetStream domain of this name.
const Domain = "barograph"

// User is a user and what it may do. The lists are of subjects, which may have
// wildcards; everything else is denied, and of what it may publish what Deny has.
type User struct {
	Name, About        string
	Publish, Subscribe []string
	Deny               []string
}

// Services lists the users of the account of the services.
func Services() []User {
	return []User{
		{
			Name: Ingest, About: "stores articles, replays them, reads feeds, lists and redrives dead letters",
			Publish: slices.Concat(
				events(subject.ArticleAccepted, subject.ArticleRevised, subject.ArticleRetracted, subject.ArticleReplayed),
				look(subject.StreamArticles), get(subject.StreamArticles), read(subject.StreamArticles),
				look(subject.StreamReplays), look(subject.StreamLedger),
				progress(subject.StreamArticles, subject.DurableTagger), progress(subject.StreamReplays, subject.DurableReplay),
				look(subject.StreamDeadLetter), get(subject.StreamDeadLetter), read(subject.StreamDeadLetter), remove(subject.StreamDeadLetter),
				open(subject.BucketArticleIndex), list(subject.BucketArticleIndex),
				open(subject.BucketSources), list(subject.BucketSources),
				open(subject.BucketFeeds), list(subject.BucketFeeds),
			),
			Deny:      append(spare(subject.StreamArticles, subject.DurableTagger), leave(subject.StreamArticles, subject.DurableTagger)...),
			Subscribe: inbox(Ingest),
		},
		{
			Name: NLP, About: "takes articles from their streams and writes what it found into the ledger",
			Publish: slices.Concat(
				events(subject.ArticleTagged), deadLetters(NLP),
				look(subject.StreamArticles), get(subject.StreamArticles), consume(subject.StreamArticles, subject.DurableTagger),
				look(subject.StreamReplays), consume(subject.StreamReplays, subject.DurableReplay),
			),
			Subscribe: inbox(NLP),
		},
		{
			Name: Aggregate, About: "follows the ledger, writes into it what people define and decide, and tells assessments",
			Publish: slices.Concat(
				events(subject.InitiativeDefined, subject.InitiativeDeleted, subject.InitiativeRuled, subject.ClockTicked),
				events(subject.AssessmentUpdated, subject.AssessmentShifted, subject.AssessmentWithdrawn), deadLetters(Aggregate),
				look(subject.StreamLedger), get(subject.StreamLedger), read(subject.StreamLedger), settle(subject.StreamLedger, subject.DurableLedger),
				look(subject.StreamAssessments), get(subject.StreamAssessments), read(subject.StreamAssessments),
				open(subject.BucketAssessments), list(subject.BucketAssessments),
				open(subject.BucketInitiatives), list(subject.BucketInitiatives),
				open(subject.BucketJudgements), list(subject.BucketJudgements),
			),
			Deny:      spare(subject.StreamLedger, subject.DurableLedger),
			Subscribe: inbox(Aggregate),
		},
		{
			Name: Provision, About: "creates streams, consumers and buckets and changes them; reads and writes none",
			Publish: topology(), Subscribe: inbox(Provision),
		},
	}
}

// Reader is the user of the account of subscribers.
func Reader() User {
	return User{
		Name: Subscriber, About: "reads assessments, and nothing else",
		Publish:   readerAPI(domainAPI),
		Subscribe: append(inbox(Subscriber), subject.Assessments),
	}
}

// Users lists all of them.
func Users() []User { return append(Services(), Reader()) }

// topology is what bus.Provision asks for.
func topology() []string {
	var all []string
	streams, consumers := bus.Topology()
	for _, name := range streams {
		all = append(all, api+"STREAM.INFO."+name, api+"STREAM.CREATE."+name, api+"STREAM.UPDATE."+name)
	}
	for _, c := range consumers {
		all = append(all, api+"CONSUMER.CREATE."+c.Stream+"."+c.Durable)
	}
	return all
}
