package faults_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/health/grpc_health_v1"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	"github.com/barograph/barograph/internal/bus"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

// patience is how long anything may take to be well again. What a killed process
// had in hand comes back after the AckWait of its consumer, up to half a minute.
const patience = 3 * time.Minute

// programs are paths of what is run.
type programs struct{ ingest, nlp, aggregate, barograph, nats string }

// build builds all programs from this tree.
func build(t testing.TB) programs {
	t.Helper()
	dir := systemtest.Build(t, systemtest.Module+"/cmd/barograph", systemtest.Module+"/services/ingest/cmd/ingest",
		systemtest.Module+"/services/nlp/cmd/nlp", systemtest.Module+"/services/aggregate/cmd/aggregate", "github.com/nats-io/nats-server/v2")
	at := func(name string) string { return filepath.Join(dir, name) }
	return programs{at("ingest"), at("nlp"), at("aggregate"), at("barograph"), at("nats-server")}
}

// setup is what a cluster is made of.
type setup struct {
	programs programs
	replicas int             // nodes of NATS, and copies of each stream: 1 or 3
	net      network         // nil: the loopback
	catalog  string          // file of initiatives
	sources  string          // file of sources
	short    bool            // faults last no longer than they must
	disks    map[string]disk // where a node keeps its streams; without, in a folder of the test
	noDisks  string          // why it has no disks
	older    olderBuild      // what services are exchanged for
}

// cluster is NATS and the three services.
type cluster struct {
	setup
	t         testing.TB
	dir       string
	processes []*process
	addresses client.Addresses
	clients   *client.Set
	conn      *bus.Conn         // of the test itself
	load      *load             // of the cluster that is disturbed
	monitors  map[string]string // addresses where nodes say how they are
}

// start starts everything and waits until it is ready.
func start(t testing.TB, s setup) *cluster {
	t.Helper()
	if s.net == nil {
		s.net = loopback{}
	}
	c := &cluster{setup: s, t: t, dir: folder(t), monitors: map[string]string{}}
	t.Cleanup(c.end)
	urls := c.makeNodes()
	for _, n := range c.nodes() {
		c.must(n.start())
	}
	c.provision(urls)
	c.makeServices(urls)
	for _, s := range c.services() {
		c.must(s.start())
	}
	c.connect(urls)
	c.must(c.ready(t.Context()))
	c.must(poll(t.Context(), patience, "the catalogue is complete", c.complete))
	return c
}

func (c *cluster) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// makeServices says how the services are started.
func (c *cluster) makeServices(urls string) {
	at := func(s client.Service) string { return address(c.net, string(s), freePort(c.t)) }
	c.addresses = client.Addresses{Ingest: at(client.Ingest), NLP: at(client.NLP), Aggregate: at(client.Aggregate)}
	c.add("ingest", c.programs.ingest, "--grpc-listen", c.addresses.Ingest, "--nats-url", urls, "--sources", c.sources)
	c.add("nlp", c.programs.nlp, "--grpc-listen", c.addresses.NLP, "--nats-url", urls, "--aggregate", c.addresses.Aggregate)
	c.add("aggregate", c.programs.aggregate, "--grpc-listen", c.addresses.Aggregate, "--nats-url", urls,
		"--ingest", c.addresses.Ingest, "--catalog", c.catalog)
}

func (c *cluster) add(name, program string, args ...string) {
	c.processes = append(c.processes, &process{
		name: name, program: program, args: args, net: c.net, log: filepath.Join(c.dir, name+".log"),
		env: []string{clockVariable + "=" + c.clockFile(name)},
	})
}

// process is the process of that name: ingest, nlp, aggregate, nats-1 …
func (c *cluster) process(name string) *process {
	i := slices.IndexFunc(c.processes, func(p *process) bool { return p.name == name })
	return c.processes[i]
}

// services are the processes of the services.
func (c *cluster) services() []*process {
	return slices.DeleteFunc(slices.Clone(c.processes), func(p *process) bool { return isNode(p) })
}

// nodes are the processes of NATS.
func (c *cluster) nodes() []*process {
	return slices.DeleteFunc(slices.Clone(c.processes), func(p *process) bool { return !isNode(p) })
}

func isNode(p *process) bool { return strings.HasPrefix(p.name, "nats-") }

// connect connects the test to what was started.
func (c *cluster) connect(urls string) {
	c.t.Helper()
	var err error
	c.clients, err = client.Dial(c.addresses)
	c.must(err)
	c.conn, err = bus.Connect(bus.Config{URL: urls}, bus.Deps{Service: "faults"})
	c.must(err)
	c.must(c.conn.Await(c.t.Context()))
}

// ready waits until every service says that it is ready.
func (c *cluster) ready(ctx context.Context) error {
	for _, name := range []client.Service{client.Ingest, client.NLP, client.Aggregate} {
		err := poll(ctx, patience, string(name)+" is ready", func(ctx context.Context) error {
			ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
			defer cancel()
			answer, err := c.clients.Health(name).Check(ctx, &grpc_health_v1.HealthCheckRequest{})
			if err == nil && answer.GetStatus() != grpc_health_v1.HealthCheckResponse_SERVING {
				err = fmt.Errorf("it is %s", answer.GetStatus())
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("%w\n%s", err, c.process(string(name)).tail(5))
		}
	}
	return nil
}

// working waits until what is accepted now is in the assessments.
func (c *cluster) working(ctx context.Context) error {
	var accepted uint64
	return poll(ctx, patience, "new articles are in the assessments", func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, callLimit)
		defer cancel()
		work, err := c.clients.Pipeline().GetPipeline(ctx, &operationsv1.GetPipelineRequest{})
		if err != nil {
			return err
		}
		if accepted == 0 {
			accepted = work.GetArticlesSequence() + 1
		}
		if work.GetArticlesTaggedSequence() < accepted {
			return fmt.Errorf("article %d is not tagged, %d is", accepted, work.GetArticlesTaggedSequence())
		}
		return nil
	})
}

// end ends everything.
func (c *cluster) end() {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var errs []error
	if c.conn != nil {
		errs = append(errs, c.conn.Close(ctx))
	}
	if c.clients != nil {
		errs = append(errs, c.clients.Close())
	}
	for _, p := range c.processes {
		errs = append(errs, p.kill())
		if c.t.Failed() {
			c.t.Log(p.tail(12))
		}
	}
	if err := errors.Join(errs...); err != nil {
		c.t.Error(err)
	}
}
