/*
 * Counting on a decision diagram: for rules joined from several and for whole guarantees.
 *
 * Every set is a path from the root; a variable that the path jumps over does not matter there. With
 *
 *     above(v, s)  number of sets of s earlier members that lead to cell v
 *     below(v, s)  number of sets of s members from v's on that win from v
 *
 * member i swings exactly on the paths through the cells that ask for it:
 *
 *     swings_i(s) = sum over cells v of i, sum over r, above(v, r) (below(high, s-r) - below(low, s-r))
 *
 * where both are seen from the variable after i. The minimal winning sets are a family (coalition/family.c) and are counted in
 * the same way, except that nothing is jumped over: there an untested member is absent.
 *
 * Exact. Cost: cells x n^2/4 multiplications; memory cells x n x 2 numbers. Twin: enumerate.c.
 * Members may count to a size by more than one, which keeps two kinds of members apart in one number (owen.c).
 */
#include "power/tally.h"

#include <gmp.h>
#include <string.h>

typedef struct cas_paths {
    cas_arena *arena;
    cas_diagrams *store;
    int members;
    const int *step;         /* by how much each variable counts to a size: 1 */
    const int *reach;        /* sum of the steps of all variables before, members + 1 places */
    size_t numbers;          /* sizes kept: sum of all steps + 1 */
    size_t width;
    bool jumps;
    const cas_node *cells;   /* ascending: children first */
    size_t count;
    const uint32_t *place;   /* of a cell: its row; terminals have rows 0 and 1 */
    uint64_t *above, *below; /* rows of `numbers` numbers */
    uint64_t *moved;
} cas_paths;

static uint64_t *row_of(const cas_paths *paths, uint64_t *rows, cas_node cell)
{
    return rows + (size_t)paths->place[cell] * paths->numbers * paths->width;
}

/* to += from, both `numbers` numbers of `width` limbs. */
static void add_numbers(uint64_t *to, const uint64_t *from, size_t numbers, size_t width)
{
    if (width == 1)
        for (size_t k = 0; k < numbers; k++)
            to[k] += from[k];
    else
        for (size_t k = 0; k < numbers; k++)
            mpn_add_n(to + k * width, to + k * width, from + k * width, (mp_size_t)width);
}

/* to[s] += a b[s] for `count` numbers, modulo 2^(64 width). */
static void add_products(uint64_t *to, const uint64_t *a, const uint64_t *b, size_t count, size_t width)
{
    if (width == 1) {
        for (size_t s = 0; s < count && *a; s++)
            to[s] += *a * b[s];
        return;
    }
    for (size_t s = 0; s < count; s++)
        for (size_t i = 0; i < width; i++)
            if (a[i])
                mpn_addmul_1(to + s * width + i, b + s * width, (mp_size_t)(width - i), a[i]);
}

/* `row` over sizes 0 … top, as it looks across the variables from … to - 1, which do not matter: in paths->moved. */
static const uint64_t *across(const cas_paths *paths, const uint64_t *row, int top, int from, int to)
{
    if (!paths->jumps || from >= to)
        return row;
    const size_t width = paths->width;
    uint64_t *moved = paths->moved;
    memset(moved, 0, paths->numbers * width * sizeof *moved);
    memcpy(moved, row, ((size_t)top + 1) * width * sizeof *moved);
    for (int v = from; v < to; v++) {
        const int step = paths->step[v];
        top += step;
        for (int k = top; k >= step; k--)
            add_numbers(moved + (size_t)k * width, moved + (size_t)(k - step) * width, 1, width);
    }
    return moved;
}

/* What lies below a child, seen from the variable after its parent's. */
static const uint64_t *below_of(const cas_paths *paths, cas_node child, int from)
{
    const int level = cas_diagram_top(paths->store, child);
    return across(paths, row_of(paths, paths->below, child), paths->reach[paths->members] - paths->reach[level], from, level);
}

static void walk_up(cas_paths *paths)
{
    const size_t width = paths->width;
    row_of(paths, paths->below, CAS_NODE_TRUE)[0] = 1;
    for (size_t i = 0; i < paths->count; i++) {
        cas_poll(paths->arena->ctx);
        const cas_node cell = paths->cells[i];
        const int level = cas_diagram_top(paths->store, cell);
        const size_t rest = (size_t)(paths->reach[paths->members] - paths->reach[level + 1]) + 1;
        uint64_t *row = row_of(paths, paths->below, cell);
        add_numbers(row, below_of(paths, cas_diagram_low(paths->store, cell), level + 1), rest, width);
        add_numbers(row + (size_t)paths->step[level] * width, below_of(paths, cas_diagram_high(paths->store, cell), level + 1), rest, width);
    }
}

