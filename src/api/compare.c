/* What changes between two texts: reads the wishes, compares, writes it down. */
#include "api/objects.h"

#include "casus/compare.h"
#include "report/diff_report.h"

#include <string.h>

enum { USUAL_FIRST = 1000, USUAL_COLUMNS = 100 };

typedef struct diff_job {
    const casus_model *a, *b;
    const casus_diff_options *wishes;
    casus_form form;
    casus_outcome *outcome;
} diff_job;

static void read_side(casus_ctx *ctx, cas_arena *arena, const casus_model *model, const casus_diff_options *wishes,
                      const char *name, const char *draft, cas_side *side)
{
    if (model->error_count)
        cas_fail(&ctx->ctx, CAS_E_INPUT, "%s has errors; casus check names them", name ? name : model->file);
    const casus_ask_options ask = {
        .size = sizeof ask, .draft = draft, .settings = wishes->settings, .setting_count = wishes->setting_count};
    cas_question_options options;
    cas_api_choices_of(ctx, arena, model->agreement, &ask, &options);
    *side = (cas_side){.name = name ? name : model->file,
                       .agreement = model->agreement,
                       .loaded = model->loaded,
                       .loader = model->loader,
                       .draft = options.draft,
                       .settings = options.settings,
                       .setting_count = options.setting_count};
}

static void write_diff(casus_ctx *ctx, cas_builder *out, void *arguments)
{
    const diff_job *job = arguments;
    const casus_diff_options *wishes = job->wishes;
    cas_side a, b;
    read_side(ctx, out->arena, job->a, wishes, wishes->name_a, wishes->draft_a, &a);
    read_side(ctx, out->arena, job->b, wishes, wishes->name_b, wishes->draft_b, &b);
    const cas_difference *difference = cas_compare(out->arena, &a, &b);
    *job->outcome = difference->change_count ? CASUS_NOT_AS_STATED
                    : difference->open       ? CASUS_UNDECIDED
                                             : CASUS_AS_STATED;
    if (job->form == CASUS_JSON) {
        cas_json json = {.out = out, .spread = 3};
        cas_diff_json(&json, difference);
        cas_putc(out, '\n');
        return;
    }
    cas_page page = {out, USUAL_COLUMNS, wishes->color};
    cas_diff_text(&page, difference, wishes->first ? wishes->first : USUAL_FIRST);
}

casus_status casus_diff(casus_ctx *ctx, const casus_model *a, const casus_model *b, const casus_diff_options *opt,
                        casus_form form, casus_outcome *outcome, casus_text **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!a || !b || !outcome || !opt || opt->size != sizeof *opt || (opt->setting_count && !opt->settings))
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT,
                              "an argument of the comparison is null, or its options are of no known version");
    if (form != CASUS_TEXT && form != CASUS_JSON)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "a comparison is written as text or as JSON");
    diff_job job = {a, b, opt, form, outcome};
    return cas_api_text(ctx, write_diff, &job, out);
}
