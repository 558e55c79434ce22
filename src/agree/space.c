/*
 * The packages as diagrams: see space.h.
 *
 * 1. Issues and readings get bits, in an order that keeps together what red lines join (talks.c); positions get a variable each.
 * 2. Feasible: every code of bits names an alternative, and no `infeasible` line holds. Lines that speak of issues alone are factors
 *    as they are; those that speak of readings are one factor: there is a reading under which none of them holds.
 * 3. A red line that speaks of a reading is true of a package if it is true under some reading that is feasible with it.
 * 4. The rule to settle by, a threshold in each case, must hold under every reading.
 *
 * Cost: the size of the diagrams; feasibility is never multiplied into a red line, which so stays small. Exact.
 * Twin: naive.c.
 */
#include "agree/space.h"

#include <stdlib.h>
#include <string.h>

/* ---- Bits --------------------------------------------------------------------------------------------------------------------- */

static int bits_for(int alternatives)
{
    int bits = 0;
    while (1 << bits < alternatives)
        bits++;
    return bits;
}

static void number_bits(cas_space *space, cas_arena *arena)
{
    const cas_agreement *agreement = space->talks->agreement;
    const int *order = space->talks->order;
    space->first_bit = CAS_ARRAY(arena, int, (size_t)agreement->dimension_count + 1);
    space->bit_count = CAS_ARRAY(arena, int, (size_t)agreement->dimension_count + 1);
    int bits = 0;
    for (int i = 0; i < agreement->dimension_count; i++) {
        const int d = order[i];
        space->first_bit[d] = bits;
        space->bit_count[d] = bits_for(agreement->dimensions[d].count);
        bits += space->bit_count[d];
    }
    if (bits + agreement->position_count > CAS_MAX_PARTIES)
        cas_fail(arena->ctx, CAS_E_BUDGET,
                 "the alternatives of all issues take %d bits, the positions %d more; together at most %d", bits,
                 agreement->position_count, CAS_MAX_PARTIES);
    for (int d = 0; d < agreement->dimension_count; d++)
        for (int b = 0; b < space->bit_count[d]; b++)
            cas_set_add(agreement->dimensions[d].is_reading ? &space->reading_bits : &space->issue_bits,
                        space->first_bit[d] + b);
    space->first_position = bits;
    space->store = cas_diagrams_open(arena, bits + agreement->position_count);
}

cas_node cas_space_is(cas_space *space, int dimension, int alternative)
{
    cas_node all = CAS_NODE_TRUE;
    const int bits = space->bit_count[dimension];
    for (int b = bits; b-- > 0;) {
        const cas_node bit = cas_diagram_variable(space->store, space->first_bit[dimension] + b);
        const bool set = alternative >> (bits - 1 - b) & 1;
        all = cas_diagram_and(space->store, set ? bit : cas_diagram_not(space->store, bit), all);
    }
    return all;
}

/* ---- Conditions ----------------------------------------------------------------------------------------------------------------- */

/* Halves first, so that long lists do not make one part grow step by step. */
static cas_node join_conditions(cas_space *space, const cas_condition *const *parts, int count, bool all)
{
    if (count == 0)
        return all ? CAS_NODE_TRUE : CAS_NODE_FALSE;
    if (count == 1)
        return cas_space_condition(space, parts[0]);
    const cas_node left = join_conditions(space, parts, count / 2, all),
                   right = join_conditions(space, parts + count / 2, count - count / 2, all);
    return all ? cas_diagram_and(space->store, left, right) : cas_diagram_or(space->store, left, right);
}

cas_node cas_space_condition(cas_space *space, const cas_condition *condition)
{
    if (!condition)
        return CAS_NODE_TRUE;
    switch (condition->kind) {
    case CAS_CONDITION_IS: return cas_space_is(space, condition->dimension, condition->alternative);
    case CAS_CONDITION_NOT: return cas_diagram_not(space->store, cas_space_condition(space, condition->parts[0]));
    case CAS_CONDITION_AND: return join_conditions(space, condition->parts, condition->count, true);
    case CAS_CONDITION_OR: return join_conditions(space, condition->parts, condition->count, false);
    }
    return CAS_NODE_TRUE;
}

static bool speaks_of_readings(cas_space *space, cas_node f)
{
    const cas_set support = cas_diagram_support(space->store, f), common = cas_set_and(support, space->reading_bits);
    return !cas_set_is_empty(&common);
}

