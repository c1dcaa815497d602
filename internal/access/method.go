package access

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	// A policy is about every service, whichever process reads it.
	_ "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	_ "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	_ "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	_ "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	_ "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	_ "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Role is what a caller may be. None includes another.
type Role string

// The roles; methods.yaml says what each may call.
const (
	Reader    Role = "reader"    // reads everything but dead letters
	Submitter Role = "submitter" // hands articles over and withdraws them
	Editor    Role = "editor"    // keeps the catalogue and the sources, judges and rules; reads
	Operator  Role = "operator"  // runs the system: replays, dead letters, pauses; reads
)

// Roles lists them.
func Roles() []Role { return []Role{Reader, Submitter, Editor, Operator} }

func texts(roles []Role) []string {
	out := make([]string, len(roles))
	for i, role := range roles {
		out[i] = string(role)
	}
	return out
}

//go:embed methods.yaml
var methodsFile []byte

// defaults are the roles that may call each method, by its full name. A method
// that is not there is called by nobody.
func defaults() (map[string][]Role, error) {
	services := map[string]map[string][]Role{}
	if err := yaml.Unmarshal(methodsFile, &services); err != nil {
		return nil, fmt.Errorf("read methods.yaml: %w", err)
	}
	methods := map[string][]Role{}
	for service, of := range services {
		for method, roles := range of {
			methods["/"+service+"/"+method] = roles
		}
	}
	return methods, nil
}

// Methods lists the full names of all methods of all services of Barograph, and
// of reflection, sorted.
func Methods() []string {
	names := []string{
		"/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
		"/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
	}
	for method := range Contracts {
		names = append(names, fullName(method))
	}
	slices.Sort(names)
	return names
}

// Contracts calls yield for every method in the contracts of Barograph.
func Contracts(yield func(protoreflect.MethodDescriptor) bool) {
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(file.Package()), "barograph.") {
			return true
		}
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				if !yield(methods.Get(j)) {
					return false
				}
			}
		}
		return true
	})
}

func fullName(method protoreflect.MethodDescriptor) string {
	return fmt.Sprintf("/%s/%s", method.Parent().FullName(), method.Name())
}

// Open reports whether anybody may call a method, whatever the policy says:
// health, which load balancers ask without credentials.
func Open(method string) bool { return strings.HasPrefix(method, "/grpc.health.v1.Health/") }

// readVerbs begin the names of methods that change nothing (AIP-131, AIP-132,
// and ours).
var readVerbs = []string{"Get", "List", "Watch", "Explain", "Compare", "Export", "Summarize", "Tag"}

// IsRead reports whether a method changes nothing: one that says so with
// idempotency_level NO_SIDE_EFFECTS, or by its verb. It is the one place where
// that is decided: for retries, and for what is written to the audit log.
func IsRead(method protoreflect.MethodDescriptor) bool {
	if opts, ok := method.Options().(*descriptorpb.MethodOptions); ok &&
		opts.GetIdempotencyLevel() == descriptorpb.MethodOptions_NO_SIDE_EFFECTS {
		return true
	}
	return slices.ContainsFunc(readVerbs, func(verb string) bool { return strings.HasPrefix(string(method.Name()), verb) })
}

// Mutates reports whether a call of a method, by its full name, may change
// something; of a method that is in no contract of ours it is assumed, but for
// health and reflection.
func Mutates(method string) bool {
	name := protoreflect.FullName(strings.ReplaceAll(strings.TrimPrefix(method, "/"), "/", "."))
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(name)
	if descriptor, ok := found.(protoreflect.MethodDescriptor); err == nil && ok && strings.HasPrefix(string(name), "barograph.") {
		return !IsRead(descriptor)
	}
	return !Open(method) && !strings.HasPrefix(method, "/grpc.reflection.")
}
