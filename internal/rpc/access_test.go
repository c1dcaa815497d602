package rpc_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/grpc/test/bufconn"
	"google.golang.org/protobuf/types/known/emptypb"

	"github.com/barograph/barograph/internal/access"
	"github.com/barograph/barograph/internal/accesstest"
	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/caller"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/transport"
	"github.com/barograph/barograph/internal/transporttest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

const issuerURL = "https://login.example.org"

// everyRole binds, for each role, a certificate and a token to it.
const everyRole = `
issuers:
  - {issuer: https://login.example.org, audiences: [barograph], keys_file: keys.json, leeway: 1ms}
bindings:
  - {roles: [reader], certificates: [{uri: spiffe://example.org/reader}], tokens: [{issuer: https://login.example.org, subject: reader}]}
  - {roles: [submitter], certificates: [{uri: spiffe://example.org/submitter}], tokens: [{issuer: https://login.example.org, subject: submitter}]}
  - {roles: [editor], certificates: [{uri_prefix: spiffe://example.org/editors/}], tokens: [{issuer: https://login.example.org, subject: editor}]}
  - {roles: [operator], certificates: [{common_name: operator}], tokens: [{issuer: https://login.example.org, subject: operator}]}
`

// fort is a server under a policy, over TLS.
type fort struct {
	t         *testing.T
	lis       *bufconn.Listener
	logs      *observer.ObservedLogs
	authority *transporttest.Authority
	issuer    *accesstest.Issuer
	policy    string // path
}

func serveFort(t *testing.T, policy string, f *fake, changes ...func(*rpc.Config, *rpc.Deps)) *fort {
	t.Helper()
	core, logs := observer.New(zapcore.DebugLevel)
	o := &fort{
		t: t, lis: bufconn.Listen(1 << 20), logs: logs, authority: transporttest.NewAuthority(t, "authority"),
		issuer: accesstest.NewIssuer(t, issuerURL),
	}
	o.policy = accesstest.Write(t, policy, map[string][]byte{"keys.json": accesstest.Keys(o.issuer)})
	cfg := config()
	cfg.Reflection, cfg.Access = true, access.Config{Policy: o.policy, Interval: 10 * time.Millisecond}
	cfg.TLS.ClientCertificates = transport.Optional
	_, level, err := logging.New(logging.Default(), io.Discard, "ingest", "v1")
	if err != nil {
		t.Fatal(err)
	}
	deps := rpc.Deps{Log: zap.New(core), Level: level, TLS: o.certificates(transporttest.Wish{Name: "server"}), Register: func(r grpc.ServiceRegistrar) {
		ingestv1.RegisterIngestServiceServer(r, f)
		initiativev1.RegisterInitiativeServiceServer(r, f)
		assessmentv1.RegisterAssessmentServiceServer(r, f)
		assessmentv1.RegisterModelServiceServer(r, assessmentv1.UnimplementedModelServiceServer{})
		assessmentv1.RegisterJudgementServiceServer(r, assessmentv1.UnimplementedJudgementServiceServer{})
		operationsv1.RegisterPipelineServiceServer(r, operationsv1.UnimplementedPipelineServiceServer{})
		operationsv1.RegisterDeadLetterServiceServer(r, operationsv1.UnimplementedDeadLetterServiceServer{})
		sourcev1.RegisterSourceServiceServer(r, sourcev1.UnimplementedSourceServiceServer{})
		taggingv1.RegisterTaggingServiceServer(r, taggingv1.UnimplementedTaggingServiceServer{})
	}}
	for _, change := range changes {
		change(&cfg, &deps)
	}
	server, err := rpc.New(cfg, deps)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := server.Serve(ctx, o.lis); err != nil {
			t.Errorf("Serve = %v", err)
		}
	}()
	t.Cleanup(func() { cancel(); <-done })
	return o
}

func (o *fort) certificates(w transporttest.Wish) *transport.Certificates {
	o.t.Helper()
	folder := transporttest.NewFolder(o.t)
	folder.Fill(w, o.authority)
	c, err := transport.Open(folder.Path, transport.Deps{Log: zap.NewNop()})
	if err != nil {
		o.t.Fatal(err)
	}
	return c
}

// dial connects with a certificate, or with none of its own where w is nil.
func (o *fort) dial(w *transporttest.Wish, more ...grpc.DialOption) *grpc.ClientConn {
	o.t.Helper()
	var own *transport.Certificates
	if w != nil {
		own = o.certificates(*w)
	} else {
		folder := transporttest.NewFolder(o.t)
		folder.Put(nil, nil, o.authority.PEM())
		var err error
		if own, err = transport.Open(folder.Path, transport.Deps{Log: zap.NewNop()}); err != nil {
			o.t.Fatal(err)
		}
	}
	conn, err := rpc.Dial("passthrough:///localhost", own.Client(), append(more, grpc.WithContextDialer(
		func(ctx context.Context, _ string) (net.Conn, error) { return o.lis.DialContext(ctx) }))...)
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func bearer(ctx context.Context, token string) context.Context {
	return metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+token)
}

