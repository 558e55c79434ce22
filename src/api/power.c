/* Power: reads the rule in whichever way it is given, asks, and writes the answer down. */
#include "api/objects.h"

#include "casus/power.h"
#include "model/build.h"
#include "model/package.h"
#include "report/power_report.h"

#include <string.h>

enum { USUAL_DIGITS = 6, USUAL_FIRST = 1000 };

typedef struct power_job {
    const casus_power_options *wishes;
    casus_form form;
    casus_outcome *outcome;
} power_job;

static const cas_game *game_of_model(casus_ctx *ctx, cas_arena *arena, const casus_power_options *wishes)
{
    const cas_agreement *agreement = wishes->model->agreement;
    if (wishes->model->error_count)
        cas_fail(&ctx->ctx, CAS_E_INPUT, "the file has errors; casus check names them");
    int rule = -1;
    for (int r = 0; r < agreement->rule_count; r++)
        if (strcmp(agreement->rules[r].name, wishes->rule) == 0)
            rule = r;
    if (rule < 0)
        cas_fail(&ctx->ctx, CAS_E_ARGUMENT, "the file has no rule called `%s`", wishes->rule);
    const casus_ask_options ask = {.size = sizeof ask, .draft = wishes->draft, .settings = wishes->settings, .setting_count = wishes->setting_count};
    const cas_game *game = cas_game_of_named_rule(arena, agreement, cas_api_condition_of(ctx, arena, agreement, &ask), rule);
    if (game)
        return game;
    cas_fail(&ctx->ctx, CAS_E_ARGUMENT, "no package has the rule `%s`", wishes->rule);
}

static const cas_game *game_of(casus_ctx *ctx, cas_arena *arena, const casus_power_options *wishes)
{
    const char *problem = NULL;
    const cas_game *game;
    if (wishes->model)
        return game_of_model(ctx, arena, wishes);
    if (wishes->csv)
        game = cas_game_read_csv(arena, (cas_text){wishes->csv, wishes->csv_length}, cas_text_of(wishes->key), cas_text_of(wishes->value),
                                 cas_text_of(wishes->quota), &problem);
    else if (wishes->rule_count) {
        cas_text *rules = CAS_ARRAY(arena, cas_text, wishes->rule_count);
        for (size_t i = 0; i < wishes->rule_count; i++)
            rules[i] = cas_text_of(wishes->rules[i]);
        game = cas_game_read_rules(arena, rules, (int)wishes->rule_count, cas_text_of(wishes->combine), &problem);
    } else
        game = cas_game_read(arena, cas_text_of(wishes->quota), cas_text_of(wishes->weights), &problem);
    if (!game)
        cas_fail(&ctx->ctx, CAS_E_INPUT, "%s", problem);
    return game;
}

/* The numbers of the members in "A,B,C"; each is handed to `take`. */
static void read_members(casus_ctx *ctx, const cas_game *game, const char *list, int group, int *groups, cas_set *set)
{
    while (list && *list) {
        const size_t length = strcspn(list, ",");
        cas_text name = {list, length};
        while (name.length && name.at[0] == ' ') {
            name.at++;
            name.length--;
        }
        int member = -1;
        for (int i = 0; i < game->count && member < 0; i++)
            if (cas_text_is(name, game->names[i]))
                member = i;
        if (member < 0)
            cas_fail(&ctx->ctx, CAS_E_INPUT, "no member is called %.*s", CAS_SHOW(name));
        if (groups && groups[member] >= 0)
            cas_fail(&ctx->ctx, CAS_E_INPUT, "%.*s stands in two groups", CAS_SHOW(name));
        if (groups)
            groups[member] = group;
        else
            cas_set_add(set, member);
        list += length + (list[length] == ',');
    }
}

static int *groups_of(casus_ctx *ctx, cas_arena *arena, const cas_game *game, const char *const *lists, size_t count)
{
    int *groups = CAS_ARRAY(arena, int, (size_t)game->count);
    for (int i = 0; i < game->count; i++)
        groups[i] = -1;
    for (size_t g = 0; g < count; g++)
        read_members(ctx, game, lists[g], (int)g, groups, NULL);
    return groups;
}

static uint64_t indices_of(casus_ctx *ctx, const char *list)
{
    uint64_t indices = 0;
    while (list && *list) {
        const size_t length = strcspn(list, ",");
        const int index = cas_power_index_find((cas_text){list, length});
        if (index < 0)
            cas_fail(&ctx->ctx, CAS_E_ARGUMENT, "no index is called `%.*s`", (int)length, list);
        indices |= (uint64_t)1 << index;
        list += length + (list[length] == ',');
    }
    return indices;
}

