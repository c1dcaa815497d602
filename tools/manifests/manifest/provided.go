package manifest

import (
	"fmt"
	"slices"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

// providedService begins the names of workloads that stand for pods elsewhere.
const providedService = "provided Service/"

// Provided is what the operator makes before the manifests are applied.
type Provided struct {
	Secrets    []Outside `json:"secrets"`
	ConfigMaps []Outside `json:"configMaps"`
	// Services have numbers of ports for keys. One that is among the manifests wins over one said to be provided.
	Services []Outside `json:"services"`
}

// Outside is one object that others make.
type Outside struct {
	Name string `json:"name"`
	// Keys are those that the manifests may use.
	Keys []string `json:"keys"`
	// Pods are the labels of those behind a Service, which network policies may name.
	Pods map[string]string `json:"pods"`
	// Only names the installations that it is provided for; without, it is for all.
	Only []string `json:"only"`
	// Why says who makes it and where that is described.
	Why string `json:"why"`
}

// ReadProvided decodes the list strictly; each entry needs a name and a reason.
func ReadProvided(data []byte) (Provided, error) {
	var p Provided
	if err := yaml.UnmarshalStrict(data, &p); err != nil {
		return p, fmt.Errorf("decode what is provided: %w", err)
	}
	for _, entry := range slices.Concat(p.Secrets, p.ConfigMaps, p.Services) {
		if entry.Name == "" || entry.Why == "" {
			return p, fmt.Errorf("decode what is provided: %q has no name or no reason", entry.Name)
		}
	}
	return p, nil
}

// only is what is provided for one installation.
func (p Provided) only(installation string) Provided {
	keep := func(entries []Outside) []Outside {
		return slices.DeleteFunc(slices.Clone(entries), func(o Outside) bool {
			return len(o.Only) > 0 && !slices.Contains(o.Only, installation)
		})
	}
	return Provided{keep(p.Secrets), keep(p.ConfigMaps), keep(p.Services)}
}

func (p Provided) byKind() map[string][]Outside {
	return map[string][]Outside{"Secret": p.Secrets, "ConfigMap": p.ConfigMaps, "Service": p.Services}
}

// workloads are the pods behind the Services.
func (p Provided) workloads() []workload {
	var all []workload
	for _, s := range p.Services {
		if len(s.Pods) == 0 {
			continue
		}
		w := workload{name: providedService + s.Name}
		w.pod.Labels = s.Pods
		var c corev1.Container
		for _, key := range s.Keys {
			if port, err := strconv.ParseInt(key, 10, 32); err == nil {
				c.Ports = append(c.Ports, corev1.ContainerPort{ContainerPort: int32(port)})
			}
		}
		w.pod.Spec.Containers = []corev1.Container{c}
		all = append(all, w)
	}
	return all
}
