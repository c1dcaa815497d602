package command

import (
	"context"
	"unicode/utf8"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

type modelCommand struct {
	Show    modelShowCommand    `cmd:"" help:"Print the model file in use, with the reason of each number."`
	Compare modelCompareCommand `cmd:"" help:"Put the numbers of two models side by side."`
}

type modelShowCommand struct {
	Output string `short:"o" enum:"yaml,json" default:"yaml" help:"Format: ${enum}."`
}

// Help shows examples.
func (modelShowCommand) Help() string {
	return "What it prints can be changed, tried with `barograph model compare` and put in use with `barograph up --model` or " +
		"BAROGRAPH_AGGREGATE_MODEL.\n\nExamples:\n\n  barograph model show > model.yaml"
}

// Run prints the model file.
func (c *modelShowCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Models().GetModel(ctx, &assessmentv1.GetModelRequest{})
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	if c.Output == "json" {
		return s.print(render.JSON(answer))
	}
	return s.print(terminal.CleanLines(answer.GetFile()), nil)
}

type modelCompareCommand struct {
	IDs    []string `arg:"" optional:"" name:"initiative" help:"Ids of initiatives; all when none is given."`
	Model  string   `type:"existingfile" placeholder:"FILE" help:"Compare the model in use with this one. Without it: with the model that published before the one in use."`
	AsOf   moment   `placeholder:"TIME" help:"Event time that both hold for, with --model: a day (its end), or RFC 3339."`
	Output string   `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (modelCompareCommand) Help() string {
	return "With --model nothing is published: both numbers are computed from the same ledger, and the difference is told by the " +
		"parameters that make it and by the terms that it shows in. Without it, what was published last with another model stands " +
		"beside what the model in use makes of the ledger of then.\n\nExamples:\n\n  barograph model compare --model model.yaml\n" +
		"  barograph model compare gaza-isf --model model.yaml --as-of 2026-03-01\n  barograph model compare"
}

// comparedAtOnce is how many initiatives a call compares: each takes a few
// assessments.
const comparedAtOnce = 20

// Run compares.
func (c *modelCompareCommand) Run(ctx context.Context, s *session) error {
	req := &assessmentv1.CompareModelsRequest{InitiativeIds: c.IDs, AsOfTime: c.AsOf.proto(), PageSize: comparedAtOnce}
	switch {
	case c.Model != "":
		file, err := readFile(c.Model, "model", s.In)
		if err != nil {
			return err
		}
		switch req.ModelFile = string(file); {
		case len(file) == 0:
			return exit.Errorf(exit.Usage, "model %s: the file is empty", c.Model)
		case !utf8.Valid(file):
			return exit.Errorf(exit.Usage, "model %s: the file is not valid UTF-8", c.Model)
		}
	case !c.AsOf.IsZero():
		return exit.Errorf(exit.Usage, "--as-of needs --model: what was published holds for a time of its own")
	}
	all := &assessmentv1.CompareModelsResponse{}
	for {
		page, err := s.comparePage(ctx, req)
		if err != nil {
			return err
		}
		all.Parameters = page.GetParameters()
		all.Comparisons = append(all.GetComparisons(), page.GetComparisons()...)
		if req.PageToken = page.GetNextPageToken(); req.GetPageToken() == "" {
			break
		}
	}
	if c.Output == "json" {
		return s.print(render.JSON(all))
	}
	return s.print(render.Comparisons(s.style, all, c.Model), nil)
}

func (s *session) comparePage(ctx context.Context, req *assessmentv1.CompareModelsRequest) (*assessmentv1.CompareModelsResponse, error) {
	ctx, cancel := s.call(ctx)
	defer cancel()
	page, err := s.clients.Models().CompareModels(ctx, req)
	return page, s.clients.Failure(client.Aggregate, err)
}
