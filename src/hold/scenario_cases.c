/*
 * A scenario in every package that it names, and in every case of who may have done what.
 *
 * 1. The packages are listed as for a question about the whole text (combinations.c); those in which the same forms hold are one text
 *    and are played once.
 * 2. In each text every case is played: each incident by each party that the line leaves possible, and by an outsider where it is by
 *    unknown. The answer is the worst case: the one in which the most expectations fail; cases in which others fail are kept beside it.
 * 3. The choices on which the outcome of the expectations depends make the rows.
 *
 * Cost: distinct texts times cases times the cost of a run.
 */
#include "hold/combinations.h"
#include "hold/scenario.h"
#include "hold/scenario_game.h"

#include <string.h>

/* ---- Cases -------------------------------------------------------------------------------------------------------------- */

typedef struct suspect_list {
    int *parties; /* -1: an outsider */
    int count;
} suspect_list;

static suspect_list list_suspects(cas_arena *arena, const cas_agreement *agreement, const cas_scene_step *step,
                                  const int *choice)
{
    cas_set suspects;
    bool outsider;
    const bool possible = cas_scene_suspects(arena, agreement, step, choice, &suspects, &outsider);
    suspect_list list = {CAS_ARRAY(arena, int, (size_t)cas_set_count(&suspects) + 1), 0};
    for (int p = cas_set_next(&suspects, 0); possible && p >= 0; p = cas_set_next(&suspects, p + 1))
        list.parties[list.count++] = p;
    if (outsider || !list.count)
        list.parties[list.count++] = -1;
    return list;
}

cas_scenario_cases cas_scenario_list_cases(cas_arena *arena, const cas_agreement *agreement,
                                           const cas_scenario *scenario, const int *choice)
{
    suspect_list *lists = CAS_ARRAY(arena, suspect_list, (size_t)scenario->count + 1);
    cas_scenario_cases cases = {.count = 1};
    for (int s = 0; s < scenario->count; s++)
        if (scenario->steps[s].kind == CAS_SCENE_INCIDENT)
            lists[cases.incident_count++] = list_suspects(arena, agreement, &scenario->steps[s], choice);
    for (int i = 0; i < cases.incident_count && cases.count; i++) {
        cases.count *= (size_t)lists[i].count;
        if (cases.count > CAS_MAX_SCENARIO_CASES)
            cases.count = 0;
    }
    const size_t width = (size_t)cases.incident_count;
    int *attackers = CAS_ARRAY(arena, int, cases.count *width + 1);
    for (size_t c = 0; c < cases.count; c++) {
        size_t rest = c;
        for (size_t i = width; i-- > 0; rest /= (size_t)lists[i].count)
            attackers[c * width + i] = lists[i].parties[rest % (size_t)lists[i].count];
    }
    cases.attackers = attackers;
    return cases;
}

/* ---- One text ------------------------------------------------------------------------------------------------------------ */

typedef struct playing {
    cas_arena *arena;
    const cas_agreement *agreement;
    const cas_scenario *scenario;
    const cas_question_options *options;
    bool in_full;
    cas_influence influence;
    cas_combinations list;
    cas_names outcomes;       /* keys */
    cas_scenario_row *of_key; /* per key: the evidence, without its choices */
    size_t key_room;
    int *answers; /* per combination: number of its key */
} playing;

static void put_outcome(cas_builder *key, const cas_scenario_run *run)
{
    for (int e = 0; e < run->expected_count; e++)
        cas_putf(key, "%d%s|", run->expected[e].ok, run->expected[e].ok ? "" : run->expected[e].found);
}

/* The worst case first, then those whose failures differ from all before them. */
static void play_cases(playing *play, const int *choice, cas_scenario_row *row)
{
    const cas_scenario_cases cases = cas_scenario_list_cases(play->arena, play->agreement, play->scenario, choice);
    if (!cases.count)
        cas_fail(play->arena->ctx, CAS_E_BUDGET, "more than %d cases of who did what", CAS_MAX_SCENARIO_CASES);
    const cas_scenario_run **runs = CAS_ARRAY(play->arena, const cas_scenario_run *, cases.count);
    cas_names seen = {.arena = play->arena};
    row->case_count = cases.count;
    row->runs = runs;
    for (size_t c = 0; c < cases.count; c++) {
        const int *attackers = cases.attackers + c * (size_t)cases.incident_count;
        const cas_mark mark = cas_arena_mark(play->arena);
        const cas_scenario_run *run =
            cas_scenario_run_one(play->arena, play->agreement, play->scenario, choice, attackers, play->in_full);
        cas_builder key = {.arena = play->arena};
        put_outcome(&key, run);
        if (cas_names_find(&seen, cas_built(&key)) >= 0) {
            cas_arena_release(play->arena, mark);
            continue;
        }
        cas_names_add(&seen, cas_built(&key));
        int place = row->run_count++;
        if (place && run->failed > runs[0]->failed) {
            memmove(runs + 1, runs, (size_t)place * sizeof(void *));
            place = 0;
        }
        runs[place] = run;
    }
    row->ok = runs[0]->failed == 0;
}

