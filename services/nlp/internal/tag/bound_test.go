package tag_test

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// TestReadingFitsIntoOneMessage gives texts with more claims than one message
// holds: those behind the ones that fit add nothing but their number.
func TestReadingFitsIntoOneMessage(t *testing.T) {
	const long, message = 256 << 10, 1 << 20
	tagger := build(t, []*initiativev1.Initiative{{Id: "lakes", Name: "Great Lakes Force"}})
	for name, unit := range map[string]string{
		"many sentences": "Kenya pledged 500 troops to the Great Lakes Force. Ghana and Togo backed the force, " +
			"which is to be there before the end of the year, and they said that it has what it needs from all of them. ",
		"one sentence": "Kenya and Ghana pledged 500 troops to the Great Lakes Force and ",
	} {
		t.Run(name, func(t *testing.T) {
			got := tagger.Tag(&articlev1.Article{Id: "a", Text: strings.Repeat(unit, long/len(unit))})
			if size := proto.Size(got); size > message*9/10 {
				t.Errorf("%d bytes", size)
			}
			if got.GetClaimsOmitted() == 0 {
				t.Error("nothing says that claims were left out")
			}
			if name == "many sentences" && len(got.GetClaims()) < 100 {
				t.Errorf("only %d claims are left", len(got.GetClaims()))
			}
		})
	}
	if got := tagger.Tag(&articlev1.Article{Id: "a", Text: "Kenya pledged 500 troops to the Great Lakes Force."}); got.GetClaimsOmitted() != 0 {
		t.Errorf("%d claims of one sentence are left out", got.GetClaimsOmitted())
	}
}
