/* The ways of a duty, for those who count what is done: owed.c. */
#ifndef CAS_HOLD_OWED_H
#define CAS_HOLD_OWED_H

#include "hold/pass.h"

/* May the bearer take this way at its due moment? Or may it have taken it before, while nothing forbade it? */
cas_leave cas_way_open(const cas_pass *pass, cas_spot place, int party, const cas_way *way, cas_moment_in_run due);
cas_leave cas_way_ever_open(const cas_pass *pass, cas_spot place, int party, const cas_way *way, cas_moment_in_run due);
/* Whichever lawful way the bearer takes, is one of the doings in `wanted` in it? Leaning decides what is only perhaps lawful. */
bool cas_all_ways_wanted(const cas_pass *pass, cas_spot place, int party, cas_moment_in_run due, const int *wanted, int wanted_count);

#endif
