/*
 * What of a text can matter to a goal, and what not.
 *
 * A statement matters if it says something about a thing that matters; then so does what starts its clause, and what it depends on. Things are deeds, decisions,
 * findings, and the duties of a clause that somebody waits to see done or broken. The goal's deeds, or what its event names, matter from the start.
 *
 * 1. Which clauses may start at all: those in force, those started by what is given, and those waiting for something that a clause that may start speaks of. What
 *    a clause that never starts forbids or ends is left out, and so is the body it opens, if another clause opens it.
 * 2. A clause that starts with the run starts then: what else could have started it matters no more.
 * 3. File every statement under each thing it speaks of: a deed it demands, permits, grants, forbids or ends; the body it opens; the clause it ends.
 * 4. From the goal, follow things to statements and statements to things until nothing is added.
 *
 * Invariant: a thing is marked before it is put on the pile, so each is looked at once. Cost: linear in the text. Exact: what is left out can neither start,
 * forbid, end nor demand anything that is kept (docs/semantics.md). Twin: the definition, on the whole text, in test/hold/test_method.c.
 */
#include "hold/slice.h"

#include "hold/control.h"
#include "hold/graph.h"

#include <string.h>

/* One statement, and the clause it stands in. */
typedef struct filed {
    int clause, statement;
} filed;

/* Things are numbers; the fields say where each sort begins, deeds at 0. */
typedef struct slicing {
    cas_arena *arena;
    const cas_instance *instance;
    int decisions, findings;
    int clauses;                /* clauses whose duties and permissions can be ended */
    int starts;                 /* clauses of which it matters when they start */
    int statements, count;
    int *first;                 /* per clause: the thing that is its first statement */
    size_t *begin;              /* per thing before `starts`, into filed */
    filed *filed;
    bool *seen;
    bool *may_start;            /* per clause */
    bool *reopened;             /* per decision and finding: a clause that may start opens it */
    int *pile;
    size_t piled;
} slicing;

static const cas_event *innermost(const cas_event *event)
{
    while (event->kind == CAS_EV_AFTER)
        event = event->inner;
    return event;
}

/* The trigger that has happened when the run starts, or null. */
static const cas_event *given_trigger(const cas_instance *in, const cas_clause *clause)
{
    for (int t = 0; t < clause->trigger_count; t++)
        if (cas_event_is_given(in, clause->triggers[t]))
            return clause->triggers[t];
    return NULL;
}

/* ---- What may start ---------------------------------------------------------------------------------------------------- */

/* The thing without which an event cannot occur; -1: an incident. */
static int thing_of(const slicing *s, const cas_event *event)
{
    switch (event->kind) {
    case CAS_EV_DEED:
        return event->index;
    case CAS_EV_ADOPTED:
    case CAS_EV_REJECTED:
        return s->decisions + event->index;
    case CAS_EV_FOUND:
    case CAS_EV_NOT_FOUND:
        return s->findings + event->index;
    case CAS_EV_CLAUSE_DONE:
    case CAS_EV_BREACH:
        return s->clauses + event->index;
    case CAS_EV_INCIDENT:
    case CAS_EV_AFTER:
        break;
    }
    return -1;
}

/* Clauses by what they wait for: begin has s->starts + 1 entries. */
typedef struct waiting {
    size_t *begin;
    int *clauses;
} waiting;

static void file_waiting(const slicing *s, size_t *place, int *clauses)
{
    for (int c = 0; c < s->instance->clause_count; c++)
        for (int t = 0; t < s->instance->clauses[c].trigger_count; t++) {
            const int thing = thing_of(s, innermost(s->instance->clauses[c].triggers[t]));
            if (thing >= 0 && clauses)
                clauses[place[thing]] = c;
            if (thing >= 0)
                place[thing]++;
        }
}

static waiting find_waiting(const slicing *s)
{
    const size_t things = (size_t)s->starts;
    waiting w = {.begin = CAS_ARRAY(s->arena, size_t, things + 2)};
    size_t *place = CAS_ARRAY(s->arena, size_t, things + 1);
    file_waiting(s, w.begin + 1, NULL);
    for (size_t t = 0; t < things; t++)
        w.begin[t + 1] += w.begin[t];
    w.clauses = CAS_ARRAY(s->arena, int, w.begin[things] + 1);
    memcpy(place, w.begin, things * sizeof *place);
    file_waiting(s, place, w.clauses);
    return w;
}

