package manifest

import (
	"slices"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/utils/ptr"
)

// selects returns those of some workloads whose pods carry the labels.
func selects(selector *metav1.LabelSelector, among []workload) ([]workload, error) {
	chosen, err := metav1.LabelSelectorAsSelector(selector)
	if err != nil {
		return nil, err
	}
	var selected []workload
	for _, w := range among {
		if chosen.Matches(labels.Set(w.pod.Labels)) {
			selected = append(selected, w)
		}
	}
	return selected, nil
}

// selectsSome asks that some pods are meant, those that are provided included, and returns their workloads.
func (c *check) selectsSome(object string, at *field.Path, selector *metav1.LabelSelector) []workload {
	selected, err := selects(selector, slices.Concat(c.workloads, c.outside))
	if err != nil {
		c.fault(object, at, "%v", err)
		return nil
	}
	c.unless(len(selected) > 0, object, at, "selects no pods")
	return selected
}

// selectsOne asks that the pods of exactly one workload are meant, and returns it.
func (c *check) selectsOne(object string, at *field.Path, selector *metav1.LabelSelector) (workload, bool) {
	selected, err := selects(selector, c.workloads)
	if err != nil {
		c.fault(object, at, "%v", err)
		return workload{}, false
	}
	if len(selected) != 1 {
		c.fault(object, at, "selects the pods of %d workloads", len(selected))
		return workload{}, false
	}
	return selected[0], true
}

// checkServices asks that a Service leads to one workload, and its ports to ports of that.
func (c *check) checkServices() {
	for _, s := range c.services {
		if s.Spec.Type == corev1.ServiceTypeExternalName {
			continue
		}
		object := "Service/" + s.Name
		w, ok := c.selectsOne(object, field.NewPath("spec", "selector"), metav1.SetAsLabelSelector(s.Spec.Selector))
		if !ok {
			continue
		}
		for i, port := range s.Spec.Ports {
			_, ok := w.port(target(port))
			c.unless(ok, object, field.NewPath("spec", "ports").Index(i).Child("targetPort"), "%s has no port %s", w.name, ptr.To(target(port)).String())
			c.unless(port.Name != "", object, field.NewPath("spec", "ports").Index(i).Child("name"), "is missing")
		}
	}
}

// target is where a port of a Service leads: without a word, to the same number.
func target(port corev1.ServicePort) intstr.IntOrString {
	if port.TargetPort == (intstr.IntOrString{}) {
		return intstr.FromInt32(port.Port)
	}
	return port.TargetPort
}

// checkSelectors asks that Deployments and StatefulSets select their own pods and no others.
func (c *check) checkSelectors() {
	at := field.NewPath("spec", "selector")
	own := func(name string, selector *metav1.LabelSelector) {
		if w, ok := c.selectsOne(name, at, selector); ok {
			c.unless(w.name == name, name, at, "selects the pods of %s, not its own", w.name)
		}
	}
	for _, d := range c.deployments {
		own("Deployment/"+d.Name, d.Spec.Selector)
		c.checkStrategy(d)
	}
	for _, s := range c.statefulSets {
		own("StatefulSet/"+s.Name, s.Spec.Selector)
		c.unless(c.has("Service", s.Spec.ServiceName), "StatefulSet/"+s.Name, field.NewPath("spec", "serviceName"), "there is no Service %s", s.Spec.ServiceName)
	}
}

// checkBudgets asks that a disruption budget speaks of one workload and lets nodes be drained.
func (c *check) checkBudgets() {
	for _, b := range c.budgets {
		object := "PodDisruptionBudget/" + b.Name
		w, ok := c.selectsOne(object, field.NewPath("spec", "selector"), b.Spec.Selector)
		if !ok {
			continue
		}
		replicas := c.leastReplicas(w)
		blocked := func(name string, value *intstr.IntOrString, blocks func(int) bool) {
			if value == nil {
				return
			}
			scaled, err := intstr.GetScaledValueFromIntOrPercent(value, replicas, true)
			at := field.NewPath("spec", name)
			c.unless(err == nil, object, at, "%q is neither a number nor a percentage", value.String())
			c.unless(err != nil || !blocks(scaled), object, at, "%s of %d replicas: no node could be drained", value.String(), replicas)
		}
		blocked("maxUnavailable", b.Spec.MaxUnavailable, func(n int) bool { return n < 1 })
		blocked("minAvailable", b.Spec.MinAvailable, func(n int) bool { return n >= replicas })
	}
}

// leastReplicas is how many pods a workload has at least.
func (c *check) leastReplicas(w workload) int {
	for _, s := range c.scalers() {
		if s.target == w.name {
			return int(s.least)
		}
	}
	return int(ptr.Deref(w.replicas, 1))
}
