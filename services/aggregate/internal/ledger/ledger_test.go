package ledger_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/ledger"
)

func at(day, hour int) time.Time { return time.Date(2026, 5, day, hour, 0, 0, 0, time.UTC) }

func reading(id string, revision uint32, initiatives ...string) *taggingv1.TaggedArticle {
	a := &taggingv1.TaggedArticle{
		ArticleId: id, Revision: revision, EngineVersion: "rules/0.1.0", CatalogueRevision: 1,
		KnownTime: timestamppb.New(at(1, 9)),
	}
	for _, initiative := range initiatives {
		a.Claims = append(a.Claims, &taggingv1.Claim{Id: id + "-" + initiative, InitiativeId: initiative})
	}
	return a
}

func with(a *taggingv1.TaggedArticle, change func(*taggingv1.TaggedArticle)) *taggingv1.TaggedArticle {
	change(a)
	return a
}

func tagged(a *taggingv1.TaggedArticle) ledger.Fact { return ledger.Fact{Article: a} }

func defined(id string, revision uint64, name string) ledger.Fact {
	return ledger.Fact{Defined: &eventv1.InitiativeDefined{
		Initiative: &initiativev1.Initiative{Id: id, Name: name}, CatalogueRevision: revision,
		KnownTime: timestamppb.New(at(1, 8)),
	}}
}

func deleted(id string, revision uint64) ledger.Fact {
	return ledger.Fact{Deleted: &eventv1.InitiativeDeleted{
		InitiativeId: id, CatalogueRevision: revision, KnownTime: timestamppb.New(at(1, 8)),
	}}
}

func tick(t time.Time) ledger.Fact {
	return ledger.Fact{Tick: &eventv1.ClockTicked{TickTime: timestamppb.New(t)}}
}

// fold merges facts into a new ledger and returns what the last one touched.
func fold(facts ...ledger.Fact) (*ledger.Ledger, []string) {
	l := ledger.New()
	var last []string
	for _, f := range facts {
		last = nil
		for id := range l.Merge(f).Initiatives {
			last = append(last, id)
		}
	}
	slices.Sort(last)
	return l, last
}

func inForce(l *ledger.Ledger, initiative string) []string {
	var found []string
	for _, a := range l.Articles(initiative) {
		for _, c := range a.GetClaims() {
			if c.GetInitiativeId() == initiative {
				found = append(found, c.GetId())
			}
		}
	}
	return found
}

