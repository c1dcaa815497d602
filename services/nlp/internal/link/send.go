package link

// giving are verbs by which states put soldiers somewhere.
var giving = words(`send sending sent sends deploy deploying deployed contribute contributing provide providing dispatch dispatching
	pledge pledged commit committing committed station stationing put putting`)

// sendings finds "send soldiers to Elbonia" for initiatives that are forces.
// Armies go to places for many reasons, so it counts only in texts that speak
// of a force or a mission without saying which, or mention the initiative
// otherwise, and whose title or opening names the place.
func (s *scan) sendings(established map[int]bool) []Mention {
	if len(s.hits) == 0 {
		return nil
	}
	s.setScene()
	speaks := s.speaksOfForce()
	var out []Mention
	toks := s.doc.Tokens
	for _, h := range s.hits {
		for _, at := range h.postings {
			p := s.linker.profiles[at.initiative]
			if !p.class[forceClass] || p.keys[at.key].role != place || !established[at.initiative] && (!speaks || s.scene[at.initiative] < placeValue) {
				continue
			}
			if first, ok := s.sent(h.first); ok {
				out = append(out, Mention{Span: s.doc.SpanOf(first, h.last), First: first, Last: h.last, Initiative: at.initiative, Kind: Composed, How: "described: soldiers sent to " + toks[h.first].Norm})
			}
		}
	}
	return out
}

// sent reads "send (its) soldiers to (the)" before token i.
func (s *scan) sent(i int) (first int, ok bool) {
	toks := s.doc.Tokens
	k := i - 1
	if k >= 0 && toks[k].Is("the") {
		k--
	}
	if k < 2 || !toks[k].Is("to", "in", "into", "inside") || !people[toks[k-1].Lower] && !toks[k-1].Is("military", "units", "battalion", "officers", "men", "police") {
		return 0, false
	}
	for j := k - 2; j >= 0 && j >= k-6 && toks[j].Sentence == toks[i].Sentence; j-- {
		if giving[toks[j].Lower] {
			return j, true
		}
	}
	return 0, false
}

func (s *scan) speaksOfForce() bool {
	for i, t := range s.doc.Tokens {
		if i > 0 && t.Is("force", "mission", "contingent", "peacekeepers") && s.doc.Tokens[i-1].Is("the", "a", "international", "multinational", "peacekeeping") &&
			(t.Is("contingent") || i+1 == len(s.doc.Tokens) || !s.doc.Tokens[i+1].Is("of")) {
			return true
		}
	}
	return false
}
