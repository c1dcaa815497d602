package catalogue_test

import (
	"errors"
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/fieldmask"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/aggregate/internal/catalogue"
)

func stamp(day int) *timestamppb.Timestamp {
	return timestamppb.New(time.Date(2026, 5, day, 0, 0, 0, 0, time.UTC))
}

func current() *initiativev1.Initiative {
	return &initiativev1.Initiative{
		Id: "g", Name: "Force", About: "one line", Places: []string{"Gaza"},
		CreateTime: stamp(1), UpdateTime: stamp(2), Etag: "7",
	}
}

func TestMerge(t *testing.T) {
	update := &initiativev1.Initiative{Id: "other", Name: "New", Places: []string{"Rafah"}, CreateTime: stamp(9), Etag: "1"}
	for _, tt := range []struct {
		name  string
		paths []string
		want  func(*initiativev1.Initiative)
	}{
		{"one field", []string{"places"}, func(i *initiativev1.Initiative) { i.Places = []string{"Rafah"} }},
		{"emptied", []string{"about"}, func(i *initiativev1.Initiative) { i.About = "" }},
		{"all without a mask", nil, func(i *initiativev1.Initiative) { i.Name, i.About, i.Places = "New", "", []string{"Rafah"} }},
		{"all with a star", []string{"*"}, func(i *initiativev1.Initiative) { i.Name, i.About, i.Places = "New", "", []string{"Rafah"} }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := current()
			tt.want(want)
			got, err := catalogue.Merge(current(), update, tt.paths)
			if err != nil || !proto.Equal(got, want) {
				t.Errorf("Merge = %v, %v, want %v", got, err, want)
			}
		})
	}
	for _, path := range []string{"id", "create_time", "update_time", "etag", "question.deadline", "nothing", ""} {
		if got, err := catalogue.Merge(current(), update, []string{path}); !errors.Is(err, fieldmask.ErrPath) {
			t.Errorf("Merge with mask %q = %v, %v, want ErrPath", path, got, err)
		}
	}
}

func TestSame(t *testing.T) {
	other := current()
	other.UpdateTime, other.CreateTime, other.Etag = stamp(20), stamp(21), "9"
	if !catalogue.Same(current(), other) {
		t.Error("definitions written at different times are not the same")
	}
	other.Name = "Another"
	if catalogue.Same(current(), other) {
		t.Error("definitions with different names are the same")
	}
	if current().Etag != "7" {
		t.Error("comparing changed a definition")
	}
}
