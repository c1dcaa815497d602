package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/barograph/barograph/tools/manifests/manifest"
)

// inputs are the files beside the manifests.
type inputs struct {
	settings, provided string
	definitions        []string
}

// check returns one line for every fault in the files, each of which is one whole installation.
func check(given inputs, files []string) ([]string, error) {
	if len(files) == 0 {
		return nil, errors.New("no manifests are given")
	}
	checker, decoder, err := prepare(given)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return lines, fmt.Errorf("read manifests: %w", err)
		}
		objects, err := decoder.Decode(data)
		if err != nil {
			for line := range strings.Lines(err.Error()) {
				lines = append(lines, name+": "+strings.TrimSuffix(line, "\n"))
			}
			continue // names would seem to lead nowhere
		}
		for _, fault := range checker.Check(strings.TrimSuffix(filepath.Base(name), ".yaml"), objects) {
			lines = append(lines, name+": "+fault.String())
		}
	}
	if len(lines) > 0 {
		return lines, nil
	}
	for _, stale := range checker.Stale() {
		lines = append(lines, given.provided+": "+stale)
	}
	return lines, nil
}

func prepare(given inputs) (*manifest.Checker, *manifest.Decoder, error) {
	document, err := os.ReadFile(given.settings)
	if err != nil {
		return nil, nil, fmt.Errorf("read settings: %w", err)
	}
	var provided manifest.Provided
	if given.provided != "" {
		data, err := os.ReadFile(given.provided)
		if err != nil {
			return nil, nil, fmt.Errorf("read what is provided: %w", err)
		}
		if provided, err = manifest.ReadProvided(data); err != nil {
			return nil, nil, err
		}
	}
	definitions, err := manifest.ReadDefinitions(given.definitions)
	if err != nil {
		return nil, nil, err
	}
	decoder, err := manifest.NewDecoder(definitions)
	if err != nil {
		return nil, nil, err
	}
	checker, err := manifest.NewChecker(manifest.ReadSettings(string(document)), provided)
	return checker, decoder, err
}
