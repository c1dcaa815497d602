// Package release says which release a program is. Services and the command
// line may import it.
package release

import (
	"runtime"
	"runtime/debug"
)

// version is set by the linker when a release is built (tools/script/release.sh), and only then:
// the go command knows the tags of a module in a folder by another form than the project's own.
var version = ""

// Version is the release, "v0.1.0", or what the go command recorded for a build that is none: a pseudo-version
// with the commit, or "(devel)". "(unknown)" in a program that no go command built.
func Version() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		return info.Main.Version
	}
	return "(unknown)"
}

// GoVersion is the version of Go that the program was built with.
func GoVersion() string { return runtime.Version() }

// Revision is the commit that the program was built from, "" where the go command
// recorded none, as for a build outside of a checkout.
func Revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" {
			return setting.Value
		}
	}
	return ""
}
