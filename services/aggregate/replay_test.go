package aggregate_test

import (
	"maps"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// live is a service to which things happen.
type live struct {
	*service
	conn *bus.Conn
}

func (l live) tell(readings ...reading) {
	l.tb.Helper()
	tell(l.tb, l.conn, readings...)
	l.settle(l.conn) // so that what comes next changes what was published
}

// redefine changes a definition, or makes one.
func (l live) redefine(i *initiativev1.Initiative) uint64 {
	l.tb.Helper()
	answer, err := l.initiatives.UpdateInitiative(l.tb.Context(), &initiativev1.UpdateInitiativeRequest{Initiative: i, AllowMissing: true})
	if err != nil {
		l.tb.Fatal(err)
	}
	l.settle(l.conn)
	return answer.GetCatalogueRevision()
}

// news are twelve articles about two initiatives.
func news() []reading {
	var all []reading
	for i, r := range story() {
		if r.revision < 2 && !r.retracted && r.catalogue == 0 {
			r.published = noon().Add(-time.Duration(i) * 12 * time.Hour)
			all = append(all, r)
		}
	}
	return all
}

// Whatever happened on the way, the assessments are those of a service that was
// told only what holds in the end, in one go: byte for byte, on a server of its
// own, and again after a restart.
func TestEveryChangeReplaysToTheSameBytesAsFromScratch(t *testing.T) {
	aliased := initiative("gaza-isf")
	aliased.Aliases = []*initiativev1.Alias{{Text: "the second name"}}
	fresh := initiative("red-sea")
	onFresh := reading{article: "a00", known: noon(), published: noon(), catalogue: 9, claims: []*taggingv1.Claim{
		position("gaza-isf", "USA", supports, 500), position("red-sea", "USA", supports, 300),
	}}
	correction := reading{article: "a03", revision: 2, known: noon(), published: noon(), claims: []*taggingv1.Claim{position("gaza-isf", "GBR", rejects, -900)}}
	late := reading{
		article: "late", known: noon(), published: noon().Add(-40 * 24 * time.Hour),
		claims: []*taggingv1.Claim{dated(position("gaza-isf", "ISR", rejects, -800), "2026-03-20")},
	}
	anew := reading{article: "a07", engine: "rules/0.10.0", known: noon(), published: noon(), claims: []*taggingv1.Claim{position("gaza-isf", "IDN", supports, 400)}}
	old := reading{article: "a07", engine: "rules/0.0.9", known: noon(), claims: late.claims}
	gone := reading{article: "a01", retracted: true, known: noon()}
	for name, tt := range map[string]struct {
		happens func(l live) // after the news
		scratch func(l live) // instead of the news
	}{
		"retraction": {
			func(l live) { l.tell(gone) },
			func(l live) { tell(l.tb, l.conn, without(news(), "a01")...) },
		},
		"retraction that comes first": {
			func(l live) {
				l.tell(reading{article: "x", retracted: true, known: noon()}, reading{article: "x", known: noon(), claims: late.claims})
			},
			func(l live) { tell(l.tb, l.conn, news()...) },
		},
		"revision": {
			func(l live) { l.tell(correction) },
			func(l live) { tell(l.tb, l.conn, append(without(news(), "a03"), correction)...) },
		},
		"late arrival": {
			func(l live) { l.tell(late) },
			func(l live) { tell(l.tb, l.conn, append([]reading{late}, news()...)...) },
		},
		"newer engine": {
			func(l live) { l.tell(anew) },
			func(l live) { tell(l.tb, l.conn, append(without(news(), "a07"), anew)...) },
		},
		"older engine that comes late": {
			func(l live) { l.tell(old) },
			func(l live) { tell(l.tb, l.conn, news()...) },
		},
		"new initiative": {
			func(l live) { l.redefine(fresh); l.tell(onFresh) },
			func(l live) { l.redefine(fresh); tell(l.tb, l.conn, append(without(news(), "a00"), onFresh)...) },
		},
		"new alias": {
			func(l live) { l.redefine(aliased); l.tell(onFresh) },
			func(l live) { l.redefine(aliased); tell(l.tb, l.conn, append(without(news(), "a00"), onFresh)...) },
		},
		"everything at once": {
			func(l live) {
				l.tell(late)
				l.redefine(fresh)
				l.tell(correction, gone)
				l.redefine(aliased)
				l.tell(onFresh)
			},
			func(l live) {
				l.redefine(aliased)
				l.redefine(fresh)
				tell(l.tb, l.conn, append(without(news(), "a00", "a01", "a03"), correction, onFresh, late)...)
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			run := func(news []reading, happens func(live)) (*service, live, *bustest.Server) {
				server := bustest.Start(t, bustest.Options{})
				l := live{start(t, server), server.Connect("test")}
				l.define("gaza-isf")
				l.define("ukraine-mnf")
				if len(news) > 0 {
					l.tell(news...)
				}
				happens(l)
				return l.service, l, server
			}
			s, l, server := run(news(), tt.happens)
			got := l.settle(l.conn)
			_, scratch, _ := run(nil, tt.scratch)
			same(t, "from scratch", got, scratch.settle(scratch.conn))
			s.stop()
			again := start(t, server)
			same(t, "after a restart", got, again.settle(l.conn))
		})
	}
}

// without leaves articles out.
func without(all []reading, articles ...string) []reading {
	var rest []reading
next:
	for _, r := range all {
		for _, a := range articles {
			if r.article == a {
				continue next
			}
		}
		rest = append(rest, r)
	}
	return rest
}

// same compares assessments byte for byte.
func same(t *testing.T, what string, got, want map[string]*assessmentv1.Record) {
	t.Helper()
	if !maps.Equal(hashes(got), hashes(want)) {
		t.Errorf("%s: %v, want %v", what, hashes(got), hashes(want))
	}
	for id := range want {
		if !proto.Equal(got[id].GetAssessment(), want[id].GetAssessment()) {
			t.Errorf("%s: the assessments of %s differ:\n%v\n%v", what, id, got[id].GetAssessment(), want[id].GetAssessment())
		}
	}
}
