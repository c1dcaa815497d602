package process

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"go.uber.org/zap"
)

// hangUps answers SIGHUP, which would end the process, and by which people expect
// a service to read its configuration again: files that can change are looked at
// every few seconds anyway, and the rest needs another process.
func hangUps(ctx context.Context, log *zap.Logger) error {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGHUP)
	defer signal.Stop(signals)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-signals:
			log.Info("nothing to do: files that may change are looked at every few seconds, everything else needs a restart")
		}
	}
}
