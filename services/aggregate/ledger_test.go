package aggregate_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
	"github.com/barograph/barograph/services/aggregate"
)

const (
	supports = taggingv1.Stance_STANCE_SUPPORTS
	rejects  = taggingv1.Stance_STANCE_REJECTS
)

func hashes(records map[string]*assessmentv1.Record) map[string]string {
	out := map[string]string{}
	for id, r := range records {
		out[id] = r.GetHash()
	}
	return out
}

func TestReadingsLeadToAssessments(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	s.define("ukraine-mnf")
	before := s.settle(conn)
	tell(t, conn, reading{article: "a", claims: []*taggingv1.Claim{position("gaza-isf", "USA", supports, 600)}})
	after := s.settle(conn)

	gaza := after["gaza-isf"]
	if was, is := before["gaza-isf"].GetAssessment().GetProbability(), gaza.GetAssessment().GetProbability(); is <= was {
		t.Errorf("support moved the probability from %v to %v", was, is)
	}
	if gaza.GetRevision() != 2 || gaza.GetPreviousProbability() != before["gaza-isf"].GetAssessment().GetProbability() {
		t.Errorf("record has revision %d and previous probability %v", gaza.GetRevision(), gaza.GetPreviousProbability())
	}
	if !gaza.GetKnownTime().AsTime().Equal(noon()) || gaza.GetLedgerSequence() == 0 {
		t.Errorf("record is of %s, sequence %d", gaza.GetKnownTime().AsTime(), gaza.GetLedgerSequence())
	}
	if !proto.Equal(after["ukraine-mnf"], before["ukraine-mnf"]) {
		t.Error("an initiative without a claim in the article has another record")
	}
	for id, want := range after {
		published := events(t, conn, id)
		if len(published) != int(want.GetRevision()) || !proto.Equal(published[len(published)-1], want) {
			t.Errorf("%s: %d events for revision %d", id, len(published), want.GetRevision())
		}
	}
}

// story is a ledger with revisions, retractions and readings under two catalogues.
func story() []reading {
	var all []reading
	ids := []string{"gaza-isf", "ukraine-mnf"}
	stances := []taggingv1.Stance{supports, rejects, taggingv1.Stance_STANCE_OPEN}
	for i := range 12 {
		r := reading{article: fmt.Sprintf("a%02d", i), known: noon().Add(time.Duration(i) * time.Minute)}
		for j, id := range ids {
			stance := stances[(i+j)%3]
			r.claims = append(r.claims, position(id, []string{"USA", "ISR", "IDN", "GBR"}[i%4], stance, map[taggingv1.Stance]int32{supports: 500, rejects: -700}[stance]))
		}
		all = append(all, r)
		switch i % 4 {
		case 0:
			all = append(all, reading{article: r.article, revision: 2, known: r.known, claims: r.claims[:1]})
		case 1:
			all = append(all, reading{article: r.article, retracted: true, known: r.known})
		case 2:
			all = append(all, reading{article: r.article, catalogue: 2, known: r.known, claims: r.claims[1:]})
		}
	}
	return all
}

func TestOrderAndRepetitionOfDeliveriesDoNotMatter(t *testing.T) {
	var want map[string]string
	for seed := range uint64(4) {
		server := bustest.Start(t, bustest.Options{})
		conn := server.Connect("test")
		s := start(t, server)
		s.define("gaza-isf")
		s.define("ukraine-mnf")
		readings := story()
		if seed > 0 {
			random := rand.New(rand.NewPCG(seed, 1))
			for i := range 20 {
				again := readings[random.IntN(len(readings))]
				again.repetition = i + 1
				readings = append(readings, again)
			}
			random.Shuffle(len(readings), func(i, j int) { readings[i], readings[j] = readings[j], readings[i] })
		}
		tell(t, conn, readings...)
		records := s.settle(conn)
		switch got := hashes(records); {
		case want == nil:
			want = got
		case !maps.Equal(got, want):
			t.Fatalf("seed %d gives %v, want %v", seed, got, want)
		}
		for id, r := range records {
			published := events(t, conn, id)
			if len(published) != int(r.GetRevision()) {
				t.Errorf("seed %d: %s has %d events for revision %d", seed, id, len(published), r.GetRevision())
			}
			for i, event := range published {
				if event.GetRevision() != uint64(i+1) {
					t.Errorf("seed %d: %s: event %d is revision %d", seed, id, i, event.GetRevision())
				}
			}
		}
		s.stop()
	}
}

func TestRestartGivesTheSameBytesAndNoRevision(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	first := start(t, server)
	first.define("gaza-isf")
	first.define("ukraine-mnf")
	tell(t, conn, story()...)
	want := first.settle(conn)
	first.stop()
	server.Restart()
	bustest.Eventually(t, "the connection is back", func() bool { return conn.Ready(t.Context()) == nil })

	second := start(t, server)
	got := second.settle(conn)
	if len(got) != len(want) {
		t.Errorf("%d records, want %d", len(got), len(want))
	}
	for id, r := range want {
		if !proto.Equal(got[id], r) {
			t.Errorf("%s: record changed: revision %d, was %d", id, got[id].GetRevision(), r.GetRevision())
		}
		if n := len(events(t, conn, id)); n != int(r.GetRevision()) {
			t.Errorf("%s: %d events for revision %d", id, n, r.GetRevision())
		}
	}
}

