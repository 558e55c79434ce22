#!/usr/bin/python3
"""casus diff: changes that were planted are found, and so are their causes. Output: TAP."""
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from run_program import ROOT, Tap, casus  # noqa: E402
from schema import Schemas  # noqa: E402

SCHEMAS = Schemas(ROOT / "docs" / "schema")
PARTIES = ["P1", "P2", "P3", "P4", "P5", "P6"]


def text(limits, rule, words):
    """Ten clauses, each a promise of its own measure; clause k is due within limits[k] days."""
    lines = ["agreement planted", *[f"party {p}" for p in PARTIES], "party X", "group members = " + ", ".join(PARTIES)]
    lines += [f"measure m{k}" for k in range(10)]
    lines += ["incident attack by members on X", f"rule council = {rule}"]
    for k, limit in enumerate(limits):
        lines += [f'clause {k} "{words[k]}"', "  when attack", f"  each of members must give m{k} to X within {limit} days"]
    lines += [f"goal g{k} = any of members give m{k} to X" for k in range(10)]
    return "\n".join(lines) + "\n"


def compare(folder, a, b, *words):
    pathlib.Path(folder, "a.casus").write_text(a, encoding="utf-8")
    pathlib.Path(folder, "b.casus").write_text(b, encoding="utf-8")
    run = casus("diff", str(pathlib.Path(folder, "a.casus")), str(pathlib.Path(folder, "b.casus")), "--json", *words)
    value = json.loads(run.stdout) if run.stdout else {"error": run.stderr.decode()}
    faults = list(SCHEMAS.faults(value, SCHEMAS.file("diff.json"))) if run.stdout else []
    assert not faults, f"not as diff.json says: {faults[:5]}"
    return run, value


def test_one_among_ten(tap, folder, schemas):
    """Nine clauses get other words, which changes nothing; one, any of them, another deadline: its goal changes, because of it alone."""
    chance = random.Random(7)
    limits, words = [5] * 10, [f"clause {k}" for k in range(10)]
    base = text(limits, "all of members yes", words)
    for round_ in range(10):
        k = chance.randrange(10)
        new = list(limits)
        new[k] = 9
        reworded = [f"{words[i]} reworded" if i != k else words[i] for i in range(10)]
        run, value = compare(folder, base, text(new, "all of members yes", reworded))
        tap.test(not list(schemas.faults(value, schemas.file("diff.json"))), f"round {round_}: as diff.json says", *list(schemas.faults(value, schemas.file("diff.json")))[:5])
        tap.test(run.returncode == 1 and value["changes"] and all(f"g{k} " in change["question"] + " " for change in value["changes"]),
                 f"round {round_}: the goal of clause {k} changes and no other", sorted({change["question"] for change in value["changes"]}))
        tap.test(all([edit["clause"] for edit in change["because"]] == [str(k)] for change in value["changes"]), f"round {round_}: because of clause {k}",
                 [change["because"] for change in value["changes"]][:2])
        tap.test(value["edits"] >= 10, f"round {round_}: among ten edits and more", value["edits"])


def test_two_together(tap, folder):
    """A body that must agree unanimously, and a clause that waits for it: only both edits together let an aggressor block."""
    def made(rule, clause):
        return "\n".join(["agreement both", "party P1", "party P2", "party P3", "party X", "group members = P1, P2, P3", "measure help", "incident attack by members on X",
                          f"rule council = {rule}", "clause 1", "  when attack", "  decide response by council within 2 days", "clause 2", *clause,
                          "goal helped = any of members give help to X", ""])
    alone = ["  when attack", "  each of members must give help to X within 5 days"]
    waits = ["  when response adopted", "  each of members must give help to X within 5 days"]
    majority, unanimity = "majority of members yes excluding attacker", "all of members yes"
    run, value = compare(folder, made(majority, alone), made(unanimity, waits))
    worse = [change for change in value["changes"] if change["direction"] == "worse" and change["b"].startswith("NEEDS")]
    tap.test(worse and all(sorted(edit["what"] for edit in change["because"]) == ["clause 2", "rule council"] for change in worse), "two edits together, and neither alone",
             [[edit["what"] for edit in change["because"]] for change in worse], run.stderr)