/* Every code names an alternative. */
static cas_node named_codes(cas_space *space, int dimension)
{
    const int count = space->talks->agreement->dimensions[dimension].count;
    cas_node any = CAS_NODE_FALSE;
    for (int a = 0; a < count; a++)
        any = cas_diagram_or(space->store, any, cas_space_is(space, dimension, a));
    return any;
}

/* Splits what must hold into factors over issues and one function that speaks of readings as well. */
static cas_node find_factors(cas_space *space, cas_arena *arena)
{
    const cas_agreement *agreement = space->talks->agreement;
    cas_node *factors =
        CAS_ARRAY(arena, cas_node, (size_t)agreement->infeasible_count + (size_t)agreement->dimension_count + 3);
    cas_node mixed = CAS_NODE_TRUE;
    int count = 0;
    for (int i = -1; i < agreement->infeasible_count + agreement->dimension_count; i++) {
        cas_poll(arena->ctx);
        cas_node one;
        if (i < 0)
            one = cas_space_condition(space, space->talks->in);
        else if (i < agreement->infeasible_count)
            one = cas_diagram_not(space->store, cas_space_condition(space, agreement->infeasible[i].condition));
        else
            one = named_codes(space, i - agreement->infeasible_count);
        if (speaks_of_readings(space, one))
            mixed = cas_diagram_and(space->store, mixed, one);
        else if (one != CAS_NODE_TRUE)
            factors[count++] = one;
    }
    const cas_node some = cas_diagram_exists(space->store, mixed, &space->reading_bits);
    if (some != CAS_NODE_TRUE)
        factors[count++] = some;
    space->factors = factors;
    space->factor_count = count;
    return mixed;
}

/* ---- Who has to accept ------------------------------------------------------------------------------------------------------------ */

static cas_node voice_node(cas_space *space, const cas_voice *voice)
{
    cas_node all = CAS_NODE_TRUE;
    for (int p = 0; p < voice->position_count; p++)
        all = cas_diagram_and(space->store, all,
                              cas_diagram_variable(space->store, space->first_position + voice->positions[p]));
    return all;
}

static cas_node rule_node(cas_space *space, cas_arena *arena, const cas_settle_rule *rule)
{
    cas_node *voices = CAS_ARRAY(arena, cas_node, (size_t)rule->voice_count + 1),
             *parts = CAS_ARRAY(arena, cas_node, (size_t)rule->part_count + 1);
    cas_big *weights = CAS_ARRAY(arena, cas_big, (size_t)rule->voice_count + 1);
    for (int i = 0; i < rule->voice_count; i++) {
        voices[i] = voice_node(space, &rule->voices[i]);
        weights[i] = rule->voices[i].weight;
    }
    for (int i = 0; i < rule->part_count; i++)
        parts[i] = rule_node(space, arena, rule->parts[i]);
    const cas_node enough = rule->voice_count || rule->quota.count
                                ? cas_diagram_threshold(space->store, voices, weights, rule->voice_count, rule->quota)
                                : CAS_NODE_TRUE;
    return cas_diagram_and(space->store, enough,
                           cas_diagram_at_least(space->store, rule->parts_needed, parts, rule->part_count));
}

static cas_node settle_node(cas_space *space, cas_arena *arena, cas_node mixed)
{
    cas_node settle = CAS_NODE_FALSE;
    for (int c = 0; c < space->talks->case_count; c++) {
        const cas_settle_case *one = &space->talks->cases[c];
        settle = cas_diagram_or(
            space->store, settle,
            cas_diagram_and(space->store, cas_space_condition(space, one->where), rule_node(space, arena, one->rule)));
    }
    if (!speaks_of_readings(space, settle))
        return settle;
    return cas_diagram_forall(space->store, cas_diagram_or(space->store, cas_diagram_not(space->store, mixed), settle),
                              &space->reading_bits);
}

/* ---- The whole -------------------------------------------------------------------------------------------------------------------- */