// A crash between writing a record and publishing it leaves a bucket that is
// ahead of the stream.
func TestRecordWrittenBeforeACrashIsPublishedAtTheNextStart(t *testing.T) {
	story := story()
	healthy := bustest.Start(t, bustest.Options{})
	conn := healthy.Connect("test")
	s := start(t, healthy)
	s.define("gaza-isf")
	tell(t, conn, story...)
	want := s.settle(conn)["gaza-isf"]
	want.Revision = 1
	want.PreviousProbability = nil

	crashed := bustest.Start(t, bustest.Options{})
	conn = crashed.Connect("test")
	bucket, err := conn.Bucket(t.Context(), subject.BucketAssessments)
	if err != nil {
		t.Fatal(err)
	}
	value, err := proto.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bucket.Put(t.Context(), subject.HeadKey("gaza-isf"), value, 0); err != nil {
		t.Fatal(err)
	}
	defineInLedger(t, conn, "gaza-isf")
	tell(t, conn, story...)
	s = start(t, crashed)
	published := events(t, conn, "gaza-isf")
	if len(published) != 1 || !proto.Equal(published[0], want) {
		t.Errorf("published %d events, the first is %v, want one: %v", len(published), published, want)
	}
	s.stop()
}

// defineInLedger writes a definition as the relay would, at noon.
func defineInLedger(tb testing.TB, conn *bus.Conn, id string) {
	tb.Helper()
	definition := initiative(id)
	definition.CreateTime, definition.UpdateTime, definition.Etag = stamp(noon()), stamp(noon()), "1"
	data, err := proto.Marshal(&eventv1.InitiativeDefined{Initiative: definition, CatalogueRevision: 1, KnownTime: stamp(noon())})
	if err != nil {
		tb.Fatal(err)
	}
	_, err = bus.NewPublisher(conn).Publish(tb.Context(), bus.Message{
		Subject: subject.InitiativeDefined.For(id), MsgID: subject.InitiativeMsgID(subject.InitiativeDefined, id, 1), Data: data,
	})
	if err != nil {
		tb.Fatal(err)
	}
}

func TestPoisonGoesToTheDeadLettersAndStopsNobody(t *testing.T) {
	server := bustest.Start(t, bustest.Options{Log: quiet()})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	s.settle(conn)
	poison := []byte{0xff, 0xff, 0xff}
	publisher := bus.NewPublisher(conn)
	for i, subj := range []string{subject.ArticleTagged.For("bad"), subject.InitiativeDefined.For("bad"), subject.Tick(noon())} {
		if _, err := publisher.Publish(t.Context(), bus.Message{Subject: subj, MsgID: fmt.Sprint("poison", i), Data: poison}); err != nil {
			t.Fatal(err)
		}
	}
	tell(t, conn, reading{article: "a", claims: []*taggingv1.Claim{position("gaza-isf", "USA", supports, 600)}})
	want := s.settle(conn)
	if got := want["gaza-isf"].GetAssessment().GetGrounds().GetArticles(); got != 1 {
		t.Errorf("%d articles behind the poison, want 1", got)
	}
	var dead []string
	_, err := conn.ReadAll(t.Context(), subject.StreamDeadLetter, 1, func(msg bus.Msg) error {
		dead = append(dead, msg.Header.Get(subject.HeaderDeadLetterMsgID))
		return nil
	})
	if err != nil || !slices.Equal(dead, []string{"poison0", "poison1", "poison2"}) {
		t.Errorf("dead letters %v, %v", dead, err)
	}
	s.stop()
	if got := start(t, server, func(_ *aggregate.Config, deps *aggregate.Deps) { deps.Log = quiet() }).settle(conn); !maps.Equal(hashes(got), hashes(want)) {
		t.Error("poison in the ledger changes what is rebuilt from it")
	}
}

func TestRetractionEqualsNeverHavingHeard(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	tell(t, conn, reading{article: "a", claims: []*taggingv1.Claim{position("gaza-isf", "USA", supports, 600)}})
	want := s.settle(conn)["gaza-isf"]
	tell(t, conn, reading{article: "b", claims: []*taggingv1.Claim{position("gaza-isf", "IDN", rejects, -800)}})
	if s.settle(conn)["gaza-isf"].GetHash() == want.GetHash() {
		t.Fatal("a second article changed nothing")
	}
	tell(t, conn, reading{article: "b", retracted: true})
	got := s.settle(conn)["gaza-isf"]
	if !proto.Equal(got.GetAssessment(), want.GetAssessment()) || got.GetHash() != want.GetHash() {
		t.Errorf("assessment after the retraction differs from the one before the article")
	}
	if got.GetRevision() != want.GetRevision()+2 {
		t.Errorf("revision %d, want %d", got.GetRevision(), want.GetRevision()+2)
	}
}