def wheres(change):
    return [(edit["what"], edit["of"], edit["from"], edit["to"]) for edit in change["because"]]


def of(value, question):
    return [change for change in value["changes"] if change["question"] == question]


# ---- Positions -------------------------------------------------------------------------------------------------------------

HOLDERS = ["P1", "P2", "P3", "P4"]


def talks(refused, reasons):
    """Six issues of three alternatives; each of four parties refuses some, each refusal with a reason of its own. refused: {(party, issue): alternative}."""
    lines = ["agreement talks"] + [f"party {p}" for p in HOLDERS]
    for k in range(6):
        lines += [f"issue i{k}", "  x | y | z"]
    for p in HOLDERS:
        lines += [f"position {p}"]
        lines += [f'  rejects i{k} = {alternative} assume "{reasons[(q, k)]}"' for (q, k), alternative in sorted(refused.items()) if q == p]
        lines += ["  prefers i0: x > y > z"]
    lines += ["settle by all of P1, P2, P3, P4 accept", ""]
    return "\n".join(lines)


def settled(refused):
    """How many packages nobody refuses: the issues are independent."""
    count = 1
    for k in range(6):
        count *= 3 - len({alternative for (_, issue), alternative in refused.items() if issue == k})
    return count


def test_positions(tap, folder, schemas):
    """Ten refusals get another reason, which changes nothing; one of them another alternative. The settlements change, because of that line alone."""
    chance = random.Random(11)
    for round_ in range(10):
        places = chance.sample([(p, k) for p in HOLDERS for k in range(6)], 12)
        refused = {place: chance.choice("xyz") for place in places}
        reasons = {place: "read from report 1" for place in places}
        while True:
            planted, alternative = chance.choice(places), chance.choice("xyz")
            new = {**refused, planted: alternative}
            if settled(new) != settled(refused):
                break
            refused = {place: chance.choice("xyz") for place in places}
        others = [place for place in places if place != planted][:10]
        run, value = compare(folder, talks(refused, reasons), talks(new, {**reasons, **{place: "read from report 2" for place in others}}))
        faults = list(schemas.faults(value, schemas.file("diff.json")))
        change = (of(value, "settlement") or [{"a": "", "b": "", "because": []}])[0]
        tap.test(not faults, f"positions {round_}: as diff.json says", *faults[:5])
        tap.test(run.returncode == 1 and len(value["changes"]) == 1 and value["edits"] == 11, f"positions {round_}: eleven lines differ, one answer does", value.get("edits"), value.get("changes"))
        tap.test(change["a"].startswith((str(settled(refused)) if settled(refused) else "none") + " of 729") and
                 change["b"].startswith((str(settled(new)) if settled(new) else "none") + " of 729"), f"positions {round_}: as counted by hand", change["a"], change["b"])
        tap.test([(what, kind) for what, kind, _, _ in wheres(change)] == [(f"position {planted[0]}", "line")] and
                 f"i{planted[1]} = {refused[planted]}" in wheres(change)[0][2] and f"i{planted[1]} = {new[planted]}" in wheres(change)[0][3],
                 f"positions {round_}: because of the one line of {planted[0]} on i{planted[1]}", wheres(change))


def test_settlement_parts(tap, folder):
    """From something to nothing is the worst that can happen to talks; conflicts and concessions are told by the words of the red lines."""
    def made(p2):
        return "\n".join(["agreement t", "party P1", "party P2", "issue seat", "  in | out", "issue rule", "  all | most", "position P1", "  rejects seat = out",
                          "position P2", f"  rejects {p2}", "settle by all of P1, P2 accept", ""])
    run, value = compare(folder, made("rule = all"), made("seat = in"))
    change = of(value, "settlement")[0]
    parts = {part["part"]: part for part in change["parts"]}
    tap.test(change["direction"] == "worse" and change["a"] == "1 of 4 packages settles" and change["b"] == "none of 4 packages settles", "from one to none is worse", change)
    tap.test(parts["irreducible conflicts"]["b"] == "P1 rejects seat = out; P2 rejects seat = in", "the conflict, in words", parts)
    tap.test(parts["minimal concessions"]["b"] == "P1 rejects seat = out\nP2 rejects seat = in" and parts["minimal concessions"]["a"] == "none", "the concessions, in words", parts)
    told = casus("diff", str(pathlib.Path(folder, "a.casus")), str(pathlib.Path(folder, "b.casus"))).stdout.decode()
    tap.test("because a line of position P2 is changed (line 11 of a, line 11 of b)\n      a: rejects rule = all\n      b: rejects seat = in\n" in told, "and for reading", told)
    run, value = compare(folder, made("rule = all"), made("rule = all").replace("  rejects seat = out\nposition P2\n  rejects rule = all", "  rejects seat = out assume \"x\"\nposition P2\n  rejects rule = all"))
    tap.test(run.returncode == 0 and not value["changes"], "a reason changes no settlement", value)


