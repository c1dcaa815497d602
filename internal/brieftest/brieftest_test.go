package brieftest_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/internal/brieftest"
)

// sound is a brief that keeps the rules.
const sound = `# Harbour Force: 45% →

*As of 1 May 2026 · Will a first contingent be deployed by 30 September 2026? · model additive/0.3.0*

There is a **roughly even chance (45%)** that a first contingent will be deployed by 30 September 2026; the 80% interval runs from 28% to 63%.

For it, above all: Italy takes part in the force [1.1].

Confidence is **moderate**: 2 pieces of evidence from 2 known origins; the newest is 2 days old.

## What moved it

### Strongest for it

- **+2.0** Italy takes part in the force: “Rome takes part, the premier said, if parliament …” – Gazette, 2 March 2026 [1.1]

## Evidence

**[1]** Report · Gazette · 2 March 2026 · source B, usually reliable

- **[1.1]** “Rome takes part, the premier said, if parliament agrees.” · B2 · ` + "`f452c3bd`\n"

func TestASoundBriefPasses(t *testing.T) {
	if found := brieftest.Lint(sound); len(found) > 0 {
		t.Error(found)
	}
}

func TestBreachesAreFound(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"a fact without evidence":   {" – Gazette, 2 March 2026 [1.1]", " – Gazette, 2 March 2026", "a fact without evidence"},
		"a stance of nobody":        {"### Strongest for it\n", "### Strongest for it\n\n- France rejects the force.", "a fact without evidence"},
		"likelihood and confidence": {"Confidence is **moderate**:", "Confidence is **moderate**, which makes it likely:", "a likelihood and a confidence"},
		"a hedge":                   {"Italy takes part", "Italy probably takes part", "says nothing"},
		"boilerplate":               {"Italy takes part in the force", "Italy, amid an evolving landscape, takes part", "says nothing"},
		"an item without words":     {"- **+2.0** Italy takes part in the force: “Rome takes part, the premier said, if parliament …” – Gazette, 2 March 2026 [1.1]", "- **+2.0** see [1.1]", "nothing is said"},
		"a mark that is not listed": {"Gazette, 2 March 2026 [1.1]", "Gazette, 2 March 2026 [1.1][3.1]", "cited and not listed"},
		"an item said twice":        {"\n## Evidence", "- Italy takes part. [1.1]\n- Italy takes part. [1.1]\n\n## Evidence", "said twice"},
		"invented words":            {"Rome takes part, the premier said, if parliament …", "Rome will send tanks …", "is not in the passages"},
		"an empty section":          {"## What moved it", "## Nothing here\n\n## What moved it", "nothing under"},
	} {
		t.Run(name, func(t *testing.T) {
			broken := strings.Replace(sound, c.old, c.new, 1)
			if broken == sound {
				t.Fatal("nothing was changed")
			}
			if found := strings.Join(brieftest.Lint(broken), "\n"); !strings.Contains(found, c.want) {
				t.Errorf("want %q, found %q", c.want, found)
			}
		})
	}
}
