/* Which issues stand beside one another: see order.c. */
#ifndef CAS_AGREE_ORDER_H
#define CAS_AGREE_ORDER_H

#include "base/memory.h"

/* Groups of things that belong together: members[begin[g]] … members[begin[g + 1] - 1]. */
typedef struct cas_group_list {
    const int *members;
    const size_t *begin; /* count + 1 */
    size_t count;
} cas_group_list;

/* A permutation of 0 … count-1 in which groups lie close together. */
const int *cas_order_of(cas_arena *arena, const cas_group_list *groups, int count);

#endif
