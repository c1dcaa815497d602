// Package image makes container images of one static program each, without a container engine: files on
// nothing, as deploy/Dockerfile does it, and the same bytes each time.
package image

import (
	"fmt"
	"io"
	"time"

	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

// Spec says what is in an image and how it is run.
type Spec struct {
	// Layers are the files, those that change least first.
	Layers [][]File
	// Architecture is that of the program, by Go's name for it.
	Architecture string
	// Config is how a container of it is started.
	Config v1.Config
	// Created is the time of the image and of every file in it.
	Created time.Time
}

// Build makes the image.
func Build(s Spec) (v1.Image, error) {
	when := s.Created.UTC().Truncate(time.Second)
	img, err := mutate.ConfigFile(empty.Image, &v1.ConfigFile{
		OS: "linux", Architecture: s.Architecture, Created: v1.Time{Time: when}, Config: s.Config,
		RootFS: v1.RootFS{Type: "layers"},
	})
	if err != nil {
		return nil, fmt.Errorf("configure image: %w", err)
	}
	for _, files := range s.Layers {
		content, err := pack(files, when)
		if err != nil {
			return nil, err
		}
		layer, err := tarball.LayerFromOpener(reader(content), tarball.WithCompressedCaching)
		if err != nil {
			return nil, fmt.Errorf("pack layer: %w", err)
		}
		history := v1.History{Created: v1.Time{Time: when}, CreatedBy: "barograph tools/images"}
		if img, err = mutate.Append(img, mutate.Addendum{Layer: layer, History: history}); err != nil {
			return nil, fmt.Errorf("add layer: %w", err)
		}
	}
	return img, nil
}

// Size is what is stored of an image in a registry, and pulled from it, in bytes.
func Size(img v1.Image) (int64, error) {
	manifest, err := img.Manifest()
	if err != nil {
		return 0, fmt.Errorf("read manifest: %w", err)
	}
	size := manifest.Config.Size
	for _, layer := range manifest.Layers {
		size += layer.Size
	}
	return size, nil
}

// Write writes the image under its name, "barograph/nlp:0.1.0", in the form that `docker load`,
// `podman load` and `ctr images import` take.
func Write(out io.Writer, reference string, img v1.Image) error {
	tag, err := name.NewTag(reference)
	if err != nil {
		return fmt.Errorf("name image: %w", err)
	}
	if err := tarball.Write(tag, img, out); err != nil {
		return fmt.Errorf("write image: %w", err)
	}
	return nil
}
