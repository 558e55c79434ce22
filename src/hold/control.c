/*
 * Who controls a rule: see control.h.
 *
 * More yes never hurts (the resolver refuses other rules), so the ballots that matter are extremes. Without a quorum the worst that
 * opponents of adoption can do is to vote no: it lowers every count that wants yes, raises every count that fears no, and widens the base
 * of `of those voting`. A no helps in two places: it fills a quorum, and it keeps a count of those voting from running empty that would hold of noes alone (`all
 * but 2 of …`). There staying away may be worse, and the worst is searched over who stays away. An abstention is worse than both only where it leaves the base
 * of those voting like an absence, and is cast for good like a no.
 */
#include "hold/control.h"

typedef struct scope {
    cas_set excluded, barred;
    bool voting_only;
} scope;

static void remove_into(cas_set *set, const cas_removal *removal, uint64_t found)
{
    *set = cas_set_or(*set, removal->always);
    if (removal->finding >= 0 && (found >> removal->finding) & 1)
        *set = cas_set_or(*set, removal->when_found);
}

/* a * b against c * d, without overflow. */
static int compare_products(int64_t a, int64_t b, int64_t c, int64_t d)
{
    const __int128 left = (__int128)a * b, right = (__int128)c * d;
    return (left > right) - (left < right);
}

enum { QUANT_LIMBS = 2048 };

/* Whole numbers of any size, compared as a * b against c * d by long multiplication on the stack. */
static int compare_big_products(cas_big a, cas_big b, cas_big c, cas_big d)
{
    uint64_t left[QUANT_LIMBS] = {0}, right[QUANT_LIMBS] = {0};
    const cas_big *factors[2][2] = {{&a, &b}, {&c, &d}};
    uint64_t *products[2] = {left, right};
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; i < factors[side][0]->count; i++) {
            unsigned __int128 carry = 0;
            for (size_t j = 0; j < factors[side][1]->count && i + j < QUANT_LIMBS; j++) {
                carry += (unsigned __int128)factors[side][0]->limb[i] * factors[side][1]->limb[j] + products[side][i + j];
                products[side][i + j] = (uint64_t)carry;
                carry >>= 64;
            }
            if (i + factors[side][1]->count < QUANT_LIMBS)
                products[side][i + factors[side][1]->count] += (uint64_t)carry;
        }
    for (int i = QUANT_LIMBS; i-- > 0;)
        if (left[i] != right[i])
            return left[i] < right[i] ? -1 : 1;
    return 0;
}

/* The sign of counted - threshold, where the threshold is number/over, times the base if it is a share. */
static int against_threshold(const cas_quant *quant, int64_t counted, int64_t base)
{
    const int64_t number = cas_big_small(quant->number), over = cas_big_small(quant->over);
    if (number >= 0 && over >= 0)
        return compare_products(counted, over, quant->share ? base : 1, number);
    const uint64_t limbs[2] = {(uint64_t)counted, quant->share ? (uint64_t)base : 1};
    const cas_big c = {&limbs[0], counted != 0}, b = {&limbs[1], limbs[1] != 0};
    return compare_big_products(c, quant->over, b, quant->number);
}

static bool quant_holds(const cas_quant *quant, int64_t counted, int64_t base, bool empty)
{
    if (empty)
        return quant->kind == CAS_NONE || quant->kind == CAS_AT_MOST;
    switch (quant->kind) {
    case CAS_AT_LEAST:
        return against_threshold(quant, counted, base) >= 0;
    case CAS_MORE_THAN:
        return against_threshold(quant, counted, base) > 0;
    case CAS_AT_MOST:
        return against_threshold(quant, counted, base) <= 0;
    case CAS_ALL_BUT:
        return against_threshold(quant, base - counted, base) <= 0;
    case CAS_ALL:
        return counted == base;
    case CAS_ANY:
        return counted > 0;
    case CAS_NONE:
        return counted == 0;
    case CAS_MAJORITY:
        return compare_products(counted, 2, base, 1) > 0;
    }
    return false;
}

/* Sums of weights past 62 bits: the same comparisons on limbs, on the stack. */
static cas_big sum_of(const cas_weights *weights, const cas_set *set, uint64_t *limb)
{
    size_t count = 0;
    for (int i = 0; i < QUANT_LIMBS; i++)
        limb[i] = 0;
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1)) {
        const cas_big w = weights->units[p];
        unsigned __int128 carry = 0;
        for (size_t i = 0; i < QUANT_LIMBS && (i < w.count || carry); i++) {
            carry += (unsigned __int128)limb[i] + (i < w.count ? w.limb[i] : 0);
            limb[i] = (uint64_t)carry;
            carry >>= 64;
            if (i + 1 > count)
                count = i + 1;
        }
    }
    while (count && !limb[count - 1])
        count--;
    return (cas_big){limb, count};
}

