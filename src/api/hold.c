/* Asking a text: everything it asks of itself, or who can stop and who can carry one goal. */
#include "api/objects.h"

#include "agree/attempt.h"
#include "agree/settlement.h"
#include "api/witnesses.h"
#include "model/load.h"
#include "report/report.h"
#include "hold/scenario.h"

#include <stdlib.h>
#include <string.h>

typedef struct ask_job {
    const casus_model *model;
    const casus_ask_options *wishes;
    const char *goal, *on, *by;
    const char *scenario;
} ask_job;

/* ---- What the caller wants to hear of --------------------------------------------------------------------------------------------------- */

static int draft_of(cas_ctx *ctx, const cas_agreement *agreement, const char *name)
{
    for (int d = 0; name && d < agreement->draft_count; d++)
        if (strcmp(agreement->drafts[d].name, name) == 0)
            return d;
    if (name)
        cas_fail(ctx, CAS_E_ARGUMENT, "the file has no draft called `%s`", name);
    return -1;
}

static cas_chosen setting_of(cas_ctx *ctx, const cas_agreement *agreement, const char *setting)
{
    const char *sign = strchr(setting, '=');
    if (!sign)
        cas_fail(ctx, CAS_E_ARGUMENT, "`%s` is no choice; one looks like issue=alternative", setting);
    const int dimension = cas_dimension_find(agreement, (cas_text){setting, (size_t)(sign - setting)});
    if (dimension < 0)
        cas_fail(ctx, CAS_E_ARGUMENT, "the file has no issue or reading called `%.*s`", (int)(sign - setting), setting);
    const int alternative = cas_alternative_find(&agreement->dimensions[dimension], cas_text_of(sign + 1));
    if (alternative < 0)
        cas_fail(ctx, CAS_E_ARGUMENT, "`%s` has no alternative called `%s`", agreement->dimensions[dimension].name,
                 sign + 1);
    return (cas_chosen){dimension, alternative};
}

static cas_question_options options_of(casus_ctx *ctx, cas_arena *arena, const cas_agreement *agreement,
                                       const casus_ask_options *wishes)
{
    cas_question_options options = {.draft = draft_of(&ctx->ctx, agreement, wishes->draft), .first = wishes->first};
    cas_chosen *settings = CAS_ARRAY(arena, cas_chosen, wishes->setting_count + 1);
    for (size_t s = 0; s < wishes->setting_count; s++)
        settings[options.setting_count++] = setting_of(&ctx->ctx, agreement, wishes->settings[s]);
    options.settings = settings;
    return options;
}

void cas_api_choices_of(casus_ctx *ctx, cas_arena *arena, const struct cas_agreement *agreement,
                        const casus_ask_options *wishes, struct cas_question_options *out)
{
    *out = options_of(ctx, arena, agreement, wishes);
}

const struct cas_condition *cas_api_condition_of(casus_ctx *ctx, cas_arena *arena,
                                                 const struct cas_agreement *agreement, const casus_ask_options *wishes)
{
    const cas_question_options options = options_of(ctx, arena, agreement, wishes);
    const cas_condition *condition = options.draft < 0 ? NULL : agreement->drafts[options.draft].condition;
    for (int s = 0; s < options.setting_count; s++)
        condition = cas_condition_both(
            arena, condition, cas_condition_is(arena, options.settings[s].dimension, options.settings[s].alternative));
    return condition;
}

const cas_asked_with *cas_api_asked_with(cas_arena *arena, const casus_ask_options *wishes)
{
    const cas_asked_with asked = {.draft = wishes->draft, .settings = wishes->settings, .setting_count = wishes->setting_count};
    return cas_asked_with_kept(arena, &asked);
}

static void tell_progress(casus_ctx *ctx, const char *what, double share)
{
    if (ctx->wishes.progress)
        ctx->wishes.progress(ctx->wishes.user, what, share);
}

static casus_outcome outcome_of(const cas_findings *findings)
{
    switch (cas_findings_end(findings)) {
    case CAS_ENDS_AS_STATED: return CASUS_AS_STATED;
    case CAS_ENDS_UNDECIDED: return CASUS_UNDECIDED;
    case CAS_ENDS_NOT_AS_STATED: return CASUS_NOT_AS_STATED;
    case CAS_ENDS_INPUT_WRONG: return CASUS_INPUT_WRONG;
    }
    return CASUS_INPUT_WRONG;
}

static cas_findings *new_findings(casus_answer *answer, const casus_model *model, const casus_ask_options *wishes)
{
    cas_findings *findings = CAS_NEW(&answer->arena, cas_findings);
    *findings = (cas_findings){.file = model->file,
                               .agreement = model->agreement,
                               .map = model->loaded->map,
                               .diagnostics = model->diagnostics,
                               .error_count = model->error_count,
                               .citations = model->citations,
                               .asked_with = cas_api_asked_with(&answer->arena, wishes)};
    answer->model = model;
    answer->findings = findings;
    return findings;
}

