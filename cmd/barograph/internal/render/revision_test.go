package render_test

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

func TestDifference(t *testing.T) {
	before := &articlev1.Article{Revision: 1, Title: "Force to deploy in May", Text: "Eleven countries agreed.\n\nEgypt sends 5,000 troops in May.\n\nTalks go on.\n"}
	after := &articlev1.Article{Revision: 2, Title: "Force to deploy in May", Text: "Correction: the force is smaller.\n\nEleven countries agreed.\n\nEgypt sends 500 troops.\n\nTalks go on."}
	got := render.Difference(terminal.Style{}, before, after)
	want := `revision 1 to 2
{+Correction: the force is smaller.+}
Egypt sends [-5,000 troops in May.-] {+500 troops.+}
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if same := render.Difference(terminal.Style{}, before, before); !strings.Contains(same, "No word changed.") {
		t.Errorf("nothing changed, but:\n%s", same)
	}
}

func TestRevisionsTable(t *testing.T) {
	at := func(hour int) *timestamppb.Timestamp {
		return timestamppb.New(time.Date(2026, 3, 1, hour, 0, 0, 0, time.UTC))
	}
	got := render.Revisions(terminal.Style{}, []*ingestv1.Revision{
		{Revision: 3, TextBytes: 90, Notice: "Correction: \x1b[31m500, not 5,000",
			Article: &articlev1.Article{Title: "Force to deploy", KnownTime: at(12), PublishedTime: at(9), UpdatedTime: at(11)}},
		{Revision: 2, TextBytes: 80, Article: &articlev1.Article{Title: "Force to deploy", KnownTime: at(10)},
			Retraction: &articlev1.Retraction{KnownTime: at(10), Reason: "not authentic"}},
		{Revision: 1},
	})
	for _, want := range []string{"in force", "retracted", "replaced", "2026-03-01 11:00", "Correction: ", "not authentic", "(no longer stored)"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if strings.Contains(got, "\x1b") {
		t.Errorf("a control character of the article reaches the terminal: %q", got)
	}
}
