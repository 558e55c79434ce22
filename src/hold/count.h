/* How many have done it, by when: obeyers' ways, `any N of`, powers that add up, goals. Used by the pass alone. */
#ifndef CAS_HOLD_COUNT_H
#define CAS_HOLD_COUNT_H

#include "hold/pass.h"

/* Is the party among the statement's WHO (before any ballot)? */
bool cas_count_bears(const cas_statement *statement, int party);
/* By when the party can have cast the ballot that makes it one of WHO: 0 when none is asked. */
cas_moment_in_run cas_count_voted(const cas_pass *pass, const cas_statement *statement, int party);
/* Is the party surely not one of those who voted so: without a ballot, or (leaning to the helpers) not a helper? */
bool cas_count_cannot_have_voted(const cas_pass *pass, const cas_statement *statement, int party);
/* 0 when the deed is given for that party, else never. */
cas_moment_in_run cas_count_given(const cas_pass *pass, int x, int party);
/* By when an obeying bearer must have done one of the wanted doings, whichever lawful way it takes. */
cas_moment_in_run cas_count_owed(const cas_pass *pass, cas_spot place, int party, const int *wanted, int wanted_count);
/* By when the bearer has done its duty, in any way. */
cas_moment_in_run cas_count_done_by(const cas_pass *pass, cas_spot place, int party);
/* By when it may have done the thing, if under some other duty it takes that way: a hopeful bound. */
cas_moment_in_run cas_count_by_another_duty(const cas_pass *pass, cas_spot place, int x, int party);
/* Is the party held to it by name under a duty of `any N of`, because all others together are too few? */
bool cas_count_forced_alone(const cas_pass *pass, cas_spot place, int party, int x);
/* Has the bearer some way to do its duty at the moment? */
bool cas_count_can_comply(const cas_pass *pass, cas_spot place, int party, cas_moment_in_run moment);
cas_moment_in_run cas_count_duty_done(const cas_pass *pass, cas_spot place);
cas_moment_in_run cas_count_deed(const cas_pass *pass, const cas_times *times, const cas_event *event);
/* Turns uses of a power into effects; returns whether anything changed. */
bool cas_count_powers(cas_pass *pass, int x);
cas_moment_in_run cas_count_goal(const cas_pass *pass);

#endif
