#!/usr/bin/python3
"""Every verb on small files: exit codes, bad command lines, standard input, determinism, help and its examples. Output: TAP."""
import os
import pathlib
import re
import shlex
import subprocess
import tempfile

from run_program import CASUS, ROOT, Tap, casus

SMALL = b"""agreement small "A guarantee with a consent clause"
party UA "the protected state"
party FR
party GB
party RU
group guarantors = FR, GB, RU
measure weapons
incident attack by guarantors on UA
goal assist = any of guarantors gives weapons to UA

clause 1 "Response"
  assume "an example"
  when attack
  decide response by all of guarantors yes within 3 days

clause 2 "Assistance"
  assume "an example"
  when response adopted
  each of guarantors except attacker must give weapons to UA within 1 day

"""
HOLDS = SMALL + b"check verdict of assist on attack by RU is needs {RU} by right\n"
FAILS = SMALL + b"check verdict of assist on attack by RU is assured\n"


def verbs():
    text = casus("--help").stdout.decode()
    return re.findall(r"^  ([a-z]+) ", text.split("Commands\n")[1].split("\n\n")[0], re.MULTILINE)


def test_exit_codes(tap, folder):
    tap.ends(casus("check", "-", given=SMALL + b"ask no idle clause\nask assist on attack by RU\n"), 0, "what is only asked: 0, whatever the answer", silent=True)
    tap.ends(casus("check", "-", given=HOLDS), 0, "a claim that holds: 0, and nothing on standard error", silent=True)
    tap.ends(casus("check", "-", given=FAILS), 1, "a claim that does not: 1", silent=True)
    tap.ends(casus("check", "-", given=SMALL + b"expect fails assist on attack by RU when RU resists and others help\n"), 0,
             "an expected failure: 0")
    tap.ends(casus("check", "-", given=b"party A\nparty A\n"), 2, "a text with an error: 2", says="error[E")
    tap.ends(casus("check", str(folder / "nowhere.casus")), 2, "a file that is not there: 2", says="nowhere.casus")
    tap.ends(casus("check", str(folder)), 2, "a folder: 2")
    tap.ends(casus("check", "-", "--max-seconds", "0.0000001", given=HOLDS), 4, "no time at all: 4, undecided")
    tap.ends(casus("check", "-", "--max-memory", "65536", given=HOLDS), 4, "next to no memory: 4, undecided", says="undecided")
    wrong = folder / "wrong.casus"
    wrong.write_bytes(b'source law "law.txt"\n' + SMALL.replace(b'assume "an example"', b'cite law 1 "never said"', 1))
    (folder / "law.txt").write_text("1. Somebody decides.\n")
    tap.ends(casus("check", str(wrong)), 2, "a wrong citation: 2", says="never said")
    tap.ends(casus("lint", "-", given=SMALL), 1, "lint with findings: 1")
    mixed = folder / "fails.casus"
    mixed.write_bytes(FAILS)
    tap.ends(casus("check", str(mixed), str(folder / "nowhere.casus")), 2, "of several files the first that applies: 2 before 1")


def test_usage(tap):
    for words, says in [
        ((), "Four questions"), (("chek", "x"), "did you mean `check`"), (("check",), "it needs FILE"),
        (("check", "--jsn", "x"), "did you mean --json"), (("check", "--format", "xml", "x"), "text, json, csv or latex"),
        (("check", "--first", "0", "x"), "a number from 1"), (("check", "--max-seconds", "soon", "x"), "a number of seconds"),
        (("check", "--max-memory", "lots", "x"), "512M"), (("check", "--threads", "-1", "x"), "a number from 1"),
        (("check", "--set", "response", "x"), "issue=alternative"), (("check", "--in"), "needs a value"),
        (("check", "--json=yes", "x"), "takes no value"), (("who", "x"), "it needs FILE GOAL"), (("explain", "a", "b"), "one word too many"),
        (("explain", "E9999"), "there is no code"), (("new", "2fast"), "is no name"), (("fmt", "--check", "--in-place", "x"), "one of them"),
        (("fmt", "--check", "-"), "standard input"), (("--completion", "tcsh"), "bash, zsh or fish"), (("help", "nothing"), "no verb"),
    ]:
        tap.ends(casus(*words), 3, f"usage: casus {' '.join(words)}", says=says)
    tap.ends(casus("check", "-", "--in", "kyiv", given=HOLDS), 3, "a draft that the file lacks", says="no draft called `kyiv`")
    tap.ends(casus("check", "-", "--set", "a=b", given=HOLDS), 3, "an issue that the file lacks", says="no issue or reading called `a`")
    tap.ends(casus("show", "-", "--stage", "soul", given=HOLDS), 3, "a stage that there is not", says="tokens, tree, model and events")
    tap.ends(casus("lint", "-", "--format", "csv", given=SMALL), 3, "a form that an answer lacks", says="no table")
    tap.ends(casus("who", "-", "asist", "--on", "attack", given=SMALL), 2, "who: an unknown goal", says="assist")
    tap.ends(casus("who", "-", "assist", "--on", "attack", "--by", "DE", given=SMALL), 2, "who: an unknown party")
    tap.ends(casus("who", "-", "assist", "--on", "attack\ncheck no conflict", given=SMALL), 2, "who: a name cannot smuggle a statement in")
    tap.ends(casus("who", "-", "assist", "--by", "RU", given=SMALL), 3, "who: by whom, but not on what")


