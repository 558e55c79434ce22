/* Inside coalition/ only: how a store of diagrams is laid out. */
#ifndef CAS_COALITION_STORE_H
#define CAS_COALITION_STORE_H

#include "coalition/diagram.h"

/* Children have smaller numbers than their parents, so ascending numbers are an order from the leaves up. */
typedef struct cas_diagram_cell {
    uint32_t variable; /* `variables` for a terminal */
    uint32_t low, high;
    uint32_t next;     /* in its bucket of the unique table; 0 ends */
} cas_diagram_cell;

typedef enum cas_diagram_operation {
    CAS_DO_NOTHING, CAS_DO_AND, CAS_DO_OR, CAS_DO_NOT, CAS_DO_ITE, CAS_DO_DUAL, CAS_DO_MONOTONE,
    CAS_DO_MINIMAL,                                     /* of f, outside g */
    CAS_DO_EXISTS, CAS_DO_FORALL, CAS_DO_RESTRICT, CAS_DO_FILTER /* third operand: the number of the call */
} cas_diagram_operation;

typedef struct cas_remembered {
    uint32_t operation, a, b, c, result;
} cas_remembered;

struct cas_diagrams {
    cas_arena *arena;
    uint32_t variables;
    cas_diagram_cell *cells;
    size_t count, room;
    uint32_t *buckets;          /* unique table: a power of two of them */
    size_t bucket_count;
    cas_remembered *memory;     /* one place for each hash; a later result replaces an earlier one */
    size_t memory_count;
    uint32_t calls;
};

/* The cell (variable, low, high), made if it is new. Applies no reduction of its own. */
uint32_t cas_store_cell(cas_diagrams *store, uint32_t variable, uint32_t low, uint32_t high);
bool cas_store_recall(const cas_diagrams *store, cas_diagram_operation operation, uint32_t a, uint32_t b, uint32_t c, uint32_t *result);
uint32_t cas_store_remember(cas_diagrams *store, cas_diagram_operation operation, uint32_t a, uint32_t b, uint32_t c, uint32_t result);

/* Every cell below and including `root`, ascending; terminals left out. */
typedef struct cas_reached {
    uint32_t *cells;
    size_t count;
    uint32_t *place;            /* of a cell in `cells`, plus 2; 0 and 1 are the terminals */
} cas_reached;
cas_reached cas_store_reach(cas_diagrams *store, cas_arena *arena, uint32_t root);

#endif
