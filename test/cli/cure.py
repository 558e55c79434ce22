#!/usr/bin/python3
"""casus cure as a user has it: what it finds, that the lines it shows are the text it ran, what it refuses. Output: TAP."""
import json
import pathlib
import tempfile

from run_program import ROOT, Tap, casus
from schema import Schemas

ISTANBUL = "cases/ukraine/istanbul-2022.casus"
TALKS = "cases/ukraine/talks-2025.casus"
CONFORMANCE = "cases/conformance/five-guarantors.casus"
CONSENT = ("--set", "scope=military", "--set", "consultation=limit", "--set", "measures=with_force")
ORDER = ["ASSURED", "AVAILABLE", "AT THE MERCY OF", "NEEDS", "IMPOSSIBLE", "UNDECIDED"]

SMALL = b"""agreement small "A guarantee with a consent clause"
party UA
party FR
party GB
party RU
group guarantors = FR, GB, RU
measure weapons
measure money
incident attack by guarantors on UA
goal assist = any of guarantors gives weapons to UA
goal paid = any of guarantors gives money to UA

clause 1 "Response"
  assume "an example"
  when attack
  decide response by all of guarantors yes within 3 days

clause 2 "Assistance"
  assume "an example"
  when response adopted
  each of guarantors except attacker must give weapons to UA within 1 day

clause 3 "Money"
  assume "an example"
  when attack
  each of guarantors may give money to UA

position RU
  rejects assist within 9 days on attack by RU when RU resists and others obey
position UA
  rejects assist blocked by attacker on attack by RU
"""


def cure(*words, given=None):
    run = casus("cure", *words, "--json", given=given)
    try:
        return json.loads(run.stdout)
    except ValueError as fault:
        return {"no JSON": f"{fault}: {run.stdout[:200]!r} {run.stderr[:500]!r}", "cures": []}


def changes(answer):
    """Each cure as the set of its changed phrases."""
    return {frozenset(edit["to"] for edit in found["edits"]) for found in answer["cures"]}


def edited(text, lines):
    """The text with the lines of a cure put in their places: independent of the program."""
    rows = text.split("\n")
    for line in lines:
        if line["before"] is None:
            rows.append(line["after"])
            continue
        first, before = line["line"] - 1, line["before"].split("\n")
        indent = rows[first][:len(rows[first]) - len(rows[first].lstrip())]
        was = [row.strip() for row in rows[first:first + len(before)]]
        if was != [row.strip() for row in before]:
            raise ValueError(f"line {line['line']} is {was}, not {before}")
        rows[first:first + len(before)] = [indent + row for row in line["after"].split("\n")]
    return "\n".join(rows)


def worst(answer):
    """The worst verdict of `casus who`, over packages and aggressors."""
    rows = [row for case in answer.get("cases", [answer]) for row in case["verdicts"]]
    return max(((ORDER.index(row["verdict"]), row["by_right"] or False, row["day"] if row["day"] is not None else 1e9) for row in rows))


def test_shown_is_run(tap, path, goal, by, want, *choices):
    """Every cure, typed into the file by hand, gives `casus who` the verdict that the cure says."""
    text = (ROOT / path).read_text(encoding="utf-8")
    answer = cure(path, goal, "--on", "attack", "--by", by, "--want", want, *choices)
    tap.test(len(answer["cures"]) > 2, f"{path} has cures of {goal}", answer)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "edited.casus"
        (file.parent / "sources").symlink_to((ROOT / path).parent / "sources")
        for number, found in enumerate(answer["cures"], 1):
            words = list(choices)
            for edit in found["edits"]:
                issue = edit["to"].split(" = ")[0]
                if edit["from"] == f"{issue} as chosen":
                    words = [f"{edit['to'].replace(' ', '')}" if word.startswith(f"{issue}=") else word for word in words]
            # What the file itself claims speaks of the text as it stood.
            kept = "\n".join(row if not row.startswith(("check ", "expect ", "ask ")) else "" for row in edited(text, found["lines"]).split("\n"))
            file.write_text(kept, encoding="utf-8")
            run = casus("who", str(file), goal, "--on", "attack", "--by", by, *words, "--json")
            said = (ORDER.index(found["verdict"]), found["by_right"] or False, found["day"] if found["day"] is not None else 1e9)
            got = worst(json.loads(run.stdout)) if run.returncode in (0, 4) else (run.stderr.decode(), run.stdout[:300])
            tap.test(got == said, f"{path}, {goal} by {by} {want}: cure {number}, typed in, is {found['verdict']}", f"got {got}, said {said}", found["lines"])


