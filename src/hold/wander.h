/* What can happen in an instance, whoever does what: plays looked through for clauses that start and duties in conflict. See wander.c. */
#ifndef CAS_HOLD_WANDER_H
#define CAS_HOLD_WANDER_H

#include "hold/naive_position.h"

/* A duty that fell due for somebody who had no lawful way left to do it, at least one way being forbidden. */
typedef struct cas_meeting {
    int clause, statement, party;
    int forbidder;     /* a clause that forbids it then */
    const char *story; /* how it comes to that; null where it was only found that it does */
} cas_meeting;

/* What was seen of a statement, in some play. */
typedef struct cas_seen {
    bool bound;    /* a duty: somebody has to do it */
    bool breached; /* a duty: somebody broke it */
    bool in_time;  /* a duty: somebody bound by it had done it when it fell due */
    bool used;     /* a power: somebody used it with effect */
} cas_seen;

typedef struct cas_wander {
    const cas_instance *instance;
    bool *starts;              /* per clause */
    const char **first_story;  /* per clause: how it came to start */
    int *first_statement;      /* per clause: its first in `seen` */
    cas_seen *seen;            /* per statement */
    cas_meeting *meetings;     /* one for each duty and party */
    size_t meeting_count, meeting_room;
    bool all;                  /* every play was looked at: what was not seen cannot happen */
    uint64_t rounds, cells;    /* looked at; of a position */
} cas_wander;

/* What a caller waits for: true when it has seen enough. */
typedef bool (*cas_wander_enough)(const cas_wander *wander, void *user);

/*
 * Plays of the instance: first some in which the parties follow simple habits, then, if that is not enough, all of them as far
 * as they fit `most` positions.
 */
const cas_wander *cas_wander_about(cas_arena *arena, const cas_instance *instance, size_t most, cas_wander_enough enough,
                                   void *user);

#endif
