#!/usr/bin/python3
"""casus power on input that is wrong, strange or large: one clear message each, and nothing that overflows silently. Output: TAP."""
import json
import pathlib
import random
import sys
import tempfile
from fractions import Fraction

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import oracle
from run_program import Tap, casus
from second_opinion import answer, line

LINES = [
    (["--quota", "5", "--weights", "-3,4"], "the weight of 1 is negative: -3"),
    (["--quota", "5", "--weights", "A:-3,B:4"], "the weight of A is negative: -3"),
    (["--quota", "0", "--weights", "3,4"], "the quota is 0"),
    (["--quota", "-1", "--weights", "3,4"], "the quota is negative: -1"),
    (["--quota", "9", "--weights", "3,4"], "the quota 9 is above the total weight 7"),
    (["--quota", "7.5", "--weights", "3.2,4"], "the quota 7.5 is above the total weight 7.2"),
    (["--quota", "150%", "--weights", "3,4"], "the quota 150% is above the total weight 7"),
    (["--quota", ">100%", "--weights", "3,4"], "the quota >100% is above the total"),
    (["--quota", "half", "--weights", "3,4"], "the quota is no number or percentage: half"),
    (["--weights", "3,4"], "the quota is missing"),
    (["--quota", "5", "--weights", ""], "there are no weights"),
    (["--quota", "5", "--weights", "A:3,A:4"], "two members are called A"),
    (["--quota", "5", "--weights", "A:3,B:"], "the weight of B is missing"),
    (["--quota", "5", "--weights", "3,,4"], "the weight of 2 is missing"),
    (["--quota", "5", "--weights", ":3,B:4"], "member 1 has no name"),
    (["--quota", "5", "--weights", "A:1e400,B:2"], "the weight of A is no number: 1e400"),
    (["--quota", "5", "--weights", "A:nan,B:2"], "the weight of A is no number: nan"),
    (["--quota", "5", "--weights", "A:1;B:2"], "has two colons"),
    (["--quota", "5", "--weights", "0,0"], "all weights are 0"),
    (["--quota", "5", "--weights", "3x0"], "after x in 3x0 comes how many members weigh so much"),
    (["--quota", "5", "--weights", "3x99999999"], "more than 5000000 members"),
    (["--quota", "5", "--weights", "A:" + "9" * 5000], "is no number"),
    (["--rule", "q=1;w=1,2", "--rule", "q=1;w=1,2,3"], "rule 2 has other members than rule 1"),
    (["--rule", "q=1;x=1,2"], "a rule is written q=QUOTA;w=WEIGHTS"),
    (["--rule", "q=1;w=1,2", "--rule", "q=1;w=1,2", "--combine", "3"], "3 of 2 rules cannot be asked for"),
    (["--quota", "1", "--weights", "1,2", "--bloc", "1,9"], "no member is called 9"),
    (["--quota", "1", "--weights", "1,2", "--bloc", "1,1"], "1 stands in two groups"),
    (["--quota", "1", "--weights", "1,2", "--needs", "7"], "no member is called 7"),
    (["--quota", "1", "--weights", "1,2", "--coalitions", "winning", "--lacking", "7"], "no member is called 7"),
    (["--quota", "1", "--weights", "1,2", "--what-if", "leave 7"], "no member is called 7"),
    (["--quota", "1", "--weights", "1,2", "--what-if", "join 7"], "join NAME:WEIGHT"),
    (["--quota", "1", "--weights", "1,2", "--what-if", "join 1:3"], "1 is a member already"),
    (["--quota", "1", "--weights", "1,2", "--what-if", "join X:-1"], "the weight of X is negative: -1"),
    (["--quota", "1", "--weights", "1,2", "--what-if", "bloc 1"], "a bloc has two members or more"),
    (["--quota", "1", "--weights", "1,2", "--what-if", "vanish"], "a change is leave A, join X:WEIGHT, bloc A,B or blocs"),
    (["--quota", "1", "--weights", "1", "--what-if", "leave 1"], "the only member cannot leave"),
    (["--targets", "1,2", "--quota", "5"], "a quota that is a share of their total"),
    (["--targets", "1,2"], "a quota that is a share of their total"),
    (["--targets", "1,-2", "--quota", "50%"], "of the targets: the weight of 2 is negative: -2"),
    (["--targets", "0,0", "--quota", "50%"], "of the targets: all weights are 0"),
    (["--targets", "1,2", "--quota", "50%", "--index", "rae"], "targets are of banzhaf or shapley_shubik"),
]
TABLES = [
    (b"", "the table is empty"),
    (b"member,votes\n", "there are no members"),
    (b"member,votes\nx,1\nx,2\n", "row 3 of the table: two members are called x"),
    (b"member,votes\nx,1\ny\n", "row 3 of the table has 1 fields, and the heading has 2"),
    (b"member,votes\nx,1\ny,2,3\n", "row 3 of the table has 3 fields, and the heading has 2"),
    (b"member,votes\nx,1\ny,\n", "row 3 of the table: the weight of y is missing"),
    (b"member,votes\nx,-1\ny,2\n", "row 2 of the table: the weight of x is negative: -1"),
    (b"member,votes\nx,1\n,2\n", "row 3 of the table: member 2 has no name"),
    (b"member,votes\nx,1\n\"y,2\n", "row 3 of the table opens a quote that is never closed"),
    (b"member,votes\nx,1\n\"y\"z,2\n", "row 3 of the table has text after a closed quote"),
    (b"member,votes\nx,many\ny,2\n", "the table has no column of numbers"),
    (b"member;votes\nx;1,5\ny;2\n", "the weight of x is no number: 1,5 (the decimal sign is a point"),
    (b"member,votes\nx,1\ny,0x10\n", "row 3 of the table: the weight of y is no number: 0x10"),
    ("member,votes\nx,1\n".encode("utf-16"), "a zero byte"),
]
GOOD_TABLES = {
    "a byte order mark, CRLF, quotes and doubled quotes": b'\xef\xbb\xbfmember,votes\r\n"x, ""the first""",3\r\n"y",2\r\nz,1',
    "semicolons": b'member;votes\nx, "the first";3\ny;2\nz;1\n',
    "tabs and blank lines": b'member\tvotes\n\nx, "the first"\t3\n\ny\t2\nz\t1\n\n',
    "old Mac line ends": b'member,votes\r"x, ""the first""",3\ry,2\rz,1\r',
    "the second column of numbers by name": b'member,votes\nx,"3"\ny,2\nz,1\n',
}