func TestMergeOfReadings(t *testing.T) {
	gaza := func(id string, revision uint32) *taggingv1.TaggedArticle { return reading(id, revision, "gaza-isf") }
	for _, tt := range []struct {
		name    string
		facts   []ledger.Fact
		want    []string // claims in force on gaza-isf
		touched []string // by the last fact
	}{
		{"first reading", []ledger.Fact{tagged(gaza("a", 1))}, []string{"a-gaza-isf"}, []string{"gaza-isf"}},
		{
			"articles are ordered by id", []ledger.Fact{tagged(gaza("b", 1)), tagged(gaza("a", 1))},
			[]string{"a-gaza-isf", "b-gaza-isf"}, []string{"gaza-isf"},
		},
		{"repetition", []ledger.Fact{tagged(gaza("a", 1)), tagged(gaza("a", 1))}, []string{"a-gaza-isf"}, nil},
		{
			"revision moves a claim to another initiative",
			[]ledger.Fact{tagged(gaza("a", 1)), tagged(reading("a", 2, "ukraine-mnf"))}, nil, []string{"gaza-isf", "ukraine-mnf"},
		},
		{"older revision", []ledger.Fact{tagged(reading("a", 2)), tagged(gaza("a", 1))}, nil, nil},
		{
			"retraction of the revision",
			[]ledger.Fact{tagged(gaza("a", 1)), tagged(with(reading("a", 1), func(a *taggingv1.TaggedArticle) { a.Retracted = true }))},
			nil, []string{"gaza-isf"},
		},
		{
			"retraction that arrives first",
			[]ledger.Fact{tagged(with(reading("a", 1), func(a *taggingv1.TaggedArticle) { a.Retracted = true })), tagged(gaza("a", 1))},
			nil, nil,
		},
		{
			"revision after a retraction",
			[]ledger.Fact{tagged(with(reading("a", 1), func(a *taggingv1.TaggedArticle) { a.Retracted = true })), tagged(gaza("a", 2))},
			[]string{"a-gaza-isf"}, []string{"gaza-isf"},
		},
		{
			"newer engine finds nothing any more",
			[]ledger.Fact{tagged(gaza("a", 1)), tagged(with(reading("a", 1), func(a *taggingv1.TaggedArticle) { a.EngineVersion = "rules/0.10.0" }))},
			nil, []string{"gaza-isf"},
		},
		{
			"versions are not compared as text",
			[]ledger.Fact{
				tagged(with(gaza("a", 1), func(a *taggingv1.TaggedArticle) { a.EngineVersion = "rules/0.10.0" })),
				tagged(with(reading("a", 1), func(a *taggingv1.TaggedArticle) { a.EngineVersion = "rules/0.9.0" })),
			},
			[]string{"a-gaza-isf"}, nil,
		},
		{
			"newer catalogue under other actors of an operator",
			[]ledger.Fact{
				tagged(with(gaza("a", 1), func(a *taggingv1.TaggedArticle) {
					a.EngineVersion, a.CatalogueRevision = "rules/0.1.0+actors.00000000", 2
				})),
				tagged(with(reading("a", 1), func(a *taggingv1.TaggedArticle) { a.EngineVersion = "rules/0.1.0+actors.ffffffff" })),
			},
			[]string{"a-gaza-isf"}, nil,
		},
		{
			"newer catalogue",
			[]ledger.Fact{tagged(reading("a", 1)), tagged(with(gaza("a", 1), func(a *taggingv1.TaggedArticle) { a.CatalogueRevision = 2 }))},
			[]string{"a-gaza-isf"}, []string{"gaza-isf"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l, touched := fold(tt.facts...)
			if got := inForce(l, "gaza-isf"); !slices.Equal(got, tt.want) {
				t.Errorf("in force %v, want %v", got, tt.want)
			}
			if !slices.Equal(touched, tt.touched) {
				t.Errorf("touched %v, want %v", touched, tt.touched)
			}
		})
	}
}

func TestMergeOfDefinitions(t *testing.T) {
	for _, tt := range []struct {
		name     string
		facts    []ledger.Fact
		wantName string
		defined  []string
	}{
		{"newer wins", []ledger.Fact{defined("g", 1, "old"), defined("g", 2, "new")}, "new", []string{"g"}},
		{"older comes late", []ledger.Fact{defined("g", 2, "new"), defined("g", 1, "old")}, "new", []string{"g"}},
		{"deleted", []ledger.Fact{defined("g", 1, "old"), deleted("g", 2)}, "", nil},
		{"deletion comes first", []ledger.Fact{deleted("g", 2), defined("g", 1, "old")}, "", nil},
		{"defined again", []ledger.Fact{deleted("g", 2), defined("g", 3, "new"), defined("a", 4, "A")}, "new", []string{"a", "g"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l, _ := fold(tt.facts...)
			if got := l.Initiative("g").GetName(); got != tt.wantName {
				t.Errorf("definition %q, want %q", got, tt.wantName)
			}
			if got := l.Initiatives(); !slices.Equal(got, tt.defined) {
				t.Errorf("defined %v, want %v", got, tt.defined)
			}
			if _, ok := l.Snapshot("g"); ok != (tt.wantName != "") {
				t.Errorf("snapshot exists: %v", ok)
			}
		})
	}
}

func TestClockHoldsToTheEndOfItsDay(t *testing.T) {
	l := ledger.New()
	if !l.AsOf().IsZero() || !l.Clock().IsZero() {
		t.Errorf("empty ledger has clock %s and as-of %s", l.Clock(), l.AsOf())
	}
	for _, step := range []struct {
		name  string
		fact  ledger.Fact
		day   bool
		clock time.Time
		asOf  time.Time
	}{
		{"first", tagged(reading("a", 1)), true, at(1, 9), at(2, 0)},
		{"same day", tick(at(1, 12)), false, at(1, 12), at(2, 0)},
		{"older", tick(at(1, 3)), false, at(1, 12), at(2, 0)},
		{"midnight is the next day", tick(at(2, 0)), true, at(2, 0), at(3, 0)},
	} {
		if got := l.Merge(step.fact).Day; got != step.day {
			t.Errorf("%s: day changed: %v", step.name, got)
		}
		if !l.Clock().Equal(step.clock) || !l.AsOf().Equal(step.asOf) {
			t.Errorf("%s: clock %s, as of %s", step.name, l.Clock(), l.AsOf())
		}
	}
}

