/*
 * Random small agreements for comparing two readings of the same text.
 *
 * A seed fixes everything. The agreements are chains rather than heaps: most clauses wait for something an earlier
 * clause can bring about, and goals lie near the end, so that values depend on the clauses. Constructs are found by
 * looking at the instance, not at how it was made.
 */
#ifndef CAS_TEST_RANDOM_INSTANCE_H
#define CAS_TEST_RANDOM_INSTANCE_H

#include "model/instance.h"

/* xorshift64*; any state but 0. */
typedef struct cas_dice {
    uint64_t state;
} cas_dice;

void cas_dice_open(cas_dice *dice, uint64_t seed);
/* 0 … count-1 */
int cas_dice_below(cas_dice *dice, int count);
bool cas_dice_chance(cas_dice *dice, int percent);

/* 2–5 parties, 1–6 clauses, 1–3 goals; in the arena. */
cas_instance *cas_random_instance(cas_arena *arena, uint64_t seed);
/* The same with so many parties, at most 12: too many for the search, not for the subsets. */
cas_instance *cas_random_larger_instance(cas_arena *arena, uint64_t seed, int parties);
/* One stance for each party; the party attacked usually helps. */
void cas_random_stances(uint64_t seed, const cas_instance *instance, cas_stance *stances);

/* clang-format off */
/* What is counted: the tables of statements, of WHO and ACT, of events, of rules, of goals. */
#define CAS_CONSTRUCTS(name) \
    name(DUTY, "must") \
    name(PROHIBITION, "must not") \
    name(PERMISSION, "may") \
    name(POWER_GRANT, "can") \
    name(DECIDE, "decide") \
    name(FINDING, "finding by rule") \
    name(END_DEED, "end of a deed") \
    name(END_CLAUSE, "end of a clause") \
    name(PREVAILS, "prevails over") \
    name(LEAVE, "leaves") \
    name(LEAVE_AFTER, "leaves after its own act") \
    name(AGAIN, "again after") \
    name(BY_FACT, "finding by fact") \
    name(BY_EACH, "finding by each") \
    name(ON_CALL, "finding on call") \
    name(WHO_EACH, "each of … must") \
    name(WHO_JOINTLY, "jointly must") \
    name(WHO_ANY, "any N of … must") \
    name(CAN_EACH, "each can") \
    name(CAN_JOINTLY, "jointly can") \
    name(CAN_ANY, "any N of … can") \
    name(NARROWED, "narrowed by ballots") \
    name(ANY_OF, "one of several ways") \
    name(ALL_OF, "all of several measures") \
    name(GIVES, "duty to give") \
    name(DOES, "duty to act") \
    name(OPTIONAL, "optional measure") \
    name(IN_FORCE, "clause without a trigger") \
    name(SEVERAL_TRIGGERS, "trigger or trigger") \
    name(EV_INCIDENT, "on an incident") \
    name(EV_ACT, "on an act") \
    name(EV_POWER, "on a power") \
    name(EV_DEED_BY, "on a deed by so many of a set") \
    name(EV_CLAUSE_DONE, "on a clause done") \
    name(EV_ADOPTED, "on adopted") \
    name(EV_REJECTED, "on rejected") \
    name(EV_MEETS, "on rejected but meets") \
    name(EV_FOUND, "on found") \
    name(EV_NOT_FOUND, "on not found") \
    name(EV_AFTER, "a time after") \
    name(EV_BREACH, "on a breach") \
    name(EV_BREACH_BY, "on a breach by a set") \
    name(RULE_AND, "rule and rule") \
    name(RULE_OR, "rule or rule") \
    name(RULE_BODIES, "nested bodies") \
    name(AT_LEAST, "at least") \
    name(MORE_THAN, "more than") \
    name(AT_MOST, "at most") \
    name(ALL_BUT, "all but") \
    name(ALL, "all of") \
    name(ANY, "any of") \
    name(NONE, "none of") \
    name(MAJORITY, "majority of") \
    name(SHARE, "a share") \
    name(YES, "yes") \
    name(NO, "no") \
    name(NOT_YES, "not yes") \
    name(NOT_NO, "not no") \
    name(WEIGHTED, "weights") \
    name(EXCLUDING, "excluding") \
    name(EXCLUDING_FOUND, "excluding once found") \
    name(BARRING, "barring") \
    name(BARRING_FOUND, "barring once found") \
    name(OF_THOSE_VOTING, "of those voting") \
    name(QUORUM, "quorum") \
    name(STAGES, "failing that after") \
    name(TWO_OPENERS, "two clauses open one decision") \
    name(GIVEN_INCIDENT, "starts with an incident") \
    name(GIVEN_OTHER, "starts with another event") \
    name(GOAL_GIVES, "goal: gives") \
    name(GOAL_DOES, "goal: does") \
    name(GOAL_EVENT, "goal: event") \
    name(GOAL_ALL_OF, "goal: gives all of")
/* clang-format on */

typedef enum cas_construct {
#define CAS_CONSTRUCT_ENUM(x, words) CAS_CONSTRUCT_##x,
    CAS_CONSTRUCTS(CAS_CONSTRUCT_ENUM)
#undef CAS_CONSTRUCT_ENUM
        CAS_CONSTRUCT_COUNT
} cas_construct;

const char *cas_construct_words(cas_construct construct);
/* Which constructs the clauses use, and the goal (null: any of the goals). */
void cas_find_constructs(const cas_instance *instance, const cas_goal *goal, bool present[CAS_CONSTRUCT_COUNT]);

/* The agreement and the goal as a text much like the language's, to see what two engines disagree about. */
const char *cas_instance_text(cas_arena *arena, const cas_instance *instance, const cas_goal *goal,
                              const cas_stance *stances);
const char *cas_rule_text(cas_arena *arena, const cas_instance *instance, const cas_rule *rule);

#endif
