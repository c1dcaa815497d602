package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/nats-io/nkeys"

	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/internal/bus/permission"
)

type natsCommand struct {
	Keys natsKeysCommand `cmd:"" help:"Make a key for each user, and the files by which servers know them."`
}

type natsKeysCommand struct {
	Dir string `arg:"" type:"path" help:"Folder for the seeds, keys.conf and permissions.conf; it is made."`
}

// Help shows examples.
func (natsKeysCommand) Help() string {
	return "Each user gets a file NAME.nk with its seed, for its owner alone: give it to its service as BAROGRAPH_NATS_NKEY_FILE. A seed " +
		"that is there stays; delete it for a new one. keys.conf has the public keys, permissions.conf what each may do: put both " +
		"beside the configuration of every server, which includes permissions.conf (deploy/nats).\n\nExamples:\n\n" +
		"  barograph nats keys nats/\n  barograph provision --nats nats://127.0.0.1:4222 --nkey nats/provision.nk"
}

// Run makes what is missing.
func (c *natsKeysCommand) Run(_ context.Context, s *session) error {
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return exit.Errorf(exit.Failure, "make the folder: %w", err)
	}
	public, made := map[string]string{}, 0
	for _, user := range permission.Users() {
		pair, isNew, err := seed(filepath.Join(c.Dir, user.Name+".nk"))
		if err != nil {
			return exit.Errorf(exit.Failure, "key of %s: %w", user.Name, err)
		}
		if public[user.Name], err = pair.PublicKey(); err != nil {
			return exit.Errorf(exit.Failure, "key of %s: %w", user.Name, err)
		}
		if isNew {
			made++
		}
	}
	for name, text := range map[string][]byte{permission.KeysFile: permission.Keys(public), permission.File: permission.Config()} {
		if err := os.WriteFile(filepath.Join(c.Dir, name), text, 0o644); err != nil { //nolint:gosec // no secrets: servers of other users read them
			return exit.Errorf(exit.Failure, "write %s: %w", name, err)
		}
	}
	return s.print(fmt.Sprintf("%d of %d keys made; %s and %s written to %s.\n", made, len(public), permission.KeysFile, permission.File, c.Dir), nil)
}

// seed reads the seed of a user, or makes one that only its owner can read.
func seed(path string) (pair nkeys.KeyPair, isNew bool, err error) {
	text, err := os.ReadFile(path)
	if err == nil {
		pair, err = nkeys.ParseDecoratedUserNKey(text)
		return pair, false, err
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, false, err
	}
	if pair, err = nkeys.CreateUser(); err != nil {
		return nil, false, err
	}
	if text, err = pair.Seed(); err != nil {
		return nil, false, err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, false, err
	}
	_, err = file.Write(append(text, '\n'))
	return pair, true, errors.Join(err, file.Close())
}
