package client_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestFailure(t *testing.T) {
	bad, err := status.New(codes.InvalidArgument, "wrong request").WithDetails(&errdetails.BadRequest{
		FieldViolations: []*errdetails.BadRequest_FieldViolation{{Field: "initiative.id", Description: "too long"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		err  error
		code int
		want string
	}{
		"not found":   {status.Error(codes.NotFound, "no initiative \"x\x1b[2J\""), exit.NotFound, "no initiative \"x\uFFFD[2J\""},
		"conflict":    {status.Error(codes.Aborted, "changed"), exit.Conflict, "changed"},
		"invalid":     {bad.Err(), exit.Usage, "wrong request; initiative.id: too long"},
		"late":        {status.Error(codes.DeadlineExceeded, "x"), exit.Unavailable, "did not answer in time"},
		"not ready":   {status.Error(codes.Unavailable, "no catalogue yet"), exit.Unavailable, "aggregate at host:1 is unavailable: no catalogue yet"},
		"full":        {status.Error(codes.ResourceExhausted, "no room"), exit.Unavailable, "aggregate at host:1 takes nothing more at the moment: no room"},
		"unknown":     {status.Error(codes.Unauthenticated, "the token or certificate has expired"), exit.Denied, "aggregate at host:1 does not know who you are: the token or certificate has expired (--token-file or --tls-dir say it)"},
		"denied":      {status.Error(codes.PermissionDenied, "you may not"), exit.Denied, "aggregate at host:1: you may not"},
		"internal":    {status.Error(codes.Internal, "boom"), exit.Failure, "aggregate at host:1: boom (Internal)"},
		"wrong place": {status.Error(codes.Unimplemented, "unknown service"), exit.Failure, "is something else listening"},
		"no call":     {notFound(t, "INITIATIVE_NOT_FOUND", "initiative \"x\" is not defined; ListInitiatives has those that are"), exit.NotFound, "`barograph initiatives list` shows those that are"},
		"no record":   {notFound(t, "NOT_YET_KNOWN", "not published; see ListAssessments for what there is"), exit.NotFound, "published; `barograph list` shows what there is"},
		"wrapped":     {fmt.Errorf("get: %w", status.Error(codes.NotFound, "gone")), exit.NotFound, "gone"},
	} {
		t.Run(name, func(t *testing.T) {
			got := client.Failure(client.Aggregate, "host:1", c.err)
			var coded *exit.Error
			if !errors.As(got, &coded) || coded.ExitCode() != c.code || !strings.Contains(got.Error(), c.want) {
				t.Errorf("got %v, want code %d and %q", got, c.code, c.want)
			}
		})
	}
	if client.Failure(client.NLP, "", nil) != nil || !errors.Is(client.Failure(client.NLP, "", context.Canceled), context.Canceled) {
		t.Error("nil and cancellation stay")
	}
}

func TestNobodyListens(t *testing.T) {
	set, err := client.Dial(client.Addresses{Ingest: "127.0.0.1:1", NLP: "127.0.0.1:1", Aggregate: "127.0.0.1:1"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := set.Close(); err != nil {
			t.Error(err)
		}
	}()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	_, err = set.Assessments().ListAssessments(ctx, &assessmentv1.ListAssessmentsRequest{})
	got := set.Failure(client.Aggregate, err)
	want := "cannot reach aggregate at 127.0.0.1:1: connection refused; is `barograph up` running there? (--aggregate-address says where to look)"
	if got == nil || got.Error() != want {
		t.Errorf("got  %v\nwant %s", got, want)
	}
}

// notFound is the answer of a service that has no such thing.
func notFound(t *testing.T, reason, text string) error {
	t.Helper()
	answer, err := status.New(codes.NotFound, text).WithDetails(&errdetails.ErrorInfo{Reason: reason, Domain: "barograph"})
	if err != nil {
		t.Fatal(err)
	}
	return answer.Err()
}
