package faults_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"text/tabwriter"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/internal/run"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

const (
	readers   = 2
	readPause = 100 * time.Millisecond
)

// read reads assessments until ctx ends. What fails is counted with every other call.
func (k *kube) read(ctx context.Context) {
	c := k.checker.clients
	for run.Wait(ctx, readPause) {
		own, cancel := context.WithTimeout(context.WithoutCancel(ctx), callLimit)
		page, err := c.Assessments().ListAssessments(own, &assessmentv1.ListAssessmentsRequest{PageSize: 100})
		for _, r := range page.GetRecords()[:min(1, len(page.GetRecords()))] {
			_, err = c.Assessments().GetAssessment(own, &assessmentv1.GetAssessmentRequest{InitiativeId: r.GetAssessment().GetInitiativeId()})
		}
		if err == nil {
			_, _ = c.Health(client.NLP).Check(own, &grpc_health_v1.HealthCheckRequest{}) // counted
		}
		cancel()
	}
}

// calls counts what clients call, and what fails.
type calls struct {
	mu sync.Mutex
	counted
	said     []string
	replaced bool // aggregate is, before the next begins
}

// counted is a number of calls; away: those that failed since aggregate was being
// replaced.
type counted struct{ made, failed, away int }

func (c *calls) count(ctx context.Context, method string, req, reply any, cc *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
	began := time.Now()
	err := invoke(ctx, method, req, reply, cc, opts...)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.made++
	switch {
	case err == nil:
	case c.replaced && !strings.HasPrefix(method, "/barograph.ingest") && !strings.HasPrefix(method, "/grpc.health"):
		c.away++
	default:
		c.failed++
		c.said = append(c.said, fmt.Sprintf("%s %s after %s: %s", began.Format(time.TimeOnly), method, time.Since(began).Round(time.Millisecond), status.Convert(err)))
	}
	return err
}

func (c *calls) now() counted {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.counted
}

// reasons are those of the last failures.
func (c *calls) reasons() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.said[max(0, len(c.said)-8):]
}

// row is what came of a phase.
type row struct {
	name                                    string
	took                                    time.Duration
	graceful                                bool
	calls, failed, away, articles, restarts int
}

// rows are the tally.
type rows struct {
	all                                              []row
	restarts                                         map[string]int // by container, so far
	articles, lost, repeated, dead, poison, problems int
}

func (y *rows) String() string {
	var b strings.Builder
	orderly, killed := 0, 0
	table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\n\tphase\tseconds\tcalls\tfailed\taggregate away\twrites acknowledged\trestarts")
	for _, r := range y.all {
		fmt.Fprintf(table, "\t%s\t%.0f\t%d\t%d\t%d\t%d\t%d\n", r.name, r.took.Seconds(), r.calls, r.failed, r.away, r.articles, r.restarts)
		if r.graceful {
			orderly += r.failed
		} else {
			killed += r.failed
		}
	}
	_ = table.Flush()
	return fmt.Sprintf("tally of Kubernetes: calls failed during rollout: %d, when pods were killed (made again): %d; writes acknowledged: %d, articles lost: %d, repeated: %d; dead letters %d of %d poison; other problems %d%s",
		orderly, killed, y.articles, y.lost, y.repeated, y.dead, y.poison, y.problems-y.lost-y.repeated, b.String())
}
