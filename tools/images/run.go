package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"github.com/barograph/barograph/tools/images/image"
)

var errUsage = errors.New("usage: images -version VERSION [flags] name[:tag]=program")

// mostBytes is the most that an image may take in a registry.
const mostBytes = 40_000_000

// run does what the command line says.
func run(args []string, out io.Writer) error {
	var release image.Release
	flags := flag.NewFlagSet("images", flag.ContinueOnError)
	folder := flags.String("o", "dist/images", "folder for the images")
	when := flags.Int64("time", 0, "time of everything in them, in seconds since 1970")
	flags.StringVar(&release.Root, "root", ".", "folder of the repository")
	flags.StringVar(&release.Version, "version", "", "version, which is also the tag")
	flags.StringVar(&release.Revision, "revision", "", "commit")
	flags.StringVar(&release.Architecture, "arch", runtime.GOARCH, "architecture of the programs")
	flags.StringVar(&release.Authorities, "ca", "/etc/ssl/certs/ca-certificates.crt", "certificate authorities, PEM")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if release.Version == "" || flags.NArg() == 0 {
		return errUsage
	}
	release.Created = time.Unix(*when, 0)
	if err := os.MkdirAll(*folder, 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	var faults []error
	for _, argument := range flags.Args() {
		name, program, _ := strings.Cut(argument, "=")
		faults = append(faults, write(release, *folder, name, program, out))
	}
	return errors.Join(faults...)
}

// write makes one image, and prints its name, size and digest.
func write(release image.Release, folder, name, program string, out io.Writer) error {
	reference, spec := "barograph/"+name+":"+release.Version, release.Of(name, program)
	if base, _, tagged := strings.Cut(name, ":"); tagged {
		reference, spec, name = name, release.Server(program), base+"-for-tests"
	}
	img, err := image.Build(spec)
	if err != nil {
		return fmt.Errorf("image %s: %w", reference, err)
	}
	size, err := image.Size(img)
	if err != nil {
		return fmt.Errorf("image %s: %w", reference, err)
	}
	if size > mostBytes {
		return fmt.Errorf("image %s has %.1f MB, more than %d", reference, float64(size)/1e6, mostBytes/1_000_000)
	}
	if err := save(filepath.Join(folder, name+".tar"), reference, img); err != nil {
		return fmt.Errorf("image %s: %w", reference, err)
	}
	unpacked, err := os.Stat(program)
	if err != nil {
		return fmt.Errorf("image %s: %w", reference, err)
	}
	digest, err := img.Digest()
	if err != nil {
		return fmt.Errorf("image %s: %w", reference, err)
	}
	if _, err = fmt.Fprintf(out, "%-28s %5.1f MB, program %5.1f MB, %s\n", reference, float64(size)/1e6, float64(unpacked.Size())/1e6, digest); err != nil {
		return fmt.Errorf("print image: %w", err)
	}
	return nil
}

func save(file, reference string, img v1.Image) error {
	out, err := os.Create(file)
	if err != nil {
		return fmt.Errorf("create file: %w", err)
	}
	if err := image.Write(out, reference, img); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