// invoke calls any method with an empty message.
func invoke(ctx context.Context, conn *grpc.ClientConn, method string) error {
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true, ClientStreams: true}, method)
	if err != nil {
		return err
	}
	_ = stream.SendMsg(&emptypb.Empty{}) // what goes wrong is told by RecvMsg
	_ = stream.CloseSend()
	return stream.RecvMsg(&emptypb.Empty{})
}

func TestEachRoleMayCallItsMethodsAndNoOthers(t *testing.T) {
	ok := func(context.Context) error { return nil }
	o := serveFort(t, everyRole, &fake{
		get: ok,
		submit: func(s grpc.ClientStreamingServer[ingestv1.SubmitArticlesRequest, ingestv1.SubmitArticlesResponse]) error {
			return s.SendAndClose(&ingestv1.SubmitArticlesResponse{})
		},
		watch: func(grpc.ServerStreamingServer[initiativev1.WatchInitiativesResponse]) error { return nil },
	})
	policy, err := access.ReadPolicy(o.policy)
	if err != nil {
		t.Fatal(err)
	}
	nobody := o.dial(nil)
	certificates := map[access.Role]*grpc.ClientConn{
		access.Reader:    o.dial(&transporttest.Wish{URI: "spiffe://example.org/reader"}),
		access.Submitter: o.dial(&transporttest.Wish{URI: "spiffe://example.org/submitter"}),
		access.Editor:    o.dial(&transporttest.Wish{URI: "spiffe://example.org/editors/ann"}),
		access.Operator:  o.dial(&transporttest.Wish{Name: "operator"}),
	}
	stranger := o.dial(&transporttest.Wish{URI: "spiffe://example.org/editors", Name: "stranger"})
	for _, method := range access.Methods() {
		if got := status.Code(invoke(t.Context(), nobody, method)); got != codes.Unauthenticated {
			t.Errorf("%s without credentials: %s", method, got)
		}
		if got := status.Code(invoke(t.Context(), stranger, method)); got != codes.PermissionDenied {
			t.Errorf("%s by a stranger: %s", method, got)
		}
		for role, conn := range certificates {
			want := slices.Contains(policy.RolesOf(method), role)
			token := bearer(t.Context(), o.issuer.Token(string(role), nil))
			// Where a certificate and a token are shown, the token counts.
			for how, err := range map[string]error{
				"certificate": invoke(t.Context(), conn, method), "token": invoke(token, nobody, method), "both": invoke(token, stranger, method),
			} {
				if denied := status.Code(err) == codes.PermissionDenied || status.Code(err) == codes.Unauthenticated; denied == want {
					t.Errorf("%s by %s with a %s: %v, allowed should be %t", method, role, how, err, want)
				}
			}
		}
	}
	for _, conn := range []*grpc.ClientConn{nobody, stranger} {
		if _, err := grpc_health_v1.NewHealthClient(conn).Check(t.Context(), &grpc_health_v1.HealthCheckRequest{}); err != nil {
			t.Errorf("health: %v", err)
		}
	}
}

func TestRefusalsSayWhatIsNeededAndNoMore(t *testing.T) {
	o := serveFort(t, everyRole, &fake{})
	ctx := bearer(t.Context(), o.issuer.Token("reader", nil))
	_, err := ingestv1.NewIngestServiceClient(o.dial(nil)).ReplayArticles(ctx, &ingestv1.ReplayArticlesRequest{ReplayId: "x"})
	var info *errdetails.ErrorInfo
	for _, detail := range status.Convert(err).Details() {
		if found, ok := detail.(*errdetails.ErrorInfo); ok {
			info = found
		}
	}
	want := map[string]string{"method": "/barograph.ingest.v1.IngestService/ReplayArticles", "roles": "operator"}
	if info.GetReason() != "PERMISSION_DENIED" || fmt.Sprint(info.GetMetadata()) != fmt.Sprint(want) {
		t.Errorf("details %v of %v", info, err)
	}
	_, err = ingestv1.NewIngestServiceClient(o.dial(nil)).GetArticle(bearer(t.Context(), o.issuer.Token("reader", map[string]any{"aud": "x"})),
		&ingestv1.GetArticleRequest{ArticleId: goodID})
	if text := status.Convert(err).Message(); text != "the token is meant for another service" || status.Code(err) != codes.Unauthenticated {
		t.Errorf("%v", err)
	}
}

