/*
 * Decisions with abstention: each member votes no, abstains or votes yes, and the rule says which profiles of votes adopt.
 *
 * A rule is a score that must be reached, or at least so many of other rules. Each member adds to a score what its vote is worth; a vote
 * of no is worth 0 and the others never less than the one before, so that a higher vote never spoils a decision.
 */
#ifndef CAS_POWER_TERNARY_H
#define CAS_POWER_TERNARY_H

#include "power/ratio.h"
#include "power/tally.h"

typedef enum cas_vote { CAS_VOTE_NO, CAS_VOTE_ABSTAIN, CAS_VOTE_YES, CAS_VOTES } cas_vote;

typedef struct cas_scores {
    int64_t abstain, yes;   /* 0 <= abstain <= yes */
} cas_scores;

typedef struct cas_ternary_part {
    const cas_scores *scores; /* one a member; null: at least `needed` of the parts hold */
    int64_t quota;
    const struct cas_ternary_part *const *parts;
    int part_count, needed;
} cas_ternary_part;

typedef struct cas_ternary {
    int count;
    const cas_ternary_part *rule;
} cas_ternary;

/* The rule a game says of abstention; where it says nothing, who abstains withholds its yes. Null: a diagram, or weights of 2^60 and more. */
const cas_ternary *cas_ternary_of_game(cas_arena *arena, const cas_game *game);
/* A rule of the language; member_of: party to member. Null: *needs says why (numbers too large; a higher vote can spoil it). */
const cas_ternary_part *cas_ternary_of_rule(cas_arena *arena, const cas_rule *rule, const int *member_of, int party_count, int members,
                                            const char **needs);
/* Members with the same new number vote as one. */
const cas_ternary_part *cas_ternary_with_blocs(cas_arena *arena, const cas_ternary_part *part, int members, const int *new_number, int new_count);
bool cas_ternary_adopts(const cas_ternary *game, const unsigned char *votes);

typedef struct cas_ternary_counts {
    cas_big adopting;       /* of the 3^n profiles */
    const cas_big *swings;  /* per member: profiles of the others in which its yes adopts and its no rejects */
    const cas_ratio *shapley; /* per member, or null: its chance to settle the outcome in a random order of random votes */
    const char *method;
} cas_ternary_counts;

/* orders: shapley is wanted. */
cas_estimate cas_estimate_ternary(cas_arena *arena, const cas_ternary *game, bool orders);
const cas_ternary_counts *cas_ternary_by_types(cas_arena *arena, const cas_ternary *game, bool orders);
/* By a diagram of votes: at most CAS_MAX_PARTIES / 2 members. */
cas_estimate cas_estimate_ternary_cells(const cas_ternary *game, bool orders);
const cas_ternary_counts *cas_ternary_by_cells(cas_arena *arena, const cas_ternary *game, bool orders);
/* The definition: at most 12 members, with orders at most 6; else null. */
const cas_ternary_counts *cas_ternary_by_enumeration(cas_arena *arena, const cas_ternary *game, bool orders);

#endif
