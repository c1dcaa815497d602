package faults_test

import (
	"context"
	"fmt"
	"slices"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	"github.com/barograph/barograph/internal/fetchtest"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/proto/subject"
)

const (
	accepted  = ingestv1.SubmitOutcome_SUBMIT_OUTCOME_ACCEPTED
	revised   = ingestv1.SubmitOutcome_SUBMIT_OUTCOME_REVISED
	unchanged = ingestv1.SubmitOutcome_SUBMIT_OUTCOME_UNCHANGED
	duplicate = ingestv1.SubmitOutcome_SUBMIT_OUTCOME_DUPLICATE
)

// outlets publish what is submitted; demo's file of sources has them.
func outlets() []string {
	return []string{"meridianwire.example", "harbourtimes.example", "dailyclarion.example", "thecontinental.example", "induscourier.example"}
}

// Articles were published one after the other, the first a day ago: of copies it is
// known which is the original, in whatever order they come in.
const (
	day = 24 * time.Hour
	gap = 6 * time.Second
)

// What becomes of an article, by its number.
const (
	alone = iota
	corrected
	withdrawn
	copied    // word for word by another outlet
	rewritten // with little changed by another outlet
	sentAgain // the same once more
	brought   // withdrawn, and published again with a correction
	poisonBeside
	fates
)

// write submits article number n and what becomes of it.
func (l *load) write(ctx context.Context, n int) {
	story := systemtest.Story(n, l.began.Add(time.Duration(n)*gap-day))
	host := outlets()[n%len(outlets())]
	id, ok := l.submit(ctx, host, story, accepted)
	if !ok {
		return
	}
	other := outlets()[(n+1)%len(outlets())]
	switch n % fates {
	case corrected:
		l.submit(ctx, host, amended(story, n), revised)
	case withdrawn:
		l.retract(ctx, id)
	case copied:
		story.Published = story.Published.Add(gap / 3)
		l.submit(ctx, other, story, duplicate)
	case rewritten:
		story.Published = story.Published.Add(gap / 3)
		story.Paragraphs = append(slices.Clone(story.Paragraphs), "This report was written with the help of our partners.")
		l.submit(ctx, other, story, accepted)
	case sentAgain:
		l.submit(ctx, host, story, unchanged)
	case brought:
		if l.retract(ctx, id) {
			l.submit(ctx, host, amended(story, n), revised)
		}
	case poisonBeside:
		if n%(5*fates) == poisonBeside {
			l.spoil(ctx, n)
		}
	}
}

func amended(a fetchtest.Article, n int) fetchtest.Article {
	notice := fmt.Sprintf("Correction: an earlier version of this article gave a wrong number; it is %d.", 7000+n)
	a.Paragraphs = append(slices.Clone(a.Paragraphs), notice)
	return a
}

// submit submits an article and notes what is promised of it. It returns its id.
func (l *load) submit(ctx context.Context, host string, a fetchtest.Article, want ingestv1.SubmitOutcome) (string, bool) {
	l.gate.RLock()
	defer l.gate.RUnlock()
	s := &ingestv1.Submission{
		Url: "https://" + host + "/" + a.Slug, Source: host, Title: a.Title, Byline: a.Author, Language: a.Language,
		Text: a.Text(), PublishedTime: timestamppb.New(a.Published),
	}
	var answer *ingestv1.SubmitArticleResponse
	lost, ok := l.call(ctx, "submit "+s.GetUrl(), func(ctx context.Context) (err error) {
		answer, err = l.clients.Ingest().SubmitArticle(ctx, &ingestv1.SubmitArticleRequest{Submission: s})
		return err
	})
	if !ok {
		return "", false
	}
	if got := answer.GetOutcome(); got != want && (!lost || got != unchanged) {
		l.complain("%s is %s, want %s (answer lost before: %t)", s.GetUrl(), got, want, lost)
	}
	if want == duplicate {
		l.note(func() { l.duplicates++ })
		return answer.GetArticleId(), true
	}
	kind := subject.ArticleRevised
	if answer.GetRevision() == 1 {
		kind = subject.ArticleAccepted
	}
	l.promise(promise{subject.ArticleMsgID(kind, answer.GetArticleId(), uint64(answer.GetRevision())), s.GetText()})
	return answer.GetArticleId(), true
}

// retract withdraws an article.
func (l *load) retract(ctx context.Context, id string) bool {
	l.gate.RLock()
	defer l.gate.RUnlock()
	var answer *ingestv1.RetractArticleResponse
	lost, ok := l.call(ctx, "retract "+id, func(ctx context.Context) (err error) {
		answer, err = l.clients.Ingest().RetractArticle(ctx, &ingestv1.RetractArticleRequest{ArticleId: id, Reason: "It was wrong."})
		return err
	})
	if !ok {
		return false
	}
	if !answer.GetChanged() && !lost {
		l.complain("article %s is said to be withdrawn already", id)
	}
	l.promise(promise{id: subject.ArticleMsgID(subject.ArticleRetracted, id, uint64(answer.GetRevision()))})
	return true
}
