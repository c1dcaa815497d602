package rpc

import (
	"context"
	"time"

	"google.golang.org/grpc"
)

// LookupBy has a client look names up by a function.
func LookupBy(lookup func(ctx context.Context, host string) ([]string, error), every time.Duration) grpc.DialOption {
	return grpc.WithResolvers(names{lookup: lookup, every: every})
}
