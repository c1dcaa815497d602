#!/usr/bin/env bash
# Prints where the definitions of custom kinds lie, a pattern of files a line: in the modules that tools/definitions pins.
set -euo pipefail
cd "$(dirname "$0")/../definitions"
export GOWORK=off
while read -r module files; do
	go mod download "$module"
	echo "$(go list -m -f '{{.Dir}}' "$module")/$files"
done <<'X'
github.com/cert-manager/cert-manager deploy/crds/*.yaml
github.com/kedacore/keda/v2 config/crd/bases/*.yaml
github.com/prometheus-operator/prometheus-operator example/prometheus-operator-crd/*.yaml
X
