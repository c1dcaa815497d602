package render_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/cmd/barograph/internal/readingtest"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
)

func TestReadingShowsPart(t *testing.T) {
	e := readingtest.Explanation()
	for name, c := range map[string]struct {
		part      render.Part
		want, not string
	}{
		"all":                {render.Part{}, "furniture, not read", "No sentence matches"},
		"one sentence":       {render.Part{Sentence: 2}, "Will it be enough?", "Norway may send"},
		"no such sentence":   {render.Part{Sentence: 9}, "No sentence matches; there are 2.", "Norway may send"},
		"one initiative":     {render.Part{Initiative: "harbour-watch"}, "Norway may send", "Will it be enough?"},
		"no such initiative": {render.Part{Initiative: "other"}, "No sentence matches", "harbour-watch  advancing"},
	} {
		t.Run(name, func(t *testing.T) {
			got := render.Reading(terminal.Style{}, e, c.part)
			if !strings.Contains(got, c.want) || strings.Contains(got, c.not) {
				t.Errorf("%+v:\n%s", c.part, got)
			}
		})
	}
}

func TestReadingIsHarmless(t *testing.T) {
	e := readingtest.Explanation()
	e.Text = strings.Replace(e.Text, "Norway", "N\x1b[2J\u202e", 1)
	got := render.Reading(terminal.Style{}, e, render.Part{})
	if strings.ContainsAny(got, "\x1b\u202e") {
		t.Errorf("harmful: %q", got)
	}
}
