"""
A second opinion on voting power, written from the definitions: sets of members, whole numbers and fractions of Python, no code of the library.

Small games are a list of all coalitions that win (masks). Large weighted games are counted by weight with Python's integers, one dictionary a member taken in and out.
"""
import itertools
from fractions import Fraction
from math import comb, factorial


# ---- Small games: winning[mask] --------------------------------------------------------------------------------------

def weighted(quota, weights):
    n = len(weights)
    return n, [sum(w for i, w in enumerate(weights) if mask >> i & 1) >= quota for mask in range(1 << n)]


def joined(needed, games):
    n = games[0][0]
    return n, [sum(game[1][mask] for game in games) >= needed for mask in range(1 << n)]


def bits(mask):
    return bin(mask).count("1")


def minimal(n, wins):
    return [mask for mask in range(1 << n) if wins[mask] and not any(mask >> i & 1 and wins[mask ^ 1 << i] for i in range(n))]


def indices(n, wins):
    """Every index of one game by its definition; a dictionary of lists, and of counts."""
    full = (1 << n) - 1
    winning = [mask for mask in range(1 << n) if wins[mask]]
    swing_sets = [[mask for mask in range(1 << n) if not mask >> i & 1 and not wins[mask] and wins[mask | 1 << i]] for i in range(n)]
    swings = [len(sets) for sets in swing_sets]
    least = minimal(n, wins)
    blocking = minimal(n, [not wins[full & ~mask] for mask in range(1 << n)])
    total, both = sum(swings), len(winning)
    critical = {mask: [i for i in range(n) if mask >> i & 1 and not wins[mask ^ 1 << i]] for mask in winning}
    johnston = [sum((Fraction(1, len(who)) for who in critical.values() if i in who), Fraction(0)) for i in range(n)]
    out = {
        "swings": swings,
        "banzhaf_absolute": [Fraction(c, 1 << n - 1) for c in swings],
        "shapley_shubik": [sum((Fraction(factorial(bits(s)) * factorial(n - 1 - bits(s)), factorial(n)) for s in sets), Fraction(0)) for sets in swing_sets],
        "rae": [Fraction(sum((mask >> i & 1) == wins[mask] for mask in range(1 << n)), 1 << n) for i in range(n)],
        "nevison": [Fraction(sum(mask >> i & 1 for mask in winning), 1 << n - 1) for i in range(n)],
    }
    if total:
        out["banzhaf"] = [Fraction(c, total) for c in swings]
        out["johnston"] = [j / sum(johnston) for j in johnston]
    if winning:
        out["coleman_prevent"] = [Fraction(c, both) for c in swings]
        out["koenig_braeuninger"] = [Fraction(sum(mask >> i & 1 for mask in winning), both) for i in range(n)]
        held = [sum(mask >> i & 1 for mask in least) for i in range(n)]
        if sum(held):
            out["holler"] = [Fraction(h, sum(held)) for h in held]
            out["deegan_packel"] = [sum((Fraction(1, bits(mask)) for mask in least if mask >> i & 1), Fraction(0)) / len(least) for i in range(n)]
    if both < 1 << n:
        out["coleman_initiate"] = [Fraction(c, (1 << n) - both) for c in swings]
    counts = {"winning": both, "losing": (1 << n) - both, "minimal_winning": len(least), "minimal_blocking": len(blocking)}
    sizes = {"winning": [0] * (n + 1), "losing": [0] * (n + 1), "blocking": [0] * (n + 1), "minimal_winning": [0] * (n + 1), "minimal_blocking": [0] * (n + 1)}
    for mask in range(1 << n):
        sizes["winning" if wins[mask] else "losing"][bits(mask)] += 1
        sizes["blocking"][bits(mask)] += not wins[full & ~mask]
    for mask in least:
        sizes["minimal_winning"][bits(mask)] += 1
    for mask in blocking:
        sizes["minimal_blocking"][bits(mask)] += 1
    return out, counts, sizes


def owen(n, wins, unions):
    """Owen and Banzhaf-Owen: in every order of unions and of members within; in every set of other unions and of one's own members."""
    shapley, banzhaf = [Fraction(0)] * n, [Fraction(0)] * n
    masks = [sum(1 << i for i in union) for union in unions]
    for home, union in enumerate(unions):
        others = [mask for k, mask in enumerate(masks) if k != home]
        for i in union:
            mates = [1 << m for m in union if m != i]
            for taken in itertools.product([0, 1], repeat=len(others)):
                outside = sum(mask for mask, use in zip(others, taken) if use)
                for chosen in itertools.product([0, 1], repeat=len(mates)):
                    mask = outside | sum(mate for mate, use in zip(mates, chosen) if use)
                    if wins[mask] or not wins[mask | 1 << i]:
                        continue
                    banzhaf[i] += Fraction(1, 1 << len(others) + len(mates))
                    a, b = sum(taken), sum(chosen)
                    shapley[i] += Fraction(1, len(unions) * comb(len(unions) - 1, a) * len(union) * comb(len(union) - 1, b))
    return shapley, banzhaf


