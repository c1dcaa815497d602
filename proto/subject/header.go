package subject

// Headers of every message. NATS headers are case-sensitive: these spellings
// are both written and read. The ce- names are CloudEvents 1.0, binary mode.
const (
	HeaderMsgID         = "Nats-Msg-Id"
	HeaderTraceParent   = "traceparent" // W3C Trace Context
	HeaderTraceState    = "tracestate"  // W3C Trace Context; only where there is one
	HeaderCEID          = "ce-id"
	HeaderCESource      = "ce-source"
	HeaderCEType        = "ce-type"
	HeaderCESpecVersion = "ce-specversion"
	HeaderCETime        = "ce-time"
	HeaderCESubject     = "ce-subject"  // the key of the subject, for example the id of the initiative
	HeaderCESequence    = "ce-sequence" // CloudEvents extension: orders the events of one ce-subject, see [CESequence]
	HeaderContentType   = "content-type"
	HeaderCorrelationID = "barograph-correlation-id"
	HeaderRedrives      = "barograph-redrives" // how often the message was sent again after it was given up
)

// Values of headers that never vary.
const (
	// CESpecVersion is the version of CloudEvents that the headers follow.
	CESpecVersion = "1.0"
	// ContentType is the type of every payload.
	ContentType = "application/protobuf"
)

// Headers that a dead letter has beside those of the message that it holds.
const (
	HeaderDeadLetterStream     = "barograph-deadletter-stream"     // stream of the message
	HeaderDeadLetterSeq        = "barograph-deadletter-seq"        // its sequence there
	HeaderDeadLetterSubject    = "barograph-deadletter-subject"    // its subject
	HeaderDeadLetterMsgID      = "barograph-deadletter-msg-id"     // its message id
	HeaderDeadLetterConsumer   = "barograph-deadletter-consumer"   // durable that delivered it
	HeaderDeadLetterService    = "barograph-deadletter-service"    // service that gave up
	HeaderDeadLetterReason     = "barograph-deadletter-reason"     // one word, also in the subject
	HeaderDeadLetterError      = "barograph-deadletter-error"      // the error's text
	HeaderDeadLetterDeliveries = "barograph-deadletter-deliveries" // how often it was delivered
	HeaderDeadLetterTime       = "barograph-deadletter-time"       // when, RFC 3339 UTC
	// HeaderDeadLetterTruncated is "true" where the payload was too large to be
	// copied; it is still found in the stream at the sequence.
	HeaderDeadLetterTruncated = "barograph-deadletter-truncated"
)
