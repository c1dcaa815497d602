package command_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"github.com/barograph/barograph/cmd/barograph/internal/command"
	"github.com/barograph/barograph/internal/bus/permission"
)

// TestKeysOfNATSAreMadeOnce: seeds are for their owner alone and stay; who is
// known to the servers does not change.
func TestKeysOfNATSAreMadeOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "nats")
	run := func() (string, error) {
		var out bytes.Buffer
		err := command.Run(t.Context(), command.Process{
			Name: "barograph", Args: []string{"nats", "keys", dir}, In: strings.NewReader(""), Out: &out, Err: &out,
			Getenv: func(string) string { return "" }, Now: time.Now,
		})
		return out.String(), err
	}
	var keys []byte
	for _, want := range []string{"5 of 5 keys made", "0 of 5 keys made"} {
		out, err := run()
		if err != nil || !strings.Contains(out, want) {
			t.Fatalf("%v: %s, want %s", err, out, want)
		}
		now, err := os.ReadFile(filepath.Join(dir, permission.KeysFile))
		if err != nil || keys != nil && !bytes.Equal(keys, now) {
			t.Errorf("the keys changed: %v", err)
		}
		keys = now
	}
	for _, u := range permission.Users() {
		path := filepath.Join(dir, u.Name+".nk")
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
		if _, err := nats.NkeyOptionFromSeed(path); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	t.Setenv("NATS_NAME", "nats-0")
	t.Setenv("NATS_ROUTES", "[nats://nats-1:6222, nats://nats-2:6222]")
	for name, routes := range map[string]int{"single.conf": 0, "cluster.conf": 2} {
		text, err := os.ReadFile(filepath.Join("../../../../deploy/nats", name))
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), text, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		options, err := server.ProcessConfigFile(filepath.Join(dir, name))
		if err != nil || len(options.Nkeys) != len(permission.Users()) || len(options.Routes) != routes ||
			!options.SyncAlways && options.SyncInterval != time.Second {
			t.Errorf("%s: %v, %+v", name, err, options)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "nlp.nk"), []byte("nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := run(); err == nil {
		t.Errorf("a broken seed was taken: %s", out)
	}
}
