package tag_test

import (
	"strings"
	"testing"
)

// Sentences that look like findings and are none, or are another's: each
// stands for a class of misreadings.
func TestMisreadPositions(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, positions, []sentence{
		{"presence is openness", "The coordination centre of the mission houses personnel from Norway, Portugal and Kenya.", "KEN open; NOR open; PRT open"},
		{"those who are nobody in particular", "Portugal told its partners that those who join the mission must pay for it.", ""},
		{"a denial is no support", "Italy denied that there was any quarrel over the mission.", ""},
		{"other words of a sponsor are no support", "The mission was discussed. Italy said that the weather was fine.", ""},
		{"what is not bad is not praised", "Portugal said the mission would not be a burden.", ""},
		{"obligation is no stance", "Under the ruling Portugal must support the mission.", ""},
		{"nor is what others must let happen", "Under the ruling Portugal must allow the mission to help.", ""},
		{"a sponsor who sends nobody", "Italy ruled out sending soldiers to the mission.", ""},
		{"the adversary's welcome is acquiescence", "Russia welcomes the mission.", "RUS open"},
		{"the adversary's welcome on a condition", "Russia would welcome the mission as long as it stays out of the port.", "RUS open if other"},
		{"to pull back is not to back", "Portugal pulls back as the mission begins.", ""},
		{"an unknown society is not its state", "The Norwegian Sailing Society opposes the mission.", "NOR:PUBLIC rejects"},
		{"nor is it when a pronoun stands for it", "The Norwegian Sailing Society met on Friday. It opposes the mission.", "NOR:PUBLIC rejects"},
		{"a poll is the public's", "A survey found that 60 per cent of Norwegians oppose the mission.", "NOR:PUBLIC rejects"},
		{"opinion is the public's", "Public opinion in Norway opposes the mission.", ""},
		{"the people with an article are the state", "The Norwegians oppose the mission.", "NOR rejects"},
		{"a man who is nobody known", "Norway votes on Sunday, and the man who may win opposes the mission.", ""},
		{"they are not one state", "Norway is a land of ships. They make one a year and support the mission.", ""},
		{"they are the states just named", "Norway and Portugal met. They support the mission.", "NOR supports; PRT supports"},
		{"he is no state", "Portugal is a republic. He supports the mission.", ""},
		{"a party is no state", "Portugal votes on Sunday. The party opposes the mission.", ""},
		{"adjective of what another leads", "Skepticism from Portugal about the Italy-led mission grew.", "PRT skeptical"},
	})
}

func TestMisreadCommitments(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, commitments, []sentence{
		{"observers are no soldiers", "Norway sent observers to the mission.", ""},
		{"those who send are nobody", "Portugal said that those who send soldiers to the mission must ask first.", ""},
		{"the host's own troops", "Maltese troops pull out as the mission takes over.", ""},
		{"a noun that looks like a verb", "Norway offered 20 police officers for the land and sea borders of the mission.", "NOR police offered 20-20 personnel"},
		{"advice is no news", "“Send them 300 soldiers for the mission,” Norway’s foreign minister said.", ""},
		{"pledges of others", "Norway has pledges of 700 soldiers for the mission.", "GROUP troops pledged 700-700 personnel"},
		{"not for the mission", "The €4 million that Norway has promised is for the port, not for the mission.", ""},
		{"and no soldiers", "Norway offered 20 police officers and no soldiers to the mission.", "NOR troops declined; NOR police offered 20-20 personnel"},
		{"money for a purpose", "Norway paid €4 million for the training of police to the mission.", "NOR money deployed 4e+06-4e+06 EUR"},
		{"a precedent", "The mission is not the first. In 1999 Norway sent 300 soldiers to another island.", ""},
	})
}

func TestMisreadMilestones(t *testing.T) {
	tg := tagger(t, invented)
	tests := []struct{ name, text, want string }{
		{"an arrival is no mandate", "The first 400 soldiers of the UN-authorised Harbour Observation Mission for Malta arrived on Thursday.", "deployed reached"},
		{"a parliament lets its own go", "Norway's parliament adopted a resolution on sending 50 soldiers to the mission.", ""},
		{"a doubtful proposal was made", "The proposal for the mission remains uncertain.", "proposed reached"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := milestones(of(tg.Tag(article("", lead+tc.text)), "malta-watch")); !strings.HasPrefix(got, tc.want) || strings.Contains(got, "mandated") {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}

func TestMisreadDimensions(t *testing.T) {
	tg := tagger(t, invented)
	tests := []struct{ name, text, want string }{
		{"a section's heading is no evidence", "\n\nAn Unfunded Mission\n\nThe delegates met for the whole of the day.", ""},
		{"respect for sovereignty", "The mission rests on support for the sovereignty of the island.", ""},
		{"concern for sovereignty", "Sovereignty concerns weigh on the mission.", "host_consent hurts"},
		{"to reinforce what is no soldiers", "Delays reinforce the difficulty of the mission.", "operational_readiness hurts"},
		{"illegal migrants", "The mission will watch for illegal migrants.", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := dimensions(of(tg.Tag(article("", lead+tc.text)), "malta-watch")); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

// What is set in the place of another initiative is not about this one.
func TestPlaceOfAnother(t *testing.T) {
	tg := tagger(t, strings.Replace(invented, "about: a joint loan for the Baltic power grid", "about: a joint loan for the Baltic power grid\n    places: [Riga]", 1))
	text := lead + "Even in Riga, where the Security Council has authorised it, it is stuck."
	r := tg.Tag(article("", text))
	if got := milestones(of(r, "malta-watch")); got != "" {
		t.Errorf("milestones %q", got)
	}
}

// A citation that begins inside a long sentence begins with a word.
func TestCitationsBeginWithAWord(t *testing.T) {
	tg := tagger(t, invented)
	long := "Three delegates of the islands, who had come by boat and who left by boat on the evening of the same day, told the newspaper of the harbour the same story, which they had heard in the morning, " +
		"none of them for attribution: the mission was to be led from the fort above the bay, and it was to be paid by those who asked for it, although nobody had been asked to pay so far, and Norway supports the mission, and nobody else was known to do so."
	a := article("", lead+long)
	r := tg.Tag(a)
	laws(t, a, r)
	for _, c := range r.GetClaims() {
		if q := c.GetEvidence().GetQuote(); strings.ContainsAny(q[:1], ",;:") {
			t.Errorf("cites %q", q)
		}
	}
}

func TestShortTexts(t *testing.T) {
	tg := tagger(t, invented)
	if r := tg.Tag(article("", "Norway backs the Harbour Observation Mission for Malta.")); r.GetSkippedReason() != "" || positions(of(r, "malta-watch")) != "NOR supports" {
		t.Errorf("skipped %q, %v", r.GetSkippedReason(), r.GetInitiatives())
	}
	if r := tg.Tag(article("", "Norwegen lehnt die Harbour Observation Mission for Malta nicht ab.")); r.GetSkippedReason() == "" {
		t.Error("read German")
	}
}
