package assess

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/cluster"
)

// book holds the statements of one initiative: what does not depend on the
// as-of time. It is filled at once, or an article at a time.
type book struct {
	model      *Model
	initiative *initiativev1.Initiative
	target     taggingv1.MilestoneKind
	rulings    []*assessmentv1.Ruling // by revision
	entries    map[string]*entry      // by article id; only articles that speak of the initiative
	media      media
	near       *cluster.Index[*entry] // nil until an article is replaced
	kinds      []taggingv1.ConditionKind
	numbers    map[string]int32
	voices     map[[2]int32]int32
}

// entry is an article in the book.
type entry struct {
	article    *taggingv1.TaggedArticle
	claims     []*taggingv1.Claim // on the initiative, ordered by id
	appeared   time.Time          // when it was published, as far as that is known
	published  int                // day of that
	copies     *copies
	story      *story
	statements []statement
}

// copies is a story: the articles that are near copies of each other.
type copies struct{ members []*entry }

// openBook makes the statements of all articles of an input.
func openBook(in Input) *book {
	b := newBook(in)
	b.load(in.Articles)
	return b
}

func newBook(in Input) *book {
	b := &book{
		model: in.Model, initiative: in.Initiative, target: in.Initiative.GetQuestion().GetMilestone(),
		rulings: byRevision(in.Rulings), entries: make(map[string]*entry), media: newMedia(), numbers: make(map[string]int32), voices: make(map[[2]int32]int32),
		kinds: slices.Sorted(maps.Keys(in.Model.Conditions)),
	}
	if b.target == taggingv1.MilestoneKind_MILESTONE_KIND_UNSPECIFIED {
		b.target = taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED
	}
	return b
}

// load fills an empty book.
func (b *book) load(articles []*taggingv1.TaggedArticle) {
	all := make([]*entry, 0, len(articles))
	for _, article := range distinct(articles) {
		if e := newEntry(article, b.initiative.GetId()); e != nil {
			all = append(all, e)
			b.entries[article.GetArticleId()] = e
			b.media.add(e)
		}
	}
	for _, c := range storiesOf(all, b.similarity()) {
		b.form(c)
	}
}

// frozen is the book as it is now, for evaluations only: it takes no articles.
func (b *book) frozen() *book {
	entries := make(map[string]*entry, len(b.entries))
	for id, e := range b.entries {
		held := *e
		entries[id] = &held
	}
	return &book{model: b.model, initiative: b.initiative, target: b.target, rulings: b.rulings, kinds: b.kinds, entries: entries}
}

func (b *book) similarity() int { return int(b.model.Similarity) / 10 }

// newEntry is nil for an article without a claim on the initiative: it takes no
// part, so that an assessment changes only with articles that touch it.
func newEntry(article *taggingv1.TaggedArticle, initiative string) *entry {
	claims := claimsOn(article, initiative)
	if len(claims) == 0 {
		return nil
	}
	appeared := publication(article)
	return &entry{article: article, claims: claims, appeared: appeared, published: dayOf(appeared)}
}

// storiesOf finds the stories among articles.
func storiesOf(all []*entry, similarity int) []*copies {
	signatures := make([][]uint64, len(all))
	for i, e := range all {
		signatures[i] = e.article.GetSignature()
	}
	var found []*copies
	for i, root := range cluster.Components(signatures, similarity) {
		if i == root {
			all[i].copies = &copies{}
			found = append(found, all[i].copies)
		}
		all[i].copies = all[root].copies
		all[i].copies.members = append(all[i].copies.members, all[i])
	}
	return found
}

// replace takes articles out by id and others in, and returns those whose
// statements changed, in no particular order, those that are gone included.
func (b *book) replace(gone []string, come []*taggingv1.TaggedArticle) (changed []*entry) {
	b.index()
	touched := make(map[*copies]struct{})
	for _, id := range gone {
		if e, ok := b.entries[id]; ok {
			b.remove(e, touched)
			changed = append(changed, e)
		}
	}
	for _, article := range come {
		if e := newEntry(article, b.initiative.GetId()); e != nil {
			b.insert(e, touched)
		}
	}
	for name := range b.media.renamed {
		for e := range b.media.reporters[name] {
			touched[e.copies] = struct{}{}
		}
	}
	clear(b.media.renamed)
	for c := range touched {
		changed = append(changed, b.form(c)...)
	}
	return changed
}

