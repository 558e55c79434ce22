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
    return run, json.loads(run.stdout) if run.stdout else {"error": run.stderr.decode()}


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
    tap.ends(casus("diff", "t.casus@nowhere", "t.casus", folder=where), 2, "a revision that is none", says="no such file in that revision")


def main():
    tap, schemas = Tap(), Schemas(ROOT / "docs" / "schema")
    with tempfile.TemporaryDirectory() as folder:
        test_one_among_ten(tap, folder, schemas)
        test_two_together(tap, folder)
        test_nothing(tap, folder)
        test_forms(tap, folder)
        test_revisions(tap, folder)
    tap.finish()


main()
