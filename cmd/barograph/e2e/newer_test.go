package e2e_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
)

// newerField is the number of a field that no message of this version has.
const newerField = 30000

// addNewer gives every part of a message a field that only a newer version knows.
func addNewer(m protoreflect.Message) {
	m.SetUnknown(protowire.AppendString(protowire.AppendTag(nil, newerField, protowire.BytesType), "newer "+string(m.Descriptor().Name())))
	m.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case field.IsMap() || field.Message() == nil || field.Message().FullName().Parent() == "google.protobuf":
		case field.IsList():
			for i := range value.List().Len() {
				addNewer(value.List().Get(i).Message())
			}
		default:
			addNewer(value.Message())
		}
		return true
	})
}

// newerStore is a recorded store as a newer version would have left it.
func newerStore(t *testing.T) []storedMessage {
	t.Helper()
	all := readStore(t, releases+"/"+newest(t))
	for i := range all {
		m := &all[i]
		if into := m.decoded(t); into != nil {
			addNewer(into.ProtoReflect())
			m.data = wire(t, into)
		} else if slices.Contains([]string{"article-index.article", "feeds.memory"}, m.kind()) {
			m.data = append([]byte(`{"newer":{"by":1},`), bytes.TrimPrefix(m.data, []byte("{"))...)
		}
		if !strings.HasPrefix(m.Stream, "KV_") {
			m.Headers.Set("x-newer", "1")
		}
	}
	return all
}

func wire(t testing.TB, m proto.Message) []byte {
	t.Helper()
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A version that is rolled back to, or runs beside a newer one, serves what the
// newer one stored with all that it does not know, changes it without dropping
// that, and gives nothing up.
func TestWhatANewerVersionStoredSurvives(t *testing.T) {
	t.Parallel()
	all := newerStore(t)
	s := startOnStore(t, all)
	s.settle()
	for i, m := range all {
		if !slices.ContainsFunc(all[i+1:], func(later storedMessage) bool { return later.Subject == m.Subject }) {
			if m.kind() != "assessments.head" { // whose hash covers what is newer in the claims
				s.serves(m)
			}
		}
	}
	s.letters(all)
	t.Run("read by nlp", s.readByNLP)
	t.Run("changed by ingest", s.changedByIngest)
	t.Run("changed by aggregate", s.changedByAggregate)
	t.Run("redriven", s.redriven)
}

// keeps checks that an entry of a bucket has all that a newer version wrote.
func (s *system) keeps(t *testing.T, bucket, key string, into proto.Message, parts int) {
	t.Helper()
	b, err := s.conn.Bucket(t.Context(), bucket)
	if err != nil {
		t.Fatal(err)
	}
	value, _, err := b.Get(t.Context(), key)
	if err == nil {
		err = proto.Unmarshal(value, into)
	}
	if n := newerParts(into.ProtoReflect()); err != nil || n < parts {
		t.Errorf("%s of %s: %d parts with a newer field, %v; want %d", key, bucket, n, err, parts)
	}
}

// newerParts counts the parts of a message that have the newer field.
func newerParts(m protoreflect.Message) int {
	n := bytes.Count(m.GetUnknown(), []byte("newer "))
	m.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case field.IsMap() || field.Message() == nil:
		case field.IsList():
			for i := range value.List().Len() {
				n += newerParts(value.List().Get(i).Message())
			}
		default:
			n += newerParts(value.Message())
		}
		return true
	})
	return n
}

