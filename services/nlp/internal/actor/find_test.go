package actor_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

func resolver(t testing.TB) *actor.Resolver {
	t.Helper()
	r, err := actor.New()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var at = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

func show(d *text.Document, ms []actor.Mention) string {
	var out []string
	for _, m := range ms {
		s := fmt.Sprintf("%s=%s/%s", d.Text(m.Span), m.ID, m.Kind)
		for _, flag := range []struct {
			on   bool
			name string
		}{{m.Former, "former"}, {m.Unnamed, "unnamed"}, {m.Place, "place"}} {
			if flag.on {
				s += "," + flag.name
			}
		}
		if m.Suffix != "" {
			s += "," + m.Suffix
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestFind(t *testing.T) {
	r := resolver(t)
	cases := []struct{ name, in, want string }{
		{"states", "Indonesia and the United States signed.", "Indonesia=IDN/state; United States=USA/state"},
		{"US and us", "Give us time, the US said.", "US=USA/state"},
		{"turkey", "They ate turkey while Türkiye waited.", "Türkiye=TUR/state"},
		{"metonyms", "Jakarta agreed, the Kremlin did not.", "Jakarta=IDN/metonym; Kremlin=RUS/metonym"},
		{"place", "They met in Moscow and flew to Kenya.", "Moscow=RUS/metonym,place; Kenya=KEN/state,place"},
		{"a declaration is no act of its city", "The Paris declaration holds.", "Paris=FRA/metonym,place"},
		{"suffixes", "the U.S.-led force and a London-based analyst", "U.S.=USA/state,led"},
		{"people", "Canadians in Mexico waited.", "Canadians=CAN/people; Mexico=MEX/state,place"},
		{"ministry by demonym", "The Indonesian defence ministry said no.", "Indonesian defence ministry=IDN/office"},
		{"ministry by possessive", "Turkey’s foreign ministry spoke.", "Turkey’s foreign ministry=TUR/office"},
		{"minister of", "The Kenyan minister of foreign affairs left.", "Kenyan minister of foreign affairs=KEN/office"},
		{"unnamed official", "A senior German official said so.", "senior German official=DEU/office,unnamed"},
		{"White House official", "A White House official hit back.", "White House official=USA/office,unnamed"},
		{"leader", "French President Emmanuel Macron spoke; Macron left.", "French President Emmanuel Macron=FRA/leader; Macron=FRA/leader"},
		{"titles", "Vice President JD Vance and Sir Keir Starmer met.", "Vice President JD Vance=USA/leader; Sir Keir Starmer=GBR/leader"},
		{"spelling", "Zelenskyy and Zelensky, Erdoğan and Erdogan", "Zelenskyy=UKR/leader; Zelensky=UKR/leader; Erdoğan=TUR/leader; Erdogan=TUR/leader"},
		{"unknown minister is learned", "Kenyan Defence Minister Amina Odera spoke. Odera left.", "Kenyan Defence Minister Amina Odera=KEN/leader; Odera=KEN/leader"},
		{"ambassador to", "former Ukrainian ambassador to Brazil Ivan Tkach spoke", "former Ukrainian ambassador to Brazil Ivan Tkach=UKR/leader,former"},
		{"of a state", "President Amina Odera of Kenya spoke.", "President Amina Odera of Kenya=KEN/leader"},
		{"prime minister of", "The prime minister of Japan spoke.", "prime minister of Japan=JPN/office"},
		{"bodies", "The EU, Nato and the U.N. Security Council met; CARICOM waited.", "EU=EU/body; Nato=NATO/body; U.N. Security Council=UNSC/body; CARICOM=CARICOM/body"},
		{"armed groups", "Hamas and Hizbollah refused.", "Hamas=HAMAS/armed; Hizbollah=HEZBOLLAH/armed"},
		{"aid groups", "Oxfam and other aid groups warned.", "Oxfam=NGO/body; aid groups=NGO/body"},
		{"chambers", "Congress, the Bundestag and the Knesset vote.", "Congress=USA:CONGRESS/faction; Bundestag=DEU:PARLIAMENT/faction; Knesset=ISR:PARLIAMENT/faction"},
		{"chamber of another state", "The Italian Senate voted.", "Italian Senate=ITA:PARLIAMENT/faction"},
		{"opposition and public", "The Kenyan opposition and Indonesian voters protest.", "Kenyan opposition=KEN:OPPOSITION/faction; Indonesian voters=IDN:PUBLIC/faction"},
		{"lawmakers", "US lawmakers and Polish lawmakers differ.", "US lawmakers=USA:CONGRESS/faction; Polish lawmakers=POL:PARLIAMENT/faction"},
		{"parties by term", "Democrats and Republicans differ.", "Democrats=USA:OPPOSITION/faction; Republicans=USA:CONGRESS/faction"},
		{"groups", "26 countries, several Arab states and European allies agreed.", "26 countries=GROUP/group,unnamed; several Arab states=GROUP/group,unnamed; European allies=GROUP/group,unnamed"},
		{"friends of a state", "US allies waited.", "US allies=GROUP/group,unnamed"},
		{"gulf", "Gulf Arab nations waited.", "Gulf Arab nations=GCC/body"},
		{"media are no actors", "He told the Washington Post, Der Spiegel and the Jakarta Post.", ""},
		{"given names", "Jordan Whitfield and Michael Jordan met in Jordan.", "Jordan=JOR/state,place"},
		{"a minister named like a state", "Israel Katz spoke for Israel.", "Israel Katz=ISR/leader; Israel=ISR/state"},
		{"Georgia of Atlanta", "In Atlanta, Georgia voted.", ""},
		{"Georgia of Tbilisi", "Georgia waits, Tbilisi said.", "Georgia=GEO/state; Tbilisi=GEO/metonym"},
		{"regions are no states", "Latin American poets and South African miners met.", "South African=ZAF/demonym"},
		{"furniture", "Read more: Kenya sends men\n\nNobody came.", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := text.Parse("", c.in)
			if got := show(d, r.Find(d, at)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

// Who holds an office is decided by the article's own time.
func TestTerms(t *testing.T) {
	r := resolver(t)
	d := text.Parse("", "Trump and Biden met. Democrats objected.")
	cases := []struct{ name, day, want string }{
		{"first term", "2019-05-01", "Trump=USA/leader; Biden=USA/leader,former; Democrats=USA:OPPOSITION/faction"},
		{"between", "2023-05-01", "Trump=USA/leader,former; Biden=USA/leader; Democrats=USA:CONGRESS/faction"},
		{"second term", "2025-05-01", "Trump=USA/leader; Biden=USA/leader,former; Democrats=USA:OPPOSITION/faction"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			day, err := time.Parse(time.DateOnly, c.day)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(d, r.Find(d, day)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
	if got := show(d, r.Find(d, time.Time{})); got != cases[2].want {
		t.Errorf("without a time: got %s", got)
	}
	moved := text.Parse("", "Kaja Kallas spoke.")
	if m := r.Find(moved, at); len(m) != 1 || m[0].ID != "EU" {
		t.Errorf("an office holder who moved: %+v", m)
	}
}

func TestMentionFields(t *testing.T) {
	r := resolver(t)
	d := text.Parse("", "“No,” said Israeli Defence Minister Israel Katz’s envoy. The Kenyan army left Macron’s plan.")
	ms := r.Find(d, at)
	if len(ms) != 3 {
		t.Fatalf("got %s", show(d, ms))
	}
	if m := ms[0]; m.Person != "Israel Katz" || m.Sector != "GOV" || !m.Speaker || !m.Possessive {
		t.Errorf("minister: %+v", m)
	}
	if m := ms[1]; m.Sector != "MIL" || m.Role != "army" || m.Kind != actor.Office {
		t.Errorf("army: %+v", m)
	}
	if m := ms[2]; !m.Possessive || m.Role != "president" {
		t.Errorf("possessive: %+v", m)
	}
}

// Operators add records in the format of the embedded files.
func TestMoreRecords(t *testing.T) {
	extra := "# ours\nstate\tXAL\tAldova\t-\tAldovan\tAldovans\tPortmere\tHarbour House\tThing\nperson\tAnn Orr\tOrr\tXAL\tprime minister\t2025-01-01\t-\nbody\tISLES\tbody\tIGO\tIsles Pact\tIP9\n"
	r, err := actor.New(actor.Input{Name: "ours.tsv", Data: extra})
	if err != nil {
		t.Fatal(err)
	}
	d := text.Parse("", "Portmere told the Isles Pact that Aldovan Prime Minister Ann Orr would face the Thing.")
	want := "Portmere=XAL/metonym; Isles Pact=ISLES/body; Aldovan Prime Minister Ann Orr=XAL/leader; Thing=XAL:PARLIAMENT/faction"
	if got := show(d, r.Find(d, at)); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	if r.Name("XAL") != "Aldova" || !r.Known("XAL:PUBLIC") || r.Known("XBL") {
		t.Error("the new state is not known by name")
	}
}

func TestBadRecords(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"unknown kind", "nation\tX", `x.tsv:1:1: unknown kind of record "nation"`},
		{"too few fields", "# x\nstate\tXAL", "x.tsv:2:7: state record has 2 fields, want 9"},
		{"bad id", "state\txal\tA\t-\t-\t-\t-\t-\t-", `x.tsv:1:7: id "xal"`},
		{"bad date", "person\tAnn Orr\t-\tUSA\tx\tMay\t-", `x.tsv:1:24: date "May"`},
		{"bad term", "party\tUSA\tWhigs\t1850", `term "1850"`},
		{"bad body", "body\tX\tclub\tIGO\tX\t-", `body is of kind "club"`},
		{"a name without a word", "none\t—", "holds no word"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, err := actor.New(actor.Input{Name: "x.tsv", Data: c.in}); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestNames(t *testing.T) {
	r := resolver(t)
	for id, want := range map[string]string{"IDN": "Indonesia", "USA:CONGRESS": "United States (congress)", "GROUP": "Unnamed group", "NOPE": "NOPE"} {
		if got := r.Name(id); got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	r := resolver(f)
	f.Add("", "former Ukrainian ambassador to Brazil Ivan Tkach of the Republic of Kenya told Jordan")
	f.Add("Paris", "several of the EU member states of NATO allies, the Italian Senate’s US-Japan president of")
	f.Fuzz(func(t *testing.T, title, raw string) {
		d := text.Parse(title, raw)
		last := 0
		for _, m := range r.Find(d, at) {
			if m.First < last && m.Prefix == "" || m.Last <= m.First || m.Start >= m.End || m.End > len(raw) || m.ID == "" {
				t.Fatalf("bad mention %+v behind token %d in %q", m, last, raw)
			}
			if !r.Known(m.ID) {
				t.Fatalf("mention of unknown actor %+v", m)
			}
			last = m.Last
		}
	})
}

// Records of operators are parsed like any input: no panic, whatever comes.
func FuzzRecords(f *testing.F) {
	f.Add("state\tXAL\tAldova\t-\tAldovan\tAldovans\tPortmere\t-\t-")
	f.Add("party\tUSA\tWhigs\t1850..,..")
	f.Add("trap\tGeorgia\t|")
	d := text.Parse("", "Aldova said no to Georgia.")
	f.Fuzz(func(t *testing.T, in string) {
		if r, err := actor.New(actor.Input{Name: "x.tsv", Data: in}); err == nil {
			for _, m := range r.Find(d, at) {
				if m.First >= m.Last || m.Last > len(d.Tokens) || m.Start >= m.End || m.End > len(d.Raw) {
					t.Fatalf("mention %+v after %q", m, in)
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	r := resolver(b)
	raw := strings.Repeat("French President Emmanuel Macron told the Indonesian defence ministry on Tuesday that 26 countries would wait for the U.S.-led force in Kenya, if it came at all.\n\n", 100)
	d := text.Parse("", raw)
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		r.Find(d, at)
	}
}
