#!/usr/bin/python3
"""
Real bodies and games of the literature, digit for digit: every count as a whole number, every index as a fraction, against test/power/oracle.py, and where a value is published, against that.
With the word `all` as argument also what takes minutes. Output: TAP.
"""
import csv
import json
import pathlib
import sys
from fractions import Fraction
from math import comb

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import oracle
from run_program import ROOT, Tap, casus
from second_opinion import answer, compare, line, minimum_fault, nucleolus_fault

DATA = ROOT / "test" / "power" / "data"


def column(name):
    with open(DATA / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        return [int(row[1]) for row in list(csv.reader(file))[1:]]


# What it is, quota, weights, and published values: index -> fractions (or whole numbers) of the first members.
SMALL = [
    ("Council of the six, 1958", 12, [4, 4, 4, 2, 2, 1], {"banzhaf": ["5/21", "5/21", "5/21", "1/7", "1/7", "0"], "shapley_shubik": ["7/30", "7/30", "7/30", "3/20", "3/20", "0"]}),
    ("Council of the nine, 1973", 41, [10, 10, 10, 10, 5, 5, 3, 3, 2], {}),
    ("Council of the ten, 1981", 45, [10, 10, 10, 10, 5, 5, 5, 3, 3, 2], {}),
    ("Council of the twelve, 1986", 54, [10, 10, 10, 10, 8, 5, 5, 5, 5, 3, 3, 2], {}),
    ("Security Council before 1965", 27, [5] * 5 + [1] * 6, {"shapley_shubik": ["76/385"] * 5 + ["1/462"] * 6}),
    ("Nassau County, 1958", 16, [9, 9, 7, 3, 1, 1], {"banzhaf": ["1/3", "1/3", "1/3", "0", "0", "0"]}),
    ("Nassau County, 1964", 58, [31, 31, 28, 21, 2, 2], {"banzhaf": ["1/3", "1/3", "1/3", "0", "0", "0"]}),
    ("two of three whatever their weights", 51, [49, 48, 3], {"banzhaf": ["1/3"] * 3, "nucleolus": ["1/3"] * 3, "minimum_weights": [1, 1, 1]}),
    ("one and two", 3, [2, 1, 1], {"shapley_shubik": ["2/3", "1/6", "1/6"], "banzhaf": ["3/5", "1/5", "1/5"], "deegan_packel": ["1/2", "1/4", "1/4"], "holler": ["1/2", "1/4", "1/4"],
                                    "johnston": ["2/3", "1/6", "1/6"], "nucleolus": ["1", "0", "0"]}),
    ("four shareholders", 51, [40, 30, 20, 10], {"shapley_shubik": ["5/12", "1/4", "1/4", "1/12"], "banzhaf": ["5/12", "1/4", "1/4", "1/12"]}),
    ("a dictator", 5, [5, 2, 2], {"banzhaf": ["1", "0", "0"], "nucleolus": ["1", "0", "0"], "minimum_weights": [1, 0, 0]}),
    ("unanimity of seven", 7, [1] * 7, {"nucleolus": ["1/7"] * 7, "shapley_shubik": ["1/7"] * 7}),
    ("the apex game of five", 4, [3, 1, 1, 1, 1], {"nucleolus": ["3/7", "1/7", "1/7", "1/7", "1/7"], "minimum_weights": [3, 1, 1, 1, 1], "shapley_shubik": ["3/5", "1/10", "1/10", "1/10", "1/10"]}),
    ("the apex game of eight", 7, [6, 1, 1, 1, 1, 1, 1, 1], {"nucleolus": ["6/13"] + ["1/13"] * 7, "minimum_weights": [6] + [1] * 7}),
    ("constant sum, homogeneous", 5, [2, 2, 2, 1, 1, 1], {"nucleolus": ["2/9", "2/9", "2/9", "1/9", "1/9", "1/9"]}),
    ("powers of two", 32, [1, 2, 4, 8, 16, 32], {}),
    ("a majority of eleven", 6, [1] * 11, {"banzhaf_absolute": [f"{comb(10, 5)}/1024"]}),
    ("eight members, unequal equals", 12, [7, 6, 6, 4, 4, 4, 3, 2], {"minimum_weights": [7, 6, 6, 4, 4, 4, 3, 2]}),
]
LARGE = [
    ("Security Council", 39, [7] * 5 + [1] * 10, {"swings": [848] * 5 + [84] * 10, "shapley_shubik": ["421/2145"] * 5 + ["4/2145"] * 10, "nucleolus": ["1/5"] * 5 + ["0"] * 10}),
    ("Council of the fifteen, 1995", 62, [10, 10, 10, 10, 8, 5, 5, 5, 5, 4, 4, 3, 3, 3, 2], {}),
    ("Council of the fifteen, the other quota", 65, [10, 10, 10, 10, 8, 5, 5, 5, 5, 4, 4, 3, 3, 3, 2], {}),
    ("Council of the 25, votes alone", 232, [29] * 4 + [27] * 2 + [13] + [12] * 5 + [10] * 2 + [7] * 5 + [4] * 5 + [3], {}),
    ("Council of the 27, votes alone", 255, column("eu27_nice"), {}),
    ("Council of the 28, votes alone", 260, [29] * 4 + [27] * 2 + [14, 13] + [12] * 5 + [10] * 3 + [7] * 6 + [4] * 5 + [3], {}),
    ("Bundesrat", 35, [6, 6, 6, 6, 5, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3], {}),
    ("Bundesrat, two thirds", 46, [6, 6, 6, 6, 5, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3], {}),
    ("Electoral College", 270, column("us_electoral_college_2024"), {}),
    ("a majority of 100", 51, [1] * 100, {"swings": [comb(99, 50)] * 100}),
    ("one great shareholder and sixty", 46, [30] + [1] * 60, {}),
    ("fifty of two kinds", 60, [3] * 20 + [1] * 30, {}),
]
# Too many for a second opinion on orders: swings and winning coalitions alone.
COUNTED = [
    ("801 equal members", 401, [1] * 801),
    ("801 members of three kinds", 700, [1] * 401 + [2] * 300 + [3] * 100),
    ("435 members with weights 1 to 9", 1001, [1 + i * i % 9 for i in range(435)]),
    ("190 governors at 85 %", None, column("imf_governors_2022-10-02")),
]
SLOW = [("190 governors at 70 %", 70, column("imf_governors_2022-10-02")), ("190 governors at 50 %", 50, column("imf_governors_2022-10-02"))]


def share(total, percent):
    return -(-total * percent // 100)


def published_faults(got, values):
    for key, wanted in values.items():
        for member, value in zip(got["members"], wanted):
            mine = member.get(key) if key in ("swings", "minimum_weights") else member.get(f"{key}_exact")
            if Fraction(mine or "-1") != Fraction(value):
                yield f"{key} of {member['name']}: {mine} instead of {value}"
                break


def test_small(tap):
    for name, quota, weights, values in SMALL:
        got = answer("--quota", str(quota), "--weights", line(weights), "--index",
                     "banzhaf,banzhaf_absolute,shapley_shubik,deegan_packel,holler,johnston,coleman_initiate,coleman_prevent,rae,koenig_braeuninger,nevison,nucleolus,minimum_weights", "--exact")
        game = oracle.weighted(quota, weights)
        faults = [got["failed"]] if "failed" in got else [*compare(got, game), *published_faults(got, values)]
        faults += [fault for fault in (minimum_fault(got, game), nucleolus_fault(got, game) if len(weights) <= 6 else None) if fault]
        tap.test(not faults, f"{name}: every index by the definition", *faults[:5])


def test_large(tap):
    for name, quota, weights, values in LARGE:
        got = answer("--quota", str(quota), "--weights", line(weights), "--index", "banzhaf,shapley_shubik,nucleolus,minimum_weights", "--exact")
        if "failed" in got:
            tap.test(False, name, got["failed"])
            continue
        swings, winning = oracle.swings_of(weights, quota)
        faults = list(published_faults(got, values))
        faults += ["swings"] * ([int(member["swings"]) for member in got["members"]] != swings) + ["winning"] * (int(got["winning"]) != winning)
        faults += ["banzhaf"] * ([Fraction(member["banzhaf_exact"]) for member in got["members"]] != [Fraction(c, sum(swings)) for c in swings])
        shapley = oracle.shapley_of(weights, quota)
        faults += ["shapley_shubik"] * ([Fraction(member["shapley_shubik_exact"]) for member in got["members"]] != shapley)
        # Doubles are the nearest to the fractions.
        faults += ["shapley_shubik as a number"] * ([member["shapley_shubik"] for member in got["members"]] != [value.numerator / value.denominator for value in shapley])
        mine = [int(member["minimum_weights"]) for member in got["members"]]
        again, also = oracle.swings_of(mine, int(got["minimum_weights"]["quota"]))
        faults += ["minimum weights"] * (not got["minimum_weights"]["proven"] or sum(mine) > sum(weights) or (again, also) != (swings, winning))
        tap.test(not faults, f"{name}: {len(weights)} members, counts and fractions", *faults[:5])


def test_counted(tap, games):
    for name, quota, weights in games:
        quota = share(sum(weights), quota or 85) if quota is None or quota in (50, 70) else quota
        got = answer("--quota", str(quota), "--weights", line(weights), "--index", "banzhaf")
        swings, winning = oracle.swings_packed(weights, quota)
        same = "failed" not in got and [int(member["swings"]) for member in got["members"]] == swings and int(got["winning"]) == winning
        tap.test(same, f"{name}: all swings and winning coalitions", got.get("failed"))


def test_two_ways(tap):
    """The Security Council as weights and as five of five and nine of fifteen: the same answer but for the rule's words."""
    one = answer("--quota", "39", "--weights", "7x5,1x10", "--exact", "--abstain", codes=(0, 4))
    two = answer("--rule", f"q=5;w={line([1] * 5 + [0] * 10)}", "--rule", "q=9;w=1x15", "--exact")
    for key in ("ternary_swings", "ternary_banzhaf", "ternary_banzhaf_exact", "ternary_banzhaf_absolute", "ternary_banzhaf_absolute_exact", "ternary_shapley_shubik",
                "ternary_shapley_shubik_exact", "weight"):
        for member in one.get("members", []):
            member.pop(key, None)
    same = {key for key in one if one[key] == two.get(key)}
    tap.test({"members", "winning", "losing", "minimal_winning", "minimal_blocking", "power_to_act", "by_size"} <= same, "the Security Council in two ways", sorted(set(one) - same))
    game = oracle.joined(2, [oracle.weighted(5, [1] * 5 + [0] * 6), oracle.weighted(7, [1] * 11)])
    got = answer("--rule", f"q=5;w={line([1] * 5 + [0] * 6)}", "--rule", "q=7;w=1x11", "--exact")
    faults = list(compare(got, game))
    tap.test(not faults, "the Security Council before 1965 as two rules, by the definition", *faults)


def test_compound(tap):
    people = [34, 29, 9, 9, 7, 5, 3, 2, 1, 1]
    game = oracle.joined(2, [oracle.weighted(7, [1] * 10), oracle.weighted(50, people)])
    got = answer("--rule", "q=7;w=1x10", "--rule", f"q=50;w={line(people)}", "--exact")
    faults = list(compare(got, game))
    tap.test(not faults, "seven of ten provinces with half of the people: every index by the definition", *faults[:5])
    # A small congress: a majority of either house and the president, or two thirds of both houses.
    n = 1 + 3 + 5
    president, senate, house = [1] + [0] * 8, [0] + [1] * 3 + [0] * 5, [0] * 4 + [1] * 5
    rules = [[oracle.weighted(1, president), oracle.weighted(2, senate), oracle.weighted(3, house)], [oracle.weighted(2, senate), oracle.weighted(4, house)]]
    game = oracle.joined(1, [oracle.joined(len(parts), parts) for parts in rules])
    text = "\n".join([f"party P{i}" for i in range(n)] + ["group senate = P1, P2, P3", "group house = P4, P5, P6, P7, P8",
                     "rule law = (P0 yes and at least 2 of senate yes and at least 3 of house yes) or (at least 2 of senate yes and at least 4 of house yes)", ""])
    run = casus("power", "-", "law", "--json", "--exact", given=text.encode())
    faults = list(compare(json.loads(run.stdout), game)) if run.returncode == 0 else [run.stderr.decode()]
    tap.test(not faults, "a small congress as a rule of the language: every index by the definition", *faults[:5])


def test_union_in_persons(tap):
    for name, enough in (("eu27_population_2017", 24), ("eu28_population_2017", 25)):
        with open(DATA / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))[1:]
        people, n = [int(row[1]) for row in rows], len(rows)
        text = "\n".join([f"party {row[0]}" for row in rows] + ["group members = " + ", ".join(row[0] for row in rows),
                         "weight persons = " + ", ".join(f"{row[0]} {row[1]}" for row in rows),
                         "rule law = (at least 55% of members yes and at least 65% of persons of members yes) or at most 3 of members not yes", ""])
        run = casus("power", "-", "law", "--json", "--exact", "--index", "banzhaf,shapley_shubik", given=text.encode())
        if run.returncode:
            tap.test(False, name, run.stderr.decode())
            continue
        got = json.loads(run.stdout)
        by_size, holding = oracle.union_in_persons(people, -(-55 * n // 100), -(-65 * sum(people) // 100), enough)
        swings, shapley = oracle.from_holding(by_size, holding)
        faults = ["winning"] * (int(got["winning"]) != sum(by_size)) + ["winning by size"] * ([int(c) for c in got["by_size"]["winning"]] != by_size)
        faults += ["swings"] * ([int(member["swings"]) for member in got["members"]] != swings)
        faults += ["shapley_shubik"] * ([Fraction(member["shapley_shubik_exact"]) for member in got["members"]] != shapley)
        tap.test(not faults, f"the Union of {n} in persons, with the clause of four: counts and fractions", *faults)


def test_congress(tap):
    """The law of the United States: 537 members of four kinds, by binomials."""
    def sets(m, least):
        return sum(comb(m, k) for k in range(least, m + 1))
    text = "\n".join(["party PR", "party VP", "party S * 100", "party H * 435", "group senate = S, VP"] +
                     ["rule law = (PR yes and at least 218 of H yes and (at least 51 of S yes or (at least 50 of S yes and VP yes))) or (at least 290 of H yes and at least 67 of S yes)", ""])
    run = casus("power", "-", "law", "--json", "--index", "banzhaf", given=text.encode())
    if run.returncode:
        tap.test(False, "federal law of the United States", run.stderr.decode())
        return
    got = json.loads(run.stdout)
    senate = {True: sets(100, 50), False: sets(100, 51)}
    winning = {(pr, vp): sets(435, 218) * senate[vp] if pr else sets(435, 290) * sets(100, 67) for pr in (True, False) for vp in (True, False)}
    total = sum(winning.values())
    swings = {member["name"]: int(member["swings"]) for member in got["members"]}
    president = sum(winning[True, vp] - winning[False, vp] for vp in (True, False))
    deputy = sum(winning[pr, True] - winning[pr, False] for pr in (True, False))
    tap.test(len(swings) == 537 and int(got["winning"]) == total and swings["PR"] == president and swings["VP"] == deputy,
             "federal law of the United States: 537 members, by binomials", total, president, deputy, swings.get("PR"), swings.get("VP"))


def main():
    tap = Tap()
    test_union_in_persons(tap)
    test_congress(tap)
    test_small(tap)
    test_large(tap)
    test_counted(tap, COUNTED + (SLOW if sys.argv[1:] == ["all"] else []))
    test_two_ways(tap)
    test_compound(tap)
    tap.finish()


if __name__ == "__main__":
    main()
