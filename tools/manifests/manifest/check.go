package manifest

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// faults collects what is wrong, each line with the object that it speaks of.
type faults struct{ lines []string }

func (f *faults) unless(ok bool, object, format string, args ...any) {
	if !ok {
		f.lines = append(f.lines, object+": "+fmt.Sprintf(format, args...))
	}
}

// Check returns one sorted line for every fault. Environment variables of ours must occur in
// configuration, the text of the document that lists them.
func Check(o Objects, configuration string) []string {
	var f faults
	for _, w := range o.workloads() {
		f.checkPod(w)
		f.checkReferences(o, w)
		for _, c := range w.pod.Spec.Containers {
			f.checkContainer(w, c)
			for _, variable := range c.Env {
				f.checkSetting(w.name+"/"+c.Name, variable.Name, configuration)
			}
		}
	}
	f.checkSelectors(o)
	for _, m := range o.ConfigMaps {
		for key := range m.Data {
			f.checkSetting("ConfigMap/"+m.Name, key, configuration)
		}
	}
	slices.Sort(f.lines)
	return f.lines
}

// checkSetting asks that a variable with our prefix is documented: a service refuses those that it does not know.
func (f *faults) checkSetting(object, name, configuration string) {
	f.unless(!strings.HasPrefix(name, "BAROGRAPH_") || strings.Contains(configuration, "`"+name+"`"), object, "%s is no setting of any service", name)
}

// checkPod asks for what Pod Security calls restricted, and for no service links: they are variables with our prefix.
func (f *faults) checkPod(w workload) {
	spec := w.pod.Spec
	f.unless(spec.EnableServiceLinks != nil && !*spec.EnableServiceLinks, w.name, "enableServiceLinks is not false")
	f.unless(spec.AutomountServiceAccountToken != nil && !*spec.AutomountServiceAccountToken, w.name, "automountServiceAccountToken is not false")
	security := spec.SecurityContext
	if security == nil {
		security = &corev1.PodSecurityContext{}
	}
	f.unless(security.RunAsNonRoot != nil && *security.RunAsNonRoot, w.name, "runAsNonRoot is not true")
	f.unless(security.RunAsUser != nil && *security.RunAsUser > 0, w.name, "runAsUser is not set: the images name no user that is known by number")
	f.unless(security.SeccompProfile != nil && security.SeccompProfile.Type == corev1.SeccompProfileTypeRuntimeDefault, w.name, "seccompProfile is not RuntimeDefault")
}

func (f *faults) checkContainer(w workload, c corev1.Container) {
	object := w.name + "/" + c.Name
	security := c.SecurityContext
	if security == nil {
		security = &corev1.SecurityContext{}
	}
	f.unless(security.AllowPrivilegeEscalation != nil && !*security.AllowPrivilegeEscalation, object, "allowPrivilegeEscalation is not false")
	f.unless(security.ReadOnlyRootFilesystem != nil && *security.ReadOnlyRootFilesystem, object, "readOnlyRootFilesystem is not true")
	f.unless(security.Capabilities != nil && slices.Contains(security.Capabilities.Drop, "ALL"), object, "capabilities are not dropped")
	f.unless(strings.Contains(c.Image, ":") && !strings.HasSuffix(c.Image, ":latest"), object, "image %s has no version", c.Image)
	f.unless(!c.Resources.Requests.Cpu().IsZero() && !c.Resources.Requests.Memory().IsZero(), object, "cpu or memory is not requested")
	limit := c.Resources.Limits.Memory()
	f.unless(!limit.IsZero() && c.Resources.Requests.Memory().Cmp(*limit) <= 0, object, "memory has no limit, or one below the request")
	if w.serving {
		f.unless(c.StartupProbe != nil && c.ReadinessProbe != nil && c.LivenessProbe != nil, object, "a probe is missing")
	}
	for _, probe := range []*corev1.Probe{c.StartupProbe, c.ReadinessProbe, c.LivenessProbe} {
		if probe != nil {
			f.checkProbe(object, c.Ports, probe.ProbeHandler)
		}
	}
}

func (f *faults) checkProbe(object string, ports []corev1.ContainerPort, probe corev1.ProbeHandler) {
	has := func(name string, number int32) bool {
		return slices.ContainsFunc(ports, func(p corev1.ContainerPort) bool {
			return name != "" && p.Name == name || number != 0 && p.ContainerPort == number
		})
	}
	switch {
	case probe.GRPC != nil:
		f.unless(has("", probe.GRPC.Port), object, "a probe asks port %d, which is not there", probe.GRPC.Port)
	case probe.TCPSocket != nil:
		f.unless(has(probe.TCPSocket.Port.StrVal, probe.TCPSocket.Port.IntVal), object, "a probe asks port %s, which is not there", probe.TCPSocket.Port.String())
	case probe.HTTPGet != nil:
		f.unless(has(probe.HTTPGet.Port.StrVal, probe.HTTPGet.Port.IntVal), object, "a probe asks port %s, which is not there", probe.HTTPGet.Port.String())
	default:
		f.unless(false, object, "a probe of an unknown kind")
	}
}
