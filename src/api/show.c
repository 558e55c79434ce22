/* Stages of the work, printed; and lint. */
#include "api/objects.h"

#include "model/load.h"
#include "report/report.h"
#include "report/show_events.h"
#include "model/build.h"

#include <string.h>

static const char *const stages[] = {"tokens", "tree", "model", "events", NULL};

const char *const *casus_stages(void)
{
    return stages;
}

typedef struct show_job {
    const casus_model *model;
    const char *stage;
    const casus_ask_options *wishes;
} show_job;

/* The package that is shown: as the caller chose, else the first there is. */
static const int *package_of(casus_ctx *ctx, cas_arena *arena, const cas_agreement *agreement,
                             const casus_ask_options *wishes)
{
    const cas_condition *condition = cas_api_condition_of(ctx, arena, agreement, wishes);
    cas_package_walk walk;
    cas_packages_begin(&walk, arena, agreement, condition);
    const int *choice = cas_packages_next(&walk);
    if (!choice)
        cas_fail(&ctx->ctx, CAS_E_ARGUMENT, "no package of the file has these choices");
    return choice;
}

static void show(casus_ctx *ctx, void *object, void *arguments)
{
    casus_answer *answer = object;
    const show_job *job = arguments;
    cas_builder out = {.arena = &answer->arena};
    answer->sort = CAS_ANSWERS_SHOW;
    answer->model = job->model;
    answer->stage = job->stage;
    answer->asked_with = cas_api_asked_with(&answer->arena, job->wishes);
    if (!cas_api_show_text(ctx, &out, job->model, job->stage)) {
        if (job->model->error_count)
            cas_fail(&ctx->ctx, CAS_E_INPUT, "the text has errors, and this stage needs a sound one: run casus check");
        const cas_agreement *agreement = job->model->agreement;
        const int *choice = package_of(ctx, &answer->arena, agreement, job->wishes);
        cas_show_stage(&out, agreement, choice, strcmp(job->stage, "events") == 0);
    }
    answer->shown = cas_built(&out);
}

casus_status casus_show(casus_ctx *ctx, const casus_model *model, const char *stage, const casus_ask_options *opt,
                        casus_answer **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!model || !stage || !opt || opt->size != sizeof *opt)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "an argument is null, or the options are of no known version");
    show_job job = {.model = model, .wishes = opt};
    for (const char *const *known = stages; *known; known++)
        if (strcmp(*known, stage) == 0)
            job.stage = *known;
    if (!job.stage)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "there is no stage `%s`; there are tokens, tree, model and events",
                              stage);
    void *answer = cas_api_make(ctx, sizeof **out);
    const casus_status status = cas_api_run(ctx, &answer, show, &job);
    *out = answer;
    return status;
}
