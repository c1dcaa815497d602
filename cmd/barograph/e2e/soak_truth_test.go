package e2e_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// wrong says what is not yet as it has to be with an article.
func wrong(a *systemtest.Archive, f *fact) string {
	k := a.ByURL[f.url()]
	switch {
	case f.gone && (k == nil || k.Retracted):
		return ""
	case f.gone:
		return "is in force although it was withdrawn"
	case k == nil && f.copyOf != nil && !f.near:
		return "" // the original has the text
	case k == nil:
		return "is lost"
	case k.Retracted:
		return "is retracted"
	}
	most := 1
	if f.amended {
		most = 2
	}
	newest := k.Newest()
	switch {
	case len(k.Revisions) > most:
		return fmt.Sprintf("has %d revisions, at most %d were published", len(k.Revisions), most)
	case !strings.Contains(flat(newest.GetText()), flat(f.Paragraphs[0])) || !strings.Contains(flat(newest.GetText()), flat(f.Paragraphs[len(f.Paragraphs)-1])):
		return "is not the version that was published last"
	case newest.GetDetectedLanguage() != f.language:
		return "has the language " + newest.GetDetectedLanguage()
	case newest.GetSource().GetId() != f.id:
		return "is of " + newest.GetSource().GetId()
	case newest.GetPublishedTime() != nil && newest.GetPublishedTime().AsTime().After(time.Now().Add(24*time.Hour)):
		return "is of the future"
	}
	return ""
}

func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// tally is what a soak came to.
type tally struct {
	*systemtest.Archive
	*press
	feeds, served, stored, revisions, retractions, exact, near, amiss, lies int
}

// String is the tally for people.
func (y *tally) String() string {
	return fmt.Sprintf("feeds %d; articles served %d, stored %d, revisions %d, retracted %d; copies: %d exact left out, %d near in one story; repeated %d; lost or wrong %d; states that are not so %d",
		y.feeds, y.served, y.stored, y.revisions, y.retractions, y.exact, y.near, len(y.Repeated), y.amiss, y.lies)
}

// verify waits until everything that was published is stored as it was
// published, and the states of the feeds are as they are.
func (p *press) verify(running *process) *tally {
	p.t.Helper()
	a := systemtest.NewArchive()
	y := &tally{Archive: a, press: p, served: len(p.facts)}
	var lost, untrue []string
	for deadline := time.Now().Add(patience); ; {
		catchUp(a, running)
		lost, untrue = p.problems(a), p.untrue(a, running)
		if len(lost)+len(untrue) == 0 || time.Now().After(deadline) {
			break
		}
		timer := time.NewTimer(500 * time.Millisecond)
		<-timer.C
	}
	for _, problem := range append(lost, untrue...) {
		p.t.Error(problem)
	}
	y.amiss, y.lies = len(lost), len(untrue)
	if len(a.Repeated) > 0 {
		p.t.Errorf("%d messages are there twice", len(a.Repeated))
	}
	y.count()
	return y
}

func catchUp(a *systemtest.Archive, running *process) {
	running.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := a.CatchUp(ctx, running.conn); err != nil {
		running.t.Fatal(err)
	}
}

// problems are the articles that are not as they have to be.
func (p *press) problems(a *systemtest.Archive) []string {
	var problems []string
	published := map[string]bool{}
	for _, f := range p.facts {
		published[f.url()] = true
		if wrong := wrong(a, f); wrong != "" {
			problems = append(problems, fmt.Sprintf("%s (fate %d, after %s) %s", f.url(), f.fate, f.id, wrong))
		}
	}
	for url := range a.ByURL {
		if !published[url] {
			problems = append(problems, url+" was never published")
		}
	}
	return problems
}

// untrue is what `sources list` says that is not so.
func (p *press) untrue(a *systemtest.Archive, running *process) []string {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	answer, err := running.clients.Sources().ListSources(ctx, &sourcev1.ListSourcesRequest{PageSize: 1000})
	if err != nil {
		p.t.Fatal(err)
	}
	all := map[string]*sourcev1.Source{}
	for _, s := range answer.GetSources() {
		all[s.GetId()] = s
	}
	var problems []string
	for _, o := range p.outlets {
		for _, feed := range all[o.id].GetFeeds() {
			if wrong := p.wrongStatus(o, feed, a.ByFeed[o.id+"/"+feed.GetId()]); wrong != "" {
				problems = append(problems, fmt.Sprintf("%s/%s %s: %s", o.id, feed.GetId(), wrong, feed.GetStatus().GetLastError()))
			}
		}
	}
	return problems
}

// maxUncounted is how many revisions a feed may leave out of its count: those that
// were stored in the moment in which the process was killed.
const maxUncounted = 2

