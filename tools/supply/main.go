// Command supply makes what a release needs beside binaries: the licences of
// all that is compiled in, bills of materials, and archives of which the same
// content gives the same bytes.
//
//	supply licences [-check] ROOT
//	supply sbom -version VERSION ROOT BINARY...
//	supply archive -o FILE -folder NAME -time UNIX FILE...
package main

import (
	"context"
	"fmt"
	"os"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "supply:", err)
		os.Exit(1)
	}
}
