package command

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest"
)

// sourceFlags are what a source is described by; nil is not said.
type sourceFlags struct {
	Name        *string `help:"Name for people."`
	Family      *string `help:"Publisher family: sources of one family do not confirm each other."`
	Reliability *string `enum:"A,B,C,D,E,F" placeholder:"LETTER" help:"Admiralty letter, A to F."`
	Language    *string `help:"Language of feeds that name none, for example en."`
}

// into sets what is said and returns the fields.
func (f sourceFlags) into(source *sourcev1.Source) (fields []string) {
	for _, one := range []struct {
		name string
		from *string
		to   *string
	}{{"name", f.Name, &source.Name}, {"family", f.Family, &source.Family}, {"language", f.Language, &source.Language}} {
		if one.from != nil {
			*one.to = *one.from
			fields = append(fields, one.name)
		}
	}
	if f.Reliability != nil {
		source.Reliability = articlev1.Reliability(articlev1.Reliability_value["RELIABILITY_"+*f.Reliability])
		fields = append(fields, "reliability")
	}
	return fields
}

// feedFlags describe the feeds that are added.
type feedFlags struct {
	Feed        []string      `sep:"none" placeholder:"URL" help:"Add a feed; may be given again."`
	Kind        string        `enum:"auto,feed,sitemap,page,dump" default:"auto" help:"What is at their addresses: ${enum}."`
	MinInterval time.Duration `placeholder:"TIME" help:"Least time between two reads of them, for example 5m."`
	MaxInterval time.Duration `placeholder:"TIME" help:"Longest time between two reads of them, for example 6h."`
}

func (f feedFlags) feeds() []*sourcev1.Feed {
	var feeds []*sourcev1.Feed
	for _, address := range f.Feed {
		feed := &sourcev1.Feed{Address: address, Kind: sourcev1.FeedKind(sourcev1.FeedKind_value["FEED_KIND_"+strings.ToUpper(f.Kind)])}
		if f.MinInterval != 0 || f.MaxInterval != 0 {
			feed.Schedule = &sourcev1.Schedule{}
		}
		if f.MinInterval != 0 {
			feed.Schedule.MinInterval = durationpb.New(f.MinInterval)
		}
		if f.MaxInterval != 0 {
			feed.Schedule.MaxInterval = durationpb.New(f.MaxInterval)
		}
		feeds = append(feeds, feed)
	}
	return feeds
}

type sourcesCreateCommand struct {
	ID string `arg:"" name:"source" help:"Host without www., or a name in lower case."`
	sourceFlags
	feedFlags
}

// Help shows examples.
func (sourcesCreateCommand) Help() string {
	return "Folders, dumps on the server and credentials can be given in the sources file of ingest only.\n\nExamples:\n\n" +
		"  barograph sources create reuters.com --name Reuters --family thomson-reuters --reliability B\n" +
		"  barograph sources create bbc.co.uk --reliability B --feed https://bbc.co.uk/news/rss.xml"
}

// Run creates the source.
func (c *sourcesCreateCommand) Run(ctx context.Context, s *session) error {
	source := &sourcev1.Source{Id: c.ID, Feeds: c.feeds()}
	c.into(source)
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Sources().CreateSource(ctx, &sourcev1.CreateSourceRequest{Source: source})
	if err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	return s.print(fmt.Sprintf("%s created (etag %s)\n", terminal.Clean(c.ID), terminal.Clean(answer.GetSource().GetEtag())), nil)
}

type sourcesUpdateCommand struct {
	ID string `arg:"" name:"source" help:"Id of the source."`
	sourceFlags
	feedFlags
	RemoveFeed []string `placeholder:"ID" help:"Remove a feed; may be given again."`
	Etag       string   `help:"Change only if this is the source's current etag."`
}

// Help shows examples.
func (sourcesUpdateCommand) Help() string {
	return "What is not said stays as it is. Articles that are stored keep the letter that they came with.\n\nExamples:\n\n" +
		"  barograph sources update bbc.co.uk --reliability A\n" +
		"  barograph sources update bbc.co.uk --feed https://bbc.co.uk/uk.xml --remove-feed news-rss-xml"
}

