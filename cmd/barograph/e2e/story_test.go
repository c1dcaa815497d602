package e2e_test

import (
	"context"
	"strings"
	"testing"

	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

const (
	report = `The first contingent of the stabilization force for Gaza will be deployed before the end of May, ministers of eleven countries said on Tuesday after talks in Cairo.

Egypt offered five thousand soldiers, and Indonesia said that it would send engineers as soon as parliament had approved.

Israel has not said whether it accepts the plan, which the Security Council adopted in November.`
	french = `Les ministres de onze pays ont annoncé mardi au Caire que le premier contingent de la force de stabilisation pour Gaza serait déployé avant la fin du mois de mai.

L'Égypte a proposé cinq mille soldats, et l'Indonésie enverra des ingénieurs dès que le parlement aura donné son accord.`
)

// A reader sees which articles are copies of each other, which words a revision
// changed, and how many articles are in which language.
func TestCopiesRevisionsAndLanguages(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		s := start(t, options{dir: folder(t), initiatives: catalogue(t)})
		at := func(host, text string) *ingestv1.Submission {
			return &ingestv1.Submission{Url: "https://" + host + "/gaza", Title: "Force to deploy in May", Text: text}
		}
		corrected := "Correction: Egypt offered fewer.\n\n" + strings.Replace(report, "five thousand", "five hundred", 1)
		ids := s.submit(at("first.example", report), at("copy.example", report+"\n\nReporting by our staff."), at("fr.example", french))
		s.submit(at("first.example", corrected))
		s.settle()
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		for line, want := range map[string][]string{
			"articles show --copies " + ids[1]:           {"2 articles are one story", "first.example", "copy.example"},
			"articles show --revisions --diff " + ids[0]: {"in force", "replaced", "Correction: Egypt offered fewer.", "[-thousand-] {+hundred+}"},
			"healthcheck": {"articles in force: 3", "en 2", "fr 1 (1 not read)"},
		} {
			out, notes, code := s.cli(ctx, "", strings.Fields(line)...)
			for _, part := range want {
				if code != 0 || !strings.Contains(out, part) {
					t.Errorf("%s: exit %d, no %q in\n%s%s", line, code, part, out, notes)
				}
			}
		}
	})
}
