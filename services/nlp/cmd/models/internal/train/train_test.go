package train_test

import (
	"bytes"
	"io"
	"testing"
	"time"

	"github.com/barograph/barograph/services/nlp/cmd/models/internal/train"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

func small() train.Recipe {
	r := train.Default()
	r.TaggerEpochs, r.ParserEpochs, r.TaggerRuns, r.ParserRuns, r.Folds = 4, 4, 1, 2, 2
	r.TaggerUpdates, r.ParserUpdates = 1, 1
	return r
}

func learn(t *testing.T, sentences []train.Sentence, r train.Recipe) *syntax.Model {
	t.Helper()
	m, err := train.Train(sentences, r, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// The same sentences give the same bytes, whatever runs side by side.
func TestTrainingRepeats(t *testing.T) {
	sentences, err := train.Drill(3, 1)
	if err != nil {
		t.Fatal(err)
	}
	var files [2]bytes.Buffer
	for i := range files {
		r := small()
		r.Parallel = i + 1
		if err := learn(t, sentences, r).Write(&files[i]); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("two runs gave two models")
	}
}

// What was drilled is known when it comes with other words.
func TestTrainingLearns(t *testing.T) {
	sentences, err := train.Drill(12, 1)
	if err != nil {
		t.Fatal(err)
	}
	others, err := train.Drill(1, 2)
	if err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return time.Time{} }
	s := train.Evaluate(learn(t, sentences, small()), train.Corpus{Sentences: others}, clock)
	if s.UPOS < .95 || s.LAS < .9 {
		t.Errorf("scores on sentences drilled: %v", s)
	}
}

func TestCommandSaysThatTreebanksAreAbsent(t *testing.T) {
	for _, args := range [][]string{{"-treebanks", t.TempDir()}, {"-treebanks", t.TempDir(), "eval"}} {
		var out bytes.Buffer
		if err := train.Command(args, bytes.NewReader(nil), &out, time.Now); err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(out.Bytes(), []byte("SKIPPED")) {
			t.Errorf("%v: said %q", args, out.String())
		}
	}
	if err := train.Command([]string{"sing"}, bytes.NewReader(nil), io.Discard, time.Now); err == nil {
		t.Error("took an unknown word for a command")
	}
}

func TestCommandParses(t *testing.T) {
	var out bytes.Buffer
	if err := train.Command([]string{"parse"}, bytes.NewBufferString("Spain left.\n"), &out, time.Now); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(out.Bytes(), []byte("1\tSpain\tPROPN\tNNP\t2\tnsubj\n2\tleft\tVERB\tVBD\t0\troot\n")) {
		t.Errorf("got %q", out.String())
	}
}
