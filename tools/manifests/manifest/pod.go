package manifest

import (
	"path"
	"strings"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/pod-security-admission/api"
	"k8s.io/utils/ptr"
)

// stopWork is what a service may take to stop beyond its drain delay and stop deadline: aggregate finishes the batch
// in hand first.
const stopWork = 16 * time.Second

// checkPod holds a pod against the Pod Security standard `restricted`, and against what that does not ask.
func (c *check) checkPod(w workload) {
	level := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
	for _, result := range c.security.EvaluatePod(level, &w.pod.ObjectMeta, &w.pod.Spec) {
		c.unless(result.Allowed, w.name, w.spec(), "pod security: %s: %s", result.ForbiddenReason, result.ForbiddenDetail)
	}
	spec := w.pod.Spec
	// Kubernetes would inject variables that begin with our prefix, and unknown ones are refused at start.
	c.unless(!ptr.Deref(spec.EnableServiceLinks, true), w.name, w.spec().Child("enableServiceLinks"), "is not false")
	c.unless(!ptr.Deref(spec.AutomountServiceAccountToken, true), w.name, w.spec().Child("automountServiceAccountToken"), "is not false")
	security := ptr.Deref(spec.SecurityContext, corev1.PodSecurityContext{})
	c.unless(ptr.Deref(security.RunAsUser, 0) > 0, w.name, w.spec().Child("securityContext", "runAsUser"), "is not set: the images name no user that is known by number")
	if spec.ServiceAccountName != "" {
		c.unless(c.has("ServiceAccount", spec.ServiceAccountName), w.name, w.spec().Child("serviceAccountName"), "there is no ServiceAccount %s", spec.ServiceAccountName)
	}
	if w.serving {
		c.checkStop(w)
	}
}

// checkStop asks that a service of ours has the time to stop that it may take.
func (c *check) checkStop(w workload) {
	grace := time.Duration(ptr.Deref(w.pod.Spec.TerminationGracePeriodSeconds, 30)) * time.Second
	for _, in := range w.containers() {
		own := prefix + strings.ToUpper(path.Base(parseImage(in.Image).name)) + "_GRPC_"
		if _, ours := c.settings[own+"STOP_DEADLINE"]; !ours {
			continue
		}
		sleep := time.Duration(0)
		if in.Lifecycle != nil && in.Lifecycle.PreStop != nil && in.Lifecycle.PreStop.Sleep != nil {
			sleep = time.Duration(in.Lifecycle.PreStop.Sleep.Seconds) * time.Second
		}
		// Endpoints lose the pod while it sleeps: without it, clients still send when the listener closes.
		c.unless(sleep > 0, w.name, in.path.Child("lifecycle", "preStop", "sleep"), "is missing")
		environment := c.environment(in)
		drain, errDrain := time.ParseDuration(c.value(environment, own+"DRAIN_DELAY"))
		stop, errStop := time.ParseDuration(c.value(environment, own+"STOP_DEADLINE"))
		if errDrain != nil || errStop != nil {
			continue // told where the setting stands
		}
		c.unless(grace >= sleep+drain+stop+stopWork, w.name, w.spec().Child("terminationGracePeriodSeconds"),
			"is %s, and stopping may take %s: preStop %s, drain delay %s, stop deadline %s, work %s",
			grace, sleep+drain+stop+stopWork, sleep, drain, stop, stopWork)
	}
}

// checkProbes asks for all three probes of what stays up and is called, each at a port that is there and speaks plain text.
func (c *check) checkProbes(w workload, in within) {
	probes := map[string]*corev1.Probe{"startupProbe": in.StartupProbe, "readinessProbe": in.ReadinessProbe, "livenessProbe": in.LivenessProbe}
	for name, probe := range probes {
		at := in.path.Child(name)
		if probe == nil {
			c.unless(!w.serving || in.init || len(in.Ports) == 0, w.name, at, "is missing")
			continue
		}
		c.checkHandler(w, in, at, probe.ProbeHandler)
	}
}

func (c *check) checkHandler(w workload, in within, at *field.Path, probe corev1.ProbeHandler) {
	var port intstr.IntOrString
	switch {
	case probe.GRPC != nil:
		port, at = intstr.FromInt32(probe.GRPC.Port), at.Child("grpc", "port")
		c.checkPlain(w, in, at, probe.GRPC.Port)
	case probe.TCPSocket != nil:
		port, at = probe.TCPSocket.Port, at.Child("tcpSocket", "port")
	case probe.HTTPGet != nil:
		port, at = probe.HTTPGet.Port, at.Child("httpGet", "port")
	default:
		c.unless(probe.Exec != nil, w.name, at, "asks nothing")
		return
	}
	own := workload{pod: corev1.PodTemplateSpec{Spec: corev1.PodSpec{Containers: []corev1.Container{in.Container}}}}
	_, ok := own.port(port)
	c.unless(ok, w.name, at, "the container has no port %s", port.String())
}

// checkPlain refuses gRPC probes of a port that speaks TLS: the kubelet cannot.
func (c *check) checkPlain(w workload, in within, at *field.Path, port int32) {
	own := prefix + strings.ToUpper(path.Base(parseImage(in.Image).name)) + "_"
	environment := c.environment(in)
	listen := endpoint.FindStringSubmatch(c.value(environment, own+"GRPC_LISTEN"))
	if c.value(environment, own+"TLS_DIR") == "" || listen == nil {
		return
	}
	c.unless(intstr.Parse(listen[2]).IntVal != port, w.name, at, "speaks TLS, which no probe of the kubelet does: ask the port of %sGRPC_HEALTH_LISTEN", own)
}

// checkStrategy refuses roll-outs that stand still or leave nobody to answer.
func (c *check) checkStrategy(d *appsv1.Deployment) {
	rolling := d.Spec.Strategy.RollingUpdate
	if rolling == nil {
		return
	}
	replicas := int(ptr.Deref(d.Spec.Replicas, 1))
	surge, errSurge := intstr.GetScaledValueFromIntOrPercent(ptr.To(ptr.Deref(rolling.MaxSurge, intstr.FromString("25%"))), replicas, true)
	down, errDown := intstr.GetScaledValueFromIntOrPercent(ptr.To(ptr.Deref(rolling.MaxUnavailable, intstr.FromString("25%"))), replicas, false)
	at := field.NewPath("spec", "strategy", "rollingUpdate")
	c.unless(errSurge == nil && errDown == nil, "Deployment/"+d.Name, at, "maxSurge or maxUnavailable is neither a number nor a percentage")
	c.unless(errSurge != nil || errDown != nil || surge > 0 || down < replicas, "Deployment/"+d.Name, at, "takes all %d replicas down at once", replicas)
}
