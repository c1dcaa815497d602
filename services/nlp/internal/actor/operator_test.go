package actor_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// with makes a resolver with an operator's records; blanks in the lines stand
// for tabs, underscores for blanks.
func with(t *testing.T, lines ...string) (*actor.Resolver, error) {
	t.Helper()
	data := strings.ReplaceAll(strings.ReplaceAll(strings.Join(lines, "\n"), " ", "\t"), "_", " ")
	return actor.New(actor.Input{Name: "ours.tsv", Data: data})
}

func TestOperatorsChangeRecords(t *testing.T) {
	cases := []struct {
		name, in, want string
		lines          []string
	}{
		{"another end of a term", "Starmer spoke.", "Starmer=GBR (former leader)", []string{"person Keir_Starmer - GBR prime_minister 2024-07-05 2026-02-01"}},
		{"a successor", "Pat Doe spoke.", "Pat Doe=GBR (leader@term)", []string{"person Pat_Doe Doe GBR prime_minister 2026-02-01 -"}},
		{"a name for somebody else", "Portmere and Mercosur signed.", "Portmere=KEN (capital); Mercosur=NOR (state)", []string{"state NOR Norway Mercosur - - - - -", "state KEN Kenya - - - Portmere - -"}},
		{"a name taken away", "Trump and Donald Trump met.", "Donald Trump=USA (leader@term)", []string{"drop Donald_Trump Trump|~POTUS"}},
		{"a person taken away", "Trump and Vance met.", "Vance=USA (leader@term)", []string{"drop Donald_Trump *"}},
		{"a name that is none", "Mercosur signed.", "", []string{"drop MERCOSUR *", "none Mercosur"}},
		{"a faction of ours", "The Harbour League objects.", "Harbour League=KEN:UNIONS (named faction)", []string{"faction KEN:UNIONS CVL Harbour_League"}},
		{"records in any order", "Pat Doe spoke.", "Pat Doe=XAL:PARLIAMENT (leader@term)", []string{"person Pat_Doe - XAL leader @Harbour_Party -", "party XAL Harbour_Party 2020..", "state XAL Aldova - - - - - -"}},
		{"company only", "The Isles met. The Pact holds.", "The Pact=ISLES (body)", []string{"body ISLES body IGO Isles_Pact_Organisation ~the_Pact|+Isles"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r, err := with(t, c.lines...)
			if err != nil {
				t.Fatal(err)
			}
			d := text.Parse("", c.in)
			if got := rules(d, r.Find(d, at)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestOperatorsMistakes(t *testing.T) {
	cases := []struct {
		name, want string
		lines      []string
	}{
		{"unknown actor", `ours.tsv:1:18: actor "XAL" is no state or body`, []string{"person Pat_Doe - XAL leader 2020 -"}},
		{"unknown party", `ours.tsv:1:29: no party of KEN is called "Whigs"`, []string{"person Pat_Doe - KEN leader @Whigs -"}},
		{"term ends before it begins", `ours.tsv:2:34: term ends on 2019, before it begins on 2020`, []string{"# ours", "person Pat_Doe - KEN leader 2020 2019"}},
		{"term given twice", `is given twice`, []string{"person Pat_Doe - KEN leader 2020 -", "person Pat_Doe - KEN leader 2020 2021"}},
		{"one name for two", `ours.tsv:2:23: name "Twin" stands for XAA already (ours.tsv:1)`, []string{"body XAA body IGO A_A Twin", "body XBB body IGO B_B Twin"}},
		{"faction of nobody", `actor "XAL" is no state or body`, []string{"faction XAL:UNIONS CVL Dockers"}},
		{"a name without a word", `ours.tsv:1:6: name "—" holds no word`, []string{"none —"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, err := with(t, c.lines...); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestDigest(t *testing.T) {
	seen := map[string]bool{}
	for _, lines := range [][]string{nil, {"none Aldova_Times"}, {"none Aldova_Post"}} {
		r, err := with(t, lines...)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Digest()) != 8 || seen[r.Digest()] {
			t.Errorf("digest %q", r.Digest())
		}
		seen[r.Digest()] = true
	}
	if d := resolver(t).Digest(); d != "" {
		t.Errorf("embedded records alone have digest %q", d)
	}
}
