package faults_test

import (
	"context"
	"fmt"

	"github.com/nats-io/nats.go"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/barograph/barograph/cmd/barograph/internal/systemtest"
	"github.com/barograph/barograph/proto/subject"
)

// spoil puts a message on a stream that no service can read.
func (l *load) spoil(ctx context.Context, n int) {
	l.gate.RLock()
	defer l.gate.RUnlock()
	subjects := []string{
		subject.ArticleAccepted.For("poison.example"), subject.ArticleTagged.For("poison"), subject.ArticleReplayed.For("poison"),
	}
	l.call(ctx, "put poison on a stream", func(ctx context.Context) error {
		ack, err := l.conn.JetStream().PublishMsg(ctx, &nats.Msg{
			Subject: subjects[n%len(subjects)], Data: []byte("\xff\xff this is no protobuf"),
			Header: nats.Header{
				subject.HeaderMsgID:       {fmt.Sprintf("%s%d", systemtest.Poison, n)},
				subject.HeaderContentType: {subject.ContentType},
			},
		})
		if err != nil {
			return status.Error(codes.Unavailable, err.Error())
		}
		l.note(func() { l.poison[place(ack.Stream, ack.Sequence)] = true })
		return nil
	})
}

func place(stream string, seq uint64) string { return fmt.Sprintf("%s:%d", stream, seq) }
