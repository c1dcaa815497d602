#!/usr/bin/env bash
# Compares the contracts in the working tree with those of a commit: the one
# given, else the last on main; on main itself, with nothing changed since, the one before.
# usage: BUF=path/to/buf breaking.sh [COMMIT]
set -euo pipefail
cd "$(dirname "$0")/../.."
base=${1:-}
if [ -z "$base" ]; then
	for candidate in main origin/main HEAD; do
		if git rev-parse --quiet --verify "$candidate^{commit}" >/dev/null; then
			base=$candidate
			break
		fi
	done
	if [ "$(git rev-parse "$base")" = "$(git rev-parse HEAD)" ] && git diff --quiet HEAD -- proto/barograph; then
		base=HEAD~1
	fi
fi
if ! git rev-parse --quiet --verify "$base^{commit}" >/dev/null; then
	echo "SKIPPED breaking: there is no commit $base to compare with"
	exit 0
fi
if [ -z "$(git ls-tree -r --name-only "$base" -- proto/barograph)" ] || [ -z "$(git ls-tree --name-only "$base" -- buf.yaml)" ]; then
	echo "SKIPPED breaking: $(git rev-parse --short "$base") has no contracts yet"
	exit 0
fi
# The commit lacks validate.proto, which is never committed: give it today's.
before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT
git archive "$base" buf.yaml proto | tar -x -C "$before"
mkdir -p "$before/tools/buf"
cp -r tools/buf/validate "$before/tools/buf/validate"
"$BUF" breaking --against "$before"
echo "breaking: compatible with $(git rev-parse --short "$base")"
