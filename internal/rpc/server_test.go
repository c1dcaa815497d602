package rpc_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/zap/zapcore"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"

	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/internal/fault"
	"github.com/barograph/barograph/internal/rpc"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

func get(ctx context.Context, h *harness) error {
	_, err := h.ingest().GetArticle(ctx, &ingestv1.GetArticleRequest{ArticleId: goodID})
	return err
}

// submit sends one message on the client stream and returns how it ended.
func submit(ctx context.Context, h *harness, m *ingestv1.SubmitArticlesRequest) error {
	stream, err := h.ingest().SubmitArticles(ctx)
	if err != nil {
		return err
	}
	if err := stream.Send(m); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	_, err = stream.CloseAndRecv()
	return err
}

func TestErrorsBecomeStatuses(t *testing.T) {
	const secret = "password of the database"
	hidden := errors.New(secret)
	for _, tt := range []struct {
		name   string
		err    error
		code   codes.Code
		reason string
		level  zapcore.Level
	}{
		{"none", nil, codes.OK, "", zapcore.InfoLevel},
		{"invalid", fault.Invalid("BAD_TEXT", "text is empty", fault.Field{Path: "text", Problem: "empty"}), codes.InvalidArgument, "BAD_TEXT", zapcore.WarnLevel},
		{"not found", fmt.Errorf("get: %w", fault.NotFound("NO_ARTICLE", "no article %s", "x")), codes.NotFound, "NO_ARTICLE", zapcore.WarnLevel},
		{"exists", fault.Exists("TAKEN", "taken"), codes.AlreadyExists, "TAKEN", zapcore.WarnLevel},
		{"exhausted", fault.Exhausted("STORE_FULL", "full", hidden), codes.ResourceExhausted, "STORE_FULL", zapcore.WarnLevel},
		{"bare exhausted", fmt.Errorf("%w: %w", fault.ErrExhausted, hidden), codes.ResourceExhausted, "RESOURCE_EXHAUSTED", zapcore.WarnLevel},
		{"precondition", fault.Precondition("MANAGED", "managed"), codes.FailedPrecondition, "MANAGED", zapcore.WarnLevel},
		{"conflict", fault.Conflict("STALE", "stale"), codes.Aborted, "STALE", zapcore.WarnLevel},
		{"transient", fault.Transient("DOWN", "down", hidden), codes.Unavailable, "DOWN", zapcore.WarnLevel},
		{"sentinel", fmt.Errorf("%s: %w", secret, fault.ErrTransient), codes.Unavailable, "UNAVAILABLE", zapcore.WarnLevel},
		{"deadline", fmt.Errorf("%s: %w", secret, context.DeadlineExceeded), codes.DeadlineExceeded, "", zapcore.WarnLevel},
		{"status", status.Error(codes.ResourceExhausted, "slow down"), codes.ResourceExhausted, "", zapcore.WarnLevel},
		{"status of another service", fmt.Errorf("get text: %w", status.Error(codes.NotFound, secret)), codes.Internal, "INTERNAL", zapcore.ErrorLevel},
		{"another service is down", fmt.Errorf("get text: %w", status.Error(codes.Unavailable, secret)), codes.Unavailable, "UNAVAILABLE", zapcore.WarnLevel},
		{"internal", hidden, codes.Internal, "INTERNAL", zapcore.ErrorLevel},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := &fake{get: func(context.Context) error { return tt.err }}
			f.watch = func(grpc.ServerStreamingServer[initiativev1.WatchInitiativesResponse]) error { return tt.err }
			h := serve(t, config(), f)
			stream, err := h.initiatives().WatchInitiatives(t.Context(), &initiativev1.WatchInitiativesRequest{})
			if err != nil {
				t.Fatal(err)
			}
			_, streamErr := stream.Recv()
			if tt.err == nil && errors.Is(streamErr, io.EOF) {
				streamErr = nil
			}
			// A transient fault would be tried again by the client.
			for kind, err := range map[string]error{"unary": get(t.Context(), h), "stream": streamErr} {
				st := status.Convert(err)
				if st.Code() != tt.code || strings.Contains(st.Message(), secret) {
					t.Errorf("%s: status %v, want code %v without internal text", kind, st, tt.code)
				}
				if got := reason(st); got != tt.reason {
					t.Errorf("%s: reason %q, want %q", kind, got, tt.reason)
				}
			}
			for _, method := range []string{ingestv1.IngestService_GetArticle_FullMethodName, initiativev1.InitiativeService_WatchInitiatives_FullMethodName} {
				level, fields := h.line(t, method)
				if level != tt.level || fields["grpc_code"] != tt.code.String() || fields["request_id"] == nil || fields["duration_ms"] == nil {
					t.Errorf("%s logged at %v with %v", method, level, fields)
				}
				if text, _ := fields["error"].(string); tt.err != nil && text != tt.err.Error() {
					t.Errorf("%s logged error %q, want %q", method, text, tt.err)
				}
			}
		})
	}
}

