/*
 * Games from rules of the language.
 *
 * Each ballot is read as yes or no: "no" is the absence of yes, nobody abstains and nobody is absent, so quorums and "of those
 * voting" are judged with everyone present. Members taken out by `excluding` in any case leave count and base; a barred member counts only
 * where "not yes" or "not no" is counted. What a finding would remove stays, for no finding has been made. A later stage
 * (`failing that after`) stands beside the first.
 *
 * Every count becomes "the yes ballots weigh at least q": with c = weight of yes, m = weight of the voters, b = the base,
 *     yes, not no:  c + (barred, for "not no") against the quantity;      no, not yes:  m - c + (barred, for "not yes") against it.
 * A count that more yes can spoil has no place in a game; it is reported as CAS_E_ARGUMENT.
 */
#include "power/game.h"
#include "power/ratio.h"
#include "power/ternary.h"

#include <string.h>

typedef struct cas_reading {
    cas_arena *arena;
    int party_count;
    const int *member_of; /* party to member, or -1 */
    int members;
} cas_reading;

typedef struct cas_tails {
    cas_set excluded, barred;
    bool of_those_voting;
} cas_tails;

static cas_big weight_of(const cas_reading *reading, const cas_weights *weights, int party)
{
    return weights ? weights->units[party] : cas_big_of(reading->arena, 1);
}

static cas_big sum_over(const cas_reading *reading, const cas_weights *weights, const cas_set *set)
{
    cas_big sum = cas_big_of(reading->arena, 0);
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1))
        sum = cas_big_add(reading->arena, sum, weight_of(reading, weights, p));
    return sum;
}

/* The number that a count is compared with: absolute, or a share of the base; as a floor, and whether something was cut off. */
static cas_big mark_of(const cas_reading *reading, const cas_quant *quant, cas_big base, const cas_weights *weights, bool *cut)
{
    cas_arena *arena = reading->arena;
    cas_big over = quant->number, rest;
    if (quant->share)
        over = cas_big_multiply(arena, over, base);
    else if (weights)
        over = cas_big_multiply(arena, over, cas_big_power10(arena, weights->places));
    const cas_big mark = cas_big_divide(arena, over, quant->over, &rest);
    *cut = rest.count != 0;
    return mark;
}

/* Least count that satisfies the quantity (*least), or the greatest (*most); one of them, the other flag false. */
typedef struct cas_limits {
    bool has_least, has_most, never;
    cas_big least, most;
} cas_limits;

static cas_limits limits_of(const cas_reading *reading, const cas_quant *quant, cas_big base, const cas_weights *weights)
{
    cas_arena *arena = reading->arena;
    const cas_big one = cas_big_of(arena, 1);
    cas_limits limits = {0};
    bool cut;
    switch (quant->kind) {
    case CAS_AT_LEAST:
        limits.least = mark_of(reading, quant, base, weights, &cut);
        if (cut)
            limits.least = cas_big_add(arena, limits.least, one);
        limits.has_least = true;
        break;
    case CAS_MORE_THAN:
        limits.least = cas_big_add(arena, mark_of(reading, quant, base, weights, &cut), one);
        limits.has_least = true;
        break;
    case CAS_AT_MOST:
        limits.most = mark_of(reading, quant, base, weights, &cut);
        limits.has_most = true;
        break;
    case CAS_ALL_BUT: {
        const cas_big mark = mark_of(reading, quant, base, weights, &cut);
        limits.least = cas_big_compare(mark, base) >= 0 ? cas_big_of(arena, 0) : cas_big_subtract(arena, base, mark);
        limits.has_least = true;
        break;
    }
    case CAS_ALL: limits = (cas_limits){.has_least = true, .least = base}; break;
    case CAS_ANY: limits = (cas_limits){.has_least = true, .least = one}; break;
    case CAS_NONE: limits = (cas_limits){.has_most = true, .most = cas_big_of(arena, 0)}; break;
    case CAS_MAJORITY:
        limits.least = cas_big_add(arena, cas_big_divide(arena, base, cas_big_of(arena, 2), NULL), one);
        limits.has_least = true;
        break;
    }
    if (!base.count && limits.has_least)
        limits.never = true;
    return limits;
}

static const cas_part *constant(const cas_reading *reading, bool value)
{
    return cas_part_weight(reading->arena, CAS_ARRAY(reading->arena, cas_big, (size_t)reading->members), cas_big_of(reading->arena, !value));
}

