/*
 * What of a text can matter to a goal, and what not.
 *
 * A statement matters if it says something about a thing that matters; then so does what starts its clause, and what it depends on. Things are deeds, decisions,
 * findings, and the duties of a clause that somebody waits to see done or broken. The goal's deeds, or what its event names, matter from the start.
 *
 * 1. File every statement under each thing it speaks of: a deed it demands, permits, grants, forbids or ends; the body it opens; the clause it ends.
 * 2. From the goal, follow things to statements and statements to things until nothing is added.
 *
 * Invariant: a thing is marked before it is put on the pile, so each is looked at once. Cost: linear in the text. Exact: what is left out can neither start,
 * forbid, end nor demand anything that is kept (docs/semantics.md). Twin: the definition, on the whole text, in test/hold/test_method.c.
 */
#include "hold/slice.h"

#include "hold/control.h"

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
    int *pile;
    size_t piled;
} slicing;

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
        if (clause->statements[i].kind == CAS_DUTY || clause->statements[i].kind == CAS_PROHIBITION)
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
        for (int t = 0; t < clause->trigger_count; t++)
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
    if (!s->seen[s->starts + c])
        clause.trigger_count = 0;
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
    return s;
}

const cas_instance *cas_slice(cas_arena *arena, const cas_instance *instance, const cas_goal *goal)
{
    slicing s = open_slicing(arena, instance);
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
