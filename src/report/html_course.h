/* The course of events behind a verdict, in a page. */
#ifndef CAS_REPORT_HTML_COURSE_H
#define CAS_REPORT_HTML_COURSE_H

#include "hold/questions.h"
#include "report/book.h"

/* What a course is of. */
typedef struct cas_course_of {
    const cas_instance *instance;
    const char *name;            /* of the picture's file */
    const char *promise, *about; /* the promise, and under which choices: for the picture, which stands alone */
} cas_course_of;

/* told: the courses of the page so far. title: English, as verdict_rows.c says it. */
void cas_book_course(cas_builder *out, const cas_book *book, cas_names *told, const cas_course_of *of, const cas_trace *trace, const char *title);

#endif
