package manifest

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// checkFile asks that a file or folder that a setting names is on a volume, and among what the volume is made of.
func (c *check) checkFile(w workload, in within, at *field.Path, name string) {
	for _, m := range in.VolumeMounts {
		rest, ok := strings.CutPrefix(name, strings.TrimSuffix(m.MountPath, "/"))
		if !ok || rest != "" && rest[0] != '/' {
			continue
		}
		for _, v := range w.pod.Spec.Volumes {
			if v.Name == m.Name && len(rest) > 1 && m.SubPath == "" {
				c.checkContent(w, at, v, rest[1:])
			}
		}
		return
	}
	c.fault(w.name, at, "no volume is mounted at %s", name)
}

// checkContent asks that a volume of a ConfigMap or Secret has a file.
func (c *check) checkContent(w workload, at *field.Path, v corev1.Volume, file string) {
	var r reference
	var items []corev1.KeyToPath
	switch {
	case v.ConfigMap != nil:
		r, items = reference{"ConfigMap", v.ConfigMap.Name, file, nil}, v.ConfigMap.Items
	case v.Secret != nil:
		r, items = reference{"Secret", v.Secret.SecretName, file, nil}, v.Secret.Items
	default:
		return
	}
	if len(items) == 0 {
		if _, known := c.keys(r.kind, r.name); known { // if not, that is told of the volume
			c.checkReference(w, at, r)
		}
		return
	}
	c.unless(slices.ContainsFunc(items, func(i corev1.KeyToPath) bool { return i.Path == file }), w.name, at, "volume %s has no file %s", v.Name, file)
}
