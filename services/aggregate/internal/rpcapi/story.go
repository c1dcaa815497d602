package rpcapi

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/fault"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

// maxStory is how many articles of a story are told.
const maxStory = 1000

// GetStory returns the near copies of an article.
func (s *Assessments) GetStory(_ context.Context, req *assessmentv1.GetStoryRequest) (*assessmentv1.GetStoryResponse, error) {
	if err := s.ready(); err != nil {
		return nil, err
	}
	all := s.board.InForce()
	at := slices.IndexFunc(all, func(a *taggingv1.TaggedArticle) bool { return a.GetArticleId() == req.GetArticleId() })
	if at < 0 {
		return nil, fault.NotFound("ARTICLE_NOT_FOUND", "no article %s is in force in the ledger", req.GetArticleId())
	}
	kin := assess.KinOf(all[at], all, s.model)
	response := &assessmentv1.GetStoryResponse{Origin: kin.Origin, Total: uint32(len(kin.Articles))}
	for _, a := range kin.Articles[:min(len(kin.Articles), maxStory)] {
		response.Articles = append(response.Articles, &assessmentv1.StoryArticle{
			ArticleId: a.GetArticleId(), Revision: a.GetRevision(), Title: a.GetTitle(), Source: a.GetSource(), Url: a.GetUrl(),
			AppearedTime: timestamppb.New(assess.Appeared(a)), Claims: uint32(len(a.GetClaims())),
		})
	}
	return response, nil
}

// languages counts the articles in force by language, most first.
func languages(all []*taggingv1.TaggedArticle) []*assessmentv1.LanguageCount {
	byTag := map[string]*assessmentv1.LanguageCount{}
	for _, a := range all {
		count := byTag[a.GetLanguage()]
		if count == nil {
			count = &assessmentv1.LanguageCount{Language: a.GetLanguage()}
			byTag[a.GetLanguage()] = count
		}
		count.Articles++
		if a.GetSkippedReason() != "" {
			count.Skipped++
		}
	}
	out := make([]*assessmentv1.LanguageCount, 0, len(byTag))
	for _, count := range byTag {
		out = append(out, count)
	}
	slices.SortFunc(out, func(a, b *assessmentv1.LanguageCount) int {
		return cmp.Or(cmp.Compare(b.GetArticles(), a.GetArticles()), strings.Compare(a.GetLanguage(), b.GetLanguage()))
	})
	return out
}
