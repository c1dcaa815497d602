// Package subject is the one place where the names on the bus are built and
// parsed: subjects, streams, durable consumers, buckets, headers, message ids.
//
// It needs the standard library only, so that a subscriber can import it
// without the rest of Barograph. Nothing outside this package may concatenate
// a subject by hand.
//
// A subject reads
//
//	barograph.v1.<entity>.<past-tense event>.<key>
//
// from general to specific, lower-case, one meaning per token. The key is
// escaped into one token, see [Escape].
package subject

import "time"

// Prefix starts every subject of this contract. A new meaning of an existing
// event gets a new version token here, never a silent change.
const Prefix = "barograph.v1."

// Assessments matches every event about every assessment, for those who follow
// them all.
const Assessments = Prefix + "assessment.*.*"

// DateLayout is the layout of the key of [ClockTicked]: a day in UTC.
const DateLayout = "2006-01-02"

// Kind is what happened to what: the entity and event tokens of a subject,
// joined with a dot.
type Kind string

// The kinds of events, with the stream that keeps them and the key that ends
// their subject.
const (
	// ArticleAccepted is the first revision of an article (ARTICLES, key: source).
	ArticleAccepted Kind = "article.accepted"
	// ArticleRevised is a later revision of an article (ARTICLES, key: source).
	ArticleRevised Kind = "article.revised"
	// ArticleRetracted withdraws an article (ARTICLES, key: source).
	ArticleRetracted Kind = "article.retracted"
	// ArticleTagged is one tagging of one article, also when nothing was found
	// or the article was retracted (LEDGER, key: article id).
	ArticleTagged Kind = "article.tagged"
	// ArticleReplayed asks for a stored article to be tagged again; the message
	// points to a sequence in ARTICLES (REPLAYS, key: replay id).
	ArticleReplayed Kind = "article.replayed"
	// InitiativeDefined is one version of a definition (LEDGER, key: initiative id).
	InitiativeDefined Kind = "initiative.defined"
	// InitiativeDeleted ends an initiative (LEDGER, key: initiative id).
	InitiativeDeleted Kind = "initiative.deleted"
	// InitiativeRuled is what an operator decided in place of the evidence
	// (LEDGER, key: initiative id).
	InitiativeRuled Kind = "initiative.ruled"
	// ClockTicked is the daily tick of the domain's clock (LEDGER, key: UTC day,
	// YYYY-MM-DD).
	ClockTicked Kind = "clock.ticked"
	// AssessmentUpdated is one revision of an assessment (ASSESSMENTS, key:
	// initiative id).
	AssessmentUpdated Kind = "assessment.updated"
	// AssessmentShifted tells that an assessment moved enough to matter
	// (ASSESSMENTS, key: initiative id).
	AssessmentShifted Kind = "assessment.shifted"
	// AssessmentWithdrawn tells that an initiative was deleted, and its assessment
	// with it (ASSESSMENTS, key: initiative id).
	AssessmentWithdrawn Kind = "assessment.withdrawn"
	// DeadLettered is a message that could not be processed (DEADLETTER). Its
	// subject is built with [DeadLetter]: the event token is the service and
	// the key is the reason.
	DeadLettered Kind = "deadletter"
)

// Kinds lists every kind that has a plain subject, in a fixed order.
// [DeadLettered] is not among them, see there.
func Kinds() []Kind {
	return []Kind{
		ArticleAccepted, ArticleRevised, ArticleRetracted, ArticleTagged, ArticleReplayed,
		InitiativeDefined, InitiativeDeleted, InitiativeRuled, ClockTicked,
		AssessmentUpdated, AssessmentShifted, AssessmentWithdrawn,
	}
}

// For is the subject of this kind of event for a key; any string is a valid
// key and is escaped.
func (k Kind) For(key string) string {
	return Prefix + string(k) + "." + Escape(key)
}

// Filter is the wildcard that matches every subject of this kind.
func (k Kind) Filter() string {
	if k == DeadLettered {
		return Prefix + string(k) + ".*.*"
	}
	return Prefix + string(k) + ".*"
}

// Type is the CloudEvents type of this kind of event, for example
// "barograph.v1.article.accepted".
func (k Kind) Type() string {
	return Prefix + string(k)
}

// Tick is the subject of the daily tick for the UTC day of t.
func Tick(t time.Time) string {
	return ClockTicked.For(t.UTC().Format(DateLayout))
}

// DeadLetter is the subject of a message that service gave up on for reason;
// both are escaped.
func DeadLetter(service, reason string) string {
	return Prefix + string(DeadLettered) + "." + Escape(service) + "." + Escape(reason)
}

// DeadLetterFilter matches the dead letters of a service with a reason; an
// empty argument matches all of them.
func DeadLetterFilter(service, reason string) string {
	return Prefix + string(DeadLettered) + "." + tokenOrAny(service) + "." + tokenOrAny(reason)
}

func tokenOrAny(key string) string {
	if key == "" {
		return "*"
	}
	return Escape(key)
}
