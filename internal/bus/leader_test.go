package bus_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

// copies has two accounts with streams of the same names. Who is in the first asks
// the leader about streams and has his consumers beside the copy, as the server of a
// cluster may place them.
const copies = `
listen: "127.0.0.1:-1"
jetstream { store_dir: %q }
accounts {
  COPY {
    jetstream: enabled, users: [{user: copy, password: test}]
    exports: [{service: "$JS.API.CONSUMER.>", response_type: stream}, {stream: "_INBOX_leader.>"}]
  }
  LEADER {
    jetstream: enabled, users: [{user: leader, password: test}]
    imports: [
      {service: {account: COPY, subject: "$JS.API.CONSUMER.>"}, to: "$JS.copy.API.CONSUMER.>"}
      {stream: {account: COPY, subject: "_INBOX_leader.>"}}
    ]
    mappings: {"$JS.API.CONSUMER.>": "$JS.copy.API.CONSUMER.>"}
  }
}`

// startCopies returns connections to the leader and to the copy.
func startCopies(t *testing.T) (leader, other *bus.Conn) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "nats.conf")
	if err := os.WriteFile(file, fmt.Appendf(nil, copies, dir), 0o600); err != nil {
		t.Fatal(err)
	}
	opts, err := server.ProcessConfigFile(file)
	if err != nil {
		t.Fatal(err)
	}
	opts.NoSigs, opts.NoLog = true, true
	s, err := server.NewServer(opts)
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	if !s.ReadyForConnections(time.Minute) {
		t.Fatal("the server is not ready")
	}
	connect := func(user string) *bus.Conn {
		conn, err := bus.Connect(bus.Config{URL: fmt.Sprintf("nats://%s:test@%s", user, s.Addr())}, bus.Deps{Service: user})
		if err == nil {
			err = conn.Await(t.Context())
		}
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.NATS().Close() })
		return conn
	}
	leader, other = connect("leader"), connect("copy")
	for _, conn := range []*bus.Conn{other, leader} {
		if err := bus.Provision(t.Context(), conn.JetStream(), bus.DefaultOptions()); err != nil {
			t.Fatal(err)
		}
	}
	return leader, other
}

