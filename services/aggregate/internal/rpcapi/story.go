package rpcapi

import (
	"context"
	"errors"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

// maxStory is how many articles of a story are told.
const maxStory = 1000

// GetStory returns the near copies of an article.
func (s *Assessments) GetStory(ctx context.Context, req *assessmentv1.GetStoryRequest) (*assessmentv1.GetStoryResponse, error) {
	if err := s.ready(); err != nil {
		return nil, err
	}
	place, ok := s.board.Find(req.GetArticleId())
	if !ok {
		return nil, fault.NotFound("ARTICLE_NOT_FOUND", "no article %s is in force in the ledger", req.GetArticleId())
	}
	article, err := s.readings(ctx, []ledger.Place{place})
	if err != nil {
		return nil, err
	}
	if len(article) == 0 {
		return nil, fault.NotFound("LEDGER_TRIMMED", "the ledger no longer has the reading of article %s", req.GetArticleId())
	}
	kin, err := assess.KinOf(article[0], func(signature []uint64, percent int) ([]*taggingv1.TaggedArticle, error) {
		return s.readings(ctx, s.board.Alike(signature, percent))
	}, s.model)
	if err != nil {
		return nil, err
	}
	response := &assessmentv1.GetStoryResponse{Origin: kin.Origin, Total: uint32(len(kin.Articles))}
	for _, a := range kin.Articles[:min(len(kin.Articles), maxStory)] {
		response.Articles = append(response.Articles, &assessmentv1.StoryArticle{
			ArticleId: a.GetArticleId(), Revision: a.GetRevision(), Title: a.GetTitle(), Source: a.GetSource(), Url: a.GetUrl(),
			AppearedTime: timestamppb.New(assess.Appeared(a)), Claims: uint32(len(a.GetClaims())),
		})
	}
	return response, nil
}

// readings are what stands at some places. What says nothing of any initiative is
// not kept at hand but read from the ledger, and left out where that has it no more.
func (s *Assessments) readings(ctx context.Context, places []ledger.Place) ([]*taggingv1.TaggedArticle, error) {
	all := make([]*taggingv1.TaggedArticle, 0, len(places))
	for _, place := range places {
		reading := place.Reading
		if reading == nil {
			var err error
			if reading, err = s.past.Reading(ctx, place.Sequence); errors.Is(err, fault.ErrNotFound) {
				continue
			} else if err != nil {
				return nil, err
			}
		}
		all = append(all, reading)
	}
	return all, nil
}

func languages(all []ledger.Language) []*assessmentv1.LanguageCount {
	out := make([]*assessmentv1.LanguageCount, len(all))
	for i, l := range all {
		out[i] = &assessmentv1.LanguageCount{Language: l.Tag, Articles: l.Articles, Skipped: l.Unread}
	}
	return out
}
