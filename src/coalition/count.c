/*
 * Counting sets, exactly.
 *
 * For each cell, from the leaves up, the number of sets over the variables from its own on; a jump over g variables that
 * do not matter doubles it g times (in families it does not: an untested variable is absent). By size the numbers are
 * polynomials in z, and a jump multiplies by (1 + z)^g.
 *
 *     count(cell) = 2^gap(low) count(low) + 2^gap(high) count(high)
 *
 * All numbers of one call have the same number of limbs, enough for 2^variables. Exact.
 * Cost: cells x limbs, by size cells x variables x limbs. Twin: enumeration in test/coalition/test_coalition.c.
 */
#include "coalition/diagram.h"
#include "coalition/store.h"

#include <gmp.h>
#include <string.h>

typedef struct cas_counting {
    const cas_diagrams *store;
    size_t width;    /* limbs of a number */
    bool jumps;      /* a diagram, not a family */
    int sizes;       /* numbers per cell: variables + 1 by size, else 1 */
    mp_limb_t *row;  /* of place p: row + p * sizes * width */
    mp_limb_t *moved;
} cas_counting;

static mp_limb_t *row_of(const cas_counting *work, size_t place)
{
    return work->row + place * (size_t)work->sizes * work->width;
}

/* The row of a child as its parent at `variable` sees it, in work->moved. */
static const mp_limb_t *seen_from(cas_counting *work, size_t place, uint32_t child_variable, uint32_t variable)
{
    const uint32_t gap = work->jumps ? child_variable - variable - 1 : 0;
    if (!gap)
        return row_of(work, place);
    const mp_size_t width = (mp_size_t)work->width;
    memcpy(work->moved, row_of(work, place), (size_t)work->sizes * work->width * sizeof(mp_limb_t));
    for (uint32_t g = 0; g < gap; g++) {
        if (work->sizes == 1)
            mpn_lshift(work->moved, work->moved, width, 1);
        for (int k = work->sizes - 1; k > 0; k--)
            mpn_add_n(work->moved + k * width, work->moved + k * width, work->moved + (k - 1) * width, width);
    }
    return work->moved;
}

static void add_row(cas_counting *work, mp_limb_t *to, const mp_limb_t *from, int shift)
{
    const mp_size_t width = (mp_size_t)work->width;
    if (work->sizes == 1)
        shift = 0;
    for (int k = 0; k + shift < work->sizes; k++)
        mpn_add_n(to + (k + shift) * width, to + (k + shift) * width, from + k * width, width);
}

/* The row of the root over all variables; in `arena`. */
static const mp_limb_t *counted(cas_diagrams *store, cas_arena *arena, uint32_t root, bool jumps, bool by_size, size_t *width)
{
    const cas_reached reached = cas_store_reach(store, arena, root);
    cas_counting work = {.store = store, .width = store->variables / 64 + 1, .jumps = jumps, .sizes = by_size ? (int)store->variables + 1 : 1};
    const size_t row = (size_t)work.sizes * work.width;
    work.row = CAS_ARRAY(arena, mp_limb_t, (reached.count + 2) * row);
    work.moved = CAS_ARRAY(arena, mp_limb_t, row);
    row_of(&work, 1)[0] = 1;
    for (size_t i = 0; i < reached.count; i++) {
        cas_poll(arena->ctx);
        const cas_diagram_cell cell = store->cells[reached.cells[i]];
        mp_limb_t *here = row_of(&work, i + 2);
        add_row(&work, here, seen_from(&work, reached.place[cell.low], store->cells[cell.low].variable, cell.variable), 0);
        add_row(&work, here, seen_from(&work, reached.place[cell.high], store->cells[cell.high].variable, cell.variable), 1);
    }
    *width = work.width;
    return seen_from(&work, reached.place[root], store->cells[root].variable, (uint32_t)-1);
}

static cas_big big_of(cas_arena *arena, const mp_limb_t *limb, size_t count)
{
    while (count && !limb[count - 1])
        count--;
    uint64_t *copy = CAS_ARRAY(arena, uint64_t, count);
    for (size_t i = 0; i < count; i++)
        copy[i] = limb[i];
    return (cas_big){copy, count};
}

static const cas_big *numbers(cas_diagrams *store, cas_arena *arena, uint32_t root, bool jumps, bool by_size)
{
    const size_t sizes = by_size ? store->variables + 1 : 1;
    cas_big *out = CAS_ARRAY(arena, cas_big, sizes);
    size_t width = store->variables / 64 + 1;
    mp_limb_t *copy = CAS_ARRAY(arena, mp_limb_t, sizes * width);
    const cas_mark mark = cas_arena_mark(arena);
    const mp_limb_t *row = counted(store, arena, root, jumps, by_size, &width);
    memcpy(copy, row, sizes * width * sizeof *copy);
    cas_arena_release(arena, mark);
    for (size_t k = 0; k < sizes; k++)
        out[k] = big_of(arena, copy + k * width, width);
    return out;
}

cas_big cas_diagram_count(cas_diagrams *store, cas_arena *arena, cas_node f)
{
    return *numbers(store, arena, f, true, false);
}

const cas_big *cas_diagram_count_by_size(cas_diagrams *store, cas_arena *arena, cas_node f)
{
    return numbers(store, arena, f, true, true);
}

cas_big cas_family_count(cas_diagrams *store, cas_arena *arena, cas_family family)
{
    return *numbers(store, arena, family, false, false);
}

const cas_big *cas_family_count_by_size(cas_diagrams *store, cas_arena *arena, cas_family family)
{
    return numbers(store, arena, family, false, true);
}
