package faults_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	"github.com/barograph/barograph/internal/bus"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
)

// reading is one article in one revision, or its retraction, in the ledger.
type reading struct {
	claims    [sha256.Size]byte // what was found, whenever and under whichever catalogue
	catalogue uint64            // newest revision under which it was read
}

// book is the ledger and what followed from it, read from the beginning.
type book struct {
	readings    map[string]reading // by the message id of the article
	messages    map[string]bool    // ids
	repeated    []string           // what is there more than once, or not as it has to be
	revisions   map[string]uint64  // last published one of each initiative
	hashes      map[string]string  // and its hash
	ledger, out uint64             // sequences up to which it is read
}

func newBook() *book {
	return &book{readings: map[string]reading{}, messages: map[string]bool{}, revisions: map[string]uint64{}, hashes: map[string]string{}}
}

// catchUp reads what was stored since it was called last.
func (b *book) catchUp(ctx context.Context, conn *bus.Conn) error {
	_, err := conn.ReadAll(ctx, subject.StreamLedger, b.ledger+1, func(m bus.Msg) error {
		b.ledger = m.Seq
		if strings.HasPrefix(m.MsgID, systemtest.Poison) {
			return nil
		}
		if b.messages[m.MsgID] {
			b.repeated = append(b.repeated, "ledger: "+m.MsgID)
		}
		b.messages[m.MsgID] = true
		return b.include(m)
	})
	if err != nil {
		return err
	}
	_, err = conn.ReadAll(ctx, subject.StreamAssessments, b.out+1, b.published)
	return err
}

func (b *book) include(m bus.Msg) error {
	if parsed, err := subject.Parse(m.Subject); err != nil || parsed.Kind != subject.ArticleTagged {
		return err
	}
	var event eventv1.ArticleTagged
	if err := proto.Unmarshal(m.Data, &event); err != nil {
		return err
	}
	tagged := event.GetTaggedArticle()
	id := subject.TaggedMsgID(tagged.GetArticleId(), uint64(tagged.GetRevision()), tagged.GetEngineVersion(), tagged.GetCatalogueRevision(), tagged.GetRetracted())
	if id != m.MsgID {
		b.repeated = append(b.repeated, fmt.Sprintf("ledger: %s under the id %s", id, m.MsgID))
	}
	kind := subject.ArticleRevised
	switch {
	case tagged.GetRetracted():
		kind = subject.ArticleRetracted
	case tagged.GetRevision() == 1:
		kind = subject.ArticleAccepted
	}
	catalogue := tagged.GetCatalogueRevision()
	tagged.KnownTime, tagged.CatalogueRevision = nil, 0
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(tagged)
	article := subject.ArticleMsgID(kind, tagged.GetArticleId(), uint64(tagged.GetRevision()))
	if catalogue >= b.readings[article].catalogue {
		b.readings[article] = reading{claims: sha256.Sum256(data), catalogue: catalogue}
	}
	return err
}

// published takes a message of the stream of assessments in: its revisions are
// promised to count up without gaps.
func (b *book) published(m bus.Msg) error {
	b.out = m.Seq
	if parsed, err := subject.Parse(m.Subject); err != nil || parsed.Kind != subject.AssessmentUpdated {
		return err
	}
	var event eventv1.AssessmentUpdated
	if err := proto.Unmarshal(m.Data, &event); err != nil {
		return err
	}
	r := event.GetRecord()
	id := r.GetAssessment().GetInitiativeId()
	if last := b.revisions[id]; r.GetRevision() != last+1 {
		b.repeated = append(b.repeated, fmt.Sprintf("assessments: revision %d of %s after %d", r.GetRevision(), id, last))
	}
	b.revisions[id], b.hashes[id] = r.GetRevision(), r.GetHash()
	return nil
}