# ---- Edits that act on each other --------------------------------------------------------------------------------------------


def help_of(*clauses):
    return "\n".join(["agreement h", "party P1", "party P2", "party X", "group members = P1, P2", "measure help", "measure money", "incident attack by X on P2",
                      "goal helped = any of members gives any of help, money to P2", *clauses, ""])


def duty(label, measure, days):
    return f"clause {label}\n  when attack\n  P1 must give {measure} to P2 within {days} days"


def test_either_suffices(tap, folder):
    """Two clauses promise the same to others; each alone would do."""
    run, value = compare(folder, help_of(duty(1, "help", 9)), help_of(duty(1, "help", 9), duty(2, "help", 3), duty(3, "money", 3)))
    change = [change for change in of(value, "verdict of helped on attack") if change["by"] == "X"]
    tap.test(run.returncode == 1 and change and change[0]["direction"] == "better" and [edit["clause"] for edit in change[0]["because"]] == ["2"] and
             [edit["clause"] for edit in change[0]["or_alone"]] == ["3"], "either of two clauses suffices, and both are told", change)
    told = casus("diff", str(pathlib.Path(folder, "a.casus")), str(pathlib.Path(folder, "b.casus"))).stdout.decode()
    tap.test("because clause 2 is added (line 13 of b)" in told and "it would do alone that clause 3 is added" in told, "in words", told)


def test_masks(tap, folder):
    """What one edit takes the other gives: no answer differs. Where a third differs too, it alone is the cause."""
    before, after = help_of(duty(1, "help", 9), duty(2, "money", 12)), help_of(duty(1, "help", 12), duty(2, "money", 9))
    run, value = compare(folder, before, after)
    tap.test(run.returncode == 0 and not value["changes"] and value["edits"] == 2, "two edits that mask each other change no answer", value)
    other = "goal paid = P1 gives money to P2\n"
    run, value = compare(folder, before + other, after + other)
    tap.test([change["question"] for change in value["changes"]] == ["verdict of paid on attack"] and [edit["clause"] for edit in value["changes"][0]["because"]] == ["2"],
             "and a goal that only one of them reaches changes because of that one", value)


def test_three_together(tap, folder):
    """Three duties of nine days become three of four each: the day by which all is done comes of all three, and of no two."""
    def made(days):
        return "\n".join(["agreement a3", "party P1", "party P2", "party X", "measure m1", "measure m2", "measure m3", "incident attack by X on P2", "goal all_done = P1 gives all of m1, m2, m3 to P2",
                          *[f"clause {k}\n  when attack\n  P1 must give m{k} to P2 within {days[k - 1]} days" for k in (1, 2, 3)],
                          *[f"clause {k}\n  when attack\n  P1 may give m1 to P2" for k in range(4, 14)], ""])
    reworded = made([4, 4, 4]).replace("clause 5\n  when attack\n  P1 may give m1", "clause 5\n  when attack\n  P1 may give m2")
    run, value = compare(folder, made([9, 9, 9]), reworded)
    change = [change for change in of(value, "verdict of all_done on attack")]
    tap.test(change and all([edit["clause"] for edit in one["because"]] == ["1", "2", "3"] for one in change), "three edits together, among four", [wheres(one) for one in change], run.stderr)


