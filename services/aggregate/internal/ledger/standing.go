package ledger

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// articleKey stands for an article id: the beginning of its SHA-256.
type articleKey [16]byte

func keyOf(articleID string) articleKey {
	sum := sha256.Sum256([]byte(articleID))
	return articleKey(sum[:16])
}

// standing is what is kept of every reading, also of those that say nothing of
// any initiative and of retractions, which are most: a million of them take
// 64 MiB, see [readings], and without pointers cost the collector no time. Readings
// with claims are kept whole beside it.
type standing struct {
	sequence uint64   // of the message; 0 when it had none
	digest   uint64   // see [Digest]
	sketch   [16]byte // of the signature, see sketchOf
	revision uint32
	edition  uint32 // index of Ledger.editions
}

// edition is what many readings have in common.
type edition struct {
	engine    string
	catalogue uint64
	retracted bool
	unread    bool // there is a reason for which nothing was read
	unsigned  bool // without a signature: like no other
	language  string
}

// tally is an edition with the number of articles in force that are of it.
type tally struct {
	edition
	articles uint64
}

// Digest stands for the bytes of a reading: it decides between two whose keys
// are equal, so that the order of arrival never does.
func Digest(reading *taggingv1.TaggedArticle) uint64 {
	// Marshalling fails for invalid UTF-8 only, which no message that was
	// unmarshalled has; an empty encoding then still gives one order.
	data, _ := proto.MarshalOptions{Deterministic: true}.Marshal(reading)
	sum := sha256.Sum256(data)
	return binary.BigEndian.Uint64(sum[:])
}

// stand is what is kept of a reading.
func (l *Ledger) stand(reading *taggingv1.TaggedArticle, digest, sequence uint64) standing {
	e := edition{
		engine: reading.GetEngineVersion(), catalogue: reading.GetCatalogueRevision(), retracted: reading.GetRetracted(),
		unread: reading.GetSkippedReason() != "", unsigned: len(reading.GetSignature()) == 0, language: reading.GetLanguage(),
	}
	at, known := l.byEdition[e]
	if !known {
		at = uint32(len(l.editions))
		l.editions = append(l.editions, tally{edition: e})
		l.byEdition[e] = at
	}
	return standing{sequence: sequence, digest: digest, sketch: sketchOf(reading.GetSignature()), revision: reading.GetRevision(), edition: at}
}

// compare orders two readings of one article: the greater one is in force.
// Equal keys should mean equal digests; where they do not, those decide.
func (l *Ledger) compare(a, b standing) int {
	x, y := l.editions[a.edition].edition, l.editions[b.edition].edition
	return cmp.Or(
		cmp.Compare(a.revision, b.revision),
		compareBool(x.retracted, y.retracted),
		compareEngines(x.engine, y.engine),
		cmp.Compare(x.catalogue, y.catalogue),
		strings.Compare(x.engine, y.engine),
		cmp.Compare(a.digest, b.digest),
	)
}

// sketchOf takes the lowest bit of each of the first 128 values of a signature.
// Two signatures that differ in n values have sketches that differ in n bits at
// most; those of texts that have nothing in common differ in about 64.
func sketchOf(signature []uint64) (sketch [16]byte) {
	for i, value := range signature[:min(len(signature), 8*len(sketch))] {
		sketch[i/8] |= byte(value&1) << (i % 8)
	}
	return sketch
}

func distance(a, b [16]byte) int {
	return bits.OnesCount64(binary.LittleEndian.Uint64(a[:8])^binary.LittleEndian.Uint64(b[:8])) +
		bits.OnesCount64(binary.LittleEndian.Uint64(a[8:])^binary.LittleEndian.Uint64(b[8:]))
}

// Place is where a reading in force is found.
type Place struct {
	// Reading is it, where it has claims; nil for another.
	Reading *taggingv1.TaggedArticle
	// Sequence of its message; 0 when it had none.
	Sequence uint64
}

// Find is the reading in force of an article; false when there is none.
func (l *Ledger) Find(articleID string) (Place, bool) {
	s, known := l.readings.get(keyOf(articleID))
	if !known || l.editions[s.edition].retracted {
		return Place{}, false
	}
	return Place{Reading: l.claiming[keyOf(articleID)], Sequence: s.sequence}, true
}

// Alike are the readings in force whose signatures agree with another in at
// least percent of 100 of its values, and perhaps some that agree in fewer. It
// looks at every article.
func (l *Ledger) Alike(signature []uint64, percent int) []Place {
	if len(signature) == 0 {
		return nil
	}
	sketch, apart := sketchOf(signature), len(signature)*(100-percent)/100
	var places []Place
	for key, s := range l.readings.all() {
		if e := l.editions[s.edition]; e.retracted || e.unsigned || distance(sketch, s.sketch) > apart {
			continue
		}
		places = append(places, Place{Reading: l.claiming[key], Sequence: s.sequence})
	}
	slices.SortFunc(places, func(a, b Place) int { return cmp.Compare(a.Sequence, b.Sequence) })
	return places
}

// Language counts the articles in force of one language.
type Language struct {
	Tag              string // see TaggedArticle.language
	Articles, Unread uint64
}

// Languages are those of the articles in force, most first.
func (l *Ledger) Languages() []Language {
	counts := map[string]Language{}
	for _, e := range l.editions {
		if e.articles == 0 {
			continue
		}
		count := counts[e.language]
		count.Tag, count.Articles = e.language, count.Articles+e.articles
		if e.unread {
			count.Unread += e.articles
		}
		counts[e.language] = count
	}
	all := make([]Language, 0, len(counts))
	for _, count := range counts {
		all = append(all, count)
	}
	slices.SortFunc(all, func(a, b Language) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), strings.Compare(a.Tag, b.Tag))
	})
	return all
}
