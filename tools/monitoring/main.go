// Command monitoring turns rules and dashboards of deploy/k8s/components/monitoring
// into what can be tried without a cluster: rules for promtool, pictures of panels.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
)

const usage = `usage:
  monitoring rules RULES.yaml                        print the groups of a PrometheusRule as a file of rules
  monitoring render [flags] DASHBOARDS > page.html   draw every panel from a running Prometheus`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "monitoring:", err)
		os.Exit(1)
	}
}
