package faults_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	"github.com/barograph/barograph/proto/subject"
)

// explain says what the nodes know of the streams of which something is missing:
// whether it is lost, or was not read. It is for people, and changes nothing.
func (v *verifier) explain(ctx context.Context) string {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	var b strings.Builder
	for _, stream := range []string{subject.StreamArticles, subject.StreamLedger} {
		fmt.Fprintf(&b, "%s: %s\n", stream, v.explainStream(ctx, stream))
		for _, node := range v.nodes() {
			fmt.Fprintf(&b, "%s on %s: %s\n", stream, node.name, v.copyOn(ctx, node, stream))
		}
	}
	again, book := systemtest.NewArchive(), newBook()
	if err := again.CatchUp(ctx, v.conn); err != nil {
		fmt.Fprintf(&b, "read again: %v\n", err)
	}
	if err := book.catchUp(ctx, v.conn); err != nil {
		fmt.Fprintf(&b, "read again: %v\n", err)
	}
	fmt.Fprintf(&b, "read from the beginning: %d articles and %d readings, before %d and %d\n",
		len(again.Messages), len(book.readings), len(v.archive.Messages), len(v.book.readings))
	still := 0
	for _, p := range v.load.promises {
		_, stored := again.Messages[p.id]
		_, read := book.readings[p.id]
		if stored && read {
			continue
		}
		if still++; still <= 30 {
			fmt.Fprintf(&b, "still missing: %s (article there: %t, its reading: %t)\n", p.id, stored, read)
		}
	}
	fmt.Fprintf(&b, "still missing: %d of %d\n", still, len(v.load.promises))
	return b.String()
}

// explainStream is what the leader of a stream says of it.
func (v *verifier) explainStream(ctx context.Context, name string) string {
	stream, err := v.conn.JetStream().Stream(ctx, name)
	if err != nil {
		return err.Error()
	}
	info := stream.CachedInfo()
	text := fmt.Sprintf("%d messages, %d to %d, %d deleted", info.State.Msgs, info.State.FirstSeq, info.State.LastSeq, info.State.NumDeleted)
	if info.Cluster == nil {
		return text
	}
	text += ", leader " + info.Cluster.Leader
	for _, r := range info.Cluster.Replicas {
		text += fmt.Sprintf(", %s current %t, lag %d, seen %s ago", r.Name, r.Current, r.Lag, r.Active.Round(time.Millisecond))
	}
	return text
}

// alike waits until every node has the same of each stream: one that stays behind,
// or lacks something, is a copy less of what was acknowledged.
func (v *verifier) alike(ctx context.Context) error {
	return poll(ctx, patience, "the copies of all nodes are alike", func(ctx context.Context) error {
		for _, stream := range []string{subject.StreamArticles, subject.StreamLedger, subject.StreamAssessments} {
			copies := map[string]string{}
			for _, node := range v.nodes() {
				copies[v.copyOn(ctx, node, stream)] = node.name
			}
			if len(copies) > 1 {
				return fmt.Errorf("%s: %v", stream, copies)
			}
		}
		return nil
	})
}

// copyOn is what one node itself has of a stream.
func (v *verifier) copyOn(ctx context.Context, node *process, name string) string {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+v.monitors[node.name]+"/jsz?streams=true", http.NoBody)
	if err != nil {
		return err.Error()
	}
	answer, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(req)
	if err != nil {
		return err.Error()
	}
	defer answer.Body.Close()
	var report struct {
		Accounts []struct {
			Streams []struct {
				Name  string                `json:"name"`
				State jetstream.StreamState `json:"state"`
			} `json:"stream_detail"`
		} `json:"account_details"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&report); err != nil {
		return err.Error()
	}
	for _, account := range report.Accounts {
		for _, s := range account.Streams {
			if s.Name == name {
				return fmt.Sprintf("%d messages, %d to %d, %d deleted", s.State.Msgs, s.State.FirstSeq, s.State.LastSeq, s.State.NumDeleted)
			}
		}
	}
	return "it has none"
}
