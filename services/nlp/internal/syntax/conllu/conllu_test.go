package conllu_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/syntax/conllu"
)

const sample = `# text = Norway can't join.
1	Norway	Norway	PROPN	NNP	_	4	nsubj	_	_
2-3	can't	_	_	_	_	_	_	_	SpaceAfter=No
2	ca	can	AUX	MD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
3.1	x	_	_	_	_	_	_	_	_
4	join	join	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_
`

func TestRead(t *testing.T) {
	all, err := conllu.Read(strings.NewReader(sample + "\n\n" + sample))
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || len(all[0]) != 5 {
		t.Fatalf("got %v", all)
	}
	want := conllu.Word{Form: "n't", UPOS: "PART", XPOS: "RB", Head: 4, Relation: "advmod"}
	if all[1][2] != want {
		t.Errorf("got %+v, want %+v", all[1][2], want)
	}
	if !all[0][0].SpaceAfter || all[0][1].SpaceAfter || all[0][3].SpaceAfter {
		t.Errorf("spaces: %+v", all[0])
	}
}

func TestReadRefuses(t *testing.T) {
	line := "1\ta\t_\tX\t_\t_\t0\troot\t_\t_\n"
	for name, in := range map[string]string{
		"few columns":    "1\ta\n",
		"wrong number":   strings.Replace(line, "1", "2", 1),
		"head of itself": strings.Replace(line, "\t0\t", "\t1\t", 1),
		"far head":       line + strings.Replace(strings.Replace(line, "1", "2", 1), "\t0\t", "\t9\t", 1),
		"two roots":      line + strings.Replace(line, "1", "2", 1),
		"bad range":      "3-4\ta\t_\t_\t_\t_\t_\t_\t_\t_\n" + line,
	} {
		if _, err := conllu.Read(strings.NewReader(in)); !errors.Is(err, conllu.ErrFormat) {
			t.Errorf("%s: got error %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Add("1-2\t\t\t\t\t\t\t\t\t\n")
	f.Fuzz(func(t *testing.T, in string) {
		all, err := conllu.Read(strings.NewReader(in))
		if err != nil {
			return
		}
		for _, s := range all {
			for i, w := range s {
				if w.Head < 0 || w.Head > len(s) || w.Head == i+1 {
					t.Fatalf("word %d has head %d of %d", i+1, w.Head, len(s))
				}
			}
		}
	})
}