/* None may use up the time of those after it: what is left is shared equally among those that are left. */
static void share_time(casus_ctx *ctx, double end, int left)
{
    const double now = cas_now();
    if (end <= 0)
        return;
    ctx->ctx.deadline = end > now ? now + (end - now) / left : end;
    /* The first poll of the question reads the clock. */
    ctx->ctx.pulse = UINT32_MAX - 1;
}

/* ---- Scenarios ------------------------------------------------------------------------------------------------------------------------ */

/* Is it the one the caller means: by its title, or by its number in the file? */
static bool is_meant(const cas_agreement *agreement, int s, const char *name)
{
    char *end;
    const long number = strtol(name, &end, 10);
    return strcmp(agreement->scenarios[s].title, name) == 0 || (*name && !*end && number == s + 1);
}

static void play_scenarios(casus_ctx *ctx, casus_answer *answer, cas_findings *findings,
                           const cas_question_options *options, const char *name, bool and_after)
{
    const cas_agreement *agreement = findings->agreement;
    const double end = ctx->ctx.deadline;
    const cas_scenario_answer **played =
        CAS_ARRAY(&answer->arena, const cas_scenario_answer *, agreement->scenario_count + 1);
    for (int s = 0; s < agreement->scenario_count; s++) {
        if (name ? !is_meant(agreement, s, name) : agreement->scenarios[s].inherited)
            continue;
        share_time(ctx, end, agreement->scenario_count - s + (and_after ? 0 : agreement->question_count));
        tell_progress(ctx, agreement->scenarios[s].title, (double)s / agreement->scenario_count);
        played[findings->scenario_count++] =
            cas_scenario_play(&answer->arena, agreement, &agreement->scenarios[s], options, and_after);
    }
    ctx->ctx.deadline = end;
    findings->scenarios = played;
}

/* ---- Settlements: `ask settlement` --------------------------------------------------------------------------------------------- */

typedef struct settlement_job {
    cas_arena *arena;
    const cas_agreement *agreement;
    const cas_question *question;
    const cas_condition *in;
    size_t first;
    const cas_settlement *found;
} settlement_job;

static void find_settlement(cas_arena *scratch, void *arguments)
{
    settlement_job *job = arguments;
    (void)scratch;
    job->found = cas_settlement_asked(job->arena, job->agreement, job->question, job->in, job->first);
}

static const cas_answered *answer_settlement(casus_ctx *ctx, cas_arena *arena, const cas_agreement *agreement,
                                             const cas_question *question, const casus_ask_options *wishes)
{
    cas_answered *answered = CAS_NEW(arena, cas_answered);
    settlement_job job = {arena, agreement, question, cas_api_condition_of(ctx, arena, agreement, wishes), wishes->first, NULL};
    *answered = (cas_answered){.question = question, .answer = CAS_OPEN};
    if (cas_attempt(arena, ctx->ctx.max_bytes, 1, find_settlement, &job, &answered->needs)) {
        answered->settlement = job.found;
        if (job.found->exists >= 0 && job.found->complete)
            answered->answer = CAS_TRUE;
        else
            answered->needs = job.found->omitted_count ? job.found->omitted[0].needs : NULL;
    }
    answered->ok = answered->answer == CAS_TRUE;
    return answered;
}

/* ---- check ------------------------------------------------------------------------------------------------------------------------------ */

static void check(casus_ctx *ctx, void *object, void *arguments)
{
    casus_answer *answer = object;
    const ask_job *job = arguments;
    cas_findings *findings = new_findings(answer, job->model, job->wishes);
    answer->sort = CAS_ANSWERS_CHECK;
    if (!findings->error_count) {
        const cas_agreement *agreement = findings->agreement;
        const cas_question_options options = options_of(ctx, &answer->arena, agreement, job->wishes);
        const cas_answered **answers = CAS_ARRAY(&answer->arena, const cas_answered *, agreement->question_count + 1);
        const double end = ctx->ctx.deadline;
        play_scenarios(ctx, answer, findings, &options, NULL, false);
        for (int q = 0; q < agreement->question_count; q++) {
            if (agreement->questions[q].inherited)
                continue;
            share_time(ctx, end, agreement->question_count - q);
            tell_progress(ctx, agreement->questions[q].words, (double)q / agreement->question_count);
            answers[findings->answer_count++] =
                agreement->questions[q].kind == CAS_QUESTION_SETTLEMENT
                    ? answer_settlement(ctx, &answer->arena, agreement, &agreement->questions[q], job->wishes)
                    : cas_question_answer(&answer->arena, agreement, &agreement->questions[q], &options);
        }
        ctx->ctx.deadline = end;
        tell_progress(ctx, "", 1);
        findings->answers = answers;
        if (job->wishes->witnesses)
            findings->witnesses = cas_api_witnesses(ctx, &answer->arena, job->model, job->wishes->witnesses, job->wishes->witness_count);
    }
    answer->outcome = outcome_of(findings);
}

