package systemtest

import (
	"context"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
)

// Poison is how the ids of messages begin that a test puts on a stream although
// no service can read them.
const Poison = "poison:"

// Kept is what the stream of articles has of one article.
type Kept struct {
	Revisions []*articlev1.Article // oldest first
	Retracted bool
}

// Newest is the revision that counts.
func (k *Kept) Newest() *articlev1.Article { return k.Revisions[len(k.Revisions)-1] }

// Archive is the stream of articles, read from its beginning, without poison.
type Archive struct {
	Messages map[string]*articlev1.Article // by message id; nil for a retraction
	ByURL    map[string]*Kept
	ByID     map[string]*Kept
	ByFeed   map[string]uint64 // articles and revisions, by "source/feed"
	Order    []proto.Message   // articles and retractions as they were stored
	Repeated []string          // message ids that were there already
	read     uint64
}

// NewArchive is an archive of which nothing is read yet.
func NewArchive() *Archive {
	return &Archive{Messages: map[string]*articlev1.Article{}, ByURL: map[string]*Kept{}, ByID: map[string]*Kept{}, ByFeed: map[string]uint64{}}
}

// CatchUp reads what was stored since it was called last.
func (a *Archive) CatchUp(ctx context.Context, conn *bus.Conn) error {
	last, err := conn.ReadAll(ctx, subject.StreamArticles, a.read+1, func(m bus.Msg) error {
		a.read = m.Seq
		if strings.HasPrefix(m.MsgID, Poison) {
			return nil
		}
		if _, known := a.Messages[m.MsgID]; known {
			a.Repeated = append(a.Repeated, m.MsgID)
		}
		return a.include(m.MsgID, m.Data)
	})
	if err == nil {
		a.read = max(a.read, last)
	}
	return err
}

// include takes one message in.
func (a *Archive) include(id string, data []byte) error {
	var accepted eventv1.ArticleAccepted
	var revised eventv1.ArticleRevised
	var retracted eventv1.ArticleRetracted
	switch {
	case strings.HasSuffix(id, ":retracted"):
		err := proto.Unmarshal(data, &retracted)
		a.ByID[retracted.GetRetraction().GetArticleId()].Retracted = true
		a.Messages[id], a.Order = nil, append(a.Order, retracted.GetRetraction())
		return err
	case strings.HasSuffix(id, ":revised"):
		if err := proto.Unmarshal(data, &revised); err != nil {
			return err
		}
		accepted.Article = revised.GetArticle()
	default:
		if err := proto.Unmarshal(data, &accepted); err != nil {
			return err
		}
	}
	article := accepted.GetArticle()
	k := a.ByID[article.GetId()]
	if k == nil {
		k = &Kept{}
		a.ByID[article.GetId()], a.ByURL[article.GetUrl()] = k, k
	}
	k.Revisions, k.Retracted = append(k.Revisions, article), false
	a.Messages[id], a.Order = article, append(a.Order, article)
	a.ByFeed[article.GetFeed()]++
	return nil
}
