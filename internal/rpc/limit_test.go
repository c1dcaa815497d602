package rpc_test

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/encoding/gzip"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/barograph/barograph/internal/rpc"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// network is a server on a port of the loopback, whose callers have addresses.
type network struct {
	address string
	logs    *observer.ObservedLogs
	metrics *prometheus.Registry
}

func serveNetwork(t *testing.T, cfg rpc.Config, f *fake) *network {
	t.Helper()
	core, logs := observer.New(zapcore.DebugLevel)
	n := &network{logs: logs, metrics: prometheus.NewRegistry()}
	server, err := rpc.New(cfg, rpc.Deps{Log: zap.New(core), Metrics: n.metrics, Register: func(r grpc.ServiceRegistrar) {
		ingestv1.RegisterIngestServiceServer(r, f)
	}})
	if err != nil {
		t.Fatal(err)
	}
	lis, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	n.address = lis.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- server.Serve(ctx, lis) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Serve = %v", err)
		}
	})
	return n
}

// dial connects as a stranger would: without what rpc.Dial does for our own.
func (n *network) dial(t *testing.T) *grpc.ClientConn {
	t.Helper()
	conn, err := grpc.NewClient(n.address, grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallSendMsgSize(1<<30)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := conn.Close(); err != nil {
			t.Errorf("close connection: %v", err)
		}
	})
	return conn
}

func (n *network) ingest(t *testing.T) ingestv1.IngestServiceClient {
	return ingestv1.NewIngestServiceClient(n.dial(t))
}

// refused is the metric of refused calls for a limit.
func (n *network) refused(t *testing.T, limit string) float64 {
	t.Helper()
	families, err := n.metrics.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		for _, m := range family.GetMetric() {
			if family.GetName() == "barograph_rpc_refused_total" && m.GetLabel()[0].GetValue() == limit {
				return m.GetCounter().GetValue()
			}
		}
	}
	return -1
}

// request is the smallest valid call.
func request(ctx context.Context, c ingestv1.IngestServiceClient) error {
	_, err := c.GetArticle(ctx, &ingestv1.GetArticleRequest{ArticleId: goodID})
	return err
}

// wantRefusal checks code, reason and the time after which to try again.
func wantRefusal(t *testing.T, err error, reasonWanted string) {
	t.Helper()
	st := status.Convert(err)
	var after time.Duration
	for _, d := range st.Details() {
		if info, ok := d.(*errdetails.RetryInfo); ok {
			after = info.GetRetryDelay().AsDuration()
		}
	}
	if st.Code() != codes.ResourceExhausted || reason(st) != reasonWanted || after <= 0 {
		t.Errorf("answer %v, reason %q, retry after %s; want ResourceExhausted for %s with a time", err, reason(st), after, reasonWanted)
	}
}

func quiet() *fake { return &fake{get: func(context.Context) error { return nil }} }

func TestTooManyCallsASecondAreRefused(t *testing.T) {
	cfg := config()
	cfg.Limits.Requests = 5
	n := serveNetwork(t, cfg, quiet())
	client := n.ingest(t)
	var err error
	for range 30 {
		if err = request(t.Context(), client); err != nil {
			break
		}
	}
	wantRefusal(t, err, "LIMIT_REQUESTS")
	wantRefusal(t, request(t.Context(), n.ingest(t)), "LIMIT_REQUESTS") // another connection is the same caller
	if got := n.refused(t, "requests"); got != 2 {
		t.Errorf("the metric counts %v refusals, want 2", got)
	}
	if told := n.logs.FilterMessage("caller is refused for a while").All(); len(told) != 1 || told[0].ContextMap()["caller"] != "127.0.0.1" {
		t.Errorf("the log told of it %d times, want once", len(told))
	}
	for _, line := range n.logs.FilterMessage("rpc handled").All() {
		if line.ContextMap()["grpc_code"] == "ResourceExhausted" && line.Level != zapcore.DebugLevel {
			t.Errorf("each refusal is logged at %s", line.Level)
		}
	}
	// Health has an allowance of its own: nobody is to be killed for being flooded.
	if _, err := grpc_health_v1.NewHealthClient(n.dial(t)).Check(t.Context(), &grpc_health_v1.HealthCheckRequest{Service: rpc.LiveService}); err != nil {
		t.Errorf("health: %v", err)
	}
}

