package poll

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/logging"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/archive"
	"github.com/barograph/barograph/services/ingest/internal/syndication"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

const (
	// dumpTime bounds the fetching of a dump, and then the reading: what was fetched
	// is read as far as possible, since it has to be fetched again for the rest.
	dumpTime = 12 * time.Minute
	// saveArchive is after how many records of one the memory is kept.
	saveArchive = 500
	// maxDump is how large a dump may be that is fetched, in bytes, unless its feed
	// says otherwise.
	maxDump = 4 << 30
	// pages is how many pages of an archive are read at once.
	pages = 2
	// maxDated is how many times of articles tell the habit of an archive.
	maxDated = 1000
	// maxTold is how many bad records of one read are logged.
	maxTold = 20
)

// archived says whether the feed is a folder or a file of articles.
func (a *attempt) archived() bool {
	kind := a.feed.GetKind()
	return kind == sourcev1.FeedKind_FEED_KIND_DIRECTORY || kind == sourcev1.FeedKind_FEED_KIND_DUMP || strings.HasPrefix(a.feed.GetAddress(), "file:")
}

// archive reads what is new in a folder or a file of articles, from where the
// last read ended. What it lists are the times of the articles only: they are
// taken already.
func (a *attempt) archive(ctx context.Context) (*web.Validators, []syndication.Item, error) {
	cursor := &archive.Cursor{}
	if saved := a.memory.Cursor; len(saved) > 0 {
		if err := json.Unmarshal(saved, cursor); err != nil { //house:allow fuzz: FuzzState of importer reads the same
			a.log.Error("cursor of archive lost; its articles are looked at again", logging.Error(err))
			cursor = &archive.Cursor{}
		}
	}
	if path, local := strings.CutPrefix(a.feed.GetAddress(), "file://"); local {
		files, err := a.files(path)
		if err != nil && len(files) == 0 {
			return nil, nil, err
		}
		if err != nil {
			a.report.Problem = err.Error()
		}
		return nil, nil, a.read(ctx, files, cursor)
	}
	return a.dump(ctx, cursor)
}

// files are those of a path of this machine.
func (a *attempt) files(address string) ([]archive.File, error) {
	path, err := url.PathUnescape(address)
	if err != nil {
		return nil, fmt.Errorf("address: %w", err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		a.report.Kind = sourcev1.FeedKind_FEED_KIND_DIRECTORY
		return archive.Walk(os.DirFS(path), path, archive.Extensions())
	}
	a.report.Kind = sourcev1.FeedKind_FEED_KIND_DUMP
	return []archive.File{{Name: path, Size: info.Size(), Modified: info.ModTime(), Open: func() (io.ReadCloser, error) { return os.Open(path) }}}, nil
}

// dump fetches a file of articles and reads it.
func (a *attempt) dump(ctx context.Context, cursor *archive.Cursor) (*web.Validators, []syndication.Item, error) {
	file, err := os.CreateTemp("", "barograph-dump-*")
	if err != nil {
		return nil, nil, fmt.Errorf("keep dump: %w", err)
	}
	defer func() {
		if err := errors.Join(file.Close(), os.Remove(file.Name())); err != nil {
			a.log.Warn("temporary file not removed", logging.Error(err))
		}
	}()
	most := int64(a.feed.GetLimits().GetMaxBytes())
	if most == 0 {
		most = maxDump
	}
	response, err := a.Fetcher.Fetch(ctx, web.Request{
		URL: a.feed.GetAddress(), Validators: a.memory.Validators, Credentials: a.feed.GetCredentialsFile(), Permitted: a.feed.GetPermitted(),
		MaxBytes: most, Into: file, Timeout: dumpTime, Accept: "*/*",
	})
	if err != nil {
		return nil, nil, err
	}
	a.report.HTTPStatus, a.report.Moved, a.report.Kind = response.Status, response.Moved, sourcev1.FeedKind_FEED_KIND_DUMP
	a.result.FreshUntil = response.FreshUntil
	switch {
	case response.Gone:
		return nil, nil, errors.New("the server says that it is gone for good (410): remove the feed")
	case response.NotModified:
		return nil, nil, nil
	}
	info, err := file.Stat()
	if err != nil {
		return nil, nil, fmt.Errorf("keep dump: %w", err)
	}
	name := a.feed.GetAddress()
	if u, err := url.Parse(name); err == nil {
		name = u.Path
	}
	fetched := archive.File{
		Name: name, Size: info.Size(), Modified: response.Retrieved,
		Open: func() (io.ReadCloser, error) { return os.Open(file.Name()) },
	}
	a.until = a.Clock().Add(dumpTime)
	return &response.Validators, nil, a.read(ctx, []archive.File{fetched}, cursor)
}

// read takes the articles of files in. Where the cursor stands is kept together
// with what was taken.
func (a *attempt) read(ctx context.Context, files []archive.File, cursor *archive.Cursor) error {
	place := a.place()
	composer := &archive.Composer{Extractor: a.Extractor, Source: place.Source, Feed: place.Feed, Language: place.Language, Now: a.Now()}
	most, taken, records, bad := int(a.feed.GetLimits().GetMaxItems()), 0, 0, 0
	var failed error
	for r := range composer.All(ctx, archive.Records(files, cursor), pages) {
		switch {
		case r.Submission != nil:
			if failed = a.entry(ctx, r); failed == nil {
				taken++
			}
		case r.Err != nil:
			bad++
			a.unreadable(r, bad)
		}
		if failed != nil {
			break
		}
		cursor.Took(r)
		if records++; records%saveArchive == 0 {
			a.remember(cursor)
			a.save(ctx)
		}
		if most > 0 && taken >= most || a.over() {
			a.left = true
			break
		}
	}
	if failed == nil && !a.left {
		failed = ctx.Err()
		cursor.Keep(files)
	}
	if bad > 1 {
		a.report.Problem = fmt.Sprintf("%d records cannot be read, the first: %s", bad, a.report.Problem)
	}
	a.remember(cursor)
	return failed
}

func (a *attempt) remember(cursor *archive.Cursor) {
	value, err := json.Marshal(cursor)
	if err != nil {
		a.log.Warn("cursor of archive not kept", logging.Error(err))
		return
	}
	a.memory.Cursor = value
}

// entry takes in one article of an archive.
func (a *attempt) entry(ctx context.Context, r archive.Record) error {
	in := r.Submission
	item := syndication.Item{ID: r.Place.String(), Link: in.GetUrl(), Title: in.GetTitle()}
	if in.PublishedTime != nil {
		item.Published.Time = in.GetPublishedTime().AsTime()
	}
	a.report.Items++
	if len(a.listed) < maxDated {
		a.listed = append(a.listed, item)
	}
	_, err := a.accept(ctx, item, in, true)
	return err
}

// unreadable counts a record that cannot be read; the first ones are told.
func (a *attempt) unreadable(r archive.Record, bad int) {
	a.report.GivenUp++
	if bad == 1 {
		a.report.Problem = fmt.Sprintf("%s: %v", r.Place, r.Err)
	}
	if bad <= maxTold {
		a.log.Warn("record not read", zap.Stringer(logging.KeyPlace, r.Place), logging.Error(r.Err))
	}
}
