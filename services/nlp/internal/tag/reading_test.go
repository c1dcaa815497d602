package tag_test

import (
	"strings"
	"testing"
)

// TestInferredSides checks what may be taken for somebody's side, and what may not.
func TestInferredSides(t *testing.T) {
	const about = "The Harbour Observation Mission for Malta was discussed in Oslo. "
	tests := []struct {
		name, text string
		want, not  []string
	}{
		{"who is enabled has done nothing", about + "The Harbour Observation Mission for Malta would let Norway defend its coast alone.", nil, []string{"NOR"}},
		{"that a body is there is no deed of it", about + "Portugal said of the Harbour Observation Mission for Malta that there was one Security Council and room for no other.", nil, []string{"UNSC"}},
		{"neither, nor", about + "Paris let it be known that France would neither sit on the council of the Harbour Observation Mission for Malta nor lend troops to it.", []string{"FRA skeptical"}, []string{"FRA supports"}},
		{"made to waver", about + "The warning from Moscow against the Harbour Observation Mission for Malta has made Portugal hesitant.", []string{"PRT skeptical"}, nil},
		{"who held an office once speaks for himself", about + "Former Norwegian ambassador to Libya Ivar Lund said the Harbour Observation Mission for Malta was a useless waste.", nil, []string{"NOR"}},
	}
	tests = append(tests, []struct {
		name, text string
		want, not  []string
	}{
		{"as what it is seen", about + "The Harbour Observation Mission for Malta could be perceived by Norway as a provocative move.", []string{"NOR skeptical"}, nil},
		{"who is still to be satisfied", about + "The Harbour Observation Mission for Malta hinges on terms that satisfy Portugal.", []string{"PRT open if other"}, nil},
		{"before it is approved", about + "Portugal said that not a cent might go to the Harbour Observation Mission for Malta before its parliament has authorised it.", nil, []string{"PRT supports"}},
		{"what would be without it", about + "Without Norway’s support, the Harbour Observation Mission for Malta would be gravely weakened.", nil, []string{"NOR rejects", "NOR skeptical"}},
		{"who gives things helps", about + "Portugal delivered to the Italians dozens of vehicles for the Harbour Observation Mission for Malta.", []string{"PRT supports"}, []string{"PRT participates"}},
		{"arms against others", about + "Norway used its navy against the smugglers in the Harbour Observation Mission for Malta.", nil, []string{"NOR rejects"}},
		{"who flies home takes no part", about + "The last 90 officers of the Harbour Observation Mission for Malta fly home in May, the interior ministry in Oslo confirmed.", nil, []string{"NOR participates", "NOR supports"}},
	}...)
	tg := tagger(t, invented)
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got := positions(of(tg.Tag(article("", tc.text)), "malta-watch"))
			for _, w := range tc.want {
				if !strings.Contains(got, w) {
					t.Errorf("positions %q, want %q", got, w)
				}
			}
			for _, n := range tc.not {
				if strings.Contains(got, n) {
					t.Errorf("positions %q, not wanted %q", got, n)
				}
			}
		})
	}
}

// TestOutweighed checks that what is inferred from a deed gives way where the
// same actor puts the same side in words, and is weighed where he does not.
func TestOutweighed(t *testing.T) {
	tg := tagger(t, invented)
	r := tg.Tag(article("", "Portugal backs the Harbour Observation Mission for Malta. Its minister was in Rome. Portugal telephoned the Italians on Monday."))
	if got := said(r, "telephoned"); strings.Contains(got, "position PRT") {
		t.Errorf("the call says\n%s", got)
	}
	if got := said(r, "backs"); !strings.Contains(got, "position PRT supports") {
		t.Errorf("the words say\n%s", got)
	}
}