def test_messages(tap, folder):
    for words, says in LINES:
        run = casus("power", *words)
        error = run.stderr.decode("utf-8", "replace")
        tap.test(run.returncode == 2 and says in error and error.count("\n") == 1 and len(error) < 500, f"power {' '.join(words)[:60]}: one clear message", run.returncode, error[:500])
    table = folder / "table.csv"
    for text, says in TABLES:
        table.write_bytes(text)
        run = casus("power", "--csv", str(table), "--quota", "50%")
        error = run.stderr.decode("utf-8", "replace")
        tap.test(run.returncode == 2 and says in error and error.count("\n") == 1, f"a table {text[:40]!r}: one clear message", run.returncode, error[:500])
    table.write_bytes(b"member,votes,votes\nx,1,2\ny,3,4\n")
    tap.ends(casus("power", "--csv", str(table), "--quota", "50%", "--value", "votes"), 2, "two columns of one name", says="two columns called votes")
    tap.ends(casus("power", "--csv", str(table), "--quota", "50%", "--value", "seats"), 2, "a column that is not there", says="no column seats")
    tap.ends(casus("power", "--csv", str(folder / "nowhere.csv"), "--quota", "50%"), 2, "a table that is not there", says="nowhere.csv")


def test_tables(tap, folder):
    for name, text in GOOD_TABLES.items():
        table = folder / "good.csv"
        table.write_bytes(text)
        run = casus("power", "--csv", str(table), "--quota", "4", "--json")
        got = json.loads(run.stdout) if run.returncode == 0 else {"members": []}
        names = [member["name"] for member in got["members"]]
        good = names[1:] == ["y", "z"] and names[0] in ('x', 'x, "the first"') and [member["weight"] for member in got["members"]] == ["3", "2", "1"]
        tap.test(good, f"a table with {name}", names, run.stderr[:300])
    wide = folder / "wide.csv"
    columns = 5000
    wide.write_text(",".join(["member"] + [f"year {i}" for i in range(columns)]) + "\n" +
                    "".join(",".join([f"m{row}"] + [str((row * 7 + i) % 13 + 1) for i in range(columns)]) + "\n" for row in range(12)))
    got = answer("--csv", str(wide), "--value", "year 4999", "--quota", ">50%")
    weights = [(row * 7 + 4999) % 13 + 1 for row in range(12)]
    swings, _ = oracle.swings_of(weights, sum(weights) // 2 + 1)
    tap.test([int(member["swings"]) for member in got.get("members", [])] == swings, "a table of 5,000 columns, the last one")


def test_widths(tap):
    """Weights scaled past every width of a word give the very same answer; shifted by one unit, the answer that Python gives."""
    chance = random.Random(9)
    faults, compared = [], 0
    for power in (31, 32, 53, 62, 63, 64, 65, 127, 128):
        for _ in range(5):
            n = chance.randint(3, 8)
            small = [chance.randint(1, 9) for _ in range(n)]
            quota = chance.randint(1, sum(small))
            scale = (1 << power) // max(small) + chance.randint(-3, 3)
            rest = [chance.randint(-1, 1) for _ in range(n)]
            cases = {"scaled": ([w * scale for w in small], quota * scale), "shifted": ([w * scale + r for w, r in zip(small, rest)], quota * scale),
                     "at the edge": ([(1 << power) + r for r in rest], n // 2 * (1 << power) + chance.randint(-1, 1)),
                     "decimals": ([w * scale + r for w, r in zip(small, rest)], quota * scale)}
            for what, (weights, needed) in cases.items():
                needed = min(max(1, needed), sum(weights))
                written = [f"{w // 1000}.{w % 1000:03}" for w in weights] if what == "decimals" else weights
                mark = f"{needed // 1000}.{needed % 1000:03}" if what == "decimals" else str(needed)
                got = answer("--quota", mark, "--weights", line(written), "--exact", "--index", "banzhaf,shapley_shubik,johnston,holler,nucleolus", codes=(0, 4))
                if "failed" in got:
                    faults.append(f"2^{power} {what} [{needed};{weights}]: {got['failed']}")
                    continue
                values, counts, _ = oracle.indices(*oracle.weighted(needed, weights))
                for key in ("banzhaf", "shapley_shubik", "johnston", "holler"):
                    if [Fraction(member[f"{key}_exact"]) for member in got["members"]] != values[key]:
                        faults.append(f"2^{power} {what} [{needed};{weights}]: {key}")
                faults += [f"2^{power} {what} [{needed};{weights}]: winning"] * (got["winning"] != str(counts["winning"]))
                compared += 1
    tap.test(not faults and compared == 180, "weights about 2^31, 2^32, 2^53, 2^62 … 2^128, in units and thousandths: what Python counts", *faults[:5])
    # Minimum weights forget the scale.
    got = answer("--quota", str(3 << 90), "--weights", line([2 << 90, 1 << 90, (1 << 90) + 1]), "--index", "minimum_weights,nucleolus")
    tap.test([member.get("minimum_weights") for member in got.get("members", [])] == ["2", "1", "1"], "minimum weights of weights past 2^90", got)
    # Targets and quotas of many digits.
    got = answer("--targets", "0.33333333333333333333333333,0.33333333333333333333333333,0.33333333333333333333333334", "--quota", "66.6666666666666666666666%")
    tap.test(got.get("members") and len(got["members"]) == 3 and Fraction(got["distance_exact"]) < Fraction(1, 10**20), "targets of 26 digits", got)


def test_budget(tap):
    run = casus("power", "--quota", "50%", "--weights", ",".join(str((1 << 60) + 7 ** i) for i in range(70)), "--index", "shapley_shubik,nucleolus", "--exact", "--max-seconds", "1")
    said = run.stdout.decode()
    tap.test(run.returncode == 4 and "undecided: shapley_shubik needs" in said and "undecided: nucleolus needs" in said, "what does not fit is undecided, with its needs", run.returncode, said[-500:])


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        test_messages(tap, folder)
        test_tables(tap, folder)
    test_widths(tap)
    test_budget(tap)
    tap.finish()


if __name__ == "__main__":
    main()