static void walk_down(cas_paths *paths, cas_node root)
{
    const size_t width = paths->width;
    const int first = cas_diagram_top(paths->store, root);
    uint64_t *one = CAS_ARRAY(paths->arena, uint64_t, paths->numbers * width);
    one[0] = 1;
    add_numbers(row_of(paths, paths->above, root), across(paths, one, 0, 0, first), (size_t)paths->reach[first] + 1, width);
    for (size_t i = paths->count; i-- > 0;) {
        cas_poll(paths->arena->ctx);
        const cas_node cell = paths->cells[i];
        const int level = cas_diagram_top(paths->store, cell);
        const uint64_t *row = row_of(paths, paths->above, cell);
        for (int high = 0; high < 2; high++) {
            const cas_node child = high ? cas_diagram_high(paths->store, cell) : cas_diagram_low(paths->store, cell);
            if (child <= CAS_NODE_TRUE)
                continue;
            const int next = cas_diagram_top(paths->store, child), step = high ? paths->step[level] : 0;
            const int skipped = paths->jumps ? paths->reach[next] - paths->reach[level + 1] : 0;
            uint64_t *to = row_of(paths, paths->above, child) + (size_t)step * width;
            add_numbers(to, across(paths, row, paths->reach[level], level + 1, next), (size_t)(paths->reach[level] + skipped) + 1, width);
        }
    }
}

static cas_paths open_paths(cas_arena *arena, cas_diagrams *store, cas_node root, const int *step, size_t width, bool jumps)
{
    cas_paths paths = {.arena = arena, .store = store, .members = cas_diagrams_variables(store), .step = step, .width = width, .jumps = jumps};
    int *reach = CAS_ARRAY(arena, int, (size_t)paths.members + 1);
    for (int v = 0; v < paths.members; v++)
        reach[v + 1] = reach[v] + step[v];
    paths.reach = reach;
    paths.numbers = (size_t)reach[paths.members] + 1;
    paths.cells = cas_diagram_cells(store, arena, root, &paths.count, &paths.place);
    const size_t row = paths.numbers * width;
    paths.above = CAS_ARRAY(arena, uint64_t, (paths.count + 2) * row);
    paths.below = CAS_ARRAY(arena, uint64_t, (paths.count + 2) * row);
    paths.moved = CAS_ARRAY(arena, uint64_t, row);
    walk_up(&paths);
    walk_down(&paths, root);
    return paths;
}

/* For each cell of the wanted members: out[member's row][shift + r + s] += above(r) x (high - low)(s), or x high alone in a family. */
static void count_through(const cas_paths *paths, const int *row_of_variable, uint64_t *out, size_t out_row, int shift)
{
    const size_t width = paths->width;
    uint64_t *difference = CAS_ARRAY(paths->arena, uint64_t, paths->numbers * width);
    for (size_t i = 0; i < paths->count; i++) {
        const cas_node cell = paths->cells[i];
        const int level = cas_diagram_top(paths->store, cell), rest = paths->reach[paths->members] - paths->reach[level + 1];
        if (row_of_variable[level] < 0)
            continue;
        cas_poll(paths->arena->ctx);
        memcpy(difference, below_of(paths, cas_diagram_high(paths->store, cell), level + 1), ((size_t)rest + 1) * width * sizeof *difference);
        if (paths->jumps) {
            const uint64_t *lower = below_of(paths, cas_diagram_low(paths->store, cell), level + 1);
            for (int s = 0; s <= rest; s++)
                mpn_sub_n(difference + (size_t)s * width, difference + (size_t)s * width, lower + (size_t)s * width, (mp_size_t)width);
        }
        const uint64_t *above = row_of(paths, paths->above, cell);
        uint64_t *to = out + (size_t)row_of_variable[level] * out_row * width;
        for (int r = 0; r <= paths->reach[level]; r++)
            add_products(to + (size_t)(r + shift) * width, above + (size_t)r * width, difference, (size_t)rest + 1, width);
    }
}

static void put_root(const cas_paths *paths, cas_node root, uint64_t *out)
{
    memcpy(out, below_of(paths, root, 0), paths->numbers * paths->width * sizeof *out);
}

/* Numbers of `narrow` limbs to numbers of `wide` limbs. */
static void widened(uint64_t *to, size_t wide, const uint64_t *from, size_t narrow, size_t count)
{
    for (size_t i = 0; i < count; i++)
        memcpy(to + i * wide, from + i * narrow, narrow * sizeof *to);
}

