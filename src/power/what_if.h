/* Power before and after a change of membership. */
#ifndef CAS_POWER_WHAT_IF_H
#define CAS_POWER_WHAT_IF_H

#include "power/power.h"

enum { CAS_WHAT_IF_INDICES = 4 };

typedef struct cas_power_difference {
    bool negative;
    cas_power_value size;
} cas_power_difference;

typedef struct cas_what_if_row {
    const char *name; /* a bloc: its members joined by + */
    /* One an index; not known: no member then, or not computed. A bloc's before is the sum of its members'. */
    cas_power_value before[CAS_WHAT_IF_INDICES], after[CAS_WHAT_IF_INDICES];
    cas_power_difference difference[CAS_WHAT_IF_INDICES];
} cas_what_if_row;

typedef struct cas_what_if {
    const char *change;
    const cas_power *after;
    const cas_what_if_row *rows; /* members in their order, who joins last; of a pair among all pairs the pair alone */
    int row_count;
    bool pair; /* one of all pairs */
} cas_what_if;

typedef struct cas_what_ifs {
    const cas_power *before;
    cas_power_index index[CAS_WHAT_IF_INDICES];
    int index_count;
    const cas_what_if *list;
    int count;
} cas_what_ifs;

/*
 * Changes: "leave A", "join X:12" (for several rules "X:12/1"), "bloc A,B"; "blocs": every pair. options->indices: the
 * first four are compared; 0: Banzhaf and
 * Shapley-Shubik. Null: *problem says what is wrong with a change.
 */
const cas_what_ifs *cas_power_what_ifs(cas_arena *arena, const cas_game *game, const cas_text *changes, size_t count,
                                       const cas_power_options *options, const char **problem);

#endif
