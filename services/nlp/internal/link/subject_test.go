package link_test

import (
	"fmt"
	"strings"
	"testing"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/nlp/internal/link"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// One may ask two questions about one force: what speaks of it links both.
// Initiatives that share no more than an acronym are told apart by what stands
// around it.
func TestQuestionsAboutOneThing(t *testing.T) {
	isf := func(id string, places, near []string) *initiativev1.Initiative {
		return &initiativev1.Initiative{Id: id, Name: "Stabilization by " + id, Places: places, Aliases: []*initiativev1.Alias{{Text: "ISF", Near: near}}}
	}
	tests := []struct {
		name      string
		catalogue []*initiativev1.Initiative
		text      string
		want      string
	}{
		{"a copy under another id", []*initiativev1.Initiative{
			{Id: "a", Name: "International Stabilization Force for Gaza"}, {Id: "b", Name: "International Stabilization Force for Gaza"},
		}, "The International Stabilization Force for Gaza sailed.", "a b"},
		{"other deadlines in the names", []*initiativev1.Initiative{
			{Id: "june", Name: "Gaza force by June 2026"}, {Id: "may", Name: "Gaza force by May 2027"},
		}, "Oman may join the force for Gaza.", "june may"},
		{"an alias of one of them is one of both", []*initiativev1.Initiative{
			{Id: "a", Name: "Reef Watch by June", Aliases: []*initiativev1.Alias{{Text: "Reef Watch"}, {Text: "Coral Guard"}}},
			{Id: "b", Name: "Reef Watch with 900 men", Aliases: []*initiativev1.Alias{{Text: "Reef Watch"}}},
		}, "The Coral Guard sailed.", "a b"},
		{"an acronym in company, of one place", []*initiativev1.Initiative{
			isf("a", []string{"Gaza"}, []string{"Gaza"}), isf("b", []string{"Gaza", "Rafah"}, []string{"Rafah", "Gaza"}),
		}, "Gaza waits for the ISF.", "a b"},
		{"an acronym of two places", []*initiativev1.Initiative{
			isf("a", []string{"Gaza"}, []string{"Gaza"}), isf("b", []string{"Lebanon"}, []string{"Lebanon"}),
		}, "The ISF in Gaza waits. Lebanon does not.", "a"},
		{"an acronym of two things in one place", []*initiativev1.Initiative{
			{Id: "a", Name: "Internal Security Forces (ISF) for Lebanon"}, {Id: "b", Name: "International Stabilisation Force (ISF) for Lebanon"},
		}, "Lebanon wants an International Stabilisation Force (ISF).", "b"},
		{"numbers that are part of the name", []*initiativev1.Initiative{
			{Id: "19", Name: "EU 19th sanctions package", About: "sanctions on Russia"}, {Id: "20", Name: "EU 20th sanctions package", About: "sanctions on Russia"},
		}, "The EU adopted its 19th sanctions package.", "19"},
		{"one place, two sponsors", []*initiativev1.Initiative{
			{Id: "fr", Name: "French guarantees for Malta", Aliases: []*initiativev1.Alias{{Text: "guarantees for Malta"}}, Roles: &initiativev1.Roles{Sponsors: []string{"FRA"}}},
			{Id: "uk", Name: "British guarantees for Malta", Aliases: []*initiativev1.Alias{{Text: "guarantees for Malta"}}, Roles: &initiativev1.Roles{Sponsors: []string{"GBR"}}},
		}, "Paris drafts guarantees for Malta. France is ready.", "fr"},
		{"two classes", []*initiativev1.Initiative{
			{Id: "loan", Class: "loan", Name: "Reef Plan", About: "a loan"}, {Id: "mission", Class: "multinational_force", Name: "Reef Plan", About: "a mission"},
		}, "The Reef Plan grows.", "loan"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			l, err := link.New(tc.catalogue, gazetteer(t))
			if err != nil {
				t.Fatal(err)
			}
			links := l.Link(text.Parse("", tc.text), text.Parse("", ""))
			var got []string
			for _, i := range links.Found {
				got = append(got, l.ID(i))
			}
			if strings.Join(got, " ") != tc.want {
				t.Errorf("found %q, want %q: %v", got, tc.want, links.Mentions)
			}
		})
	}
}

// Each question about one thing has a reading of its own, in which only its
// index differs, and in which initiatives of other things stay.
func TestReadingsOfOneThing(t *testing.T) {
	twins := []*initiativev1.Initiative{
		{Id: "a", Name: "REEFPACT"}, {Id: "b", Name: "IRONPACT by June"}, {Id: "c", Name: "IRONPACT by July"},
	}
	l, err := link.New(twins, gazetteer(t))
	if err != nil {
		t.Fatal(err)
	}
	links := l.Link(text.Parse("", "IRONPACT grows. REEFPACT does not. IRONPACT wins."), text.Parse("", ""))
	if fmt.Sprint(links.Found) != "[0 1 2]" {
		t.Fatalf("found %v", links.Found)
	}
	var got []string
	for r := range links.Readings() {
		var mentions, foci string
		for _, m := range r.Mentions {
			mentions += l.ID(m.Initiative)
		}
		for _, s := range r.Sentences {
			foci += l.ID(s[0].Initiative)
		}
		got = append(got, fmt.Sprint(mentions, " ", foci, " ", r.Own))
	}
	if want := "bab bab [0 1]; cac cac [2]"; strings.Join(got, "; ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "; "), want)
	}
}

// The next initiatives that ask about a thing cost no more than an entry.
func TestManyQuestionsAboutOneThing(t *testing.T) {
	var many []*initiativev1.Initiative
	for i := range 3000 {
		many = append(many, &initiativev1.Initiative{Id: fmt.Sprintf("q%04d", i), Name: fmt.Sprintf("International Stabilization Force for Gaza by %d", 2000+i)})
	}
	l, err := link.New(many, gazetteer(t))
	if err != nil {
		t.Fatal(err)
	}
	links := l.Link(text.Parse("", "The International Stabilization Force for Gaza sailed. The force is small."), text.Parse("", ""))
	if len(links.Found) != 3000 || len(links.Central) != 3000 {
		t.Errorf("found %d, central %d", len(links.Found), len(links.Central))
	}
	if len(links.Mentions) != 2 {
		t.Errorf("mentions %v", links.Mentions)
	}
}
