package delivery_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"testing"
	"time"

	"go.uber.org/goleak"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/barograph/barograph/cmd/barograph/internal/delivery"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// server refuses streams with its errors, one after the other, once each has so
// many articles; then it takes what comes and refuses the texts "bad".
type server struct {
	ingestv1.UnimplementedIngestServiceServer
	errors  []error
	after   int
	streams int
	texts   map[string]bool // stored
}

func (s *server) SubmitArticles(stream grpc.ClientStreamingServer[ingestv1.SubmitArticlesRequest, ingestv1.SubmitArticlesResponse]) error {
	s.streams++
	answer := &ingestv1.SubmitArticlesResponse{}
	for index := uint64(0); ; index++ {
		request, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return stream.SendAndClose(answer)
		}
		if err != nil {
			return err
		}
		switch text := request.GetSubmission().GetText(); {
		case text == "bad":
			answer.Refused++
			answer.Failures = append(answer.Failures, &ingestv1.SubmitFailure{Index: index, Message: "bad"})
		case s.texts[text]:
			answer.Unchanged++
		default:
			s.texts[text] = true
			answer.Accepted++
		}
		if len(s.errors) > 0 && int(index) >= s.after {
			err := s.errors[0]
			s.errors = s.errors[1:]
			return err
		}
	}
}

// full is the answer of an ingest that wants to be left alone for a while.
func full(t *testing.T, after time.Duration) error {
	t.Helper()
	answer, err := status.New(codes.ResourceExhausted, "full").WithDetails(&errdetails.RetryInfo{RetryDelay: durationpb.New(after)})
	if err != nil {
		t.Fatal(err)
	}
	return answer.Err()
}

// deliver begins a delivery to a server.
func deliver(t *testing.T, s *server, patience time.Duration) (handover *delivery.Delivery, waits *[]time.Duration) {
	t.Helper()
	s.texts = map[string]bool{}
	listener := bufconn.Listen(1 << 20)
	serving := grpc.NewServer()
	ingestv1.RegisterIngestServiceServer(serving, s)
	done := make(chan error, 1)
	go func() { done <- serving.Serve(listener) }()
	conn, err := grpc.NewClient("passthrough:ingest", grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return listener.DialContext(ctx) }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
		serving.Stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	waits = &[]time.Duration{}
	return delivery.New(delivery.Deps{
		Ingest: ingestv1.NewIngestServiceClient(conn), Patience: patience, Now: time.Now,
		Waiting: func(_ error, after time.Duration) { *waits = append(*waits, after) },
	}), waits
}

func TestWhatIsNotAnsweredForIsSentAgain(t *testing.T) {
	s := &server{errors: []error{full(t, 700*time.Millisecond), status.Error(codes.Unavailable, "away")}, after: 20}
	handover, waits := deliver(t, s, time.Minute)
	const n = 1500 // more than is kept
	var err error
	for i := 0; i < n && err == nil; i++ {
		text := fmt.Sprint(i)
		if i == 1200 {
			text = "bad"
		}
		err = handover.Add(t.Context(), &ingestv1.Submission{Text: text})
	}
	got, err := handover.Close(t.Context(), err)
	if err != nil || got.GetAccepted()+got.GetUnchanged() != n-1 || got.GetRefused() != 1 || len(s.texts) != n-1 {
		t.Errorf("got %v, %v; %d are stored", got, err, len(s.texts))
	}
	if f := got.GetFailures(); len(f) != 1 || f[0].GetIndex() != 1200 {
		t.Errorf("failures %v", f)
	}
	if len(*waits) != 2 || (*waits)[0] < 700*time.Millisecond {
		t.Errorf("waited %v", *waits)
	}
}

func TestPatienceEnds(t *testing.T) {
	s := &server{errors: []error{full(t, time.Hour)}}
	handover, waits := deliver(t, s, time.Minute)
	err := handover.Add(t.Context(), &ingestv1.Submission{Text: "a"})
	if _, err = handover.Close(t.Context(), err); status.Code(err) != codes.ResourceExhausted || len(*waits) != 0 {
		t.Errorf("got %v after %v", err, *waits)
	}
}

func TestRefusalIsNoReasonToWait(t *testing.T) {
	s := &server{errors: []error{status.Error(codes.InvalidArgument, "no")}}
	handover, waits := deliver(t, s, time.Minute)
	err := handover.Add(t.Context(), &ingestv1.Submission{Text: "a"})
	if _, err = handover.Close(t.Context(), err); status.Code(err) != codes.InvalidArgument || len(*waits) != 0 {
		t.Errorf("got %v after %v", err, *waits)
	}
}

func TestNobodyThere(t *testing.T) {
	conn, err := grpc.NewClient("127.0.0.1:1", grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	handover := delivery.New(delivery.Deps{
		Ingest: ingestv1.NewIngestServiceClient(conn), Patience: time.Minute, Now: time.Now,
		Waiting: func(err error, _ time.Duration) { t.Errorf("waits for nobody: %v", err) },
	})
	err = handover.Add(t.Context(), &ingestv1.Submission{Text: "a"})
	if _, err = handover.Close(t.Context(), err); status.Code(err) != codes.Unavailable {
		t.Errorf("got %v", err)
	}
}
