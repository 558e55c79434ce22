/* Settlements: asks, and writes the answer down. */
#include "api/objects.h"

#include "casus/agree.h"
#include "lang/diagnostic.h"
#include "model/load.h"
#include "report/agree_report.h"

#include <string.h>

enum { USUAL_FIRST = 1000, USUAL_COLUMNS = 100 };

typedef struct agree_job {
    const casus_model *model;
    const casus_agree_options *wishes;
    casus_form form;
    casus_outcome *outcome;
} agree_job;

/* The first error of the text; there is one. */
_Noreturn static void refuse_errors(casus_ctx *ctx, cas_arena *arena, const casus_model *model)
{
    const cas_diagnostics *list = model->diagnostics;
    for (size_t i = 0; i < list->count; i++) {
        const cas_diagnostic *one = list->items[i];
        if (one->severity != CAS_SEVERITY_ERROR)
            continue;
        const char *more = list->errors > 1 ? cas_format(arena, "; casus check names %zu more", list->errors - 1) : "";
        if (one->span.file < 0)
            cas_fail(&ctx->ctx, CAS_E_INPUT, "error[%s]: %s%s", cas_code_entry_of(one->code)->name, one->message, more);
        cas_fail(&ctx->ctx, CAS_E_INPUT, "%.*s:%zu: error[%s]: %s%s",
                 CAS_SHOW(cas_source_of(model->loaded->map, one->span.file)->name),
                 cas_source_line_of(model->loaded->map, one->span.file, one->span.begin),
                 cas_code_entry_of(one->code)->name, one->message, more);
    }
    cas_fail(&ctx->ctx, CAS_E_INPUT, "the file has errors; casus check names them");
}

static void render(cas_builder *out, casus_form form, bool color, const cas_agree_sheet *sheet)
{
    cas_page page = {out, USUAL_COLUMNS, color};
    cas_json json = {.out = out, .spread = 2};
    switch (form) {
    case CASUS_TEXT: cas_agree_text(&page, sheet); return;
    case CASUS_JSON:
        cas_agree_json(&json, sheet);
        cas_putc(out, '\n');
        return;
    case CASUS_CSV: cas_agree_csv(out, sheet); return;
    case CASUS_LATEX: cas_agree_latex(out, sheet); return;
    }
}

static void write_agree(casus_ctx *ctx, cas_builder *out, void *arguments)
{
    const agree_job *job = arguments;
    const casus_agree_options *wishes = job->wishes;
    const casus_model *model = job->model;
    if (model->error_count)
        refuse_errors(ctx, out->arena, model);
    const casus_ask_options asked = {.size = sizeof asked,
                                     .draft = wishes->draft,
                                     .settings = wishes->settings,
                                     .setting_count = wishes->setting_count};
    cas_settlement_options options = {
        .first = wishes->first, .each_reading = wishes->each_reading, .method = wishes->method};
    options.in = cas_api_condition_of(ctx, out->arena, model->agreement, &asked);
    if (wishes->without)
        options.taken_out = cas_seats_of(out->arena, model->agreement, wishes->without);
    const cas_asked_with asked_with = {.draft = wishes->draft, .settings = wishes->settings, .setting_count = wishes->setting_count};
    const cas_agree_sheet sheet = {.file = model->file,
                                   .asked_with = &asked_with,
                                   .settlement = cas_settlement_of(out->arena, model->agreement, &options),
                                   .without = wishes->without,
                                   .each_reading = wishes->each_reading,
                                   .first = wishes->first ? wishes->first : USUAL_FIRST};
    if (job->outcome)
        *job->outcome = sheet.settlement->complete ? CASUS_AS_STATED : CASUS_UNDECIDED;
    /* What was found is written down even if finding it used up the time. */
    ctx->ctx.deadline = 0;
    render(out, job->form, wishes->color, &sheet);
}

casus_status casus_agree(casus_ctx *ctx, const casus_model *model, const casus_agree_options *opt, casus_form form,
                         casus_outcome *outcome, casus_text **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!model || !opt || opt->size != sizeof *opt || (opt->setting_count && !opt->settings))
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT,
                              "an argument of the question is null, or its options are of no known version");
    if (opt->method && strcmp(opt->method, "marco") != 0 && strcmp(opt->method, "diagram") != 0)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "`marco` and `diagram` are methods, `%s` is none", opt->method);
    agree_job job = {model, opt, form, outcome};
    const double deadline = ctx->ctx.deadline;
    const casus_status status = cas_api_text(ctx, write_agree, &job, out);
    ctx->ctx.deadline = deadline;
    return status;
}