def test_forms(tap):
    text = casus("check", "-", given=HOLDS).stdout.decode()
    for part in ["A guarantee with a consent clause", "holds", "of 1 claim 1 is as stated.", "Assumed, not found in any source", "an example"]:
        tap.test(part in text, f"check says: {part}", text)
    text = casus("check", "-", given=FAILS).stdout.decode()
    for part in ["DOES NOT HOLD", "NEEDS {RU} by right", "RU can stop it without breaking the agreement", "day 3", "clause 1", "1 is not."]:
        tap.test(part in text, f"a failed check says: {part}", text)
    text = casus("who", "-", "assist", "--on", "attack", "--by", "RU", given=SMALL).stdout.decode()
    for part in ["NEEDS {RU} by right", "lawful blockers", "{FR}, {GB}, {RU}", "deciders", "{FR, GB, RU}", "pillars"]:
        tap.test(part in text, f"who says: {part}", text)
    lines = casus("check", "-", "--format", "csv", given=HOLDS).stdout.decode().split("\r\n")
    tap.test(lines[0] == "line,question,by,package,answer,as stated" and lines[1].endswith(",yes") and lines[2] == "", "CSV: a head, a line, no more", lines)
    latex = casus("check", "-", "--format", "latex", given=HOLDS).stdout.decode()
    tap.test(latex.startswith("\\begin{tabular}") and "\\{RU\\}" in latex and latex.endswith("\\end{tabular}\n"), "LaTeX: a tabular, braces escaped", latex)
    plain = casus("check", "-", given=FAILS).stdout
    tap.test(b"\033" not in plain, "no colours into a pipe")
    tap.test(b"\r" not in casus("check", "-", "--progress", given=FAILS).stderr, "no bar into a pipe")
    for stage in ["tokens", "tree", "model", "events"]:
        run = casus("show", "-", "--stage", stage, given=SMALL)
        tap.test(run.returncode == 0 and b"guarantors" in run.stdout, f"show --stage={stage}", run.stdout[:500], run.stderr)
    tap.test(b"response adopted" in casus("show", "-", "--stage=events", given=SMALL).stdout, "events: what starts clause 2")


def test_terminal(tap):
    """Colours on a terminal, none with --no-color or NO_COLOR: script(1) gives one, where it is installed."""
    if not any((pathlib.Path(folder) / "script").exists() for folder in os.environ.get("PATH", "").split(":")):
        tap.test(True, "colours on a terminal # skip script(1) is not installed")
        return
    with tempfile.NamedTemporaryFile(suffix=".casus") as file:
        file.write(FAILS)
        file.flush()
        def shown(more="", **environment):
            clean = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
            return subprocess.run(["script", "-qec", f"{CASUS} check {file.name} {more}", "/dev/null"], capture_output=True,
                                  stdin=subprocess.DEVNULL, env={**clean, **environment}, timeout=60, check=False).stdout
        tap.test(b"\033[" in shown(), "colours on a terminal")
        tap.test(b"\033[" not in shown("--no-color"), "--no-color")
        tap.test(b"\033[" not in shown(NO_COLOR="1"), "NO_COLOR")


def test_same_bytes(tap):
    case = "cases/ukraine/istanbul-2022.casus"
    for form in ["text", "json", "csv"]:
        runs = {casus("check", case, "--format", form, "--threads", threads, environment=environment).stdout
                for threads, environment in [("1", {}), ("4", {}), ("1", {"LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo"})]}
        tap.test(len(runs) == 1 and len(next(iter(runs))) > 1000, f"the same bytes at any number of threads: {form}")


def test_packages(tap):
    text = SMALL.replace(b"clause 1", b"""issue response_rule
  agreed | alone
draft soft "a draft": response_rule = alone
draft hard: response_rule = agreed

clause 0
  assume "another way"
  if response_rule = alone
  when attack
  each of guarantors except attacker must give weapons to UA within 2 days
clause 1""").replace(b'  assume "an example"\n  when attack', b'  assume "an example"\n  if response_rule = agreed\n  when attack', 1)
    text += b"check verdict of assist on attack by RU is assured\n"
    tap.ends(casus("check", "-", given=text), 1, "a claim about all drafts that fails in one")
    tap.ends(casus("check", "-", "--in", "soft", given=text), 0, "--in: the draft in which it holds")
    tap.ends(casus("check", "-", "--set", "response_rule=alone", given=text), 0, "--set: the package in which it holds")
    tap.ends(casus("check", "-", "--in", "hard", given=text), 1, "--in: the draft in which it fails")


