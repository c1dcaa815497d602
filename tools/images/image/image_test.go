package image_test

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"

	"github.com/barograph/barograph/tools/images/image"
)

// release is one whose files are the repository's own, and whose programs are small.
func release(t *testing.T) (r image.Release, program string) {
	t.Helper()
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	return image.Release{
		Version: "0.1.0", Revision: "abc", Architecture: "amd64", Created: time.Unix(1_000_000_000, 0).In(time.FixedZone("east", 7200)),
		Root: "../../..", Authorities: write("ca.crt", "authorities"),
	}, write("nlp", "program")
}

// archive is the file that an engine loads.
func archive(t *testing.T, reference string, spec image.Spec) []byte {
	t.Helper()
	img, err := image.Build(spec)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := image.Write(&out, reference, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// load reads the archive as an engine does, by the name of the image.
func load(t *testing.T, content []byte, reference string) v1.Image {
	t.Helper()
	tag, err := name.NewTag(reference)
	if err != nil {
		t.Fatal(err)
	}
	img, err := tarball.Image(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }, &tag)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestImage(t *testing.T) {
	r, program := release(t)
	img := load(t, archive(t, "barograph/nlp:0.1.0", r.Of("nlp", program)), "barograph/nlp:0.1.0")
	config, err := img.ConfigFile()
	if err != nil {
		t.Fatal(err)
	}
	if config.OS != "linux" || config.Architecture != "amd64" || config.Config.User != "65532:65532" || !config.Created.Equal(r.Created) {
		t.Errorf("platform, user or time: %s/%s, %s, %s", config.OS, config.Architecture, config.Config.User, config.Created)
	}
	if got := config.Config.Labels["org.opencontainers.image.version"]; got != "0.1.0" {
		t.Errorf("version is %q", got)
	}
	var lines []string
	tape := tar.NewReader(mutate.Extract(img))
	for {
		header, err := tape.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if header.Uid != 0 || header.Gid != 0 || !header.ModTime.Equal(r.Created) {
			t.Errorf("%s: owner %d:%d, time %s", header.Name, header.Uid, header.Gid, header.ModTime)
		}
		lines = append(lines, header.FileInfo().Mode().String()+" /"+header.Name)
	}
	slices.Sort(lines)
	want := `-rw-r--r-- /etc/group
-rw-r--r-- /etc/passwd
-rw-r--r-- /etc/ssl/certs/ca-certificates.crt
-rw-r--r-- /licenses/LICENSE
-rw-r--r-- /licenses/THIRD_PARTY_NOTICES.txt
-rwxr-xr-x /app
drwxr-xr-x /etc
drwxr-xr-x /etc/ssl
drwxr-xr-x /etc/ssl/certs
drwxr-xr-x /licenses`
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("files:\n%s\nwant:\n%s", got, want)
	}
}

func TestTheSameBytesEachTime(t *testing.T) {
	r, program := release(t)
	first := archive(t, "barograph/nlp:0.1.0", r.Of("nlp", program))
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(program, later, later); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(program, 0o700); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, archive(t, "barograph/nlp:0.1.0", r.Of("nlp", program))) {
		t.Error("another time or mode of the program makes another image")
	}
	if err := os.WriteFile(program, []byte("another"), 0o700); err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(first, archive(t, "barograph/nlp:0.1.0", r.Of("nlp", program))) {
		t.Error("another program makes the same image")
	}
}

func TestWhatIsMissing(t *testing.T) {
	r, program := release(t)
	r.Authorities += ".gone"
	if _, err := image.Build(r.Of("nlp", program)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without authorities: %v", err)
	}
	r, program = release(t)
	img, err := image.Build(r.Of("nlp", program))
	if err != nil {
		t.Fatal(err)
	}
	if err := image.Write(io.Discard, "Not A Name", img); err == nil {
		t.Error("an image without a proper name is written")
	}
}

// The manifests name the server that is embedded and tested, and one version of ours.
func TestTagsOfTheManifests(t *testing.T) {
	tags, err := os.ReadFile("../../../deploy/k8s/components/release/kustomization.yaml")
	if err != nil {
		t.Fatal(err)
	}
	module, err := os.ReadFile("../../../cmd/barograph/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	_, version, _ := strings.Cut(string(module), "github.com/nats-io/nats-server/v2 v")
	version, _, _ = strings.Cut(version, "\n")
	if !strings.Contains(string(tags), `{name: nats, newTag: "`+version+`"}`) {
		t.Errorf("the manifests do not name nats %s", version)
	}
	for _, file := range []string{"../../../deploy/nats/values.yaml", "../../../deploy/compose.yaml"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), version+"-alpine") {
			t.Errorf("%s does not name nats %s", file, version)
		}
	}
	first := releaseVersion(t)
	for _, program := range []string{"ingest", "nlp", "aggregate", "barograph"} {
		if !strings.Contains(string(tags), `{name: barograph/`+program+`, newTag: "`+first+`"}`) {
			t.Errorf("%s has another tag than %s", program, first)
		}
	}
}
