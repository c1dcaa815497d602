// Package importer hands the articles of archives over to ingest: at full speed,
// in batches that are acknowledged one by one, so that what was interrupted can
// go on where it was.
package importer

import (
	"context"
	"iter"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/cmd/barograph/internal/delivery"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/services/ingest"
)

const (
	// A batch is sent when it has so many articles or bytes, or so many records
	// that are none.
	maxBatchArticles = 1000
	maxBatchBytes    = 16 << 20
	maxBatchRecords  = 20_000
)

// Deps is what an importer works with.
type Deps struct {
	// Ingest takes the articles; nil takes none, and only checks them.
	Ingest ingestv1.IngestServiceClient
	// Check refuses what ingest would; used without Ingest.
	Check func(in *ingestv1.Submission) error
	// Failed is told of each record that cannot be read and each article that is
	// refused, by its place.
	Failed func(place, problem string)
	// Saved is called when all records up to here are settled.
	Saved func(Counts) error
	// Waiting is told when ingest cannot be had, and is tried again after a while.
	Waiting func(err error, after time.Duration)
	Now     func() time.Time
	// Patience is for how long ingest may be away.
	Patience time.Duration
}

// Counts are what became of the records.
type Counts struct {
	Files      int            `json:"files"`
	Records    int            `json:"records"`
	Bytes      int64          `json:"bytes"` // of the records, unpacked
	Sent       int            `json:"sent"`
	Accepted   uint64         `json:"accepted"`
	Revised    uint64         `json:"revised"`
	Unchanged  uint64         `json:"unchanged"`
	Duplicates uint64         `json:"duplicates"`
	Refused    uint64         `json:"refused"`
	Unreadable int            `json:"unreadable"`
	Skipped    map[string]int `json:"skipped,omitempty"` // records that are no articles, by what they are
}

// Failures is how many records were lost.
func (c Counts) Failures() int { return c.Unreadable + int(c.Refused) }

// Importer imports.
type Importer struct {
	Deps
	handover *delivery.Delivery
	counts   Counts
	batch    []ingest.ArchiveRecord
	bytes    int
	sent     int // articles in batch
}

// New makes an importer for one import.
func New(deps Deps) *Importer {
	handover := delivery.New(delivery.Deps{Ingest: deps.Ingest, Patience: deps.Patience, Waiting: deps.Waiting, Now: deps.Now})
	return &Importer{Deps: deps, handover: handover, counts: Counts{Skipped: map[string]int{}}}
}

// Run imports records. The cursor, if there is one, knows all that is settled
// when Saved is called, and when Run returns. After an error the counts are those
// of what was settled.
func (i *Importer) Run(ctx context.Context, records iter.Seq[ingest.ArchiveRecord], cursor *ingest.ArchiveCursor) (Counts, error) {
	for r := range records {
		i.batch = append(i.batch, r)
		if r.Submission != nil {
			i.bytes += proto.Size(r.Submission)
			i.sent++
		}
		if i.sent >= maxBatchArticles || i.bytes >= maxBatchBytes || len(i.batch) >= maxBatchRecords {
			if err := i.settle(ctx, cursor); err != nil {
				return i.counts, err
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return i.counts, err
	}
	return i.counts, i.settle(ctx, cursor)
}

// settle hands a batch over and counts it.
func (i *Importer) settle(ctx context.Context, cursor *ingest.ArchiveCursor) error {
	var articles []ingest.ArchiveRecord
	for _, r := range i.batch {
		if r.Submission != nil {
			articles = append(articles, r)
		}
	}
	answer, err := i.deliver(ctx, articles)
	if err != nil {
		return err
	}
	for _, f := range answer.GetFailures() {
		name := f.GetReference()
		if f.GetIndex() < uint64(len(articles)) {
			name = articles[f.GetIndex()].Place.String()
		}
		i.Failed(name, f.GetMessage())
	}
	c := &i.counts
	c.Sent += len(articles)
	c.Accepted, c.Revised, c.Unchanged = c.Accepted+answer.GetAccepted(), c.Revised+answer.GetRevised(), c.Unchanged+answer.GetUnchanged()
	c.Duplicates, c.Refused = c.Duplicates+answer.GetDuplicates(), c.Refused+answer.GetRefused()
	for _, r := range i.batch {
		i.count(r)
		if cursor != nil {
			cursor.Took(r)
		}
	}
	i.batch, i.bytes, i.sent = i.batch[:0], 0, 0
	return i.Saved(i.counts)
}

func (i *Importer) count(r ingest.ArchiveRecord) {
	c := &i.counts
	if r.End != nil {
		c.Files++
		return
	}
	c.Records++
	c.Bytes += r.Place.Size
	switch {
	case r.Err != nil:
		c.Unreadable++
		i.Failed(r.Place.String(), r.Err.Error())
	case r.Skipped != "":
		kind := r.Skipped
		if _, known := c.Skipped[kind]; !known && len(c.Skipped) >= 50 {
			kind = "other"
		}
		c.Skipped[kind]++
	}
}

// deliver sends articles until ingest has answered that they are stored.
func (i *Importer) deliver(ctx context.Context, articles []ingest.ArchiveRecord) (*ingestv1.SubmitArticlesResponse, error) {
	if len(articles) == 0 {
		return &ingestv1.SubmitArticlesResponse{}, nil
	}
	if i.Ingest == nil {
		return i.check(articles), nil
	}
	for _, r := range articles {
		if err := i.handover.Add(ctx, r.Submission); err != nil {
			_, err = i.handover.Close(ctx, err)
			return nil, err
		}
	}
	return i.handover.Flush(ctx)
}

func (i *Importer) check(articles []ingest.ArchiveRecord) *ingestv1.SubmitArticlesResponse {
	answer := &ingestv1.SubmitArticlesResponse{}
	for index, r := range articles {
		if err := i.Check(r.Submission); err != nil {
			answer.Refused++
			answer.Failures = append(answer.Failures, &ingestv1.SubmitFailure{Index: uint64(index), Message: err.Error()})
		}
	}
	return answer
}
