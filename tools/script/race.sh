#!/usr/bin/env bash
# Tests under the race detector: those of packages in which two things can happen at the same time. A race takes two
# goroutines, so the packages are left out in which neither the code, nor the tests, nor anything of ours that they use starts
# one, opens a connection or runs a timer. `make test` runs them all, without the detector, which makes them three to ten times
# as slow. -n lists what would be left out.
# usage: race.sh [-n] FLAG...
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What can start a goroutine: the statement, and the calls of libraries that do so for their caller.
starts='(^|[^[:alnum:]_"])go (func\b|[A-Za-z_][A-Za-z0-9_.]*\()|\.Parallel\(\)|RunParallel|AfterFunc|\.Go\(|"(net/http|net/http/httptest|os/exec|os/signal|testing/synctest|golang\.org/x/sync/.*|google\.golang\.org/grpc|github\.com/(nats-io|markusmobius|gogs)/.*)"$'
git ls-files -z --cached --others --exclude-standard -- 'proto/*.go' 'internal/*.go' 'services/*.go' 'cmd/*.go' |
	grep -zv -e '^proto/gen/' -e '/testdata/' | xargs -0 grep -lE "$starts" 2>/dev/null | xargs -n 1 dirname | sort -u |
	sed 's#^#github.com/barograph/barograph/#' >"$work/concurrent"
go list -test -f '{{.ImportPath}} {{join .Deps " "}}' work >"$work/tests"

# A line of a test binary names all that is linked into it.
awk -v race="$work/race" -v rest="$work/rest" '
	NR == FNR { concurrent[$1] = 1; next }
	$1 !~ /\.test$/ { next }
	{
		package = substr($1, 1, length($1) - 5)
		found = package in concurrent
		for (i = 2; i <= NF && !found; i++) found = $i in concurrent
		print package > (found ? race : rest)
	}' "$work/concurrent" "$work/tests"
touch "$work/rest"
if [ "${1:-}" = -n ]; then
	cat "$work/rest"
	exit
fi
echo "race: $(wc -l <"$work/race") packages; in $(wc -l <"$work/rest") others nothing runs at the same time"

# The longest first, so that no processor waits for it at the end. The laws reckon on one goroutine, for minutes here.
longest=github.com/barograph/barograph/cmd/barograph/e2e
mapfile -t packages < <(grep -x "$longest" "$work/race"; grep -xv "$longest" "$work/race")
go test -race -timeout 30m -skip '^TestLawsOnTheDemo$' "$@" "${packages[@]}"