func (s *system) changedByAggregate(t *testing.T) {
	const id = "ukraine-mnf"
	before, err := s.clients.Initiatives().GetInitiative(t.Context(), &initiativev1.GetInitiativeRequest{Id: id})
	if err != nil {
		t.Fatal(err)
	}
	parts := newerParts(before.GetInitiative().ProtoReflect())
	if parts < 10 {
		t.Fatalf("%d parts with a newer field", parts)
	}
	whole := proto.CloneOf(before.GetInitiative()) // by a client that knows what is newer, and changes it
	whole.Name, whole.Etag = "Whole", ""
	whole.ProtoReflect().SetUnknown(bytes.ReplaceAll(whole.ProtoReflect().GetUnknown(), []byte("newer I"), []byte("newer i")))
	for _, update := range []*initiativev1.UpdateInitiativeRequest{
		{Initiative: &initiativev1.Initiative{Id: id, Name: "Part"}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"name"}}},
		{Initiative: whole},
	} {
		answer, err := s.clients.Initiatives().UpdateInitiative(t.Context(), update)
		if n := newerParts(answer.GetInitiative().ProtoReflect()); err != nil || n != parts || !answer.GetChanged() {
			t.Errorf("answer has %d parts with a newer field, %v; want %d", n, err, parts)
		}
		stored := &initiativev1.Initiative{}
		s.keeps(t, subject.BucketInitiatives, subject.InitiativeKey(id), stored, parts)
		if changed := bytes.Contains(stored.ProtoReflect().GetUnknown(), []byte("newer i")); changed != (stored.GetName() == "Whole") {
			t.Errorf("%s: the newer field is changed: %t", stored.GetName(), changed)
		}
	}
	eventually(t, "the change is in the ledger, whole", func(ctx context.Context) bool {
		msg, err := s.lastOn(ctx, subject.StreamLedger, subject.InitiativeDefined.For(id))
		event := &eventv1.InitiativeDefined{}
		return err == nil && proto.Unmarshal(msg.Data, event) == nil && event.GetInitiative().GetName() == "Whole" && newerParts(event.ProtoReflect()) == parts
	})
	if _, err := s.clients.Judgements().RecordJudgement(t.Context(), &assessmentv1.RecordJudgementRequest{
		InitiativeId: "gaza-isf", Author: "bob", Rationale: "test", Likelihood: assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_LIKELY, ExpireTime: whole.GetQuestion().GetDeadline(),
	}); err != nil {
		t.Fatal(err)
	}
	bucket, err := s.conn.Bucket(t.Context(), subject.BucketJudgements)
	if err != nil {
		t.Fatal(err)
	}
	key, judgement := subject.JudgementKey("gaza-isf", 3), &assessmentv1.Judgement{}
	value, revision, err := bucket.Get(t.Context(), key)
	if err == nil {
		err = proto.Unmarshal(value, judgement)
	}
	addNewer(judgement.ProtoReflect())
	if err == nil {
		_, err = bucket.Put(t.Context(), key, wire(t, judgement), revision)
	}
	if err == nil {
		_, err = s.clients.Judgements().WithdrawJudgement(t.Context(), &assessmentv1.WithdrawJudgementRequest{InitiativeId: "gaza-isf", Number: 3, Reason: "test"})
	}
	if err != nil {
		t.Fatal(err)
	}
	s.keeps(t, subject.BucketJudgements, key, &assessmentv1.Judgement{}, 1)
}

func (s *system) changedByIngest(t *testing.T) {
	const id = "feed.example"
	definition := &sourcev1.Source{}
	s.keeps(t, subject.BucketSources, subject.SourceKey(id), definition, 2)
	parts := newerParts(definition.ProtoReflect())
	if _, err := s.clients.Sources().UpdateSource(t.Context(), &sourcev1.UpdateSourceRequest{
		Source: &sourcev1.Source{Id: id, Name: "Renamed"}, UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"name"}},
	}); err != nil {
		t.Fatal(err)
	}
	s.keeps(t, subject.BucketSources, subject.SourceKey(id), &sourcev1.Source{}, parts)
	if _, err := s.clients.Sources().PauseSource(t.Context(), &sourcev1.PauseSourceRequest{Id: id, FeedId: "news"}); err != nil {
		t.Fatal(err)
	}
	s.keeps(t, subject.BucketSources, subject.SourceKey(id), &sourcev1.Source{}, parts)

	first, err := s.lastOn(t.Context(), subject.StreamArticles, subject.ArticleAccepted.For("meridianwire.example"))
	event := &eventv1.ArticleAccepted{}
	if err == nil {
		err = proto.Unmarshal(first.Data, event)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.clients.Ingest().RetractArticle(t.Context(), &ingestv1.RetractArticleRequest{ArticleId: event.GetArticle().GetId(), Reason: "test"}); err != nil {
		t.Fatal(err)
	}
	answer, err := s.clients.Ingest().GetArticle(t.Context(), &ingestv1.GetArticleRequest{ArticleId: event.GetArticle().GetId()})
	if err != nil || newerParts(answer.GetRetraction().GetSource().ProtoReflect()) != 1 || !proto.Equal(answer.GetArticle(), event.GetArticle()) {
		t.Errorf("withdrawn, it is %v, %v", answer, err)
	}
}

