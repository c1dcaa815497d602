package image_test

import (
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"

	"github.com/barograph/barograph/tools/images/image"
)

const recipe = "../../../deploy/Dockerfile"

// stages parses the Dockerfile as BuildKit does, and fails for what its linter warns of.
func stages(t *testing.T) []instructions.Stage {
	t.Helper()
	file, err := os.Open(recipe)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	tree, err := parser.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	warn := linter.New(&linter.Config{Warn: func(rule, _, _, message string, _ []parser.Range) { t.Errorf("%s: %s", rule, message) }})
	all, _, err := instructions.Parse(tree.AST, warn)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// The image that needs no engine is the one that the Dockerfile makes.
func TestImageIsThatOfTheDockerfile(t *testing.T) {
	all := stages(t)
	last := all[len(all)-1]
	if last.BaseName != "scratch" {
		t.Errorf("the image stands on %s", last.BaseName)
	}
	spec := image.Release{Version: "${VERSION}", Revision: "${REVISION}"}.Of("${SERVICE}", "app")
	var files, wanted []string
	labels := map[string]string{}
	for _, layer := range spec.Layers {
		for _, file := range layer {
			wanted = append(wanted, file.Path)
		}
	}
	for _, command := range last.Commands {
		switch c := command.(type) {
		case *instructions.CopyCommand:
			for _, source := range c.SourcePaths {
				target := c.DestPath
				if strings.HasSuffix(target, "/") {
					target += path.Base(source)
				}
				files = append(files, target)
			}
		case *instructions.LabelCommand:
			for _, label := range c.Labels {
				labels[label.Key] = strings.Trim(label.Value, `"`)
			}
		case *instructions.UserCommand:
			equal(t, "user", spec.Config.User, c.User)
		case *instructions.EntrypointCommand:
			equal(t, "entrypoint", strings.Join(spec.Config.Entrypoint, " "), strings.Join(c.CmdLine, " "))
		case *instructions.HealthCheckCommand:
			equal(t, "health check", strings.Join(spec.Config.Healthcheck.Test, " "), strings.Join(c.Health.Test, " "))
			equal(t, "interval", spec.Config.Healthcheck.Interval, c.Health.Interval)
			equal(t, "timeout", spec.Config.Healthcheck.Timeout, c.Health.Timeout)
			equal(t, "start period", spec.Config.Healthcheck.StartPeriod, c.Health.StartPeriod)
			equal(t, "retries", spec.Config.Healthcheck.Retries, c.Health.Retries)
		case *instructions.ArgCommand:
		default:
			t.Errorf("the recipe does what the image does not: %s", command)
		}
	}
	slices.Sort(files)
	slices.Sort(wanted)
	equal(t, "files", strings.Join(wanted, " "), strings.Join(files, " "))
	equal(t, "number of labels", len(spec.Config.Labels), len(labels))
	for key, value := range spec.Config.Labels {
		equal(t, key, value, labels[key])
	}
}

func equal[T string | int | time.Duration](t *testing.T, what string, image, recipe T) {
	t.Helper()
	if image != recipe {
		t.Errorf("%s: %v in the image, %v in the Dockerfile", what, image, recipe)
	}
}

// A syntax line makes BuildKit download its front end before anything else.
func TestDockerfileNeedsNoFrontEnd(t *testing.T) {
	text, err := os.ReadFile(recipe)
	if err != nil {
		t.Fatal(err)
	}
	if syntax, _, _, found := parser.DetectSyntax(text); found {
		t.Errorf("the Dockerfile asks for %s", syntax)
	}
}
