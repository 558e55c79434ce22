#!/usr/bin/python3
"""What the pages say is true: the paths they name exist, and the README's example gives the answer printed beneath it.

What commands print is compared by consoles.py; docs/language.md and docs/diagnostics.md have tests of their own. Output: TAP.
"""
import os
import pathlib
import re
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
    pages = PAGES + sorted((ROOT / "docs").rglob("*.md")) + sorted((ROOT / "src").rglob("*.md"))
    for page in pages:
        missing = list(missing_paths(page, page.read_text(encoding="utf-8")))
        results.append((not missing, f"{page.relative_to(ROOT)} names only what exists", missing))

    example = re.search(r"```casus small.casus\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[1]
    said = answer(example)
    results.append(("NEEDS {RU} by right" in said, "README: with the consent clause, NEEDS {RU} by right", said.splitlines()))
    said = answer(example, "all of guarantors yes", "all of guarantors yes excluding attacker")
    results.append(("AT THE MERCY OF {CN, FR, GB, US}" in said,
                    "README: with the attacker excluded, AT THE MERCY OF {CN, FR, GB, US}", said.splitlines()))

    print(f"1..{len(results)}")
    for number, (good, name, said) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
        if not good:
            print("\n".join(f"# {line}" for line in said))
    return 0 if all(good for good, _, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
