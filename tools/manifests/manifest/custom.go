package manifest

import (
	"fmt"
	"os"
	"path/filepath"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structural "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/yaml"
)

// Definitions are the kinds that operators such as cert-manager add to a cluster. The same code as in the API server
// holds objects against them, but for rules written in CEL.
type Definitions map[schema.GroupVersionKind]definition

type definition struct {
	clusterWide bool
	deprecated  bool
	fields      *structural.Structural
	validator   validation.SchemaValidator
}

// ReadDefinitions reads the CustomResourceDefinitions in the files that match the patterns. A pattern without a file is an error.
func ReadDefinitions(patterns []string) (Definitions, error) {
	read := Definitions{}
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern)
		if err != nil {
			return nil, fmt.Errorf("find definitions %s: %w", pattern, err)
		}
		if len(files) == 0 {
			return nil, fmt.Errorf("find definitions %s: there are none", pattern)
		}
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				return nil, fmt.Errorf("read definition: %w", err)
			}
			if err := read.add(data); err != nil {
				return nil, fmt.Errorf("decode definition %s: %w", name, err)
			}
		}
	}
	return read, nil
}

func (d Definitions) add(data []byte) error {
	var crd apiextensionsv1.CustomResourceDefinition
	if err := yaml.Unmarshal(data, &crd); err != nil {
		return err
	}
	for _, version := range crd.Spec.Versions {
		if !version.Served || version.Schema == nil {
			continue
		}
		var props apiextensions.JSONSchemaProps
		if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(version.Schema.OpenAPIV3Schema, &props, nil); err != nil {
			return err
		}
		fields, err := structural.NewStructural(&props)
		if err != nil {
			return err
		}
		validator, _, err := validation.NewSchemaValidator(&props)
		if err != nil {
			return err
		}
		kind := schema.GroupVersionKind{Group: crd.Spec.Group, Version: version.Name, Kind: crd.Spec.Names.Kind}
		d[kind] = definition{crd.Spec.Scope == apiextensionsv1.ClusterScoped, version.Deprecated, fields, validator}
	}
	return nil
}

// check returns what is wrong with an object of this kind.
func (d definition) check(object map[string]any) []error {
	var wrong []error
	for _, fault := range validation.ValidateCustomResource(nil, object, d.validator) {
		wrong = append(wrong, fault)
	}
	unknown := pruning.PruneWithOptions(runtime.DeepCopyJSON(object), d.fields, true, structural.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})
	for _, path := range unknown {
		wrong = append(wrong, fmt.Errorf("unknown field %q", path))
	}
	return wrong
}
