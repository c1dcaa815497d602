package store_test

import (
	"bytes"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/ingest/internal/store"
)

// FuzzMessage reads a message of ARTICLES: it speaks of one revision, which the index takes in once, or it is an error.
func FuzzMessage(f *testing.F) {
	id := strings.Repeat("a", 32)
	for _, seed := range []struct {
		kind  subject.Kind
		event proto.Message
	}{
		{subject.ArticleAccepted, &eventv1.ArticleAccepted{Article: &articlev1.Article{Id: id, Revision: 1, ContentHash: "0a"}}},
		{subject.ArticleRevised, &eventv1.ArticleRevised{Article: &articlev1.Article{Id: id, Revision: 2, ContentHash: "0b"}}},
		{subject.ArticleRetracted, &eventv1.ArticleRetracted{Retraction: &articlev1.Retraction{ArticleId: id, Revision: 2}}},
		{subject.ArticleReplayed, &eventv1.ArticleReplayed{StreamSequence: 1}},
		{subject.ArticleAccepted, &eventv1.ArticleAccepted{}},
	} {
		data, err := proto.Marshal(seed.event)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed.kind.For("x"), data)
	}
	f.Add("other", []byte{0xff})
	f.Fuzz(func(t *testing.T, on string, data []byte) {
		msg := bus.Msg{Subject: on, Data: data, Seq: 7, Stream: subject.StreamArticles}
		id, r, err := store.RecordOf(msg)
		if err != nil {
			if id != "" || r != (store.Record{}) {
				t.Fatalf("%q, %+v beside %v", id, r, err)
			}
			return
		}
		parsed, err := subject.Parse(on)
		if err != nil || r.Seq != 7 || r.Retraction != (parsed.Kind == subject.ArticleRetracted) {
			t.Fatalf("%q is %+v, %v", on, r, err)
		}
		if len(id) != 32 || r.Revision == 0 || r.Revision+1 == 0 || len(r.Hash) > 64 {
			t.Fatalf("%q, %+v would break the index", id, r)
		}
		e, _ := store.EntryOf([]byte("{}"))
		if !e.Absorb(r) || e.Absorb(r) {
			t.Fatalf("%+v is taken in wrongly or twice", r)
		}
	})
}

// FuzzEntry reads an entry of the index, even a damaged one, and takes two records in: it stays within bounds, a record is
// taken in once, and what is written is read back the same.
func FuzzEntry(f *testing.F) {
	f.Add([]byte(`{"revision":2,"hash":"h","published":7,"sequences":[3,9],"retracted":12,"withdrawn":[{"revision":1,"sequence":4}]}`), uint32(3), "i", uint64(13), false)
	f.Add([]byte(`{"revision":4294967295,"sequences":[1]}`), uint32(1), "", uint64(2), true)
	f.Add([]byte(`{"revision":1,"sequences":null,"withdrawn":[{"revision":9,"sequence":0},{"revision":1}]}`), uint32(0), "", uint64(1), true)
	f.Add([]byte(`{"revision":0,"sequences":[1,2,3]}`), uint32(0), "h", uint64(1), false)
	f.Add([]byte(`{"revision":-1}`), uint32(4294967295), "", uint64(1), false)
	f.Fuzz(func(t *testing.T, value []byte, revision uint32, hash string, seq uint64, retraction bool) {
		e, err := store.EntryOf(value)
		if err != nil || seq == 0 {
			return
		}
		r := store.Record{Revision: revision, Hash: strings.ToValidUTF8(hash, "?"), Seq: seq, Retraction: retraction}
		e.Absorb(r)
		e.Absorb(store.Record{Revision: revision / 2, Hash: "other", Seq: seq + 1})
		if e.Absorb(r) && revision > 0 {
			e.Places(revision)
			if e.Absorb(r) {
				t.Fatalf("%+v is taken in again and again", r)
			}
		}
		first, err := e.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		again, err := store.EntryOf(first)
		if err != nil {
			t.Fatal(err)
		}
		second, err := again.Bytes()
		if err != nil || !bytes.Equal(first, second) {
			t.Fatalf("%s becomes %s, %v", first, second, err)
		}
	})
}
