/*
 * What the positions settle on, as lists of lines: packages by the names of their alternatives, red lines by their holder and their words, so that
 * another order of declarations is no difference. See settlement_points.h.
 */
#include "compare/settlement_points.h"

#include "agree/settlement.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LISTED = 100, BAD_UNDECIDED = 5, BAD_NOTHING = 6 };

enum { PART_PACKAGES = 1, PART_CONFLICTS, PART_CONCESSIONS, PART_EFFICIENT, PART_ACCEPTS };

const char *cas_settlement_part_name(int part)
{
    static const char *const names[CAS_POINT_PARTS] = {[PART_PACKAGES] = "settlements",
                                                       [PART_CONFLICTS] = "irreducible conflicts",
                                                       [PART_CONCESSIONS] = "minimal concessions",
                                                       [PART_EFFICIENT] = "efficient settlements",
                                                       [PART_ACCEPTS] = "who accepts what"};
    return names[part] ? names[part] : "";
}

bool cas_settlement_part_is_packages(int part)
{
    return part == PART_PACKAGES || part == PART_EFFICIENT;
}

typedef struct job {
    cas_arena *arena;
    const cas_side *side;
    const cas_question *question; /* or null */
    const cas_settlement *found;
    const char *needs;
} job;

static void settle(job *j)
{
    const cas_condition *in = cas_side_condition(j->arena, j->side);
    const cas_settlement_options options = {.in = in, .first = MOST_LISTED};
    j->found = j->question ? cas_settlement_asked(j->arena, j->side->agreement, j->question, in, MOST_LISTED)
                           : cas_settlement_of(j->arena, j->side->agreement, &options);
}

/* False: the positions contradict themselves, or no package is feasible. Where the budget does not suffice nothing is found. */
static bool can_settle(job *j)
{
    cas_ctx *ctx = j->arena->ctx;
    cas_guard guard;
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0)
        settle(j);
    cas_guard_close(ctx, &guard);
    if (guard.status == CAS_E_INPUT || guard.status == CAS_E_ARGUMENT)
        return false;
    if (guard.status == CAS_E_BUDGET && !(ctx->cancel && *ctx->cancel)) {
        j->found = NULL;
        return true;
    }
    if (guard.status != CAS_OK)
        cas_fail(ctx, guard.status, "%s", cas_format(j->arena, "%s", ctx->needs));
    return true;
}

static const cas_question *question_of(const cas_agreement *agreement, const cas_asked *asked)
{
    for (int q = 0; q < agreement->question_count; q++)
        if (agreement->questions[q].kind == CAS_QUESTION_SETTLEMENT && strcmp(agreement->questions[q].words, asked->words) == 0)
            return &agreement->questions[q];
    return NULL;
}

