#!/usr/bin/python3
"""casus agree from the outside: the first case, its schema and its tables, what `casus check` says of it, what is refused, budgets. Output: TAP."""
import csv
import io
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from run_program import ROOT, Tap, casus  # noqa: E402
from schema import Schemas  # noqa: E402

TALKS = "cases/ukraine/talks-2025.casus"
RULE = "rule_of_response != all_guarantors"
BLOCK = "assist blocked by attacker on attack by RU"


def answer(*words, given=None):
    run = casus("agree", *words, "--json", given=given)
    try:
        return json.loads(run.stdout)
    except ValueError as fault:
        return {"no JSON": f"{fault}: {run.stderr[:500]!r}"}


def test_schema(tap, schemas, value, what):
    faults = list(schemas.faults(value, schemas.file("agree.json")))
    tap.test(not faults, f"{what}: as docs/schema/agree.json says", *faults[:5])


def lines(red_lines):
    return [(line["position"], line["text"]) for line in red_lines]


def test_first_case(tap, schemas):
    value = answer(TALKS)
    test_schema(tap, schemas, value, "the first case")
    tap.test(value.get("packages") == "240" and value.get("settlements") == "0" and value.get("settles") is False, "240 packages, none settles", value.get("packages"))
    tap.test(value.get("accepted_by") == {"RU": "6", "UA": "108", "US": "80", "europeans": "200"}, "who accepts how many", value.get("accepted_by"))
    together = {frozenset(row["positions"]): row["packages"] for row in value.get("accepted_together", [])}
    wanted = {("UA", "US", "europeans"): "36", ("RU", "US", "europeans"): "2", ("RU", "UA"): "0", ("RU", "UA", "US", "europeans"): "0"}
    for names, number in wanted.items():
        tap.test(together.get(frozenset(names)) == number, f"{', '.join(names)}: {number}", together.get(frozenset(names)))
    conflicts = value.get("conflicts", [])
    tap.test([lines(conflict) for conflict in conflicts] == [[("RU", RULE), ("UA", BLOCK)]], "one irreducible conflict", conflicts)
    tap.test([[c["source"] + " " + c["locator"] for c in line["citations"]] for line in conflicts[0]] == [["reports 9"], ["reports 13"]], "it is cited", conflicts)
    text = (ROOT / TALKS).read_text(encoding="utf-8").splitlines()
    tap.test(all(line["text"] in text[line["line"] - 1] for line in conflicts[0]), "its lines are those of the file", conflicts)
    concessions = [(lines(c["give_up"]), c["opens"], len(c["listed"])) for c in value.get("concessions", [])]
    tap.test(concessions == [([("RU", RULE)], "6", 6), ([("UA", BLOCK)], "1", 1)], "two minimal concessions, of 6 and 1", concessions)
    tap.test(value.get("complete") is True and value.get("without") is None and value.get("counts") == {"conflicts": "1", "concessions": "2", "all": True}, "complete")
    tap.ends(casus("agree", TALKS), 0, "nothing settles: an answer like any other")
    tap.test(casus("agree", TALKS, "--json").stdout == casus("agree", TALKS, "--json", "--threads", "2").stdout, "the same bytes at any number of threads")


def test_without(tap, schemas):
    value = answer(TALKS, "--without", "RU", "--readings", "each", "--first", "5")
    test_schema(tap, schemas, value, "without Russia")
    tap.test(value.get("settlements") == "36" and len(value.get("listed", [])) == 5, "36 settlements, 5 listed", value.get("settlements"))
    tap.test(value.get("pareto_count") == "12" and len(value.get("ranks", [])) == len(value.get("pareto", [])) == 5, "12 efficient ones", value.get("pareto_count"))
    still = (value.get("without") or {}).get("can_still_block", [])
    tap.test({row["by"] for row in still} == {"CN", "FR", "GB", "US"} and all(row["settlements"] == row["lawfully"] == "4" for row in still),
             "Russia can still block help against others, in 4 settlements, lawfully", still)
    both = answer(TALKS, "--without", "RU,UA")
    tap.test(both.get("settlements") == "80" and both["without"]["parties"] == ["RU", "UA"], "without two", both.get("settlements"))
    one = answer(TALKS, "--set", "role=excluded", "--without", "RU")
    tap.test(one.get("packages") == "72" and one.get("settlements") == "12", "--set: only these packages", one.get("packages"), one.get("settlements"))


