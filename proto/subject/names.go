package subject

import "strconv"

// Streams.
const (
	// StreamArticles keeps accepted, revised and retracted articles with their text.
	StreamArticles = "ARTICLES"
	// StreamLedger keeps one message per tagging of one article, and everything
	// else that assessments are computed from. Append-only, the source of truth.
	StreamLedger = "LEDGER"
	// StreamAssessments keeps the events that subscribers follow.
	StreamAssessments = "ASSESSMENTS"
	// StreamReplays keeps requests to tag stored articles again.
	StreamReplays = "REPLAYS"
	// StreamDeadLetter keeps messages that no service could process.
	StreamDeadLetter = "DEADLETTER"
	// StreamAdvisories keeps the server's own reports of messages that were
	// given up: a safety net under DEADLETTER.
	StreamAdvisories = "ADVISORIES"
)

// Subjects of the server that ADVISORIES keeps.
const (
	AdvisoryMaxDeliveries = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>"
	AdvisoryTerminated    = "$JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED.>"
)

// Durable consumers.
const (
	// DurableTagger is where nlp takes articles from ARTICLES.
	DurableTagger = "nlp-tagger"
	// DurableReplay is where nlp takes articles to be tagged again from REPLAYS.
	DurableReplay = "nlp-replay"
	// DurableLedger is where aggregate follows LEDGER.
	DurableLedger = "aggregate-ledger"
)

// Buckets.
const (
	// BucketAssessments keeps the state of aggregate, see [HeadKey],
	// [MemberKey] and [ShardKey].
	BucketAssessments = "assessments"
	// BucketInitiatives keeps the definitions, see [InitiativeKey].
	BucketInitiatives = "initiatives"
	// BucketJudgements keeps what people judge and decide, see [JudgementKey] and
	// [RulingKey].
	BucketJudgements = "judgements"
	// BucketArticleIndex finds articles by URL, content and source, see [IndexKey].
	BucketArticleIndex = "article-index"
	// BucketSources keeps the definitions of sources, see [SourceKey].
	BucketSources = "sources"
	// BucketFeeds keeps what their reader knows of feeds, see [FeedStatusKey].
	BucketFeeds = "feeds"
)

// HeadKey is the key of an initiative's assessment in [BucketAssessments].
func HeadKey(initiative string) string { return Escape(initiative) + ".head" }

// MemberKey is the key in [BucketAssessments] of the replica of aggregate in a
// slot: "1", "2" and so on.
func MemberKey(slot string) string { return "member." + Escape(slot) }

// ShardKey is the key of one shard (for example a month) of an initiative's
// evidence in [BucketAssessments].
func ShardKey(initiative, shard string) string {
	return Escape(initiative) + ".shard." + Escape(shard)
}

// InitiativeKey is the key of a definition in [BucketInitiatives].
func InitiativeKey(initiative string) string { return Escape(initiative) }

// JudgementKey is the key of a judgement on an initiative in [BucketJudgements].
func JudgementKey(initiative string, number uint64) string {
	return Escape(initiative) + ".judgement." + strconv.FormatUint(number, 10)
}

// RulingKey is the key of a ruling on an initiative in [BucketJudgements].
func RulingKey(initiative string, revision uint64) string {
	return Escape(initiative) + ".ruling." + strconv.FormatUint(revision, 10)
}

// IndexKey is a key of [BucketArticleIndex]; kind says what is looked up (for
// example "url" or "content").
func IndexKey(kind, key string) string { return Escape(kind) + "." + Escape(key) }

// SourceKey is the key of a definition in [BucketSources].
func SourceKey(source string) string { return Escape(source) }

// FeedStatusKey is the key of the status of a feed of a source in [BucketFeeds].
func FeedStatusKey(source, feed string) string {
	return Escape(source) + "." + Escape(feed) + ".status"
}

// FeedMemoryKey is the key of what the reader of a feed remembers, in [BucketFeeds].
func FeedMemoryKey(source, feed string) string {
	return Escape(source) + "." + Escape(feed) + ".memory"
}

// FeedLeaseKey is the key in [BucketFeeds] that the one process holds that reads
// the feeds.
func FeedLeaseKey() string { return "lease" }

// InboxPrefix is the prefix of the reply subjects of a service, so that its
// permissions can be limited to its own replies.
func InboxPrefix(service string) string { return "_INBOX_" + Escape(service) }
