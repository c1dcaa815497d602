package catalog

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// vocabulary is an enum of the proto with its values as the file spells them:
// without the prefix, in lower case. The unspecified value has no spelling.
type vocabulary struct {
	enum   protoreflect.EnumDescriptor
	prefix string
}

var (
	milestones = vocabulary{
		enum:   taggingv1.MilestoneKind(0).Descriptor(),
		prefix: "MILESTONE_KIND_",
	}
	commitments = vocabulary{
		enum:   taggingv1.CommitmentKind(0).Descriptor(),
		prefix: "COMMITMENT_KIND_",
	}
)

// name spells a value; empty for one that has no spelling.
func (v vocabulary) name(number protoreflect.EnumNumber) string {
	value := v.enum.Values().ByNumber(number)
	if number == 0 || value == nil {
		return ""
	}
	return strings.ToLower(strings.TrimPrefix(string(value.Name()), v.prefix))
}

func (v vocabulary) number(name string) (protoreflect.EnumNumber, bool) {
	values := v.enum.Values()
	for i := range values.Len() {
		if number := values.Get(i).Number(); number != 0 && v.name(number) == name {
			return number, true
		}
	}
	return 0, false
}

// names lists the spellings in the order of the proto.
func (v vocabulary) names() []string {
	var out []string
	values := v.enum.Values()
	for i := range values.Len() {
		if name := v.name(values.Get(i).Number()); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// String lists the spellings for a person.
func (v vocabulary) String() string { return strings.Join(v.names(), ", ") }
