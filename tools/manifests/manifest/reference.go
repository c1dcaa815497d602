package manifest

import (
	"slices"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/utils/ptr"
)

// reference is a name by which a pod means a ConfigMap or Secret, all of it or one key.
type reference struct {
	kind, name, key string
	optional        *bool
}

// checkReference asks that what is meant is among the manifests, made by an operator, or optional.
func (c *check) checkReference(w workload, at *field.Path, r reference) {
	if ptr.Deref(r.optional, false) || c.isProvided(r.kind, r.name, r.key) {
		return
	}
	keys, ok := c.keys(r.kind, r.name)
	if !ok {
		c.fault(w.name, at, "there is no %s %s", r.kind, r.name)
		return
	}
	c.unless(r.key == "" || slices.Contains(keys, r.key), w.name, at, "%s %s has no key %q", r.kind, r.name, r.key)
}

// keys are those of a ConfigMap or Secret, the ones that cert-manager writes included.
func (c *check) keys(kind, name string) (keys []string, found bool) {
	if kind == "ConfigMap" {
		for _, m := range c.configMaps {
			if m.Name == name {
				found = true
				for key := range m.BinaryData {
					keys = append(keys, key)
				}
				for key := range m.Data {
					keys = append(keys, key)
				}
			}
		}
		return keys, found
	}
	for _, s := range c.secrets {
		if s.Name == name {
			found = true
			for key := range s.StringData {
				keys = append(keys, key)
			}
			for key := range s.Data {
				keys = append(keys, key)
			}
		}
	}
	for _, certificate := range c.customs("cert-manager.io", "Certificate") {
		if str(certificate, "spec", "secretName") == name {
			return []string{"tls.crt", "tls.key", "ca.crt"}, true
		}
	}
	for _, entry := range c.provided.byKind()[kind] {
		found = found || entry.Name == name
	}
	return keys, found
}

func (c *check) configMapData(name string) map[string]string {
	for _, m := range c.configMaps {
		if m.Name == name {
			return m.Data
		}
	}
	return nil
}

// checkReferences follows the names in the variables of a container.
func (c *check) checkReferences(w workload, in within) {
	for _, from := range in.EnvFrom {
		at := in.path.Child("envFrom")
		if r := from.ConfigMapRef; r != nil {
			c.checkReference(w, at.Key(r.Name), reference{"ConfigMap", r.Name, "", r.Optional})
			c.checkHash(w, at.Key(r.Name), r.Name)
		}
		if r := from.SecretRef; r != nil {
			c.checkReference(w, at.Key(r.Name), reference{"Secret", r.Name, "", r.Optional})
		}
	}
	for _, variable := range in.Env {
		if variable.ValueFrom == nil {
			continue
		}
		at := in.path.Child("env").Key(variable.Name).Child("valueFrom")
		if r := variable.ValueFrom.ConfigMapKeyRef; r != nil {
			c.checkReference(w, at, reference{"ConfigMap", r.Name, r.Key, r.Optional})
			c.checkHash(w, at, r.Name)
		}
		if r := variable.ValueFrom.SecretKeyRef; r != nil {
			c.checkReference(w, at, reference{"Secret", r.Name, r.Key, r.Optional})
		}
	}
}

// checkHash asks that other settings make other pods: nothing reads variables again.
func (c *check) checkHash(w workload, at *field.Path, name string) {
	c.unless(c.configMapData(name) == nil || hashed.MatchString(name), w.name, at, "the name of ConfigMap %s has no hash of its content: pods would keep the old settings", name)
}

// checkVolumes asks that every mount has its volume, every volume a mount, and that what volumes mean is there.
func (c *check) checkVolumes(w workload) {
	volumes := slices.Clone(w.claims)
	for _, v := range w.pod.Spec.Volumes {
		volumes = append(volumes, v.Name)
		c.checkVolume(w, v)
	}
	for _, in := range w.containers() {
		for _, m := range in.VolumeMounts {
			c.unless(slices.Contains(volumes, m.Name), w.name, in.path.Child("volumeMounts").Key(m.MountPath), "there is no volume %s", m.Name)
		}
	}
	for _, name := range volumes {
		used := slices.ContainsFunc(w.containers(), func(in within) bool {
			return slices.ContainsFunc(in.VolumeMounts, func(m mount) bool { return m.Name == name })
		})
		c.unless(used, w.name, w.spec().Child("volumes").Key(name), "no container mounts it")
	}
}

func (c *check) checkVolume(w workload, v corev1.Volume) {
	at := w.spec().Child("volumes").Key(v.Name)
	if s := v.ConfigMap; s != nil {
		c.checkItems(w, at, reference{"ConfigMap", s.Name, "", s.Optional}, s.Items)
	}
	if s := v.Secret; s != nil {
		c.checkItems(w, at, reference{"Secret", s.SecretName, "", s.Optional}, s.Items)
	}
	if v.PersistentVolumeClaim != nil {
		name := v.PersistentVolumeClaim.ClaimName
		c.unless(c.has("PersistentVolumeClaim", name), w.name, at, "there is no PersistentVolumeClaim %s", name)
	}
	if v.Projected == nil {
		return
	}
	for _, source := range v.Projected.Sources {
		if s := source.ConfigMap; s != nil {
			c.checkItems(w, at, reference{"ConfigMap", s.Name, "", s.Optional}, s.Items)
		}
		if s := source.Secret; s != nil {
			c.checkItems(w, at, reference{"Secret", s.Name, "", s.Optional}, s.Items)
		}
	}
}

func (c *check) checkItems(w workload, at *field.Path, r reference, items []corev1.KeyToPath) {
	if len(items) == 0 {
		c.checkReference(w, at, r)
	}
	for _, item := range items {
		r.key = item.Key
		c.checkReference(w, at.Child("items").Key(item.Key), r)
	}
}
