package arch

import (
	"slices"
	"strings"
)

const natsServer = "github.com/nats-io/nats-server/v2"

// contractLibraries are all that a subscriber has to take in beside proto.
var contractLibraries = []string{
	"google.golang.org/grpc",
	"google.golang.org/protobuf",
	"google.golang.org/genproto/googleapis/rpc",
	"buf.build/gen/go/bufbuild/protovalidate",
}

// pureLibraries work on text and messages, nothing else.
var pureLibraries = []string{
	"google.golang.org/protobuf",
	"golang.org/x/text",
	"golang.org/x/net/html",
	"golang.org/x/net/idna",
	"golang.org/x/net/publicsuffix",
	"go.yaml.in/yaml/v3",
	"github.com/kljensen/snowball",
	"github.com/RadhiFadlillah/whatlanggo",
	"github.com/rivo/uniseg",
	"github.com/mmcdole/gofeed",
	"github.com/markusmobius/go-trafilatura",
	"github.com/markusmobius/go-htmldate",
	"github.com/go-shiori/go-readability",
	"github.com/andybalholm/brotli",
	"github.com/klauspost/compress",
}

// purePackages of internal work on messages and texts, nothing else.
var purePackages = []string{"internal/fieldmask", "internal/hostile"}

// impureStandard reaches out of the process.
var impureStandard = []string{"os", "net", "log", "syscall", "plugin", "database/sql", "expvar", "flag", "runtime/debug", "math/rand"}

// within says whether a path is the folder or lies below it.
func within(target, folder string) bool {
	return target == folder || strings.HasPrefix(target, folder+"/")
}

func anyPrefix(target string, folders []string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool {
		// net/url and net/netip only parse.
		return within(target, folder) && target != "net/url" && target != "net/netip"
	})
}

// standard says whether an import path belongs to the standard library: no dot in its first element.
func standard(target string) bool {
	first, _, _ := strings.Cut(target, "/")
	return !strings.Contains(first, ".")
}

// service is the name of the service that a folder belongs to, or nothing.
func service(folder string) string {
	parts := strings.Split(folder, "/")
	if len(parts) < 2 || parts[0] != "services" {
		return ""
	}
	return parts[1]
}

// root says whether the folder is the root package of a service.
func root(folder string) bool {
	return service(folder) != "" && strings.Count(folder, "/") == 1
}

// adapter is the folder of the adapter that a package belongs to: services/X/internal/Y.
func adapter(folder string) string {
	parts := strings.Split(folder, "/")
	return strings.Join(parts[:min(len(parts), 4)], "/")
}
