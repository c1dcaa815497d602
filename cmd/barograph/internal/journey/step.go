package journey

import "time"

// Kinds of steps.
const (
	Accepted   = "accepted"    // ingest stored the first revision
	Revised    = "revised"     // ingest stored a further revision
	Retracted  = "retracted"   // ingest stored that it is withdrawn
	Unchanged  = "unchanged"   // ingest has this text already
	Duplicate  = "duplicate"   // ingest has this text under another article
	Refused    = "refused"     // ingest does not take it, or could not
	Tagged     = "tagged"      // nlp wrote what it found to the ledger
	Folded     = "folded"      // aggregate took that into account
	Assessed   = "assessed"    // aggregate published an assessment that takes it into account
	Retried    = "retried"     // a message comes again later
	DeadLetter = "dead_letter" // a message was given up
	Other      = "other"       // anything else with the same ids
)

// Step is one thing that happened, with what the line says of it.
type Step struct {
	Time       time.Time `json:"time"`
	Service    string    `json:"service"`
	Step       string    `json:"step"`
	Article    string    `json:"article_id,omitempty"`
	Revision   uint64    `json:"revision,omitempty"`
	Source     string    `json:"source_id,omitempty"`
	Feed       string    `json:"feed_id,omitempty"`
	Other      string    `json:"duplicate_of,omitempty"`
	Stream     string    `json:"stream,omitempty"`
	Seq        uint64    `json:"stream_seq,omitempty"`
	LedgerSeq  uint64    `json:"ledger_seq,omitempty"`
	Deliveries uint64    `json:"num_delivered,omitempty"`
	Language   string    `json:"language,omitempty"`
	Claims     *int      `json:"claims,omitempty"`
	Names      []string  `json:"initiatives,omitempty"`
	Initiative string    `json:"initiative_id,omitempty"`
	Reason     string    `json:"reason,omitempty"`
	RetryMS    float64   `json:"retry_ms,omitempty"`
	DurationMS float64   `json:"duration_ms,omitempty"`
	Method     string    `json:"grpc_method,omitempty"`
	Code       string    `json:"grpc_code,omitempty"`
	Place      string    `json:"place,omitempty"`
	Error      string    `json:"error,omitempty"`
	Message    string    `json:"msg"`
	Request    string    `json:"correlation_id,omitempty"`
	Trace      string    `json:"trace_id,omitempty"`
	// Articles are those that an assessment takes into account, the first 16.
	Articles []string `json:"articles,omitempty"`
}

// Messages of the lines that tell of an article.
const (
	msgRPC       = "rpc handled"
	msgHandled   = "message handled"
	msgTaken     = "article taken"
	msgRefused   = "article refused"
	msgPublished = "assessment published"
)

// step is what a line tells.
func step(l Line) Step {
	s := Step{
		Time: l.Time.UTC(), Service: l.Service, Step: kind(l), Article: l.article(), Revision: l.Revision, Source: l.SourceID, Feed: l.FeedID,
		Other: l.DuplicateOf, Stream: l.Stream, Seq: l.StreamSeq, LedgerSeq: l.LedgerSeq, Deliveries: l.NumDelivered, Language: l.Language,
		Names: l.Initiatives, Initiative: l.InitiativeID, Reason: l.Reason, RetryMS: l.RetryMS, DurationMS: l.DurationMS,
		Method: l.GRPCMethod, Code: l.GRPCCode, Place: l.Place, Error: l.Error, Message: l.Msg, Request: l.CorrelationID, Trace: l.TraceID,
		Articles: l.Articles,
	}
	if s.Step == Tagged {
		s.Claims = &l.Claims
	}
	return s
}

func kind(l Line) string {
	switch l.Msg {
	case msgRPC, msgTaken:
		switch l.SubmitOutcome {
		case Accepted, Revised, Retracted, Unchanged, Duplicate:
			return l.SubmitOutcome
		}
		if l.GRPCCode != "" && l.GRPCCode != "OK" {
			return Refused
		}
	case msgRefused:
		return Refused
	case msgPublished:
		return Assessed
	case msgHandled:
		return handled(l)
	}
	return Other
}

// handled is what became of a message.
func handled(l Line) string {
	switch {
	case l.Outcome == "retry":
		return Retried
	case l.Outcome == "reject":
		return DeadLetter
	case l.Service == "aggregate":
		return Folded
	case l.LedgerSeq > 0:
		return Tagged
	}
	return Other
}
