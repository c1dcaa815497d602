package access_test

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/barograph/barograph/internal/access"
	"github.com/barograph/barograph/internal/accesstest"
)

// listening serves health in plain text, and tells which headers came.
func listening(t *testing.T) (address string, headers <-chan []string) {
	t.Helper()
	lis, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	seen := make(chan []string, 1)
	server := grpc.NewServer(grpc.UnaryInterceptor(func(ctx context.Context, _ any, _ *grpc.UnaryServerInfo, _ grpc.UnaryHandler) (any, error) {
		md, _ := metadata.FromIncomingContext(ctx)
		seen <- md.Get("authorization")
		return &grpc_health_v1.HealthCheckResponse{}, nil
	}))
	grpc_health_v1.RegisterHealthServer(server, grpc_health_v1.UnimplementedHealthServer{})
	done := make(chan struct{})
	go func() { defer close(done); _ = server.Serve(lis) }()
	t.Cleanup(func() { server.Stop(); <-done })
	return lis.Addr().String(), seen
}

func TestTheTokenOfAFileIsShown(t *testing.T) {
	address, headers := listening(t)
	file := filepath.Join(t.TempDir(), "token")
	cfg := access.ClientConfig{TokenFile: file}
	conn, err := grpc.NewClient(address, append([]grpc.DialOption{grpc.WithTransportCredentials(insecure.NewCredentials())}, cfg.Options(false)...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	issuer := accesstest.NewIssuer(t, home)
	for _, subject := range []string{"first", "second"} { // it is read for each call
		token := issuer.Token(subject, nil)
		accesstest.Replace(t, file, []byte("\n"+token+"\r\n"))
		if err := cfg.Validate(); err != nil {
			t.Fatal(err)
		}
		if _, err := grpc_health_v1.NewHealthClient(conn).Check(t.Context(), &grpc_health_v1.HealthCheckRequest{}); err != nil {
			t.Fatal(err)
		}
		if got := <-headers; len(got) != 1 || got[0] != "Bearer "+token {
			t.Errorf("%s: headers %q", subject, got)
		}
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	_, err = grpc_health_v1.NewHealthClient(conn).Check(t.Context(), &grpc_health_v1.HealthCheckRequest{})
	if status.Code(err) != codes.Unauthenticated || !strings.Contains(err.Error(), "read token") {
		t.Errorf("without the file: %v", err)
	}
}

// TestATokenIsNotShownInPlainTextElsewhere dials what says that it is another
// machine.
func TestATokenIsNotShownInPlainTextElsewhere(t *testing.T) {
	address, headers := listening(t)
	file := filepath.Join(t.TempDir(), "token")
	accesstest.Replace(t, file, []byte(accesstest.NewIssuer(t, home).Token("ann", nil)))
	elsewhere := grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
		return &far{conn}, err
	})
	conn, err := grpc.NewClient("passthrough:///192.0.2.1:1", append(access.ClientConfig{TokenFile: file}.Options(false), elsewhere)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, err := grpc_health_v1.NewHealthClient(conn).Check(t.Context(), &grpc_health_v1.HealthCheckRequest{}); status.Code(err) != codes.Unavailable {
		t.Errorf("%v", err)
	}
	select {
	case got := <-headers:
		t.Errorf("shown: %q", got)
	default:
	}
}

// far is a connection to an address that is not of this machine.
type far struct{ net.Conn }

func (f *far) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 1} }

func TestWrongTokenFilesAreToldWithoutWhatIsInThem(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "no token": "hunter2-is-secret", "two lines": "a.b.c\na.b.c", "huge": strings.Repeat("secret", 2000),
	} {
		file := filepath.Join(t.TempDir(), "token")
		accesstest.Replace(t, file, []byte(text))
		err := access.ClientConfig{TokenFile: file}.Validate()
		if err == nil || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := (access.ClientConfig{}).Validate(); err != nil || (access.ClientConfig{}).Options(false) != nil {
		t.Errorf("none: %v", err)
	}
}
