/* Who decides under a named rule, as one text that differs where power does. */
#ifndef CAS_COMPARE_RULE_POWER_H
#define CAS_COMPARE_RULE_POWER_H

#include "model/agreement.h"

typedef struct cas_rule_power {
    const char *whole; /* "A, B each 16.67 % (veto); C 3.33 %"; null: no package has the rule */
    const char *brief; /* of many equals only the first by name */
} cas_rule_power;

/* In the first package of the condition that has the rule; null: in any. */
cas_rule_power cas_rule_power_of(cas_arena *arena, const cas_agreement *agreement, const cas_condition *in, const char *rule);

#endif
