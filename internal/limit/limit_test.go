package limit_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/barograph/barograph/internal/limit"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const largest = 1 << 20

func config() limit.Config {
	return limit.Config{Requests: 10, Messages: 10, MiB: 1, Calls: 2, StreamIdle: time.Minute}
}

func kind(t *testing.T, err error) limit.Kind {
	t.Helper()
	if err == nil {
		return ""
	}
	refusal := new(limit.ExcessError)
	if !errors.As(err, &refusal) || refusal.After <= 0 {
		t.Fatalf("%v is no refusal with a time to wait", err)
	}
	return refusal.Kind
}

func TestRequestsAreLimitedASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		who := limit.NewTable(config(), largest).Caller("a")
		for i := range 20 {
			if err := who.Request(); err != nil {
				t.Fatalf("request %d of the first 20: %v", i, err)
			}
		}
		refusal := new(limit.ExcessError)
		if err := who.Request(); !errors.As(err, &refusal) || refusal.Kind != limit.Requests || refusal.After != 100*time.Millisecond {
			t.Fatalf("request 21: %v, want a refusal for 100 ms", err)
		}
		<-time.After(refusal.After) // of the bubble
		if err := who.Request(); err != nil {
			t.Errorf("after the time that was asked for: %v", err)
		}
	})
}

func TestCallsAtOnce(t *testing.T) {
	who := limit.NewTable(config(), largest).Caller("a")
	leave, err := who.Enter()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := who.Enter(); err != nil {
		t.Fatal(err)
	}
	if _, err := who.Enter(); kind(t, err) != limit.Calls {
		t.Errorf("a third call: %v", err)
	}
	leave()
	if _, err := who.Enter(); err != nil {
		t.Errorf("after one has left: %v", err)
	}
}

func TestBytesOfAnswersDelayWhatComesNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		who := limit.NewTable(config(), largest).Caller("a")
		who.Charge(5 << 20) // three seconds more than there is
		if err := who.Bytes(1); kind(t, err) != limit.Bytes {
			t.Errorf("while in debt: %v", err)
		}
		<-time.After(4 * time.Second)
		if err := who.Bytes(1); err != nil {
			t.Errorf("after the debt is paid: %v", err)
		}
	})
}

func TestStreamsAreSlowedDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		who, began := limit.NewTable(config(), largest).Caller("a"), time.Now()
		for range 40 {
			if err := who.Message(t.Context(), 1); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(began); took != 2*time.Second {
			t.Errorf("40 messages at 10 a second, 20 at once, took %s, want 2 s", took)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := who.Message(ctx, 1); !errors.Is(err, context.Canceled) {
			t.Errorf("with a context that ended: %v", err)
		}
	})
}

func TestNoLimit(t *testing.T) {
	who := limit.NewTable(limit.Config{StreamIdle: time.Minute}, largest).Caller("a")
	for range 10_000 {
		if _, err := who.Enter(); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(who.Request(), who.Bytes(1<<30), who.Message(t.Context(), 1<<30)); err != nil {
			t.Fatal(err)
		}
		who.Charge(1 << 30)
	}
}

// TestCrowdingTheTableRestoresNothing: however many names an attacker has, what
// he has used up under one of them stays used up.
func TestCrowdingTheTableRestoresNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		table := limit.NewTable(config(), largest)
		spend := func(key string) {
			for table.Caller(key).Request() == nil {
			}
		}
		spend("attacker")
		for i := range 20_000 {
			spend(fmt.Sprint("name ", i))
		}
		if err := table.Caller("attacker").Request(); kind(t, err) != limit.Requests {
			t.Errorf("after 20,000 other names: %v", err)
		}
		if table.Len() > 10_000 {
			t.Errorf("%d callers are remembered", table.Len())
		}
		<-time.After(3 * time.Second) // all are rested
		if err := table.Caller("newcomer").Request(); err != nil {
			t.Errorf("a newcomer, once there is room: %v", err)
		}
		if leave, err := table.Caller("newcomer").Enter(); err != nil {
			t.Error(err)
		} else {
			leave()
		}
	})
}

// TestNobodyGetsMoreThanHisShare is the law of the bucket over any order of
// callers and pauses.
func TestNobodyGetsMoreThanHisShare(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		synctest.Test(t, func(t *testing.T) {
			table, began, got := limit.NewTable(config(), largest), time.Now(), map[string]int{}
			for range rapid.IntRange(1, 200).Draw(r, "calls") {
				key := rapid.SampledFrom([]string{"a", "b"}).Draw(r, "caller")
				<-time.After(rapid.SampledFrom([]time.Duration{0, time.Millisecond, 300 * time.Millisecond}).Draw(r, "pause"))
				if table.Caller(key).Request() == nil {
					got[key]++
				}
			}
			for key, n := range got {
				if most := 20 + 10*time.Since(began).Seconds() + 1; float64(n) > most {
					t.Errorf("%s made %d calls, at most %v are his", key, n, most)
				}
			}
		})
	})
}

func TestAddress(t *testing.T) {
	for _, c := range []struct {
		addr net.Addr
		want string
	}{
		{&net.TCPAddr{IP: net.ParseIP("192.0.2.1"), Port: 5}, "192.0.2.1"},
		{&net.TCPAddr{IP: net.ParseIP("::ffff:192.0.2.1"), Port: 5}, "192.0.2.1"},
		{&net.TCPAddr{IP: net.ParseIP("2001:db8:1:2:3::4"), Port: 5}, "2001:db8:1:2::/64"},
		{&net.TCPAddr{IP: net.ParseIP("fe80::1"), Port: 5, Zone: "eth0"}, "fe80::/64"},
		{&net.UnixAddr{Name: "@"}, "local"},
		{nil, "local"},
	} {
		if got := limit.Address(c.addr); got != c.want {
			t.Errorf("Address(%v) = %q, want %q", c.addr, got, c.want)
		}
	}
}

func TestConfigNamesEveryWrongField(t *testing.T) {
	err := limit.Config{Requests: -1, Messages: -1, MiB: 1 << 40, Calls: -1, Connections: -1, PeerConnections: -1}.Validate()
	for _, name := range []string{"requests", "messages", "mib", "calls", "connections", "peer-connections", "grpc-stream-idle"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%v does not name %s", err, name)
		}
	}
	if err := limit.Default().Validate(); err != nil {
		t.Error(err)
	}
}