def ternary_banzhaf(n, quota, weights):
    """Yes counts for the quota; abstaining and no do not. Swings from no to yes over all profiles of the others."""
    swings = [0] * n
    for i in range(n):
        for profile in itertools.product(range(3), repeat=n - 1):
            others = sum(w for w, vote in zip(weights[:i] + weights[i + 1:], profile) if vote == 2)
            swings[i] += others < quota <= others + weights[i]
    return swings


# ---- The nucleolus ---------------------------------------------------------------------------------------------------

def simplex(rows, bounds, gain):
    """Greatest gain·y with rows·y <= bounds, y >= 0 and bounds >= 0: from y = 0, by Bland's rule, in fractions."""
    m, n = len(rows), len(gain)
    table = [list(map(Fraction, row)) + [Fraction(int(i == k)) for k in range(m)] + [Fraction(bounds[i])] for i, row in enumerate(rows)]
    last = [Fraction(-g) for g in gain] + [Fraction(0)] * (m + 1)
    basis = list(range(n, n + m))
    while True:
        column = next((j for j in range(n + m) if last[j] < 0), None)
        if column is None:
            return last[-1]
        best = None
        for i in range(m):
            if table[i][column] > 0:
                ratio = (table[i][-1] / table[i][column], basis[i])
                if best is None or ratio < best[0]:
                    best = (ratio, i)
        if best is None:
            return None
        i = best[1]
        lead = table[i][column]
        table[i] = [value / lead for value in table[i]]
        for k in range(m):
            if k != i and table[k][column]:
                times = table[k][column]
                table[k] = [a - times * b for a, b in zip(table[k], table[i])]
        times = last[column]
        last = [a - times * b for a, b in zip(last, table[i])]
        basis[i] = column


def rank(rows):
    rows = [list(map(Fraction, row)) for row in rows]
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        lead = next((r for r in range(found, len(rows)) if rows[r][column]), None)
        if lead is None:
            continue
        rows[found], rows[lead] = rows[lead], rows[found]
        for r in range(len(rows)):
            if r != found and rows[r][column]:
                times = rows[r][column] / rows[found][column]
                rows[r] = [a - times * b for a, b in zip(rows[r], rows[found])]
        found += 1
    return found


def is_nucleolus(n, wins, x):
    """
    Kohlberg: a division is the nucleolus exactly if, for every level of complaints, no side payments that sum to 0 leave no coalition at or above the level worse off
    and one better off. (For games in which nobody wins alone; then nobody gets less than 0.)
    """
    if sum(x) != 1 or min(x) < 0:
        return False
    complaints = {}
    for mask in range(1, (1 << n) - 1):
        complaints.setdefault(wins[mask] - sum(x[i] for i in range(n) if mask >> i & 1), []).append([mask >> i & 1 for i in range(n)])
    above = []
    for level in sorted(complaints, reverse=True):
        above += complaints[level]
        # y = u - v, 0 <= u, v <= 1; y(S) >= 0 for those above, y(N) = 0; greatest sum of y(S).
        rows = [[-a for a in s] + s for s in above] + [[1] * n + [-1] * n, [-1] * n + [1] * n]
        rows += [[int(j == i) for j in range(2 * n)] for i in range(2 * n)]
        gain = [sum(s[i] for s in above) for i in range(n)]
        if simplex(rows, [0] * (len(above) + 2) + [1] * (2 * n), gain + [-g for g in gain]) != 0:
            return False
        if rank(above + [[1] * n]) == n:
            return True
    return True


# ---- Minimum weights ---------------------------------------------------------------------------------------------------

def parts(total, places):
    if places == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in parts(total - first, places - 1):
            yield (first, *rest)


def parts_descending(places, most):
    """All descending tuples of whole numbers up to `most`, but those of zeros."""
    for weights in itertools.combinations_with_replacement(range(most, -1, -1), places):
        if weights[0]:
            yield weights


def represents(n, wins, weights):
    sums = [0] * (1 << n)
    most, least = -1, None
    for mask in range(1, 1 << n):
        low = mask & -mask
        sums[mask] = sums[mask ^ low] + weights[low.bit_length() - 1]
    for mask in range(1 << n):
        if wins[mask]:
            least = sums[mask] if least is None or sums[mask] < least else least
        elif sums[mask] > most:
            most = sums[mask]
    return least is not None and least > most


def minimum_weights(n, wins, up_to):
    """All weights of least sum, at most `up_to`; empty when there are none."""
    for total in range(1, up_to + 1):
        found = [weights for weights in parts(total, n) if represents(n, wins, weights)]
        if found:
            return found
    return []


