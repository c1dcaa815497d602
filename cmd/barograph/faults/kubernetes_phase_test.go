package faults_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/barograph/barograph/internal/run"
)

// phase is something that happens under load.
type phase struct {
	name     string
	graceful bool // no call may fail
	do       func()
}

func (k *kube) phases() []phase {
	release := os.Getenv("E2E_K8S")
	all := []phase{
		{"undisturbed", true, func() { run.Wait(k.t.Context(), 2*settle) }},
		{"docs: scale out", true, func() { k.operate("Scale out") }},
		{"docs: log level", true, func() { k.operate("Log level") }},
	}
	for _, name := range []string{"ingest", "nlp", "aggregate"} {
		all = append(all, phase{"delete a pod of " + name, true, func() { k.deletePod(name) }})
	}
	all = append(all,
		phase{"restart all", true, k.restartAll},
		phase{"docs: upgrade", true, func() { k.install(os.Getenv("E2E_K8S_NEXT")); k.operate("Upgrade"); k.runs(os.Getenv("E2E_K8S_NEXT")) }},
		phase{"docs: roll back", true, func() { k.install(release); k.operate("Roll back"); k.runs(release) }},
		phase{"docs: drain the node", false, func() { k.operate("Drain a node") }},
	)
	if !k.calls.replaced {
		all = append(all, phase{"aggregate by three, and by one", true, func() { k.scale("aggregate", 3); k.scale("aggregate", 1) }})
	}
	if k.older.lacks == "" {
		all = append(all, phase{"an older version, and up again", true, k.backAndUp})
	} else {
		k.t.Log("SKIP-OLDER " + k.older.lacks)
	}
	for _, name := range []string{"ingest", "nlp", "aggregate", "nats"} {
		all = append(all, phase{"kill a pod of " + name, false, func() { k.killPod(name) }})
	}
	return append(all, phase{"delete the pod of nats", false, func() {
		k.kubectl("delete", "pod", "nats-0")
		k.rolledOut()
	}})
}

// kubectl runs it as an operator does, and returns what it prints.
func (k *kube) kubectl(args ...string) string {
	k.t.Helper()
	out, err := exec.CommandContext(k.t.Context(), "kubectl", append([]string{"--namespace=barograph"}, args...)...).CombinedOutput()
	if err != nil {
		k.t.Errorf("kubectl %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// rolledOut waits until everything is as it is wanted.
func (k *kube) rolledOut() {
	k.t.Helper()
	for _, name := range []string{"statefulset/nats", "deployment/ingest", "deployment/nlp", "deployment/aggregate"} {
		k.kubectl("rollout", "status", name, "--timeout=5m")
	}
}

func (k *kube) pod(service string) string {
	name := k.kubectl("get", "pods", "--selector=app.kubernetes.io/name="+service, "--field-selector=status.phase=Running", "--output=jsonpath={.items[0].metadata.name}")
	return strings.TrimSpace(name)
}

func (k *kube) killPod(service string) {
	k.kubectl("delete", "pod", k.pod(service), "--grace-period=0", "--force")
	k.rolledOut()
}

// deletePod deletes a pod in order: it has to end by itself, in time, without an error.
func (k *kube) deletePod(service string) {
	name := k.pod(service)
	ctx, stop := context.WithCancel(k.t.Context())
	defer stop()
	watch := exec.CommandContext(ctx, "kubectl", "--namespace=barograph", "get", "pod", name, "--watch",
		`--output=jsonpath={.status.containerStatuses[0].state.terminated.exitCode}{"\n"}`)
	var codes strings.Builder
	watch.Stdout = &codes
	k.must(watch.Start())
	began := time.Now()
	k.kubectl("delete", "pod", name)
	took := time.Since(began)
	k.rolledOut()
	stop()
	_ = watch.Wait() // it was ended
	ended := strings.Fields(codes.String())
	if len(ended) == 0 || ended[len(ended)-1] != "0" {
		k.t.Errorf("%s ended with %v, want 0", name, ended)
	}
	if took > stopLimit {
		k.t.Errorf("%s took %s to end", name, took)
	}
	k.t.Logf("%s ended in order after %s", name, took.Round(100*time.Millisecond))
}

func (k *kube) scale(service string, replicas int) {
	k.kubectl("scale", "deployment/"+service, fmt.Sprintf("--replicas=%d", replicas))
	k.rolledOut()
}

func (k *kube) restartAll() {
	for _, name := range []string{"ingest", "nlp", "aggregate"} {
		k.kubectl("rollout", "restart", "deployment/"+name)
	}
	k.rolledOut()
}

// runs fails unless every service soon runs in that version alone.
func (k *kube) runs(tag string) {
	k.t.Helper()
	err := poll(k.t.Context(), patience, "everything is "+tag, func(context.Context) error {
		images := k.kubectl("get", "pods", "--selector=app.kubernetes.io/part-of=barograph", "--field-selector=status.phase=Running",
			`--output=jsonpath={range .items[*]}{.spec.containers[0].image}{"\n"}{end}`)
		for _, image := range strings.Fields(images) {
			if strings.HasPrefix(image, "barograph/") && !strings.HasSuffix(image, ":"+tag) {
				return fmt.Errorf("%s runs", image)
			}
		}
		return nil
	})
	if err != nil {
		k.t.Error(err)
	}
}

// backAndUp rolls services to an older version and up again, one after the other.
func (k *kube) backAndUp() {
	const tag = "older"
	services := []string{"ingest", "nlp", "aggregate"}
	dir := folder(k.t)
	args := []string{"-root", "../../..", "-o", dir, "-version", tag}
	for _, name := range services {
		args = append(args, name+"="+k.older.of(name))
	}
	images, err := filepath.Abs("../../../.tools/bin/images")
	k.must(err)
	if out, err := exec.CommandContext(k.t.Context(), images, args...).CombinedOutput(); err != nil {
		k.t.Fatalf("images of an older version: %v\n%s", err, out)
	}
	load := strings.Fields(os.Getenv("E2E_K8S_CTR"))
	for _, name := range services {
		out, err := exec.CommandContext(k.t.Context(), load[0], append(load[1:], "images", "import", filepath.Join(dir, name+".tar"))...).CombinedOutput()
		if err != nil {
			k.t.Fatalf("import: %v\n%s", err, out)
		}
	}
	for _, name := range services {
		k.kubectl("set", "image", "deployment/"+name, name+"=barograph/"+name+":"+tag)
		k.rolledOut()
	}
	for i := range services {
		k.kubectl("rollout", "undo", "deployment/"+services[len(services)-1-i])
		k.rolledOut()
	}
}

// restarts is how many containers were started again since it was asked last.
func (k *kube) restarts() int {
	var pods struct {
		Items []struct {
			Metadata struct{ UID string }
			Status   struct {
				ContainerStatuses []struct{ RestartCount int }
			}
		}
	}
	k.must(json.Unmarshal([]byte(k.kubectl("get", "pods", "--output=json")), &pods))
	sum := 0
	for _, p := range pods.Items {
		for i, c := range p.Status.ContainerStatuses {
			id := fmt.Sprint(p.Metadata.UID, i)
			sum += c.RestartCount - k.rows.restarts[id]
			k.rows.restarts[id] = c.RestartCount
		}
	}
	return sum
}
