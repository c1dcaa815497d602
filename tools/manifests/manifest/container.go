package manifest

import (
	"regexp"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/utils/ptr"
)

// mount keeps the name of the package out of signatures.
type mount = corev1.VolumeMount

// memoryLimit is what GOMEMLIMIT may be: a number and a unit, which is nearly one of Kubernetes.
var memoryLimit = regexp.MustCompile(`^[0-9]+([KMGT]iB|B)?$`)

func (c *check) checkContainer(w workload, in within) {
	security := ptr.Deref(in.SecurityContext, corev1.SecurityContext{})
	c.unless(ptr.Deref(security.ReadOnlyRootFilesystem, false), w.name, in.path.Child("securityContext", "readOnlyRootFilesystem"), "is not true")
	c.checkResources(w, in)
	c.checkProbes(w, in)
	names := map[string]bool{}
	for _, port := range in.Ports {
		at := in.path.Child("ports").Key(port.Name)
		c.unless(port.Name != "", w.name, at, "port %d has no name", port.ContainerPort)
		c.unless(!names[port.Name], w.name, at, "occurs twice")
		names[port.Name] = true
	}
	variables := map[string]bool{}
	for _, variable := range in.Env {
		c.unless(!variables[variable.Name], w.name, in.path.Child("env").Key(variable.Name), "occurs twice")
		variables[variable.Name] = true
	}
}

// checkResources asks for requests of cpu and memory and for a limit of memory. There is no limit of cpu: it would
// slow down what nobody else wants.
func (c *check) checkResources(w workload, in within) {
	at := in.path.Child("resources")
	requests, limits := in.Resources.Requests, in.Resources.Limits
	c.unless(!requests.Cpu().IsZero(), w.name, at.Child("requests", "cpu"), "is missing")
	c.unless(!requests.Memory().IsZero(), w.name, at.Child("requests", "memory"), "is missing")
	c.unless(!limits.Memory().IsZero(), w.name, at.Child("limits", "memory"), "is missing")
	for name, limit := range limits {
		request := requests[name]
		c.unless(request.Cmp(limit) <= 0, w.name, at.Child("limits", string(name)), "%s is below the request of %s", limit.String(), request.String())
	}
	for _, variable := range in.Env {
		if variable.Name == "GOMEMLIMIT" && variable.ValueFrom == nil {
			c.checkMemoryLimit(w, in.path.Child("env").Key(variable.Name), variable.Value, limits.Memory())
		}
	}
}

// checkMemoryLimit asks that garbage is collected before the kernel kills the process.
func (c *check) checkMemoryLimit(w workload, at *field.Path, value string, limit *resource.Quantity) {
	soft, err := resource.ParseQuantity(strings.TrimSuffix(value, "B"))
	if err != nil || !memoryLimit.MatchString(value) {
		c.fault(w.name, at, "%q is no amount of memory as Go writes it, like 400MiB", value)
		return
	}
	c.unless(limit.IsZero() || soft.Cmp(*limit) < 0, w.name, at, "%s is not below the limit of %s", value, limit.String())
}
