package up

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
)

// listeners are the open ports of the services.
type listeners map[client.Service]net.Listener

// listen opens the ports of all three services, or none.
func listen(ctx context.Context, want client.Addresses) (listeners, error) {
	open := listeners{}
	for _, service := range []client.Service{client.Ingest, client.NLP, client.Aggregate} {
		l, err := new(net.ListenConfig).Listen(ctx, "tcp", want.Of(service))
		if err != nil {
			return nil, errors.Join(explain(service, want.Of(service), err), open.close())
		}
		open[service] = l
		// Nobody is asked who he is, and nothing is encrypted.
		if at, ok := l.Addr().(*net.TCPAddr); !ok || !at.IP.IsLoopback() {
			return nil, errors.Join(exit.Errorf(exit.Usage, "%s cannot listen on %s: others than this machine could reach it, and `barograph up` serves "+
				"plain text without asking who calls; choose a loopback address with --%s-listen (127.0.0.1:PORT), or run the three services "+
				"on their own with TLS (docs/security.md)", service, want.Of(service), service), open.close())
		}
	}
	return open, nil
}

func explain(service client.Service, address string, err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return exit.Errorf(exit.Conflict, "%s cannot listen on %s: another program does; is `barograph up` running already? "+
			"Stop that one, or choose another address with --%s-listen HOST:PORT", service, address, service)
	}
	return exit.Errorf(exit.Usage, "%s cannot listen on %s: %w; choose another address with --%s-listen HOST:PORT", service, address, err, service)
}

// addresses are where the services can be reached, with the ports that the
// system chose for port 0.
func (l listeners) addresses() client.Addresses {
	return client.Addresses{
		Ingest: l[client.Ingest].Addr().String(), NLP: l[client.NLP].Addr().String(), Aggregate: l[client.Aggregate].Addr().String(),
	}
}

// close closes those that nobody serves; closing a served one again is fine.
func (l listeners) close() error {
	var errs []error
	for service, one := range l {
		if err := one.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			errs = append(errs, fmt.Errorf("close listener of %s: %w", service, err))
		}
	}
	return errors.Join(errs...)
}
