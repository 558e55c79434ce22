/* The course of a scenario, as points: what happens on which day, without the numbers of lines and clauses. See run_points.h. */
#include "compare/run_points.h"

#include "hold/scenario.h"
#include "model/model.h"

#include <string.h>

const char *cas_scenario_key(cas_arena *arena, const cas_scenario *scenario)
{
    cas_builder out = {.arena = arena};
    cas_putf(&out, "%s|%d %lld", scenario->title, scenario->dated, scenario->dated ? (long long)scenario->day : 0);
    for (int s = 0; s < scenario->count; s++)
        cas_putf(&out, "|%lld %s", (long long)scenario->steps[s].at, scenario->steps[s].words);
    return cas_built_string(&out);
}

static const char *day_words(cas_arena *arena, const cas_instance *instance, cas_tick tick)
{
    return cas_format(arena, "day %.10g", (double)tick * instance->tick_hours / 24);
}

static const char *norm_words(cas_arena *arena, const cas_instance *instance, const cas_norm *norm)
{
    const char *by = norm->due >= CAS_NEVER ? "" : cas_format(arena, " by %s", day_words(arena, instance, norm->due));
    return cas_format(arena, "%s must %s%s", norm->who, norm->words, by);
}

static bool stood(const cas_scene_day *before, const cas_norm *norm)
{
    for (size_t n = 0; before && n < before->norm_count; n++)
        if (before->norms[n].kind == norm->kind && before->norms[n].late == norm->late && before->norms[n].due == norm->due &&
            strcmp(before->norms[n].who, norm->who) == 0 && strcmp(before->norms[n].words, norm->words) == 0)
            return true;
    return false;
}

/* A line an entry of the calendar, and one for each duty when it begins to be owed as it is; that it is late the breach has told. */
static const char *course_of(cas_arena *arena, const cas_scenario_run *run)
{
    cas_builder out = {.arena = arena};
    for (size_t d = 0; d < run->day_count; d++) {
        const cas_scene_day *day = &run->days[d];
        const char *when = day_words(arena, run->instance, day->tick);
        for (size_t e = 0; e < day->count; e++)
            cas_putf(&out, "%s: %s\n", when, run->entries[day->first + e].words);
        for (size_t n = 0; n < day->norm_count; n++)
            if (day->norms[n].kind == CAS_NORM_OWES && !day->norms[n].late && !stood(d ? day - 1 : NULL, &day->norms[n]))
                cas_putf(&out, "%s: %s\n", when, norm_words(arena, run->instance, &day->norms[n]));
    }
    if (run->endless)
        cas_puts(&out, "and so on, again and again\n");
    return cas_built_string(&out);
}

/* "as expected", or what first is not: "not so: day 3: expect plan adopted (rejected)". */
static const char *expected_words(cas_arena *arena, const cas_scenario_row *row)
{
    const cas_scenario_run *run = row->runs[0];
    for (int e = 0; e < run->expected_count; e++)
        if (!run->expected[e].ok)
            return cas_format(arena, "not as it expects: %s; %s", run->expected[e].step->words, run->expected[e].found);
    return "as it expects";
}

static const cas_named_choice *named(cas_arena *arena, const cas_agreement *agreement, const int *package)
{
    cas_named_choice *all = CAS_ARRAY(arena, cas_named_choice, agreement->dimension_count + 1);
    for (int d = 0; d < agreement->dimension_count; d++)
        all[d] = (cas_named_choice){agreement->dimensions[d].name, agreement->dimensions[d].alternatives[package[d]].name};
    return all;
}

static void read_row(cas_arena *arena, const cas_side *side, const int *fixed, const cas_scenario_row *row, cas_point *point)
{
    const cas_agreement *agreement = side->agreement;
    cas_named_choice *choices = CAS_ARRAY(arena, cas_named_choice, row->choice_count + 1);
    for (int c = 0; c < row->choice_count; c++) {
        const cas_dimension *dimension = &agreement->dimensions[row->choices[c].dimension];
        if (fixed[row->choices[c].dimension] < 0)
            choices[point->choice_count++] =
                (cas_named_choice){dimension->name, dimension->alternatives[row->choices[c].alternative].name};
    }
    point->choices = choices;
    point->package = named(arena, agreement, row->package);
    point->package_count = agreement->dimension_count;
    point->parts[0] = row->ok ? "ok" : "not ok";
    point->words[0] = expected_words(arena, row);
    point->parts[1] = course_of(arena, row->runs[0]);
    point->badness = row->ok ? 0 : 2;
}

cas_points cas_run_points(cas_arena *arena, const cas_side *side, const cas_asked *asked)
{
    const cas_question_options options = {.draft = side->draft, .settings = side->settings, .setting_count = side->setting_count};
    const int *fixed = cas_side_choices(arena, side);
    for (int s = 0; s < side->agreement->scenario_count; s++) {
        const cas_scenario *scenario = &side->agreement->scenarios[s];
        if (scenario->inherited || strcmp(scenario->title, asked->name) != 0)
            continue;
        const cas_scenario_answer *answer = cas_scenario_play(arena, side->agreement, scenario, &options, true);
        if (answer->elsewhere)
            return (cas_points){.able = false};
        cas_point *points = CAS_ARRAY(arena, cas_point, answer->row_count + 1);
        for (int r = 0; r < answer->row_count; r++)
            read_row(arena, side, fixed, &answer->rows[r], &points[r]);
        if (answer->answer == CAS_OPEN) {
            points[0] = (cas_point){.parts = {"undecided"}, .words = {"undecided"}, .badness = 1, .open = true};
            return (cas_points){points, 1, true};
        }
        return (cas_points){points, (size_t)answer->row_count, true};
    }
    return (cas_points){.able = false};
}
