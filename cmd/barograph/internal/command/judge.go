package command

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// word is who says something, and why.
type word struct {
	Author string `required:"" env:"BAROGRAPH_CLI_AUTHOR" placeholder:"NAME" help:"Who says so."`
	Why    string `required:"" placeholder:"TEXT" help:"The reason; kept with it."`
}

// probability is "60%" or "0.6".
type probability struct{ value *float64 }

// UnmarshalText parses the flag; kong calls it.
func (p *probability) UnmarshalText(text []byte) error {
	digits, percent := strings.CutSuffix(string(text), "%")
	v, err := strconv.ParseFloat(digits, 64)
	if percent {
		v /= 100
	}
	if err != nil || !(v >= 0.01 && v <= 0.99) {
		return fmt.Errorf("%q is no probability from 1%% to 99%% (60%% or 0.6)", text)
	}
	p.value = &v
	return nil
}

type judgeCommand struct {
	ID          string      `arg:"" name:"initiative" help:"Id of the initiative."`
	Probability probability `placeholder:"P" help:"Your probability: 60% or 0.6."`
	Likelihood  string      `placeholder:"TERM" help:"Your term of ICD 203, for example \"very likely\"."`
	Until       moment      `required:"" placeholder:"TIME" help:"Until when it holds: a day (its end) or RFC 3339."`
	Word        word        `embed:""`
	Output      string      `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (judgeCommand) Help() string {
	return "Records what you judge. It is shown beside the number, and never changes it; it takes the place of your earlier one.\n\nExamples:\n\n" +
		"  export BAROGRAPH_CLI_AUTHOR=ann\n" +
		"  barograph judge gaza-isf --probability 60% --until 2026-06-30 --why \"the talks go worse\"\n" +
		"  barograph judge gaza-isf --likelihood \"very likely\" --until 2026-06-30 --why \"heard in the room\""
}

// Run records the judgement.
func (c *judgeCommand) Run(ctx context.Context, s *session) error {
	term, err := parseTerm(c.Likelihood)
	if err != nil {
		return err
	}
	if c.Probability.value == nil && term == 0 {
		return exit.Errorf(exit.Usage, "say what you judge: --probability or --likelihood")
	}
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Judgements().RecordJudgement(ctx, &assessmentv1.RecordJudgementRequest{
		InitiativeId: c.ID, Author: c.Word.Author, Rationale: c.Word.Why, Probability: c.Probability.value, Likelihood: term, ExpireTime: c.Until.proto(),
	})
	return s.printJudgement(c.Output, answer.GetJudgement(), err)
}

func (s *session) printJudgement(output string, j *assessmentv1.Judgement, err error) error {
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	if output == "json" {
		return s.print(render.JSON(j))
	}
	return s.print(render.Judgements(s.style, []*assessmentv1.Judgement{j}), nil)
}

// parseTerm takes "very likely", "very_likely" or the full name.
func parseTerm(text string) (assessmentv1.LikelihoodTerm, error) {
	v, ok := parseEnum(assessmentv1.LikelihoodTerm_value, "LIKELIHOOD_TERM_", text)
	if text != "" && !ok {
		return 0, exit.Errorf(exit.Usage, "--likelihood: %q is no term; there are %s", text, known(assessmentv1.LikelihoodTerm_name, "LIKELIHOOD_TERM_"))
	}
	return assessmentv1.LikelihoodTerm(v), nil
}

// parseEnum finds a value by its name for people or its full name; never the
// unspecified one.
func parseEnum(values map[string]int32, prefix, text string) (int32, bool) {
	name := strings.ToUpper(strings.NewReplacer("-", "_", " ", "_").Replace(text))
	v, ok := values[prefix+strings.TrimPrefix(name, prefix)]
	return v, ok && v != 0
}

// known lists the values of an enum for people.
func known(names map[int32]string, prefix string) string {
	var all []string
	for i := int32(1); ; i++ {
		name, ok := names[i]
		if !ok {
			return strings.Join(all, ", ")
		}
		all = append(all, strings.ToLower(strings.TrimPrefix(name, prefix)))
	}
}

type withdrawCommand struct {
	ID     string `arg:"" name:"initiative" help:"Id of the initiative."`
	Number uint64 `arg:"" help:"Number of the judgement, see judgements."`
	Why    string `required:"" placeholder:"TEXT" help:"The reason; kept with it."`
	Output string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (withdrawCommand) Help() string {
	return "It stays on record.\n\nExamples:\n\n  barograph withdraw gaza-isf 3 --why \"the source was mistaken\""
}

// Run ends the judgement.
func (c *withdrawCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Judgements().WithdrawJudgement(ctx, &assessmentv1.WithdrawJudgementRequest{InitiativeId: c.ID, Number: c.Number, Reason: c.Why})
	return s.printJudgement(c.Output, answer.GetJudgement(), err)
}

type judgementsCommand struct {
	ID      string `arg:"" name:"initiative" help:"Id of the initiative."`
	InForce bool   `help:"Only those in force."`
	Output  string `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (judgementsCommand) Help() string {
	return "All that people judged, newest first, with what became of it.\n\nExamples:\n\n  barograph judgements gaza-isf\n" +
		"  barograph judgements gaza-isf --in-force -o json"
}

// Run lists the judgements.
func (c *judgementsCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	all := &assessmentv1.ListJudgementsResponse{}
	req := &assessmentv1.ListJudgementsRequest{InitiativeId: c.ID, InForceOnly: c.InForce, PageSize: 1000}
	for {
		page, err := s.clients.Judgements().ListJudgements(ctx, req)
		if err != nil {
			return s.clients.Failure(client.Aggregate, err)
		}
		all.Judgements = append(all.GetJudgements(), page.GetJudgements()...)
		if req.PageToken = page.GetNextPageToken(); req.GetPageToken() == "" {
			break
		}
	}
	if c.Output == "json" {
		return s.print(render.JSON(all))
	}
	return s.print(render.Judgements(s.style, all.GetJudgements()), nil)
}

// start is a [moment] from which on something holds: of a day its beginning.
type start struct{ moment }

// UnmarshalText parses the flag; kong calls it.
func (d *start) UnmarshalText(text []byte) error {
	if err := d.moment.UnmarshalText(text); err != nil {
		return err
	}
	if len(text) == len("2026-05-01") {
		d.Time = d.AddDate(0, 0, -1)
	}
	return nil
}

func (d start) proto() *timestamppb.Timestamp { return d.moment.proto() }
