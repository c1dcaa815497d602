#!/usr/bin/env bash
# Brings a one-node Kubernetes up, loads the images of this tree in two versions into it, and runs TestKubernetes
# inside its network, where names of Services mean what they mean to pods. Needs root and K8S, a folder whose
# cluster.sh starts and stops such a node; without them there is nothing to run on.
# usage: K8S=folder IMAGES=folder TAG=version e2e_k8s.sh    E2E_K8S_KEEP=1 leaves the node up
set -euo pipefail
cd "$(dirname "$0")/../.."
skip() {
	echo "SKIPPED e2e-k8s: SKIP-KUBERNETES: $1"
	exit 0
}
[ -x "$K8S/cluster.sh" ] || skip "no $K8S/cluster.sh"
[ "$(id -u)" = 0 ] || skip "a node needs root"
K8S=$(cd "$K8S" && pwd)
eval "$(bash -c '. "$1/env.sh"; echo "binaries=$B control=$D node=$N"' - "$K8S")"
for name in kube-apiserver kubelet coredns; do
	[ -x "$binaries/$name" ] || skip "no $name in $binaries: build it with $K8S/cluster.sh build"
done
for name in etcd containerd runc kubectl; do
	command -v "$name" >/dev/null || skip "no $name: $K8S/cluster.sh deps"
done

work=$(mktemp -d)
end() {
	[ -z "${E2E_K8S_KEEP:-}" ] || return
	"$K8S/cluster.sh" down >/dev/null 2>&1 || true
	rm -rf "$work"
}
trap end EXIT
next="$TAG-next"
make --no-print-directory images TAG="$TAG" IMAGES="$work/images"
make --no-print-directory images TAG="$next" IMAGES="$work/next"

began=$SECONDS
[ -S "$node/c.sock" ] && "$K8S/cluster.sh" kubectl get --raw /readyz >/dev/null 2>&1 || "$K8S/cluster.sh" up
ctr="ctr --address $node/c.sock --namespace k8s.io"
for image in "$work"/images/*.tar "$work"/next/*.tar; do
	$ctr images import "$image" >/dev/null
done
echo "node ready with images after $((SECONDS - began)) s"

# A volume for the NATS server of the trial: this node has no StorageClass.
data=$(mktemp -d -p "$work")
chown 65532:65532 "$data"
"$K8S/cluster.sh" kubectl apply -f - <<YAML
apiVersion: v1
kind: PersistentVolume
metadata: {name: trial}
spec:
  capacity: {storage: 10Gi}
  accessModes: [ReadWriteOnce]
  hostPath: {path: $data, type: Directory}
YAML
# Names as pods see them.
printf 'nameserver 10.99.0.1\nsearch barograph.svc.cluster.local svc.cluster.local cluster.local\noptions ndots:5\n' >"$work/resolv.conf"
export KUBECONFIG=$control/admin.kubeconfig E2E_K8S=$TAG E2E_K8S_NEXT=$next E2E_K8S_CTR=$ctr GOPROXY=off GOTOOLCHAIN=local
"$K8S/cluster.sh" in unshare --mount bash -euc 'mount --bind "$1/resolv.conf" /etc/resolv.conf; cd "$2"; shift 2; exec "$@"' - "$work" "$PWD" \
	go test -count=1 -timeout 40m -v -run '^TestKubernetes$' ./cmd/barograph/faults
