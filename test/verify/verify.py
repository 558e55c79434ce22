#!/usr/bin/python3
"""casus verify: right answers stand, and each way of spoiling one is found. Output: TAP."""
import copy
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from run_program import ROOT, Tap, casus  # noqa: E402
from schema import Schemas  # noqa: E402

MULTISIG = "cases/multisig/multisig.casus"
# One promise, three parties: small enough for every claim to be judged.
PROMISE = """agreement promise "A promise in four wordings"
party ward
party A
party B
party C
group G = A, B, C
measure aid
incident attack by G on ward
goal help = any of G gives aid to ward
issue wording
  duty | permission | consent | most
clause duty
  assume "an example"
  if wording = duty
  when attack
  each of G except attacker must give aid to ward within 2 days
clause permission
  assume "an example"
  if wording = permission
  when attack
  each of G except attacker may give aid to ward
clause vote
  assume "an example"
  if wording = consent or wording = most
  when attack
  decide plan by consent within 3 days
rule consent = all of G yes if wording = consent
rule consent = all of G yes excluding attacker if not (wording = consent)
clause after_vote
  assume "an example"
  if wording = consent or wording = most
  when plan adopted
  each of G except attacker must give aid to ward within 1 day
"""
GUARANTORS, TALKS, CHICKEN = "cases/conformance/five-guarantors.casus", "cases/ukraine/talks-2025.casus", "cases/classic-conflicts/chicken.casus"


def answer(*words):
    return json.loads(casus(*words, "--json").stdout)


def verify(folder, value, *files):
    path = pathlib.Path(folder, "answer.json")
    path.write_text(json.dumps(value), encoding="utf-8")
    run = casus("verify", str(path), *files, "--json")
    return run, json.loads(run.stdout) if run.stdout else {"wrong": [], "right": 0, "error": run.stderr.decode()}


def test_kind(tap, folder, schemas, name, value, files, spoils, unchecked=()):
    """unchecked: how the words begin by which what has no check is named, each of them; nothing else may be left out."""
    run, found = verify(folder, value, *files)
    left_out = [claim["words"] for claim in found.get("not_checked", [])]
    tap.test(run.returncode == (4 if unchecked else 0) and not found["wrong"] and found["right"] > 5, f"{name}: stands", found)
    tap.test(all(any(words in one for words in unchecked) for one in left_out) and all(any(words in one for one in left_out) for words in unchecked),
             f"{name}: what is not checked is named, and nothing else", found)
    tap.test(not list(schemas.faults(found, schemas.file("verify.json"))), f"{name}: as verify.json says")
    for what, spoil in spoils:
        spoilt = copy.deepcopy(value)
        spoil(spoilt)
        run, found = verify(folder, spoilt, *files)
        tap.test(run.returncode == 1 and found["wrong"], f"{name}, spoilt: {what}", found)


def verdict_of(value, by):
    return next(case for case in value["cases"] if case["by"] == by)["verdicts"]


