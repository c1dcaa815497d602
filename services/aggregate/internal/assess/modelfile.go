package assess

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

// ReadModel reads a model file of an operator's own, as [ParseModel] does, and
// proves that it does what it declares. Unless its parameters are those of the
// built-in model, its version gets a "+" and eight hexadecimal digits that differ
// for different parameters: nobody can change a number and keep the version.
func ReadModel(file []byte) (*Model, error) {
	m, err := ParseModel(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	own, err := DefaultModel()
	if err != nil {
		return nil, err
	}
	if m.Version != own.Version || len(own.Differences(m)) > 0 {
		sum := sha256.Sum256([]byte(strings.Join(m.parameters(), "\n")))
		m.Version += "+" + hex.EncodeToString(sum[:])[:8]
	}
	if err := m.SelfTest(); err != nil {
		return nil, fmt.Errorf("self-test of model %s: %w", m.Version, err)
	}
	return m, nil
}

// File is the file that the model was read from, with the reason of each number.
func (m *Model) File() string { return string(m.file) }

// Step is a model on the way from one to another: the parameters of the group,
// a key of the file at its top level, and of the groups before it are those of
// the other, and so is the version.
type Step struct {
	Group string
	Model *Model
}

// Steps is the way to another model, a group that differs after the other, in
// the order of the fields of [Model]. The last one has all of its parameters.
func (m *Model) Steps(other *Model) []Step {
	var steps []Step
	way := *m
	way.Version = other.Version
	at, end := reflect.ValueOf(&way).Elem(), reflect.ValueOf(other).Elem()
	for i := range at.NumField() {
		group := at.Type().Field(i).Tag.Get("yaml")
		if group == "" || group == "version" || reflect.DeepEqual(at.Field(i).Interface(), end.Field(i).Interface()) {
			continue
		}
		at.Field(i).Set(end.Field(i))
		next := way
		steps = append(steps, Step{Group: group, Model: &next})
	}
	return steps
}

// Difference is a parameter that two models have not in common, by its place in
// the file; an empty value is none.
type Difference struct{ Path, Before, After string }

// Differences are the parameters of another model that are not those of this
// one, in the order of the fields of [Model]; versions are none.
func (m *Model) Differences(other *Model) []Difference {
	before, after := m.parameters(), other.parameters()
	had := make(map[string]string, len(before))
	for _, line := range before {
		path, value, _ := strings.Cut(line, " ")
		had[path] = value
	}
	var all []Difference
	has := make(map[string]bool, len(after))
	for _, line := range after {
		path, value, _ := strings.Cut(line, " ")
		has[path] = true
		if old := had[path]; old != value {
			all = append(all, Difference{path, old, value})
		}
	}
	for _, line := range before {
		if path, value, _ := strings.Cut(line, " "); !has[path] {
			all = append(all, Difference{path, value, ""})
		}
	}
	return all
}

// parameters are lines of a path and a value, but for the version.
func (m *Model) parameters() []string {
	data, err := yaml.Marshal(m)
	if err != nil {
		panic("assess: " + err.Error()) // none of its types can fail
	}
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		panic("assess: " + err.Error())
	}
	var lines []string
	flatten(root.Content[0], "", func(path, value string) {
		if path != "version" {
			lines = append(lines, path+" "+value)
		}
	})
	return lines
}

// flatten visits the scalars below a node in order, but for those that are empty.
func flatten(node *yaml.Node, path string, visit func(path, value string)) {
	switch node.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(node.Content); i += 2 {
			flatten(node.Content[i+1], strings.TrimPrefix(path+"."+node.Content[i].Value, "."), visit)
		}
	case yaml.SequenceNode:
		for i, item := range node.Content {
			flatten(item, fmt.Sprintf("%s[%d]", path, i), visit)
		}
	default:
		if node.Value != "" && node.Tag != "!!null" {
			visit(path, node.Value)
		}
	}
}

// MarshalYAML writes the number in units.
func (m Milli) MarshalYAML() (any, error) {
	return &yaml.Node{Kind: yaml.ScalarNode, Value: strconv.FormatFloat(m.Float(), 'f', -1, 64)}, nil
}

// MarshalYAML writes the name; none for the zero value.
func (n Name[E]) MarshalYAML() (any, error) {
	if n.Value == 0 {
		return "", nil
	}
	return vocab.Name(n.Value), nil
}

// MarshalYAML writes a mapping in the order of the vocabulary.
func (k Keyed[E, V]) MarshalYAML() (any, error) {
	node := &yaml.Node{Kind: yaml.MappingNode}
	for _, key := range vocab.All[E]() {
		value, ok := k[key]
		if !ok {
			continue
		}
		item := &yaml.Node{}
		if err := item.Encode(value); err != nil {
			return nil, err
		}
		node.Content = append(node.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: vocab.Name(key)}, item)
	}
	return node, nil
}
