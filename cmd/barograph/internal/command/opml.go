package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	"github.com/barograph/barograph/internal/hostile"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

type importOPMLCommand struct {
	File string `arg:"" name:"file" help:"List of subscriptions (OPML); - is standard input."`
}

// Help shows examples.
func (importOPMLCommand) Help() string {
	return "Each feed goes to the source of its site, which is created if need be, with reliability F. Feeds that are read already " +
		"are left alone.\n\nExamples:\n\n  barograph sources import-opml subscriptions.opml"
}

// Run imports the list.
func (c *importOPMLCommand) Run(ctx context.Context, s *session) error {
	data, err := readFile(c.File, "list of subscriptions", s.In)
	if err != nil {
		return err
	}
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Sources().ImportOPML(ctx, &sourcev1.ImportOPMLRequest{Opml: data})
	if err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	for _, failure := range answer.GetFailures() {
		s.note("%s: %s", terminal.Clean(failure.GetFeed()), terminal.Clean(failure.GetMessage()))
	}
	if err := s.print(fmt.Sprintf("%d feeds added, %d sources created, %d feeds known already, %d not added\n",
		answer.GetFeedsAdded(), answer.GetSourcesCreated(), answer.GetFeedsKnown(), answer.GetFeedsFailed()), nil); err != nil {
		return err
	}
	if answer.GetFeedsFailed() > 0 {
		return exit.Errorf(exit.Failure, "%d feeds were not added", answer.GetFeedsFailed())
	}
	return nil
}

type exportOPMLCommand struct{}

// Help shows examples.
func (exportOPMLCommand) Help() string {
	return "Feeds of files and those with credentials are left out.\n\nExamples:\n\n  barograph sources export-opml > subscriptions.opml"
}

// Run prints the list.
func (exportOPMLCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Sources().ExportOPML(ctx, &sourcev1.ExportOPMLRequest{})
	if err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	return s.print(references(string(answer.GetOpml())), nil)
}

// references writes characters that no terminal is to get as references, which
// mean the same in XML.
func references(document string) string {
	var b strings.Builder
	for _, r := range document {
		if r != '\n' && r != '\t' && hostile.Is(r) {
			fmt.Fprintf(&b, "&#x%X;", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
