/*
 * Conflicts and concessions, set by set.
 *
 * Two solvers are kept. One knows the packages (clauses.c) and says whether a set of red lines leaves a settlement. The other is the
 * map of what has been explored: a variable a red line, no clause at first.
 *
 * 1. Ask the map for a set that is still unexplored. Its variables are always tried as true first, so the set is maximal: every larger
 *    one is explored (solver.c).
 * 2. If the set leaves a settlement, no larger one does: what is missing from it is a minimal concession. Exclude its subsets:
 *    one of the missing lines must stand.
 * 3. If not, shrink: start from the lines that the solver used to refuse it, and leave out one after the other whatever is not
 *    needed. What is left is an irreducible conflict. Exclude its supersets: one of its lines must be given up.
 * 4. When the map has no set left, both lists are complete.
 *
 * Invariants: each set found is minimal for itself, whenever the work is stopped; no set is found twice. Cost: one question for each
 * concession, about as many as it has lines for each conflict; there can be exponentially many of both, so limits are needed.
 * Exact. Twin: naive.c, over all subsets. Sources: LiffitonPrevitiMalikMarquesSilva2016 (the method), Reiter1987 (the duality).
 */
#include "agree/explore.h"

#include "agree/clauses.h"

#include <string.h>

enum { USUAL_SETS = 20000, USUAL_EFFORT = 2000000 };

typedef struct exploring {
    cas_arena *arena;
    cas_clauses *clauses;
    cas_solver *map;
    const int *of_line; /* the map's variable of a red line; 0: it plays no part */
    int lines;
    bool *set, *failed, *tried;
    int *literals;
    cas_exploration *found;
} exploring;

static void open_map(exploring *e)
{
    int *of_line = CAS_ARRAY(e->arena, int, (size_t)e->lines + 1);
    e->map = cas_solver_open(e->arena);
    for (int l = 0; l < e->lines; l++)
        if (e->clauses->stands[l])
            of_line[l] = cas_solver_variable(e->map, true, true);
    e->of_line = of_line;
}

static bool next_unexplored(exploring *e)
{
    if (!cas_solver_solve(e->map, NULL, 0))
        return false;
    for (int l = 0; l < e->lines; l++)
        e->set[l] = e->of_line[l] && cas_solver_value(e->map, e->of_line[l]);
    return true;
}

/* At least one of these lines stands (or, with the sign -1, is given up). */
static void exclude(exploring *e, const bool *lines, int sign)
{
    int count = 0;
    for (int l = 0; l < e->lines; l++)
        if (lines[l])
            e->literals[count++] = sign * e->of_line[l];
    cas_solver_clause(e->map, e->literals, count);
}

static void note_concession(exploring *e)
{
    for (int l = 0; l < e->lines; l++)
        e->tried[l] = e->of_line[l] && !e->set[l];
    cas_line_sets_add(&e->found->concessions, e->tried);
    exclude(e, e->tried, 1);
}

/* `failed` holds lines that leave no settlement; leaves out what is not needed. */
static void shrink(exploring *e)
{
    bool *core = e->set;
    memcpy(core, e->failed, (size_t)e->lines * sizeof *core);
    for (int l = e->lines; l-- > 0;) {
        if (!core[l])
            continue;
        core[l] = false;
        if (cas_clauses_settle(e->clauses, core, e->failed))
            core[l] = true;
        else
            memcpy(core, e->failed, (size_t)e->lines * sizeof *core);
    }
}

static void note_conflict(exploring *e)
{
    shrink(e);
    cas_line_sets_add(&e->found->conflicts, e->set);
    exclude(e, e->set, -1);
}

static const char *is_enough(const exploring *e, const cas_explore_limits *limits)
{
    const cas_exploration *found = e->found;
    const size_t most = limits->most_sets ? limits->most_sets : USUAL_SETS;
    const uint64_t effort = limits->most_effort ? limits->most_effort : USUAL_EFFORT;
    if (found->conflicts.count + found->concessions.count >= most)
        return cas_format(found->conflicts.arena, "more than %zu sets of red lines", most);
    if (cas_solver_effort(e->clauses->solver) >= effort)
        return "a longer search for sets of red lines";
    return NULL;
}

void cas_explore(cas_arena *scratch, cas_clauses *clauses, const cas_explore_limits *limits, cas_exploration *found)
{
    exploring e = {.arena = scratch, .clauses = clauses, .lines = clauses->space->talks->lines.count, .found = found};
    const size_t room = (size_t)e.lines + 1;
    e.set = CAS_ARRAY(scratch, bool, room);
    e.failed = CAS_ARRAY(scratch, bool, room);
    e.tried = CAS_ARRAY(scratch, bool, room);
    e.literals = CAS_ARRAY(scratch, int, room);
    open_map(&e);
    while (!found->needs && next_unexplored(&e)) {
        if (cas_clauses_settle(clauses, e.set, e.failed))
            note_concession(&e);
        else
            note_conflict(&e);
        found->needs = is_enough(&e, limits);
    }
    /* At the limit nothing may have been left. */
    if (found->needs && !cas_solver_solve(e.map, NULL, 0))
        found->needs = NULL;
    found->complete = !found->needs;
}
