package terminal_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	"github.com/barograph/barograph/internal/hostile"
)

func TestClean(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain":            {"Macron said 26 countries", "Macron said 26 countries"},
		"lines":            {"  a\r\n\tb  c \n", "a b c"},
		"escape sequence":  {"a\x1b[2Jb", "a\uFFFD[2Jb"},
		"window title":     {"\x1b]0;gotcha\x07", "\uFFFD]0;gotcha\uFFFD"},
		"c1 control":       {"a\u009bb", "a\uFFFDb"},
		"right to left":    {"a\u202etxt.exe\u202c", "a\uFFFDtxt.exe\uFFFD"},
		"isolates":         {"\u2066a\u2069", "\uFFFDa\uFFFD"},
		"hebrew is text":   {"שלום Gaza", "שלום Gaza"},
		"invalid utf-8":    {"a\xffb", "a\uFFFDb"},
		"joined emoji":     {"👩\u200d🚀", "👩\u200d🚀"},
		"invisible letter": {"NA\u200bTO", "NA\uFFFDTO"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := terminal.Clean(c.in); got != c.want {
				t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestCleanLinesKeepsLines(t *testing.T) {
	got := terminal.CleanLines("# Brief\r\n\r\n- one\ttwo\x1b[31m\n")
	if want := "# Brief\n\n- one\ttwo\uFFFD[31m\n"; got != want {
		t.Errorf("CleanLines = %q, want %q", got, want)
	}
}

func TestMeasure(t *testing.T) {
	if got := terminal.Left("東京 summit", 8); terminal.Width(got) != 8 || !strings.HasSuffix(strings.TrimRight(got, " "), "…") {
		t.Errorf("Left = %q of width %d", got, terminal.Width(got))
	}
	if got := terminal.Right("7%", 5); got != "   7%" {
		t.Errorf("Right = %q", got)
	}
	if got := terminal.Wrap("one two three four", 9); strings.Join(got, "|") != "one two|three|four" {
		t.Errorf("Wrap = %q", got)
	}
	if got := terminal.Wrap("", 9); len(got) != 1 || got[0] != "" {
		t.Errorf("Wrap of nothing = %q", got)
	}
}

func TestStyleIsPlainOffATerminal(t *testing.T) {
	style := terminal.StyleFor(&bytes.Buffer{}, "", "xterm")
	if got := style.Bold("x") + style.Good("y") + style.Bad("z") + style.Dim("-"); got != "xyz-" {
		t.Errorf("off a terminal: %q", got)
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\x1b[2J\u202eb")
	f.Fuzz(func(t *testing.T, text string) {
		got := terminal.Clean(text)
		if !utf8.ValidString(got) {
			t.Fatalf("%q is not UTF-8", got)
		}
		for _, r := range got {
			if unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control) {
				t.Fatalf("Clean(%q) keeps %U", text, r)
			}
		}
		if again := terminal.Clean(got); again != got {
			t.Fatalf("Clean is not idempotent: %q, %q", got, again)
		}
		for _, line := range terminal.Wrap(got, 20) {
			if terminal.Width(line) > 20 {
				t.Fatalf("line %q is %d wide", line, terminal.Width(line))
			}
		}
		if w := terminal.Width(terminal.Left(got, 20)); w != 20 {
			t.Fatalf("Left is %d wide", w)
		}
	})
}

func FuzzGuard(f *testing.F) {
	f.Add("a\x1b[1mb\x1b[0m\n\x1b[2J\u202e\x1b")
	f.Add("\x1b]8;;https://evil.example\x07link\x1b\\ \x1b]52;c;aGk=\x07")
	f.Fuzz(func(t *testing.T, text string) {
		got := terminal.Guard(text)
		rest := got
		for _, style := range []string{"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m"} {
			rest = strings.ReplaceAll(rest, style, "")
		}
		if !utf8.ValidString(got) || strings.ContainsFunc(rest, func(r rune) bool { return r != '\n' && r != '\t' && hostile.Is(r) }) {
			t.Fatalf("Guard(%q) = %q", text, got)
		}
		if again := terminal.Guard(got); again != got {
			t.Fatalf("Guard is not idempotent: %q, %q", got, again)
		}
	})
}
