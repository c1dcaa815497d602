package manifest

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/pod-security-admission/policy"
)

// Checker checks installations, one after the other, against what is known of the services and of what operators provide.
type Checker struct {
	settings Settings
	provided Provided
	security policy.Evaluator
	used     map[string]bool // kind/name/key of Provided
}

// NewChecker makes a checker.
func NewChecker(settings Settings, provided Provided) (*Checker, error) {
	security, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return nil, fmt.Errorf("make pod security evaluator: %w", err)
	}
	return &Checker{settings, provided, security, map[string]bool{}}, nil
}

// check is the check of one installation.
type check struct {
	faults
	Objects
	*Checker
	provided Provided   // of this installation
	outside  []workload // pods behind the Services that are provided, as far as they are known
}

// Check returns what is wrong with an installation, sorted. Its name decides what is provided.
func (k *Checker) Check(name string, o Objects) []Fault {
	c := &check{Objects: o, Checker: k, provided: k.provided.only(name)}
	c.outside = c.provided.workloads()
	for _, w := range o.workloads {
		c.checkPod(w)
		c.checkVolumes(w)
		for _, in := range w.containers() {
			c.checkContainer(w, in)
			c.checkReferences(w, in)
			c.checkSettings(w, in)
		}
	}
	c.checkServices()
	c.checkSelectors()
	c.checkBudgets()
	c.checkScaling()
	c.checkPolicies()
	c.checkMonitors()
	c.checkIdentity()
	c.checkImages()
	return c.sorted()
}

// Stale returns what is said to be provided and was used by none of the installations checked so far.
func (k *Checker) Stale() []string {
	var stale []string
	for kind, entries := range k.provided.byKind() {
		for _, entry := range entries {
			for _, key := range append(slices.Clone(entry.Keys), "") {
				if name := strings.Join([]string{kind, entry.Name, key}, "/"); !k.used[name] {
					stale = append(stale, strings.TrimSuffix(name, "/")+" is said to be provided, and nothing uses it")
				}
			}
		}
	}
	slices.Sort(stale)
	return stale
}

// isProvided says whether an operator makes the object with this key; an empty key means all of it.
func (c *check) isProvided(kind, name, key string) bool {
	for _, entry := range c.provided.byKind()[kind] {
		if entry.Name == name && (key == "" || slices.Contains(entry.Keys, key)) {
			c.used[kind+"/"+name+"/"+key], c.used[kind+"/"+name+"/"] = true, true
			for _, each := range entry.Keys {
				c.used[kind+"/"+name+"/"+each] = c.used[kind+"/"+name+"/"+each] || key == ""
			}
			return true
		}
	}
	return false
}
