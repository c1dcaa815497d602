package compiled_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/barograph/barograph/tools/supply/compiled"
)

func TestModulesOfThisProject(t *testing.T) {
	programs := compiled.Programs()
	programs = []compiled.Program{programs[0], programs[2]} // barograph and nlp
	modules, err := compiled.Modules(t.Context(), filepath.Join("..", "..", ".."), programs, []string{"linux/arm64"})
	if err != nil {
		t.Fatal(err)
	}
	find := func(path string) compiled.Module {
		for _, m := range modules {
			if m.Path == path {
				return m
			}
		}
		return compiled.Module{}
	}
	if std := find(compiled.Standard); std.Dir == "" || !slices.Equal(std.Programs, []string{"barograph", "nlp"}) {
		t.Errorf("the standard library is %+v", std)
	}
	if server := find("github.com/nats-io/nats-server/v2"); !slices.Equal(server.Programs, []string{"barograph"}) || !slices.Contains(server.Folders, "server") {
		t.Errorf("the embedded server is %+v, want it in barograph alone", server)
	}
	for _, path := range []string{"go.uber.org/goleak", "github.com/barograph/barograph/internal", "github.com/markusmobius/go-dateparser"} {
		if m := find(path); m.Path != "" {
			t.Errorf("%s is listed: it is for tests, or of our own", path)
		}
	}
}

func TestPlatformThatIsNone(t *testing.T) {
	if _, err := compiled.Modules(t.Context(), filepath.Join("..", "..", ".."), compiled.Programs(), []string{"linux"}); err == nil {
		t.Error("a platform without an architecture was accepted")
	}
}
