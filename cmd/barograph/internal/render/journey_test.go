package render_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/barograph/barograph/cmd/barograph/internal/journey"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
)

// TestJourney reads each file of log lines, whose first line names the id, once
// and twice, and compares what is shown.
func TestJourney(t *testing.T) {
	files, err := filepath.Glob("testdata/journey/*.log")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".log"), func(t *testing.T) {
			lines, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			head, _, _ := strings.Cut(string(lines), "\n")
			var shown []string
			for _, learn := range []bool{true, false} {
				follower := journey.New(strings.TrimPrefix(head, "# "))
				if learn {
					if err := follower.Learn(bytes.NewReader(lines)); err != nil {
						t.Fatal(err)
					}
				}
				if err := follower.Read(bytes.NewReader(lines)); err != nil {
					t.Fatal(err)
				}
				shown = append(shown, render.Journey(terminal.Style{}, follower.Journey()))
			}
			if shown[0] != shown[1] {
				t.Errorf("what is read once reads differently:\n%s\nread twice:\n%s", shown[1], shown[0])
			}
			if guarded := terminal.Guard(shown[0]); guarded != shown[0] {
				t.Errorf("hostile characters are shown: %q", shown[0])
			}
			golden(t, strings.TrimSuffix(filepath.Join("journey", filepath.Base(file)), ".log"), shown[0])
		})
	}
}
