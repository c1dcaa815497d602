// Package ledger folds the messages of the ledger into what is in force: one
// reading per article, one definition per initiative, and the clock.
//
// The fold is commutative, associative and idempotent: any order and any
// repetition of the same messages gives the same state. It is pure: no bus, no
// clock of its own. A [Ledger] is not safe for concurrent use; its messages are
// never changed after they were merged, so what it returned stays readable.
package ledger

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

const day = 24 * time.Hour

// Ledger is the state that the messages merged so far fold to.
type Ledger struct {
	readings    *readings                               // retracted ones stay as tombstones
	claiming    map[articleKey]*taggingv1.TaggedArticle // in force with a claim
	editions    []tally
	byEdition   map[edition]uint32                // index of editions
	index       map[string]articles               // by initiative id: in force with a claim on it
	definitions map[string]definition             // by initiative id; deleted ones stay as tombstones
	rulings     map[string][]*assessmentv1.Ruling // by initiative id, ordered by revision
	revisions   map[uint64]uint64                 // articles in force by catalogue revision of their reading
	articles    uint64
	claims      uint64
	catalogue   uint64
	sequence    uint64
	clock       time.Time
}

// articles are readings by article id.
type articles map[string]*taggingv1.TaggedArticle

// New is a ledger without any message.
func New() *Ledger {
	return &Ledger{
		readings:    newReadings(),
		claiming:    map[articleKey]*taggingv1.TaggedArticle{},
		byEdition:   map[edition]uint32{},
		index:       map[string]articles{},
		definitions: map[string]definition{},
		rulings:     map[string][]*assessmentv1.Ruling{},
		revisions:   map[uint64]uint64{},
	}
}

// Touched says what a merge may have changed. The zero value is: nothing.
type Touched struct {
	// Initiatives are the ids of initiatives with another definition or other claims.
	Initiatives map[string]struct{}
	// Articles are the ids of those that have another reading in force, or none any more.
	Articles []string
	// Day tells that the clock reached another UTC day, which touches all.
	Day bool
	// News tells that an article, or its revision, was read for the first time: it
	// was not read anew under another catalogue.
	News bool
}

// Add joins other into t.
func (t *Touched) Add(other Touched) {
	t.Day, t.News = t.Day || other.Day, t.News || other.News
	t.Articles = append(t.Articles, other.Articles...)
	for id := range other.Initiatives {
		t.touch(id)
	}
}

func (t *Touched) touch(id string) {
	if t.Initiatives == nil {
		t.Initiatives = map[string]struct{}{}
	}
	t.Initiatives[id] = struct{}{}
}

// Merge takes one message in and says what it touched. The fact must have
// passed [Fact.Check]; the ledger keeps its messages.
func (l *Ledger) Merge(f Fact) Touched {
	var touched Touched
	switch {
	case f.Article != nil:
		l.mergeArticle(f, &touched)
	case f.Defined != nil:
		l.mergeDefinition(definition{
			id: f.Defined.GetInitiative().GetId(), revision: f.Defined.GetCatalogueRevision(),
			initiative: f.Defined.GetInitiative(),
		}, &touched)
	case f.Deleted != nil:
		l.mergeDefinition(definition{id: f.Deleted.GetInitiativeId(), revision: f.Deleted.GetCatalogueRevision()}, &touched)
	case f.Ruled != nil:
		l.mergeRuling(f.Ruled.GetRuling(), &touched)
	}
	if at := f.Time(); at.After(l.clock) {
		touched.Day = !at.Truncate(day).Equal(l.clock.Truncate(day))
		l.clock = at
	}
	l.sequence = max(l.sequence, f.Sequence)
	return touched
}

// Skip notes that the message at a sequence says nothing that can be merged.
func (l *Ledger) Skip(sequence uint64) { l.sequence = max(l.sequence, sequence) }

// Clock is the newest known time or tick; the zero time while there is none.
func (l *Ledger) Clock() time.Time { return l.clock }

// AsOf is the instant that assessments hold for: the end of the clock's UTC
// day, so that they change with the evidence within a day and with age from
// day to day. The zero time while the ledger has no clock.
func (l *Ledger) AsOf() time.Time {
	if l.clock.IsZero() {
		return time.Time{}
	}
	return l.clock.Truncate(day).Add(day)
}

// Status counts what is in force.
type Status struct {
	Sequence          uint64    // last sequence that is merged
	Articles          uint64    // articles in force, also those without a claim
	Claims            uint64    // claims in force, of all initiatives, also undefined ones
	Clock             time.Time // the newest known time or tick; zero while empty
	CatalogueRevision uint64    // greatest revision of the catalogue that the ledger knows
	ArticlesCurrent   uint64    // articles in force read under that revision or a later one
}

// Status is the state in numbers.
func (l *Ledger) Status() Status {
	s := Status{
		Sequence: l.sequence, Articles: l.articles, Claims: l.claims,
		Clock: l.clock, CatalogueRevision: l.catalogue,
	}
	for revision, count := range l.revisions {
		if revision >= l.catalogue {
			s.ArticlesCurrent += count
		}
	}
	return s
}

