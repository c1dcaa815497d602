package e2e_test

import (
	"context"
	"strings"

	"google.golang.org/protobuf/proto"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
)

// kept is what the stream has of one address.
type kept struct {
	revisions []*articlev1.Article
	retracted bool
}

// newest is the revision that counts.
func (k *kept) newest() *articlev1.Article { return k.revisions[len(k.revisions)-1] }

// archive is the stream of articles, read from its beginning.
type archive struct {
	read     uint64
	messages map[string]bool
	byURL    map[string]*kept
	byID     map[string]*kept
	byFeed   map[string]uint64 // articles and revisions, by "source/feed"
	order    []proto.Message   // articles and retractions as they were stored
	repeated int
}

// catchUp reads what was stored since it was called last.
func (a *archive) catchUp(p *process) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	last, _, err := p.conn.Size(ctx, subject.StreamArticles)
	if err != nil {
		p.t.Fatal(err)
	}
	for ; a.read < last; a.read++ {
		m, err := p.conn.GetMsg(ctx, subject.StreamArticles, a.read+1)
		if err != nil {
			p.t.Fatal(err)
		}
		if a.messages[m.MsgID] {
			a.repeated++
		}
		a.messages[m.MsgID] = true
		if err := a.include(m.MsgID, m.Data); err != nil {
			p.t.Fatal(err)
		}
	}
}

// include takes one message in.
func (a *archive) include(id string, data []byte) error {
	var accepted eventv1.ArticleAccepted
	var revised eventv1.ArticleRevised
	var retracted eventv1.ArticleRetracted
	switch {
	case strings.HasSuffix(id, ":retracted"):
		err := proto.Unmarshal(data, &retracted)
		a.byID[retracted.GetRetraction().GetArticleId()].retracted = true
		a.order = append(a.order, retracted.GetRetraction())
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
	k := a.byID[article.GetId()]
	if k == nil {
		k = &kept{}
		a.byID[article.GetId()], a.byURL[article.GetUrl()] = k, k
	}
	k.revisions, k.retracted = append(k.revisions, article), false
	a.order = append(a.order, article)
	a.byFeed[article.GetFeed()]++
	return nil
}
