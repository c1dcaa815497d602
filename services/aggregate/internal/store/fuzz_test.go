package store_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/store"
)

func encoded(f *testing.F, m proto.Message) []byte {
	f.Helper()
	data, err := proto.Marshal(m)
	if err != nil {
		f.Fatal(err)
	}
	return data
}

// FuzzEntry reads an entry of the bucket of initiatives: the key gives the id back, and what was read can be written and
// read again; anything else is an error without an initiative.
func FuzzEntry(f *testing.F) {
	f.Add(subject.InitiativeKey("gaza-isf"), encoded(f, &initiativev1.Initiative{Id: "gaza-isf", Name: "ISF"}))
	f.Add(subject.InitiativeKey("Ä b"), []byte{})
	f.Add("=", garbage)
	f.Fuzz(func(t *testing.T, key string, value []byte) {
		entry, err := store.DecodeEntry(bus.Entry{Key: key, Value: value, Revision: 3})
		if err != nil {
			if entry.Initiative != nil {
				t.Fatalf("%v beside %v", entry.Initiative, err)
			}
			return
		}
		if subject.InitiativeKey(entry.ID) != key || entry.Revision != 3 || entry.Initiative.GetEtag() == "" {
			t.Fatalf("%q became %+v", key, entry)
		}
		again, err := proto.Marshal(entry.Initiative)
		if err != nil {
			t.Fatal(err)
		}
		twice, err := store.DecodeEntry(bus.Entry{Key: key, Value: again, Revision: 3})
		if err != nil || !proto.Equal(twice.Initiative, entry.Initiative) {
			t.Fatalf("%v became %v, %v", entry.Initiative, twice.Initiative, err)
		}
		gone, err := store.DecodeEntry(bus.Entry{Key: key, Value: value, Revision: 4, Deleted: true})
		if err != nil || gone.Initiative != nil || gone.ID != entry.ID {
			t.Fatalf("deleted: %+v, %v", gone, err)
		}
	})
}

// FuzzEvent reads a message of ASSESSMENTS: it says exactly one thing, or is an error.
func FuzzEvent(f *testing.F) {
	record := &assessmentv1.Record{Revision: 2, Assessment: &assessmentv1.Assessment{InitiativeId: "g"}}
	f.Add(subject.AssessmentUpdated.For("g"), encoded(f, &eventv1.AssessmentUpdated{Record: record}))
	f.Add(subject.AssessmentUpdated.For("g"), []byte{})
	f.Add(subject.AssessmentShifted.For("g"), encoded(f, &eventv1.AssessmentShifted{Record: record}))
	f.Add(subject.AssessmentWithdrawn.For("g"), encoded(f, &eventv1.AssessmentWithdrawn{Revision: 3}))
	f.Add(subject.ArticleAccepted.For("g"), []byte{})
	f.Add("other", garbage)
	f.Fuzz(func(t *testing.T, on string, data []byte) {
		event, err := store.DecodeEvent(bus.Msg{Subject: on, Data: data, Seq: 7})
		if event.Sequence != 7 {
			t.Fatalf("sequence %d", event.Sequence)
		}
		if err != nil {
			return
		}
		says := 0
		for _, one := range []bool{event.Record != nil, event.Shift != nil, event.Withdrawn != ""} {
			if one {
				says++
			}
		}
		if says != 1 {
			t.Fatalf("%q %x says %d things: %+v", on, data, says, event)
		}
	})
}

// FuzzSaid takes two entries of the bucket of judgements in: lists stay in their order with each number once, an error
// changes none, and to be told again changes nothing.
func FuzzSaid(f *testing.F) {
	f.Add(subject.JudgementKey("g", 1), encoded(f, &assessmentv1.Judgement{InitiativeId: "g", Number: 1, Author: "ann"}), subject.JudgementKey("g", 2), []byte{})
	f.Add(subject.RulingKey("g", 2), encoded(f, &assessmentv1.Ruling{InitiativeId: "g", Revision: 2}),
		subject.RulingKey("g", 1), encoded(f, &assessmentv1.Ruling{InitiativeId: "g", Revision: 1}))
	f.Add("g.ruling.", garbage, "", garbage)
	f.Fuzz(func(t *testing.T, firstKey string, first []byte, secondKey string, second []byte) {
		s := store.NewJudgements(nil, time.Now, zap.NewNop())
		for i, entry := range []bus.Entry{
			{Key: firstKey, Value: first, Revision: 1}, {Key: secondKey, Value: second, Revision: 2}, {Key: firstKey, Value: first, Revision: 3},
		} {
			id := initiativeOf(entry)
			judged, ruled := s.Judgements(id), s.Rulings(id)
			if err := s.Apply(entry); err != nil && (len(s.Judgements(id)) != len(judged) || len(s.Rulings(id)) != len(ruled)) || i == 2 && err == nil &&
				(len(s.Judgements(id)) != len(judged) || len(s.Rulings(id)) != len(ruled)) {
				t.Fatalf("%+v: %v changed what was known", entry, err)
			}
			if !slices.IsSortedFunc(s.Judgements(id), func(a, b *assessmentv1.Judgement) int { return order(a.GetNumber(), b.GetNumber()) }) ||
				!slices.IsSortedFunc(s.Rulings(id), func(a, b *assessmentv1.Ruling) int { return order(a.GetRevision(), b.GetRevision()) }) {
				t.Fatalf("%v, %v", s.Judgements(id), s.Rulings(id))
			}
		}
		if err := s.Apply(bus.Entry{Key: firstKey, Revision: 4, Deleted: true}); err == nil {
			t.Fatal("what was said is deleted")
		}
	})
}

// order is that of numbers which may not be there twice.
func order(a, b uint64) int {
	if a < b {
		return -1
	}
	return 1
}

// initiativeOf is which initiative an entry speaks of.
func initiativeOf(entry bus.Entry) string {
	if strings.Contains(entry.Key, ".ruling.") {
		ruling := &assessmentv1.Ruling{}
		_ = proto.Unmarshal(entry.Value, ruling)
		return ruling.GetInitiativeId()
	}
	judgement := &assessmentv1.Judgement{}
	_ = proto.Unmarshal(entry.Value, judgement)
	return judgement.GetInitiativeId()
}
