/* casus check --json: docs/schema/check.json. */
#include "report/agree_report.h"
#include "report/json_rows.h"
#include "report/scenarios.h"
#include "report/verdict_rows.h"
#include "report/words.h"

/* The run that says most: how it is stopped where that is the point of the verdict, else how it comes about. */
static const cas_trace *trace_of(const cas_row *row)
{
    if (!row->verdict)
        return &row->trace;
    const bool stopped = row->verdict->word == CAS_NEEDS || row->verdict->word == CAS_AT_THE_MERCY;
    return stopped && row->verdict->blocked.count ? &row->verdict->blocked : &row->verdict->trace;
}

static void write_common(cas_json *json, const cas_answered *answered)
{
    const cas_question *question = answered->question;
    cas_json_member_string(json, "name", question->title && *question->title ? question->title : NULL);
    cas_json_member_integer(json, "line", question->line);
}

static void write_result(cas_json *json, const cas_answered *answered, cas_truth truth)
{
    const cas_truth expected = cas_question_expected(answered->question);
    cas_json_member_string(json, "question", answered->question->words);
    cas_json_member_string(json, "answer", answered->later || answered->elsewhere ? NULL : cas_truth_words(truth));
    cas_json_member_string(json, "expected", cas_truth_words(expected));
    cas_json_member_boolean(json, "ok", answered->later || answered->elsewhere || truth == expected);
}

static void write_witness(cas_json *json, const cas_row *row)
{
    cas_json_member_string(json, "witness", row->witness < 0 ? NULL : row->instance->clauses[row->witness].label);
}

