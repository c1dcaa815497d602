#!/usr/bin/env bash
# Tags the labelled articles and scores the result, per set and over all.
# The labels lie beside the checkout; without them there is nothing to score.
set -euo pipefail
cd "$(dirname "$0")/../.."
gold=../shared/gold
score=../shared/tools/score_gold.py
if [ ! -d "$gold" ] || [ ! -f "$score" ]; then
	echo "SKIPPED eval: no labelled articles in $gold"
	exit 0
fi
sets=()
for name in seeds official newsroom; do
	if [ -d "$gold/$name" ]; then
		sets+=("$gold/$name")
	fi
done
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
go build -o "$out/barograph" ./cmd/barograph
find "${sets[@]}" -name '*.article.json' -print0 | sort -z |
	xargs -0 "$out/barograph" tag --catalog cmd/barograph/internal/demo/catalog.yaml --output jsonl >"$out/tagged.jsonl"
for set in "${sets[@]}"; do
	echo "== $(basename "$set")"
	python3 "$score" "$set" --pred "$out/tagged.jsonl"
done
echo "== all"
python3 "$score" "${sets[@]}" --pred "$out/tagged.jsonl"
