/* What the talks are about, gathered from a text: see talks.h. */
#include "agree/talks.h"

#include "agree/order.h"

const char *cas_stand_place(cas_arena *arena, const cas_agreement *agreement, const cas_stand *stand)
{
    return cas_format(arena, "%.*s:%d", CAS_SHOW(cas_source_of(agreement->map, stand->span.file)->name), stand->line);
}

/* ---- Preferences ------------------------------------------------------------------------------------------------------------ */

static void refuse_second(cas_arena *arena, const cas_agreement *agreement, const cas_position *position,
                          const cas_stand *first, const cas_stand *second, const char *what)
{
    cas_fail(arena->ctx, CAS_E_INPUT,
             "%s: %s ranks %s a second time, after line %d: one order for each, or they may contradict each other",
             cas_stand_place(arena, agreement, second), position->name, what, first->line);
}

static void rank_issue(cas_arena *arena, const cas_agreement *agreement, const cas_stand *stand, const int **levels,
                       int *top)
{
    const cas_dimension *dimension = &agreement->dimensions[stand->dimension];
    int *level = CAS_ARRAY(arena, int, (size_t)dimension->count + 1);
    int worst = -1;
    for (int a = 0; a < dimension->count; a++)
        level[a] = -1;
    for (int i = 0; i < stand->count; i++) {
        level[stand->order[i]] = stand->level[i];
        worst = stand->level[i] > worst ? stand->level[i] : worst;
    }
    for (int a = 0; a < dimension->count; a++) {
        if (level[a] < 0)
            level[a] = worst + 1;
        *top = level[a] > *top ? level[a] : *top;
    }
    levels[stand->dimension] = level;
}

static cas_preference preference_of(cas_arena *arena, const cas_agreement *agreement, const cas_position *position,
                                    const char **set_aside)
{
    const size_t dimensions = (size_t)agreement->dimension_count + 1;
    const cas_stand **ranked = CAS_ARRAY(arena, const cas_stand *, dimensions), *weighed = NULL;
    const int **levels = CAS_ARRAY(arena, const int *, dimensions);
    int *top = CAS_ARRAY(arena, int, dimensions), *order = CAS_ARRAY(arena, int, dimensions);
    cas_preference preference = {.level = levels, .top = top, .weighed = order};
    for (int s = 0; s < position->count; s++) {
        const cas_stand *stand = &position->stands[s];
        if (stand->kind == CAS_STAND_PREFERS) {
            const cas_dimension *dimension = &agreement->dimensions[stand->dimension];
            if (ranked[stand->dimension])
                refuse_second(arena, agreement, position, ranked[stand->dimension], stand, dimension->name);
            ranked[stand->dimension] = stand;
            if (dimension->is_reading) {
                *set_aside =
                    cas_format(arena, "line %d ranks %s, a reading: nobody negotiates about it, so it ranks no package",
                               stand->line, dimension->name);
                continue;
            }
            rank_issue(arena, agreement, stand, levels, &top[stand->dimension]);
            preference.any = true;
        } else if (stand->kind == CAS_STAND_WEIGHS) {
            if (weighed)
                refuse_second(arena, agreement, position, weighed, stand, "the issues");
            weighed = stand;
        }
    }
    for (int i = 0; weighed && i < weighed->count; i++)
        if (levels[weighed->order[i]])
            order[preference.weighed_count++] = weighed->order[i];
    return preference;
}

static bool is_weighed(const cas_preference *preference, int dimension)
{
    for (int i = 0; i < preference->weighed_count; i++)
        if (preference->weighed[i] == dimension)
            return true;
    return false;
}

bool cas_is_at_least_as_good(const cas_agreement *agreement, const cas_preference *preference, const int *a,
                             const int *b)
{
    for (int i = 0; i < preference->weighed_count; i++) {
        const int d = preference->weighed[i], of_a = preference->level[d][a[d]], of_b = preference->level[d][b[d]];
        if (of_a != of_b)
            return of_a < of_b;
    }
    for (int d = 0; d < agreement->issue_count; d++)
        if (preference->level[d] && !is_weighed(preference, d) &&
            preference->level[d][a[d]] > preference->level[d][b[d]])
            return false;
    return true;
}

int cas_steps_down(const cas_agreement *agreement, const cas_preference *preference, const int *choice)
{
    int steps = 0;
    for (int d = 0; d < agreement->issue_count; d++)
        if (preference->level[d])
            steps += preference->level[d][choice[d]];
    return steps;
}

/* ---- By which rule ---------------------------------------------------------------------------------------------------------- */

static const cas_condition *case_condition(cas_arena *arena, const int *dimensions, int count, const int *choice)
{
    const cas_condition *where = NULL;
    for (int i = 0; i < count; i++)
        where = cas_condition_both(arena, where, cas_condition_is(arena, dimensions[i], choice[dimensions[i]]));
    return where;
}

/* The next combination of these dimensions; false after the last. */
static bool step(const cas_agreement *agreement, const int *dimensions, int count, int *choice)
{
    for (int i = count; i-- > 0;) {
        if (++choice[dimensions[i]] < agreement->dimensions[dimensions[i]].count)
            return true;
        choice[dimensions[i]] = 0;
    }
    return false;
}

