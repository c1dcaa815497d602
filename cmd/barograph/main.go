// Command barograph is the all-in-one process and the command line.
package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/command"
	"github.com/barograph/barograph/internal/run"
)

func main() {
	run.Main("barograph", func(ctx context.Context) error {
		return command.Run(ctx, command.Process{
			Name: name(os.Args[0]), Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv, Now: time.Now,
		})
	})
}

// name is how to call this program again: `go run` builds into a folder of its
// own that is gone afterwards.
func name(called string) string {
	if strings.Contains(filepath.ToSlash(called), "/go-build") {
		return "go run ./cmd/barograph"
	}
	return called
}
