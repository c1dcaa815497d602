package subject_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/proto/subject"
)

func TestSubjects(t *testing.T) {
	day := time.Date(2026, 5, 1, 23, 30, 0, 0, time.FixedZone("west", -5*3600))
	for _, tt := range []struct{ name, got, want string }{
		{"article by host", subject.ArticleAccepted.For("reuters.com"), "barograph.v1.article.accepted.reuters=2ecom"},
		{"tagged", subject.ArticleTagged.For("3f9a"), "barograph.v1.article.tagged.3f9a"},
		{"initiative", subject.InitiativeDefined.For("gaza-isf"), "barograph.v1.initiative.defined.gaza-isf"},
		{"tick is the UTC day", subject.Tick(day), "barograph.v1.clock.ticked.2026-05-02"},
		{"empty key", subject.AssessmentUpdated.For(""), "barograph.v1.assessment.updated.="},
		{"dead letter", subject.DeadLetter("nlp", "no text"), "barograph.v1.deadletter.nlp.no=20text"},
		{"filter", subject.ArticleReplayed.Filter(), "barograph.v1.article.replayed.*"},
		{"dead letter filter", subject.DeadLettered.Filter(), "barograph.v1.deadletter.*.*"},
		{"dead letters of a service", subject.DeadLetterFilter("nlp", ""), "barograph.v1.deadletter.nlp.*"},
		{"event type", subject.ArticleRetracted.Type(), "barograph.v1.article.retracted"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("got %q, want %q", tt.got, tt.want)
			}
		})
	}
}

func TestParseEveryKind(t *testing.T) {
	for _, kind := range subject.Kinds() {
		want := subject.Parsed{Kind: kind, Key: "A.b c*>é"}
		got, err := subject.Parse(want.Subject())
		if err != nil || got != want {
			t.Errorf("Parse(%q) = %+v, %v; want %+v", want.Subject(), got, err, want)
		}
	}
	want := subject.Parsed{Kind: subject.DeadLettered, Service: "nlp", Key: "max.deliveries"}
	if got, err := subject.Parse(want.Subject()); err != nil || got != want {
		t.Errorf("Parse(%q) = %+v, %v; want %+v", want.Subject(), got, err, want)
	}
}

func TestParseRejects(t *testing.T) {
	for _, s := range []string{
		"", "barograph.v2.article.accepted.x", "barograph.v1.article.accepted",
		"barograph.v1.article.accepted.a.b", "barograph.v1.article.vanished.x",
		"barograph.v1.article.accepted.", "barograph.v1.article.accepted.A",
		"barograph.v1.article.accepted.=61", "barograph.v1.article.accepted.=2",
		"barograph.v1.article.accepted.=zz", "barograph.v1.deadletter.N.x",
		"barograph.v1.article.accepted.==",
	} {
		if got, err := subject.Parse(s); !errors.Is(err, subject.ErrSubject) {
			t.Errorf("Parse(%q) = %+v, %v; want ErrSubject", s, got, err)
		}
	}
}

func TestMessageIDs(t *testing.T) {
	day := time.Date(2026, 5, 1, 1, 0, 0, 0, time.UTC)
	for _, tt := range []struct{ name, got, want string }{
		{"article", subject.ArticleMsgID(subject.ArticleRevised, "3f9a", 2), "3f9a:2:revised"},
		{"tagging", subject.TaggedMsgID("3f9a", 2, "rules-1.0", 7, false), "3f9a:2:rules-1.0:7"},
		{"retraction", subject.TaggedMsgID("3f9a", 2, "rules-1.0", 7, true), "3f9a:2:rules-1.0:7:retracted"},
		{"replay", subject.ReplayMsgID("r1", 9), "r1:9"},
		{"initiative", subject.InitiativeMsgID(subject.InitiativeDefined, "gaza-isf", 1), "gaza-isf:1:defined"},
		{"tick", subject.TickMsgID(day), "tick:2026-05-01"},
		{"update", subject.AssessmentMsgID(subject.AssessmentUpdated, "gaza-isf", 3), "gaza-isf@3"},
		{"shift", subject.AssessmentMsgID(subject.AssessmentShifted, "gaza-isf", 3), "gaza-isf@3:shifted"},
		{"dead letter", subject.DeadLetterMsgID("ARTICLES", 12), "ARTICLES:12"},
		{"redrive", subject.RedriveMsgID("3f9a:2:revised", 4), "3f9a:2:revised:redrive:4"},
		{"separators in a part", subject.TaggedMsgID("a:b", 1, "x@y z", 1, false), "a%3ab:1:x%40y%20z:1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("got %q, want %q", tt.got, tt.want)
			}
		})
	}
}

func TestKeysOfBuckets(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{subject.HeadKey("gaza-isf"), "gaza-isf.head"},
		{subject.ShardKey("gaza-isf", "2026-05"), "gaza-isf.shard.2026-05"},
		{subject.InitiativeKey("Gaza"), "=47aza"},
		{subject.IndexKey("url", "https://a"), "url.https=3a=2f=2fa"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

func FuzzRoundTrip(f *testing.F) {
	for _, key := range []string{"", "gaza-isf", "reuters.com", "=", "=2e", "*", ">", " ", "\x00", "É", "A"} {
		f.Add(key, "nlp")
	}
	f.Fuzz(func(t *testing.T, key, service string) {
		token := subject.Escape(key)
		if token == "" || strings.Trim(token, "abcdefghijklmnopqrstuvwxyz0123456789_-=") != "" {
			t.Fatalf("Escape(%q) = %q is not one token", key, token)
		}
		if back, err := subject.Unescape(token); err != nil || back != key {
			t.Fatalf("Unescape(Escape(%q)) = %q, %v", key, back, err)
		}
		for _, want := range []subject.Parsed{
			{Kind: subject.ArticleTagged, Key: key},
			{Kind: subject.DeadLettered, Service: service, Key: key},
		} {
			if got, err := subject.Parse(want.Subject()); err != nil || got != want {
				t.Fatalf("Parse(%q) = %+v, %v; want %+v", want.Subject(), got, err, want)
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add("barograph.v1.article.accepted.reuters=2ecom")
	f.Add("barograph.v1.deadletter.nlp.panic")
	f.Fuzz(func(t *testing.T, s string) {
		parsed, err := subject.Parse(s)
		if err != nil {
			return
		}
		if back := parsed.Subject(); back != s {
			t.Fatalf("%q parses to %+v, which spells %q", s, parsed, back)
		}
	})
}
