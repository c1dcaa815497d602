package train

import (
	"fmt"
	"io"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// parse writes the trees of a text as the columns of CoNLL-U that we fill:
// number, form, universal and English part of speech, head, relation.
//
//house:allow fuzz: FuzzParse of syntax reads the same
func parse(m *syntax.Model, in io.Reader, out io.Writer) error {
	raw, err := io.ReadAll(in)
	if err != nil {
		return fmt.Errorf("read text: %w", err)
	}
	doc := text.Parse("", string(raw))
	parser := m.NewParser()
	var tree syntax.Tree
	for i, s := range doc.Sentences {
		parser.Parse(doc, i, &tree)
		fmt.Fprintf(out, "# %s\n", doc.Text(s.Span))
		for k, w := range tree.Words {
			fmt.Fprintf(out, "%d\t%s\t%v\t%v\t%d\t%v\n", k+1, w.Form, w.POS, w.Tag, w.Head+1, w.Relation)
		}
		fmt.Fprintln(out)
	}
	return nil
}
