/* Days, parties, sets and verdicts in words: what the text forms of all answers share. */
#ifndef CAS_REPORT_WORDS_H
#define CAS_REPORT_WORDS_H

#include "hold/questions.h"

/* A tick as days; CAS_NEVER has none. */
double cas_days_of(const cas_instance *instance, cas_tick tick);
/* "day 4", "hour 36 (day 1½)", "never". */
const char *cas_day_words(cas_arena *arena, const cas_instance *instance, cas_tick tick);
/* "3 days", "1 day", "36 hours", "no time". */
const char *cas_span_words(cas_arena *arena, const cas_instance *instance, cas_tick ticks);

/* "{CN, FR}" */
const char *cas_set_words(cas_arena *arena, const cas_instance *instance, const cas_set *set);
/* "CN, FR and GB"; with `last` "or" for "and". */
const char *cas_party_list(cas_arena *arena, const cas_instance *instance, const cas_set *set, const char *last);
/* "{CN, FR}, {CN, GB}": at most `most` of a family, then how many there are; "none". */
const char *cas_family_words(cas_arena *arena, const cas_instance *instance, const cas_family *family, size_t most);

/* "ASSURED by day 4", "NEEDS {RU} by right": the verdict as a table shows it. */
const char *cas_verdict_short(cas_arena *arena, const cas_instance *instance, const cas_verdict *verdict);
/* The same with other words for those it is of: "NEEDS {the attacker} by right". */
const char *cas_verdict_about(cas_arena *arena, const cas_instance *instance, const cas_verdict *verdict,
                              const char *of);
/* What the verdict means for the reader, in whole sentences. by: the aggressor's name, or null. */
const char *cas_verdict_long(cas_arena *arena, const cas_instance *instance, const cas_verdict *verdict,
                             const char *by);

/* "response = alone, membership = open"; "" when there is none. */
const char *cas_choices_words(cas_arena *arena, const cas_agreement *agreement, const cas_chosen *choices, int count);
/* Were all four families found? Otherwise the needs of the verdict say what the missing ones would take. */
bool cas_families_known(const cas_verdict *verdict);
const char *cas_truth_words(cas_truth truth); /* holds, fails, undecided */

#endif