def test_small(tap):
    ask = ["-", "assist", "--on", "attack", "--by", "RU"]
    assured = cure(*ask, "--want", "assured", given=SMALL)
    tap.test(changes(assured) == {frozenset(["when response adopted or response rejected"])}, "small: only help without the vote is assured", changes(assured))
    mercy = cure(*ask, "--want", "at the mercy", "--size", "1", given=SMALL)
    tap.test(frozenset(["all of guarantors yes excluding attacker"]) in changes(mercy) and frozenset(["all but 1 of guarantors yes"]) in changes(mercy),
             "small: without the attacker it is at the mercy of the others", changes(mercy))
    tap.test(frozenset(["majority of guarantors yes"]) not in changes(mercy), "small: a majority goes further than it must", changes(mercy))
    tap.test(all(found["verdict"] in ORDER[:3] for found in mercy["cures"]), "small: each reaches what is wanted, or better")
    available = cure(*ask, "--want", "available", given=SMALL)
    tap.test(frozenset(["all of guarantors yes excluding attacker"]) not in changes(available), "small: excluding the attacker alone is not enough")
    tap.test(frozenset(["any of guarantors yes"]) in changes(available), "small: any one of three is", changes(available))
    costs = assured["cures"][0]["costs"]
    for party in ["FR", "GB", "RU"]:
        tap.test({"party": party, "question": "can it alone stop assist on attack by RU", "before": "yes, lawfully", "after": "no"} in costs,
                 f"small: {party} loses its veto", costs)
    for party, before, after in [("RU", "no", "yes"), ("UA", "yes", "no")]:
        tap.test(any(cost["party"] == party and "red line" in cost["question"] and (cost["before"], cost["after"]) == (before, after) for cost in costs),
                 f"small: the red line of {party} is {'now' if after == 'yes' else 'no longer'} crossed", costs)
    owed = cure("-", "paid", "--on", "attack", "--by", "RU", "--want", "assured", "--size", "1", given=SMALL)
    tap.test(any(cost["party"] == "GB" and "must give money" in cost["question"] and cost["after"] == "yes" for found in owed["cures"] for cost in found["costs"]),
             "small: who had a permission owes", owed)
    soon = cure(*ask, "--want", "assured by day 3", given=SMALL)
    fallback = "when response adopted or response rejected"
    tap.test(changes(soon) == {frozenset(["all of guarantors yes barring attacker", fallback]),
                               frozenset(["decide response by all of guarantors yes within 2 days", fallback])},
             "small: by day 3 a vote with less time, or one that cannot succeed and so fails at once", changes(soon))
    first = cure(*ask, "--want", "at the mercy", "--first", "1", given=SMALL)
    tap.test(len(first["cures"]) == 1 and int(first["count"]) > 1, "--first: one is listed, all are counted", first["count"])


def test_consent_clause(tap):
    """The first case: excluding the attacker is not enough, and what is. For whichever guarantor attacks."""
    clause = "all of guarantors yes"
    for by in ["CN", "FR", "GB", "RU", "US", "each of guarantors"]:
        ask = [ISTANBUL, "assist", "--on", "attack", "--by", by, "--in", "russian", *CONSENT]
        mercy, available, assured = (changes(cure(*ask, "--want", want)) for want in ["at the mercy", "available", "assured"])
        tap.test(frozenset([f"{clause} excluding attacker"]) in mercy and frozenset([f"{clause} excluding attacker"]) not in available,
                 f"by {by}: excluding the attacker leaves it at the mercy of the others", mercy)
        tap.test(frozenset([f"{clause} excluding attacker", "all but 1 of guarantors yes"]) in available,
                 f"by {by}: excluding the attacker and letting one refuse is enough", available)
        tap.test(frozenset(["majority of guarantors yes"]) in available, f"by {by}: so is a majority", available)
        tap.test(frozenset(["when joint_decision adopted or joint_decision rejected"]) in assured and
                 not any("yes" in phrase for found in assured for phrase in found), f"by {by}: no rule of voting assures it", assured)


def test_several_files(tap):
    """What stands in the agreement that is amended is edited there, and is said to stand there."""
    amended = "test/golden/text/amended-text.casus"
    answer = cure(amended, "helped", "--on", "attack", "--want", "assured")
    files = {line["file"] for found in answer["cures"] for line in found["lines"]}
    tap.test(files == {amended, "test/golden/text/first-text.casus"}, "cures in the amending and in the amended file", files)
    text = casus("cure", amended, "helped", "--on", "attack", "--want", "assured").stdout.decode()
    tap.test("   test/golden/text/first-text.casus, line 15, clause 1" in text, "the other file is named", text)


