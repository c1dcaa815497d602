#!/usr/bin/env bash
# Runs every fuzz target of the workspace for the given time each, FUZZJOBS at once (as many as there are
# processors), and prints executions, inputs that reached something new, and findings: for each target and in all.
# A finding is kept below testdata/fuzz of its package, where every later test runs it: commit it with its fix.
# usage: fuzz.sh FUZZTIME [PATTERN]   only targets whose "package target" the pattern matches
set -euo pipefail
fuzztime=${1:?usage: fuzz.sh FUZZTIME [PATTERN]}
pattern=${2:-.}
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export work fuzztime
cache=$(go env GOCACHE)/fuzz
export cache
# The arithmetic of the parser guides no search, and counting its steps makes an article take a second.
export uncounted='-gcflags=github.com/barograph/barograph/services/nlp/internal/syntax/...=-d=libfuzzer=0'

# build NUMBER PACKAGE: the instrumented test binary, once for all targets of the package.
build() {
	local flags=()
	[[ $2 == */nlp/internal/syntax* ]] || flags=("$uncounted")
	go test -c -fuzz=. "${flags[@]}" -o "$work/$1.test" "$2" >"$work/$1.build" 2>&1 || { cat "$work/$1.build"; return 1; }
}

# fuzz NUMBER PACKAGE FOLDER TARGET: one line, and the whole output of a target that fails. On a busy machine the
# engine also fails when its own time ends in the middle of an input, and then names none: that is tried again.
# Minimising what is merely new would take the whole time where one input takes milliseconds.
fuzz() {
	local out result=ok tally executions interesting
	for _ in 1 2 3; do
		out=$(cd "$3" && "$work/$1.test" -test.run '^$' -test.fuzz "^$4\$" -test.fuzztime "$fuzztime" \
			-test.fuzzminimizetime 10x -test.parallel 1 -test.fuzzcachedir "$cache/$2" 2>&1) && break
		result=FINDING
		grep -q 'Failing input\|seed corpus' <<<"$out" || ! grep -q 'context deadline exceeded' <<<"$out" || { result=ok; continue; }
		break
	done
	[ $result = ok ] && ! grep -q '^PASS' <<<"$out" && result=FINDING
	tally=$(grep -o 'execs: [0-9]*' <<<"$out" | tail -n 1 || true)
	executions=${tally#execs: }
	tally=$(grep -o 'new interesting: [0-9]*' <<<"$out" | tail -n 1 || true)
	interesting=${tally#new interesting: }
	echo "$result ${2#github.com/barograph/barograph/} $4: ${executions:-0} executions, ${interesting:-0} new" | tee -a "$work/tally"
	[ $result = ok ] || echo "$out"
}
export -f build fuzz

# Targets are found by their names: listing them by `go test -list` would link every test of the workspace.
number=0
while read -r package folder; do
	chosen=$(cat "$folder"/*_test.go | sed -nE 's/^func (Fuzz[A-Za-z0-9_]*)\(.*/\1/p' |
		while read -r target; do if grep -qE "$pattern" <<<"$package $target"; then echo "$target"; fi; done)
	[ -n "$chosen" ] || continue
	number=$((number + 1))
	echo "$number $package" >>"$work/packages"
	for target in $chosen; do echo "$number $package $folder $target" >>"$work/runs"; done
done < <(grep -rlE '^func Fuzz' --include='*_test.go' proto internal services cmd | xargs -n 1 dirname | sort -u | sed 's#^#./#' |
	xargs go list -f '{{.ImportPath}} {{.Dir}}')
[ -f "$work/runs" ] || { echo "no target matches $pattern"; exit 1; }
xargs -P 2 -L 1 bash -c 'set -euo pipefail; build "$@"' build <"$work/packages"
xargs -P "${FUZZJOBS:-$(nproc)}" -L 1 bash -c 'set -euo pipefail; fuzz "$@"' fuzz <"$work/runs"
awk -v time="$fuzztime" '
	{ executions += $4; findings += ($1 == "FINDING") }
	END { printf "fuzz: %d targets, %s each, %d executions, %d findings\n", NR, time, executions, findings; exit findings > 0 }
' "$work/tally"
