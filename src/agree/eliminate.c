/*
 * Conflicts and concessions, all at once.
 *
 * Let f(S) say that a feasible package settles while the red lines of S stand. The irreducible conflicts are the minimal sets of
 * "not f", which is monotone; the minimal concessions are the minimal sets of f(all but D) as a function of D, its dual. Both
 * families are kept as diagrams (src/coalition/family.c), so that a hundred million sets are counted as soon as a hundred.
 *
 * f is found by elimination. Begin with the factors: those of feasibility; "if r stands and its position accepts, r is not crossed" for each
 * red line; the rule to settle by. Then, issue by issue, join the factors that speak of it, and let "there is an alternative such that" take it
 * away; last the acceptances. The issue that is joined with the fewest others goes first.
 *
 * Cost: exponential in the largest number of issues and lines that hang together at once; talks in which red lines speak of one issue or
 * two are easy, densely joined ones are not, and end at the limit of memory. Exact. Twin: naive.c; and explore.c.
 * Sources: Dechter1999 (elimination), Bryant1986 (diagrams), Reiter1987 (the duality).
 */
#include "agree/explore.h"

#include "agree/space.h"

#include <string.h>

typedef struct eliminating {
    cas_arena *arena;
    cas_space *space;
    cas_diagrams *store;
    const int *variable_of; /* of each variable of the space's store, here */
    int *line_variable;     /* per red line; -1: it plays no part */
    int *line_at;           /* per variable: the red line, or -1 */
    cas_node *factors;
    cas_set *supports; /* of the factors */
    size_t count, room, support_room;
} eliminating;

/* ---- Variables --------------------------------------------------------------------------------------------------------------------- */

/* Issues as in the space; a red line behind the last issue that it speaks of; acceptances last. */
static void number_variables(eliminating *e)
{
    cas_space *space = e->space;
    const cas_talks *talks = space->talks;
    const int bits = space->first_position, positions = talks->agreement->position_count, lines = talks->lines.count;
    int *variable_of = CAS_ARRAY(e->arena, int, (size_t)(bits + positions) + 1),
        *last = CAS_ARRAY(e->arena, int, (size_t)lines + 1);
    int next = 0;
    e->line_variable = CAS_ARRAY(e->arena, int, (size_t)lines + 1);
    e->line_at = CAS_ARRAY(e->arena, int, (size_t)(bits + positions + lines) + 1);
    for (int l = 0; l < lines; l++) {
        const cas_set support = cas_diagram_support(space->store, space->crossed[l]);
        e->line_variable[l] = -1;
        last[l] = space->has_voice[talks->lines.items[l].position] ? 0 : -1;
        for (int v = cas_set_next(&support, 0); v >= 0 && last[l] >= 0; v = cas_set_next(&support, v + 1))
            last[l] = v;
    }
    for (int v = 0; v < bits || v == 0; v++) {
        if (v < bits)
            variable_of[v] = next++;
        for (int l = 0; l < lines; l++)
            if (last[l] == v)
                e->line_variable[l] = next++;
    }
    for (int p = 0; p < positions; p++)
        variable_of[bits + p] = next++;
    if (next > CAS_MAX_PARTIES)
        cas_fail(e->arena->ctx, CAS_E_BUDGET, "issues, positions and red lines take %d variables, and %d are possible",
                 next, CAS_MAX_PARTIES);
    for (int v = 0; v < next; v++)
        e->line_at[v] = -1;
    for (int l = 0; l < lines; l++)
        if (e->line_variable[l] >= 0)
            e->line_at[e->line_variable[l]] = l;
    e->variable_of = variable_of;
    e->store = cas_diagrams_open(e->arena, next);
}

/* ---- Factors ------------------------------------------------------------------------------------------------------------------------- */

static void add_factor(eliminating *e, cas_node f)
{
    if (f == CAS_NODE_TRUE)
        return;
    e->factors = CAS_ROOM(e->arena, e->factors, e->count, &e->room);
    e->supports = CAS_ROOM(e->arena, e->supports, e->count, &e->support_room);
    e->supports[e->count] = cas_diagram_support(e->store, f);
    e->factors[e->count++] = f;
}

static cas_node here(eliminating *e, cas_node f)
{
    return cas_diagram_copy(e->store, e->space->store, f, e->variable_of);
}

static void add_factors(eliminating *e)
{
    cas_space *space = e->space;
    const cas_talks *talks = space->talks;
    for (int i = 0; i < space->factor_count; i++)
        add_factor(e, here(e, space->factors[i]));
    add_factor(e, here(e, space->settle));
    for (int l = 0; l < talks->lines.count; l++) {
        if (e->line_variable[l] < 0)
            continue;
        const cas_node stands = cas_diagram_variable(e->store, e->line_variable[l]),
                       accepts = cas_diagram_variable(
                           e->store, e->variable_of[space->first_position + talks->lines.items[l].position]);
        add_factor(e, cas_diagram_not(e->store, cas_diagram_and(e->store, cas_diagram_and(e->store, stands, accepts),
                                                                here(e, space->crossed[l]))));
    }
}

