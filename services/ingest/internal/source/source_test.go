package source_test

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	"github.com/barograph/barograph/services/ingest/internal/source"
)

const file = `sources:
  reuters.com: {name: Reuters, family: thomson-reuters, reliability: B}
  bbc.co.uk: {reliability: B}
  ministry of defence:
`

func directory(t *testing.T) *source.Directory {
	t.Helper()
	d, err := source.Parse(strings.NewReader(file), "")
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestOf(t *testing.T) {
	reuters := &articlev1.Source{Id: "reuters.com", Name: "Reuters", Family: "thomson-reuters", Reliability: articlev1.Reliability_RELIABILITY_B}
	bbc := &articlev1.Source{Id: "bbc.co.uk", Name: "bbc.co.uk", Family: "bbc.co.uk", Reliability: articlev1.Reliability_RELIABILITY_B}
	ministry := &articlev1.Source{Id: "ministry of defence", Name: "ministry of defence", Family: "ministry of defence", Reliability: articlev1.Reliability_RELIABILITY_F}
	unrated := func(id, name string) *articlev1.Source {
		return &articlev1.Source{Id: id, Name: name, Reliability: articlev1.Reliability_RELIABILITY_F}
	}
	for _, tt := range []struct {
		name, declared, address string
		want                    *articlev1.Source
	}{
		{"by address", "", "https://www.Reuters.com/world", reuters},
		{"by a host below", "", "https://news.live.bbc.co.uk/1", bbc},
		{"by declared host", "www.reuters.com", "", reuters},
		{"by declared name", "Ministry  of Defence", "https://nowhere.example/", ministry},
		{"declared wins over address", "reuters.com", "https://bbc.co.uk/", reuters},
		{"known address wins over unknown name", "The Beeb", "https://bbc.co.uk/", bbc},
		{"a domain above a known one is not it", "", "https://co.uk/", unrated("co.uk", "co.uk")},
		{"unknown address", "", "https://www.a.example:8080/x", unrated("a.example", "a.example")},
		{"unknown host declared", "B.example", "https://a.example/", unrated("b.example", "B.example")},
		{"unknown name declared", "Daily News", "https://a.example/", unrated("a.example", "Daily News")},
		{"unknown name alone", " Daily  News", "", unrated("daily news", "Daily  News")},
		{"nothing", "", "", unrated("unknown", "unknown")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := directory(t).Of(tt.declared, tt.address); !proto.Equal(got, tt.want) {
				t.Errorf("got %s, want %s", prototext.Format(got), prototext.Format(tt.want))
			}
		})
	}
	if got := new(source.Directory).Of("", "https://reuters.com/"); !proto.Equal(got, unrated("reuters.com", "reuters.com")) {
		t.Errorf("without a file: %v", got)
	}
}

func TestList(t *testing.T) {
	d := directory(t)
	var ids []string
	for _, s := range d.List() {
		ids = append(ids, s.GetId())
		s.Id = "changed" // must not reach the directory
	}
	if got := strings.Join(ids, "|"); got != "bbc.co.uk|ministry of defence|reuters.com" {
		t.Errorf("got %s", got)
	}
	if got := d.Of("reuters.com", "").GetId(); got != "reuters.com" {
		t.Errorf("the directory was changed through its list: %s", got)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", "the file is empty; expected sources"},
		{"two documents", "sources: {a.b: {}}\n---\nsources: {c.d: {}}\n", "line 2: a second document; a sources file is one"},
		{"damage behind", "sources: {a.b: {}}\n---\n[", "not YAML: "},
		{"syntax", "a: [", "not YAML: "},
		{"list", "[a]", "line 1, column 1: expected a mapping"},
		{"unknown field", "source: {}", `line 1, column 1: unknown field "source"; expected sources`},
		{"every error", "sources:\n  Reuters.com: {}\n  a.b: {reliability: G, names: x}\n  a.b: {}\n  c.d: {name: [x], family: a, family: b}\n",
			`line 2, column 3: write "Reuters.com" as "reuters.com"
line 3, column 22: "G" is no reliability; expected a letter from A to F
line 3, column 25: unknown field "names"; known are family, feeds, language, name, paused, reliability
line 4, column 3: "a.b" is given twice
line 5, column 15: expected a text
line 5, column 31: "family" is given twice`},
		{"too large", "#" + strings.Repeat("x", source.MaxBytes), "the file is larger than 4194304 bytes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := source.Parse(strings.NewReader(tt.text), "")
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add(file)
	f.Add(`{"sources": {"a.b": {"reliability": "A"}}}`)
	f.Fuzz(func(t *testing.T, text string) {
		d, err := source.Parse(strings.NewReader(text), "")
		if err != nil {
			return
		}
		for _, s := range d.List() {
			if got := d.Of(s.GetId(), ""); !proto.Equal(got, s) {
				t.Fatalf("%v is not found by its id: %v", s, got)
			}
		}
	})
}