def test_tables(tap):
    rows = list(csv.reader(io.StringIO(casus("agree", TALKS, "--format", "csv").stdout.decode())))
    tap.test(rows[0] == ["what", "number", "position", "line", "words", "packages"] and all(len(row) == 6 for row in rows), "CSV: six columns", rows[:2])
    tap.test([row[5] for row in rows if row[0] == "concession"] == ["6", "1"] and [row[2] for row in rows if row[0] == "conflict"] == ["RU", "UA"], "CSV: sets", rows)
    latex = casus("agree", TALKS, "--format", "latex").stdout.decode()
    tap.test(latex.startswith("\\begin{tabular}") and "rule\\_of\\_response" in latex and latex.endswith("\\end{tabular}\n"), "LaTeX", latex[:200])


def test_check(tap, schemas):
    value = json.loads(casus("check", "--json", TALKS).stdout)
    faults = list(schemas.faults(value, schemas.file("check.json")))
    tap.test(not faults, "check: as its schema says", *faults[:5])
    asked = [entry for entry in value["asked"] if entry["question"].startswith("settlement")]
    tap.test([entry["answered"] for entry in asked] == [True, True], "check answers `ask settlement`", asked)
    tap.test([entry["settlement"]["settlements"] for entry in asked] == ["0", "36"], "with and without Russia", asked)


def test_refused(tap):
    base = b"party A\nparty B\nissue x\n  a | b\nposition A\n  rejects x = a\nposition B\n  prefers x: a > b\nsettle by all of A, B accept\n"
    cases = [
        ("an unknown party", base, ["--without", "Z"], 3, "called `Z`"),
        ("one who speaks with a group only", base + b"party C\ngroup g = B, C\n", ["--without", "C"], 3, "no voice of its own"),
        ("everybody left out", base, ["--without", "A,B"], 2, "nobody is left"),
        ("an unknown issue", base, ["--set", "y=a"], 3, "no issue or reading called `y`"),
        ("an unknown method", base, ["--method", "guess"], 3, "guess"),
        ("no position", b"party A\nissue x\n  a | b\n", [], 2, "no position"),
        ("contradictory preferences", base.replace(b"prefers x: a > b", b"prefers x: a > b\n  prefers x: b > a"), [], 2, "a second time"),
        ("twice in one order", base.replace(b"a > b", b"a > b > a"), [], 2, "twice"),
        ("everything infeasible", base + b"infeasible x = a\ninfeasible x = b\n", [], 2, "infeasible"),
        ("nothing left by --set", base + b"infeasible x = a\n", ["--set", "x=a"], 2, "no feasible package"),
        ("a claim that claims nothing", base.replace(b"rejects x = a", b"rejects no conflict"), [], 2, "no red line"),
        ("the attacker in the rule", base.replace(b"all of A, B", b"all of attacker, B"), [], 2, ""),
    ]
    for name, text, words, code, says in cases:
        tap.ends(casus("agree", "-", *words, given=text), code, f"refused: {name}", says=says)


def many_issues(count):
    """Every alternative of every issue is refused by somebody: 4 to the power of the issues is the number of concessions."""
    text = "party A\nparty B\n" + "".join(f"issue d{d}\n  a0 | a1 | a2 | a3\n" for d in range(count))
    for party, first in [("A", 0), ("B", 2)]:
        text += f"position {party}\n" + "".join(f"  rejects d{d} = a{a}\n" for d in range(count) for a in (first, first + 1))
    return text.encode()


def test_large(tap):
    value = answer("-", "--first", "3", given=many_issues(30))
    tap.test(value.get("packages") == str(4 ** 30) and value.get("counts") == {"conflicts": "30", "concessions": str(4 ** 30), "all": True},
             "30 issues: 4^30 packages, 30 conflicts, 4^30 concessions counted exactly", value.get("packages"), value.get("counts"))
    tap.test(len(value.get("concessions", [])) == 3 and all(c["opens"] == "1" and len(c["give_up"]) == 30 for c in value["concessions"]), "three of them listed")
    run = casus("agree", "-", "--method", "marco", "--max-seconds", "2", "--json", given=many_issues(30))
    part = json.loads(run.stdout)
    tap.test(run.returncode == 4 and part["complete"] is False and part["counts"]["all"] is False and part["omitted"], "a budget: a part, marked as one, exit code 4",
             run.returncode, part["counts"], part["omitted"])


def main():
    tap = Tap()
    schemas = Schemas(ROOT / "docs" / "schema")
    test_first_case(tap, schemas)
    test_without(tap, schemas)
    test_tables(tap)
    test_check(tap, schemas)
    test_refused(tap)
    test_large(tap)
    tap.finish()


if __name__ == "__main__":
    main()