def test_courses(tap, folder, schemas):
    """A verdict with its course of events, and how it was asked."""
    value = answer("who", MULTISIG, "paid", "--on", "bill", "--in", "plain_lock")
    last = len(value["verdicts"][0]["path"]) - 1
    test_kind(tap, folder, schemas, "who, courses", value, [MULTISIG], [
        ("a row missing", lambda a: a["verdicts"].pop()),
        ("a set twice, and counted twice", lambda a: (a["verdicts"][0]["deciders"].append(a["verdicts"][0]["deciders"][0]),
                                                      a["verdicts"][0]["counts"].update(deciders=str(len(a["verdicts"][0]["deciders"]))))),
        ("a row twice", lambda a: a["verdicts"].append(copy.deepcopy(a["verdicts"][0]))),
        ("another package", lambda a: a["verdicts"][0]["package"].update(lock="none")),
        ("how many it survives", lambda a: a["verdicts"][0].update(tolerates=2)),
        ("how slow it can be made", lambda a: a["verdicts"][0].update(slowest_day=3)),
        ("who breaks it", lambda a: a["verdicts"][0].update(breakable_by=["ana"])),
        ("the day of a step", lambda a: a["verdicts"][0]["path"][last].update(day=3)),
        ("who does it", lambda a: a["verdicts"][0]["path"][last].update(event=a["verdicts"][0]["path"][last]["event"].replace("ana", "guardian"))),
        ("a step that the goal needs is left out", lambda a: a["verdicts"][0]["path"].pop()),
        ("the clause of a step", lambda a: a["verdicts"][0]["path"][last].update(clause="5a")),
        ("the line of a step", lambda a: a["verdicts"][0]["path"][last].update(line=1)),
        ("a step that takes no time called critical", lambda a: a["verdicts"][0]["path"][last].update(critical=True)),
        ("a step made up", lambda a: a["verdicts"][0]["path"].append({**a["verdicts"][0]["path"][last], "event": "cem gives “the payment” to ben"}))])
    value = answer("who", MULTISIG, "paid", "--on", "bill", "--in", "with_guardian")
    test_kind(tap, folder, schemas, "who, of a draft", value, [MULTISIG], [
        ("of the whole text", lambda a: a["asked_with"].update({"in": None})),
        ("of another draft", lambda a: a["asked_with"].update({"in": "plain_lock"})),
        ("with another choice", lambda a: a["asked_with"].update({"in": None, "set": ["lock=waits"]})),
        ("how it is stopped", lambda a: a["verdicts"][0]["stopped"][-1].update(event=a["verdicts"][0]["stopped"][-1]["event"].replace("guardian", "ana"))),
        ("where it is stopped", lambda a: a["verdicts"][0]["stopped"][0].update(day=1))])
    promise = pathlib.Path(folder, "promise.casus")
    promise.write_text(PROMISE, encoding="utf-8")
    value = answer("who", str(promise), "help", "--on", "attack")
    at = {row["package"]["wording"]: i for i, row in enumerate(verdict_of(value, "A"))}
    test_kind(tap, folder, schemas, "who, each aggressor", value, [str(promise)], [
        ("an aggressor missing", lambda a: a["cases"].pop()),
        ("an aggressor twice", lambda a: a["cases"].append(copy.deepcopy(a["cases"][0]))),
        ("the last day of a duty", lambda a: verdict_of(a, "A")[at["duty"]]["path"][-1].update(day=1)),
        ("how long a duty took", lambda a: verdict_of(a, "A")[at["duty"]]["path"][-1].update(waited=1)),
        ("what is given", lambda a: verdict_of(a, "A")[at["permission"]]["path"][-1].update(event="B gives aid to C")),
        ("by what clause", lambda a: verdict_of(a, "A")[at["permission"]]["path"][-1].update(clause="duty")),
        ("a vote that is left out", lambda a: verdict_of(a, "A")[at["most"]].update(path=[s for s in verdict_of(a, "A")[at["most"]]["path"] if s["event"] != "plan is adopted"])),
        ("a vote on another day", lambda a: [s.update(day=3) for s in verdict_of(a, "A")[at["most"]]["path"][1:]]),
        ("who stops it", lambda a: verdict_of(a, "A")[at["most"]]["stopped"][-1].update(event=verdict_of(a, "A")[at["most"]]["stopped"][-1]["event"].replace("B", "C", 1))),
        ("that it is stopped", lambda a: verdict_of(a, "A")[at["most"]].update(stopped=verdict_of(a, "A")[at["permission"]]["path"]))])
    freed = str(ROOT / "test" / "golden" / "exact" / "empty-base.casus")
    test_kind(tap, folder, schemas, "who, by leaving", answer("who", freed, "help", "--on", "attack"), [freed], [
        ("who stops it by leaving", lambda a: a["cases"][0]["verdicts"][0].update(of=["B"]) if "cases" in a else a["verdicts"][0].update(of=["B"])),
        ("that a course has an answer", lambda a: a["verdicts"][0].update(path=a["verdicts"][0]["stopped"]))])
    small = 'ask blockers of help on attack by A\ncheck no conflict\ncheck verdict of help on attack by A is available in wording = permission\n' + \
        'check blockers of help on attack by A are {B}, {C} in wording = most\ncheck help within 2 days on attack by A in wording = duty\n' + \
        'scenario "a plan"\n  in wording = consent\n  day 0: attack by A on ward\n  day 1: A votes no on plan\n  day 1: expect plan rejected\n  day 1: expect not help reached\n' + \
        'scenario "a duty"\n  in wording = duty\n  day 0: attack by A on ward\n  day 1: B gives aid to ward\n  day 1: expect help reached\n  day 2: expect duty breached by C\n'
    pathlib.Path(folder, "small.casus").write_text(PROMISE + small, encoding="utf-8")


