"""What the tests of the command line share: running casus, and counting in TAP."""
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(os.environ.get("CASUS_ROOT") or pathlib.Path(__file__).resolve().parents[2])
CASUS = str(pathlib.Path(os.environ.get("CASUS") or ROOT / "build" / "casus").resolve())


def casus(*words, given=None, folder=None, environment=None, seconds=120):
    """Run the program; given is its standard input. Bytes in, bytes out."""
    clean = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "LC_ALL", "LANG")}
    return subprocess.run([CASUS, *words], input=given if given is not None else b"", capture_output=True, cwd=folder or ROOT,
                          env={**clean, **(environment or {})}, timeout=seconds, check=False)


class Tap:
    def __init__(self):
        self.lines, self.failed = [], 0

    def test(self, good, name, *said):
        self.lines.append(f"{'ok' if good else 'not ok'} {len(self.lines) + 1} - {name}")
        if not good:
            self.failed += 1
            notes = [line for note in said for line in str(note).splitlines()[:40]]
            self.lines[-1] += "".join(f"\n# {line}" for line in notes)

    def ends(self, run, code, name, *, says=None, silent=False):
        """The run ended with this code, said this on standard error (or nothing), and was not killed."""
        error = run.stderr.decode("utf-8", "replace")
        good = run.returncode == code and (says is None or says in error) and not (silent and error)
        self.test(good, name, f"status {run.returncode}, wanted {code}", f"standard error: {error[:2000]}")

    def finish(self):
        print(f"1..{len(self.lines)}")
        print("\n".join(self.lines))
        sys.exit(1 if self.failed else 0)
