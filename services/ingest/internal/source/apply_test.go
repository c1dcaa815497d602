package source_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/barograph/barograph/internal/fault"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/source"
)

func inForce(r *source.Registry) string {
	text := ""
	for _, s := range r.All() {
		text += fmt.Sprintf("%s %s paused=%t feeds=%d; ", s.GetId(), s.GetManager(), s.GetPaused(), len(s.GetFeeds()))
	}
	return text
}

func TestFileIsAppliedAtEachStart(t *testing.T) {
	conn, ctx := connect(t), t.Context()
	r, stop := open(t, conn, "")
	for _, s := range []*sourcev1.Source{{Id: "kept.example"}, {Id: "taken.example", Reliability: articlev1.Reliability_RELIABILITY_A}} {
		if _, err := r.Create(ctx, s); err != nil {
			t.Fatal(err)
		}
	}
	stop()

	const file = "sources:\n  taken.example: {reliability: E, feeds: [https://taken.example/rss, {address: dump/, credentials_file: key}]}\n  gone.example: {}\n"
	r, stop = open(t, conn, file)
	if got := inForce(r); got != "gone.example MANAGER_FILE paused=false feeds=0; kept.example MANAGER_API paused=false feeds=0; taken.example MANAGER_FILE paused=false feeds=2; " {
		t.Errorf("after the first file: %s", got)
	}
	taken, err := r.Get("taken.example")
	if err != nil || taken.GetReliability() != articlev1.Reliability_RELIABILITY_E || taken.GetFeeds()[1].GetAddress() != "file:///etc/barograph/dump/" ||
		taken.GetFeeds()[1].GetCredentialsFile() != "key" {
		t.Errorf("the file did not win: %v, %v", taken, err)
	}
	if _, _, err := r.Update(ctx, &sourcev1.Source{Id: "taken.example", Name: "Mine"}, []string{"name"}, false); !errors.Is(err, fault.ErrPrecondition) {
		t.Errorf("a client changed it: %v", err)
	}
	if _, changed, err := r.Update(ctx, taken, nil, false); err != nil || changed {
		t.Errorf("an update that changes nothing: %t, %v", changed, err)
	}
	if err := r.Delete(ctx, "taken.example", ""); !errors.Is(err, fault.ErrPrecondition) {
		t.Errorf("a client deleted it: %v", err)
	}
	if _, _, err := r.SetPaused(ctx, "taken.example", "", true); err != nil {
		t.Errorf("a client cannot pause it: %v", err)
	}
	if _, _, err := r.SetPaused(ctx, "taken.example", "rss", true); err != nil {
		t.Errorf("a client cannot pause its feed: %v", err)
	}
	before, err := r.Get("taken.example")
	if err != nil {
		t.Fatal(err)
	}
	stop()

	r, stop = open(t, conn, file)
	if after, err := r.Get("taken.example"); err != nil || after.GetEtag() != before.GetEtag() || !after.GetFeeds()[0].GetPaused() {
		t.Errorf("the same file again: %v, %v; want %v", after, err, before)
	}
	stop()

	r, stop = open(t, conn, "sources:\n  taken.example: {paused: false, feeds: [https://taken.example/rss]}\n")
	if got := inForce(r); got != "kept.example MANAGER_API paused=false feeds=0; taken.example MANAGER_FILE paused=false feeds=1; " {
		t.Errorf("after another file: %s", got)
	}
	stop()

	_, stop = open(t, conn, file)
	stop()
	r, _ = open(t, conn, "")
	if got := inForce(r); got != "gone.example MANAGER_API paused=false feeds=0; kept.example MANAGER_API paused=false feeds=0; taken.example MANAGER_API paused=false feeds=1; " {
		t.Errorf("without a file: %s", got)
	}
	if err := r.Delete(ctx, "taken.example", ""); err != nil {
		t.Errorf("what was of the file cannot be deleted: %v", err)
	}
}

func TestClientCannotBecomeTheFile(t *testing.T) {
	r, _ := open(t, connect(t), "")
	got, err := r.Create(t.Context(), &sourcev1.Source{Id: "a.example", Manager: sourcev1.Manager_MANAGER_FILE})
	if err != nil || got.GetManager() != sourcev1.Manager_MANAGER_API {
		t.Errorf("got %v, %v", got, err)
	}
	_, _, err = r.Update(t.Context(), &sourcev1.Source{
		Id: "a.example", Manager: sourcev1.Manager_MANAGER_FILE, Feeds: []*sourcev1.Feed{{Address: "file:///etc/"}},
	}, nil, false)
	if !errors.Is(err, fault.ErrInvalid) {
		t.Errorf("a client named a folder: %v", err)
	}
}