func TestTooManyBytesASecondAreRefused(t *testing.T) {
	cfg := config()
	cfg.Limits.MiB = 1
	n := serveNetwork(t, cfg, quiet())
	client := n.ingest(t)
	var err error
	for range 30 {
		_, err = client.SubmitArticle(t.Context(), &ingestv1.SubmitArticleRequest{Submission: &ingestv1.Submission{Text: strings.Repeat("a", 500<<10)}})
		if status.Code(err) != codes.Unimplemented {
			break
		}
	}
	wantRefusal(t, err, "LIMIT_BYTES")
}

func TestTooManyCallsAtOnceAreRefused(t *testing.T) {
	release, entered := make(chan struct{}), make(chan struct{}, 10)
	f := &fake{get: func(ctx context.Context) error {
		entered <- struct{}{}
		select {
		case <-release:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}}
	cfg := config()
	cfg.Limits.Calls = 2
	n := serveNetwork(t, cfg, f)
	client := n.ingest(t)
	results := make(chan error, 2)
	for range 2 {
		go func() { results <- request(t.Context(), client) }()
		<-entered
	}
	wantRefusal(t, request(t.Context(), n.ingest(t)), "LIMIT_CALLS")
	close(release)
	for range 2 {
		if err := <-results; err != nil {
			t.Errorf("a call within the limit: %v", err)
		}
	}
	// The transport counts a call out a moment after its answer.
	await(t, "room after the calls ended", func() bool { return request(t.Context(), client) == nil })
}

// await polls until a condition holds.
func await(t *testing.T, what string, holds func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	deadline := time.NewTimer(10 * time.Second)
	defer deadline.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-deadline.C:
			t.Fatalf("no %s", what)
		}
	}
}

func TestTooManyConnectionsAreClosed(t *testing.T) {
	for name, limit := range map[string]func(*rpc.Config){
		"connections":      func(c *rpc.Config) { c.Limits.Connections = 2 },
		"peer_connections": func(c *rpc.Config) { c.Limits.PeerConnections = 2 },
	} {
		t.Run(name, func(t *testing.T) {
			cfg := config()
			limit(&cfg)
			n := serveNetwork(t, cfg, quiet())
			var open []net.Conn
			for range 2 {
				open = append(open, n.raw(t))
			}
			await(t, "refused connection", func() bool {
				n.raw(t)
				return n.refused(t, name) > 0
			})
			if err := open[0].Close(); err != nil {
				t.Fatal(err)
			}
			client := n.ingest(t)
			await(t, "room after one was closed", func() bool { return request(t.Context(), client) == nil })
		})
	}
}

// raw is a connection on which nothing is said.
func (n *network) raw(t *testing.T) net.Conn {
	t.Helper()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", n.address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func TestIdleStreamIsEnded(t *testing.T) {
	cfg := config()
	cfg.Limits.StreamIdle = 100 * time.Millisecond
	f := quiet()
	f.submit = func(s grpc.ClientStreamingServer[ingestv1.SubmitArticlesRequest, ingestv1.SubmitArticlesResponse]) error {
		for {
			if _, err := s.Recv(); errors.Is(err, io.EOF) {
				return s.SendAndClose(&ingestv1.SubmitArticlesResponse{})
			} else if err != nil {
				return err
			}
		}
	}
	n := serveNetwork(t, cfg, f)
	stream, err := n.ingest(t).SubmitArticles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	err = stream.RecvMsg(&ingestv1.SubmitArticlesResponse{})
	if status.Code(err) != codes.DeadlineExceeded {
		t.Errorf("a stream on which nothing comes ends with %v", err)
	}
}

// TestUnaryCallMustArriveInTime: who opens a call and sends no message, or one
// byte a minute, is cut off by the deadline of the server, not his own.
func TestUnaryCallMustArriveInTime(t *testing.T) {
	cfg := config()
	cfg.Deadline = 100 * time.Millisecond
	n := serveNetwork(t, cfg, quiet())
	stream, err := n.dial(t).NewStream(t.Context(), &grpc.StreamDesc{ClientStreams: true}, ingestv1.IngestService_GetArticle_FullMethodName)
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.RecvMsg(&ingestv1.GetArticleResponse{}); status.Code(err) != codes.DeadlineExceeded {
		t.Errorf("a call without its message ends with %v", err)
	}
}