static const cas_part *count_part(const cas_reading *reading, const cas_rule *rule, const cas_tails *tails)
{
    cas_arena *arena = reading->arena;
    const cas_set seated = cas_set_minus(rule->members, tails->excluded);
    const cas_set silent = cas_set_and(seated, tails->barred), voters = cas_set_minus(seated, tails->barred);
    const cas_big base = sum_over(reading, rule->weights, tails->of_those_voting ? &voters : &seated);
    const cas_big total = sum_over(reading, rule->weights, &voters);
    const bool negative = rule->ballot == CAS_WORD_NO || rule->ballot == CAS_WORD_NOT_YES;
    const bool counts_silent = rule->ballot == CAS_WORD_NOT_NO || rule->ballot == CAS_WORD_NOT_YES;
    const cas_big given = counts_silent && !tails->of_those_voting ? sum_over(reading, rule->weights, &silent) : cas_big_of(arena, 0);
    const cas_limits limits = limits_of(reading, &rule->quant, base, rule->weights);
    if (limits.never)
        return constant(reading, false);
    if (negative ? limits.has_least : limits.has_most) {
        /* More yes can spoil it, unless it can never change at all. */
        const cas_big most = cas_big_add(arena, total, given);
        if (negative ? cas_big_compare(limits.least, given) <= 0 : cas_big_compare(limits.most, most) >= 0)
            return constant(reading, true);
        if (negative ? cas_big_compare(limits.least, most) > 0 : cas_big_compare(limits.most, given) < 0)
            return constant(reading, false);
        cas_fail(arena->ctx, CAS_E_ARGUMENT, "more yes votes can spoil it: %s", rule->words ? rule->words : "a count in the rule");
    }
    cas_big quota;
    if (negative) {
        /* total - c + given <= most */
        const cas_big reach = cas_big_add(arena, total, given);
        quota = cas_big_compare(limits.most, reach) >= 0 ? cas_big_of(arena, 0) : cas_big_subtract(arena, reach, limits.most);
    } else
        quota = cas_big_compare(given, limits.least) >= 0 ? cas_big_of(arena, 0) : cas_big_subtract(arena, limits.least, given);
    cas_big *weights = CAS_ARRAY(arena, cas_big, (size_t)reading->members);
    for (int p = cas_set_next(&voters, 0); p >= 0; p = cas_set_next(&voters, p + 1))
        weights[reading->member_of[p]] = weight_of(reading, rule->weights, p);
    return cas_part_weight(arena, weights, quota);
}

/* With every ballot cast a quorum is a constant. */
static bool quorum_met(const cas_reading *reading, const cas_quorum *quorum, const cas_tails *tails)
{
    const cas_set seated = cas_set_minus(quorum->members, tails->excluded), voters = cas_set_minus(seated, tails->barred);
    const cas_big base = sum_over(reading, quorum->weights, &seated), cast = sum_over(reading, quorum->weights, &voters);
    const cas_limits limits = limits_of(reading, &quorum->quant, base, quorum->weights);
    return !limits.never && (!limits.has_least || cas_big_compare(cast, limits.least) >= 0) &&
           (!limits.has_most || cas_big_compare(cast, limits.most) <= 0);
}

enum { DEEPEST = 200 };

static const cas_part *part_of(const cas_reading *reading, const cas_rule *rule, cas_tails tails, int depth);

static const cas_part *body_part(const cas_reading *reading, const cas_rule *rule, const cas_tails *tails, int depth)
{
    cas_arena *arena = reading->arena;
    if (rule->kind == CAS_RULE_COUNT)
        return count_part(reading, rule, tails);
    const cas_part **parts = CAS_ARRAY(arena, const cas_part *, (size_t)rule->part_count);
    for (int i = 0; i < rule->part_count; i++)
        parts[i] = part_of(reading, rule->parts[i], *tails, depth + 1);
    int64_t needed = rule->kind == CAS_RULE_AND ? rule->part_count : 1;
    if (rule->kind == CAS_RULE_BODIES) {
        const cas_limits limits = limits_of(reading, &rule->quant, cas_big_of(arena, (uint64_t)rule->part_count), NULL);
        needed = cas_big_small(limits.least);
        if (limits.has_most)
            cas_fail(arena->ctx, CAS_E_ARGUMENT, "more yes votes can spoil it: %s", rule->words ? rule->words : "a count of bodies");
        if (limits.never || needed < 0 || needed > rule->part_count)
            return constant(reading, false);
    }
    return cas_part_count(arena, (int)needed, parts, rule->part_count);
}

