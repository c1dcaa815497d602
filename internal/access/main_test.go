package access_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"go.uber.org/goleak"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"
	"google.golang.org/grpc/metadata"

	"github.com/barograph/barograph/internal/access"
	"github.com/barograph/barograph/internal/accesstest"
	"github.com/barograph/barograph/internal/fault"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	home     = "https://login.example.org"
	getIt    = "/barograph.ingest.v1.IngestService/GetArticle"
	submitIt = "/barograph.ingest.v1.IngestService/SubmitArticle"
	replayIt = "/barograph.ingest.v1.IngestService/ReplayArticles"
)

// usual is a policy that trusts the tokens of home.
const usual = `
issuers:
  - issuer: https://login.example.org
    audiences: [barograph]
    keys_file: keys.json
bindings:
  - roles: [reader]
    tokens:
      - {issuer: https://login.example.org, subject: ann}
`

// guarded is a guard under a policy, with the log that it writes.
func guarded(tb testing.TB, policy string, files map[string][]byte) (*access.Guard, *observer.ObservedLogs) {
	tb.Helper()
	core, logs := observer.New(zapcore.DebugLevel)
	guard, err := access.New(access.Config{Policy: accesstest.Write(tb, policy, files)}, access.Deps{Log: zap.New(core)})
	if err != nil {
		tb.Fatal(err)
	}
	return guard, logs
}

// with is a context with authorization headers.
func with(ctx context.Context, headers ...string) context.Context {
	return metadata.NewIncomingContext(ctx, metadata.MD{"authorization": headers})
}

// reason is that of a refusal; "" where there is none.
func reason(tb testing.TB, err error) string {
	tb.Helper()
	if err == nil {
		return ""
	}
	f := new(fault.Error)
	if !errors.As(err, &f) {
		tb.Fatalf("%v is not a fault", err)
	}
	return f.Reason
}

// fast is a guard that looks at its files all the time.
func fast(tb testing.TB, path string) (*access.Guard, *observer.ObservedLogs) {
	tb.Helper()
	core, logs := observer.New(zapcore.DebugLevel)
	guard, err := access.New(access.Config{Policy: path, Interval: time.Millisecond}, access.Deps{Log: zap.New(core)})
	if err != nil {
		tb.Fatal(err)
	}
	return guard, logs
}
