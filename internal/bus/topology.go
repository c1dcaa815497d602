package bus

import (
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/proto/subject"
)

// The whole topology, as data. [Provision] turns it into streams, consumers and
// buckets; nothing else creates any.

const (
	kib = 1 << 10
	mib = 1 << 20
	day = 24 * time.Hour

	// dedupeWindow is how long a stream remembers message ids (about 130 bytes
	// each). Consumers are idempotent beyond it.
	dedupeWindow = 10 * time.Minute

	// maxDeliver is the server's limit. It is higher than [DefaultAttempts], so
	// that a message that took the process down on each attempt is still
	// delivered, and rejected without being tried again, and so that the dead
	// letter of an exhausted message can outlast an outage.
	maxDeliver = 20
)

// streamSpec is one stream.
type streamSpec struct {
	name, about string
	subjects    []string
	maxAge      time.Duration // 0: for ever
	maxMsgSize  int32         // bytes, headers included
}

func streams() []streamSpec {
	return []streamSpec{
		{name: subject.StreamArticles, about: "articles with their text", maxMsgSize: mib, subjects: []string{
			subject.ArticleAccepted.Filter(), subject.ArticleRevised.Filter(), subject.ArticleRetracted.Filter()}},
		{name: subject.StreamLedger, about: "everything that assessments are computed from", maxMsgSize: mib, subjects: []string{
			subject.ArticleTagged.Filter(), subject.InitiativeDefined.Filter(),
			subject.InitiativeDeleted.Filter(), subject.InitiativeRuled.Filter(), subject.ClockTicked.Filter()}},
		{name: subject.StreamAssessments, about: "assessments, for subscribers", maxMsgSize: mib, subjects: []string{
			subject.AssessmentUpdated.Filter(), subject.AssessmentShifted.Filter(), subject.AssessmentWithdrawn.Filter()}},
		{name: subject.StreamReplays, about: "stored articles to be tagged again", maxAge: 7 * day, maxMsgSize: 64 * kib,
			subjects: []string{subject.ArticleReplayed.Filter()}},
		{name: subject.StreamDeadLetter, about: "messages that no service could process", maxAge: 30 * day, maxMsgSize: mib,
			subjects: []string{subject.DeadLettered.Filter()}},
		{name: subject.StreamAdvisories, about: "the server's reports of messages given up", maxAge: 7 * day, maxMsgSize: 64 * kib,
			subjects: []string{subject.AdvisoryMaxDeliveries, subject.AdvisoryTerminated}},
	}
}

// consumerSpec is one durable pull consumer of a whole stream.
type consumerSpec struct {
	stream, durable, about string
	ackWait                time.Duration
	maxAckPending          int
	maxDeliver             int // -1: no limit
}

func consumers() []consumerSpec {
	return []consumerSpec{
		// AckWait is how long what a killed process had in hand lies still. A living
		// one renews it at every third, however long its work takes.
		{subject.StreamArticles, subject.DurableTagger, "nlp tags articles", 15 * time.Second, 256, maxDeliver},
		{subject.StreamReplays, subject.DurableReplay, "nlp tags stored articles again", 15 * time.Second, 256, maxDeliver},
		// What fails here is the bus, never the message: each is read at every
		// start anyway, and to give it up would only leave assessments behind.
		{subject.StreamLedger, subject.DurableLedger, "aggregate follows the ledger", 30 * time.Second, 1024, -1},
	}
}

// bucketSpec is one key-value bucket.
type bucketSpec struct {
	name, about  string
	history      int64
	maxValueSize int32 // bytes
}

func buckets() []bucketSpec {
	return []bucketSpec{
		// An assessment takes at most 256 KiB: its lists end where that is full. With
		// up to 20 contributions and a position of each actor, in their words, it
		// takes about 100 KiB for sixty actors.
		{subject.BucketAssessments, "state of aggregate", 1, 512 * kib},
		{subject.BucketInitiatives, "definitions of initiatives", 64, 64 * kib},
		{subject.BucketJudgements, "judgements and rulings of people", 64, 64 * kib},
		{subject.BucketArticleIndex, "articles by URL, content and source", 1, 64 * kib},
		{subject.BucketSources, "definitions of sources", 1, 64 * kib},
		{subject.BucketFeeds, "how feeds are doing, and what is remembered of them", 1, 512 * kib},
	}
}

func (s streamSpec) config(o Options) jetstream.StreamConfig {
	age := s.maxAge
	if o.Retention > 0 && (age == 0 || o.Retention < age) {
		age = o.Retention
	}
	window := dedupeWindow
	if age > 0 && age < window {
		window = age
	}
	return jetstream.StreamConfig{
		Name: s.name, Description: s.about, Subjects: s.subjects,
		Retention: jetstream.LimitsPolicy, // a work queue forgets the ids of acknowledged messages
		Discard:   jetstream.DiscardOld,
		MaxAge:    age, MaxMsgSize: s.maxMsgSize, Duplicates: window,
		MaxMsgs: -1, MaxBytes: -1, MaxConsumers: -1, MaxMsgsPerSubject: -1,
		Storage: o.storage(), Replicas: o.Replicas, Compression: o.compression(),
		// AllowDirect stays off: a direct read may be answered by a follower
		// that has not seen the last message yet.
	}
}

func (s consumerSpec) config() jetstream.ConsumerConfig {
	return jetstream.ConsumerConfig{
		Durable: s.durable, Description: s.about,
		DeliverPolicy: jetstream.DeliverAllPolicy, AckPolicy: jetstream.AckExplicitPolicy,
		AckWait: s.ackWait, MaxDeliver: s.maxDeliver, MaxAckPending: s.maxAckPending,
		// No BackOff: its first value would replace AckWait, and it delays
		// NakWithDelay.
	}
}

// stream is the name of the stream that the bucket is kept in.
func (s bucketSpec) stream() string { return "KV_" + s.name }

// config is the stream that nats.go's key-value client expects, but with
// AllowDirect off, since a read right after a write has to see it.
func (s bucketSpec) config(o Options) jetstream.StreamConfig {
	return jetstream.StreamConfig{
		Name: s.stream(), Description: s.about, Subjects: []string{"$KV." + s.name + ".>"},
		MaxMsgsPerSubject: s.history, MaxMsgSize: s.maxValueSize + kib, // headers and subject
		MaxMsgs: -1, MaxBytes: -1, MaxConsumers: -1,
		Storage: o.storage(), Replicas: o.Replicas, Compression: o.compression(),
		Discard: jetstream.DiscardNew, AllowRollup: true, DenyDelete: true,
		Duplicates: 2 * time.Minute, AllowDirect: false,
	}
}

// Durable names a durable consumer and its stream.
type Durable struct{ Stream, Durable string }

// Topology lists what [Provision] makes: the streams, with those that buckets
// are kept in, and the durable consumers.
func Topology() (names []string, durables []Durable) {
	for _, s := range streams() {
		names = append(names, s.name)
	}
	for _, b := range buckets() {
		names = append(names, b.stream())
	}
	for _, c := range consumers() {
		durables = append(durables, Durable{c.stream, c.durable})
	}
	return names, durables
}
