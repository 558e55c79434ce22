/*
 * Leaving, as bounds on the value.
 *
 * The method knows nothing of parties that leave: v, its value, is that of the same game in which nobody does. The game in which
 * they can is the same up to the first tick at which somebody may have left. Let that be t.
 *
 * 1. v < t: the value is v. Neither side can change anything before t but what it could change anyway.
 * 2. v >= t: the value is at least t. If the text is *plain* and nobody is made to leave, it is at least v: the others need not
 *    leave, and by leaving a helper gains nothing that it could not have had by staying.
 * 3. v >= t, the text is *quiet* and nobody is made to leave: the value is at most that of the game in which those who obey and
 *    can leave resist. For an obeyer that leaves stops doing its duties, without a breach, and that is what a resister may do
 *    from the start.
 *    That all leave at once, because the agreement ends, brings nobody to give or do anything: 2 stands, unless the goal is an
 *    event, such as an outcome of a vote in which nobody is counted any more.
 * 4. If the longest that anything in the text can take is shorter than t, v is always below t or never, and leaving does not matter at all
 *    where the text is plain and nobody is made to leave.
 * Where these leave the bounds apart the definition is searched, as everywhere.
 *
 * Why staying is as good (plain). What leaving does: one's duties and ballots go, one is taken out of the base of every count. For
 * whoever wants a rule to hold, voting yes counts in c and b of c/b, leaving in neither, and c/b only falls; for whoever wants it not to
 * hold, voting no, or being absent where there is a quorum, leaves b larger. The exceptions make a text not plain: a prohibition
 * or an `end`, from which leaving frees; a seat without a ballot (`barring`), or one that is missed by a quorum, or by a count that
 * holds of noes alone but not of nobody; a duty or an event that needs a power, since the holder may not have it; an event that
 * counts who did what several do together, since one of them cannot do it alone; an act of leaving that something else waits for or
 * asks for, since then one cannot have the one without the other; duties that follow one's own ballot, and outcomes judged by a
 * second rule.
 * Quiet is more: no clause waits for a breach, since who leaves breaks nothing.
 *
 * Cost: linear in the text. Twin: naive.c; test_method.c compares values where parties can leave.
 */
#include "hold/leaving.h"

#include "hold/control.h"

/* ---- The earliest tick -------------------------------------------------------------------------------------------------- */

static cas_tick sum_of(cas_tick a, cas_tick b)
{
    return a >= CAS_NEVER || b >= CAS_NEVER ? CAS_NEVER : a + b;
}

static cas_tick least(cas_tick a, cas_tick b)
{
    return a < b ? a : b;
}

/* A lower bound: what is not a timer may happen at once. */
static cas_tick earliest_of_event(const cas_event *event)
{
    cas_tick tick = 0;
    for (; event->kind == CAS_EV_AFTER; event = event->inner)
        tick = sum_of(tick, event->delay);
    return tick;
}

static cas_tick earliest_of_clause(const cas_clause *clause)
{
    cas_tick tick = clause->trigger_count ? CAS_NEVER : 0;
    for (int t = 0; t < clause->trigger_count; t++)
        tick = least(tick, earliest_of_event(clause->triggers[t]));
    return tick;
}

static bool grants(const cas_statement *statement, int deed)
{
    for (int w = 0; statement->kind == CAS_POWER_GRANT && w < statement->way_count; w++)
        for (int i = 0; i < statement->ways[w].count; i++)
            if (statement->ways[w].doings[i].deed == deed)
                return true;
    return false;
}

static cas_tick earliest_of_deed(const cas_instance *instance, int deed)
{
    cas_tick tick = CAS_NEVER;
    if (instance->deeds[deed].kind != CAS_POWER)
        return 0;
    for (int g = 0; g < instance->given_count; g++)
        if (instance->givens[g].kind == CAS_GIVEN_DEED && instance->givens[g].index == deed)
            return 0;
    for (int c = 0; c < instance->clause_count; c++)
        for (int s = 0; s < instance->clauses[c].statement_count; s++)
            if (grants(&instance->clauses[c].statements[s], deed))
                tick = least(tick, earliest_of_clause(&instance->clauses[c]));
    return tick;
}

static void add_voters(const cas_rule *rule, cas_set *all)
{
    *all = cas_set_or(*all, rule->members);
    for (int i = 0; i < rule->part_count; i++)
        add_voters(rule->parts[i], all);
    for (int i = 0; i < rule->stage_count; i++)
        add_voters(rule->stages[i].rule, all);
    for (int i = 0; i < rule->quorum_count; i++)
        *all = cas_set_or(*all, rule->quorums[i].members);
}

