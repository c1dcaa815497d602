// Package limit bounds what one caller may take of a server: calls and bytes a
// second, messages of streams, calls at once, and connections. Package rpc asks
// it; nobody else does.
package limit

import (
	"errors"
	"fmt"
	"time"
)

// Config is the part of a service's configuration that says how much one caller
// may take. 0 is no limit everywhere but for StreamIdle.
type Config struct {
	Requests        int           `env:"GRPC_LIMIT_REQUESTS" shared:"true" help:"calls that one caller may begin a second, twice as many at once; 0: any number"`
	Messages        int           `env:"GRPC_LIMIT_MESSAGES" shared:"true" help:"messages that one caller may stream in a second, twice as many at once; beyond it is slowed down; 0: any number"`
	MiB             int           `env:"GRPC_LIMIT_MIB" shared:"true" help:"MiB a second that one caller may send and be answered, twice as many at once; 0: any number"`
	Calls           int           `env:"GRPC_LIMIT_CALLS" shared:"true" help:"calls of one caller, and of one address, that are answered at once, open streams included; 0: any number"`
	Connections     int           `env:"GRPC_LIMIT_CONNECTIONS" shared:"true" help:"connections that are open at once; 0: any number"`
	PeerConnections int           `env:"GRPC_LIMIT_PEER_CONNECTIONS" shared:"true" help:"connections of one address that are open at once; 0: any number"`
	StreamIdle      time.Duration `env:"GRPC_STREAM_IDLE" shared:"true" help:"how long a stream waits for the caller's next message before it is ended"`
}

// Default lets one caller do ten times what an import at full speed does, and
// keeps the memory that connections take by themselves below 100 MiB.
func Default() Config {
	return Config{
		Requests: 2000, Messages: 20_000, MiB: 128, Calls: 512,
		Connections: 1024, PeerConnections: 128, StreamIdle: 5 * time.Minute,
	}
}

// Whole reports whether nothing is lifted.
func (c Config) Whole() bool {
	return c.Requests > 0 && c.Messages > 0 && c.MiB > 0 && c.Calls > 0 && c.Connections > 0 && c.PeerConnections > 0
}

// Validate names every wrong field.
func (c Config) Validate() error {
	var errs []error
	for _, one := range []struct {
		name  string
		value int
	}{
		{"grpc-limit-requests", c.Requests}, {"grpc-limit-messages", c.Messages}, {"grpc-limit-mib", c.MiB},
		{"grpc-limit-calls", c.Calls}, {"grpc-limit-connections", c.Connections}, {"grpc-limit-peer-connections", c.PeerConnections},
	} {
		if one.value < 0 || one.value > 1<<30 {
			errs = append(errs, fmt.Errorf("%s: %d is not between 0 and %d", one.name, one.value, 1<<30))
		}
	}
	if c.StreamIdle <= 0 {
		errs = append(errs, fmt.Errorf("grpc-stream-idle: %s is not positive", c.StreamIdle))
	}
	return errors.Join(errs...)
}

// Kind names a limit, as the metric of refused calls does.
type Kind string

// The limits.
const (
	Requests        Kind = "requests"
	Bytes           Kind = "bytes"
	Calls           Kind = "calls"
	Connections     Kind = "connections"
	PeerConnections Kind = "peer_connections"
)

// ExcessError is the error of a caller who asks for too much.
type ExcessError struct {
	Kind Kind
	// After is when there is room again if nothing else is asked for.
	After time.Duration
}

// Error says what there was too much of, for the caller.
func (r *ExcessError) Error() string {
	what := map[Kind]string{Requests: "calls a second", Bytes: "bytes a second", Calls: "calls at once"}[r.Kind]
	return fmt.Sprintf("you have too many %s, try again in %s", what, r.After.Round(time.Millisecond))
}