static void may_now(slicing *s, const waiting *w, bool *there, int thing)
{
    if (there[thing])
        return;
    there[thing] = true;
    for (size_t i = w->begin[thing]; i < w->begin[thing + 1]; i++)
        if (!s->may_start[w->clauses[i]]) {
            s->may_start[w->clauses[i]] = true;
            s->pile[s->piled++] = w->clauses[i];
        }
}

/* Acts can always be done; findings that no clause opens are as given. */
static void start_with(slicing *s, const waiting *w, bool *there)
{
    const cas_instance *in = s->instance;
    bool *opened = CAS_ARRAY(s->arena, bool, (size_t)in->finding_count + 1);
    for (int d = 0; d < in->deed_count; d++)
        if (in->deeds[d].kind == CAS_ACT)
            may_now(s, w, there, d);
    for (int i = 0; i < in->given_count; i++)
        if (in->givens[i].kind == CAS_GIVEN_DEED)
            may_now(s, w, there, in->givens[i].index);
    for (int c = 0; c < in->clause_count; c++) {
        const cas_clause *clause = &in->clauses[c];
        bool starts = clause->trigger_count == 0;
        for (int t = 0; t < clause->trigger_count; t++)
            starts |= cas_event_is_given(in, innermost(clause->triggers[t]));
        if (starts && !s->may_start[c]) {
            s->may_start[c] = true;
            s->pile[s->piled++] = c;
        }
        for (int i = 0; i < clause->statement_count; i++)
            if (clause->statements[i].kind == CAS_FINDING)
                opened[clause->statements[i].index] = true;
    }
    for (int f = 0; f < in->finding_count; f++)
        if (!opened[f])
            may_now(s, w, there, s->findings + f);
}

static void find_starts(slicing *s)
{
    const cas_instance *in = s->instance;
    const waiting w = find_waiting(s);
    bool *there = CAS_ARRAY(s->arena, bool, (size_t)s->starts + 1);
    start_with(s, &w, there);
    while (s->piled) {
        const int c = s->pile[--s->piled];
        may_now(s, &w, there, s->clauses + c);
        for (int i = 0; i < in->clauses[c].statement_count; i++) {
            const cas_statement *st = &in->clauses[c].statements[i];
            for (int way = 0; way < st->way_count && st->kind != CAS_PROHIBITION; way++)
                for (int d = 0; d < st->ways[way].count; d++)
                    may_now(s, &w, there, st->ways[way].doings[d].deed);
            if (st->kind == CAS_DECIDE)
                may_now(s, &w, there, s->decisions + st->index);
            if (st->kind == CAS_FINDING)
                may_now(s, &w, there, s->findings + st->index);
            if (st->kind == CAS_DECIDE)
                s->reopened[st->index] = true;
            if (st->kind == CAS_FINDING)
                s->reopened[in->decision_count + st->index] = true;
        }
        cas_poll(s->arena->ctx);
    }
}

/* Says nothing that could ever be in force. What a clause that never starts demands is kept: it says why a goal is out of reach, and which acts are joint. */
static bool is_void(const slicing *s, int c, const cas_statement *st)
{
    if (s->may_start[c])
        return false;
    return st->kind == CAS_PROHIBITION || st->kind == CAS_END || (st->kind == CAS_DECIDE && s->reopened[st->index])
           || (st->kind == CAS_FINDING && s->reopened[s->instance->decision_count + st->index]);
}

/* ---- Filing ---------------------------------------------------------------------------------------------------------- */

static void file_under(size_t *place, filed *statements, int thing, int clause, int statement)
{
    if (statements)
        statements[place[thing]] = (filed){clause, statement};
    place[thing]++;
}

