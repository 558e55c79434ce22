/*
 * What if a member leaves, one joins, or some form a bloc: power before and after, and the difference.
 *
 * Two games are answered as any other and their members put side by side by name. A bloc is compared with the sum of
 * what its members had. Exact where both answers are; else the difference is within the sum of the two bounds.
 */
#include "power/what_if.h"

#include <math.h>
#include <string.h>

enum { USUAL_SECONDS = 600 };

static cas_text trimmed(cas_text text)
{
    while (text.length && text.at[0] == ' ') {
        text.at++;
        text.length--;
    }
    while (text.length && text.at[text.length - 1] == ' ')
        text.length--;
    return text;
}

static bool begins_with(cas_text *text, const char *word)
{
    const size_t length = strlen(word);
    if (text->length <= length || memcmp(text->at, word, length) || text->at[length] != ' ')
        return false;
    *text = trimmed((cas_text){text->at + length, text->length - length});
    return true;
}

static int member_called(const cas_game *game, cas_text name)
{
    for (int i = 0; i < game->count; i++)
        if (cas_text_is(name, game->names[i]))
            return i;
    return -1;
}

/* "A,B,C" as a group; null: *problem says what is wrong. */
static int *group_of(cas_arena *arena, const cas_game *game, cas_text list, const char **problem)
{
    int *group = CAS_ARRAY(arena, int, (size_t)game->count), count = 0;
    for (int i = 0; i < game->count; i++)
        group[i] = -1;
    while (list.length) {
        const char *comma = memchr(list.at, ',', list.length);
        const size_t length = comma ? (size_t)(comma - list.at) : list.length;
        const cas_text name = trimmed((cas_text){list.at, length});
        const int member = member_called(game, name);
        if (member < 0 || group[member] >= 0) {
            *problem = cas_format(arena, member < 0 ? "no member is called %.*s" : "%.*s stands in the bloc twice",
                                  CAS_SHOW(name));
            return NULL;
        }
        group[member] = 0;
        count++;
        list = (cas_text){list.at + length + (comma != NULL), list.length - length - (comma != NULL)};
    }
    if (count < 2) {
        *problem = "a bloc has two members or more";
        return NULL;
    }
    return group;
}

/* The game after the change. group: who votes as one, or null. */
static const cas_game *changed_game(cas_arena *arena, const cas_game *game, cas_text change, int **group,
                                    const char **problem)
{
    cas_text rest = trimmed(change);
    *group = NULL;
    if (begins_with(&rest, "leave")) {
        const int member = member_called(game, rest);
        if (member < 0) {
            *problem = cas_format(arena, "no member is called %.*s", CAS_SHOW(rest));
            return NULL;
        }
        return cas_game_without(arena, game, member, problem);
    }
    if (begins_with(&rest, "join")) {
        const char *colon = memrchr(rest.at, ':', rest.length);
        if (!colon || colon == rest.at) {
            *problem = "who joins is written with its weight: join NAME:WEIGHT";
            return NULL;
        }
        const size_t length = (size_t)(colon - rest.at);
        return cas_game_with(arena, game, (cas_text){rest.at, length}, (cas_text){colon + 1, rest.length - length - 1},
                             problem);
    }
    if (begins_with(&rest, "bloc")) {
        *group = group_of(arena, game, rest, problem);
        return *group ? cas_game_with_blocs(arena, game, *group, NULL) : NULL;
    }
    *problem = cas_format(arena, "a change is leave A, join X:WEIGHT, bloc A,B or blocs, not: %.*s", CAS_SHOW(change));
    return NULL;
}

static cas_power_value sum_of(cas_arena *arena, cas_power_value a, cas_power_value b)
{
    cas_power_value sum = {.known = a.known && b.known,
                           .exact = a.exact && b.exact,
                           .nearest = a.nearest + b.nearest,
                           .bound = a.bound + b.bound + 0x1p-50};
    if (sum.known && sum.exact) {
        sum.value = cas_ratio_add(arena, a.value, b.value);
        sum.nearest = cas_ratio_double(arena, sum.value);
        sum.bound = 0;
    }
    return sum;
}

static cas_power_difference difference_of(cas_arena *arena, cas_power_value before, cas_power_value after)
{
    cas_power_difference out = {.size = {.known = before.known && after.known,
                                         .exact = before.exact && after.exact,
                                         .bound = before.bound + after.bound + 0x1p-50}};
    if (!out.size.known)
        return out;
    if (out.size.exact) {
        const int order = cas_ratio_compare(arena, after.value, before.value);
        out.negative = order < 0;
        const cas_ratio more = order < 0 ? before.value : after.value, less = order < 0 ? after.value : before.value;
        out.size.value = cas_ratio_of(arena,
                                      cas_big_subtract(arena, cas_big_multiply(arena, more.over, less.under),
                                                       cas_big_multiply(arena, less.over, more.under)),
                                      cas_big_multiply(arena, more.under, less.under));
        out.size.nearest = cas_ratio_double(arena, out.size.value);
        out.size.bound = 0;
    } else {
        out.negative = after.nearest < before.nearest;
        out.size.nearest = fabs(after.nearest - before.nearest);
    }
    return out;
}

