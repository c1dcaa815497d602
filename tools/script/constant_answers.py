#!/usr/bin/env python3
"""Write what a reader would answer who knows where to look but not what is there.

usage: constant_answers.py LABELS_DIR [LABELS_DIR ...] [--stance STANCE | --links] > predictions.jsonl

For every labelled article it keeps the keys of the labels (which initiatives, actors, kinds of commitment,
dimensions and milestones there are) and gives each the answer that is the most frequent one in these labels:
the same relevance, direction, state and impact everywhere. Positions all get STANCE. The figures that the
scorer gives to this file are what a tagger has to beat; since the keys are given, they flatter the constant.
With --links every article is about the most frequent initiative and nothing else: the constant for links.
"""
import argparse, collections, glob, json, os


def labels(folders):
    for folder in folders:
        for path in sorted(glob.glob(os.path.join(folder, "*.label.json"))):
            with open(path) as file:
                yield json.load(file)


def most_frequent(values):
    counts = collections.Counter(values)
    return min(counts, key=lambda v: (-counts[v], str(v))) if counts else ""


def majority(gold):
    initiatives = [i for g in gold for i in g["initiatives"]]
    every = lambda layer: [f for i in initiatives for f in i.get(layer, [])]
    return {
        "kind": most_frequent(g.get("kind", "") for g in gold),
        "anonymous": most_frequent(g.get("anonymous_sources", False) for g in gold),
        "relevance": most_frequent(i["relevance"] for i in initiatives),
        "direction": most_frequent(i["direction"][0] for i in initiatives),
        "condition": most_frequent(k for p in every("positions") for k in p.get("condition", [])),
        "status": most_frequent(c["status"][0] for c in every("commitments")),
        "impact": most_frequent(d["impact"][0] for d in every("dimensions")),
        "state": most_frequent(m["state"] for m in every("milestones")),
    }


def answer(i, most, stance):
    conditional = lambda p: {"conditional": True, "conditions": [{"kind": most["condition"]}]} if p.get("conditional") else {}
    return {
        "initiative_id": i["id"], "central": most["relevance"] == "central", "direction": most["direction"],
        "positions": [{"actor": p["actor"], "stance": stance, **conditional(p)} for p in i.get("positions", [])],
        "commitments": [{"actor": c["actor"], "kind": c["kind"], "status": most["status"]} for c in i.get("commitments", [])],
        "dimensions": [{"dimension": d["dimension"], "impact": most["impact"]} for d in i.get("dimensions", [])],
        "milestones": [{"milestone": m["milestone"], "state": most["state"]} for m in i.get("milestones", [])],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--stance", default="supports")
    parser.add_argument("--links", action="store_true")
    arguments = parser.parse_args()
    gold = list(labels(arguments.folders))
    most = majority(gold)
    if arguments.links:
        most["initiative"] = most_frequent(i["id"] for g in gold for i in g["initiatives"])
        for g in gold:
            print(json.dumps({"article_id": g["id"], "initiatives": [{"initiative_id": most["initiative"]}]}))
        return
    for g in gold:
        print(json.dumps({
            "article_id": g["id"], "kind": most["kind"], "anonymous_sources": most["anonymous"],
            "initiatives": [answer(i, most, arguments.stance) for i in g["initiatives"]],
        }))


if __name__ == "__main__":
    main()
