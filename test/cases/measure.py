#!/usr/bin/python3
"""The measure of the case library: what every agreement in cases/ has to have, so that the library cannot fall below it.

A folder of an agreement has
  - a page (README.md) with how to ask it, what it shows, what it assumes and where it ends, and a line in cases/README.md;
  - sources in our own words, numbered; each paragraph names an article, paragraph or other place and says where it was read, by letters that a table at the end
    explains, or that it was not checked. A model text of our own says so instead;
  - at least five clauses, or the number that its page states ("The agreement has three clauses."), each with a number of the text and a note of what it rests on;
  - claims that all hold, among them verdicts on one promise and occasion that differ between two readings, drafts, days or aggressors;
  - a scenario that expects something.
Folders that are no agreements are named below. First the measure itself is tried on a small case with every fault. Output: TAP.
"""
import json
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from run_program import ROOT, Tap, casus  # noqa: E402

LEAST = 5
NO_AGREEMENTS = {"classic-conflicts": "conflicts from textbooks", "conformance": "wordings made up for the program itself"}
# What the library has to hold, whatever else comes to it.
WANTED = ["african-union", "belgium-1839", "budapest-1994", "cyprus-1960", "eu-42-7", "imf", "kyiv-security-compact", "locarno-1925", "luxemburg-1867", "minsk",
          "multisig", "north-atlantic", "osce", "rio-1947", "shareholders", "snapback-2015", "ukraine", "un-security-council", "us-federal-law"]
NUMBERS = ["no", "one", "two", "three", "four"]
ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V|X))"
VERDICT = re.compile(r"verdict of (\S+) on (\S+)(?: by (.+?))?(?: dated (\S+))? is (assured|available|at the mercy of|needs|impossible)(.*)")


def page_faults(folder, index):
    page = folder / "README.md"
    if not page.is_file():
        yield "no page"
        return
    text = page.read_text(encoding="utf-8")
    for heading in ("## What it assumes", "## Limits"):
        if heading not in text and heading.replace("it", "the case") not in text:
            yield f"the page has no part `{heading[3:]}`"
    if not re.search(r"^## What (it|the case) shows", text, re.M):
        yield "the page does not say what the case shows"
    if f"casus check cases/{folder.name}/" not in text and folder.parent.name == "cases":
        yield "the page does not say how to ask it"
    if f"| [{folder.name}]({folder.name}/README.md) |" not in index:
        yield "no line in cases/README.md"


def source_faults(path):
    text = path.read_text(encoding="utf-8")
    paragraphs = re.findall(r"^(\d+)\. (.*?)(?=^\d+\. |^#|\Z)", text, re.M | re.S)
    if not paragraphs:
        yield f"{path.name}: no numbered paragraphs"
    if "of our own" in text.split("\n1. ")[0] or path.name.startswith(("reports-", "drone-")):
        return  # nothing to compare with, or reports named one by one
    if "from memory" in text:
        yield f"{path.name}: says `from memory` and not whether it was checked"
    explained = {letter for row in re.findall(r"^\| ([a-z](?:, [a-z])*) \|", text, re.M) for letter in row.split(", ")}
    used = set()
    for number, words in paragraphs:
        told = " ".join(words.split())
        if not re.match(r"\(", told):
            yield f"{path.name}: paragraph {number} does not say where it stands"
            continue
        letters = {one for group in re.findall(r": ([a-z](?:, [a-z])*)(?=[.;,)]| and|$)", told) for one in group.split(", ")}
        used |= letters
        if not letters and not re.search(r"[Nn]ot checked|[Rr]ead|[Rr]eported|literature|Practice|Same|Eurostat|Interfax", told):
            yield f"{path.name}: paragraph {number} does not say where it was read"
    if not explained:
        yield f"{path.name}: no table of where it was read"
    for letter in sorted(used - explained):
        yield f"{path.name}: nothing explains `{letter}`"


def clause_faults(text):
    """Faults of the clauses of one file, and how many it has."""
    clauses = re.findall(r"^clause (\S+)(.*?)(?=^\S|\Z)", text, re.M | re.S)
    faults = []
    for label, body in clauses:
        if not re.search(r"\d", label) and not re.search(rf"(?:^|\.){ROMAN}[a-z]?(?:\.|$)", label):
            faults.append(f"clause {label} has no number of the text")
        if not re.search(r"^\s+cite |\bassume \"|\bcite ", body, re.M):
            faults.append(f"clause {label} rests on nothing")
    return faults, len(clauses)


def answers(checks):
    """Of each promise on an occasion what was claimed of it and holds: by whom, the word, by right or by breach, and whom it names (the aggressor not by name)."""
    found = {}
    for item in checks:
        claimed = VERDICT.match(item.get("question", ""))
        if not claimed or not item["ok"]:
            continue
        goal, incident, by, _, word, rest = claimed.groups()
        named = re.match(r"\s*\{([^}]*)\}(?: by (right|breach))?", rest)
        whom = (named[1] if named[1] != by else "the attacker") if named else ""
        found.setdefault((goal, incident), set()).add((by, word, named[2] if named else None, whom))
    return found.values()


