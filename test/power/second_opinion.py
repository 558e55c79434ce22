#!/usr/bin/python3
"""casus power against test/power/oracle.py on random games, and on games whose values are published or can be had otherwise. Output: TAP."""
import json
import pathlib
import random
import sys
from fractions import Fraction

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import oracle
from run_program import Tap, casus

ALL = "banzhaf,banzhaf_absolute,shapley_shubik,deegan_packel,holler,johnston,coleman_initiate,coleman_prevent,rae,koenig_braeuninger,nevison,nucleolus,minimum_weights"


def answer(*words, codes=(0,)):
    run = casus("power", *words, "--json")
    if run.returncode not in codes:
        return {"failed": f"status {run.returncode}: {run.stderr[:300].decode()}"}
    return json.loads(run.stdout)


def line(weights):
    return ",".join(map(str, weights))


def random_game(chance):
    """(options of casus, game of the oracle, its rules): one weighted rule, or two or three joined."""
    n = chance.choice([2, 3, 4, 5, 5, 5, 6])
    rules = []
    for _ in range(chance.choice([1, 1, 2, 3])):
        most = chance.choice([1, 3, 9])
        weights = [chance.choice([0, 1, chance.randint(1, most)]) for _ in range(n)]
        weights[chance.randrange(n)] += 1
        quota = chance.randint(1, sum(weights)) if chance.random() < 0.3 else sum(weights) // 2 + chance.randint(0, 1)
        rules.append((max(1, quota), weights))
    if len(rules) == 1:
        return ["--quota", str(rules[0][0]), "--weights", line(rules[0][1])], oracle.weighted(*rules[0]), rules
    needed = chance.randint(1, len(rules))
    words = [word for quota, weights in rules for word in ("--rule", f"q={quota};w={line(weights)}")]
    return [*words, "--combine", str(needed)], oracle.joined(needed, [oracle.weighted(*rule) for rule in rules]), rules


def compare(got, game):
    """What differs, in words."""
    n, wins = game
    values, counts, sizes = oracle.indices(n, wins)
    for key, numbers in values.items():
        if key == "swings":
            mine = [int(member["swings"]) for member in got["members"]]
        else:
            mine = [Fraction(member.get(f"{key}_exact", "-1")) for member in got["members"]]
        if mine != numbers:
            yield f"{key}: {mine} instead of {numbers}"
    for key, number in counts.items():
        if got.get(key) != str(number):
            yield f"{key}: {got.get(key)} instead of {number}"
    for key, numbers in sizes.items():
        if got["by_size"].get(key) != [str(number) for number in numbers]:
            yield f"{key} by size: {got['by_size'].get(key)} instead of {numbers}"


def nucleolus_fault(got, game):
    n, wins = game
    alone = [i for i in range(n) if wins[1 << i]]
    shares = [Fraction(member["nucleolus_exact"]) for member in got["members"]] if "nucleolus_exact" in got["members"][0] else None
    if wins[0] or len(alone) > 1:
        return None if shares is None else "there should be none"
    if shares is None:
        return "there is none"
    if alone:
        return None if shares == [Fraction(int(i == alone[0])) for i in range(n)] else f"{shares} where {alone[0]} wins alone"
    return None if oracle.is_nucleolus(n, wins, shares) else f"{shares} is not the nucleolus"


def minimum_fault(got, game):
    n, wins = game
    told = got.get("minimum_weights")
    if told is None:
        return "nothing is said of weights"
    if told["weighted"]:
        mine = [int(member["minimum_weights"]) for member in got["members"]]
        if not oracle.represents(n, wins, mine) or sum(mine) != int(told["sum"]):
            return f"{mine} do not say the same"
        quota = int(told["quota"])
        if wins != oracle.weighted(quota, mine)[1]:
            return f"the quota {quota} is wrong"
        if not told["proven"]:
            return "not proven"
        if n <= 6 and sum(mine) <= 14:
            known = oracle.minimum_weights(n, wins, sum(mine))
            if tuple(mine) not in known:
                return f"{mine}, and {known} have a smaller sum"
            return None if told["others"] or len(known) == 1 or not told["others_complete"] else f"others are missing: {known}"
        return None
    index = {member["name"]: i for i, member in enumerate(got["members"])}
    masks = {side: [sum(1 << index[name] for name in names) for names in told[side]] for side in ("winning", "losing")}
    if not all(wins[mask] for mask in masks["winning"]) or any(wins[mask] for mask in masks["losing"]):
        return "the trade is none: what wins loses, or what loses wins"
    if len(masks["winning"]) != len(masks["losing"]) or not masks["winning"]:
        return "the trade has sides of different length"
    if any(sum(mask >> i & 1 for mask in masks["winning"]) > sum(mask >> i & 1 for mask in masks["losing"]) for i in range(n)):
        return "the trade does not balance"
    return None


def test_random(tap, rounds):
    chance = random.Random(4)
    faults = {"indices": [], "nucleolus": [], "minimum weights": []}
    weighted = trades = shared = 0
    for _ in range(rounds):
        words, game, rules = random_game(chance)
        got = answer(*words, "--index", ALL, "--exact", codes=(0, 4))
        if "failed" in got:
            faults["indices"].append(f"{words}: {got['failed']}")
            continue
        faults["indices"] += [f"{words}: {fault}" for fault in compare(got, game)]
        for key, check in (("nucleolus", nucleolus_fault), ("minimum weights", minimum_fault)):
            fault = check(got, game)
            faults[key] += [f"{words}: {fault}"] if fault and not (key == "minimum weights" and game[1][0]) else []
        told = got.get("minimum_weights", {})
        weighted += told.get("weighted") is True
        trades += told.get("weighted") is False
        shared += len({member.get("nucleolus_exact") for member in got["members"]}) > 2
    for key, said in faults.items():
        tap.test(not said, f"{rounds} random games, {key} by the definition", *said[:5])
    tap.test(weighted > rounds // 4 and trades >= 5 and shared > 20, "the random games are of many kinds", weighted, trades, shared)


def test_unions(tap, rounds):
    chance = random.Random(5)
    faults = []
    for _ in range(rounds):
        n = chance.randint(3, 6)
        weights = [chance.randint(1, 9) for _ in range(n)]
        quota = chance.randint(1, sum(weights))
        places = list(range(n))
        chance.shuffle(places)
        unions, rest = [], places[:]
        while rest:
            size = chance.randint(1, len(rest))
            unions.append(sorted(rest[:size]))
            rest = rest[size:]
        words = [word for union in unions for word in ("--union", ",".join(str(i + 1) for i in union))]
        got = answer("--quota", str(quota), "--weights", line(weights), *words, "--index", "owen,banzhaf_owen", "--exact", codes=(0, 4))
        shapley, banzhaf = oracle.owen(n, oracle.weighted(quota, weights)[1], unions)
        mine = [Fraction(member.get("owen_exact", "-1")) for member in got["members"]]
        theirs = [Fraction(member.get("banzhaf_owen_exact", "-1")) for member in got["members"]]
        faults += [f"[{quota};{line(weights)}] {unions}: owen {mine} instead of {shapley}"] * (mine != shapley)
        faults += [f"[{quota};{line(weights)}] {unions}: banzhaf_owen {theirs} instead of {banzhaf}"] * (theirs != banzhaf)
    tap.test(not faults, f"{rounds} random games with unions, by the definition", *faults[:5])


def main():
    tap = Tap()
    test_random(tap, 250)
    test_unions(tap, 60)
    tap.finish()


if __name__ == "__main__":
    main()
