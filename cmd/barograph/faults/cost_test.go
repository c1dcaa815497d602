package faults_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	"github.com/barograph/barograph/proto/subject"
)

// TestCost submits COST articles as fast as they are taken, to a system with one
// and with three replicas of aggregate, and prints what each process took of the
// processors and of memory, and what each stream keeps. It measures; docs/scale.md
// reckons with what it prints.
func TestCost(t *testing.T) {
	articles, err := strconv.Atoi(os.Getenv("COST"))
	if err != nil {
		t.Skip("runs in make cost (COST=3000)")
	}
	s := newSetup(t, "short")
	for _, c := range []struct{ nodes, aggregates int }{{1, 1}, {1, 3}, {3, 1}} {
		s.replicas = c.nodes
		t.Run(fmt.Sprintf("nodes=%d,aggregates=%d", c.nodes, c.aggregates), func(t *testing.T) {
			x := &crew{t: t, verifier: &verifier{cluster: start(t, s)}}
			x.load = newLoad(x.cluster)
			if c.aggregates > 1 {
				x.hire()
				for _, m := range x.members[1:] {
					x.must(first(m.start(), x.serving(m)))
				}
			}
			x.cost(articles)
			if c.aggregates == 1 {
				x.writing()
			}
		})
	}
}

// cost submits the articles and prints what they took.
func (x *crew) cost(articles int) {
	before := x.taken()
	began := time.Now()
	var wait sync.WaitGroup
	for first := range 2 * submitters {
		wait.Go(func() {
			for n := first; n < articles; n += 2 * submitters {
				story := systemtest.Story(n, x.load.began.Add(time.Duration(n)*time.Second-day))
				x.load.submit(x.t.Context(), outlets()[n%len(outlets())], story, accepted)
			}
		})
	}
	wait.Wait()
	submitted := time.Since(began)
	x.must(x.rested(x.t.Context()))
	x.t.Logf("%d articles submitted in %s, in all assessments after %s", articles, submitted.Round(time.Millisecond), time.Since(began).Round(time.Millisecond))
	for _, p := range x.processes {
		if p.command != nil {
			now := taken(p.command.Process.Pid)
			x.t.Logf("%s: %.2f s of processors (%.2f ms an article), %d MiB at most", p.name, (now.time - before[p.name].time).Seconds(),
				(now.time-before[p.name].time).Seconds()*1000/float64(articles), now.memory>>20)
		}
	}
	for _, name := range []string{subject.StreamArticles, subject.StreamLedger, subject.StreamAssessments, "KV_" + subject.BucketArticleIndex, "KV_" + subject.BucketAssessments} {
		stream, err := x.conn.JetStream().Stream(x.t.Context(), name)
		x.must(err)
		state := stream.CachedInfo().State
		x.t.Logf("%s: %d messages, %d bytes (%d an article)", name, state.Msgs, state.Bytes, state.Bytes/uint64(articles))
	}
	for _, p := range x.nodes() {
		var disk int64
		_ = filepath.WalkDir(filepath.Join(x.dir, p.name), func(_ string, d os.DirEntry, err error) error {
			if info, err := d.Info(); err == nil && !d.IsDir() {
				disk += info.Size()
			}
			return err
		})
		x.t.Logf("%s: %d bytes on the disk (%d an article)", p.name, disk, disk/int64(articles))
	}
	if status, err := x.clients.Assessments().GetLedgerStatus(x.t.Context(), &assessmentv1.GetLedgerStatusRequest{}); err == nil {
		x.t.Logf("claims: %d", status.GetClaims())
	}
}

// usage is what a process took.
type usage struct {
	time   time.Duration // of processors
	memory int64         // bytes, at most
}

func (x *crew) taken() map[string]usage {
	all := map[string]usage{}
	for _, p := range x.processes {
		if p.command != nil {
			all[p.name] = taken(p.command.Process.Pid)
		}
	}
	return all
}

func taken(pid int) (u usage) {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:])); len(fields) > 12 {
		const tick = 10 * time.Millisecond
		for _, f := range fields[11:13] {
			n, _ := strconv.ParseInt(f, 10, 64)
			u.time += time.Duration(n) * tick
		}
	}
	text, _ = os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if _, rest, ok := strings.Cut(string(text), "VmHWM:"); ok {
		n, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
		u.memory = n << 10
	}
	return u
}

// writing measures how fast one stream takes messages of 2 KiB, on its own.
func (x *crew) writing() {
	ctx, cancel := context.WithTimeout(x.t.Context(), time.Minute)
	defer cancel()
	js := x.conn.JetStream()
	_, err := js.CreateStream(ctx, jetstream.StreamConfig{Name: "SCRATCH", Subjects: []string{"scratch.>"}, Replicas: x.replicas, Storage: jetstream.FileStorage, Compression: jetstream.S2Compression})
	x.must(err)
	const messages, together = 20_000, 500 // a part of what the client allows, so that it need not stall
	data := make([]byte, 2<<10)
	for i := range data {
		data[i] = byte(i * 7)
	}
	began := time.Now()
	for i := range messages {
		_, err := js.PublishAsync(fmt.Sprintf("scratch.%d", i%100), data)
		x.must(err)
		if i%together < together-1 {
			continue
		}
		select {
		case <-js.PublishAsyncComplete():
		case <-ctx.Done():
			x.t.Fatal("not all were stored within a minute")
		}
	}
	x.t.Logf("one stream, %d copies: %.0f messages of 2 KiB a second", x.replicas, messages/time.Since(began).Seconds())
}
