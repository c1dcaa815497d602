package vocab_test

import (
	"testing"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// FuzzParse takes a name only as Name writes it.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"host_consent", "very_likely", "unspecified", "HOST_CONSENT", "", "host_consent\x00", "ſ"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		named[taggingv1.Dimension](t, name)
		named[taggingv1.MilestoneKind](t, name)
		named[assessmentv1.LikelihoodTerm](t, name)
	})
}

func named[E vocab.Enum](t *testing.T, name string) {
	t.Helper()
	value, err := vocab.Parse[E](name)
	if err == nil && (value == 0 || vocab.Name(value) != name) || err != nil && value != 0 {
		t.Fatalf("%q is %v, %v", name, value, err)
	}
}
