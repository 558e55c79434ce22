/*
 * What a cure costs whom: the same questions asked of the text as it stands and of the edited text, and what differs.
 *
 * For every party: can it alone stop each goal of the text on this incident, by breach or without one; what is the goal worth when this party
 * is the aggressor; what it owes. For every position: each red line, crossed if it is true in some package (and under some reading) that is
 * asked about. Of nobody in particular: the other goals of the text on this incident.
 *
 * Cost: for each goal and each package it can tell apart, a handful of values and two for each kind of party; one question for each red line; twice.
 */
#include "agree/cure_parts.h"

#include "agree/cure_enough.h"
#include "model/build.h"

#include <string.h>

struct cas_cure_ledger {
    const cas_agreement *agreement;
    int goal;                       /* that was asked about */
    unsigned char *stops;           /* [goal * parties + party]: cas_cure_stop */
    cas_cure_verdict *goals;        /* per goal, by the aggressor that was asked about */
    cas_cure_verdict *as_aggressor; /* per party; empty where it can be none */
    cas_names duties;               /* "party words" */
    const char **labels;            /* per duty: a clause that says so */
    size_t label_room;
    bool **crossed; /* per position and line */
};

typedef struct bookkeeping {
    cas_arena *arena;
    cas_question_options options;
    cas_cure_ledger *ledger;
    cas_set asked_by; /* aggressors that the question names */
} bookkeeping;

/* ---- Verdicts and vetoes ---------------------------------------------------------------------------------------------------- */

typedef void note_case(bookkeeping *b, const cas_question *question, const cas_instance *instance);

/* Every package that the goal can tell apart, every aggressor asked about. */
static void visit_cases(bookkeeping *b, const cas_question *question, note_case *note)
{
    const cas_agreement *agreement = b->ledger->agreement;
    const cas_influence influence = cas_influence_of(b->arena, agreement, question);
    const cas_combinations list = cas_cure_packages(b->arena, agreement, &b->options, influence.dimensions);
    cas_names seen = {.arena = b->arena};
    for (size_t c = 0; c < list.count; c++) {
        cas_poll(b->arena->ctx);
        int *choice = CAS_ARRAY(b->arena, int, (size_t)agreement->dimension_count + 1);
        cas_combination_fill(agreement, &list, c, choice);
        const size_t known = seen.count;
        cas_names_add(&seen, cas_influence_signature(b->arena, &influence, choice));
        if (seen.count == known)
            continue;
        const cas_occasions occasions = cas_question_occasions(b->arena, agreement, question, choice);
        for (int o = 0; o < occasions.count; o++)
            note(b, question, cas_instance_build(b->arena, agreement, choice, &occasions.items[o].occasion));
    }
}

static void keep_worse(cas_cure_verdict *worst, const cas_verdict *verdict, const cas_instance *instance)
{
    if (cas_cure_keep_worse(worst, verdict))
        worst->instance = instance;
}

static void note_goal(bookkeeping *b, const cas_question *question, const cas_instance *instance)
{
    unsigned char *stops = b->ledger->stops + question->goal * b->ledger->agreement->party_count;
    const cas_verdict *verdict =
        cas_cure_judge(b->arena, instance, &instance->goals[question->goal], instance->attacker, stops);
    keep_worse(&b->ledger->goals[question->goal], verdict, instance);
    if (question->goal == b->ledger->goal && instance->attacker >= 0)
        keep_worse(&b->ledger->as_aggressor[instance->attacker], verdict, instance);
}

static void note_aggressor(bookkeeping *b, const cas_question *question, const cas_instance *instance)
{
    const int by = instance->attacker;
    if (by < 0 || cas_set_has(&b->asked_by, by))
        return;
    keep_worse(&b->ledger->as_aggressor[by],
               cas_cure_judge(b->arena, instance, &instance->goals[question->goal], by, NULL), instance);
}

static void note_asked_by(bookkeeping *b, const cas_question *question, const cas_instance *instance)
{
    (void)question;
    if (instance->attacker >= 0)
        cas_set_add(&b->asked_by, instance->attacker);
}

/* ---- Who owes what --------------------------------------------------------------------------------------------------------- */

/* The same words in another clause are the same duty. */
static void note_duty(bookkeeping *b, int party, const char *label, const char *words)
{
    cas_cure_ledger *ledger = b->ledger;
    const size_t known = ledger->duties.count;
    cas_names_add(&ledger->duties, cas_text_of(cas_format(b->arena, "%d %s", party, words)));
    if (ledger->duties.count == known)
        return;
    ledger->labels = CAS_ROOM(b->arena, ledger->labels, known, &ledger->label_room);
    ledger->labels[known] = label;
}

