package house_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/barograph/barograph/tools/house"
)

func TestCheck(t *testing.T) {
	long := strings.Repeat("\t_ = 1\n", 61)
	cases := []struct {
		name, file, text string
		want             string // rule of the one finding; empty for none
	}{
		{"a test sleeps", "a/a_test.go", "package a\nimport \"time\"\nfunc f() { time.Sleep(1) }\n", "sleep"},
		{"a program sleeps", "a/a.go", "package a\nimport \"time\"\nfunc f() { time.Sleep(1) }\n", ""},
		{"another package's Sleep", "a/a_test.go", "package a\nimport \"x/nap\"\nfunc f() { nap.Sleep(1) }\n", ""},
		{"a background context", "a/a.go", "package a\nimport \"context\"\nvar _ = context.Background()\n", "background"},
		{"a background context in main", "a/a.go", "package main\nimport \"context\"\nvar _ = context.Background()\n", ""},
		{"a background context in a test helper", "a/a.go", "package bustest\nimport \"context\"\nvar _ = context.Background()\n", ""},
		{"a rule lifted with a reason", "a/a.go", "package a\nimport \"context\"\n//house:allow background: the root of the process\nvar _ = context.Background()\n", ""},
		{"a rule lifted without a reason", "a/a.go", "package a\nimport \"context\"\n//house:allow background:\nvar _ = context.Background()\n", "background"},
		{"an exit outside main", "a/a.go", "package a\nimport \"os\"\nfunc f() { os.Exit(1) }\n", "exit"},
		{"a clock in a domain package", "services/nlp/internal/when/a.go", "package when\nimport \"time\"\nvar _ = time.Now()\n", "clock"},
		{"a clock in an adapter", "services/nlp/internal/worker/a.go", "package worker\nimport \"time\"\nvar _ = time.Now()\n", ""},
		{"the environment in a domain package", "services/nlp/internal/when/a.go", "package when\nimport \"os\"\nvar _ = os.Getenv(\"A\")\n", "environment"},
		{"an init", "a/a.go", "package a\nfunc init() {}\n", "init"},
		{"a method named init", "a/a.go", "package a\ntype t int\nfunc (t) init() {}\n", ""},
		{"a grab-bag", "a/a.go", "package helpers\n", "name"},
		{"a long function", "a/a.go", "package a\nfunc f() {\n" + long + "}\n", "size"},
		{"a long test", "a/a_test.go", "package a\nfunc f() {\n" + long + "}\n", ""},
		{"a long main", "a/a.go", "package main\nfunc main() {}\n" + strings.Repeat("\n", 40), "size"},
		{"a long main of an example", "docs/examples/a/a.go", "package main\nfunc main() {}\n" + strings.Repeat("\n", 40), ""},
		{"a long file", "a/a.go", "package a\n" + strings.Repeat("\n", 401), "size"},
		{"a variable to be set", "a/a.go", "package a\nvar logger *int\n", "state"},
		{"a variable that is set", "a/a.go", "package a\nvar n = 1\nfunc f() { n = 2 }\n", "state"},
		{"a table that is filled", "a/a.go", "package a\nvar m = map[int]int{}\nfunc f() { m[1] = 2 }\n", "state"},
		{"a variable that is counted", "a/a.go", "package a\nvar n = 1\nfunc f() { n++ }\n", "state"},
		{"a variable that is lent", "a/a.go", "package a\nvar n = 1\nfunc f() *int { return &n }\n", "state"},
		{"a table that is read", "a/a.go", "package a\nvar m = map[int]int{1: 2}\nfunc f() int { return m[1] }\n", ""},
		{"a local variable of that name", "a/a.go", "package a\nvar n = 1\nfunc f() { n := 1; n = 2; _ = n }\n", ""},
		{"an exported variable", "a/a.go", "package a\nvar Default = 1\n", "state"},
		{"a sentinel error", "a/a.go", "package a\nimport \"errors\"\nvar ErrGone = errors.New(\"gone\")\n", ""},
		{"an embedded file", "a/a.go", "package a\nimport _ \"embed\"\n//go:embed a.txt\nvar text string\n", ""},
		{"a service that asks how it is run", "services/nlp/a.go", "package nlp\nvar allInOne = true\n", "mode"},
		{"a registry", "deploy/a.yaml", "image: ghcr" + ".io/a/b\n", "host"},
		{"a machine path", "docs/a.md", "see /ro" + "ot/a\n", "path"},
		{"a task without an issue", "a/a.go", "package a\n// TO" + "DO later\n", "todo"},
		{"a task with its issue", "a/a.go", "package a\n// TO" + "DO(#3) later\n", ""},
		{"generated code", "proto/gen/a.go", "package a\nfunc init() {}\n", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			root := t.TempDir()
			path := filepath.Join(root, filepath.FromSlash(c.file))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
				t.Fatal(err)
			}
			got, err := house.Check(root, []string{c.file, "deleted.go"})
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case c.want == "" && len(got) != 0:
				t.Fatalf("unexpected findings %v", got)
			case c.want != "" && (len(got) != 1 || got[0].Rule != c.want || got[0].File != c.file):
				t.Fatalf("got %v, want one finding of rule %s", got, c.want)
			}
		})
	}
}

func TestCheckRefusesBrokenSource(t *testing.T) {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "a.go"), []byte("package"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := house.Check(root, []string{"a.go"}); err == nil {
		t.Fatal("broken source passed")
	}
}