// wrongStatus says what is not so in the status of a feed.
func (p *press) wrongStatus(o *outlet, feed *sourcev1.Feed, stored uint64) string {
	s := feed.GetStatus()
	listed, removed := 0, 0
	for _, f := range p.facts {
		if f.outlet == o {
			listed++
		}
		if f.outlet == o && f.gone {
			removed++
		}
	}
	switch {
	case s.GetState() != o.state:
		return fmt.Sprintf("is %s, want %s", s.GetState(), o.state)
	case s.GetBarredItems() != uint64(o.barred):
		return fmt.Sprintf("has %d items behind walls, want %d", s.GetBarredItems(), o.barred)
	case s.GetOwedItems() != 0:
		return "owes items"
	case s.GetState() == well && o.barred == 0 && o.kind != "page" && (s.GetItems() > uint64(listed) || s.GetItems() < uint64(listed-removed)):
		return fmt.Sprintf("had %d items, %d were published, %d of them removed", s.GetItems(), listed, removed)
	case s.GetArticles() > stored || s.GetArticles()+maxUncounted < stored:
		return fmt.Sprintf("counts %d articles and revisions, %d are stored", s.GetArticles(), stored)
	case (s.GetState() == failing || s.GetState() == refused) && s.GetLastError() == "":
		return "does not say what is wrong"
	}
	return ""
}

// count takes the stored articles into the tally.
func (y *tally) count() {
	for _, o := range y.outlets {
		y.feeds++
		if o.extra != "" {
			y.feeds++
		}
	}
	for _, k := range y.ByID {
		y.stored++
		y.revisions += len(k.Revisions) - 1
		if k.Retracted {
			y.retractions++
		}
	}
	for _, f := range y.facts {
		if f.copyOf != nil && !f.near && y.ByURL[f.url()] == nil {
			y.exact++
		}
	}
}

// assessed holds the assessments against those of a fresh system that was given
// the stored articles once.
func (y *tally) assessed(fresh, soaked *process) {
	t := y.t
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for _, m := range y.Order {
		var err error
		switch m := m.(type) {
		case *articlev1.Article:
			_, err = fresh.clients.Ingest().SubmitArticle(ctx, &ingestv1.SubmitArticleRequest{Submission: systemtest.Again(m)})
		case *articlev1.Retraction:
			_, err = fresh.clients.Ingest().RetractArticle(ctx, &ingestv1.RetractArticleRequest{ArticleId: m.GetArticleId(), Reason: m.GetReason()})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, p := range map[string]*process{"the system": soaked, "a fresh one": fresh} {
		p.rested()
		if got, want := p.status(ctx).GetArticles(), uint64(y.stored-y.retractions); got != want {
			t.Errorf("%s takes %d articles into account, want %d", name, got, want)
		}
	}
	asOf := timestamppb.Now()
	for id := range soaked.records() {
		req := &assessmentv1.GetAssessmentRequest{InitiativeId: id, AsOfTime: asOf}
		got, err := soaked.clients.Assessments().GetAssessment(ctx, req)
		if err != nil {
			t.Fatal(err)
		}
		want, err := fresh.clients.Assessments().GetAssessment(ctx, req)
		if err != nil {
			t.Fatal(err)
		}
		if got.GetRecord().GetHash() != want.GetRecord().GetHash() {
			t.Errorf("%s differs from what the same articles give once", id)
		}
	}
	y.copies(t, soaked)
}

// rested waits until the assessments take everything into account that is stored.
func (p *process) rested() {
	p.t.Helper()
	eventually(p.t, "everything is in the assessments", func(ctx context.Context) bool {
		work, err := p.clients.Pipeline().GetPipeline(ctx, &operationsv1.GetPipelineRequest{})
		if err != nil || work.GetArticlesTaggedSequence() < work.GetArticlesSequence() || work.GetReplaysWaiting() > 0 {
			return false
		}
		status := p.status(ctx)
		return status.GetSequence() >= work.GetLedgerSequence() && status.GetArticlesCurrent() == status.GetArticles()
	})
}

// copies counts near copies, and finds those that count beside their original.
func (y *tally) copies(t testing.TB, soaked *process) {
	t.Helper()
	copies, counted := 0, map[string]map[string]bool{} // quotes that count, by address
	for id := range soaked.records() {
		for _, c := range soaked.evidence(id) {
			if c.GetState() == assessmentv1.ContributionState_CONTRIBUTION_STATE_COPY {
				copies++
			}
			if c.GetState() == assessmentv1.ContributionState_CONTRIBUTION_STATE_COUNTED {
				url := c.GetArticle().GetUrl()
				if counted[url] == nil {
					counted[url] = map[string]bool{}
				}
				counted[url][c.GetClaim().GetEvidence().GetQuote()] = true
			}
		}
	}
	if copies == 0 || y.revisions == 0 || y.retractions == 0 {
		t.Errorf("%d claims of copies, %d revisions, %d retractions: nothing was tried", copies, y.revisions, y.retractions)
	}
	for _, f := range y.facts {
		if !f.near {
			continue
		}
		y.near++
		for quote := range counted[f.url()] {
			if counted[f.copyOf.url()][quote] {
				t.Errorf("%s counts beside the article that it copies: %s", f.url(), quote)
			}
		}
	}
}
