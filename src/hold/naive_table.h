/* A table from rows of cells to two numbers, in an arena. See naive.c for its use. */
#ifndef CAS_HOLD_NAIVE_TABLE_H
#define CAS_HOLD_NAIVE_TABLE_H

#include "base/memory.h"

typedef struct cas_naive_entry {
    int64_t first, second;
    uint64_t hash;
    int32_t key[];
} cas_naive_entry;

/* Zero-initialise, then set arena, width and the values of a new entry. */
typedef struct cas_naive_table {
    cas_arena *arena;
    size_t width;          /* cells a key */
    int64_t first, second; /* of a new entry */
    cas_naive_entry **slots;
    size_t slot_count, count;
} cas_naive_table;

/* The entry of this key, made if there is none; stays where it is. */
cas_naive_entry *cas_naive_entry_of(cas_naive_table *table, const int32_t *key);

#endif
