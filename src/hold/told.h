/* A run told in words: what happened, under which clause, and which time limits made it late. */
#ifndef CAS_HOLD_TOLD_H
#define CAS_HOLD_TOLD_H

#include "hold/method.h"

/* The run behind the method's value under these stances, as a calendar; where the goal is never reached, how far it gets and why it stops. */
cas_trace cas_told_run(cas_method *method, const cas_stance *stances);

#endif
