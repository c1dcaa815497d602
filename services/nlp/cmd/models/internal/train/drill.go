package train

import (
	_ "embed" // for the drill's sentences
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

//go:embed drill.txt
var drillText string

// drillWord is word/TAG[relation<head], with =List after the word where any
// word of the list fits; punctuation may go without the bracket.
var drillWord = regexp.MustCompile(`^(.+?)(?:=([A-Z]))?/([^/\[]+)(?:\[([a-z:]+)<([^\]]+)\])?$`)

// pattern is a tree with gaps.
type pattern struct {
	Sentence
	lists []string // of each word, "" for a fixed one
}

// drill is what the file says: lists of words and templates.
type drill struct {
	lists     map[string][]string
	templates []pattern
}

func readDrill(raw string) (drill, error) {
	d := drill{lists: map[string][]string{}}
	for n, line := range strings.Split(raw, "\n") {
		f := strings.Fields(line)
		switch {
		case len(f) == 0 || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "="):
			d.lists[f[0][1:]] = f[1:]
		default:
			t, err := readPattern(f)
			if err != nil {
				return drill{}, fmt.Errorf("read drill, line %d: %w", n+1, err)
			}
			d.templates = append(d.templates, t)
		}
	}
	return d, nil
}

func readPattern(fields []string) (pattern, error) {
	var t pattern
	var heads []string
	for _, f := range fields {
		m := drillWord.FindStringSubmatch(f)
		if m == nil {
			return t, fmt.Errorf("word %q is not of the form", f)
		}
		tag, known := syntax.ParseTag(m[3])
		relation, ok := syntax.ParseRelation(m[4])
		if m[4] == "" {
			relation, ok = syntax.Punct, true
		}
		if !known || !ok {
			return t, fmt.Errorf("word %q has an unknown tag or relation", f)
		}
		t.Forms = append(t.Forms, m[1])
		t.lists = append(t.lists, m[2])
		t.Labels = append(t.Labels, syntax.Label{POS: coarse(m[1], tag, relation), Tag: tag})
		t.Relations = append(t.Relations, uint8(relation))
		heads = append(heads, m[5])
	}
	for i, h := range heads {
		at, err := t.locate(h)
		if err != nil {
			return t, fmt.Errorf("word %q: %w", fields[i], err)
		}
		t.Heads = append(t.Heads, int16(at))
	}
	t.punctuate()
	return t, nil
}

// unset marks punctuation whose head the rule finds.
const unset = -1

func (t *pattern) locate(head string) (int, error) {
	switch head {
	case "":
		return unset, nil
	case "^":
		return len(t.Forms), nil
	}
	form, number, _ := strings.Cut(head, "~")
	k, err := strconv.Atoi(number)
	if err != nil {
		k = 1
	}
	for i, f := range t.Forms {
		if f == form {
			if k--; k == 0 {
				return i, nil
			}
		}
	}
	return 0, fmt.Errorf("no head %q", head)
}

// coarse gives the universal part of speech that the treebanks pair with a tag.
func coarse(form string, tag syntax.Tag, r syntax.Relation) syntax.POS {
	switch tag {
	case syntax.IN:
		if r == syntax.Mark {
			return syntax.SCONJ
		}
		return syntax.ADP
	case syntax.NNP:
		if r == syntax.Amod {
			return syntax.ADJ
		}
		return syntax.PROPN
	case syntax.RB:
		if strings.EqualFold(form, "not") {
			return syntax.PART
		}
		return syntax.ADV
	}
	if r.Base() == syntax.Aux || r == syntax.Cop {
		return syntax.AUX
	}
	return coarsest[tag]
}

var coarsest = map[syntax.Tag]syntax.POS{
	syntax.CC: syntax.CCONJ, syntax.CD: syntax.NUM, syntax.DT: syntax.DET, syntax.HYPH: syntax.PUNCT, syntax.JJ: syntax.ADJ,
	syntax.JJS: syntax.ADJ, syntax.MD: syntax.AUX, syntax.NN: syntax.NOUN, syntax.NNS: syntax.NOUN, syntax.PossMark: syntax.PART,
	syntax.PRP: syntax.PRON, syntax.PRPS: syntax.PRON, syntax.RP: syntax.ADP, syntax.TO: syntax.PART, syntax.UH: syntax.INTJ, syntax.VB: syntax.VERB,
	syntax.VBD: syntax.VERB, syntax.VBG: syntax.VERB, syntax.VBN: syntax.VERB, syntax.VBP: syntax.VERB, syntax.VBZ: syntax.VERB,
	syntax.WDT: syntax.PRON, syntax.WP: syntax.PRON, syntax.Comma: syntax.PUNCT, syntax.Stop: syntax.PUNCT,
	syntax.Open: syntax.PUNCT, syntax.Close: syntax.PUNCT,
}

// fill makes a sentence of a template. One without a closing stop is a
// heading, which is sometimes all capitals.
func (d drill) fill(t pattern, random *rand.Rand) Sentence {
	s := t.Sentence
	s.Forms = make([]string, len(t.Forms))
	for i, list := range t.lists {
		s.Forms[i] = t.Forms[i]
		if words := d.lists[list]; len(words) > 0 {
			s.Forms[i] = words[random.IntN(len(words))]
		}
	}
	if t.Forms[len(t.Forms)-1] != "." && random.IntN(4) == 0 {
		for i, f := range s.Forms {
			s.Forms[i] = strings.ToUpper(f)
		}
	}
	return s
}

// Drill returns so many sentences of every template of the drill.
func Drill(each int, seed uint64) ([]Sentence, error) {
	d, err := readDrill(drillText)
	if err != nil {
		return nil, err
	}
	random := rand.New(rand.NewPCG(seed, 3))
	var out []Sentence
	for _, t := range d.templates {
		for range each {
			out = append(out, d.fill(t, random))
		}
	}
	return out, nil
}
