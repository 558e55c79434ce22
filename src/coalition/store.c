/*
 * The store: every cell once.
 *
 * Cells lie in one slab and are found through a chained hash table that doubles with the slab; results of operations are
 * remembered in a table of the same size in which a later result may push out an earlier one (that costs time, never truth).
 * Nothing is collected: a store lives as long as a query, and the byte budget of the context bounds it.
 */
#include "coalition/store.h"

#include <string.h>

static size_t mix(uint32_t a, uint32_t b, uint32_t c)
{
    uint64_t h = ((uint64_t)a << 32 | b) * 0x9E3779B97F4A7C15ull;
    h ^= h >> 29;
    h = (h + c) * 0xBF58476D1CE4E5B9ull;
    return (size_t)(h ^ h >> 32);
}

cas_diagrams *cas_diagrams_open(cas_arena *arena, int variables)
{
    if (variables < 0 || variables > CAS_MAX_PARTIES)
        cas_fail(arena->ctx, CAS_E_ARGUMENT, "%d variables in a diagram, and at most %d are possible", variables, CAS_MAX_PARTIES);
    cas_diagrams *store = CAS_NEW(arena, cas_diagrams);
    store->arena = arena;
    store->variables = (uint32_t)variables;
    store->bucket_count = 256;
    store->buckets = CAS_ARRAY(arena, uint32_t, store->bucket_count);
    store->memory_count = 256;
    store->memory = CAS_ARRAY(arena, cas_remembered, store->memory_count);
    store->cells = CAS_ARRAY(arena, cas_diagram_cell, 256);
    store->room = 256;
    store->count = 2;
    store->cells[0].variable = store->cells[1].variable = store->variables;
    store->cells[1].low = store->cells[1].high = 1;
    return store;
}

int cas_diagrams_variables(const cas_diagrams *store)
{
    return (int)store->variables;
}

cas_arena *cas_diagrams_arena(const cas_diagrams *store)
{
    return store->arena;
}

size_t cas_diagrams_nodes(const cas_diagrams *store)
{
    return store->count;
}

static void double_tables(cas_diagrams *store)
{
    store->bucket_count *= 2;
    store->buckets = CAS_ARRAY(store->arena, uint32_t, store->bucket_count);
    for (size_t i = 2; i < store->count; i++) {
        cas_diagram_cell *cell = &store->cells[i];
        uint32_t *bucket = &store->buckets[mix(cell->variable, cell->low, cell->high) & (store->bucket_count - 1)];
        cell->next = *bucket;
        *bucket = (uint32_t)i;
    }
    const cas_remembered *old = store->memory;
    const size_t old_count = store->memory_count;
    store->memory_count *= 2;
    store->memory = CAS_ARRAY(store->arena, cas_remembered, store->memory_count);
    for (size_t i = 0; i < old_count; i++)
        if (old[i].operation)
            cas_store_remember(store, (cas_diagram_operation)old[i].operation, old[i].a, old[i].b, old[i].c, old[i].result);
}

uint32_t cas_store_cell(cas_diagrams *store, uint32_t variable, uint32_t low, uint32_t high)
{
    uint32_t *bucket = &store->buckets[mix(variable, low, high) & (store->bucket_count - 1)];
    for (uint32_t at = *bucket; at; at = store->cells[at].next) {
        const cas_diagram_cell *cell = &store->cells[at];
        if (cell->variable == variable && cell->low == low && cell->high == high)
            return at;
    }
    cas_poll(store->arena->ctx);
    if (store->count >= UINT32_MAX)
        cas_fail(store->arena->ctx, CAS_E_BUDGET, "more than 4,294,967,295 nodes in a diagram");
    store->cells = CAS_ROOM(store->arena, store->cells, store->count, &store->room);
    const uint32_t made = (uint32_t)store->count++;
    store->cells[made] = (cas_diagram_cell){variable, low, high, *bucket};
    *bucket = made;
    if (store->count > store->bucket_count)
        double_tables(store);
    return made;
}

static cas_remembered *remembered_place(const cas_diagrams *store, uint32_t operation, uint32_t a, uint32_t b, uint32_t c)
{
    return &store->memory[mix(a + operation * 0x51ED27u, b, c ^ operation << 27) & (store->memory_count - 1)];
}

bool cas_store_recall(const cas_diagrams *store, cas_diagram_operation operation, uint32_t a, uint32_t b, uint32_t c, uint32_t *result)
{
    const cas_remembered *place = remembered_place(store, operation, a, b, c);
    *result = place->result;
    return place->operation == (uint32_t)operation && place->a == a && place->b == b && place->c == c;
}

uint32_t cas_store_remember(cas_diagrams *store, cas_diagram_operation operation, uint32_t a, uint32_t b, uint32_t c, uint32_t result)
{
    *remembered_place(store, operation, a, b, c) = (cas_remembered){operation, a, b, c, result};
    return result;
}

cas_reached cas_store_reach(cas_diagrams *store, cas_arena *arena, uint32_t root)
{
    cas_reached reached = {.place = CAS_ARRAY(arena, uint32_t, (size_t)root + 2)};
    reached.place[root] = 1;
    size_t count = 0;
    for (uint32_t i = root; i > 1; i--)
        if (reached.place[i]) {
            reached.place[store->cells[i].low] = 1;
            reached.place[store->cells[i].high] = 1;
            count++;
        }
    reached.cells = CAS_ARRAY(arena, uint32_t, count);
    for (uint32_t i = 2; i <= root; i++)
        if (reached.place[i]) {
            reached.place[i] = (uint32_t)reached.count + 2;
            reached.cells[reached.count++] = i;
        }
    reached.place[0] = 0;
    reached.place[1] = 1;
    return reached;
}
