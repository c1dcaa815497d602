package command

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/journey"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
)

type logsCommand struct {
	Trace logsTraceCommand `cmd:"" help:"Tell one article's way through all services from their log lines; no server needed."`
}

type logsTraceCommand struct {
	ID     string   `arg:"" name:"id" help:"Id of an article, a message, a correlation, a request or a trace."`
	Paths  []string `arg:"" optional:"" name:"file" help:"Files with JSON log lines of any services, also packed by gzip; - or none for standard input."`
	Output string   `short:"o" enum:"text,json" default:"text" help:"Format: ${enum}."`
}

// Help shows examples.
func (logsTraceCommand) Help() string {
	return "Lines may have the prefixes of kubectl logs, docker compose and container runtimes, and come in any order; what is no log line " +
		"of a service is passed over. Files are read twice, so that nothing is missed; of standard input a line far ahead of those that " +
		"name it may be. Ends with code 3 where no line is about the id.\n\nExamples:\n\n" +
		"  barograph logs trace 5f2b0c1e7a9d4c3b8e6f1a2b3c4d5e6f ingest.log nlp.log aggregate.log\n" +
		"  kubectl logs -l app.kubernetes.io/part-of=barograph --prefix --tail=-1 | \\\n" +
		"    barograph logs trace 5f2b0c1e7a9d4c3b8e6f1a2b3c4d5e6f"
}

// Run tells the way.
func (c *logsTraceCommand) Run(ctx context.Context, s *session) error {
	id := strings.TrimSpace(c.ID)
	if id == "" {
		return exit.Errorf(exit.Usage, "id: must not be empty")
	}
	if len(c.Paths) == 0 {
		c.Paths = []string{"-"}
	}
	follower := journey.New(id)
	for _, read := range []func(io.Reader) error{follower.Learn, follower.Read} {
		for _, path := range c.Paths {
			if err := c.each(ctx, path, read); err != nil {
				return err
			}
		}
	}
	// Standard input is read once, after what the files taught.
	if slices.Contains(c.Paths, "-") {
		if err := follower.Read(until(ctx, s.In)); err != nil {
			return &exit.Error{Code: exit.Failure, Err: err}
		}
	}
	found := follower.Journey()
	if len(found.Steps) == 0 {
		return exit.Errorf(exit.NotFound, "%s", nothing(found))
	}
	if found.Forgotten > 0 && slices.Contains(c.Paths, "-") {
		s.note("%d lines were too far ahead of others to be kept: give files to be sure that nothing is missed.", found.Forgotten)
	}
	if c.Output == "json" {
		text, err := json.MarshalIndent(found, "", "  ")
		return s.print(terminal.EscapeJSON(string(text))+"\n", err)
	}
	return s.print(render.Journey(s.style, found), nil)
}

// each gives a file to read; standard input is none.
func (c *logsTraceCommand) each(ctx context.Context, path string, read func(io.Reader) error) error {
	if path == "-" {
		return nil
	}
	file, err := os.Open(path)
	if err != nil {
		return &exit.Error{Code: exit.Usage, Err: err}
	}
	defer file.Close()
	if err := read(until(ctx, file)); err != nil {
		return &exit.Error{Code: exit.Failure, Err: fmt.Errorf("%s: %w", path, err)}
	}
	return nil
}

// nothing says what was read where no line was about the id.
func nothing(j journey.Journey) string {
	lines := 0
	for _, n := range j.Lines {
		lines += n
	}
	if lines == 0 {
		return fmt.Sprintf("no log line of a service among %d lines; services write JSON where standard output is no terminal, or with --log-format json", j.Skipped)
	}
	const layout = "2006-01-02T15:04:05Z"
	return fmt.Sprintf("none of %d lines of %s, from %s to %s, is about %s", lines, strings.Join(slices.Sorted(maps.Keys(j.Lines)), ", "),
		j.From.Format(layout), j.To.Format(layout), j.ID)
}

// reader is a function that reads.
type reader func([]byte) (int, error)

// Read calls it.
func (r reader) Read(p []byte) (int, error) { return r(p) }

// until reads until ctx ends.
func until(ctx context.Context, from io.Reader) io.Reader {
	return reader(func(p []byte) (int, error) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		return from.Read(p)
	})
}
