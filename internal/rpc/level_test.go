package rpc_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/barograph/barograph/internal/bustest"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/rpc"
	"github.com/barograph/barograph/internal/transporttest"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

// written is a log that may be read while it is written.
type written struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (w *written) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.buf.Write(p)
}

func (w *written) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.buf.String()
}

// TestOperatorsChangeTheLogLevel changes the level by call: operators may, others
// may not, and whatever the level becomes, the audit log says who changed it.
func TestOperatorsChangeTheLogLevel(t *testing.T) {
	out := &written{}
	log, level, err := logging.New(logging.Config{Level: "info", Format: "json"}, out, "ingest", "v1")
	if err != nil {
		t.Fatal(err)
	}
	o := serveFort(t, everyRole, &fake{}, func(_ *rpc.Config, d *rpc.Deps) { d.Log, d.Level = log, level })
	operator := operationsv1.NewLogServiceClient(o.dial(&transporttest.Wish{Name: "operator"}))
	editor := operationsv1.NewLogServiceClient(o.dial(&transporttest.Wish{URI: "spiffe://example.org/editors/ann"}))
	ask := func(level operationsv1.LogLevel) *operationsv1.SetLogLevelRequest {
		return &operationsv1.SetLogLevelRequest{Level: level, Duration: durationpb.New(time.Minute)}
	}
	if _, err := editor.SetLogLevel(t.Context(), ask(operationsv1.LogLevel_LOG_LEVEL_DEBUG)); status.Code(err) != codes.PermissionDenied || level.String() != "info" {
		t.Errorf("an editor: %v, the level is %s", err, level)
	}
	for i, want := range []operationsv1.LogLevel{operationsv1.LogLevel_LOG_LEVEL_DEBUG, operationsv1.LogLevel_LOG_LEVEL_ERROR, operationsv1.LogLevel_LOG_LEVEL_WARN} {
		got, err := operator.SetLogLevel(t.Context(), ask(want))
		if err != nil || got.GetLevel() != want || "LOG_LEVEL_"+strings.ToUpper(level.String()) != want.String() {
			t.Errorf("%s: %v, %v, the level is %s", want, got, err, level)
		}
		// Under error neither warnings nor audit lines would be written otherwise.
		bustest.Eventually(t, fmt.Sprintf("%s is told and audited", want), func() bool {
			text := out.String()
			return strings.Count(text, `"msg":"log level changed"`) == i+1 &&
				strings.Count(text, `"caller":"operator","caller_kind":"certificate"`) == i+1
		})
	}
	if line := out.String(); !strings.Contains(line, `"grpc_method":"/barograph.operations.v1.LogService/SetLogLevel"`) || !strings.Contains(line, `"caller":"spiffe://example.org/editors/ann"`) {
		t.Errorf("the audit log lacks who asked for what:\n%s", line)
	}
	now, err := operator.GetLogLevel(t.Context(), &operationsv1.GetLogLevelRequest{})
	if err != nil || now.GetLevel() != operationsv1.LogLevel_LOG_LEVEL_WARN || now.GetConfiguredLevel() != operationsv1.LogLevel_LOG_LEVEL_INFO || now.GetFallsBackTime() == nil {
		t.Errorf("the level is %v, %v", now, err)
	}
}

// TestAdminOffCoversTheLogLevel: the word admin turns off what only operators
// need, without a policy, too.
func TestAdminOffCoversTheLogLevel(t *testing.T) {
	_, level, err := logging.New(logging.Default(), io.Discard, "ingest", "v1")
	if err != nil {
		t.Fatal(err)
	}
	for off, want := range map[string]codes.Code{"admin": codes.PermissionDenied, "LogService": codes.PermissionDenied, "GetArticle": codes.OK} {
		o := serveFort(t, everyRole, &fake{}, func(c *rpc.Config, d *rpc.Deps) { c.MethodsOff, d.Level = []string{off}, level })
		client := operationsv1.NewLogServiceClient(o.dial(&transporttest.Wish{Name: "operator"}))
		_, err := client.SetLogLevel(t.Context(), &operationsv1.SetLogLevelRequest{Level: operationsv1.LogLevel_LOG_LEVEL_INFO})
		if st := status.Convert(err); st.Code() != want || want != codes.OK && reason(st) != "METHOD_OFF" {
			t.Errorf("with %s off: %v", off, err)
		}
	}
	if err := level.Set("info"); err != nil { // so that no timer is left
		t.Error(err)
	}
}
