package transporttest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/barograph/barograph/internal/transport"
)

// Folder is a folder of certificates, laid out as Kubernetes mounts a secret:
// every file is a link into ..data, itself a link that is swapped.
type Folder struct {
	tb    testing.TB
	Path  string
	count int
}

// NewFolder makes an empty folder.
func NewFolder(tb testing.TB) *Folder {
	tb.Helper()
	return &Folder{tb: tb, Path: tb.TempDir()}
}

// Fill puts a new certificate of the first authority into the folder, and all
// of them as those that are trusted.
func (f *Folder) Fill(w Wish, issuer *Authority, others ...*Authority) {
	f.tb.Helper()
	certificate, key := issuer.Issue(w)
	f.Put(certificate, key, Bundle(append([]*Authority{issuer}, others...)...))
}

// Bundle is the certificates of authorities in one file.
func Bundle(all ...*Authority) []byte {
	var parts [][]byte
	for _, a := range all {
		parts = append(parts, a.PEM())
	}
	return bytes.Join(parts, nil)
}

// Put replaces all files at once; nil leaves a file out.
func (f *Folder) Put(certificate, key, authorities []byte) {
	f.tb.Helper()
	f.count++
	version := fmt.Sprintf("..%06d", f.count)
	f.must(os.Mkdir(filepath.Join(f.Path, version), 0o700))
	for name, data := range map[string][]byte{
		transport.CertificateFile: certificate, transport.KeyFile: key, transport.AuthoritiesFile: authorities,
	} {
		link := filepath.Join(f.Path, name)
		if data == nil {
			if err := os.Remove(link); err != nil && !os.IsNotExist(err) {
				f.tb.Fatal(err)
			}
			continue
		}
		f.must(os.WriteFile(filepath.Join(f.Path, version, name), data, 0o600))
		if _, err := os.Lstat(link); err != nil {
			f.must(os.Symlink(filepath.Join("..data", name), link))
		}
	}
	fresh := filepath.Join(f.Path, "..data_tmp")
	f.must(os.Symlink(version, fresh))
	f.must(os.Rename(fresh, filepath.Join(f.Path, "..data")))
	if f.count > 1 {
		f.must(os.RemoveAll(filepath.Join(f.Path, fmt.Sprintf("..%06d", f.count-1))))
	}
}

// Write writes one file where it is, as people and scripts do.
func (f *Folder) Write(name string, data []byte) {
	f.tb.Helper()
	f.must(os.WriteFile(filepath.Join(f.Path, name), data, 0o600))
}

func (f *Folder) must(err error) {
	f.tb.Helper()
	if err != nil {
		f.tb.Fatal(err)
	}
}
