package actor_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// rules prints each mention with the rule that found it.
func rules(d *text.Document, ms []actor.Mention) string {
	var out []string
	for _, m := range ms {
		out = append(out, fmt.Sprintf("%s=%s (%s)", d.Text(m.Span), m.ID, m.How))
	}
	return strings.Join(out, "; ")
}

func TestResolution(t *testing.T) {
	r := resolver(t)
	cases := []struct{ name, in, want string }{
		{"a title with a surname alone", "Beijing rejects it. President Lai did not answer.", "Beijing=CHN (capital); President Lai=TWN (title of leader)"},
		{"a title without a state", "Kenya waits. Transport Minister Amina Odera signed. Odera left.", "Kenya=KEN (state); Transport Minister Amina Odera=KEN (title); Odera=KEN (surname)"},
		{"ranks are no names", "Norway waits. Rear Admiral Per Holmvik spoke.", "Norway=NOR (state); Rear Admiral Per Holmvik=NOR (title)"},
		{"a title without any state", "Foreign Minister Jane Doe spoke.", ""},
		{"senators", "Sen. Pat Moody voted.", "Sen. Pat Moody=USA:CONGRESS (title)"},
		{"opposition leader", "Zambia votes. Opposition Leader Brian Mwale walked out.", "Zambia=ZMB (state); Opposition Leader Brian Mwale=ZMB:OPPOSITION (title)"},
		{"opposition lawmakers", "Polish opposition lawmakers object.", "Polish opposition lawmakers=POL:OPPOSITION (office of demonym)"},
		{"apposition before", "Jane Doe, Kenya's defence minister, said so. Doe left.", "Jane Doe=KEN (apposition); Kenya's defence minister=KEN (office of state); Doe=KEN (surname)"},
		{"apposition behind", "The Kenyan defence minister, Jane Doe, said so.", "Kenyan defence minister=KEN (office of demonym); Jane Doe=KEN (apposition)"},
		{"a spokeswoman for a body", "Jane Doe, a spokeswoman for UNESCO, said so.", "Jane Doe=UNESCO (apposition); spokeswoman for UNESCO=UNESCO (office of state)"},
		{"Arabic names", "Lebanese Interior Minister Ahmad al-Hajjar spoke.", "Lebanese Interior Minister Ahmad al-Hajjar=LBN (title)"},
		{"a leader's envoy", "Macron's envoy flew in.", "Macron's envoy=FRA (office of leader)"},
		{"a leader's friends", "Macron's allies grumbled.", "Macron=FRA (leader@term)"},
		{"two of one name, the one last named in full", "Boris Johnson spoke. Mike Johnson spoke. Johnson left.", "Boris Johnson=GBR (former leader); Mike Johnson=USA:CONGRESS (leader@term); Johnson=USA:CONGRESS (leader@term)"},
		{"family name first", "Chinese Trade Minister Gao Wen spoke. Gao left.", "Chinese Trade Minister Gao Wen=CHN (title); Gao=CHN (surname)"},
		{"party by term", "Georgian Dream objects.", "Georgian Dream=GEO:PARLIAMENT (party@term)"},
		{"a senator is what the party is", "Chuck Schumer objects.", "Chuck Schumer=USA:OPPOSITION (leader@term)"},
		{"a share of a people", "Some 58 per cent of Kenyans and most Norwegians object.", "Kenyans=KEN:PUBLIC (share of a people); Norwegians=NOR:PUBLIC (share of a people)"},
		{"a society", "The Norwegian Sailing Society objects.", "Norwegian Sailing Society=NOR:PUBLIC (organisation)"},
		{"a union", "The Kenyan Teachers Federation objects.", "Kenyan Teachers Federation=KEN:UNIONS (organisation)"},
		{"a governor of a place unknown", "Norway waits. Tessin Governor Jane Doe objects.", "Norway=NOR (state)"},
		{"two societies", "The Omani Orchid Society and Kenyan Orchid Society object.", "Omani Orchid Society=OMN:PUBLIC (organisation); Kenyan Orchid Society=KEN:PUBLIC (organisation)"},
		{"a council of state", "The Omani Economic Council agrees.", "Omani Economic Council=OMN (organisation)"},
		{"papers, schools and firms", "She told the Nairobi Herald, taught at the Kenya Aviation College and bought Norway Telecom shares.", ""},
		{"but not two names", "Kenya and Herald Ltd signed.", "Kenya=KEN (state)"},
		{"unsaid ministry", "Kenya waits. The foreign ministry said so.", "Kenya=KEN (state); foreign ministry=KEN (unsaid state)"},
		{"a ministry in a capital", "Norway waits. In Nairobi the foreign ministry said so.", "Norway=NOR (state); Nairobi=KEN (capital); foreign ministry=KEN (unsaid state)"},
		{"a government in a capital", "Norway waits. The government in Nairobi said so.", "Norway=NOR (state); government=KEN (unsaid state); Nairobi=KEN (capital)"},
		{"of two, the one with the office", "Ruto and the Norwegian prime minister met. The prime minister said so.", "Ruto=KEN (leader@term); Norwegian prime minister=NOR (office of demonym); prime minister=NOR (unsaid state)"},
		{"what somebody deals with does not act", "Kenya signed a treaty with Norway. Lawmakers object.", "Kenya=KEN (state); Norway=NOR (state); Lawmakers=KEN:PARLIAMENT (unsaid state)"},
		{"unions with those who are named", "Britain waits. Norway waits. The unions here, GMB and Unite both, object.", "Britain=GBR (state); Norway=NOR (state); unions=GBR:UNIONS (unsaid state); GMB=GBR:UNIONS (named faction)"},
		{"unions before one that is named", "Kenya waits. Unions such as the ACTU object.", "Kenya=KEN (state); Unions=AUS:UNIONS (unsaid state); ACTU=AUS:UNIONS (named faction)"},
		{"unions that meet others", "Britain waits. Kenya waits. Unions met the GMB.", "Britain=GBR (state); Kenya=KEN (state); Unions=KEN:UNIONS (unsaid state); GMB=GBR:UNIONS (named faction)"},
		{"nobody's ministry", "The foreign ministry said so.", ""},
		{"coastal states", "Several coastal states and more than 40 island nations signed.", "Several coastal states=GROUP (group); more than 40 island nations=GROUP (group)"},
		{"the Council of the United Nations", "The UN waits. The Council voted.", "UN=UN (body); The Council=UNSC (body)"},
		{"banks and agencies", "The AfDB, the Green Climate Fund and the IMO agreed.", "AfDB=AFDB (body); Green Climate Fund=GCF (body)"},
		{"territories", "Greenland and the Faroes signed.", "Greenland=GRL (state); the Faroes=FRO (state)"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := text.Parse("", c.in)
			if got := rules(d, r.Find(d, at)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

// What a person is changes with the article's own time.
func TestCareers(t *testing.T) {
	r := resolver(t)
	cases := []struct{ in, day, want string }{
		{"Yair Lapid spoke.", "2022-09-01", "Yair Lapid=ISR (leader@term)"},
		{"Yair Lapid spoke.", "2025-09-01", "Yair Lapid=ISR:OPPOSITION (leader@term)"},
		{"Chuck Schumer spoke.", "2022-09-01", "Chuck Schumer=USA:CONGRESS (leader@term)"},
		{"Mark Rutte spoke.", "2022-09-01", "Mark Rutte=NLD (leader@term)"},
		{"Mark Rutte spoke.", "2025-09-01", "Mark Rutte=NATO (leader@term)"},
		{"Angela Merkel spoke.", "2025-09-01", "Angela Merkel=DEU (former leader)"},
		{"Secretary Austin spoke.", "2023-09-01", "Secretary Austin=USA (title of leader)"},
		{"The BJP and the Awami League spoke.", "2025-09-01", "BJP=IND:PARLIAMENT (party@term); Awami League=BGD:OPPOSITION (party@term)"},
	}
	for _, c := range cases {
		day, err := time.Parse(time.DateOnly, c.day)
		if err != nil {
			t.Fatal(err)
		}
		d := text.Parse("", c.in)
		if got := rules(d, r.Find(d, day)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.day, got, c.want)
		}
	}
}

func TestAnaphorsAreMarked(t *testing.T) {
	d := text.Parse("", "Kenya waits. The foreign ministry and voters object.")
	var got []bool
	for _, m := range resolver(t).Find(d, at) {
		got = append(got, m.Anaphor)
	}
	if fmt.Sprint(got) != "[false true true]" {
		t.Errorf("got %v", got)
	}
}