static casus_status ask(casus_ctx *ctx, cas_api_work *work, ask_job *job, casus_answer **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!job->model || !job->wishes || job->wishes->size != sizeof *job->wishes ||
        (job->wishes->setting_count && !job->wishes->settings))
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT,
                              "an argument of the question is null, or its options are of no known version");
    void *answer = cas_api_make(ctx, sizeof **out);
    const casus_status status = cas_api_run(ctx, &answer, work, job);
    *out = answer;
    return status;
}

casus_status casus_check(casus_ctx *ctx, const casus_model *model, const casus_ask_options *opt, casus_answer **out)
{
    ask_job job = {.model = model, .wishes = opt};
    return ask(ctx, check, &job, out);
}

/* ---- who -------------------------------------------------------------------------------------------------------------------------------- */

/* Words that become part of a statement must not end it. */
static void refuse_line_breaks(cas_ctx *ctx, const char *words)
{
    if (words && (strpbrk(words, "\r\n#\"") || !*words))
        cas_fail(ctx, CAS_E_INPUT, "`%s` is no name", words);
}

static void who(casus_ctx *ctx, void *object, void *arguments)
{
    casus_answer *answer = object;
    const ask_job *job = arguments;
    cas_arena *arena = &answer->arena;
    cas_findings *findings = new_findings(answer, job->model, job->wishes);
    answer->sort = CAS_ANSWERS_WHO;
    findings->asked_who = true;
    findings->goal = cas_text_string(arena, cas_text_of(job->goal));
    findings->incident = job->on ? cas_text_string(arena, cas_text_of(job->on)) : NULL;
    findings->by = job->by ? cas_text_string(arena, cas_text_of(job->by)) : NULL;
    cas_asked_with *asked = CAS_NEW(arena, cas_asked_with);
    *asked = *findings->asked_with;
    asked->of_aggressor = true;
    asked->by = findings->by;
    findings->asked_with = asked;
    if (!findings->error_count) {
        refuse_line_breaks(&ctx->ctx, job->goal);
        refuse_line_breaks(&ctx->ctx, job->on);
        refuse_line_breaks(&ctx->ctx, job->by);
        if (job->by && !job->on)
            cas_fail(&ctx->ctx, CAS_E_ARGUMENT, "by whom is asked, but not on what: name an incident");
        const char *statement = cas_format(arena, "ask verdict of %s%s%s%s%s", job->goal, job->on ? " on " : "",
                                           job->on ? job->on : "", job->by ? " by " : "", job->by ? job->by : "");
        findings->agreement = cas_api_read_with(arena, job->model, statement);
        cas_question_options options = options_of(ctx, arena, findings->agreement, job->wishes);
        options.families = true;
        options.power = job->wishes->power;
        options.threads = ctx->wishes.threads;
        const cas_answered **answers = CAS_ARRAY(arena, const cas_answered *, 1);
        tell_progress(ctx, statement, 0);
        answers[0] =
            cas_question_answer(arena, findings->agreement,
                                &findings->agreement->questions[findings->agreement->question_count - 1], &options);
        tell_progress(ctx, "", 1);
        findings->answers = answers;
        findings->answer_count = 1;
    }
    answer->outcome = outcome_of(findings);
}

casus_status casus_who(casus_ctx *ctx, const casus_model *model, const char *goal, const char *on, const char *by,
                       const casus_ask_options *opt, casus_answer **out)
{
    if (ctx && !goal)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "there is no goal to ask about");
    ask_job job = {model, opt, goal, on, by};
    return ask(ctx, who, &job, out);
}

/* ---- run -------------------------------------------------------------------------------------------------------------------------------- */

static void run(casus_ctx *ctx, void *object, void *arguments)
{
    casus_answer *answer = object;
    const ask_job *job = arguments;
    cas_findings *findings = new_findings(answer, job->model, job->wishes);
    answer->sort = CAS_ANSWERS_RUN;
    if (!findings->error_count) {
        const cas_question_options options = options_of(ctx, &answer->arena, findings->agreement, job->wishes);
        play_scenarios(ctx, answer, findings, &options, job->scenario, true);
        tell_progress(ctx, "", 1);
        if (job->scenario && !findings->scenario_count)
            cas_fail(&ctx->ctx, CAS_E_INPUT, "the file has no scenario called “%s”", job->scenario);
        if (!findings->scenario_count)
            cas_fail(&ctx->ctx, CAS_E_INPUT,
                     "the file has no scenario: write one, as `scenario \"…\"` with lines `day 0: …`");
    }
    answer->outcome = outcome_of(findings);
}

casus_status casus_run(casus_ctx *ctx, const casus_model *model, const char *scenario, const casus_ask_options *opt,
                       casus_answer **out)
{
    ask_job job = {.model = model, .wishes = opt, .scenario = scenario};
    return ask(ctx, run, &job, out);
}

/* ---- Answers ---------------------------------------------------------------------------------------------------------------------------- */

casus_outcome casus_answer_outcome(const casus_answer *answer)
{
    return answer->outcome;
}

void casus_answer_free(casus_answer *answer)
{
    cas_api_free(answer);
}
