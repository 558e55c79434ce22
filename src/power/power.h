/*
 * Power of every member in a game: who decides, who can stop it, what a vote is worth.
 *
 * Everything is exact unless `exact` says otherwise; then `error_bound` bounds the absolute error of the values marked approximate. What was
 * not feasible is absent and named in `omitted`.
 */
#ifndef CAS_POWER_POWER_H
#define CAS_POWER_POWER_H

#include "power/game.h"
#include "power/ratio.h"

/* X(name, key in answers, words) for every index of a member, in the order they are printed. */
#define CAS_POWER_INDICES(X)                                                                                           \
    X(BANZHAF, "banzhaf", "Banzhaf")                                                                                  \
    X(BANZHAF_ABSOLUTE, "banzhaf_absolute", "Banzhaf absolute")                                                        \
    X(SHAPLEY_SHUBIK, "shapley_shubik", "Shapley-Shubik")                                                              \
    X(DEEGAN_PACKEL, "deegan_packel", "Deegan-Packel")                                                                 \
    X(HOLLER, "holler", "Holler")                                                                                      \
    X(JOHNSTON, "johnston", "Johnston")                                                                                \
    X(COLEMAN_INITIATE, "coleman_initiate", "Coleman initiate")                                                        \
    X(COLEMAN_PREVENT, "coleman_prevent", "Coleman prevent")                                                           \
    X(RAE, "rae", "Rae")                                                                                               \
    X(KOENIG_BRAEUNINGER, "koenig_braeuninger", "König-Bräuninger")                                                    \
    X(NEVISON, "nevison", "Nevison")                                                                                   \
    X(OWEN, "owen", "Owen")                                                                                            \
    X(BANZHAF_OWEN, "banzhaf_owen", "Banzhaf-Owen")                                                                    \
    X(NUCLEOLUS, "nucleolus", "Nucleolus")                                                                             \
    X(MINIMUM_WEIGHT, "minimum_weights", "Minimum weight")                                                             \
    X(TERNARY_BANZHAF, "ternary_banzhaf", "Ternary Banzhaf")                                                           \
    X(TERNARY_BANZHAF_ABSOLUTE, "ternary_banzhaf_absolute", "Ternary Banzhaf absolute")                                \
    X(TERNARY_SHAPLEY_SHUBIK, "ternary_shapley_shubik", "Ternary Shapley-Shubik")

typedef enum cas_power_index {
#define CAS_X(name, key, words) CAS_POWER_##name,
    CAS_POWER_INDICES(CAS_X)
#undef CAS_X
    CAS_POWER_INDEX_COUNT
} cas_power_index;

const char *cas_power_index_key(cas_power_index index);
const char *cas_power_index_words(cas_power_index index);
/* -1 when there is none of that key. */
int cas_power_index_find(cas_text key);

typedef struct cas_power_value {
    bool known;
    bool exact;             /* value holds it; else only nearest does, within the bound */
    cas_ratio value;
    double nearest, bound;
} cas_power_value;

typedef struct cas_power_member {
    const char *name;
    const char *weight;     /* as a number; null unless the game is one weighted rule */
    bool has_swings;
    cas_big swings;
    bool has_minimal;
    cas_big minimal_winning; /* minimal winning sets that hold the member */
    bool has_ternary;
    cas_big ternary_swings; /* profiles of the others (yes, abstention, no) in which its yes adopts and its no rejects */
    bool veto, dictator, dummy;
    int class_number;       /* members of a class can stand in for each other; numbered in order of first appearance */
    cas_power_value index[CAS_POWER_INDEX_COUNT];
} cas_power_member;

/*
 * Whether some weights and a quota say the same as the rule, and if so the whole numbers of least sum that do. If not, a trade: as many winning as losing
 * coalitions, in which no member is more often in winning than in losing ones; weights would have to add up to more and to less.
 */
typedef struct cas_minimum {
    bool weighted;
    const int64_t *weights;     /* one a member; null: weighted, but none were found within the budget */
    int64_t quota, sum;
    int64_t least;              /* proven: no sum is below */
    bool proven;                /* sum is least */
    bool even;                  /* members that can stand in for each other weigh the same */
    bool all_known;             /* `others` is complete */
    const int64_t *const *others; /* further ones of that sum, up to exchange of members that can stand in for each other */
    int other_count;
    const cas_set *winning, *losing; /* the trade; null: too long to list */
    int trade_count;
    int first, second;          /* the trade exchanges these two alone; or -1 */
} cas_minimum;

