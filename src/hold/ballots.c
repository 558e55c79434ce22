/*
 * Decision rules on explicit ballots, word by word.
 *
 * A count compares what was counted, c, with its base, b, exactly:
 *
 *     members  those named, without the ones excluded by the node or by any node above it, or who have left
 *     ballot   what the party cast; absent if it is barred by the node or by any node above it
 *     base     all members; under `of those voting` only those whose ballot is yes or no
 *     c        those of the base whose ballot the word describes (heads or weight)
 *
 * Over a base without a member everything is false but `none of` and `at most`. A node holds if all its quorums are
 * met and its own count, connective or bodies hold, or one of its stages that is in force does. (So a quorum at the
 * end of a rule speaks for its stages too, as the other tails do.)
 *
 * "Whatever is still cast" is taken literally: every completion of the ballots (four for each party that may still
 * cast one) with every outcome of the open findings. Cost 4^k * 2^f evaluations; this is the definition, not a
 * method.
 */
#include "hold/ballots.h"

#include <string.h>

/* The tails of all nodes above, gathered on the way down. */
typedef struct tails {
    cas_set excluded, barred;
    bool of_those_voting;
} tails;

/* ---- Exact comparison -------------------------------------------------------------------------------------------- */

static cas_big times(cas_arena *scratch, cas_big a, cas_big b)
{
    return cas_big_multiply(scratch, a, b);
}

static bool compares(cas_arena *scratch, const cas_quant *quant, cas_big count, cas_big base)
{
    const cas_big two = cas_big_of(scratch, 2);
    switch (quant->kind) {
    case CAS_ALL: return cas_big_compare(count, base) == 0;
    case CAS_ANY: return count.count > 0;
    case CAS_NONE: return count.count == 0;
    case CAS_MAJORITY: return cas_big_compare(times(scratch, count, two), base) > 0;
    case CAS_AT_LEAST:
    case CAS_MORE_THAN:
    case CAS_AT_MOST:
    case CAS_ALL_BUT: break;
    }
    /* All sides times `over`, so that nothing is divided. */
    const cas_big counted = times(scratch, count, quant->over);
    const cas_big bound = quant->share ? times(scratch, base, quant->number) : quant->number;
    const int order = cas_big_compare(counted, bound);
    switch (quant->kind) {
    case CAS_AT_LEAST: return order >= 0;
    case CAS_MORE_THAN: return order > 0;
    case CAS_AT_MOST: return order <= 0;
    case CAS_ALL_BUT:
        return cas_big_compare(cas_big_add(scratch, counted, bound), times(scratch, base, quant->over)) >= 0;
    case CAS_ALL:
    case CAS_ANY:
    case CAS_NONE:
    case CAS_MAJORITY: break;
    }
    return false;
}

/* The same in machine words, for the usual case that every number is small. */
static bool compares_small(const cas_quant *quant, int64_t count, int64_t base, bool *answer)
{
    const __int128 c = count, b = base;
    const bool plain = quant->kind >= CAS_ALL;
    const __int128 number = plain ? 0 : cas_big_small(quant->number), over = plain ? 1 : cas_big_small(quant->over);
    if (number < 0 || over < 0)
        return false;
    const __int128 bound = quant->share ? b * number : number;
    switch (quant->kind) {
    case CAS_AT_LEAST: *answer = c * over >= bound; break;
    case CAS_MORE_THAN: *answer = c * over > bound; break;
    case CAS_AT_MOST: *answer = c * over <= bound; break;
    case CAS_ALL_BUT: *answer = c * over >= b * over - bound; break;
    case CAS_ALL: *answer = c == b; break;
    case CAS_ANY: *answer = c > 0; break;
    case CAS_NONE: *answer = c == 0; break;
    case CAS_MAJORITY: *answer = 2 * c > b; break;
    }
    return true;
}