// Initiatives lists the ids of all defined initiatives, sorted.
func (l *Ledger) Initiatives() []string {
	var ids []string
	for id, d := range l.definitions {
		if d.initiative != nil {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Initiative is a definition in force, nil where there is none.
func (l *Ledger) Initiative(id string) *initiativev1.Initiative { return l.definitions[id].initiative }

// DefinitionRevision is the revision of the catalogue of the newest definition
// or deletion of an initiative; 0 when the ledger knows none.
func (l *Ledger) DefinitionRevision(id string) uint64 { return l.definitions[id].revision }

// Articles are those in force with a claim on an initiative, defined or not,
// ordered by article id. The slice belongs to the caller, the messages do not.
func (l *Ledger) Articles(initiative string) []*taggingv1.TaggedArticle {
	return slices.SortedFunc(maps.Values(l.index[initiative]), func(a, b *taggingv1.TaggedArticle) int {
		return strings.Compare(a.GetArticleId(), b.GetArticleId())
	})
}

// Readings are those of some articles that are in force with a claim on an
// initiative, at the cost of these alone. Ids are distinct.
func (l *Ledger) Readings(initiative string, ids []string) []*taggingv1.TaggedArticle {
	var readings []*taggingv1.TaggedArticle
	for _, id := range ids {
		if reading, ok := l.index[initiative][id]; ok {
			readings = append(readings, reading)
		}
	}
	return readings
}

func (l *Ledger) mergeArticle(f Fact, touched *Touched) {
	id := f.Article.GetArticleId()
	if f.Digest == 0 {
		f.Digest = Digest(f.Article)
	}
	key, next := keyOf(id), l.stand(f.Article, f.Digest, f.Sequence)
	current, known := l.readings.get(key)
	if known && l.compare(next, current) <= 0 {
		return
	}
	if known {
		l.drop(id, current, touched)
	}
	l.readings.put(key, next)
	touched.Articles = append(touched.Articles, id)
	touched.News = !known || current.revision < next.revision
	if f.Article.GetRetracted() {
		return
	}
	l.articles++
	l.editions[next.edition].articles++
	l.revisions[f.Article.GetCatalogueRevision()]++
	if len(f.Article.GetClaims()) == 0 {
		return
	}
	l.claiming[key] = f.Article
	l.claims += uint64(len(f.Article.GetClaims()))
	for initiative := range initiativesOf(f.Article) {
		if l.index[initiative] == nil {
			l.index[initiative] = articles{}
		}
		l.index[initiative][id] = f.Article
		touched.touch(initiative)
	}
}

// drop takes a reading out of force.
func (l *Ledger) drop(id string, current standing, touched *Touched) {
	e := &l.editions[current.edition]
	if e.retracted {
		return
	}
	l.articles--
	e.articles--
	if l.revisions[e.catalogue]--; l.revisions[e.catalogue] == 0 {
		delete(l.revisions, e.catalogue)
	}
	reading := l.claiming[keyOf(id)]
	delete(l.claiming, keyOf(id))
	l.claims -= uint64(len(reading.GetClaims()))
	for initiative := range initiativesOf(reading) {
		if delete(l.index[initiative], id); len(l.index[initiative]) == 0 {
			delete(l.index, initiative)
		}
		touched.touch(initiative)
	}
}

func (l *Ledger) mergeDefinition(next definition, touched *Touched) {
	current, known := l.definitions[next.id]
	if known && compareDefinitions(next, current) <= 0 {
		return
	}
	l.definitions[next.id] = next
	l.catalogue = max(l.catalogue, next.revision)
	touched.touch(next.id)
}

func initiativesOf(reading *taggingv1.TaggedArticle) map[string]struct{} {
	ids := map[string]struct{}{}
	for _, claim := range reading.GetClaims() {
		ids[claim.GetInitiativeId()] = struct{}{}
	}
	return ids
}

// Equal says whether two ledgers hold the same state, the sequence aside,
// which counts messages and not what they say.
func (l *Ledger) Equal(other *Ledger) bool {
	sameReading := func(a, b standing) bool {
		return l.editions[a.edition].edition == other.editions[b.edition].edition && a.revision == b.revision &&
			a.digest == b.digest && a.sketch == b.sketch
	}
	sameClaims := func(a, b *taggingv1.TaggedArticle) bool { return a == b || compareBytes(a, b) == 0 }
	sameDefinition := func(a, b definition) bool { return compareDefinitions(a, b) == 0 }
	sameRulings := func(a, b []*assessmentv1.Ruling) bool {
		return slices.EqualFunc(a, b, func(a, b *assessmentv1.Ruling) bool { return compareBytes(a, b) == 0 })
	}
	sameIndex := func(a, b articles) bool { return maps.EqualFunc(a, b, sameClaims) }
	return cmp.Compare(l.catalogue, other.catalogue) == 0 && l.clock.Equal(other.clock) &&
		l.articles == other.articles && l.claims == other.claims &&
		l.readings.equal(other.readings, sameReading) &&
		maps.EqualFunc(l.definitions, other.definitions, sameDefinition) &&
		maps.EqualFunc(l.rulings, other.rulings, sameRulings) &&
		maps.EqualFunc(l.index, other.index, sameIndex) && maps.Equal(l.revisions, other.revisions)
}
