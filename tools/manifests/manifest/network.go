package manifest

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/utils/ptr"
)

// rule is one rule of a policy, of either direction: no peers or no ports mean all of them.
type rule struct {
	peers []networkingv1.NetworkPolicyPeer
	ports []networkingv1.NetworkPolicyPort
}

func rules(p *networkingv1.NetworkPolicy, direction networkingv1.PolicyType) []rule {
	var all []rule
	if direction == networkingv1.PolicyTypeIngress {
		for _, r := range p.Spec.Ingress {
			all = append(all, rule{r.From, r.Ports})
		}
		return all
	}
	for _, r := range p.Spec.Egress {
		all = append(all, rule{r.To, r.Ports})
	}
	return all
}

// checkPolicies asks that what policies name is there: pods, and ports of those pods.
func (c *check) checkPolicies() {
	for _, p := range c.policies {
		object := "NetworkPolicy/" + p.Name
		at := field.NewPath("spec", "podSelector")
		own := c.selectsSome(object, at, &p.Spec.PodSelector)
		for i, r := range rules(p, networkingv1.PolicyTypeIngress) {
			at := field.NewPath("spec", "ingress").Index(i)
			c.checkPeers(object, at.Child("from"), r)
			c.checkPorts(object, at.Child("ports"), r, own)
		}
		for i, r := range rules(p, networkingv1.PolicyTypeEgress) {
			at := field.NewPath("spec", "egress").Index(i)
			if there := c.checkPeers(object, at.Child("to"), r); len(there) > 0 {
				c.checkPorts(object, at.Child("ports"), r, there)
			}
		}
	}
}

// checkPeers returns the workloads of the installation that a rule names, if it names no others.
func (c *check) checkPeers(object string, at *field.Path, r rule) []workload {
	var all []workload
	inside := true
	for i, peer := range r.peers {
		if peer.PodSelector == nil || peer.NamespaceSelector != nil {
			inside = false
			continue
		}
		all = append(all, c.selectsSome(object, at.Index(i).Child("podSelector"), peer.PodSelector)...)
	}
	if !inside {
		return nil
	}
	return all
}

func (c *check) checkPorts(object string, at *field.Path, r rule, there []workload) {
	for i, port := range r.ports {
		if port.Port == nil || len(there) == 0 {
			continue
		}
		found := false
		for _, w := range there {
			_, ok := w.port(*port.Port)
			found = found || ok
			if name, outside := strings.CutPrefix(w.name, providedService); ok && outside {
				c.isProvided("Service", name, port.Port.String())
			}
		}
		c.unless(found, object, at.Index(i), "none of the pods has port %s", port.Port.String())
	}
}

// checkReach asks that the policies let a workload reach the port of a Service which its settings name.
func (c *check) checkReach(from workload, at *field.Path, s *corev1.Service, port corev1.ServicePort) {
	for _, to := range c.workloads {
		if !labels.SelectorFromSet(s.Spec.Selector).Matches(labels.Set(to.pod.Labels)) {
			continue
		}
		if there, ok := to.port(target(port)); ok { // if not, that is told of the Service
			c.checkPath(from, at, to, there)
		}
	}
}

// checkPath asks that the policies let one workload speak with a port of another.
func (c *check) checkPath(from workload, at *field.Path, to workload, there corev1.ContainerPort) {
	if len(from.containers()) == 0 {
		return // not a pod of this installation
	}
	c.unless(c.permits(networkingv1.PolicyTypeEgress, from, to, there), from.name, at, "no network policy lets it out to port %d of %s", there.ContainerPort, to.name)
	c.unless(c.permits(networkingv1.PolicyTypeIngress, to, from, there), from.name, at, "no network policy lets it into port %d of %s", there.ContainerPort, to.name)
}

// permits says whether policies let the pods of one workload speak with those of another at a port of the called one.
// Pods that no policy of a direction selects may do everything.
func (c *check) permits(direction networkingv1.PolicyType, of, other workload, port corev1.ContainerPort) bool {
	restricted := false
	for _, p := range c.policies {
		if !matches(&p.Spec.PodSelector, of) || !slices.Contains(p.Spec.PolicyTypes, direction) {
			continue
		}
		restricted = true
		for _, r := range rules(p, direction) {
			if r.names(other) && r.covers(port) {
				return true
			}
		}
	}
	return !restricted
}

func (r rule) names(w workload) bool {
	return len(r.peers) == 0 || slices.ContainsFunc(r.peers, func(peer networkingv1.NetworkPolicyPeer) bool {
		return peer.PodSelector != nil && everywhere(peer.NamespaceSelector) && matches(peer.PodSelector, w)
	})
}

// everywhere says whether a selector of namespaces means our own too: it is absent, or empty.
func everywhere(selector *metav1.LabelSelector) bool {
	return selector == nil || len(selector.MatchLabels)+len(selector.MatchExpressions) == 0
}

func (r rule) covers(port corev1.ContainerPort) bool {
	return len(r.ports) == 0 || slices.ContainsFunc(r.ports, func(p networkingv1.NetworkPolicyPort) bool {
		if ptr.Deref(p.Protocol, corev1.ProtocolTCP) != corev1.ProtocolTCP {
			return false
		}
		if p.Port == nil || p.Port.Type == intstr.String {
			return p.Port == nil || p.Port.StrVal == port.Name
		}
		return port.ContainerPort >= p.Port.IntVal && port.ContainerPort <= ptr.Deref(p.EndPort, p.Port.IntVal)
	})
}

func matches(selector *metav1.LabelSelector, w workload) bool {
	chosen, err := metav1.LabelSelectorAsSelector(selector)
	return err == nil && chosen.Matches(labels.Set(w.pod.Labels))
}