def test_fmt(tap, folder):
    loose = SMALL.replace(b"goal assist =", b"goal   assist  =")
    once = casus("fmt", "-", given=loose).stdout
    tap.test(b"goal assist = any" in once and casus("fmt", "-", given=once).stdout == once, "fmt: canonical, and twice is once", once)
    file = folder / "loose.casus"
    file.write_bytes(loose)
    tap.ends(casus("fmt", "--check", str(file)), 1, "fmt --check: it would change")
    tap.ends(casus("fmt", "--in-place", str(file)), 0, "fmt --in-place")
    tap.test(file.read_bytes() == once and not list(folder.glob("loose.casus.*")), "the file is in its canonical form, nothing is left beside it")
    tap.ends(casus("fmt", "--check", str(file)), 0, "fmt --check: it would not")
    lossy = folder / "lossy.casus"
    lossy.write_bytes(b"party A\nnonsense\nparty B\n")
    tap.ends(casus("fmt", "--in-place", str(lossy)), 2, "fmt --in-place of what cannot be read: 2")
    tap.test(lossy.read_bytes() == b"party A\nnonsense\nparty B\n", "and nothing of it is lost", lossy.read_bytes())
    tap.ends(casus("fmt", "-", given=b"party\n"), 2, "fmt of what cannot be read: 2", says="error[E")


def test_new(tap, folder):
    starter = casus("new", "treaty").stdout
    tap.test(b"agreement treaty" in starter, "new: the name is in it")
    run = casus("check", "-", given=starter)
    tap.test(run.returncode == 1 and b"NEEDS {the attacker} by right" in run.stdout, "the starter is sound, and its check shows a veto", run.stdout, run.stderr)
    tap.test(casus("fmt", "-", given=starter).stdout == starter, "the starter is in its canonical form")
    tap.ends(casus("new", "-o", str(folder / "t.casus")), 0, "new -o writes a file")
    tap.ends(casus("new", "-o", str(folder / "t.casus")), 3, "and does not overwrite one", says="cannot be written")


def test_help(tap, folder):
    help_text = casus("--help").stdout.decode()
    tap.test(len(help_text.splitlines()) <= 40 and max(map(len, help_text.splitlines())) <= 110, "help fits one screen", help_text)
    tap.test("Does it hold?" in help_text.split("Commands")[0] and help_text.index("Does it hold?") < help_text.index("Commands"), "help starts with the questions")
    manual = casus("--man").stdout.decode()
    completions = {shell: casus("--completion", shell).stdout.decode() for shell in ["bash", "zsh", "fish"]}
    for verb in verbs():
        run = casus(verb, "--help")
        text = run.stdout.decode()
        tap.test(run.returncode == 0 and f"casus {verb}" in text and casus("help", verb).stdout == run.stdout, f"casus {verb} --help")
        tap.test(f"casus {verb} " in manual and all(re.search(rf"\b{verb}\b", words) for words in completions.values()), f"manual and completions know {verb}")
        examples = re.findall(r"^  casus (.*)$", text.split("\nExamples\n")[1], re.MULTILINE)
        tap.test(len(examples) == 2, f"casus {verb} --help has two examples", text)
        for example in examples:
            words = shlex.split(example.replace("treaty.casus", str(folder / "example.casus")))
            done = casus(*words)
            tap.test(done.returncode in (0, 1, 4) and done.stdout and not done.stderr, f"the example runs: casus {example}", f"status {done.returncode}", done.stderr.decode())
    for shell in ["bash"]:
        checked = subprocess.run([shell, "-n"], input=completions[shell].encode(), capture_output=True, check=False)
        tap.test(checked.returncode == 0, f"the completion is {shell}", checked.stderr.decode())
    asked = subprocess.run(["bash", "-c", completions["bash"] + "\nCOMP_WORDS=(casus check --fo); COMP_CWORD=2; _casus; echo ${COMPREPLY[@]}"],
                           capture_output=True, check=False)
    tap.test(asked.stdout.decode().split() == ["--format"], "bash completes --fo", asked.stdout, asked.stderr)
    tap.test(casus("--version").stdout.startswith(b"casus "), "--version")


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        test_exit_codes(tap, folder)
        test_usage(tap)
        test_forms(tap)
        test_terminal(tap)
        test_same_bytes(tap)
        test_packages(tap)
        test_fmt(tap, folder)
        test_new(tap, folder)
        test_help(tap, folder)
    tap.finish()


if __name__ == "__main__":
    main()
