package text_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

func kinds(d *text.Document) string {
	var out []string
	for _, l := range d.Lines {
		out = append(out, l.Kind.String())
	}
	return strings.Join(out, " ")
}

func TestLineKinds(t *testing.T) {
	cases := []struct{ name, title, in, want string }{
		{"paragraph and heading", "", "The hard part\n\nNobody pays for it.", "heading paragraph"},
		{"title repeated", "Isles agree on a harbor force", "Isles agree on a harbour line\nISLES AGREE ON A HARBOR FORCE\nThey agreed.", "heading repeated_title paragraph"},
		{"title twice, title unknown", "", "Isles agree on a harbor force\n\nIsles agree on a harbor force\n\nThey agreed.", "heading repeated_title paragraph"},
		{"reading time", "", "World3 min read\nThey agreed on it.", "furniture paragraph"},
		{"share", "", "They agreed.\nEnjoyed reading?Share with your circle", "paragraph furniture"},
		{"list of other stories", "", "They agreed.\n\nSimilar articles\n\n1\n2\nOrr wins the cup\n\nThe envoys of all nine isles will meet again in Portmere before the harvest festival begins.", "paragraph furniture furniture furniture furniture paragraph"},
		{"form debris", "", "They agreed.\nAdd Row\nAdd\nWrite A Comment", "paragraph furniture furniture furniture"},
		{"cookies and letters", "", "We use cookies to improve this site.\nSubscribe to our letter\nSign up for more\nAdvertisement\n© 2031 Isles Post. All rights reserved.\nThey agreed.", "furniture furniture furniture furniture furniture paragraph"},
		{"read more", "", "READ MORE: Orr wins the cup\nThey agreed.", "furniture paragraph"},
		{"crumbs", "", "Home › World › Isles\nThey agreed.", "furniture paragraph"},
		{"press release", "", "FOR IMMEDIATE RELEASE\nThey agreed.\n###", "furniture paragraph furniture"},
		{"bullets", "", "Reasons:\n• It is late\n- Nobody pays\n1. Orr left.", "paragraph bullet bullet bullet"},
		{"numbered heading", "", "2. What we saw\nThey agreed.", "heading paragraph"},
		{"captions", "", "Envoys leave the hall. Photo: pool\nIMAGE: The hall at night\nThey agreed.", "caption caption paragraph"},
		{"bylines", "", "By Ann Orr and Ben Tarn\nPublished: 3 May 2031, 09:10\nAnn Orr, diplomatic correspondent, Portmere\n3 May 2031\nThey agreed.\n(Reporting by Ann Orr; editing by Ben Tarn)", "byline byline byline byline paragraph byline"},
		{"correction", "", "(Corrects paragraph 2 to say nine isles)\nThey agreed.\nThis article was amended on 4 May. It said eight isles.", "correction paragraph correction"},
		{"live blog", "", "21.52 GMT\nThey agreed.\n4:24 P.M. EEST\nThey left.", "timestamp paragraph timestamp paragraph"},
		{"copyright in a sentence", "", "The court held that the copyright of the map had lapsed.", "paragraph"},
		{"comments in a sentence", "", "The minister refused to take back his comments on the pact.", "paragraph"},
		{"sharing in a sentence", "", "Nine isles share the cost of the force, the envoy said.", "paragraph"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := kinds(text.Parse(c.title, c.in)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestFurnitureHasNoSentences(t *testing.T) {
	d := text.Parse("", "They agreed.\nRead more: Orr sends soldiers\nSimilar articles\nTarn sends ships")
	if got := fmt.Sprint(sentences(d)); got != "[They agreed.]" {
		t.Errorf("got %s", got)
	}
}

func TestDateline(t *testing.T) {
	cases := []struct{ name, in, place, agency, body string }{
		{"wire", "PORTMERE/ORR, Oct 28 (Isles Wire) - The council met.", "PORTMERE/ORR", "Isles Wire", "The council met."},
		{"double hyphen", "PORTMERE, Jan 6 (IW) -- The council met.", "PORTMERE", "IW", "The council met."},
		{"em dash", "PORT-AU-ORR — The council met.", "PORT-AU-ORR", "", "The council met."},
		{"with region", "ORR CITY, Isles (IW) — The council met.", "ORR CITY", "IW", "The council met."},
		{"none", "NATO — the alliance — met in Portmere on the first day.", "NATO", "", "the alliance — met in Portmere on the first day."},
		{"no capitals", "The council — nine isles — met.", "", "", "The council — nine isles — met."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := text.Parse("", c.in)
			var place, agency string
			if d.Dateline != nil {
				place, agency = d.Text(d.Dateline.Place), d.Text(d.Dateline.Agency)
			}
			if place != c.place || agency != c.agency || d.Text(d.Lines[0].Body) != c.body {
				t.Errorf("got %q %q %q", place, agency, d.Text(d.Lines[0].Body))
			}
		})
	}
}

func TestTranscript(t *testing.T) {
	d := text.Parse("", "Q Will you go?\n\nMINISTER ORR: We will see.\n\nIt is early.\n\nMODERATOR: Thank you.")
	var got []string
	for _, l := range d.Lines {
		got = append(got, d.Text(l.Speaker)+": "+d.Text(l.Body))
	}
	want := "Q: Will you go?|MINISTER ORR: We will see.|MINISTER ORR: It is early.|MODERATOR: Thank you."
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("\n got %s\nwant %s", s, want)
	}
}
