package render_test

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	"github.com/barograph/barograph/proto/subject"
)

// FuzzDeadLetter shows a message that was given up, whose subject, payload and error are anybody's: it is text that cannot
// steer a terminal, the same each time, and bounded where the payload cannot be read.
func FuzzDeadLetter(f *testing.F) {
	data, err := proto.Marshal(&eventv1.ArticleAccepted{Article: &articlev1.Article{Id: "a", Text: "x\x1b[2J\u202e"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(subject.ArticleAccepted.For("x"), data, "no id")
	f.Add(subject.InitiativeDefined.For("x"), bytes.Repeat([]byte{0xff}, 300), "\x1b]0;t\x07")
	f.Add("a\nb", []byte{}, "")
	style := terminal.StyleFor(&bytes.Buffer{}, "", "")
	f.Fuzz(func(t *testing.T, on string, payload []byte, problem string) {
		in := &operationsv1.GetDeadLetterResponse{
			DeadLetter: &operationsv1.DeadLetter{Sequence: 1, Subject: on, Error: problem, Reason: problem, Stream: on},
			Headers:    []*operationsv1.DeadLetterHeader{{Name: problem, Values: []string{on}}}, Payload: payload,
		}
		got := render.DeadLetter(style, in)
		if !utf8.ValidString(got) || got != terminal.Guard(got) {
			t.Fatalf("%q", got)
		}
		if got != render.DeadLetter(style, in) {
			t.Fatal("two pages differ")
		}
	})
}
