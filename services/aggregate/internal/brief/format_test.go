package brief_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assesstest"
	"github.com/barograph/barograph/services/aggregate/internal/brief"
)

// hostile text tries to break out of its line, its attribute and its order.
const hostile = "x\n# Heading\n| a | b |\n- bullet [1.1](javascript:x) <b>`*_ \u202eevil\u2066 \x1b[31m </q></style><script>alert(1)</script> \"' onload=x &lt;i&gt; \u200b"

func hostileArticle() *taggingv1.TaggedArticle {
	a := assesstest.News("hostile", "2026-04-01", "Post", "B",
		assesstest.Quoted(assesstest.Position("ITA", taggingv1.Stance_STANCE_SUPPORTS, taggingv1.ConditionKind_CONDITION_KIND_OTHER), hostile))
	a.Title, a.Url, a.Source.Name = hostile, "https://x.example/\n# y\"><script>", hostile
	a.Claims[0].Actor = "X|\n# Y<script>"
	a.Claims[0].GetPosition().Conditions[0].Evidence = &taggingv1.Evidence{Quote: hostile}
	return a
}

func TestHostileTextStaysWithinItsLineOfMarkdown(t *testing.T) {
	text := write(t, []*taggingv1.TaggedArticle{hostileArticle()}, "2026-05-01")
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "# Harbour Force") || strings.HasPrefix(line, "| a") || strings.HasPrefix(line, "- bullet") {
			t.Errorf("text broke out: %q", line)
		}
	}
	if found := regexp.MustCompile(`[^\\](\]\(|<b>|<script|\*_|&lt;)`).FindString(text); found != "" {
		t.Errorf("markup survived: %q", found)
	}
	harmless(t, text)
}

func TestHostileTextStaysTextInHTML(t *testing.T) {
	text := page(t, brief.Write(result(t, []*taggingv1.TaggedArticle{hostileArticle()}, "2026-05-01"), brief.Beside{}))
	for _, markup := range []string{"<script", "<b>`", "</q></style>", "onload=x \"", "javascript:x\""} {
		if strings.Contains(strings.ReplaceAll(text, "&lt;", ""), markup) {
			t.Errorf("markup survived: %q", markup)
		}
	}
	if !strings.Contains(text, "&lt;script&gt;alert(1)") {
		t.Error("the words of the passage are gone")
	}
	harmless(t, text)
}

func TestHostileTextStaysTextInAMessage(t *testing.T) {
	text := brief.Summarise(result(t, []*taggingv1.TaggedArticle{hostileArticle()}, "2026-05-01")).Message()
	if strings.Contains(text, "\n# ") || strings.Contains(text, "\n- bullet") {
		t.Errorf("text broke out:\n%s", text)
	}
	harmless(t, text)
}

// harmless text has no control characters but line breaks, and nothing that
// reorders what stands around it.
func harmless(t *testing.T, text string) {
	t.Helper()
	for _, r := range text {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			t.Errorf("%U survived", r)
		}
	}
}

func TestOnlyWebAddressesAreLinked(t *testing.T) {
	for address, linked := range map[string]bool{
		"https://a.example/x?y=1&z=2": true, "http://a.example": true, "javascript:alert(1)": false, "data:text/html,x": false, "//a.example/x": false, "ftp://a.example": false, "": false,
	} {
		a := assesstest.News("a", "2026-04-01", "Post", "B", assesstest.Position("ITA", taggingv1.Stance_STANCE_SUPPORTS))
		a.Url = address
		d := brief.Write(result(t, []*taggingv1.TaggedArticle{a}, "2026-05-01"), brief.Beside{})
		if got := strings.Contains(page(t, d), `<a href="http`); got != linked {
			t.Errorf("%q: linked in HTML: %v", address, got)
		}
		if got := strings.Contains(d.Markdown(), "<http"); got != linked {
			t.Errorf("%q: linked in Markdown: %v", address, got)
		}
	}
}

func TestThePageNeedsNothingElse(t *testing.T) {
	r := cases(t)["open"]
	text := page(t, brief.Write(r, beside(r)))
	for _, banned := range []string{"<script", "<link", "<img", "<iframe", "@import", "url("} {
		if strings.Contains(text, banned) {
			t.Errorf("%q is in the page", banned)
		}
	}
	for _, wanted := range []string{"<!doctype html>", "prefers-color-scheme: dark", "@media print", "<polyline", "default-src 'none'", "M. Okafor"} {
		if !strings.Contains(text, wanted) {
			t.Errorf("%q is not in the page", wanted)
		}
	}
}

func TestEveryMarkOfThePageLeadsToItsPassage(t *testing.T) {
	text := page(t, brief.Write(cases(t)["open"], brief.Beside{}))
	var ids []string
	for _, m := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(text, -1) {
		if slices.Contains(ids, m[1]) {
			t.Errorf("id %s is given twice", m[1])
		}
		ids = append(ids, m[1])
	}
	marks := regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(text, -1)
	if len(marks) == 0 {
		t.Error("no marks")
	}
	for _, m := range marks {
		if !slices.Contains(ids, m[1]) {
			t.Errorf("mark %s leads nowhere", m[1])
		}
	}
}

func TestNoCurveOfOnePoint(t *testing.T) {
	r := cases(t)["open"]
	one := beside(r)
	one.History.Points = one.History.Points[:1]
	if strings.Contains(page(t, brief.Write(r, one)), "<polyline") {
		t.Error("one point makes a line")
	}
}