/* All of whom the text speaks. */
static bool has_everybody(const cas_instance *instance, const cas_set *set)
{
    cas_set all = cas_set_empty();
    for (int c = 0; c < instance->clause_count; c++)
        for (int s = 0; s < instance->clauses[c].statement_count; s++) {
            const cas_statement *words = &instance->clauses[c].statements[s];
            all = cas_set_or(all, cas_set_or(words->who.set, words->call_set));
            if (words->rule)
                add_voters(words->rule, &all);
        }
    all = cas_set_minus(all, *set);
    return cas_set_is_empty(&all);
}

static void add_leave(cas_leaving *leaving, const cas_instance *instance, const cas_clause *clause,
                      const cas_statement *leave)
{
    cas_tick tick = earliest_of_clause(clause);
    if (cas_set_is_empty(&leave->who.set))
        return;
    if (leave->way_count) {
        const cas_tick deed = earliest_of_deed(instance, leave->ways[0].doings[0].deed);
        tick = sum_of(tick > deed ? tick : deed, leave->within);
    }
    if (tick >= CAS_NEVER)
        return;
    leaving->first = least(leaving->first, tick);
    if (leave->way_count)
        leaving->can = cas_set_or(leaving->can, leave->who.set);
    else if (has_everybody(instance, &leave->who.set))
        leaving->ends = true;
    else
        leaving->forced = true;
}

/* ---- The longest that anything takes --------------------------------------------------------------------------------------- */

static cas_tick delays_of(const cas_event *event)
{
    cas_tick sum = 0;
    for (; event->kind == CAS_EV_AFTER; event = event->inner)
        sum = sum_of(sum, event->delay);
    return sum;
}

/* Every clock once, those of decisions that open again for every party: as in the definition (naive.c, 4). */
static cas_tick longest_run(const cas_instance *instance, const cas_goal *goal)
{
    cas_tick sum = goal->kind == CAS_GOAL_EVENT ? delays_of(goal->event) : 0;
    bool by_each = false;
    for (int c = 0; c < instance->clause_count; c++) {
        const cas_clause *clause = &instance->clauses[c];
        for (int t = 0; t < clause->trigger_count; t++)
            sum = sum_of(sum, delays_of(clause->triggers[t]));
        for (int s = 0; s < clause->statement_count; s++) {
            const cas_statement *words = &clause->statements[s];
            by_each |= words->kind == CAS_FINDING && words->mode == CAS_BY_EACH;
            if (words->kind == CAS_DUTY || words->rule)
                sum = sum_of(sum, words->within);
            if (words->kind == CAS_DECIDE && words->again_after >= 0)
                sum = sum_of(sum, (words->within + words->again_after + 1) * (instance->party_count + 2));
        }
    }
    return by_each && sum < CAS_NEVER / CAS_MAX_PARTIES ? sum * instance->party_count : sum;
}

/* ---- Is it plain ------------------------------------------------------------------------------------------------------------ */

static bool has_seats_without_ballots(const cas_rule *rule)
{
    if (!rule)
        return false;
    if (rule->barring.finding >= 0 || !cas_set_is_empty(&rule->barring.always))
        return true;
    for (int i = 0; i < rule->part_count; i++)
        if (has_seats_without_ballots(rule->parts[i]))
            return true;
    for (int i = 0; i < rule->stage_count; i++)
        if (has_seats_without_ballots(rule->stages[i].rule))
            return true;
    return false;
}

static bool needs_power(const cas_instance *instance, const cas_statement *duty)
{
    for (int w = 0; duty->kind == CAS_DUTY && w < duty->way_count; w++)
        for (int i = 0; i < duty->ways[w].count; i++)
            if (instance->deeds[duty->ways[w].doings[i].deed].kind == CAS_POWER)
                return true;
    return false;
}

/* Is the act one that some do together? Then one of them alone cannot do it, and by leaving is no longer waited for. */
static bool is_done_together(const cas_instance *instance, int deed)
{
    bool together = false;
    for (int c = 0; c < instance->clause_count; c++)
        for (int s = 0; s < instance->clauses[c].statement_count; s++) {
            const cas_statement *duty = &instance->clauses[c].statements[s];
            for (int w = 0; duty->kind == CAS_DUTY && duty->who.kind == CAS_JOINTLY && w < duty->way_count; w++)
                for (int i = 0; i < duty->ways[w].count; i++)
                    together |= duty->ways[w].doings[i].deed == deed;
        }
    return together;
}

