package run_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/barograph/barograph/internal/run"
)

// journal notes what happens, in order.
type journal struct {
	mu    sync.Mutex
	lines []string
}

func (j *journal) add(line string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, line)
}

func (j *journal) index(line string) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Index(j.lines, line)
}

// task runs until it is cancelled and notes every step.
func (j *journal) task(name string) run.Task {
	return run.Task{
		Name:  name,
		Start: func(context.Context) error { j.add("start " + name); return nil },
		Run: func(ctx context.Context) error {
			j.add("run " + name)
			<-ctx.Done()
			j.add("end " + name)
			return ctx.Err()
		},
		Stop: func(context.Context) error { j.add("stop " + name); return nil },
	}
}

func TestDependenciesOutliveSiblings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var j journal
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() {
			done <- run.Stages(ctx,
				run.Stage{Tasks: []run.Task{j.task("store")}},
				run.Stage{Tasks: []run.Task{j.task("server"), j.task("consumer")}})
		}()
		synctest.Wait()
		cancel()
		if err := <-done; err != nil {
			t.Fatalf("Stages = %v, want nil after cancel", err)
		}
		for _, order := range [][]string{
			{"start store", "start server", "start consumer", "run server", "end server", "stop server", "end store", "stop store"},
			{"run store", "end consumer", "stop consumer", "stop server", "end store"},
		} {
			last := -1
			for _, line := range order {
				at := j.index(line)
				if at <= last {
					t.Fatalf("%q is out of order in %q", line, j.lines)
				}
				last = at
			}
		}
	})
}

func TestFailureStopsEverything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var j journal
		broken, alsoBroken := errors.New("broken"), errors.New("cannot close")
		bad := run.Task{Name: "bad", Run: func(context.Context) error { return broken }}
		store := j.task("store")
		store.Stop = func(context.Context) error { return alsoBroken }
		err := run.Stages(t.Context(),
			run.Stage{Tasks: []run.Task{store}}, run.Stage{Tasks: []run.Task{bad, j.task("sibling")}})
		if !errors.Is(err, broken) || !errors.Is(err, alsoBroken) || !strings.Contains(err.Error(), "run bad: broken") {
			t.Errorf("Stages = %v, want both errors with their tasks", err)
		}
		if j.index("stop sibling") < 0 || j.index("end store") < j.index("stop sibling") {
			t.Errorf("journal %q", j.lines)
		}
	})
}

func TestFailureOfADependencyStopsEverything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var j journal
		lost := errors.New("lost")
		dependency := run.Task{Name: "dependency", Run: func(context.Context) error { return lost }}
		if err := run.Stages(t.Context(),
			run.Stage{Tasks: []run.Task{dependency}}, run.Stage{Tasks: []run.Task{j.task("server")}}); !errors.Is(err, lost) {
			t.Errorf("Stages = %v, want %v", err, lost)
		}
		if j.index("stop server") < 0 {
			t.Errorf("the server was not stopped: %q", j.lines)
		}
	})
}

func TestStartFailureStopsOnlyWhatWasStarted(t *testing.T) {
	var j journal
	refused := errors.New("refused")
	bad := run.Task{
		Name: "bad", Start: func(context.Context) error { return refused },
		Stop: func(context.Context) error { t.Error("stopped without having started"); return nil },
	}
	err := run.Stages(t.Context(),
		run.Stage{Tasks: []run.Task{j.task("store")}},
		run.Stage{Tasks: []run.Task{j.task("first"), bad, j.task("never")}})
	if !errors.Is(err, refused) || !strings.Contains(err.Error(), "start bad") {
		t.Errorf("Stages = %v, want the error of the start", err)
	}
	if j.index("stop first") < 0 || j.index("stop store") < j.index("stop first") {
		t.Errorf("journal %q: the first was not stopped before the store", j.lines)
	}
	if j.index("start never") >= 0 || j.index("run first") >= 0 {
		t.Errorf("journal %q: something started after the failure", j.lines)
	}
}

func TestPanicIsAnError(t *testing.T) {
	err := run.Group(t.Context(), run.Task{Name: "bad", Run: func(context.Context) error { panic("boom") }})
	panicked := new(run.PanicError)
	if !errors.As(err, &panicked) || panicked.Value != "boom" || !strings.Contains(string(panicked.Stack), "run_test.go") {
		t.Errorf("Group = %v, want a PanicError with its stack", err)
	}
}

func TestGraceIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		release := make(chan struct{})
		defer close(release)
		stubborn := run.Task{Name: "stubborn", Run: func(context.Context) error { <-release; return nil }}
		time.AfterFunc(time.Second, cancel)
		begin := time.Now()
		err := run.Stages(ctx, run.Stage{Grace: 3 * time.Second, Tasks: []run.Task{stubborn}})
		if !errors.Is(err, run.ErrGrace) || !strings.Contains(err.Error(), "stubborn") {
			t.Errorf("Stages = %v, want ErrGrace of stubborn", err)
		}
		if took := time.Since(begin); took != 4*time.Second {
			t.Errorf("took %s, want the second until cancel and 3 s of grace", took)
		}
	})
}

func TestEndsWhenTheLastStageIsDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var j journal
		job := run.Task{Name: "job", Run: func(context.Context) error { j.add("job done"); return nil }}
		if err := run.Stages(t.Context(),
			run.Stage{Tasks: []run.Task{j.task("store")}}, run.Stage{Tasks: []run.Task{job}}); err != nil {
			t.Fatal(err)
		}
		if j.index("end store") < j.index("job done") {
			t.Errorf("journal %q", j.lines)
		}
	})
}
