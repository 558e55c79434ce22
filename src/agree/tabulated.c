/* Two tables beside the answer: what those who were taken out can still block, and what becomes of it all under each reading. */
#include "agree/settling.h"
#include "agree/space.h"
#include "agree/still_blocks.h"

#include <string.h>

enum { MOST_READINGS = 64 };

/* ---- Still blocked ------------------------------------------------------------------------------------------------------------------ */

static cas_count_of settled_with(cas_settling *s, cas_space *space, cas_node settled, const cas_condition *condition)
{
    if (!condition)
        return (cas_count_of){true, cas_big_of(s->arena, 0)};
    return (cas_count_of){
        true,
        cas_space_count(space, s->arena, cas_diagram_and(space->store, settled, cas_space_possible(space, condition)))};
}

static void note_outcome(cas_settling *s, cas_space *space, cas_node settled, const cas_blocked_outcome *from)
{
    cas_still_blocked *to = &((cas_still_blocked *)s->out->blocked)[s->out->blocked_count];
    *to = (cas_still_blocked){
        .goal = from->goal, .incident = from->incident, .attacker = from->attacker, .needs = from->needs};
    to->blocked = settled_with(s, space, settled, from->blocked);
    to->lawfully = settled_with(s, space, settled, from->lawfully);
    const char **where = CAS_ARRAY(s->arena, const char *, CAS_MOST_WHERE);
    for (size_t r = 0; r < from->row_count && to->where_count < CAS_MOST_WHERE; r++)
        if (cas_diagram_and(space->store, settled, cas_space_possible(space, from->rows[r])) != CAS_NODE_FALSE)
            where[to->where_count++] = cas_format(s->arena, "%s", from->words[r]);
    to->where = where;
    s->out->blocked_count += to->blocked.number.count > 0 || to->needs;
}

void cas_settling_blocked(cas_arena *scratch, void *settling)
{
    cas_settling *s = settling;
    size_t count;
    const cas_blocked_outcome *outcomes = cas_still_blocks(scratch, s->agreement, s->out->talks->taken_out, &count);
    cas_space *space = cas_space_open(scratch, s->out->talks);
    const cas_node settled = cas_space_settled(space, NULL, -1);
    s->out->blocked = CAS_ARRAY(s->arena, cas_still_blocked, count + 1);
    for (size_t i = 0; i < count; i++)
        note_outcome(s, space, settled, &outcomes[i]);
    s->out->outcomes_asked = count;
}

/* ---- Each reading -------------------------------------------------------------------------------------------------------------------- */

static void flag_readings(const cas_settling *s, bool *speaks)
{
    const cas_talks *talks = s->out->talks;
    for (int l = 0; l < talks->lines.count; l++)
        cas_condition_dimensions(talks->lines.items[l].crossed, speaks);
    for (int i = 0; i < s->agreement->infeasible_count; i++)
        cas_condition_dimensions(s->agreement->infeasible[i].condition, speaks);
    for (int c = 0; c < talks->case_count; c++)
        cas_condition_dimensions(talks->cases[c].where, speaks);
    for (int d = 0; d < s->agreement->issue_count; d++)
        speaks[d] = false;
}

static void note_reading(cas_settling *s, cas_arena *scratch, const int *choice)
{
    const size_t dimensions = (size_t)s->agreement->dimension_count + 1;
    const cas_condition *in = NULL;
    for (int d = s->agreement->issue_count; d < s->agreement->dimension_count; d++)
        if (choice[d] >= 0)
            in = cas_condition_both(scratch, in, cas_condition_is(scratch, d, choice[d]));
    cas_under_reading *row = &((cas_under_reading *)s->out->under)[s->out->under_count];
    cas_space *space = cas_space_open(scratch, cas_talks_in(scratch, s->out->talks, in));
    const cas_node feasible = cas_space_feasible(space);
    if (feasible == CAS_NODE_FALSE)
        return;
    row->choice = memcpy(CAS_ARRAY(s->arena, int, dimensions), choice, dimensions * sizeof *choice);
    row->packages = (cas_count_of){true, cas_space_count(space, s->arena, feasible)};
    row->settlements = (cas_count_of){true, cas_space_count(space, s->arena, cas_space_settled(space, NULL, -1))};
    cas_count_of *accepts = CAS_ARRAY(s->arena, cas_count_of, (size_t)s->agreement->position_count + 1);
    for (int p = 0; p < s->agreement->position_count; p++)
        accepts[p] = (cas_count_of){
            true, cas_space_count(space, s->arena,
                                  cas_diagram_and(space->store, feasible, cas_space_accepted(space, p, NULL)))};
    row->accepts = accepts;
    s->out->under_count++;
}

/* The next combination of the flagged readings; false after the last. */
static bool next_reading(const cas_agreement *agreement, const bool *speaks, int *choice)
{
    for (int d = agreement->dimension_count; d-- > agreement->issue_count;) {
        if (!speaks[d])
            continue;
        if (++choice[d] < agreement->dimensions[d].count)
            return true;
        choice[d] = 0;
    }
    return false;
}

void cas_settling_readings(cas_arena *scratch, void *settling)
{
    cas_settling *s = settling;
    const size_t dimensions = (size_t)s->agreement->dimension_count + 1;
    bool *speaks = CAS_ARRAY(scratch, bool, dimensions);
    int *choice = CAS_ARRAY(scratch, int, dimensions);
    size_t combinations = 1;
    flag_readings(s, speaks);
    for (int d = 0; d < s->agreement->dimension_count; d++) {
        choice[d] = speaks[d] ? 0 : -1;
        combinations *= speaks[d] ? (size_t)s->agreement->dimensions[d].count : 1;
        if (combinations > MOST_READINGS)
            cas_fail(scratch->ctx, CAS_E_BUDGET, "more than %d combinations of readings", MOST_READINGS);
    }
    s->out->under = CAS_ARRAY(s->arena, cas_under_reading, combinations + 1);
    do {
        const cas_mark mark = cas_arena_mark(scratch);
        note_reading(s, scratch, choice);
        cas_arena_release(scratch, mark);
    } while (next_reading(s->agreement, speaks, choice));
}