def test_company(tap, folder):
    """A measure becomes an act of the same name: neither line can be made without the other, and neither is a cause, though both are tried beside one that needs two."""
    def made(second):
        lines = ["agreement company", *[f"party {p}" for p in "ABCX"], "group G = A, B, C", "measure aid", ("act" if second else "measure") + " gift", *[f"measure m{i}" for i in range(14)],
                 "incident attack by G on X", "clause 0", "  when attack", f"  decide plan by {'all' if second else 'any'} of G yes within 2 days", "clause 1",
                 f"  when {'plan adopted' if second else 'attack'}", "  each of G must give aid to X within 5 days"]
        for i in range(14):
            lines += [f"clause c{i}", "  when attack", f"  each of G must give m{i} to X within {6 if second else 5} days"]
        return "\n".join([*lines, "goal help = any of G gives aid to X", ""])
    run, value = compare(folder, made(False), made(True))
    change = of(value, "verdict of help on attack")
    tap.test(change and all([edit["clause"] for edit in one["because"]] == ["0", "1"] for one in change), "what was needed only beside another is no cause", [wheres(one) for one in change], run.stderr)


def test_lines(tap, folder):
    """Of a clause with several lines the one is named that does it; a head that differs makes the clause one edit."""
    base = help_of('clause 1 "Help"\n  when attack\n  P1 must give help to P2 within 5 days\n  P1 may give money to P2')
    new = base.replace("within 5 days", "within 8 days").replace("  P1 may give money to P2", "  P2 may give money to P2\n  P1 may give help to P2")
    _, value = compare(folder, base, new)
    tap.test(value["edits"] == 3 and all(wheres(change) == [("clause 1", "line", "P1 must give help to P2 within 5 days", "P1 must give help to P2 within 8 days")]
                                         for change in value["changes"] if change["because"] and "ASSURED" in change["a"]), "a line of a clause", value)
    _, value = compare(folder, base, new.replace('"Help"', '"Assistance"'))
    tap.test(value["edits"] == 1 and all(wheres(change)[0][1] == "statement" for change in value["changes"]), "a clause with another head", value)


# ---- Other answers -------------------------------------------------------------------------------------------------------------


def test_scenarios(tap, folder):
    def made(days, expected="expect 1 breached by P1"):
        return help_of(duty(1, "help", days), 'scenario "nobody moves"', "  day 0: attack by X on P2", f"  day 4: {expected}")
    run, value = compare(folder, made(3), made(6))
    change = of(value, 'scenario "nobody moves"')
    parts = {part["part"]: part for part in change[0]["parts"]} if change else {}
    tap.test(run.returncode == 1 and change and change[0]["direction"] == "worse" and change[0]["a"] == "as it expects" and change[0]["b"].startswith("not as it expects: day 4: expect 1 breached"),
             "a scenario that no longer goes as it expects is worse", change)
    tap.test("day 3: P1 breaches 1" in parts.get("course", {}).get("a", "") and "day 6: P1 breaches 1" in parts["course"]["b"], "its course, day by day", parts)
    tap.test(change and wheres(change[0])[0][:2] == ("clause 1", "line"), "because of the line of the clause", change)
    _, value = compare(folder, made(3), made(6, "expect not 1 breached by P1"))
    tap.test(not of(value, 'scenario "nobody moves"') and any("nobody moves" in one for one in value["only_a"]) and any("nobody moves" in one for one in value["only_b"]),
             "a scenario with other lines is another one, and both are named", value["only_a"], value["only_b"])


def test_standoffs(tap, folder):
    def made(*more):
        return "\n".join(["agreement s", "party P1", "party P2", "standoff dare", "  option C of P1", "  option D of P2", "  P1 prefers C > D", "  P2 prefers D > C", "  status quo ()", *more,
                          "ask stability of dare", "ask stability of dare without P1", ""])
    run, value = compare(folder, made(), made("  infeasible C and D"))
    change = of(value, "stability of dare")
    parts = {part["part"]: (part["a"], part["b"]) for part in change[0]["parts"]} if change else {}
    tap.test(run.returncode == 1 and parts.get("R") == ("(C, D)", "(C)\n(D)"), "equilibria that change", parts)
    tap.test(change and wheres(change[0]) == [("standoff dare", "line", None, "infeasible C and D")], "because of the line that was added", change)
    _, value = compare(folder, made(), made("  option E of P1"))
    tap.test(of(value, "stability of dare") and wheres(of(value, "stability of dare")[0]) == [("standoff dare", "line", None, "option E of P1")], "an option that is added", value)
    _, value = compare(folder, made(), made("  irreversible D"))
    tap.test(not value["changes"], "an option that nobody would take back anyhow changes nothing", value["changes"])
    _, value = compare(folder, made(), made().replace("  status quo ()", "  status quo (C)"))
    tap.test([change["question"] for change in value["changes"]] == ["stability of dare without P1"], "where only the standoff without a party changes, it is that which is told", value["changes"])


