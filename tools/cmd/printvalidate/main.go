// Command printvalidate writes buf/validate/validate.proto below a folder.
//
// The file is printed from the descriptor that is compiled into protovalidate's
// generated Go module, so that the rules which buf checks at generation time
// are those of the pinned Go dependency, and no remote registry of protos is
// needed. It is run by `make generate`; its output is not committed.
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: printvalidate FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "printvalidate:", err)
		os.Exit(1)
	}
}