// TestHandlersSeeTheCallerAndNotTheToken holds the context that a handler gets.
func TestHandlersSeeTheCallerAndNotTheToken(t *testing.T) {
	var who caller.Caller
	var left []string
	o := serveFort(t, everyRole, &fake{get: func(ctx context.Context) error {
		who = caller.Of(ctx)
		md, _ := metadata.FromIncomingContext(ctx)
		left = md.Get("authorization")
		return nil
	}})
	get := func(ctx context.Context, conn *grpc.ClientConn) {
		t.Helper()
		if _, err := ingestv1.NewIngestServiceClient(conn).GetArticle(ctx, &ingestv1.GetArticleRequest{ArticleId: goodID}); err != nil {
			t.Fatal(err)
		}
	}
	get(bearer(t.Context(), o.issuer.Token("editor", nil)), o.dial(nil))
	if who.Name != "editor" || who.Kind != caller.Token || who.Issuer != issuerURL || fmt.Sprint(who.Roles) != "[editor]" || len(left) > 0 {
		t.Errorf("by token: %+v, header %q", who, left)
	}
	get(t.Context(), o.dial(&transporttest.Wish{URI: "spiffe://example.org/reader", Name: "x"}))
	if who.Name != "spiffe://example.org/reader" || who.Kind != caller.Certificate || who.Issuer != "CN=authority" || fmt.Sprint(who.Roles) != "[reader]" {
		t.Errorf("by certificate: %+v", who)
	}
}

