package run_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/barograph/barograph/internal/run"
)

func TestWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		if !run.Wait(t.Context(), time.Hour) || time.Since(began) != time.Hour {
			t.Errorf("waited for %s", time.Since(began))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		began = time.Now()
		if run.Wait(ctx, time.Hour) || time.Since(began) != time.Minute {
			t.Errorf("waited for %s although the context ended", time.Since(began))
		}
		if run.Wait(ctx, 0) {
			t.Error("a context that is over lasts")
		}
	})
}
