/*
 * A conflict as the Graph Model for Conflict Resolution has it, and its states.
 *
 * A conflict is what somebody says: decision makers, options with their owners (or states drawn with arrows), what cannot be, what
 * cannot be undone, who prefers what. Its states are what follows: the feasible sets of options in ascending order, the first
 * option being the lowest bit, and for each decision maker the rank of every state, 0 the worst.
 *
 * A conflict can be written down by hand (tests do) or read from a standoff of a text (from_text.h) or from a .gmcr file (gmcr_file.h).
 */
#ifndef CAS_STABLE_CONFLICT_H
#define CAS_STABLE_CONFLICT_H

#include "stable/option_statement.h"

enum { CAS_MAX_OPTIONS = 62, CAS_MAX_MAKERS = 30, CAS_MAX_STATES = 1 << 27, CAS_NO_STATE = -1 };

/* Which way an option can go. Both: it never changes. */
enum cas_option_way { CAS_STAYS_TAKEN = 1, CAS_STAYS_UNTAKEN = 2 };

typedef struct cas_option {
    const char *name, *title;
    int owner; /* place in makers */
    int stays; /* cas_option_way, or'ed */
} cas_option;

/* Statements that count the same: what is counted is how many of them are true. */
typedef struct cas_priority {
    const cas_option_statement *const *statements;
    int count;
    bool unknown; /* whether more of them are better or worse is not known */
} cas_priority;

/* States that are equally good. In option form a state is its set of options, in a drawn graph its number. */
typedef struct cas_rank {
    const uint64_t *states;
    int count;
    bool unknown; /* which of them is better is not known */
} cas_rank;

/* One of the two is given: priorities, the most important first, or ranks, the best first. */
typedef struct cas_maker {
    const char *name, *title;
    const cas_priority *priorities;
    int priority_count;
    const cas_rank *ranks;
    int rank_count;
} cas_maker;

typedef struct cas_arrow {
    int maker, from, to;
} cas_arrow;

typedef struct cas_conflict {
    const char *name, *title;
    const cas_maker *makers;
    int maker_count;
    /* Option form. */
    const cas_option *options;
    int option_count;
    const cas_option_statement *const *infeasible;
    int infeasible_count;
    /* A drawn graph; drawn says which of the two it is. */
    bool drawn;
    const char *const *state_names, *const *state_titles;
    int state_count;
    const cas_arrow *arrows;
    int arrow_count;
    bool has_status_quo;
    uint64_t status_quo; /* a set of options, or the number of a drawn state */
    /* Makers that take no part: they make no moves, and an equilibrium does not ask them. Null: all take part. */
    const bool *absent;
    /* Options in `fixed` are as in fixed_to: every other state is left out. */
    uint64_t fixed, fixed_to;
} cas_conflict;

typedef struct cas_states {
    const cas_conflict *conflict;
    uint32_t count;
    const uint64_t *options; /* per state, ascending; of a drawn graph its number */
    const uint32_t *const
        *worth; /* per maker and state: 0 the worst; equal numbers are equally good. Null for absent makers */
    const uint32_t *worth_count; /* per maker: how many different ones */
    /*
     * Null where everybody's preference is known. Else per maker null, or the worth with everything that is unknown turned round: of two states
     * the better one is better by both, equal ones are equal by both, and where the two contradict each other it is unknown which is better.
     */
    const uint32_t *const *turned;
    int64_t status_quo;          /* place of the status quo, or CAS_NO_STATE */
} cas_states;

static inline bool cas_takes_part(const cas_conflict *conflict, int maker)
{
    return !conflict->absent || !conflict->absent[maker];
}

/*
 * The states and their worth. NULL and *problem, one clause of a sentence, when the conflict is none: nothing feasible, too many states,
 * a state ranked twice or not at all, a maker that prefers nothing, statements that contradict each other or stand twice.
 * *maker, if not null, says of whom the problem speaks, or -1.
 * cost      about (number of blocks of 64 states that cannot be ruled out early) times (statements), and memory of 8 + 4 makers bytes a state
 */
const cas_states *cas_states_of(cas_arena *arena, const cas_conflict *conflict, const char **problem, int *maker);

static inline bool cas_is_better(const cas_states *states, int maker, uint32_t than, uint32_t state)
{
    const uint32_t *turned = states->turned ? states->turned[maker] : NULL;
    return states->worth[maker][state] > states->worth[maker][than] && (!turned || turned[state] > turned[than]);
}

/* Better, or perhaps better: not known to be equal or worse. */
static inline bool cas_may_be_better(const cas_states *states, int maker, uint32_t than, uint32_t state)
{
    const uint32_t *turned = states->turned ? states->turned[maker] : NULL;
    return states->worth[maker][state] > states->worth[maker][than] || (turned && turned[state] > turned[than]);
}

/* The place of a state, or CAS_NO_STATE. */
int64_t cas_state_find(const cas_states *states, uint64_t options);
/* "(V, A)", or the name of a drawn state. */
const char *cas_state_words(cas_arena *arena, const cas_conflict *conflict, uint64_t state);

/* From the definition: may this maker go from one state to another in one step? Staying is no move. */
bool cas_can_move(const cas_states *states, int maker, uint32_t from, uint32_t to);

#endif
