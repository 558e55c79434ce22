/*
 * Minimal sets of parties for a goal.
 *
 * Let W(S) say that the goal is reached when S helps and all others resist (or: merely obey); the party attacked always helps. Stances are monotone,
 * so W is a monotone function of S. Deciders (pillars) are its minimal true sets; blockers (lawful blockers) are the minimal sets whose complement is not true.
 *
 * 1. Parties that nothing tells apart are kept as counts, so a point is a vector of counts, one a class.
 * 2. Along the largest class the turn from false to true is found by halving, below the turns of the rows beneath.
 * 3. A minimal true point has no true point below it; a minimal blocker is the complement of a maximal false point.
 *
 * Exact, if every run is. Cost: rows times the logarithm of their length runs. Twin: all subsets one by one, in test/hold/.
 */
#include "hold/families.h"

#include "hold/symbolic.h"

#include <string.h>

typedef struct lattice {
    cas_method *method;
    cas_arena *arena;
    int classes, parties;
    int *class_of;              /* -1: idle, or the party attacked */
    int *size;                  /* parties per class */
    size_t *stride;
    int longest;                /* the class with the most parties: stride 1 */
    size_t points;
    signed char *worth;         /* per point: 0 not judged, 1 true, 2 false, 3 not known */
    cas_stance low;             /* the stance of those who do not help */
} lattice;

static void count_of(const lattice *grid, size_t point, int *count)
{
    for (int c = 0; c < grid->classes; c++)
        count[c] = (int)(point / grid->stride[c] % (size_t)(grid->size[c] + 1));
}

static signed char judge(lattice *grid, const int *count)
{
    const cas_mark mark = cas_arena_mark(grid->arena);
    cas_stance *stances = CAS_ARRAY(grid->arena, cas_stance, (size_t)grid->parties + 1);
    int *left = CAS_ARRAY(grid->arena, int, (size_t)grid->classes + 1);
    memcpy(left, count, (size_t)grid->classes * sizeof *left);
    for (int p = 0; p < grid->parties; p++) {
        const int c = grid->class_of[p];
        const bool helps = c < 0 ? p == grid->method->graph->instance->attacked : left[c]-- > 0;
        stances[p] = helps ? CAS_HELPS : grid->low;
    }
    const int never = cas_method_never(grid->method, stances);
    cas_arena_release(grid->arena, mark);
    return never < 0 ? 3 : never ? 2 : 1;
}

/*
 * Judges every point, row by row: a row lets the first class grow while the others stay. Along it false turns to true once, and no later than in any row
 * below, so the turn is found by halving.
 */
static bool fill(lattice *grid)
{
    int *count = CAS_ARRAY(grid->arena, int, (size_t)grid->classes + 1);
    const size_t length = grid->classes ? (size_t)grid->size[grid->longest] + 1 : 1;
    for (size_t row = 0; row < grid->points; row += length) {
        count_of(grid, row, count);
        size_t high = length; /* the first true place; length: none */
        for (int c = 0; c < grid->classes; c++)
            if (c != grid->longest && count[c] > 0) {
                size_t turn = 0;
                while (turn < length && grid->worth[row - grid->stride[c] + turn] != 1)
                    turn++;
                high = turn < high ? turn : high;
            }
        size_t low = 0;
        while (low < high) {
            const size_t middle = low + (high - low) / 2;
            if (grid->classes)
                count[grid->longest] = (int)middle;
            const signed char worth = judge(grid, count);
            if (worth == 3)
                return false;
            if (worth == 1)
                high = middle;
            else
                low = middle + 1;
            cas_poll(grid->arena->ctx);
        }
        for (size_t i = 0; i < length; i++)
            grid->worth[row + i] = i < high ? 2 : 1;
    }
    return true;
}

/* ---- From vectors of counts to sets --------------------------------------------------------------------------------- */

typedef struct vectors {
    int *at;                    /* classes numbers a vector */
    size_t count, room;
} vectors;

static void add_vector(lattice *grid, vectors *list, const int *count)
{
    if (list->count == list->room) {
        const size_t room = list->room ? list->room * 2 : 16;
        int *larger = CAS_ARRAY(grid->arena, int, room * (size_t)grid->classes + 1);
        if (list->count)
            memcpy(larger, list->at, list->count * (size_t)grid->classes * sizeof *larger);
        list->at = larger;
        list->room = room;
    }
    memcpy(list->at + list->count++ * (size_t)grid->classes, count, (size_t)grid->classes * sizeof *count);
}

static vectors minimal_true(lattice *grid)
{
    vectors list = {0};
    int *count = CAS_ARRAY(grid->arena, int, (size_t)grid->classes + 1);
    for (size_t point = 0; point < grid->points; point++) {
        if (grid->worth[point] != 1)
            continue;
        count_of(grid, point, count);
        bool minimal = true;
        for (int c = 0; c < grid->classes && minimal; c++)
            minimal = count[c] == 0 || grid->worth[point - grid->stride[c]] != 1;
        if (minimal)
            add_vector(grid, &list, count);
    }
    return list;
}