/* Everybody has to accept: then acceptance need not be carried along. */
static void decide_acceptances(eliminating *e)
{
    cas_space *space = e->space;
    const int positions = space->talks->agreement->position_count;
    cas_set must = cas_set_empty(), none = cas_set_empty();
    for (int p = 0; p < positions; p++) {
        if (!space->has_voice[p])
            continue;
        const cas_node without = cas_diagram_restrict(space->store, space->settle, space->first_position + p, false);
        if (without == CAS_NODE_FALSE)
            cas_set_add(&must, e->variable_of[space->first_position + p]);
    }
    const size_t count = e->count;
    e->count = 0;
    for (size_t i = 0; i < count; i++)
        add_factor(e, cas_diagram_restrict_sets(e->store, e->factors[i], &must, &none));
}

/* ---- Elimination -------------------------------------------------------------------------------------------------------------------- */

static bool meets(const cas_set *support, const cas_set *variables)
{
    const cas_set common = cas_set_and(*support, *variables);
    return !cas_set_is_empty(&common);
}

static void eliminate(eliminating *e, const cas_set *variables)
{
    cas_node joined = CAS_NODE_TRUE;
    size_t kept = 0;
    for (size_t i = 0; i < e->count; i++)
        if (meets(&e->supports[i], variables)) {
            joined = cas_diagram_and(e->store, joined, e->factors[i]);
        } else {
            e->supports[kept] = e->supports[i];
            e->factors[kept++] = e->factors[i];
        }
    e->count = kept;
    add_factor(e, cas_diagram_exists(e->store, joined, variables));
}

/* How many variables hang together once the factors that speak of these are joined. */
static int width(const eliminating *e, const cas_set *variables)
{
    cas_set all = cas_set_empty();
    for (size_t i = 0; i < e->count; i++)
        if (meets(&e->supports[i], variables))
            all = cas_set_or(all, e->supports[i]);
    return cas_set_count(&all);
}

static cas_node eliminate_all(eliminating *e)
{
    const cas_space *space = e->space;
    const cas_agreement *agreement = space->talks->agreement;
    const int groups = agreement->issue_count + agreement->position_count;
    cas_set *variables = CAS_ARRAY(e->arena, cas_set, (size_t)groups + 1);
    bool *done = CAS_ARRAY(e->arena, bool, (size_t)groups + 1);
    for (int d = 0; d < agreement->issue_count; d++)
        for (int b = 0; b < space->bit_count[d]; b++)
            cas_set_add(&variables[d], e->variable_of[space->first_bit[d] + b]);
    for (int p = 0; p < agreement->position_count; p++)
        cas_set_add(&variables[agreement->issue_count + p], e->variable_of[space->first_position + p]);
    for (int step = 0; step < groups; step++) {
        int best = -1, least = 0;
        /* Acceptances last: they join all the lines of a position. */
        for (int g = 0; g < groups; g++) {
            if (done[g] || (g >= agreement->issue_count && best >= 0))
                continue;
            const int now = width(e, &variables[g]);
            if (best < 0 || now < least) {
                best = g;
                least = now;
            }
        }
        done[best] = true;
        eliminate(e, &variables[best]);
    }
    cas_node f = CAS_NODE_TRUE;
    for (size_t i = 0; i < e->count; i++)
        f = cas_diagram_and(e->store, f, e->factors[i]);
    return f;
}

/* ---- Families ----------------------------------------------------------------------------------------------------------------------- */

static void list_family(eliminating *e, cas_family family, size_t first, cas_line_sets *sets)
{
    size_t count;
    const cas_set *list = cas_family_list(e->store, e->arena, family, first, &count);
    bool *lines = CAS_ARRAY(e->arena, bool, (size_t)sets->lines + 1);
    sets->count = 0;
    for (size_t i = 0; i < count; i++) {
        memset(lines, 0, (size_t)sets->lines * sizeof *lines);
        for (int v = cas_set_next(&list[i], 0); v >= 0; v = cas_set_next(&list[i], v + 1))
            lines[e->line_at[v]] = true;
        cas_line_sets_add(sets, lines);
    }
    sets->total = cas_family_count(e->store, sets->arena, family);
}

void cas_explore_diagrams(cas_arena *scratch, cas_space *space, const cas_explore_limits *limits,
                          cas_exploration *found)
{
    eliminating e = {.arena = scratch, .space = space};
    number_variables(&e);
    add_factors(&e);
    decide_acceptances(&e);
    const cas_node f = eliminate_all(&e), fails = cas_diagram_not(e.store, f);
    const cas_family conflicts = cas_diagram_minimal(e.store, fails),
                     concessions = cas_diagram_minimal(e.store, cas_diagram_dual(e.store, fails));
    list_family(&e, conflicts, limits->first, &found->conflicts);
    list_family(&e, concessions, limits->first, &found->concessions);
    found->complete = true;
    found->needs = NULL;
    found->method = "diagram";
}