static void note_duties(bookkeeping *b, const cas_question *question, const cas_instance *instance)
{
    (void)question;
    for (int c = 0; c < instance->clause_count; c++)
        for (int s = 0; s < instance->clauses[c].statement_count; s++) {
            const cas_statement *statement = &instance->clauses[c].statements[s];
            if (statement->kind != CAS_DUTY || statement->only_basis)
                continue;
            const cas_set *set = &statement->who.set;
            for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1))
                note_duty(b, p, instance->clauses[c].label, statement->words);
        }
}

/* ---- Red lines ------------------------------------------------------------------------------------------------------------- */

/* Is the line true of some package that is asked about? What is not known is not called crossed. */
static bool is_crossed(bookkeeping *b, const cas_stand *stand)
{
    const cas_agreement *agreement = b->ledger->agreement;
    if (stand->kind == CAS_STAND_REJECTS_IF) {
        long work = CAS_MAX_OVERLAP_WORK;
        const cas_condition **conditions =
            CAS_ARRAY(b->arena, const cas_condition *, (size_t)b->options.setting_count + 3);
        int count = 0;
        conditions[count++] = stand->condition;
        if (b->options.draft >= 0)
            conditions[count++] = agreement->drafts[b->options.draft].condition;
        else if (!b->options.setting_count)
            conditions[count++] = cas_packages_of_drafts(b->arena, agreement);
        for (int s = 0; s < b->options.setting_count; s++)
            conditions[count++] =
                cas_condition_is(b->arena, b->options.settings[s].dimension, b->options.settings[s].alternative);
        return cas_package_exists(b->arena, agreement, conditions, count, NULL, &work) == CAS_TRUE;
    }
    if (stand->kind != CAS_STAND_REJECTS_ANSWER)
        return false;
    const cas_answered *answered =
        cas_question_answer(b->arena, agreement, &agreement->red_lines[stand->question], &b->options);
    for (int c = 0; c < answered->case_count; c++)
        for (int r = 0; r < answered->cases[c].row_count; r++)
            if (answered->cases[c].rows[r].truth == CAS_TRUE)
                return true;
    return false;
}

static void note_red_lines(bookkeeping *b)
{
    const cas_agreement *agreement = b->ledger->agreement;
    b->ledger->crossed = CAS_ARRAY(b->arena, bool *, (size_t)agreement->position_count + 1);
    for (int p = 0; p < agreement->position_count; p++) {
        const cas_position *position = &agreement->positions[p];
        b->ledger->crossed[p] = CAS_ARRAY(b->arena, bool, (size_t)position->count + 1);
        for (int s = 0; s < position->count; s++)
            b->ledger->crossed[p][s] = is_crossed(b, &position->stands[s]);
    }
}

/* ---- The ledger ------------------------------------------------------------------------------------------------------------ */

const cas_cure_ledger *cas_cure_ledger_of(cas_arena *arena, const cas_cure_source *source, const cas_cure_wish *wish,
                                          const cas_cure_edit *const *edits, int count)
{
    const cas_agreement *agreement =
        cas_cure_read(arena, source, edits, count, false, cas_cure_statement(arena, wish), NULL);
    if (!agreement)
        return NULL;
    cas_cure_ledger *ledger = CAS_NEW(arena, cas_cure_ledger);
    bookkeeping b = {.arena = arena, .options = cas_cure_options(arena, wish, edits, count), .ledger = ledger};
    const cas_question *asked = &agreement->questions[agreement->question_count - 1];
    *ledger = (cas_cure_ledger){.agreement = agreement, .goal = asked->goal, .duties = {.arena = arena}};
    ledger->stops = CAS_ARRAY(arena, unsigned char, (size_t)agreement->goal_count *(size_t)agreement->party_count + 1);
    ledger->goals = CAS_ARRAY(arena, cas_cure_verdict, (size_t)agreement->goal_count + 1);
    ledger->as_aggressor = CAS_ARRAY(arena, cas_cure_verdict, (size_t)agreement->party_count + 1);
    for (int g = 0; g < agreement->goal_count; g++) {
        cas_question of_goal = *asked;
        of_goal.goal = g;
        visit_cases(&b, &of_goal, note_goal);
    }
    visit_cases(&b, asked, note_asked_by);
    if (asked->by_kind == CAS_ON_ATTACK_BY_ONE || asked->by_kind == CAS_ON_ATTACK_BY_EACH) {
        cas_question by_others = *asked;
        by_others.by_kind = CAS_ON_ATTACK_UNSAID;
        by_others.by = NULL;
        visit_cases(&b, &by_others, note_aggressor);
    }
    visit_cases(&b, asked, note_duties);
    note_red_lines(&b);
    return ledger;
}

