package image

import (
	"path/filepath"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

// Release is what the images of one release have in common.
type Release struct {
	// Version is "0.1.0"; Revision the commit, or empty.
	Version, Revision string
	// Architecture is that of the programs, by Go's name for it.
	Architecture string
	// Created is the time of the images and of every file in them.
	Created time.Time
	// Root is the folder of the repository, Authorities the file of the certificate authorities.
	Root, Authorities string
}

// user runs the program: nobody in particular, and never root.
const user = "65532:65532"

// Of is the image of a service of ours, or of the command line: what the last stage of deploy/Dockerfile says.
// A test compares them.
func (r Release) Of(service, program string) Spec {
	return Spec{
		Architecture: r.Architecture, Created: r.Created,
		Layers: [][]File{
			append(r.surroundings(),
				File{Path: "/licenses/LICENSE", Source: filepath.Join(r.Root, "LICENSE")},
				File{Path: "/licenses/THIRD_PARTY_NOTICES.txt", Source: filepath.Join(r.Root, "THIRD_PARTY_NOTICES.txt")}),
			{{Path: "/app", Source: program, Program: true}},
		},
		Config: v1.Config{
			User: user, Entrypoint: []string{"/app"},
			Labels: map[string]string{
				"org.opencontainers.image.title":    "Barograph " + service,
				"org.opencontainers.image.source":   "https://github.com/barograph/barograph",
				"org.opencontainers.image.licenses": "Apache-2.0",
				"org.opencontainers.image.version":  r.Version,
				"org.opencontainers.image.revision": r.Revision,
			},
			Healthcheck: &v1.HealthConfig{
				Test: []string{"CMD", "/app", "healthcheck"}, Interval: 10 * time.Second, Timeout: 5 * time.Second, StartPeriod: time.Minute, Retries: 3,
			},
		},
	}
}

// Server is an image of nats-server for tests on machines that reach no registry, in the place of
// the official one: the same path, no files but the program.
func (r Release) Server(program string) Spec {
	return Spec{
		Architecture: r.Architecture, Created: r.Created,
		Layers: [][]File{r.surroundings(), {{Path: "/nats-server", Source: program, Program: true}}},
		Config: v1.Config{
			User: user, Entrypoint: []string{"/nats-server"},
			Labels: map[string]string{
				"org.opencontainers.image.title":       "nats-server, built for tests of Barograph",
				"org.opencontainers.image.description": "not the official image",
				"org.opencontainers.image.licenses":    "Apache-2.0",
			},
		},
	}
}

// surroundings are what a static program wants to find: authorities, and a name for its user.
func (r Release) surroundings() []File {
	return []File{
		{Path: "/etc/ssl/certs/ca-certificates.crt", Source: r.Authorities},
		{Path: "/etc/passwd", Source: filepath.Join(r.Root, "deploy/image/passwd")},
		{Path: "/etc/group", Source: filepath.Join(r.Root, "deploy/image/group")},
	}
}
