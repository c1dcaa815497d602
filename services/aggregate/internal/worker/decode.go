package worker

import (
	"fmt"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// decode reads a message of the ledger. Any error is one for ever.
func decode(msg bus.Msg) (ledger.Fact, error) {
	parsed, err := subject.Parse(msg.Subject)
	if err != nil {
		return ledger.Fact{}, err
	}
	fact := ledger.Fact{Sequence: msg.Seq}
	var key string
	switch parsed.Kind {
	case subject.ArticleTagged:
		event := &eventv1.ArticleTagged{}
		err = proto.Unmarshal(msg.Data, event)
		fact.Article, key = event.GetTaggedArticle(), event.GetTaggedArticle().GetArticleId()
	case subject.InitiativeDefined:
		fact.Defined = &eventv1.InitiativeDefined{}
		err = proto.Unmarshal(msg.Data, fact.Defined)
		key = fact.Defined.GetInitiative().GetId()
	case subject.InitiativeDeleted:
		fact.Deleted = &eventv1.InitiativeDeleted{}
		err = proto.Unmarshal(msg.Data, fact.Deleted)
		key = fact.Deleted.GetInitiativeId()
	case subject.InitiativeRuled:
		fact.Ruled = &eventv1.InitiativeRuled{}
		err = proto.Unmarshal(msg.Data, fact.Ruled)
		key = fact.Ruled.GetRuling().GetInitiativeId()
	case subject.ClockTicked:
		fact.Tick, key = &eventv1.ClockTicked{}, parsed.Key
		err = proto.Unmarshal(msg.Data, fact.Tick)
	default:
		return ledger.Fact{}, fmt.Errorf("decode %s: %w: %s", msg.Subject, ledger.ErrFact, parsed.Kind)
	}
	if err != nil {
		return ledger.Fact{}, fmt.Errorf("decode %s: %w", msg.Subject, err)
	}
	if key != parsed.Key {
		return ledger.Fact{}, fmt.Errorf("decode %s: %w: it is about %q", msg.Subject, ledger.ErrFact, key)
	}
	if err := fact.Check(); err != nil {
		return ledger.Fact{}, fmt.Errorf("decode %s: %w", msg.Subject, err)
	}
	if fact.Article != nil {
		fact.Digest = ledger.Digest(fact.Article)
		fact.Article.Initiatives = nil // derived from the claims, for people: half of the memory
	}
	return fact, nil
}

// decode reads a message for the ledger, which keeps what is in it.
func (w *Worker) decode(msg bus.Msg) (ledger.Fact, error) {
	fact, err := decode(msg)
	if err == nil && fact.Article != nil {
		w.sharing.reading(fact.Article)
	}
	return fact, err
}
