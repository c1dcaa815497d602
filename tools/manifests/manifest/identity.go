package manifest

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/pod-security-admission/api"
)

// image is a reference to an image, taken apart.
type image struct{ name, tag, digest string }

func parseImage(reference string) image {
	reference, digest, _ := strings.Cut(reference, "@")
	i := image{name: reference, digest: digest}
	if colon := strings.LastIndexByte(reference, ':'); colon > strings.LastIndexByte(reference, '/') {
		i.name, i.tag = reference[:colon], reference[colon+1:]
	}
	return i
}

// ours says whether we build the image.
func (i image) ours() bool { return path.Base(path.Dir(i.name)) == "barograph" }

// checkImages asks that each image has a version, ours the same one everywhere, and that the name of
// a Job changes with it, as the template of a Job cannot be changed: it holds the version, or it is
// that of a ConfigMap with the image in it.
func (c *check) checkImages() {
	version := ""
	for _, w := range c.workloads {
		for _, in := range w.containers() {
			at := in.path.Child("image")
			i := parseImage(in.Image)
			c.unless(i.tag != "" && i.tag != "latest" || i.digest != "", w.name, at, "%q has no version", in.Image)
			if !i.ours() || i.tag == "" {
				continue
			}
			if version == "" {
				version = i.tag
			}
			c.unless(i.tag == version, w.name, at, "version %s beside %s of others", i.tag, version)
			job, isJob := strings.CutPrefix(w.name, "Job/")
			c.unless(!isJob || named(job, i.tag) || hashed.MatchString(job) && holds(c.configMapData(job), in.Image), w.name, field.NewPath("metadata", "name"),
				"does not change with the image %s: the Job of the next release could not be applied over this one", in.Image)
		}
	}
}

// hashed is a name that ends with a hash of the content, as kustomize makes it.
var hashed = regexp.MustCompile(`-[2456789bcdfghkmt]{10}$`)

// holds says whether a ConfigMap, and so the hash in its name, depends on a value.
func holds(data map[string]string, value string) bool {
	return slices.Contains(slices.Collect(maps.Values(data)), value)
}

// named says whether a name holds a version, as it is or with dashes.
func named(name, version string) bool {
	return strings.Contains(name, version) || strings.Contains(name, strings.ReplaceAll(version, ".", "-"))
}

// checkIdentity asks that everything is in one namespace that refuses pods with more rights, and that no secret is committed.
func (c *check) checkIdentity() {
	namespace := ""
	at := field.NewPath("metadata", "namespace")
	for _, d := range c.all {
		if ns, ok := d.object.(*corev1.Namespace); ok {
			label := api.EnforceLevelLabel
			c.unless(ns.Labels[label] == string(api.LevelRestricted), d.name, field.NewPath("metadata", "labels").Key(label), "is not restricted")
			c.unless(namespace == "" || namespace == ns.Name, d.name, field.NewPath("metadata", "name"), "%s beside %s of others", ns.Name, namespace)
			if namespace == "" {
				namespace = ns.Name
			}
		}
		switch {
		case d.clusterWide:
			c.unless(d.namespace == "", d.name, at, "is set, and the kind belongs to no namespace")
		case d.namespace == "":
			c.fault(d.name, at, "is missing")
		case namespace == "":
			namespace = d.namespace
		default:
			c.unless(d.namespace == namespace, d.name, at, "%s beside %s of others", d.namespace, namespace)
		}
	}
	for _, s := range c.secrets {
		c.unless(len(s.Data)+len(s.StringData) == 0, "Secret/"+s.Name, nil, "a secret is written down: let the operator make it")
	}
}

// has says whether there is an object of a kind.
func (o *Objects) has(kind, name string) bool {
	for _, d := range o.all {
		if d.name == kind+"/"+name {
			return true
		}
	}
	return false
}