static bool big_quant_holds(const cas_quant *quant, const cas_weights *weights, const cas_set *counted, const cas_set *base, bool empty)
{
    if (empty)
        return quant->kind == CAS_NONE || quant->kind == CAS_AT_MOST;
    uint64_t counted_limbs[QUANT_LIMBS], base_limbs[QUANT_LIMBS], rest_limbs[QUANT_LIMBS];
    const uint64_t unit = 1, pair = 2;
    const cas_big one = {&unit, 1}, two = {&pair, 1};
    const cas_big c = sum_of(weights, counted, counted_limbs), b = sum_of(weights, base, base_limbs);
    const cas_set missing = cas_set_minus(*base, *counted);
    switch (quant->kind) {
    case CAS_AT_LEAST:
        return compare_big_products(c, quant->over, quant->share ? b : one, quant->number) >= 0;
    case CAS_MORE_THAN:
        return compare_big_products(c, quant->over, quant->share ? b : one, quant->number) > 0;
    case CAS_AT_MOST:
        return compare_big_products(c, quant->over, quant->share ? b : one, quant->number) <= 0;
    case CAS_ALL_BUT:
        return compare_big_products(sum_of(weights, &missing, rest_limbs), quant->over, quant->share ? b : one, quant->number) <= 0;
    case CAS_ALL:
        return cas_big_compare(c, b) == 0;
    case CAS_ANY:
        return c.count > 0;
    case CAS_NONE:
        return c.count == 0;
    case CAS_MAJORITY:
        return compare_big_products(c, two, b, one) > 0;
    }
    return false;
}

static int64_t measure(const cas_weights *weights, const cas_set *set)
{
    if (!weights)
        return cas_set_count(set);
    int64_t sum = 0;
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1))
        sum += weights->small[p];
    return sum;
}

static bool counts(const cas_quant *quant, const cas_weights *weights, const cas_set *counted, const cas_set *base)
{
    const bool empty = cas_set_is_empty(base);
    if (weights && !weights->small)
        return big_quant_holds(quant, weights, counted, base, empty);
    return quant_holds(quant, measure(weights, counted), measure(weights, base), empty);
}

static bool leaf_holds(const cas_rule *rule, const cas_votes *votes, const scope *around)
{
    const cas_set yes = cas_set_minus(votes->yes, around->barred), no = cas_set_minus(votes->no, around->barred);
    cas_set base = cas_set_minus(rule->members, around->excluded);
    if (around->voting_only)
        base = cas_set_and(base, cas_set_or(yes, no));
    cas_set counted = cas_set_empty();
    switch (rule->ballot) {
    case CAS_WORD_YES:
        counted = cas_set_and(base, yes);
        break;
    case CAS_WORD_NO:
        counted = cas_set_and(base, no);
        break;
    case CAS_WORD_NOT_YES:
        counted = cas_set_minus(base, yes);
        break;
    case CAS_WORD_NOT_NO:
        counted = cas_set_minus(base, no);
        break;
    }
    return counts(&rule->quant, rule->weights, &counted, &base);
}

static bool quorums_met(const cas_rule *rule, const cas_votes *votes, const scope *around)
{
    const cas_set cast = cas_set_minus(cas_set_or(votes->abstain, cas_set_or(votes->yes, votes->no)), around->barred);
    for (int i = 0; i < rule->quorum_count; i++) {
        const cas_quorum *quorum = &rule->quorums[i];
        const cas_set base = cas_set_minus(quorum->members, around->excluded);
        const cas_set counted = cas_set_and(base, cast);
        if (!counts(&quorum->quant, quorum->weights, &counted, &base))
            return false;
    }
    return true;
}

static bool holds(const cas_rule *rule, const cas_votes *votes, cas_moment moment, scope around);

