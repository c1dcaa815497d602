package aggregate_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	"github.com/barograph/barograph/internal/bustest"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate"
)

type update = initiativev1.UpdateInitiativeRequest

func TestInitiativesAreCreatedReadUpdatedAndDeleted(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	s := start(t, server)
	ctx := t.Context()
	created := s.define("gaza-isf")
	if !created.GetCreateTime().AsTime().Equal(noon()) || !created.GetUpdateTime().AsTime().Equal(noon()) || created.GetEtag() == "" {
		t.Errorf("created %v", created)
	}
	got, err := s.initiatives.GetInitiative(ctx, &initiativev1.GetInitiativeRequest{Id: "gaza-isf"})
	if err != nil || !proto.Equal(got.GetInitiative(), created) {
		t.Errorf("Get = %v, %v, want %v", got, err, created)
	}

	masked, err := s.initiatives.UpdateInitiative(ctx, &update{
		Initiative: &initiativev1.Initiative{Id: "gaza-isf", Places: []string{"Gaza"}, Etag: created.GetEtag()},
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"places"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := proto.CloneOf(created)
	want.Places, want.Etag = []string{"Gaza"}, masked.GetInitiative().GetEtag()
	if !masked.GetChanged() || !proto.Equal(masked.GetInitiative(), want) || want.GetEtag() == created.GetEtag() {
		t.Errorf("masked update = %v, want %v", masked, want)
	}
	same, err := s.initiatives.UpdateInitiative(ctx, &update{Initiative: want})
	if err != nil || same.GetChanged() || same.GetInitiative().GetEtag() != want.GetEtag() {
		t.Errorf("update to the same = %v, %v", same, err)
	}
	missing := initiative("ukraine-mnf")
	upserted, err := s.initiatives.UpdateInitiative(ctx, &update{Initiative: missing, AllowMissing: true})
	if err != nil || !upserted.GetChanged() || upserted.GetInitiative().GetName() != missing.GetName() {
		t.Errorf("update with allow_missing = %v, %v", upserted, err)
	}

	gone, err := s.initiatives.DeleteInitiative(ctx, &initiativev1.DeleteInitiativeRequest{Id: "gaza-isf", Etag: want.GetEtag()})
	if err != nil || gone.GetCatalogueRevision() <= upserted.GetCatalogueRevision() {
		t.Errorf("Delete = %v, %v", gone, err)
	}
	_, err = s.initiatives.GetInitiative(ctx, &initiativev1.GetInitiativeRequest{Id: "gaza-isf"})
	wantError(t, err, "NotFound", "INITIATIVE_NOT_FOUND")
	if again := s.define("gaza-isf"); again.GetEtag() == created.GetEtag() {
		t.Error("an initiative created again has its first version")
	}
}

func TestInitiativesAreRefused(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	s := start(t, server)
	ctx := t.Context()
	s.define("gaza-isf")
	renamed := initiative("gaza-isf")
	renamed.Name = "Another"
	for _, tt := range []struct {
		name, code, reason string
		call               func() error
	}{
		{"create twice", "AlreadyExists", "INITIATIVE_EXISTS", func() error {
			_, err := s.initiatives.CreateInitiative(ctx, &initiativev1.CreateInitiativeRequest{Initiative: initiative("gaza-isf")})
			return err
		}},
		{"create nothing", "InvalidArgument", "INVALID_ARGUMENT", func() error {
			_, err := s.initiatives.CreateInitiative(ctx, &initiativev1.CreateInitiativeRequest{})
			return err
		}},
		{"create with a bad id", "InvalidArgument", "INVALID_ARGUMENT", func() error {
			_, err := s.initiatives.CreateInitiative(ctx, &initiativev1.CreateInitiativeRequest{Initiative: &initiativev1.Initiative{Id: "No Such", Name: "N"}})
			return err
		}},
		{"update a missing one", "NotFound", "INITIATIVE_NOT_FOUND", func() error {
			_, err := s.initiatives.UpdateInitiative(ctx, &update{Initiative: initiative("nothing")})
			return err
		}},
		{"update nothing", "InvalidArgument", "INVALID_ARGUMENT", func() error {
			_, err := s.initiatives.UpdateInitiative(ctx, &update{})
			return err
		}},
		{"update a field that does not exist", "InvalidArgument", "UPDATE_MASK", func() error {
			_, err := s.initiatives.UpdateInitiative(ctx, &update{Initiative: renamed, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"nam"}}})
			return err
		}},
		{"update to something invalid", "InvalidArgument", "INVALID_ARGUMENT", func() error {
			_, err := s.initiatives.UpdateInitiative(ctx, &update{Initiative: &initiativev1.Initiative{Id: "gaza-isf"}})
			return err
		}},
		{"create something invalid by update", "InvalidArgument", "INVALID_ARGUMENT", func() error {
			_, err := s.initiatives.UpdateInitiative(ctx, &update{Initiative: &initiativev1.Initiative{Id: "Bad Id", Name: "N"}, AllowMissing: true})
			return err
		}},
		{"update with an old etag", "Aborted", "ETAG_MISMATCH", func() error {
			stale := proto.CloneOf(renamed)
			stale.Etag = "4711"
			_, err := s.initiatives.UpdateInitiative(ctx, &update{Initiative: stale})
			return err
		}},
		{"delete with an old etag", "Aborted", "ETAG_MISMATCH", func() error {
			_, err := s.initiatives.DeleteInitiative(ctx, &initiativev1.DeleteInitiativeRequest{Id: "gaza-isf", Etag: "4711"})
			return err
		}},
		{"delete a missing one", "NotFound", "INITIATIVE_NOT_FOUND", func() error {
			_, err := s.initiatives.DeleteInitiative(ctx, &initiativev1.DeleteInitiativeRequest{Id: "nothing"})
			return err
		}},
		{"list with a foreign token", "InvalidArgument", "PAGE_TOKEN", func() error {
			_, err := s.initiatives.ListInitiatives(ctx, &initiativev1.ListInitiativesRequest{PageToken: "nonsense"})
			return err
		}},
	} {
		t.Run(tt.name, func(t *testing.T) { wantError(t, tt.call(), tt.code, tt.reason) })
	}
}

