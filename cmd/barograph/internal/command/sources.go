package command

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	"github.com/barograph/barograph/internal/rpc"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest"
)

type sourcesCommand struct {
	List       sourcesListCommand   `cmd:"" help:"List the sources and how their feeds are doing."`
	Get        sourcesGetCommand    `cmd:"" help:"Show one source in full."`
	Create     sourcesCreateCommand `cmd:"" help:"Define a source."`
	Update     sourcesUpdateCommand `cmd:"" help:"Change a source."`
	Apply      sourcesApplyCommand  `cmd:"" help:"Define what a sources file says; others stay."`
	Delete     sourcesDeleteCommand `cmd:"" help:"Remove a source; its articles stay."`
	Pause      sourcesPauseCommand  `cmd:"" help:"Stop reading a source, or one feed of it."`
	Resume     sourcesResumeCommand `cmd:"" help:"Read on."`
	ImportOPML importOPMLCommand    `cmd:"" name:"import-opml" help:"Add the feeds of a list of subscriptions."`
	ExportOPML exportOPMLCommand    `cmd:"" name:"export-opml" help:"Print all feeds as a list of subscriptions."`
}

type sourcesListCommand struct {
	State  []string `placeholder:"STATE" help:"Only feeds in these states: pending, ok, failing, frozen, paused, refused, gone."`
	Output string   `short:"o" enum:"table,yaml,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (sourcesListCommand) Help() string {
	return "A line for each source with its reliability letter, and one for each feed: its state, the age of its newest content, items a " +
		"day against its habit, and how long until it is read again.\n\nExamples:\n\n  barograph sources list\n" +
		"  barograph sources list --state failing,frozen\n  barograph sources list -o yaml > sources.yaml"
}

// Run lists the sources.
func (c *sourcesListCommand) Run(ctx context.Context, s *session) error {
	states, err := feedStates(c.State)
	if err != nil {
		return err
	}
	all, err := s.sources(ctx, states)
	if err != nil {
		return err
	}
	switch c.Output {
	case "json":
		return s.print(render.JSON(&sourcev1.ListSourcesResponse{Sources: all}))
	case "yaml":
		return s.printSources(all)
	}
	return s.print(render.Sources(s.style, all, s.Now()), nil)
}

func feedStates(names []string) ([]sourcev1.FeedState, error) {
	var states []sourcev1.FeedState
	for _, name := range names {
		number, ok := sourcev1.FeedState_value["FEED_STATE_"+strings.ToUpper(strings.TrimSpace(name))]
		if !ok || number == 0 {
			return nil, exit.Errorf(exit.Usage, "--state: %q is none of pending, ok, failing, frozen, paused, refused, gone", name)
		}
		states = append(states, sourcev1.FeedState(number))
	}
	return states, nil
}

// sources fetches all pages.
func (s *session) sources(ctx context.Context, states []sourcev1.FeedState) ([]*sourcev1.Source, error) {
	ctx, cancel := s.call(ctx)
	defer cancel()
	var all []*sourcev1.Source
	for token := ""; ; {
		page, err := s.clients.Sources().ListSources(ctx, &sourcev1.ListSourcesRequest{PageToken: token, States: states})
		if err != nil {
			return nil, s.clients.Failure(client.Ingest, err)
		}
		all = append(all, page.GetSources()...)
		if token = page.GetNextPageToken(); token == "" {
			return all, nil
		}
	}
}

func (s *session) printSources(all []*sourcev1.Source) error {
	data, err := ingest.MarshalSources(all)
	return s.print(terminal.CleanLines(string(data)), err)
}

type sourcesGetCommand struct {
	ID     string `arg:"" name:"source" help:"Id of the source, for example bbc.co.uk."`
	Output string `short:"o" enum:"table,yaml,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (sourcesGetCommand) Help() string {
	return "Examples:\n\n  barograph sources get bbc.co.uk\n  barograph sources get bbc.co.uk -o yaml > bbc.yaml"
}

