package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/barograph/barograph/tools/manifests/manifest"
)

// check returns one line for every fault in the files. The document of the configuration
// tells which environment variables there are.
func check(configuration string, files []string) ([]string, error) {
	known, err := os.ReadFile(configuration)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read configuration document: %w", err)
	}
	var lines []string
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read manifests: %w", err)
		}
		objects, err := manifest.Decode(data)
		if err != nil {
			return nil, fmt.Errorf("decode %s: %w", name, err)
		}
		for _, fault := range manifest.Check(objects, string(known)) {
			lines = append(lines, name+": "+fault)
		}
	}
	return lines, nil
}
