package house_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/barograph/barograph/tools/house"
)

func TestDecodersAreFuzzed(t *testing.T) {
	const (
		decoder = "package a\nimport \"encoding/json\"\nvar _ = json.Unmarshal\n"
		reader  = "package a\nimport yaml \"go.yaml.in/yaml/v3\"\nvar _ = yaml.NewDecoder\n"
		target  = "package a_test\nimport \"testing\"\nfunc FuzzA(f *testing.F) {}\n"
	)
	cases := []struct {
		name  string
		files map[string]string
		want  []string // file and rule of each finding
	}{
		{"a target with a corpus", map[string]string{"internal/a/a.go": decoder, "internal/a/a_test.go": target, "internal/a/testdata/fuzz/FuzzA/one": ""}, nil},
		{"a target without one", map[string]string{"internal/a/a_test.go": target}, []string{"internal/a/a_test.go corpus"}},
		{"the corpus of another target", map[string]string{"internal/a/a_test.go": target, "internal/a/testdata/fuzz/FuzzAB/one": ""},
			[]string{"internal/a/a_test.go corpus", "internal/a/testdata/fuzz/FuzzAB/one corpus"}},
		{"a corpus of another package", map[string]string{"internal/a/a_test.go": target, "internal/b/testdata/fuzz/FuzzA/one": ""},
			[]string{"internal/a/a_test.go corpus", "internal/b/testdata/fuzz/FuzzA/one corpus"}},
		{"a decoder without a target", map[string]string{"services/a/a.go": decoder}, []string{"services/a/a.go fuzz"}},
		{"a reader of a stream without a target", map[string]string{"cmd/a/a.go": reader}, []string{"cmd/a/a.go fuzz"}},
		{"a parser without a target", map[string]string{"internal/a/a.go": "package a\nfunc parseLine(string) {}\n"}, []string{"internal/a/a.go fuzz"}},
		{"a method that reads itself", map[string]string{"internal/a/a.go": "package a\ntype T int\nfunc (*T) UnmarshalText([]byte) error { return nil }\n"}, []string{"internal/a/a.go fuzz"}},
		{"a target of another package", map[string]string{"internal/a/a.go": decoder, "internal/b/b_test.go": target, "internal/b/testdata/fuzz/FuzzA/one": ""},
			[]string{"internal/a/a.go fuzz"}},
		{"a decoder that a test uses", map[string]string{"internal/a/a_test.go": decoder}, nil},
		{"a decoder of a tool", map[string]string{"tools/a/a.go": decoder}, nil},
		{"a decoder with a reason", map[string]string{"internal/a/a.go": strings.Replace(decoder, "var", "//house:allow fuzz: FuzzB of b\nvar", 1)}, nil},
		{"what is only called alike", map[string]string{"internal/a/a.go": "package a\nfunc parsed() {}\n"}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			root := t.TempDir()
			var names []string
			for name, text := range c.files {
				names = append(names, name)
				path := filepath.Join(root, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			found, err := house.Check(root, names)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, finding := range found {
				got = append(got, finding.File+" "+finding.Rule)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
