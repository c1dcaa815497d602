package aggregate_test

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
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

// bolder is the model file in use with another version, a stronger dimension and
// so much more pressure of time that it shifts every assessment, even one that the
// news shifted the other way.
func (s *service) bolder() string {
	s.tb.Helper()
	answer, err := s.models.GetModel(s.tb.Context(), &assessmentv1.GetModelRequest{})
	if err != nil {
		s.tb.Fatal(err)
	}
	file := answer.GetFile()
	for key, value := range map[string]string{"version": "bolder/1", "diplomatic_support": "3.5", "tau": "3.5"} {
		file = regexp.MustCompile(`(?m)^( *`+key+`: )[^ \n]+`).ReplaceAllString(file, "${1}"+value)
	}
	return file
}

// with starts a service with a model file.
func with(t *testing.T, file string, now time.Time) func(*aggregate.Config, *aggregate.Deps) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "model.yaml")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	model, err := aggregate.ReadModel(path)
	if err != nil {
		t.Fatal(err)
	}
	return func(_ *aggregate.Config, d *aggregate.Deps) {
		d.Model, d.Now = model, func() time.Time { return now }
	}
}

func (s *service) compare(req *assessmentv1.CompareModelsRequest) *assessmentv1.CompareModelsResponse {
	s.tb.Helper()
	answer, err := s.models.CompareModels(s.tb.Context(), req)
	if err != nil {
		s.tb.Fatal(err)
	}
	return answer
}

// startOn starts a service on a ledger that has all the news already, so that it
// publishes what they come to at once: told while it runs, they may arrive in
// several batches, and each that shifts an assessment is measured against by the
// next.
func startOn(t *testing.T, server *bustest.Server, all []reading) *service {
	t.Helper()
	s := start(t, server)
	s.define("gaza-isf")
	s.define("ukraine-mnf")
	s.settle(server.Connect("definitions"))
	s.stop()
	tell(t, server.Connect("news"), all...)
	return start(t, server)
}

// A model is tried on the ledger as it is; in use it gives what it promised, to
// the byte, and so does the way back.
func TestModelIsTriedPutInUseAndTakenBack(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	first := startOn(t, server, news())
	was := first.settle(conn)
	file := first.bolder()

	tried := first.compare(&assessmentv1.CompareModelsRequest{ModelFile: file})
	if len(tried.GetComparisons()) != 2 || len(tried.GetParameters()) != 2 || tried.GetParameters()[0].GetPath() != "dimensions.diplomatic_support" {
		t.Fatalf("parameters %v of %d comparisons", tried.GetParameters(), len(tried.GetComparisons()))
	}
	promised := map[string]string{}
	for _, c := range tried.GetComparisons() {
		if c.GetBefore().GetHash() != was[c.GetInitiativeId()].GetHash() || c.GetRevision() != 0 {
			t.Errorf("%s: before is %v, published is %s", c.GetInitiativeId(), c.GetBefore(), was[c.GetInitiativeId()].GetHash())
		}
		wantComparison(t, c, true)
		promised[c.GetInitiativeId()] = c.GetAfter().GetHash()
	}
	if unmoved := first.settle(conn); !proto.Equal(unmoved["gaza-isf"], was["gaza-isf"]) {
		t.Error("a comparison changed what is published")
	}
	first.stop()

	later := noon().Add(2 * time.Hour)
	second := start(t, server, with(t, file, later))
	is := second.settle(conn)
	for id, r := range is {
		if r.GetHash() != promised[id] || !strings.HasPrefix(r.GetAssessment().GetModelVersion(), "bolder/1+") {
			t.Errorf("%s: published %s with %s, promised %s", id, r.GetHash(), r.GetAssessment().GetModelVersion(), promised[id])
		}
		if r.GetPreviousModelVersion() != was[id].GetAssessment().GetModelVersion() || !r.GetKnownTime().AsTime().Equal(later) {
			t.Errorf("%s: known at %s, before it %q", id, r.GetKnownTime().AsTime(), r.GetPreviousModelVersion())
		}
	}
	wantBothVersions(t, second, was, is)
	wantShiftOfTheModel(t, conn, was, is)
	second.stop()

	third := start(t, server)
	same(t, "with the model of before", third.settle(conn), was)
}

// wantComparison checks that the terms, and with a file the parameters too, sum
// to the difference.
func wantComparison(t *testing.T, c *assessmentv1.ModelComparison, parameters bool) {
	t.Helper()
	move := 100 * (c.GetAfter().GetProbability() - c.GetBefore().GetProbability())
	terms, groups := 0.0, 0.0
	for _, term := range c.GetTerms() {
		terms += term.GetPoints()
	}
	for _, group := range c.GetParameters() {
		groups += group.GetPoints()
	}
	if math.Abs(move) < 1 || math.Abs(terms-move) > 1e-6 || parameters && math.Abs(groups-move) > 1e-6 {
		t.Errorf("%s: terms sum to %v, groups to %v, the difference is %v", c.GetInitiativeId(), terms, groups, move)
	}
	if (len(c.GetParameters()) > 0) != parameters {
		t.Errorf("%s: parameters %v", c.GetInitiativeId(), c.GetParameters())
	}
}

