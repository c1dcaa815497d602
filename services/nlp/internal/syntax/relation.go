package syntax

import "strings"

// Relation is how a word depends on its head (universaldependencies.org/en/dep),
// with the subtypes of the English treebanks.
type Relation uint8

// The relations. The zero value is Dep: unspecified.
const (
	Dep Relation = iota
	Root
	Acl
	AclRelcl
	Advcl
	AdvclRelcl
	Advmod
	Amod
	Appos
	Aux
	AuxPass
	Case
	Cc
	CcPreconj
	Ccomp
	Compound
	CompoundPrt
	Conj
	Cop
	Csubj
	CsubjOuter
	CsubjPass
	Det
	DetPredet
	Discourse
	Dislocated
	Expl
	Fixed
	Flat
	Goeswith
	Iobj
	List
	Mark
	Nmod
	NmodDesc
	NmodPoss
	NmodUnmarked
	Nsubj
	NsubjOuter
	NsubjPass
	Nummod
	Obj
	Obl
	OblAgent
	OblUnmarked
	Orphan
	Parataxis
	Punct
	Reparandum
	Vocative
	Xcomp
)

var relationNames = [...]string{
	"dep", "root", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj",
	"ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "det", "det:predet", "discourse", "dislocated",
	"expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer",
	"nsubj:pass", "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "vocative", "xcomp",
}

// String returns the relation as in the treebanks: "nsubj:pass".
func (r Relation) String() string { return nameOf(relationNames[:], int(r)) }

// ParseRelation is the inverse of String; of an unknown subtype it returns the universal relation.
func ParseRelation(s string) (Relation, bool) {
	i, ok := indexOf(relationNames[:], s)
	if base, _, cut := strings.Cut(s, ":"); !ok && cut {
		i, ok = indexOf(relationNames[:], base)
	}
	return Relation(i), ok
}

// Base returns the universal relation, without its subtype: nsubj of nsubj:pass.
func (r Relation) Base() Relation { return bases[r] }

var bases = func() (b [256]Relation) {
	for i, n := range relationNames {
		base, _, _ := strings.Cut(n, ":")
		j, _ := indexOf(relationNames[:], base)
		b[i] = Relation(j)
	}
	return b
}()

// Subject reports whether the relation is that of a subject, nominal or clausal, active or passive.
func (r Relation) Subject() bool { return r.Base() == Nsubj || r.Base() == Csubj }

// Clausal reports whether the dependent heads a clause of its own.
func (r Relation) Clausal() bool {
	switch r.Base() {
	case Ccomp, Xcomp, Advcl, Acl, Csubj, Parataxis:
		return true
	}
	return false
}
