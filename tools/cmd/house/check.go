package main

import (
	"context"
	"slices"

	"github.com/barograph/barograph/tools/depdoc"
	"github.com/barograph/barograph/tools/house"
)

// check returns the findings of every rule as lines.
func check(ctx context.Context, root string) ([]string, error) {
	files, err := house.Files(ctx, root)
	if err != nil {
		return nil, err
	}
	style, err := house.Check(root, files)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, finding := range style {
		lines = append(lines, finding.String())
	}
	undocumented, err := depdoc.Check(root, files)
	if err != nil {
		return nil, err
	}
	return slices.Concat(lines, undocumented), nil
}