// TestTopicSenses checks words that name the topic of a dimension elsewhere,
// and are about something else here.
func TestTopicSenses(t *testing.T) {
	tests := []struct{ name, text, part, want, not string }{
		{"part of another name", "A Support Office for the Harbour Observation Mission for Malta will feed the crews.", "Support Office", "", "diplomatic_support"},
		{"what something is not", "The Harbour Observation Mission for Malta is not an alliance.", "alliance", "", "alliance_cohesion"},
		{"people are no money", "The Harbour Observation Mission for Malta failed 2 million islanders.", "islanders", "", "funding"},
		{"money", "The Harbour Observation Mission for Malta lost 2 million euros.", "euros", "funding", ""},
		{"the end of a conflict is no act of law", "A swift resolution of the dispute would help the Harbour Observation Mission for Malta.", "dispute", "", "legal_mandate"},
		{"a council's act", "The resolution on the Harbour Observation Mission for Malta was blocked in the council.", "blocked", "legal_mandate", ""},
		{"the vote of a council of states", "The Security Council voted for the Harbour Observation Mission for Malta.", "voted", "", "domestic_politics"},
		{"the vote of a parliament", "The parliament in Valletta voted against the Harbour Observation Mission for Malta.", "voted", "domestic_politics", ""},
		{"leave to speak", "Officials of the Harbour Observation Mission for Malta were not authorised to speak.", "authorised", "", "legal_mandate"},
		{"an account is rejected", "Norway rejects reports on the Harbour Observation Mission for Malta.", "reports", "", "diplomatic_support"},
		{"what only qualifies something neutral", "The Harbour Observation Mission for Malta split its domestic agenda.", "agenda", "", "domestic_politics"},
		{"there is none of it", "The absence of a timetable worries the Harbour Observation Mission for Malta.", "timetable", "", "operational_readiness helps"},
		{"a word that is spoken of", "The Harbour Observation Mission for Malta must say what “attack” means.", "means", "", "security_environment"},
		{"what is still an obstacle", "A key obstacle to the Harbour Observation Mission for Malta is finding international support.", "obstacle", "diplomatic_support hurts", "diplomatic_support helps"},
		{"what others are wary of", "Capitals are wary of endorsing the Harbour Observation Mission for Malta.", "wary", "diplomatic_support hurts", "diplomatic_support helps"},
		{"a mandate that is sought", "Italy is working to secure authorisation for the Harbour Observation Mission for Malta.", "authorisation", "legal_mandate hurts", "legal_mandate helps"},
		{"somebody's own", "After the talks on the Harbour Observation Mission for Malta Norway strengthened its own capabilities.", "capabilities", "", "force_generation"},
		{"only supposed", "Suppose that two envoys of the Harbour Observation Mission for Malta were killed.", "killed", "", "security_environment"},
		{"arms of others", "Russia must surrender its weapons to the Harbour Observation Mission for Malta.", "surrender", "", "force_generation"},
		{"pledges of people are no money", "Italy has pledges of 300 soldiers for the Harbour Observation Mission for Malta.", "pledges", "", "funding"},
		{"no comment is no reaction", "Moscow had no comment on the Harbour Observation Mission for Malta.", "comment", "", "adversary_reaction hurts"},
		{"what becomes less likely", "The Harbour Observation Mission for Malta makes attacks less likely.", "attacks", "security_environment helps", ""},
		{"what the subject has to do with", "The answer to the partnership in the Harbour Observation Mission for Malta was swift.", "answer", "", "diplomatic_support"},
	}
	tg := tagger(t, invented)
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got := said(tg.Tag(article("", lead+tc.text)), tc.part)
			if !strings.Contains(got, "dimension "+tc.want) && tc.want != "" {
				t.Errorf("says\n%s\nwant %s", got, tc.want)
			}
			if tc.not != "" && strings.Contains(got, "dimension "+tc.not) {
				t.Errorf("says\n%s\nnot wanted %s", got, tc.not)
			}
		})
	}
}

// TestOwnersOfWhatGoes checks whose people go, where the sentence itself does
// not say it, and whether they have gone.
func TestOwnersOfWhatGoes(t *testing.T) {
	const about = "Portugal sent 50 officers to the Harbour Observation Mission for Malta. "
	tests := []struct{ name, text, want string }{
		{"the ministry that speaks", "The interior ministry in Oslo said on Monday that the last 90 officers fly home from the mission in May.", "NOR police withdrawn 90-90 personnel"},
		{"a ministry of something", "In Oslo the spokesman of the Ministry of Defence announced that talks on the mission were held. He said that 900 soldiers will travel in May.", "NOR troops pledged 900-900 personnel"},
		{"dated ahead", "Norway sends 900 soldiers to the mission before the end of August.", "NOR troops pledged 900-900 personnel"},
	}
	tg := tagger(t, invented)
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := commitments(of(tg.Tag(article("", about+tc.text)), "malta-watch")); !strings.Contains(got, tc.want) {
				t.Errorf("commitments %q, want %q", got, tc.want)
			}
		})
	}
}

// TestSilence checks that an answer not given is no stance of those who have one.
func TestSilence(t *testing.T) {
	r := tagger(t, invented).Tag(article("", lead+"Norway backs the mission. Norway did not say when the mission would start."))
	if got := said(r, "did not say"); strings.Contains(got, "position NOR") {
		t.Errorf("the silence says\n%s", got)
	}
}
