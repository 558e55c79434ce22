#!/usr/bin/python3
"""The commands on the pages print what the pages say they print. Output: TAP.

In a page, a block fenced as `casus NAME.casus`, `text NAME` or `csv NAME` is a file, and stays for the rest of the page. A block fenced as `console` holds
commands, each on a line `$ casus …` (or `$ build/casus …`), with the output it must have, errors included; `> NAME` at its end writes to a file. A line `…`
stands for any number of lines; `$ echo $?` prints the last exit status. Where standing in a page, the folder is the root of the project with the page's
files in it.

A block fenced as `r` or `python` is a script, run in that folder with casus on its path; a block fenced as `output` behind it is what it prints. Scripts of R
need Rscript with the packages they load; without it they are skipped, and the tests say so.

    consoles.py --write PAGE …    puts the present output in place of what does not match; read the difference before you commit it
"""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(os.environ.get("CASUS_ROOT") or pathlib.Path(__file__).resolve().parents[2])
CASUS = pathlib.Path(os.environ.get("CASUS") or ROOT / "build" / "casus")
BLOCK = re.compile(r"^```((?:casus|text|csv) [\w-]+\.\w+|console|r|python|output)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SCRIPTS = {"r": ["Rscript", "--vanilla"], "python": ["/usr/bin/python3"]}
GAP = "…"


def matches(expected, got):
    """Do the lines agree, where a line `…` of the expected ones stands for any number?"""
    if not expected:
        return not got
    if expected[0] == GAP:
        return any(matches(expected[1:], got[i:]) for i in range(len(got) + 1))
    return bool(got) and expected[0] == got[0] and matches(expected[1:], got[1:])


def commands_in(block):
    """Each command with the lines below it."""
    commands = []
    for line in block.splitlines():
        if line.startswith("$ "):
            commands.append((line[2:], []))
        else:
            commands[-1][1].append(line)
    return commands


class Shell:
    """As much of one as a page needs."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.status = 0
        for name in ("cases", "docs"):
            (self.folder / name).symlink_to(ROOT / name)

    def run(self, command):
        if command == "echo $?":
            return [str(self.status)]
        words = shlex.split(command)
        written = words[words.index(">") + 1] if ">" in words else None
        words = words[:words.index(">")] if written else words
        if words[0] not in ("casus", "build/casus"):
            return [f"a page may only run casus, not {words[0]}"]
        printed = self.start([CASUS, *words[1:]])
        if written and self.status in (0, 1, 4):
            (self.folder / written).write_text(printed, encoding="utf-8")
            return []
        return printed.splitlines()

    def start(self, words):
        env = {"PATH": f"{CASUS.parent}:/usr/bin:/bin", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
        ran = subprocess.run(words, cwd=self.folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             timeout=60, check=False)
        self.status = ran.returncode
        return ran.stdout.decode("utf-8")

    def script(self, kind, content):
        """What a script prints; None: there is nothing here that runs it."""
        if not shutil.which(SCRIPTS[kind][0]):
            return None
        name = self.folder / f"script.{kind}"
        name.write_text(content, encoding="utf-8")
        printed = self.start([*SCRIPTS[kind], str(name)]).splitlines()
        return printed + ([f"the script ended with {self.status}"] if self.status else [])


def play(text):
    """Runs a page; yields (command, expected lines, got lines, what stands before the expected ones)."""
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(folder)
        blocks = BLOCK.findall(text)
        for place, (kind, content) in enumerate(blocks):
            if kind in SCRIPTS:
                shown = blocks[place + 1][1] if place + 1 < len(blocks) and blocks[place + 1][0] == "output" else ""
                yield f"{kind}: {content.splitlines()[0]}", shown.splitlines(), shell.script(kind, content), f"{content}```\n```output\n"
                continue
            if kind == "output":
                continue
            if kind != "console":
                (shell.folder / kind.split()[1]).write_text(content, encoding="utf-8")
                continue
            for command, expected in commands_in(content):
                yield command, expected, shell.run(command), f"$ {command}\n"


def rewritten(text):
    """The page with the present output where it did not match."""
    for _, expected, got, before in list(play(text)):
        if got is not None and not matches(expected, got):
            text = text.replace(before + "".join(f"{line}\n" for line in expected), before + "".join(f"{line}\n" for line in got), 1)
    return text


def differences(expected, got):
    return [f"expected: {line}" for line in expected] + [f"printed:  {line}" for line in got]


def main():
    if sys.argv[1:2] == ["--write"]:
        for name in sys.argv[2:]:
            page = pathlib.Path(name)
            page.write_text(rewritten(page.read_text(encoding="utf-8")), encoding="utf-8")
        return 0

    results = [(matches(["a", GAP, "c"], ["a", "b", "b", "c"]) and matches([GAP], []) and not matches(["a", GAP, "c"], ["a", "b"])
                and not matches(["a"], ["a", "b"]), "the comparison can fail", [])]
    probe = [matches(expected, got) for _, expected, got, _ in play("```console\n$ casus --version\nnothing of the kind\n$ echo $?\n0\n```\n")]
    results.append((probe == [False, True], "a page with a wrong output is noticed", [str(probe)]))
    probe = [matches(expected, got) for _, expected, got, _ in play("```text a.txt\nseen\n```\n```python\nprint(open('a.txt').read(), end='')\n```\n```output\nseen\n```\n"
                                                                 "```python\nprint(1)\n```\n```output\n2\n```\n```python\nraise SystemExit(3)\n```\n")]
    results.append((probe == [True, False, False], "and a script that prints another thing, or fails", [str(probe)]))
    for page in [ROOT / "README.md"] + sorted((ROOT / "docs").rglob("*.md")) + sorted((ROOT / "cases").rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        for command, expected, got, _ in play(text):
            if got is None:
                results.append((True, f"{page.relative_to(ROOT)}: {command} # SKIP what runs it is not there", []))
                continue
            results.append((matches(expected, got), f"{page.relative_to(ROOT)}: {command}", differences(expected, got)))
        if page in (ROOT / "README.md", ROOT / "docs" / "tour.md"):
            results.append((len(list(BLOCK.findall(text))) > 1, f"{page.relative_to(ROOT)} shows a file and what is printed about it", []))

    print(f"1..{len(results)}")
    for number, (good, name, said) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name if ' # SKIP ' in name else name.replace('#', 'No.')}")
        if not good:
            print("\n".join(f"# {line}" for line in said))
    return 0 if all(good for good, _, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
