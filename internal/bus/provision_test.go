package bus_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/proto/subject"
)

func TestProvisionIsIdempotentAndCoversEverySubject(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{Unprovisioned: true}).Connect("provision")
	describe := func() map[string]jetstream.StreamConfig {
		if err := bus.Provision(t.Context(), conn.JetStream(), bus.DefaultOptions()); err != nil {
			t.Fatal(err)
		}
		configs := map[string]jetstream.StreamConfig{}
		list := conn.JetStream().ListStreams(t.Context())
		for info := range list.Info() {
			configs[info.Config.Name] = info.Config
		}
		if err := list.Err(); err != nil {
			t.Fatal(err)
		}
		return configs
	}
	once, twice := describe(), describe()
	if !reflect.DeepEqual(once, twice) {
		t.Errorf("a second Provision changed\n%+v\nto\n%+v", once, twice)
	}
	for name, cfg := range twice {
		if cfg.AllowDirect {
			t.Errorf("%s allows direct reads, which may miss the last write", name)
		}
		if cfg.Retention != jetstream.LimitsPolicy || cfg.Storage != jetstream.FileStorage {
			t.Errorf("%s has retention %v and storage %v", name, cfg.Retention, cfg.Storage)
		}
	}
	subjects := []string{subject.DeadLetter("nlp", "panic")}
	for _, kind := range subject.Kinds() {
		subjects = append(subjects, kind.For("x"))
	}
	for _, s := range subjects {
		if _, err := conn.JetStream().StreamNameBySubject(t.Context(), s); err != nil {
			t.Errorf("no stream keeps %s: %v", s, err)
		}
	}
	for stream, durable := range map[string]string{
		subject.StreamArticles: subject.DurableTagger, subject.StreamReplays: subject.DurableReplay, subject.StreamLedger: subject.DurableLedger,
	} {
		c, err := conn.JetStream().Consumer(t.Context(), stream, durable)
		if err != nil {
			t.Errorf("consumer %s: %v", durable, err)
			continue
		}
		cfg := c.CachedInfo().Config
		if limited := cfg.MaxDeliver > bus.DefaultAttempts; limited == (durable == subject.DurableLedger) {
			t.Errorf("consumer %s delivers %d times", durable, cfg.MaxDeliver)
		}
		if cfg.MaxAckPending <= 0 || len(cfg.BackOff) > 0 {
			t.Errorf("consumer %s = %+v", durable, cfg)
		}
		// What a killed process had in hand comes back while somebody still waits
		// for it; the ledger is read anew at each start anyway.
		if longest := 15 * time.Second; durable != subject.DurableLedger && cfg.AckWait > longest {
			t.Errorf("consumer %s leaves messages lying for %s", durable, cfg.AckWait)
		}
	}
}

// An older version that is started again after an upgrade, or by a roll-back,
// takes nothing away from the newer one.
func TestProvisionLeavesWhatANewerVersionMade(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("provision")
	config := func(stream string) jetstream.StreamConfig {
		found, err := conn.JetStream().Stream(t.Context(), stream)
		if err != nil {
			t.Fatal(err)
		}
		return found.CachedInfo().Config
	}
	const definitions = "KV_" + subject.BucketInitiatives
	ledger, bucket := config(subject.StreamLedger), config(definitions)
	ledger.Subjects = append(ledger.Subjects, subject.Prefix+"article.translated.*")
	ledger.MaxMsgSize *= 2
	bucket.MaxMsgSize, bucket.MaxMsgsPerSubject = 2*bucket.MaxMsgSize, bucket.MaxMsgsPerSubject+10
	for _, newer := range []jetstream.StreamConfig{ledger, bucket} {
		if _, err := conn.JetStream().UpdateStream(t.Context(), newer); err != nil {
			t.Fatal(err)
		}
	}
	if err := bus.Provision(t.Context(), conn.JetStream(), bus.DefaultOptions()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []jetstream.StreamConfig{ledger, bucket} {
		got := config(want.Name)
		slices.Sort(got.Subjects)
		slices.Sort(want.Subjects)
		if !slices.Equal(got.Subjects, want.Subjects) || got.MaxMsgSize != want.MaxMsgSize || got.MaxMsgsPerSubject != want.MaxMsgsPerSubject {
			t.Errorf("%s is %+v, was %+v", want.Name, got, want)
		}
	}
}

func TestRetentionShortensEverything(t *testing.T) {
	conn := bustest.Start(t, bustest.Options{}).Connect("provision")
	options := bus.DefaultOptions()
	options.Retention = time.Hour
	if err := bus.Provision(t.Context(), conn.JetStream(), options); err != nil {
		t.Fatal(err)
	}
	list := conn.JetStream().ListStreams(t.Context())
	for info := range list.Info() {
		want := time.Hour
		if strings.HasPrefix(info.Config.Name, "KV_") {
			want = 0 // state is not retention
		}
		if info.Config.MaxAge != want {
			t.Errorf("%s keeps %s, want %s", info.Config.Name, info.Config.MaxAge, want)
		}
	}
}

func TestOptionsNameEveryWrongField(t *testing.T) {
	err := bus.Options{Storage: "tape", Replicas: 2, Retention: -1}.Validate()
	for _, name := range []string{"stream-storage", "stream-replicas", "stream-retention"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("Validate = %v, does not name %s", err, name)
		}
	}
}