// Run changes the source.
func (c *sourcesUpdateCommand) Run(ctx context.Context, s *session) error {
	source := &sourcev1.Source{Id: c.ID, Etag: c.Etag}
	fields := c.into(source)
	if len(c.Feed)+len(c.RemoveFeed) > 0 {
		current, err := s.source(ctx, c.ID)
		if err != nil {
			return err
		}
		if source.Feeds, err = c.change(current); err != nil {
			return err
		}
		fields = append(fields, "feeds")
		if source.Etag == "" {
			source.Etag = current.GetEtag() // the list of feeds is replaced as a whole
		}
	}
	if len(fields) == 0 {
		return exit.Errorf(exit.Usage, "say what to change; see `barograph sources update --help`")
	}
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Sources().UpdateSource(ctx, &sourcev1.UpdateSourceRequest{Source: source, UpdateMask: &fieldmaskpb.FieldMask{Paths: fields}})
	if err != nil {
		return s.clients.Failure(client.Ingest, err)
	}
	return s.print(said(c.ID, answer, "changed"), nil)
}

// change are the feeds of a source without those that are removed, and with
// those that are added.
func (c *sourcesUpdateCommand) change(current *sourcev1.Source) ([]*sourcev1.Feed, error) {
	feeds := current.GetFeeds()
	for _, id := range c.RemoveFeed {
		at := slices.IndexFunc(feeds, func(feed *sourcev1.Feed) bool { return feed.GetId() == id })
		if at < 0 {
			return nil, exit.Errorf(exit.NotFound, "source %q has no feed %q; `barograph sources get` shows those that it has", c.ID, id)
		}
		feeds = slices.Delete(feeds, at, at+1)
	}
	return append(feeds, c.feeds()...), nil
}

func said(id string, answer *sourcev1.UpdateSourceResponse, verb string) string {
	if !answer.GetChanged() {
		return terminal.Clean(id) + " unchanged\n"
	}
	return fmt.Sprintf("%s %s (etag %s)\n", terminal.Clean(id), verb, terminal.Clean(answer.GetSource().GetEtag()))
}

type sourcesApplyCommand struct {
	File string `short:"f" required:"" placeholder:"FILE" help:"Sources, YAML or JSON; - is standard input."`
}

// Help shows examples.
func (sourcesApplyCommand) Help() string {
	return "Applying again changes nothing. Pauses stay, unless the file says paused: true or false. What ingest reads itself at its " +
		"start (--sources) is changed there.\n\nExamples:\n\n  barograph sources apply -f sources.yaml\n" +
		"  echo 'sources: {reuters.com: {reliability: B}}' | barograph sources apply -f -"
}

// Run defines the sources, in the order of their ids, and goes on after one
// that is refused.
func (c *sourcesApplyCommand) Run(ctx context.Context, s *session) error {
	data, err := readFile(c.File, "sources", s.In)
	if err != nil {
		return err
	}
	file, err := ingest.ParseSources(bytes.NewReader(data))
	if err != nil {
		return exit.Errorf(exit.Usage, "sources %s: %w", c.File, err)
	}
	refused := 0
	for _, source := range file.Definitions() {
		text, err := s.applySource(ctx, source)
		if err != nil {
			refused++
			s.note("%s not applied: %v", terminal.Clean(source.GetId()), err)
			continue
		}
		if err := s.print(text, nil); err != nil {
			return err
		}
	}
	if refused > 0 {
		return exit.Errorf(exit.Failure, "%d of %d sources were not applied", refused, len(file.Definitions()))
	}
	return nil
}

func (s *session) applySource(ctx context.Context, source *sourcev1.Source) (string, error) {
	ctx, cancel := s.call(ctx)
	defer cancel()
	answer, err := s.clients.Sources().UpdateSource(ctx, &sourcev1.UpdateSourceRequest{Source: source, AllowMissing: true})
	if err != nil {
		return "", s.clients.Failure(client.Ingest, err)
	}
	return said(source.GetId(), answer, "defined"), nil
}