def entry(value, kind):
    """An entry of a calendar, of check or of run."""
    for scenario in value["scenarios"]:
        for one in scenario.get("calendar") or [event for day in scenario.get("days", []) for event in day["events"]]:
            if one["kind"] == kind:
                return one
    return None


def test_texts(tap, folder, schemas):
    """What a text claims of itself, its scenarios, its cures."""
    small, promise = str(pathlib.Path(folder, "small.casus")), str(pathlib.Path(folder, "promise.casus"))
    value = answer("check", small)
    place = {claim["question"].split()[0]: i for i, claim in enumerate(value["checks"])}
    holds, sets, goal = place["verdict"], place["blockers"], place["help"]
    test_kind(tap, folder, schemas, "check", value, [small], [
        ("a claim that fails", lambda a: a["checks"][holds].update(answer="fails", ok=False)),
        ("a claim about sets", lambda a: a["checks"][sets].update(answer="fails", ok=False)),
        ("a claim about a day", lambda a: a["checks"][goal].update(answer="fails", ok=False)),
        ("as expected, or not", lambda a: a["checks"][holds].update(ok=False)),
        ("what is expected", lambda a: a["checks"][holds].update(expected="fails")),
        ("a claim missing", lambda a: a["checks"].pop(holds)),
        ("a claim of another text", lambda a: a["checks"][holds].update(question="verdict of help on attack by A is assured")),
        ("a course of events", lambda a: a["checks"][goal]["because"][-1].update(day=7)),
        ("the sets that were asked for", lambda a: a["asked"][0]["cases"][0]["answers"][0]["sets"].append(["A"])),
        ("an expectation of a scenario", lambda a: a["scenarios"][0]["expects"][0].update(ok=False)),
        ("a scenario that is none", lambda a: a["scenarios"][0].update(name="another")),
        ("all as stated", lambda a: a["scenarios"][0].update(ok=False)),
        ("an error", lambda a: a["errors"].append({"code": "E0101"}))], ["every play of the text", "who owes"])
    value = answer("run", small)
    test_kind(tap, folder, schemas, "run", value, [small], [
        ("a clause that starts on another day", lambda a: entry(a, "starts").update(day=1)),
        ("a clause that does not start", lambda a: entry(a, "starts").update(clause="permission")),
        ("something left out", lambda a: a["scenarios"][0]["days"][0].update(events=[e for e in a["scenarios"][0]["days"][0]["events"] if e["kind"] != "starts"])),
        ("a line that is not stated", lambda a: entry(a, "stated").update(line=1)),
        ("another package", lambda a: a["scenarios"][0]["package"].update(wording="most")),
        ("a package that is none", lambda a: a["scenarios"][0]["package"].update(wording="none")),
        ("an expectation that is left out", lambda a: a["scenarios"][0]["expects"].pop()),
        ("all its expectations", lambda a: a["scenarios"][0].update(ok=False)),
        ("a goal reached on another day", lambda a: entry(a, "reached").update(day=9)),
        ("who breaches", lambda a: entry(a, "breach").update(parties=["B"])),
        ("what is settled", lambda a: entry(a, "settled").update(event=entry(a, "settled")["event"].replace("rejected", "adopted")))],
        ["who owes, may and can", "expectations of who owes"])
    value = answer("cure", promise, "help", "--on", "attack", "--by", "A", "--set", "wording=consent", "--want", "available", "--size", "2")
    in_lines = next(i for i, cure in enumerate(value["cures"]) if cure["lines"] and len(cure["edits"]) == 1)
    other = next(cure for cure in value["cures"] if len(cure["edits"]) == 1 and cure is not value["cures"][in_lines])
    test_kind(tap, folder, schemas, "cure", value, [promise], [
        ("the verdict it reaches", lambda a: a["cures"][in_lines].update(verdict="IMPOSSIBLE")),
        ("its day", lambda a: a["cures"][in_lines].update(day=99)),
        ("what the line reads", lambda a: a["cures"][in_lines]["lines"][0].update(before="nothing like it")),
        ("another line", lambda a: a["cures"][in_lines]["lines"][0].update(line=2)),
        ("an edit that cures nothing", lambda a: a["cures"][in_lines]["lines"][0].update(after=a["cures"][in_lines]["lines"][0]["before"])),
        ("an edit that makes an error", lambda a: a["cures"][in_lines]["lines"][0].update(after="nonsense")),
        ("an edit too many", lambda a: (a["cures"][in_lines]["edits"].extend(other["edits"]), a["cures"][in_lines]["lines"].extend(other["lines"]))),
        ("no edits", lambda a: a["cures"][in_lines]["edits"].clear()),
        ("the text as it stands", lambda a: a["now"].update(verdict="ASSURED")),
        ("that it stands so already", lambda a: a.update(already=True)),
        ("what was wanted", lambda a: a.update(want="ASSURED by day 0"))],
        ["cost whom", "none is missing"])


