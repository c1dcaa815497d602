package rpc

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health/grpc_health_v1"

	"github.com/barograph/barograph/internal/transport"
)

// selfCheckTimeout is less than the 5 s that a container engine waits by our recipe.
const selfCheckTimeout = 3 * time.Second

// ErrNotServing is the health of a server that answers and says that it is not ready.
var ErrNotServing = errors.New("not serving")

// SelfCheck asks the server that runs on this machine with the same settings for the health of a service, "" or
// [LiveService], and returns the address that was asked. Plain health is preferred where it is served; else the
// server is asked as it serves, over TLS as the one that its own certificate names.
func SelfCheck(ctx context.Context, cfg Config, service string) (address string, err error) {
	ctx, cancel := context.WithTimeout(ctx, selfCheckTimeout)
	defer cancel()
	listen, folder := cfg.Listen, cfg.TLS.Dir
	if cfg.HealthListen != "" {
		listen, folder = cfg.HealthListen, ""
	}
	if address, err = reachable(listen); err != nil {
		return listen, err
	}
	certificates, err := transport.Open(folder, transport.Deps{Use: "grpc"})
	if err != nil {
		return address, err
	}
	conn, err := Dial(address, certificates.Client(), byOwnName(certificates)...)
	if err != nil {
		return address, err
	}
	defer func() { _ = conn.Close() }() // the answer is there
	answer, err := grpc_health_v1.NewHealthClient(conn).Check(ctx, &grpc_health_v1.HealthCheckRequest{Service: service})
	if err != nil {
		return address, fmt.Errorf("ask for health: %w", err)
	}
	if answer.GetStatus() != grpc_health_v1.HealthCheckResponse_SERVING {
		return address, fmt.Errorf("%w: it says %s", ErrNotServing, answer.GetStatus())
	}
	return address, nil
}

// reachable is where a server that listens on an address is reached from the same machine.
func reachable(listen string) (string, error) {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return "", fmt.Errorf("address %q: %w", listen, err)
	}
	if port == "0" || port == "" {
		return "", fmt.Errorf("address %q: nobody knows which port that is", listen)
	}
	if ip := net.ParseIP(host); host == "" || ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port), nil
}

// byOwnName has a certificate verified by a name that is in it, since hardly any is for this machine's own address.
func byOwnName(certificates *transport.Certificates) []grpc.DialOption {
	if !certificates.HasOwn() {
		return nil
	}
	own, err := certificates.Own()
	if err != nil || own.Leaf == nil || len(own.Leaf.DNSNames) == 0 {
		return nil
	}
	return []grpc.DialOption{grpc.WithAuthority(own.Leaf.DNSNames[0])}
}