/* `count` heads out of `base`. */
static bool heads_hold(cas_arena *scratch, const cas_quant *quant, int count, int base)
{
    bool answer;
    if (!base)
        return quant->kind == CAS_NONE || quant->kind == CAS_AT_MOST;
    if (compares_small(quant, count, base, &answer))
        return answer;
    const cas_mark mark = cas_arena_mark(scratch);
    answer = compares(scratch, quant, cas_big_of(scratch, (uint64_t)count), cas_big_of(scratch, (uint64_t)base));
    cas_arena_release(scratch, mark);
    return answer;
}

/* What is counted and what it is counted of, in heads and, where the rule weighs, in weight. */
typedef struct tally {
    const cas_weights *weights;
    int heads, base_heads;
    cas_big units, base_units;
    int64_t small, base_small;
} tally;

static void tally_add(cas_arena *scratch, tally *sum, int party, bool counted)
{
    sum->base_heads++;
    sum->heads += counted;
    if (!sum->weights)
        return;
    if (sum->weights->small) {
        sum->base_small += sum->weights->small[party];
        sum->small += counted ? sum->weights->small[party] : 0;
        return;
    }
    sum->base_units = cas_big_add(scratch, sum->base_units, sum->weights->units[party]);
    if (counted)
        sum->units = cas_big_add(scratch, sum->units, sum->weights->units[party]);
}

static bool tally_holds(cas_arena *scratch, const cas_quant *quant, const tally *sum)
{
    bool answer;
    if (!sum->weights || !sum->base_heads)
        return heads_hold(scratch, quant, sum->heads, sum->base_heads);
    if (!sum->weights->small)
        return compares(scratch, quant, sum->units, sum->base_units);
    if (compares_small(quant, sum->small, sum->base_small, &answer))
        return answer;
    return compares(scratch, quant, cas_big_of(scratch, (uint64_t)sum->small),
                    cas_big_of(scratch, (uint64_t)sum->base_small));
}

bool cas_quant_holds(cas_arena *scratch, const cas_quant *quant, int count, int base)
{
    return heads_hold(scratch, quant, count, base);
}

/* ---- One node ---------------------------------------------------------------------------------------------------- */

static cas_set removed(const cas_removal *removal, const bool *found)
{
    if (removal->finding >= 0 && found[removal->finding])
        return cas_set_or(removal->always, removal->when_found);
    return removal->always;
}

static tails tails_below(const cas_rule *node, const tails *above, const bool *found)
{
    return (tails){cas_set_or(above->excluded, removed(&node->excluding, found)),
                   cas_set_or(above->barred, removed(&node->barring, found)),
                   above->of_those_voting || node->of_those_voting};
}

static cas_ballot ballot_of(const cas_roll *roll, const tails *here, int party)
{
    return cas_set_has(&here->barred, party) ? CAS_ABSENT : (cas_ballot)roll->ballots[party];
}

static bool described(cas_ballot_word word, cas_ballot ballot)
{
    switch (word) {
    case CAS_WORD_YES: return ballot == CAS_YES;
    case CAS_WORD_NO: return ballot == CAS_NO;
    case CAS_WORD_NOT_YES: return ballot != CAS_YES;
    case CAS_WORD_NOT_NO: return ballot != CAS_NO;
    }
    return false;
}

static bool count_holds(cas_arena *scratch, const cas_rule *node, const cas_roll *roll, const tails *here)
{
    tally sum = {.weights = node->weights};
    for (int p = 0; p < roll->party_count; p++) {
        if (!cas_set_has(&node->members, p) || cas_set_has(&here->excluded, p))
            continue;
        const cas_ballot ballot = ballot_of(roll, here, p);
        if (!here->of_those_voting || ballot == CAS_YES || ballot == CAS_NO)
            tally_add(scratch, &sum, p, described(node->ballot, ballot));
    }
    return tally_holds(scratch, &node->quant, &sum);
}

static bool quorum_met(cas_arena *scratch, const cas_quorum *quorum, const cas_roll *roll, const tails *here)
{
    tally sum = {.weights = quorum->weights};
    for (int p = 0; p < roll->party_count; p++)
        if (cas_set_has(&quorum->members, p) && !cas_set_has(&here->excluded, p))
            tally_add(scratch, &sum, p, ballot_of(roll, here, p) != CAS_ABSENT);
    return tally_holds(scratch, &quorum->quant, &sum);
}

