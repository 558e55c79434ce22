#!/usr/bin/python3
"""What casus prints, compared with what is known to be right: test/golden/text/NAME.casus and, beside it, NAME.COMMAND.

The first line of an expected output says how it was made: `$ casus check guarantee.casus`; it is run in that folder. With
--update the files are written anew, to be read before they are committed. Output: TAP.
"""
import difflib
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from run_program import ROOT, Tap, casus  # noqa: E402

FOLDER = ROOT / "test" / "golden" / "text"


def output(command):
    run = casus(*command.split()[1:], folder=FOLDER)
    said = (run.stdout + run.stderr).decode()
    return f"$ {command}\n{said}status {run.returncode}\n"


def main():
    update = "--update" in sys.argv
    tap = Tap()
    files = sorted(path for path in FOLDER.glob("*.out"))
    tap.test(len(files) >= 8, "the golden outputs are there", [path.name for path in files])
    for path in files:
        wanted = path.read_bytes().decode()
        command = wanted.splitlines()[0].removeprefix("$ ")
        got = output(command)
        if update:
            path.write_bytes(got.encode())
        tap.test(update or got == wanted, f"{path.name}: {command}",
                 "\n".join(difflib.unified_diff(wanted.splitlines(), got.splitlines(), "wanted", "got", lineterm="", n=1)))
    tap.finish()


if __name__ == "__main__":
    main()
