package faults_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/proto/subject"
)

// deliveryFaults are what a bus may do to messages, and readers to a bus.
func deliveryFaults() []fault {
	return []fault{
		{name: "again-and-in-disorder", short: 1, inject: againAndInDisorder},
		{name: "slow-nlp", short: 1, inject: slowly("nlp")},
		{name: "slow-aggregate", inject: slowly("aggregate")},
		{name: "slow-subscriber", short: 1, inject: slowSubscriber},
	}
}

// mostAgain is how many messages of a stream are delivered again.
const mostAgain = 300

// againAndInDisorder stores messages of articles and of the ledger again, in any
// order: under their own ids, which the server may drop, and under others, as it is
// when it has forgotten them.
func againAndInDisorder(c *cluster, r *rand.Rand) (injection, error) {
	var all []bus.Msg
	for _, stream := range []string{subject.StreamArticles, subject.StreamLedger} {
		last, err := c.conn.LastSeq(c.t.Context(), stream)
		if err == nil {
			_, err = c.conn.ReadAll(c.t.Context(), stream, max(last, mostAgain)-mostAgain+1, func(m bus.Msg) error {
				if !strings.HasPrefix(m.MsgID, systemtest.Poison) {
					all = append(all, m)
				}
				return nil
			})
		}
		if err != nil {
			return injection{what: stream}, err
		}
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for _, m := range all {
		if err := c.storeAgain(m, m.MsgID); err != nil {
			return injection{what: m.MsgID}, err
		}
		// By this beginning the verifier knows what it need not count.
		if err := c.storeAgain(m, fmt.Sprintf("%sagain:%d:%s", systemtest.Poison, r.Uint64(), m.MsgID)); err != nil {
			return injection{what: m.MsgID}, err
		}
	}
	return injection{what: fmt.Sprintf("%d messages", len(all)), hold: time.Millisecond, heal: func() error { return nil }}, nil
}

// storeAgain publishes a message again, until that is acknowledged.
func (c *cluster) storeAgain(m bus.Msg, id string) error {
	header := nats.Header{}
	for name, values := range m.Header {
		if !strings.HasPrefix(name, "Nats-") {
			header[name] = values
		}
	}
	header.Set(subject.HeaderMsgID, id)
	return poll(c.t.Context(), patience, "stored again", func(ctx context.Context) error {
		_, err := c.conn.JetStream().PublishMsg(ctx, &nats.Msg{Subject: m.Subject, Data: m.Data, Header: header})
		return err
	})
}

// slowly lets a service run a tenth of the time.
func slowly(name string) func(c *cluster, r *rand.Rand) (injection, error) {
	return func(c *cluster, r *rand.Rand) (injection, error) {
		p := c.process(name)
		var errs []error
		for end := time.Now().Add(c.span(r, 4*time.Second, 20*time.Second)); time.Now().Before(end); {
			errs = append(errs, p.pause())
			run.Wait(c.t.Context(), between(r, 300*time.Millisecond, 600*time.Millisecond))
			errs = append(errs, p.resume())
			run.Wait(c.t.Context(), 50*time.Millisecond)
		}
		return injection{what: name, hold: time.Millisecond, heal: func() error { return nil }}, errors.Join(errs...)
	}
}

// greedy is how often the slow subscriber wants each message, so that the server
// soon has more for it than it will keep.
const greedy = 200

// slowSubscriber asks for everything, many times, and reads nothing: the server
// has to let it go without holding up anybody else.
func slowSubscriber(c *cluster, r *rand.Rand) (injection, error) {
	target := strings.TrimPrefix(c.conn.NATS().ConnectedUrl(), natsURL(""))
	line, err := (&net.Dialer{}).DialContext(c.t.Context(), "tcp", target)
	if err != nil {
		return injection{what: target}, err
	}
	if err := line.(*net.TCPConn).SetReadBuffer(4096); err != nil {
		return injection{what: target}, errors.Join(err, line.Close())
	}
	var text strings.Builder
	text.WriteString("CONNECT {\"verbose\":false}\r\n")
	for i := range greedy {
		fmt.Fprintf(&text, "SUB > %d\r\n", i+1)
	}
	_, err = line.Write([]byte(text.String()))
	return injection{what: "one that reads nothing", hold: c.span(r, 4*time.Second, 15*time.Second), heal: line.Close}, err
}
