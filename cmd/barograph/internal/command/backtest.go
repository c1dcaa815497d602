package command

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/articlefile"
	"github.com/barograph/barograph/cmd/barograph/internal/backtest"
	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/aggregate"
	"github.com/barograph/barograph/services/ingest"
	"github.com/barograph/barograph/services/nlp"
)

// backtestCommand replays articles without any server.
type backtestCommand struct {
	Paths      []string  `arg:"" name:"path" help:"Files, folders, or - for standard input, as with submit."`
	Catalog    string    `type:"existingfile" placeholder:"FILE" help:"Initiatives, YAML or JSON (default: those of the demo, with its publishers)."`
	Sources    string    `type:"existingfile" placeholder:"FILE" help:"Publishers: host to family and reliability."`
	Actors     string    `type:"path" placeholder:"PATH" help:"Actors of your own, a file or a folder of .tsv files (docs/actors.md)."`
	Model      string    `type:"existingfile" placeholder:"FILE" help:"Parameters of the model, to see what another one would have said (barograph model show)."`
	Initiative []string  `placeholder:"ID" help:"Only this initiative; may be repeated."`
	From       time.Time `format:"2006-01-02" placeholder:"DAY" help:"First day (default: that of the first article)."`
	Until      time.Time `format:"2006-01-02" placeholder:"DAY" help:"Last day (default: that of the last article)."`
	Out        string    `type:"path" default:"backtest" placeholder:"DIR" help:"Folder for backtest.csv and a plot ID.svg of each initiative."`
}

// Help says what dates an article, and shows examples.
func (backtestCommand) Help() string {
	return "Each article counts from its published time on; a text file is dated by the day in its name, as in 2026-05-01-cabinet.txt. " +
		"An article without a date cannot be replayed and is left out, with exit code 1. Articles of one address are revisions of each other. " +
		"docs/backtest.md explains the columns and the plot.\n\nExamples:\n\n" +
		"  barograph backtest articles/ --catalog catalog.yaml\n" +
		"  barograph backtest articles/ --initiative gaza-isf --from 2025-11-01 --out plots"
}

// Run replays, writes the files and tells where each initiative went.
func (c *backtestCommand) Run(ctx context.Context, s *session) error {
	initiatives, err := c.catalogue()
	if err != nil {
		return err
	}
	actors, err := nlp.ReadActors(c.Actors)
	if err != nil {
		return &exit.Error{Code: exit.Usage, Err: err}
	}
	model, err := aggregate.ReadModel(c.Model)
	if err != nil {
		return &exit.Error{Code: exit.Usage, Err: err}
	}
	articles, failed, err := c.articles(s)
	if err != nil {
		return err
	}
	result, err := backtest.Run(ctx, articles, backtest.Config{
		Initiatives: initiatives, Only: c.Initiative, Options: []nlp.Option{nlp.WithActors(actors)}, Model: model,
		From: c.From, Until: c.Until,
	})
	if err != nil {
		return &exit.Error{Code: exit.Usage, Err: err}
	}
	if err := c.write(result); err != nil {
		return err
	}
	if err := s.print(result.Summary(s.style)+"\nWritten to "+c.Out+": backtest.csv and a plot of each initiative.\n", nil); err != nil {
		return err
	}
	if failed > 0 {
		return exit.Errorf(exit.Failure, "%d of %d articles were left out", failed, failed+len(articles))
	}
	return nil
}

func (c *backtestCommand) catalogue() ([]*initiativev1.Initiative, error) {
	all, err := offlineCatalogue(c.Catalog)
	if err != nil {
		return nil, err
	}
	for _, id := range c.Initiative {
		if !slices.ContainsFunc(all, func(i *initiativev1.Initiative) bool { return i.GetId() == id }) {
			return nil, exit.Errorf(exit.NotFound, "the catalogue has no initiative %q", id)
		}
	}
	return all, nil
}

// articles reads what can be replayed and counts what cannot.
func (c *backtestCommand) articles(s *session) (articles []*articlev1.Article, failed int, err error) {
	sources, err := c.sources()
	if err != nil {
		return nil, 0, err
	}
	for item := range articlefile.Read(c.Paths, s.In) {
		article, err := dated(item, sources, s.Now())
		if err != nil {
			s.note("%s: %s", terminal.Clean(item.Name), terminal.Clean(err.Error()))
			failed++
			continue
		}
		articles = append(articles, article)
	}
	return articles, failed, nil
}

func (c *backtestCommand) sources() (*ingest.Sources, error) {
	var data []byte
	var err error
	switch {
	case c.Sources != "":
		data, err = os.ReadFile(c.Sources)
	case c.Catalog == "":
		data, err = demo.Sources()
	default:
		return &ingest.Sources{}, nil
	}
	if err != nil {
		return nil, exit.Errorf(exit.Usage, "read sources: %w", err)
	}
	sources, err := ingest.ParseSources(bytes.NewReader(data))
	if err != nil {
		return nil, exit.Errorf(exit.Usage, "sources %s: %w", c.Sources, err)
	}
	return sources, nil
}

func dated(item articlefile.Item, sources *ingest.Sources, now time.Time) (*articlev1.Article, error) {
	if item.Err != nil {
		return nil, item.Err
	}
	if item.Submission.GetPublishedTime() == nil {
		day, ok := backtest.Date(item.Name)
		if !ok {
			return nil, errors.New("no published time, and no day in the name: it cannot be replayed")
		}
		item.Submission.PublishedTime = timestamppb.New(day)
	}
	return ingest.NewArticle(item.Submission, sources, now)
}

func (c *backtestCommand) write(result *backtest.Result) error {
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return fmt.Errorf("write backtest: %w", err)
	}
	var table bytes.Buffer
	if err := result.WriteCSV(&table); err != nil {
		return err
	}
	files := map[string][]byte{"backtest.csv": table.Bytes()}
	for _, series := range result.Series {
		files[filepath.Base(series.Initiative.GetId())+".svg"] = []byte(series.Plot())
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(c.Out, name), data, 0o644); err != nil { //nolint:gosec // results to be shared
			return fmt.Errorf("write backtest: %w", err)
		}
	}
	return nil
}
