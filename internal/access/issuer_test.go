package access_test

import (
	"testing"

	"github.com/barograph/barograph/internal/accesstest"
)

// TestTheSameSubjectOfAnotherIssuerIsSomebodyElse: both issuers are trusted, and
// one of them could name its people as the other does.
func TestTheSameSubjectOfAnotherIssuerIsSomebodyElse(t *testing.T) {
	first, second := accesstest.NewIssuer(t, home), accesstest.NewIssuer(t, "https://partner.example.org")
	guard, _ := guarded(t, `
issuers:
  - {issuer: https://login.example.org, audiences: [barograph], keys_file: first.json}
  - {issuer: https://partner.example.org, audiences: [barograph], keys_file: second.json}
bindings:
  - roles: [editor]
    tokens:
      - {issuer: https://login.example.org, subject: ann}
      - {issuer: https://login.example.org, subject_prefix: "desk/"}
      - {issuer: https://login.example.org, claim: groups, value: desk}
`, map[string][]byte{"first.json": accesstest.Keys(first), "second.json": accesstest.Keys(second)})
	desk := map[string]any{"groups": "desk"}
	for _, subject := range []string{"ann", "desk/bob", "carl"} {
		id, err := guard.Authenticate(with(t.Context(), "Bearer "+first.Token(subject, desk)))
		if err != nil || len(id.Roles) != 1 {
			t.Errorf("%s of the first: %+v, %v", subject, id.Caller, err)
		}
		other, err := guard.Authenticate(with(t.Context(), "Bearer "+second.Token(subject, desk)))
		if err != nil || len(other.Roles) > 0 || other.Key() == id.Key() {
			t.Errorf("%s of the second: %+v, %v", subject, other.Caller, err)
		}
	}
}