// wantBothVersions checks that both versions are there side by side, each with
// the model that made it, and that the model owns the whole change.
func wantBothVersions(t *testing.T, s *service, was, is map[string]*assessmentv1.Record) {
	t.Helper()
	for id := range was {
		then, err := s.assessments.GetAssessment(t.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: id, AsKnownTime: stamp(noon().Add(time.Hour))})
		if err != nil || !proto.Equal(then.GetRecord(), was[id]) {
			t.Errorf("%s: as known before: %v, %v", id, then, err)
		}
		now, err := s.assessments.GetAssessment(t.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: id, AsKnownTime: stamp(noon().Add(2 * time.Hour))})
		if err != nil || !proto.Equal(now.GetRecord(), is[id]) {
			t.Errorf("%s: as known after: %v, %v", id, now, err)
		}
	}
	sides := s.compare(&assessmentv1.CompareModelsRequest{}).GetComparisons()
	if len(sides) != len(was) {
		t.Fatalf("%d comparisons with what was published", len(sides))
	}
	for _, c := range sides {
		id := c.GetInitiativeId()
		if c.GetBefore().GetHash() != was[id].GetHash() || c.GetRevision() != was[id].GetRevision() || c.GetAfter().GetHash() != is[id].GetHash() {
			t.Errorf("%s: from revision %d: %v to %v", id, c.GetRevision(), c.GetBefore(), c.GetAfter())
		}
		wantComparison(t, c, false)
	}
	change := s.explain(&assessmentv1.ExplainAssessmentRequest{SinceRevision: was["gaza-isf"].GetRevision()})
	wantSums(t, change)
	if rows := change.GetChanges(); rows[0].GetKind() != assessmentv1.ChangeKind_CHANGE_KIND_MODEL || math.Abs(rows[0].GetPoints()-change.GetPointsChange()) > 1e-6 {
		t.Errorf("the change is due to %v", kindsOf(change))
	}
	line := s.timeline(published, stamp(noon().AddDate(0, 0, -1)), nil)
	if last := line.GetPoints()[len(line.GetPoints())-1]; last.GetModelVersion() != is["gaza-isf"].GetAssessment().GetModelVersion() {
		t.Errorf("timeline %v", line.GetPoints())
	}
}

// wantShiftOfTheModel checks that subscribers hear that the model is another one.
func wantShiftOfTheModel(t *testing.T, conn *bus.Conn, was, is map[string]*assessmentv1.Record) {
	t.Helper()
	for id := range was {
		msg, err := conn.LastMsg(t.Context(), subject.StreamAssessments, subject.AssessmentShifted.For(id))
		if err != nil {
			t.Fatal(err)
		}
		event := &eventv1.AssessmentShifted{}
		if err := proto.Unmarshal(msg.Data, event); err != nil {
			t.Fatal(err)
		}
		reasons := event.GetShift().GetReasons()
		change := reasons[len(reasons)-1].GetModel()
		if change.GetBefore() != was[id].GetAssessment().GetModelVersion() || change.GetAfter() != is[id].GetAssessment().GetModelVersion() {
			t.Errorf("%s shifted because of %v", id, reasons)
		}
	}
}

// The new model makes of the ledger what it makes of it from scratch.
func TestModelChangeReplaysToTheSameBytesAsFromScratch(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	s.define("ukraine-mnf")
	tell(t, conn, news()...)
	s.settle(conn)
	file := s.bolder()
	s.stop()
	s = start(t, server, with(t, file, noon()))
	gone := reading{article: "a01", retracted: true, known: noon()}
	tell(t, conn, gone)
	got := s.settle(conn)

	other := bustest.Start(t, bustest.Options{})
	scratch := start(t, other, with(t, file, noon()))
	scratch.define("gaza-isf")
	scratch.define("ukraine-mnf")
	connection := other.Connect("test")
	tell(t, connection, without(news(), "a01")...)
	same(t, "from scratch", got, scratch.settle(connection))
}

func TestComparisonsArePagedAndRefused(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	for _, id := range []string{"a", "b", "c"} {
		s.define(id)
	}
	tell(t, conn, reading{article: "x", claims: []*taggingv1.Claim{position("b", "USA", supports, 600)}})
	s.settle(conn)
	file := s.bolder()
	var ids []string
	req := &assessmentv1.CompareModelsRequest{ModelFile: file, PageSize: 2}
	for {
		page := s.compare(req)
		for _, c := range page.GetComparisons() {
			ids = append(ids, c.GetInitiativeId())
		}
		if req.PageToken = page.GetNextPageToken(); req.GetPageToken() == "" {
			break
		}
	}
	if strings.Join(ids, " ") != "a b c" {
		t.Errorf("pages of %v", ids)
	}
	asOf := s.compare(&assessmentv1.CompareModelsRequest{ModelFile: file, InitiativeIds: []string{"b", "b"}, AsOfTime: stamp(day(2026, 2, 1))})
	if len(asOf.GetComparisons()) != 1 || !asOf.GetComparisons()[0].GetAsOfTime().AsTime().Equal(day(2026, 2, 1)) {
		t.Errorf("as of February: %v", asOf.GetComparisons())
	}
	if none := s.compare(&assessmentv1.CompareModelsRequest{}).GetComparisons(); len(none) != 0 {
		t.Errorf("there was no other model, yet %v", none)
	}
	for name, tt := range map[string]struct {
		req          *assessmentv1.CompareModelsRequest
		code, reason string
	}{
		"no model":           {&assessmentv1.CompareModelsRequest{ModelFile: "kappa: 1"}, "InvalidArgument", "MODEL_FILE"},
		"unknown initiative": {&assessmentv1.CompareModelsRequest{ModelFile: file, InitiativeIds: []string{"nope"}}, "NotFound", "INITIATIVE_NOT_FOUND"},
		"time of its own":    {&assessmentv1.CompareModelsRequest{AsOfTime: stamp(noon())}, "InvalidArgument", "INVALID_ARGUMENT"},
		"token of another":   {&assessmentv1.CompareModelsRequest{ModelFile: file, PageToken: "AQ"}, "InvalidArgument", "PAGE_TOKEN"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := s.models.CompareModels(t.Context(), tt.req)
			wantError(t, err, tt.code, tt.reason)
		})
	}
}
