#!/usr/bin/env bash
# Runs the cases of tools/monitoring/testdata against the rules that are deployed.
# usage: alerts.sh MONITORING
set -euo pipefail
monitoring=$1
component=deploy/k8s/components/monitoring
command -v promtool >/dev/null || {
	echo "alerts: promtool is missing; it is in the Debian package prometheus, and in every release of Prometheus"
	exit 1
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$monitoring" rules "$component/rules.yaml" >"$folder/rules.yaml"
cp tools/monitoring/testdata/*.yaml "$folder"
promtool check rules "$folder/rules.yaml"
promtool test rules "$folder/alerts.yaml"
