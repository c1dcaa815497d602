package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"strings"

	"google.golang.org/protobuf/types/known/timestamppb"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	"github.com/barograph/barograph/services/ingest/internal/extract"
	"github.com/barograph/barograph/services/ingest/internal/syndication"
)

// fields are the names under which dumps have what an article is made of, the
// one that is believed first coming first. Case, hyphens and underscores do not
// count. The first of each are those of Submission.
type fields struct {
	id, url, source, title, byline, language, text, html []string
	published, updated, retrieved, origin                []string
	wrapped                                              []string
}

func known() fields {
	return fields{
		id:        []string{"externalid", "id", "guid", "uuid", "uri", "articleid"},
		url:       []string{"url", "link", "canonicalurl", "canonical", "permalink", "weburl", "articleurl", "sourceurl", "href"},
		source:    []string{"source", "publisher", "sourcedomain", "domain", "sitename", "site", "sourcename", "outlet", "publication", "medianame"},
		title:     []string{"title", "headline", "webtitle"},
		byline:    []string{"byline", "author", "authors", "creator"},
		language:  []string{"language", "lang", "inlanguage"},
		text:      []string{"text", "maintext", "articlebody", "fulltext", "plaintext", "rawtext", "contenttext", "bodytext", "articletext", "cleanedtext", "body", "content", "article"},
		html:      []string{"html", "contenthtml", "bodyhtml", "rawhtml", "htmlcontent"},
		published: []string{"publishedtime", "published", "publishedat", "datepublished", "datepublish", "publishdate", "publisheddate", "pubdate", "publicationdate", "webpublicationdate", "pubtime", "date", "datetime", "publishtime"},
		updated:   []string{"updatedtime", "updated", "updatedat", "datemodified", "datemodify", "modified", "modifieddate", "lastmodified"},
		retrieved: []string{"retrievedtime", "retrieved", "datedownload", "downloaddate", "crawledat", "crawldate", "fetchedat", "retrievedat", "scrapedat"},
		origin:    []string{"origin", "agency"},
		wrapped:   []string{"articles", "items", "results", "docs", "data", "hits"},
	}
}

// object is a JSON object with names that were made alike.
type object map[string]json.RawMessage

func parseObject(data []byte) (object, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if err := CheckUTF8(data); err != nil {
		return nil, err
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			return nil, fmt.Errorf("an article is a JSON object, this is: %s", kind.Value)
		}
		return nil, fmt.Errorf("no JSON: %w", err)
	}
	out := make(object, len(raw))
	plain := strings.NewReplacer("_", "", "-", "", "@", "", ":", "", ".", "")
	for name, value := range raw {
		key := plain.Replace(strings.ToLower(name))
		if _, twice := out[key]; !twice || name == key {
			out[key] = value
		}
	}
	return out, nil
}

// first is the first of these fields that says anything.
func (o object) first(names []string) string {
	for _, name := range names {
		if text := strings.TrimSpace(text(o[name])); text != "" {
			return text
		}
	}
	return ""
}

// objectsOf makes records of a JSON object: of itself, or of those in it.
func objectsOf(data []byte) ([]Record, error) {
	o, err := parseObject(data)
	if err != nil {
		return nil, err
	}
	names := known()
	if o.first(names.text) == "" && o.first(names.html) == "" {
		for _, name := range names.wrapped {
			var elements []json.RawMessage
			if json.Unmarshal(o[name], &elements) == nil && len(elements) > 0 {
				return several(elements), nil
			}
		}
	}
	r, err := o.record(names)
	return []Record{r}, err
}

func several(elements []json.RawMessage) []Record {
	var out []Record
	for i, element := range elements {
		r := Record{}
		o, err := parseObject(element)
		if err == nil {
			r, err = o.record(known())
		}
		if err != nil {
			r = Record{Err: err}
		}
		r.Place = Place{Number: i + 1, Unit: "article", Offset: -1, Size: int64(len(element))}
		out = append(out, r)
	}
	return out
}

func (o object) record(names fields) (Record, error) {
	in, err := o.submission(names)
	if err != nil {
		return Record{}, err
	}
	page := ""
	for _, name := range names.text {
		body := text(o[name])
		if strings.TrimSpace(body) == "" {
			continue
		}
		if first := bytes.TrimSpace(o[name])[0]; first != '"' && first != '[' && first != '{' {
			return Record{}, fmt.Errorf("%s is %s, which is no text", name, body)
		}
		if !markup(body) {
			in.Text = body
			return Record{Submission: in}, CheckText(body)
		}
		page = body
		break
	}
	if page == "" {
		page = o.first(names.html)
	}
	if page == "" {
		return Record{}, errors.New("no text: none of the fields text, content, body, html and the like says anything")
	}
	return pageRecord(in, page), nil
}

// pageRecord is a record that needs extraction.
func pageRecord(in *ingestv1.Submission, body string) Record {
	if !looksLikeHTML([]byte(strings.TrimSpace(body))) {
		body = "<!doctype html><html><head><title>" + html.EscapeString(in.GetTitle()) + "</title></head><body><article>" + body + "</article></body></html>"
	}
	r := Record{
		Page: &extract.Page{URL: in.GetUrl(), ContentType: "text/html; charset=utf-8", Body: []byte(body)},
		Item: syndication.Item{
			ID: in.GetExternalId(), Link: in.GetUrl(), Title: in.GetTitle(), Author: in.GetByline(),
			Language: in.GetLanguage(), Source: syndication.Source{Name: in.GetSource()},
		},
	}
	if in.RetrievedTime != nil {
		r.Page.Retrieved = in.GetRetrievedTime().AsTime()
	}
	if in.PublishedTime != nil {
		r.Item.Published = syndication.Date{Time: in.GetPublishedTime().AsTime(), Day: in.GetPublishedDayOnly()}
	}
	if in.UpdatedTime != nil {
		r.Item.Updated = syndication.Date{Time: in.GetUpdatedTime().AsTime()}
	}
	return r
}

// submission is all but the text.
func (o object) submission(names fields) (*ingestv1.Submission, error) {
	in := &ingestv1.Submission{
		ExternalId: o.first(names.id), Url: o.first(names.url), Source: o.source(names.source), Title: o.first(names.title),
		Byline: o.first(names.byline), Language: tag(o.first(names.language)), Origin: o.first(names.origin), Feed: text(o["feed"]),
	}
	var day bool
	for _, one := range []struct {
		names []string
		into  **timestamppb.Timestamp
		day   *bool
	}{{names.published, &in.PublishedTime, &in.PublishedDayOnly}, {names.updated, &in.UpdatedTime, &day}, {names.retrieved, &in.RetrievedTime, &day}} {
		t, onlyDay, err := ParseTime(o.first(one.names))
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", o.present(one.names), err)
		}
		if !t.IsZero() {
			*one.into, *one.day = timestamppb.New(t), onlyDay
		}
	}
	in.PublishedDayOnly = in.PublishedDayOnly || string(o["publisheddayonly"]) == "true"
	in.PublishedBasis = articlev1.TimeBasis(articlev1.TimeBasis_value[text(o["publishedbasis"])])
	in.UpdatedBasis = articlev1.TimeBasis(articlev1.TimeBasis_value[text(o["updatedbasis"])])
	return in, nil
}

// present is the first of these fields that says anything, by name.
func (o object) present(names []string) string {
	for _, name := range names {
		if strings.TrimSpace(text(o[name])) != "" {
			return name
		}
	}
	return ""
}
