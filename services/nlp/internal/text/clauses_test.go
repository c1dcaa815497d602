package text_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

func clauses(d *text.Document, i int) string {
	var out []string
	for _, c := range d.Clauses(i) {
		s := c.Kind.String()
		if c.Marker != "" {
			s += "(" + c.Marker + ")"
		}
		out = append(out, fmt.Sprintf("%s: %s", s, d.Text(c.Span)))
	}
	return strings.Join(out, " | ")
}

func TestClauses(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"contrast", "Orr backs the pact but will not pay.", "main: Orr backs the pact | contrast(but): but will not pay."},
		{"not only but", "Orr will not only pay but send men.", "main: Orr will not only pay but send men."},
		{"condition", "Orr will send men if Tarn agrees.", "main: Orr will send men | condition(if): if Tarn agrees."},
		{"fronted condition", "If Tarn agrees, Orr will send men.", "condition(if): If Tarn agrees | main(,): , Orr will send men."},
		{"inverted condition", "Should Tarn leave, the pact will fail.", "condition(should): Should Tarn leave | main(,): , the pact will fail."},
		{"a question is no condition", "Should Tarn leave, as many hope?", "main: Should Tarn leave, as many hope?"},
		{"provided that", "Orr was ready to go, provided that the council gave a mandate.", "main: Orr was ready to go | condition(provided that): , provided that the council gave a mandate."},
		{"only if", "They would join only if the guns fell silent.", "main: They would join | condition(only if): only if the guns fell silent."},
		{"unless", "It is out unless the shooting stops.", "main: It is out | condition(unless): unless the shooting stops."},
		{"conditional on", "The offer is conditional on a mandate.", "main: The offer is | condition(conditional on): conditional on a mandate."},
		{"while", "While the plan holds, talks have failed.", "contrast(while): While the plan holds | main(,): , talks have failed."},
		{"because", "Orr stayed out because the isle is near.", "main: Orr stayed out | reason(because): because the isle is near."},
		{"that, content", "She said that Orr would pay.", "main: She said | content(that): that Orr would pay."},
		{"that, relative", "It is a force that could leave.", "main: It is a force | relative(that): that could leave."},
		{"which", "The force, which has no chief, waits.", "main: The force | relative(which): , which has no chief, waits."},
		{"dashes", "The plan—an old one—has failed.", "main: The plan | aside(—): —an old one | main(—): —has failed."},
		{"semicolon", "Orr pays; Tarn waits.", "main: Orr pays | main(;): ; Tarn waits."},
		{"once with a verb", "They go once the truce has begun.", "main: They go | time(once): once the truce has begun."},
		{"before as a preposition", "They met before the vote.", "main: They met before the vote."},
		{"lists are not cut", "Orr, Tarn, and Ode signed.", "main: Orr, Tarn, and Ode signed."},
		{"and with two verbs", "Orr has paid and Tarn has left.", "main: Orr has paid | main(and): and Tarn has left."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := clauses(text.Parse("", c.in), 0); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}
