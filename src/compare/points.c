/* Answers as points with keys in names: parties, issues and days have other numbers in another text. See points.h. */
#include "compare/points.h"

#include "compare/rule_power.h"
#include "compare/run_points.h"
#include "compare/settlement_points.h"
#include "compare/standoff_points.h"
#include "model/model.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SETS = 100 };

/* ---- Questions on goals --------------------------------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "{A, B}", by name: the order of declaration may differ between texts. */
static const char *set_key(cas_arena *arena, const cas_instance *instance, const cas_set *set)
{
    const char **names = CAS_ARRAY(arena, const char *, instance->party_count + 1);
    size_t count = 0;
    cas_builder out = {.arena = arena};
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1))
        names[count++] = instance->party_names[p];
    qsort(names, count, sizeof *names, by_name);
    cas_putc(&out, '{');
    for (size_t i = 0; i < count; i++)
        cas_putf(&out, "%s%s", i ? ", " : "", names[i]);
    cas_putc(&out, '}');
    return cas_built_string(&out);
}

static const char *family_key(cas_arena *arena, const cas_instance *instance, const cas_family *family)
{
    cas_builder out = {.arena = arena};
    const char **sets = CAS_ARRAY(arena, const char *, family->listed + 1);
    if (!family->known)
        return "undecided";
    for (size_t i = 0; i < family->listed; i++)
        sets[i] = set_key(arena, instance, &family->sets[i]);
    qsort(sets, family->listed, sizeof *sets, by_name);
    cas_putf(&out, "%s:", cas_big_string(arena, family->total));
    for (size_t i = 0; i < family->listed; i++)
        cas_puts(&out, sets[i]);
    return cas_built_string(&out);
}

static const char *days_key(cas_arena *arena, const cas_instance *instance, cas_tick tick)
{
    return tick >= CAS_NEVER ? "never" : cas_format(arena, "%.10g", (double)tick * instance->tick_hours / 24);
}

static void read_verdict(cas_arena *arena, const cas_row *row, bool families, cas_point *point)
{
    const cas_verdict *verdict = row->verdict;
    cas_builder key = {.arena = arena};
    cas_putf(&key, "%s %s %s %d", cas_verdict_name(verdict->word), set_key(arena, row->instance, &verdict->of), days_key(arena, row->instance, verdict->tick), verdict->by_right);
    point->parts[0] = cas_built_string(&key);
    point->badness = cas_verdict_badness(verdict);
    point->open = verdict->word == CAS_UNDECIDED;
    if (!families)
        return;
    point->parts[1] = family_key(arena, row->instance, &verdict->blockers);
    point->parts[2] = family_key(arena, row->instance, &verdict->lawful_blockers);
    point->parts[3] = family_key(arena, row->instance, &verdict->deciders);
    point->parts[4] = family_key(arena, row->instance, &verdict->pillars);
}

/* What a text claims of itself: does it hold? */
static void read_claim(cas_truth truth, cas_point *point)
{
    static const char *const words[] = {[CAS_TRUE] = "holds", [CAS_FALSE] = "fails", [CAS_OPEN] = "undecided"};
    point->parts[0] = point->words[0] = words[truth];
    point->badness = truth == CAS_TRUE ? 0 : truth == CAS_OPEN ? 1 : 2;
    point->open = truth == CAS_OPEN;
    point->row = NULL;
}

const cas_condition *cas_side_condition(cas_arena *arena, const cas_side *side)
{
    const cas_condition *in = side->draft < 0 ? NULL : side->agreement->drafts[side->draft].condition;
    for (int s = 0; s < side->setting_count; s++)
        in = cas_condition_both(arena, in, cas_condition_is(arena, side->settings[s].dimension, side->settings[s].alternative));
    return in;
}

int *cas_side_choices(cas_arena *arena, const cas_side *side)
{
    const cas_agreement *agreement = side->agreement;
    int *chosen = CAS_ARRAY(arena, int, agreement->dimension_count + 1);
    for (int d = 0; d < agreement->dimension_count; d++) {
        int possible = 0;
        chosen[d] = -1;
        for (int a = 0; a < agreement->dimensions[d].count && side->draft >= 0; a++) {
            const cas_condition *both =
                cas_condition_both(arena, agreement->drafts[side->draft].condition, cas_condition_is(arena, d, a));
            long work = 100000;
            if (cas_package_exists(arena, agreement, &both, 1, NULL, &work) != CAS_FALSE) {
                possible++;
                chosen[d] = a;
            }
        }
        if (possible != 1)
            chosen[d] = -1;
    }
    for (int s = 0; s < side->setting_count; s++)
        chosen[side->settings[s].dimension] = side->settings[s].alternative;
    return chosen;
}

static void read_choices(cas_arena *arena, const cas_side *side, const int *fixed, const cas_row *row, cas_point *point)
{
    cas_named_choice *choices = CAS_ARRAY(arena, cas_named_choice, row->choice_count + 1);
    for (int c = 0; c < row->choice_count; c++) {
        const cas_dimension *dimension = &side->agreement->dimensions[row->choices[c].dimension];
        if (fixed[row->choices[c].dimension] < 0)
            choices[point->choice_count++] = (cas_named_choice){dimension->name, dimension->alternatives[row->choices[c].alternative].name};
    }
    point->choices = choices;
}