/* ---- What differs ---------------------------------------------------------------------------------------------------------- */

typedef struct cost_list {
    cas_arena *arena;
    cas_cure_cost *items;
    size_t count, room;
} cost_list;

static void note_cost(cost_list *list, cas_cure_cost cost)
{
    list->items = CAS_ROOM(list->arena, list->items, list->count, &list->room);
    list->items[list->count++] = cost;
}

static bool same_verdict(const cas_cure_verdict *a, const cas_cure_verdict *b)
{
    if (!a->verdict || !b->verdict)
        return a->verdict == b->verdict;
    /* Ticks may differ in length between two texts. */
    const bool same_day =
        (a->verdict->tick >= CAS_NEVER && b->verdict->tick >= CAS_NEVER) ||
        (double)a->verdict->tick * a->instance->tick_hours == (double)b->verdict->tick * b->instance->tick_hours;
    return a->verdict->word == b->verdict->word && a->verdict->by_right == b->verdict->by_right && same_day &&
           cas_set_equal(&a->verdict->of, &b->verdict->of);
}

static void compare_stops(cost_list *list, const cas_cure_ledger *before, const cas_cure_ledger *after)
{
    const int parties = before->agreement->party_count;
    for (int g = 0; g < before->agreement->goal_count; g++)
        for (int p = 0; p < parties; p++)
            if (before->stops[g * parties + p] != after->stops[g * parties + p])
                note_cost(list, (cas_cure_cost){.kind = CAS_CURE_COSTS_VETO,
                                                .party = p,
                                                .goal = g,
                                                .before = before->stops[g * parties + p],
                                                .after = after->stops[g * parties + p]});
}

static void compare_verdicts(cost_list *list, const cas_cure_ledger *before, const cas_cure_ledger *after, int asked_by)
{
    for (int p = 0; p < before->agreement->party_count; p++)
        if (p != asked_by && !same_verdict(&before->as_aggressor[p], &after->as_aggressor[p]))
            note_cost(list, (cas_cure_cost){.kind = CAS_CURE_COSTS_VERDICT,
                                            .party = p,
                                            .goal = before->goal,
                                            .was = before->as_aggressor[p],
                                            .is = after->as_aggressor[p]});
    for (int g = 0; g < before->agreement->goal_count; g++)
        if (g != before->goal && !same_verdict(&before->goals[g], &after->goals[g]))
            note_cost(list, (cas_cure_cost){.kind = CAS_CURE_COSTS_GOAL,
                                            .party = -1,
                                            .goal = g,
                                            .was = before->goals[g],
                                            .is = after->goals[g]});
}

static void compare_duties(cost_list *list, const cas_cure_ledger *mine, const cas_cure_ledger *others, bool newly)
{
    for (size_t i = 0; i < mine->duties.count; i++) {
        const cas_text key = mine->duties.texts[i];
        if (cas_names_find(&others->duties, key) >= 0)
            continue;
        const char *text = cas_text_string(list->arena, key), *words = strchr(text, ' ') + 1;
        int party = 0;
        for (const char *digit = text; *digit != ' '; digit++)
            party = party * 10 + (*digit - '0');
        note_cost(list, (cas_cure_cost){.kind = CAS_CURE_COSTS_DUTY,
                                        .party = party,
                                        .label = mine->labels[i],
                                        .duty = words,
                                        .before = !newly,
                                        .after = newly});
    }
}

static void compare_red_lines(cost_list *list, const cas_cure_ledger *before, const cas_cure_ledger *after)
{
    for (int p = 0; p < before->agreement->position_count; p++)
        for (int s = 0; s < before->agreement->positions[p].count; s++)
            if (before->crossed[p][s] != after->crossed[p][s])
                note_cost(list, (cas_cure_cost){.kind = CAS_CURE_COSTS_RED_LINE,
                                                .party = before->agreement->positions[p].party,
                                                .position = p,
                                                .stand = s,
                                                .before = before->crossed[p][s],
                                                .after = after->crossed[p][s]});
}

const cas_cure_cost *cas_cure_costs(cas_arena *arena, const cas_cure_ledger *before, const cas_cure_ledger *after,
                                    size_t *count)
{
    cost_list list = {.arena = arena};
    const cas_question *last = &before->agreement->questions[before->agreement->question_count - 1];
    const int asked_by = last->by_kind == CAS_ON_ATTACK_BY_ONE && before->goals[before->goal].instance
                             ? before->goals[before->goal].instance->attacker
                             : -1;
    compare_stops(&list, before, after);
    compare_duties(&list, after, before, true);
    compare_duties(&list, before, after, false);
    compare_red_lines(&list, before, after);
    compare_verdicts(&list, before, after, asked_by);
    *count = list.count;
    return list.items;
}
