package e2e_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/proto/subject"
)

// follower is the example subscriber as a process of its own, with its journal.
type follower struct {
	t                     *testing.T
	program, url, journal string
	flags                 []string
	command               *exec.Cmd
}

// follower builds the example from its own module, as its readers do.
func newFollower(t *testing.T, url string, flags ...string) *follower {
	t.Helper()
	dir := t.TempDir()
	f := &follower{t: t, program: filepath.Join(dir, "subscriber"), url: url, flags: flags, journal: filepath.Join(dir, "journal.jsonl")}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", f.program, ".")
	build.Dir, build.Env = filepath.Join("..", "..", "..", "docs", "examples", "subscriber"), append(os.Environ(), "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the example subscriber: %v\n%s", err, out)
	}
	t.Cleanup(f.kill)
	return f
}

func (f *follower) start() {
	f.t.Helper()
	f.command = exec.Command(f.program, append([]string{"--nats", f.url, "--journal", f.journal}, f.flags...)...)
	f.command.Stderr = os.Stderr
	if err := f.command.Start(); err != nil {
		f.t.Fatal(err)
	}
}

// kill ends it without any warning, as if its power was cut.
func (f *follower) kill() {
	if f.command != nil {
		_ = f.command.Process.Kill() // gone already where the test went well
		_ = f.command.Wait()
		f.command = nil
	}
}

// entry is what the test looks at of a line of the journal.
type entry struct {
	Sequence, Revision    uint64
	ID, Event, Initiative string
}

