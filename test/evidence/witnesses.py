#!/usr/bin/python3
"""casus check --witnesses as a user runs it: who else reports a citation, how many independently, disagreements as readings. Output: TAP."""
import json
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from run_program import ROOT, Tap, casus  # noqa: E402
from schema import Schemas  # noqa: E402

UKRAINE = "cases/ukraine/istanbul-2022.casus"
MODEL = """agreement harbour "The harbour pact"
source wire "wire.txt"
source note "note.txt" restated
party A
party B
measure tugs "send tugs"
clause 1
  cite wire 2 "any decision must be taken by all harbours"
  A must give tugs to B within 3 days
clause 2
  cite note 1 "the tugs arrive within three days"
  B must give tugs to A within 3 days
clause 3
  cite wire 3 "pilots are paid by the guest"
  B must give tugs to A within 3 days
"""
WIRE = """The harbours met on Monday in the old customs house.

The northern harbour held that any decision must be taken by all harbours, so that it would have a veto over rescue tugs.

It was also agreed that pilots are paid by the guest and never by the host.
"""
NOTE = """The pact says that the tugs arrive within three days of a call from a stranded vessel.
"""
GAZETTE = """The paper of the harbours would give the north a veto over any rescue decision, two people who saw it said.

They said the tugs of the pact arrive within five days of a call from a stranded vessel.
"""
COURIER = """Nothing was decided on fishing.

A veto of the north would reach any decision of the harbours that the others take, a copy of the paper shows.
"""


def write(folder, files):
    for name, words in files.items():
        (folder / name).write_text(words, encoding="utf-8")


def main():
    tap, schemas = Tap(), Schemas(ROOT / "docs" / "schema")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        documents = folder / "documents"
        documents.mkdir()
        write(folder, {"pact.casus": MODEL, "wire.txt": WIRE, "note.txt": NOTE})
        write(documents, {"wire.txt": WIRE, "note.txt": NOTE, "gazette.txt": GAZETTE, "courier.txt": COURIER})
        run = casus("check", str(folder / "pact.casus"), "--witnesses", str(documents), "--json")
        tap.ends(run, 0, "check --witnesses ends as check does", silent=True)
        answer = json.loads(run.stdout)
        faults = list(schemas.faults(answer, schemas.file("check.json")))
        tap.test(not faults, "the answer is as check.json says", *faults[:10])
        rows = {(row["source"], row["locator"]): row for row in answer["witnesses"]["citations"]}
        who = {key: [pathlib.Path(r["file"]).name for r in row["reported_by"]] for key, row in rows.items()}
        tap.test("wire.txt" in who["wire", "2"] and [r["same_words"] for r in rows["wire", "2"]["reported_by"] if r["file"].endswith("wire.txt")] == [True],
                 "the document that has the words reports them, in these words", who)
        tap.test("note.txt" not in who["note", "1"] and rows["note", "1"]["restated"], "what is restated is no witness, wherever it lies", who)
        numbers = [d for d in rows["note", "1"]["disagreements"] if d["kind"] == "number"]
        tap.test([(d["here"], d["there"]) for d in numbers] == [("three days", "five days")], "another number of the same thing is told", rows["note", "1"]["disagreements"])
        reading = rows["note", "1"]["reading"]
        tap.test(reading and '"three days" | five_days "five days"' in reading, "and offered as a reading", reading)
        longer = folder / "longer.casus"
        longer.write_text(MODEL + (reading or "") + "\n", encoding="utf-8")
        tap.ends(casus("check", str(longer)), 0, "the reading can be pasted into the text", silent=True)
        clauses = {c["clause"]: c["documents"] for c in answer["witnesses"]["clauses"]}
        tap.test(clauses["3"] == 1, "the clause that one document reports has one witness", clauses)
        text = casus("check", str(folder / "pact.casus"), "--witnesses", str(documents)).stdout.decode()
        tap.test("clause 3 (line 13) rests on one witness alone: wire.txt" in text, "and says so", text)
        tap.test("witnesses" not in json.loads(casus("check", str(folder / "pact.casus"), "--json").stdout), "a plain check reads no documents")
        missing = casus("check", str(folder / "pact.casus"), "--witnesses", str(folder / "nowhere"), "--json")
        tap.test(missing.returncode == 0 and len(json.loads(missing.stdout)["witnesses"]["unread"]) == 1, "a folder that is not there is told", missing.stdout[:300])
    run = casus("check", UKRAINE, "--witnesses", "cases/ukraine/sources", "--json")
    rows = json.loads(run.stdout)["witnesses"]["citations"]
    ten = [d for row in rows if row["locator"] == "10" and row["source"] == "reports" for d in row["disagreements"]]
    tap.test(("any military response", "any decision") in [(d["here"], d["there"]) for d in ten], "the first case: what the consent covers is reported differently", ten)
    tap.finish()


main()
