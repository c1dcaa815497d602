package bus

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/fault"
)

// The server puts the consumer of a reader or watcher on any of the servers that
// have a copy of the stream, also on one that was just started again and lacks the
// newest messages: it says that there is nothing more to come long before the end.
// The copy of the leader of the stream has everything that was acknowledged. It
// answers when a stream is looked up and when single messages are asked for.

// behindLimit is how long a copy may take to come to where its leader was. Who
// begins again then may be given another one.
const behindLimit = 5 * time.Second

// errBehind tells that a copy did not come to where its leader was.
var errBehind = fmt.Errorf("%w: a copy of the stream lacks its newest messages", fault.ErrTransient)

// newest is the sequence of the newest message that matches one of filters, any
// without, according to the leader of the stream; 0 where there is none.
func (c *Conn) newest(ctx context.Context, stream string, filters []string) (uint64, error) {
	var newest uint64
	for _, filter := range orAll(filters) {
		msg, err := c.LastMsg(ctx, stream, filter)
		if err != nil && !errors.Is(err, fault.ErrNotFound) {
			return 0, err
		}
		newest = max(newest, msg.Seq)
	}
	return newest, nil
}

// nextMsg is the first message from a sequence on that matches one of filters, any
// without, according to the leader of the stream; the zero value where there is none.
func (c *Conn) nextMsg(ctx context.Context, stream string, from uint64, filters []string) (Msg, error) {
	var next Msg
	for _, filter := range orAll(filters) {
		msg, err := c.get(ctx, stream, func(ctx context.Context, s jetstream.Stream) (*jetstream.RawStreamMsg, error) {
			return s.GetMsg(ctx, from, jetstream.WithGetMsgSubject(filter))
		}, fmt.Sprintf("what follows sequence %d", from))
		if errors.Is(err, fault.ErrNotFound) {
			continue
		}
		if err != nil {
			return Msg{}, err
		}
		if next.Seq == 0 || msg.Seq < next.Seq {
			next = msg
		}
	}
	return next, nil
}

func orAll(filters []string) []string {
	if len(filters) == 0 {
		return []string{">"}
	}
	return filters
}