static const cas_what_if *compare(cas_arena *arena, const cas_power *before, const cas_power *after, const char *change,
                                  const int *group, const cas_power_index *index, int index_count, bool bloc_alone)
{
    cas_what_if *out = CAS_NEW(arena, cas_what_if);
    *out = (cas_what_if){.change = change, .after = after, .pair = bloc_alone};
    cas_what_if_row *rows = CAS_ARRAY(arena, cas_what_if_row, (size_t)(before->count + after->count));
    bool bloc_told = false;
    for (int i = 0; i < before->count; i++) {
        const bool in_bloc = group && group[i] >= 0;
        if ((in_bloc && bloc_told) || (bloc_alone && !in_bloc))
            continue;
        cas_what_if_row *row = &rows[out->row_count++];
        row->name = before->members[i].name;
        for (int k = 0; k < index_count; k++)
            row->before[k] = before->members[i].index[index[k]];
        for (int j = i + 1; in_bloc && j < before->count; j++)
            if (group[j] >= 0) {
                row->name = cas_format(arena, "%s+%s", row->name, before->members[j].name);
                for (int k = 0; k < index_count; k++)
                    row->before[k] = sum_of(arena, row->before[k], before->members[j].index[index[k]]);
            }
        bloc_told |= in_bloc;
        for (int j = 0; j < after->count; j++)
            if (!strcmp(after->members[j].name, row->name))
                for (int k = 0; k < index_count; k++) {
                    row->after[k] = after->members[j].index[index[k]];
                    row->difference[k] = difference_of(arena, row->before[k], row->after[k]);
                }
    }
    /* Who joined stands last. */
    if (!group && after->count > before->count) {
        cas_what_if_row *row = &rows[out->row_count++];
        row->name = after->members[after->count - 1].name;
        for (int k = 0; k < index_count; k++)
            row->after[k] = after->members[after->count - 1].index[index[k]];
    }
    out->rows = rows;
    return out;
}

typedef struct cas_comparison {
    cas_arena *arena;
    const cas_game *game;
    const cas_power_options *options;
    cas_what_ifs *all;
    cas_what_if *list;
    size_t room;
} cas_comparison;

static void add_change(cas_comparison *work, const char *words, const cas_game *changed, const int *group,
                       bool bloc_alone)
{
    const cas_power *after = cas_power_of(work->arena, changed, work->options);
    work->list = CAS_ROOM(work->arena, work->list, (size_t)work->all->count, &work->room);
    work->list[work->all->count++] = *compare(work->arena, work->all->before, after, words, group, work->all->index,
                                              work->all->index_count, bloc_alone);
}

/* Every pair of members as a bloc of its own; `once` is what the game itself took, in seconds. */
static void add_pairs(cas_comparison *work, double once)
{
    const cas_game *game = work->game;
    const double pairs = game->count * (game->count - 1.0) / 2, most = work->options->most_seconds;
    if (once * pairs > (most > 0 ? most : USUAL_SECONDS))
        cas_fail(work->arena->ctx, CAS_E_BUDGET, "%.0f pairs, about %.0f s", pairs, once * pairs);
    for (int a = 0; a < game->count; a++)
        for (int b = a + 1; b < game->count; b++) {
            cas_poll(work->arena->ctx);
            int *group = CAS_ARRAY(work->arena, int, (size_t)game->count);
            for (int i = 0; i < game->count; i++)
                group[i] = i == a || i == b ? 0 : -1;
            add_change(work, cas_format(work->arena, "bloc %s,%s", game->names[a], game->names[b]),
                       cas_game_with_blocs(work->arena, game, group, NULL), group, true);
        }
}

const cas_what_ifs *cas_power_what_ifs(cas_arena *arena, const cas_game *game, const cas_text *changes, size_t count,
                                       const cas_power_options *options, const char **problem)
{
    *problem = NULL;
    cas_what_ifs *all = CAS_NEW(arena, cas_what_ifs);
    cas_power_options asked = options ? *options : (cas_power_options){0};
    if (!asked.indices)
        asked.indices = (uint64_t)1 << CAS_POWER_BANZHAF | (uint64_t)1 << CAS_POWER_SHAPLEY_SHUBIK;
    asked.union_of = NULL;
    asked.abstain = false;
    for (int k = 0; k < CAS_POWER_INDEX_COUNT; k++)
        if (asked.indices >> k & 1 && all->index_count < CAS_WHAT_IF_INDICES)
            all->index[all->index_count++] = (cas_power_index)k;
    const double began = cas_now();
    all->before = cas_power_of(arena, game, &asked);
    const double once = cas_now() - began;
    cas_comparison work = {.arena = arena, .game = game, .options = &asked, .all = all};
    for (size_t c = 0; c < count; c++) {
        if (cas_text_is(trimmed(changes[c]), "blocs")) {
            add_pairs(&work, once);
            continue;
        }
        int *group;
        const cas_game *changed = changed_game(arena, game, changes[c], &group, problem);
        if (!changed)
            return NULL;
        add_change(&work, cas_text_string(arena, trimmed(changes[c])), changed, group, false);
    }
    all->list = work.list;
    return all;
}