static bool node_holds(cas_arena *scratch, const cas_rule *node, const cas_roll *roll, const tails *above);

/* The node's own words, without quorums and stages. */
static bool words_hold(cas_arena *scratch, const cas_rule *node, const cas_roll *roll, const tails *here)
{
    if (node->kind == CAS_RULE_COUNT)
        return count_holds(scratch, node, roll, here);
    int holding = 0;
    for (int i = 0; i < node->part_count; i++)
        holding += node_holds(scratch, node->parts[i], roll, here);
    switch (node->kind) {
    case CAS_RULE_AND: return holding == node->part_count;
    case CAS_RULE_OR: return holding > 0;
    case CAS_RULE_BODIES: return heads_hold(scratch, &node->quant, holding, node->part_count);
    case CAS_RULE_COUNT: break;
    }
    return false;
}

static bool node_holds(cas_arena *scratch, const cas_rule *node, const cas_roll *roll, const tails *above)
{
    const tails here = tails_below(node, above, roll->found);
    for (int i = 0; i < node->quorum_count; i++)
        if (!quorum_met(scratch, &node->quorums[i], roll, &here))
            return false;
    if (words_hold(scratch, node, roll, &here))
        return true;
    for (int i = 0; i < node->stage_count; i++)
        if (node->stages[i].after <= roll->elapsed && node_holds(scratch, node->stages[i].rule, roll, &here))
            return true;
    return false;
}

bool cas_rule_holds(cas_arena *scratch, const cas_rule *rule, const cas_roll *roll)
{
    const tails none = {.excluded = roll->left};
    const cas_mark mark = cas_arena_mark(scratch);
    const bool holds = node_holds(scratch, rule, roll, &none);
    cas_arena_release(scratch, mark);
    return holds;
}

/* ---- Who votes, and on what it depends --------------------------------------------------------------------------- */

static void gather_voters(const cas_rule *node, const tails *above, const bool *found, cas_set *voters)
{
    const tails here = tails_below(node, above, found);
    const cas_set out = cas_set_or(here.excluded, here.barred);
    if (node->kind == CAS_RULE_COUNT)
        *voters = cas_set_or(*voters, cas_set_minus(node->members, out));
    for (int i = 0; i < node->part_count; i++)
        gather_voters(node->parts[i], &here, found, voters);
    for (int i = 0; i < node->quorum_count; i++)
        *voters = cas_set_or(*voters, cas_set_minus(node->quorums[i].members, out));
    for (int i = 0; i < node->stage_count; i++)
        gather_voters(node->stages[i].rule, &here, found, voters);
}

cas_set cas_rule_voters(const cas_rule *rule, const bool *found)
{
    const tails none = {.of_those_voting = false};
    cas_set voters = cas_set_empty();
    gather_voters(rule, &none, found, &voters);
    return voters;
}

static bool depends_on(const cas_rule *node, int finding)
{
    if (node->excluding.finding == finding || node->barring.finding == finding)
        return true;
    for (int i = 0; i < node->part_count; i++)
        if (depends_on(node->parts[i], finding))
            return true;
    for (int i = 0; i < node->stage_count; i++)
        if (depends_on(node->stages[i].rule, finding))
            return true;
    return false;
}

/* ---- Whatever is still to come ----------------------------------------------------------------------------------- */

/* The last stage that is in force, anywhere in the rule, or 0. */
cas_tick cas_rule_last_stage(const cas_rule *rule, cas_tick elapsed)
{
    cas_tick last = 0;
    for (int i = 0; i < rule->part_count; i++) {
        const cas_tick inside = cas_rule_last_stage(rule->parts[i], elapsed);
        last = inside > last ? inside : last;
    }
    for (int i = 0; i < rule->stage_count; i++) {
        const cas_tick inside = cas_rule_last_stage(rule->stages[i].rule, elapsed), own = rule->stages[i].after;
        last = inside > last ? inside : last;
        last = own <= elapsed && own > last ? own : last;
    }
    return last;
}

