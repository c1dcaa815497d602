package train

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/barograph/barograph/services/nlp/internal/syntax"
)

// The files of the treebanks.
var (
	trainFiles = []string{"en_ewt-train", "en_gum-open-train"}
	devFiles   = []string{"en_ewt-dev", "en_gum-open-dev"}
)

// Command runs the command line of the models command.
func Command(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("models", flag.ContinueOnError)
	folder := flags.String("treebanks", "../shared/treebanks", "folder of the treebanks")
	target := flags.String("out", "services/nlp/internal/syntax/model", "folder of the model")
	recipe := Default()
	flags.IntVar(&recipe.TaggerEpochs, "tagger-epochs", recipe.TaggerEpochs, "passes of the tagger")
	flags.IntVar(&recipe.ParserEpochs, "parser-epochs", recipe.ParserEpochs, "passes of the parser")
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("read arguments: %w", err)
	}
	if flags.Arg(0) == "parse" {
		m, err := syntax.Load()
		if err != nil {
			return err
		}
		return parse(m, os.Stdin, out)
	}
	var dev []Corpus
	for _, name := range devFiles {
		c, err := Open(*folder, name)
		if err != nil {
			return err
		}
		dev = append(dev, c)
	}
	if flags.Arg(0) == "eval" {
		m, err := syntax.Load()
		if err != nil {
			return err
		}
		report(m, dev, out)
		return nil
	}
	var sentences []Sentence
	for _, name := range trainFiles {
		c, err := Open(*folder, name)
		if err != nil {
			return err
		}
		sentences = append(sentences, c.Sentences...)
	}
	m, err := Train(sentences, recipe, func(line string) { fmt.Fprintln(out, line) })
	if err != nil {
		return err
	}
	report(m, dev, out)
	return save(m, filepath.Join(*target, "english.bin.gz"))
}

func report(m *syntax.Model, dev []Corpus, out io.Writer) {
	for _, c := range dev {
		fmt.Fprintf(out, "%s: %v\n", c.Name, Evaluate(m, c))
	}
}

func save(m *syntax.Model, name string) error {
	f, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("save model: %w", err)
	}
	return errors.Join(m.Write(f), f.Close())
}
