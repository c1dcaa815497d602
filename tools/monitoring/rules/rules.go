// Package rules reads the rules of a PrometheusRule.
package rules

import (
	"fmt"
	"os"

	"sigs.k8s.io/yaml"
)

// Group is a group of rules that are computed together.
type Group struct {
	Name  string `json:"name"`
	Rules []Rule `json:"rules"`
}

// Rule records a query, or alerts.
type Rule struct {
	Record      string            `json:"record,omitempty"`
	Alert       string            `json:"alert,omitempty"`
	Expr        string            `json:"expr"`
	For         string            `json:"for,omitempty"`
	Labels      map[string]string `json:"labels,omitempty"`
	Annotations map[string]string `json:"annotations,omitempty"`
}

// Load reads the groups of a file with one PrometheusRule.
func Load(file string) ([]Group, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var resource struct {
		Kind string `json:"kind"`
		Spec struct {
			Groups []Group `json:"groups"`
		} `json:"spec"`
	}
	if err := yaml.Unmarshal(data, &resource); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if resource.Kind != "PrometheusRule" || len(resource.Spec.Groups) == 0 {
		return nil, fmt.Errorf("%s is no PrometheusRule with groups", file)
	}
	return resource.Spec.Groups, nil
}

// Plain are groups as a file of rules for Prometheus itself.
func Plain(groups []Group) ([]byte, error) {
	return yaml.Marshal(map[string][]Group{"groups": groups})
}
