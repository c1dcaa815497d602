//go:build unix

package run_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"go.uber.org/goleak"

	"github.com/barograph/barograph/internal/run"
)

func TestMain(m *testing.M) {
	if child() {
		return
	}
	goleak.VerifyTestMain(m)
}

type usage struct{ code int }

func (u usage) Error() string { return "wrong flag" }
func (u usage) ExitCode() int { return u.code }

const scenario = "RUN_TEST_SCENARIO"

// child is the process that the tests below start: this binary again.
func child() bool {
	name := os.Getenv(scenario)
	if name == "" {
		return false
	}
	run.Main("child", func(ctx context.Context) error {
		switch name {
		case "succeeds":
			return nil
		case "fails":
			return errors.New("no luck")
		case "usage":
			return fmt.Errorf("start: %w", usage{2})
		case "help":
			return usage{0}
		case "panics":
			panic("boom")
		}
		fmt.Println("running")
		<-ctx.Done()
		switch name {
		case "service":
			return nil
		case "command":
			return ctx.Err()
		}
		fmt.Println("stopping")
		select {} // "stuck"
	})
	return true
}

func TestExitCodes(t *testing.T) {
	for _, tt := range []struct {
		scenario string
		signals  int // sent one after the other
		code     int
		stderr   string
	}{
		{"succeeds", 0, 0, ""},
		{"fails", 0, 1, "child: no luck\n"},
		{"usage", 0, 2, "child: start: wrong flag\n"},
		{"help", 0, 0, ""},
		{"panics", 0, 1, "child: panic: boom\n"},
		{"service", 1, 0, ""},
		{"command", 1, 143, "child: context canceled\n"},
		{"stuck", 2, 143, "child: second signal, stopping at once\n"},
	} {
		t.Run(tt.scenario, func(t *testing.T) {
			var stderr strings.Builder
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), scenario+"="+tt.scenario)
			cmd.Stderr = &stderr
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewScanner(out)
			for range tt.signals { // each line says that it waits for a signal
				if !lines.Scan() {
					t.Fatal("the child ended early")
				}
				if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
					t.Fatal(err)
				}
			}
			for lines.Scan() { // until its end
				continue
			}
			_ = cmd.Wait() // the code says it
			if code := cmd.ProcessState.ExitCode(); code != tt.code {
				t.Errorf("exit code %d, want %d; stderr %q", code, tt.code, stderr.String())
			}
			if got := stderr.String(); !strings.HasPrefix(got, tt.stderr) || tt.stderr == "" && got != "" {
				t.Errorf("stderr %q, want %q", got, tt.stderr)
			}
		})
	}
}