static void add_coalitions(casus_ctx *ctx, cas_arena *arena, const cas_game *game, const casus_power_options *wishes, cas_power_sheet *sheet)
{
    sheet->blocking = strcmp(wishes->coalitions, "blocking") == 0;
    if (!sheet->blocking && strcmp(wishes->coalitions, "winning") != 0)
        cas_fail(&ctx->ctx, CAS_E_ARGUMENT, "coalitions are winning or blocking, not `%s`", wishes->coalitions);
    if (game->count > CAS_MAX_PARTIES)
        cas_fail(&ctx->ctx, CAS_E_BUDGET, "a list of coalitions of at most %d members", CAS_MAX_PARTIES);
    cas_set containing = cas_set_empty(), lacking = cas_set_empty();
    read_members(ctx, game, wishes->containing, 0, NULL, &containing);
    read_members(ctx, game, wishes->lacking, 0, NULL, &lacking);
    sheet->coalitions = cas_power_coalitions(arena, game, sheet->blocking, &containing, &lacking, wishes->first ? wishes->first : USUAL_FIRST);
}

static int member_named(casus_ctx *ctx, const cas_game *game, const char *name)
{
    for (int i = 0; i < game->count; i++)
        if (!strcmp(game->names[i], name))
            return i;
    cas_fail(&ctx->ctx, CAS_E_INPUT, "no member is called %s", name);
}

/* The order of desirability and what a member needs: both on the game's diagram. */
static void add_standing(casus_ctx *ctx, cas_arena *arena, const cas_game *game, const casus_power_options *wishes, cas_power_sheet *sheet)
{
    if ((wishes->order || wishes->needs) && game->count > CAS_MAX_PARTIES)
        cas_fail(&ctx->ctx, CAS_E_BUDGET, "at most %d members", CAS_MAX_PARTIES);
    if (wishes->order)
        sheet->standing = cas_standing_of(cas_cells_of(arena, game), game);
    if (!wishes->needs)
        return;
    const size_t first = wishes->first ? wishes->first : USUAL_FIRST;
    sheet->needy = member_named(ctx, game, wishes->needs);
    sheet->to_win = cas_power_smallest(arena, game, false, sheet->needy, first);
    sheet->to_block = cas_power_smallest(arena, game, true, sheet->needy, first);
}

/* Of the usual set what is feasible is the answer; what was asked for by name and is missing is undecided. */
static bool asked_and_omitted(const cas_power *power)
{
    for (int i = 0; i < power->omitted_count; i++)
        if (power->omitted[i].asked)
            return true;
    return false;
}

static unsigned digits_of(const casus_power_options *wishes)
{
    return wishes->digits > 0 ? (unsigned)wishes->digits : USUAL_DIGITS;
}

static cas_json json_on(cas_builder *out)
{
    return (cas_json){.out = out, .spread = 3};
}

/* Of a rule of a text, or of members that vote as one or have unions; else the rule itself says all. */
static const cas_asked_with *asked_of(cas_arena *arena, const casus_power_options *wishes)
{
    const cas_asked_with asked = {.draft = wishes->draft,
                                  .settings = wishes->settings,
                                  .setting_count = wishes->setting_count,
                                  .rule = wishes->model ? wishes->rule : NULL,
                                  .blocs = wishes->blocs,
                                  .bloc_count = wishes->bloc_count,
                                  .unions = wishes->unions,
                                  .union_count = wishes->union_count};
    return wishes->model || wishes->bloc_count || wishes->union_count ? cas_asked_with_kept(arena, &asked) : NULL;
}

static void write_curve(cas_builder *out, const power_job *job, const cas_game *game, const cas_power_options *options)
{
    const casus_power_options *wishes = job->wishes;
    const cas_power_curve *curve = cas_power_curve_of(out->arena, game, wishes->curve, options);
    *job->outcome = CASUS_AS_STATED;
    for (int k = 0; k < curve->count; k++)
        if (asked_and_omitted(curve->points[k].power))
            *job->outcome = CASUS_UNDECIDED;
    if (wishes->plot)
        cas_power_curve_svg(out, curve);
    else if (job->form == CASUS_JSON) {
        cas_json json = json_on(out);
        cas_power_curve_json(&json, out->arena, asked_of(out->arena, wishes), curve);
        cas_putc(out, '\n');
    } else
        cas_power_curve_csv(out, curve, digits_of(wishes));
}

static void write_what_if(casus_ctx *ctx, cas_builder *out, const power_job *job, const cas_game *game, const cas_power_options *options)
{
    const casus_power_options *wishes = job->wishes;
    cas_text *changes = CAS_ARRAY(out->arena, cas_text, wishes->what_if_count);
    for (size_t i = 0; i < wishes->what_if_count; i++)
        changes[i] = cas_text_of(wishes->what_ifs[i]);
    const char *problem;
    const cas_what_ifs *all = cas_power_what_ifs(out->arena, game, changes, wishes->what_if_count, options, &problem);
    if (!all)
        cas_fail(&ctx->ctx, CAS_E_INPUT, "%s", problem);
    *job->outcome = asked_and_omitted(all->before) ? CASUS_UNDECIDED : CASUS_AS_STATED;
    for (int k = 0; k < all->count; k++)
        if (asked_and_omitted(all->list[k].after))
            *job->outcome = CASUS_UNDECIDED;
    if (job->form == CASUS_JSON) {
        cas_json json = json_on(out);
        json.spread = 5;
        cas_power_what_if_json(&json, out->arena, asked_of(out->arena, wishes), all);
        cas_putc(out, '\n');
    } else if (job->form == CASUS_CSV)
        cas_power_what_if_csv(out, all, digits_of(wishes), wishes->exact);
    else if (job->form == CASUS_LATEX)
        cas_power_what_if_latex(out, all, digits_of(wishes), wishes->exact);
    else
        cas_power_what_if_text(out, all, digits_of(wishes), wishes->exact);
}

