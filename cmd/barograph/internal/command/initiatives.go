package command

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	"github.com/barograph/barograph/internal/catalog"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

type initiativesCommand struct {
	Apply  applyCommand             `cmd:"" help:"Define what a catalogue file says; others stay."`
	List   initiativesListCommand   `cmd:"" help:"List the definitions."`
	Get    initiativesGetCommand    `cmd:"" help:"Show one definition, as a catalogue file."`
	Delete initiativesDeleteCommand `cmd:"" help:"Remove a definition and end its assessments."`
}

type applyCommand struct {
	File string `short:"f" required:"" placeholder:"FILE" help:"Catalogue, YAML or JSON; - is standard input."`
}

// Help shows examples.
func (applyCommand) Help() string {
	return "Only id and name are required; what is missing is derived. Stored articles are read again for what changed: " +
		"`barograph backfill` shows how far they are.\n\nExamples:\n\n" +
		"  barograph initiatives apply -f catalog.yaml\n" +
		"  echo 'initiatives: [{id: red-sea, name: Red Sea mission}]' | barograph initiatives apply -f -"
}

// Run defines the initiatives, in the order of the file.
func (c *applyCommand) Run(ctx context.Context, s *session) error {
	initiatives, err := readCatalogue(c.File, s.In)
	if err != nil {
		return err
	}
	for _, initiative := range initiatives {
		answer, err := s.apply(ctx, initiative)
		if err != nil {
			return err
		}
		what := "unchanged"
		if answer.GetChanged() {
			what = fmt.Sprintf("defined (catalogue revision %d)", answer.GetCatalogueRevision())
		}
		if err := s.print(fmt.Sprintf("%s %s\n", terminal.Clean(initiative.GetId()), what), nil); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) apply(ctx context.Context, initiative *initiativev1.Initiative) (*initiativev1.UpdateInitiativeResponse, error) {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Initiatives().UpdateInitiative(ctx, &initiativev1.UpdateInitiativeRequest{Initiative: initiative, AllowMissing: true})
	return answer, s.clients.Failure(client.Aggregate, err)
}

// readCatalogue reads a catalogue file, "-" being stdin.
func readCatalogue(path string, stdin io.Reader) ([]*initiativev1.Initiative, error) {
	in := stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, exit.Errorf(exit.Usage, "read catalogue: %w", err)
		}
		defer f.Close()
		in = f
	}
	initiatives, err := catalog.Parse(in)
	if err != nil {
		return nil, exit.Errorf(exit.Usage, "catalogue %s: %w", path, err)
	}
	return initiatives, nil
}

type initiativesListCommand struct {
	Output string `short:"o" enum:"table,yaml,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (initiativesListCommand) Help() string {
	return "Examples:\n\n  barograph initiatives list\n  barograph initiatives list -o yaml > catalog.yaml"
}

// Run lists the definitions.
func (c *initiativesListCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	all := &initiativev1.ListInitiativesResponse{}
	for token := ""; ; {
		page, err := s.clients.Initiatives().ListInitiatives(ctx, &initiativev1.ListInitiativesRequest{PageToken: token})
		if err != nil {
			return s.clients.Failure(client.Aggregate, err)
		}
		all.Initiatives = append(all.GetInitiatives(), page.GetInitiatives()...)
		all.CatalogueRevision = page.GetCatalogueRevision()
		if token = page.GetNextPageToken(); token == "" {
			break
		}
	}
	switch c.Output {
	case "json":
		return s.print(render.JSON(all))
	case "yaml":
		return s.printCatalogue(all.GetInitiatives())
	}
	return s.print(render.Initiatives(s.style, all.GetInitiatives()), nil)
}

func (s *session) printCatalogue(initiatives []*initiativev1.Initiative) error {
	data, err := catalog.Marshal(initiatives)
	return s.print(terminal.CleanLines(string(data)), err)
}

type initiativesGetCommand struct {
	ID     string `arg:"" name:"initiative" help:"Id of the initiative."`
	Output string `short:"o" enum:"yaml,json" default:"yaml" help:"Format: ${enum}."`
}

// Help shows examples.
func (initiativesGetCommand) Help() string {
	return "Examples:\n\n  barograph initiatives get gaza-isf > gaza-isf.yaml"
}

// Run shows one definition.
func (c *initiativesGetCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Initiatives().GetInitiative(ctx, &initiativev1.GetInitiativeRequest{Id: c.ID})
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	if c.Output == "json" {
		return s.print(render.JSON(answer.GetInitiative()))
	}
	return s.printCatalogue([]*initiativev1.Initiative{answer.GetInitiative()})
}

type initiativesDeleteCommand struct {
	ID   string `arg:"" name:"initiative" help:"Id of the initiative."`
	Etag string `help:"Delete only if this is the definition's current etag."`
}

// Help shows examples.
func (initiativesDeleteCommand) Help() string {
	return "The ledger keeps its claims: defined again, it is assessed from them.\n\nExamples:\n\n  barograph initiatives delete red-sea"
}

// Run deletes one definition.
func (c *initiativesDeleteCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Initiatives().DeleteInitiative(ctx, &initiativev1.DeleteInitiativeRequest{Id: c.ID, Etag: c.Etag})
	if err != nil {
		return s.clients.Failure(client.Aggregate, err)
	}
	return s.print(fmt.Sprintf("%s deleted (catalogue revision %d)\n", terminal.Clean(c.ID), answer.GetCatalogueRevision()), nil)
}
