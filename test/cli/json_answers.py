#!/usr/bin/python3
"""The JSON of every verb against docs/schema, and the twelve wordings of the conformance case against what is known of them. Output: TAP."""
import copy
import json

from run_program import ROOT, Tap, casus
from schema import Schemas

CONFORMANCE = "cases/conformance/five-guarantors.casus"
FIVE = ["CN", "FR", "GB", "RU", "US"]
FOUR = ["CN", "FR", "GB", "US"]


def pairs(names):
    return [[a, b] for i, a in enumerate(names) for b in names[i + 1:]]


def without_one(names):
    return sorted([[a for a in names if a != left] for left in names])


def alone(names):
    return [[name] for name in names]


# word, of, day, by right, blockers, lawful blockers, deciders, pillars; confirmed by the naive search in test/hold.
EVERY_VETO = ("NEEDS", ["RU"], 0, True, alone(FIVE), alone(FIVE), [FIVE], [FIVE])
OTHERS_VETO = ("AT THE MERCY OF", FOUR, 0, None, alone(FOUR), alone(FOUR), [FOUR], [FOUR])
KNOWN = {
    "each_time_limit": ("ASSURED", [], 4, None, [FOUR], [], alone(FOUR), [[]]),
    "each_condition": ("NEEDS", ["RU"], 0, False, alone(FIVE), [], [FIVE], [[]]),
    "all_agree": EVERY_VETO, "others_fact": OTHERS_VETO, "others_found_all": EVERY_VETO,
    "two_thirds": ("AT THE MERCY OF", FOUR, 0, None, pairs(FIVE), pairs(FIVE), without_one(FIVE), without_one(FIVE)),
    "two_thirds_others": ("AVAILABLE", [], 0, None, pairs(FOUR), pairs(FOUR), without_one(FOUR), without_one(FOUR)),
    "silence_others": OTHERS_VETO, "silence": EVERY_VETO,
    "as_each_deems": ("AVAILABLE", [], 0, None, [FOUR], [FOUR], alone(FOUR), alone(FOUR)),
}


def answer(*words, given=None):
    run = casus(*words, "--json", given=given)
    try:
        return json.loads(run.stdout)
    except ValueError as fault:
        return {"no JSON": f"{fault}: {run.stdout[:200]!r} {run.stderr[:500]!r}"}


def test_schema(tap, schemas, name, value, what):
    faults = list(schemas.faults(value, schemas.file(name)))
    tap.test(not faults, f"{what} is as {name} says", *faults[:10])


def test_checker(tap, schemas, good):
    """A checker that cannot fail says nothing."""
    for what, change in [("a key too many", lambda a: a.update(extra=1)), ("a key too few", lambda a: a.pop("by")),
                         ("a wrong word", lambda a: a["verdicts"][0].update(verdict="FINE")), ("a wrong kind", lambda a: a["verdicts"][0].update(day="4")),
                         ("a day below 0", lambda a: a["verdicts"][0].update(day=-1)), ("a count that is no number", lambda a: a["verdicts"][0]["counts"].update(pillars="many")),
                         ("keys in another order", lambda a: a.update(casus=a.pop("casus")))]:
        bad = copy.deepcopy(good)
        change(bad)
        schema = schemas.file("who.json")
        if what == "a key too few":
            schema = {**schema, "required": schema["required"] + ["by"]}
        tap.test(list(schemas.faults(bad, schema)) != [], f"the checker of schemas notices {what}")


def test_conformance(tap, value):
    rows = {row["package"].get("wording"): row for row in value.get("verdicts", [])}
    tap.test(len(rows) == 12 and all(len(row["package"]) == 1 for row in rows.values()), "one row for each of the twelve wordings", list(rows))
    for wording, known in KNOWN.items():
        row = rows.get(wording, {})
        got = tuple(row.get(key) for key in ["verdict", "of", "day", "by_right", "blockers", "lawful_blockers", "deciders", "pillars"])
        tap.test(got == known, f"{wording}: verdict, day, by right and all four families", f"got    {got}", f"wanted {known}")
        tap.test(row.get("counts") == {key: str(len(row.get(key) or [])) for key in ["blockers", "lawful_blockers", "deciders", "pillars"]}, f"{wording}: counts", row.get("counts"))


