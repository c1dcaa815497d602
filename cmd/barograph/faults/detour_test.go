package faults_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"syscall"
	"time"
	"unsafe"
)

const (
	// detourVariable makes this program the one that holds packets up, in the
	// namespace of the hub: the kernel of every machine can do without its own way
	// of doing that.
	detourVariable = "FAULTS_DETOUR"
	detourLink     = "detour"
	longestPacket  = 1 << 16
	tunSetIff      = 0x400454ca // TUNSETIFF
	tunPlain       = 0x1001     // IFF_TUN | IFF_NO_PI
)

// holdUp opens a link of the machine and sends each packet that is routed there
// back on its way, some time later. It runs until it is killed.
func holdUp(text string) error {
	delay, err := time.ParseDuration(text)
	if err != nil {
		return err
	}
	fd, err := syscall.Open("/dev/net/tun", syscall.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("open /dev/net/tun: %w", err)
	}
	var request struct {
		name  [16]byte
		flags uint16
		_     [22]byte
	}
	copy(request.name[:], detourLink)
	request.flags = tunPlain
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, uintptr(fd), tunSetIff, uintptr(unsafe.Pointer(&request))); errno != 0 {
		return fmt.Errorf("open link: %w", errno)
	}
	if _, err := os.Stdout.WriteString("open\n"); err != nil {
		return err
	}
	for {
		packet := make([]byte, longestPacket)
		n, err := syscall.Read(fd, packet)
		if err != nil {
			return fmt.Errorf("read packet: %w", err)
		}
		time.AfterFunc(time.Duration(float64(delay)*(0.9+rand.Float64()/5)), func() {
			_, _ = syscall.Write(fd, packet[:n]) // a packet may be lost
		})
	}
}
