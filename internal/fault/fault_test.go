package fault_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/barograph/barograph/internal/fault"
)

func TestKindsAndTexts(t *testing.T) {
	for _, tt := range []struct {
		err  *fault.Error
		kind error
		text string
	}{
		{fault.Invalid("R", "bad request", fault.Field{Path: "a.b", Problem: "empty"}), fault.ErrInvalid, "invalid: bad request; a.b: empty"},
		{fault.NotFound("R", "no article %s", "x"), fault.ErrNotFound, "not found: no article x"},
		{fault.Exists("R", "%s exists", "x"), fault.ErrExists, "already exists: x exists"},
		{fault.Precondition("R", "%s first", "that"), fault.ErrPrecondition, "not possible as it is: that first"},
		{fault.Conflict("R", "changed"), fault.ErrConflict, "conflict: changed"},
		{fault.Transient("R", "down", io.EOF), fault.ErrTransient, "temporarily unavailable: down: EOF"},
		{fault.Exhausted("R", "full", io.EOF), fault.ErrExhausted, "no room: temporarily unavailable: full: EOF"},
	} {
		t.Run(tt.text, func(t *testing.T) {
			wrapped := fmt.Errorf("do: %w", tt.err)
			for _, kind := range []error{fault.ErrInvalid, fault.ErrNotFound, fault.ErrExists, fault.ErrConflict, fault.ErrPrecondition, fault.ErrTransient, fault.ErrExhausted} {
				// What has no room is transient, too.
				if got := errors.Is(wrapped, kind); got != errors.Is(tt.kind, kind) {
					t.Errorf("is %v: %v", kind, got)
				}
			}
			if tt.err.Error() != tt.text {
				t.Errorf("text %q, want %q", tt.err.Error(), tt.text)
			}
			if errors.Is(wrapped, io.EOF) != (tt.err.Cause != nil) {
				t.Error("the cause is lost or invented")
			}
		})
	}
}

func TestPanicsDoNotQuoteWhatWasRead(t *testing.T) {
	for _, v := range []any{"the article says", errors.New("the article says"), fmt.Sprint, struct{ Text string }{"the article says"}} {
		if text := fault.Panicked(v).Error(); strings.Contains(text, "article") {
			t.Errorf("%q quotes the value", text)
		}
	}
	defer func() {
		if text := fault.Panicked(recover()).Error(); !strings.Contains(text, "index out of range") {
			t.Errorf("%q does not say what the runtime says", text)
		}
	}()
	var none []int
	_ = none[len(none)]
}