// entries are the complete lines of the journal.
func (f *follower) entries() []entry {
	f.t.Helper()
	data, err := os.ReadFile(f.journal)
	if err != nil && !os.IsNotExist(err) {
		f.t.Fatal(err)
	}
	var all []entry
	for line := range bytes.Lines(data[:bytes.LastIndexByte(data, '\n')+1]) {
		var e entry
		if err := json.Unmarshal(line, &e); err != nil {
			f.t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

// await waits until the journal has the last of some events, and returns the
// sequence of it.
func (f *follower) await(events []entry) uint64 {
	f.t.Helper()
	last := events[len(events)-1].Sequence
	eventually(f.t, "the subscriber has everything", func(context.Context) bool {
		all := f.entries()
		return len(all) > 0 && all[len(all)-1].Sequence >= last
	})
	return last
}

// freeAddress is a loopback address that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	lis, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer lis.Close()
	return lis.Addr().String()
}

// told are the events of the stream, as the server has them.
func told(t *testing.T, url string) []entry {
	t.Helper()
	conn, err := nats.Connect(url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	js, err := jetstream.New(conn)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := js.Stream(t.Context(), subject.StreamAssessments)
	if err != nil {
		t.Fatal(err)
	}
	var all []entry
	for seq := uint64(1); seq <= stream.CachedInfo().State.LastSeq; seq++ {
		msg, err := stream.GetMsg(t.Context(), seq)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := subject.Parse(msg.Subject)
		if err != nil {
			t.Fatal(err)
		}
		e := entry{Sequence: seq, ID: msg.Header.Get(subject.HeaderCEID), Initiative: parsed.Key}
		e.Event = strings.TrimPrefix(string(parsed.Kind), "assessment.")
		if _, err := fmt.Sscanf(msg.Header.Get(subject.HeaderCESequence), "%d", &e.Revision); err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

// forget has the stream remember message ids for the shortest time that the
// server allows, so that what an hour would forget is forgotten at once.
func forget(t *testing.T, url string) {
	t.Helper()
	conn, err := nats.Connect(url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	js, err := jetstream.New(conn)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := js.Stream(t.Context(), subject.StreamAssessments)
	if err != nil {
		t.Fatal(err)
	}
	cfg := stream.CachedInfo().Config
	cfg.Duplicates = 100 * time.Millisecond
	if _, err := js.UpdateStream(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
}

// TestSubscriberLosesNothingAndRepeatsNothing: the example subscriber and the
// services are killed in turn at any moment, much happens while it is away, and
// in the end its journal is the stream, event by event.
func TestSubscriberLosesNothingAndRepeatsNothing(t *testing.T) {
	t.Parallel()
	program := systemtest.Barograph(t)
	catalog, err := filepath.Abs("../internal/demo/catalog.yaml")
	if err != nil {
		t.Fatal(err)
	}
	address := freeAddress(t)
	dir, all := folder(t), but(articles(t), "nr-b-05")
	up := func() *process {
		p := launch(t, program, dir, catalog, "--nats-listen", address)
		forget(t, "nats://"+address)
		return p
	}
	p, f := up(), newFollower(t, "nats://"+address)
	eventually(t, "the first assessments are told", func(context.Context) bool { return len(told(t, f.url)) >= len(p.records()) })
	f.start()
	from := f.await(told(t, f.url)) // it joined late: so far it has a snapshot
	var ids []string
	for i, a := range all {
		ids = append(ids, p.submit(a)...)
		switch i % 6 {
		case 0: // it has caught up with what it had missed
			f.await(told(t, f.url))
		case 1: // within whatever it is doing
			f.kill()
		case 3: // while the subscriber is away
			p.kill()
			p = up()
		case 4:
			f.start()
		case 5: // under a running subscriber, who has to find its way back
			p.kill()
			p = up()
		}
	}
	f.kill()
	p.read(len(all))
	must := func(args ...string) {
		if _, stderr, code := p.cli(t.Context(), "", args...); code != 0 {
			t.Fatalf("%v: exit %d, %s", args, code, stderr)
		}
	}
	for _, id := range ids[:3] {
		must("retract", id, "--reason", "withdrawn while the subscriber is away")
	}
	p.read(len(all) - 3)
	must("initiatives", "delete", "aukus")
	eventually(t, "the deletion is told", func(context.Context) bool {
		events := told(t, f.url)
		return events[len(events)-1].Event == "withdrawn"
	})
	want := told(t, f.url)
	f.start()
	f.await(want)
	checkRevisions(t, want)
	behind := func(all []entry) []entry {
		return slices.DeleteFunc(slices.Clone(all), func(e entry) bool { return e.Sequence <= from })
	}
	if got, want := behind(f.entries()), behind(want); !slices.Equal(got, want) {
		t.Errorf("behind %d the journal has\n%+v\nthe stream has\n%+v", from, got, want)
	}
	if got, want := p.watched(from, want[len(want)-1].Sequence), anonymous(behind(want)); !slices.Equal(got, want) {
		t.Errorf("behind %d the watch has\n%+v\nthe stream has\n%+v", from, got, want)
	}
	late := &follower{t: t, program: f.program, url: f.url, journal: f.journal + ".late"}
	t.Cleanup(late.kill)
	late.start()
	late.await(want)
	if got, want := late.entries(), lastOfEach(want); !slices.Equal(got, want) {
		t.Errorf("a late joiner begins with\n%+v\nthe stream ends with\n%+v", got, want)
	}
	t.Logf("%d events, %d of them behind the snapshot", len(want), len(behind(want)))
}

// checkRevisions says where the sequence of an initiative does not rise by one,
// or a shift is not behind its record.
func checkRevisions(t *testing.T, events []entry) {
	t.Helper()
	revisions := map[string]uint64{}
	for _, e := range events {
		last := revisions[e.Initiative]
		if e.Event == "shifted" && e.Revision != last || e.Event != "shifted" && e.Revision != last+1 {
			t.Errorf("%s comes behind revision %d", e.ID, last)
		}
		revisions[e.Initiative] = e.Revision
	}
}

// watched are the events of a watch over gRPC that is resumed, up to and with last.
func (p *process) watched(after, last uint64) []entry {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), patience)
	defer cancel()
	watch, err := p.clients.Assessments().WatchAssessments(ctx, &assessmentv1.WatchAssessmentsRequest{AfterSequence: &after})
	if err != nil {
		p.t.Fatal(err)
	}
	var all []entry
	for {
		step, err := watch.Recv()
		if err != nil {
			p.t.Fatal(err)
		}
		e := entry{Sequence: step.GetSequence()}
		switch change := step.GetChange().(type) {
		case *assessmentv1.WatchAssessmentsResponse_Record:
			e.Event, e.Initiative, e.Revision = "updated", change.Record.GetAssessment().GetInitiativeId(), change.Record.GetRevision()
		case *assessmentv1.WatchAssessmentsResponse_Shift:
			e.Event, e.Initiative, e.Revision = "shifted", change.Shift.GetInitiativeId(), change.Shift.GetRevision()
		case *assessmentv1.WatchAssessmentsResponse_DeletedId:
			e.Event, e.Initiative = "withdrawn", change.DeletedId
		default:
			continue
		}
		if all = append(all, e); e.Sequence >= last {
			return all
		}
	}
}

// lastOfEach are the last events of each kind of every initiative, in order.
func lastOfEach(events []entry) []entry {
	seen := map[string]bool{}
	var all []entry
	for _, e := range slices.Backward(events) {
		if kind := e.Event + " " + e.Initiative; !seen[kind] {
			seen[kind] = true
			all = append(all, e)
		}
	}
	slices.Reverse(all)
	return all
}

// anonymous are events as a watch tells them: without the ids of CloudEvents,
// and a withdrawal without its revision.
func anonymous(events []entry) []entry {
	var all []entry
	for _, e := range events {
		if e.ID = ""; e.Event == "withdrawn" {
			e.Revision = 0
		}
		all = append(all, e)
	}
	return all
}
