package aggregate_test

import (
	"context"
	"testing"

	"google.golang.org/grpc/health/grpc_health_v1"

	"github.com/barograph/barograph/internal/bustest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate"
)

func TestServiceWaitsForTheTopology(t *testing.T) {
	server := bustest.Start(t, bustest.Options{Unprovisioned: true, Log: quiet()})
	s := launch(t, server, func(_ *aggregate.Config, deps *aggregate.Deps) {
		deps.Log = quiet()
		deps.Initiatives = []*initiativev1.Initiative{initiative("gaza-isf")}
	})
	status := func() grpc_health_v1.HealthCheckResponse_ServingStatus {
		resp, err := s.health.Check(t.Context(), &grpc_health_v1.HealthCheckRequest{})
		if err != nil {
			t.Fatal(err)
		}
		return resp.GetStatus()
	}
	if got := status(); got != grpc_health_v1.HealthCheckResponse_NOT_SERVING {
		t.Errorf("health without a topology: %s", got)
	}
	_, err := s.assessments.GetAssessment(t.Context(), &assessmentv1.GetAssessmentRequest{InitiativeId: "gaza-isf"})
	wantError(t, err, "Unavailable", "REBUILDING")
	_, err = s.initiatives.CreateInitiative(t.Context(), &initiativev1.CreateInitiativeRequest{Initiative: initiative("ukraine-mnf")})
	wantError(t, err, "Unavailable", "CATALOGUE_LOADING")
	watch, err := s.initiatives.WatchInitiatives(t.Context(), &initiativev1.WatchInitiativesRequest{})
	if err == nil {
		_, err = watch.Recv() // must not look like a complete, empty catalogue
	}
	wantError(t, err, "Unavailable", "CATALOGUE_LOADING")
	server.Provision()
	s.await()
	bustest.Eventually(t, "health follows", func() bool { return status() == grpc_health_v1.HealthCheckResponse_SERVING })
	if got := s.settle(server.Connect("test")); len(got) != 1 {
		t.Errorf("%d assessments of one seed", len(got))
	}
}

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
