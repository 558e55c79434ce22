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


def test_changes(tap, rounds):
    """Before and after, from two games that the oracle makes itself; the differences from both."""
    chance = random.Random(6)
    faults = []
    for _ in range(rounds):
        n = chance.randint(3, 6)
        weights = [chance.randint(1, 9) for _ in range(n)]
        names = [chr(65 + i) for i in range(n)]
        percent = chance.random() < 0.5
        quota = chance.randint(40, 90) if percent else chance.randint(1, sum(weights))
        gone, a, b, joining = chance.randrange(n), *chance.sample(range(n), 2), chance.randint(1, 9)
        needed = lambda total: -(-total * quota // 100) if percent else quota
        changes = {
            f"leave {names[gone]}": (names[:gone] + names[gone + 1:], weights[:gone] + weights[gone + 1:]),
            f"join X:{joining}": (names + ["X"], weights + [joining]),
            f"bloc {names[a]},{names[b]}": None,
        }
        low, high = sorted((a, b))
        bloc = f"{names[low]}+{names[high]}"
        rest = [i for i in range(n) if i != high]
        changes[f"bloc {names[a]},{names[b]}"] = ([bloc if i == low else names[i] for i in rest], [weights[low] + weights[high] if i == low else weights[i] for i in rest])
        words = [word for change in changes for word in ("--what-if", change)]
        got = answer("--quota", f"{quota}%" if percent else str(quota), "--weights", ",".join(f"{name}:{w}" for name, w in zip(names, weights)), *words)
        if "failed" in got:
            faults.append(got["failed"])
            continue
        before = oracle.indices(*oracle.weighted(needed(sum(weights)), weights))[0]
        for told, (change, (new_names, new_weights)) in zip(got["what_if"], changes.items()):
            fixed = sum(weights) if change.startswith("bloc") else sum(new_weights)
            after = oracle.indices(*oracle.weighted(needed(fixed), new_weights))[0]
            for member in told["members"]:
                for key in ("banzhaf", "shapley_shubik"):
                    name = member["name"]
                    was = [before[key][names.index(one)] for one in name.split("+")] if name != "X" else None
                    now = after[key][new_names.index(name)] if name in new_names and key in after else None
                    mine = [Fraction(member[key][f"{part}_exact"]) if f"{part}_exact" in member[key] else None for part in ("before", "after", "difference")]
                    wanted = [sum(was) if was else None, now, now - sum(was) if was and now is not None else None]
                    if mine != wanted:
                        faults.append(f"[{quota}{'%' * percent};{line(weights)}] {change}: {key} of {name}: {mine} instead of {wanted}")
            if {member["name"] for member in told["members"]} != set(new_names) | ({names[gone]} if change.startswith("leave") else set()):
                faults.append(f"{change}: members {told['members']}")
    tap.test(not faults, f"{rounds} random games changed: gains and losses by the definition", *faults[:5])


def test_pairs(tap):
    got = answer("--quota", "12", "--weights", "DE:4,FR:4,IT:4,BE:2,NL:2,LU:1", "--what-if", "blocs")
    told = {entry["change"]: entry["members"] for entry in got.get("what_if", [])}
    good = len(told) == 15 and all(len(members) == 1 for members in told.values()) and told["bloc BE,NL"][0]["banzhaf"]["difference_exact"] == "-1/28"
    tap.test(good, "every pair as a bloc of its own", list(told.items())[:2])


def test_inverse(tap, rounds):
    """Nothing closer exists: all games of three and four members with weights of at most 9, at the same quota."""
    chance = random.Random(7)
    faults, worse = [], 0
    for _ in range(rounds):
        n = chance.choice([3, 4])
        targets = [chance.randint(1, 20) for _ in range(n)]
        percent, more = chance.choice([50, 51, 60, 67, 75]), chance.random() < 0.5
        index = chance.choice(["banzhaf", "shapley_shubik"])
        got = answer("--targets", line(targets), "--quota", f"{'>' * more}{percent}%", "--index", index)
        if "failed" in got or not got["closest"]:
            faults.append(f"{targets}: {got.get('failed', 'not proven')}")
            continue
        weights = [int(member["weight"]) for member in got["members"]]
        needed = sum(weights) * percent // 100 + 1 if more else -(-sum(weights) * percent // 100)
        power = oracle.indices(*oracle.weighted(needed, weights))[0][index]
        wished = [Fraction(t, sum(targets)) for t in targets]
        distance = sum(abs(a - b) for a, b in zip(power, wished))
        if int(got["quota"]) != needed or Fraction(got["distance_exact"]) != distance or [Fraction(member["power_exact"]) for member in got["members"]] != power:
            faults.append(f"{targets} at {percent}: {weights} have power {power}, distance {distance}, quota {needed}")
        places = sorted(range(n), key=lambda i: -targets[i])
        for other in oracle.parts_descending(n, 9):
            total = sum(other)
            table = oracle.weighted(total * percent // 100 + 1 if more else -(-total * percent // 100), list(other))
            if not table[1][-1] or table[1][0]:
                continue
            theirs = oracle.indices(*table)[0][index]
            off = sum(abs(theirs[k] - wished[place]) for k, place in enumerate(places))
            if off < distance:
                faults.append(f"{targets} at {percent}: {other} is closer")
                break
            worse += off > distance
    tap.test(not faults and worse > 100, f"{rounds} random targets: no weights up to 9 come closer", *faults[:5])
    run = casus("power", "--targets", "A:30,B:25,C:15,D:10,E:8,F:6,G:4,H:2", "--quota", ">50%", "--json")
    got = json.loads(run.stdout)
    weights = [int(member["weight"]) for member in got["members"]]
    swings, _ = oracle.swings_of(weights, int(got["quota"]))
    off = sum(abs(Fraction(c, sum(swings)) - Fraction(t, 100)) for c, t in zip(swings, [30, 25, 15, 10, 8, 6, 4, 2]))
    tap.test(Fraction(got["distance_exact"]) == off < Fraction(4, 100) and not got["closest"], "eight members: the distance is exact, and not claimed to be least", off)


def test_needs(tap, rounds):
    chance = random.Random(8)
    faults = []
    for _ in range(rounds):
        words, (n, wins), _ = random_game(chance)
        member = chance.randrange(n)
        got = answer(*words, "--needs", str(member + 1), "--order", "--index", "banzhaf", codes=(0, 4))
        if "failed" in got:
            faults.append(got["failed"])
            continue
        full = (1 << n) - 1
        for key, table in (("to_win", wins), ("to_block", [not wins[full & ~mask] for mask in range(1 << n)])):
            holding = [mask for mask in oracle.minimal(n, table) if mask >> member & 1]
            least = min(map(oracle.bits, holding), default=None)
            wanted = {mask for mask in holding if oracle.bits(mask) == least}
            told = got["needs"][key]
            mine = {sum(1 << int(name) - 1 for name in names) for names in told["listed"]} if told else set()
            if mine != wanted or (told and (told["size"] != least or int(told["count"]) != len(wanted))):
                faults.append(f"{words} {key}: {told}, wanted {wanted}")
        classes = got["desirability"]["classes"]
        dummies = got["desirability"]["dummies"]
        known = {i for i in range(n) if not any(wins[mask] != wins[mask | 1 << i] for mask in range(1 << n) if not mask >> i & 1)}
        if known != ({int(name) - 1 for name in classes[dummies]} if dummies is not None else set()):
            faults.append(f"{words}: dummies {dummies} of {classes}, wanted {known}")
    tap.test(not faults, f"{rounds} random games: what a member needs, and who is never needed", *faults[:5])


def test_abstention(tap, rounds):
    chance = random.Random(10)
    faults = []
    for _ in range(rounds):
        n = chance.randint(2, 6)
        weights = [chance.randint(1, 30) for _ in range(n)]
        quota = chance.randint(1, sum(weights))
        got = answer("--quota", str(quota), "--weights", line(weights), "--abstain", "--index", "ternary_banzhaf")
        swings = oracle.ternary_banzhaf(n, quota, weights)
        if [int(member.get("ternary_swings", "-1")) for member in got.get("members", [])] != swings:
            faults.append(f"[{quota};{line(weights)}]: {got} instead of {swings}")
    tap.test(not faults, f"{rounds} random games with abstention: swings by the definition", *faults[:3])


def main():
    tap = Tap()
    test_abstention(tap, 40)
    test_random(tap, 250)
    test_unions(tap, 60)
    test_changes(tap, 60)
    test_pairs(tap)
    test_inverse(tap, 24)
    test_needs(tap, 60)
    tap.finish()


if __name__ == "__main__":
    main()