/* Complements of the maximal false points. */
static vectors minimal_blocking(lattice *grid)
{
    vectors list = {0};
    int *count = CAS_ARRAY(grid->arena, int, (size_t)grid->classes + 1);
    for (size_t point = 0; point < grid->points; point++) {
        if (grid->worth[point] != 2)
            continue;
        count_of(grid, point, count);
        bool maximal = true;
        for (int c = 0; c < grid->classes && maximal; c++)
            maximal = count[c] == grid->size[c] || grid->worth[point + grid->stride[c]] == 1;
        if (!maximal)
            continue;
        for (int c = 0; c < grid->classes; c++)
            count[c] = grid->size[c] - count[c];
        add_vector(grid, &list, count);
    }
    return list;
}

static cas_big count_sets(lattice *grid, const vectors *list)
{
    cas_big total = cas_big_of(grid->arena, 0);
    for (size_t v = 0; v < list->count; v++) {
        cas_big product = cas_big_of(grid->arena, 1);
        for (int c = 0; c < grid->classes; c++)
            product = cas_big_multiply(grid->arena, product,
                                       cas_big_binomial(grid->arena, (unsigned)grid->size[c], (unsigned)list->at[v * (size_t)grid->classes + (size_t)c]));
        total = cas_big_add(grid->arena, total, product);
    }
    return total;
}

/* Sets of one size in the order of declaration: a party is taken first, then left out, as long as some vector can still be met. */
typedef struct listing {
    const lattice *grid;
    const vectors *vectors;
    int size;
    int *used, *left;
    cas_set current;
    cas_set *out;
    size_t count, most;
} listing;

static bool can_be_met(const listing *l)
{
    const int classes = l->grid->classes;
    for (size_t v = 0; v < l->vectors->count; v++) {
        const int *vector = l->vectors->at + v * (size_t)classes;
        int sum = 0;
        bool fits = true;
        for (int c = 0; c < classes && fits; c++) {
            sum += vector[c];
            fits = l->used[c] <= vector[c] && vector[c] <= l->used[c] + l->left[c];
        }
        if (fits && sum == l->size)
            return true;
    }
    return false;
}

static void list_from(listing *l, int party, int taken)
{
    if (l->count == l->most || !can_be_met(l))
        return;
    while (party < l->grid->parties && l->grid->class_of[party] < 0)
        party++;
    if (taken == l->size) {
        l->out[l->count++] = l->current;
        return;
    }
    if (party == l->grid->parties)
        return;
    const int c = l->grid->class_of[party];
    l->left[c]--;
    l->used[c]++;
    cas_set_add(&l->current, party);
    list_from(l, party + 1, taken + 1);
    cas_set_remove(&l->current, party);
    l->used[c]--;
    list_from(l, party + 1, taken);
    l->left[c]++;
}

static cas_family family_of(lattice *grid, const vectors *list, size_t first)
{
    cas_family family = {.known = true, .up_to_size = -1, .total = count_sets(grid, list)};
    const int64_t total = cas_big_small(family.total);
    const size_t most = total >= 0 && (size_t)total < first ? (size_t)total : first;
    listing l = {.grid = grid, .vectors = list, .most = most, .out = CAS_ARRAY(grid->arena, cas_set, most + 1)};
    l.used = CAS_ARRAY(grid->arena, int, (size_t)grid->classes + 1);
    l.left = CAS_ARRAY(grid->arena, int, (size_t)grid->classes + 1);
    for (l.size = 0; l.size <= grid->parties && l.count < most; l.size++) {
        memcpy(l.left, grid->size, (size_t)grid->classes * sizeof *l.left);
        list_from(&l, 0, 0);
    }
    family.sets = l.out;
    family.listed = l.count;
    return family;
}

static void open_lattice(lattice *grid, cas_method *method)
{
    const cas_instance *in = method->whole;
    const size_t n = (size_t)in->party_count;
    *grid = (lattice){.method = method, .arena = method->arena, .parties = in->party_count};
    grid->class_of = CAS_ARRAY(grid->arena, int, n + 1);
    grid->classes = cas_classes_find(grid->arena, in, method->graph->goal, grid->class_of);
    grid->size = CAS_ARRAY(grid->arena, int, (size_t)grid->classes + 1);
    grid->stride = CAS_ARRAY(grid->arena, size_t, (size_t)grid->classes + 1);
    for (int p = 0; p < in->party_count; p++) {
        if (p == in->attacked)
            grid->class_of[p] = -1;
        if (grid->class_of[p] >= 0)
            grid->size[grid->class_of[p]]++;
    }
    for (int c = 0; c < grid->classes; c++)
        if (grid->size[c] > grid->size[grid->longest])
            grid->longest = c;
    grid->points = 1;
    for (int i = 0; i < grid->classes; i++) {
        const int c = i == 0 ? grid->longest : i <= grid->longest ? i - 1 : i;
        grid->stride[c] = grid->points;
        grid->points = grid->points > ((size_t)1 << 40) ? grid->points : grid->points * (size_t)(grid->size[c] + 1);
    }
}

