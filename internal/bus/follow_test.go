package bus_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

var errEnough = errors.New("enough")

// follow collects what Follow gives until there are want steps.
func follow(tb testing.TB, conn *bus.Conn, after *uint64, want int, step func(n int)) ([]string, error) {
	tb.Helper()
	var got []string
	add := func(text string) error {
		got = append(got, text)
		if step != nil {
			step(len(got))
		}
		if len(got) == want {
			return errEnough
		}
		return nil
	}
	err := conn.Follow(tb.Context(), bus.Follow{
		Stream: subject.StreamAssessments, Filters: []string{subject.AssessmentUpdated.Filter()}, After: after,
		Each:     func(m bus.Msg) error { return add(fmt.Sprintf("%s %d", m.MsgID, m.Seq)) },
		Complete: func(seq uint64) error { return add(fmt.Sprintf("complete %d", seq)) },
	})
	return got, err
}

func TestFollow(t *testing.T) {
	server := bustest.Start(t, bustest.Options{Listen: true})
	conn := server.Connect("aggregate")
	publisher := bus.NewPublisher(conn)
	put := func(kind subject.Kind, id string, revision uint64) {
		t.Helper()
		_, err := publisher.Publish(t.Context(), bus.Message{Subject: kind.For(id), MsgID: subject.AssessmentMsgID(kind, id, revision), Data: []byte("x")})
		if err != nil {
			t.Fatal(err)
		}
	}
	if got, err := follow(t, conn, nil, 1, nil); !errors.Is(err, errEnough) || !slices.Equal(got, []string{"complete 0"}) {
		t.Errorf("an empty stream: %v, %v", got, err)
	}
	for revision := range uint64(3) {
		put(subject.AssessmentUpdated, "a", revision+1)
		put(subject.AssessmentUpdated, "b", revision+1)
		put(subject.AssessmentShifted, "a", revision+1) // not asked for
	}
	snapshot := []string{"a@3 7", "b@3 8", "complete 8"}
	got, err := follow(t, conn, nil, 5, func(n int) {
		switch n {
		case 3:
			put(subject.AssessmentUpdated, "a", 4)
			server.Restart() // the connection is lost while it follows
		case 4:
			put(subject.AssessmentUpdated, "a", 5)
		}
	})
	if want := append(slices.Clone(snapshot), "a@4 10", "a@5 11"); !errors.Is(err, errEnough) || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
	after := uint64(5)
	got, err = follow(t, conn, &after, 5, nil)
	if want := []string{"a@3 7", "b@3 8", "a@4 10", "a@5 11", "complete 11"}; !errors.Is(err, errEnough) || !slices.Equal(got, want) {
		t.Errorf("resumed: %v, %v; want %v", got, err, want)
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = conn.Follow(ctx, bus.Follow{
		Stream: subject.StreamAssessments, After: &after, Each: func(bus.Msg) error { return nil },
		Complete: func(uint64) error { cancel(); return nil },
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled follower: %v", err)
	}
}

func TestFollowSaysWhatIsGone(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("aggregate")
	publisher := bus.NewPublisher(conn)
	for revision := range uint64(3) {
		_, err := publisher.Publish(t.Context(), bus.Message{
			Subject: subject.AssessmentUpdated.For("a"), MsgID: subject.AssessmentMsgID(subject.AssessmentUpdated, "a", revision), Data: []byte("x")})
		if err != nil {
			t.Fatal(err)
		}
	}
	stream, err := conn.JetStream().Stream(t.Context(), subject.StreamAssessments)
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.DeleteMsg(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	for after, gone := range map[uint64]bool{0: true, 1: false, 3: false, 4: true, 99: true} {
		_, err := follow(t, conn, &after, 1, nil)
		if errors.Is(err, fault.ErrNotFound) != gone {
			t.Errorf("after %d: %v", after, err)
		}
	}
}
