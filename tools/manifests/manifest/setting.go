package manifest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// prefix begins the variables that services refuse when they do not know them.
const prefix = "BAROGRAPH_"

var (
	// settingRow is `| flag | variables | type | default | meaning |` of docs/configuration.md.
	settingRow = regexp.MustCompile("(?m)^\\| `--[^|]*\\| (`" + prefix + "[^|]*) \\| ([^|]*) \\| ([^|]*) \\|")
	quoted     = regexp.MustCompile("`(" + prefix + "[A-Z0-9_]+)`")
	// endpoint is HOST:PORT, with or without a scheme.
	endpoint = regexp.MustCompile(`^(?:[a-z]+://)?([a-z0-9.-]*):([0-9]+)$`)
)

// Settings are the environment variables that the services know, by name.
type Settings map[string]setting

type setting struct {
	names    []string // of the same setting, those that win first
	kind     string   // duration, number, true or false, text, list; empty: not told
	fallback string
}

// ReadSettings reads the tables of docs/configuration.md.
func ReadSettings(document string) Settings {
	known := Settings{}
	for _, match := range quoted.FindAllStringSubmatch(document, -1) {
		known[match[1]] = setting{names: []string{match[1]}}
	}
	for _, row := range settingRow.FindAllStringSubmatch(document, -1) {
		s := setting{kind: strings.TrimSpace(row[2]), fallback: strings.Trim(row[3], " `")}
		for _, name := range quoted.FindAllStringSubmatch(row[1], -1) {
			s.names = append(s.names, name[1])
		}
		for _, name := range s.names {
			known[name] = s
		}
	}
	return known
}

// fits says whether a value is of the setting's type.
func (s setting) fits(value string) bool {
	var err error
	switch s.kind {
	case "duration":
		_, err = time.ParseDuration(value)
	case "number":
		_, err = strconv.ParseFloat(value, 64)
	case "true or false":
		_, err = strconv.ParseBool(value)
	}
	return err == nil
}

// environment is what a container is started with, as far as the manifests say: secrets are not among it.
func (c *check) environment(in within) map[string]string {
	values := map[string]string{}
	for _, from := range in.EnvFrom {
		if from.ConfigMapRef == nil {
			continue
		}
		for key, value := range c.configMapData(from.ConfigMapRef.Name) {
			values[from.Prefix+key] = value
		}
	}
	for _, variable := range in.Env {
		values[variable.Name] = variable.Value
		if variable.ValueFrom != nil && variable.ValueFrom.ConfigMapKeyRef != nil {
			ref := variable.ValueFrom.ConfigMapKeyRef
			values[variable.Name] = c.configMapData(ref.Name)[ref.Key]
		}
	}
	return values
}

// value is what a setting is in an environment.
func (c *check) value(environment map[string]string, name string) string {
	for _, name := range c.settings[name].names {
		if value, ok := environment[name]; ok {
			return value
		}
	}
	return c.settings[name].fallback
}

// checkSettings follows what the variables of a container mean outside of it.
func (c *check) checkSettings(w workload, in within) {
	for name, value := range c.environment(in) {
		if !strings.HasPrefix(name, prefix) {
			continue
		}
		path := in.path.Child("env").Key(name)
		s, ok := c.settings[name]
		c.unless(ok, w.name, path, "no setting of any service has this name")
		c.unless(value == "" || s.fits(value), w.name, path, "%q is no %s", value, s.kind)
		if strings.HasPrefix(value, "/") {
			c.checkFile(w, in, path, value)
		}
		if strings.HasSuffix(name, "_LISTEN") {
			c.checkListen(w, path, value)
			continue
		}
		for _, address := range strings.Split(value, ",") {
			c.checkAddress(w, path, address)
		}
	}
}

// checkListen asks that others can know the port at which a container listens.
func (c *check) checkListen(w workload, path *field.Path, value string) {
	match := endpoint.FindStringSubmatch(value)
	if match == nil || strings.HasPrefix(match[1], "127.") {
		return
	}
	_, ok := w.port(intstr.Parse(match[2]))
	c.unless(ok, w.name, path, "listens at port %s, which no container names", match[2])
}

// checkAddress asks that a Service answers at an address within the cluster, and that the network policies let a workload reach it.
func (c *check) checkAddress(w workload, path *field.Path, address string) {
	labels, number := inside(address)
	if len(labels) == 0 {
		return
	}
	for _, service := range c.services {
		if !slices.Contains(labels[:min(2, len(labels))], service.Name) {
			continue
		}
		for _, port := range service.Spec.Ports {
			if strconv.Itoa(int(port.Port)) == number {
				c.checkReach(w, path, service, port)
				return
			}
		}
		c.fault(w.name, path, "Service/%s has no port %s", service.Name, number)
		return
	}
	c.unless(c.isProvided("Service", labels[0], number), w.name, path, "there is no Service %s with port %s", labels[0], number)
	for _, to := range c.outside {
		if there, ok := to.port(intstr.Parse(number)); ok && to.name == providedService+labels[0] {
			c.checkPath(w, path, to, there)
		}
	}
}

// inside takes an address within the cluster apart: the labels of its host, and its port.
func inside(address string) (labels []string, port string) {
	match := endpoint.FindStringSubmatch(address)
	if match == nil || match[1] == "" {
		return nil, ""
	}
	labels = strings.Split(match[1], ".")
	if len(labels) > 2 && !slices.Contains(labels, "svc") {
		return nil, "" // a name of the world outside
	}
	return labels, match[2]
}
