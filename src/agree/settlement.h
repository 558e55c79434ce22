/*
 * Can it be agreed: the whole answer. Definitions: docs/methods/settlement.md.
 */
#ifndef CAS_AGREE_SETTLEMENT_H
#define CAS_AGREE_SETTLEMENT_H

#include "agree/explore.h"

/* A number of packages; not known when the packages could not be counted within the budget. */
typedef struct cas_count_of {
    bool known;
    cas_big number;
} cas_count_of;

/* Of each position. */
typedef struct cas_share {
    bool has_voice;       /* its acceptance makes a difference to the rule */
    bool out;             /* it was taken out */
    cas_count_of accepts; /* packages that it accepts */
    cas_count_of alone;   /* packages that would settle if it accepted them, and do not */
} cas_share;

/* Of each red line. */
typedef struct cas_line_share {
    cas_count_of crossed; /* packages that cross it */
    cas_count_of alone;   /* packages that its holder would accept but for this line */
} cas_line_share;

/* Positions that accept a package together. */
typedef struct cas_together {
    const bool *positions; /* one flag a position */
    int size;
    cas_count_of packages;
} cas_together;

/* What a minimal concession opens. */
typedef struct cas_opening {
    cas_count_of opens;
    const int *const *listed; /* some of the packages */
    size_t listed_count;
} cas_opening;

typedef struct cas_ranked {
    const int *package;
    const cas_big *rank; /* per position that has a voice: 1 + how many settlements it likes better */
    const int *steps;    /* per position: levels below its best, summed over issues */
    const bool *accepts; /* per position: it accepts this package */
} cas_ranked;

typedef struct cas_suggestion {
    bool known;
    int total, most; /* steps down, of all and of who takes most */
    int given_up;    /* red lines given up first, where there is no settlement: of all, or of who gives up most */
    cas_big size;
    const int *const *listed;
    size_t listed_count;
} cas_suggestion;

/* An outcome of the settled agreement that who was taken out can still block. */
typedef struct cas_still_blocked {
    int goal, incident,
        attacker;             /* incident: place in the agreement, -1: on none; attacker -1: nobody, or an outsider */
    cas_count_of blocked;     /* settlements in which resisting blocks it */
    cas_count_of lawfully;    /* those in which merely obeying does: without a breach */
    const char *const *where; /* the combinations of alternatives, in words; at most some */
    size_t where_count;
    const char *needs; /* undecided in some settlements; or null */
} cas_still_blocked;

/* One combination of the readings that matter. */
typedef struct cas_under_reading {
    const int *choice; /* per dimension; -1 for issues and readings that do not matter */
    cas_count_of packages, settlements;
    const cas_count_of *accepts; /* per position */
} cas_under_reading;

typedef struct cas_omission {
    const char *what, *needs;
} cas_omission;

typedef struct cas_settlement {
    const cas_talks *talks;
    cas_count_of packages, settlements;
    int exists;         /* a settlement: 1 yes, 0 no, -1 not known */
    const int *example; /* one, when the settlements could not be counted; or null */
    const int *const *listed;
    size_t listed_count;
    const cas_share *shares;     /* per position */
    const cas_line_share *lines; /* per red line */
    const cas_together *together;
    size_t together_count;
    cas_exploration exploration; /* empty and complete where a settlement exists */
    const cas_opening *openings; /* of the first concessions */
    size_t opening_count;
    const cas_ranked *pareto; /* the efficient settlements, in order of declaration */
    size_t pareto_listed;
    cas_count_of pareto_total;
    bool ranked; /* some position that counts ranks issues */
    cas_suggestion least_total, least_most;
    const cas_still_blocked *blocked;
    size_t blocked_count, outcomes_asked;
    const cas_under_reading *under;
    size_t under_count;
    const cas_omission *omitted; /* what was not feasible within the budget */
    size_t omitted_count;
    const char *method; /* of conflicts and concessions; "diagram" where none were needed */
    bool complete;      /* nothing is omitted, undecided or cut short */
} cas_settlement;

typedef struct cas_settlement_options {
    const cas_condition *in; /* only these packages; null: all */
    const bool *taken_out;   /* per seat; null: nobody */
    size_t first;            /* how many packages and sets are listed; 0: 1000 */
    bool each_reading;
    cas_explore_limits limits;
    const char *method; /* "marco" or "diagram" for conflicts and concessions; null: what measures best */
} cas_settlement_options;

/*
 * errors  CAS_E_INPUT     what cas_talks_of refuses; every package is infeasible
 *         CAS_E_ARGUMENT  who is taken out has no voice
 *         CAS_E_BUDGET    not even the talks could be gathered
 */
const cas_settlement *cas_settlement_of(cas_arena *arena, const cas_agreement *agreement,
                                        const cas_settlement_options *options);

/* `ask settlement [without …]` of a text. in: only these packages, or null. */
const cas_settlement *cas_settlement_asked(cas_arena *arena, const cas_agreement *agreement,
                                           const cas_question *question, const cas_condition *in, size_t first);

/* Flags the seats of "RU,US" (parties, groups, positions); leaves with CAS_E_ARGUMENT when a name is none of them. */
const bool *cas_seats_of(cas_arena *arena, const cas_agreement *agreement, const char *names);

#endif
