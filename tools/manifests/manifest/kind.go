package manifest

import (
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	appsv1beta1 "k8s.io/api/apps/v1beta1"
	appsv1beta2 "k8s.io/api/apps/v1beta2"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	batchv1beta1 "k8s.io/api/batch/v1beta1"
	corev1 "k8s.io/api/core/v1"
	extensionsv1beta1 "k8s.io/api/extensions/v1beta1"
	networkingv1 "k8s.io/api/networking/v1"
	networkingv1beta1 "k8s.io/api/networking/v1beta1"
	policyv1 "k8s.io/api/policy/v1"
	policyv1beta1 "k8s.io/api/policy/v1beta1"
	rbacv1 "k8s.io/api/rbac/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// newScheme knows the kinds that installations are made of, and those that are gone, so that they are
// refused by name.
func newScheme() (*runtime.Scheme, error) {
	scheme := runtime.NewScheme()
	builder := runtime.NewSchemeBuilder(
		corev1.AddToScheme, appsv1.AddToScheme, batchv1.AddToScheme, policyv1.AddToScheme, autoscalingv2.AddToScheme,
		autoscalingv1.AddToScheme, networkingv1.AddToScheme, rbacv1.AddToScheme, schedulingv1.AddToScheme,
		appsv1beta1.AddToScheme, appsv1beta2.AddToScheme, batchv1beta1.AddToScheme, extensionsv1beta1.AddToScheme,
		networkingv1beta1.AddToScheme, policyv1beta1.AddToScheme,
	)
	if err := builder.AddToScheme(scheme); err != nil {
		return nil, fmt.Errorf("register kinds: %w", err)
	}
	return scheme, nil
}

// outdated says since when the version of a kind is deprecated and what replaces it; empty: it is not. Types say so themselves.
func outdated(object runtime.Object) string {
	deprecated, ok := object.(interface{ APILifecycleDeprecated() (int, int) })
	if !ok {
		return ""
	}
	major, minor := deprecated.APILifecycleDeprecated()
	said := fmt.Sprintf("deprecated since Kubernetes %d.%d", major, minor)
	if removed, ok := object.(interface{ APILifecycleRemoved() (int, int) }); ok {
		major, minor = removed.APILifecycleRemoved()
		said += fmt.Sprintf(", removed in %d.%d", major, minor)
	}
	if replaced, ok := object.(interface {
		APILifecycleReplacement() schema.GroupVersionKind
	}); ok {
		said += ", write " + replaced.APILifecycleReplacement().GroupVersion().String()
	}
	return said
}

// clusterWide says whether objects of a kind belong to no namespace. Of custom kinds their definitions say it.
func clusterWide(object runtime.Object) bool {
	switch object.(type) {
	case *corev1.Namespace, *corev1.PersistentVolume, *rbacv1.ClusterRole, *rbacv1.ClusterRoleBinding, *schedulingv1.PriorityClass:
		return true
	}
	return false
}