def test_power(tap, folder):
    """[4; 3,2,1] gives swings 3:1:1, [4; 3,2,2] gives 2:2:2: by hand."""
    def made(votes, members):
        return "\n".join(["agreement p", "party A", "party B", "party C", f"weight w = A 3, B 2, C {votes}", "rule r = more than 50% of w of A, B, C yes", f"rule s = all of {members} yes", ""])
    run, value = compare(folder, made(1, "A, B"), made(2, "A, C"))
    change = of(value, "power of r")[0]
    tap.test(run.returncode == 1 and change["a"] == "A 60 % (veto)\nB 20 %\nC 20 %" and change["b"] == "A 33.33 %\nB 33.33 %\nC 33.33 %" and wheres(change)[0][0] == "weight w", "power, member by member", change)
    told = casus("diff", str(pathlib.Path(folder, "a.casus")), str(pathlib.Path(folder, "b.casus"))).stdout.decode()
    tap.test("    A: 60 % (veto) -> 33.33 %\n    B, C, each: 20 % -> 33.33 %\n" in told and "    B: 50 % (veto) -> no member\n    C: no member -> 50 % (veto)\n" in told, "for reading: before and after, equals together", told)


def test_names(tap, folder):
    base = help_of(duty(1, "help", 5), "check verdict of helped on attack by X is assured by day 5")
    run, value = compare(folder, base, base.replace("P1", "First"))
    tap.test(run.returncode == 0 and value["renamed"] == [{"a": "P1", "b": "First"}] and not value["changes"] and not value["only_a"], "a party with another name is the same party", value)
    run, value = compare(folder, base, base.replace("P1", "First").replace("within 5", "within 6"))
    tap.test(run.returncode == 1 and all(wheres(change)[0][0] == "clause 1" for change in value["changes"]), "what else changes is found all the same", value)
    run, value = compare(folder, base, base.replace("party P1", "party P3").replace("P1, P2", "P3, P2"))
    tap.test(run.returncode == 2, "a name that is left over is an error of the text", run.stderr)
    run, value = compare(folder, base, base.replace("party X", "party X\nparty P3").replace("group members = P1, P2", "group members = P3, P2"))
    tap.test(not value["renamed"], "who takes the place of another is no other name of it", value["renamed"])


def test_questions_of_their_own(tap, folder):
    """What a asks about a thing that b no longer has does not keep the causes from being found."""
    base = help_of(duty(1, "help", 5))
    run, value = compare(folder, base + "measure ships\ngoal sailed = P1 gives ships to P2\ncheck verdict of sailed on attack by X is available\n",
                         base.replace("within 5", "within 7"))
    tap.test(run.returncode == 1 and all(wheres(change) for change in value["changes"]) and any("sailed" in one for one in value["only_a"]), "a question left out", value)


def test_dates(tap, folder):
    def made(day):
        return help_of("clause 1\n  when attack\n  P1 must give help to P2 within 1 month").replace("agreement h", f"agreement h dated {day}")
    run, value = compare(folder, made("2025-01-01"), made("2025-02-01"))
    tap.test(run.returncode == 1 and all(wheres(change)[0][0] == "agreement" for change in value["changes"]), "a month is as long as it is after the date of the agreement", value)
    run, value = compare(folder, made("2025-01-01"), made("2025-01-01").replace("agreement h", 'agreement other "With a title"'))
    tap.test(run.returncode == 0 and value["edits"] == 0, "what it is called changes nothing", value)


