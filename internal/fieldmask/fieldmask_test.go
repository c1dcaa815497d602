package fieldmask_test

import (
	"errors"
	"testing"

	"google.golang.org/protobuf/encoding/prototext"
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
	if current.GetName() != "Old" {
		t.Error("the current message was changed")
	}
}