func TestInitiativesAreListedInPages(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	s := start(t, server)
	var want []string
	for i := range 7 {
		want = append(want, s.define(fmt.Sprint("initiative-", 6-i)).GetId())
	}
	slices.Sort(want)
	var got []string
	for token, pages := "", 0; pages == 0 || token != ""; pages++ {
		page, err := s.initiatives.ListInitiatives(t.Context(), &initiativev1.ListInitiativesRequest{PageSize: 3, PageToken: token})
		if err != nil || len(page.GetInitiatives()) > 3 {
			t.Fatalf("page %d: %d items, %v", pages, len(page.GetInitiatives()), err)
		}
		for _, i := range page.GetInitiatives() {
			got = append(got, i.GetId())
		}
		token = page.GetNextPageToken()
	}
	if !slices.Equal(got, want) {
		t.Errorf("listed %v, want %v", got, want)
	}
}

func TestUpdatesWithoutAnETagDoNotOverwriteEachOther(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	s := start(t, server)
	s.define("gaza-isf")
	masks := map[string]*initiativev1.Initiative{
		"about":  {Id: "gaza-isf", About: "one line"},
		"places": {Id: "gaza-isf", Places: []string{"Gaza"}},
		"class":  {Id: "gaza-isf", Class: "multinational_force"},
	}
	var wait sync.WaitGroup
	for path, change := range masks {
		wait.Go(func() {
			if _, err := s.initiatives.UpdateInitiative(t.Context(), &update{Initiative: change, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{path}}}); err != nil {
				t.Errorf("update %s: %v", path, err)
			}
		})
	}
	wait.Wait()
	got, err := s.initiatives.GetInitiative(t.Context(), &initiativev1.GetInitiativeRequest{Id: "gaza-isf"})
	if i := got.GetInitiative(); err != nil || i.GetAbout() == "" || i.GetClass() == "" || len(i.GetPlaces()) != 1 {
		t.Errorf("after three updates: %v, %v", i, err)
	}
}

