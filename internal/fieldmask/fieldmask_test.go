package fieldmask_test

import (
	"errors"
	"slices"
	"testing"

	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/fieldmask"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
)

func TestMerge(t *testing.T) {
	current := &articlev1.Source{Id: "a", Name: "Old", Family: "one", Reliability: articlev1.Reliability_RELIABILITY_B}
	update := &articlev1.Source{Id: "b", Name: "New"}
	all := &articlev1.Source{Id: "a", Name: "New"}
	for _, tt := range []struct {
		name  string
		paths []string
		want  *articlev1.Source
	}{
		{"no paths", nil, all},
		{"all", []string{"*"}, all},
		{"one", []string{"name"}, &articlev1.Source{Id: "a", Name: "New", Family: "one", Reliability: articlev1.Reliability_RELIABILITY_B}},
		{"one that is emptied", []string{"family"}, &articlev1.Source{Id: "a", Name: "Old", Reliability: articlev1.Reliability_RELIABILITY_B}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := fieldmask.Merge(current, update, tt.paths, "id")
			if err != nil || !proto.Equal(got, tt.want) {
				t.Errorf("got %s, %v; want %s", prototext.Format(got), err, prototext.Format(tt.want))
			}
		})
	}
	for _, path := range []string{"id", "names", "name.x", ""} {
		if _, err := fieldmask.Merge(current, update, []string{path}, "id"); !errors.Is(err, fieldmask.ErrPath) {
			t.Errorf("path %q: %v", path, err)
		}
	}
	newer := func(number protowire.Number, value uint64) []byte {
		return protowire.AppendVarint(protowire.AppendTag(nil, number, protowire.VarintType), value)
	}
	current.ProtoReflect().SetUnknown(append(newer(900, 1), newer(901, 2)...))
	update.ProtoReflect().SetUnknown(append(newer(901, 3), newer(902, 4)...))
	for paths, want := range map[string][]uint64{"*": {3, 4, 1}, "name": {1, 2}} {
		merged, err := fieldmask.Merge(current, update, []string{paths}, "id")
		if err != nil {
			t.Fatal(err)
		}
		var got []uint64
		for raw := merged.ProtoReflect().GetUnknown(); len(raw) > 0; {
			_, _, n := protowire.ConsumeTag(raw)
			value, m := protowire.ConsumeVarint(raw[n:])
			got, raw = append(got, value), raw[n+m:]
		}
		if !slices.Equal(got, want) {
			t.Errorf("of the fields of a newer version %s keeps %v, want %v", paths, got, want)
		}
	}
	if current.GetName() != "Old" {
		t.Error("the current message was changed")
	}
}
