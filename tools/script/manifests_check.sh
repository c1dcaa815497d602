#!/usr/bin/env bash
# Checks rendered manifests without a cluster: ours (tools/manifests), then kube-score, which may find nothing critical.
# usage: MANIFESTS=… KUBESCORE=… manifests_check.sh FILE...
set -euo pipefail
cd "$(dirname "$0")/../.."
definitions=()
while read -r pattern; do definitions+=(-definitions "$pattern"); done < <(tools/script/definitions.sh)
[ ${#definitions[@]} -gt 0 ]
"$MANIFESTS" -settings docs/configuration.md -provided deploy/k8s/provided.yaml "${definitions[@]}" "$@"

failed=0
for file in "$@"; do
	name=$(basename "$file" .yaml) ignored=()
	while read -r check pattern _; do
		# shellcheck disable=SC2053 # the pattern is one
		if [[ $name == $pattern ]]; then ignored+=(--ignore-test "$check"); fi
	done < <(grep -v '^#' tools/kubescore/ignored.txt)
	result=$("$KUBESCORE" score --color never -o ci --kubernetes-version v1.36 --ignore-container-cpu-limit \
		--enable-optional-test container-seccomp-profile --enable-optional-test container-ports-check "${ignored[@]}" "$file" 2>&1) || true
	grep -q '^\[OK\]' <<<"$result" || { echo "$result"; echo "kube-score checked nothing in $name"; exit 1; }
	echo "kube-score: $name: $(grep -c '^\[OK\]' <<<"$result") ok, $(grep -c '^\[WARNING\]' <<<"$result" || true) warnings, $(grep -c '^\[CRITICAL\]' <<<"$result" || true) critical"
	grep '^\[CRITICAL\]' <<<"$result" && failed=1
done
exit $failed
