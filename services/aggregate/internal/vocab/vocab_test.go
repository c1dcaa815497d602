package vocab_test

import (
	"testing"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

func roundTrip[E vocab.Enum](t *testing.T) {
	t.Helper()
	for _, value := range vocab.All[E]() {
		if got, err := vocab.Parse[E](vocab.Name(value)); err != nil || got != value {
			t.Errorf("%v: name %q parses to %v, %v", value, vocab.Name(value), got, err)
		}
	}
}

func TestNamesParseBack(t *testing.T) {
	roundTrip[taggingv1.Dimension](t)
	roundTrip[taggingv1.MilestoneKind](t)
	roundTrip[taggingv1.SpeakerClass](t)
	roundTrip[assessmentv1.LikelihoodTerm](t)
}

func TestNameIsTheWordOfTheDomain(t *testing.T) {
	if got := vocab.Name(taggingv1.Dimension_DIMENSION_HOST_CONSENT); got != "host_consent" {
		t.Errorf("got %q", got)
	}
	if got := vocab.Words(assessmentv1.LikelihoodTerm_LIKELIHOOD_TERM_ROUGHLY_EVEN_CHANCE); got != "roughly even chance" {
		t.Errorf("got %q", got)
	}
	if got := vocab.Name(taggingv1.Dimension(99)); got != "99" {
		t.Errorf("got %q", got)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, name := range []string{"", "unspecified", "Funding", "DIMENSION_FUNDING", "founding"} {
		if got, err := vocab.Parse[taggingv1.Dimension](name); err == nil {
			t.Errorf("%q parses to %v", name, got)
		}
	}
}
