package access_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/barograph/barograph/internal/access"
)

func TestTheExampleIsAPolicy(t *testing.T) {
	policy, err := access.ReadPolicy(filepath.Join("..", "..", "docs", "examples", "access", "policy.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range access.Roles() {
		if len(policy.Callers(role)) == 0 {
			t.Errorf("nobody is %s", role)
		}
	}
	if who := policy.Direct(replayIt); len(who) != 1 || !strings.HasSuffix(who[0], "/sa/aggregate") {
		t.Errorf("replays: %v", who)
	}
	if roles := policy.RolesOf("/barograph.ingest.v1.IngestService/RetractArticle"); !slices.Equal(roles, []access.Role{access.Editor}) {
		t.Errorf("retracts: %v", roles)
	}
}
