package arch

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/barograph/barograph/tools/house"
)

// rule is one numbered rule; check returns what a package does against it.
type rule struct {
	number int
	check  func(p Package) []string
}

var rules = []rule{
	{1, protoImportsNoneOfOurs},
	{2, internalImportsProtoOnly},
	{3, servicesMeetOnProto},
	{4, domainIsPure},
	{5, adaptersStandAlone},
	{6, onlyRootsWire},
	{7, serverInOneBinary},
	{8, testHelpersStayOut},
}

// imports returns a line for every direct import that is bad.
func imports(p Package, bad func(folder string, ours bool) bool, text string) []string {
	var faults []string
	for _, target := range p.Imports {
		folder, ours := strings.CutPrefix(target, Module)
		if bad(folder, ours) {
			faults = append(faults, fmt.Sprintf("imports %s: %s", folder, text))
		}
	}
	return faults
}

func protoImportsNoneOfOurs(p Package) []string {
	if !within(p.folder(), "proto") {
		return nil
	}
	return imports(p, func(target string, ours bool) bool {
		return ours && !within(target, "proto") || !ours && !standard(target) && !anyPrefix(target, contractLibraries)
	}, "proto needs grpc and protobuf only")
}

func internalImportsProtoOnly(p Package) []string {
	if !within(p.folder(), "internal") {
		return nil
	}
	return imports(p, func(target string, ours bool) bool {
		return ours && !within(target, "internal") && !within(target, "proto")
	}, "internal imports proto only")
}

func servicesMeetOnProto(p Package) []string {
	own := service(p.folder())
	if own == "" {
		return nil
	}
	return imports(p, func(target string, ours bool) bool {
		other := service(target)
		return ours && (within(target, "cmd") || other != "" && other != own)
	}, "services meet on proto")
}

func domainIsPure(p Package) []string {
	if !house.Domain(p.folder()) || helper(p.folder()) {
		return nil
	}
	return imports(p, func(target string, ours bool) bool {
		switch {
		case ours:
			return !within(target, "proto/gen") && !slices.Contains(purePackages, target) && (service(target) != service(p.folder()) || !house.Domain(target))
		case standard(target):
			return anyPrefix(target, impureStandard)
		default:
			return !anyPrefix(target, pureLibraries)
		}
	}, "a domain package is pure")
}

func adaptersStandAlone(p Package) []string {
	if !house.Adapter(p.folder()) {
		return nil
	}
	return imports(p, func(target string, ours bool) bool {
		return ours && house.Adapter(target) && adapter(target) != adapter(p.folder())
	}, "adapters never import each other")
}

func onlyRootsWire(p Package) []string {
	return imports(p, func(target string, ours bool) bool {
		switch {
		case !ours:
			return false
		case root(target):
			return !within(p.folder(), "cmd") && !within(p.folder(), target+"/cmd")
		case house.Adapter(target):
			return !root(p.folder()) && adapter(target) != adapter(p.folder())
		}
		return false
	}, "only a service's root wires, only commands import roots")
}

func serverInOneBinary(p Package) []string {
	if within(p.folder(), "cmd/barograph") || helper(p.folder()) {
		return nil
	}
	for _, dependency := range p.Deps {
		if within(dependency, natsServer) {
			return []string{"links nats-server: only cmd/barograph and tests do"}
		}
	}
	return nil
}

func testHelpersStayOut(p Package) []string {
	if helper(p.folder()) {
		return nil
	}
	return imports(p, func(target string, ours bool) bool {
		return ours && helper(target) || target == "testing"
	}, "test helpers stay out of binaries")
}

// helper says whether the package serves tests only, by its name: bustest, storetest.
// A backtest is a word of its own, and what the command of that name does.
func helper(folder string) bool {
	name := path.Base(folder)
	return strings.HasSuffix(name, "test") && name != "backtest"
}