static cas_text key_of(const playing *play, const cas_scenario_row *row)
{
    cas_builder key = {.arena = play->arena};
    for (int i = 0; i < row->run_count; i++) {
        cas_putf(&key, "%s:", row->runs[i]->case_words);
        put_outcome(&key, row->runs[i]);
    }
    return cas_built(&key);
}

/* The number of the outcome of this text. */
static int play_text(playing *play, const int *choice)
{
    cas_scenario_row row = {0};
    const cas_mark mark = cas_arena_mark(play->arena);
    int *package = CAS_ARRAY(play->arena, int, (size_t)play->agreement->dimension_count + 1);
    memcpy(package, choice, (size_t)play->agreement->dimension_count * sizeof *package);
    play_cases(play, package, &row);
    row.package = package;
    const cas_text key = key_of(play, &row);
    const int known = cas_names_find(&play->outcomes, key);
    if (known >= 0) {
        cas_arena_release(play->arena, mark);
        return known;
    }
    const int number = cas_names_add(&play->outcomes, key);
    play->of_key = CAS_ROOM(play->arena, play->of_key, (size_t)number, &play->key_room);
    play->of_key[number] = row;
    return number;
}

/* ---- All packages --------------------------------------------------------------------------------------------------------- */

typedef struct condition_list {
    const cas_condition **items;
    size_t count, room;
    bool *dimensions;
} condition_list;

static void add_conditions(playing *play, condition_list *list, const cas_form *const *forms, int count)
{
    for (int f = 0; f < count; f++) {
        if (!forms[f]->condition)
            continue;
        list->items = CAS_ROOM(play->arena, list->items, list->count, &list->room);
        list->items[list->count++] = forms[f]->condition;
        cas_condition_dimensions(forms[f]->condition, list->dimensions);
    }
}
#define ADD_CONDITIONS(play, list, entity)                                                                             \
    add_conditions((play), (list), (const cas_form *const *)(entity)->forms, (entity)->form_count)

/* Every form of the whole text, and of what a scenario can name beside its clauses. */
static void list_conditions(playing *play)
{
    const cas_agreement *agreement = play->agreement;
    const cas_influence clauses = cas_influence_of_text(play->arena, agreement);
    condition_list list = {.dimensions = CAS_ARRAY(play->arena, bool, (size_t)agreement->dimension_count + 1)};
    memcpy(list.dimensions, clauses.dimensions, (size_t)agreement->dimension_count * sizeof *list.dimensions);
    for (size_t c = 0; c < clauses.condition_count; c++) {
        list.items = CAS_ROOM(play->arena, list.items, list.count, &list.room);
        list.items[list.count++] = clauses.conditions[c];
    }
    for (int i = 0; i < agreement->group_count; i++)
        ADD_CONDITIONS(play, &list, &agreement->groups[i]);
    for (int i = 0; i < agreement->deed_count; i++)
        ADD_CONDITIONS(play, &list, &agreement->deeds[i]);
    for (int i = 0; i < agreement->incident_count; i++)
        ADD_CONDITIONS(play, &list, &agreement->incidents[i]);
    for (int i = 0; i < agreement->goal_count; i++)
        ADD_CONDITIONS(play, &list, &agreement->goals[i]);
    play->influence = (cas_influence){list.items, list.count, list.dimensions};
}

