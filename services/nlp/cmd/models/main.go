// Command models trains the tagger and parser on the treebanks of a folder, or
// with "eval" measures the embedded model on them.
package main

import (
	"fmt"
	"os"

	"github.com/barograph/barograph/services/nlp/internal/syntax/train"
)

func main() {
	if err := train.Command(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "models:", err)
		os.Exit(1)
	}
}
