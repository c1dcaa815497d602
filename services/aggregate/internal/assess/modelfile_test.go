package assess_test

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

const funding = taggingv1.Dimension_DIMENSION_FUNDING

// edited is the built-in file with other values of some keys.
func edited(t *testing.T, pairs ...string) []byte {
	t.Helper()
	file := defaultModel(t).File()
	for i := 0; i < len(pairs); i += 2 {
		line := regexp.MustCompile(`(?m)^( *` + pairs[i] + `: )[^ {\n][^ \n]*`)
		if !line.MatchString(file) {
			t.Fatalf("model.yaml has no %s", pairs[i])
		}
		file = line.ReplaceAllString(file, "${1}"+pairs[i+1])
	}
	return []byte(file)
}

// value is a number of the file.
func value(m assess.Milli) string { return strconv.FormatFloat(m.Float(), 'f', -1, 64) }

func readModel(t *testing.T, pairs ...string) *assess.Model {
	t.Helper()
	m, err := assess.ReadModel(edited(t, pairs...))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// A version says which numbers an assessment was computed with, whatever an
// operator writes on the first line.
func TestVersionOfAModelFileFollowsItsParameters(t *testing.T) {
	own := defaultModel(t)
	if got := readModel(t, "kappa", strconv.FormatFloat(own.Kappa.Float(), 'f', 3, 64)).Version; got != own.Version {
		t.Errorf("the built-in parameters in other words are version %s", got)
	}
	steeper := readModel(t, "tau", "1.1")
	if !strings.HasPrefix(steeper.Version, own.Version+"+") || len(steeper.Version) != len(own.Version)+9 {
		t.Errorf("version %s of a changed number", steeper.Version)
	}
	if again := readModel(t, "tau", "1.10"); again.Version != steeper.Version {
		t.Errorf("versions %s and %s of the same numbers", again.Version, steeper.Version)
	}
	if other := readModel(t, "tau", "1.2"); other.Version == steeper.Version {
		t.Errorf("one version %s of two numbers", other.Version)
	}
	if named := readModel(t, "version", "ours/1"); !strings.HasPrefix(named.Version, "ours/1+") {
		t.Errorf("version %s of a file with a name of its own", named.Version)
	}
}

func TestReadModelRefusesWhatDoesNotDoWhatItDeclares(t *testing.T) {
	for name, test := range map[string]struct {
		file []byte
		want string
	}{
		"empty":             {nil, "the file is empty"},
		"no YAML":           {[]byte("{"), "parse model"},
		"self-test":         {edited(t, "certain", "0.0"), "self-test"},
		"another's version": {edited(t, "version", "ours/1+deadbeef"), "version"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := assess.ReadModel(test.file); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want an error about %q", err, test.want)
			}
		})
	}
}

func TestDifferencesNameEachParameter(t *testing.T) {
	own := defaultModel(t)
	other := readModel(t, "  funding", "1.25", "tau", "0.9", "trend_band", "0.03")
	want := []assess.Difference{
		{Path: "dimensions.funding", Before: value(own.Dimensions[funding]), After: "1.25"},
		{Path: "tau", Before: value(own.Tau), After: "0.9"},
		{Path: "trend_band", Before: value(own.TrendBand), After: "0.03"},
	}
	if got := own.Differences(other); !slices.Equal(got, want) {
		t.Errorf("differences %v, want %v", got, want)
	}
	if got := own.Differences(own); len(got) > 0 {
		t.Errorf("a model differs from itself: %v", got)
	}
	shorter := *own
	shorter.Hops = own.Hops[:len(own.Hops)-1]
	if got := own.Differences(&shorter); len(got) != 1 || got[0].After != "" || got[0].Before == "" {
		t.Errorf("a value that is gone: %v", got)
	}
}

func TestStepsLeadFromOneModelToAnother(t *testing.T) {
	own := defaultModel(t)
	other := readModel(t, "  funding", "1.25", "  legal_mandate", "1.15", "tau", "0.9")
	steps := own.Steps(other)
	if len(steps) != 2 || steps[0].Group != "dimensions" || steps[1].Group != "tau" {
		t.Fatalf("steps %v", steps)
	}
	if first := steps[0].Model; !reflect.DeepEqual(first.Dimensions, other.Dimensions) || first.Tau != own.Tau {
		t.Errorf("the first step has %v and tau %v", first.Dimensions, first.Tau)
	}
	if last := steps[1].Model; len(last.Differences(other)) > 0 {
		t.Errorf("the last step lacks %v", last.Differences(other))
	}
}
