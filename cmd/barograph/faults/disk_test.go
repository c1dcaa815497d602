package faults_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/run"
)

const (
	diskSize = 1 << 30
	// diskRest is what is left of a full disk: a few messages.
	diskRest = 64 << 10
)

// disk is a file system of a node that can be made full.
type disk struct{ dir string }

// mountDisks mounts one for each node. The error says why that cannot be done here.
func mountDisks(t testing.TB, nodes int) (map[string]disk, error) {
	if os.Geteuid() != 0 {
		return nil, errors.New("file systems of their own need root: run as root")
	}
	disks := map[string]disk{}
	for i := range nodes {
		name := "nats-" + strconv.Itoa(i+1)
		d := disk{filepath.Join(folder(t), "disk")}
		if err := os.Mkdir(d.dir, 0o700); err != nil {
			return nil, err
		}
		size := fmt.Sprintf("size=%d", diskSize)
		if out, err := exec.Command("mount", "-t", "tmpfs", "-o", size, "barograph-faults", d.dir).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("file systems cannot be mounted: %w: %s", err, out)
		}
		t.Cleanup(func() {
			if out, err := exec.Command("umount", "-l", d.dir).CombinedOutput(); err != nil {
				t.Errorf("umount: %v: %s", err, out)
			}
		})
		disks[name] = d
	}
	return disks, nil
}

// fill leaves next to no room.
func (d disk) fill() error {
	var err error
	for range 20 { // the node may write at the same moment
		var s syscall.Statfs_t
		if err = syscall.Statfs(d.dir, &s); err != nil {
			return err
		}
		if err = d.resize((s.Blocks-s.Bfree)*uint64(s.Bsize) + diskRest); err == nil {
			return nil
		}
	}
	return err
}

// empty gives room again.
func (d disk) empty() error { return d.resize(diskSize) }

func (d disk) resize(bytes uint64) error {
	out, err := exec.Command("mount", "-o", fmt.Sprintf("remount,size=%d", bytes), d.dir).CombinedOutput()
	if err != nil {
		err = fmt.Errorf("resize: %w: %s", err, out)
	}
	return err
}

// pauseOfRestart is how long a node may try to start without room.
const pauseOfRestart = 2 * time.Second

// restartFull starts a node while there is no room, as often as a liveness probe would.
func (c *cluster) restartFull(node *process, times int) error {
	var errs []error
	for range times {
		errs = append(errs, node.kill())
		node.died() // it may end by itself for want of room
		errs = append(errs, node.start())
		run.Wait(c.t.Context(), pauseOfRestart)
	}
	return errors.Join(errs...)
}
