// Command aggregate is the service aggregate as a program of its own.
package main

import (
	"context"
	"os"

	"github.com/barograph/barograph/internal/run"
)

func main() {
	run.Main("aggregate", func(ctx context.Context) error {
		return serve(ctx, os.Args[1:], os.Environ(), os.Stdout)
	})
}
