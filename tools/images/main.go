// Command images makes a container image of each program, without a container engine and without a
// network, as files for `docker load`, `podman load` and `ctr images import`.
//
//	images -o DIR -root . -version 0.1.0 ingest=bin/ingest nlp=bin/nlp nats:2.15.2=bin/nats-server
//
// A program without a tag is ours and gets the name barograph/NAME:VERSION.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "images:", err)
		os.Exit(1)
	}
}
