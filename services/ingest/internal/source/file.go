package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
)

// MaxBytes is the greatest size of a sources file.
const MaxBytes = 4 << 20

// Parse reads a sources file, YAML or JSON:
//
//	sources:
//	  reuters.com:                 # host without "www.", or a name in lower case
//	    name: Reuters              # for people; default the key
//	    family: thomson-reuters    # sources of one family are one origin; default the key
//	    reliability: B             # A to F; default F, cannot be judged
//
// It returns every error that it found, joined, each with its line.
func Parse(r io.Reader) (*Directory, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read sources: %w", err)
	}
	if len(data) > MaxBytes {
		return nil, fmt.Errorf("the file is larger than %d bytes", MaxBytes)
	}
	var doc yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&doc); err != nil {
		return nil, fmt.Errorf("not YAML: %w", err)
	}
	p := &parser{directory: &Directory{byID: map[string]*articlev1.Source{}}}
	p.mapping(doc.Content[0], func(key, value *yaml.Node) {
		if key.Value != "sources" {
			p.fail(key, "unknown field %q; expected sources", key.Value)
			return
		}
		p.mapping(value, p.source)
	})
	if len(p.errs) > 0 {
		return nil, errors.Join(p.errs...)
	}
	return p.directory, nil
}

type parser struct {
	directory *Directory
	errs      []error
}

func (p *parser) fail(at *yaml.Node, format string, args ...any) {
	p.errs = append(p.errs, fmt.Errorf("line %d, column %d: %s", at.Line, at.Column, fmt.Sprintf(format, args...)))
}

func (p *parser) mapping(at *yaml.Node, field func(key, value *yaml.Node)) {
	if at.Kind == yaml.ScalarNode && at.Tag == "!!null" {
		return
	}
	if at.Kind != yaml.MappingNode {
		p.fail(at, "expected a mapping")
		return
	}
	for i := 0; i+1 < len(at.Content); i += 2 {
		field(at.Content[i], at.Content[i+1])
	}
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
	out := &articlev1.Source{Id: id, Name: id, Family: id, Reliability: articlev1.Reliability_RELIABILITY_F}
	p.directory.byID[id] = out
	seen := map[string]bool{}
	p.mapping(value, func(key, value *yaml.Node) {
		if seen[key.Value] {
			p.fail(key, "%q is given twice", key.Value)
		}
		seen[key.Value] = true
		if value.Kind != yaml.ScalarNode || value.Value == "" || len(value.Value) > 255 {
			p.fail(value, "%s needs a text of at most 255 bytes", key.Value)
			return
		}
		switch key.Value {
		case "name":
			out.Name = value.Value
		case "family":
			out.Family = value.Value
		case "reliability":
			number, ok := articlev1.Reliability_value["RELIABILITY_"+value.Value]
			if !ok || len(value.Value) != 1 || !strings.Contains("ABCDEF", value.Value) {
				p.fail(value, "%q is no reliability; expected a letter from A to F", value.Value)
			}
			out.Reliability = articlev1.Reliability(number)
		default:
			p.fail(key, "unknown field %q; known are family, name, reliability", key.Value)
		}
	})
}
