/* A goal judged by the search that defines its value (hold/naive.h), within limits. */
#ifndef CAS_VERIFY_JUDGE_H
#define CAS_VERIFY_JUDGE_H

#include "hold/hold.h"
#include "verify/verify.h"

typedef struct cas_judge {
    cas_verified *out;
    const cas_instance *instance;
    const cas_goal *goal;
    int by;              /* the aggressor, or -1 */
    cas_stance *stances; /* of the next value */
    bool open;           /* some value did not fit */
} cas_judge;

cas_judge cas_judge_of(cas_verified *out, const cas_instance *instance, const cas_goal *goal, int by);
/* How many can vote in the largest body. */
int cas_judge_most_voters(const cas_instance *instance);
/* Under the stances as they are; CAS_NEVER, and open set, where the search did not fit. */
cas_tick cas_judge_value(cas_judge *j);
/* Members of the set take one stance, all others another; the party attacked helps. */
void cas_judge_take(cas_judge *j, const cas_set *set, cas_stance members, cas_stance rest);

/* The verdict, line by line as docs/semantics.md has it. */
typedef struct cas_defined {
    cas_verdict_word word;
    cas_set of;
    cas_tick tick;
    bool by_right;
    cas_set breakable_by; /* ASSURED: single others that, resisting, make it never */
    cas_tick slowest;     /* AVAILABLE: the value if the worst single other resists */
} cas_defined;

/* CAS_UNDECIDED where the search did not fit. */
cas_defined cas_judge_verdict(cas_judge *j);
/* Can some `size` others, resisting beside the aggressor while all else help, make it never? Every set of that size is tried. */
bool cas_judge_stops(cas_judge *j, int size);
/* From best to worst, 0 to 5. */
int cas_defined_rank(const cas_defined *verdict);
/* The stances of the run that a verdict's day speaks of; of the run in which it is stopped. */
void cas_judge_stances_of_day(cas_judge *j, cas_verdict_word word);
void cas_judge_stances_of_stop(cas_judge *j, const cas_defined *verdict);

/* Who does what in a family of sets: the set, and everybody else. */
typedef struct cas_family_kind {
    const char *key, *one;
    cas_stance set, rest;
    bool never; /* the set makes the goal never; else it reaches it */
} cas_family_kind;

enum { CAS_FAMILIES = 4 };
extern const cas_family_kind cas_family_kinds[CAS_FAMILIES];

/* Does the set do it, whether minimal or not? False, and open set, where the search did not fit. */
bool cas_judge_does(cas_judge *j, const cas_family_kind *kind, const cas_set *set);
bool cas_judge_is_minimal(cas_judge *j, const cas_family_kind *kind, const cas_set *set);

const char *cas_judge_names(const cas_judge *j, const cas_set *set);
/* The parties an array names; leaves with CAS_E_INPUT when there is no such party. */
cas_set cas_judge_set(const cas_judge *j, const cas_json_value *names);
/* A day as the answer writes it, null for never, is this tick. */
bool cas_judge_is_day(const cas_instance *instance, const cas_json_value *day, cas_tick tick);
const char *cas_judge_day(cas_arena *arena, const cas_instance *instance, cas_tick tick);

#endif
