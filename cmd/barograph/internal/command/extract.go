package command

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/barograph/barograph/cmd/barograph/internal/articlefile"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	"github.com/barograph/barograph/services/ingest"
)

type extractCommand struct {
	Paths       []string `arg:"" name:"page" help:"Saved HTML pages, or - for standard input."`
	URL         string   `name:"url" placeholder:"URL" help:"The address of the page: relative addresses and the publisher's own are told by it."`
	ContentType string   `placeholder:"TYPE" help:"The Content-Type header with which the page came; it may name a charset."`
	Output      string   `short:"o" enum:"text,json,jsonl" default:"text" help:"Format: ${enum}; jsonl is what tag and submit take."`
}

// Help shows examples.
func (extractCommand) Help() string {
	return "The article as ingest would read it from the page, and what the page says about itself, without any server.\n\nExamples:\n\n" +
		"  barograph extract page.html --url https://example.org/world/story\n" +
		"  barograph extract saved/*.html -o jsonl | barograph tag -"
}

// Run reads every page.
func (c *extractCommand) Run(ctx context.Context, s *session) error {
	extractor := ingest.NewExtractor()
	failed := 0
	for i, path := range c.Paths {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		document, err := c.read(ctx, s, extractor, path)
		if err == nil && c.Output == "jsonl" && !document.Article() {
			err = fmt.Errorf("%s: %s", document.Barrier, document.BarrierEvidence)
		}
		if err != nil {
			s.note("%s: %s", terminal.Clean(path), terminal.Clean(err.Error()))
			failed++
			continue
		}
		if i > 0 && c.Output == "text" {
			if err := s.print("\n", nil); err != nil {
				return err
			}
		}
		if err := s.print(c.show(s, document)); err != nil {
			return err
		}
	}
	if failed > 0 {
		return exit.Errorf(exit.Failure, "%d of %d pages hold no article that could be read", failed, len(c.Paths))
	}
	return nil
}

func (c *extractCommand) read(ctx context.Context, s *session, extractor ingest.Extractor, path string) (*ingest.Document, error) {
	in := s.In
	if path != articlefile.Stdin {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("open page: %w", err)
		}
		defer f.Close()
		in = f
	}
	body, err := io.ReadAll(io.LimitReader(in, ingest.MaxPageBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read page: %w", err)
	}
	return extractor.Extract(ctx, ingest.Page{URL: c.URL, ContentType: c.ContentType, Body: body, Retrieved: s.Now()})
}

func (c *extractCommand) show(s *session, d *ingest.Document) (string, error) {
	switch c.Output {
	case "json":
		return render.DocumentJSON(d)
	case "jsonl":
		return render.DocumentLine(d)
	}
	return render.Document(s.style, d), nil
}
