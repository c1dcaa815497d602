package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/barograph/barograph/tools/supply/archive"
	"github.com/barograph/barograph/tools/supply/bill"
	"github.com/barograph/barograph/tools/supply/compiled"
	"github.com/barograph/barograph/tools/supply/licence"
	"github.com/barograph/barograph/tools/supply/notice"
)

var errUsage = errors.New("usage: supply licences|sbom|archive [flags] arguments")

// run does what the first argument names.
func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return errUsage
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	switch args[0] {
	case "licences":
		return licences(ctx, flags, args[1:])
	case "sbom":
		return bills(ctx, flags, args[1:])
	case "archive":
		return pack(flags, args[1:])
	default:
		return errUsage
	}
}

// licences writes the page and the texts, or says that they are not what they would be.
func licences(ctx context.Context, flags *flag.FlagSet, args []string) error {
	check := flags.Bool("check", false, "write nothing, fail when something would change")
	if err := flags.Parse(args); err != nil {
		return err
	}
	root := flags.Arg(0)
	entries, err := read(ctx, root)
	if err != nil {
		return err
	}
	unlisted, err := notice.Unlisted(root)
	if err != nil {
		return err
	}
	if len(unlisted) > 0 {
		return fmt.Errorf("licences that tools/supply/notice/data.go does not list: %s", strings.Join(unlisted, ", "))
	}
	texts, err := notice.Texts(root, entries)
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{"docs/licences.md": notice.Table(entries), "THIRD_PARTY_NOTICES.txt": texts} {
		file := filepath.Join(root, name)
		if !*check {
			if err := os.WriteFile(file, content, 0o644); err != nil {
				return fmt.Errorf("write licences: %w", err)
			}
			continue
		}
		before, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("read licences: %w", err)
		}
		if !bytes.Equal(before, content) {
			return fmt.Errorf("%s differs from what `make licences` writes: run it and commit the result", name)
		}
	}
	fmt.Printf("%d modules, all under allowed licences\n", len(entries))
	return nil
}

func read(ctx context.Context, root string) ([]notice.Entry, error) {
	modules, err := compiled.Modules(ctx, root, compiled.Programs(), compiled.Platforms())
	if err != nil {
		return nil, err
	}
	classifier, err := licence.NewClassifier()
	if err != nil {
		return nil, err
	}
	return notice.Entries(modules, classifier)
}

// bills writes BINARY.cdx.json beside each binary.
func bills(ctx context.Context, flags *flag.FlagSet, args []string) error {
	version := flags.String("version", "", "the version that is released")
	if err := flags.Parse(args); err != nil {
		return err
	}
	root := flags.Arg(0)
	entries, err := read(ctx, root)
	if err != nil {
		return err
	}
	known := map[string][]string{}
	for _, entry := range entries {
		known[entry.Path] = entry.Licences // the workspace has one version of each
	}
	data, err := embedded(root)
	if err != nil {
		return err
	}
	for _, file := range flags.Args()[1:] {
		binary, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("read binary: %w", err)
		}
		out, err := bill.Write(binary, *version, func(module string) []string { return known[module] }, data)
		if err != nil {
			return fmt.Errorf("write bill of %s: %w", file, err)
		}
		if err := os.WriteFile(file+".cdx.json", out, 0o644); err != nil {
			return fmt.Errorf("write bill: %w", err)
		}
	}
	return nil
}

// embedded describes the data under other licences by their bytes.
func embedded(root string) ([]bill.Data, error) {
	var all []bill.Data
	for _, d := range notice.Embedded() {
		content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(d.File)))
		if err != nil {
			return nil, fmt.Errorf("read embedded data: %w", err)
		}
		sum := sha256.Sum256(content)
		all = append(all, bill.Data{Name: d.File, Licence: d.Licence, SHA256: hex.EncodeToString(sum[:]), Module: d.Module})
	}
	return all, nil
}

// pack writes an archive.
func pack(flags *flag.FlagSet, args []string) error {
	name := flags.String("o", "", "the archive")
	folder := flags.String("folder", "", "the folder in it")
	when := flags.Int64("time", 0, "the time of every file, in seconds since 1970")
	if err := flags.Parse(args); err != nil {
		return err
	}
	out, err := os.Create(*name)
	if err != nil {
		return fmt.Errorf("create archive: %w", err)
	}
	if err := archive.Write(out, *folder, time.Unix(*when, 0), flags.Args()); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