def main():
    tap = Tap()
    schemas = Schemas(ROOT / "docs" / "schema")
    who = answer("who", CONFORMANCE, "assist", "--on", "attack", "--by", "RU")
    test_schema(tap, schemas, "who.json", who, "who")
    test_checker(tap, schemas, who)
    test_conformance(tap, who)
    tap.test(list(who) == ["casus", "file", "asked_with", "goal", "incident", "by", "verdicts", "needs", "method"], "who: its keys", list(who))
    each = answer("who", CONFORMANCE, "assist", "--on", "attack")
    test_schema(tap, schemas, "who.json", each, "who, for each aggressor")
    tap.test([case["by"] for case in each.get("cases", [])] == FIVE, "who: one case for each possible aggressor")
    tap.test([case for case in each.get("cases", []) if case["by"] == "RU"][:1] == [{"by": "RU", "verdicts": who.get("verdicts")}], "who: the same alone and among others")
    first = answer("who", CONFORMANCE, "assist", "--on", "attack", "--by", "RU", "--first", "2", "--set", "wording=two_thirds")
    row = first.get("verdicts", [{}])[0]
    tap.test(row.get("package") == {} and row.get("blockers") == [["CN", "FR"], ["CN", "GB"]] and row.get("counts", {}).get("blockers") == "10",
             "--first: two are listed, ten are counted", row)
    game = answer("who", CONFORMANCE, "assist", "--on", "attack", "--by", "RU", "--power")
    test_schema(tap, schemas, "who.json", game, "who --power")
    by_wording = {row["package"].get("wording"): row for row in game.get("verdicts", [])}
    two_thirds = by_wording.get("two_thirds", {}).get("power", {})
    tap.test([(m["name"], m["swings"]) for m in two_thirds.get("members", [])] == [(name, "4") for name in FIVE] and two_thirds.get("winning") == "6",
             "who --power: four of five, each swings four of the six winning sets", two_thirds.get("members"))

    for case in sorted(str(path.relative_to(ROOT)) for path in (ROOT / "cases").glob("*/*.casus")):
        value = answer("check", "--max-seconds", "5", case)
        test_schema(tap, schemas, "check.json", value, f"check of {case}")
        claims = value.get("checks", [])
        silent = [claim["question"] for claim in claims
                  if claim["answer"] == "holds" and not claim["because"] and claim["question"].startswith("verdict of")]
        tap.test(not silent, f"{case}: every verdict that is claimed has its course of events", *silent[:5])
        test_schema(tap, schemas, "lint.json", answer("lint", case), f"lint of {case}")
        if value.get("scenarios"):
            test_schema(tap, schemas, "run.json", answer("run", case), f"run of {case}")
    budapest = "cases/budapest-1994/budapest-1994.casus"
    begun = answer("run", budapest, "--play", "GB")
    test_schema(tap, schemas, "play.json", begun, "the beginning of a play")
    consults = [choice["number"] for choice in begun.get("choices", []) if choice["line"] == "GB does consult"]
    tap.test(len(consults) == 1, "a play: what the player can do", begun.get("choices"))
    play = answer("run", budapest, "--play", "GB", "--moves", f"{consults[0] if consults else 1},0", "--instead", "0")
    test_schema(tap, schemas, "play.json", play, "a play")
    tap.test(any(event["event"].startswith("GB does consult") for event in play.get("gained", [])), "a play: what one move more changes", play.get("gained"))
    for stage in ["tokens", "tree", "model", "events"]:
        test_schema(tap, schemas, "show.json", answer("show", CONFORMANCE, "--stage", stage), f"show --stage={stage}")

    six = ["power", "--quota", "12", "--weights", "DE:4,FR:4,IT:4,BE:2,NL:2,LU:1"]
    for what, words in {"power": [], "power, the rest": ["--index", "nucleolus,minimum_weights", "--order", "--needs", "BE", "--coalitions", "blocking"],
                        "power, no weights": ["--bloc", "DE,FR"], "power, exact": ["--exact"], "power, a dummy's needs": ["--needs", "LU"]}.items():
        test_schema(tap, schemas, "power.json", answer(*six, *words), what)
    test_schema(tap, schemas, "power.json", answer("power", "--rule", "q=2;w=1,1,0,0", "--rule", "q=2;w=0,0,1,1", "--combine", "or", "--index", "minimum_weights", "--order"),
                "power, a rule without weights")
    test_schema(tap, schemas, "power_curve.json", answer(*six, "--curve", "6"), "power against the quota")
    test_schema(tap, schemas, "power_what_if.json", answer(*six, "--what-if", "leave DE", "--what-if", "join UK:4", "--what-if", "bloc BE,NL", "--what-if", "blocs"),
                "power after a change")
    test_schema(tap, schemas, "power_inverse.json", answer("power", "--targets", "A:3,B:2,C:1", "--quota", "50%"), "weights for wished power")

    wrong = answer("check", "-", given=b'party A "\xc3\x84 \\ \x01 name"\nparty A\nnonsense\n')
    test_schema(tap, schemas, "check.json", wrong, "check of a wrong text")
    tap.test(len(wrong.get("errors", [])) >= 2 and wrong.get("ok") is False, "all errors of a wrong text at once", wrong.get("errors"))
    both = answer("check", CONFORMANCE, CONFORMANCE)
    tap.test(isinstance(both, list) and len(both) == 2 and both[0] == both[1], "several files: an array")
    unknown = b"""party P
party A
party B
measure help
incident drone by unknown on P
goal g = any of A, B gives help to P
clause 1
  assume "an example"
  when drone
  each of A, B must give help to P within 36 hours
ask verdict of g on drone
"""
    value = answer("check", "-", given=unknown)
    test_schema(tap, schemas, "check.json", value, "check of an incident by unknown")
    cases = value.get("asked", [{}])[0].get("cases", [])
    tap.test(cases and cases[0]["by"] == "unknown" and cases[0]["verdicts"][0]["day"] == 1.5, "by unknown: the worst case, and a day and a half", cases)
    tap.finish()


if __name__ == "__main__":
    main()
