/* How many of the others can resist before a goal is lost. */
#ifndef CAS_HOLD_TOLERANCE_H
#define CAS_HOLD_TOLERANCE_H

#include "hold/method.h"

/**
 * The largest k such that no k parties, resisting beside `by` (-1: nobody), make the goal never reached; all others help. Parties that cannot be named (the one
 * attacked, the aggressor) are not counted.
 *
 * exact     yes; -1: not known within the budget of values
 * cost      about one value for each way to take parties from the classes that more than weights tell apart, the largest left out; at most 3,000
 */
int cas_tolerance(cas_method *method, int by);

#endif
