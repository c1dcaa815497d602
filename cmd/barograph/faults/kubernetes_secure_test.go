package faults_test

import (
	"context"
	"os"
	"os/exec"
	"sync"

	"google.golang.org/grpc"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/run"
	"github.com/barograph/barograph/internal/transport"
)

// secure has the operator turn TLS on, and replace a certificate while clients
// call: no connection may fail.
func (k *kube) secure() {
	manifests, err := exec.CommandContext(k.t.Context(), "kubectl", "kustomize", "../../../deploy/k8s/overlays/trial-tls").Output()
	k.must(err)
	k.must(os.WriteFile(k.file("install-tls.yaml"), k.tagged(manifests, os.Getenv("E2E_K8S")), 0o600))
	k.operate("TLS")
	k.rolledOut()
	k.attachSecurely()
	k.underLoad(phase{"over TLS", true, func() { run.Wait(k.t.Context(), settle) }},
		phase{"docs: rotate a certificate", true, func() { k.operate("Rotate a certificate") }})
}

// attachSecurely connects clients anew, with the certificate of the operator.
func (k *kube) attachSecurely() {
	c := k.checker.cluster
	_ = c.conn.Close(k.t.Context()) // the server speaks TLS by now
	k.must(c.clients.Close())
	dir := folder(k.t)
	for from, to := range map[string]string{"ca.crt": "ca.crt", "operator.crt": "tls.crt", "operator.key": "tls.key"} {
		data, err := os.ReadFile(k.file(from))
		k.must(err)
		k.must(os.WriteFile(dir+"/"+to, data, 0o600))
	}
	certificates, err := transport.Open(dir, transport.Deps{Use: "grpc"})
	k.must(err)
	c.clients, err = client.Dial(c.addresses, grpc.WithChainUnaryInterceptor(k.calls.count), grpc.WithTransportCredentials(certificates.Client()))
	k.must(err)
	c.conn, err = bus.Connect(bus.Config{URL: "tls://nats:4222", TLSDir: dir}, bus.Deps{Service: "faults", TLS: certificates})
	k.must(err)
	k.must(c.conn.Await(k.t.Context()))
	k.load.clients, k.load.conn = c.clients, c.conn
}

// underLoad runs phases, one after the other, while clients call.
func (k *kube) underLoad(all ...phase) {
	ctx, stop := context.WithCancel(k.t.Context())
	var wait sync.WaitGroup
	wait.Go(func() { k.load.run(ctx) })
	for range readers {
		wait.Go(func() { k.read(ctx) })
	}
	defer wait.Wait()
	defer stop()
	for _, p := range all {
		k.phase(p)
	}
}
