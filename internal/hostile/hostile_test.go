package hostile_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/barograph/barograph/internal/hostile"
)

func TestIs(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if (unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp)) && !hostile.Is(r) {
			t.Errorf("%U is taken for harmless", r)
		}
		if unicode.In(r, unicode.N, unicode.P, unicode.S, unicode.Mc, unicode.Zs) && hostile.Is(r) {
			t.Errorf("%U, which is seen, is taken for hostile", r)
		}
	}
	for _, r := range "\u200b\u2060\ufeff\U000e0041\u180e\u3164\ufff9" {
		if !hostile.Is(r) {
			t.Errorf("%U hides and is taken for harmless", r)
		}
	}
	for _, r := range "שלומ مرحبا 東京 \u00ad\u200c\u200d\ufe0f👩🚀" {
		if hostile.Is(r) {
			t.Errorf("%U belongs to ordinary text", r)
		}
	}
}

func FuzzEscape(f *testing.F) {
	f.Add("a\x1b[2J\u202eb\u2028\u009b\U000e0041\xff\ufffd")
	f.Fuzz(func(t *testing.T, text string) {
		got := hostile.Escape(text)
		if !utf8.ValidString(got) || strings.ContainsFunc(got, hostile.Is) {
			t.Fatalf("Escape(%q) = %q", text, got)
		}
		if !utf8.ValidString(text) || strings.ContainsAny(text, `"\`) {
			return
		}
		var back string
		if err := json.Unmarshal([]byte(`"`+got+`"`), &back); err != nil || back != text {
			t.Fatalf("%q became %q, which is %q in JSON: %v", text, got, back, err)
		}
		if again := hostile.Escape("\n"+text, '\n'); !strings.HasPrefix(again, "\n") {
			t.Fatalf("%q: what was to be kept was escaped", again)
		}
	})
}