// Run shows one source.
func (c *sourcesGetCommand) Run(ctx context.Context, s *session) error {
	found, err := s.source(ctx, c.ID)
	if err != nil {
		return err
	}
	switch c.Output {
	case "json":
		return s.print(render.JSON(found))
	case "yaml":
		return s.printSources([]*sourcev1.Source{found})
	}
	return s.print(render.Source(s.style, found), nil)
}

func (s *session) source(ctx context.Context, id string) (*sourcev1.Source, error) {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Sources().GetSource(ctx, &sourcev1.GetSourceRequest{Id: id})
	return answer.GetSource(), s.clients.Failure(client.Ingest, err)
}

type sourcesDeleteCommand struct {
	ID   string `arg:"" name:"source" help:"Id of the source."`
	Etag string `help:"Delete only if this is the source's current etag."`
}

// Help shows examples.
func (sourcesDeleteCommand) Help() string {
	return "Its feeds are no longer read. Articles keep the family and reliability that they came with.\n\nExamples:\n\n" +
		"  barograph sources delete old.example"
}

// Run deletes one source.
func (c *sourcesDeleteCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	if _, err := s.clients.Sources().DeleteSource(ctx, &sourcev1.DeleteSourceRequest{Id: c.ID, Etag: c.Etag}); err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	return s.print(terminal.Clean(c.ID)+" deleted\n", nil)
}

// pauseTarget is what to pause or resume.
type pauseTarget struct {
	ID   string `arg:"" name:"source" help:"Id of the source."`
	Feed string `help:"Only this feed of it, as \"barograph sources get\" shows it."`
}

func (t pauseTarget) say(s *session, changed bool, done, already string) error {
	what := terminal.Clean(t.ID)
	if t.Feed != "" {
		what += ", feed " + terminal.Clean(t.Feed)
	}
	return s.print(fmt.Sprintf("%s %s\n", what, map[bool]string{true: done, false: already}[changed]), nil)
}

type sourcesPauseCommand struct {
	pauseTarget
}

// Help shows examples.
func (sourcesPauseCommand) Help() string {
	return "Works on every source, those of the sources file too, and holds over restarts.\n\nExamples:\n\n" +
		"  barograph sources pause bbc.co.uk\n  barograph sources pause bbc.co.uk --feed news-rss-xml"
}

// Run pauses a source or a feed.
func (c *sourcesPauseCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Sources().PauseSource(ctx, &sourcev1.PauseSourceRequest{Id: c.ID, FeedId: c.Feed})
	if err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	return c.say(s, answer.GetChanged(), "paused", "was paused already")
}

type sourcesResumeCommand struct {
	pauseTarget
}

// Help shows examples.
func (sourcesResumeCommand) Help() string {
	return "Examples:\n\n  barograph sources resume bbc.co.uk\n  barograph sources resume bbc.co.uk --feed news-rss-xml"
}

// Run resumes a source or a feed.
func (c *sourcesResumeCommand) Run(ctx context.Context, s *session) error {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Sources().ResumeSource(ctx, &sourcev1.ResumeSourceRequest{Id: c.ID, FeedId: c.Feed})
	if err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	return c.say(s, answer.GetChanged(), "resumed", "was not paused")
}

// readFile reads a file whole, "-" being standard input; what names it in an
// error.
func readFile(path, what string, stdin io.Reader) ([]byte, error) {
	in := stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, exit.Errorf(exit.Usage, "read %s: %w", what, err)
		}
		defer f.Close()
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, rpc.MaxReceiveBytes+1))
	switch {
	case err != nil:
		return nil, exit.Errorf(exit.Usage, "read %s: %w", what, err)
	case len(data) > rpc.MaxReceiveBytes:
		return nil, exit.Errorf(exit.Usage, "read %s: it is larger than %d MiB, which is all that a service takes", what, rpc.MaxReceiveBytes>>20)
	}
	return data, nil
}
