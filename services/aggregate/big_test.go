package aggregate_test

import (
	"fmt"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bustest"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// An initiative on which sixty actors have said something at length is as large
// as they come; its record must fit wherever it is kept.
func TestLargeAssessmentIsStoredAndPublished(t *testing.T) {
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	var all []reading
	for i := range 120 {
		claim := position("gaza-isf", fmt.Sprint("ISO:ACTOR", i%60), supports, int32(100+5*i))
		claim.Attribution.Speaker = strings.Repeat("a long title ", 10)
		r := reading{article: fmt.Sprintf("a%03d", i), claims: []*taggingv1.Claim{claim}}
		r.quote = strings.Repeat(fmt.Sprintf("word %d ", i), 100)
		all = append(all, r)
	}
	tell(t, conn, all...)
	got := s.settle(conn)["gaza-isf"]
	if n := len(got.GetAssessment().GetPositions()); n != 60 || proto.Size(got) < 64<<10 {
		t.Fatalf("%d positions in %d bytes: not the case that this test is about", n, proto.Size(got))
	}
	published := events(t, conn, "gaza-isf")
	if !proto.Equal(published[len(published)-1], got) {
		t.Error("the last event is another record")
	}
	s.stop()
	if again := start(t, server).settle(conn)["gaza-isf"]; !proto.Equal(again, got) {
		t.Error("the record changed over a restart")
	}
}
