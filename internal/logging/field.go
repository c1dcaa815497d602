package logging

import (
	"slices"
	"time"

	"go.uber.org/zap"
)

// Keys of every log line of Barograph. A key has one meaning; a new one gets a
// row in [Dictionary]. trace_id and span_id are named as OpenTelemetry does.
const (
	KeyTime          = "time"
	KeyLevel         = "level"
	KeyLogger        = "logger"
	KeyMessage       = "msg"
	KeyService       = "service"
	KeyVersion       = "version"
	KeyRequestID     = "request_id"
	KeyCorrelationID = "correlation_id"
	KeyTraceID       = "trace_id"
	KeySpanID        = "span_id"
	KeyEventID       = "event_id"
	KeyArticleID     = "article_id"
	KeyInitiativeID  = "initiative_id"
	KeyRevision      = "revision"
	KeySubmitOutcome = "submit_outcome"
	KeyDuplicateOf   = "duplicate_of"
	KeyLanguage      = "language"
	KeyClaims        = "claims"
	KeyInitiatives   = "initiatives"
	KeyArticles      = "articles"
	KeyLedgerSeq     = "ledger_seq"
	KeySourceID      = "source_id"
	KeyFeedID        = "feed_id"
	KeySubject       = "subject"
	KeyStream        = "stream"
	KeyConsumer      = "consumer"
	KeyStreamSeq     = "stream_seq"
	KeyNumDelivered  = "num_delivered"
	KeyOutcome       = "outcome"
	KeyReason        = "reason"
	KeyRetryMS       = "retry_ms"
	KeyCount         = "count"
	KeyGRPCMethod    = "grpc_method"
	KeyGRPCCode      = "grpc_code"
	KeyDurationMS    = "duration_ms"
	KeyAddress       = "address"
	KeyCheck         = "check"
	KeyStatus        = "status"
	KeyConfig        = "config"
	KeyNewLevel      = "new_level"
	KeyStack         = "stack"
	KeyProblem       = "problem"
	KeyFormerStatus  = "former_status"
	KeyURL           = "url"
	KeyPlace         = "place"
	KeyWall          = "wall"
	KeyEvidence      = "evidence"
	KeyLease         = "lease"
	KeyMember        = "member"
	KeyMembers       = "members"
	KeyGained        = "gained"
	KeyLost          = "lost"
	KeyFailures      = "consecutive_failures"
	KeyParseFailures = "parse_failures"
	KeyHTTPStatus    = "http_status"
	KeyItemsPerDay   = "items_per_day"
	KeyUsualItems    = "usual_items_per_day"
	KeyNewestContent = "newest_content_time"
	KeyLastSuccess   = "last_success_time"
	KeyCaller        = "caller"
	KeyCallerKind    = "caller_kind"
	KeyIssuer        = "issuer"
	KeyRoles         = "roles"
	KeyResources     = "resources"
	KeyUse           = "use"
	KeyFingerprint   = "fingerprint"
	KeyNotAfter      = "not_after"
	KeyGoVersion     = "go_version"
	KeyVCSRevision   = "vcs_revision"
	KeyEnabled       = "enabled"
	KeyDisabled      = "disabled"
	KeyVersions      = "versions"
	KeyProcessors    = "processors"
	KeyMemoryLimit   = "memory_limit_bytes"
	KeyFallBack      = "falls_back_time"
	KeyError         = "error"
)

// Entry is one row of the dictionary of keys.
type Entry struct {
	Key, Type, Meaning string
}

// Dictionary lists every key with its JSON type and meaning, in the order in
// which the documentation shows them.
func Dictionary() []Entry {
	return slices.Concat(common(), particular(), []Entry{
		{KeyError, "string", "text of the error; never sent to callers"},
	})
}

