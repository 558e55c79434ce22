/* A comparison of two texts, written down. Inside the library only. */
#ifndef CAS_REPORT_DIFF_REPORT_H
#define CAS_REPORT_DIFF_REPORT_H

#include "compare/compare.h"
#include "report/json_writer.h"
#include "report/layout.h"

/* What one side (0: a, 1: b) answers in one part; of a list a line an entry, as cas_diff_lines. */
const char *cas_change_words(cas_arena *arena, const cas_difference *difference, const cas_change *change, int part, int side);

/* The lines of a list that another lacks; whole_if_few: of short lists all. */
const char *cas_diff_lines(cas_arena *arena, const char *list, const char *other, bool whole_if_few);

/* Two lists of members with their power: those that differ, what changes most first. */
void cas_diff_power(cas_page *page, const char *a, const char *b);

void cas_diff_text(cas_page *page, const cas_difference *difference, size_t first);
/* docs/schema/diff.json. */
void cas_diff_json(cas_json *json, const cas_difference *difference);

#endif