cas_space *cas_space_open(cas_arena *arena, const cas_talks *talks)
{
    cas_space *space = CAS_NEW(arena, cas_space);
    space->talks = talks;
    number_bits(space, arena);
    const cas_node mixed = find_factors(space, arena);
    cas_node *crossed = CAS_ARRAY(arena, cas_node, (size_t)talks->lines.count + 1);
    space->mixed = mixed;
    for (int l = 0; l < talks->lines.count; l++)
        crossed[l] = cas_space_possible(space, talks->lines.items[l].crossed);
    space->crossed = crossed;
    space->settle = settle_node(space, arena, mixed);
    bool *has_voice = CAS_ARRAY(arena, bool, (size_t)talks->agreement->position_count + 1);
    const cas_set support = cas_diagram_support(space->store, space->settle);
    for (int p = 0; p < talks->agreement->position_count; p++)
        has_voice[p] = cas_set_has(&support, space->first_position + p);
    space->has_voice = has_voice;
    return space;
}

cas_node cas_space_possible(cas_space *space, const cas_condition *condition)
{
    const cas_node f = cas_space_condition(space, condition);
    return speaks_of_readings(space, f)
               ? cas_diagram_exists(space->store, cas_diagram_and(space->store, space->mixed, f), &space->reading_bits)
               : f;
}

cas_node cas_space_feasible(cas_space *space)
{
    cas_node all = CAS_NODE_TRUE;
    for (int i = 0; i < space->factor_count && all != CAS_NODE_FALSE; i++)
        all = cas_diagram_and(space->store, all, space->factors[i]);
    return all;
}

cas_node cas_space_accepted(cas_space *space, int position, const bool *stands)
{
    cas_node all = CAS_NODE_TRUE;
    for (int l = 0; l < space->talks->lines.count && all != CAS_NODE_FALSE; l++)
        if (space->talks->lines.items[l].position == position && (!stands || stands[l]))
            all = cas_diagram_and(space->store, all, cas_diagram_not(space->store, space->crossed[l]));
    return all;
}

/* The rule with the acceptance of each position put in its place. Children come before parents. */
static cas_node put_in(cas_space *space, const cas_node *accepted, cas_node inside)
{
    cas_diagrams *store = space->store;
    cas_arena *arena = cas_diagrams_arena(store);
    size_t count;
    const uint32_t *place;
    const cas_node *cells = cas_diagram_cells(store, arena, space->settle, &count, &place);
    cas_node *value = CAS_ARRAY(arena, cas_node, count + 2);
    value[0] = CAS_NODE_FALSE;
    value[1] = inside;
    for (size_t i = 0; i < count; i++) {
        const int variable = cas_diagram_top(store, cells[i]);
        const cas_node test = variable >= space->first_position ? accepted[variable - space->first_position]
                                                                : cas_diagram_variable(store, variable);
        value[i + 2] = cas_diagram_ite(store, test, value[place[cas_diagram_high(store, cells[i])]],
                                       value[place[cas_diagram_low(store, cells[i])]]);
    }
    return value[place[space->settle]];
}

cas_node cas_space_settled(cas_space *space, const bool *stands, int ignore)
{
    const int positions = space->talks->agreement->position_count;
    cas_node *accepted = CAS_ARRAY(cas_diagrams_arena(space->store), cas_node, (size_t)positions + 1);
    for (int p = 0; p < positions; p++)
        accepted[p] = p == ignore || !space->has_voice[p] ? CAS_NODE_TRUE : cas_space_accepted(space, p, stands);
    const cas_node feasible = cas_space_feasible(space);
    return space->settle <= CAS_NODE_TRUE ? cas_diagram_and(space->store, feasible, space->settle)
                                          : put_in(space, accepted, feasible);
}

/* ---- Counting and listing ----------------------------------------------------------------------------------------------------------- */

cas_big cas_space_count(cas_space *space, cas_arena *arena, cas_node f)
{
    cas_big count = cas_diagram_count(space->store, arena, f);
    /* Variables that are no bits of issues double it each. */
    for (int idle = cas_diagrams_variables(space->store) - cas_set_count(&space->issue_bits); idle > 0; idle -= 32)
        count = cas_big_divide_small(arena, count, (uint64_t)1 << (idle < 32 ? idle : 32));
    return count;
}

typedef struct listing {
    cas_space *space;
    cas_arena *arena;
    int *order; /* dimensions by their first bit; issues only */
    int order_count;
    int *choice;
    const int **rows;
    size_t count, limit;
} listing;