static bool own_part_holds(const cas_rule *rule, const cas_votes *votes, cas_moment moment, const scope *around)
{
    int held = 0;
    switch (rule->kind) {
    case CAS_RULE_COUNT:
        return leaf_holds(rule, votes, around);
    case CAS_RULE_AND:
        for (int i = 0; i < rule->part_count; i++)
            if (!holds(rule->parts[i], votes, moment, *around))
                return false;
        return true;
    case CAS_RULE_OR:
        for (int i = 0; i < rule->part_count; i++)
            if (holds(rule->parts[i], votes, moment, *around))
                return true;
        return false;
    case CAS_RULE_BODIES:
        for (int i = 0; i < rule->part_count; i++)
            held += holds(rule->parts[i], votes, moment, *around);
        return quant_holds(&rule->quant, held, rule->part_count, rule->part_count == 0);
    }
    return false;
}

static bool holds(const cas_rule *rule, const cas_votes *votes, cas_moment moment, scope around)
{
    remove_into(&around.excluded, &rule->excluding, moment.found);
    remove_into(&around.barred, &rule->barring, moment.found);
    around.voting_only |= rule->of_those_voting;
    if (!quorums_met(rule, votes, &around))
        return false;
    if (own_part_holds(rule, votes, moment, &around))
        return true;
    for (int i = 0; i < rule->stage_count; i++)
        if (moment.elapsed >= rule->stages[i].after && holds(rule->stages[i].rule, votes, moment, around))
            return true;
    return false;
}

bool cas_rule_met(const cas_rule *rule, const cas_votes *votes, cas_moment moment)
{
    return holds(rule, votes, moment, (scope){cas_set_empty(), cas_set_empty(), false});
}

/* Does this count hold of noes alone, but not of nobody? */
static bool holds_of_noes(const cas_rule *rule)
{
    bool weightless = false;
    for (int p = cas_set_next(&rule->members, 0); p >= 0 && rule->weights; p = cas_set_next(&rule->members, p + 1))
        weightless |= !rule->weights->units[p].count;
    if (rule->kind == CAS_RULE_COUNT && weightless)
        return true; /* a share of no weight at all is reached by nothing */
    return rule->kind == CAS_RULE_COUNT && (rule->quant.kind == CAS_ALL_BUT || (rule->quant.kind == CAS_AT_LEAST && !rule->quant.number.count));
}

/* Everyone whose absence may do what its no cannot: whom a quorum below this node counts, or a count of those voting that holds of noes alone. */
static cas_set missed(const cas_rule *rule, bool voting_only)
{
    cas_set members = cas_set_empty();
    voting_only |= rule->of_those_voting;
    if (voting_only && holds_of_noes(rule))
        members = rule->members;
    for (int i = 0; i < rule->quorum_count; i++)
        members = cas_set_or(members, rule->quorums[i].members);
    for (int i = 0; i < rule->part_count; i++)
        members = cas_set_or(members, missed(rule->parts[i], voting_only));
    for (int i = 0; i < rule->stage_count; i++)
        members = cas_set_or(members, missed(rule->stages[i].rule, voting_only));
    return members;
}

bool cas_rule_misses_absent(const cas_rule *rule)
{
    const cas_set members = missed(rule, false);
    return !cas_set_is_empty(&members);
}

bool cas_rule_misses_gone(const cas_rule *rule)
{
    const cas_set members = missed(rule, true);
    return !cas_set_is_empty(&members);
}

static bool missed_only_at_root(const cas_rule *rule)
{
    for (int i = 0; i < rule->part_count; i++) {
        const cas_set below = missed(rule->parts[i], rule->of_those_voting);
        if (!cas_set_is_empty(&below))
            return false;
    }
    for (int i = 0; i < rule->stage_count; i++) {
        const cas_set below = missed(rule->stages[i].rule, rule->of_those_voting);
        if (!cas_set_is_empty(&below))
            return false;
    }
    return true;
}

enum { LARGEST_SEARCHED = 16 };

/* Which ballots those of the movers cast who do not vote no. */
typedef enum apart { STAY_AWAY, ABSTAIN } apart;

static bool holds_with_apart(const cas_rule *rule, cas_votes votes, const cas_set *movers, const cas_set *away, apart how, cas_moment moment)
{
    votes.no = cas_set_or(votes.no, cas_set_minus(*movers, *away));
    if (how == ABSTAIN)
        votes.abstain = cas_set_or(votes.abstain, *away);
    return cas_rule_met(rule, &votes, moment);
}

/*
 * Is there a set of `movers` who stay away (or abstain) while the other movers vote no, such that the rule fails? Both extremes first; they suffice without
 * a quorum and with one at the root alone (it fails by its quorum or by the rest, each worst at one extreme).
 */
