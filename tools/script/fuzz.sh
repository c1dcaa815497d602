#!/usr/bin/env bash
# Runs every fuzz target of the workspace for the given time each.
# usage: fuzz.sh FUZZTIME
set -euo pipefail
fuzztime=${1:?usage: fuzz.sh FUZZTIME}
cd "$(dirname "$0")/../.."

# fuzz PACKAGE TARGET: fails for an input that fails. On a busy machine the engine also fails
# when its own time ends in the middle of an input, and then names none: that is tried again.
# Minimising what is merely new would take the whole time where one input takes milliseconds.
fuzz() {
	local out
	for _ in 1 2 3; do
		if out=$(go test -run '^$' -fuzz "^$2\$" -fuzztime "$fuzztime" -fuzzminimizetime 10x "$1" 2>&1); then
			tail -n 1 <<<"$out"
			return
		fi
		if grep -q 'Failing input\|seed corpus' <<<"$out" || ! grep -q 'context deadline exceeded' <<<"$out"; then
			break
		fi
		echo "the engine ran out of time, trying again"
	done
	echo "$out"
	return 1
}

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
			fuzz "$second" "$target"
			count=$((count + 1))
		done
		targets=()
		;;
	esac
done <<<"$listing"
echo "fuzz: $count targets, $fuzztime each"
