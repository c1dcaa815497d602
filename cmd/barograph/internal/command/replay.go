package command

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

type replayCommand struct {
	From         position `placeholder:"WHEN" help:"First article: when Barograph knew it (2026-05-01, or RFC 3339), or its sequence in the stream of articles."`
	To           position `placeholder:"WHEN" help:"Last article, in the same way; a day counts as a whole."`
	Source       []string `placeholder:"ID" help:"Only articles of these sources; may be repeated."`
	Rate         float64  `placeholder:"N" help:"At most so many articles a second. Without it: as many as are tagged while nothing newer waits."`
	Wait         bool     `help:"Wait until all of them are tagged again."`
	ID           string   `help:"Key of the replay: repeating it with the same key within minutes sends nothing twice. Default: one of its own."`
	MinCatalogue uint64   `name:"min-catalogue-revision" help:"Tag only once the catalogue has this revision."`
}

const (
	// chunk is how many articles are queued at once.
	chunk = 250
	// maxReplaysWaiting is how many queued articles may wait: enough to keep the
	// taggers busy.
	maxReplaysWaiting = 250
	// maxArticlesWaiting is how many new articles may wait for a tagger before a
	// replay makes way for them.
	maxArticlesWaiting = 50
)

// Help shows examples.
func (replayCommand) Help() string {
	return "A new catalogue is replayed by itself; this is for a new engine, or to be sure. New articles come first: while more than a few of " +
		"them wait, nothing more is replayed. It can be interrupted at any time, and says how to go on.\n\nExamples:\n\n" +
		"  barograph replay --wait\n  barograph replay --from 2026-04-01 --to 2026-04-30 --source bbc.co.uk\n" +
		"  barograph replay --from 1200 --to 1300 --id check-1 --rate 50"
}

// Run queues the articles.
func (c *replayCommand) Run(ctx context.Context, s *session) error {
	if c.Rate < 0 {
		return exit.Errorf(exit.Usage, "--rate: %g is below 0", c.Rate)
	}
	if c.ID == "" {
		c.ID = fmt.Sprintf("cli-%d", s.Now().UnixNano())
	}
	request := &ingestv1.ReplayArticlesRequest{
		FromSequence: c.From.sequence, ToSequence: c.To.sequence, ReplayId: c.ID, MinCatalogueRevision: c.MinCatalogue,
		Sources: c.Source, MaxArticles: c.most(), FromTime: c.From.moment.proto(), ToTime: c.To.moment.proto(),
	}
	if c.From.day {
		request.FromTime = moment{c.From.AddDate(0, 0, -1)}.proto() // a day begins where the one before ends
	}
	progress := terminal.NewProgress(s.Err, s.Now)
	defer progress.Done()
	queued, err := c.queue(ctx, s, request, progress)
	progress.Done()
	if err != nil {
		if queued.GetQueued() > 0 || request.GetFromSequence() > c.From.sequence {
			s.note("%d articles were queued. Go on with `--id %s --from %d`, and the rest as before.", queued.GetQueued(), c.ID, request.GetFromSequence())
		}
		return err
	}
	if queued.GetQueued() == 0 {
		return s.print("No article in this range.\n", nil)
	}
	if err := s.print(fmt.Sprintf("Queued %d articles, sequences %d to %d.\n", queued.GetQueued(), queued.GetFromSequence(), queued.GetToSequence()), nil); err != nil || !c.Wait {
		return err
	}
	return c.wait(ctx, s, progress)
}

// most is how many articles are queued at once.
func (c *replayCommand) most() uint32 {
	if c.Rate > 0 && c.Rate < chunk {
		return uint32(max(c.Rate, 1))
	}
	return chunk
}

// queue queues a part at a time, each when there is room for it. The request
// says then where to go on.
func (c *replayCommand) queue(ctx context.Context, s *session, request *ingestv1.ReplayArticlesRequest, progress *terminal.Progress) (*ingestv1.ReplayArticlesResponse, error) {
	all, began := &ingestv1.ReplayArticlesResponse{}, s.Now()
	for {
		if err := c.room(ctx, s, all.GetQueued(), began); err != nil {
			return all, err
		}
		limited, cancel := s.call(ctx)
		part, err := s.clients.Ingest().ReplayArticles(limited, request)
		cancel()
		if err != nil {
			return all, s.clients.Failure(client.Ingest, err)
		}
		if all.GetQueued() == 0 {
			all.FromSequence = part.GetFromSequence()
		}
		all.Queued += part.GetQueued()
		all.ToSequence = max(all.GetToSequence(), part.GetToSequence())
		if part.GetNextSequence() == 0 {
			return all, nil
		}
		request.FromSequence = part.GetNextSequence()
		progress.Show(share(c.From.sequence, part.GetNextSequence(), part.GetLastSequence()), fmt.Sprintf("%d articles queued", all.GetQueued()))
	}
}

func share(first, now, last uint64) float64 {
	first = max(first, 1)
	return float64(now-min(first, now)) / float64(max(last, first+1)-first)
}

// room waits until more may be queued: for the rate, and for what is new.
func (c *replayCommand) room(ctx context.Context, s *session, queued uint64, began time.Time) error {
	return poll(ctx, func() (bool, error) {
		if c.Rate > 0 && float64(queued) > c.Rate*s.Now().Sub(began).Seconds() {
			return false, nil
		}
		limited, cancel := s.call(ctx)
		defer cancel()
		now, err := s.clients.Pipeline().GetPipeline(limited, &operationsv1.GetPipelineRequest{})
		if err != nil {
			return false, s.clients.Failure(client.Ingest, err)
		}
		return now.GetReplaysWaiting() <= maxReplaysWaiting && now.GetArticlesWaiting() <= maxArticlesWaiting, nil
	})
}

// wait waits until no replay waits any more.
func (c *replayCommand) wait(ctx context.Context, s *session, progress *terminal.Progress) error {
	first := uint64(0)
	return poll(ctx, func() (bool, error) {
		limited, cancel := s.call(ctx)
		defer cancel()
		now, err := s.clients.Pipeline().GetPipeline(limited, &operationsv1.GetPipelineRequest{})
		if err != nil {
			return false, s.clients.Failure(client.Ingest, err)
		}
		waiting := now.GetReplaysWaiting()
		first = max(first, waiting)
		progress.Show(1-float64(waiting)/float64(max(first, 1)), fmt.Sprintf("%d articles wait to be tagged again", waiting))
		return waiting == 0, nil
	})
}

// position is a sequence in the stream of articles, or a moment.
type position struct {
	moment
	day      bool
	sequence uint64
}

// UnmarshalText parses the flag; kong calls it.
func (p *position) UnmarshalText(text []byte) error {
	if n, err := strconv.ParseUint(string(text), 10, 64); err == nil {
		p.sequence = n
		return nil
	}
	if err := p.moment.UnmarshalText(text); err != nil {
		return fmt.Errorf("%w, nor a sequence (1200)", err)
	}
	_, err := time.Parse(time.DateOnly, string(text))
	p.day = err == nil
	return nil
}
