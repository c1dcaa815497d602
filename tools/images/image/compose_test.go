package image_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

// project reads the file as docker compose does, which refuses what it does not know.
func project(t *testing.T) *types.Project {
	t.Helper()
	options, err := cli.NewProjectOptions([]string{"../../../deploy/compose.yaml"}, cli.WithResolvedPaths(true))
	if err != nil {
		t.Fatal(err)
	}
	read, err := options.LoadProject(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestCompose(t *testing.T) {
	settings, err := os.ReadFile("../../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	version := releaseVersion(t)
	compose := project(t)
	for name, service := range compose.Services {
		if !slices.Contains(service.CapDrop, "ALL") {
			t.Errorf("%s keeps capabilities", name)
		}
		for _, mount := range service.Volumes {
			if _, err := os.Stat(mount.Source); mount.Type == types.VolumeTypeBind && err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		for variable := range service.Environment {
			if strings.HasPrefix(variable, "BAROGRAPH_") && !strings.Contains(string(settings), "`"+variable+"`") {
				t.Errorf("%s: %s is no setting", name, variable)
			}
		}
		for _, port := range service.Ports {
			if port.HostIP != "127.0.0.1" {
				t.Errorf("%s: port %s can be reached from elsewhere", name, port.Published)
			}
		}
		program, ours := strings.CutPrefix(service.Image, "barograph/")
		if !ours {
			continue
		}
		if program != *service.Build.Args["SERVICE"]+":"+version {
			t.Errorf("%s: image %s is built from %s at %s", name, service.Image, *service.Build.Args["SERVICE"], version)
		}
		if !service.ReadOnly {
			t.Errorf("%s may write to its image", name)
		}
		if check := service.HealthCheck; check == nil || !check.Disable && strings.Join(check.Test, " ") != "CMD /app healthcheck" {
			t.Errorf("%s is not asked for its health", name)
		}
	}
	if names := slices.Sorted(maps.Keys(compose.Services)); strings.Join(names, " ") != "aggregate ingest nats-0 nats-1 nats-2 nlp provision volumes" {
		t.Errorf("services %v", names)
	}
}

// releaseVersion is the tag of the manifests.
func releaseVersion(t *testing.T) string {
	t.Helper()
	tags, err := os.ReadFile("../../../deploy/k8s/components/release/kustomization.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, version, _ := strings.Cut(string(tags), `{name: barograph/ingest, newTag: "`)
	version, _, _ = strings.Cut(version, `"`)
	return version
}
