/*
 * Is a decision settled by the ballots cast so far, whatever is still cast and whatever open findings say?
 *
 * ballots.c answers by every completion, four ballots a party: the definition, and far too slow for thirty allies. Here the
 * completions that matter are picked by what the resolver guarantees, that more yes never hurts a rule:
 *
 *     possible   some completion holds iff the one in which all who have not voted vote yes does, at the last stage in force by
 *                the deadline (stages are beside one another, so later ones only add), for some outcome of the open findings.
 *     certain    without a quorum the worst completion is all no: it lowers every count that wants yes, raises every count
 *                that fears no, and widens the base of `of those voting`. A no helps nothing but a quorum, so with quorums
 *                each of those left votes no or stays away. Where every quorum must be met (none stands inside an `or`, a
 *                choice of bodies or a stage), the rule is a conjunction of quorums and of parts without one; a quorum is
 *                worst off if all stay away, a part if all vote no: two completions. Elsewhere no and absence are tried for
 *                each of at most MOST_OPEN parties; past that the budget is exceeded, which is said.
 *
 * Abstaining is never worse than both: it counts for a quorum like a no, and for everything else like absence.
 * Exact. Twin: ballots.c; test_scenario.c compares the two.
 */
#include "hold/scenario_ballots.h"

#include <string.h>

enum { MOST_OPEN = 16 };

/* A completion under construction. */
typedef struct outcome {
    cas_arena *scratch;
    const cas_rule *rule;
    uint8_t *ballots;
    bool *found;
    cas_roll roll;
    cas_set uncast;
    int open[64]; /* findings that may still be made */
    int open_count;
} outcome;

static bool removes_by(const cas_rule *node, int finding)
{
    if (node->excluding.finding == finding || node->barring.finding == finding)
        return true;
    for (int i = 0; i < node->part_count; i++)
        if (removes_by(node->parts[i], finding))
            return true;
    for (int i = 0; i < node->stage_count; i++)
        if (removes_by(node->stages[i].rule, finding))
            return true;
    return false;
}

static outcome outcome_open(cas_arena *scratch, const cas_rule *rule, const cas_roll *roll,
                            const cas_prospect *prospect)
{
    outcome o = {.scratch = scratch, .rule = rule};
    o.ballots = CAS_ARRAY(scratch, uint8_t, (size_t)roll->party_count + 1);
    o.found = CAS_ARRAY(scratch, bool, (size_t)prospect->finding_count + 1);
    memcpy(o.ballots, roll->ballots, (size_t)roll->party_count);
    for (int f = 0; f < prospect->finding_count; f++) {
        o.found[f] = roll->found[f];
        if (prospect->open_findings[f] && o.open_count < 64 && removes_by(rule, f))
            o.open[o.open_count++] = f;
    }
    o.uncast = cas_set_minus(cas_rule_voters(rule, roll->found), roll->left);
    for (int p = 0; p < roll->party_count; p++)
        if (roll->ballots[p] != CAS_ABSENT)
            cas_set_remove(&o.uncast, p);
    o.roll = (cas_roll){roll->party_count, o.ballots, o.found, roll->elapsed, roll->left};
    return o;
}

static void cast_all(outcome *o, cas_ballot ballot)
{
    for (int p = cas_set_next(&o->uncast, 0); p >= 0; p = cas_set_next(&o->uncast, p + 1))
        o->ballots[p] = (uint8_t)ballot;
}

/* The next outcome of the open findings, like the digits of a number; false after the last. */
static bool next_findings(outcome *o)
{
    for (int i = 0; i < o->open_count; i++) {
        o->found[o->open[i]] = !o->found[o->open[i]];
        if (o->found[o->open[i]])
            return true;
    }
    return false;
}

bool cas_scenario_rule_is_possible(cas_arena *scratch, const cas_rule *rule, const cas_roll *roll,
                                   const cas_prospect *prospect)
{
    const cas_mark mark = cas_arena_mark(scratch);
    outcome o = outcome_open(scratch, rule, roll, prospect);
    bool possible = false;
    cast_all(&o, CAS_YES);
    if (prospect->within > o.roll.elapsed)
        o.roll.elapsed = prospect->within;
    do {
        cas_poll(scratch->ctx);
        possible = cas_rule_holds(scratch, rule, &o.roll);
    } while (!possible && next_findings(&o));
    cas_arena_release(scratch, mark);
    return possible;
}

/* ---- Certain ----------------------------------------------------------------------------------------------------- */

static bool has_quorum(const cas_rule *node)
{
    bool has = node->quorum_count > 0;
    for (int i = 0; i < node->part_count; i++)
        has |= has_quorum(node->parts[i]);
    for (int i = 0; i < node->stage_count; i++)
        has |= has_quorum(node->stages[i].rule);
    return has;
}

/* Every quorum of the rule must be met for it to hold, and nothing stands in place of another thing that has one. */
static bool every_quorum_binds(const cas_rule *node)
{
    const bool all = node->kind == CAS_RULE_AND || (node->kind == CAS_RULE_BODIES && node->quant.kind == CAS_ALL);
    bool inner = false, binds = true;
    for (int i = 0; i < node->part_count; i++) {
        inner |= has_quorum(node->parts[i]);
        binds &= every_quorum_binds(node->parts[i]);
    }
    for (int i = 0; i < node->stage_count; i++)
        if (has_quorum(node->stages[i].rule))
            return false;
    return binds && (!inner || (all && node->stage_count == 0));
}

static bool holds_whatever_is_found(outcome *o)
{
    bool holds;
    do {
        cas_poll(o->scratch->ctx);
        holds = cas_rule_holds(o->scratch, o->rule, &o->roll);
    } while (holds && next_findings(o));
    for (int i = 0; !holds && i < o->open_count; i++)
        o->found[o->open[i]] = false;
    return holds;
}

static bool holds_whoever_stays_away(outcome *o)
{
    int parties[MOST_OPEN], count = 0;
    if (cas_set_count(&o->uncast) > MOST_OPEN)
        cas_fail(o->scratch->ctx, CAS_E_BUDGET,
                 "a search over the %d ballots still open under a rule with several quorums",
                 cas_set_count(&o->uncast));
    for (int p = cas_set_next(&o->uncast, 0); p >= 0; p = cas_set_next(&o->uncast, p + 1))
        parties[count++] = p;
    for (uint32_t away = 0; away < (uint32_t)1 << count; away++) {
        for (int i = 0; i < count; i++)
            o->ballots[parties[i]] = (away >> i) & 1 ? CAS_ABSENT : CAS_NO;
        if (!holds_whatever_is_found(o))
            return false;
    }
    return true;
}

bool cas_scenario_rule_is_certain(cas_arena *scratch, const cas_rule *rule, const cas_roll *roll,
                                  const cas_prospect *prospect)
{
    const cas_mark mark = cas_arena_mark(scratch);
    outcome o = outcome_open(scratch, rule, roll, prospect);
    cast_all(&o, CAS_NO);
    bool certain = holds_whatever_is_found(&o);
    if (certain && has_quorum(rule)) {
        cast_all(&o, CAS_ABSENT);
        certain = holds_whatever_is_found(&o) && (every_quorum_binds(rule) || holds_whoever_stays_away(&o));
    }
    cas_arena_release(scratch, mark);
    return certain;
}
