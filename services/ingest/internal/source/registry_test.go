package source_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fault"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/source"
)

var now = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// open starts a registry as a process would, and returns how to stop it.
func open(t *testing.T, conn *bus.Conn, file string) (*source.Registry, func()) {
	t.Helper()
	r, err := source.NewRegistry(source.Deps{Conn: conn, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	var directory *source.Directory
	if file != "" {
		if directory, err = source.Parse(strings.NewReader(file), "/etc/barograph"); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Ready(t.Context()); !errors.Is(err, fault.ErrTransient) {
		t.Fatalf("ready before it runs: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- r.Run(ctx, directory) }()
	stopped := false
	stop := func() {
		if !stopped {
			stopped = true
			cancel()
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
	}
	t.Cleanup(stop)
	bustest.Eventually(t, "the sources are read", func() bool { return r.Ready(t.Context()) == nil })
	return r, stop
}

func connect(t *testing.T) *bus.Conn {
	return bustest.Start(t, bustest.Options{}).Connect("ingest")
}

func bbc() *sourcev1.Source {
	return &sourcev1.Source{
		Id: "bbc.co.uk", Name: "BBC", Reliability: articlev1.Reliability_RELIABILITY_B,
		Feeds: []*sourcev1.Feed{{Address: "https://feeds.bbci.co.uk/news/world/rss.xml"}, {Address: "https://bbc.co.uk/"}},
	}
}

func TestResourceSurvivesARestart(t *testing.T) {
	conn, ctx := connect(t), t.Context()
	r, stop := open(t, conn, "")
	created, err := r.Create(ctx, bbc())
	if err != nil {
		t.Fatal(err)
	}
	if got := created.GetFeeds()[0].GetId() + " " + created.GetFeeds()[1].GetId(); got != "news-world-rss-xml bbc-co-uk" {
		t.Errorf("ids of the feeds are %s", got)
	}
	if created.GetEtag() == "" || created.GetManager() != sourcev1.Manager_MANAGER_API || !created.GetCreateTime().AsTime().Equal(now) {
		t.Errorf("created %v", created)
	}
	if got := created.GetFeeds()[0].GetStatus().GetState(); got != sourcev1.FeedState_FEED_STATE_PENDING {
		t.Errorf("a new feed is %s", got)
	}
	if got := r.Of("", "https://www.bbc.co.uk/1"); got.GetName() != "BBC" || got.GetFamily() != "bbc.co.uk" || got.GetReliability() != articlev1.Reliability_RELIABILITY_B {
		t.Errorf("an article of it is of %v", got)
	}
	status := &sourcev1.FeedStatus{State: sourcev1.FeedState_FEED_STATE_FAILING, LastError: "timeout", NextAttemptTime: timestamppb.New(now)}
	if err := r.PutStatus(ctx, "bbc.co.uk", "bbc-co-uk", status); err != nil {
		t.Fatal(err)
	}
	stop()
	again, _ := open(t, conn, "")
	got, err := again.Get("bbc.co.uk")
	if err != nil {
		t.Fatal(err)
	}
	created.Feeds[1].Status = status
	if !proto.Equal(got, created) {
		t.Errorf("after a restart:\n%v\nwant\n%v", got, created)
	}
}

func TestUpdate(t *testing.T) {
	r, _ := open(t, connect(t), "")
	ctx := t.Context()
	created, err := r.Create(ctx, bbc())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Create(ctx, bbc()); !errors.Is(err, fault.ErrExists) {
		t.Errorf("created twice: %v", err)
	}
	update := &sourcev1.Source{Id: "bbc.co.uk", Reliability: articlev1.Reliability_RELIABILITY_A, Etag: created.GetEtag()}
	updated, changed, err := r.Update(ctx, update, []string{"reliability"}, false)
	if err != nil || !changed || updated.GetName() != "BBC" || len(updated.GetFeeds()) != 2 || updated.GetReliability() != articlev1.Reliability_RELIABILITY_A {
		t.Fatalf("updated to %v, %t, %v", updated, changed, err)
	}
	if got := r.Of("bbc.co.uk", "").GetReliability(); got != articlev1.Reliability_RELIABILITY_A {
		t.Errorf("articles are still %s", got)
	}
	if _, _, err := r.Update(ctx, update, []string{"reliability"}, false); !errors.Is(err, fault.ErrConflict) {
		t.Errorf("with an old etag: %v", err)
	}
	update.Etag = ""
	if got, changed, err := r.Update(ctx, update, []string{"reliability"}, false); err != nil || changed || got.GetEtag() != updated.GetEtag() {
		t.Errorf("an update that changes nothing: %v, %t, %v", got, changed, err)
	}
	if _, _, err := r.Update(ctx, update, []string{"manager"}, false); !errors.Is(err, fault.ErrInvalid) {
		t.Errorf("a mask of what cannot be updated: %v", err)
	}
	other := &sourcev1.Source{Id: "other.example", Feeds: []*sourcev1.Feed{{Address: "https://bbc.co.uk/"}}}
	if _, _, err := r.Update(ctx, other, nil, false); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("an update of nothing: %v", err)
	}
	if _, _, err := r.Update(ctx, other, nil, true); !errors.Is(err, fault.ErrExists) {
		t.Errorf("a feed that is another's: %v", err)
	}
	if err := r.Delete(ctx, "bbc.co.uk", created.GetEtag()); !errors.Is(err, fault.ErrConflict) {
		t.Errorf("deleted with an old etag: %v", err)
	}
	if err := r.Delete(ctx, "bbc.co.uk", updated.GetEtag()); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Get("bbc.co.uk"); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("after deletion: %v", err)
	}
	if err := r.Delete(ctx, "bbc.co.uk", ""); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("deleted twice: %v", err)
	}
	if _, _, err := r.Update(ctx, other, nil, true); err != nil {
		t.Errorf("a feed that was another's: %v", err)
	}
}

func TestStatusNeverMeetsAnEdit(t *testing.T) {
	r, _ := open(t, connect(t), "")
	ctx := t.Context()
	created, err := r.Create(ctx, bbc())
	if err != nil {
		t.Fatal(err)
	}
	_, changed := r.Active()
	for i := range uint64(20) {
		if err := r.PutStatus(ctx, "bbc.co.uk", "bbc-co-uk", &sourcev1.FeedStatus{Attempts: i + 1, State: sourcev1.FeedState_FEED_STATE_OK}); err != nil {
			t.Fatal(err)
		}
	}
	attempts := func() uint64 {
		got, err := r.Get("bbc.co.uk")
		if err != nil {
			t.Fatal(err)
		}
		return got.GetFeeds()[1].GetStatus().GetAttempts()
	}
	bustest.Eventually(t, "the last status is read", func() bool { return attempts() == 20 })
	select {
	case <-changed:
		t.Error("a status counts as a change of the definition")
	default:
	}
	edit := &sourcev1.Source{Id: "bbc.co.uk", Etag: created.GetEtag(), Feeds: created.GetFeeds()[:1]}
	if _, _, err := r.Update(ctx, edit, []string{"feeds"}, false); err != nil {
		t.Fatalf("an edit after a status: %v", err)
	}
	<-changed
	if err := r.PutStatus(ctx, "bbc.co.uk", "bbc-co-uk", &sourcev1.FeedStatus{}); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("status of a feed that is gone: %v", err)
	}
	edit.Etag, edit.Feeds = "", bbc().GetFeeds()
	if _, _, err := r.Update(ctx, edit, []string{"feeds"}, false); err != nil {
		t.Fatal(err)
	}
	bustest.Eventually(t, "the feed begins anew", func() bool { return attempts() == 0 })
}

func TestPause(t *testing.T) {
	r, _ := open(t, connect(t), "")
	ctx := t.Context()
	if _, err := r.Create(ctx, bbc()); err != nil {
		t.Fatal(err)
	}
	active := func() (ids []string) {
		sources, _ := r.Active()
		for _, s := range sources {
			for _, f := range s.GetFeeds() {
				ids = append(ids, s.GetId()+"/"+f.GetId())
			}
		}
		return ids
	}
	for _, step := range []struct {
		feed    string
		paused  bool
		changed bool
		active  string
	}{
		{"bbc-co-uk", true, true, "[bbc.co.uk/news-world-rss-xml]"},
		{"bbc-co-uk", true, false, "[bbc.co.uk/news-world-rss-xml]"},
		{"", true, true, "[]"},
		{"bbc-co-uk", false, true, "[]"},
		{"", false, true, "[bbc.co.uk/news-world-rss-xml bbc.co.uk/bbc-co-uk]"},
		{"", false, false, "[bbc.co.uk/news-world-rss-xml bbc.co.uk/bbc-co-uk]"},
	} {
		got, changed, err := r.SetPaused(ctx, "bbc.co.uk", step.feed, step.paused)
		if err != nil || changed != step.changed || got.GetId() != "bbc.co.uk" {
			t.Fatalf("%+v: %v, %t, %v", step, got, changed, err)
		}
		if got := fmt.Sprint(active()); got != step.active {
			t.Errorf("%+v: active are %s", step, got)
		}
	}
	if _, _, err := r.SetPaused(ctx, "bbc.co.uk", "none", true); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("a feed that is not there: %v", err)
	}
}

func TestRefusesWhatIsWrong(t *testing.T) {
	r, _ := open(t, connect(t), "")
	feeds := func(feeds ...*sourcev1.Feed) *sourcev1.Source { return &sourcev1.Source{Id: "a.example", Feeds: feeds} }
	for name, s := range map[string]*sourcev1.Source{
		"id in capitals":       {Id: "A.example"},
		"no id":                {},
		"address twice":        feeds(&sourcev1.Feed{Address: "https://a.example/"}, &sourcev1.Feed{Address: "https://a.example/"}),
		"id twice":             feeds(&sourcev1.Feed{Id: "a", Address: "https://a.example/"}, &sourcev1.Feed{Id: "a", Address: "https://b.example/"}),
		"file":                 feeds(&sourcev1.Feed{Address: "file:///etc/passwd"}),
		"credentials":          feeds(&sourcev1.Feed{Address: "https://a.example/", CredentialsFile: "/etc/passwd"}),
		"password":             feeds(&sourcev1.Feed{Address: "https://me:secret@a.example/"}),
		"scheme":               feeds(&sourcev1.Feed{Address: "ftp://a.example/"}),
		"no scheme":            feeds(&sourcev1.Feed{Address: "a.example/rss"}),
		"no address":           feeds(&sourcev1.Feed{}),
		"unknown kind":         feeds(&sourcev1.Feed{Address: "https://a.example/", Kind: 99}),
		"directory over HTTP":  feeds(&sourcev1.Feed{Address: "https://a.example/", Kind: sourcev1.FeedKind_FEED_KIND_DIRECTORY}),
		"feed id with capital": feeds(&sourcev1.Feed{Id: "A", Address: "https://a.example/"}),
	} {
		_, err := r.Create(t.Context(), s)
		if err == nil || errors.Is(err, fault.ErrTransient) {
			t.Errorf("%s: %v", name, err)
		}
	}
	large := feeds()
	for i := range 40 {
		large.Feeds = append(large.Feeds, &sourcev1.Feed{Address: fmt.Sprintf("https://a.example/%d%s", i, strings.Repeat("x", 2000))})
	}
	if _, err := r.Create(t.Context(), large); !errors.Is(err, fault.ErrInvalid) || !strings.Contains(err.Error(), "takes") {
		t.Errorf("a large source: %v", err)
	}
	if got := r.All(); len(got) != 0 {
		t.Errorf("stored nevertheless: %v", got)
	}
}

// TestTwoProcesses: neither loses what the other wrote, and each sees it.
func TestTwoProcesses(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	one, _ := open(t, server.Connect("ingest"), "")
	two, _ := open(t, server.Connect("ingest"), "")
	ctx := t.Context()
	s := &sourcev1.Source{Id: "a.example"}
	const feeds = 8
	for i := range feeds {
		s.Feeds = append(s.Feeds, &sourcev1.Feed{Id: fmt.Sprint("f", i), Address: fmt.Sprintf("https://a.example/%d", i)})
	}
	if _, err := one.Create(ctx, s); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	for i := range feeds {
		r := map[bool]*source.Registry{true: one, false: two}[i%2 == 0]
		go func() {
			_, _, err := r.SetPaused(ctx, "a.example", fmt.Sprint("f", i), true)
			done <- err
		}()
	}
	for range feeds {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	for name, r := range map[string]*source.Registry{"one": one, "two": two} {
		bustest.Eventually(t, name+" sees all pauses", func() bool {
			active, _ := r.Active()
			return len(active) == 0
		})
	}
	if err := two.Delete(ctx, "a.example", ""); err != nil {
		t.Fatal(err)
	}
	bustest.Eventually(t, "one sees the deletion", func() bool { return len(one.All()) == 0 })
}

func TestRegistryOutlivesTheServer(t *testing.T) {
	server := bustest.Start(t, bustest.Options{Log: zap.NewNop()})
	conn := server.Connect("ingest")
	r, _ := open(t, conn, "")
	if _, err := r.Create(t.Context(), bbc()); err != nil {
		t.Fatal(err)
	}
	server.Restart()
	bustest.Eventually(t, "a change after the restart counts", func() bool {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, _, err := r.Update(ctx, &sourcev1.Source{Id: "bbc.co.uk", Name: "New"}, []string{"name"}, false)
		return err == nil && r.Of("bbc.co.uk", "").GetName() == "New"
	})
}
