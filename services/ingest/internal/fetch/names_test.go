package fetch_test

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// nameServer answers lookups of addresses: the answers of a name in turn, the
// last one for ever, no such name for others.
type nameServer struct {
	mu      sync.Mutex
	asked   map[string]int
	answers map[string][][]string
}

func (n *nameServer) resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, StrictErrors: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go n.serve(server)
		return client, nil
	}}
}

// serve answers one question as over TCP.
func (n *nameServer) serve(connection net.Conn) {
	defer connection.Close()
	var size [2]byte
	for {
		if _, err := io.ReadFull(connection, size[:]); err != nil {
			return
		}
		question := make([]byte, binary.BigEndian.Uint16(size[:]))
		if _, err := io.ReadFull(connection, question); err != nil {
			return
		}
		answer := n.answer(question)
		_, _ = connection.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(answer))), answer...))
	}
}

func (n *nameServer) answer(question []byte) []byte {
	var parser dnsmessage.Parser
	header, err := parser.Start(question)
	if err != nil {
		return nil
	}
	asked, err := parser.Question()
	if err != nil {
		return nil
	}
	message := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: header.ID, Response: true, Authoritative: true, RecursionAvailable: true},
		Questions: []dnsmessage.Question{asked},
	}
	texts, ok := n.next(asked.Name.String(), asked.Type)
	if !ok {
		message.RCode = dnsmessage.RCodeNameError
	}
	for _, text := range texts {
		head := dnsmessage.ResourceHeader{Name: asked.Name, Type: asked.Type, Class: dnsmessage.ClassINET}
		addr := netip.MustParseAddr(text)
		switch {
		case asked.Type == dnsmessage.TypeA && addr.Is4():
			message.Answers = append(message.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: addr.As4()}})
		case asked.Type == dnsmessage.TypeAAAA && addr.Is6():
			message.Answers = append(message.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: addr.As16()}})
		}
	}
	out, err := message.Pack()
	if err != nil {
		return nil
	}
	return out
}

func (n *nameServer) next(name string, kind dnsmessage.Type) ([]string, bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	list, ok := n.answers[name]
	if !ok {
		return nil, false
	}
	if n.asked == nil {
		n.asked = map[string]int{}
	}
	key := name + kind.String()
	at := min(n.asked[key], len(list)-1)
	n.asked[key]++
	return list[at], true
}

func contextWithTimeout(t *testing.T, d time.Duration) (context.Context, context.CancelFunc) {
	t.Helper()
	return context.WithTimeout(t.Context(), d)
}

func isDeadline(err error) bool { return errors.Is(err, context.DeadlineExceeded) }