func reason(st *status.Status) string {
	for _, d := range st.Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok && info.GetDomain() == rpc.Domain {
			return info.GetReason()
		}
	}
	return ""
}

func TestPanicIsInternal(t *testing.T) {
	f := &fake{get: func(context.Context) error { panic("boom") }}
	f.submit = func(grpc.ClientStreamingServer[ingestv1.SubmitArticlesRequest, ingestv1.SubmitArticlesResponse]) error {
		panic("boom")
	}
	h := serve(t, config(), f)
	for kind, err := range map[string]error{
		"unary": get(t.Context(), h), "stream": submit(t.Context(), h, &ingestv1.SubmitArticlesRequest{}),
	} {
		if st := status.Convert(err); st.Code() != codes.Internal || strings.Contains(st.Message(), "boom") {
			t.Errorf("%s: %v, want Internal without the panic's text", kind, err)
		}
	}
	if n := h.logs.FilterMessage("handler panicked").Len(); n != 2 {
		t.Errorf("%d panics were logged, want 2", n)
	}
}

func TestValidation(t *testing.T) {
	f := &fake{get: func(context.Context) error { t.Error("the handler was called"); return nil }}
	h := serve(t, config(), f)
	stream, err := assessmentv1.NewAssessmentServiceClient(h.conn).WatchAssessments(t.Context(),
		&assessmentv1.WatchAssessmentsRequest{InitiativeIds: make([]string, 1001)})
	if err != nil {
		t.Fatal(err)
	}
	_, streamErr := stream.Recv()
	_, unary := h.ingest().GetArticle(t.Context(), &ingestv1.GetArticleRequest{ArticleId: "UPPER"})
	for _, tt := range []struct {
		kind, field string
		err         error
	}{
		{"unary", "article_id", unary},
		{"stream", "initiative_ids", streamErr},
	} {
		st := status.Convert(tt.err)
		if st.Code() != codes.InvalidArgument || reason(st) != "INVALID_ARGUMENT" || !strings.Contains(st.Message(), tt.field) {
			t.Errorf("%s: %v, want InvalidArgument about %s", tt.kind, st, tt.field)
		}
		var fields []string
		for _, d := range st.Details() {
			if bad, ok := d.(*errdetails.BadRequest); ok {
				for _, v := range bad.GetFieldViolations() {
					fields = append(fields, v.GetField())
				}
			}
		}
		if len(fields) != 1 || fields[0] != tt.field {
			t.Errorf("%s: violations of %q, want %s", tt.kind, fields, tt.field)
		}
	}
}

