// Package deadletter lists the messages that no service could process, and
// sends them on their way again or removes them. Package bus writes them.
package deadletter

import (
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/proto/subject"
)

// MaxPageSize is the most letters that are looked at in one go.
const MaxPageSize = 1000

// Letter is one message that was given up.
type Letter struct {
	Seq        uint64    // of the letter, in DEADLETTER
	Time       time.Time // when it was given up
	Service    string    // that gave up
	Reason     string    // one word
	Error      string    // text of the error
	Stream     string    // where the message came from
	StreamSeq  uint64    // its sequence there
	Subject    string    // its subject
	MsgID      string    // its id
	Consumer   string    // durable that delivered it
	Deliveries uint64    // how often
	Redrives   uint32    // how often it was sent again before
	Truncated  bool      // the payload was too large and is only in Stream
	Size       uint64    // bytes of the payload; 0 if truncated
	Data       []byte    // payload; empty in lists, and if truncated

	// Header are the headers of the message, without those of the letter.
	Header nats.Header
}

// letterOf reads a dead letter; what is missing stays empty, since a letter
// that somebody else published must not keep the rest from being listed.
func letterOf(msg bus.Msg) Letter {
	h := msg.Header
	l := Letter{
		Seq: msg.Seq, Time: msg.Stored, Data: msg.Data, Size: uint64(len(msg.Data)),
		Service: h.Get(subject.HeaderDeadLetterService), Reason: h.Get(subject.HeaderDeadLetterReason),
		Error: h.Get(subject.HeaderDeadLetterError), Stream: h.Get(subject.HeaderDeadLetterStream),
		Subject: h.Get(subject.HeaderDeadLetterSubject), MsgID: h.Get(subject.HeaderDeadLetterMsgID),
		Consumer:   h.Get(subject.HeaderDeadLetterConsumer),
		StreamSeq:  number(h.Get(subject.HeaderDeadLetterSeq), 64),
		Deliveries: number(h.Get(subject.HeaderDeadLetterDeliveries), 64),
		Redrives:   uint32(number(h.Get(subject.HeaderRedrives), 31)), //nolint:gosec // 31 bits
		Truncated:  h.Get(subject.HeaderDeadLetterTruncated) == "true",
		Header:     nats.Header{},
	}
	if size := h.Get(bus.HeaderSize); size != "" {
		l.Size = number(size, 64)
	}
	if t, err := time.Parse(time.RFC3339, h.Get(subject.HeaderDeadLetterTime)); err == nil {
		l.Time = t
	}
	for key, values := range h {
		ours := strings.HasPrefix(key, "barograph-deadletter-")
		// The server's own headers, the message id among them, belong to the
		// letter and not to the message in it.
		if !ours && !strings.HasPrefix(key, "Nats-") {
			l.Header[key] = values
		}
	}
	return l
}

func number(s string, bits int) uint64 {
	n, err := strconv.ParseUint(s, 10, bits)
	if err != nil {
		return 0
	}
	return n
}
