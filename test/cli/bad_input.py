#!/usr/bin/python3
"""Input that no author writes: each gets a message and its exit code, in bounded time and memory, and never a crash. Output: TAP."""
import os
import pathlib
import random
import tempfile
import time

from run_program import ROOT, Tap, casus

SECONDS = 60


def test_texts(tap):
    deep = b"(" * 100_000
    texts = {
        "nothing": (b"", 0), "a byte order mark": (b"\xef\xbb\xbfparty A\n", 0), "windows line ends": (b"party A\r\nparty B\r\n", 0),
        "only comments": (b"# a\n# b\n", 0), "binary": (bytes(range(256)) * 64, 2), "a NUL": (b"party A\0\n", 2),
        "broken UTF-8": (b"party \xff\xfe\n", 2), "UTF-16": ("party A\n".encode("utf-16"), 2), "an open quote": (b'party A "x\n', 2),
        "an open bracket": (b"group g = (A, B\n", 2), "deep brackets": (b"rule r = " + deep + b"\n", 2),
        "deep conditions": (b"issue i\n  a | b\ndraft d: " + b"not " * 100_000 + b"i = a\n", 2),
        "a long line": (b"group g = " + b", ".join(b"P%d" % i for i in range(200_000)) + b"\n", 2),
        "a long word": (b"party " + b"A" * 1_000_000 + b"\n", None), "a million empty lines": (b"\n" * 1_000_000, 0),
        "weights of many digits": (b"party A\nweight w = A " + b"9" * 100_000 + b"\n", 2),
        "weights of 60 digits": (b"party A\nparty B\nweight w = A " + b"9" * 60 + b", B 1\nrule r = majority of w of A, B yes\n", 0),
        "a group of itself": (b"party A\ngroup g = g\n", 2), "two groups of each other": (b"party A\ngroup g = h\ngroup h = g\n", 2),
        "a rule of itself": (b"party A\nrule r = r and A yes\n", 2), "contradictory declarations": (b"party A\ngroup A = A\nmeasure A\n", 2),
        "a million parties": (b"party P * 1000000\n", 2), "a party times nothing": (b"party P * 0\n", 2),
        "a rule that more yes hurts": (b"party A\nparty B\nrule r = at most 1 of A, B yes\n", 2),
        "an unknown word": (b"clause 1\n  assume \"x\"\n  frobnicate\n", 2), "a duty without a time": (b"party A\nact report\nclause 1\n  assume \"x\"\n  A must report\n", 2),
    }
    for name, (text, code) in texts.items():
        for verb in ["check", "fmt", "lint", "show"]:
            run = casus(verb, "-", given=text, seconds=SECONDS)
            good = run.returncode in (0, 1, 2, 4) and (verb != "check" or code is None or run.returncode == code)
            tap.test(good, f"{name}: {verb}", f"status {run.returncode}", run.stderr[:500].decode("utf-8", "replace"))
        if code == 2:
            said = casus("check", "-", given=text, seconds=SECONDS).stderr.decode("utf-8", "replace")
            tap.test("error[E" in said and len(said) < 200_000, f"{name}: says what is wrong", said[:500])


def test_many(tap, folder):
    clauses = ['party A\nparty P\nmeasure m\nact consult\nincident attack by A on P\ngoal g = any of A gives m to P\n']
    clauses += [f'clause {i}\n  assume "x"\n  when attack\n  A must consult within {i % 30 + 1} days\n' for i in range(1, 100_001)]
    clauses += ['clause last\n  assume "x"\n  when attack\n  A must give m to P within 1 day\ncheck g on attack by A\n']
    file = folder / "many.casus"
    file.write_text("".join(clauses))
    began = time.monotonic()
    run = casus("check", str(file), "--max-seconds", "20", "--max-memory", "2G", seconds=120)
    tap.test(run.returncode in (0, 1, 2, 4), "100,000 clauses", f"status {run.returncode}", run.stderr[:500].decode("utf-8", "replace"))
    tap.test(time.monotonic() - began < 60, "100,000 clauses: in bounded time", f"{time.monotonic() - began:.1f} s")

    huge = folder / "huge.casus"
    with huge.open("wb") as out:
        for _ in range(100):
            out.write(b"# a line of a comment in a very large file\n" * 24_400)
    run = casus("check", str(huge), seconds=SECONDS)
    tap.test(run.returncode == 2 and b"error[E" in run.stderr, "100 MB: refused", run.returncode, run.stderr[:300])
    with huge.open("rb") as given:
        run = casus("check", "-", given=given.read(), seconds=SECONDS)
    tap.test(run.returncode == 2, "100 MB on standard input: refused", run.returncode, run.stderr[:300])

    issues = "".join(f"issue i{n}\n  a | b | c | d\n" for n in range(30))
    conditions = "".join(f'clause c{n}\n  assume "x"\n  if i{n} = a\n  when attack\n  A must give m to P within {n + 1} days\n' for n in range(30))
    text = clauses[0] + issues + conditions + "check verdict of g on attack by A is impossible\n"
    run = casus("check", "-", given=text.encode(), seconds=SECONDS)
    tap.test(run.returncode == 4 and b"combinations" in run.stdout, "4^30 packages that all matter: undecided, and it says why", run.returncode, run.stdout[-600:].decode())


