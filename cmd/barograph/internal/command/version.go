package command

import (
	"fmt"
	"runtime/debug"
	"strings"
)

type versionCommand struct{}

// Help shows examples.
func (versionCommand) Help() string { return "Examples:\n\n  barograph version" }

// Run shows the versions.
func (versionCommand) Run(s *session) error {
	return s.print("barograph "+buildVersion()+"\n", nil)
}

// buildVersion is what the go command recorded: module version, commit, time of
// the commit, toolchain and platform.
func buildVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	parts := []string{info.Main.Version}
	if commit := settings["vcs.revision"]; commit != "" {
		if settings["vcs.modified"] == "true" {
			commit += " with changes"
		}
		parts = append(parts, "commit "+commit, settings["vcs.time"])
	}
	parts = append(parts, info.GoVersion, fmt.Sprintf("%s/%s", settings["GOOS"], settings["GOARCH"]))
	return strings.Join(parts, ", ")
}
