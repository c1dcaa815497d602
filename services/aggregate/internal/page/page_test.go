package page_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/barograph/barograph/services/aggregate/internal/page"
)

func TestKeyReadsWhatTokenWrote(t *testing.T) {
	for _, key := range []string{"", "gaza-isf", strings.Repeat("é", 100)} {
		token := page.Token("initiatives", key)
		got, err := page.Key("initiatives", token)
		if err != nil || got != key {
			t.Errorf("Key(Token(%q)) = %q, %v", key, got, err)
		}
	}
}

func TestKeyRefusesForeignTokens(t *testing.T) {
	valid := page.Token("evidence dimension=2", "claim")
	for _, tt := range []struct{ name, token string }{
		{"another list's", page.Token("initiatives", "claim")},
		{"other filters", page.Token("evidence dimension=3", "claim")},
		{"cut", valid[:len(valid)-2]},
		{"grown", valid + "AA"},
		{"no base64", "***"},
		{"padded", valid + "="},
		{"with a line break", valid[:4] + "\n" + valid[4:]},
		{"too short", "AQ"},
		{"invalid text", page.Token("evidence dimension=2", "\xff")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if key, err := page.Key("evidence dimension=2", tt.token); !errors.Is(err, page.ErrToken) {
				t.Errorf("Key(%q) = %q, %v, want ErrToken", tt.token, key, err)
			}
		})
	}
	if key, err := page.Key("any", ""); key != "" || err != nil {
		t.Errorf("Key of the empty token = %q, %v, want the beginning", key, err)
	}
}

func TestSize(t *testing.T) {
	for asked, want := range map[int32]int{0: page.DefaultSize, 7: 7, 5000: page.MaxSize, -1: page.DefaultSize} {
		if got := page.Size(asked); got != want {
			t.Errorf("Size(%d) = %d, want %d", asked, got, want)
		}
	}
}

func FuzzKey(f *testing.F) {
	f.Add("initiatives", page.Token("initiatives", "gaza-isf"))
	f.Add("initiatives", "")
	f.Add("evidence", "AQAA")
	f.Fuzz(func(t *testing.T, scope, token string) {
		key, err := page.Key(scope, token)
		if err != nil {
			if !errors.Is(err, page.ErrToken) || key != "" {
				t.Fatalf("Key = %q, %v", key, err)
			}
			return
		}
		if token != "" && page.Token(scope, key) != token {
			t.Fatalf("token %q was accepted for %q, which is written %q", token, key, page.Token(scope, key))
		}
	})
}
