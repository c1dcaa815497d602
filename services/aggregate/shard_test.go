package aggregate_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate"
)

const sharedInitiatives = 8

// quick has members find out sooner that one is gone.
func quick(cfg *aggregate.Config, _ *aggregate.Deps) { cfg.MemberTimeout = 500 * time.Millisecond }

// shared are articles about many initiatives, one or two each.
func shared(r *rand.Rand, first, n int) []reading {
	var all []reading
	for i := range n {
		id := func() string { return fmt.Sprintf("i%02d", r.IntN(sharedInitiatives)) }
		all = append(all, reading{article: fmt.Sprintf("a%05d", (first+i)%400), revision: uint32((first+i)/400 + 1), claims: []*taggingv1.Claim{
			position(id(), "USA", supports, int32(100+r.IntN(800))), position(id(), "IDN", rejects, -int32(100+r.IntN(800))),
		}})
	}
	return all
}

// group is some replicas on one server.
type group struct {
	tb     testing.TB
	server *bustest.Server
	conn   *bus.Conn
	all    []*service
}

func (g *group) join() *service {
	s := start(g.tb, g.server, quick)
	g.all = append(g.all, s)
	return s
}

// sees waits until as many members are there as replicas run.
func (g *group) sees(members int) {
	g.tb.Helper()
	bustest.Eventually(g.tb, fmt.Sprintf("there are %d members", members), func() bool {
		bucket, err := g.conn.Bucket(g.tb.Context(), subject.BucketAssessments)
		if err != nil {
			return false
		}
		keys, err := bucket.Keys(g.tb.Context(), "member.*")
		return err == nil && len(keys) == members
	})
}

// past is the hash of what a replica computes for whoever asks as of another time.
func (s *service) past(id string) string {
	s.tb.Helper()
	answer, err := s.assessments.GetAssessment(s.tb.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: id, AsOfTime: timestamppb.New(noon().AddDate(0, 0, 3))})
	if err != nil {
		s.tb.Fatal(err)
	}
	return answer.GetRecord().GetHash()
}

// What one decides through any replica is in the assessment that this replica shows,
// when it answers, also where another one assesses. All show who has articles
// tagged again.
func TestDecisionsReachEveryReplica(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	g := &group{tb: t, server: server, conn: server.Connect("test")}
	g.join()
	for i := range sharedInitiatives {
		g.all[0].define(fmt.Sprintf("i%02d", i))
	}
	g.join()
	g.join()
	g.sees(3)
	for i := range sharedInitiatives {
		id, s := fmt.Sprintf("i%02d", i), g.all[i%3]
		s.settle(g.conn)
		_, err := s.judgements.ResolveQuestion(t.Context(), &assessmentv1.ResolveQuestionRequest{
			InitiativeId: id, Resolution: assessmentv1.Resolution_RESOLUTION_YES, Author: "ops", Reason: "It was deployed.",
		})
		if err != nil {
			t.Fatal(err)
		}
		answer, err := s.assessments.GetAssessment(t.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: id})
		if got := answer.GetRecord().GetAssessment().GetQuestion().GetResolution(); err != nil || got != assessmentv1.Resolution_RESOLUTION_YES {
			t.Errorf("%s is %s right behind the answer, %v", id, got, err)
		}
	}
}

// Replicas share the initiatives, come and go under load, and all of them show what
// one that was alone and undisturbed comes to. Each revision is there once.
func TestReplicasShareTheInitiatives(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	server, lonely := bustest.Start(t, bustest.Options{}), bustest.Start(t, bustest.Options{})
	g := &group{tb: t, server: server, conn: server.Connect("test")}
	first := g.join()
	for i := range sharedInitiatives {
		first.define(fmt.Sprintf("i%02d", i))
	}
	var told []reading
	tellMore := func(n int) {
		more := shared(r, len(told), n)
		told = append(told, more...)
		tell(t, g.conn, more...)
	}
	tellMore(150)
	second := g.join()
	tellMore(150)
	g.join()
	g.sees(3)
	tellMore(150)
	for _, s := range g.all {
		same(t, "each replica", s.settle(g.conn), first.settle(g.conn))
	}
	second.stop()
	g.sees(2)
	tellMore(150)
	g.all = []*service{first, g.all[2]}
	g.join()
	tellMore(150)
	first.stop()
	tellMore(150)
	g.all = g.all[1:]

	alone := start(t, lonely)
	for i := range sharedInitiatives {
		alone.define(fmt.Sprintf("i%02d", i))
	}
	quiet := lonely.Connect("test")
	tell(t, quiet, told...)
	want := alone.settle(quiet)
	for _, s := range g.all {
		got := s.settle(g.conn)
		if !maps.Equal(hashes(got), hashes(want)) {
			t.Errorf("%v, want %v", hashes(got), hashes(want))
		}
		for id := range want {
			if past, now := s.past(id), alone.past(id); past != now {
				t.Errorf("%s as of the next day is %s, want %s", id, past, now)
			}
		}
		for id, r := range got {
			if n := len(events(t, g.conn, id)); n != int(r.GetRevision()) {
				t.Errorf("%s: %d events for revision %d", id, n, r.GetRevision())
			}
		}
	}
}
