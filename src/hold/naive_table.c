/* A table from rows of cells to two numbers: open addressing over entries that stay where they are. */
#include "hold/naive_table.h"

#include <string.h>

static uint64_t hash_of(const int32_t *key, size_t width)
{
    uint64_t hash = 0x9e3779b97f4a7c15u, two = 0;
    for (size_t i = 0; i + 1 < width; i += 2) {
        memcpy(&two, key + i, sizeof two);
        hash = (hash ^ two) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 29;
    }
    if (width & 1)
        hash = (hash ^ (uint32_t)key[width - 1]) * 0xff51afd7ed558ccdu;
    return hash ^ hash >> 32;
}

static cas_naive_entry **slot_of(cas_naive_table *table, const int32_t *key, uint64_t hash)
{
    for (size_t at = hash & (table->slot_count - 1);; at = (at + 1) & (table->slot_count - 1)) {
        cas_naive_entry *entry = table->slots[at];
        if (!entry || (entry->hash == hash && memcmp(entry->key, key, table->width * sizeof *key) == 0))
            return &table->slots[at];
    }
}

static void make_room(cas_naive_table *table)
{
    if (table->count * 2 < table->slot_count)
        return;
    cas_naive_entry **old = table->slots;
    const size_t old_count = table->slot_count;
    table->slot_count = old_count ? old_count * 4 : 256;
    table->slots = CAS_ARRAY(table->arena, cas_naive_entry *, table->slot_count);
    for (size_t i = 0; i < old_count; i++)
        if (old[i])
            *slot_of(table, old[i]->key, old[i]->hash) = old[i];
}

cas_naive_entry *cas_naive_entry_of(cas_naive_table *table, const int32_t *key)
{
    make_room(table);
    const uint64_t hash = hash_of(key, table->width);
    cas_naive_entry **slot = slot_of(table, key, hash);
    if (!*slot) {
        *slot = cas_take(table->arena, 1, sizeof **slot + table->width * sizeof *key);
        (*slot)->first = table->first;
        (*slot)->second = table->second;
        (*slot)->hash = hash;
        memcpy((*slot)->key, key, table->width * sizeof *key);
        table->count++;
    }
    return *slot;
}
