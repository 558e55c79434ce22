#!/usr/bin/env python3
"""Runs `casus sources` on invented stories and compares with labels that were written before it was first run on them.

stories/NAME/*.txt are the documents, stories/NAME/labels.json says of each quotation its segments (line, words), who speaks
(an empty list: nobody; several: any of them) and the groups it belongs to (the same letters in two documents: one utterance).
Counted: quotations whose segments all agree; speakers, of all labelled quotations and of those not by the most quoted
person; attributions marked certain that are wrong; pairs of quotations of two documents in one group. `--table` prints the figures,
`-v` every difference. The thresholds are below what was measured, so that a change that breaks something shows."""
import itertools
import json
import os
import re
import subprocess
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
CASUS = os.environ.get("CASUS", "casus")
THRESHOLDS = {"spans": 0.98, "speakers": 0.85, "minor": 0.70, "same": 0.85}


def plain(words):
    words = re.sub(r"\s+", " ", words.replace("\u00a0", " "))
    for mark in "“”„‟\"‘’‚'«»":
        words = words.replace(mark, "'")
    return words.strip(" '.,;:!?…-—")


def bare(name):
    name = unicodedata.normalize("NFD", (name or "").lower().replace("’", "'"))
    name = "".join(c for c in name if not unicodedata.combining(c)).strip(" .,")
    return re.sub(r"'s$|^the |^mr\.? |^mrs\.? |^ms\.? ", "", name)


def is_speaker(found, names, people):
    if not names:
        return not found
    aliases = [bare(alias) for name in names for alias in people[name]]
    return bool(found) and any(bare(found) == a or bare(found).endswith(" " + a) for a in aliases)


def f1(right, found, wanted):
    return 2 * right / (found + wanted) if found + wanted else 1.0


def score_story(story, verbose):
    folder = os.path.join(HERE, "stories", story)
    labels = json.load(open(os.path.join(folder, "labels.json"), encoding="utf-8"))
    files = sorted(labels["documents"])
    run = subprocess.run([CASUS, "sources", "--json"] + [os.path.join(folder, f) for f in files], capture_output=True, text=True)
    if run.returncode != 0:
        return None, run.stderr
    answer = json.loads(run.stdout)
    people = labels["people"]
    said = [tuple(q["speaker"][:1]) for f in files for q in labels["documents"][f] if q["speaker"]]
    main = max(sorted(set(said)), key=said.count)
    count = dict.fromkeys("span span_found span_wanted right wanted minor minor_wanted certain certain_wrong pair pair_found pair_wanted".split(), 0)
    groups, labelled_of = {}, {}
    for number, (file, document) in enumerate(zip(files, answer["documents"])):
        wanted = labels["documents"][file]
        key = lambda segments: tuple((line, plain(words)) for line, words in segments)
        found = {key([(s["line"], s["text"]) for s in q["segments"]]): i for i, q in enumerate(document["quotations"])}
        first = {k[0]: i for k, i in found.items()}
        skip = {b["line"] for b in document["boilerplate"]}
        count["span_found"] += sum(1 for k in found if k[0][0] not in skip or any(key(w["segments"])[0] == k[0] for w in wanted))
        count["span_wanted"] += len(wanted)
        for k in found:
            if verbose and k not in [key(w["segments"]) for w in wanted]:
                print("  %s %s: not wanted %s" % (story, file, k))
        for i, quotation in enumerate(wanted):
            k = key(quotation["segments"])
            count["span"] += k in found
            if verbose and k not in found:
                print("  %s %s: not found %s" % (story, file, k))
            count["wanted"] += 1
            minor = tuple(quotation["speaker"][:1]) != main
            count["minor_wanted"] += minor
            for group in quotation["groups"]:
                groups.setdefault(group, []).append((number, i))
            index = found.get(k, first.get(k[0]))
            if index is None:
                continue
            labelled_of[(number, index)] = (number, i)
            got = document["quotations"][index]
            right = is_speaker(got["speaker"], quotation["speaker"], people)
            count["right"] += right
            count["minor"] += minor and right
            count["certain"] += got["certainty"] == "certain"
            count["certain_wrong"] += got["certainty"] == "certain" and not right
            if verbose and not right:
                print("  %s %s line %d: %s, not %s [%s; %s] “%s”" % (story, file, k[0][0], got["speaker"], quotation["speaker"], got["certainty"], got["reason"], k[0][1][:50]))
    pairs = {frozenset(p) for g in groups.values() for p in itertools.combinations(g, 2) if p[0][0] != p[1][0]}
    answered = set()
    for group in answer["same"]:
        members = {labelled_of.get(tuple(m), ("?",) + tuple(m)) for m in group}
        answered |= {frozenset(p) for p in itertools.combinations(members, 2) if p[0][-2] != p[1][-2]}
    count["pair"] += len(pairs & answered)
    count["pair_found"] += len(answered)
    count["pair_wanted"] += len(pairs)
    if verbose:
        words = lambda p: p if p[0] == "?" else labels["documents"][files[p[0]]][p[1]]["segments"][0][1][:40]
        for p in pairs - answered:
            print("  %s: pair missed: %s" % (story, [words(x) for x in p]))
        for p in answered - pairs:
            print("  %s: pair wrong: %s" % (story, [words(x) for x in p]))
    want = {frozenset(p) for g in labels["derived"] for p in itertools.combinations(g, 2)}
    names = [f[:-4] for f in files]
    got = {frozenset(p) for g in answer["derived"] for p in itertools.combinations([names[i] for i in g], 2)}
    count["derived"], count["derived_found"], count["derived_wanted"] = len(want & got), len(got), len(want)
    return count, None


def figures(c):
    return {"spans": f1(c["span"], c["span_found"], c["span_wanted"]), "speakers": c["right"] / c["wanted"],
            "minor": c["minor"] / max(1, c["minor_wanted"]), "same": f1(c["pair"], c["pair_found"], c["pair_wanted"]),
            "derived": f1(c["derived"], c["derived_found"], c["derived_wanted"])}


def main():
    verbose = "-v" in sys.argv
    stories = sorted(os.listdir(os.path.join(HERE, "stories")))
    total, rows, tests = {}, [], []
    for story in stories:
        count, problem = score_story(story, verbose)
        if problem is not None:
            tests.append((False, "%s is read: %s" % (story, problem.strip())))
            continue
        rows.append((story, count))
        for k, v in count.items():
            total[k] = total.get(k, 0) + v
        for name, least in THRESHOLDS.items():
            value = figures(count)[name]
            tests.append((value >= least - (0.05 if name != "spans" else 0.02), "%s: %s %.3f" % (story, name, value)))
    for name, least in THRESHOLDS.items():
        tests.append((figures(total)[name] >= least, "all: %s %.3f, at least %.2f" % (name, figures(total)[name], least)))
    tests.append((total["certain_wrong"] * 50 <= total["certain"], "all: %d of %d certain attributions are wrong" % (total["certain_wrong"], total["certain"])))
    if "--table" in sys.argv:
        print("story      spans speakers minor  same derived  certain (wrong)")
        for story, c in rows + [("all", total)]:
            f = figures(c)
            print("%-10s %.3f  %.3f   %.3f  %.3f %.3f    %d (%d) of %d" % (story, f["spans"], f["speakers"], f["minor"], f["same"], f["derived"], c["certain"], c["certain_wrong"], c["wanted"]))
        return
    print("1..%d" % len(tests))
    for number, (ok, what) in enumerate(tests, 1):
        print("%s %d - %s" % ("ok" if ok else "not ok", number, what))


main()
