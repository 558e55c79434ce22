/*
 * From diagrams to clauses.
 *
 * Variables: the bits of issues; "position p accepts"; "red line r stands". Clauses:
 *
 *     feasible     no factor leads to false
 *     red lines    if r stands and its position accepts, r's diagram does not lead to true
 *     settling     the rule's diagram, over bits and acceptances, does not lead to false
 *
 * Acceptance is only bounded from above: since the rule is monotone, a model in which somebody accepts less than it could is a model all the
 * same. "Does not lead to" with few paths is a clause a path; with many, a variable a node says that it is reached, and a
 * node reached passes that on along the branch that its bit chooses. Both let every bit that is forced be found by propagation along one path.
 */
#include "agree/clauses.h"

#include <string.h>

enum { FEW_PATHS = 24 };

typedef struct writing {
    cas_arena *arena;
    cas_clauses *clauses;
    const int *of_variable; /* the solver's variable of each variable of the store */
    int *literals;          /* the clause being written */
} writing;

/* ---- Few paths -------------------------------------------------------------------------------------------------------------------- */

static int count_paths(const cas_diagrams *store, cas_node f, cas_node end, int most)
{
    if (f <= CAS_NODE_TRUE)
        return f == end;
    const int low = count_paths(store, cas_diagram_low(store, f), end, most);
    return low > most ? low : low + count_paths(store, cas_diagram_high(store, f), end, most - low);
}

static void write_paths(writing *w, cas_node f, cas_node end, int length)
{
    const cas_diagrams *store = w->clauses->space->store;
    if (f <= CAS_NODE_TRUE) {
        if (f == end)
            cas_solver_clause(w->clauses->solver, w->literals, length);
        return;
    }
    const int bit = w->of_variable[cas_diagram_top(store, f)];
    w->literals[length] = bit;
    write_paths(w, cas_diagram_low(store, f), end, length + 1);
    w->literals[length] = -bit;
    write_paths(w, cas_diagram_high(store, f), end, length + 1);
}

/* ---- Many paths ------------------------------------------------------------------------------------------------------------------ */

static void pass_on(writing *w, int from, int unless, cas_node to, cas_node end, const int *reached,
                    const uint32_t *place)
{
    int literals[3] = {-from, unless, 0}, count = 2;
    if (to <= CAS_NODE_TRUE && to != end)
        return;
    if (to != end)
        literals[count++] = reached[place[to]];
    cas_solver_clause(w->clauses->solver, literals, count);
}

static void write_nodes(writing *w, cas_node f, cas_node end, int guards)
{
    cas_diagrams *store = w->clauses->space->store;
    size_t count;
    const uint32_t *place;
    const cas_node *cells = cas_diagram_cells(store, w->arena, f, &count, &place);
    int *reached = CAS_ARRAY(w->arena, int, count + 2);
    for (size_t i = 0; i < count; i++)
        reached[i + 2] = cas_solver_variable(w->clauses->solver, false, false);
    w->literals[guards] = reached[place[f]];
    cas_solver_clause(w->clauses->solver, w->literals, guards + 1);
    for (size_t i = 0; i < count; i++) {
        const int bit = w->of_variable[cas_diagram_top(store, cells[i])];
        pass_on(w, reached[i + 2], bit, cas_diagram_low(store, cells[i]), end, reached, place);
        pass_on(w, reached[i + 2], -bit, cas_diagram_high(store, cells[i]), end, reached, place);
    }
}

/* Unless one of the guards (literals[0 … guards-1]) is true, f does not lead to `end`. */
static void forbid(writing *w, cas_node f, cas_node end, int guards)
{
    if (f <= CAS_NODE_TRUE || count_paths(w->clauses->space->store, f, end, FEW_PATHS) <= FEW_PATHS)
        write_paths(w, f, end, guards);
    else
        write_nodes(w, f, end, guards);
}

/* ---- All of it --------------------------------------------------------------------------------------------------------------------- */

cas_clauses *cas_clauses_open(cas_arena *arena, cas_space *space)
{
    const cas_talks *talks = space->talks;
    const int variables = cas_diagrams_variables(space->store), positions = talks->agreement->position_count;
    cas_clauses *clauses = CAS_NEW(arena, cas_clauses);
    cas_solver *solver = cas_solver_open(arena);
    int *of_variable = CAS_ARRAY(arena, int, (size_t)variables + 1),
        *stands = CAS_ARRAY(arena, int, (size_t)talks->lines.count + 1),
        *accepts = CAS_ARRAY(arena, int, (size_t)positions + 1);
    *clauses = (cas_clauses){space,   solver, of_variable,
                             accepts, stands, CAS_ARRAY(arena, int, (size_t)talks->lines.count + 1)};
    for (int v = 0; v < space->first_position; v++)
        if (cas_set_has(&space->issue_bits, v))
            of_variable[v] = cas_solver_variable(solver, false, false);
    for (int p = 0; p < positions; p++)
        if (space->has_voice[p])
            of_variable[space->first_position + p] = accepts[p] = cas_solver_variable(solver, true, false);
    writing w = {arena, clauses, of_variable, CAS_ARRAY(arena, int, (size_t)variables + 4)};
    for (int i = 0; i < space->factor_count; i++)
        forbid(&w, space->factors[i], CAS_NODE_FALSE, 0);
    forbid(&w, space->settle, CAS_NODE_FALSE, 0);
    for (int l = 0; l < talks->lines.count; l++) {
        const int position = talks->lines.items[l].position;
        if (!space->has_voice[position])
            continue;
        stands[l] = cas_solver_variable(solver, false, false);
        w.literals[0] = -stands[l];
        w.literals[1] = -accepts[position];
        forbid(&w, space->crossed[l], CAS_NODE_TRUE, 2);
    }
    return clauses;
}

bool cas_clauses_settle(cas_clauses *clauses, const bool *stands, bool *failed)
{
    const int lines = clauses->space->talks->lines.count;
    int *assumed = clauses->assumed, count = 0;
    for (int l = 0; l < lines; l++)
        if (clauses->stands[l] && stands[l])
            assumed[count++] = clauses->stands[l];
    const bool possible = cas_solver_solve(clauses->solver, assumed, count);
    for (int l = 0; failed && l < lines; l++)
        failed[l] =
            !possible && clauses->stands[l] && stands[l] && cas_solver_failed(clauses->solver, clauses->stands[l]);
    return possible;
}

void cas_clauses_package(const cas_clauses *clauses, int *choice)
{
    const cas_space *space = clauses->space;
    for (int d = 0; d < space->talks->agreement->dimension_count; d++) {
        choice[d] = space->talks->agreement->dimensions[d].is_reading ? -1 : 0;
        for (int b = 0; b < space->bit_count[d] && choice[d] >= 0; b++)
            choice[d] = 2 * choice[d] + cas_solver_value(clauses->solver, clauses->bits[space->first_bit[d] + b]);
    }
}
