/* Scenarios for programs: see scenarios.h, docs/schema/check.json and docs/schema/run.json. */
#include "report/json_rows.h"
#include "report/scenarios.h"
#include "report/words.h"

#include <string.h>

static const char *line_words(const cas_scene_step *step)
{
    const char *colon = strchr(step->words, ':');
    return colon ? colon + 1 + strspn(colon + 1, " \t") : step->words;
}

static void write_choices(cas_json *json, const cas_agreement *agreement, const cas_chosen *choices, int count)
{
    cas_json_open_object(json);
    for (int c = 0; c < count; c++) {
        const cas_dimension *dimension = &agreement->dimensions[choices[c].dimension];
        cas_json_member_string(json, dimension->name, dimension->alternatives[choices[c].alternative].name);
    }
    cas_json_close_object(json);
}

static void write_case(cas_json *json, const cas_scenario_run *run)
{
    cas_json_member_string(json, "case", *run->case_words ? run->case_words : NULL);
}

/* ---- Expectations ------------------------------------------------------------------------------------------------------ */

static void write_failures(cas_json *json, const cas_findings *findings, const cas_scenario_answer *answer, int e)
{
    cas_json_key(json, "not_so");
    cas_json_open_array(json);
    for (int r = 0; r < answer->row_count; r++)
        for (int c = 0; c < answer->rows[r].run_count; c++) {
            const cas_scenario_run *run = answer->rows[r].runs[c];
            if (run->expected[e].ok)
                continue;
            cas_json_open_object(json);
            cas_json_key(json, "package");
            write_choices(json, findings->agreement, answer->rows[r].choices, answer->rows[r].choice_count);
            write_case(json, run);
            cas_json_member_string(json, "found", run->expected[e].found);
            cas_json_close_object(json);
        }
    cas_json_close_array(json);
}

static bool is_met(const cas_scenario_answer *answer, int e)
{
    bool met = true;
    for (int r = 0; r < answer->row_count; r++)
        for (int c = 0; c < answer->rows[r].run_count; c++)
            met &= answer->rows[r].runs[c]->expected[e].ok;
    return met;
}