static bool fails_somehow(const cas_rule *rule, const cas_votes *votes, const cas_set *movers, apart how, cas_moment moment, bool *doubtful)
{
    const cas_set nobody = cas_set_empty(), all_missed = missed(rule, false), relevant = cas_set_and(all_missed, *movers);
    if (!holds_with_apart(rule, *votes, movers, &nobody, how, moment) || !holds_with_apart(rule, *votes, movers, movers, how, moment))
        return true; /* with all of them away the base of `of those voting` may be empty */
    if (cas_set_is_empty(&relevant))
        return false;
    if (!holds_with_apart(rule, *votes, movers, &relevant, how, moment))
        return true;
    if (missed_only_at_root(rule))
        return false;
    const int size = cas_set_count(&relevant);
    if (size > LARGEST_SEARCHED) {
        *doubtful = true;
        return false;
    }
    for (uint32_t choice = 1; choice + 1 < (uint32_t)1 << size; choice++) {
        cas_set away = cas_set_empty();
        int i = 0;
        for (int p = cas_set_next(&relevant, 0); p >= 0; p = cas_set_next(&relevant, p + 1))
            if ((choice >> i++) & 1)
                cas_set_add(&away, p);
        if (!holds_with_apart(rule, *votes, movers, &away, how, moment))
            return true;
    }
    return false;
}

bool cas_rule_certain(const cas_rule *rule, const cas_votes *votes, const cas_set *movers, cas_moment moment, bool *doubtful)
{
    return !fails_somehow(rule, votes, movers, STAY_AWAY, moment, doubtful);
}

bool cas_rule_carried(const cas_rule *rule, const cas_set *helpers, const cas_set *all, cas_moment moment, bool *doubtful)
{
    const cas_votes votes = {.yes = *helpers};
    const cas_set others = cas_set_minus(*all, *helpers);
    return !fails_somehow(rule, &votes, &others, STAY_AWAY, moment, doubtful);
}

cas_defeat cas_rule_defeated(const cas_rule *rule, const cas_set *helpers, const cas_set *all, cas_moment moment)
{
    const cas_votes votes = {.yes = cas_set_minus(*all, *helpers)};
    bool doubtful = false;
    if (fails_somehow(rule, &votes, helpers, ABSTAIN, moment, &doubtful))
        return CAS_DEFEAT_BY_BALLOT;
    return fails_somehow(rule, &votes, helpers, STAY_AWAY, moment, &doubtful) ? CAS_DEFEAT_BY_ABSENCE : CAS_CANNOT_DEFEAT;
}

uint64_t cas_rule_findings(const cas_rule *rule)
{
    uint64_t bits = 0;
    if (rule->excluding.finding >= 0)
        bits |= (uint64_t)1 << rule->excluding.finding;
    if (rule->barring.finding >= 0)
        bits |= (uint64_t)1 << rule->barring.finding;
    for (int i = 0; i < rule->part_count; i++)
        bits |= cas_rule_findings(rule->parts[i]);
    for (int i = 0; i < rule->stage_count; i++)
        bits |= cas_rule_findings(rule->stages[i].rule);
    return bits;
}

static cas_set voters(const cas_rule *rule, uint64_t settled, cas_set removed)
{
    remove_into(&removed, &rule->excluding, settled);
    remove_into(&removed, &rule->barring, settled);
    cas_set found = rule->kind == CAS_RULE_COUNT ? cas_set_minus(rule->members, removed) : cas_set_empty();
    for (int i = 0; i < rule->quorum_count; i++)
        found = cas_set_or(found, cas_set_minus(rule->quorums[i].members, removed));
    for (int i = 0; i < rule->part_count; i++)
        found = cas_set_or(found, voters(rule->parts[i], settled, removed));
    for (int i = 0; i < rule->stage_count; i++)
        found = cas_set_or(found, voters(rule->stages[i].rule, settled, removed));
    return found;
}

cas_set cas_rule_electors(const cas_rule *rule)
{
    return voters(rule, 0, cas_set_empty());
}

cas_set cas_rule_electors_when(const cas_rule *rule, uint64_t found)
{
    return voters(rule, found, cas_set_empty());
}

int cas_rule_stages(const cas_rule *rule, cas_tick *list, int count, int room)
{
    for (int i = 0; i < rule->part_count; i++)
        count = cas_rule_stages(rule->parts[i], list, count, room);
    for (int i = 0; i < rule->stage_count; i++) {
        if (count < room)
            list[count++] = rule->stages[i].after;
        count = cas_rule_stages(rule->stages[i].rule, list, count, room);
    }
    return count;
}
