/*
 * Rules of the language with three votes: yes, abstain, no. Nobody is absent, so every quorum is judged with all ballots cast.
 *
 * Each count is a comparison c x over >= number x base (or the other way round), where c is the weight of the ballots it speaks of and the base is
 * fixed, or with `of those voting` the weight of yes and no. Both are sums over members, so the difference is one: a score for each vote. Moved
 * so that a no is worth 0, a score never falls with a higher vote, or the rule could be spoiled and is refused. Over an empty base a
 * count that asks for a least number is false; whoever reaches a positive share of those voting has one vote at least, which is asked for beside it.
 */
#include "power/ternary.h"

typedef struct cas_vote_reading {
    cas_arena *arena;
    int party_count, members;
    const int *member_of;
    const char *needs;      /* why it cannot be read, or null */
} cas_vote_reading;

typedef struct cas_vote_tails {
    cas_set excluded, barred;
    bool of_those_voting;
} cas_vote_tails;

enum { LARGEST_BITS = 40 };

static const char too_large[] = "weights of fewer digits";

/* A number small enough that products of three of them with a member count cannot overflow 128 bits. */
static int64_t small_of(cas_vote_reading *reading, cas_big value)
{
    const int64_t small = cas_big_small(value);
    if (small >= 0 && !(small >> LARGEST_BITS))
        return small;
    reading->needs = too_large;
    return 0;
}

static int64_t weight_of(cas_vote_reading *reading, const cas_weights *weights, int party)
{
    return weights ? small_of(reading, weights->units[party]) : 1;
}

static int64_t sum_over(cas_vote_reading *reading, const cas_weights *weights, const cas_set *set)
{
    int64_t sum = 0;
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1))
        sum += weight_of(reading, weights, p);
    return sum;
}

static const cas_ternary_part *constant(const cas_vote_reading *reading, bool value)
{
    cas_ternary_part *part = CAS_NEW(reading->arena, cas_ternary_part);
    *part = (cas_ternary_part){.scores = CAS_ARRAY(reading->arena, cas_scores, (size_t)reading->members), .quota = !value};
    return part;
}

static const cas_ternary_part *spoiled(cas_vote_reading *reading, const cas_rule *rule)
{
    reading->needs = cas_format(reading->arena, "a rule that no higher vote spoils, unlike: %s", rule->words ? rule->words : "a count in it");
    return constant(reading, false);
}

/* What is asked of the count c over the base b: sign (times c - share b) >= least, with share = number / over. */
typedef struct cas_comparison {
    int sign;
    __int128 times, number, least;
    bool has_least;         /* false over an empty base */
} cas_comparison;

static cas_comparison comparison_of(cas_vote_reading *reading, const cas_quant *quant, const cas_weights *weights)
{
    const __int128 over = small_of(reading, quant->over), number = small_of(reading, quant->number);
    const int64_t unit = quant->share || !weights ? 1 : small_of(reading, cas_big_power10(reading->arena, weights->places));
    const __int128 share = quant->share ? number : 0, mark = quant->share ? 0 : number * unit;
    switch (quant->kind) {
    case CAS_AT_LEAST: return (cas_comparison){1, over, share, mark, true};
    case CAS_MORE_THAN: return (cas_comparison){1, over, share, mark + 1, true};
    case CAS_AT_MOST: return (cas_comparison){-1, over, share, -mark, false};
    case CAS_ALL_BUT: return (cas_comparison){1, over, over - share, -mark, true};
    case CAS_ALL: return (cas_comparison){1, 1, 1, 0, true};
    case CAS_ANY: return (cas_comparison){1, 1, 0, 1, true};
    case CAS_NONE: return (cas_comparison){-1, 1, 0, 0, false};
    case CAS_MAJORITY: return (cas_comparison){1, 2, 1, 1, true};
    }
    return (cas_comparison){0};
}

static bool is_counted(cas_ballot_word word, cas_vote vote, bool of_those_voting)
{
    switch (word) {
    case CAS_WORD_YES: return vote == CAS_VOTE_YES;
    case CAS_WORD_NO: return vote == CAS_VOTE_NO;
    case CAS_WORD_NOT_YES: return vote == CAS_VOTE_NO || (vote == CAS_VOTE_ABSTAIN && !of_those_voting);
    case CAS_WORD_NOT_NO: return vote == CAS_VOTE_YES || (vote == CAS_VOTE_ABSTAIN && !of_those_voting);
    }
    return false;
}