static void list_packages(playing *play)
{
    const cas_question_options *options = play->options;
    list_conditions(play);
    const cas_condition **conditions =
        CAS_ARRAY(play->arena, const cas_condition *, (size_t)options->setting_count + 3);
    size_t count = 0;
    if (play->scenario->in)
        conditions[count++] = play->scenario->in;
    else if (options->draft < 0 && !options->setting_count)
        conditions[count++] = cas_packages_of_drafts(play->arena, play->agreement);
    if (options->draft >= 0)
        conditions[count++] = play->agreement->drafts[options->draft].condition;
    for (int s = 0; s < options->setting_count; s++)
        conditions[count++] =
            cas_condition_is(play->arena, options->settings[s].dimension, options->settings[s].alternative);
    play->list = cas_combinations_list(play->arena, play->agreement, play->influence.dimensions, conditions, count,
                                       CAS_MAX_COMBINATIONS);
}

static void play_packages(playing *play)
{
    cas_names texts = {.arena = play->arena};
    int *of_text = CAS_ARRAY(play->arena, int, play->list.count + 1);
    int *choice = CAS_ARRAY(play->arena, int, (size_t)play->agreement->dimension_count + 1);
    play->answers = CAS_ARRAY(play->arena, int, play->list.count + 1);
    for (size_t c = 0; c < play->list.count; c++) {
        cas_poll(play->arena->ctx);
        cas_combination_fill(play->agreement, &play->list, c, choice);
        const size_t known = texts.count;
        const int text = cas_names_add(&texts, cas_influence_signature(play->arena, &play->influence, choice));
        if (texts.count > known)
            of_text[text] = play_text(play, choice);
        play->answers[c] = of_text[text];
    }
}

static void make_rows(playing *play, cas_scenario_answer *answer)
{
    const cas_combinations *list = &play->list;
    const size_t width = (size_t)list->dimension_count;
    bool *kept = CAS_ARRAY(play->arena, bool, width + 1);
    cas_dependence_find(play->arena, list, play->answers, kept);
    cas_names projections = {.arena = play->arena};
    cas_scenario_row *rows = CAS_ARRAY(play->arena, cas_scenario_row, list->count + 1);
    for (size_t c = 0; c < list->count; c++) {
        cas_chosen *choices = CAS_ARRAY(play->arena, cas_chosen, width + 1);
        int count = 0;
        for (size_t i = 0; i < width; i++)
            if (kept[i])
                choices[count++] = (cas_chosen){list->dimensions[i], list->chosen[c * width + i]};
        const size_t known = projections.count;
        const int row = cas_names_add(&projections, (cas_text){(const char *)choices, sizeof *choices * (size_t)count});
        if (projections.count == known)
            continue;
        rows[row] = play->of_key[play->answers[c]];
        rows[row].choices = choices;
        rows[row].choice_count = count;
        if (!rows[row].ok)
            answer->answer = CAS_FALSE;
    }
    answer->rows = rows;
    answer->row_count = (int)projections.count;
}

static void play_all(playing *play, cas_scenario_answer *answer)
{
    list_packages(play);
    if (play->list.too_many)
        cas_fail(play->arena->ctx, CAS_E_BUDGET,
                 "more than %d combinations of alternatives to be looked at; name some of them after `in`",
                 CAS_MAX_COMBINATIONS);
    answer->elsewhere = play->list.count == 0;
    play_packages(play);
    make_rows(play, answer);
}

const cas_scenario_answer *cas_scenario_play(cas_arena *arena, const cas_agreement *agreement,
                                             const cas_scenario *scenario, const cas_question_options *options,
                                             bool in_full)
{
    cas_scenario_answer *answer = CAS_NEW(arena, cas_scenario_answer);
    playing *play = CAS_NEW(arena, playing);
    cas_ctx *ctx = arena->ctx;
    *answer = (cas_scenario_answer){.scenario = scenario, .answer = CAS_TRUE};
    *play = (playing){.arena = arena,
                      .agreement = agreement,
                      .scenario = scenario,
                      .options = options,
                      .in_full = in_full,
                      .outcomes = {.arena = arena}};
    const cas_mark mark = cas_arena_mark(arena);
    cas_guard guard;
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0)
        play_all(play, answer);
    cas_guard_close(ctx, &guard);
    if (guard.status == CAS_E_BUDGET) {
        cas_arena_release(arena, mark);
        *answer = (cas_scenario_answer){
            .scenario = scenario, .answer = CAS_OPEN, .needs = cas_format(arena, "%s", ctx->needs)};
    } else if (guard.status != CAS_OK) {
        cas_fail(ctx, guard.status, "%s", cas_format(arena, "%s", ctx->needs));
    }
    return answer;
}
