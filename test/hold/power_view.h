/* What a test of hold looks at in an answer of power, whose headers do not go together with those of hold. */
#ifndef CAS_TEST_HOLD_POWER_VIEW_H
#define CAS_TEST_HOLD_POWER_VIEW_H

#include <stdint.h>

struct cas_power;

int64_t swings_seen(const struct cas_power *power, const char *name); /* -1: no such member */
int64_t winning_seen(const struct cas_power *power);

#endif