static bool spoils(const cas_scores *scores, int members)
{
    for (int i = 0; i < members; i++)
        if (scores[i].abstain < 0 || scores[i].yes < scores[i].abstain)
            return true;
    return false;
}

static const cas_ternary_part *both(cas_arena *arena, const cas_ternary_part *first, const cas_ternary_part *second)
{
    const cas_ternary_part **parts = CAS_ARRAY(arena, const cas_ternary_part *, 2);
    parts[0] = first;
    parts[1] = second;
    cas_ternary_part *part = CAS_NEW(arena, cas_ternary_part);
    *part = (cas_ternary_part){.parts = parts, .part_count = 2, .needed = 2};
    return part;
}

/* Some yes (of any weight) among the voters. */
static const cas_ternary_part *somebody(cas_vote_reading *reading, const cas_set *voters, const cas_weights *weights)
{
    cas_scores *scores = CAS_ARRAY(reading->arena, cas_scores, (size_t)reading->members);
    for (int p = cas_set_next(voters, 0); p >= 0; p = cas_set_next(voters, p + 1))
        scores[reading->member_of[p]].yes = weight_of(reading, weights, p);
    cas_ternary_part *part = CAS_NEW(reading->arena, cas_ternary_part);
    *part = (cas_ternary_part){.scores = scores, .quota = 1};
    return part;
}

static const cas_ternary_part *count_part(cas_vote_reading *reading, const cas_rule *rule, const cas_vote_tails *tails)
{
    cas_arena *arena = reading->arena;
    const cas_set seated = cas_set_minus(rule->members, tails->excluded);
    const cas_set silent = cas_set_and(seated, tails->barred), voters = cas_set_minus(seated, tails->barred);
    const bool voting = tails->of_those_voting;
    const cas_comparison asked = comparison_of(reading, &rule->quant, rule->weights);
    const bool counts_silent = !voting && (rule->ballot == CAS_WORD_NOT_NO || rule->ballot == CAS_WORD_NOT_YES);
    const int64_t base = voting ? 0 : sum_over(reading, rule->weights, &seated);
    if (asked.has_least && !voting && !base)
        return constant(reading, false);
    /* The votes of no, and what does not depend on votes, go to the other side. */
    const __int128 given = counts_silent ? sum_over(reading, rule->weights, &silent) : 0;
    __int128 quota = asked.least - asked.sign * (asked.times * given - asked.number * base), least = 0, most = 0, lightest = 0;
    cas_scores *scores = CAS_ARRAY(arena, cas_scores, (size_t)reading->members);
    for (int p = cas_set_next(&voters, 0); p >= 0; p = cas_set_next(&voters, p + 1)) {
        const __int128 weight = weight_of(reading, rule->weights, p);
        lightest = weight && (!lightest || weight < lightest) ? weight : lightest;
        __int128 score[CAS_VOTES];
        for (int vote = 0; vote < CAS_VOTES; vote++) {
            const bool in_base = voting && vote != CAS_VOTE_ABSTAIN;
            score[vote] = asked.sign * weight * (asked.times * is_counted(rule->ballot, (cas_vote)vote, voting) - asked.number * in_base);
        }
        quota -= score[CAS_VOTE_NO];
        const __int128 abstain = score[CAS_VOTE_ABSTAIN] - score[CAS_VOTE_NO], yes = score[CAS_VOTE_YES] - score[CAS_VOTE_NO];
        const __int128 high = yes > abstain ? yes : abstain, low = yes < abstain ? yes : abstain;
        most += high > 0 ? high : 0;
        least += low < 0 ? low : 0;
        scores[reading->member_of[p]] = (cas_scores){(int64_t)abstain, (int64_t)yes};
        if (abstain >> 60 != abstain >> 126 || yes >> 60 != yes >> 126)
            reading->needs = too_large;
    }
    if (most >> 60 || -least >> 60)
        reading->needs = too_large;
    if (reading->needs || quota > most)
        return constant(reading, false);
    /* Over an empty base it fails; where the lightest no alone does not adopt either, that is the same as having no yes. */
    const bool may_be_empty = voting && asked.has_least;
    if (quota <= least && !may_be_empty)
        return constant(reading, true);
    const bool by_yes = rule->ballot == CAS_WORD_YES || rule->ballot == CAS_WORD_NOT_NO;
    if (spoils(scores, reading->members) || (may_be_empty && (!by_yes || -asked.number * lightest >= asked.least)))
        return spoiled(reading, rule);
    cas_ternary_part *part = CAS_NEW(arena, cas_ternary_part);
    *part = (cas_ternary_part){.scores = scores, .quota = quota < 0 ? 0 : (int64_t)quota};
    return may_be_empty ? both(arena, part, somebody(reading, &voters, rule->weights)) : part;
}

