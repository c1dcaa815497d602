package deadletter_test

import (
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/deadletter"
	"github.com/barograph/barograph/proto/subject"
)

// FuzzLetter reads a letter with any headers, "name: value" a line: numbers are bounded, what the service wrote does not
// travel on with the message, what the message had does, and a filter that asks for what is there finds it.
func FuzzLetter(f *testing.F) {
	whole := strings.Join([]string{
		subject.HeaderDeadLetterService + ": nlp", subject.HeaderDeadLetterReason + ": invalid", subject.HeaderDeadLetterError + ": no id",
		subject.HeaderDeadLetterStream + ": ARTICLES", subject.HeaderDeadLetterSeq + ": 7", subject.HeaderDeadLetterDeliveries + ": 5",
		subject.HeaderDeadLetterSubject + ": " + subject.ArticleAccepted.For("x"), subject.HeaderDeadLetterTime + ": 2026-05-01T12:00:00Z",
		subject.HeaderDeadLetterMsgID + ": a@1", subject.HeaderDeadLetterConsumer + ": nlp-tagger", subject.HeaderRedrives + ": 2",
		"Nats-Msg-Id: b", "ce-id: a@1", "traceparent: 00-1",
	}, "\n")
	f.Add(whole, []byte("x"))
	f.Add(subject.HeaderDeadLetterSeq+": -1\n"+subject.HeaderRedrives+": 4294967295\n"+bus.HeaderSize+": 18446744073709551616", []byte{})
	f.Add(subject.HeaderDeadLetterTime+": 0000-00-00T00:00:00Z\n"+subject.HeaderDeadLetterTruncated+": TRUE\n: \n"+subject.HeaderDeadLetterSubject+": .", []byte(nil))
	f.Fuzz(func(t *testing.T, headers string, data []byte) {
		header := nats.Header{}
		for line := range strings.SplitSeq(headers, "\n") {
			name, value, _ := strings.Cut(line, ": ")
			header[name] = append(header[name], value)
		}
		msg := bus.Msg{Seq: 9, Stored: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Data: data, Header: header}
		letter := deadletter.LetterOf(msg)
		if letter.Seq != 9 || letter.Redrives >= 1<<31 || string(letter.Data) != string(data) || letter.Time.IsZero() && header.Get(subject.HeaderDeadLetterTime) == "" {
			t.Fatalf("%+v of %q", letter, headers)
		}
		for name := range header {
			_, kept := letter.Header[name]
			if ours := strings.HasPrefix(name, "barograph-deadletter-") || strings.HasPrefix(name, "Nats-"); ours == kept {
				t.Fatalf("header %q: kept %t", name, kept)
			}
		}
		if n, err := strconv.ParseUint(header.Get(subject.HeaderDeadLetterSeq), 10, 64); err == nil && letter.StreamSeq != n {
			t.Fatalf("sequence %d of %q", letter.StreamSeq, headers)
		}
		if !reflect.DeepEqual(letter, deadletter.LetterOf(msg)) {
			t.Fatal("two readings differ")
		}
		same := deadletter.Filter{
			Service: letter.Service, Reason: letter.Reason, Stream: letter.Stream, Subject: letter.Subject, ErrorContains: letter.Error,
			Since: letter.Time, Until: letter.Time.Add(1), MaxRedrives: &letter.Redrives,
		}
		if !same.Match(letter) {
			t.Fatalf("%+v does not match itself", letter)
		}
	})
}
