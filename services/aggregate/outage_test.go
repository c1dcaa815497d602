package aggregate_test

import (
	"context"
	"testing"

	"github.com/barograph/barograph/internal/bustest"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate"
)

func TestServiceOutlivesARestartOfTheBus(t *testing.T) {
	server := bustest.Start(t, bustest.Options{Listen: true, Log: quiet()})
	conn := server.Connect("test")
	s := start(t, server, func(_ *aggregate.Config, deps *aggregate.Deps) { deps.Log = quiet() })
	s.define("gaza-isf")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	watch, err := s.initiatives.WatchInitiatives(ctx, &initiativev1.WatchInitiativesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"gaza-isf", ""} {
		if step, err := watch.Recv(); err != nil || step.GetDefined().GetId() != want {
			t.Fatalf("watched %v, %v", step, err)
		}
	}
	s.settle(conn)
	server.Restart()
	bustest.Eventually(t, "definitions are taken again", func() bool {
		_, err := s.initiatives.UpdateInitiative(t.Context(), &update{Initiative: initiative("ukraine-mnf"), AllowMissing: true})
		return err == nil
	})
	if step, err := watch.Recv(); err != nil || step.GetDefined().GetId() != "ukraine-mnf" {
		t.Errorf("watched %v, %v", step, err)
	}
	tell(t, conn, reading{article: "a", claims: []*taggingv1.Claim{position("ukraine-mnf", "GBR", supports, 600)}})
	if got := s.settle(conn)["ukraine-mnf"].GetAssessment().GetGrounds().GetArticles(); got != 1 {
		t.Errorf("%d articles after the restart, want 1", got)
	}
}
