package article_test

import (
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/services/ingest/internal/article"
)

var now = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

func TestNew(t *testing.T) {
	source := &articlev1.Source{Id: "example.org"}
	published := timestamppb.New(now.Add(23 * time.Hour))
	text := "  Leaders\r\nsigned. \n"
	got, err := article.New(&ingestv1.Submission{
		ExternalId: "x1", Url: "HTTPS://Example.org:443/a?utm_source=x#top", Title: "T", Byline: "B", Language: "en",
		Text: text, PublishedTime: published,
	}, source, now)
	if err != nil {
		t.Fatal(err)
	}
	if got.GetText() != text {
		t.Errorf("text changed to %q", got.GetText())
	}
	if got.GetCanonicalUrl() != "https://example.org/a" || got.GetUrl() != "HTTPS://Example.org:443/a?utm_source=x#top" {
		t.Errorf("url %q, canonical %q", got.GetUrl(), got.GetCanonicalUrl())
	}
	if got.GetExternalId() != "x1" || got.GetTitle() != "T" || got.GetByline() != "B" || got.GetLanguage() != "en" ||
		got.GetPublishedTime() != published || got.GetSource() != source {
		t.Errorf("fields were lost: %v", got)
	}
	if got.GetRevision() != 0 || got.GetKnownTime() != nil {
		t.Errorf("revision and known time are not for this package: %v", got)
	}
}

// What identity is taken from, and what it does not depend on.
func TestIdentity(t *testing.T) {
	id := func(source string, in *ingestv1.Submission) string {
		got, err := article.New(in, &articlev1.Source{Id: source}, now)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.GetId()) != 32 || strings.Trim(got.GetId(), "0123456789abcdef") != "" {
			t.Fatalf("id %q is not 32 hex digits", got.GetId())
		}
		return got.GetId()
	}
	byURL := id("a", &ingestv1.Submission{Url: "https://x.org/1", Text: "one"})
	byExternal := id("a", &ingestv1.Submission{ExternalId: "1", Text: "one"})
	byText := id("a", &ingestv1.Submission{Text: "one  two"})
	for _, tt := range []struct {
		name      string
		got, want string
		equal     bool
	}{
		{"url, other text", id("b", &ingestv1.Submission{Url: "https://X.org/1#s", Text: "two", ExternalId: "9"}), byURL, true},
		{"other url, same text", id("a", &ingestv1.Submission{Url: "https://x.org/2", Text: "one"}), byURL, false},
		{"external id, other text", id("a", &ingestv1.Submission{ExternalId: "1", Text: "two"}), byExternal, true},
		{"external id of another source", id("b", &ingestv1.Submission{ExternalId: "1", Text: "one"}), byExternal, false},
		{"same text of another source", id("b", &ingestv1.Submission{Text: " one\ntwo"}), byText, true},
		{"other text", id("a", &ingestv1.Submission{Text: "one two three"}), byText, false},
		{"kinds never meet", byURL, byExternal, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if (tt.got == tt.want) != tt.equal {
				t.Errorf("%s against %s, want equal: %t", tt.got, tt.want, tt.equal)
			}
		})
	}
}

func TestContentHash(t *testing.T) {
	base := article.ContentHash("Café opens", "It opened.\nToday.")
	for _, tt := range []struct {
		name, title, text string
		equal             bool
	}{
		{"white space", " Café\u00a0opens", "It  opened. Today.\r\n", true},
		{"decomposed accent", "Cafe\u0301 opens", "It opened.\nToday.", true},
		{"invisible characters", "\ufeffCa\u00adfé opens", "It\u200b opened.\nToday.", true},
		{"letter case", "café opens", "It opened.\nToday.", false},
		{"title moved into the text", "", "Café opens It opened.\nToday.", false},
		{"compatibility forms stay apart", "Café opens", "It opened.\nToday\uff0e", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := article.ContentHash(tt.title, tt.text); (got == base) != tt.equal {
				t.Errorf("want equal: %t", tt.equal)
			}
		})
	}
}

func TestNewRefuses(t *testing.T) {
	for _, tt := range []struct {
		name string
		in   *ingestv1.Submission
		want string
	}{
		{"no text", &ingestv1.Submission{}, "text: is blank"},
		{"blank text", &ingestv1.Submission{Text: " \n\u200b\u00a0"}, "text: is blank"},
		{"text too long", &ingestv1.Submission{Text: strings.Repeat("x", article.MaxTextBytes+1)},
			"text: has 524289 bytes, more than the 524288 that are allowed"},
		{"NUL", &ingestv1.Submission{Title: "a\x00", Text: "b\x00"},
			"title: contains the character NUL\ntext: contains the character NUL"},
		{"not UTF-8", &ingestv1.Submission{Byline: "a\xff", Text: "b"}, "byline: is not valid UTF-8"},
		{"published in the future", &ingestv1.Submission{Text: "b", PublishedTime: timestamppb.New(now.Add(25 * time.Hour))},
			"published_time: 2026-05-02T13:00:00Z is more than 24h0m0s ahead of the clock"},
		{"published at no time", &ingestv1.Submission{Text: "b", PublishedTime: &timestamppb.Timestamp{Nanos: -1}},
			"published_time: is not a valid time"},
		{"url", &ingestv1.Submission{Text: "b", Url: "ftp://x.org/"}, `url: has the scheme "ftp"; expected http or https`},
		{"several", &ingestv1.Submission{Url: "x"}, "text: is blank\nurl: has the scheme \"\"; expected http or https"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := article.New(tt.in, nil, now)
			if err == nil || err.Error() != tt.want {
				t.Fatalf("got %v, want %s", err, tt.want)
			}
			if got, want := len(article.Fields(err)), strings.Count(tt.want, "\n")+1; got != want {
				t.Errorf("%d fields, want %d", got, want)
			}
		})
	}
	if _, err := article.New(&ingestv1.Submission{Text: strings.Repeat("x", article.MaxTextBytes)}, nil, now); err != nil {
		t.Errorf("the longest text: %v", err)
	}
}

func FuzzNew(f *testing.F) {
	f.Add("https://x.org/", "id", "title", "text")
	f.Add("", "", "\u0301", "\u200b\ufeffx")
	f.Fuzz(func(t *testing.T, url, external, title, text string) {
		in := &ingestv1.Submission{Url: url, ExternalId: external, Title: title, Text: text}
		source := &articlev1.Source{Id: "s"}
		first, err := article.New(in, source, now)
		if err != nil {
			if len(article.Fields(err)) == 0 {
				t.Fatalf("%v names no field", err)
			}
			return
		}
		in.Text, in.Title = "\n "+text+" \u00a0", title+"\t"
		again, err := article.New(in, source, now)
		if err != nil {
			return // the added white space made the text too long
		}
		if again.GetId() != first.GetId() || again.GetContentHash() != first.GetContentHash() {
			t.Fatalf("white space changed %s %s to %s %s", first.GetId(), first.GetContentHash(), again.GetId(), again.GetContentHash())
		}
	})
}
