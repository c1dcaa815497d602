package e2e_test

import (
	"context"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

func TestPeopleJudgeAndDecide(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		s := start(t, options{dir: folder(t), initiatives: catalogue(t)})
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		s.submit(article(t, "nr-a-07"), article(t, "nr-a-08"))
		s.settle()
		must := func(want string, args ...string) string {
			t.Helper()
			out, notes, code := s.cli(ctx, "", args...)
			if code != 0 || !strings.Contains(out, want) {
				t.Fatalf("barograph %s: exit %d, no %q in\n%s%s", strings.Join(args, " "), code, want, out, notes)
			}
			for _, line := range strings.Split(out, "\n") {
				if isTable(args) && terminal.Width(line) > terminal.Columns {
					t.Errorf("barograph %s: wider than %d: %s", strings.Join(args, " "), terminal.Columns, line)
				}
			}
			return out
		}
		before := s.records()["gaza-isf"]
		signed := func(args ...string) []string { return append(args, "--author", "ann", "--why", "heard in the room") }
		must("60%, likely", signed("judge", "gaza-isf", "--probability", "60%", "--until", "2026-06-30")...)
		must("judged by ann: 60%, likely, until 2026-06-30: heard in the room", "list")
		must("ann: 60%, likely until 2026-06-30", "assess", "gaza-isf")
		must("in force", "judgements", "gaza-isf")
		judged := &assessmentv1.Record{}
		if err := protojson.Unmarshal([]byte(must(`"judgements"`, "assess", "gaza-isf", "-o", "json")), judged); err != nil ||
			!proto.Equal(judged.GetAssessment(), before.GetAssessment()) || judged.GetHash() != before.GetHash() || len(judged.GetJudgements()) != 1 {
			t.Errorf("a judgement changed the assessment: %v", err)
		}
		must("withdrawn", "withdraw", "gaza-isf", "1", "--why", "misheard")
		if _, notes, code := s.cli(ctx, "", "withdraw", "gaza-isf", "1", "--why", "again"); code != exit.Conflict {
			t.Errorf("withdrawn twice: exit %d, %s", code, notes)
		}

		must("deployed by 2026-09-30: YES", signed("resolve", "gaza-isf", "yes", "--on", "2026-04-30")...)
		must("ann decided on 2026-05-01, from 2026-04-30: heard in the room", "assess", "gaza-isf")
		must("resolved YES", "list")
		must("1 answered question", "scorecard", "--recomputed")
		must("always 50%", "scorecard", "gaza-isf", "--recomputed")
		must("0 answered questions", "scorecard", "haiti-gsf")
		if out := must("gaza-isf", "list", "--as-of", "2026-04-29"); strings.Contains(out, "resolved") {
			t.Errorf("as of the day before it was answered:\n%s", out)
		}
		must("left to evidence", signed("resolve", "gaza-isf", "open")...)
		if again := s.records()["gaza-isf"]; again.GetHash() != before.GetHash() {
			t.Errorf("taken back, it is %v, was %v", again.GetAssessment().GetProbability(), before.GetAssessment().GetProbability())
		}
		must("YES", "rulings", "gaza-isf")
		must("RESOLUTION_OPEN", "rulings", "gaza-isf", "-o", "json")
	})
}