func TestStatusCountsWhatIsInForce(t *testing.T) {
	l, _ := fold(
		defined("gaza-isf", 3, "ISF"),
		tagged(reading("a", 1, "gaza-isf", "ukraine-mnf")), // read under revision 1
		tagged(with(reading("b", 1, "gaza-isf"), func(a *taggingv1.TaggedArticle) { a.CatalogueRevision = 3 })),
		tagged(with(reading("c", 1), func(a *taggingv1.TaggedArticle) { a.CatalogueRevision = 4 })),
		tagged(with(reading("d", 1), func(a *taggingv1.TaggedArticle) { a.Retracted = true })),
	)
	l.Skip(17)
	want := ledger.Status{Sequence: 17, Articles: 3, Claims: 3, Clock: at(1, 9), CatalogueRevision: 3, ArticlesCurrent: 2}
	if got := l.Status(); got != want {
		t.Errorf("Status = %+v, want %+v", got, want)
	}
}

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		name string
		fact ledger.Fact
		ok   bool
	}{
		{"reading", tagged(reading("a", 1)), true},
		{"definition", defined("g", 1, "G"), true},
		{"deletion", deleted("g", 1), true},
		{"tick", tick(at(1, 0)), true},
		{"nothing", ledger.Fact{}, false},
		{"two kinds", ledger.Fact{Article: reading("a", 1), Tick: tick(at(1, 0)).Tick}, false},
		{"reading of nothing", tagged(reading("", 1)), false},
		{"reading without a time", tagged(&taggingv1.TaggedArticle{ArticleId: "a"}), false},
		{"retracted with claims", tagged(with(reading("a", 1, "g"), func(a *taggingv1.TaggedArticle) { a.Retracted = true })), false},
		{"definition of nothing", defined("", 1, "G"), false},
		{"definition without a revision", defined("g", 0, "G"), false},
		{"deletion of nothing", deleted("", 1), false},
		{"deletion without a revision", deleted("g", 0), false},
		{"tick without a time", ledger.Fact{Tick: &eventv1.ClockTicked{}}, false},
		{"time out of range", ledger.Fact{Tick: &eventv1.ClockTicked{TickTime: &timestamppb.Timestamp{Seconds: 1 << 60}}}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.fact.Check(); (err == nil) != tt.ok || err != nil && !errors.Is(err, ledger.ErrFact) {
				t.Errorf("Check = %v", err)
			}
		})
	}
}

func TestEnginesAreOrderedAsSemanticVersions(t *testing.T) {
	// Each comes before the next, https://semver.org/#spec-item-11.
	ascending := []string{
		"", "rules", "rules/1", "rules/0.9.0", "rules/0.10.0-alpha", "rules/0.10.0-alpha.1", "rules/0.10.0-alpha.beta",
		"rules/0.10.0-beta.2", "rules/0.10.0-beta.11", "rules/0.10.0-rc.1", "parser/0.10.0", "rules/0.10.0", "rules/0.10.0+b2",
		"rules/1.0.0",
	}
	for i, older := range ascending {
		for _, newer := range ascending[i+1:] {
			for _, order := range [][2]string{{older, newer}, {newer, older}} {
				l := ledger.New()
				for _, engine := range order {
					l.Merge(tagged(with(reading("a", 1, "in "+engine), func(a *taggingv1.TaggedArticle) { a.EngineVersion = engine })))
				}
				if len(l.Articles("in "+newer)) != 1 || len(l.Articles("in "+older)) != 0 {
					t.Errorf("%q does not outrank %q when they come as %q", newer, older, order)
				}
			}
		}
	}
}
