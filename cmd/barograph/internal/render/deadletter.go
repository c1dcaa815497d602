package render

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	"github.com/barograph/barograph/proto/subject"
)

// DeadLetters is a table of messages that were given up.
func DeadLetters(style terminal.Style, all []*operationsv1.DeadLetter) string {
	p := &page{Style: style}
	if len(all) == 0 {
		p.line("No dead letters.")
		return p.String()
	}
	t := table{widths: []int{-6, 17, 10, 20, 18, -5, 0}}
	p.line("%s", p.Bold(t.row("SEQ", "GIVEN UP", "SERVICE", "REASON", "MESSAGE", "TRIES", "BYTES")))
	for _, d := range all {
		p.line("%s", t.row(strconv.FormatUint(d.GetSequence(), 10), moment(d.GetDeadTime()), terminal.Clean(d.GetService()),
			terminal.Clean(d.GetReason()), placeOf(d), number(float64(d.GetDeliveries())), number(float64(d.GetSize()))))
		note := ""
		if n := d.GetRedrives(); n > 0 {
			note = fmt.Sprintf("sent again %s before: ", plural(int(n), "time", "times"))
		}
		p.wrapped("        ", note+terminal.Clean(d.GetError()))
	}
	return p.String()
}

// placeOf is where a letter's message was.
func placeOf(d *operationsv1.DeadLetter) string {
	return terminal.Clean(d.GetStream()) + ":" + strconv.FormatUint(d.GetStreamSequence(), 10)
}

// DeadLetterSummary is a table of how many were given up, by whom and why.
func DeadLetterSummary(style terminal.Style, groups []*operationsv1.DeadLetterGroup) string {
	p := &page{Style: style}
	if len(groups) == 0 {
		p.line("No dead letters.")
		return p.String()
	}
	t := table{widths: []int{-7, 10, 24, 12, 17, 17}}
	p.line("%s", p.Bold(t.row("COUNT", "SERVICE", "REASON", "STREAM", "OLDEST", "NEWEST")))
	for _, g := range groups {
		p.line("%s", t.row(strconv.FormatUint(g.GetCount(), 10), terminal.Clean(g.GetService()), terminal.Clean(g.GetReason()),
			terminal.Clean(g.GetStream()), moment(g.GetOldestTime()), moment(g.GetNewestTime())))
	}
	return p.String()
}

// headBytes is how much is shown of a payload that cannot be decoded.
const headBytes = 256

// DeadLetter is one message that was given up, with all it holds: as JSON where
// its subject says what it is, else the first bytes.
func DeadLetter(style terminal.Style, in *operationsv1.GetDeadLetterResponse) string {
	p, d := &page{Style: style}, in.GetDeadLetter()
	field := func(name, value string) {
		if value != "" {
			p.wrapped(terminal.Left(name, 12), terminal.Clean(value))
		}
	}
	p.line("%s", p.Bold(fmt.Sprintf("Dead letter %d", d.GetSequence())))
	field("given up", moment(d.GetDeadTime())+" by "+d.GetService()+", after "+plural(int(d.GetDeliveries()), "delivery", "deliveries")) //nolint:gosec // a count
	field("reason", d.GetReason())
	field("error", d.GetError())
	field("message", placeOf(d))
	field("subject", d.GetSubject())
	field("consumer", d.GetConsumer())
	if n := d.GetRedrives(); n > 0 {
		field("sent again", plural(int(n), "time", "times")+" before")
	}
	for i, h := range in.GetHeaders() {
		name := ""
		if i == 0 {
			name = "headers"
		}
		p.wrapped(terminal.Left(name, 12), terminal.Clean(h.GetName()+": "+strings.Join(h.GetValues(), ", ")))
	}
	p.line("")
	switch content, err := decoded(d.GetSubject(), in.GetPayload()); {
	case len(in.GetPayload()) == 0 && d.GetTruncated():
		p.line("The payload was too large to be copied, and %s no longer has it.", terminal.Clean(d.GetStream()))
	case err == nil:
		p.line("%s", content)
	default:
		p.wrapped("", "Not readable as what its subject says ("+terminal.Clean(err.Error())+"); "+plural(len(in.GetPayload()), "byte", "bytes")+", the first:")
		p.line("%s", strings.TrimRight(hex.Dump(in.GetPayload()[:min(len(in.GetPayload()), headBytes)]), "\n"))
	}
	return p.String()
}

// decoded is a payload as JSON.
func decoded(on string, payload []byte) (string, error) {
	parsed, err := subject.Parse(on)
	if err != nil {
		return "", err
	}
	event := eventOf(parsed.Kind)
	if event == nil {
		return "", fmt.Errorf("nothing is known of %s", parsed.Kind)
	}
	if err := proto.Unmarshal(payload, event); err != nil {
		return "", err
	}
	return encode(event, false, func(dst *bytes.Buffer, src []byte) error { return json.Indent(dst, src, "", "  ") })
}

// eventOf is an empty message of what is published on subjects of a kind that a
// service reads; nil for others.
func eventOf(kind subject.Kind) proto.Message {
	switch kind {
	case subject.ArticleAccepted:
		return &eventv1.ArticleAccepted{}
	case subject.ArticleRevised:
		return &eventv1.ArticleRevised{}
	case subject.ArticleRetracted:
		return &eventv1.ArticleRetracted{}
	case subject.ArticleReplayed:
		return &eventv1.ArticleReplayed{}
	case subject.ArticleTagged:
		return &eventv1.ArticleTagged{}
	case subject.InitiativeDefined:
		return &eventv1.InitiativeDefined{}
	case subject.InitiativeDeleted:
		return &eventv1.InitiativeDeleted{}
	case subject.InitiativeRuled:
		return &eventv1.InitiativeRuled{}
	case subject.ClockTicked:
		return &eventv1.ClockTicked{}
	default:
		return nil
	}
}