static cas_node follow(const cas_space *space, cas_node f, int dimension, int alternative)
{
    const int bits = space->bit_count[dimension];
    for (int b = 0; b < bits && f > CAS_NODE_TRUE; b++)
        if (cas_diagram_top(space->store, f) == space->first_bit[dimension] + b)
            f = alternative >> (bits - 1 - b) & 1 ? cas_diagram_high(space->store, f)
                                                  : cas_diagram_low(space->store, f);
    return f;
}

static void list_from(listing *work, int place, cas_node f)
{
    const cas_agreement *agreement = work->space->talks->agreement;
    if (f == CAS_NODE_FALSE || work->count == work->limit)
        return;
    cas_poll(work->arena->ctx);
    if (place == work->order_count) {
        const size_t bytes = sizeof *work->choice * ((size_t)agreement->dimension_count + 1);
        work->rows[work->count++] = memcpy(cas_take(work->arena, 1, bytes), work->choice, bytes);
        return;
    }
    const int dimension = work->order[place];
    for (int a = 0; a < agreement->dimensions[dimension].count; a++) {
        work->choice[dimension] = a;
        list_from(work, place + 1, follow(work->space, f, dimension, a));
    }
}

typedef struct sorted_row {
    const int *row;
    size_t length;
} sorted_row;

static int by_declaration(const void *a, const void *b)
{
    const sorted_row *x = a, *y = b;
    for (size_t i = 0; i < x->length; i++)
        if (x->row[i] != y->row[i])
            return x->row[i] < y->row[i] ? -1 : 1;
    return 0;
}

static void sort_rows(cas_arena *arena, const int **rows, size_t count, int dimensions)
{
    sorted_row *sorted = CAS_ARRAY(arena, sorted_row, count + 1);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (sorted_row){rows[i], (size_t)dimensions};
    qsort(sorted, count, sizeof *sorted, by_declaration);
    for (size_t i = 0; i < count; i++)
        rows[i] = sorted[i].row;
}

static void order_issues(listing *work)
{
    const cas_agreement *agreement = work->space->talks->agreement;
    work->order = CAS_ARRAY(work->arena, int, (size_t)agreement->dimension_count + 1);
    for (int d = 0; d < agreement->issue_count; d++) {
        int at = work->order_count++;
        for (; at > 0 && work->space->first_bit[work->order[at - 1]] > work->space->first_bit[d]; at--)
            work->order[at] = work->order[at - 1];
        work->order[at] = d;
    }
}

const int *const *cas_space_list(cas_space *space, cas_arena *arena, cas_node f, size_t limit, size_t *count)
{
    const int dimensions = space->talks->agreement->dimension_count;
    const int64_t total = cas_big_small(cas_space_count(space, arena, f));
    listing work = {
        .space = space, .arena = arena, .limit = total >= 0 && (uint64_t)total < limit ? (size_t)total : limit};
    order_issues(&work);
    work.choice = CAS_ARRAY(arena, int, (size_t)dimensions + 1);
    for (int d = 0; d < dimensions; d++)
        work.choice[d] = -1;
    work.rows = CAS_ARRAY(arena, const int *, work.limit + 1);
    list_from(&work, 0, f);
    sort_rows(arena, work.rows, work.count, dimensions);
    *count = work.count;
    return work.rows;
}

const int *cas_space_any(cas_space *space, cas_arena *arena, cas_node f)
{
    const cas_agreement *agreement = space->talks->agreement;
    listing work = {.space = space, .arena = arena};
    order_issues(&work);
    int *choice = CAS_ARRAY(arena, int, (size_t)agreement->dimension_count + 1);
    for (int d = 0; d < agreement->dimension_count; d++)
        choice[d] = -1;
    for (int i = 0; i < work.order_count; i++) {
        const int d = work.order[i];
        int a = 0;
        while (follow(space, f, d, a) == CAS_NODE_FALSE)
            a++;
        choice[d] = a;
        f = follow(space, f, d, a);
    }
    return choice;
}

bool cas_space_holds(const cas_space *space, cas_node f, const int *choice)
{
    cas_set bits = cas_set_empty();
    for (int d = 0; d < space->talks->agreement->dimension_count; d++)
        for (int b = 0; b < space->bit_count[d] && choice[d] >= 0; b++)
            if (choice[d] >> (space->bit_count[d] - 1 - b) & 1)
                cas_set_add(&bits, space->first_bit[d] + b);
    return cas_diagram_holds(space->store, f, &bits);
}