// common are the keys of lines about calls, messages and articles.
func common() []Entry {
	return []Entry{
		{KeyTime, "string", "when, RFC 3339 in UTC with milliseconds"},
		{KeyLevel, "string", "debug, info, warn (was retried or refused) or error (somebody should act)"},
		{KeyLogger, "string", "the part of the service that logs, for example nlp.worker"},
		{KeyMessage, "string", "what happened, constant text"},
		{KeyService, "string", "ingest, nlp, aggregate or barograph"},
		{KeyVersion, "string", "version of the program"},
		{KeyRequestID, "string", "one RPC"},
		{KeyCorrelationID, "string", "one piece of work through all services, born where it enters"},
		{KeyTraceID, "string", "W3C trace id, 32 hexadecimal digits (docs/traces.md)"},
		{KeySpanID, "string", "W3C span id, 16 hexadecimal digits; only while the span is recorded"},
		{KeyEventID, "string", "deterministic id of the event: Nats-Msg-Id and ce-id of the message"},
		{KeyArticleID, "string", "article"},
		{KeyInitiativeID, "string", "initiative"},
		{KeyRevision, "number", "revision of the article, or of the assessment"},
		{KeySubmitOutcome, "string", "what became of an article at the entrance: accepted, revised, unchanged, duplicate or retracted"},
		{KeyDuplicateOf, "string", "article that has the same text, and stands for this one"},
		{KeyLanguage, "string", "language that an article was read in, as BCP 47"},
		{KeyClaims, "number", "how many claims were found in an article"},
		{KeyInitiatives, "array", "initiatives that claims are about, the first 16"},
		{KeyArticles, "array", "articles that an assessment takes into account for the first time or anew, the first 16"},
		{KeyLedgerSeq, "number", "sequence in the LEDGER of what follows from a message"},
		{KeySourceID, "string", "source: a publisher"},
		{KeyFeedID, "string", "feed of a source"},
		{KeySubject, "string", "subject of the message"},
		{KeyStream, "string", "stream that holds the message"},
		{KeyConsumer, "string", "durable consumer that delivered the message"},
		{KeyStreamSeq, "number", "sequence of the message in its stream"},
		{KeyNumDelivered, "number", "how often the message has been delivered, from 1"},
		{KeyOutcome, "string", "ack, retry or reject"},
		{KeyReason, "string", "why it was rejected, refused, withdrawn or passed on unread"},
	}
}

// particular are the keys of lines about other things.
func particular() []Entry {
	return []Entry{
		{KeyRetryMS, "number", "milliseconds until the next delivery"},
		{KeyCount, "number", "how many things the line is about"},
		{KeyGRPCMethod, "string", "full name of the RPC"},
		{KeyGRPCCode, "string", "its status code"},
		{KeyDurationMS, "number", "how long it took, in milliseconds"},
		{KeyAddress, "string", "network address"},
		{KeyCheck, "string", "name of a readiness check"},
		{KeyStatus, "string", "state that was entered, for example SERVING"},
		{KeyConfig, "object", "effective configuration with secrets removed"},
		{KeyNewLevel, "string", "log level from now on"},
		{KeyStack, "string", "stack of a panic"},
		{KeyProblem, "string", "what is wrong, for a person"},
		{KeyFormerStatus, "string", "state that was left"},
		{KeyURL, "string", "address of a page or feed, without passwords"},
		{KeyPlace, "string", "file, line or record that it is about"},
		{KeyWall, "string", "what stands in front of an article: payment, registration, cookies or a check"},
		{KeyEvidence, "string", "what it was told by"},
		{KeyLease, "string", "lease that one of several processes holds"},
		{KeyMember, "string", "replica of aggregate: its slot among the others, and where it runs"},
		{KeyMembers, "number", "replicas of aggregate that share the initiatives"},
		{KeyGained, "number", "initiatives that a replica of aggregate assesses from now on"},
		{KeyLost, "number", "initiatives that a replica of aggregate leaves to others"},
		{KeyFailures, "number", "attempts in a row that failed"},
		{KeyParseFailures, "number", "answers in a row that were not what they should be"},
		{KeyHTTPStatus, "number", "status of the last answer over HTTP, 0 without one"},
		{KeyItemsPerDay, "number", "new items of a feed a day, lately"},
		{KeyUsualItems, "number", "new items of a feed a day by its habit, 0 if not known"},
		{KeyNewestContent, "string", "newest time that the content of a feed claims"},
		{KeyLastSuccess, "string", "when a feed was last read without an error"},
		{KeyCaller, "string", "who calls: a name with its issuer, or a network address"},
		{KeyCallerKind, "string", "how it is known who calls: certificate, token or anonymous"},
		{KeyIssuer, "string", "who vouches for the caller, or signs tokens"},
		{KeyRoles, "array", "what the policy lets the caller be"},
		{KeyResources, "array", "what a call is about, as field=id"},
		{KeyUse, "string", "what certificates are used for: grpc, nats or otlp"},
		{KeyFingerprint, "string", "SHA-256 of a certificate, in hexadecimal digits"},
		{KeyNotAfter, "string", "when a certificate expires"},
		{KeyGoVersion, "string", "version of Go that the program was built with"},
		{KeyVCSRevision, "string", "commit that the program was built from, where that is known"},
		{KeyEnabled, "array", "what is turned on"},
		{KeyDisabled, "array", "what is turned off, and could be turned on by a setting"},
		{KeyVersions, "object", "versions of what decides on results: model, engine"},
		{KeyProcessors, "number", "GOMAXPROCS: how many threads run Go code at once"},
		{KeyMemoryLimit, "number", "GOMEMLIMIT in bytes; left out without one"},
		{KeyFallBack, "string", "when the log level falls back to the configured one"},
	}
}

