package store_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate/internal/board"
	"github.com/barograph/barograph/services/aggregate/internal/shard"
	"github.com/barograph/barograph/services/aggregate/internal/store"
)

// replica is a member that runs.
type replica struct {
	*store.Members
	stop func() // in order
}

func join(tb testing.TB, server *bustest.Server, cfg store.MembersConfig) replica {
	tb.Helper()
	conn := server.Connect("aggregate")
	m := store.NewMembers(conn, board.New(), cfg, zap.NewNop())
	ctx, cancel := context.WithCancel(context.Background())
	var wait sync.WaitGroup
	wait.Go(func() { _ = m.Run(ctx) })
	m.Await(ctx)
	wait.Go(func() { _ = m.Join(ctx) })
	r := replica{m, sync.OnceFunc(func() {
		cancel()
		wait.Wait()
	})}
	tb.Cleanup(r.stop)
	return r
}

func (r replica) sees(tb testing.TB, members int) {
	tb.Helper()
	bustest.Eventually(tb, "it sees the members that are there", func() bool {
		view, _ := r.View()
		return view.Size() == members
	})
}

// die leaves what a process leaves that was killed.
func die(tb testing.TB, server *bustest.Server, slot, name string) {
	tb.Helper()
	data, err := shard.Report{Process: "killed", Name: name}.Encode()
	if err != nil {
		tb.Fatal(err)
	}
	bucket, err := server.Connect("test").Bucket(tb.Context(), subject.BucketAssessments)
	if err == nil {
		_, err = bucket.Put(tb.Context(), subject.MemberKey(slot), data, 0)
	}
	if err != nil {
		tb.Fatal(err)
	}
}

// Who starts where another one was killed waits for nobody: it has its place, and
// is alone at once.
func TestProcessTakesThePlaceOfTheOneBefore(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	cfg := store.MembersConfig{Name: "host :7403", Timeout: time.Minute}
	die(t, server, "1", cfg.Name)
	again := join(t, server, cfg)
	if view, _ := again.View(); view.Size() != 1 {
		t.Errorf("%d members right after the start", view.Size())
	}
	elsewhere := join(t, server, store.MembersConfig{Name: "other :7403", Timeout: time.Minute})
	again.sees(t, 2)
	elsewhere.sees(t, 2)
}

// Two of one name, as on machines that were copied, are two.
func TestTwoOfOneNameAreTwo(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	cfg := store.MembersConfig{Name: "localhost :7403", Timeout: time.Second}
	one, two := join(t, server, cfg), join(t, server, cfg)
	one.sees(t, 2)
	two.sees(t, 2)
}

func TestMembersComeAndGo(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	cfg := store.MembersConfig{Timeout: time.Second}
	one, two, three := join(t, server, cfg), join(t, server, cfg), join(t, server, cfg)
	one.sees(t, 3)
	two.stop() // in order: at once
	one.sees(t, 2)
	three.stop()
	one.sees(t, 1)
	die(t, server, "7", "elsewhere")
	one.sees(t, 2)
	one.sees(t, 1) // after the timeout
	four := join(t, server, cfg)
	one.sees(t, 2)
	four.sees(t, 2)
}