func TestStreamOfManyMessagesIsSlowedNotRefused(t *testing.T) {
	cfg := config()
	cfg.Limits.Messages = 100
	var took time.Duration
	f := quiet()
	f.submit = func(s grpc.ClientStreamingServer[ingestv1.SubmitArticlesRequest, ingestv1.SubmitArticlesResponse]) error {
		began := time.Now()
		for {
			if _, err := s.Recv(); errors.Is(err, io.EOF) {
				took = time.Since(began)
				return s.SendAndClose(&ingestv1.SubmitArticlesResponse{})
			} else if err != nil {
				return err
			}
		}
	}
	n := serveNetwork(t, cfg, f)
	stream, err := n.ingest(t).SubmitArticles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for range 230 {
		if err := stream.Send(&ingestv1.SubmitArticlesRequest{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := stream.CloseAndRecv(); err != nil || took < 250*time.Millisecond {
		t.Errorf("230 messages at 100 a second, 200 at once: %v after %s, want 300 ms", err, took)
	}
}

func TestLargeMessagesAndHeadersAreRefused(t *testing.T) {
	n := serveNetwork(t, config(), quiet())
	client := n.ingest(t)
	noise := make([]byte, 100<<10)
	if _, err := rand.Read(noise); err != nil {
		t.Fatal(err)
	}
	bomb := &ingestv1.SubmitArticleRequest{Submission: &ingestv1.Submission{Text: strings.Repeat("a", 200<<20)}}
	_, plain := client.SubmitArticle(t.Context(), bomb)
	_, packed := client.SubmitArticle(t.Context(), bomb, grpc.UseCompressor(gzip.Name)) // 200 KiB on the wire
	for name, err := range map[string]error{"plain": plain, "packed": packed} {
		if status.Code(err) != codes.ResourceExhausted {
			t.Errorf("%s message of 200 MiB: %v", name, err)
		}
	}
	header := metadata.AppendToOutgoingContext(t.Context(), "noise-bin", string(noise))
	if err := request(header, client); err == nil {
		t.Error("100 KiB of headers were taken")
	}
	if err := request(t.Context(), client); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestMethodsAreTurnedOff(t *testing.T) {
	for _, off := range []string{"GetArticle", "IngestService", "IngestService/GetArticle", "barograph.ingest.v1.IngestService/GetArticle"} {
		cfg := config()
		cfg.MethodsOff = []string{off}
		client := serveNetwork(t, cfg, quiet()).ingest(t)
		if st := status.Convert(request(t.Context(), client)); st.Code() != codes.PermissionDenied || reason(st) != "METHOD_OFF" {
			t.Errorf("with %s off: %v", off, st)
		}
	}
	few := config()
	few.MethodsOff, few.Limits.Requests = []string{"GetArticle"}, 5
	asked := serveNetwork(t, few, quiet()).ingest(t)
	var err error
	for range 30 {
		err = request(t.Context(), asked)
	}
	wantRefusal(t, err, "LIMIT_REQUESTS") // who asks for what is off is held to his share, too
	cfg := config()
	cfg.MethodsOff = []string{"admin"}
	client := serveNetwork(t, cfg, quiet()).ingest(t)
	if err := request(t.Context(), client); err != nil {
		t.Errorf("a method that is not for operators only: %v", err)
	}
	if _, err := client.ReplayArticles(t.Context(), &ingestv1.ReplayArticlesRequest{}); status.Code(err) != codes.PermissionDenied {
		t.Errorf("a method that is for operators only: %v", err)
	}
	cfg.MethodsOff = []string{"GetArticel"}
	if _, err := rpc.New(cfg, rpc.Deps{Register: func(grpc.ServiceRegistrar) {}}); err == nil || !strings.Contains(err.Error(), "GetArticel") {
		t.Errorf("a misspelt name: %v", err)
	}
}

func TestReflectionIsOffUnlessConfigured(t *testing.T) {
	for _, on := range []bool{false, true} {
		cfg := config()
		if cfg.Reflection {
			t.Error("reflection is on by default")
		}
		cfg.Reflection = on
		n := serveNetwork(t, cfg, quiet())
		err := n.dial(t).Invoke(t.Context(), "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", &ingestv1.GetArticleRequest{}, &ingestv1.GetArticleResponse{})
		if unknown := status.Code(err) == codes.Unimplemented; unknown == on {
			t.Errorf("with reflection %v: %v", on, err)
		}
	}
}
