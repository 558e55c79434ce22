/* What ballots already cast have decided about a rule, without trying every completion. See scenario_ballots.c. */
#ifndef CAS_HOLD_SCENARIO_BALLOTS_H
#define CAS_HOLD_SCENARIO_BALLOTS_H

#include "hold/ballots.h"

/* As cas_rule_is_certain and cas_rule_is_possible, whose meaning is the definition. */
bool cas_scenario_rule_is_certain(cas_arena *scratch, const cas_rule *rule, const cas_roll *roll,
                                  const cas_prospect *prospect);
bool cas_scenario_rule_is_possible(cas_arena *scratch, const cas_rule *rule, const cas_roll *roll,
                                   const cas_prospect *prospect);

#endif
