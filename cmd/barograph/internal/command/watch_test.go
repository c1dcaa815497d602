package command_test

import (
	"net"
	"strings"
	"sync/atomic"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// brief is a service whose watches end early.
type brief struct {
	assessmentv1.UnimplementedAssessmentServiceServer
	watches atomic.Int64
	after   [3]*uint64
}

func (b *brief) WatchAssessments(req *assessmentv1.WatchAssessmentsRequest, s grpc.ServerStreamingServer[assessmentv1.WatchAssessmentsResponse]) error {
	n := b.watches.Add(1)
	b.after[n-1] = req.AfterSequence
	if n == 3 {
		return status.Error(codes.Unavailable, "gone for good")
	}
	for _, step := range []*assessmentv1.WatchAssessmentsResponse{
		{Sequence: uint64(10 * n), Change: &assessmentv1.WatchAssessmentsResponse_SnapshotComplete{SnapshotComplete: true}},
		{Sequence: uint64(10*n + 1), Change: &assessmentv1.WatchAssessmentsResponse_DeletedId{DeletedId: strings.Repeat("x", int(n))}},
	} {
		if err := s.Send(step); err != nil {
			return err
		}
	}
	return status.Error(codes.Unavailable, "the connection is old")
}

// A watch that is cut off goes on behind its last step, in every format, and
// ends when that does not work.
func TestWatchGoesOn(t *testing.T) {
	for _, format := range []string{"table", "jsonl"} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			lis, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			service, server, done := &brief{}, grpc.NewServer(), make(chan error, 1)
			assessmentv1.RegisterAssessmentServiceServer(server, service)
			go func() { done <- server.Serve(lis) }()
			out, _, code, err := run(t, "", "watch", "-o", format, "--aggregate-address", lis.Addr().String())
			server.Stop()
			if err := <-done; err != nil {
				t.Error(err)
			}
			if code != exit.Unavailable || err == nil || !strings.Contains(err.Error(), "gone for good") {
				t.Errorf("ended with %d, %v", code, err)
			}
			after := service.after
			if after[0] != nil || after[1] == nil || *after[1] != 11 || after[2] == nil || *after[2] != 21 {
				t.Errorf("went on behind %v", after)
			}
			if strings.Count(out, "xx") != 1 || !strings.Contains(out, "x") {
				t.Errorf("showed\n%s", out)
			}
		})
	}
}
