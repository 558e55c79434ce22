/* Inside power/ only: members as they are read, one after another. */
#ifndef CAS_POWER_READ_H
#define CAS_POWER_READ_H

#include "power/game.h"

/* Zero-initialise with the arena, and the arena of names. */
typedef struct cas_members {
    cas_arena *arena;
    cas_names names;
    cas_decimal *weights;
    size_t room;
} cas_members;

bool cas_member_add(cas_members *members, cas_text name, cas_text weight, const char **problem);
/* One weighted rule among them; null and *problem when the quota does not fit. */
const cas_game *cas_members_game(cas_members *members, cas_text quota, const char *words, const char **problem);

#endif