def test_other_files(tap, folder):
    """Statements of included and amended files are edits like others; paths in them stay what they are."""
    inside = pathlib.Path(folder, "inside")
    inside.mkdir()
    (inside / "votes.csv").write_text("member,votes\nP1,3\nP2,1\n", encoding="utf-8")
    (inside / "paper.md").write_text("1. Help within the days agreed.\n", encoding="utf-8")
    common = 'source paper "paper.md"\nweight votes from "votes.csv" key member value votes\nrule council = more than {} of votes of members yes\n'
    (inside / "one.casus").write_text(common.format("1/2"), encoding="utf-8")
    (inside / "two.casus").write_text("# moved down a line\n" + common.format("4/5"), encoding="utf-8")

    def made(which):
        return help_of('clause 1\n  cite paper 1 "Help within"\n  when attack\n  decide plan by council within 2 days', "clause 2\n  when plan adopted\n  P1 must give help to P2 within 2 days"
                       ).replace("measure help", f'include "inside/{which}.casus"\nmeasure help')
    run, value = compare(folder, made("one"), made("two"))
    causes = [edit for change in value["changes"] for edit in change["because"]]
    tap.test(run.returncode == 1 and value["changes"] and causes and all(edit["what"] == "rule council" and edit["line"] == 3 and edit["line_b"] == 4 and edit["file"].endswith("inside/one.casus") and
                                                                        edit["file_b"].endswith("inside/two.casus") for edit in causes) and not any(change["no_cause"] for change in value["changes"]),
             "a rule of an included file is named, with its file and line", value, run.stderr)
    base = help_of(duty(1, "help", 5), duty(2, "money", 9))
    pathlib.Path(folder, "a.casus").write_text(base, encoding="utf-8")
    pathlib.Path(folder, "c.casus").write_text('amends "a.casus"\nreplace clause 1\n  when attack\n  P1 must give help to P2 within 7 days\ndrop clause 2\n', encoding="utf-8")
    run = casus("diff", str(pathlib.Path(folder, "a.casus")), str(pathlib.Path(folder, "c.casus")), "--json")
    value = json.loads(run.stdout)
    tap.test(run.returncode == 1 and value["edits"] == 2 and all(edit["clause"] == "1" and edit["line_b"] == 4 for change in value["changes"] if change["by"] == "X" for edit in change["because"]),
             "a text and one that amends it", value)


def test_nothing(tap, folder):
    base = text([5] * 10, "majority of members yes", ["words"] * 10)
    run, value = compare(folder, base, "# a comment\n" + base.replace('"words"', '"other words"'))
    tap.test(run.returncode == 0 and not value["changes"] and value["compared"] > 50, "other words change no answer", value.get("changes"), value.get("compared"))
    run, value = compare(folder, base, base.replace("party P1\nparty P2\n", "party P2\nparty P1\n"))
    tap.test(run.returncode == 0 and not value["changes"], "nor does another order of parties", value.get("changes"))


def test_forms(tap, folder):
    run, value = compare(folder, text([5] * 10, "majority of members yes", ["w"] * 10), "agreement b\nparty P1\nclause 1\n  P9 must give m\n")
    tap.ends(run, 2, "a text with errors", says="E0")
    tap.ends(casus("diff", "cases/african-union/african-union.casus:nowhere", "cases/african-union/african-union.casus"), 3, "a draft that is none", says="no draft called `nowhere`")
    tap.ends(run, 2, "and it says which", says="because of errors in")
    tap.ends(casus("diff", "-", "-"), 3, "standard input, twice", says="only once")
    run, value = compare(folder, "agreement a\nparty P\n", "agreement b\nparty Q\n")
    tap.test(run.returncode == 0 and value["compared"] == 0, "two texts that have nothing in common", value)
    tap.test("Nothing could be compared" in casus("diff", str(pathlib.Path(folder, "a.casus")), str(pathlib.Path(folder, "b.casus"))).stdout.decode(), "which is said")
    tap.ends(casus("diff", "missing.casus", "cases/african-union/african-union.casus"), 2, "a file that is missing", says="missing.casus")
    kyiv = "cases/kyiv-security-compact/kyiv-security-compact.casus"
    told = casus("diff", f"{kyiv}:compact_text", f"{kyiv}:consent").stdout.decode()
    tap.test("Worse in b" in told and "because joining: the_ready -> all_together" in told and "NEEDS {the attacker} by right" in told, "two drafts of one text, for reading", told)
    tap.test(casus("diff", kyiv, kyiv).returncode == 0, "a text and itself")