def test_files(tap, folder):
    for verb in [("check",), ("fmt",), ("fmt", "--check"), ("lint",), ("show", "--stage=tokens"), ("show", "--stage=tree"), ("show",), ("run",)]:
        for what, path in [("a file that is not there", folder / "none.casus"), ("a folder", folder)]:
            run = casus(*verb, str(path), seconds=SECONDS)
            good = run.returncode == 2 and run.stderr or (verb[0] == "show" and run.returncode == 0)
            tap.test(good, f"{what}: {' '.join(verb)}", f"status {run.returncode}", run.stderr[:300])
    for name, text in {"a.casus": 'include "b.casus"\n', "b.casus": 'include "a.casus"\n', "self.casus": 'amends "self.casus"\n', "c.casus": 'amends "d.casus"\n',
                       "d.casus": 'amends "c.casus"\n', "gone.casus": 'include "nowhere.casus"\n', "source.casus": 'source s "nowhere.txt"\nclause 1\n  cite s 1\n',
                       "device.casus": 'include "/dev/zero"\n', "up.casus": 'include "' + "../" * 400 + 'x.casus"\n', "folder.casus": 'include "."\n'}.items():
        (folder / name).write_text(text)
    for name in ["a.casus", "self.casus", "c.casus", "gone.casus", "source.casus", "device.casus", "up.casus", "folder.casus"]:
        run = casus("check", str(folder / name), seconds=SECONDS)
        tap.test(run.returncode == 2 and b"error[E" in run.stderr, f"{name}: a clear error", run.returncode, run.stderr[:400].decode("utf-8", "replace"))
    for path in ["/dev/zero", "/dev/null", "\xff", "x" * 5000, ""]:
        run = casus("check", path.encode("latin-1"), seconds=SECONDS)
        tap.test(run.returncode in (0, 2), f"the path {path[:20]!r}", run.returncode, run.stderr[:200])
    absent = folder / "absent.casus"
    absent.write_text('source s "nowhere.txt" sha256 ' + "0123" * 16 + '\nclause 1\n  cite s 1 "words"\n')
    run = casus("check", str(absent))
    tap.test(run.returncode == 0 and b"not here" in run.stdout, "an absent source with a hash: said, not an error", run.returncode, run.stdout[-500:].decode(), run.stderr[:300])


def test_mutations(tap, count):
    """Texts of the cases with pieces cut, doubled and swapped. The seed is fixed: a failure can be repeated."""
    random.seed(20250820)
    originals = [path.read_bytes() for path in sorted((ROOT / "cases").glob("*/*.casus")) + sorted((ROOT / "test" / "golden").glob("*/*.casus"))]
    crashed = []
    for number in range(count):
        text = bytearray(random.choice(originals))
        for _ in range(random.randint(1, 6)):
            a, b = sorted(random.sample(range(len(text) + 1), 2))
            b = min(b, a + random.choice([1, 3, 10, 200]))
            match random.randint(0, 3):
                case 0: del text[a:b]
                case 1: text[a:a] = text[a:b]
                case 2: text[a:b] = random.choice([b"(", b")", b" and ", b"\n  ", b"{", b"0", b"999999999999999999999", b"\xc3", b"attacker", b" of "])
                case 3: text[a:b] = bytes(random.randrange(256) for _ in range(b - a))
        verb = random.choice([("check", "-", "--max-seconds", "1"), ("fmt", "-"), ("lint", "-"), ("show", "-", "--stage=tree"), ("show", "-", "--stage=model")])
        run = casus(*verb, given=bytes(text), seconds=SECONDS)
        if run.returncode not in (0, 1, 2, 4):
            kept = pathlib.Path(os.environ.get("CASUS_BUILD") or tempfile.gettempdir()) / f"mutation-{number}.casus"
            kept.write_bytes(text)
            crashed.append(f"{' '.join(verb)} < {kept}: status {run.returncode} {run.stderr[-200:]!r}")
    tap.test(not crashed, f"{count} mutated texts: no crash, no bug caught", *crashed[:10])


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        test_texts(tap)
        test_many(tap, folder)
        test_files(tap, folder)
    test_mutations(tap, 100 if os.environ.get("CASUS_SHORT") else 400)
    tap.finish()


if __name__ == "__main__":
    main()
