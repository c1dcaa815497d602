package manifest

import (
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// Objects are the decoded manifests of one installation, by kind and in file order.
type Objects struct {
	all             []decoded
	serviceAccounts []*corev1.ServiceAccount
	configMaps      []*corev1.ConfigMap
	secrets         []*corev1.Secret
	services        []*corev1.Service
	deployments     []*appsv1.Deployment
	statefulSets    []*appsv1.StatefulSet
	jobs            []*batchv1.Job
	budgets         []*policyv1.PodDisruptionBudget
	autoscalers     []*autoscalingv2.HorizontalPodAutoscaler
	policies        []*networkingv1.NetworkPolicy
	custom          []*unstructured.Unstructured
	workloads       []workload
}

// decoded is one document.
type decoded struct {
	name        string // kind/name
	namespace   string
	clusterWide bool
	object      runtime.Object
}

func (d decoded) key() string { return d.name + "." + d.namespace }

func (o *Objects) add(d decoded) {
	o.all = append(o.all, d)
	switch object := d.object.(type) {
	case *corev1.ServiceAccount:
		o.serviceAccounts = append(o.serviceAccounts, object)
	case *corev1.ConfigMap:
		o.configMaps = append(o.configMaps, object)
	case *corev1.Secret:
		o.secrets = append(o.secrets, object)
	case *corev1.Service:
		o.services = append(o.services, object)
	case *policyv1.PodDisruptionBudget:
		o.budgets = append(o.budgets, object)
	case *autoscalingv2.HorizontalPodAutoscaler:
		o.autoscalers = append(o.autoscalers, object)
	case *networkingv1.NetworkPolicy:
		o.policies = append(o.policies, object)
	case *unstructured.Unstructured:
		o.custom = append(o.custom, object)
	case *appsv1.Deployment:
		o.deployments = append(o.deployments, object)
	case *appsv1.StatefulSet:
		o.statefulSets = append(o.statefulSets, object)
	case *batchv1.Job:
		o.jobs = append(o.jobs, object)
	}
	if w, ok := newWorkload(d); ok {
		o.workloads = append(o.workloads, w)
	}
}

// workload is what the checks need of anything that makes pods.
type workload struct {
	name     string // kind/name
	path     *field.Path
	serving  bool // stays up, so it needs probes
	replicas *int32
	pod      corev1.PodTemplateSpec
	claims   []string // volumes that a StatefulSet adds
}

func newWorkload(d decoded) (workload, bool) {
	template := field.NewPath("spec", "template")
	switch object := d.object.(type) {
	case *appsv1.Deployment:
		return workload{d.name, template, true, object.Spec.Replicas, object.Spec.Template, nil}, true
	case *appsv1.StatefulSet:
		var claims []string
		for _, c := range object.Spec.VolumeClaimTemplates {
			claims = append(claims, c.Name)
		}
		return workload{d.name, template, true, object.Spec.Replicas, object.Spec.Template, claims}, true
	case *appsv1.DaemonSet:
		return workload{d.name, template, true, nil, object.Spec.Template, nil}, true
	case *batchv1.Job:
		return workload{d.name, template, false, nil, object.Spec.Template, nil}, true
	case *batchv1.CronJob:
		return workload{d.name, field.NewPath("spec", "jobTemplate", "spec", "template"), false, nil, object.Spec.JobTemplate.Spec.Template, nil}, true
	case *corev1.Pod:
		return workload{d.name, nil, true, nil, corev1.PodTemplateSpec{ObjectMeta: object.ObjectMeta, Spec: object.Spec}, nil}, true
	}
	return workload{}, false
}

// spec is the path of the pod's specification.
func (w workload) spec() *field.Path { return w.path.Child("spec") }

// within is a container and where it stands.
type within struct {
	corev1.Container
	path *field.Path
	init bool // runs before the others, so it needs no probes
}

func (w workload) containers() []within {
	var all []within
	for _, c := range w.pod.Spec.InitContainers {
		all = append(all, within{c, w.spec().Child("initContainers").Key(c.Name), true})
	}
	for _, c := range w.pod.Spec.Containers {
		all = append(all, within{c, w.spec().Child("containers").Key(c.Name), false})
	}
	return all
}

// port is the container port that a number or name means.
func (w workload) port(meant intstr.IntOrString) (corev1.ContainerPort, bool) {
	for _, c := range w.containers() {
		for _, p := range c.Ports {
			if meant.Type == intstr.String && p.Name == meant.StrVal || meant.Type == intstr.Int && p.ContainerPort == meant.IntVal {
				return p, true
			}
		}
	}
	return corev1.ContainerPort{}, false
}
