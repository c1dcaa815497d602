#!/usr/bin/env bash
# Tags the labelled articles and scores the result, per set and over all,
# beside what constant answers get when they are told where to look.
# EVAL_ERRORS=1 prints the errors too, save those of the held-out sets: who
# reads those has no measure left.
# The labels and the scorer lie beside the checkout; without them there is nothing to score.
set -euo pipefail
cd "$(dirname "$0")/../.."
gold=../shared/gold
score=../shared/tools/score_gold.py
own=services/nlp/testdata/gold
if [ ! -d "$gold" ] || [ ! -f "$score" ]; then
	echo "SKIPPED eval: no labelled articles in $gold"
	exit 0
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
go build -o "$out/barograph" ./cmd/barograph

# tag CATALOG FOLDER...: appends the readings of a folder's articles to tagged.jsonl.
tag() {
	local catalog=$1
	shift
	find -L "$@" -name '*.article.json' -print0 | sort -z |
		xargs -0 "$out/barograph" tag --catalog "$catalog" --output jsonl >>"$out/tagged.jsonl"
}

# table TITLE FOLDER...: scores the folders together.
table() {
	local title=$1
	shift
	python3 "$score" "$@" --pred "$out/tagged.jsonl" --json >"$out/scores.json"
	for stance in supports rejects; do
		python3 tools/script/constant_answers.py "$@" --stance "$stance" >"$out/constant.jsonl"
		python3 "$score" "$@" --pred "$out/constant.jsonl" --json >"$out/$stance.json"
	done
	python3 tools/script/constant_answers.py "$@" --links >"$out/constant.jsonl"
	python3 "$score" "$@" --pred "$out/constant.jsonl" --json >"$out/links.json"
	python3 tools/script/score_table.py "$title" "$out/scores.json" "$out/links.json" "$out/supports.json" "$out/rejects.json"
}

# errors FOLDER...: what is wrong, a line each.
errors() {
	if [ -n "${EVAL_ERRORS:-}" ]; then
		python3 "$score" "$@" --pred "$out/tagged.jsonl" --errors 2>&1 >"$out/ignored" | sed 's/^/  /'
	fi
}

# part PATTERN: a folder with those articles of the newsroom set only.
part() {
	mkdir -p "$out/part-$1"
	for file in "$gold"/newsroom/"$1"*; do
		ln -s "$PWD/$file" "$out/part-$1/"
	done
	echo "$out/part-$1"
}

tag cmd/barograph/internal/demo/catalog.yaml "$gold/seeds" "$gold/official" "$gold/newsroom"
for set in seeds official newsroom; do
	table "$set" "$gold/$set"
done
table "all three" "$gold/seeds" "$gold/official" "$gold/newsroom"
heldout=$(part nr-b)
worked=$(part nr-a)
table "of these, worked with" "$gold/seeds" "$gold/official" "$worked"
errors "$gold/seeds" "$gold/official" "$worked"
table "of these, nr-b: held out until its errors were read" "$heldout"
for set in dev heldout; do
	if [ -d "$own/$set" ]; then
		tag "$own/$set/catalog.yaml" "$own/$set"
		table "other initiatives, $set (synthetic, ours)" "$own/$set"
	fi
done
if [ -d "$own/dev" ]; then
	errors "$own/dev"
fi
