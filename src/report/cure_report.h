/* Cures, written down: text_cure.c for reading, json_cure.c for programs; words_cure.c is what both say. */
#ifndef CAS_REPORT_CURE_REPORT_H
#define CAS_REPORT_CURE_REPORT_H

#include "agree/cure.h"
#include "report/asked_with.h"
#include "report/layout.h"

struct cas_diagnostics;

void cas_text_cure(cas_page *page, const char *file, const cas_cured *cured);
/* What a cure changes besides, a sentence for all whom it changes in the same way: text_cure_costs.c. */
void cas_text_cure_costs(cas_page *page, int indent, const cas_cured *cured, const cas_cure *cure);
/* cured null: the text has errors, and they are the answer. */
void cas_json_cure(cas_json *json, const char *file, const cas_source_map *map,
                   const struct cas_diagnostics *diagnostics, const cas_asked_with *asked, const cas_cured *cured);

/* "ASSURED by day 4"; "none" where nobody can be the aggressor. */
const char *cas_cure_verdict_words(cas_arena *arena, const cas_cured *cured, const cas_cure_verdict *found);
/* "assist on attack by RU" */
const char *cas_cure_asked_words(cas_arena *arena, const cas_cured *cured, const char *goal, const char *by);
/* What a cost is about, as a question; what the answer was and is. */
const char *cas_cure_cost_question(cas_arena *arena, const cas_cured *cured, const cas_cure_cost *cost);
const char *cas_cure_cost_before(cas_arena *arena, const cas_cured *cured, const cas_cure_cost *cost);
const char *cas_cure_cost_after(cas_arena *arena, const cas_cured *cured, const cas_cure_cost *cost);
/* Whom it costs: a party's name, or a position's; null: nobody in particular. */
const char *cas_cure_cost_bearer(const cas_cured *cured, const cas_cure_cost *cost);
/* "75 edits at 40 places of the text; every set of up to 2 edits" and what was left over. */
const char *cas_cure_tried_words(cas_arena *arena, const cas_cured *cured);

#endif