typedef struct cas_power_omitted {
    const char *what, *needs;
    bool asked;             /* by name, or by insisting; else it was only part of the usual set */
} cas_power_omitted;

typedef struct cas_power {
    const cas_game *game;
    cas_power_member *members;
    int count;
    bool has_winning;
    cas_big winning, losing;
    cas_ratio power_to_act;
    bool has_adopting;
    cas_big adopting;       /* profiles of yes, abstention and no that adopt, of 3^count */
    bool has_minimal, has_blocking; /* minimal_winning; minimal_blocking */
    cas_big minimal_winning, minimal_blocking;
    /* By size 0 … count, or null. blocking: sets whose absence leaves no winning set. */
    const cas_big *winning_by_size, *losing_by_size, *blocking_by_size, *minimal_winning_by_size, *minimal_blocking_by_size;
    const cas_minimum *minimum; /* or null: not asked for, or omitted */
    const char *method;
    bool exact;
    double error_bound;
    double relative_bound;  /* ocean: of every listed value, proven; infinite where a value may be 0 */
    int others;             /* ocean: members counted and not listed, each at most a thousandth of the weight; game then has the listed ones alone */
    const cas_power_omitted *omitted;
    int omitted_count;
} cas_power;

typedef struct cas_power_options {
    uint64_t indices;       /* bit set of 1 << cas_power_index; 0: all that are feasible without unions, nucleolus and minimum weights */
    const char *method;     /* null: the cheapest; else its name: enumeration, types, sized rows, rows, planes, halves, diagram, ocean */
    const int *union_of;    /* a-priori unions for Owen and Banzhaf-Owen: per member, -1 alone; null: none */
    bool abstain;           /* the ternary indices too */
    bool insist_exact;      /* omit rather than approximate */
    double most_seconds;    /* refuse what is estimated to take longer; 0: 600 */
    int threads;            /* 0: 2 */
} cas_power_options;

/*
 * shape     members in the order of the game
 * method    the cheapest engine that fits the budget, named in the answer; when none fits, what is known is answered and the rest is omitted
 * cost      see docs/methods/power.md
 * errors    CAS_E_ARGUMENT for an unknown method or one that cannot
 * ownership everything in arena; game must live as long
 */
const cas_power *cas_power_of(cas_arena *arena, const cas_game *game, const cas_power_options *options);

/* ---- Against the quota ----------------------------------------------------------------------------------------------- */

typedef struct cas_power_point {
    cas_decimal quota;
    double share;           /* of the total */
    const cas_power *power; /* Banzhaf and Shapley-Shubik */
} cas_power_point;

typedef struct cas_power_curve {
    const cas_game *game;
    const cas_power_point *points;
    int count;
} cas_power_curve;

/* At most `steps` quotas from just above half of the total to all of it; one weighted rule, else CAS_E_ARGUMENT. */
const cas_power_curve *cas_power_curve_of(cas_arena *arena, const cas_game *game, int steps, const cas_power_options *options);

/* ---- Coalitions ------------------------------------------------------------------------------------------------------- */

typedef struct cas_coalitions {
    cas_big count;
    const cas_big *by_size; /* 0 … members */
    const cas_set *listed;  /* by size, then in the order of members */
    size_t listed_count;
} cas_coalitions;

/* Minimal winning (or blocking) sets with every member of `containing` and none of `lacking`; at most CAS_MAX_PARTIES members. */
const cas_coalitions *cas_power_coalitions(cas_arena *arena, const cas_game *game, bool blocking, const cas_set *containing, const cas_set *lacking,
                                           size_t limit);

/* What one member needs: of the minimal winning (or blocking) coalitions that hold it, those with the fewest members. */
typedef struct cas_smallest {
    int size;               /* 0: none holds it, the member never makes a difference */
    cas_big count;          /* of that size */
    const cas_set *listed;
    size_t listed_count;
} cas_smallest;

/* At most CAS_MAX_PARTIES members; listed by the members that weigh most, at most `limit`. */
cas_smallest cas_power_smallest(cas_arena *arena, const cas_game *game, bool blocking, int member, size_t limit);

/* ---- The order of desirability ---------------------------------------------------------------------------------------- */

typedef enum cas_desirability {
    CAS_EQUALLY_DESIRED, CAS_MORE_DESIRED, CAS_LESS_DESIRED, CAS_NOT_COMPARABLE
} cas_desirability;

/* Whether a can always stand in for b: count x count answers, row a, column b; at most CAS_MAX_PARTIES members. */
const cas_desirability *cas_power_desirability(cas_arena *arena, const cas_game *game);

#endif
