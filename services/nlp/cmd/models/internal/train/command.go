package train

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/barograph/barograph/services/nlp/cmd/models/internal/fit"
	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// The files of the treebanks.
var (
	trainFiles = []string{"en_ewt-train", "en_gum-open-train"}
	devFiles   = []string{"en_ewt-dev", "en_gum-open-dev"}
)

// Command runs the command line of the models command: without an argument it
// trains tagger and parser, with "effect" the model of package effect, which
// needs no treebanks; with "eval" it measures the embedded model on the
// treebanks, with "parse" it writes the trees of the text that in gives.
func Command(args []string, in io.Reader, out io.Writer, now Clock) error {
	flags := flag.NewFlagSet("models", flag.ContinueOnError)
	folder := flags.String("treebanks", "../shared/treebanks", "folder of the treebanks")
	target := flags.String("out", "services/nlp/internal/syntax/model", "folder of the model")
	corpus := flags.String("corpus", "services/nlp/training/effect", "folder of the passages for the model of effects")
	effects := flags.String("effect-out", "services/nlp/internal/effect/model", "folder of the model of effects")
	recipe := Default()
	flags.IntVar(&recipe.TaggerEpochs, "tagger-epochs", recipe.TaggerEpochs, "passes of the tagger")
	flags.IntVar(&recipe.ParserEpochs, "parser-epochs", recipe.ParserEpochs, "passes of the parser")
	flags.IntVar(&recipe.ParserRuns, "parser-runs", recipe.ParserRuns, "parsers that are summed")
	flags.IntVar(&recipe.Drill, "drill", recipe.Drill, "sentences of each template")
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("read arguments: %w", err)
	}
	switch flags.Arg(0) {
	case "":
		return produce(*folder, *target, recipe, out, now)
	case "effect":
		return fit.Produce(*corpus, *effects, out)
	case "eval":
		return measure(*folder, out, now)
	case "parse":
		m, err := syntax.Load()
		if err != nil {
			return err
		}
		return parse(m, in, out)
	}
	return fmt.Errorf("read arguments: %q is none of effect, eval and parse", flags.Arg(0))
}

// absent says, aloud, that there are no treebanks; that is no error.
func absent(folder string, out io.Writer) bool {
	_, err := os.Stat(filepath.Join(folder, trainFiles[0]+".conllu.gz"))
	if !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	fmt.Fprintf(out, "SKIPPED models: no treebanks in %s\n", folder)
	return true
}

// produce trains a model and writes it with its card.
func produce(folder, target string, r Recipe, out io.Writer, now Clock) error {
	if absent(folder, out) {
		return nil
	}
	corpora, err := openAll(folder, trainFiles)
	if err != nil {
		return err
	}
	dev, err := openAll(folder, devFiles)
	if err != nil {
		return err
	}
	var sentences []Sentence
	for _, c := range corpora {
		sentences = append(sentences, c.Sentences...)
	}
	drills, err := Drill(r.Drill, r.Seed)
	if err != nil {
		return err
	}
	copies := augment(sentences, r.Headings, r.Seed)
	sentences = append(append(sentences, copies...), drills...)
	m, err := Train(sentences, r, func(line string) { fmt.Fprintln(out, line) })
	if err != nil {
		return err
	}
	report(m, dev, out, now)
	return save(m, card{Train: corpora, Dev: dev, Drill: len(drills), Copies: len(copies), Recipe: r, Probes: Probes()}, target, now)
}

// measure prints the embedded model's scores.
func measure(folder string, out io.Writer, now Clock) error {
	if absent(folder, out) {
		return nil
	}
	dev, err := openAll(folder, devFiles)
	if err != nil {
		return err
	}
	m, err := syntax.Load()
	if err != nil {
		return err
	}
	report(m, dev, out, now)
	return nil
}

func openAll(folder string, names []string) ([]Corpus, error) {
	var all []Corpus
	for _, name := range names {
		c, err := Open(folder, name)
		if err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	return all, nil
}

func report(m *syntax.Model, dev []Corpus, out io.Writer, now Clock) {
	for _, c := range dev {
		fmt.Fprintf(out, "%s: %v\n", c.Name, Evaluate(m, c, now))
	}
}
