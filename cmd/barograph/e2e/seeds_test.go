package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// seedFolder is where the seed articles lie, beside the checkout.
const seedFolder = "../../../../shared/seeds"

// seedOf says, by the beginning of its file's name, which seed article each
// initiative is linked to.
func seedOf() map[string]string {
	return map[string]string{
		"trump-intl-force": "000", "gaza-isf": "001", "ukraine-guarantees": "002", "ukraine-mnf": "003", "western-hemisphere": "004",
	}
}

// furniture are lines of the seeds that belong to the page, not to the article.
func furniture() []string {
	return []string{"min read", "Add Row", "Write A Comment"}
}

func TestSeedsAreLinkedToTheirInitiatives(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(seedFolder, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skipf("SKIP-SHARED: no seed articles in %s", seedFolder)
	}
	inBoth(t, func(t *testing.T, start starter) {
		s := start(t, options{dir: folder(t), initiatives: catalogue(t)})
		ids := map[string]string{} // article id by the beginning of the name
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			ids[filepath.Base(file)[:3]] = s.submit(&ingestv1.Submission{Text: string(text)})[0]
		}
		s.settle()
		records := s.records()
		for initiative, seed := range seedOf() {
			evidence := s.evidence(initiative)
			checkSums(t, records[initiative].GetAssessment(), evidence)
			checkQuotes(t, s, evidence)
			linked := 0
			for _, c := range evidence {
				if c.GetArticle().GetId() == ids[seed] {
					linked++
				}
				for _, line := range furniture() {
					if strings.Contains(c.GetClaim().GetEvidence().GetQuote(), line) {
						t.Errorf("%s: page furniture as evidence: %q", initiative, c.GetClaim().GetEvidence().GetQuote())
					}
				}
			}
			if linked == 0 {
				t.Errorf("%s: no evidence from seed %s (%d pieces from others)", initiative, seed, len(evidence))
			}
		}
	})
}
