package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// demo submits the bundled articles, waits until they are assessed, and prints
// the assessments and what to try next.
func (s *session) demo(ctx context.Context, addresses client.Addresses, progress *terminal.Progress) error {
	articles, err := demo.Articles()
	if err != nil {
		return err
	}
	catalogue, err := demo.Catalogue()
	if err != nil {
		return err
	}
	before, err := s.defined(ctx, len(catalogue))
	if err != nil {
		return fmt.Errorf("wait for the catalogue: %w", err)
	}
	if before.GetArticles() == 0 { // else the folder has them already
		err = s.load(ctx, articles, before.GetSequence(), progress)
	}
	if err != nil {
		return fmt.Errorf("load the demo: %w", err)
	}
	progress.Done()
	records, err := s.assessments(ctx, clocks{})
	if err != nil {
		return err
	}
	intro := fmt.Sprintf("Barograph demo. Its clock stands still at %s. It has read %d articles,\n"+
		"every one a SYNTHETIC SAMPLE: outlets, quotations and figures are invented.\n\n",
		demo.Now().Format("2006-01-02 15:04 UTC"), len(articles))
	return s.print(intro+render.Assessments(s.style, records)+s.next(addresses), nil)
}

// defined waits until all initiatives are assessed, from their priors at first.
func (s *session) defined(ctx context.Context, initiatives int) (status *assessmentv1.GetLedgerStatusResponse, err error) {
	err = s.await(ctx, func(now *assessmentv1.GetLedgerStatusResponse) bool {
		page, err := s.clients.Assessments().ListAssessments(ctx, &assessmentv1.ListAssessmentsRequest{PageSize: 1000})
		status = now
		return err == nil && len(page.GetRecords()) >= initiatives
	})
	return status, err
}

// load submits the articles and waits until each is in the assessments.
func (s *session) load(ctx context.Context, articles []*ingestv1.Submission, sequence uint64, progress *terminal.Progress) error {
	stream, err := s.clients.Ingest().SubmitArticles(ctx)
	if err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	for _, article := range articles {
		if err := stream.Send(&ingestv1.SubmitArticlesRequest{Submission: article}); err != nil {
			break // the answer says why
		}
	}
	answer, err := stream.CloseAndRecv()
	if err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	if failures := answer.GetFailures(); len(failures) > 0 {
		return fmt.Errorf("article %s was refused: %s", failures[0].GetReference(), failures[0].GetMessage())
	}
	news := answer.GetAccepted() + answer.GetRevised()
	return s.await(ctx, func(status *assessmentv1.GetLedgerStatusResponse) bool {
		read := status.GetSequence() - sequence
		progress.Show(float64(read)/float64(news), "tagged")
		return read >= news && status.GetArticlesCurrent() >= status.GetArticles()
	})
}

// next are the commands to try, ready to be copied; where the addresses are not
// the usual ones they are set first.
func (s *session) next(addresses client.Addresses) string {
	var b strings.Builder
	b.WriteString("\nNext, in another terminal:\n\n")
	usual := client.Addresses{Ingest: "127.0.0.1:7401", NLP: "127.0.0.1:7402", Aggregate: "127.0.0.1:7403"}
	for _, service := range []client.Service{client.Ingest, client.NLP, client.Aggregate} {
		if address := addresses.Of(service); address != usual.Of(service) {
			fmt.Fprintf(&b, "  export BAROGRAPH_CLI_%s_ADDRESS=%s\n", strings.ToUpper(string(service)), address)
		}
	}
	for _, try := range [][2]string{
		{"assess gaza-isf", "what moves it, who stands where"},
		{"explain ukraine-guarantees --since 180d", "what changed it"},
		{"evidence haiti-gsf", "the sentences, with sources"},
		{"brief aukus", "the same as a text to hand on"},
		{"submit FILE", "add an article and see what moves"},
	} {
		line := "  " + s.Name + " " + try[0]
		b.WriteString(line + strings.Repeat(" ", max(2, 66-len(line))) + "# " + try[1] + "\n")
	}
	b.WriteString("\nCtrl-C ends the demo.\n")
	return b.String()
}
