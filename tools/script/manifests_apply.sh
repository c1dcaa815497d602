#!/usr/bin/env bash
# Applies rendered manifests to a real API server, which has no node: strictly, with the definitions of custom kinds. Fails
# for a warning, such as one of Pod Security, for a second apply that changes anything, and for an upgrade from the
# install.yaml before that is refused. Prints a line that begins with SKIPPED where there is no API server.
#
# K8S is a folder with the scripts that start one; its binary is taken from K8S_CACHE. It is built, which takes about eight
# minutes of CPU, with K8S_BUILD=1 only.
# usage: K8S=… manifests_apply.sh FOLDER
set -euo pipefail
rendered=$(realpath "${1:?usage: manifests_apply.sh FOLDER}")
cache=${K8S_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/k8s-node}
cd "$(dirname "$0")/../.."

skip() {
	echo "SKIPPED apply to an API server: $*"
	exit 0
}
[ -x "$K8S/cluster.sh" ] || skip "there is no $K8S/cluster.sh (K8S names the folder)"
K8S=$(realpath "$K8S")
for program in etcd kubectl openssl; do command -v $program >/dev/null || skip "there is no $program"; done
if [ ! -x "$cache/bin/kube-apiserver" ]; then
	[ "${K8S_BUILD:-}" = 1 ] || skip "kube-apiserver is not built (K8S_BUILD=1 builds it, about eight minutes of CPU)"
	K8S_CACHE=$cache "$K8S/cluster.sh" build api
fi

# An API server of our own, in a network of its own where that is possible: another may run here, with a node.
if [ "${MANIFESTS_APPLY:-}" != inside ] && command -v ip >/dev/null && unshare --net true 2>/dev/null; then
	exec env MANIFESTS_APPLY=inside unshare --net bash -c 'ip link set lo up; exec "$0" "$@"' "$0" "$rendered"
fi
work=$(mktemp -d)
cp -r "$rendered" "$work/rendered" # another make may render meanwhile
rendered=$work/rendered
export K8S_CACHE=$work/cache
mkdir -p "$K8S_CACHE" && ln -s "$cache/bin" "$K8S_CACHE/bin"
trap '"$K8S/control-plane.sh" stop >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
NS='' "$K8S/control-plane.sh" start >"$work/start" 2>&1 || { cat "$work/start"; exit 1; }

k() { kubectl --kubeconfig "$K8S_CACHE/run/control/admin.kubeconfig" "$@"; }

# apply FILE FLAG...: the answer is in $work/out, and a warning is a failure.
apply() {
	local file=$1
	shift
	k apply --validate=strict "$@" -f "$file" >"$work/out" 2>&1 && ! grep -qi '^warning' "$work/out"
}

server=(--server-side --field-manager=check)

# versions FILE: every object with its version, which each change raises.
versions() { k get -f "$1" -o jsonpath='{range .items[*]}{.kind}/{.metadata.name} {.metadata.resourceVersion}{"\n"}{end}'; }

# remove FILE: its objects but not the namespace, which nobody here would finish to delete.
remove() { k get -f "$1" -o name | grep -v '^namespace/' | xargs -r kubectl --kubeconfig "$K8S_CACHE/run/control/admin.kubeconfig" -n barograph delete --wait=false >/dev/null; }

fail() {
	echo "$*"
	cat "$work/out"
	exit 1
}

while read -r pattern; do
	for file in $pattern; do apply "$file" "${server[@]}" || fail "definition $file is refused"; done
done < <(tools/script/definitions.sh)
k wait --for=condition=Established --timeout=60s crd --all >/dev/null

# What this check looks for has to be told: a misspelt field, and a pod that `restricted` forbids.
apply "$rendered/trial.yaml" "${server[@]}" || fail "trial.yaml is refused, or with a warning"
sed 's/enableServiceLinks:/enableServiceLink:/' "$rendered/trial.yaml" >"$work/bad.yaml"
! apply "$work/bad.yaml" "${server[@]}" --dry-run=server && grep -q 'enableServiceLink\b' "$work/out" || fail "a misspelt field is not refused"
sed 's/allowPrivilegeEscalation: false/allowPrivilegeEscalation: true/' "$rendered/trial.yaml" >"$work/bad.yaml"
! apply "$work/bad.yaml" "${server[@]}" --dry-run=server && grep -q 'would violate PodSecurity' "$work/out" || fail "a forbidden pod is not warned of"
remove "$rendered/trial.yaml"

for file in "$rendered"/*.yaml; do
	apply "$file" "${server[@]}" || fail "$(basename "$file") is refused, or with a warning"
	objects=$(wc -l <"$work/out")
	versions "$file" >"$work/first"
	apply "$file" "${server[@]}" || fail "$(basename "$file") is refused the second time"
	versions "$file" | diff "$work/first" - >"$work/out" || fail "$(basename "$file"): a second apply changes what the first one made"
	echo "applied $(basename "$file" .yaml): $objects objects, no warning, the second time no change"
	remove "$file"
done

# upgrade COMMIT: its install.yaml, then that of today over it, as deploy/README.md says it.
upgrade() {
	git show "$1:deploy/install.yaml" >"$work/before.yaml"
	k apply -f "$work/before.yaml" >"$work/out" 2>&1 || fail "the install.yaml of $1 is refused"
	apply deploy/install.yaml || fail "deploy/install.yaml cannot be applied over that of $1, or with a warning"
	echo "applied install.yaml over that of $1"
	remove "$work/before.yaml"
}

# The last release; while there is none, the last committed one that was another.
before=$(git describe --tags --abbrev=0 2>/dev/null || true)
if [ -z "$before" ]; then
	for commit in $(git log -20 --format=%h -- deploy/install.yaml); do
		if ! git show "$commit:deploy/install.yaml" 2>/dev/null | cmp -s - deploy/install.yaml; then
			before=$commit
			break
		fi
	done
fi
if [ -n "$before" ]; then upgrade "$before"; else echo "SKIPPED upgrade of install.yaml: this history has no other one"; fi