def test_diff(tap, folder, schemas):
    first = PROMISE + "check help within 2 days on attack by A in wording = duty\n"
    second = first.replace("within 2 days\nclause", "within 3 days\nclause").replace("all of G yes excluding attacker", "any of G yes excluding attacker") \
        .replace("give aid to ward within 1 day", "give aid to ward within 2 days")
    a, b = pathlib.Path(folder, "a.casus"), pathlib.Path(folder, "b.casus")
    a.write_text(first, encoding="utf-8")
    b.write_text(second, encoding="utf-8")
    value = answer("diff", str(a), str(b))
    found = {(change["question"], change["by"], change["package"].get("wording")): i for i, change in enumerate(value["changes"])}
    claim = next(i for i, change in enumerate(value["changes"]) if change["a"] == "holds")
    verdict = next(i for (question, by, wording), i in found.items() if question == "verdict of help on attack" and by == "A" and wording == "most")
    test_kind(tap, folder, schemas, "diff", value, [str(a), str(b)], [
        ("what the first says", lambda v: v["changes"][verdict].update(a="IMPOSSIBLE")),
        ("what the second says", lambda v: v["changes"][verdict].update(b="NEEDS {A} by right")),
        ("on which day", lambda v: v["changes"][verdict].update(b=v["changes"][verdict]["b"].replace("day ", "day 1"))),
        ("of whom", lambda v: v["changes"][verdict].update(a=v["changes"][verdict]["a"].replace("B", "A"))),
        ("a claim", lambda v: v["changes"][claim].update(a="fails", b="holds")),
        ("where", lambda v: v["changes"][verdict]["package"].update(wording="permission")),
        ("another cause", lambda v: v["changes"][claim].update(because=v["changes"][verdict]["because"])),
        ("a cause too many", lambda v: v["changes"][claim].update(because=v["changes"][claim]["because"] + v["changes"][verdict]["because"])),
        ("a cause too few", lambda v: v["changes"][verdict].update(because=v["changes"][claim]["because"])),
        ("what suffices alone", lambda v: v["changes"][claim].update(or_alone=v["changes"][verdict]["because"])),
        ("the texts exchanged", lambda v: [change.update(a=change["b"], b=change["a"]) for change in v["changes"]])],
        ["power, standoffs", "sets that differ", "no other answer"])
    tap.ends(casus("verify", str(pathlib.Path(folder, "answer.json")), str(a)), 2, "a comparison needs both texts", says="name both")


