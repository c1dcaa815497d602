package source_test

import (
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/ingest/internal/source"
)

// FuzzEntries takes an entry of the bucket of sources and one of the bucket of feeds into the copy: what cannot be read
// changes nothing, what can is there under the id of its key, whatever it is it can be asked for, and an older one is not taken.
func FuzzEntries(f *testing.F) {
	encoded := func(m proto.Message) []byte {
		data, err := proto.Marshal(m)
		if err != nil {
			f.Fatal(err)
		}
		return data
	}
	definition := &sourcev1.Source{Id: "a", Name: "A", Feeds: []*sourcev1.Feed{{Id: "f", Address: "https://a.example/feed"}}}
	f.Add(subject.SourceKey("a"), encoded(definition), subject.FeedStatusKey("a", "f"), encoded(&sourcev1.FeedStatus{ConsecutiveFailures: 2}))
	f.Add(subject.SourceKey("Ä b"), []byte{}, subject.FeedMemoryKey("a", "f"), []byte("{}"))
	f.Add("=", []byte{0xff}, "a.=.status", []byte{0xff})
	f.Add("", []byte{}, "lease", []byte{})
	f.Fuzz(func(t *testing.T, key string, value []byte, statusKey string, status []byte) {
		r, err := source.NewRegistry(source.Deps{Conn: new(bus.Conn), Now: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		taken := r.TakeDefinition(bus.Entry{Key: key, Value: value, Revision: 5}) == nil
		_ = r.TakeStatus(bus.Entry{Key: statusKey, Value: status, Revision: 6})
		all := r.All()
		if (len(all) == 1) != taken || len(r.List()) != len(all) {
			t.Fatalf("taken: %t, %d sources, %d publishers", taken, len(all), len(r.List()))
		}
		r.Of("a", "https://a.example/x")
		r.Active()
		if !taken {
			return
		}
		id, err := subject.Unescape(key)
		if err != nil {
			t.Fatal(err)
		}
		before, err := r.Get(id)
		if err != nil || before.GetEtag() == "" {
			t.Fatalf("%q: %v, %v", id, before, err)
		}
		if err := r.TakeDefinition(bus.Entry{Key: key, Revision: 4, Deleted: true}); err != nil {
			t.Fatal(err)
		}
		if after, err := r.Get(id); err != nil || !proto.Equal(before, after) {
			t.Fatalf("an older entry made %v of %v, %v", after, before, err)
		}
	})
}
