/* A scenario played by a person: a function of the moves chosen so far. */
#include "api/objects.h"

#include "hold/play.h"
#include "model/load.h"
#include "model/model.h"

#include <stdlib.h>
#include <string.h>

typedef struct play_job {
    const casus_model *model;
    const casus_play_options *play;
    const casus_ask_options *wishes;
} play_job;

static const cas_scenario *scenario_of(cas_ctx *ctx, const cas_agreement *agreement, const char *name)
{
    if (!agreement->scenario_count)
        cas_fail(ctx, CAS_E_INPUT, "the file has no scenario: write one, as `scenario \"…\"` with lines `day 0: …`");
    if (!name)
        return &agreement->scenarios[0];
    char *end;
    const long number = strtol(name, &end, 10);
    for (int s = 0; s < agreement->scenario_count; s++)
        if (strcmp(agreement->scenarios[s].title, name) == 0 || (*name && !*end && number == s + 1))
            return &agreement->scenarios[s];
    cas_fail(ctx, CAS_E_INPUT, "the file has no scenario called “%s”", name);
}

/* The first package of the scenario that has the caller's choices. */
static const int *package_of(casus_ctx *ctx, cas_arena *arena, const cas_agreement *agreement,
                             const cas_scenario *scenario, const casus_ask_options *wishes)
{
    cas_package_walk walk;
    const cas_condition *condition =
        cas_condition_both(arena, scenario->in, cas_api_condition_of(ctx, arena, agreement, wishes));
    cas_packages_begin(&walk, arena, agreement, condition);
    const int *choice = cas_packages_next(&walk);
    if (!choice)
        cas_fail(&ctx->ctx, CAS_E_ARGUMENT, "no package of the scenario has these choices");
    const size_t count = (size_t)agreement->dimension_count;
    int *kept = CAS_ARRAY(arena, int, count + 1);
    memcpy(kept, choice, count * sizeof *kept);
    return kept;
}

static cas_stance stance_of(cas_ctx *ctx, const char *word)
{
    static const char *const words[] = {[CAS_RESISTS] = "resists", [CAS_OBEYS] = "obeys", [CAS_HELPS] = "helps"};
    for (int s = CAS_RESISTS; word && s <= CAS_HELPS; s++)
        if (strncmp(words[s], word, strlen(word)) == 0 && strlen(word) + 1 >= strlen(words[s]))
            return (cas_stance)s;
    if (word)
        cas_fail(ctx, CAS_E_ARGUMENT, "the others help, obey or resist, and do not `%s`", word);
    return CAS_OBEYS;
}

static void play(casus_ctx *ctx, void *object, void *arguments)
{
    casus_answer *answer = object;
    const play_job *job = arguments;
    cas_arena *arena = &answer->arena;
    const cas_agreement *agreement = job->model->agreement;
    if (job->model->error_count)
        cas_fail(&ctx->ctx, CAS_E_INPUT, "the text has errors, and a play needs a sound one: run casus check");
    const cas_scenario *scenario = scenario_of(&ctx->ctx, agreement, job->play->scenario);
    const int party = cas_model_party(agreement, cas_text_of(job->play->party));
    if (party < 0)
        cas_fail(&ctx->ctx, CAS_E_ARGUMENT, "the file has no party called `%s`", job->play->party);
    const int *choice = package_of(ctx, arena, agreement, scenario, job->wishes);
    const cas_scenario_cases cases = cas_scenario_list_cases(arena, agreement, scenario, choice);
    if (!cases.count)
        cas_fail(&ctx->ctx, CAS_E_BUDGET, "more than %d cases of who did what", CAS_MAX_SCENARIO_CASES);
    const cas_play_options options = {.party = party,
                                      .others = stance_of(&ctx->ctx, job->play->others),
                                      .moves = job->play->moves,
                                      .move_count = (int)job->play->move_count,
                                      .instead = job->play->instead,
                                      .instead_count = (int)job->play->instead_count};
    answer->sort = CAS_ANSWERS_PLAY;
    answer->model = job->model;
    answer->asked_with = cas_api_asked_with(arena, job->wishes);
    answer->played = cas_play(arena, agreement, scenario, choice, cases.attackers, &options);
    answer->outcome = CASUS_AS_STATED;
}

casus_status casus_play(casus_ctx *ctx, const casus_model *model, const casus_play_options *opt,
                        const casus_ask_options *wishes, casus_answer **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!model || !opt || opt->size != sizeof *opt || !wishes || wishes->size != sizeof *wishes || !opt->party ||
        (opt->move_count && !opt->moves) || opt->move_count > CAS_MAX_PLAY_MOVES ||
        opt->instead_count > CAS_MAX_PLAY_MOVES || (wishes->setting_count && !wishes->settings))
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT,
                              "an argument of the play is null or too long, or its options are of no known version");
    play_job job = {model, opt, wishes};
    void *answer = cas_api_make(ctx, sizeof **out);
    const casus_status status = cas_api_run(ctx, &answer, play, &job);
    *out = answer;
    return status;
}
