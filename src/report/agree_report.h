/* Settlements, written down. Inside the library only. */
#ifndef CAS_REPORT_AGREE_REPORT_H
#define CAS_REPORT_AGREE_REPORT_H

#include "agree/settlement.h"
#include "report/asked_with.h"
#include "report/layout.h"

typedef struct cas_agree_sheet {
    const char *file;
    const cas_settlement *settlement;
    const cas_asked_with *asked_with;
    const char *without; /* as the caller wrote it; null: nobody */
    bool each_reading;
    size_t first;
} cas_agree_sheet;

/* docs/schema/agree.json. */
void cas_agree_json(cas_json *json, const cas_agree_sheet *sheet);
void cas_agree_text(cas_page *page, const cas_agree_sheet *sheet);
/* One row a position, red line of a conflict or concession, settlement. */
void cas_agree_csv(cas_builder *out, const cas_agree_sheet *sheet);
void cas_agree_latex(cas_builder *out, const cas_agree_sheet *sheet);

/* The same for `ask settlement` in `casus check`: a sentence; it with the first conflicts and concessions; an object with the head of the answer. */
const char *cas_agree_sentence(cas_arena *arena, const cas_settlement *settlement);
void cas_agree_brief(cas_page *page, const cas_settlement *settlement);
void cas_agree_json_brief(cas_json *json, const cas_settlement *settlement);

/* "rule = alone, role = guarantor": issues only. */
const char *cas_agree_package_words(cas_arena *arena, const cas_agreement *agreement, const int *choice);
/* "reports 9", "assumed: no report ranks them"; "" where the line rests on nothing. */
const char *cas_agree_notes_words(cas_arena *arena, const cas_agreement *agreement, const cas_notes *notes);
/* The number, or "?". */
const char *cas_agree_count_words(cas_arena *arena, const cas_count_of *count);

#endif