/* Called twice: to count (statements null), and to file. */
static void file_all(const slicing *s, size_t *place, filed *statements)
{
    for (int c = 0; c < s->instance->clause_count; c++)
        for (int i = 0; i < s->instance->clauses[c].statement_count; i++) {
            const cas_statement *st = &s->instance->clauses[c].statements[i];
            if (is_void(s, c, st))
                continue;
            for (int w = 0; w < st->way_count; w++)
                for (int d = 0; d < st->ways[w].count; d++)
                    file_under(place, statements, st->ways[w].doings[d].deed, c, i);
            for (int e = 0; e < st->end_deed_count; e++)
                file_under(place, statements, st->end_deeds[e], c, i);
            for (int e = 0; e < st->end_clause_count; e++)
                file_under(place, statements, s->clauses + st->end_clauses[e], c, i);
            if (st->kind == CAS_DECIDE)
                file_under(place, statements, s->decisions + st->index, c, i);
            if (st->kind == CAS_FINDING)
                file_under(place, statements, s->findings + st->index, c, i);
        }
}

static void file_statements(slicing *s)
{
    const size_t things = (size_t)s->starts;
    size_t *place = CAS_ARRAY(s->arena, size_t, things + 1);
    s->begin = CAS_ARRAY(s->arena, size_t, things + 2);
    file_all(s, s->begin + 1, NULL);
    for (size_t t = 0; t < things; t++)
        s->begin[t + 1] += s->begin[t];
    s->filed = CAS_ARRAY(s->arena, filed, s->begin[things] + 1);
    memcpy(place, s->begin, things * sizeof *place);
    file_all(s, place, s->filed);
}

/* ---- Marking --------------------------------------------------------------------------------------------------------- */

static void mark(slicing *s, int thing)
{
    if (s->seen[thing])
        return;
    s->seen[thing] = true;
    s->pile[s->piled++] = thing;
}

static void mark_findings(slicing *s, const cas_rule *rule)
{
    const uint64_t findings = rule ? cas_rule_findings(rule) : 0;
    for (int f = 0; f < s->instance->finding_count; f++)
        if ((findings >> f) & 1)
            mark(s, s->findings + f);
}

/* Somebody waits for this clause to be done, or broken. */
static void mark_obligations(slicing *s, int c)
{
    const cas_clause *clause = &s->instance->clauses[c];
    mark(s, s->starts + c);
    for (int i = 0; i < clause->statement_count; i++)
        if (clause->statements[i].kind == CAS_DUTY || (clause->statements[i].kind == CAS_PROHIBITION && s->may_start[c]))
            mark(s, s->first[c] + i);
}

static void mark_event(slicing *s, const cas_event *event)
{
    for (; event; event = event->inner)
        switch (event->kind) {
        case CAS_EV_INCIDENT:
        case CAS_EV_AFTER:
            break;
        case CAS_EV_DEED:
            mark(s, event->index);
            break;
        case CAS_EV_CLAUSE_DONE:
        case CAS_EV_BREACH:
            mark_obligations(s, event->index);
            break;
        case CAS_EV_ADOPTED:
        case CAS_EV_REJECTED:
            mark(s, s->decisions + event->index);
            mark_findings(s, event->meets);
            break;
        case CAS_EV_FOUND:
        case CAS_EV_NOT_FOUND:
            mark(s, s->findings + event->index);
            break;
        }
}

static void follow_statement(slicing *s, int c, const cas_statement *st)
{
    mark(s, s->starts + c);
    for (int w = 0; w < st->way_count && st->kind == CAS_DUTY; w++)
        for (int d = 0; d < st->ways[w].count; d++)
            mark(s, st->ways[w].doings[d].deed); /* whoever owes it may take any of its ways */
    if (st->kind == CAS_DUTY || st->kind == CAS_PERMISSION)
        mark(s, s->clauses + c);
    if (st->way_count && st->who.voted_on >= 0)
        mark(s, s->decisions + st->who.voted_on);
    mark_findings(s, st->rule);
}