def test_revisions(tap, folder):
    if not shutil.which("git"):
        tap.test(True, "git is not there: revisions are not tried")
        return
    where = pathlib.Path(folder, "repository")
    where.mkdir()

    def git(*words):
        subprocess.run(["git", "-C", str(where), "-c", "user.name=T", "-c", "user.email=t@example.org", *words], check=True, capture_output=True)
    git("init", "-q")
    (where / "common.casus").write_text("party A\nparty B\nparty X\ngroup members = A, B\n", encoding="utf-8")
    body = 'agreement r\ninclude "common.casus"\nmeasure help\nincident attack by members on X\nclause 1\n  when attack\n  each of members must give help to X within {} days\ngoal helped = any of members give help to X\n'
    (where / "t.casus").write_text(body.format(3), encoding="utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "one")
    (where / "t.casus").write_text(body.format(8), encoding="utf-8")
    (where / "common.casus").write_text("party A\nparty B\nparty C\nparty X\ngroup members = A, B, C\n", encoding="utf-8")
    run = casus("diff", "t.casus@HEAD", "t.casus", "--json", folder=where)
    value = json.loads(run.stdout) if run.stdout else {"changes": [], "error": run.stderr}
    tap.test(run.returncode == 1 and any(edit["clause"] == "1" for change in value["changes"] for edit in change["because"]), "a revision and the file as it is", value)
    tap.test(any(change["no_cause"] for change in value["changes"]) or any("by C" in only for only in value["only_b"]), "what a revised include changes is not put down to a clause", value)
    tap.ends(casus("diff", "t.casus@nowhere", "t.casus", folder=where), 2, "a revision that is none", says="git knows no revision `nowhere`")
    tap.ends(casus("diff", "new.casus@HEAD", "t.casus", folder=where), 2, "a file that was not there", says="there is no such file in revision `HEAD`")
    git("commit", "-q", "-a", "-m", "two")
    run = casus("diff", "t.casus@HEAD~1", "t.casus", "--json", folder=where)
    tap.test(run.returncode == 1 and json.loads(run.stdout)["changes"] == value["changes"], "the revision before the last, by HEAD~1", run.stderr)
    run = casus("diff", "t.casus@HEAD~1", "t.casus@HEAD", folder=where)
    tap.test(run.returncode == 1, "two revisions", run.stderr)
    tap.test(casus("diff", "t.casus@HEAD", "t.casus", folder=where).returncode == 0, "a revision and the same file")
    (where / "t.casus").write_text("agreement r\nclause 1\n  P9 must give m\n", encoding="utf-8")
    tap.ends(casus("diff", "t.casus@HEAD", "t.casus", folder=where), 2, "a file that has got errors since", says="because of errors in `t.casus`")
    outside = pathlib.Path(folder, "outside")
    outside.mkdir()
    (outside / "t.casus").write_text(body.format(3), encoding="utf-8")
    tap.ends(casus("diff", "t.casus@HEAD", "t.casus", folder=outside, environment={"GIT_CEILING_DIRECTORIES": str(folder)}), 2, "a file of no repository", says="not in a git repository")
    tap.ends(casus("diff", "t.casus@HEAD", "t.casus", folder=where, environment={"PATH": "/nonexistent"}), 2, "without git", says="is not there")


def main():
    tap, schemas = Tap(), SCHEMAS
    with tempfile.TemporaryDirectory() as folder:
        test_one_among_ten(tap, folder, schemas)
        test_two_together(tap, folder)
        test_positions(tap, folder, schemas)
        test_settlement_parts(tap, folder)
        test_either_suffices(tap, folder)
        test_masks(tap, folder)
        test_three_together(tap, folder)
        test_company(tap, folder)
        test_lines(tap, folder)
        test_scenarios(tap, folder)
        test_standoffs(tap, folder)
        test_power(tap, folder)
        test_names(tap, folder)
        test_questions_of_their_own(tap, folder)
        test_dates(tap, folder)
        test_other_files(tap, folder)
        test_nothing(tap, folder)
        test_forms(tap, folder)
        test_revisions(tap, folder)
    tap.finish()


main()
