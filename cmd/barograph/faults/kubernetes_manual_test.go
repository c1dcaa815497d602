package faults_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// manual is the commands of a page, by the heading that they stand under. What
// stands behind a line "<!-- not here: why -->" is left out.
type manual map[string]string

func readManual(t *testing.T, file string) manual {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m := manual{}
	heading, left := "", false
	for line := range strings.Lines(string(text)) {
		switch {
		case strings.HasPrefix(line, "#"):
			heading = strings.TrimSpace(strings.TrimLeft(line, "#"))
		case strings.HasPrefix(line, "<!-- not here: "):
			left = true
		case strings.HasPrefix(line, "    ") && !left:
			m[heading] += strings.TrimPrefix(line, "    ")
		case strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "    "):
			left = false
		}
	}
	return m
}

// functions are those of the shell that the page defines.
func (m manual) functions() string {
	var b strings.Builder
	for _, commands := range m {
		for _, f := range regexp.MustCompile(`(?ms)^\w+\(\) \{( [^\n]*\}|\n.*?^\})\n`).FindAllString(commands, -1) {
			b.WriteString(f)
		}
	}
	return b.String()
}

// operate types the commands of sections as they are written.
func (k *kube) operate(sections ...string) {
	k.t.Helper()
	for _, section := range sections {
		commands, ok := k.manual[section]
		if !ok {
			k.t.Fatalf("docs/kubernetes.md has no commands under %q", section)
		}
		script := "set -euxo pipefail\n" + k.manual.functions() + commands
		command := exec.CommandContext(k.t.Context(), "bash", "-c", script)
		command.Dir, command.Env = k.dir, append(os.Environ(), "ID="+k.stuck)
		began := time.Now()
		out, err := command.CombinedOutput()
		if err != nil {
			k.t.Fatalf("docs/kubernetes.md, %s: %v\n%s", section, err, out)
		}
		k.t.Logf("docs/kubernetes.md, %s, as it is written, in %s:\n%s", section, time.Since(began).Round(time.Second/10), commands)
		if bytes.Contains(out, []byte("would violate PodSecurity")) {
			k.t.Errorf("docs/kubernetes.md, %s: manifests violate PodSecurity", section)
		}
	}
}

// demoLines are the demo's articles, one a line.
func demoLines(t *testing.T) []byte {
	t.Helper()
	files, err := filepath.Glob("../internal/demo/articles/*.article.json")
	if err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err == nil {
			err = json.Compact(&lines, text)
		}
		if err != nil {
			t.Fatal(err)
		}
		lines.WriteByte('\n')
	}
	return lines.Bytes()
}
