/*
 * What may happen at all: the clauses that can start in some run, whoever helps, obeys or resists.
 *
 * 1. Clauses without a trigger are in force. What the run starts with has happened.
 * 2. A clause starts if one of its events may occur: an act, because anyone may do it at any time; a measure or power, if clauses
 *    that can start give enough parties a basis for it; an adoption, if a clause that can start opens the decision and all
 *    voting yes carries it; a rejection, if all together can defeat it; a breach, if somebody is bound; and so on.
 * 3. Repeat until nothing is added.
 *
 * Invariant: what is marked stays marked, so the rounds are at most as many as the clauses. Exactness: an over-estimate. That
 * deadlines may pass each other by, that bases end, and that two outcomes of one decision exclude each other is not looked at, so
 * a clause that is said never to start never does; one that is not said so may still never start.
 */
#include "hold/may.h"

#include "hold/control.h"

static bool names_deed(const cas_statement *statement, int deed)
{
    for (int w = 0; w < statement->way_count; w++)
        for (int d = 0; d < statement->ways[w].count; d++)
            if (statement->ways[w].doings[d].deed == deed)
                return true;
    return false;
}

static bool gives_basis(const cas_statement *statement)
{
    return statement->kind == CAS_DUTY || statement->kind == CAS_PERMISSION || statement->kind == CAS_POWER_GRANT;
}

/* Who may do a deed: everybody for an act, those with a basis otherwise, and those by whom it was done when the run begins. */
static cas_set doers_of(const cas_may *may, int deed)
{
    const cas_instance *instance = may->instance;
    if (instance->deeds[deed].kind == CAS_ACT)
        return cas_set_first(instance->party_count);
    cas_set doers = cas_set_empty();
    for (int g = 0; g < instance->given_count; g++)
        if (instance->givens[g].kind == CAS_GIVEN_DEED && instance->givens[g].index == deed)
            doers = cas_set_or(doers, instance->givens[g].parties);
    for (int c = 0; c < instance->clause_count; c++)
        for (int s = 0; may->starts[c] && s < instance->clauses[c].statement_count; s++) {
            const cas_statement *statement = &instance->clauses[c].statements[s];
            if (gives_basis(statement) && names_deed(statement, deed))
                doers = cas_set_or(doers, statement->who.set);
        }
    return doers;
}

/* Can so many of a set reach the quantity? Weights do not occur in events. */
static bool reaches(cas_arena *arena, const cas_quant *quant, size_t counted, size_t base)
{
    cas_big c = cas_big_of(arena, counted), b = cas_big_of(arena, base), need;
    switch (quant->kind) {
    case CAS_AT_MOST:
    case CAS_NONE: return true;
    case CAS_ANY: return counted > 0;
    case CAS_ALL: return base > 0 && counted == base;
    case CAS_MAJORITY: return counted * 2 > base;
    case CAS_ALL_BUT:
        need = quant->share ? cas_big_multiply(arena, b, quant->number) : quant->number;
        return cas_big_compare(cas_big_add(arena, cas_big_multiply(arena, c, quant->over), need), cas_big_multiply(arena, b, quant->over)) >= 0;
    case CAS_AT_LEAST:
    case CAS_MORE_THAN:
        need = quant->share ? cas_big_multiply(arena, b, quant->number) : quant->number;
        return base > 0 &&
               cas_big_compare(cas_big_multiply(arena, c, quant->over), need) >= (quant->kind == CAS_MORE_THAN ? 1 : 0);
    }
    return true;
}

static const cas_statement *opener_in(const cas_clause *clause, cas_statement_kind kind, int index)
{
    for (int s = 0; s < clause->statement_count; s++)
        if (clause->statements[s].kind == kind && clause->statements[s].index == index)
            return &clause->statements[s];
    return NULL;
}

/* Can all together carry (or defeat) the rule of the statement by its deadline, whatever of what it depends on is found? */
static bool can_settle(const cas_instance *instance, const cas_statement *opens, bool adopt)
{
    const cas_set all = cas_set_first(instance->party_count);
    const uint64_t findings = cas_rule_findings(opens->rule);
    for (uint64_t found = findings;; found = (found - 1) & findings) {
        const cas_moment moment = {.elapsed = opens->within, .found = found};
        bool doubtful = false;
        if (adopt ? cas_rule_carried(opens->rule, &all, &all, moment, &doubtful)
                  : cas_rule_defeated(opens->rule, &all, &all, moment) != CAS_CANNOT_DEFEAT)
            return true;
        if (!found)
            return false;
    }
}

/* Who leaves is out of the count and of its base, so nearly every count can come to hold. */
static bool some_can_leave(const cas_instance *instance)
{
    for (int c = 0; c < instance->clause_count; c++)
        for (int s = 0; s < instance->clauses[c].statement_count; s++)
            if (instance->clauses[c].statements[s].kind == CAS_LEAVE)
                return true;
    return false;
}

static bool may_decide(const cas_may *may, const cas_event *event)
{
    const bool any_count = some_can_leave(may->instance);
    for (int c = 0; c < may->instance->clause_count; c++) {
        const cas_statement *opens =
            may->starts[c] ? opener_in(&may->instance->clauses[c], CAS_DECIDE, event->index) : NULL;
        if (opens && (any_count || can_settle(may->instance, opens, event->kind == CAS_EV_ADOPTED)))
            return true;
    }
    return false;
}

static bool may_find(const cas_may *may, const cas_event *event)
{
    bool declared = false;
    for (int c = 0; c < may->instance->clause_count; c++) {
        const cas_statement *opens = opener_in(&may->instance->clauses[c], CAS_FINDING, event->index);
        declared = declared || opens;
        if (opens && may->starts[c] && (event->kind == CAS_EV_FOUND || opens->mode == CAS_BY_RULE))
            return true;
    }
    return !declared && event->kind == CAS_EV_FOUND;
}

