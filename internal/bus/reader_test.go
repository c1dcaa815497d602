package bus_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/bus"
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
    exports: [{service: "$JS.API.CONSUMER.>", response_type: stream}]
  }
  LEADER {
    jetstream: enabled, users: [{user: leader, password: test}]
    imports: [{service: {account: COPY, subject: "$JS.API.CONSUMER.>"}, to: "$JS.copy.API.CONSUMER.>"}]
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
