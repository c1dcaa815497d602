package tag_test

import (
	"strings"
	"testing"
)

// A false arrival would answer the question of an initiative: what is no
// report that its own people or goods have come must not be taken for one.
func TestArrivals(t *testing.T) {
	tg := tagger(t, invented)
	tests := []struct {
		name, text string
		want       bool
	}{
		{"the first of the mission", "The first 40 soldiers of the mission landed in Valletta on Thursday.", true},
		{"its advance party", "The advance party of the mission has arrived.", true},
		{"the mission itself", "The mission deployed on Monday.", true},
		{"sent to the mission", "On Friday Portugal sent 40 soldiers to the mission.", true},
		{"brought to it", "Forty Norwegian police officers were deployed to the mission last week.", true},
		{"said by officials", "Officials said that the first troops of the mission arrived on Sunday.", true},
		{"who come to join it", "A contingent of 60 soldiers from Portugal landed in Valletta on Tuesday to join the mission.", true},
		{"observers at a meeting", "On the mission, Norway and Portugal sent observers to the conference.", false},
		{"soldiers at an exercise", "Portugal sent 40 soldiers of the mission to an exercise.", false},
		{"those who send", "Those who send soldiers to the mission must treat Italy fairly.", false},
		{"the sending is approved", "Norway's government approved the sending of a unit to the mission.", false},
		{"it is only spoken of", "Few spoke of sending troops to the mission.", false},
		{"promised", "Portugal promised to send 200 soldiers to the mission.", false},
		{"to come", "The first soldiers of the mission will arrive in April.", false},
		{"told before to come", "The first soldiers of the mission would arrive in April, Italy said.", false},
		{"planned", "The first soldiers of the mission were to arrive in April.", false},
		{"expected", "The first soldiers of the mission were expected to land in April.", false},
		{"hoped", "Italy hoped that the first soldiers of the mission had landed.", false},
		{"denied", "Italy denied that the first soldiers of the mission had landed.", false},
		{"not", "The first soldiers of the mission have not arrived.", false},
		{"may have", "The first soldiers of the mission may have arrived.", false},
		{"before it", "Italy wants an answer before the first soldiers of the mission have arrived.", false},
		{"a condition", "Norway will pay once the first soldiers of the mission have arrived.", false},
		{"if", "If the first soldiers of the mission had arrived, Norway would have paid.", false},
		{"asked", "Have the first soldiers of the mission arrived?", false},
		{"the host's own", "As the mission was discussed, Maltese troops arrived in the port.", false},
		{"the opponent's", "Russia sent 40 soldiers against the mission.", false},
		{"others' troops", "While Italy spoke of the mission, Portugal sent 40 soldiers to Poland.", false},
		{"a speaker", "The mission was discussed when the Norwegian minister arrived.", false},
		{"a noun", "The deployment of the mission was on the agenda.", false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got := milestones(of(tg.Tag(article("", lead+tc.text)), "malta-watch"))
			if strings.Contains(got, "deployed reached") != tc.want {
				t.Errorf("got %q, want deployed reached: %v", got, tc.want)
			}
		})
	}
}
