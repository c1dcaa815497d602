package syntax_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Words are cut and written as in the treebanks, on which the model was trained.
func TestWords(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"hyphens", "The U.S.-led, Paris-based force left.", "The U.S. - led , Paris - based force left ."},
		{"prefixes", "The non-member state re-elected an ex-general.", "The non-member state re-elected an ex-general ."},
		{"names of machines", "It bought F-16 jets.", "It bought F-16 jets ."},
		{"numbers", "A 20-point plan was read.", "A 20 - point plan was read ."},
		{"cannot", "Spain cannot and won’t pay.", "Spain can not and wo n't pay ."},
		{"possessives", "Spain’s and the states’ plan fell.", "Spain 's and the states ' plan fell ."},
		{"dashes", "The plan—a bold one – fell.", "The plan -- a bold one -- fell ."},
		{"curly quotation marks", "“No,” it said.", "\" No , \" it said ."},
		{"bullets", "* The plan fell.", "The plan fell ."},
		{"chains", "A see-no-evil-hear-no-evil-say-no-evil-ever view won.", "A see-no-evil-hear-no-evil-say-no-evil-ever view won ."},
	}
	p := model(t).NewParser()
	var tree syntax.Tree
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p.Parse(text.Parse("", c.in), 0, &tree)
			var got []string
			for _, w := range tree.Words {
				got = append(got, w.Form)
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

func TestNamesReadBack(t *testing.T) {
	for i := range 256 {
		if p := syntax.POS(i); p.String() != "?" {
			if q, ok := syntax.ParsePOS(p.String()); !ok || q != p {
				t.Errorf("%v reads back as %v", p, q)
			}
		}
		if a := syntax.Tag(i); a.String() != "?" {
			if b, ok := syntax.ParseTag(a.String()); !ok || a != b {
				t.Errorf("%v reads back as %v", a, b)
			}
		}
		if a := syntax.Relation(i); a.String() != "?" {
			if b, ok := syntax.ParseRelation(a.String()); !ok || a != b {
				t.Errorf("%v reads back as %v", a, b)
			}
		}
	}
	if r, ok := syntax.ParseRelation("nsubj:new"); !ok || r != syntax.Nsubj {
		t.Errorf("an unknown subtype of nsubj is %v", r)
	}
	if syntax.NsubjPass.Base() != syntax.Nsubj || !syntax.CsubjOuter.Subject() || syntax.Obj.Subject() || !syntax.AclRelcl.Clausal() || syntax.Obl.Clausal() {
		t.Error("bases and classes of relations are wrong")
	}
}