func TestDeadlineAndCorrelation(t *testing.T) {
	const trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	cfg := config()
	cfg.Deadline = time.Minute
	var left time.Duration
	var ids [3]string
	f := &fake{get: func(ctx context.Context) error {
		deadline, _ := ctx.Deadline()
		left = time.Until(deadline)
		ids = [3]string{correlation.ID(ctx), correlation.TraceParent(ctx), correlation.RequestID(ctx)}
		return nil
	}}
	f.watch = func(s grpc.ServerStreamingServer[initiativev1.WatchInitiativesResponse]) error {
		if _, ok := s.Context().Deadline(); ok {
			return errors.New("a watch has a deadline")
		}
		return nil
	}
	h := serve(t, cfg, f)
	ctx := correlation.WithTraceParent(correlation.With(t.Context(), "c-1"), trace, "")
	if err := get(ctx, h); err != nil {
		t.Fatal(err)
	}
	if left <= 50*time.Second || left > time.Minute {
		t.Errorf("the handler had %s, want the default of a minute", left)
	}
	if ids[0] != "c-1" || ids[1] != trace || ids[2] == "" {
		t.Errorf("the handler saw the ids %q", ids)
	}
	if _, fields := h.line(t, ingestv1.IngestService_GetArticle_FullMethodName); fields["correlation_id"] != "c-1" ||
		fields["trace_id"] != "4bf92f3577b34da6a3ce929d0e0e4736" || fields["request_id"] != ids[2] {
		t.Errorf("logged %v", fields)
	}
	if err := get(t.Context(), h); err != nil || ids[0] == "" || ids[0] == "c-1" {
		t.Errorf("without an id the handler saw %q, %v; want a new one", ids[0], err)
	}
	stream, err := h.initiatives().WatchInitiatives(t.Context(), &initiativev1.WatchInitiativesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := stream.Recv(); !errors.Is(err, io.EOF) {
		t.Errorf("watch = %v, want its end", err)
	}
}

func TestReadinessFollowsTheChecks(t *testing.T) {
	var broken atomic.Bool
	h := serve(t, config(), &fake{}, rpc.Check{Name: "nats", Probe: func(context.Context) error {
		if broken.Load() {
			return errors.New("not connected")
		}
		return nil
	}}, rpc.Check{Name: "other", Probe: func(context.Context) error { return nil }})
	health := grpc_health_v1.NewHealthClient(h.conn)
	watch, err := health.Watch(t.Context(), &grpc_health_v1.HealthCheckRequest{Service: "barograph.ingest.v1.IngestService"})
	if err != nil {
		t.Fatal(err)
	}
	until := func(want grpc_health_v1.HealthCheckResponse_ServingStatus) {
		t.Helper()
		for {
			resp, err := watch.Recv()
			if err != nil {
				t.Fatalf("watch health: %v", err)
			}
			if resp.GetStatus() == want {
				return
			}
		}
	}
	until(grpc_health_v1.HealthCheckResponse_SERVING)
	broken.Store(true)
	until(grpc_health_v1.HealthCheckResponse_NOT_SERVING)
	for service, want := range map[string]grpc_health_v1.HealthCheckResponse_ServingStatus{
		"":              grpc_health_v1.HealthCheckResponse_NOT_SERVING,
		rpc.LiveService: grpc_health_v1.HealthCheckResponse_SERVING,
	} {
		resp, err := health.Check(t.Context(), &grpc_health_v1.HealthCheckRequest{Service: service})
		if err != nil || resp.GetStatus() != want {
			t.Errorf("health of %q = %v, %v; want %v", service, resp.GetStatus(), err, want)
		}
	}
	broken.Store(false)
	until(grpc_health_v1.HealthCheckResponse_SERVING)
	if n := h.logs.FilterMessage("readiness check fails").Len(); n != 1 {
		t.Errorf("the failing check was logged %d times, want once", n)
	}
}

func TestStopFinishesCallsAndEndsWatches(t *testing.T) {
	entered, release, watching := make(chan struct{}), make(chan struct{}), make(chan struct{})
	f := &fake{get: func(ctx context.Context) error {
		close(entered)
		<-release
		return ctx.Err()
	}}
	f.watch = func(s grpc.ServerStreamingServer[initiativev1.WatchInitiativesResponse]) error {
		close(watching)
		<-s.Context().Done()
		return s.Context().Err()
	}
	h := serve(t, config(), f)
	unary := make(chan error, 1)
	go func() { unary <- get(t.Context(), h) }()
	<-entered
	stream, err := h.initiatives().WatchInitiatives(t.Context(), &initiativev1.WatchInitiativesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	<-watching
	stopped := make(chan struct{})
	go func() { h.stop(); close(stopped) }()
	if _, err := stream.Recv(); status.Code(err) != codes.Unavailable {
		t.Errorf("watch ended with %v, want Unavailable", err)
	}
	select {
	case <-stopped:
		t.Error("stopped before the call was finished")
	default:
	}
	close(release)
	if err := <-unary; err != nil {
		t.Errorf("the call in progress = %v, want success", err)
	}
	<-stopped
}

func TestStopDeadlineCutsOff(t *testing.T) {
	cfg := config()
	cfg.StopDeadline = 50 * time.Millisecond
	entered := make(chan struct{})
	h := serve(t, cfg, &fake{get: func(ctx context.Context) error {
		close(entered)
		<-ctx.Done() // only when cut off
		return ctx.Err()
	}})
	unary := make(chan error, 1)
	go func() { unary <- get(t.Context(), h) }()
	<-entered
	h.stop()
	if err := <-unary; err == nil {
		t.Error("the call succeeded although it was cut off")
	}
}

func TestClientTriesReadsAgain(t *testing.T) {
	var calls atomic.Int64
	h := serve(t, config(), &fake{get: func(context.Context) error {
		if calls.Add(1) < 3 {
			return fault.Transient("DOWN", "down", nil)
		}
		return nil
	}})
	if err := get(t.Context(), h); err != nil || calls.Load() != 3 {
		t.Errorf("get = %v after %d calls, want success at the third", err, calls.Load())
	}
}

func TestConfigNamesEveryWrongField(t *testing.T) {
	err := rpc.Config{DrainDelay: -1}.Validate()
	for _, name := range []string{"grpc-listen", "grpc-deadline", "grpc-stop-deadline", "grpc-drain-delay"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("Validate = %v, does not name %s", err, name)
		}
	}
	if err := rpc.Default().Validate(); err != nil {
		t.Errorf("the default is invalid: %v", err)
	}
}
