/*
 * Minimal sets of a monotone function, as a zero-suppressed diagram.
 *
 * A cell (x, low, high) of a family: the sets without x are those of low, the sets with x are those of high with x added; a
 * cell with no sets in high is left out. Let M(f, g) be the minimal sets of f that do not make g true. With f0, f1 for f
 * with x absent and present (f0 implies f1, because f is monotone),
 *
 *     M(f, g) = M(f0, g0)  together with  { S + x : S in M(f1, f0 or g1) }
 *
 * for S + x is minimal in f exactly if S is minimal in f1 and does not already suffice without x. The answer is M(f, false).
 * Cost: the number of pairs met; the family has often far fewer cells than sets. Exact.
 * Listing walks the family once per size with a table of which sizes occur below a cell, so no step is in vain.
 */
#include "coalition/diagram.h"
#include "coalition/store.h"

#include <string.h>

static cas_family joined(cas_diagrams *store, uint32_t variable, cas_family low, cas_family high)
{
    return high == CAS_NO_SETS ? low : cas_store_cell(store, variable, low, high);
}

static cas_family minimal_outside(cas_diagrams *store, cas_node f, cas_node g)
{
    if (f == CAS_NODE_FALSE || g == CAS_NODE_TRUE || f == g)
        return CAS_NO_SETS;
    if (f == CAS_NODE_TRUE)
        return CAS_ONLY_EMPTY_SET; /* g is not true everywhere, so not at the empty set */
    cas_family result;
    if (cas_store_recall(store, CAS_DO_MINIMAL, f, g, 0, &result))
        return result;
    const cas_diagram_cell here = store->cells[f], other = store->cells[g];
    if (other.variable < here.variable) {
        /* No minimal set of f holds a variable that f does not look at. */
        result = minimal_outside(store, f, other.low);
    } else {
        const bool both = other.variable == here.variable;
        const cas_family low = minimal_outside(store, here.low, both ? other.low : g);
        const cas_node spoiled = cas_diagram_or(store, here.low, both ? other.high : g);
        result = joined(store, here.variable, low, minimal_outside(store, here.high, spoiled));
    }
    return cas_store_remember(store, CAS_DO_MINIMAL, f, g, 0, result);
}

cas_family cas_diagram_minimal(cas_diagrams *store, cas_node f)
{
    return minimal_outside(store, f, CAS_NODE_FALSE);
}

typedef struct cas_filter {
    const cas_set *containing, *lacking;
    uint32_t call;
} cas_filter;

/* Sets of `family` that pass, seen from `variable` on: a variable that must be there and is jumped over leaves none. */
static cas_family filtered(cas_diagrams *store, cas_family family, uint32_t variable, const cas_filter *filter)
{
    const cas_diagram_cell cell = store->cells[family];
    const int wanted = cas_set_next(filter->containing, (int)variable);
    if (family == CAS_NO_SETS || (wanted >= 0 && (uint32_t)wanted < cell.variable))
        return CAS_NO_SETS;
    if (family == CAS_ONLY_EMPTY_SET)
        return family;
    cas_family result;
    if (cas_store_recall(store, CAS_DO_FILTER, family, 0, filter->call, &result))
        return result;
    const int x = (int)cell.variable;
    const cas_family low = cas_set_has(filter->containing, x) ? CAS_NO_SETS : filtered(store, cell.low, cell.variable + 1, filter);
    const cas_family high = cas_set_has(filter->lacking, x) ? CAS_NO_SETS : filtered(store, cell.high, cell.variable + 1, filter);
    return cas_store_remember(store, CAS_DO_FILTER, family, 0, filter->call, joined(store, cell.variable, low, high));
}

cas_family cas_family_filter(cas_diagrams *store, cas_family family, const cas_set *containing, const cas_set *lacking)
{
    const cas_filter filter = {containing, lacking, ++store->calls};
    return filtered(store, family, 0, &filter);
}

typedef struct cas_listing {
    const cas_diagrams *store;
    cas_arena *arena;
    cas_reached reached;
    size_t words;            /* of a table of sizes */
    const uint64_t *sizes;   /* per place: bit k says that a set of size k exists below */
    cas_set now;
    cas_set *sets;
    size_t count, limit;
} cas_listing;

static bool has_size(const cas_listing *work, cas_family family, int size)
{
    const uint64_t *table = work->sizes + work->reached.place[family] * work->words;
    return size >= 0 && table[size / 64] >> (size % 64) & 1;
}

static void list(cas_listing *work, cas_family family, int size)
{
    if (work->count == work->limit || !has_size(work, family, size))
        return;
    if (family == CAS_ONLY_EMPTY_SET) {
        cas_poll(work->arena->ctx);
        work->sets[work->count++] = work->now;
        return;
    }
    const cas_diagram_cell cell = work->store->cells[family];
    cas_set_add(&work->now, (int)cell.variable);
    list(work, cell.high, size - 1);
    cas_set_remove(&work->now, (int)cell.variable);
    list(work, cell.low, size);
}

static const uint64_t *tables_of_sizes(const cas_diagrams *store, cas_arena *arena, const cas_reached *reached, size_t words)
{
    uint64_t *tables = CAS_ARRAY(arena, uint64_t, (reached->count + 2) * words);
    tables[words] = 1; /* the empty set has size 0 */
    for (size_t i = 0; i < reached->count; i++) {
        const cas_diagram_cell cell = store->cells[reached->cells[i]];
        uint64_t *here = tables + (i + 2) * words;
        const uint64_t *low = tables + reached->place[cell.low] * words, *high = tables + reached->place[cell.high] * words;
        for (size_t k = 0; k < words; k++)
            here[k] = low[k] | high[k] << 1 | (k ? high[k - 1] >> 63 : 0);
    }
    return tables;
}

const cas_set *cas_family_list(cas_diagrams *store, cas_arena *arena, cas_family family, size_t limit, size_t *count)
{
    const cas_big total = cas_family_count(store, arena, family);
    const int64_t small = cas_big_small(total);
    if (small >= 0 && (uint64_t)small < limit)
        limit = (size_t)small;
    cas_listing work = {.store = store, .arena = arena, .words = store->variables / 64 + 1, .limit = limit, .now = cas_set_empty()};
    work.sets = CAS_ARRAY(arena, cas_set, limit);
    const cas_mark mark = cas_arena_mark(arena);
    work.reached = cas_store_reach(store, arena, family);
    work.sizes = tables_of_sizes(store, arena, &work.reached, work.words);
    for (int size = 0; size <= (int)store->variables && work.count < limit; size++)
        list(&work, family, size);
    cas_arena_release(arena, mark);
    *count = work.count;
    return work.sets;
}
