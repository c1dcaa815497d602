package command

import (
	"context"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

type resolveCommand struct {
	ID     string `arg:"" name:"initiative" help:"Id of the initiative."`
	Answer string `arg:"" enum:"yes,no,void,open" help:"${enum}; open leaves it to evidence and deadline again."`
	On     start  `placeholder:"TIME" help:"When it was so: a day (its beginning) or RFC 3339. Default: now."`
	Word   word   `embed:""`
	Output string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (resolveCommand) Help() string {
	return "Answers the question of an initiative in place of evidence and deadline; as of an earlier time it stays open.\n\nExamples:\n\n" +
		"  barograph resolve haiti-gsf yes --on 2026-04-20 --author ann --why \"the contingent arrived\"\n" +
		"  barograph resolve haiti-gsf open --author ann --why \"it was an advance party only\""
}

// Run answers the question.
func (c *resolveCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Judgements().ResolveQuestion(ctx, &assessmentv1.ResolveQuestionRequest{
		InitiativeId: c.ID, Resolution: assessmentv1.Resolution(assessmentv1.Resolution_value["RESOLUTION_"+strings.ToUpper(c.Answer)]),
		Author: c.Word.Author, Reason: c.Word.Why, EffectiveTime: c.On.proto(),
	})
	return s.printRuling(c.Output, answer.GetRuling(), err)
}

func (s *session) printRuling(output string, ruling *assessmentv1.Ruling, err error) error {
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	if output == "json" {
		return s.print(render.JSON(ruling))
	}
	return s.print(render.Rulings(s.style, []*assessmentv1.Ruling{ruling}), nil)
}

type ruleCommand struct {
	ID     string `arg:"" name:"initiative" help:"Id of the initiative."`
	Actor  string `arg:"" help:"Id of the actor whose condition it is, for example IDN; all: of everybody without a ruling of their own."`
	Kind   string `arg:"" help:"Kind of condition, for example un_mandate."`
	State  string `arg:"" enum:"met,breached,open,evidence" help:"${enum}; evidence leaves it to the evidence again."`
	On     start  `placeholder:"TIME" help:"From when on: a day (its beginning) or RFC 3339. Default: now."`
	Word   word   `embed:""`
	Output string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (ruleCommand) Help() string {
	return "Says where a condition stands in place of the evidence; `barograph conditions` lists them.\n\nExamples:\n\n" +
		"  barograph rule gaza-isf IDN un_mandate met --author ann --why \"adopted last night\"\n" +
		"  barograph rule gaza-isf all ceasefire evidence --author ann --why \"the reports are in\""
}

// Run decides the condition.
func (c *ruleCommand) Run(ctx context.Context, s *session) error {
	const prefix = "CONDITION_KIND_"
	kind, ok := parseEnum(taggingv1.ConditionKind_value, prefix, c.Kind)
	if !ok {
		return exit.Errorf(exit.Usage, "%q is no kind of condition; there are %s", c.Kind, known(taggingv1.ConditionKind_name, prefix))
	}
	state, _ := parseEnum(taggingv1.ConditionState_value, "CONDITION_STATE_", c.State)
	actor := c.Actor
	if actor == "all" {
		actor = ""
	}
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Judgements().RuleCondition(ctx, &assessmentv1.RuleConditionRequest{
		InitiativeId: c.ID, Actor: actor, Kind: taggingv1.ConditionKind(kind), State: taggingv1.ConditionState(state),
		Author: c.Word.Author, Reason: c.Word.Why, EffectiveTime: c.On.proto(),
	})
	return s.printRuling(c.Output, answer.GetRuling(), err)
}

type rulingsCommand struct {
	ID     string `arg:"" name:"initiative" help:"Id of the initiative."`
	Output string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (rulingsCommand) Help() string {
	return "All that operators decided, newest first; the newest on each subject holds.\n\nExamples:\n\n  barograph rulings gaza-isf\n" +
		"  barograph rulings gaza-isf -o json"
}

// Run lists the rulings.
func (c *rulingsCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	all := &assessmentv1.ListRulingsResponse{}
	req := &assessmentv1.ListRulingsRequest{InitiativeId: c.ID, PageSize: 1000}
	for {
		page, err := s.clients.Judgements().ListRulings(ctx, req)
		if err != nil {
			return s.clients.Failure(client.Aggregate, err)
		}
		all.Rulings = append(all.GetRulings(), page.GetRulings()...)
		if req.PageToken = page.GetNextPageToken(); req.GetPageToken() == "" {
			break
		}
	}
	if c.Output == "json" {
		return s.print(render.JSON(all))
	}
	return s.print(render.Rulings(s.style, all.GetRulings()), nil)
}
