package manifest

import (
	"slices"

	corev1 "k8s.io/api/core/v1"
)

// checkReferences follows every name by which a pod means another object.
func (f *faults) checkReferences(o Objects, w workload) {
	spec := w.pod.Spec
	if spec.ServiceAccountName != "" {
		f.unless(slices.ContainsFunc(o.ServiceAccounts, func(a corev1.ServiceAccount) bool { return a.Name == spec.ServiceAccountName }),
			w.name, "there is no ServiceAccount %s", spec.ServiceAccountName)
	}
	volumes := slices.Clone(w.claims)
	for _, v := range spec.Volumes {
		volumes = append(volumes, v.Name)
		if v.ConfigMap != nil {
			f.unless(o.hasConfigMap(v.ConfigMap.Name), w.name, "there is no ConfigMap %s", v.ConfigMap.Name)
		}
	}
	for _, c := range spec.Containers {
		for _, mount := range c.VolumeMounts {
			f.unless(slices.Contains(volumes, mount.Name), w.name+"/"+c.Name, "there is no volume %s", mount.Name)
		}
		for _, from := range c.EnvFrom {
			if from.ConfigMapRef != nil {
				f.unless(o.hasConfigMap(from.ConfigMapRef.Name), w.name+"/"+c.Name, "there is no ConfigMap %s", from.ConfigMapRef.Name)
			}
		}
	}
}

func (o *Objects) hasConfigMap(name string) bool {
	return slices.ContainsFunc(o.ConfigMaps, func(m corev1.ConfigMap) bool { return m.Name == name })
}

// checkSelectors asks that every Service, Deployment, StatefulSet and budget selects the pods of
// exactly one workload, and that a Service's ports exist there.
func (f *faults) checkSelectors(o Objects) {
	for _, s := range o.Services {
		object := "Service/" + s.Name
		for _, w := range f.selects(o, object, s.Spec.Selector) {
			for _, port := range s.Spec.Ports {
				f.unless(hasPort(w.pod.Spec, port), object, "%s has no port %s", w.name, port.TargetPort.String())
			}
		}
	}
	for _, d := range o.Deployments {
		f.selects(o, "Deployment/"+d.Name, d.Spec.Selector.MatchLabels)
	}
	for _, s := range o.StatefulSets {
		object := "StatefulSet/" + s.Name
		f.selects(o, object, s.Spec.Selector.MatchLabels)
		f.unless(slices.ContainsFunc(o.Services, func(v corev1.Service) bool { return v.Name == s.Spec.ServiceName }), object, "there is no Service %s", s.Spec.ServiceName)
	}
	for _, b := range o.Budgets {
		f.selects(o, "PodDisruptionBudget/"+b.Name, b.Spec.Selector.MatchLabels)
	}
}

// selects returns the workloads whose pods carry the labels; anything but one is a fault.
func (f *faults) selects(o Objects, object string, labels map[string]string) []workload {
	var selected []workload
	for _, w := range o.workloads() {
		if carries(w.pod.Labels, labels) {
			selected = append(selected, w)
		}
	}
	f.unless(len(labels) > 0 && len(selected) == 1, object, "selects the pods of %d workloads", len(selected))
	return selected
}

func carries(labels, wanted map[string]string) bool {
	for key, value := range wanted {
		if labels[key] != value {
			return false
		}
	}
	return true
}

func hasPort(pod corev1.PodSpec, port corev1.ServicePort) bool {
	for _, c := range pod.Containers {
		for _, p := range c.Ports {
			if p.Name == port.TargetPort.StrVal && p.Name != "" || p.ContainerPort == port.TargetPort.IntVal && p.ContainerPort != 0 {
				return true
			}
		}
	}
	return false
}
