package e2e_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/proto/subject"
)

// storedMessage is one message of a stream, or one entry of a bucket, which is a
// stream too. Its payload stands in a file beside it, byte for byte.
type storedMessage struct {
	Stream   string      `json:"stream"`
	Sequence uint64      `json:"sequence"`
	Subject  string      `json:"subject"`
	Headers  nats.Header `json:"headers,omitempty"`
	// Text is the payload as people read it: JSON of the message or the record,
	// base64 of what is meant to be unreadable.
	Text json.RawMessage `json:"text"`

	data []byte
}

// dump reads every message of every stream, but for the server's own reports and
// for who reads the feeds at the moment.
func dump(ctx context.Context, js jetstream.JetStream) ([]storedMessage, error) {
	var names []string
	list := js.StreamNames(ctx)
	for name := range list.Name() {
		names = append(names, name)
	}
	if list.Err() != nil {
		return nil, list.Err()
	}
	slices.Sort(names)
	var all []storedMessage
	for _, name := range names {
		if name == subject.StreamAdvisories {
			continue
		}
		stream, err := js.Stream(ctx, name)
		if err != nil {
			return nil, err
		}
		state := stream.CachedInfo().State
		for seq := max(state.FirstSeq, 1); seq <= state.LastSeq; seq++ {
			msg, err := stream.GetMsg(ctx, seq)
			if err != nil {
				continue // replaced since
			}
			if msg.Subject == "$KV."+subject.BucketFeeds+"."+subject.FeedLeaseKey() {
				continue
			}
			m := storedMessage{Stream: name, Sequence: seq, Subject: msg.Subject, Headers: msg.Header, data: msg.Data}
			if m.Text, err = m.text(); err != nil {
				return nil, fmt.Errorf("%s %d: %w", name, seq, err)
			}
			all = append(all, m)
		}
	}
	return all, nil
}

// kind is what the message is: the kind of its subject, or its bucket with the
// tokens of its key that are no names.
func (m storedMessage) kind() string {
	bucket, isEntry := strings.CutPrefix(m.Stream, "KV_")
	if !isEntry {
		parsed, err := subject.Parse(m.Subject)
		if err != nil {
			return "unknown"
		}
		return string(parsed.Kind)
	}
	kind := bucket
	for token := range strings.SplitSeq(strings.TrimPrefix(m.Subject, "$KV."+bucket+"."), ".") {
		if slices.Contains([]string{"head", "judgement", "ruling", "article", "content", "source", "checkpoint", "status", "memory"}, token) {
			kind += "." + token
		}
	}
	if m.Headers.Get("KV-Operation") != "" {
		kind += ".deleted"
	}
	return kind
}

// shapes are what stored messages decode to. Those that are not here are JSON or
// plain text.
var shapes = map[string]func() proto.Message{
	"article.accepted":     func() proto.Message { return &eventv1.ArticleAccepted{} },
	"article.revised":      func() proto.Message { return &eventv1.ArticleRevised{} },
	"article.retracted":    func() proto.Message { return &eventv1.ArticleRetracted{} },
	"article.tagged":       func() proto.Message { return &eventv1.ArticleTagged{} },
	"article.replayed":     func() proto.Message { return &eventv1.ArticleReplayed{} },
	"initiative.defined":   func() proto.Message { return &eventv1.InitiativeDefined{} },
	"initiative.deleted":   func() proto.Message { return &eventv1.InitiativeDeleted{} },
	"initiative.ruled":     func() proto.Message { return &eventv1.InitiativeRuled{} },
	"clock.ticked":         func() proto.Message { return &eventv1.ClockTicked{} },
	"assessment.updated":   func() proto.Message { return &eventv1.AssessmentUpdated{} },
	"assessment.shifted":   func() proto.Message { return &eventv1.AssessmentShifted{} },
	"assessment.withdrawn": func() proto.Message { return &eventv1.AssessmentWithdrawn{} },
	"assessments.head":     func() proto.Message { return &assessmentv1.Record{} },
	"initiatives":          func() proto.Message { return &initiativev1.Initiative{} },
	"judgements.judgement": func() proto.Message { return &assessmentv1.Judgement{} },
	"judgements.ruling":    func() proto.Message { return &assessmentv1.Ruling{} },
	"article-index.source": func() proto.Message { return &articlev1.Source{} },
	"sources":              func() proto.Message { return &sourcev1.Source{} },
	"feeds.status":         func() proto.Message { return &sourcev1.FeedStatus{} },
}

// plain are the records that are no protobuf.
var plain = []string{"article-index.article", "article-index.content", "article-index.checkpoint", "feeds.memory"}

