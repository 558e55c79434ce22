#!/usr/bin/python3
"""The 570 swings of the Fund's governors at 50, 70 and 85 % against big integers: bench/power/fund_counts.py [CASUS]. About half a minute.

Shares no step with the engines. The row of counts is one large number with a field of 192 bits for each place; a member joins by one
shift and one addition. From the counts F(x) of sets that weigh at most x, the sets without a member are F(x) - F(x-w) + F(x-2w) - ...,
taken at the quota itself and not at its dual. Ends with status 1 at the first difference.
"""
import csv
import json
import pathlib
import subprocess
import sys
from fractions import Fraction

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "test" / "power" / "data" / "imf_governors_2022-10-02.csv"
FIELD = 24  # bytes


def weights():
    with TABLE.open(encoding="utf-8", newline="") as table:
        rows = list(csv.reader(table))[1:]
    return [(name, int(votes)) for name, votes in rows]


def row_of(members):
    """F(x) for every x: all sums, exactly."""
    row, total = 1, 0
    for weight in sorted(weight for _, weight in members):
        row += row << (8 * FIELD * weight)
        total += weight
    return row.to_bytes(FIELD * (total + 1), "little"), total


def summed(row, places):
    """The same, added up to each of the places asked for; they ascend."""
    found, sum_so_far, at = {}, 0, 0
    for place in sorted(places):
        sum_so_far += stretch(row, at, place + 1)
        at = place + 1
        found[place] = sum_so_far
    return found


def stretch(row, start, end):
    return sum(int.from_bytes(row[FIELD * x:FIELD * (x + 1)], "little") for x in range(start, end))


def swings(members, quota, cumulative):
    out = []
    for _, weight in members:
        def without(x):
            value, sign = 0, 1
            while x >= 0:
                value += sign * cumulative[x]
                x, sign = x - weight, -sign
            return value
        out.append(without(quota - 1) - without(quota - 1 - weight))
    return out


def places_of(members, quota):
    out = set()
    for weight in {weight for _, weight in members}:
        out.update(range(quota - 1, -1, -weight))
    return out


def main():
    casus = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "build" / "casus")
    members = weights()
    row, total = row_of(members)
    wrong = 0
    for percent in (50, 70, 85):
        share = Fraction(percent, 100) * total
        quota = -(-share.numerator // share.denominator)
        wanted = swings(members, quota, summed(row, places_of(members, quota)))
        run = subprocess.run([casus, "power", "--csv", str(TABLE), "--quota", f"{percent}%", "--index", "banzhaf", "--json"], capture_output=True, text=True, check=True)
        got = [int(member["swings"]) for member in json.loads(run.stdout)["members"]]
        different = sum(a != b for a, b in zip(got, wanted, strict=True))
        print(f"{percent} %: quota {quota}, {len(got) - different} of {len(wanted)} counts agree, the largest {max(wanted)}")
        wrong += different
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