func TestReadAll(t *testing.T) {
	conn := start(t)
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		publish(t, conn, article(id))
	}
	stream, err := conn.JetStream().Stream(t.Context(), subject.StreamArticles)
	if err != nil {
		t.Fatal(err)
	}
	for _, seq := range []uint64{2, 5} { // a gap, and nothing at the end
		if err := stream.DeleteMsg(t.Context(), seq); err != nil {
			t.Fatal(err)
		}
	}
	stop := errors.New("enough")
	for _, tt := range []struct {
		name    string
		from    uint64
		filters []string
		ends    error // returned by the function at "c"
		want    string
		err     error
	}{
		{name: "everything", want: "acd"},
		{name: "from a sequence", from: 3, want: "cd"},
		{name: "from a deleted sequence", from: 2, want: "cd"},
		{name: "only deleted ones left", from: 5, want: ""},
		{name: "beyond the end", from: 9, want: ""},
		{name: "filter that matches", filters: []string{subject.ArticleAccepted.Filter()}, want: "acd"},
		{name: "filter that does not", filters: []string{subject.ArticleRevised.Filter()}, want: ""},
		{name: "stopped", ends: bus.ErrStop, want: "ac"},
		{name: "failed", ends: stop, want: "ac", err: stop},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got string
			last, err := conn.ReadAll(t.Context(), subject.StreamArticles, tt.from, func(msg bus.Msg) error {
				got += string(msg.Data)
				if string(msg.Data) == "c" {
					return tt.ends
				}
				return nil
			}, tt.filters...)
			if got != tt.want || !errors.Is(err, tt.err) || last != 5 {
				t.Errorf("read %q up to %d, %v; want %q up to 5, %v", got, last, err, tt.want, tt.err)
			}
		})
	}
}

func TestReadAllOfAnEmptyStream(t *testing.T) {
	conn := start(t)
	last, err := conn.ReadAll(t.Context(), subject.StreamLedger, 0, func(bus.Msg) error { return errors.New("called") })
	if last != 0 || err != nil {
		t.Errorf("ReadAll = %d, %v; want 0", last, err)
	}
}

func TestGetAndLast(t *testing.T) {
	conn := start(t)
	publish(t, conn, article("a"), article("b"))
	if msg, err := conn.GetMsg(t.Context(), subject.StreamArticles, 1); err != nil || string(msg.Data) != "a" || msg.Seq != 1 {
		t.Errorf("GetMsg = %+v, %v", msg, err)
	}
	if _, err := conn.GetMsg(t.Context(), subject.StreamArticles, 3); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("GetMsg beyond the end = %v, want fault.ErrNotFound", err)
	}
	if msg, err := conn.LastMsg(t.Context(), subject.StreamArticles, article("x").Subject); err != nil || string(msg.Data) != "b" {
		t.Errorf("LastMsg = %+v, %v", msg, err)
	}
	if _, err := conn.LastMsg(t.Context(), subject.StreamArticles, subject.ArticleRevised.For("x")); !errors.Is(err, fault.ErrNotFound) {
		t.Errorf("LastMsg of a subject without messages = %v, want fault.ErrNotFound", err)
	}
}
