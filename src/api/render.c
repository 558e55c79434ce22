/* Answers, written down: which renderer for which answer in which form. */
#include "api/objects.h"

#include "model/load.h"
#include "report/cure_report.h"
#include "report/play.h"
#include "report/report.h"
#include "report/scenarios.h"

enum { USUAL_COLUMNS = 100, FEWEST_COLUMNS = 60, JSON_SPREAD = 3 };

typedef struct render_job {
    const casus_answer *answer;
    casus_form form;
    const casus_render_options *look;
} render_job;

static void write_text(cas_builder *out, const render_job *job)
{
    const casus_answer *answer = job->answer;
    int columns = job->look->columns ? job->look->columns : USUAL_COLUMNS;
    cas_page page = {out, columns < FEWEST_COLUMNS ? FEWEST_COLUMNS : columns, job->look->color};
    if (answer->outcome == CASUS_INPUT_WRONG) {
        cas_api_put_errors(out, answer->model, answer->model->diagnostics, page.color);
        return;
    }
    switch (answer->sort) {
    case CAS_ANSWERS_CHECK: cas_text_check(&page, answer->findings); break;
    case CAS_ANSWERS_WHO: cas_text_who(&page, answer->findings); break;
    case CAS_ANSWERS_LINT: cas_api_put_errors(out, answer->model, answer->warnings, page.color); break;
    case CAS_ANSWERS_SHOW: cas_put(out, answer->shown); break;
    case CAS_ANSWERS_RUN: cas_text_run(&page, answer->findings); break;
    case CAS_ANSWERS_PLAY:
        cas_text_play(&page, answer->model->agreement, answer->played, answer->played->fresh == 0);
        break;
    case CAS_ANSWERS_CURE: cas_text_cure(&page, answer->model->file, answer->cured); break;
    }
}

static void write_json(cas_builder *out, const casus_answer *answer)
{
    cas_json json = {.out = out, .spread = JSON_SPREAD};
    switch (answer->sort) {
    case CAS_ANSWERS_CHECK: cas_json_check(&json, answer->findings); break;
    case CAS_ANSWERS_WHO: cas_json_who(&json, answer->findings); break;
    case CAS_ANSWERS_RUN: cas_json_run(&json, answer->findings); break;
    case CAS_ANSWERS_PLAY: cas_json_play(&json, answer->model->file, answer->model->agreement, answer->asked_with, answer->played); break;
    case CAS_ANSWERS_CURE: 
        cas_json_cure(&json, answer->model->file, answer->model->loaded->map, answer->model->diagnostics, answer->asked_with,
                      answer->cured);
        break;
    case CAS_ANSWERS_LINT:
        cas_json_lint(&json, answer->model->file, answer->model->loaded->map, answer->model->diagnostics,
                      answer->warnings);
        break;
    case CAS_ANSWERS_SHOW:
        cas_json_open_object(&json);
        cas_json_member_string(&json, "casus", "1.0");
        cas_json_member_string(&json, "method", "show");
        cas_json_member_string(&json, "file", answer->model->file);
        cas_json_asked_with(&json, answer->asked_with);
        cas_json_member_string(&json, "stage", answer->stage);
        cas_json_key(&json, "text");
        cas_json_text(&json, answer->shown);
        cas_json_close_object(&json);
        break;
    }
    cas_putc(out, '\n');
}

static void write_answer(casus_ctx *ctx, cas_builder *out, void *arguments)
{
    const render_job *job = arguments;
    const casus_answer *answer = job->answer;
    const bool has_table =
        (answer->sort == CAS_ANSWERS_CHECK || answer->sort == CAS_ANSWERS_WHO) && answer->outcome != CASUS_INPUT_WRONG;
    switch (job->form) {
    case CASUS_TEXT: write_text(out, job); return;
    case CASUS_JSON: write_json(out, answer); return;
    case CASUS_CSV:
    case CASUS_LATEX: break;
    }
    if (answer->outcome == CASUS_INPUT_WRONG)
        write_text(out, job);
    else if (!has_table)
        cas_fail(&ctx->ctx, CAS_E_ARGUMENT, "this answer is no table: it is written as text or json");
    else if (job->form == CASUS_CSV)
        cas_csv_table(out, answer->findings);
    else
        cas_latex_table(out, answer->findings);
}

casus_status casus_answer_render(casus_ctx *ctx, const casus_answer *answer, casus_form form,
                                 const casus_render_options *opt, casus_text **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!answer || !opt || opt->size != sizeof *opt || opt->columns < 0)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT,
                              "an argument of the rendering is null, or its options are of no known version");
    render_job job = {answer, form, opt};
    return cas_api_text(ctx, write_answer, &job, out);
}