// text decodes the payload. It fails where anything of it is not understood.
func (m storedMessage) text() (json.RawMessage, error) {
	shape, isProto := shapes[m.kind()]
	poison := strings.HasPrefix(m.Headers.Get(subject.HeaderMsgID), "poison:")
	switch {
	case isProto && !poison:
		into := shape()
		if err := proto.Unmarshal(m.data, into); err != nil {
			return nil, err
		}
		if n := unknownBytes(into.ProtoReflect()); n > 0 {
			return nil, fmt.Errorf("%s has %d bytes of fields that are not known", m.kind(), n)
		}
		text, err := protojson.Marshal(into)
		if err != nil {
			return nil, err
		}
		return canonical(text)
	case slices.Contains(plain, m.kind()) && json.Valid(m.data):
		return canonical(m.data)
	case m.kind() == "article-index.content":
		return json.Marshal(string(m.data))
	case poison || m.kind() == string(subject.DeadLettered) || strings.HasSuffix(m.kind(), ".deleted"):
		return json.Marshal(base64.StdEncoding.EncodeToString(m.data))
	}
	return nil, fmt.Errorf("%s on %s: nobody knows what it decodes to", m.kind(), m.Subject)
}

// canonical writes JSON with its keys in order and nothing between, since
// protojson varies its spaces on purpose.
func canonical(text []byte) (json.RawMessage, error) {
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	return json.Marshal(value)
}

// path is where the message stands in a folder, without its extension.
func (m storedMessage) path(dir string) string {
	return filepath.Join(dir, fmt.Sprintf("%s.%04d.%s", m.Stream, m.Sequence, m.kind()))
}

func writeStore(t *testing.T, dir string, all []storedMessage) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		text, err := json.Marshal(m)
		if err == nil {
			err = os.WriteFile(m.path(dir)+".json", append(text, '\n'), 0o600)
		}
		if err == nil {
			err = os.WriteFile(m.path(dir)+".bin", m.data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func readStore(t *testing.T, dir string) []storedMessage {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.bin"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no stored messages in %s: %v", dir, err)
	}
	slices.Sort(paths)
	all := make([]storedMessage, len(paths))
	for i, path := range paths {
		text, err := os.ReadFile(strings.TrimSuffix(path, ".bin") + ".json")
		if err == nil {
			err = json.Unmarshal(text, &all[i])
		}
		if err == nil {
			all[i].data, err = os.ReadFile(path)
		}
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
	}
	return all
}

// restore writes the messages into the provisioned streams of a server, each to
// its sequence: the ledger and the index name articles by them, and the revision
// of the catalogue is one.
func restore(ctx context.Context, js jetstream.JetStream, all []storedMessage) error {
	for i, m := range all {
		out := &nats.Msg{Subject: m.Subject, Data: m.data, Header: nats.Header{}}
		for name, values := range m.Headers {
			if !strings.HasPrefix(name, "Nats-Expected-") {
				out.Header[name] = values
			}
		}
		last := uint64(0)
		if i > 0 && all[i-1].Stream == m.Stream {
			last = all[i-1].Sequence
		}
		for filler := last + 1; filler < m.Sequence; filler++ { // of what was replaced: entries that this one replaces
			if !strings.HasPrefix(m.Stream, "KV_") {
				return fmt.Errorf("%s has nothing between %d and %d", m.Stream, last, m.Sequence)
			}
			if _, err := js.PublishMsg(ctx, &nats.Msg{Subject: m.Subject, Data: m.data}); err != nil {
				return err
			}
		}
		ack, err := js.PublishMsg(ctx, out)
		if err != nil {
			return err
		}
		if ack.Stream != m.Stream || ack.Sequence != m.Sequence {
			return fmt.Errorf("%s %d was stored as %s %d", m.Stream, m.Sequence, ack.Stream, ack.Sequence)
		}
	}
	return nil
}

// acknowledge takes everything that is stored as done by the services, as it was
// before the upgrade.
func acknowledge(ctx context.Context, js jetstream.JetStream, all []storedMessage) error {
	for durable, stream := range map[string]string{
		subject.DurableTagger: subject.StreamArticles, subject.DurableReplay: subject.StreamReplays, subject.DurableLedger: subject.StreamLedger,
	} {
		consumer, err := js.Consumer(ctx, stream, durable)
		if err != nil {
			return err
		}
		last := uint64(0) // the server counts what is pending a little late
		for _, m := range all {
			if m.Stream == stream {
				last = m.Sequence
			}
		}
		for done := uint64(0); done < last; {
			batch, err := consumer.FetchNoWait(100)
			if err != nil {
				return err
			}
			for msg := range batch.Messages() {
				if err := msg.DoubleAck(ctx); err != nil {
					return err
				}
				at, err := msg.Metadata()
				if err != nil {
					return err
				}
				done = at.Sequence.Stream
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
	return nil
}

// provisioned restores messages into a data folder as a release left it.
func provisioned(t *testing.T, server bus.Config, deps bus.Deps, all []storedMessage) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	deps.Service, deps.Log = "restore", quiet(t)
	conn, err := bus.Connect(server, deps)
	if err != nil {
		t.Fatal(err)
	}
	if err = conn.Await(ctx); err == nil {
		err = restore(ctx, conn.JetStream(), all)
	}
	if err == nil {
		err = acknowledge(ctx, conn.JetStream(), all)
	}
	if err != nil {
		t.Error(err)
	}
	if err := conn.Close(ctx); err != nil {
		t.Error(err)
	}
}
