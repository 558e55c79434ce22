/* Days of the calendar: a date as a number, and months added to it. */
#ifndef CAS_MODEL_CALENDAR_H
#define CAS_MODEL_CALENDAR_H

#include "base/text.h"

/* "2022-03-29" as days since 1970-01-01 in the Gregorian calendar, which is extended to all years. The text is a date. */
int64_t cas_calendar_day(cas_text date);
/* The same day so many months later; where that month has no such day, its last one (31 January, one month: 28 or 29 February). */
int64_t cas_calendar_months_after(int64_t day, int64_t months);
/* "2022-03-29" */
const char *cas_calendar_words(cas_arena *arena, int64_t day);

#endif