static bool may_breach(const cas_may *may, const cas_event *event)
{
    const cas_clause *clause = &may->instance->clauses[event->index];
    for (int s = 0; may->starts[event->index] && s < clause->statement_count; s++) {
        const cas_statement *statement = &clause->statements[s];
        if (statement->kind != CAS_PROHIBITION && (statement->kind != CAS_DUTY || statement->only_basis))
            continue;
        const cas_set bound = event->has_set ? cas_set_and(statement->who.set, event->set) : statement->who.set;
        if (!cas_set_is_empty(&bound))
            return true;
    }
    return false;
}

static bool is_given(const cas_may *may, const cas_event *event)
{
    static const cas_given_kind given_as[] = {
        [CAS_EV_INCIDENT] = CAS_GIVEN_INCIDENT,       [CAS_EV_DEED] = CAS_GIVEN_DEED,
        [CAS_EV_CLAUSE_DONE] = CAS_GIVEN_CLAUSE_DONE, [CAS_EV_ADOPTED] = CAS_GIVEN_ADOPTED,
        [CAS_EV_REJECTED] = CAS_GIVEN_REJECTED,       [CAS_EV_FOUND] = CAS_GIVEN_FOUND,
        [CAS_EV_NOT_FOUND] = CAS_GIVEN_NOT_FOUND,     [CAS_EV_BREACH] = CAS_GIVEN_BREACH,
    };
    for (int g = 0; event->kind != CAS_EV_AFTER && g < may->instance->given_count; g++) {
        const cas_given *given = &may->instance->givens[g];
        if (given->kind != given_as[event->kind] || given->index != event->index)
            continue;
        if (event->kind != CAS_EV_INCIDENT || !event->has_set || cas_set_has(&event->set, may->instance->attacker))
            return true;
    }
    return false;
}

bool cas_may_occur(cas_arena *arena, const cas_may *may, const cas_event *event)
{
    while (event->kind == CAS_EV_AFTER)
        event = event->inner;
    if (is_given(may, event))
        return true;
    switch (event->kind) {
    case CAS_EV_INCIDENT:
    case CAS_EV_AFTER: return false;
    case CAS_EV_DEED: {
        const cas_set all = cas_set_first(may->instance->party_count);
        const cas_set base = event->has_set ? event->set : all, doers = cas_set_and(doers_of(may, event->index), base);
        const cas_mark mark = cas_arena_mark(arena);
        const bool enough = reaches(arena, &event->quant, (size_t)cas_set_count(&doers), (size_t)cas_set_count(&base));
        cas_arena_release(arena, mark);
        return enough || (event->has_set && some_can_leave(may->instance));
    }
    case CAS_EV_CLAUSE_DONE: return may->starts[event->index];
    case CAS_EV_ADOPTED:
    case CAS_EV_REJECTED: return may_decide(may, event);
    case CAS_EV_FOUND:
    case CAS_EV_NOT_FOUND: return may_find(may, event);
    case CAS_EV_BREACH: return may_breach(may, event);
    }
    return true;
}

cas_may cas_may_happen(cas_arena *arena, const cas_instance *instance)
{
    bool *starts = CAS_ARRAY(arena, bool, instance->clause_count + 1);
    const cas_may may = {instance, starts};
    for (bool added = true; added;) {
        added = false;
        for (int c = 0; c < instance->clause_count; c++) {
            const cas_clause *clause = &instance->clauses[c];
            bool now = clause->trigger_count == 0;
            cas_poll(arena->ctx);
            for (int t = 0; !starts[c] && !now && t < clause->trigger_count; t++)
                now = cas_may_occur(arena, &may, clause->triggers[t]);
            if (now && !starts[c])
                starts[c] = added = true;
        }
    }
    return may;
}

void cas_event_suppliers(const cas_instance *instance, const cas_event *event, bool *supplies)
{
    while (event->kind == CAS_EV_AFTER)
        event = event->inner;
    for (int c = 0; c < instance->clause_count; c++) {
        const cas_clause *clause = &instance->clauses[c];
        switch (event->kind) {
        case CAS_EV_INCIDENT:
        case CAS_EV_AFTER: break;
        case CAS_EV_DEED:
            for (int s = 0; s < clause->statement_count; s++)
                if (gives_basis(&clause->statements[s]) && names_deed(&clause->statements[s], event->index))
                    supplies[c] = true;
            break;
        case CAS_EV_CLAUSE_DONE:
        case CAS_EV_BREACH:
            if (c == event->index)
                supplies[c] = true;
            break;
        case CAS_EV_ADOPTED:
        case CAS_EV_REJECTED:
            if (opener_in(clause, CAS_DECIDE, event->index))
                supplies[c] = true;
            break;
        case CAS_EV_FOUND:
        case CAS_EV_NOT_FOUND:
            if (opener_in(clause, CAS_FINDING, event->index))
                supplies[c] = true;
            break;
        }
    }
}

bool cas_may_reach(cas_arena *arena, const cas_may *may, const cas_goal *goal)
{
    if (goal->kind == CAS_GOAL_EVENT)
        return cas_may_occur(arena, may, goal->event);
    cas_set doers = goal->all_of ? goal->set : cas_set_empty();
    for (int d = 0; d < goal->deed_count; d++) {
        const cas_set able = doers_of(may, goal->deeds[d]);
        doers = goal->all_of ? cas_set_and(doers, able) : cas_set_or(doers, able);
    }
    doers = cas_set_and(doers, goal->set);
    return reaches(arena, &goal->quant, (size_t)cas_set_count(&doers), (size_t)cas_set_count(&goal->set));
}
