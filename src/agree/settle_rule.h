/*
 * `settle by`: who has to accept, in one package.
 *
 * Who has a voice: each party that the rule names, and each group (or `party E * 10`) that has a position of its own and is named as
 * such: it speaks as one and counts once. A party accepts if every position that it holds accepts, its own and those of groups it is
 * in; without any it accepts everything. Who does not accept counts as a no.
 */
#ifndef CAS_AGREE_SETTLE_RULE_H
#define CAS_AGREE_SETTLE_RULE_H

#include "model/package.h"

/* One voice in a count. It accepts if all of these positions do. */
typedef struct cas_voice {
    cas_big weight;
    const int *positions; /* places in cas_agreement.positions */
    int position_count;
} cas_voice;

/* Holds if the voices that accept weigh at least the quota, and at least so many of the parts hold. */
typedef struct cas_settle_rule {
    const cas_voice *voices;
    int voice_count;
    cas_big quota; /* 0: no condition on voices */
    const struct cas_settle_rule *const *parts;
    int part_count;
    int parts_needed;
} cas_settle_rule;

/*
 * Seats: parties by number, then positions of those who speak as one. Who is taken out of the rule is a flag a seat.
 * Its size is party_count + position_count.
 */
size_t cas_seat_count(const cas_agreement *agreement);
/* Flags the seats that a name stands for (a party, a group, a position); false when it stands for none. */
bool cas_seats_named(cas_arena *arena, const cas_agreement *agreement, cas_text name, bool *seats);
/* The same of a set as the text writes it. */
const bool *cas_seats_in(cas_arena *arena, const cas_agreement *agreement, const cas_parties *parties);

/*
 * The rule in a package; all dimensions fixed. Without a `settle by` every position has to accept.
 * taken_out: they are left out of every count and base; null: nobody.
 * errors  CAS_E_INPUT when the rule speaks of the attacker: a settlement has none
 */
const cas_settle_rule *cas_settle_rule_in(cas_arena *arena, const cas_agreement *agreement, const int *choice,
                                          const bool *taken_out);
/* Flags the seats whose acceptance the rule asks for in a package. */
void cas_settle_rule_seats(cas_arena *arena, const cas_agreement *agreement, const int *choice, bool *asked);
/* accepts: one flag a position. */
bool cas_settle_rule_holds(cas_arena *scratch, const cas_settle_rule *rule, const bool *accepts);
/* The dimensions on which the rule itself depends (through groups, weights and named rules) are flagged. */
void cas_settle_rule_dimensions(cas_arena *arena, const cas_agreement *agreement, bool *speaks);
/* Has every seat of the rule been taken out, in every part of it? */
bool cas_settle_rule_is_empty(const cas_settle_rule *rule);

#endif
