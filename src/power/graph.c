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
 */
#include "power/tally.h"

#include <gmp.h>
#include <string.h>

typedef struct cas_paths {
    cas_arena *arena;
    cas_diagrams *store;
    int members;
    size_t width;
    bool jumps;
    const cas_node *cells;   /* ascending: children first */
    size_t count;
    const uint32_t *place;   /* of a cell: its row; terminals have rows 0 and 1 */
    uint64_t *above, *below; /* rows of members + 1 numbers */
    uint64_t *moved;
} cas_paths;

static uint64_t *row_of(const cas_paths *paths, uint64_t *rows, cas_node cell)
{
    return rows + (size_t)paths->place[cell] * ((size_t)paths->members + 1) * paths->width;
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

/* to += a b modulo 2^(64 width). */
static void add_product(uint64_t *to, const uint64_t *a, const uint64_t *b, size_t width)
{
    if (width == 1) {
        *to += *a * *b;
        return;
    }
    for (size_t i = 0; i < width; i++)
        if (a[i])
            mpn_addmul_1(to + i, b, (mp_size_t)(width - i), a[i]);
}

/* `row` over sizes 0 … top, as it looks across `gap` members that do not matter: in paths->moved, sizes 0 … top + gap. */
static const uint64_t *across(const cas_paths *paths, const uint64_t *row, int top, int gap)
{
    if (!paths->jumps || !gap)
        return row;
    const size_t width = paths->width;
    uint64_t *moved = paths->moved;
    memset(moved, 0, ((size_t)paths->members + 1) * width * sizeof *moved);
    memcpy(moved, row, ((size_t)top + 1) * width * sizeof *moved);
    for (int g = 1; g <= gap; g++)
        for (int k = top + g; k > 0; k--)
            add_numbers(moved + (size_t)k * width, moved + (size_t)(k - 1) * width, 1, width);
    return moved;
}

static void walk_up(cas_paths *paths)
{
    const int n = paths->members;
    const size_t width = paths->width;
    row_of(paths, paths->below, CAS_NODE_TRUE)[0] = 1;
    for (size_t i = 0; i < paths->count; i++) {
        cas_poll(paths->arena->ctx);
        const cas_node cell = paths->cells[i];
        const int level = cas_diagram_top(paths->store, cell);
        uint64_t *row = row_of(paths, paths->below, cell);
        for (int high = 0; high < 2; high++) {
            const cas_node child = high ? cas_diagram_high(paths->store, cell) : cas_diagram_low(paths->store, cell);
            const int next = cas_diagram_top(paths->store, child);
            const uint64_t *seen = across(paths, row_of(paths, paths->below, child), n - next, next - level - 1);
            add_numbers(row + (size_t)high * width, seen, (size_t)(n - level), width);
        }
    }
}

static void walk_down(cas_paths *paths, cas_node root)
{
    const size_t width = paths->width;
    const int first = cas_diagram_top(paths->store, root);
    uint64_t *start = row_of(paths, paths->above, root);
    uint64_t *one = CAS_ARRAY(paths->arena, uint64_t, ((size_t)paths->members + 1) * width);
    one[0] = 1;
    add_numbers(start, across(paths, one, 0, first), (size_t)first + 1, width);
    for (size_t i = paths->count; i-- > 0;) {
        cas_poll(paths->arena->ctx);
        const cas_node cell = paths->cells[i];
        const int level = cas_diagram_top(paths->store, cell);
        const uint64_t *row = row_of(paths, paths->above, cell);
        for (int high = 0; high < 2; high++) {
            const cas_node child = high ? cas_diagram_high(paths->store, cell) : cas_diagram_low(paths->store, cell);
            if (child <= CAS_NODE_TRUE)
                continue;
            const int next = cas_diagram_top(paths->store, child), gap = next - level - 1;
            uint64_t *to = row_of(paths, paths->above, child) + (size_t)high * width;
            const uint64_t *seen = across(paths, row, level, gap);
            add_numbers(to, seen, (size_t)(level + 1 + (paths->jumps ? gap : 0)), width);
        }
    }
}

static cas_paths open_paths(cas_arena *arena, cas_diagrams *store, cas_node root, size_t width, bool jumps)
{
    cas_paths paths = {.arena = arena, .store = store, .members = cas_diagrams_variables(store), .width = width, .jumps = jumps};
    paths.cells = cas_diagram_cells(store, arena, root, &paths.count, &paths.place);
    const size_t row = ((size_t)paths.members + 1) * width;
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
    const int n = paths->members;
    const size_t width = paths->width;
    uint64_t *difference = CAS_ARRAY(paths->arena, uint64_t, ((size_t)n + 1) * width);
    for (size_t i = 0; i < paths->count; i++) {
        const cas_node cell = paths->cells[i];
        const int level = cas_diagram_top(paths->store, cell), rest = n - level - 1;
        if (row_of_variable[level] < 0)
            continue;
        cas_poll(paths->arena->ctx);
        const cas_node high = cas_diagram_high(paths->store, cell), low = cas_diagram_low(paths->store, cell);
        const int high_level = cas_diagram_top(paths->store, high), low_level = cas_diagram_top(paths->store, low);
        memcpy(difference, across(paths, row_of(paths, paths->below, high), n - high_level, high_level - level - 1),
               ((size_t)rest + 1) * width * sizeof *difference);
        if (paths->jumps) {
            const uint64_t *lower = across(paths, row_of(paths, paths->below, low), n - low_level, low_level - level - 1);
            for (int s = 0; s <= rest; s++)
                mpn_sub_n(difference + (size_t)s * width, difference + (size_t)s * width, lower + (size_t)s * width, (mp_size_t)width);
        }
        const uint64_t *above = row_of(paths, paths->above, cell);
        uint64_t *to = out + (size_t)row_of_variable[level] * out_row * width;
        for (int r = 0; r <= level; r++)
            for (int s = 0; s <= rest; s++)
                add_product(to + (size_t)(r + s + shift) * width, above + (size_t)r * width, difference + (size_t)s * width, width);
    }
}

static void put_root(const cas_paths *paths, cas_node root, uint64_t *out)
{
    const int level = cas_diagram_top(paths->store, root);
    const uint64_t *seen = across(paths, row_of(paths, paths->below, root), paths->members - level, level);
    memcpy(out, seen, ((size_t)paths->members + 1) * paths->width * sizeof *out);
}

/* Numbers of `narrow` limbs to numbers of `wide` limbs. */
static void widened(uint64_t *to, size_t wide, const uint64_t *from, size_t narrow, size_t count)
{
    for (size_t i = 0; i < count; i++)
        memcpy(to + i * wide, from + i * narrow, narrow * sizeof *to);
}

int cas_count_by_diagram(cas_arena *arena, const cas_game *game, cas_tally *tally, int want)
{
    const size_t n = (size_t)game->count, classes = (size_t)tally->class_count;
    const int *order = cas_game_order(arena, game);
    cas_diagrams *store = cas_diagrams_open(arena, game->count);
    const cas_node root = cas_game_diagram(game, store, order);
    int *row_of_variable = CAS_ARRAY(arena, int, n);
    for (size_t v = 0; v < n; v++) {
        const int c = tally->class_of[order[v]];
        row_of_variable[v] = tally->class_first[c] == order[v] ? c : -1;
    }
    /* Counts of sets need one bit a member and one; differences are taken modulo that. */
    const size_t narrow = n / 64 + 1, wide = tally->width;
    uint64_t *numbers = CAS_ARRAY(arena, uint64_t, classes * (n + 1) * narrow);
    uint64_t *sizes = CAS_ARRAY(arena, uint64_t, (n + 1) * narrow);
    if (want & (CAS_WANT_SWINGS | CAS_WANT_SIZES)) {
        tally->winning_sizes = cas_tally_room(arena, tally, n + 1);
        tally->swing_sizes = cas_tally_room(arena, tally, classes * n);
        cas_paths paths = open_paths(arena, store, root, narrow, true);
        put_root(&paths, root, sizes);
        widened(tally->winning_sizes, wide, sizes, narrow, n + 1);
        count_through(&paths, row_of_variable, numbers, n, 0);
        widened(tally->swing_sizes, wide, numbers, narrow, classes * n);
        cas_tally_sum_sizes(arena, tally);
    }
    if (want & CAS_WANT_MINIMAL) {
        tally->minimal = cas_tally_room(arena, tally, n + 1);
        tally->minimal_sizes = cas_tally_room(arena, tally, classes * (n + 1));
        const cas_family family = cas_diagram_minimal(store, root);
        cas_paths sets = open_paths(arena, store, family, narrow, false);
        put_root(&sets, family, sizes);
        widened(tally->minimal, wide, sizes, narrow, n + 1);
        memset(numbers, 0, classes * (n + 1) * narrow * sizeof *numbers);
        count_through(&sets, row_of_variable, numbers, n + 1, 1);
        widened(tally->minimal_sizes, wide, numbers, narrow, classes * (n + 1));
    }
    return want & (CAS_WANT_SWINGS | CAS_WANT_SIZES | CAS_WANT_MINIMAL);
}
