package command

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/importer"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/services/ingest"
)

type importCommand struct {
	Paths    []string      `arg:"" name:"path" help:"Archives, folders of them, or - for standard input: WARC, WET, JSON, JSON Lines, HTML, text; also packed with gzip, zstd or bzip2."`
	Source   string        `placeholder:"NAME" help:"Publisher of articles that name none and have no address."`
	Language string        `placeholder:"TAG" help:"Language of articles that declare none."`
	State    string        `placeholder:"FILE" help:"Keep in this file how far the import is, and go on from there."`
	DryRun   bool          `help:"Read and check everything, send nothing."`
	Workers  int           `default:"0" help:"How many pages are read at once; 0: one for each processor."`
	Patience time.Duration `default:"2m" help:"How long ingest may be away before the import gives up."`
	Output   string        `short:"o" enum:"table,json" default:"table" help:"Format: ${enum}."`
}

// Help shows examples.
func (importCommand) Help() string {
	return "What a file is, is found out from its content; pages are read as those of feeds are. The order of files and articles does not matter. " +
		"A record that cannot be read is told with its place and does not stop the others; the exit code is 1 then. " +
		"Importing the same again changes nothing; with --state it is not even sent again, and an import that was interrupted goes on.\n\nExamples:\n\n" +
		"  barograph import CC-NEWS-20260501.warc.gz --state import.json\n  barograph import dumps/ --source example.org\n" +
		"  zcat big.jsonl.gz | head -100 | barograph import - --dry-run"
}

// maxTold is how many failures are told one by one.
const maxTold = 100

// Run imports the archives.
func (c *importCommand) Run(ctx context.Context, s *session) error {
	run := &importRun{importCommand: c, session: s, progress: terminal.NewProgress(s.Err, s.Now), began: s.Now()}
	if c.State != "" {
		var err error
		if run.cursor, err = importer.LoadState(c.State); err != nil {
			return &exit.Error{Code: exit.Usage, Err: err}
		}
	}
	unread := 0
	run.input = importer.Open(c.Paths, s.In, func(path string, err error) {
		unread++
		run.failed(path, err.Error())
	})
	counts, err := run.do(ctx)
	run.progress.Done()
	counts.Unreadable += unread
	if run.untold > 0 {
		s.note("… and %d more.", run.untold)
	}
	if err != nil {
		return run.broken(ctx, counts, err)
	}
	result := render.Import{Counts: counts, Dry: c.DryRun, Took: s.Now().Sub(run.began)}
	if c.Output == "json" {
		err = s.print(result.JSON())
	} else {
		err = s.print(result.Text(), nil)
	}
	if err == nil && counts.Failures() > 0 {
		err = exit.Errorf(exit.Failure, "%d of %d records failed", counts.Failures(), counts.Records+unread)
	}
	return err
}

// importRun is one import.
type importRun struct {
	*importCommand
	*session
	input    importer.Input
	cursor   *ingest.ArchiveCursor
	progress *terminal.Progress
	began    time.Time
	told     int
	untold   int
}

func (r *importRun) do(ctx context.Context) (importer.Counts, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := r.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	deps := importer.Deps{
		Failed: r.failed, Saved: r.saved, Now: r.Now, Patience: r.Patience,
		Check: func(in *ingestv1.Submission) error {
			_, err := ingest.NewArticle(in, &ingest.Sources{}, r.Now())
			return err
		},
		Waiting: func(err error, after time.Duration) {
			r.progress.Done()
			r.note("%v; trying again in %s", r.clients.Failure(client.Ingest, err), after)
		},
	}
	if !r.DryRun {
		deps.Ingest = r.clients.Ingest()
	}
	records := ingest.ReadArchives(ctx, r.input.Files, r.cursor, ingest.ArchiveOptions{
		Source: r.importCommand.Source, Language: r.Language, Workers: workers, Now: r.Now(),
	})
	return importer.New(deps).Run(ctx, records, r.cursor)
}

// failed tells of what was lost, up to a number.
func (r *importRun) failed(place, problem string) {
	if r.told++; r.told > maxTold {
		r.untold++
		return
	}
	r.progress.Done()
	r.note("%s: %s", terminal.Clean(place), terminal.Clean(problem))
}

// saved shows how far the import is, and keeps it.
func (r *importRun) saved(counts importer.Counts) error {
	share := -1.0
	if r.input.Size > 0 {
		share = float64(r.input.Read.Load()) / float64(r.input.Size)
	}
	rate := float64(counts.Sent) / max(r.Now().Sub(r.began).Seconds(), 0.001)
	r.progress.Show(share, fmt.Sprintf("%d articles, %.0f/s", counts.Sent, rate))
	if r.State == "" || r.DryRun {
		return nil
	}
	return importer.SaveState(r.State, r.cursor)
}

// broken is the error of an import that did not come to its end.
func (r *importRun) broken(ctx context.Context, counts importer.Counts, err error) error {
	if counts.Sent > 0 {
		r.note("%d articles were sent and settled until then. Importing all again is safe: what is stored stays unchanged.", counts.Sent)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if known := new(exit.Error); errors.As(err, &known) {
		return err
	}
	return r.clients.Failure(client.Ingest, err)
}
