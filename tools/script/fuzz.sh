#!/usr/bin/env bash
# Runs every fuzz target of the workspace for the given time each.
# usage: fuzz.sh FUZZTIME
set -euo pipefail
fuzztime=${1:?usage: fuzz.sh FUZZTIME}
cd "$(dirname "$0")/../.."

# `go test -list` prints the targets of a package, then "ok <package> <time>".
listing=$(go test -list '^Fuzz' work)
targets=()
count=0
while read -r first second _; do
	case $first in
	Fuzz*) targets+=("$first") ;;
	ok)
		for target in "${targets[@]}"; do
			echo "== $second $target"
			go test -run '^$' -fuzz "^$target\$" -fuzztime "$fuzztime" "$second"
			count=$((count + 1))
		done
		targets=()
		;;
	esac
done <<<"$listing"
echo "fuzz: $count targets, $fuzztime each"
