package text_test

import (
	"slices"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

func sentences(d *text.Document) []string {
	var out []string
	for _, s := range d.Sentences {
		out = append(out, d.Text(s.Span))
	}
	return out
}

// The traps that sentence cutters fall into.
func TestSentences(t *testing.T) {
	cases := []struct {
		name, in string
		want     []string
	}{
		{"plain", "The pact holds. Nobody left.", []string{"The pact holds.", "Nobody left."}},
		{"U.S. inside", "The U.S. Navy sailed. It came back.", []string{"The U.S. Navy sailed.", "It came back."}},
		{"U.S. at the end", "They flew to the U.S. The talks failed.", []string{"They flew to the U.S.", "The talks failed."}},
		{"U.S. before a newline", "A U.S.\nTreasury official said no.", []string{"A U.S.\nTreasury official said no."}},
		{"U.S.-led", "The U.S.-led force left.", []string{"The U.S.-led force left."}},
		{"titles", "Mr. Ode met Gen. Tarn. Dr. Wu left.", []string{"Mr. Ode met Gen. Tarn.", "Dr. Wu left."}},
		{"No. before a figure", "It ranks No. 3 in Aldova. No. We won't go.", []string{"It ranks No. 3 in Aldova.", "No.", "We won't go."}},
		{"decimals", "It costs 2.3 billion. Prices rose 0.6% in May.", []string{"It costs 2.3 billion.", "Prices rose 0.6% in May."}},
		{"initials", "J. K. Orr and Donald J. Reed met. They agreed.", []string{"J. K. Orr and Donald J. Reed met.", "They agreed."}},
		{"months", "It began on Oct. 17 in Portmere. It ended.", []string{"It began on Oct. 17 in Portmere.", "It ended."}},
		{"times", "They met at 5 p.m. on Monday. The vote came at 9 p.m. It failed.", []string{"They met at 5 p.m. on Monday.", "The vote came at 9 p.m.", "It failed."}},
		{"quote after the stop", `"We agree." He left.`, []string{`"We agree."`, "He left."}},
		{"curly quote after the stop", "“We agree.” He left.", []string{"“We agree.”", "He left."}},
		{"quote, then the speaker", "“Will you go?” she asked. “No.”", []string{"“Will you go?” she asked.", "“No.”"}},
		{"quote that begins a sentence", `The aide left. "He tries both," she said.`, []string{"The aide left.", `"He tries both," she said.`}},
		{"ellipsis inside", "They waited... and waited. Then they left.", []string{"They waited... and waited.", "Then they left."}},
		{"ellipsis at the end", "They waited… Nobody came.", []string{"They waited…", "Nobody came."}},
		{"two dots", "It came.. and Aldova returned.", []string{"It came.. and Aldova returned."}},
		{"parenthesis", "He agreed. (Laughter.) She did not.", []string{"He agreed.", "(Laughter.)", "She did not."}},
		{"parenthesis inside a quote", `"We want as many (as we can) — they share it," he said.`, []string{`"We want as many (as we can) — they share it," he said.`}},
		{"question and exclamation", "Who pays? Nobody! So be it.", []string{"Who pays?", "Nobody!", "So be it."}},
		{"colon", "One thing is clear: the stakes rose. That is all.", []string{"One thing is clear: the stakes rose.", "That is all."}},
		{"abbreviations", "Orr Corp. of Portmere and Reed vs. Tarn, etc. were named.", []string{"Orr Corp. of Portmere and Reed vs. Tarn, etc. were named."}},
		{"bullets", "Reasons:\n• It is late.\n• Nobody pays", []string{"Reasons:", "It is late.", "Nobody pays"}},
		{"figure starts", "It failed. 26 states left.", []string{"It failed.", "26 states left."}},
		{"currency starts", "It failed. $5 million went.", []string{"It failed.", "$5 million went."}},
		{"web address", "See example.org for more. It is free.", []string{"See example.org for more.", "It is free."}},
		{"heading stays apart", "The hard part\n\nNobody pays for it.", []string{"The hard part", "Nobody pays for it."}},
		{"lines broken by width", "The council met in Portmere and then\nagreed to wait. It left.", []string{"The council met in Portmere and then\nagreed to wait.", "It left."}},
		{"lines are units", "The council met.\nThe vote failed.", []string{"The council met.", "The vote failed."}},
		{"possessive of an abbreviation", "The U.S.'s plan failed. It was late.", []string{"The U.S.'s plan failed.", "It was late."}},
		{"asterisks", "He told *The Isles Post*, \"No.\" She agreed.", []string{"He told *The Isles Post*, \"No.\"", "She agreed."}},
		{"nested quotes", "She said: “He told us ‘never.’ We believed him.” Then she left.", []string{"She said: “He told us ‘never.’", "We believed him.”", "Then she left."}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := sentences(text.Parse("", c.in)); !slices.Equal(got, c.want) {
				t.Errorf("\n got %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestQuestion(t *testing.T) {
	d := text.Parse("", "Who pays? “Who pays?” she asked. Nobody does.")
	var got []bool
	for _, s := range d.Sentences {
		got = append(got, s.Question)
	}
	if !slices.Equal(got, []bool{true, false, false}) {
		t.Errorf("got %v", got)
	}
}
