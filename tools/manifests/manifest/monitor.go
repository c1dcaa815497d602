package manifest

import (
	"encoding/json"
	"slices"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// monitor is what ServiceMonitors and PodMonitors have in common.
type monitor struct {
	Spec struct {
		Selector  metav1.LabelSelector `json:"selector"`
		Endpoints []scrape             `json:"endpoints"`
		Pods      []scrape             `json:"podMetricsEndpoints"`
	} `json:"spec"`
}

type scrape struct {
	Port       string              `json:"port"`
	TargetPort *intstr.IntOrString `json:"targetPort"`
}

// checkMonitors asks that what Prometheus is told to read is there.
func (c *check) checkMonitors() {
	for _, object := range c.customs("monitoring.coreos.com", "ServiceMonitor") {
		name, m := "ServiceMonitor/"+object.GetName(), read(object)
		selector, err := metav1.LabelSelectorAsSelector(&m.Spec.Selector)
		at := field.NewPath("spec", "selector")
		if err != nil {
			c.fault(name, at, "%v", err)
			continue
		}
		var selected []*corev1.Service
		for _, s := range c.services {
			if selector.Matches(labels.Set(s.Labels)) {
				selected = append(selected, s)
			}
		}
		c.unless(len(selected) > 0, name, at, "selects no Service")
		c.checkEndpoints(name, m, selected)
	}
	for _, object := range c.customs("monitoring.coreos.com", "PodMonitor") {
		name, m := "PodMonitor/"+object.GetName(), read(object)
		at := field.NewPath("spec", "selector")
		for _, w := range c.selectsSome(name, at, &m.Spec.Selector) {
			for i, endpoint := range m.Spec.Pods {
				_, ok := w.port(intstr.FromString(endpoint.Port))
				c.unless(ok, name, field.NewPath("spec", "podMetricsEndpoints").Index(i).Child("port"), "%s has no port %q", w.name, endpoint.Port)
			}
		}
	}
}

// checkEndpoints asks that each port is one of some Service that is selected.
func (c *check) checkEndpoints(name string, m monitor, selected []*corev1.Service) {
	for i, endpoint := range m.Spec.Endpoints {
		if endpoint.TargetPort != nil {
			continue // a port of the pod, whatever the Service names
		}
		found := len(selected) == 0
		for _, s := range selected {
			found = found || slices.ContainsFunc(s.Spec.Ports, func(p corev1.ServicePort) bool { return p.Name == endpoint.Port })
		}
		c.unless(found, name, field.NewPath("spec", "endpoints").Index(i).Child("port"), "no Service that is selected has port %q", endpoint.Port)
	}
}

// read takes what the check needs; the definition of the kind has held the types.
func read(object *unstructured.Unstructured) monitor {
	var m monitor
	data, err := json.Marshal(object.Object)
	if err != nil {
		return m
	}
	if err := json.Unmarshal(data, &m); err != nil {
		return monitor{}
	}
	return m
}