func (b *book) index() {
	if b.near != nil && !b.near.Worn() {
		return
	}
	b.near = cluster.NewIndex[*entry]()
	for _, e := range b.entries {
		b.near.Add(e, e.article.GetSignature())
	}
}

// insert puts an article into its story, and makes one story of those that it connects.
func (b *book) insert(e *entry, touched map[*copies]struct{}) {
	e.copies = &copies{members: []*entry{e}}
	signature := e.article.GetSignature()
	for other := range b.near.Candidates(signature) {
		if other.copies == e.copies || !cluster.Similar(signature, other.article.GetSignature(), b.similarity()) {
			continue
		}
		from, into := e.copies, other.copies
		if len(from.members) > len(into.members) {
			from, into = into, from
		}
		delete(touched, from)
		into.members = append(into.members, from.members...)
		for _, member := range from.members {
			member.copies = into
		}
	}
	touched[e.copies] = struct{}{}
	b.near.Add(e, signature)
	b.media.add(e)
	b.entries[e.article.GetArticleId()] = e
}

// remove takes an article out of its story, which may fall apart.
func (b *book) remove(e *entry, touched map[*copies]struct{}) {
	delete(b.entries, e.article.GetArticleId())
	b.near.Remove(e)
	b.media.remove(e)
	delete(touched, e.copies)
	rest := slices.DeleteFunc(e.copies.members, func(member *entry) bool { return member == e })
	for _, part := range storiesOf(rest, b.similarity()) {
		touched[part] = struct{}{}
	}
}

// form makes the statements of a story and returns the articles whose
// statements are others than before.
func (b *book) form(c *copies) (changed []*entry) {
	slices.SortFunc(c.members, compareEntries)
	origin := originOfCopies(c.members)
	said := make(map[saying]string, len(c.members[0].claims))
	for rank, e := range c.members {
		s := newStory(e, c.members[0], rank, origin)
		if e.story != nil && *e.story == *s {
			s = e.story
		}
		statements := b.state(e, s, said)
		if e.statements != nil && slices.Equal(e.statements, statements) {
			continue
		}
		e.story, e.statements = s, statements
		changed = append(changed, e)
	}
	return changed
}

// state makes the statements of one article. Said holds what earlier copies of
// the story say.
func (b *book) state(e *entry, s *story, said map[saying]string) []statement {
	statements := make([]statement, len(e.claims))
	for i, claim := range e.claims {
		it := &statements[i]
		*it = b.newStatement(s, claim)
		key := sayingOf(it)
		if first, ok := said[key]; ok && s.rank > 0 {
			it.copyOf = first
		} else if !ok {
			said[key] = claim.GetId()
		}
	}
	repetitions(statements)
	return statements
}

// ordered are the articles by day, then id.
func (b *book) ordered() []*entry {
	return slices.SortedFunc(maps.Values(b.entries), compareEntries)
}

// compareEntries puts what appeared first first, to the second: of copies of
// one day the original counts, not the one whose id comes first.
func compareEntries(a, b *entry) int {
	return cmp.Or(a.appeared.Compare(b.appeared), strings.Compare(a.article.GetArticleId(), b.article.GetArticleId()))
}

// number stands for a name as long as the book is open.
func (b *book) number(name string) int32 {
	n, ok := b.numbers[name]
	if !ok {
		n = int32(len(b.numbers))
		b.numbers[name] = n
	}
	return n
}

func (b *book) traits(it *statement) traits {
	t := traits{
		apart: b.number(it.source), actor: b.number(it.slot.actor), rank: rankOf(it.story.source.GetReliability()),
		sure: certain(it.claim), details: detailsOf(it.claim), unnamed: group(it.slot.actor),
	}
	key := [2]int32{t.apart, b.number(innermost(it.claim))}
	voice, ok := b.voices[key]
	if !ok {
		voice = int32(len(b.voices))
		b.voices[key] = voice
	}
	t.voice = voice
	return t
}
