package faults_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// makeNodes says how the nodes of NATS are started, and returns their addresses.
func (c *cluster) makeNodes() string {
	c.t.Helper()
	names, routes := make([]string, c.replicas), make([]string, c.replicas)
	for i := range names {
		names[i] = "nats-" + strconv.Itoa(i+1)
		routes[i] = natsURL(address(c.net, names[i], freePort(c.t)))
	}
	var urls []string
	for i, name := range names {
		listen := address(c.net, name, freePort(c.t))
		store := filepath.Join(c.dir, name)
		if d, ok := c.disks[name]; ok {
			store = d.dir
		}
		c.monitors[name] = address(c.net, name, freePort(c.t))
		var b strings.Builder
		fmt.Fprintf(&b, "server_name: %s\nlisten: %q\nhttp: %q\njetstream { store_dir: %q }\n", name, listen, c.monitors[name], store)
		if len(names) > 1 {
			fmt.Fprintf(&b, "cluster { name: barograph, listen: %q, routes: [%s] }\n", strings.TrimPrefix(routes[i], natsURL("")), strings.Join(routes, ", "))
		}
		file := filepath.Join(c.dir, name+".conf")
		c.must(os.WriteFile(file, []byte(b.String()), 0o600))
		c.add(name, c.programs.nats, "-c", file)
		urls = append(urls, natsURL(listen))
	}
	return strings.Join(urls, ",")
}

// provision makes the topology, as soon as the nodes have found each other.
func (c *cluster) provision(urls string) {
	c.t.Helper()
	c.must(poll(c.t.Context(), patience, "streams are made", func(ctx context.Context) error {
		command := c.net.command("nats-1", c.programs.barograph, "provision", "--nats", urls, "--replicas", strconv.Itoa(c.replicas))
		command.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + c.dir}
		timer := time.AfterFunc(20*time.Second, func() { _ = command.Process.Kill() })
		defer timer.Stop()
		out, err := command.CombinedOutput()
		if err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		return ctx.Err()
	}))
}

// complete is nil once every initiative of the catalogue file is in the ledger:
// articles that come then are read once only, since nothing changes any more.
func (c *cluster) complete(ctx context.Context) error {
	defined, err := c.clients.Initiatives().ListInitiatives(ctx, &initiativev1.ListInitiativesRequest{PageSize: 1000})
	if err != nil {
		return err
	}
	page, err := c.clients.Assessments().ListAssessments(ctx, &assessmentv1.ListAssessmentsRequest{PageSize: 1000})
	if err != nil {
		return err
	}
	if n := len(defined.GetInitiatives()); n == 0 || n != len(page.GetRecords()) {
		return fmt.Errorf("%d initiatives, %d assessments", n, len(page.GetRecords()))
	}
	return nil
}

// died are the ends of processes that nobody wanted.
func (c *cluster) died() error {
	var errs []error
	for _, p := range c.processes {
		for _, death := range p.died() {
			errs = append(errs, fmt.Errorf("%s\n%s", death, p.tail(8)))
		}
	}
	return errors.Join(errs...)
}

// folder is a folder that is removed in the end. A server may still write to it,
// hence not t.TempDir, which fails then.
func folder(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "barograph-faults-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}