static void write_inverse(casus_ctx *ctx, cas_builder *out, const power_job *job)
{
    const casus_power_options *wishes = job->wishes;
    cas_power_sheet sheet = {.exact = wishes->exact, .digits = digits_of(wishes)};
    const int index = wishes->indices ? cas_power_index_find(cas_text_of(wishes->indices)) : CAS_POWER_BANZHAF;
    if (index < 0)
        cas_fail(&ctx->ctx, CAS_E_ARGUMENT, "targets are of one index, banzhaf or shapley_shubik, not `%s`", wishes->indices);
    sheet.inverse_index = (cas_power_index)index;
    const char *problem;
    sheet.inverse = cas_power_inverse(out->arena, cas_text_of(wishes->targets), cas_text_of(wishes->quota), sheet.inverse_index, false, wishes->most_seconds, &problem);
    if (!sheet.inverse)
        cas_fail(&ctx->ctx, CAS_E_INPUT, "%s", problem);
    *job->outcome = CASUS_AS_STATED;
    if (job->form == CASUS_JSON) {
        cas_json json = json_on(out);
        cas_power_inverse_json(&json, out->arena, &sheet);
        cas_putc(out, '\n');
    } else if (job->form == CASUS_CSV)
        cas_power_inverse_csv(out, &sheet);
    else if (job->form == CASUS_LATEX)
        cas_power_inverse_latex(out, &sheet);
    else
        cas_power_inverse_text(out, &sheet);
}

static void write_power(casus_ctx *ctx, cas_builder *out, void *arguments)
{
    const power_job *job = arguments;
    const casus_power_options *wishes = job->wishes;
    cas_arena *arena = out->arena;
    if (wishes->targets) {
        write_inverse(ctx, out, job);
        return;
    }
    const cas_game *game = game_of(ctx, arena, wishes);
    if (wishes->bloc_count)
        game = cas_game_with_blocs(arena, game, groups_of(ctx, arena, game, wishes->blocs, wishes->bloc_count), NULL);
    cas_power_options options = {.indices = indices_of(ctx, wishes->indices), .method = wishes->method, .insist_exact = wishes->exact,
                                 .most_seconds = wishes->most_seconds, .threads = ctx->wishes.threads, .abstain = wishes->abstain};
    if (wishes->union_count)
        options.union_of = groups_of(ctx, arena, game, wishes->unions, wishes->union_count);
    if (wishes->curve > 0) {
        write_curve(out, job, game, &options);
        return;
    }
    if (wishes->what_if_count) {
        write_what_if(ctx, out, job, game, &options);
        return;
    }
    cas_power_sheet sheet = {.asked_with = asked_of(arena, wishes), .exact = wishes->exact, .benchmark = wishes->benchmark, .needy = -1, .digits = digits_of(wishes)};
    sheet.power = cas_power_of(arena, game, &options);
    if (wishes->coalitions)
        add_coalitions(ctx, arena, game, wishes, &sheet);
    add_standing(ctx, arena, game, wishes, &sheet);
    *job->outcome = asked_and_omitted(sheet.power) ? CASUS_UNDECIDED : CASUS_AS_STATED;
    switch (job->form) {
    case CASUS_TEXT: cas_power_text(out, &sheet); return;
    case CASUS_JSON: {
        cas_json json = json_on(out);
        cas_power_json(&json, arena, &sheet);
        cas_putc(out, '\n');
        return;
    }
    case CASUS_CSV: cas_power_csv(out, &sheet); return;
    case CASUS_LATEX: cas_power_latex(out, &sheet); return;
    }
}

casus_status casus_power(casus_ctx *ctx, const casus_power_options *opt, casus_form form, casus_outcome *outcome, casus_text **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!opt || opt->size != sizeof *opt || !outcome || (opt->model && !opt->rule))
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "an argument of the question is null, or its options are of no known version");
    const int ways = (opt->model != NULL) + (opt->csv != NULL) + (opt->rule_count > 0) + (opt->weights != NULL) + (opt->targets != NULL);
    if (ways != 1)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "%s", ways ? "the rule is given in more than one way" : "no rule is given");
    power_job job = {opt, form, outcome};
    return cas_api_text(ctx, write_power, &job, out);
}
