/* Courses of events: the runs behind verdicts, as calendars in words. Each is printed once and numbered; later ones refer to it. */
#ifndef CAS_REPORT_COURSES_H
#define CAS_REPORT_COURSES_H

#include "hold/questions.h"
#include "report/layout.h"

/* Zero-initialise with names.arena. */
typedef struct cas_courses {
    cas_names names; /* the calendars printed so far, as texts */
} cas_courses;

/*
 * A calendar under a title ("If RU resists and all others help"), or a reference to where it stands already. One line a change:
 * the day, what happens and why, and in the margin clause and citation. What takes time on the way to the last day is marked,
 * and summed up below.
 */
void cas_course_print(cas_page *page, cas_courses *courses, const cas_instance *instance, const cas_trace *trace,
                      int indent, const char *title);

/* "5b, communique 9": a clause with what it rests on; "" for no clause. */
const char *cas_clause_margin(cas_arena *arena, const cas_instance *instance, int clause);

#endif
