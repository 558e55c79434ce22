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

GUARANTORS, TALKS, CHICKEN = "cases/conformance/five-guarantors.casus", "cases/ukraine/talks-2025.casus", "cases/classic-conflicts/chicken.casus"


def answer(*words):
    return json.loads(casus(*words, "--json").stdout)


def verify(folder, value, *files):
    path = pathlib.Path(folder, "answer.json")
    path.write_text(json.dumps(value), encoding="utf-8")
    run = casus("verify", str(path), *files, "--json")
    return run, json.loads(run.stdout) if run.stdout else {"wrong": [], "right": 0, "error": run.stderr.decode()}


def test_kind(tap, folder, schemas, name, value, files, spoils):
    run, found = verify(folder, value, *files)
    tap.test(run.returncode == 0 and not found["wrong"] and not found["not_checked"] and found["right"] > 5, f"{name}: stands", found)
    tap.test(not list(schemas.faults(found, schemas.file("verify.json"))), f"{name}: as verify.json says")
    for what, spoil in spoils:
        spoilt = copy.deepcopy(value)
        spoil(spoilt)
        run, found = verify(folder, spoilt, *files)
        tap.test(run.returncode == 1 and found["wrong"], f"{name}, spoilt: {what}", found)


def main():
    tap, schemas = Tap(), Schemas(ROOT / "docs" / "schema")
    with tempfile.TemporaryDirectory() as folder:
        test_kind(tap, folder, schemas, "power", answer("power", "--quota", "39", "--weights", "7x5,1x10"), [], [
            ("a swing more", lambda a: a["members"][0].update(swings="849")),
            ("a winning coalition more", lambda a: a.update(winning="849")),
            ("an index", lambda a: a["members"][3].update(banzhaf=0.2)),
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
            ("a step of a path", lambda a: a["paths"][-1]["steps"][0].update(by="RU"))])
        test_kind(tap, folder, schemas, "stable, another", answer("stable", CHICKEN, "road"), [CHICKEN], [("a cell", lambda a: a["equilibria"]["R"].clear())])
        test_kind(tap, folder, schemas, "agree", answer("agree", TALKS), [TALKS], [
            ("a package more", lambda a: a.update(packages="241")),
            ("what one accepts", lambda a: a["accepted_by"].update(RU="7")),
            ("a conflict that is not irreducible", lambda a: a["conflicts"][0].append(a["red_lines"][1] if "red_lines" in a else a["conflicts"][0][0])),
            ("a conflict that is none", lambda a: a["conflicts"][0].pop()),
            ("a concession that opens nothing", lambda a: a["concessions"][0]["give_up"].clear())])
        bad = pathlib.Path(folder, "bad.json")
        for text, says, files in [("{", "no JSON", []), ("{}", "name the file too", []), ("{}", "no answer of", [GUARANTORS]),
                                  ('{"goal": "nothing", "incident": "attack", "verdicts": [{"package": {}}]}', "cannot be asked", [GUARANTORS]),
                                  ('{"standoff": "none"}', "no standoff `none`", [TALKS])]:
            bad.write_text(text, encoding="utf-8")
            tap.ends(casus("verify", str(bad), *files), 2, f"refused: {text[:30]}", says=says)
    tap.finish()


main()