// readByNLP has an article read of which nlp does not know everything: its values
// of enumerations are taken as not given, and what it hands on is whole.
func (s *system) readByNLP(t *testing.T) {
	stored, err := s.lastOn(t.Context(), subject.StreamArticles, subject.ArticleAccepted.For("meridianwire.example"))
	event := &eventv1.ArticleAccepted{}
	if err == nil {
		err = proto.Unmarshal(stored.Data, event)
	}
	if err != nil {
		t.Fatal(err)
	}
	a := event.GetArticle()
	a.Id, a.Url, a.CanonicalUrl = strings.Repeat("e", 32), "https://meridianwire.example/newer", "https://meridianwire.example/newer"
	a.PublishedBasis, a.UpdatedBasis, a.Source.Reliability = 99, 98, 97
	s.publish(t, &nats.Msg{Subject: subject.ArticleAccepted.For("newer.example"), Data: wire(t, event), Header: nats.Header{
		subject.HeaderMsgID: {subject.ArticleMsgID(subject.ArticleAccepted, a.GetId(), 1)},
	}})
	var tagged *eventv1.ArticleTagged
	eventually(t, "it is in the ledger", func(ctx context.Context) bool {
		msg, err := s.lastOn(ctx, subject.StreamLedger, subject.ArticleTagged.For(a.GetId()))
		tagged = &eventv1.ArticleTagged{}
		return err == nil && proto.Unmarshal(msg.Data, tagged) == nil
	})
	if source := tagged.GetTaggedArticle().GetSource(); !proto.Equal(source, a.GetSource()) || source.GetReliability() != 97 || len(tagged.GetTaggedArticle().GetClaims()) == 0 {
		t.Errorf("read as %v", tagged)
	}
	before, last := s.deadLetters(t), uint64(0)
	for i, variant := range strange(tagged.GetTaggedArticle()) {
		variant.ArticleId = fmt.Sprintf("%032x", i+1)
		for _, c := range variant.GetClaims() {
			c.Evidence.ArticleId, c.Id = variant.GetArticleId(), fmt.Sprint(c.GetId(), "-", i)
		}
		last = s.publish(t, &nats.Msg{Subject: subject.ArticleTagged.For(variant.GetArticleId()), Data: wire(t, &eventv1.ArticleTagged{TaggedArticle: variant})})
	}
	eventually(t, "the assessments take it into account", func(ctx context.Context) bool { return s.status(ctx).GetSequence() >= last })
	for id, r := range s.records() {
		if p := r.GetAssessment().GetProbability(); p <= 0 || p >= 1 {
			t.Errorf("%s comes to %v", id, p)
		}
		checkSums(t, r.GetAssessment(), s.evidence(id))
	}
	if after := s.deadLetters(t); after != before {
		t.Errorf("%d dead letters, were %d", after, before)
	}
}

// strange are copies of a reading, each with a value that only a newer version
// knows in one of its enumerations.
func strange(a *taggingv1.TaggedArticle) []*taggingv1.TaggedArticle {
	var all []*taggingv1.TaggedArticle
	seen := map[protoreflect.FullName]bool{}
	for {
		next := proto.CloneOf(a)
		if !setStrange(next.ProtoReflect(), seen) {
			return all
		}
		all = append(all, next)
	}
}

// setStrange sets all enumerations of one field that was not seen yet.
func setStrange(m protoreflect.Message, seen map[protoreflect.FullName]bool) bool {
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		switch {
		case field.Enum() != nil && !field.IsList() && !seen[field.FullName()]:
			seen[field.FullName()] = true
			m.Set(field, protoreflect.ValueOfEnum(99))
			return true
		case field.Message() == nil || field.IsMap() || !m.Has(field):
		case field.IsList():
			for i := range m.Get(field).List().Len() {
				if setStrange(m.Get(field).List().Get(i).Message(), seen) {
					return true
				}
			}
		case setStrange(m.Mutable(field).Message(), seen):
			return true
		}
	}
	return false
}

// redriven sends a dead letter on its way again: payload and headers are those of
// the message that was given up.
func (s *system) redriven(t *testing.T) {
	original, err := s.lastOn(t.Context(), subject.StreamArticles, subject.ArticleAccepted.For("poison.example"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.clients.DeadLetters().RedriveDeadLetters(t.Context(), &operationsv1.RedriveDeadLettersRequest{Service: "nlp"}); err != nil {
		t.Fatal(err)
	}
	again, err := s.lastOn(t.Context(), subject.StreamArticles, original.Subject)
	if err != nil || again.Sequence == original.Sequence || !bytes.Equal(again.Data, original.Data) || again.Header.Get("x-newer") != "1" {
		t.Errorf("redriven as %v, %v", again, err)
	}
}

func (s *system) publish(t *testing.T, msg *nats.Msg) uint64 {
	t.Helper()
	ack, err := s.conn.JetStream().PublishMsg(t.Context(), msg)
	if err != nil {
		t.Fatal(err)
	}
	return ack.Sequence
}

func (s *system) lastOn(ctx context.Context, stream, on string) (*jetstream.RawStreamMsg, error) {
	found, err := s.conn.JetStream().Stream(ctx, stream)
	if err != nil {
		return nil, err
	}
	return found.GetLastMsgForSubject(ctx, on)
}

func (s *system) deadLetters(t *testing.T) uint64 {
	t.Helper()
	last, err := s.conn.LastSeq(t.Context(), subject.StreamDeadLetter)
	if err != nil {
		t.Fatal(err)
	}
	return last
}
