/* What explicit ballots make of a decision rule: the definition, used by the naive search. See ballots.c. */
#ifndef CAS_HOLD_BALLOTS_H
#define CAS_HOLD_BALLOTS_H

#include "model/instance.h"

/* What one body, or the parties to a finding, have said so far. */
typedef struct cas_roll {
    int party_count;
    const uint8_t *ballots; /* per party, a cas_ballot */
    const bool *found;      /* per finding */
    cas_tick elapsed;       /* since the opening: which stages are in force */
    cas_set left;           /* who has left: counted nowhere */
} cas_roll;

/* The rule holds of exactly these ballots, with nothing still to come. */
bool cas_rule_holds(cas_arena *scratch, const cas_rule *rule, const cas_roll *roll);

/* What may still come: who may cast, what may be found, and until when stages may come into force. */
typedef struct cas_prospect {
    const bool *open_findings; /* per finding: may still be found, or not */
    int finding_count;
    cas_tick within; /* from the opening to the deadline; CAS_NEVER: none */
} cas_prospect;

/* A stage in force holds whatever is still cast and whatever open findings say. */
bool cas_rule_is_certain(cas_arena *scratch, const cas_rule *rule, const cas_roll *roll, const cas_prospect *prospect);
/* Some stage, now or later, can hold. */
bool cas_rule_is_possible(cas_arena *scratch, const cas_rule *rule, const cas_roll *roll, const cas_prospect *prospect);

/*
 * The parties that hold a ballot under this rule while these findings are found: counted somewhere, not excluded nor
 * barred there.
 */
cas_set cas_rule_voters(const cas_rule *rule, const bool *found);
/* `count` heads out of `base`. */
bool cas_quant_holds(cas_arena *scratch, const cas_quant *quant, int count, int base);
/*
 * The tick, counted from the opening, of the last stage in force by then; 0: none. Between two of them time changes
 * nothing.
 */
cas_tick cas_rule_last_stage(const cas_rule *rule, cas_tick elapsed);

#endif
