/* An answer checked again: reads the wishes, verifies, writes it down. */
#include "api/objects.h"

#include "casus/verify.h"
#include "report/verify_report.h"

enum { USUAL_POSITIONS = 200000, USUAL_COLUMNS = 100 };

typedef struct verify_job {
    const casus_model *model;
    cas_text answer;
    const casus_verify_options *wishes;
    casus_form form;
    casus_outcome *outcome;
} verify_job;

static cas_verify_source text_of(const casus_model *model)
{
    return model ? (cas_verify_source){model->agreement, model->loaded, model->loader} : (cas_verify_source){0};
}

static void write_verified(casus_ctx *ctx, cas_builder *out, void *arguments)
{
    const verify_job *job = arguments;
    if (job->model && job->model->error_count)
        cas_fail(&ctx->ctx, CAS_E_INPUT, "%s has errors; casus check names them", job->model->file);
    const casus_model *second = job->wishes->second;
    if (second && second->error_count)
        cas_fail(&ctx->ctx, CAS_E_INPUT, "%s has errors; casus check names them", second->file);
    const cas_verify_source text = text_of(job->model), other = text_of(second);
    const cas_verified *found = cas_verify(out->arena, job->model ? &text : NULL, second ? &other : NULL, job->answer,
                                           job->wishes->max_positions ? job->wishes->max_positions : USUAL_POSITIONS);
    *job->outcome = found->fault_count     ? CASUS_NOT_AS_STATED
                    : found->skipped_count ? CASUS_UNDECIDED
                                           : CASUS_AS_STATED;
    if (job->form == CASUS_JSON) {
        cas_json json = {.out = out, .spread = 2};
        cas_verify_json(&json, found);
        cas_putc(out, '\n');
        return;
    }
    cas_page page = {out, USUAL_COLUMNS, job->wishes->color};
    cas_verify_text(&page, found);
}

casus_status casus_verify(casus_ctx *ctx, const casus_model *model, const char *answer, size_t length, const casus_verify_options *opt,
                          casus_form form, casus_outcome *outcome, casus_text **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!answer || !outcome || !opt || opt->size != sizeof *opt)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "an argument of the verification is null, or its options are of no known version");
    if (form != CASUS_TEXT && form != CASUS_JSON)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "what was verified is written as text or as JSON");
    verify_job job = {model, {answer, length}, opt, form, outcome};
    return cas_api_text(ctx, write_verified, &job, out);
}
