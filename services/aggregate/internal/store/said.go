package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// apply takes an entry of the bucket into the copy.
func (s *Judgements) apply(entry bus.Entry) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer func() {
		s.revision = max(s.revision, entry.Revision)
		close(s.changed)
		s.changed = make(chan struct{})
	}()
	if strings.Contains(entry.Key, ".ruling.") {
		ruling, err := decodeRuling(entry)
		if err != nil {
			return err
		}
		of := s.on(ruling.GetInitiativeId())
		of.rulings = put(of.rulings, ruling, (*assessmentv1.Ruling).GetRevision)
		return nil
	}
	judgement := &assessmentv1.Judgement{}
	if err := decodeSaid(entry, judgement); err != nil {
		return err
	}
	of := s.on(judgement.GetInitiativeId())
	of.judgements = put(of.judgements, judgement, (*assessmentv1.Judgement).GetNumber)
	return nil
}

func (s *Judgements) on(initiative string) *said {
	of, ok := s.said[initiative]
	if !ok {
		of = &said{}
		s.said[initiative] = of
	}
	return of
}

// put is a list with an item in its place by number; readers keep the old one.
func put[T any](all []T, item T, number func(T) uint64) []T {
	all = slices.Clone(all)
	at, found := slices.BinarySearchFunc(all, number(item), func(other T, n uint64) int { return cmp.Compare(number(other), n) })
	if found {
		all[at] = item
		return all
	}
	return slices.Insert(all, at, item)
}

func decodeRuling(entry bus.Entry) (*assessmentv1.Ruling, error) {
	ruling := &assessmentv1.Ruling{}
	return ruling, decodeSaid(entry, ruling)
}

func decodeSaid(entry bus.Entry, into proto.Message) error {
	if entry.Deleted {
		return fmt.Errorf("decode %s: nobody deletes what was said", entry.Key)
	}
	if err := proto.Unmarshal(entry.Value, into); err != nil {
		return fmt.Errorf("decode %s: %w", entry.Key, err)
	}
	return nil
}
