package command

import (
	"runtime/debug"
	"strings"

	"github.com/barograph/barograph/internal/release"
	"github.com/barograph/barograph/services/nlp"
)

type versionCommand struct{}

// Help shows examples.
func (versionCommand) Help() string { return "Examples:\n\n  barograph version" }

// Run shows the versions.
func (versionCommand) Run(s *session) error {
	parts := append([]string{"barograph " + release.Version(), "engine " + nlp.EngineVersion}, build()...)
	return s.print(strings.Join(parts, ", ")+"\n", nil)
}

// build is what else the go command recorded: commit, its time, toolchain and
// platform.
func build() []string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	var parts []string
	if commit := settings["vcs.revision"]; commit != "" {
		if settings["vcs.modified"] == "true" {
			commit += " with changes"
		}
		parts = append(parts, "commit "+commit, settings["vcs.time"])
	}
	return append(parts, info.GoVersion, settings["GOOS"]+"/"+settings["GOARCH"])
}
