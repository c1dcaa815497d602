package catalog_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/catalog"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

const full = `initiatives:
  - id: gaza-isf
    name: International Stabilization Force for Gaza
    about: one line that says what it is
    class: multinational_force            # base-rate class of the prior
    aliases:
      - Gaza stabilization force
      - {text: ISF, near: [Gaza, Hamas, Board of Peace]}
    places: [Gaza, Rafah]
    roles: {sponsors: [USA], host: [PSE], adversaries: [HAMAS], veto_players: [ISR, UNSC], sought: [IDN, "USA:CONGRESS"]}
    seeks: {money: {quantity: 5e9, unit: USD}, troops: 20_000, equipment: 12}
    question: {milestone: deployed, start: 2025-10-10, by: 2026-06-30}
    prior: {probability: 0.35, source: "why this base rate"}
    alert: {threshold: 0.1, hysteresis: 0}
  - id: bare
    name: NO
    about:
`

func day(year int, month time.Month, day int) *timestamppb.Timestamp {
	return timestamppb.New(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

func wantFull() []*initiativev1.Initiative {
	return []*initiativev1.Initiative{{
		Id:    "gaza-isf",
		Name:  "International Stabilization Force for Gaza",
		About: "one line that says what it is",
		Class: "multinational_force",
		Aliases: []*initiativev1.Alias{
			{Text: "Gaza stabilization force"},
			{Text: "ISF", Near: []string{"Gaza", "Hamas", "Board of Peace"}},
		},
		Places: []string{"Gaza", "Rafah"},
		Roles: &initiativev1.Roles{
			Sponsors: []string{"USA"}, Hosts: []string{"PSE"}, Adversaries: []string{"HAMAS"},
			VetoPlayers: []string{"ISR", "UNSC"}, Sought: []string{"IDN", "USA:CONGRESS"},
		},
		Seeks: []*initiativev1.Sought{
			{Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, Quantity: 20000, Unit: "personnel"},
			{Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY, Quantity: 5e9, Unit: "USD"},
			{Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_EQUIPMENT, Quantity: 12, Unit: "items"},
		},
		Question: &initiativev1.Question{
			Milestone: taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED,
			StartTime: day(2025, 10, 10), Deadline: day(2026, 7, 1),
		},
		Prior: &initiativev1.Prior{Probability: 0.35, Source: "why this base rate"},
		Alert: &initiativev1.Alert{Threshold: 0.1, Hysteresis: proto.Float64(0)},
	}, {Id: "bare", Name: "NO"}}
}

func TestParse(t *testing.T) {
	one := func(field string) string { return "initiatives:\n- {id: a, name: A, " + field + "}\n" }
	initiative := func(change func(*initiativev1.Initiative)) []*initiativev1.Initiative {
		out := &initiativev1.Initiative{Id: "a", Name: "A"}
		change(out)
		return []*initiativev1.Initiative{out}
	}
	for _, tt := range []struct {
		name, text string
		want       []*initiativev1.Initiative
	}{
		{"everything", full, wantFull()},
		{"none", "initiatives: []", nil},
		{"JSON, with escapes and tabs", "{\"initiatives\":\n\t[{\"id\": \"a\", \"name\": \"A\", \"about\": \"\\u00e9 \\/ \\ud83d\\ude00\"}]}",
			initiative(func(i *initiativev1.Initiative) { i.About = "é / 😀" })},
		{"bare list", "[{\"id\": \"a\", \"name\": \"A\"}]", initiative(func(*initiativev1.Initiative) {})},
		{"deadline as a time", one("question: {by: 2026-06-30T12:00:00+02:00}"), initiative(func(i *initiativev1.Initiative) {
			i.Question = &initiativev1.Question{Deadline: timestamppb.New(time.Date(2026, 6, 30, 10, 0, 0, 0, time.UTC))}
		})},
		{"two currencies", one("seeks: {money: [{quantity: 1, unit: USD}, {quantity: 2, unit: EUR}]}"),
			initiative(func(i *initiativev1.Initiative) {
				money := taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY
				i.Seeks = []*initiativev1.Sought{{Kind: money, Quantity: 1, Unit: "USD"}, {Kind: money, Quantity: 2, Unit: "EUR"}}
			})},
		{"countries", one("seeks: {political: 27}"), initiative(func(i *initiativev1.Initiative) {
			i.Seeks = []*initiativev1.Sought{{
				Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_POLITICAL, Quantity: 27, Unit: "countries",
			}}
		})},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := catalog.Parse(strings.NewReader(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			compare(t, got, tt.want)
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"empty", "", []string{`the file is empty; expected the key "initiatives"`}},
		{"no key", "{}", []string{`line 1, column 1: the key "initiatives" is missing`}},
		{"a word", "gaza", []string{"line 1, column 1: expected a mapping"}},
		{"syntax", "initiatives:\n  - id: [a\n", []string{"line 1: not YAML: did not find expected ',' or ']'"}},
		{"not UTF-8", "initiatives: [\xff]", []string{"the file is not valid UTF-8"}},
		{"two documents", "initiatives: []\n---\ninitiatives: []\n", []string{"line 2, column 1: a second document; a catalogue is one"}},
		{"too large", "#" + strings.Repeat("x", catalog.MaxBytes), []string{"the file is larger than 4194304 bytes"}},
		{"every error with its place", `initiatives:
- id: Gaza
  nmae: x
  aliases:
  - {txt: ISF}
  - {text: I}
  roles: {host: [pse], sponsors: USA}
  seeks: {troops: many, tanks: 3, money: 5e9, police: -1, equipment: .inf, trainers: {quantity: 3, unit: people, of: x}}
  question: {milestone: done, start: tomorrow, by: 2026-13-01}
  prior: {probability: high}
`, []string{
			"line 3, column 3: initiatives[0].nmae: unknown field; known are about, alert, aliases, class, id, name, places, prior, question, roles, seeks",
			"line 5, column 6: initiatives[0].aliases[0].txt: unknown field; known are near, text",
			`line 7, column 18: initiatives[0].roles.host[0]: "pse" is not an actor's id; expected capitals, for example USA, UNSC or USA:CONGRESS`,
			"line 7, column 34: initiatives[0].roles.sponsors: expected a list",
			`line 8, column 19: initiatives[0].seeks.troops: "many" is not a number`,
			"line 8, column 25: initiatives[0].seeks.tanks: unknown field; known are airlift, basing, command, equipment, logistics, money, police, political, trainers, troops",
			"line 8, column 42: initiatives[0].seeks.money: the unit is missing; write {quantity: 5e9, unit: USD}",
			"line 8, column 55: initiatives[0].seeks.police: the quantity has to be greater than 0",
			`line 8, column 70: initiatives[0].seeks.equipment: ".inf" is not a number`,
			"line 8, column 114: initiatives[0].seeks.trainers.of: unknown field; known are quantity, unit",
			`line 9, column 25: initiatives[0].question.milestone: "done" is not a milestone; expected one of proposed, endorsed, mandated, pledged, funded, commanded, deployed, operational, sustained`,
			`line 9, column 38: initiatives[0].question.start: "tomorrow" is neither a day (2026-06-30) nor a time (2026-06-30T12:00:00Z)`,
			`line 9, column 52: initiatives[0].question.by: "2026-13-01" is neither a day (2026-06-30) nor a time (2026-06-30T12:00:00Z)`,
			`line 10, column 24: initiatives[0].prior.probability: "high" is not a number`,
		}},
		{"rules of the proto", "initiatives:\n- id: Gaza\n  aliases: [x]\n  prior: {probability: 1.5}\n", []string{
			"line 2, column 7: initiatives[0].id: does not match regex pattern `^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`",
			"line 2, column 3: initiatives[0].name: must be at least 1 characters",
			"line 3, column 12: initiatives[0].aliases[0].text: must be at least 2 characters",
			"line 4, column 24: initiatives[0].prior.probability: must be greater than or equal to 0.01 and less than or equal to 0.99",
		}},
		{"prior without probability", "initiatives:\n- {id: a, name: A, prior: {source: x}}\n", []string{
			"line 2, column 27: initiatives[0].prior: must be greater than or equal to 0.01 and less than or equal to 0.99",
		}},
		{"alert out of range", "initiatives:\n- {id: a, name: A, alert: {threshold: 5, hysteresis: -1}}\n", []string{
			"line 2, column 39: initiatives[0].alert.threshold: must be greater than or equal to 0.01 and less than or equal to 0.5",
			"line 2, column 54: initiatives[0].alert.hysteresis: must be greater than or equal to 0 and less than or equal to 0.5",
		}},
		{"ids twice", "initiatives:\n- {id: a, name: A}\n- {name: B, id: a}\n", []string{
			`line 3, column 17: initiatives[1].id: "a" is defined twice, first on line 2`,
		}},
		{"keys twice", "initiatives:\n- {id: a, name: A, name: B}\n", []string{
			"line 2, column 20: initiatives[0].name: given twice, first on line 2",
		}},
		{"anchors", "initiatives:\n- {id: a, name: &n A}\n- {id: b, name: *n}\n", []string{
			"line 3, column 17: initiatives[1].name: anchors and aliases are not supported, write the value out",
		}},
		{"ends before it starts", "initiatives:\n- {id: a, name: A, question: {start: 2026-01-02, by: 2026-01-01}}\n", []string{
			"line 2, column 30: initiatives[0].question: start lies behind by",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := catalog.Parse(strings.NewReader(tt.text))
			if err == nil {
				t.Fatal("accepted")
			}
			if got, want := err.Error(), strings.Join(tt.want, "\n"); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if e := new(catalog.Error); !errors.As(err, &e) {
				t.Errorf("%T holds no catalog.Error", err)
			}
		})
	}
}

func TestMarshalRoundTrip(t *testing.T) {
	want := wantFull()
	want[0].Question.Deadline = timestamppb.New(time.Date(2026, 6, 30, 12, 0, 0, 1, time.UTC))
	want[0].Seeks = append(want[0].Seeks, &initiativev1.Sought{
		Kind: taggingv1.CommitmentKind_COMMITMENT_KIND_EQUIPMENT, Quantity: 3e-9, Unit: "countries",
	})
	want[1].About = "null: 'quoted' \"twice\"\nand # more"
	data, err := catalog.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := catalog.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	compare(t, got, want)
}

func TestMarshalReads(t *testing.T) {
	data, err := catalog.Marshal(wantFull())
	if err != nil {
		t.Fatal(err)
	}
	const want = `initiatives:
  - id: gaza-isf
    name: International Stabilization Force for Gaza
    about: one line that says what it is
    class: multinational_force
    aliases:
      - Gaza stabilization force
      - {text: ISF, near: [Gaza, Hamas, Board of Peace]}
    places: [Gaza, Rafah]
    roles: {sponsors: [USA], host: [PSE], adversaries: [HAMAS], veto_players: [ISR, UNSC], sought: [IDN, 'USA:CONGRESS']}
    seeks: {troops: 20000, money: {quantity: 5000000000, unit: USD}, equipment: 12}
    question: {milestone: deployed, start: 2025-10-10, by: 2026-06-30}
    prior: {probability: 0.35, source: why this base rate}
    alert: {threshold: 0.1, hysteresis: 0}
  - id: bare
    name: NO
`
	if got := string(data); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestMarshalRefusesUnknownKind(t *testing.T) {
	_, err := catalog.Marshal([]*initiativev1.Initiative{{Id: "a", Seeks: []*initiativev1.Sought{{Kind: 99}}}})
	if err == nil {
		t.Error("wrote a kind that has no name")
	}
}

// The labelled articles come with a catalogue in JSON that is only ids, names
// and a line each.
func TestParseLabelledCatalogue(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "gold", "catalog.json"))
	if err != nil {
		t.Skipf("SKIPPED: no labelled articles beside the checkout: %v", err)
	}
	defer f.Close()
	got, err := catalog.Parse(f)
	if err != nil || len(got) != 7 {
		t.Errorf("%d initiatives, %v; want 7", len(got), err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(full))
	f.Add([]byte("initiatives: [{id: a, name: &x A, aliases: *x}]"))
	f.Add([]byte(`[{"id":"a","name":"A","question":{"by":"9999-12-31"}}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		initiatives, err := catalog.Parse(bytes.NewReader(data))
		if err != nil {
			return
		}
		written, err := catalog.Marshal(initiatives)
		if err != nil {
			t.Fatal(err)
		}
		back, err := catalog.Parse(bytes.NewReader(written))
		if err != nil {
			t.Fatalf("%v in\n%s", err, written)
		}
		compare(t, back, initiatives)
	})
}

func compare(t *testing.T, got, want []*initiativev1.Initiative) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d initiatives, want %d", len(got), len(want))
	}
	for i := range want {
		if !proto.Equal(got[i], want[i]) {
			t.Errorf("got\n%s\nwant\n%s", prototext.Format(got[i]), prototext.Format(want[i]))
		}
	}
}
