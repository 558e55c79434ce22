/* Work that may be too much: tried within a part of the budget, and given up without giving up the rest. */
#ifndef CAS_AGREE_ATTEMPT_H
#define CAS_AGREE_ATTEMPT_H

#include "base/memory.h"

typedef void cas_attempt_work(cas_arena *scratch, void *arguments);

/*
 * Runs the work with a scratch arena of its own. Returns true when it came to its end; false when it took more than `bytes` or more than
 * this share of the time that is left, and then *needs says so. What it wrote elsewhere stays. Other failures go on outward.
 */
bool cas_attempt(cas_arena *arena, size_t bytes, double share, cas_attempt_work *work, void *arguments,
                 const char **needs);

#endif