func TestAsKnownIsWhatWasPublishedThen(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	s.define("ukraine-mnf") // whose events lie between
	s.settle(conn)
	var published []*assessmentv1.Record
	for hour := 1; hour <= 6; hour++ {
		tell(t, conn, reading{
			article: fmt.Sprint("a", hour), known: noon().Add(time.Duration(hour) * time.Hour),
			claims: []*taggingv1.Claim{position("gaza-isf", fmt.Sprint("AC", hour), supports, 300), position("ukraine-mnf", "USA", supports, 300)},
		})
		published = append(published, s.settle(conn)["gaza-isf"])
	}
	for i, want := range published {
		for _, at := range []time.Time{noon().Add(time.Duration(i+1) * time.Hour), noon().Add(time.Duration(i+1)*time.Hour + 59*time.Minute)} {
			got, err := s.assessments.GetAssessment(t.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: "gaza-isf", AsKnownTime: stamp(at)})
			if err != nil || !proto.Equal(got.GetRecord(), want) {
				t.Errorf("as known at %s: revision %d, %v, want %d", at, got.GetRecord().GetRevision(), err, want.GetRevision())
			}
		}
	}
	_, err := s.assessments.GetAssessment(t.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: "gaza-isf", AsKnownTime: stamp(noon().Add(-time.Hour))})
	wantError(t, err, "NotFound", "NOT_YET_KNOWN")
}

func TestShiftIsToldOnce(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	before := s.settle(conn)["gaza-isf"]
	for i := range 4 {
		tell(t, conn, reading{article: fmt.Sprint("a", i), claims: []*taggingv1.Claim{position("gaza-isf", fmt.Sprint("AC", i), rejects, -1000), position("gaza-isf", "ISR", rejects, -1000)}})
	}
	after := s.settle(conn)["gaza-isf"]
	shifts := func() []*eventv1.AssessmentShifted {
		var found []*eventv1.AssessmentShifted
		_, err := conn.ReadAll(t.Context(), subject.StreamAssessments, 1, func(msg bus.Msg) error {
			event := &eventv1.AssessmentShifted{}
			found = append(found, event)
			return proto.Unmarshal(msg.Data, event)
		}, subject.AssessmentShifted.For("gaza-isf"))
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	told := shifts()
	if len(told) == 0 || told[0].GetBaselineProbability() != before.GetAssessment().GetProbability() ||
		!slices.Contains(told[0].GetReasons(), "veto player ISR") {
		t.Fatalf("p went from %v to %v; shifts: %v", before.GetAssessment().GetProbability(), after.GetAssessment().GetProbability(), told)
	}
	s.stop()
	start(t, server).settle(conn)
	if again := shifts(); len(again) != len(told) {
		t.Errorf("%d shifts after the restart, %d before", len(again), len(told))
	}
}

func TestDayTicksAtTheStart(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	tell(t, conn, reading{article: "a", claims: []*taggingv1.Claim{position("gaza-isf", "USA", supports, 600)}})
	before := s.settle(conn)["gaza-isf"].GetAssessment()
	s.stop()
	later := func() time.Time { return noon().Add(10 * 24 * time.Hour) }
	s = start(t, server, func(_ *aggregate.Config, deps *aggregate.Deps) { deps.Now = later })
	want := later().Truncate(24 * time.Hour).Add(24 * time.Hour)
	bustest.Eventually(t, "the assessment holds for the new day", func() bool {
		return s.settle(conn)["gaza-isf"].GetAssessment().GetAsOfTime().AsTime().Equal(want)
	})
	if after := s.settle(conn)["gaza-isf"].GetAssessment(); after.GetLogOdds() >= before.GetLogOdds() {
		t.Errorf("ten days took the log-odds from %v to %v", before.GetLogOdds(), after.GetLogOdds())
	}
}

func TestStopLeavesNothingStranded(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	s.define("ukraine-mnf")
	s.settle(conn)
	var load []reading
	for i := range 3000 {
		load = append(load, reading{article: fmt.Sprintf("a%04d", i%300), revision: uint32(i/300 + 1), claims: story()[i%12].claims})
	}
	tell(t, conn, load...)
	s.stop()
	// Acknowledgements are sent without waiting; what was stranded would come
	// back after AckWait, which is longer than Eventually waits.
	bustest.Eventually(t, "nothing waits for an acknowledgement", func() bool {
		consumer, err := conn.JetStream().Consumer(t.Context(), subject.StreamLedger, subject.DurableLedger)
		return err == nil && consumer.CachedInfo().NumAckPending == 0 && consumer.CachedInfo().NumRedelivered == 0
	})
	s = start(t, server)
	records := s.settle(conn)
	for id, r := range records {
		if n := len(events(t, conn, id)); n != int(r.GetRevision()) {
			t.Errorf("%s: %d events for revision %d", id, n, r.GetRevision())
		}
	}
	status, err := s.assessments.GetLedgerStatus(t.Context(), &assessmentv1.GetLedgerStatusRequest{})
	if err != nil || status.GetArticles() != 300 {
		t.Errorf("%d articles in force, %v, want 300", status.GetArticles(), err)
	}
}
