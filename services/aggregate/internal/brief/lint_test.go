package brief_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/internal/brieftest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/brief"
)

func TestEveryCaseKeepsTheRules(t *testing.T) {
	for name, r := range cases(t) {
		for _, found := range brieftest.Lint(brief.Write(r, beside(r)).Markdown()) {
			t.Errorf("%s: %s", name, found)
		}
	}
}

// drawn is an assessment of a drawn ledger.
func drawn(t *rapid.T, m *assess.Model) assess.Result {
	return assess.Assess(assess.Input{Initiative: assesstest.Initiative(t), Articles: assesstest.Articles(t, 8), Model: m, AsOf: assesstest.AsOf(t)})
}

func TestEveryDrawnBriefKeepsTheRules(t *testing.T) {
	m := model(t)
	rapid.Check(t, func(t *rapid.T) {
		text := brief.Write(drawn(t, m), brief.Beside{}).Markdown()
		if found := brieftest.Lint(text); len(found) > 0 {
			t.Fatalf("%s\n%s", strings.Join(found, "\n"), text)
		}
	})
}

func TestFactsCiteAndFiguresDoNotQuote(t *testing.T) {
	m := model(t)
	rapid.Check(t, func(t *rapid.T) {
		d := brief.Write(drawn(t, m), brief.Beside{})
		check := func(kind brief.Kind, parts []brief.Part) {
			cites := slices.ContainsFunc(parts, func(p brief.Part) bool { return p.Kind == brief.Mark })
			quotes := slices.ContainsFunc(parts, func(p brief.Part) bool { return p.Kind == brief.Quote })
			if kind == brief.Fact && !cites || kind != brief.Fact && (quotes || cites) {
				t.Fatalf("kind %d: %v", kind, parts)
			}
		}
		for _, s := range statements(d) {
			check(s.Kind, s.Parts)
		}
	})
}

// statements of a document, rows of tables among them.
func statements(d *brief.Document) []brief.Statement {
	all := slices.Concat(d.Lead...)
	for _, section := range d.Sections {
		for _, block := range section.Blocks {
			all = append(append(all, block.Paragraph...), block.List...)
			if block.Table != nil {
				for _, row := range block.Table.Rows {
					all = append(all, brief.Statement{Kind: row.Kind, Parts: slices.Concat(row.Cells...)})
				}
			}
		}
	}
	return all
}

func TestWithoutTheArticleItsSentencesAreGone(t *testing.T) {
	for i, gone := range sample() {
		articles := sample()
		text := write(t, slices.Delete(articles, i, i+1), "2026-05-01")
		for _, c := range gone.GetClaims() {
			if strings.Contains(text, c.GetId()[:8]) || strings.Contains(text, c.GetEvidence().GetQuote()) {
				t.Errorf("%s is gone, and still the brief says %q", gone.GetTitle(), c.GetEvidence().GetQuote())
			}
		}
	}
}

// Even where the assessment still speaks of a claim, the brief says nothing of
// it once the evidence cannot be cited.
func TestWithoutTheEvidenceTheSentenceIsGone(t *testing.T) {
	m := model(t)
	rapid.Check(t, func(t *rapid.T) {
		r := drawn(t, m)
		if len(r.Contributions) == 0 {
			return
		}
		gone := rapid.SampledFrom(r.Contributions).Draw(t, "gone").GetClaim().GetEvidence().GetQuote()
		r.Contributions = slices.DeleteFunc(slices.Clone(r.Contributions), func(c *assessmentv1.Contribution) bool {
			return c.GetClaim().GetEvidence().GetQuote() == gone
		})
		text := brief.Write(r, brief.Beside{}).Markdown()
		if strings.Contains(text, gone) {
			t.Fatalf("%q is quoted in\n%s", gone, text)
		}
		if found := brieftest.Lint(text); len(found) > 0 {
			t.Fatalf("%s\n%s", strings.Join(found, "\n"), text)
		}
	})
}

func TestAMessageCitesItsReasons(t *testing.T) {
	m := model(t)
	rapid.Check(t, func(t *rapid.T) {
		text := brief.Summarise(drawn(t, m)).Message()
		bullets, computed := 0, 0
		for line := range strings.Lines(text) {
			if !strings.HasPrefix(line, "• ") {
				continue
			}
			if bullets++; strings.HasSuffix(line, "]\n") {
				continue
			}
			if computed++; computed > 1 || bullets > 1 || strings.Contains(line, "“") {
				t.Fatalf("no evidence for %q in\n%s", line, text)
			}
		}
		if bullets > 3 {
			t.Fatalf("%d reasons in\n%s", bullets, text)
		}
	})
}
