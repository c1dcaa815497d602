package subject

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrSubject tells that a subject is not one of this contract.
var ErrSubject = errors.New("not a barograph.v1 subject")

// Parsed is what a subject says.
type Parsed struct {
	// Kind is what happened to what.
	Kind Kind
	// Key is the unescaped last token: a source, an article, an initiative, a
	// day or a replay, as [Kind] says. For a dead letter it is the reason.
	Key string
	// Service is set for a dead letter only: the service that gave up.
	Service string
}

// Subject is the subject that parses to p.
func (p Parsed) Subject() string {
	if p.Kind == DeadLettered {
		return DeadLetter(p.Service, p.Key)
	}
	return p.Kind.For(p.Key)
}

// Parse reads a subject. It returns [ErrSubject] for a subject of another
// contract or an unknown kind, and [ErrToken] too where the key is misspelt.
func Parse(s string) (Parsed, error) {
	rest, ours := strings.CutPrefix(s, Prefix)
	if !ours {
		return Parsed{}, fmt.Errorf("parse %q: %w", s, ErrSubject)
	}
	tokens := strings.Split(rest, ".")
	if len(tokens) != 3 {
		return Parsed{}, fmt.Errorf("parse %q: %d tokens: %w", s, len(tokens), ErrSubject)
	}
	key, err := Unescape(tokens[2])
	if err != nil {
		return Parsed{}, fmt.Errorf("parse %q: %w: %w", s, ErrSubject, err)
	}
	if Kind(tokens[0]) == DeadLettered {
		service, err := Unescape(tokens[1])
		if err != nil {
			return Parsed{}, fmt.Errorf("parse %q: %w: %w", s, ErrSubject, err)
		}
		return Parsed{Kind: DeadLettered, Service: service, Key: key}, nil
	}
	kind := Kind(tokens[0] + "." + tokens[1])
	if !slices.Contains(Kinds(), kind) {
		return Parsed{}, fmt.Errorf("parse %q: unknown kind %q: %w", s, kind, ErrSubject)
	}
	return Parsed{Kind: kind, Key: key}, nil
}