const bool *cas_seats_asked(cas_arena *arena, const cas_agreement *agreement)
{
    const size_t all = (size_t)agreement->dimension_count + 1;
    bool *speaks = CAS_ARRAY(arena, bool, all), *asked = CAS_ARRAY(arena, bool, cas_seat_count(agreement) + 1);
    int *dimensions = CAS_ARRAY(arena, int, all), *choice = CAS_ARRAY(arena, int, all), count = 0, cases = 0;
    cas_settle_rule_dimensions(arena, agreement, speaks);
    for (int d = 0; d < agreement->dimension_count; d++)
        if (speaks[d])
            dimensions[count++] = d;
    do
        cas_settle_rule_seats(arena, agreement, choice, asked);
    while (++cases < CAS_MAX_SETTLE_CASES && step(agreement, dimensions, count, choice));
    return asked;
}

static void list_cases(cas_arena *arena, cas_talks *talks)
{
    const cas_agreement *agreement = talks->agreement;
    const size_t all = (size_t)agreement->dimension_count + 1;
    bool *speaks = CAS_ARRAY(arena, bool, all);
    int *dimensions = CAS_ARRAY(arena, int, all), *choice = CAS_ARRAY(arena, int, all), count = 0;
    size_t cases = 1;
    cas_settle_rule_dimensions(arena, agreement, speaks);
    for (int d = 0; d < agreement->dimension_count; d++)
        if (speaks[d]) {
            dimensions[count++] = d;
            cases *= (size_t)agreement->dimensions[d].count;
            if (cases > CAS_MAX_SETTLE_CASES)
                cas_fail(arena->ctx, CAS_E_BUDGET,
                         "`settle by` differs between more than %d combinations of alternatives", CAS_MAX_SETTLE_CASES);
        }
    cas_settle_case *list = CAS_ARRAY(arena, cas_settle_case, cases);
    bool anybody = false;
    do {
        cas_settle_case *one = &list[talks->case_count++];
        *one = (cas_settle_case){case_condition(arena, dimensions, count, choice),
                                 cas_settle_rule_in(arena, agreement, choice, talks->taken_out)};
        anybody = anybody || !cas_settle_rule_is_empty(one->rule);
    } while (step(agreement, dimensions, count, choice));
    if (!anybody)
        cas_fail(arena->ctx, CAS_E_INPUT, "%s",
                 talks->anybody_out
                     ? "without those who were taken out nobody is left whose acceptance `settle by` asks for"
                     : "`settle by` asks for nobody's acceptance");
    talks->cases = list;
}

/* ---- Which issues belong together ------------------------------------------------------------------------------------------ */

typedef struct gathered {
    cas_arena *arena;
    int *members;
    size_t member_count, member_room;
    size_t *begin;
    size_t count;
} gathered;

static void gather(gathered *g, const cas_agreement *agreement, const cas_condition *condition)
{
    bool *speaks = CAS_ARRAY(g->arena, bool, (size_t)agreement->dimension_count + 1);
    cas_condition_dimensions(condition, speaks);
    const size_t before = g->member_count;
    for (int d = 0; d < agreement->dimension_count; d++)
        if (speaks[d]) {
            g->members = CAS_ROOM(g->arena, g->members, g->member_count, &g->member_room);
            g->members[g->member_count++] = d;
        }
    if (g->member_count == before)
        return;
    g->begin[g->count++] = before;
}

static const int *order_dimensions(cas_arena *arena, const cas_talks *talks)
{
    const cas_agreement *agreement = talks->agreement;
    gathered g = {.arena = arena};
    g.begin = CAS_ARRAY(arena, size_t, (size_t)agreement->infeasible_count + (size_t)talks->lines.count + 1);
    for (int i = 0; i < agreement->infeasible_count; i++)
        gather(&g, agreement, agreement->infeasible[i].condition);
    for (int l = 0; l < talks->lines.count; l++)
        gather(&g, agreement, talks->lines.items[l].crossed);
    g.begin[g.count] = g.member_count;
    return cas_order_of(arena, &(cas_group_list){g.members, g.begin, g.count}, agreement->dimension_count);
}

/* ---- All of it -------------------------------------------------------------------------------------------------------------- */

const cas_talks *cas_talks_of(cas_arena *arena, const cas_agreement *agreement, const cas_condition *in,
                              const bool *taken_out)
{
    cas_talks *talks = CAS_NEW(arena, cas_talks);
    if (!agreement->position_count)
        cas_fail(arena->ctx, CAS_E_INPUT,
                 "the file states no position: write one, as `position NAME` with lines `rejects …` and `prefers …`");
    *talks = (cas_talks){.agreement = agreement, .in = in, .taken_out = taken_out};
    for (size_t i = 0; taken_out && i < cas_seat_count(agreement); i++)
        talks->anybody_out = talks->anybody_out || taken_out[i];
    cas_preference *preferences = CAS_ARRAY(arena, cas_preference, (size_t)agreement->position_count);
    for (int p = 0; p < agreement->position_count; p++)
        preferences[p] = preference_of(arena, agreement, &agreement->positions[p], &talks->set_aside);
    talks->preferences = preferences;
    list_cases(arena, talks);
    talks->lines = cas_red_lines_of(arena, agreement);
    talks->order = order_dimensions(arena, talks);
    return talks;
}

const cas_talks *cas_talks_in(cas_arena *arena, const cas_talks *talks, const cas_condition *in)
{
    cas_talks *narrower = CAS_NEW(arena, cas_talks);
    *narrower = *talks;
    narrower->in = cas_condition_both(arena, talks->in, in);
    return narrower;
}
