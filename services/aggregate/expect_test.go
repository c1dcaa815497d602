package aggregate_test

import (
	"testing"
	"time"

	"go.uber.org/zap"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"
)

func stamp(t time.Time) *timestamppb.Timestamp { return timestamppb.New(t) }

// quiet is for tests that provoke errors.
func quiet() *zap.Logger { return zap.NewNop() }

// wantError checks the code of an error and the reason of its ErrorInfo.
func wantError(tb testing.TB, err error, code, reason string) {
	tb.Helper()
	st := status.Convert(err)
	got := ""
	for _, detail := range st.Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok && info.GetDomain() == "barograph" {
			got = info.GetReason()
		}
	}
	if st.Code().String() != code || got != reason {
		tb.Errorf("error %v with reason %q, want %s with %s", err, got, code, reason)
	}
}
