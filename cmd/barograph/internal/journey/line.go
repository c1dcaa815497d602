// Package journey reads the log lines of all services and tells the way of one
// article through them. Lines come from anywhere, in any order, and may say
// anything: memory is bounded, and nothing in them is shown as it is.
package journey

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"
)

// Line is what a log line says, as far as it matters here; docs/logs.md lists
// the keys.
type Line struct {
	Time          time.Time `json:"time"`
	Level         string    `json:"level"`
	Msg           string    `json:"msg"`
	Service       string    `json:"service"`
	RequestID     string    `json:"request_id"`
	CorrelationID string    `json:"correlation_id"`
	TraceID       string    `json:"trace_id"`
	EventID       string    `json:"event_id"`
	ArticleID     string    `json:"article_id"`
	SourceID      string    `json:"source_id"`
	FeedID        string    `json:"feed_id"`
	InitiativeID  string    `json:"initiative_id"`
	Revision      uint64    `json:"revision"`
	SubmitOutcome string    `json:"submit_outcome"`
	DuplicateOf   string    `json:"duplicate_of"`
	Language      string    `json:"language"`
	Claims        int       `json:"claims"`
	Initiatives   []string  `json:"initiatives"`
	Articles      []string  `json:"articles"`
	Stream        string    `json:"stream"`
	StreamSeq     uint64    `json:"stream_seq"`
	LedgerSeq     uint64    `json:"ledger_seq"`
	NumDelivered  uint64    `json:"num_delivered"`
	Outcome       string    `json:"outcome"`
	Reason        string    `json:"reason"`
	RetryMS       float64   `json:"retry_ms"`
	DurationMS    float64   `json:"duration_ms"`
	GRPCMethod    string    `json:"grpc_method"`
	GRPCCode      string    `json:"grpc_code"`
	Place         string    `json:"place"`
	Error         string    `json:"error"`
}

// prefixes is how far into a line its JSON may begin: behind the pod's name, a
// time, or what a container's runtime writes.
const prefixes = 1024

// parse reads one line as a service wrote it, or as a collector passed it on:
// with a prefix (kubectl logs --prefix --timestamps, docker compose, CRI), or in
// an object with the key log (Docker's json-file). False where it is none of ours.
func parse(raw []byte) (Line, bool) {
	at := bytes.IndexByte(raw[:min(len(raw), prefixes)], '{')
	if at < 0 {
		return Line{}, false
	}
	var line struct {
		Line
		Log string `json:"log"`
	}
	if json.Unmarshal(bytes.TrimSpace(raw[at:]), &line) != nil {
		return Line{}, false
	}
	if line.Msg == "" && line.Log != "" {
		line.Line = Line{}
		if json.Unmarshal([]byte(strings.TrimSpace(line.Log)), &line.Line) != nil {
			return Line{}, false
		}
	}
	return line.Line, line.Msg != "" && line.Service != "" && !line.Time.IsZero()
}

// article is what the line is about: an event of an article has its id first.
func (l Line) article() string {
	if l.ArticleID != "" {
		return l.ArticleID
	}
	return articleOf(l.EventID)
}

// articleOf is the article in the id of a message, "" if it has none.
func articleOf(event string) string {
	id, _, found := strings.Cut(event, ":")
	if !found || !isArticle(id) {
		return ""
	}
	return id
}

// isArticle says whether a text has the form of an article's id.
func isArticle(id string) bool {
	return len(id) == 32 && strings.Trim(id, "0123456789abcdef") == ""
}
