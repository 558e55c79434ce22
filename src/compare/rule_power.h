/* Who decides under a named rule, as a list that differs where power does. */
#ifndef CAS_COMPARE_RULE_POWER_H
#define CAS_COMPARE_RULE_POWER_H

#include "model/agreement.h"

/* A line a member, by name: "US 16.67 % (veto)". In the first package of the condition that has the rule; null: none has. */
const char *cas_rule_power_of(cas_arena *arena, const cas_agreement *agreement, const cas_condition *in, const char *rule);

#endif
