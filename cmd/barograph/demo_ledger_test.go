package main_test

import (
	"bytes"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate"
	"github.com/barograph/barograph/services/ingest"
	"github.com/barograph/barograph/services/nlp"
)

// ledger is what the demo knows: its definitions and the readings of its
// articles, read as the services read them.
type ledger struct {
	initiatives []*initiativev1.Initiative
	readings    []*taggingv1.TaggedArticle // of one article with a correction both, in order
}

// demoLedger reads the demo's articles, which takes seconds.
func demoLedger(t *testing.T) ledger {
	t.Helper()
	initiatives, err := demo.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	data, err := demo.Sources()
	if err != nil {
		t.Fatal(err)
	}
	sources, err := ingest.ParseSources(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	submissions, err := demo.Articles()
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := nlp.NewTagger(initiatives, uint64(len(initiatives)))
	if err != nil {
		t.Fatal(err)
	}
	l := ledger{initiatives: initiatives}
	revisions := map[string]uint32{}
	for _, submission := range submissions {
		article, err := ingest.NewArticle(submission, sources, demo.Now())
		if err != nil {
			t.Fatal(err)
		}
		revisions[article.GetId()]++
		article.Revision, article.KnownTime = revisions[article.GetId()], timestamppb.New(since())
		l.readings = append(l.readings, tagger.Tag(article))
	}
	return l
}

// since is when all of the ledger is known, long before the demo's news: what
// counts on a day is decided by when it happened.
func since() time.Time { return demo.Now().AddDate(-1, 0, 0) }

// assess assesses the initiatives from scratch as of the end of a day, from
// readings in the order in which they are delivered.
func (l ledger) assess(t fataler, readings []*taggingv1.TaggedArticle, day time.Time) []aggregate.Assessed {
	t.Helper()
	test := l.backtest(t)
	read(t, test, readings...)
	return dayOf(t, test, day)
}

// backtest carries assessments of the demo's initiatives on from day to day.
func (l ledger) backtest(t fataler) *aggregate.Backtest {
	t.Helper()
	test, err := aggregate.NewBacktest(l.initiatives, since(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return test
}

func read(t fataler, test *aggregate.Backtest, readings ...*taggingv1.TaggedArticle) {
	t.Helper()
	for _, reading := range readings {
		if err := test.Read(reading); err != nil {
			t.Fatal(err)
		}
	}
}

func dayOf(t fataler, test *aggregate.Backtest, day time.Time) []aggregate.Assessed {
	t.Helper()
	all, err := test.Day(day)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// fataler is a test, or one that draws.
type fataler interface {
	Helper()
	Fatal(args ...any)
}

// bytesOf are the assessments with all contributions, byte for byte.
func bytesOf(t fataler, all []aggregate.Assessed) []byte {
	t.Helper()
	var whole []byte
	for _, one := range all {
		messages := []proto.Message{one.Assessment}
		for _, c := range one.Contributions {
			messages = append(messages, c)
		}
		for _, m := range messages {
			data, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
			if err != nil {
				t.Fatal(err)
			}
			whole = append(append(whole, data...), 0)
		}
	}
	return whole
}