// Service is which service logs.
func Service(name string) zap.Field { return zap.String(KeyService, name) }

// Version is the version of the program.
func Version(v string) zap.Field { return zap.String(KeyVersion, v) }

// RequestID is the id of one RPC; empty ids are left out.
func RequestID(id string) zap.Field { return optional(KeyRequestID, id) }

// CorrelationID follows one piece of work; empty ids are left out.
func CorrelationID(id string) zap.Field { return optional(KeyCorrelationID, id) }

// TraceID is a W3C trace id; empty ids are left out.
func TraceID(id string) zap.Field { return optional(KeyTraceID, id) }

// SpanID is a W3C span id; empty ids are left out.
func SpanID(id string) zap.Field { return optional(KeySpanID, id) }

// EventID is the deterministic id of an event; empty ids are left out.
func EventID(id string) zap.Field { return optional(KeyEventID, id) }

// ArticleID names an article.
func ArticleID(id string) zap.Field { return zap.String(KeyArticleID, id) }

// Revision is that of an article, or of an assessment.
func Revision(n uint64) zap.Field { return zap.Uint64(KeyRevision, n) }

// LedgerSeq is the sequence in the ledger of what follows from a message.
func LedgerSeq(seq uint64) zap.Field { return zap.Uint64(KeyLedgerSeq, seq) }

// mostNamed bounds the names in one line.
const mostNamed = 16

// Names are some names under a key, the first 16 of them.
func Names(key string, names []string) zap.Field {
	return zap.Strings(key, names[:min(len(names), mostNamed)])
}

// InitiativeID names an initiative.
func InitiativeID(id string) zap.Field { return zap.String(KeyInitiativeID, id) }

// SourceID names a source.
func SourceID(id string) zap.Field { return zap.String(KeySourceID, id) }

// FeedID names a feed of a source.
func FeedID(id string) zap.Field { return zap.String(KeyFeedID, id) }

// Subject is the subject of a message.
func Subject(s string) zap.Field { return zap.String(KeySubject, s) }

// Stream names a stream.
func Stream(name string) zap.Field { return zap.String(KeyStream, name) }

// Consumer names a durable consumer.
func Consumer(name string) zap.Field { return zap.String(KeyConsumer, name) }

// StreamSeq is the sequence of a message in its stream.
func StreamSeq(seq uint64) zap.Field { return zap.Uint64(KeyStreamSeq, seq) }

// NumDelivered is how often a message has been delivered.
func NumDelivered(n uint64) zap.Field { return zap.Uint64(KeyNumDelivered, n) }

// Outcome is what became of a message: ack, retry or reject.
func Outcome(name string) zap.Field { return zap.String(KeyOutcome, name) }

// Reason is why something was rejected; empty reasons are left out.
func Reason(reason string) zap.Field { return optional(KeyReason, reason) }

// RetryAfter is the time until the next delivery, written in milliseconds.
func RetryAfter(d time.Duration) zap.Field { return zap.Float64(KeyRetryMS, milliseconds(d)) }

// Count is how many things a line is about.
func Count(n int) zap.Field { return zap.Int(KeyCount, n) }

// GRPCMethod is the full name of an RPC.
func GRPCMethod(name string) zap.Field { return zap.String(KeyGRPCMethod, name) }

// GRPCCode is the status code of an RPC.
func GRPCCode(code string) zap.Field { return zap.String(KeyGRPCCode, code) }

// Duration is how long something took, written in milliseconds.
func Duration(d time.Duration) zap.Field { return zap.Float64(KeyDurationMS, milliseconds(d)) }

// Address is a network address.
func Address(a string) zap.Field { return zap.String(KeyAddress, a) }

// Caller is who calls: a name with its issuer, or a network address.
func Caller(who string) zap.Field { return zap.String(KeyCaller, who) }

// Check names a readiness check.
func Check(name string) zap.Field { return zap.String(KeyCheck, name) }

// Status is a state that was entered.
func Status(s string) zap.Field { return zap.String(KeyStatus, s) }

// Stack is the stack of a panic.
func Stack(stack []byte) zap.Field { return zap.ByteString(KeyStack, stack) }

// Error is the text of an error; nil is left out.
func Error(err error) zap.Field { return zap.NamedError(KeyError, err) }

func optional(key, value string) zap.Field {
	if value == "" {
		return zap.Skip()
	}
	return zap.String(key, value)
}

func milliseconds(d time.Duration) float64 {
	return float64(d.Microseconds()) / 1000
}
