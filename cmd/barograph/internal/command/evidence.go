package command

import (
	"context"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

type evidenceCommand struct {
	ID        string `arg:"" name:"initiative" help:"Id of the initiative."`
	Dimension string `help:"Only this dimension, for example force_generation."`
	Actor     string `help:"Only this actor, for example IDN."`
	Rung      string `help:"Only this rung: what counts for one below the target, for example mandated; from the target on what is said of it."`
	Claim     string `placeholder:"ID" help:"Only this claim (the beginning of its id), with all that is known of it."`
	Article   string `placeholder:"ID" help:"Only this article (the beginning of its id)."`
	AsOf      moment `placeholder:"TIME" help:"Evidence up to this time: a day (its end) or RFC 3339."`
	All       bool   `help:"Also what does not count: superseded, copies, later."`
	Limit     int    `default:"20" help:"Most pieces to show; 0 shows all."`
	Output    string `short:"o" enum:"table,json,jsonl" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (evidenceCommand) Help() string {
	return "Examples:\n\n  barograph evidence gaza-isf\n  barograph evidence gaza-isf --dimension force_generation --actor IDN --all\n" +
		"  barograph evidence gaza-isf --rung mandated\n  barograph evidence gaza-isf --claim 5f2b0c1e\n" +
		"  barograph evidence gaza-isf --limit 0 -o jsonl"
}

// Run lists the evidence.
func (c *evidenceCommand) Run(ctx context.Context, s *session) error {
	dimension, err := parseDimension(c.Dimension)
	if err != nil {
		return err
	}
	rung, err := parseRung(c.Rung)
	if err != nil {
		return err
	}
	all, more, err := s.evidence(ctx, &assessmentv1.ListEvidenceRequest{
		InitiativeId: c.ID, AsOfTime: c.AsOf.proto(), Dimension: dimension, Actor: c.Actor, ArticleId: c.Article,
		Milestone: rung, ClaimId: c.Claim, CountedOnly: !c.All && c.Claim == "",
	}, c.Limit)
	if err != nil {
		return err
	}
	switch c.Output {
	case "json":
		return s.print(render.JSON(&assessmentv1.ListEvidenceResponse{Contributions: all}))
	case "jsonl":
		for _, one := range all {
			if err := s.print(render.JSONLine(one)); err != nil {
				return err
			}
		}
		return nil
	}
	show := render.Evidence
	if c.Claim != "" {
		show = render.Claims
	}
	if err := s.print(show(s.style, all), nil); err != nil {
		return err
	}
	if len(all) == 0 && !c.All && c.Claim == "" {
		s.note("Only what counts was looked at: --all shows the rest, for example what is still to come.")
	}
	if more {
		s.note("There is more: --limit 0 shows all.")
	}
	return nil
}

// evidence fetches pages up to a limit, 0 for none; more tells that there is
// more.
func (s *session) evidence(ctx context.Context, req *assessmentv1.ListEvidenceRequest, limit int) (all []*assessmentv1.Contribution, more bool, err error) {
	ctx, cancel := s.call(ctx)
	defer cancel()
	req.PageSize = 1000
	if limit > 0 {
		req.PageSize = int32(min(limit, 1000))
	}
	for {
		page, err := s.clients.Assessments().ListEvidence(ctx, req)
		if err != nil {
			return nil, false, s.clients.Failure(client.Aggregate, err)
		}
		all = append(all, page.GetContributions()...)
		req.PageToken = page.GetNextPageToken()
		if limit > 0 && len(all) >= limit {
			return all[:limit], req.GetPageToken() != "" || len(all) > limit, nil
		}
		if req.GetPageToken() == "" {
			return all, false, nil
		}
	}
}

// parseDimension takes "force_generation", "force-generation" or the full name.
func parseDimension(text string) (taggingv1.Dimension, error) {
	const prefix = "DIMENSION_"
	v, ok := parseEnum(taggingv1.Dimension_value, prefix, text)
	if text != "" && !ok {
		return 0, exit.Errorf(exit.Usage, "%q is no dimension; there are %s", text, known(taggingv1.Dimension_name, prefix))
	}
	return taggingv1.Dimension(v), nil
}

// parseRung takes "mandated" or the full name.
func parseRung(text string) (taggingv1.MilestoneKind, error) {
	const prefix = "MILESTONE_KIND_"
	v, ok := parseEnum(taggingv1.MilestoneKind_value, prefix, text)
	if text != "" && !ok {
		return 0, exit.Errorf(exit.Usage, "%q is no rung; there are %s", text, known(taggingv1.MilestoneKind_name, prefix))
	}
	return taggingv1.MilestoneKind(v), nil
}