/*
 * Members in an order in which each weighs at least as much as the next in every rule. Then a winning set is minimal exactly if it loses without
 * its last member, so the minimal sets are the paths to true, read with the untested members absent: the diagram is its own family.
 */
static bool is_ordered(cas_arena *arena, const cas_game *game, const int *order)
{
    int leaf_count;
    const cas_part *const *leaves = cas_game_leaves(arena, game, &leaf_count);
    for (int l = 0; leaves && l < leaf_count; l++)
        for (int v = 1; v < game->count; v++)
            if (cas_big_compare(leaves[l]->weights[order[v - 1]], leaves[l]->weights[order[v]]) < 0)
                return false;
    return leaves != NULL;
}

int cas_count_by_diagram(cas_arena *arena, const cas_game *game, cas_tally *tally, int want)
{
    const size_t n = (size_t)game->count, classes = (size_t)tally->class_count;
    const int *order = cas_game_order(arena, game);
    cas_diagrams *store = cas_diagrams_open(arena, game->count);
    const cas_node root = cas_game_diagram(game, store, order);
    int *row_of_variable = CAS_ARRAY(arena, int, n), *step = CAS_ARRAY(arena, int, n);
    for (size_t v = 0; v < n; v++) {
        const int c = tally->class_of[order[v]];
        row_of_variable[v] = tally->class_first[c] == order[v] ? c : -1;
        step[v] = 1;
    }
    const bool ordered = is_ordered(arena, game, order);
    /* Counts of sets need one bit a member and one; differences are taken modulo that. */
    const size_t narrow = n / 64 + 1, wide = tally->width;
    uint64_t *numbers = CAS_ARRAY(arena, uint64_t, classes * (n + 1) * narrow);
    uint64_t *sizes = CAS_ARRAY(arena, uint64_t, (n + 1) * narrow);
    if (want & (CAS_WANT_SWINGS | CAS_WANT_SIZES)) {
        tally->winning_sizes = cas_tally_room(arena, tally, n + 1);
        tally->swing_sizes = cas_tally_room(arena, tally, classes * n);
        cas_paths paths = open_paths(arena, store, root, step, narrow, true);
        put_root(&paths, root, sizes);
        widened(tally->winning_sizes, wide, sizes, narrow, n + 1);
        count_through(&paths, row_of_variable, numbers, n, 0);
        widened(tally->swing_sizes, wide, numbers, narrow, classes * n);
        cas_tally_sum_sizes(arena, tally);
    }
    if (want & CAS_WANT_MINIMAL) {
        tally->minimal = cas_tally_room(arena, tally, n + 1);
        tally->minimal_sizes = cas_tally_room(arena, tally, classes * (n + 1));
        const cas_family family = ordered ? root : cas_diagram_minimal(store, root);
        cas_paths sets = open_paths(arena, store, family, step, narrow, false);
        put_root(&sets, family, sizes);
        widened(tally->minimal, wide, sizes, narrow, n + 1);
        memset(numbers, 0, classes * (n + 1) * narrow * sizeof *numbers);
        count_through(&sets, row_of_variable, numbers, n + 1, 1);
        widened(tally->minimal_sizes, wide, numbers, narrow, classes * (n + 1));
    }
    if (want & CAS_WANT_BLOCKING) {
        tally->blocking = cas_tally_room(arena, tally, n + 1);
        const cas_node dual = cas_diagram_dual(store, root);
        const cas_big *by_size = cas_family_count_by_size(store, arena, ordered ? dual : cas_diagram_minimal(store, dual));
        for (size_t k = 0; k <= n; k++)
            widened(cas_tally_at(tally, tally->blocking, k), wide, by_size[k].limb, by_size[k].count, 1);
    }
    return want & (CAS_WANT_SWINGS | CAS_WANT_SIZES | CAS_WANT_MINIMAL | CAS_WANT_BLOCKING);
}

const uint64_t *cas_stepped_swings(cas_arena *arena, const cas_game *game, const int *step_of, size_t *numbers, size_t *width)
{
    const size_t n = (size_t)game->count;
    const int *order = cas_game_order(arena, game);
    cas_diagrams *store = cas_diagrams_open(arena, game->count);
    const cas_node root = cas_game_diagram(game, store, order);
    int *step = CAS_ARRAY(arena, int, n);
    for (size_t v = 0; v < n; v++)
        step[v] = step_of[order[v]];
    *width = n / 64 + 1;
    const cas_paths paths = open_paths(arena, store, root, step, *width, true);
    *numbers = paths.numbers;
    uint64_t *out = CAS_ARRAY(arena, uint64_t, n * paths.numbers * *width);
    count_through(&paths, order, out, paths.numbers, 0);
    return out;
}
