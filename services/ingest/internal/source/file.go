package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"buf.build/go/protovalidate"
	"go.yaml.in/yaml/v3"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// MaxBytes is the greatest size of a sources file.
const MaxBytes = 4 << 20

// Parse reads a sources file, YAML or JSON; docs/sources.md describes it:
//
//	sources:
//	  reuters.com:                 # host without "www.", or a name in lower case
//	    name: Reuters              # for people; default the key
//	    family: thomson-reuters    # sources of one family are one origin; default the key
//	    reliability: B             # A to F; default F, cannot be judged
//	    language: en               # of feeds that name none
//	    paused: true
//	    feeds:
//	      - https://example.org/rss.xml
//	      - address: /data/dump.warc.gz    # relative ones begin at folder
//	        id: archive                    # default from the address
//	        kind: dump                     # feed, sitemap, page, directory, dump; default: found out
//	        language: fr
//	        schedule: {min_interval: 5m, max_interval: 1d, revisits: [1h, 1d], frozen_after: 2d}
//	        limits: {max_bytes: 20MiB, max_items: 200, requests_per_minute: 6}
//	        credentials_file: agency           # in the folder of credentials
//	        permitted: true                    # the publisher allows what robots.txt forbids
//	        paused: false
//
// It returns every error that it found, joined, each with its line.
func Parse(r io.Reader, folder string) (*Directory, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read sources: %w", err)
	}
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("the file is larger than %d bytes", MaxBytes)
	}
	doc, err := document(data)
	if err != nil {
		return nil, err
	}
	p := &parser{folder: folder, directory: &Directory{byID: map[string]*sourcev1.Source{}}, addresses: map[string]int{}}
	p.mapping(doc.Content[0], fields{"sources": func(at *yaml.Node) { p.each(at, p.source) }}, "expected sources")
	if len(p.errs) > 0 {
		return nil, errors.Join(p.errs...)
	}
	return p.directory, nil
}

// document reads the one YAML document of a file: what came behind it would be
// lost without a word.
func document(data []byte) (*yaml.Node, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var doc, next yaml.Node
	switch err := decoder.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return nil, errors.New("the file is empty; expected sources")
	case err != nil:
		return nil, fmt.Errorf("not YAML: %w", err)
	}
	switch err := decoder.Decode(&next); {
	case errors.Is(err, io.EOF):
		return &doc, nil
	case err != nil:
		return nil, fmt.Errorf("not YAML: %w", err)
	}
	return nil, fmt.Errorf("line %d: a second document; a sources file is one", next.Line)
}

type parser struct {
	folder    string
	directory *Directory
	addresses map[string]int // lines by address of a feed
	errs      []error
}

func (p *parser) fail(at *yaml.Node, format string, args ...any) {
	p.errs = append(p.errs, fmt.Errorf("line %d, column %d: %s", at.Line, at.Column, fmt.Sprintf(format, args...)))
}

func (p *parser) source(key, value *yaml.Node) {
	id := Key(key.Value)
	_, twice := p.directory.byID[id]
	switch {
	case key.Kind != yaml.ScalarNode || id == "" || len(id) > 255:
		p.fail(key, "a source needs a host or a name of at most 255 bytes")
		return
	case id != key.Value:
		p.fail(key, "write %q as %q", key.Value, id)
		return
	case twice:
		p.fail(key, "%q is given twice", id)
		return
	}
	before := len(p.errs)
	out := &sourcev1.Source{Id: id, Manager: sourcev1.Manager_MANAGER_FILE}
	places := map[string]*yaml.Node{"": key}
	p.mapping(value, fields{
		"name":     p.text(&out.Name),
		"family":   p.text(&out.Family),
		"language": p.text(&out.Language),
		"paused":   p.truth(&out.Paused),
		"feeds":    func(at *yaml.Node) { p.feeds(at, out, places) },
		"reliability": func(at *yaml.Node) {
			number, ok := articlev1.Reliability_value["RELIABILITY_"+at.Value]
			if at.Kind != yaml.ScalarNode || !ok || len(at.Value) != 1 || !strings.Contains("ABCDEF", at.Value) {
				p.fail(at, "%q is no reliability; expected a letter from A to F", at.Value)
			}
			out.Reliability = articlev1.Reliability(number)
		},
	}, "")
	out = stored(out)
	p.directory.byID[id] = out
	if len(p.errs) == before {
		p.verify(out, places)
	}
}

// verify checks a source that could be read against the rules for all sources,
// and tells what is wrong at the place that comes nearest.
func (p *parser) verify(s *sourcev1.Source, places map[string]*yaml.Node) {
	problems := check(s)
	if invalid := new(protovalidate.ValidationError); errors.As(protovalidate.Validate(s), &invalid) {
		for _, v := range invalid.Violations {
			problems = append(problems, Problem{protovalidate.FieldPathString(v.Proto.GetField()), v.Proto.GetMessage()})
		}
	}
	for _, problem := range problems {
		at, path := places[""], problem.Field
		for path != "" {
			if place := places[path]; place != nil {
				at = place
				break
			}
			path = path[:max(strings.LastIndexByte(path, '.'), 0)]
		}
		p.fail(at, "%s %s", problem.Field, problem.Text)
	}
	for i, feed := range s.GetFeeds() {
		at := places[fmt.Sprintf("feeds[%d]", i)]
		if line, taken := p.addresses[feed.GetAddress()]; taken && len(problems) == 0 {
			p.fail(at, "%s is given twice, first on line %d", feed.GetAddress(), line)
		} else {
			p.addresses[feed.GetAddress()] = at.Line
		}
	}
}