// TestReadAllReadsWhatACopyLacks reads by consumers beside a copy of the stream
// that has not caught up, or was damaged.
func TestReadAllReadsWhatACopyLacks(t *testing.T) {
	t.Parallel()
	leader, other := startCopies(t)
	all := []string{"a", "b", "c", "d", "e", "f", "g", "h"}
	for _, id := range all {
		publish(t, leader, article(id))
	}
	ids := func(from, to int) []string { return all[from-1 : to] }
	stream := func(conn *bus.Conn) jetstream.Stream {
		s, err := conn.JetStream().Stream(t.Context(), subject.StreamArticles)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if err := stream(leader).DeleteMsg(t.Context(), 7); err != nil { // gone everywhere
		t.Fatal(err)
	}
	read := func(name string, from int, headers bool, want []string, filters ...string) {
		t.Helper()
		var got []string
		method := leader.ReadAll
		if headers {
			method = leader.ReadHeaders
		}
		last, err := method(t.Context(), subject.StreamArticles, uint64(from), func(m bus.Msg) error {
			text := string(m.Data)
			if headers {
				text = all[m.Seq-1]
				if len(m.Data) > 0 || m.Header.Get(bus.HeaderSize) != strconv.Itoa(1) {
					t.Errorf("%s: message %d has %q of %s bytes", name, m.Seq, m.Data, m.Header.Get(bus.HeaderSize))
				}
			}
			got = append(got, text)
			return nil
		}, filters...)
		if err != nil || last != 8 || !slices.Equal(got, want) {
			t.Errorf("%s: read %v up to %d, %v; want %v", name, got, last, err, want)
		}
	}
	whole := []string{"a", "b", "c", "d", "e", "f", "h"}
	read("an empty copy", 1, false, whole)
	read("an empty copy, headers", 1, true, whole)
	for _, id := range ids(1, 5) {
		publish(t, other, article(id))
	}
	read("a copy that lacks the end", 1, false, whole)
	read("a copy that lacks the end, headers", 3, true, whole[2:])
	read("a copy that lacks the end, of one kind", 1, false, whole, subject.ArticleRevised.Filter(), subject.ArticleAccepted.Filter())
	read("a copy that lacks the end, of no kind", 1, false, nil, subject.ArticleRevised.Filter())
	read("a copy that lacks all of it", 6, false, whole[5:])
	for _, seq := range []uint64{1, 3, 4} {
		if err := stream(other).DeleteMsg(t.Context(), seq); err != nil {
			t.Fatal(err)
		}
	}
	read("a copy with holes", 1, false, whole)
	read("a copy with holes, headers", 2, true, whole[1:])
}

// TestFollowIsCompleteWhereTheLeaderWas follows beside a copy that catches up later,
// and beside one that does not.
func TestFollowIsCompleteWhereTheLeaderWas(t *testing.T) {
	t.Parallel()
	leader, other := startCopies(t)
	update := func(revision uint64) bus.Message {
		return bus.Message{Subject: subject.AssessmentUpdated.For(fmt.Sprint(revision)), MsgID: fmt.Sprint("m", revision), Data: []byte("x")}
	}
	for revision := range uint64(4) {
		publish(t, leader, update(revision+1))
	}
	shift := bus.Message{Subject: subject.AssessmentShifted.For("a"), MsgID: "s", Data: []byte("x")}
	publish(t, leader, shift) // not followed
	publish(t, other, update(1), update(2))
	got, err := follow(t, leader, nil, 6, func(n int) {
		switch n {
		case 2:
			publish(t, other, update(3), update(4)) // it catches up
		case 5:
			publish(t, other, shift, update(5))
		}
	})
	if want := []string{"m1 1", "m2 2", "m3 3", "m4 4", "complete 4", "m5 6"}; !errors.Is(err, errEnough) || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
	publish(t, leader, update(5), update(6)) // the copy never has the last
	after := uint64(3)
	got, err = follow(t, leader, &after, 9, nil)
	if want := []string{"m4 4", "m5 6"}; !errors.Is(err, fault.ErrTransient) || !slices.Equal(got, want) {
		t.Errorf("beside a copy that stays behind: %v, %v; want %v and fault.ErrTransient", got, err, want)
	}
}

// TestBucketIsListedAsTheLeaderHasIt watches and lists beside such copies.
func TestBucketIsListedAsTheLeaderHasIt(t *testing.T) {
	t.Parallel()
	leader, other := startCopies(t)
	set := func(conn *bus.Conn, keys ...string) {
		bucket, err := conn.Bucket(t.Context(), subject.BucketSources)
		for _, key := range keys {
			if err == nil {
				err = bucket.Set(t.Context(), key, []byte("x"))
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	set(leader, "a", "b", "c")
	set(other, "a")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var got []string
	leader.Watch(ctx, bus.Watch{
		Bucket: subject.BucketSources, Keys: ">",
		Each: func(e bus.Entry) error {
			if got = append(got, e.Key); e.Key == "a" {
				set(other, "b", "c") // it catches up
			}
			return nil
		},
		Complete: func() { got = append(got, "complete"); cancel() },
	}, zap.NewNop())
	if want := []string{"a", "b", "c", "complete"}; !slices.Equal(got, want) {
		t.Errorf("watched %v, want %v", got, want)
	}
	bucket, err := leader.Bucket(t.Context(), subject.BucketSources)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := bucket.Keys(t.Context())
	if slices.Sort(keys); err != nil || !slices.Equal(keys, []string{"a", "b", "c"}) {
		t.Errorf("keys %v, %v", keys, err)
	}
	set(leader, "d") // the copy never has it
	if keys, err := bucket.Keys(t.Context()); !errors.Is(err, fault.ErrTransient) {
		t.Errorf("keys beside a copy that stays behind: %v, %v; want fault.ErrTransient", keys, err)
	}
	if keys, err := bucket.Keys(t.Context(), "a", "b"); err != nil || len(keys) != 2 {
		t.Errorf("keys that the copy has: %v, %v", keys, err)
	}
}