/* The first stage after `elapsed` anywhere in the rule, or CAS_NEVER. */
static cas_tick next_stage(const cas_rule *node, cas_tick elapsed)
{
    cas_tick next = CAS_NEVER;
    for (int i = 0; i < node->part_count; i++) {
        const cas_tick inside = next_stage(node->parts[i], elapsed);
        next = inside < next ? inside : next;
    }
    for (int i = 0; i < node->stage_count; i++) {
        const cas_tick inside = next_stage(node->stages[i].rule, elapsed);
        next = inside < next ? inside : next;
        if (node->stages[i].after > elapsed && node->stages[i].after < next)
            next = node->stages[i].after;
    }
    return next;
}

/*
 * One completion at a time: the ballots and findings of a roll of our own, counted through like the digits of a
 * number.
 */
typedef struct completion {
    uint8_t *ballots;
    bool *found;
    cas_set uncast;
    const cas_rule *rule;
    const cas_prospect *prospect;
    int party_count;
} completion;

static completion completion_open(cas_arena *scratch, const cas_rule *rule, const cas_roll *roll,
                                  const cas_prospect *prospect)
{
    completion all = {.rule = rule, .prospect = prospect, .party_count = roll->party_count};
    all.ballots = CAS_ARRAY(scratch, uint8_t, (size_t)roll->party_count);
    all.found = CAS_ARRAY(scratch, bool, (size_t)prospect->finding_count);
    memcpy(all.ballots, roll->ballots, (size_t)roll->party_count);
    if (prospect->finding_count)
        memcpy(all.found, roll->found, (size_t)prospect->finding_count * sizeof *all.found);
    all.uncast = cas_set_minus(cas_rule_voters(rule, roll->found), roll->left);
    for (int p = 0; p < roll->party_count; p++)
        if (roll->ballots[p] != CAS_ABSENT)
            cas_set_remove(&all.uncast, p);
    return all;
}

/* Starts with everybody absent and nothing more found; false when all have been seen. */
static bool completion_next(completion *all)
{
    for (int p = cas_set_next(&all->uncast, 0); p >= 0; p = cas_set_next(&all->uncast, p + 1)) {
        if (all->ballots[p] != CAS_YES) {
            all->ballots[p]--;
            return true;
        }
        all->ballots[p] = CAS_ABSENT;
    }
    for (int f = 0; f < all->prospect->finding_count; f++) {
        if (!all->prospect->open_findings[f] || !depends_on(all->rule, f))
            continue;
        all->found[f] = !all->found[f];
        if (all->found[f])
            return true;
    }
    return false;
}

bool cas_rule_is_certain(cas_arena *scratch, const cas_rule *rule, const cas_roll *roll, const cas_prospect *prospect)
{
    const cas_mark mark = cas_arena_mark(scratch);
    completion all = completion_open(scratch, rule, roll, prospect);
    const cas_roll then = {roll->party_count, all.ballots, all.found, roll->elapsed, roll->left};
    bool certain = true;
    do {
        cas_poll(scratch->ctx);
        certain = cas_rule_holds(scratch, rule, &then);
    } while (certain && completion_next(&all));
    cas_arena_release(scratch, mark);
    return certain;
}

bool cas_rule_is_possible(cas_arena *scratch, const cas_rule *rule, const cas_roll *roll, const cas_prospect *prospect)
{
    const cas_mark mark = cas_arena_mark(scratch);
    bool possible = false;
    for (cas_tick elapsed = roll->elapsed; !possible && elapsed < CAS_NEVER && elapsed <= prospect->within;
         elapsed = next_stage(rule, elapsed)) {
        completion all = completion_open(scratch, rule, roll, prospect);
        const cas_roll then = {roll->party_count, all.ballots, all.found, elapsed, roll->left};
        do {
            cas_poll(scratch->ctx);
            possible = cas_rule_holds(scratch, rule, &then);
        } while (!possible && completion_next(&all));
    }
    cas_arena_release(scratch, mark);
    return possible;
}