func TestStreamsEndWithTheTokenOrTheRight(t *testing.T) {
	open := make(chan struct{}, 1)
	f := &fake{
		watch: func(s grpc.ServerStreamingServer[initiativev1.WatchInitiativesResponse]) error {
			open <- struct{}{}
			<-s.Context().Done()
			return s.Context().Err()
		},
		submit: func(s grpc.ClientStreamingServer[ingestv1.SubmitArticlesRequest, ingestv1.SubmitArticlesResponse]) error {
			open <- struct{}{}
			<-s.Context().Done() // it is in the middle of an article while the token expires
			_, err := s.Recv()
			return err
		},
	}
	o := serveFort(t, everyRole, f)
	conn := o.dial(nil)
	watch := func(ctx context.Context) error {
		stream, err := initiativev1.NewInitiativeServiceClient(conn).WatchInitiatives(ctx, &initiativev1.WatchInitiativesRequest{})
		if err != nil {
			return err
		}
		_, err = stream.Recv()
		return err
	}
	soon := map[string]any{"exp": time.Now().Add(2 * time.Second).Unix()}
	if err := watch(bearer(t.Context(), o.issuer.Token("reader", soon))); status.Code(err) != codes.Unauthenticated {
		t.Errorf("a watch outlives its token: %v", err)
	}
	<-open
	sending, err := ingestv1.NewIngestServiceClient(conn).SubmitArticles(bearer(t.Context(), o.issuer.Token("submitter",
		map[string]any{"exp": time.Now().Add(2 * time.Second).Unix()})))
	if err != nil {
		t.Fatal(err)
	}
	<-open
	if err := sending.Send(&ingestv1.SubmitArticlesRequest{}); err != nil {
		t.Fatal(err)
	}
	if err := sending.RecvMsg(&ingestv1.SubmitArticlesResponse{}); status.Code(err) != codes.Unauthenticated {
		t.Errorf("a stream of articles outlives its token: %v", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- watch(bearer(t.Context(), o.issuer.Token("reader", nil))) }()
	<-open
	accesstest.Replace(t, o.policy, []byte(strings.Replace(everyRole, "subject: reader", "subject: nobody", 1)))
	if err := <-ended; status.Code(err) != codes.PermissionDenied {
		t.Errorf("a watch outlives the right to it: %v", err)
	}
}

func TestEveryMutationIsAudited(t *testing.T) {
	o := serveFort(t, everyRole, &fake{get: func(context.Context) error { return nil }})
	conn := o.dial(nil)
	ctx := metadata.AppendToOutgoingContext(t.Context(), "barograph-correlation-id", "c-1", "barograph-request-id", "r-1")
	editor := bearer(ctx, o.issuer.Token("editor", nil))
	judgements := assessmentv1.NewJudgementServiceClient(conn)
	const text = "a private reason"
	_, _ = judgements.WithdrawJudgement(editor, &assessmentv1.WithdrawJudgementRequest{InitiativeId: "g\n{}", Number: 7, Reason: text})
	_, _ = judgements.WithdrawJudgement(bearer(ctx, o.issuer.Token("reader", nil)), &assessmentv1.WithdrawJudgementRequest{InitiativeId: "g", Number: 8, Reason: text})
	_, _ = judgements.WithdrawJudgement(ctx, &assessmentv1.WithdrawJudgementRequest{InitiativeId: "g", Number: 9, Reason: text})
	_, _ = initiativev1.NewInitiativeServiceClient(conn).CreateInitiative(editor, &initiativev1.CreateInitiativeRequest{Initiative: &initiativev1.Initiative{Id: "new", Name: text}})
	_, _ = ingestv1.NewIngestServiceClient(conn).GetArticle(editor, &ingestv1.GetArticleRequest{ArticleId: goodID})
	var lines []observer.LoggedEntry
	bustest.Eventually(t, "four lines", func() bool {
		lines = o.logs.FilterMessage("mutation").All()
		return len(lines) == 4
	})
	for i, want := range []map[string]any{
		{"caller": "editor", "caller_kind": "token", "issuer": issuerURL, "roles": []any{"editor"}, "grpc_code": "Unimplemented", "resources": []any{"initiative_id=g?{}", "number=7"}},
		{"caller": "reader", "caller_kind": "token", "grpc_code": "PermissionDenied", "resources": []any{"initiative_id=g", "number=8"}},
		{"caller": "local", "caller_kind": "anonymous", "grpc_code": "Unauthenticated", "resources": []any{"initiative_id=g", "number=9"}},
		{"caller": "editor", "grpc_method": "/barograph.initiative.v1.InitiativeService/CreateInitiative", "resources": []any{"initiative.id=new"}},
	} {
		got := lines[i].ContextMap()
		want["correlation_id"], want["request_id"] = "c-1", "r-1"
		for key, value := range want {
			if fmt.Sprint(got[key]) != fmt.Sprint(value) {
				t.Errorf("line %d: %s is %v, want %v", i, key, got[key], value)
			}
		}
		if lines[i].LoggerName != "audit" || lines[i].Level != zapcore.InfoLevel || strings.Contains(fmt.Sprint(got), text) {
			t.Errorf("line %d: %+v %v", i, lines[i].Entry, got)
		}
	}
}

// TestNoTokenIsEverLogged calls with good and bad tokens, and looks at all that
// was logged, at every level.
func TestNoTokenIsEverLogged(t *testing.T) {
	o := serveFort(t, everyRole, &fake{get: func(context.Context) error { return nil }})
	client := ingestv1.NewIngestServiceClient(o.dial(nil))
	stranger := accesstest.NewIssuer(t, issuerURL)
	var tokens []string
	for _, token := range []string{
		o.issuer.Token("reader", nil), stranger.Token("reader", nil), o.issuer.Token("reader", map[string]any{"aud": "x"}),
		o.issuer.Token("reader", map[string]any{"exp": 1}), "not.a.token-but-secret", "c2VjcmV0LXBhc3N3b3Jk",
	} {
		tokens = append(tokens, token)
		_, _ = client.GetArticle(bearer(t.Context(), token), &ingestv1.GetArticleRequest{ArticleId: goodID})
		_, _ = client.SubmitArticle(bearer(t.Context(), token), &ingestv1.SubmitArticleRequest{})
	}
	bustest.Eventually(t, "all calls are logged", func() bool { return o.logs.FilterMessage("rpc handled").Len() == 2*len(tokens) })
	for _, line := range o.logs.All() {
		text, err := json.Marshal([]any{line.Entry, line.ContextMap()})
		if err != nil {
			t.Fatal(err)
		}
		for _, token := range tokens {
			for part := range strings.SplitSeq(token, ".") {
				if len(part) > 8 && strings.Contains(string(text), part) {
					t.Errorf("a part of a token is logged: %s", text)
				}
			}
		}
	}
}

func TestAPolicyIsNotServedInPlainText(t *testing.T) {
	cfg := config()
	cfg.Access.Policy = accesstest.Write(t, "anonymous: [reader]", nil)
	server, err := rpc.New(cfg, rpc.Deps{Register: func(grpc.ServiceRegistrar) {}})
	if err != nil {
		t.Fatal(err)
	}
	lis, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	everywhere := &addressed{Listener: lis, addr: &net.TCPAddr{IP: net.IPv4zero, Port: 1}}
	if err := server.Serve(t.Context(), everywhere); err == nil || !strings.Contains(err.Error(), "plain text") {
		t.Errorf("Serve = %v", err)
	}
	cfg.Access.Policy = filepath.Join(t.TempDir(), "none")
	if _, err := rpc.New(cfg, rpc.Deps{Register: func(grpc.ServiceRegistrar) {}}); err == nil {
		t.Error("a policy that is not there lets the server start")
	}
}

// addressed is a listener that says it has another address.
type addressed struct {
	net.Listener
	addr net.Addr
}

func (a *addressed) Addr() net.Addr { return a.addr }