def test_ends(tap):
    ask = ["-", "assist", "--on", "attack", "--by", "RU"]
    for words, code, says, name in [
        ([*ask, "--want", "needs"], 0, None, "already reached: 0"), ([*ask, "--want", "assured by day 0"], 1, None, "none within the size: 1"),
        (["-", "asist", "--on", "attack", "--want", "assured"], 2, "asist", "an unknown goal: 2"),
        (["-", "assist", "--on", "atack", "--want", "assured"], 2, "atack", "an unknown incident: 2"),
        (["-", "assist", "--on", "attack", "--by", "DE", "--want", "assured"], 2, "DE", "an unknown party: 2"),
        (["-", "assist", "--on", "attack\nask no conflict", "--want", "assured"], 2, "no name", "a name that smuggles a statement in: 2"),
        (["-", "assist", "--by", "RU", "--want", "assured"], 3, "not on what", "by whom, but not on what: 3"), (ask, 3, "--want", "nothing wanted: 3"),
        ([*ask, "--want", "splendid"], 3, "no verdict", "an unknown verdict: 3"), ([*ask, "--want", "needs by day 2"], 3, "no verdict", "a day that has no meaning: 3"),
        ([*ask, "--want", "assured by day soon"], 3, "no verdict", "a day that is none: 3"),
        ([*ask, "--want", "assured", "--size", "0"], 3, "from 1 to 8", "--size 0: 3"), ([*ask, "--want", "assured", "--size", "9"], 3, "from 1 to 8", "--size 9: 3"),
        ([*ask, "--want", "assured", "--in", "kyiv"], 3, "no draft", "an unknown draft: 3"),
        ([*ask, "--want", "assured", "--set", "a=b"], 3, "no issue", "an unknown issue: 3"), ([*ask[:2], "--want", "assured", "--format", "csv"], 3, "no table", "no table: 3"),
    ]:
        tap.ends(casus("cure", *words, given=SMALL), code, f"cure, {name}", says=says)
    tap.ends(casus("cure", *ask, "--want", "assured", given=b"party A\nparty A\n"), 2, "cure of a wrong text: 2", says="error[E")
    text = casus("cure", *ask, "--want", "needs", given=SMALL).stdout.decode()
    tap.test("nothing to cure" in text, "already reached: it says so", text)
    text = casus("cure", *ask, "--want", "assured by day 0", given=SMALL).stdout.decode()
    tap.test("No set of up to 2 edits reaches it" in text and "every set of up to 2" in text, "none: it says so, and what was tried", text)
    text = casus("cure", ISTANBUL, "assist", "--on", "attack", "--by", "RU", "--in", "russian", "--set", "response=alone", "--want", "assured").stdout.decode()
    tap.test("No package of the file has these choices" in text, "choices that no package has", text)
    short = casus("cure", ISTANBUL, "assist", "--on", "attack", "--want", "assured", "--size", "4", "--max-seconds", "0.6", "--json")
    tap.test(short.returncode == 4, "a limit: 4", short.returncode, short.stderr)
    if short.stdout:
        answer = json.loads(short.stdout)
        tap.test(answer["complete_to_size"] < 4 and answer["needs"], "a limit: how far it went, and that there may be others", answer["tried"], answer["needs"])


def test_schema(tap):
    schemas = Schemas(ROOT / "docs" / "schema")
    def conforms(answer, what):
        faults = list(schemas.faults(answer, schemas.file("cure.json")))
        tap.test(not faults, f"{what} is as cure.json says", *faults[:10])
    ask = ["-", "assist", "--on", "attack", "--by", "RU"]
    for want in ["assured", "available", "at the mercy", "needs by breach", "needs", "assured by day 0"]:
        conforms(cure(*ask, "--want", want, given=SMALL), f"cure, {want}")
    conforms(cure(*ask, "--want", "assured", given=b"party A\nparty A\n"), "cure of a wrong text")
    conforms(cure(ISTANBUL, "assist", "--on", "attack", "--by", "RU", "--in", "russian", "--want", "assured"), "cure of the first case")
    conforms(cure(TALKS, "assist", "--on", "attack", "--by", "RU", "--want", "available"), "cure of the talks")
    bad = cure(*ask, "--want", "assured", given=SMALL)
    bad["cures"][0]["verdict"] = "FINE"
    tap.test(list(schemas.faults(bad, schemas.file("cure.json"))), "the schema can fail")


def main():
    tap = Tap()
    test_small(tap)
    test_consent_clause(tap)
    test_shown_is_run(tap, ISTANBUL, "assist", "RU", "available", "--in", "russian", *CONSENT)
    test_shown_is_run(tap, ISTANBUL, "assist", "each of guarantors", "assured", "--in", "russian")
    test_shown_is_run(tap, TALKS, "assist", "RU", "available", "--set", "rule_of_response=all_guarantors")
    test_shown_is_run(tap, CONFORMANCE, "assist", "FR", "available", "--set", "wording=others_found_all")
    test_several_files(tap)
    test_ends(tap)
    test_schema(tap)
    runs = {casus("cure", TALKS, "assist", "--on", "attack", "--by", "RU", "--want", "available", "--json", "--threads", threads).stdout for threads in ["1", "4"]}
    tap.test(len(runs) == 1 and len(next(iter(runs))) > 1000, "the same bytes at any number of threads")
    tap.finish()


if __name__ == "__main__":
    main()
