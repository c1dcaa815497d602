#!/usr/bin/env bash
# Looks for known vulnerabilities that the code of any module can reach, tests and pinned tools included.
# The database is the public one, or VULNDB: a URL or a folder of the same layout (file:///path).
# Where the database cannot be reached that is an error, or with SKIP=1 a line that says SKIPPED and why.
# usage: GOVULNCHECK=path/to/govulncheck vulncheck.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
export GOWORK=off
db=()
[ -z "${VULNDB:-}" ] || db=(-db "$VULNDB")

# scan FOLDER PACKAGES [FLAG…]: 0 clean, 3 for what is called, else an error.
scan() {
	local folder=$1 packages=$2
	shift 2
	timeout 300 "$GOVULNCHECK" -C "$folder" "${db[@]}" "$@" "$packages"
}

# The smallest module asks whether there is a database.
if ! said=$(timeout 60 "$GOVULNCHECK" -C proto "${db[@]}" ./... 2>&1); then
	case $said in
	*"Vulnerability #"*) ;; # found below again
	*)
		reason=$(grep -v '^$' <<<"$said" | head -n 1 || true)
		if [ -n "${SKIP:-}" ] && [[ -z "$said" || "$said" == *"fetching vulnerabilities"* ]]; then
			echo "SKIPPED vulncheck: NOTHING WAS CHECKED for known vulnerabilities: ${reason:-the database did not answer in time}"
			exit 0
		fi
		echo "the database of vulnerabilities cannot be read: ${reason:-no answer in time}" >&2
		exit 1
		;;
	esac
fi
failed=()
for folder in proto internal services/ingest services/nlp services/aggregate cmd/barograph docs/examples/subscriber tools tools/manifests tools/supply; do
	echo "== $folder"
	scan "$folder" ./... -test || failed+=("$folder")
done
while read -r folder tool; do
	echo "== $folder: $tool"
	scan "$folder" "$tool" || failed+=("$folder")
done <<-'END'
	tools/buf github.com/bufbuild/buf/cmd/buf
	tools/lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	tools/kustomize sigs.k8s.io/kustomize/kustomize/v5
	tools/supply golang.org/x/vuln/cmd/govulncheck
END
if [ "${#failed[@]}" -gt 0 ]; then
	echo "vulnerable, or not to be scanned: ${failed[*]}" >&2
	exit 1
fi
echo "vulncheck: nothing known is called in 14 scans"
