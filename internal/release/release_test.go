package release_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/barograph/barograph/internal/release"
)

func TestVersionThatTheLinkerSet(t *testing.T) {
	if os.Getenv("RELEASE_TEST_CHILD") != "" {
		if got := release.Version(); got != "v9.8.7" {
			t.Errorf("version is %q", got)
		}
		return
	}
	if release.Version() == "" {
		t.Error("a program that is no release has no version at all")
	}
	binary := filepath.Join(t.TempDir(), "release.test")
	build := exec.CommandContext(t.Context(), "go", "test", "-c", "-o", binary, "-ldflags", "-X github.com/barograph/barograph/internal/release.version=v9.8.7", ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	child := exec.CommandContext(t.Context(), binary, "-test.run", "^TestVersionThatTheLinkerSet$")
	child.Env = append(os.Environ(), "RELEASE_TEST_CHILD=1")
	if out, err := child.CombinedOutput(); err != nil {
		t.Errorf("a program with the version set says another: %v\n%s", err, out)
	}
}
