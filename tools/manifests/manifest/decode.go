// Package manifest decodes rendered Kubernetes manifests strictly, so that a
// misspelt field is an error, and checks what an API server would let pass:
// names that point nowhere, pods with more rights than they need, settings
// that no service knows.
package manifest

import (
	"errors"
	"fmt"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

// Objects are the decoded manifests of one installation, by kind and in file order.
type Objects struct {
	Namespaces      []corev1.Namespace
	ServiceAccounts []corev1.ServiceAccount
	ConfigMaps      []corev1.ConfigMap
	Services        []corev1.Service
	Deployments     []appsv1.Deployment
	StatefulSets    []appsv1.StatefulSet
	Jobs            []batchv1.Job
	Budgets         []policyv1.PodDisruptionBudget
}

// Decode reads every document. An unknown kind, an unknown field or a wrong type is an error that
// names the document by its number, counted from 1.
func Decode(data []byte) (Objects, error) {
	var objects Objects
	var faults []error
	for i, document := range strings.Split("\n"+string(data), "\n---\n") {
		if strings.TrimSpace(document) == "" {
			continue
		}
		if err := objects.add([]byte(document)); err != nil {
			faults = append(faults, fmt.Errorf("document %d: %w", i+1, err))
		}
	}
	return objects, errors.Join(faults...)
}

func (o *Objects) add(document []byte) error {
	var kind metav1.TypeMeta
	if err := yaml.Unmarshal(document, &kind); err != nil {
		return fmt.Errorf("read kind: %w", err)
	}
	switch kind.APIVersion + " " + kind.Kind {
	case "v1 Namespace":
		return read(document, &o.Namespaces)
	case "v1 ServiceAccount":
		return read(document, &o.ServiceAccounts)
	case "v1 ConfigMap":
		return read(document, &o.ConfigMaps)
	case "v1 Service":
		return read(document, &o.Services)
	case "apps/v1 Deployment":
		return read(document, &o.Deployments)
	case "apps/v1 StatefulSet":
		return read(document, &o.StatefulSets)
	case "batch/v1 Job":
		return read(document, &o.Jobs)
	case "policy/v1 PodDisruptionBudget":
		return read(document, &o.Budgets)
	}
	return fmt.Errorf("unknown kind %s %s", kind.APIVersion, kind.Kind)
}

func read[T any](document []byte, into *[]T) error {
	var object T
	if err := yaml.UnmarshalStrict(document, &object); err != nil {
		return err
	}
	*into = append(*into, object)
	return nil
}

// workload is what the checks need of anything that makes pods.
type workload struct {
	name    string // kind/name
	serving bool   // stays up, so it needs probes
	pod     corev1.PodTemplateSpec
	claims  []string // volumes that a StatefulSet adds
}

func (o *Objects) workloads() []workload {
	var all []workload
	for _, d := range o.Deployments {
		all = append(all, workload{"Deployment/" + d.Name, true, d.Spec.Template, nil})
	}
	for _, s := range o.StatefulSets {
		var claims []string
		for _, c := range s.Spec.VolumeClaimTemplates {
			claims = append(claims, c.Name)
		}
		all = append(all, workload{"StatefulSet/" + s.Name, true, s.Spec.Template, claims})
	}
	for _, j := range o.Jobs {
		all = append(all, workload{"Job/" + j.Name, false, j.Spec.Template, nil})
	}
	return all
}
