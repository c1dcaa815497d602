package render

import (
	"strconv"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// Story is a table of the near copies of an article.
func Story(style terminal.Style, story *assessmentv1.GetStoryResponse) string {
	p := &page{Style: style}
	origin := "not known: it adds no independence"
	if kind, name, ok := strings.Cut(story.GetOrigin(), ":"); ok {
		origin = map[string]string{"wire": "the agency ", "family": "the publisher family "}[kind] + terminal.Clean(name)
	}
	if story.GetTotal() == 1 {
		p.line("It has no copies. Its origin is %s.", origin)
		return p.String()
	}
	p.line("%s articles are one story. Its origin is %s.", number(float64(story.GetTotal())), origin)
	t := table{widths: []int{32, 17, 24, -6, 0}}
	p.line("%s", p.Bold(t.row("ARTICLE", "APPEARED", "SOURCE", "CLAIMS", "TITLE")))
	for _, a := range story.GetArticles() {
		p.line("%s", t.row(terminal.Clean(a.GetArticleId()), moment(a.GetAppearedTime()), terminal.Clean(a.GetSource().GetName()),
			strconv.FormatUint(uint64(a.GetClaims()), 10), terminal.Clean(a.GetTitle())))
	}
	return p.String()
}

// Languages is a line that counts the articles in force by language.
func Languages(all []*assessmentv1.LanguageCount) string {
	if len(all) == 0 {
		return ""
	}
	parts, total := make([]string, len(all)), 0.0
	for i, l := range all {
		tag := terminal.Clean(l.GetLanguage())
		if tag == "" {
			tag = "undetermined"
		}
		parts[i] = tag + " " + number(float64(l.GetArticles()))
		if l.GetSkipped() > 0 {
			parts[i] += " (" + number(float64(l.GetSkipped())) + " not read)"
		}
		total += float64(l.GetArticles())
	}
	return "articles in force: " + number(total) + " · " + strings.Join(parts, ", ") + "\n"
}
