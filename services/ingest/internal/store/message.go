package store

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/ingest/internal/article"
)

// articleMessage is the event of a revision.
func articleMessage(a *articlev1.Article) (bus.Message, error) {
	kind, event := subject.ArticleAccepted, proto.Message(&eventv1.ArticleAccepted{Article: a})
	if a.GetRevision() > 1 {
		kind, event = subject.ArticleRevised, &eventv1.ArticleRevised{Article: a}
	}
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(event)
	if err != nil {
		return bus.Message{}, fmt.Errorf("encode article %s: %w", a.GetId(), err)
	}
	return bus.Message{
		Subject: kind.For(a.GetSource().GetId()), Data: data, Time: a.GetKnownTime().AsTime(),
		MsgID: subject.ArticleMsgID(kind, a.GetId(), uint64(a.GetRevision())),
	}, nil
}

// retractionMessage is the event of a retraction.
func retractionMessage(r *articlev1.Retraction) (bus.Message, error) {
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(&eventv1.ArticleRetracted{Retraction: r})
	if err != nil {
		return bus.Message{}, fmt.Errorf("encode retraction of article %s: %w", r.GetArticleId(), err)
	}
	return bus.Message{
		Subject: subject.ArticleRetracted.For(r.GetSource().GetId()), Data: data, Time: r.GetKnownTime().AsTime(),
		MsgID: subject.ArticleMsgID(subject.ArticleRetracted, r.GetArticleId(), uint64(r.GetRevision())),
	}, nil
}

// decode reads a message of ARTICLES: an article, or a retraction.
func decode(msg bus.Msg) (*articlev1.Article, *articlev1.Retraction, error) {
	parsed, err := subject.Parse(msg.Subject)
	if err != nil {
		return nil, nil, fmt.Errorf("decode message %d of %s: %w", msg.Seq, msg.Stream, err)
	}
	var (
		accepted  eventv1.ArticleAccepted
		revised   eventv1.ArticleRevised
		retracted eventv1.ArticleRetracted
	)
	switch parsed.Kind {
	case subject.ArticleAccepted:
		err = proto.Unmarshal(msg.Data, &accepted)
	case subject.ArticleRevised:
		err = proto.Unmarshal(msg.Data, &revised)
	case subject.ArticleRetracted:
		err = proto.Unmarshal(msg.Data, &retracted)
	default:
		err = fmt.Errorf("unexpected kind %s", parsed.Kind)
	}
	article := accepted.GetArticle()
	if article == nil {
		article = revised.GetArticle()
	}
	if err == nil && article == nil && retracted.GetRetraction() == nil {
		err = fmt.Errorf("%s without content", parsed.Kind)
	}
	if err == nil {
		err = checkKeys(article, retracted.GetRetraction())
	}
	if err != nil {
		return nil, nil, fmt.Errorf("decode message %d of %s: %w", msg.Seq, msg.Stream, err)
	}
	return article, retracted.GetRetraction(), nil
}

// checkKeys refuses what no message of this service has: the keys of the index are made of it, and one that NATS does
// not take would keep the index from ever being completed.
func checkKeys(a *articlev1.Article, r *articlev1.Retraction) error {
	id, revision := cmp.Or(a.GetId(), r.GetArticleId()), cmp.Or(a.GetRevision(), r.GetRevision())
	switch {
	case len(id) != idDigits || strings.Trim(id, hexDigits) != "":
		return fmt.Errorf("an id of %d bytes is none of an article", len(id))
	case revision == 0 || revision == math.MaxUint32: // there has to be a next one
		return fmt.Errorf("there is no revision %d", revision)
	case len(a.GetContentHash()) > maxHashDigits || strings.Trim(a.GetContentHash(), hexDigits) != "":
		return fmt.Errorf("a content hash of %d bytes is none", len(a.GetContentHash()))
	case len(a.GetSource().GetId()) > maxSourceBytes:
		return fmt.Errorf("a source's id of %d bytes is too long", len(a.GetSource().GetId()))
	}
	return nil
}

// Sizes that the contract of articles states.
const (
	hexDigits      = "0123456789abcdef"
	idDigits       = 32
	maxHashDigits  = 64
	maxSourceBytes = 4 * 255 // the contract counts characters
)

// recordOf is what a message says to the index.
func recordOf(msg bus.Msg) (record, error) {
	article, retraction, err := decode(msg)
	if err != nil {
		return record{}, err
	}
	if retraction != nil {
		return record{id: retraction.GetArticleId(), revision: retraction.GetRevision(), seq: msg.Seq, retraction: true}, nil
	}
	r := recordOfArticle(article)
	r.seq = msg.Seq
	return r, nil
}

// recordOfArticle is what the message of an article will say to the index, but
// for its place in the stream.
func recordOfArticle(a *articlev1.Article) record {
	r := record{id: a.GetId(), revision: a.GetRevision(), hash: a.GetContentHash(), written: written(a)}
	if t := a.GetRetrievedTime(); t != nil {
		r.retrieved = t.GetSeconds()
	}
	return r
}

// written is when an article says that it was written, in Unix seconds; 0 where
// it does not say.
func written(a *articlev1.Article) int64 {
	t := article.WrittenTime(a)
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}