static void follow(slicing *s, int thing)
{
    const cas_instance *in = s->instance;
    if (thing < s->starts) {
        for (size_t i = s->begin[thing]; i < s->begin[thing + 1]; i++)
            mark(s, s->first[s->filed[i].clause] + s->filed[i].statement);
    } else if (thing < s->statements) {
        const cas_clause *clause = &in->clauses[thing - s->starts];
        for (int t = 0; t < clause->trigger_count && !given_trigger(in, clause); t++)
            mark_event(s, clause->triggers[t]);
    } else {
        int low = 0, high = in->clause_count; /* the clause it stands in: the last whose first statement is not after it */
        while (high - low > 1) {
            const int middle = low + (high - low) / 2;
            *(s->first[middle] <= thing ? &low : &high) = middle;
        }
        follow_statement(s, low, &in->clauses[low].statements[thing - s->first[low]]);
    }
}

static void follow_all(slicing *s, const cas_goal *goal)
{
    for (int i = 0; i < goal->deed_count; i++)
        mark(s, goal->deeds[i]);
    if (goal->kind == CAS_GOAL_EVENT)
        mark_event(s, goal->event);
    while (s->piled) {
        follow(s, s->pile[--s->piled]);
        cas_poll(s->arena->ctx);
    }
}

/* ---- What is left ---------------------------------------------------------------------------------------------------- */

/* Of a clause whose start matters to nobody nothing is left, so that it is in force and says nothing. */
static cas_clause kept_of(const slicing *s, int c, bool *whole)
{
    cas_clause clause = s->instance->clauses[c];
    const cas_statement *all = clause.statements;
    int kept = 0;
    const cas_event *given = given_trigger(s->instance, &clause);
    if (!s->seen[s->starts + c])
        clause.trigger_count = 0;
    else if (given && clause.trigger_count > 1) {
        const cas_event **only = CAS_ARRAY(s->arena, const cas_event *, 1);
        only[0] = given;
        clause.triggers = only;
        clause.trigger_count = 1;
    }
    for (int i = 0; i < clause.statement_count; i++)
        kept += s->seen[s->first[c] + i];
    if (kept < clause.statement_count) {
        cas_statement *list = CAS_ARRAY(s->arena, cas_statement, (size_t)kept + 1);
        int count = 0;
        for (int i = 0; i < clause.statement_count; i++)
            if (s->seen[s->first[c] + i])
                list[count++] = all[i];
        clause.statements = list;
        clause.statement_count = kept;
        *whole = false;
    }
    *whole &= clause.trigger_count == s->instance->clauses[c].trigger_count;
    return clause;
}

static slicing open_slicing(cas_arena *arena, const cas_instance *in)
{
    slicing s = {.arena = arena, .instance = in, .decisions = in->deed_count};
    s.findings = s.decisions + in->decision_count;
    s.clauses = s.findings + in->finding_count;
    s.starts = s.clauses + in->clause_count;
    s.statements = s.count = s.starts + in->clause_count;
    s.first = CAS_ARRAY(arena, int, (size_t)in->clause_count + 1);
    for (int c = 0; c < in->clause_count; c++) {
        s.first[c] = s.count;
        s.count += in->clauses[c].statement_count;
    }
    s.seen = CAS_ARRAY(arena, bool, (size_t)s.count + 1);
    s.pile = CAS_ARRAY(arena, int, (size_t)s.count + 1);
    s.may_start = CAS_ARRAY(arena, bool, (size_t)in->clause_count + 1);
    s.reopened = CAS_ARRAY(arena, bool, (size_t)in->decision_count + (size_t)in->finding_count + 1);
    return s;
}

const cas_instance *cas_slice(cas_arena *arena, const cas_instance *instance, const cas_goal *goal)
{
    slicing s = open_slicing(arena, instance);
    find_starts(&s);
    file_statements(&s);
    follow_all(&s, goal);
    bool whole = true;
    cas_clause *clauses = CAS_ARRAY(arena, cas_clause, (size_t)instance->clause_count + 1);
    for (int c = 0; c < instance->clause_count; c++)
        clauses[c] = kept_of(&s, c, &whole);
    if (whole)
        return instance;
    cas_instance *slice = CAS_NEW(arena, cas_instance);
    *slice = *instance;
    slice->clauses = clauses;
    return slice;
}
