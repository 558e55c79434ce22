/* Scenarios in words and for programs: what `check` says of their expectations, and the calendar of `run`. */
#ifndef CAS_REPORT_SCENARIOS_H
#define CAS_REPORT_SCENARIOS_H

#include "hold/scenario.h"
#include "report/report.h"

/* check: one line an expectation, those that are not met with what is so instead. Nothing without scenarios. */
void cas_text_scenarios(cas_page *page, const cas_findings *findings);
/* run: each scenario day by day. */
void cas_text_run(cas_page *page, const cas_findings *findings);
/* One entry of a calendar, one norm of a day, with the clause in the margin. */
void cas_text_scene_entry(cas_page *page, const cas_instance *instance, const cas_scene_entry *entry);
void cas_text_norm(cas_page *page, const cas_instance *instance, const cas_norm *norm);
/* The same for programs. */
void cas_json_scene_entries(cas_json *json, const cas_instance *instance, const cas_scene_entry *entries, size_t count);
void cas_json_norms(cas_json *json, const cas_instance *instance, const cas_norm *norms, size_t count);
/* The array `scenarios` of check. */
void cas_json_scenarios(cas_json *json, const cas_findings *findings);
/* casus run --json: docs/schema/run.json. */
void cas_json_run(cas_json *json, const cas_findings *findings);

typedef struct cas_expect_counts {
    int made, met, undecided, put_off; /* expectations; of scenarios without any the playing itself is one */
} cas_expect_counts;
cas_expect_counts cas_scenarios_counted(const cas_findings *findings);

#endif