def main():
    tap, schemas = Tap(), Schemas(ROOT / "docs" / "schema")
    with tempfile.TemporaryDirectory() as folder:
        test_kind(tap, folder, schemas, "power", answer("power", "--quota", "39", "--weights", "7x5,1x10"), [], [
            ("a swing more", lambda a: a["members"][0].update(swings="849")),
            ("a winning coalition more", lambda a: a.update(winning="849")),
            ("an index", lambda a: a["members"][3].update(banzhaf=0.2)),
            ("an index of orders", lambda a: a["members"][3].update(shapley_shubik=0.2)),
            ("indices of minimal sets", lambda a: a["members"][3].update(holler=0.2)),
            ("an index of critical members", lambda a: a["members"][3].update(johnston=0.2)),
            ("a power to prevent", lambda a: a["members"][9].update(coleman_prevent=0.2)),
            ("a minimal winning coalition more", lambda a: a.update(minimal_winning="211")),
            ("a veto", lambda a: a["members"][0].update(veto=False)),
            ("a dummy", lambda a: a["members"][9].update(dummy=True))])
        for wording in ["two_thirds", "each_condition", "all_agree", "others_fact"]:
            value = answer("who", GUARANTORS, "assist", "--on", "attack", "--by", "RU", "--set", f"wording={wording}")
            row = value["verdicts"][0]
            test_kind(tap, folder, schemas, f"who, {wording}", value, [GUARANTORS], [
                ("the verdict", lambda a: a["verdicts"][0].update(verdict="ASSURED" if row["verdict"] != "ASSURED" else "AVAILABLE")),
                ("the day", lambda a: a["verdicts"][0].update(day=17)),
                ("whom it speaks of", lambda a: a["verdicts"][0].update(of=["CN"])),
                ("a blocker that is none", lambda a: a["verdicts"][0]["deciders"].__setitem__(0, ["CN"] if ["CN"] not in row["deciders"] else [])),
                ("a blocker that is not minimal", lambda a: a["verdicts"][0]["blockers"].__setitem__(0, ["CN", "FR", "GB", "RU", "US"])),
                ("a blocker missing", lambda a: (a["verdicts"][0]["blockers"].pop(), a["verdicts"][0]["counts"].update(blockers=str(len(row["blockers"]) - 1))))])
        test_kind(tap, folder, schemas, "stable", answer("stable", TALKS, "august_2025"), [TALKS], [
            ("a cell", lambda a: a["table"][0]["stable"].update(RU=[])),
            ("an equilibrium missing", lambda a: a["equilibria"]["SEQ"].pop()),
            ("an equilibrium too many", lambda a: a["equilibria"]["R"].append(["W"])),
            ("how many equilibria", lambda a: a["counts"].update(R=a["counts"]["R"] + 1)),
            ("symmetric sequential stability", lambda a: a["table"][0]["symmetric_sequential"].pop()),
            ("a step of a path", lambda a: a["paths"][-1]["steps"][0].update(by="RU"))])
        test_kind(tap, folder, schemas, "stable, why", answer("stable", TALKS, "august_2025", "--why", "RU()"), [TALKS], [
            ("stable or not", lambda a: a["why"][0].update(stable=True)),
            ("an improvement that is none", lambda a: a["why"][1]["improvements"][0].update(to=[])),
            ("who answers", lambda a: a["why"][1]["improvements"][0]["steps"][0].update(by="RU")),
            ("with what", lambda a: a["why"][1]["improvements"][0]["steps"][0].update(to=["O"])),
            ("that it is answered", lambda a: a["why"][1]["improvements"][0].update(answered=False, steps=[])),
            ("an improvement left out", lambda a: a["why"][1]["improvements"].clear())])
        test_kind(tap, folder, schemas, "stable, another", answer("stable", CHICKEN, "road"), [CHICKEN], [("a cell", lambda a: a["equilibria"]["R"].clear())])
        test_kind(tap, folder, schemas, "agree", answer("agree", TALKS), [TALKS], [
            ("a package more", lambda a: a.update(packages="241")),
            ("what one accepts", lambda a: a["accepted_by"].update(RU="7")),
            ("what two accept", lambda a: a["accepted_together"][0].update(packages="239")),
            ("how many cross a line", lambda a: a["red_lines"][0].update(crossed="239")),
            ("how many would settle but for one", lambda a: a["removed_alone"].update(RU="239")),
            ("what a concession opens", lambda a: a["concessions"][0].update(opens="239")),
            ("asked of some packages alone", lambda a: a["asked_with"].update(set=[next(iter(a["concessions"][0]["listed"][0].items()))[0] + "=" + next(iter(a["concessions"][0]["listed"][0].items()))[1]])),
            ("a conflict that is not irreducible", lambda a: a["conflicts"][0].append(a["red_lines"][1] if "red_lines" in a else a["conflicts"][0][0])),
            ("a conflict that is none", lambda a: a["conflicts"][0].pop()),
            ("a concession that opens nothing", lambda a: a["concessions"][0]["give_up"].clear())], ["asks least"])
        test_courses(tap, folder, schemas)
        test_texts(tap, folder, schemas)
        test_diff(tap, folder, schemas)
        bad = pathlib.Path(folder, "bad.json")
        for text, says, files in [("{", "no JSON", []), ("{}", "name the file too", []), ("{}", "no answer of", [GUARANTORS]),
                                  ('{"goal": "nothing", "incident": "attack", "verdicts": [{"package": {}}]}', "cannot be asked", [GUARANTORS]),
                                  ('{"standoff": "none"}', "no standoff `none`", [TALKS])]:
            bad.write_text(text, encoding="utf-8")
            tap.ends(casus("verify", str(bad), *files), 2, f"refused: {text[:30]}", says=says)
    tap.finish()


main()
