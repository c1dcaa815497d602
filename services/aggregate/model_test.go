package aggregate_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/internal/bustest"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

// A model that does not do what it declares must not publish anything.
func TestServiceDoesNotStartWithAModelThatFailsItsSelfTest(t *testing.T) {
	model, err := assess.DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	model.Factuality[taggingv1.Factuality_FACTUALITY_CERTAIN] = 0 // nothing that is certain counts
	_, err = aggregate.New(aggregate.Default(), aggregate.Deps{
		Bus: bustest.Start(t, bustest.Options{Unprovisioned: true}).Connect("aggregate"), Log: quiet(), Model: model,
	})
	if err == nil || !strings.Contains(err.Error(), "self-test of model "+model.Version) || !strings.Contains(err.Error(), "declared limit") {
		t.Errorf("New = %v, want the self-test's findings", err)
	}
}
