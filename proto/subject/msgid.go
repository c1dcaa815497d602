package subject

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Message ids are deterministic: the same event has the same id whoever
// publishes it and however often, so that the server drops repetitions within
// its window and consumers recognise the rest. In each part ':', '@', '%',
// spaces and control characters are percent-encoded, so that two different
// events never share an id.

// ArticleMsgID is the id of an accepted, revised or retracted article:
// "<id>:<revision>:<event>", for example "3f9a:2:revised".
func ArticleMsgID(kind Kind, article string, revision uint64) string {
	_, event, _ := strings.Cut(string(kind), ".")
	return join(":", article, number(revision), event)
}

// TaggedMsgID is the id of one tagging of one revision of an article:
// "<id>:<revision>:<engine>:<catalogue>". A tagging that records a retraction
// ends in ":retracted", since a retraction may have the revision that it
// withdraws and would otherwise be taken for a repetition of it.
func TaggedMsgID(article string, revision uint64, engine string, catalogue uint64, retracted bool) string {
	id := join(":", article, number(revision), engine, number(catalogue))
	if retracted {
		id += ":retracted"
	}
	return id
}

// ReplayMsgID is the id of a request to tag the article at a sequence of
// ARTICLES again: "<replay>:<seq>".
func ReplayMsgID(replay string, seq uint64) string {
	return join(":", replay, number(seq))
}

// InitiativeMsgID is the id of a definition, deletion or ruling of an initiative:
// "<id>:<revision>:<event>".
func InitiativeMsgID(kind Kind, initiative string, revision uint64) string {
	_, event, _ := strings.Cut(string(kind), ".")
	return join(":", initiative, number(revision), event)
}

// TickMsgID is the id of the tick of the UTC day of t: "tick:2026-05-01".
func TickMsgID(t time.Time) string {
	return "tick:" + t.UTC().Format(DateLayout)
}

// AssessmentMsgID is the id of an event about a revision of an assessment:
// "<initiative>@<revision>" for [AssessmentUpdated]; any other kind appends
// its event (":shifted"), since all are in one stream.
func AssessmentMsgID(kind Kind, initiative string, revision uint64) string {
	id := join("@", initiative, number(revision))
	if kind != AssessmentUpdated {
		_, event, _ := strings.Cut(string(kind), ".")
		id += ":" + part(event)
	}
	return id
}

// DeadLetterMsgID is the id of the dead letter of the message at a sequence of
// a stream: "<stream>:<seq>".
func DeadLetterMsgID(stream string, seq uint64) string {
	return join(":", stream, number(seq))
}

// RedriveMsgID is the id under which a dead letter's message is published
// again: the original id, ":redrive:" and the sequence of the dead letter. An id
// that came about so keeps its beginning, so that it does not grow.
func RedriveMsgID(original string, deadLetterSeq uint64) string {
	if at := strings.LastIndex(original, redrive); at >= 0 {
		original = original[:at]
	}
	return original + redrive + number(deadLetterSeq)
}

const redrive = ":redrive:"

// CESequence is a revision as the sequence extension of CloudEvents wants it: as
// many digits for each, so that the order of the texts is that of the numbers.
func CESequence(revision uint64) string { return fmt.Sprintf("%020d", revision) }

func number(n uint64) string { return strconv.FormatUint(n, 10) }

func join(sep string, parts ...string) string {
	for i := range parts {
		parts[i] = part(parts[i])
	}
	return strings.Join(parts, sep)
}

func part(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c <= ' ' || c == 0x7f || c == ':' || c == '@' || c == '%' {
			b.WriteByte('%')
			b.WriteByte(hexDigits[c>>4])
			b.WriteByte(hexDigits[c&0xf])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
