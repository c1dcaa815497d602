// Package manifest decodes rendered Kubernetes manifests as strictly as an API
// server does, and checks what an API server would let pass: names that point
// nowhere, pods with more rights than they need, settings that no service knows.
package manifest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	kjson "sigs.k8s.io/json"
	"sigs.k8s.io/yaml"
)

// Decoder reads manifests of the kinds of Kubernetes and of those that definitions add.
type Decoder struct {
	scheme      *runtime.Scheme
	definitions Definitions
}

// NewDecoder makes a decoder; definitions may be nil.
func NewDecoder(definitions Definitions) (*Decoder, error) {
	scheme, err := newScheme()
	if err != nil {
		return nil, err
	}
	return &Decoder{scheme, definitions}, nil
}

// Decode reads every document. Unknown kinds and fields, keys that occur twice, wrong types, versions of
// kinds that are deprecated, and an object that occurs twice are errors. Each names the document by its
// number, counted from 1, and by kind and name as far as they could be read. What could be read is returned.
func (d *Decoder) Decode(data []byte) (Objects, error) {
	var objects Objects
	var wrong []error
	seen := map[string]int{}
	reader := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(data)))
	for number := 1; ; number++ {
		document, err := reader.Read()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				wrong = append(wrong, fmt.Errorf("document %d: %w", number, err))
			}
			return objects, errors.Join(wrong...)
		}
		found, errs := d.decode(document)
		where := fmt.Sprintf("document %d", number)
		if found.name != "" {
			where += " " + found.name
			if first := seen[found.key()]; first != 0 {
				errs = append(errs, fmt.Errorf("is document %d already", first))
			}
			seen[found.key()] = number
		}
		for _, err := range errs {
			wrong = append(wrong, fmt.Errorf("%s: %w", where, err))
		}
		if found.object != nil && len(errs) == 0 {
			objects.add(found)
		}
	}
}

// decode reads one document; an empty one gives nothing.
func (d *Decoder) decode(document []byte) (decoded, []error) {
	data, err := yaml.YAMLToJSONStrict(document)
	if err != nil {
		return decoded{}, []error{err}
	}
	if strings.TrimSpace(string(data)) == "null" {
		return decoded{}, nil
	}
	var head metav1.PartialObjectMetadata
	if err := kjson.UnmarshalCaseSensitivePreserveInts(data, &head); err != nil {
		return decoded{}, []error{err}
	}
	kind := head.GroupVersionKind()
	found := decoded{name: kind.Kind + "/" + head.Name, namespace: head.Namespace}
	if head.Name == "" {
		return found, []error{errors.New("metadata.name is missing")}
	}
	if defined, ok := d.definitions[kind]; ok {
		return d.decodeCustom(data, found, defined)
	}
	object, err := d.scheme.New(kind)
	if err != nil {
		return found, []error{fmt.Errorf("unknown kind %s %s", head.APIVersion, head.Kind)}
	}
	strict, err := kjson.UnmarshalStrict(data, object)
	if err != nil {
		return found, []error{err}
	}
	if said := outdated(object); said != "" {
		strict = append(strict, fmt.Errorf("%s %s is %s", head.APIVersion, head.Kind, said))
	}
	found.object, found.clusterWide = object, clusterWide(object)
	return found, strict
}

func (d *Decoder) decodeCustom(data []byte, found decoded, defined definition) (decoded, []error) {
	object := &unstructured.Unstructured{}
	if err := kjson.UnmarshalCaseSensitivePreserveInts(data, &object.Object); err != nil {
		return found, []error{err}
	}
	wrong := defined.check(object.Object)
	if defined.deprecated {
		wrong = append(wrong, fmt.Errorf("%s %s is deprecated", object.GetAPIVersion(), object.GetKind()))
	}
	found.object, found.clusterWide = object, defined.clusterWide
	return found, wrong
}