/* With every ballot cast a quorum is a constant. */
static bool quorum_met(cas_vote_reading *reading, const cas_quorum *quorum, const cas_vote_tails *tails)
{
    const cas_set seated = cas_set_minus(quorum->members, tails->excluded), voters = cas_set_minus(seated, tails->barred);
    const int64_t base = sum_over(reading, quorum->weights, &seated), cast = sum_over(reading, quorum->weights, &voters);
    const cas_comparison asked = comparison_of(reading, &quorum->quant, quorum->weights);
    return !(asked.has_least && !base) && asked.sign * (asked.times * cast - asked.number * base) >= asked.least;
}

enum { DEEPEST = 200 };

static const cas_ternary_part *part_of(cas_vote_reading *reading, const cas_rule *rule, cas_vote_tails tails, int depth)
{
    cas_arena *arena = reading->arena;
    if (depth > DEEPEST)
        return spoiled(reading, rule);
    tails.excluded = cas_set_or(tails.excluded, rule->excluding.always);
    tails.barred = cas_set_or(tails.barred, rule->barring.always);
    tails.of_those_voting |= rule->of_those_voting;
    const cas_ternary_part *body;
    if (rule->kind == CAS_RULE_COUNT)
        body = count_part(reading, rule, &tails);
    else {
        const cas_ternary_part **parts = CAS_ARRAY(arena, const cas_ternary_part *, (size_t)rule->part_count);
        for (int i = 0; i < rule->part_count; i++)
            parts[i] = part_of(reading, rule->parts[i], tails, depth + 1);
        __int128 needed = rule->kind == CAS_RULE_AND ? rule->part_count : 1;
        if (rule->kind == CAS_RULE_BODIES) {
            const cas_comparison asked = comparison_of(reading, &rule->quant, NULL);
            if (asked.sign < 0)
                return spoiled(reading, rule);
            const __int128 mark = asked.least + asked.number * rule->part_count;
            needed = mark <= 0 ? 0 : (mark + asked.times - 1) / asked.times;
        }
        cas_ternary_part *part = CAS_NEW(arena, cas_ternary_part);
        *part = (cas_ternary_part){.parts = parts, .part_count = rule->part_count, .needed = needed > rule->part_count ? rule->part_count + 1 : (int)needed};
        body = part;
    }
    if (rule->stage_count) {
        const cas_ternary_part **stages = CAS_ARRAY(arena, const cas_ternary_part *, (size_t)rule->stage_count + 1);
        stages[0] = body;
        for (int i = 0; i < rule->stage_count; i++)
            stages[i + 1] = part_of(reading, rule->stages[i].rule, tails, depth + 1);
        cas_ternary_part *part = CAS_NEW(arena, cas_ternary_part);
        *part = (cas_ternary_part){.parts = stages, .part_count = rule->stage_count + 1, .needed = 1};
        body = part;
    }
    for (int i = 0; i < rule->quorum_count; i++)
        if (!quorum_met(reading, &rule->quorums[i], &tails))
            return constant(reading, false);
    return body;
}

const cas_ternary_part *cas_ternary_of_rule(cas_arena *arena, const cas_rule *rule, const int *member_of, int party_count, int members,
                                            const char **needs)
{
    cas_vote_reading reading = {.arena = arena, .party_count = party_count, .members = members, .member_of = member_of};
    const cas_ternary_part *part = part_of(&reading, rule, (cas_vote_tails){cas_set_empty(), cas_set_empty(), false}, 0);
    *needs = reading.needs;
    return reading.needs ? NULL : part;
}
