package e2e_test

import (
	"context"
	"maps"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/catalog"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// A catalogue that changed at run time, an initiative and an alias that were not
// there at first, is back-filled on its own from the stored articles, in sight,
// to the bytes that a fresh start with that catalogue gives.
func TestCatalogueChangedAtRunTimeEqualsAFreshStart(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		changed := catalogue(t)
		var before []*initiativev1.Initiative
		for _, i := range changed {
			switch i.GetId() {
			case "haiti-gsf": // is new
				continue
			case "gaza-isf": // gets its name, aliases and places
				i = proto.CloneOf(i)
				i.Name, i.About, i.Aliases, i.Places = "Quixotic undertaking", "", nil, nil
			}
			before = append(before, i)
		}
		s := start(t, options{dir: folder(t), initiatives: before})
		all := but(articles(t), "nr-b-05") // whose order would matter
		s.submit(all...)
		s.settle()
		if n := len(s.evidence("gaza-isf")); n != 0 {
			t.Fatalf("%d pieces of evidence on an initiative that nobody can recognise", n)
		}
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		yaml, err := catalog.Marshal(changed)
		if err != nil {
			t.Fatal(err)
		}
		if out, notes, code := s.cli(ctx, string(yaml), "initiatives", "apply", "-f", "-"); code != 0 || !strings.Contains(out, "aukus unchanged") {
			t.Fatalf("apply: exit %d: %s%s", code, out, notes)
		}
		out, notes, code := s.cli(ctx, "", "backfill", "--wait")
		if code != 0 || !strings.HasPrefix(out, "Back-fill complete: 21 articles read under revision ") {
			t.Fatalf("backfill: exit %d: %s%s", code, out, notes)
		}
		got := hashesOf(s.records())
		for _, id := range []string{"gaza-isf", "haiti-gsf"} {
			if len(s.evidence(id)) == 0 {
				t.Errorf("%s: no evidence from articles that were there before", id)
			}
			checkSums(t, s.records()[id].GetAssessment(), s.evidence(id))
		}
		s.stop()

		fresh := start(t, options{dir: folder(t), initiatives: changed})
		fresh.submit(all...)
		fresh.settle()
		if want := hashesOf(fresh.records()); !maps.Equal(got, want) {
			t.Errorf("back-filled %v\nfrom scratch %v", got, want)
		}
	})
}

func hashesOf(records map[string]*assessmentv1.Record) map[string]string {
	out := map[string]string{}
	for id, r := range records {
		out[id] = r.GetHash()
	}
	return out
}
