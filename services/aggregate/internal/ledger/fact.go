package ledger

import (
	"errors"
	"fmt"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// ErrFact tells that a message of the ledger cannot be merged, now or ever.
var ErrFact = errors.New("not a fact of the ledger")

// Fact is one message of the ledger. Exactly one of the pointers is set.
type Fact struct {
	// Sequence of the message in the stream; 0 when it has none.
	Sequence uint64
	// Article is a reading of an article, or its retraction.
	Article *taggingv1.TaggedArticle
	// Digest is that of the article as it was written; 0: the ledger computes it.
	Digest uint64
	// Defined is a new or changed definition.
	Defined *eventv1.InitiativeDefined
	// Deleted is the end of a definition.
	Deleted *eventv1.InitiativeDeleted
	// Ruled is what an operator decided in place of the evidence.
	Ruled *eventv1.InitiativeRuled
	// Tick is the beginning of a day.
	Tick *eventv1.ClockTicked
}

// Check returns [ErrFact] with the reason when the fact lacks what the fold
// needs: an identity and a time.
func (f Fact) Check() error {
	set := 0
	for _, present := range []bool{f.Article != nil, f.Defined != nil, f.Deleted != nil, f.Ruled != nil, f.Tick != nil} {
		if present {
			set++
		}
	}
	switch {
	case set != 1:
		return fmt.Errorf("%w: %d kinds instead of one", ErrFact, set)
	case f.Article != nil && f.Article.GetArticleId() == "":
		return fmt.Errorf("%w: reading without an article id", ErrFact)
	case f.Article.GetRetracted() && len(f.Article.GetClaims()) > 0:
		return fmt.Errorf("%w: retracted article %s with claims", ErrFact, f.Article.GetArticleId())
	case f.Defined != nil && f.Defined.GetInitiative().GetId() == "":
		return fmt.Errorf("%w: definition without an initiative id", ErrFact)
	case f.Deleted != nil && f.Deleted.GetInitiativeId() == "":
		return fmt.Errorf("%w: deletion without an initiative id", ErrFact)
	case (f.Defined != nil || f.Deleted != nil) && f.Defined.GetCatalogueRevision()+f.Deleted.GetCatalogueRevision() == 0:
		return fmt.Errorf("%w: definition without a catalogue revision", ErrFact)
	case f.Ruled != nil && (f.Ruled.GetRuling().GetInitiativeId() == "" || f.Ruled.GetRuling().GetRevision() == 0):
		return fmt.Errorf("%w: ruling without an initiative id or a revision", ErrFact)
	}
	if err := f.stamp().CheckValid(); err != nil {
		return fmt.Errorf("%w: known time: %w", ErrFact, err)
	}
	return nil
}

// Time is when the fact became known.
func (f Fact) Time() time.Time { return f.stamp().AsTime() }

func (f Fact) stamp() *timestamppb.Timestamp {
	switch {
	case f.Article != nil:
		return f.Article.GetKnownTime()
	case f.Defined != nil:
		return f.Defined.GetKnownTime()
	case f.Deleted != nil:
		return f.Deleted.GetKnownTime()
	case f.Ruled != nil:
		return f.Ruled.GetRuling().GetRuleTime()
	default:
		return f.Tick.GetTickTime()
	}
}
