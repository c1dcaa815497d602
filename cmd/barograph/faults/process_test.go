package faults_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// stopLimit is how long an ordered stop may take: what the manifests of the
// deployment grant.
const stopLimit = 45 * time.Second

// process is a program that runs, is killed, paused, and runs again.
type process struct {
	name    string
	program string
	args    []string
	env     []string // beside PATH and HOME
	net     network  // where it runs
	log     string   // file

	mu      sync.Mutex
	command *exec.Cmd
	done    chan struct{} // closed when command has ended
	wanted  bool          // it shall run; false: we ended it
	deaths  []string      // ends that nobody wanted
}

// start starts the program; it does not wait until it is ready.
func (p *process) start() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.wanted {
		return fmt.Errorf("start %s: it runs", p.name)
	}
	log, err := os.OpenFile(p.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	command := p.net.command(p.name, p.program, p.args...)
	command.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + filepath.Dir(p.log), "BAROGRAPH_LOG_LEVEL=warn"}, p.env...)
	command.Stdout, command.Stderr = log, log
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} // it shall not outlive the test
	if err := command.Start(); err != nil {
		return fmt.Errorf("start %s: %w", p.name, err)
	}
	done := make(chan struct{})
	p.command, p.done, p.wanted = command, done, true
	go func() {
		err := command.Wait()
		p.mu.Lock()
		if p.wanted && p.command == command {
			p.deaths, p.wanted = append(p.deaths, fmt.Sprintf("%s ended by itself: %v", p.name, err)), false
		}
		p.mu.Unlock()
		close(done)
	}()
	return nil
}

// kill ends it without any warning, and returns when it has ended.
func (p *process) kill() error { return p.end(syscall.SIGKILL, stopLimit) }

// stop asks it to end in order, and waits for it.
func (p *process) stop() error { return p.end(syscall.SIGTERM, stopLimit) }

func (p *process) end(signal syscall.Signal, within time.Duration) error {
	p.mu.Lock()
	running, command, done := p.wanted, p.command, p.done
	p.wanted = false
	p.mu.Unlock()
	if !running {
		return nil
	}
	if err := command.Process.Signal(signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	timer := time.NewTimer(within)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
		return fmt.Errorf("%s does not end within %s of %s", p.name, within, signal)
	}
	if signal == syscall.SIGTERM && command.ProcessState.ExitCode() > 0 {
		return fmt.Errorf("ordered stop of %s: %s", p.name, command.ProcessState)
	}
	return nil
}

// pause stops the clock of the process, as a virtual machine that is moved does.
func (p *process) pause() error { return p.signal(syscall.SIGSTOP) }

// resume lets it go on.
func (p *process) resume() error { return p.signal(syscall.SIGCONT) }

func (p *process) signal(signal syscall.Signal) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.wanted {
		return fmt.Errorf("%s does not run", p.name)
	}
	return p.command.Process.Signal(signal)
}

// died are the ends that nobody wanted since it was asked last.
func (p *process) died() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	deaths := p.deaths
	p.deaths = nil
	return deaths
}

// tail is the end of its log, for people who look for the reason of a failure.
func (p *process) tail(lines int) string {
	text, err := os.ReadFile(p.log)
	if err != nil {
		return err.Error()
	}
	all := strings.Split(strings.TrimSpace(string(text)), "\n")
	return p.name + ":\n\t" + strings.Join(all[max(0, len(all)-lines):], "\n\t")
}

// poll calls done every few milliseconds until it is true, and fails with what
// was awaited if that takes too long.
func poll(ctx context.Context, within time.Duration, what string, done func(ctx context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for reason := error(nil); ; {
		err := done(ctx)
		if err == nil {
			return nil
		}
		if reason == nil || ctx.Err() == nil { // else it says that time is up, and no more
			reason = err
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return fmt.Errorf("not within %s: %s: %w", within, what, reason)
		}
	}
}
