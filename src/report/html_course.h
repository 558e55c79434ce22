/* The course of events behind a verdict, in a page. */
#ifndef CAS_REPORT_HTML_COURSE_H
#define CAS_REPORT_HTML_COURSE_H

#include "hold/questions.h"
#include "report/book.h"

/* told: the courses of the page so far. name: of the picture's file. title: English, as verdict_rows.c says it. */
void cas_book_course(cas_builder *out, const cas_book *book, cas_names *told, const cas_instance *instance, const cas_trace *trace, const char *name,
                     const char *title);

#endif
