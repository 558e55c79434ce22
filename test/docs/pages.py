#!/usr/bin/python3
"""What the pages say is true, and a reader finds the way. Output: TAP.

  1. Paths and links name what exists, a link to a heading one that is there; every page is reached from README.md.
  2. Commands that stand in a sentence or in an indented line use verbs and options that the program has; those in indented lines that name files run.
  3. docs/commands.md shows the help of every verb; the page of every verb names it; every diagnostic has its heading.
  4. A block of code is of a kind that some test runs. No page has the marks of a merge that was left half done.
  5. The README's example gives the answer printed beneath it, and its picture says what casus says.

What commands in blocks print is compared by consoles.py; the examples of docs/language.md and docs/diagnostics.md run in test/lang/test_pages.c.
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(os.environ.get("CASUS_ROOT") or pathlib.Path(__file__).resolve().parents[2])
CASUS = pathlib.Path(os.environ.get("CASUS") or ROOT / "build" / "casus")
PATH = re.compile(r"`((?:cases|dev|docs|include|src|test|tools|bench|\.ci)/[\w./-]*|[A-Z]+(?:\.md|\.cff)?|\.clang-format)`")
PAGES = [ROOT / name for name in ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]]


def missing_paths(page, text):
    """Paths in backquotes that name nothing. NAME stands for any name; a word in capitals counts only if it is a file."""
    for path in PATH.findall(text):
        if "NAME" in path or (path.isupper() and "." not in path and "/" not in path and path != "LICENSE"):
            continue
        if not (ROOT / path).exists() and not (page.parent / path).exists():
            yield path


# ---- Links ------------------------------------------------------------------------------------------------------------------

LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


def headings(text):
    """As they are linked to: small letters, spaces as hyphens, no punctuation."""
    found = re.findall(r"^#+ (.*)$", FENCED.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def links(page, text):
    """(link, the file it names, the heading)"""
    for link in LINK.findall(FENCED.sub("", text)):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, heading = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        yield link, target, heading


def dead_links(page, text):
    for link, target, heading in links(page, text):
        if not target.exists():
            yield link
        elif heading and (not target.is_file() or heading not in headings(target.read_text(encoding="utf-8"))):
            yield link


def reached():
    """Every page that links, or paths in backquotes, lead to from README.md; a folder leads to its README.md."""
    seen, left = set(), [ROOT / "README.md"]
    while left:
        page = left.pop()
        page = page / "README.md" if page.is_dir() else page
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        text = page.read_text(encoding="utf-8")
        left += [target for _, target, _ in links(page, text)]
        left += [base / path for path in re.findall(r"`([\w./-]+)`", text) for base in (ROOT, page.parent) if (base / path).exists()]
    return {page.resolve() for page in seen}


# ---- Commands ---------------------------------------------------------------------------------------------------------------


def ask(*words, folder=ROOT):
    return subprocess.run([CASUS, *words], capture_output=True, text=True, timeout=120, check=False, cwd=folder, stdin=subprocess.DEVNULL)


def verbs():
    listed = ask("--help").stdout.partition("Commands")[2].partition("\n\n")[0]
    return re.findall(r"^  (\w+) ", listed, re.MULTILINE)


def options_of(verb, known={}):
    if verb not in known:
        known[verb] = set(re.findall(r"(?<![\w-])(-{1,2}[a-z][\w-]*)", ask(verb, "--help").stdout))
    return known[verb]


def faults_of_commands(text, all_verbs):
    """Commands outside blocks that the program does not have."""
    plain = FENCED.sub("", text)
    for command in re.findall(r"`casus ([^`\n]+)`", plain) + re.findall(r"^    casus (.+)$", plain, re.MULTILINE):
        words = command.split()
        if not re.fullmatch(r"[a-z]+", words[0]):
            continue
        if words[0] not in all_verbs:
            yield command
            continue
        for option in re.findall(r"(?<![\w-])--?[a-z][\w-]*", command):
            if option not in options_of(words[0]):
                yield f"{command}: {option}"


def indented_commands(text):
    """What two spaces set apart is a remark; what writes a file is not run."""
    lines = [re.split(r"\s{2,}", line)[0] for line in re.findall(r"^    (casus .+)$", FENCED.sub("", text), re.MULTILINE)]
    return [line for line in lines if " -o " not in line]


# ---- Blocks -----------------------------------------------------------------------------------------------------------------

RUN_BY_CONSOLES = re.compile(r"(casus|text|csv) [\w-]+\.\w+|console|r|python|output")
KINDS_ELSEWHERE = {"docs/language.md": ["casus", "casus fragment", "ebnf"], "docs/diagnostics.md": ["casus", "casus wrong"],
                   "README.md": [""], "docs/architecture.md": [""]}


def blocks_nobody_runs(name, text):
    kinds = re.findall(r"^```(.*)$", text, re.MULTILINE)[::2]
    for kind in kinds:
        if not RUN_BY_CONSOLES.fullmatch(kind) and re.sub(r" [EW]\d{4}.*", "", kind) not in KINDS_ELSEWHERE.get(name, []) and not name.startswith("src/"):
            yield f"```{kind}"


def marks_of_a_merge(text):
    return re.findall(r"^(?:<{7}|>{7})(?: .*)?$", text, re.MULTILINE)


def words_of(picture):
    """What can be read on it."""
    return re.findall(r">([^<>]+)</(?:text|tspan|title)>", picture.read_text(encoding="utf-8")) if picture.exists() else []


def answer(text, old=None, new=None):
    """What `casus check` prints about the example, with one passage replaced if wanted."""
    if old:
        if old not in text:
            return f"the passage {old!r} is not in the example"
        text = text.replace(old, new)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "small.casus"
        if not CASUS.is_file():
            return f"{CASUS} is not built"
        file.write_text(text, encoding="utf-8")
        run = subprocess.run([CASUS, "check", file], capture_output=True, text=True, timeout=60, check=False)
        return run.stdout + run.stderr


def main():
    results = []

    probe = list(missing_paths(ROOT / "README.md", "`src/nowhere.c` `docs/` `README.md` `test/NAME/x` `MISSING.md`"))
    results.append((probe == ["src/nowhere.c", "MISSING.md"], "the check of paths can fail", probe))
    probe = [list(dead_links(ROOT / "README.md", "# A b\n[x](nowhere.md) [y](#no) [z](README.md) [v](https://example.org)")), marks_of_a_merge("<<<<<<< HEAD\n=======\n"),
             list(blocks_nobody_runs("docs/x.md", "```sh\nls\n```\n```console\n```\n")), list(faults_of_commands("`casus nothing x` `casus who F --nothing`", verbs()))]
    results.append((probe == [["nowhere.md", "#no"], ["<<<<<<< HEAD"], ["```sh"], ["nothing x", "who F --nothing: --nothing"]], "the other checks can fail", [str(one) for one in probe]))
    all_verbs = verbs()
    pages = PAGES + sorted((ROOT / "docs").rglob("*.md")) + sorted((ROOT / "src").rglob("*.md")) + sorted((ROOT / "cases").rglob("*.md"))
    pages = [page for page in pages if "sources" not in page.relative_to(ROOT).parts or "cases" not in page.relative_to(ROOT).parts]
    for page in pages:
        missing = list(missing_paths(page, page.read_text(encoding="utf-8")))
        results.append((not missing, f"{page.relative_to(ROOT)} names only what exists", missing))

        text = page.read_text(encoding="utf-8")
        name = str(page.relative_to(ROOT))
        results.append((not (dead := list(dead_links(page, text))), f"{name}: its links lead somewhere", dead))
        results.append((not (merge := marks_of_a_merge(text)), f"{name}: no mark of a merge", merge))
        results.append((not (idle := list(blocks_nobody_runs(name, text))), f"{name}: every block is run", idle))
        results.append((not (wrong := list(faults_of_commands(text, all_verbs))), f"{name}: its commands exist", wrong))
        for command in indented_commands(text):
            run = ask(*shlex.split(command)[1:])
            results.append((run.returncode == 0, f"{name}: {command}", [f"ended with {run.returncode}", *run.stderr.splitlines()[:5]]))
    found = reached()
    for page in pages:
        if "src" not in page.relative_to(ROOT).parts:
            results.append((page.resolve() in found, f"{page.relative_to(ROOT)} is reached from README.md", []))

    commands = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    prose = "".join(page.read_text(encoding="utf-8") for page in pages if page.name not in ("commands.md", "CHANGELOG.md"))
    for verb in all_verbs:
        results.append((f"$ casus {verb} --help\n" in commands, f"docs/commands.md shows {verb} with its options", []))
        results.append((f"`casus {verb}" in prose or f"$ casus {verb} " in prose, f"another page speaks of {verb}", []))
    diagnostics = (ROOT / "docs" / "diagnostics.md").read_text(encoding="utf-8")
    codes = sorted({code for path in (ROOT / "src" / "lang").glob("*.def") for code in re.findall(r"\b[EW]\d{4}\b", path.read_text(encoding="utf-8"))})
    missing = [code for code in codes if f"\n## {code}: " not in diagnostics]
    results.append((len(codes) > 100 and not missing, f"docs/diagnostics.md has all {len(codes)} codes", missing))

    example = re.search(r"```casus small.casus\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[1]
    said = answer(example)
    results.append(("NEEDS {RU} by right" in said, "README: with the consent clause, NEEDS {RU} by right", said.splitlines()))
    said = answer(example, "all of guarantors yes", "all of guarantors yes excluding attacker")
    results.append(("AT THE MERCY OF {CN, FR, GB, US}" in said,
                    "README: with the attacker excluded, AT THE MERCY OF {CN, FR, GB, US}", said.splitlines()))

    with tempfile.TemporaryDirectory() as folder:
        ask("report", str(ROOT / "docs" / "pictures" / "wordings.casus"), "--no-cures", "--svg", folder)
        drawn = [words_of(path / "verdicts.svg") for path in (ROOT / "docs" / "pictures", pathlib.Path(folder))]
    results.append((len(drawn[0]) > 8 and drawn[0] == drawn[1], "README: the picture says what casus says now", drawn))

    print(f"1..{len(results)}")
    for number, (good, name, said) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
        if not good:
            print("\n".join(f"# {line}" for line in said))
    return 0 if all(good for good, _, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
