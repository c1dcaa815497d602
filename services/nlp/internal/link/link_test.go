package link_test

import (
	"fmt"
	"strings"
	"testing"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/nlp/internal/actor"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// catalogue has only names and descriptions where not said otherwise: all the
// rest is derived.
var catalogue = []*initiativev1.Initiative{
	{Id: "malta-watch", Name: "International Observation Mission for Malta", About: "the Italian-led mission of the friends of the harbour"},
	{Id: "malta-vow", Name: "EU security guarantees for Malta"},
	{Id: "reef-strategy", Name: "Reef Strategy", Aliases: []*initiativev1.Alias{{Text: "RS", Near: []string{"Coral Bay"}}}, Places: []string{"Coral Bay"}},
	{Id: "iron-pact", Name: "IRONPACT", About: "a pact of four states"},
}

func gazetteer(t testing.TB) *actor.Resolver {
	t.Helper()
	g, err := actor.New()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func linked(t *testing.T, title, body string) string {
	t.Helper()
	l, err := link.New(catalogue, gazetteer(t))
	if err != nil {
		t.Fatal(err)
	}
	doc := text.Parse(title, body)
	links := l.Link(doc, text.Parse("", title))
	var out []string
	for _, m := range links.Mentions {
		kind := [...]string{link.Named: "named", link.Composed: "composed", link.Generic: "generic"}[m.Kind]
		out = append(out, fmt.Sprintf("%s %s %q", l.ID(m.Initiative), kind, doc.Text(m.Span)))
	}
	return strings.Join(out, "; ")
}

func TestMentions(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"full name", "The International Observation Mission for Malta sailed.", `malta-watch named "International Observation Mission for Malta"`},
		{"spelt the other way", "Coral Bay has a Reef strategy.", `reef-strategy named "Reef strategy"`},
		{"cut short beside its place", "Malta waits. The International Observation Mission sailed.", `malta-watch named "International Observation Mission"`},
		{"initials beside its place", "Malta waits. The IOM sailed.", `malta-watch named "IOM"`},
		{"initials alone", "The IOM sailed to Crete.", ""},
		{"noun before the place", "They want a mission in Malta.", `malta-watch composed "mission in Malta"`},
		{"noun behind the place", "The Malta mission is late.", `malta-watch composed "Malta mission"`},
		{"two initiatives of one place", "The Malta mission waits for guarantees for Malta.", `malta-watch composed "Malta mission"; malta-vow composed "guarantees for Malta"`},
		{"description beside its place", "Malta hopes. The Italian-led mission sailed.", `malta-watch composed "Italian-led mission"`},
		{"noun alone, after a mention", "IRONPACT grew. The pact has four members.", `iron-pact named "IRONPACT"; iron-pact generic "The pact"`},
		{"noun alone, before any mention", "The pact has four members.", ""},
		{"noun of another kind", "IRONPACT grew. The mission sailed.", `iron-pact named "IRONPACT"`},
		{"noun tied to another name", "IRONPACT grew. The pact with Ruritania did not.", `iron-pact named "IRONPACT"`},
		{"another kind of mission", "A trade mission in Malta ended.", ""},
		{"acronym in company", "Coral Bay has an RS.", `reef-strategy named "RS"`},
		{"acronym without company", "An RS is a car.", ""},
		{"capitals only", "An ironpact is no word.", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := linked(t, "", tc.text); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

func TestFocus(t *testing.T) {
	l, err := link.New(catalogue, gazetteer(t))
	if err != nil {
		t.Fatal(err)
	}
	doc := text.Parse("IRONPACT grows", "IRONPACT has a fourth member. Ministers met.\n\nThe weather was fine.\n\nA mission in Malta was a side issue. It will wait.")
	links := l.Link(doc, text.Parse("", doc.Title))
	var got []string
	for _, focus := range links.Sentences {
		var s []string
		for _, f := range focus {
			s = append(s, fmt.Sprintf("%s/%d", l.ID(f.Initiative), f.Reach))
		}
		got = append(got, strings.Join(s, "+"))
	}
	want := "iron-pact/0 iron-pact/1 iron-pact/2 malta-watch/0+iron-pact/1 iron-pact/1"
	if strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
	if len(links.Central) != 1 || l.ID(links.Central[0]) != "iron-pact" {
		t.Errorf("central %v", links.Central)
	}
}

// A text that comes to its subject late was about something else before;
// unless the title names the subject, or the opening leads up to it.
func TestFocusBeforeTheFirstMention(t *testing.T) {
	l, err := link.New(catalogue, gazetteer(t))
	if err != nil {
		t.Fatal(err)
	}
	const other, subject = "Ministers met.", " IRONPACT grows. IRONPACT has a fourth member. The members of IRONPACT met. IRONPACT has a budget."
	tests := []struct {
		name, title, body string
		tied              bool
	}{
		{"an opening leads up to it", "", other + " It rained." + subject, true},
		{"a long lead is about something else", "", strings.Repeat(other+" ", 8) + subject, false},
		{"the title names it", "IRONPACT grows", strings.Repeat(other+" ", 8) + subject, true},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			links := l.Link(text.Parse(tc.title, tc.body), text.Parse("", tc.title))
			if len(links.Central) != 1 {
				t.Fatalf("central %v", links.Central)
			}
			if tied := len(links.Sentences[0]) > 0; tied != tc.tied {
				t.Errorf("tied %v, want %v: %v", tied, tc.tied, links.Sentences)
			}
		})
	}
}
