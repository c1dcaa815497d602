package access

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// file is a policy as it is written.
type file struct {
	// Anonymous are the roles of everybody, known or not.
	Anonymous []Role            `yaml:"anonymous"`
	Issuers   []issuerFile      `yaml:"issuers"`
	Bindings  []binding         `yaml:"bindings"`
	Methods   map[string][]Role `yaml:"methods"`
}

// issuerFile is who signs tokens, and what of them is trusted.
type issuerFile struct {
	Issuer     string        `yaml:"issuer"`
	Audiences  []string      `yaml:"audiences"`
	KeysFile   string        `yaml:"keys_file"`
	KeysURL    string        `yaml:"keys_url"`
	Discover   bool          `yaml:"discover"`
	CAFile     string        `yaml:"ca_file"`
	Algorithms []string      `yaml:"algorithms"`
	Leeway     time.Duration `yaml:"leeway"`
	MaxAge     time.Duration `yaml:"max_age"`
	KeepKeys   time.Duration `yaml:"keep_keys"`
}

// decoder holds what was read, and what is wrong with it.
type decoder struct {
	file file
	root *yaml.Node
	errs []error
}

// decode reads the one document of a policy; what it means is not looked at.
func decode(text []byte) (*decoder, error) {
	d := &decoder{root: &yaml.Node{}}
	strict := yaml.NewDecoder(bytes.NewReader(text))
	strict.KnownFields(true)
	switch err := strict.Decode(&d.file); {
	case errors.Is(err, io.EOF):
		return nil, errors.New("the file is empty, so nobody could call anything; see docs/security.md")
	case err != nil:
		return nil, plain(err)
	}
	if err := strict.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more than one document in the file; a policy is one")
	}
	if err := yaml.Unmarshal(text, d.root); err != nil {
		return nil, plain(err)
	}
	return d, nil
}

// goType is how the library names what was expected.
var goType = regexp.MustCompile(` (?:not found in|into) (?:type )?(?:\[\])?(?:access\.)?([a-zA-Z.]+)`)

// plain is an error of the YAML library in the words of the file.
func plain(err error) error {
	lines := []error{err}
	if all := new(yaml.TypeError); errors.As(err, &all) {
		lines = nil
		for _, text := range all.Errors {
			if strings.Contains(text, "not found in type") {
				text = goType.ReplaceAllString(text, " is not known here")
			}
			lines = append(lines, errors.New(goType.ReplaceAllString(text, " into $1")))
		}
	}
	return errors.Join(lines...)
}

// fail notes what is wrong at a place: keys (text) and indexes (int) from the
// root on.
func (d *decoder) fail(problem string, place ...any) {
	node, path := d.root, ""
	if len(node.Content) > 0 {
		node = node.Content[0]
	}
	line := node.Line
	for _, step := range place {
		switch step := step.(type) {
		case string:
			path += "." + step
		case int:
			path += "[" + strconv.Itoa(step) + "]"
		}
		if node = child(node, step); node != nil {
			line = node.Line
		} else {
			node = &yaml.Node{}
		}
	}
	d.errs = append(d.errs, fmt.Errorf("line %d: %s: %s", line, strings.TrimPrefix(path, "."), problem))
}

// child is what lies below a node under a key or index; nil where nothing does.
func child(node *yaml.Node, step any) *yaml.Node {
	if node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	switch step := step.(type) {
	case int:
		if node.Kind == yaml.SequenceNode && step < len(node.Content) {
			return node.Content[step]
		}
	case string:
		for i := 0; node.Kind == yaml.MappingNode && i+1 < len(node.Content); i += 2 {
			if node.Content[i].Value == step {
				return node.Content[i+1]
			}
		}
	}
	return nil
}

func (d *decoder) err() error { return errors.Join(d.errs...) }
