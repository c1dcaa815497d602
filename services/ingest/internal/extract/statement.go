package extract

import (
	"encoding/json"
	"html"
	"strings"
)

// statement is what JSON-LD says about the article of a page, flattened to what
// is needed.
type statement struct {
	types         []string
	url           string
	headline      string
	description   string
	body          string
	published     string
	updated       string
	language      string
	publisher     string
	authors       []string
	origins       []string // sourceOrganization, provider, creditText
	corrections   []string
	priced        bool // isAccessibleForFree is false
	article, page bool
}

const (
	maxDepth  = 24
	maxThings = 2000
)

// statements reads the JSON-LD of a page: those about articles first, then those
// about the page. Broken blocks say nothing; that is no error of the page's text.
func statements(raw []string) []statement {
	var out []statement
	for _, wanted := range [...]func(statement) bool{
		func(s statement) bool { return s.article },
		func(s statement) bool { return s.page && !s.article },
	} {
		for _, block := range raw {
			r := reader{}
			for _, thing := range r.things(decodeStatement(block), 0) {
				if s := r.statement(thing); wanted(s) {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

// decodeStatement reads JSON as it is found in pages: in CDATA, in comments,
// with raw line breaks inside strings.
func decodeStatement(block string) any {
	block = strings.TrimSpace(block)
	for _, mark := range [...]string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		block = strings.TrimSpace(strings.TrimPrefix(block, mark))
	}
	for _, mark := range [...]string{"-->", "//]]>", "/*]]>*/", "]]>", ";"} {
		block = strings.TrimSpace(strings.TrimSuffix(block, mark))
	}
	block = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, block)
	for _, text := range [...]string{block, html.UnescapeString(block)} {
		var v any
		if json.NewDecoder(strings.NewReader(text)).Decode(&v) == nil {
			return v
		}
	}
	return nil
}

// reader counts what it reads of one block.
type reader struct{ seen int }

// things lists the objects of a block, of its graphs and of what pages are about.
func (r *reader) things(v any, depth int) []map[string]any {
	if r.seen++; depth > maxDepth || r.seen > maxThings {
		return nil
	}
	switch v := v.(type) {
	case []any:
		var out []map[string]any
		for _, one := range v {
			out = append(out, r.things(one, depth+1)...)
		}
		return out
	case map[string]any:
		out := []map[string]any{v}
		for _, key := range [...]string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart"} {
			out = append(out, r.things(v[key], depth+1)...)
		}
		return out
	}
	return nil
}

func (r *reader) statement(v map[string]any) statement {
	s := statement{
		types: r.texts(v["@type"], 0), headline: r.text(v["headline"]), description: r.text(v["description"]), body: r.long(v["articleBody"]),
		published: r.text(v["datePublished"]), updated: r.text(v["dateModified"]), language: r.text(v["inLanguage"]),
		publisher: r.text(v["publisher"]), authors: r.texts(v["author"], 0), priced: isFalse(v["isAccessibleForFree"]),
		corrections: append(r.texts(v["correction"], 0), r.texts(v["corrections"], 0)...),
	}
	if s.url = r.text(v["url"]); s.url == "" {
		s.url = r.text(v["mainEntityOfPage"])
	}
	if s.headline == "" {
		s.headline = r.text(v["name"])
	}
	for _, key := range [...]string{"sourceOrganization", "provider", "creditText", "copyrightHolder", "isBasedOn"} {
		s.origins = append(s.origins, r.texts(v[key], 0)...)
	}
	for _, t := range s.types {
		t = strings.TrimPrefix(strings.TrimPrefix(t, "http://schema.org/"), "https://schema.org/")
		s.article = s.article || strings.HasSuffix(t, "Article") || t == "BlogPosting" || t == "LiveBlogPosting" || t == "Report" || t == "SocialMediaPosting"
		s.page = s.page || t == "WebPage" || t == "ItemPage"
	}
	return s
}

// texts reads a value, a list of values, or things by their names.
func (r *reader) texts(v any, depth int) []string {
	if depth > maxDepth {
		return nil
	}
	switch v := v.(type) {
	case string:
		if text := squeeze(html.UnescapeString(v)); text != "" && len(text) <= 4<<10 {
			return []string{text}
		}
	case []any:
		var out []string
		for _, one := range v[:min(len(v), 32)] {
			out = append(out, r.texts(one, depth+1)...)
		}
		return out
	case map[string]any:
		for _, key := range [...]string{"name", "@value", "text", "alternateName", "url", "@id"} {
			if out := r.texts(v[key], depth+1); len(out) > 0 {
				return out[:1]
			}
		}
	}
	return nil
}

func (r *reader) text(v any) string {
	if all := r.texts(v, 0); len(all) > 0 {
		return all[0]
	}
	return ""
}

// long is a text of any length, with its line breaks.
func (*reader) long(v any) string {
	text, _ := v.(string)
	return text
}

func isFalse(v any) bool {
	switch v := v.(type) {
	case bool:
		return !v
	case string:
		return strings.EqualFold(strings.TrimSpace(v), "false")
	}
	return false
}