static cas_family listed_family(const cas_minimal_sets *sets)
{
    return (cas_family){.sets = sets->sets, .listed = sets->listed, .total = sets->total, .known = true, .up_to_size = -1};
}

/* Both families of each kind asked for, or what stood in the way. */
static cas_symbolic_answer by_diagrams(cas_method *method, cas_which_families which, size_t first, cas_families *result)
{
    cas_both_sets sets;
    if (method->leaving.matters)
        return CAS_SYMBOLIC_OTHER_KIND;
    const bool all = which == CAS_FAMILIES_ALL;
    const cas_symbolic_answer answer = cas_symbolic_sets(method->arena, method->graph, all, first, &sets);
    for (int lawful = 0; answer == CAS_SYMBOLIC_FOUND && lawful <= all; lawful++) {
        *(lawful ? &result->pillars : &result->deciders) = listed_family(&sets.carry[lawful]);
        *(lawful ? &result->lawful_blockers : &result->blockers) = listed_family(&sets.block[lawful]);
    }
    return answer;
}

static void by_points(lattice *grid, cas_which_families which, size_t first, cas_families *result)
{
    grid->worth = CAS_ARRAY(grid->arena, signed char, grid->points);
    for (int lawful = 0; lawful <= (which == CAS_FAMILIES_ALL); lawful++) {
        grid->low = lawful ? CAS_OBEYS : CAS_RESISTS;
        if (!fill(grid)) {
            result->needs = cas_format(grid->arena, "for some combination of stances %s", cas_method_needs(grid->method));
            continue;
        }
        const vectors carry = minimal_true(grid), block = minimal_blocking(grid);
        *(lawful ? &result->pillars : &result->deciders) = family_of(grid, &carry, first);
        *(lawful ? &result->lawful_blockers : &result->blockers) = family_of(grid, &block, first);
    }
}

/* Where the families are too many to find: which single parties can prevent it, by resisting and lawfully, and of whom it is not known. One of each class is asked. */
static const char *known_singles(lattice *grid)
{
    const cas_instance *in = grid->method->graph->instance;
    cas_builder words = {.arena = grid->arena};
    cas_stance *stances = CAS_ARRAY(grid->arena, cas_stance, (size_t)grid->parties + 1);
    signed char *blocks = CAS_ARRAY(grid->arena, signed char, 2 * (size_t)grid->classes + 1);
    enum { ALONE = 1, NOT_ALONE, OPEN };
    for (int lawful = 0; lawful <= 1; lawful++) {
        cas_builder open = {.arena = grid->arena};
        int named = 0;
        cas_puts(&words, lawful ? "; lawfully " : "known is only who alone can prevent it: ");
        for (int p = 0; p < grid->parties; p++) {
            const int c = grid->class_of[p];
            if (c < 0)
                continue;
            signed char *known = &blocks[2 * c + lawful];
            if (!*known) {
                for (int q = 0; q < grid->parties; q++)
                    stances[q] = q == p ? (lawful ? CAS_OBEYS : CAS_RESISTS) : CAS_HELPS;
                const int never = cas_method_never(grid->method, stances);
                *known = never == 1 ? ALONE : never == 0 ? NOT_ALONE : OPEN;
            }
            if (*known == ALONE)
                cas_putf(&words, "%s%s", named++ ? ", " : "", in->party_names[p]);
            else if (*known == OPEN)
                cas_putf(&open, "%s%s", open.length ? ", " : "", in->party_names[p]);
        }
        if (!named)
            cas_puts(&words, "nobody");
        if (open.length)
            cas_putf(&words, " (open: %s)", cas_built_string(&open));
    }
    return cas_built_string(&words);
}

enum { FEW_POINTS = 100, MOST_POINTS = 200000 };

cas_families cas_families_find(cas_method *method, cas_which_families which, size_t first, size_t most_points)
{
    cas_families result = {0};
    lattice grid;
    first = first ? first : 1000;
    open_lattice(&grid, method);
    const size_t most = most_points ? most_points : MOST_POINTS;
    const cas_symbolic_answer answer = grid.points > FEW_POINTS && !most_points ? by_diagrams(method, which, first, &result) : CAS_SYMBOLIC_OTHER_KIND;
    if (answer == CAS_SYMBOLIC_FOUND)
        return result;
    if (grid.points <= most)
        by_points(&grid, which, first, &result);
    else
        result.needs = cas_format(grid.arena, "%zu combinations of parties to judge one by one, past the %zu allowed%s (%s)", grid.points, most,
                                  answer == CAS_SYMBOLIC_TOO_LARGE ? ", or larger decision diagrams" : "", known_singles(&grid));
    return result;
}
