package access_test

import (
	"strings"
	"testing"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/barograph/barograph/internal/access"
)

// TestRequestsAreBounded: no text, list or map in any request may be of any
// length; what is large is refused before a handler sees it.
func TestRequestsAreBounded(t *testing.T) {
	seen, fields := map[protoreflect.FullName]bool{}, 0
	var walk func(m protoreflect.MessageDescriptor)
	walk = func(m protoreflect.MessageDescriptor) {
		if seen[m.FullName()] || strings.HasPrefix(string(m.FullName()), "google.protobuf.") && m.Name() != "FieldMask" {
			return
		}
		seen[m.FullName()] = true
		for i := range m.Fields().Len() {
			field := m.Fields().Get(i)
			fields++
			if problem := unbounded(field); problem != "" {
				t.Errorf("%s: %s", field.FullName(), problem)
			}
			if sub := field.Message(); sub != nil && sub.FullName() != "google.protobuf.FieldMask" {
				if field.IsMap() {
					sub = field.MapValue().Message() // the entry has no rules of its own
				}
				if sub != nil {
					walk(sub)
				}
			}
		}
	}
	for method := range access.Contracts {
		walk(method.Input())
	}
	if fields < 50 {
		t.Errorf("only %d fields of requests were looked at", fields)
	}
}

// unbounded says what of a field has no bound; "" is nothing.
func unbounded(field protoreflect.FieldDescriptor) string {
	rules, _ := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
	switch {
	case field.IsMap():
		if rules.GetMap().GetMaxPairs() == 0 {
			return "a map without max_pairs"
		}
		if !boundedText(rules.GetMap().GetKeys(), field.MapKey().Kind()) || !boundedText(rules.GetMap().GetValues(), field.MapValue().Kind()) {
			return "a map of texts without max_len"
		}
	case field.IsList():
		if rules.GetRepeated().GetMaxItems() == 0 {
			return "a list without max_items"
		}
		if !boundedText(rules.GetRepeated().GetItems(), field.Kind()) {
			return "a list of texts without max_len"
		}
	case !boundedText(rules, field.Kind()):
		return "a text without max_len, max_bytes or a pattern that bounds it"
	}
	return ""
}

func boundedText(rules *validate.FieldRules, kind protoreflect.Kind) bool {
	switch kind {
	case protoreflect.StringKind:
		s := rules.GetString()
		return s != nil && (s.MaxLen != nil || s.MaxBytes != nil || s.Len != nil || s.Const != nil || len(s.In) > 0 ||
			s.Pattern != nil && !strings.ContainsAny(s.GetPattern(), "*+") && strings.HasSuffix(s.GetPattern(), "$"))
	case protoreflect.BytesKind:
		return rules.GetBytes().GetMaxLen() > 0
	}
	return true
}
