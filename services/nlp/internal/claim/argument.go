package claim

import (
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// rivalling reports whether an argument is something set against the
// initiative: "a competing line", "its rival".
func (r *reader) rivalling(arg reading.Argument) bool {
	for t := arg.First; t < arg.Last; t++ {
		if r.Doc.Tokens[t].Is("rival", "rivals", "competing", "competitor", "competitors", "alternative", "alternatives") {
			return true
		}
	}
	return false
}

// halting reports whether what is asked for is a stop or another text.
func (r *reader) halting(arg reading.Argument) bool {
	return r.Doc.Tokens[arg.Head].Is("pause", "halt", "delay", "postponement", "suspension", "moratorium", "rethink", "renegotiation", "review", "withdrawal", "cancellation", "exemption", "opt-out")
}

// lessening are the frames of words by which one ends or lessens what one has a
// part in.
var lessening = map[string]bool{"oppose": true, "hinder": true, "leave": true}

// ownPart reports whether an argument is what its subject has given or does
// itself: "its contribution", "their participation".
func (r *reader) ownPart(arg reading.Argument) bool {
	if !r.Doc.Tokens[arg.First].Is("its", "their", "his", "her", "our", "all") || arg.Last-arg.First < 2 {
		return false
	}
	return len(r.HitsIn("contribution", arg.First, arg.Last)) > 0 ||
		r.Doc.Tokens[arg.Head].Is("participation", "contribution", "contributions", "involvement", "membership", "payments", "payment", "support", "cooperation", "signature", "ratification", "pledge", "offer", "commitment", "part", "accession", "consent")
}

// misgiving reports whether a token is a noun for doubts or resistance.
func (r *reader) misgiving(token int) bool {
	for _, h := range r.HitsIn("attitude", token, token+1) {
		switch h.Entry.Value {
		case "doubt", "fear", "oppose", "refuse":
			if h.Entry.Text[0] == '<' && r.suits(h) {
				return true
			}
		}
	}
	return false
}

// sponsored reports whether what is refused is a part in the matter, or what a
// sponsor of the initiative would send.
func (r *reader) sponsored(a held, arg reading.Argument, f link.Focus) bool {
	if a.frame != "oppose" && a.frame != "refuse" {
		return false
	}
	if a.frame == "refuse" && r.Doc.Tokens[arg.Head].Is("role", "part", "involvement", "participation", "presence") {
		return true
	}
	if len(r.HitsIn("contribution", arg.First, arg.Last)) == 0 {
		return false
	}
	for _, i := range arg.Actors {
		if r.catalogue[f.Initiative].sponsor(r.Actors[i].ID) {
			return !r.catalogue[f.Initiative].sponsor(r.Actors[a.who[0]].ID)
		}
	}
	return false
}

// sided reports whether a predicate has a clause that tells what it is done for.
func (r *reader) sided(p reading.Proposition) bool {
	for _, arg := range p.Arguments {
		if arg.Relation == "xcomp" || arg.Relation == "advcl" {
			return true
		}
	}
	return false
}
