package run_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/barograph/barograph/internal/run"
)

func TestRepeatComplainsOnceOfTheSame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		broken, worse := errors.New("broken"), errors.New("worse")
		found := []error{nil, broken, broken, worse, nil, worse}
		var complaints []error
		began := time.Now()
		run.Repeat(ctx, time.Second, func() error {
			err := found[0]
			if found = found[1:]; len(found) == 0 {
				cancel()
			}
			return err
		}, func(err error) { complaints = append(complaints, err) })
		if want := []error{broken, worse, worse}; !slices.Equal(complaints, want) {
			t.Errorf("complaints: %v, want %v", complaints, want)
		}
		if took := time.Since(began); took != 6*time.Second {
			t.Errorf("six looks took %s", took)
		}
	})
}
