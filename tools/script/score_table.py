#!/usr/bin/env python3
"""Print the scores of one set as a table, beside what constant answers get.

usage: score_table.py TITLE SCORES.json LINKS.json CONSTANT.json [CONSTANT.json ...]

All are what score_gold.py prints with --json: for the tagger, and for constant answers, of which LINKS counts for
links and the others for everything else. Of several constants the better figure is shown.
"""
import json, sys


def figure(entry):
    return entry["f1"] if "f1" in entry else entry["accuracy"]


def row(layer, entry, constants):
    if not entry.get("gold_core", entry.get("n", 0)):
        return f"{layer:18s} no labels"
    links, *others = constants
    constant = f"{max(figure(c[layer]) for c in ([links] if layer == 'link' else others)):5.3f}"
    if layer in ("literal", "grounded"):
        constant = "    -"  # a constant quotes nothing
    if "f1" in entry:
        return f"{layer:18s} F1 {entry['f1']:5.3f}  constant {constant}  P {entry['precision']:5.3f}  R {entry['recall']:5.3f}  gold {entry['gold_core']}  predicted {entry['predicted']}"
    if layer == "direction":
        constant = f"{entry.get('majority', 0.0):5.3f}"
    return f"{layer:18s} ac {entry['accuracy']:5.3f}  constant {constant}  n {entry['n']}"


def main():
    title, scores, *constants = sys.argv[1:]
    scores, constants = json.load(open(scores)), [json.load(open(c)) for c in constants]
    print(f"== {title}: {scores['articles']} articles, {scores['missing_predictions']} without prediction")
    for layer, entry in scores.items():
        if isinstance(entry, dict):
            print(row(layer, entry, constants))


if __name__ == "__main__":
    main()