static const char *number(const job *j, const cas_count_of *count)
{
    return count->known ? cas_big_string(j->arena, count->number) : "not counted";
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "role = guarantor, troops = none", by the names of the issues. */
static const char *package_words(const job *j, const int *choice)
{
    const cas_agreement *agreement = j->side->agreement;
    const char **said = CAS_ARRAY(j->arena, const char *, agreement->issue_count + 1);
    size_t count = 0;
    cas_builder out = {.arena = j->arena};
    for (int d = 0; d < agreement->issue_count; d++)
        if (choice[d] >= 0)
            said[count++] = cas_format(j->arena, "%s = %s", agreement->dimensions[d].name,
                                       agreement->dimensions[d].alternatives[choice[d]].name);
    if (count)
        qsort(said, count, sizeof *said, by_name);
    for (size_t i = 0; i < count; i++)
        cas_putf(&out, "%s%s", i ? ", " : "", said[i]);
    return count ? cas_built_string(&out) : "the one package";
}

/* The listed ones, and how many there are where not all are. */
static const char *list_of(const job *j, const char **lines, size_t listed, const char *total)
{
    if (strcmp(total, cas_format(j->arena, "%zu", listed)) != 0)
        lines[listed++] = cas_format(j->arena, "and others, %s in all", total);
    return cas_point_list(j->arena, lines, listed);
}

static const char *packages(const job *j)
{
    const cas_settlement *s = j->found;
    const char **lines = CAS_ARRAY(j->arena, const char *, s->listed_count + 2);
    for (size_t i = 0; i < s->listed_count; i++)
        lines[i] = package_words(j, s->listed[i]);
    return list_of(j, lines, s->listed_count, number(j, &s->settlements));
}

static const char *efficient(const job *j)
{
    const cas_settlement *s = j->found;
    const char **lines = CAS_ARRAY(j->arena, const char *, s->pareto_listed + 2);
    if (!s->ranked || !s->pareto)
        return "";
    for (size_t i = 0; i < s->pareto_listed; i++)
        lines[i] = package_words(j, s->pareto[i].package);
    return list_of(j, lines, s->pareto_listed, number(j, &s->pareto_total));
}

/* "RU: rule != all; UA: rule = all" */
static const char *set_words(const job *j, const cas_line_sets *sets, size_t set)
{
    const cas_red_lines *lines = &j->found->talks->lines;
    const char **said = CAS_ARRAY(j->arena, const char *, (size_t)lines->count + 1);
    size_t count = 0;
    cas_builder out = {.arena = j->arena};
    for (int l = 0; l < sets->lines; l++)
        if (cas_line_sets_has(sets, set, l))
            said[count++] = cas_format(j->arena, "%s rejects %s", j->side->agreement->positions[lines->items[l].position].name,
                                       lines->items[l].stand->words);
    if (count)
        qsort(said, count, sizeof *said, by_name);
    for (size_t i = 0; i < count; i++)
        cas_putf(&out, "%s%s", i ? "; " : "", said[i]);
    return count ? cas_built_string(&out) : "no red line at all";
}

static const char *sets_of(const job *j, const cas_line_sets *sets)
{
    const size_t listed = sets->count < MOST_LISTED ? sets->count : MOST_LISTED;
    const char **lines = CAS_ARRAY(j->arena, const char *, listed + 2);
    for (size_t i = 0; i < listed; i++)
        lines[i] = set_words(j, sets, i);
    return list_of(j, lines, listed, sets->count ? cas_big_string(j->arena, sets->total) : "0");
}

static const char *accepts(const job *j)
{
    const cas_agreement *agreement = j->side->agreement;
    const char **lines = CAS_ARRAY(j->arena, const char *, agreement->position_count + 1);
    for (int p = 0; p < agreement->position_count; p++) {
        const cas_share *share = &j->found->shares[p];
        const char *alone = number(j, &share->alone);
        lines[p] = cas_format(j->arena, "%s accepts %s of %s%s", agreement->positions[p].name, number(j, &share->accepts),
                              number(j, &j->found->packages),
                              share->out            ? ", and is not asked"
                              : !share->has_voice   ? ", and has no voice"
                              : strcmp(alone, "0") ? cas_format(j->arena, "; alone in the way of %s", alone)
                                                    : "");
    }
    return cas_point_list(j->arena, lines, (size_t)agreement->position_count);
}

static const char *answer_words(const job *j)
{
    const cas_settlement *s = j->found;
    if (s->exists < 0)
        return "undecided";
    if (s->exists == 0)
        return cas_format(j->arena, "none of %s packages settles", number(j, &s->packages));
    return s->settlements.known ? cas_format(j->arena, "%s of %s packages settle%s", number(j, &s->settlements), number(j, &s->packages),
                                             strcmp(number(j, &s->settlements), "1") == 0 ? "s" : "")
                                : cas_format(j->arena, "some of %s packages settle", number(j, &s->packages));
}

cas_points cas_settlement_points(cas_arena *arena, const cas_side *side, const cas_asked *asked)
{
    job j = {.arena = arena, .side = side, .question = question_of(side->agreement, asked)};
    cas_point *point = CAS_ARRAY(arena, cas_point, 1);
    if (!side->agreement->position_count || !can_settle(&j))
        return (cas_points){.able = false};
    point->open = !j.found || j.found->exists < 0 || !j.found->complete;
    point->parts[0] = point->words[0] = j.found ? answer_words(&j) : "undecided";
    point->badness = !j.found || j.found->exists < 0 ? BAD_UNDECIDED : j.found->exists ? 0 : BAD_NOTHING;
    if (!j.found)
        return (cas_points){point, 1, true};
    point->parts[PART_PACKAGES] = packages(&j);
    point->parts[PART_CONFLICTS] = sets_of(&j, &j.found->exploration.conflicts);
    point->parts[PART_CONCESSIONS] = sets_of(&j, &j.found->exploration.concessions);
    point->parts[PART_EFFICIENT] = efficient(&j);
    point->parts[PART_ACCEPTS] = accepts(&j);
    return (cas_points){point, 1, true};
}