static const cas_part *part_of(const cas_reading *reading, const cas_rule *rule, cas_tails tails, int depth)
{
    cas_arena *arena = reading->arena;
    if (depth > DEEPEST)
        cas_fail(arena->ctx, CAS_E_ARGUMENT, "rules nested more than %d deep", DEEPEST);
    tails.excluded = cas_set_or(tails.excluded, rule->excluding.always);
    tails.barred = cas_set_or(tails.barred, rule->barring.always);
    tails.of_those_voting |= rule->of_those_voting;
    const cas_part *body = body_part(reading, rule, &tails, depth);
    if (rule->stage_count) {
        const cas_part **stages = CAS_ARRAY(arena, const cas_part *, (size_t)rule->stage_count + 1);
        stages[0] = body;
        for (int i = 0; i < rule->stage_count; i++)
            stages[i + 1] = part_of(reading, rule->stages[i].rule, tails, depth + 1);
        body = cas_part_count(arena, 1, stages, rule->stage_count + 1);
    }
    for (int i = 0; i < rule->quorum_count; i++)
        if (!quorum_met(reading, &rule->quorums[i], &tails))
            return constant(reading, false);
    return body;
}

static void gather(const cas_rule *rule, cas_set *members)
{
    *members = cas_set_or(*members, rule->members);
    for (int i = 0; i < rule->part_count; i++)
        gather(rule->parts[i], members);
    for (int i = 0; i < rule->stage_count; i++)
        gather(rule->stages[i].rule, members);
}

static cas_game *named_game(cas_arena *arena, const cas_set *members, const char *const *party_names, const char *words, int *member_of)
{
    cas_game *game = CAS_NEW(arena, cas_game);
    const char **names = CAS_ARRAY(arena, const char *, (size_t)cas_set_count(members));
    for (int p = cas_set_next(members, 0); p >= 0; p = cas_set_next(members, p + 1)) {
        names[game->count] = party_names[p];
        member_of[p] = game->count++;
    }
    game->names = names;
    game->words = words ? words : "";
    return game;
}

const cas_game *cas_game_of_rule_without(cas_arena *arena, const cas_rule *rule, const char *const *party_names, int party_count, const cas_set *left)
{
    cas_set members = cas_set_empty();
    gather(rule, &members);
    members = cas_set_minus(members, *left);
    int *member_of = CAS_ARRAY(arena, int, (size_t)party_count);
    cas_game *game = named_game(arena, &members, party_names, rule->words, member_of);
    const cas_reading reading = {arena, party_count, member_of, game->count};
    game->rule = part_of(&reading, rule, (cas_tails){*left, cas_set_empty(), false}, 0);
    int *party_of = CAS_ARRAY(arena, int, (size_t)game->count);
    for (int p = cas_set_next(&members, 0); p >= 0; p = cas_set_next(&members, p + 1))
        party_of[member_of[p]] = p;
    cas_game_origin *origin = CAS_NEW(arena, cas_game_origin);
    *origin = (cas_game_origin){rule, party_names, party_count, party_of};
    game->origin = origin;
    if (cas_set_is_empty(left))
        game->ternary = cas_ternary_of_rule(arena, rule, member_of, party_count, game->count, &game->ternary_needs);
    else
        game->ternary_needs = "the rule as it stands, with nobody taken out";
    return game;
}

const cas_game *cas_game_of_rule(cas_arena *arena, const cas_rule *rule, const char *const *party_names, int party_count)
{
    const cas_set nobody = cas_set_empty();
    return cas_game_of_rule_without(arena, rule, party_names, party_count, &nobody);
}

const cas_game *cas_game_of_diagram(cas_arena *arena, cas_diagrams *store, cas_node node, const cas_set *members, const char *const *party_names,
                                    const char *words)
{
    int *member_of = CAS_ARRAY(arena, int, CAS_MAX_PARTIES);
    cas_game *game = named_game(arena, members, party_names, words, member_of);
    const cas_set support = cas_diagram_support(store, node);
    CAS_CHECK(arena->ctx, cas_set_inside(&support, members));
    cas_diagrams *own = cas_diagrams_open(arena, game->count);
    game->rule = cas_part_diagram(arena, own, cas_diagram_copy(own, store, node, member_of));
    return game;
}