static void write_expectations(cas_json *json, const cas_findings *findings, const cas_scenario_answer *answer)
{
    const cas_scenario_run *run = answer->row_count ? answer->rows[0].runs[0] : NULL;
    cas_json_key(json, "expects");
    cas_json_open_array(json);
    for (int e = 0; run && e < run->expected_count; e++) {
        const cas_scene_step *step = run->expected[e].step;
        cas_json_open_object(json);
        cas_json_member_integer(json, "line", step->line);
        cas_json_key(json, "day");
        cas_json_day(json, run->instance, step->at / findings->agreement->tick);
        cas_json_member_string(json, "question", line_words(step));
        cas_json_member_boolean(json, "ok", is_met(answer, e));
        cas_json_member_string(json, "found", run->expected[e].found);
        write_failures(json, findings, answer, e);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

/* ---- Calendar ----------------------------------------------------------------------------------------------------------- */

static const char *kind_name(cas_scene_entry_kind kind)
{
    switch (kind) {
    case CAS_ENTRY_STATED: return "stated";
    case CAS_ENTRY_WITHOUT_EFFECT: return "without effect";
    case CAS_ENTRY_COMPLETED: return "completed";
    case CAS_ENTRY_STARTS: return "starts";
    case CAS_ENTRY_OPENS: return "opens";
    case CAS_ENTRY_SETTLED: return "settled";
    case CAS_ENTRY_BREACH: return "breach";
    case CAS_ENTRY_CONFLICT: return "conflict";
    case CAS_ENTRY_LEAVES: return "leaves";
    case CAS_ENTRY_REACHED: return "reached";
    }
    return "";
}

static void write_place(cas_json *json, const cas_instance *instance, int clause, int line)
{
    cas_json_member_string(json, "clause", clause < 0 ? NULL : instance->clauses[clause].label);
    cas_json_key(json, "line");
    if (line > 0)
        cas_json_integer(json, line);
    else
        cas_json_null(json);
}

void cas_json_scene_entries(cas_json *json, const cas_instance *instance, const cas_scene_entry *entries, size_t count)
{
    cas_json_open_array(json);
    for (size_t i = 0; i < count; i++) {
        const cas_scene_entry *entry = &entries[i];
        cas_json_open_object(json);
        cas_json_key(json, "day");
        cas_json_day(json, instance, entry->tick);
        cas_json_member_string(json, "event", entry->words);
        cas_json_member_string(json, "kind", kind_name(entry->kind));
        write_place(json, instance, entry->clause, entry->line);
        cas_json_key(json, "parties");
        cas_json_parties(json, instance, &entry->parties);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

void cas_json_norms(cas_json *json, const cas_instance *instance, const cas_norm *norms, size_t count)
{
    static const char *const kinds[] = {
        [CAS_NORM_OWES] = "owes", [CAS_NORM_MAY] = "may", [CAS_NORM_CAN] = "can", [CAS_NORM_MUST_NOT] = "must not"};
    cas_json_open_array(json);
    for (size_t i = 0; i < count; i++) {
        const cas_norm *norm = &norms[i];
        cas_json_open_object(json);
        cas_json_member_string(json, "kind", kinds[norm->kind]);
        cas_json_key(json, "parties");
        cas_json_parties(json, instance, &norm->parties);
        cas_json_member_string(json, "what", norm->words);
        cas_json_member_boolean(json, "jointly", norm->jointly);
        cas_json_key(json, "number");
        if (norm->out_of)
            cas_json_integer(json, norm->out_of);
        else
            cas_json_null(json);
        cas_json_key(json, "due");
        cas_json_day(json, instance, norm->due);
        cas_json_member_boolean(json, "late", norm->late);
        write_place(json, instance, norm->clause, norm->line);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

static void write_days(cas_json *json, const cas_scenario_run *run)
{
    cas_json_key(json, "days");
    cas_json_open_array(json);
    for (size_t d = 0; run && d < run->day_count; d++) {
        const cas_scene_day *day = &run->days[d];
        cas_json_open_object(json);
        cas_json_key(json, "day");
        cas_json_day(json, run->instance, day->tick);
        cas_json_member_boolean(json, "stated", d < run->stated_days);
        cas_json_key(json, "events");
        cas_json_scene_entries(json, run->instance, run->entries + day->first, day->count);
        cas_json_key(json, "norms");
        cas_json_norms(json, run->instance, day->norms, day->norm_count);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

/* ---- Scenarios ---------------------------------------------------------------------------------------------------------- */

static void write_head(cas_json *json, const cas_findings *findings, const cas_scenario_answer *answer)
{
    cas_json_member_string(json, "name", answer->scenario->title);
    cas_json_member_integer(json, "line", answer->scenario->line);
    cas_json_member_boolean(json, "played", answer->row_count > 0);
    cas_json_member_boolean(json, "ok", answer->answer == CAS_TRUE);
    cas_json_member_string(json, "needs", answer->needs);
    write_expectations(json, findings, answer);
}

void cas_json_scenarios(cas_json *json, const cas_findings *findings)
{
    cas_json_key(json, "scenarios");
    cas_json_open_array(json);
    for (int s = 0; s < findings->scenario_count; s++) {
        const cas_scenario_answer *answer = findings->scenarios[s];
        const cas_scenario_run *run = answer->row_count ? answer->rows[0].runs[0] : NULL;
        cas_json_open_object(json);
        write_head(json, findings, answer);
        cas_json_key(json, "calendar");
        if (run)
            cas_json_scene_entries(json, run->instance, run->entries, run->entry_count);
        else
            cas_json_null(json);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

static void write_run(cas_json *json, const cas_findings *findings, const cas_scenario_answer *answer)
{
    const cas_scenario_row *row = answer->row_count ? &answer->rows[0] : NULL;
    const cas_scenario_run *run = row ? row->runs[0] : NULL;
    cas_json_open_object(json);
    write_head(json, findings, answer);
    cas_json_key(json, "package");
    cas_json_open_object(json);
    for (int d = 0; row && d < findings->agreement->dimension_count; d++)
        cas_json_member_string(json, findings->agreement->dimensions[d].name,
                               findings->agreement->dimensions[d].alternatives[row->package[d]].name);
    cas_json_close_object(json);
    cas_json_member_string(json, "case", run && *run->case_words ? run->case_words : NULL);
    cas_json_member_integer(json, "cases", row ? (long long)row->case_count : 0);
    cas_json_member_boolean(json, "endless", run && run->endless);
    write_days(json, run);
    cas_json_close_object(json);
}

void cas_json_run(cas_json *json, const cas_findings *findings)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_member_string(json, "method", "run");
    cas_json_member_string(json, "file", findings->file);
    cas_json_asked_with(json, findings->asked_with);
    cas_json_key(json, "scenarios");
    cas_json_open_array(json);
    for (int s = 0; s < findings->scenario_count; s++)
        write_run(json, findings, findings->scenarios[s]);
    cas_json_close_array(json);
    cas_json_key(json, "errors");
    cas_json_errors(json, findings->map, findings->diagnostics, false);
    cas_json_member_boolean(json, "ok", cas_findings_end(findings) == CAS_ENDS_AS_STATED);
    cas_json_close_object(json);
}
