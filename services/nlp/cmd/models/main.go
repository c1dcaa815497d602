// Command models trains the tagger and parser on the treebanks of a folder;
// with "eval" it measures the embedded model on them, with "parse" it prints
// the trees of the text on its input.
package main

import (
	"fmt"
	"os"
	"time"

	"github.com/barograph/barograph/services/nlp/cmd/models/internal/train"
)

func main() {
	if err := train.Command(os.Args[1:], os.Stdin, os.Stdout, time.Now); err != nil {
		fmt.Fprintln(os.Stderr, "models:", err)
		os.Exit(1)
	}
}