func TestWatchSendsTheCatalogueThenItsChanges(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	seed := func(_ *aggregate.Config, deps *aggregate.Deps) {
		deps.Initiatives = []*initiativev1.Initiative{initiative("gaza-isf"), initiative("ukraine-mnf")}
	}
	s := start(t, server, seed)
	if _, err := s.initiatives.DeleteInitiative(t.Context(), &initiativev1.DeleteInitiativeRequest{Id: "ukraine-mnf"}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	watch, err := s.initiatives.WatchInitiatives(ctx, &initiativev1.WatchInitiativesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	var last uint64
	next := func() string {
		t.Helper()
		step, err := watch.Recv()
		if err != nil {
			t.Fatal(err)
		}
		if step.GetCatalogueRevision() < last {
			t.Errorf("catalogue revision fell from %d to %d", last, step.GetCatalogueRevision())
		}
		last = step.GetCatalogueRevision()
		switch {
		case step.GetSnapshotComplete():
			return "complete"
		case step.GetDefined() != nil:
			return step.GetDefined().GetId() + " " + step.GetDefined().GetName()
		default:
			return step.GetDeletedId() + " deleted"
		}
	}
	got := []string{next(), next()}
	s.define("western-hemisphere")
	got = append(got, next())
	renamed := initiative("gaza-isf")
	renamed.Name = "Another"
	if _, err := s.initiatives.UpdateInitiative(t.Context(), &update{Initiative: renamed}); err != nil {
		t.Fatal(err)
	}
	got = append(got, next())
	if _, err := s.initiatives.DeleteInitiative(t.Context(), &initiativev1.DeleteInitiativeRequest{Id: "western-hemisphere"}); err != nil {
		t.Fatal(err)
	}
	got = append(got, next())
	want := []string{"gaza-isf Force gaza-isf", "complete", "western-hemisphere Force western-hemisphere", "gaza-isf Another", "western-hemisphere deleted"}
	if !slices.Equal(got, want) {
		t.Errorf("watched %q, want %q", got, want)
	}
}

func TestSeedsOverwriteNothing(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	changed := initiative("gaza-isf")
	changed.Name = "Changed by an operator"
	s := start(t, server, func(_ *aggregate.Config, deps *aggregate.Deps) {
		deps.Initiatives = []*initiativev1.Initiative{initiative("gaza-isf")}
	})
	if _, err := s.initiatives.UpdateInitiative(t.Context(), &update{Initiative: changed}); err != nil {
		t.Fatal(err)
	}
	s.settle(conn)
	s.stop()
	s = start(t, server, func(_ *aggregate.Config, deps *aggregate.Deps) {
		deps.Initiatives = []*initiativev1.Initiative{initiative("gaza-isf"), initiative("ukraine-mnf")}
	})
	records := s.settle(conn)
	if len(records) != 2 || records["gaza-isf"].GetAssessment().GetInitiativeName() != changed.GetName() {
		t.Errorf("after the second start: %d initiatives, %q", len(records), records["gaza-isf"].GetAssessment().GetInitiativeName())
	}
}

// ingest is a fake that notes what replays it is asked for.
type ingest struct {
	ingestv1.IngestServiceClient
	replays chan *ingestv1.ReplayArticlesRequest
}

func (i ingest) ReplayArticles(ctx context.Context, req *ingestv1.ReplayArticlesRequest, _ ...grpc.CallOption) (*ingestv1.ReplayArticlesResponse, error) {
	if at, ok := ctx.Deadline(); !ok || time.Until(at) < time.Minute {
		return nil, errors.New("no time to read a whole archive")
	}
	i.replays <- req
	return &ingestv1.ReplayArticlesResponse{Queued: 1}, nil
}

func TestChangedCatalogueHasArticlesTaggedAgain(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	fake := ingest{replays: make(chan *ingestv1.ReplayArticlesRequest, 100)}
	s := start(t, server, func(_ *aggregate.Config, deps *aggregate.Deps) { deps.Ingest = fake })
	first := s.define("gaza-isf")
	tell(t, conn, reading{article: "a", catalogue: 1, claims: []*taggingv1.Claim{position("gaza-isf", "USA", supports, 600)}})
	s.settle(conn)
	if len(fake.replays) != 0 || first.GetEtag() != "1" {
		t.Fatalf("%d replays for articles of the present catalogue", len(fake.replays))
	}
	s.define("ukraine-mnf")
	select {
	case req := <-fake.replays:
		if req.GetReplayId() != "catalogue-2" || req.GetMinCatalogueRevision() != 2 {
			t.Errorf("asked for %v", req)
		}
	case <-time.After(time.Minute):
		t.Fatal("no replay was asked for")
	}
	tell(t, conn, reading{article: "a", catalogue: 2, claims: []*taggingv1.Claim{position("ukraine-mnf", "GBR", supports, 600)}})
	s.settle(conn)
	s.stop()
	if len(fake.replays) != 0 {
		t.Errorf("%d more replays were asked for", len(fake.replays))
	}
}