# ---- Large weighted games ----------------------------------------------------------------------------------------------

def by_weight(weights, limit):
    """counts[x]: sets that weigh x, x < limit."""
    counts = [0] * limit
    counts[0] = 1
    for w in weights:
        for x in range(limit - 1, w - 1, -1):
            counts[x] += counts[x - w]
    return counts


def taken_out(counts, w):
    out = counts[:]
    for x in range(w, len(out)):
        out[x] -= out[x - w]
    return out


def swings_of(weights, quota):
    """One weighted rule, by the weight of the others: those that lose and win with the member."""
    counts = by_weight(weights, quota)
    known = {}
    for w in weights:
        if w not in known:
            others = taken_out(counts, w) if w else counts
            known[w] = sum(others[max(0, quota - w):quota]) if w else 0
    winning = (1 << len(weights)) - sum(counts)
    return [known[w] for w in weights], winning


def shapley_of(weights, quota):
    """The same by size: polynomials in z for each weight, z counting members, in one integer with 64 + n bits a coefficient."""
    n = len(weights)
    width = n + 8
    mask = (1 << width) - 1
    counts = [0] * quota
    counts[0] = 1
    for w in weights:
        for x in range(quota - 1, w - 1, -1):
            counts[x] += counts[x - w] << width
    known = {}
    for w in weights:
        if w in known:
            continue
        others = counts[:]
        for x in range(w, quota):
            others[x] -= others[x - w] << width
        packed = sum(others[max(0, quota - w):quota])
        total = Fraction(0)
        for s in range(n):
            total += Fraction((packed >> s * width & mask) * factorial(s) * factorial(n - 1 - s), factorial(n))
        known[w] = total if w else Fraction(0)
    return [known[w] for w in weights]


def swings_packed(weights, quota):
    """
    The same for rules of millions of votes: all counts by weight in one integer, 8 bytes × ceil((members + 1) / 64) a count, a member a shift and an addition. Yes and no
    change places where that is shorter: the swings stay.
    """
    total, n = sum(weights), len(weights)
    short = min(quota, total - quota + 1)
    size = 8 * ((n + 64) // 64)
    packed, keep = 1, (1 << 8 * size * short) - 1
    for w in weights:
        packed = (packed + (packed << 8 * size * w)) & keep
    raw = packed.to_bytes(size * short, "little")
    up_to, running = [], 0
    for at in range(0, size * short, size):
        running += int.from_bytes(raw[at:at + size], "little")
        up_to.append(running)
    known = {}
    for w in set(weights):
        # Sets of the others that weigh at most x: up_to[x] - up_to[x-w] + up_to[x-2w] - ...
        def others(x):
            count, sign = 0, 1
            while x >= 0 and w:
                count, sign, x = count + sign * up_to[x], -sign, x - w
            return count
        known[w] = others(short - 1) - others(short - 1 - w)
    below = up_to[short - 1]
    winning = (1 << n) - below if short == quota else below
    return [known[w] for w in weights], winning


def union_in_persons(people, heads, quota, enough):
    """
    At least `heads` members who are `quota` people together, or `enough` members whoever they are: winning coalitions and, for each member and size, those that hold it. Half of the members meet
    the other half: for each set of one, how many of each size of the other reach the quota, by bisection.
    """
    from bisect import bisect_left
    n = len(people)
    halves = [list(range(n // 2)), list(range(n // 2, n))]
    sums = []
    for half in halves:
        table = [[] for _ in range(len(half) + 1)]
        for mask in range(1 << len(half)):
            members = [half[k] for k in range(len(half)) if mask >> k & 1]
            table[len(members)].append((sum(people[i] for i in members), members))
        sums.append(table)
    by_size, holding = [0] * (n + 1), [[0] * (n + 1) for _ in range(n)]
    for own, other in ((0, 1), (1, 0)):
        sorted_sums = [sorted(total for total, _ in row) for row in sums[other]]
        for size, row in enumerate(sums[own]):
            for total, members in row:
                for more, column in enumerate(sorted_sums):
                    together = size + more
                    count = len(column) if together >= enough else len(column) - bisect_left(column, quota - total) if together >= heads else 0
                    if not own:
                        by_size[together] += count
                    for i in members:
                        holding[i][together] += count
    return by_size, holding


def from_holding(by_size, holding):
    """Swings and Shapley-Shubik from the winning coalitions by size, of all and of those that hold each member."""
    n, swings, shapley = len(holding), [], []
    for row in holding:
        # A set of s others swings: it wins with the member (row[s + 1]) and not without (by_size[s] - row[s]).
        counts = [row[s + 1] - (by_size[s] - row[s]) for s in range(n)]
        swings.append(sum(counts))
        shapley.append(sum((Fraction(c, n * comb(n - 1, s)) for s, c in enumerate(counts)), Fraction(0)))
    return swings, shapley