def verdict_differs(checks):
    """Is there a promise on an occasion whose verdict is not the same in two readings, drafts, days, or for two aggressors? Whom a promise is at the mercy of
    changes with the aggressor by itself: that counts for one aggressor alone."""
    return any(one[1:3] != other[1:3] or (one[0] == other[0] and one[3] != other[3])
               for claimed in answers(checks) for one in claimed for other in claimed)


def folder_faults(folder, index):
    faults = list(page_faults(folder, index))
    sources = sorted((folder / "sources").glob("*.md"))
    if not sources:
        faults.append("no sources")
    for path in sources:
        faults += source_faults(path)
    most, checks, expects = 0, [], 0
    files = sorted(folder.glob("*.casus"))
    if not files:
        return faults + ["no agreement"]
    for file in files:
        found, count = clause_faults(file.read_text(encoding="utf-8"))
        faults += found
        most = max(most, count)
        run = casus("check", str(file), "--json")
        try:
            answer = json.loads(run.stdout)
        except ValueError:
            faults.append(f"{file.name}: no answer")
            continue
        if not answer["ok"]:
            faults.append(f"{file.name}: not everything is as stated")
        checks += answer["checks"]
        expects += sum(len(item["expects"]) for item in answer["scenarios"])
    page = (folder / "README.md").read_text(encoding="utf-8") if (folder / "README.md").is_file() else ""
    stated = re.search(r"The agreement has (\w+) clauses?\.", page)
    if most < LEAST and (not stated or stated[1] not in (str(most), *NUMBERS[most:most + 1])):
        faults.append(f"{most} clauses, and no word that it has no more")
    if not expects:
        faults.append("no scenario that expects something")
    if not verdict_differs(checks):
        faults.append("no verdict that differs between two readings, drafts, days or aggressors")
    return faults


THIN = """agreement thin "A thin case"
source text "sources/text.md" restated
party A
party B
party C
measure help
incident attack by A, B on C
goal helped = any of A, B gives help to C
clause first
  when attack
  each of A, B except attacker must give help to C within 1 day
clause 2
  cite text 1
  A must not give help to B
check verdict of helped on attack by A is assured by day 1
check verdict of helped on attack by B is assured by day 1
"""


def measure_is_tried(tap):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name, "thin")
        (folder / "sources").mkdir(parents=True)
        (folder / "thin.casus").write_text(THIN, encoding="utf-8")
        (folder / "sources" / "text.md").write_text("# A text\n\n1. Somebody helps.\n2. (Article 2; read: a.) From memory: from memory.\n3. (Article 3.) Nothing.\n", encoding="utf-8")
        (folder / "README.md").write_text("# Thin\n", encoding="utf-8")
        found = folder_faults(folder, "")
        for words in ("no part `What it assumes`", "no part `Limits`", "what the case shows", "no line in cases/README.md", "paragraph 1 does not say where it stands", "from memory",
                      "paragraph 3 does not say where it was read", "no table of where it was read", "nothing explains `a`", "clause first has no number", "clause first rests on nothing",
                      "2 clauses, and no word", "no scenario", "no verdict that differs"):
            tap.test(any(words in fault for fault in found), f"the measure sees: {words}", found)
        (folder / "README.md").write_text("# Thin\n\nThe agreement has two clauses.\n", encoding="utf-8")
        tap.test(not any("clauses, and" in fault for fault in folder_faults(folder, "")), "a stated real number is enough")
    differing = [{"question": "verdict of g on i by A is needs {A} by right in r = x", "ok": True}, {"question": "verdict of g on i by B is needs {B} by right in r = x", "ok": True}]
    tap.test(not verdict_differs(differing), "the same for two aggressors is no difference")
    differing.append({"question": "verdict of g on i by B is needs {B} by breach in r = y", "ok": False})
    tap.test(not verdict_differs(differing), "what does not hold is none")
    differing[-1]["ok"] = True
    tap.test(verdict_differs(differing), "by right and by breach are two")
    mercy = [{"question": "verdict of g on i by A is at the mercy of {B, C}", "ok": True}, {"question": "verdict of g on i by B is at the mercy of {A, C}", "ok": True}]
    tap.test(not verdict_differs(mercy), "at the mercy of the others is one verdict")
    tap.test(verdict_differs(mercy + [{"question": "verdict of g on i by A is at the mercy of {B} in r = y", "ok": True}]), "at the mercy of fewer is another")


def main():
    tap = Tap()
    measure_is_tried(tap)
    index = (ROOT / "cases" / "README.md").read_text(encoding="utf-8")
    folders = {folder.name: folder for folder in sorted((ROOT / "cases").iterdir()) if folder.is_dir()}
    for name in WANTED:
        tap.test(name in folders, f"cases/{name} is there")
    for name, folder in folders.items():
        if name in NO_AGREEMENTS:
            tap.test(f"| [{name}]({name}/README.md) |" in index, f"cases/{name} is in the table ({NO_AGREEMENTS[name]})")
            continue
        faults = folder_faults(folder, index)
        tap.test(not faults, f"cases/{name} has the full measure", *faults)
    tap.finish()


if __name__ == "__main__":
    main()