static void look_at_event(cas_leaving *leaving, const cas_instance *instance, const cas_event *event)
{
    while (event->kind == CAS_EV_AFTER)
        event = event->inner;
    leaving->quiet &= event->kind != CAS_EV_BREACH;
    leaving->plain &= !event->meets && !(event->kind == CAS_EV_DEED && event->has_set &&
                                         (instance->deeds[event->index].kind == CAS_POWER || is_done_together(instance, event->index)));
}

static void look_at_clause(cas_leaving *leaving, const cas_instance *instance, const cas_clause *clause)
{
    for (int t = 0; t < clause->trigger_count; t++)
        look_at_event(leaving, instance, clause->triggers[t]);
    for (int s = 0; s < clause->statement_count; s++) {
        const cas_statement *words = &clause->statements[s];
        leaving->plain &= words->kind != CAS_PROHIBITION && words->kind != CAS_END && !needs_power(instance, words) &&
                          !has_seats_without_ballots(words->rule) && !(words->rule && cas_rule_misses_gone(words->rule)) && (words->way_count == 0 || words->who.voted_on < 0);
    }
}

const cas_instance *cas_if_all_stay(cas_arena *arena, const cas_instance *instance)
{
    cas_clause *clauses = CAS_ARRAY(arena, cas_clause, (size_t)instance->clause_count + 1);
    bool any = false;
    for (int c = 0; c < instance->clause_count; c++) {
        const cas_clause *clause = &instance->clauses[c];
        cas_statement *kept = CAS_ARRAY(arena, cas_statement, (size_t)clause->statement_count + 1);
        int count = 0;
        for (int s = 0; s < clause->statement_count; s++)
            if (clause->statements[s].kind != CAS_LEAVE)
                kept[count++] = clause->statements[s];
        clauses[c] = *clause;
        if (count == clause->statement_count)
            continue;
        any = true;
        clauses[c].statements = kept;
        clauses[c].statement_count = count;
    }
    if (!any)
        return instance;
    cas_instance *stay = CAS_NEW(arena, cas_instance);
    *stay = *instance;
    stay->clauses = clauses;
    return stay;
}

/* Is the act by which some leave good for anything else? */
static bool is_awaited(const cas_event *event, int deed)
{
    while (event->kind == CAS_EV_AFTER)
        event = event->inner;
    return event->kind == CAS_EV_DEED && event->index == deed;
}

static bool is_used_otherwise(const cas_instance *part, const cas_goal *goal, int deed)
{
    bool used = goal->kind == CAS_GOAL_EVENT && is_awaited(goal->event, deed);
    for (int i = 0; i < goal->deed_count; i++)
        used |= goal->deeds[i] == deed;
    for (int c = 0; c < part->clause_count; c++) {
        const cas_clause *clause = &part->clauses[c];
        for (int t = 0; t < clause->trigger_count; t++)
            used |= is_awaited(clause->triggers[t], deed);
        for (int s = 0; s < clause->statement_count; s++)
            for (int w = 0; clause->statements[s].kind == CAS_DUTY && w < clause->statements[s].way_count; w++)
                for (int i = 0; i < clause->statements[s].ways[w].count; i++)
                    used |= clause->statements[s].ways[w].doings[i].deed == deed;
    }
    return used;
}

cas_leaving cas_leaving_of(const cas_instance *instance, const cas_instance *part, const cas_goal *goal)
{
    cas_leaving leaving = {.first = CAS_NEVER, .plain = true, .quiet = true, .can = cas_set_empty()};
    for (int c = 0; c < instance->clause_count; c++)
        for (int s = 0; s < instance->clauses[c].statement_count; s++)
            if (instance->clauses[c].statements[s].kind == CAS_LEAVE)
                add_leave(&leaving, instance, &instance->clauses[c], &instance->clauses[c].statements[s]);
    if (leaving.first >= CAS_NEVER)
        return leaving;
    for (int c = 0; c < instance->clause_count; c++)
        for (int s = 0; s < instance->clauses[c].statement_count; s++) {
            const cas_statement *leave = &instance->clauses[c].statements[s];
            if (leave->kind == CAS_LEAVE && leave->way_count)
                leaving.plain &= !is_used_otherwise(part, goal, leave->ways[0].doings[0].deed);
        }
    for (int c = 0; c < part->clause_count; c++)
        look_at_clause(&leaving, part, &part->clauses[c]);
    if (goal->kind == CAS_GOAL_EVENT)
        look_at_event(&leaving, instance, goal->event);
    leaving.quiet &= leaving.plain;
    leaving.opens = leaving.forced || (leaving.ends && goal->kind == CAS_GOAL_EVENT);
    leaving.matters = !leaving.plain || leaving.forced || leaving.ends || longest_run(part, goal) >= leaving.first;
    return leaving;
}
