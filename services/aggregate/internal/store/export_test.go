package store

import (
	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/services/aggregate/internal/catalogue"
	"github.com/barograph/barograph/services/aggregate/internal/record"
)

// DecodeEntry reads an entry of the bucket of initiatives.
func DecodeEntry(kv bus.Entry) (catalogue.Entry, error) { return decodeEntry(kv) }

// DecodeEvent reads a message of ASSESSMENTS.
func DecodeEvent(msg bus.Msg) (record.Event, error) { return decodeEvent(msg) }

// Apply takes an entry of the bucket of judgements into the copy.
func (s *Judgements) Apply(entry bus.Entry) error { return s.apply(entry) }
