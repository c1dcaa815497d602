package manifest

import (
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/utils/ptr"
)

// scaler is what changes the number of replicas: an autoscaler of Kubernetes or a ScaledObject of KEDA.
type scaler struct {
	object, target string // kind/name
	path           *field.Path
	least, most    int64
}

// scalers fills in what each kind takes where nothing is written.
func (c *check) scalers() []scaler {
	var all []scaler
	for _, h := range c.autoscalers {
		ref := h.Spec.ScaleTargetRef
		all = append(all, scaler{"HorizontalPodAutoscaler/" + h.Name, ref.Kind + "/" + ref.Name, field.NewPath("spec", "minReplicas"),
			int64(ptr.Deref(h.Spec.MinReplicas, 1)), int64(h.Spec.MaxReplicas)})
	}
	for _, s := range c.customs("keda.sh", "ScaledObject") {
		kind := str(s, "spec", "scaleTargetRef", "kind")
		if kind == "" {
			kind = "Deployment"
		}
		all = append(all, scaler{"ScaledObject/" + s.GetName(), kind + "/" + str(s, "spec", "scaleTargetRef", "name"), field.NewPath("spec", "minReplicaCount"),
			number(s, 0, "spec", "minReplicaCount"), number(s, 100, "spec", "maxReplicaCount")})
	}
	return all
}

// checkScaling asks that each scaler has one workload for itself, which does not say its number of replicas too.
func (c *check) checkScaling() {
	taken := map[string]string{}
	for _, s := range c.scalers() {
		at := field.NewPath("spec", "scaleTargetRef")
		c.unless(s.least <= s.most, s.object, s.path, "%d is above the most of %d", s.least, s.most)
		c.unless(taken[s.target] == "", s.object, at, "%s is scaled by %s already", s.target, taken[s.target])
		taken[s.target] = s.object
		found := false
		for _, w := range c.workloads {
			if w.name != s.target {
				continue
			}
			found = true
			c.unless(w.replicas == nil, w.name, field.NewPath("spec", "replicas"), "is set, and %s sets it too: each apply would undo the scaling", s.object)
		}
		c.unless(found, s.object, at, "there is no %s", s.target)
	}
	for _, d := range c.deployments {
		by := taken["Deployment/"+d.Name]
		c.unless(by == "" || d.Spec.Strategy.Type != appsv1.RecreateDeploymentStrategyType, "Deployment/"+d.Name, field.NewPath("spec", "strategy", "type"),
			"is Recreate, and %s makes several replicas", by)
	}
	for _, h := range c.autoscalers {
		c.checkUtilization(h)
	}
	for _, s := range c.customs("keda.sh", "ScaledObject") {
		c.checkTriggers(s)
	}
}

// checkTriggers follows the addresses that KEDA asks. It does so from elsewhere, so policies are not asked.
func (c *check) checkTriggers(s *unstructured.Unstructured) {
	triggers, _, err := unstructured.NestedSlice(s.Object, "spec", "triggers")
	if err != nil {
		return // refused by the definition
	}
	for i, trigger := range triggers {
		fields, ok := trigger.(map[string]any)
		if !ok {
			continue
		}
		metadata, _, err := unstructured.NestedStringMap(fields, "metadata")
		if err != nil {
			continue
		}
		at := field.NewPath("spec", "triggers").Index(i).Child("metadata")
		for key, value := range metadata {
			c.checkAddress(workload{name: "ScaledObject/" + s.GetName()}, at.Key(key), value)
		}
	}
}

// checkUtilization asks that what an autoscaler takes a share of is requested.
func (c *check) checkUtilization(h *autoscalingv2.HorizontalPodAutoscaler) {
	for i, metric := range h.Spec.Metrics {
		if metric.Resource == nil || metric.Resource.Target.AverageUtilization == nil {
			continue
		}
		for _, w := range c.workloads {
			if w.name != h.Spec.ScaleTargetRef.Kind+"/"+h.Spec.ScaleTargetRef.Name {
				continue
			}
			for _, in := range w.containers() {
				request := in.Resources.Requests[metric.Resource.Name]
				c.unless(!request.IsZero(), "HorizontalPodAutoscaler/"+h.Name, field.NewPath("spec", "metrics").Index(i), "%s of %s requests no %s", in.Name, w.name, metric.Resource.Name)
			}
		}
	}
}

// customs are the objects of one kind that a definition adds, whatever its version.
func (o *Objects) customs(group, kind string) []*unstructured.Unstructured {
	var all []*unstructured.Unstructured
	for _, object := range o.custom {
		if k := object.GroupVersionKind(); k.Group == group && k.Kind == kind {
			all = append(all, object)
		}
	}
	return all
}

// str reads a text; the definition of the kind has held its type.
func str(object *unstructured.Unstructured, path ...string) string {
	value, _, err := unstructured.NestedString(object.Object, path...)
	if err != nil {
		return ""
	}
	return value
}

func number(object *unstructured.Unstructured, fallback int64, path ...string) int64 {
	value, found, err := unstructured.NestedInt64(object.Object, path...)
	if err != nil || !found {
		return fallback
	}
	return value
}
