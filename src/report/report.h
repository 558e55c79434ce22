/*
 * Answers in words and for programs: one renderer a file.
 *
 *     text_check.c, text_who.c   for reading          json_check.c, json_who.c   for programs: docs/schema
 *     table_forms.c              the table of verdicts as CSV and LaTeX
 */
#ifndef CAS_REPORT_REPORT_H
#define CAS_REPORT_REPORT_H

#include "hold/questions.h"
#include "model/citations.h"
#include "report/asked_with.h"
#include "report/json_writer.h"
#include "report/layout.h"

struct cas_diagnostics;
struct cas_scenario_answer;
struct cas_witnesses;

/* All that `casus check` or `casus who` found out about one file. */
typedef struct cas_findings {
    const char *file;
    const cas_agreement *agreement;
    const cas_source_map *map;
    const struct cas_diagnostics *diagnostics;
    size_t error_count;
    const cas_citations *citations;
    const struct cas_witnesses *witnesses; /* check: who else reports what is cited, if that was asked; else null */
    const cas_answered *const *answers;
    int answer_count;
    const struct cas_scenario_answer *const *scenarios; /* check: all of them; run: those asked for */
    int scenario_count;
    bool asked_who;                   /* who: one answer, with all four families */
    const char *goal, *incident, *by; /* who: as the caller wrote them; incident and by may be null */
    const cas_asked_with *asked_with; /* null: of the whole text */
} cas_findings;

typedef enum cas_ending {
    CAS_ENDS_AS_STATED,
    CAS_ENDS_UNDECIDED,
    CAS_ENDS_NOT_AS_STATED,
    CAS_ENDS_INPUT_WRONG
} cas_ending;
cas_ending cas_findings_end(const cas_findings *findings);

void cas_text_check(cas_page *page, const cas_findings *findings);
void cas_text_who(cas_page *page, const cas_findings *findings);
void cas_json_check(cas_json *json, const cas_findings *findings);
void cas_json_who(cas_json *json, const cas_findings *findings);
/* Who else reports what is cited: witnesses.c. */
void cas_text_witnesses(cas_page *page, const struct cas_witnesses *witnesses);
void cas_json_witnesses(cas_json *json, const struct cas_witnesses *witnesses);
/* The errors, or the warnings, as an array; see json_errors.c. */
void cas_json_errors(cas_json *json, const cas_source_map *map, const struct cas_diagnostics *diagnostics,
                     bool warnings);

/* casus lint --json; see json_errors.c. */
void cas_json_lint(cas_json *json, const char *file, const cas_source_map *map, const struct cas_diagnostics *errors,
                   const struct cas_diagnostics *warnings);

/* The table of verdicts: one line an answer, aggressor and package. */
void cas_csv_table(cas_builder *out, const cas_findings *findings);
void cas_latex_table(cas_builder *out, const cas_findings *findings);

#endif