static bool names_aggressor(const cas_question *question)
{
    return question->by_kind >= CAS_ON_ATTACK_BY_ONE;
}

static cas_points ask(cas_arena *arena, const cas_side *side, const cas_question *question, bool is_verdict, bool families)
{
    const cas_question_options options = {.draft = side->draft, .settings = side->settings, .setting_count = side->setting_count,
                                          .first = MOST_SETS, .families = families};
    const cas_answered *answered = cas_question_answer(arena, side->agreement, question, &options);
    const int *fixed = cas_side_choices(arena, side);
    cas_point *items = NULL;
    size_t count = 0, room = 0;
    if (answered->later || answered->elsewhere)
        return (cas_points){.able = false};
    if (!answered->case_count) {
        cas_point *whole = CAS_ARRAY(arena, cas_point, 1);
        whole->question = question;
        read_claim(answered->answer, whole);
        return (cas_points){whole, 1, true};
    }
    for (int c = 0; c < answered->case_count; c++) {
        const cas_case *one = &answered->cases[c];
        /* Of cases by unknown the first is the worst, which is the answer. */
        for (int r = 0; r < (one->unknown && c ? 0 : one->row_count); r++) {
            cas_point point = {.whoever = one->unknown, .question = question, .row = &one->rows[r]};
            point.is_party = names_aggressor(question) && !one->unknown && one->by >= 0;
            if (names_aggressor(question) && !one->unknown)
                point.by = one->by >= 0 ? side->agreement->parties[one->by].name : "an outsider";
            read_choices(arena, side, fixed, &one->rows[r], &point);
            if (is_verdict)
                read_verdict(arena, &one->rows[r], families, &point);
            else
                read_claim(one->rows[r].truth, &point);
            items = CAS_ROOM(arena, items, count, &room);
            items[count++] = point;
        }
    }
    return (cas_points){items, count, true};
}

static cas_points ask_own(cas_arena *arena, const cas_side *side, const cas_asked *asked)
{
    for (int q = 0; q < side->agreement->question_count; q++) {
        const cas_question *question = &side->agreement->questions[q];
        if (!question->inherited && strcmp(question->words, asked->words) == 0 && strcmp(question->title, asked->name) == 0)
            return ask(arena, side, question, false, false);
    }
    return (cas_points){.able = false};
}

static cas_points ask_who(cas_arena *arena, const cas_side *side, const cas_asked *asked, bool families)
{
    const char *why;
    const cas_question *question = cas_model_ask(arena, side->agreement, cas_text_of(asked->goal),
                                                 cas_text_of(asked->incident ? asked->incident : ""), cas_text_of(asked->by ? asked->by : ""), &why);
    return question ? ask(arena, side, question, true, families) : (cas_points){.able = false};
}

/* ---- Rules ------------------------------------------------------------------------------------------------------------------------------ */

static cas_points ask_power(cas_arena *arena, const cas_side *side, const cas_asked *asked)
{
    cas_point *point = CAS_ARRAY(arena, cas_point, 1);
    point->parts[0] = cas_rule_power_of(arena, side->agreement, cas_side_condition(arena, side), asked->name);
    return (cas_points){point, 1, point->parts[0] != NULL};
}

cas_points cas_points_of(cas_arena *arena, const cas_side *side, const cas_asked *asked, bool families)
{
    switch (asked->kind) {
    case CAS_ASKED_OWN: return ask_own(arena, side, asked);
    case CAS_ASKED_WHO: return ask_who(arena, side, asked, families);
    case CAS_ASKED_POWER: return ask_power(arena, side, asked);
    case CAS_ASKED_SETTLEMENT: return cas_settlement_points(arena, side, asked);
    case CAS_ASKED_RUN: return cas_run_points(arena, side, asked);
    case CAS_ASKED_STANDOFF: return cas_standoff_points(arena, side, asked);
    }
    return (cas_points){.able = false};
}

const char *cas_point_part_name(cas_asked_kind kind, int part)
{
    static const char *const families[CAS_POINT_PARTS] = {"", "blockers", "lawful blockers", "deciders", "pillars", ""};
    switch (kind) {
    case CAS_ASKED_WHO: return families[part];
    case CAS_ASKED_SETTLEMENT: return cas_settlement_part_name(part);
    case CAS_ASKED_RUN: return part ? "course" : "";
    case CAS_ASKED_STANDOFF: return cas_standoff_part_name(part);
    case CAS_ASKED_OWN:
    case CAS_ASKED_POWER: return "";
    }
    return "";
}

bool cas_point_part_is_list(cas_asked_kind kind, int part)
{
    return kind == CAS_ASKED_POWER || (part && (kind == CAS_ASKED_SETTLEMENT || kind == CAS_ASKED_RUN || kind == CAS_ASKED_STANDOFF));
}

bool cas_point_part_is_packages(cas_asked_kind kind, int part)
{
    return kind == CAS_ASKED_SETTLEMENT && cas_settlement_part_is_packages(part);
}

const char *cas_point_list(cas_arena *arena, const char **lines, size_t count)
{
    cas_builder out = {.arena = arena};
    if (count)
        qsort(lines, count, sizeof *lines, by_name);
    for (size_t i = 0; i < count; i++)
        cas_putf(&out, "%s\n", lines[i]);
    return cas_built_string(&out);
}
