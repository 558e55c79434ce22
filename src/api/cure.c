/* casus_cure: the smallest edits of a text that reach a verdict. */
#include "api/objects.h"

#include "agree/cure.h"
#include "casus/cure.h"
#include "hold/questions.h"
#include "model/load.h"
#include "model/package.h"

#include <string.h>

enum { USUAL_EDITS = 2, MOST_EDITS = 8 };

typedef struct cure_job {
    const casus_model *model;
    const casus_cure_options *options;
    const casus_ask_options *wishes;
} cure_job;

/* Words that become part of a statement must not end it. */
static void refuse_line_breaks(cas_ctx *ctx, const char *words)
{
    if (words && (strpbrk(words, "\r\n#\"") || !*words))
        cas_fail(ctx, CAS_E_INPUT, "`%s` is no name", words);
}

static void tell_progress(void *user, const char *what, double share)
{
    const casus_ctx *ctx = user;
    ctx->wishes.progress(ctx->wishes.user, what, share);
}

static casus_outcome outcome_of(const cas_cured *cured)
{
    if (cured->already)
        return CASUS_AS_STATED;
    if (cured->needs)
        return CASUS_UNDECIDED;
    return cured->found ? CASUS_AS_STATED : CASUS_NOT_AS_STATED;
}

static void cure(casus_ctx *ctx, void *object, void *arguments)
{
    casus_answer *answer = object;
    const cure_job *job = arguments;
    const casus_cure_options *options = job->options;
    answer->sort = CAS_ANSWERS_CURE;
    answer->model = job->model;
    answer->asked_with = cas_api_asked_with(&answer->arena, job->wishes);
    answer->outcome = CASUS_INPUT_WRONG;
    if (job->model->error_count)
        return;
    refuse_line_breaks(&ctx->ctx, options->goal);
    refuse_line_breaks(&ctx->ctx, options->on);
    refuse_line_breaks(&ctx->ctx, options->by);
    if (options->by && !options->on)
        cas_fail(&ctx->ctx, CAS_E_ARGUMENT, "by whom is asked, but not on what: name an incident");

    cas_arena *arena = &answer->arena;
    cas_question_options choices;
    cas_api_choices_of(ctx, arena, job->model->agreement, job->wishes, &choices);
    cas_cure_wish wish = {.goal = cas_text_string(arena, cas_text_of(options->goal)),
                          .incident = options->on ? cas_text_string(arena, cas_text_of(options->on)) : NULL,
                          .by = options->by ? cas_text_string(arena, cas_text_of(options->by)) : NULL,
                          .draft = choices.draft,
                          .settings = choices.settings,
                          .setting_count = choices.setting_count,
                          .most_edits = options->edits ? options->edits : USUAL_EDITS,
                          .first = choices.first,
                          .progress = ctx->wishes.progress ? tell_progress : NULL,
                          .user = ctx};
    if (!cas_cure_wanted_read(arena, options->want, &wish.wanted))
        cas_fail(
            &ctx->ctx, CAS_E_ARGUMENT,
            "`%s` is no verdict that can be wanted: assured, available, at the mercy, needs by breach; the first three "
            "may end in `by day 4`",
            options->want);
    answer->cured = cas_cure_find(arena, job->model->loaded, &cas_loader_files, &wish);
    if (wish.progress)
        wish.progress(wish.user, "", 1);
    answer->outcome = outcome_of(answer->cured);
}

casus_status casus_cure(casus_ctx *ctx, const casus_model *model, const casus_cure_options *opt,
                        const casus_ask_options *wishes, casus_answer **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!model || !opt || opt->size != sizeof *opt || !wishes || wishes->size != sizeof *wishes ||
        (wishes->setting_count && !wishes->settings))
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT,
                              "an argument of the cure is null, or its options are of no known version");
    if (!opt->goal || !opt->want)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "a cure needs a goal, and the verdict that is wanted of it");
    if (opt->edits < 0 || opt->edits > MOST_EDITS)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "a cure has 1 to %d edits", (int)MOST_EDITS);
    cure_job job = {model, opt, wishes};
    void *answer = cas_api_make(ctx, sizeof **out);
    const casus_status status = cas_api_run(ctx, &answer, cure, &job);
    *out = answer;
    return status;
}
