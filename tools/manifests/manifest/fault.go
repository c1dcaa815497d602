package manifest

import (
	"cmp"
	"fmt"
	"slices"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// Fault is one thing that is wrong with one object.
type Fault struct {
	// Object is the kind and the name: Deployment/nlp.
	Object string
	// Path leads to the field within the object; empty speaks of the object as a whole.
	Path string
	// Text says what is wrong.
	Text string
}

// String is one line: object, path, text.
func (f Fault) String() string {
	if f.Path == "" {
		return f.Object + ": " + f.Text
	}
	return f.Object + ": " + f.Path + ": " + f.Text
}

// faults collects what is wrong.
type faults struct{ list []Fault }

func (f *faults) unless(ok bool, object string, path *field.Path, format string, args ...any) {
	if !ok {
		f.list = append(f.list, Fault{Object: object, Path: text(path), Text: fmt.Sprintf(format, args...)})
	}
}

func (f *faults) fault(object string, path *field.Path, format string, args ...any) {
	f.unless(false, object, path, format, args...)
}

// sorted returns every fault once.
func (f *faults) sorted() []Fault {
	slices.SortFunc(f.list, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Object, b.Object), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Text, b.Text))
	})
	return slices.Compact(f.list)
}

func text(path *field.Path) string {
	if path == nil {
		return ""
	}
	return path.String()
}