/* One line a package and aggressor; a claim that depends on neither is one line. */
static void write_claim(cas_json *json, const cas_findings *findings, const cas_answered *answered)
{
    const cas_question *question = answered->question;
    for (int c = 0; c < answered->case_count; c++)
        for (int r = 0; r < answered->cases[c].row_count; r++) {
            const cas_row *row = &answered->cases[c].rows[r];
            cas_json_open_object(json);
            write_common(json, answered);
            cas_json_by(json, findings->agreement, question, &answered->cases[c]);
            cas_json_key(json, "package");
            cas_json_package(json, findings->agreement, row);
            write_result(json, answered, row->truth);
            cas_json_member_string(json, "found", cas_row_words(json->out->arena, question, row));
            write_witness(json, row);
            cas_json_key(json, "because");
            cas_json_steps(json, row->instance, trace_of(row));
            cas_json_key(json, "citations");
            cas_json_citations(json, row->instance, trace_of(row));
            cas_json_member_string(json, "needs", row->truth == CAS_OPEN ? row->needs : NULL);
            cas_json_close_object(json);
        }
    if (answered->case_count)
        return;
    cas_json_open_object(json);
    write_common(json, answered);
    cas_json_member_null(json, "by");
    cas_json_key(json, "package");
    cas_json_open_object(json);
    cas_json_close_object(json);
    write_result(json, answered, answered->answer);
    cas_json_member_null(json, "found");
    cas_json_member_null(json, "witness");
    cas_json_key(json, "because");
    cas_json_open_array(json);
    for (int f = 0; f < answered->flaw_count; f++) {
        cas_json_open_object(json);
        cas_json_member_null(json, "day");
        cas_json_member_string(json, "event", answered->flaws[f].words);
        cas_json_member_null(json, "clause");
        cas_json_member_integer(json, "line", answered->flaws[f].line);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    cas_json_key(json, "citations");
    cas_json_open_array(json);
    cas_json_close_array(json);
    cas_json_member_string(json, "needs", answered->needs);
    cas_json_close_object(json);
}

static void write_asked(cas_json *json, const cas_findings *findings, const cas_answered *answered)
{
    const cas_question *question = answered->question;
    cas_json_open_object(json);
    write_common(json, answered);
    cas_json_member_string(json, "question", question->words);
    cas_json_member_string(json, "goal", question->goal >= 0 ? findings->agreement->goals[question->goal].name : NULL);
    cas_json_member_boolean(json, "answered", !answered->later && !answered->elsewhere && answered->answer != CAS_OPEN);
    cas_json_member_string(json, "needs", answered->needs);
    cas_json_key(json, "cases");
    cas_json_open_array(json);
    for (int c = 0; c < answered->case_count; c++) {
        cas_json_open_object(json);
        if (question->kind == CAS_QUESTION_VERDICT) {
            cas_json_case(json, findings->agreement, question, &answered->cases[c], false);
        } else {
            cas_json_by(json, findings->agreement, question, &answered->cases[c]);
            cas_json_key(json, "answers");
            cas_json_open_array(json);
            for (int r = 0; r < answered->cases[c].row_count; r++) {
                const cas_row *row = &answered->cases[c].rows[r];
                cas_json_open_object(json);
                cas_json_key(json, "package");
                cas_json_package(json, findings->agreement, row);
                cas_json_member_string(json, "answer", cas_truth_words(row->truth));
                cas_json_member_string(json, "found", cas_row_words(json->out->arena, question, row));
                if (row->family)
                    cas_json_family(json, row->instance, row->family);
                cas_json_key(json, "because");
                cas_json_steps(json, row->instance, trace_of(row));
                cas_json_close_object(json);
            }
            cas_json_close_array(json);
        }
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    cas_json_key(json, "flaws");
    cas_json_open_array(json);
    for (int f = 0; f < answered->flaw_count; f++)
        cas_json_string(json, cas_format(json->out->arena, "%s%s%s%s", answered->flaws[f].elsewhere ? answered->flaws[f].file : "",
                                         answered->flaws[f].elsewhere ? ": " : "", answered->flaws[f].words,
                                         answered->flaws[f].witness
                                             ? cas_format(json->out->arena, "; %s", answered->flaws[f].witness)
                                             : ""));
    cas_json_close_array(json);
    if (question->kind == CAS_QUESTION_SETTLEMENT) {
        cas_json_key(json, "settlement");
        if (answered->settlement)
            cas_agree_json_brief(json, answered->settlement);
        else
            cas_json_null(json);
    }
    cas_json_close_object(json);
}

static void write_questions(cas_json *json, const cas_findings *findings)
{
    cas_json_key(json, "checks");
    cas_json_open_array(json);
    for (int a = 0; a < findings->answer_count; a++)
        if (findings->answers[a]->question->speech != CAS_ASKS && !findings->answers[a]->question->inherited)
            write_claim(json, findings, findings->answers[a]);
    cas_json_close_array(json);
    cas_json_key(json, "asked");
    cas_json_open_array(json);
    for (int a = 0; a < findings->answer_count; a++)
        if (findings->answers[a]->question->speech == CAS_ASKS && !findings->answers[a]->question->inherited)
            write_asked(json, findings, findings->answers[a]);
    cas_json_close_array(json);
}

static const char *state_name(cas_source_state state)
{
    switch (state) {
    case CAS_SOURCE_READ: return "read";
    case CAS_SOURCE_RESTATED: return "restated";
    case CAS_SOURCE_CHANGED: return "changed";
    case CAS_SOURCE_ABSENT: return "absent";
    case CAS_SOURCE_MISSING: return "missing";
    }
    return "";
}

static void write_sources(cas_json *json, const cas_findings *findings)
{
    cas_json_key(json, "sources");
    cas_json_open_array(json);
    for (int s = 0; findings->citations && s < findings->citations->count; s++) {
        const cas_source_check *check = &findings->citations->sources[s];
        cas_json_open_object(json);
        cas_json_member_string(json, "name", check->source->name);
        cas_json_member_string(json, "path", check->source->path);
        cas_json_member_string(json, "state", state_name(check->state));
        cas_json_member_string(json, "sha256", check->sha256);
        cas_json_member_integer(json, "citations", check->citations);
        cas_json_member_integer(json, "with_words", check->with_words);
        cas_json_member_integer(json, "wrong", check->wrong);
        cas_json_member_string(json, "words", check->state_words);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
}

static void write_assumption(cas_json *json, const cas_findings *findings, cas_span span, const char *name,
                             const char *reason)
{
    cas_json_open_object(json);
    cas_json_member_integer(json, "line",
                            span.file < 0 ? 0 : (long long)cas_source_line_of(findings->map, span.file, span.begin));
    cas_json_member_string(json, "name", name);
    cas_json_member_string(json, "reason", reason);
    cas_json_close_object(json);
}

static void write_assumptions(cas_json *json, const cas_findings *findings)
{
    const cas_agreement *agreement = findings->agreement;
    cas_json_key(json, "assumptions");
    cas_json_open_array(json);
    for (int a = 0; agreement && a < agreement->assumption_count; a++)
        for (int f = 0; f < agreement->assumptions[a].form_count; f++)
            write_assumption(json, findings, agreement->assumptions[a].forms[f]->form.span,
                             agreement->assumptions[a].name, agreement->assumptions[a].forms[f]->reason);
    for (int n = 0; agreement && n < agreement->all_note_count; n++)
        if (agreement->all_notes[n]->source < 0)
            write_assumption(json, findings, agreement->all_notes[n]->span, NULL, agreement->all_notes[n]->words);
    cas_json_close_array(json);
}

void cas_json_check(cas_json *json, const cas_findings *findings)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_member_string(json, "method", "hold");
    cas_json_member_string(json, "file", findings->file);
    cas_json_asked_with(json, findings->asked_with);
    write_questions(json, findings);
    cas_json_scenarios(json, findings);
    cas_json_key(json, "errors");
    cas_json_errors(json, findings->map, findings->diagnostics, false);
    write_sources(json, findings);
    write_assumptions(json, findings);
    if (findings->witnesses) {
        cas_json_key(json, "witnesses");
        cas_json_witnesses(json, findings->witnesses);
    }
    cas_json_member_boolean(json, "ok", cas_findings_end(findings) == CAS_ENDS_AS_STATED);
    cas_json_close_object(json);
}
