/* What the two text reports share: the table of one question's answers, and each answer explained with its course of events. */
#ifndef CAS_REPORT_VERDICT_ROWS_H
#define CAS_REPORT_VERDICT_ROWS_H

#include "report/boxes.h"
#include "report/courses.h"

typedef struct cas_telling {
    cas_page *page;
    const cas_agreement *agreement;
    cas_courses courses;
    cas_names told; /* the reasons told so far: cas_row_reasons */
    bool families;  /* tell the four families of each verdict */
} cas_telling;

struct cas_gathering;

/* Where which answer holds, a row a product of alternatives; how many are left out goes to *left. One column alone: the same everywhere. */
cas_table cas_answers_table(cas_telling *telling, const cas_answered *answered, const struct cas_gathering *gatherings,
                            int count, int *left);
/* An answer in the words of a table: "NEEDS {RU} by right", "{CN}, {FR}", "holds (day 4)". */
const char *cas_row_words(cas_arena *arena, const cas_question *question, const cas_row *row);
cas_ink cas_verdict_ink(const cas_verdict *verdict);
cas_ink cas_row_ink(const cas_question *question, const cas_row *row);
/* "CN, FR or GB"; "whoever it was, at worst". */
const char *cas_gathering_words(cas_arena *arena, const cas_agreement *agreement, const cas_question *question,
                                const struct cas_gathering *gathering);
/* "response = unanimous or others, scope = aid": without those in which all alternatives are alike; "" for everywhere. */
const char *cas_box_where(cas_arena *arena, const cas_agreement *agreement, const cas_boxes *boxes, const cas_box *box);
/* The titles of the two courses of events of a verdict: how it comes about (or how far it gets), how it is stopped. */
const char *cas_run_title(cas_arena *arena, const cas_row *row, const char *by);
const char *cas_stop_title(cas_arena *arena, const cas_row *row, const char *by);
/* The aggressor of a row by name; null where there is none. */
const char *cas_aggressor_name(const cas_agreement *agreement, const cas_question *question, int by);
/* Answer and reasons as a key, whoever acts: what is the same for two aggressors if the answer is the same for the same reasons. */
cas_text cas_row_reasons(cas_arena *arena, const cas_question *question, const cas_row *row);
/* One answer explained: sentence, families, courses of events. by: the aggressor's name, or null. */
void cas_tell_row(cas_telling *telling, const cas_question *question, const cas_row *row, const char *by, int indent);
/* Everything about the answers to one question: table, then each distinct answer with its reasons. */
void cas_tell_answers(cas_telling *telling, const cas_answered *answered, int indent);

#endif
