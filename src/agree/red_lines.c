/*
 * Red lines as conditions on issues and readings: see red_lines.h.
 *
 * A claim becomes a condition by asking it everywhere at once: `hold` answers a question over all packages as a table of those
 * alternatives on which the answer depends. The rows in which the claim is true, joined by `or`, are the condition. Rows are few
 * as a rule, since what cannot matter to a goal is left out before anything is computed (src/hold/influence.c).
 *
 * What is undecided within the budget counts as true: a party does not accept what nobody could rule out. It is reported.
 * Twin: naive.c, which asks each claim of each package alone.
 */
#include "agree/red_lines.h"

#include "hold/questions.h"

/* ---- What can be claimed ------------------------------------------------------------------------------------------------ */

static const char *what_is_wrong(const cas_question *question)
{
    switch (question->kind) {
    case CAS_QUESTION_GOAL:
    case CAS_QUESTION_NOBODY:
    case CAS_QUESTION_BLOCKED: return NULL;
    case CAS_QUESTION_VERDICT:
        return question->has_verdict ? NULL : "it asks for a verdict and does not say which is refused: add `is …`";
    case CAS_QUESTION_SETS:
        return question->has_sets ? NULL
                                  : "it asks for sets of parties and does not say which are refused: add `are …`";
    case CAS_QUESTION_NO_CONFLICT:
    case CAS_QUESTION_NO_IDLE_CLAUSE:
    case CAS_QUESTION_NO_CIRCULAR_WAIT:
    case CAS_QUESTION_POWER:
    case CAS_QUESTION_SETTLEMENT:
    case CAS_QUESTION_STABILITY: return "a party can refuse a condition on issues, or a claim about a goal";
    }
    return NULL;
}

static const char *place_words(cas_arena *arena, const cas_agreement *agreement, const cas_stand *stand)
{
    return cas_format(arena, "%.*s:%d", CAS_SHOW(cas_source_of(agreement->map, stand->span.file)->name), stand->line);
}

const char *cas_red_line_problem(cas_arena *arena, const cas_agreement *agreement, const cas_stand *stand)
{
    if (stand->kind != CAS_STAND_REJECTS_ANSWER)
        return NULL;
    const char *wrong = what_is_wrong(&agreement->red_lines[stand->question]);
    return wrong ? cas_format(arena, "%s: `rejects %s` is no red line: %s", place_words(arena, agreement, stand),
                              stand->words, wrong)
                 : NULL;
}

static bool is_red_line(const cas_stand *stand)
{
    return stand->kind == CAS_STAND_REJECTS_IF || stand->kind == CAS_STAND_REJECTS_ANSWER;
}

/* ---- Asking ------------------------------------------------------------------------------------------------------------- */

/* The claim, asked of the packages of `in` (null: of all) that its own `in` allows. */
static const cas_answered *ask_claim(cas_arena *arena, const cas_agreement *agreement, const cas_question *claim,
                                     const cas_condition *in)
{
    const cas_question_options options = {.draft = -1};
    cas_question *question = CAS_NEW(arena, cas_question);
    *question = *claim;
    question->in = cas_condition_both(arena, claim->said_in ? claim->in : NULL, in);
    question->said_in = true;
    return cas_question_answer(arena, agreement, question, &options);
}

static const cas_condition *joined(cas_arena *arena, cas_condition_kind kind, const cas_condition *const *parts,
                                   int count)
{
    cas_condition *condition = CAS_NEW(arena, cas_condition);
    *condition = (cas_condition){kind, -1, -1, parts, count};
    return condition;
}

static const cas_condition *row_condition(cas_arena *arena, const cas_row *row)
{
    const cas_condition **parts = CAS_ARRAY(arena, const cas_condition *, (size_t)row->choice_count + 1);
    for (int i = 0; i < row->choice_count; i++)
        parts[i] = cas_condition_is(arena, row->choices[i].dimension, row->choices[i].alternative);
    return joined(arena, CAS_CONDITION_AND, parts, row->choice_count);
}

static bool may_be_true(const cas_row *row)
{
    return row->truth != CAS_FALSE;
}

/* ---- Claims as conditions ------------------------------------------------------------------------------------------------- */

static const cas_condition *rows_condition(cas_arena *arena, const cas_answered *answered)
{
    size_t count = 0;
    for (int c = 0; c < answered->case_count; c++)
        count += (size_t)answered->cases[c].row_count;
    const cas_condition **parts = CAS_ARRAY(arena, const cas_condition *, count + 1);
    int kept = 0;
    for (int c = 0; c < answered->case_count; c++)
        for (int r = 0; r < answered->cases[c].row_count; r++)
            if (may_be_true(&answered->cases[c].rows[r]))
                parts[kept++] = row_condition(arena, &answered->cases[c].rows[r]);
    return joined(arena, CAS_CONDITION_OR, parts, kept);
}

static const char *needs_of(const cas_answered *answered)
{
    for (int c = 0; c < answered->case_count; c++)
        for (int r = 0; r < answered->cases[c].row_count; r++)
            if (answered->cases[c].rows[r].truth == CAS_OPEN)
                return answered->cases[c].rows[r].needs ? answered->cases[c].rows[r].needs : "a larger search";
    return NULL;
}

static void work_out(cas_arena *arena, const cas_agreement *agreement, cas_red_line *line)
{
    const cas_question *claim = &agreement->red_lines[line->stand->question];
    const cas_answered *answered = ask_claim(arena, agreement, claim, NULL);
    line->is_claim = true;
    if (answered->answer == CAS_OPEN && !answered->case_count) {
        /* Nothing is known: crossed wherever its own `in` allows. */
        line->needs = answered->needs ? answered->needs : "a larger search";
        line->crossed = claim->said_in ? claim->in : NULL;
        return;
    }
    line->crossed = rows_condition(arena, answered);
    line->needs = needs_of(answered);
}

cas_red_lines cas_red_lines_of(cas_arena *arena, const cas_agreement *agreement)
{
    size_t room = 0;
    for (int p = 0; p < agreement->position_count; p++)
        room += (size_t)agreement->positions[p].count;
    cas_red_line *lines = CAS_ARRAY(arena, cas_red_line, room + 1);
    int count = 0;
    for (int p = 0; p < agreement->position_count; p++)
        for (int s = 0; s < agreement->positions[p].count; s++) {
            const cas_stand *stand = &agreement->positions[p].stands[s];
            if (!is_red_line(stand))
                continue;
            const char *problem = cas_red_line_problem(arena, agreement, stand);
            if (problem)
                cas_fail(arena->ctx, CAS_E_INPUT, "%s", problem);
            cas_red_line *line = &lines[count++];
            *line = (cas_red_line){.position = p, .stand = stand, .crossed = stand->condition};
            if (stand->kind == CAS_STAND_REJECTS_ANSWER)
                work_out(arena, agreement, line);
        }
    return (cas_red_lines){lines, count};
}

/* ---- One package ------------------------------------------------------------------------------------------------------------ */

static const cas_condition *package_condition(cas_arena *arena, const cas_agreement *agreement, const int *choice)
{
    const cas_condition **parts = CAS_ARRAY(arena, const cas_condition *, (size_t)agreement->dimension_count + 1);
    int count = 0;
    for (int d = 0; d < agreement->dimension_count; d++)
        if (choice[d] >= 0)
            parts[count++] = cas_condition_is(arena, d, choice[d]);
    return joined(arena, CAS_CONDITION_AND, parts, count);
}

static bool is_crossed(cas_arena *arena, const cas_agreement *agreement, const cas_stand *stand,
                       const cas_condition *package)
{
    if (stand->kind == CAS_STAND_REJECTS_IF) {
        const cas_condition *conditions[] = {package, stand->condition};
        long work = CAS_MAX_COMBINATIONS;
        return cas_package_exists(arena, agreement, conditions, 2, NULL, &work) != CAS_FALSE;
    }
    const cas_answered *answered = ask_claim(arena, agreement, &agreement->red_lines[stand->question], package);
    if (answered->answer == CAS_OPEN && !answered->case_count)
        return true;
    for (int c = 0; c < answered->case_count; c++)
        for (int r = 0; r < answered->cases[c].row_count; r++)
            if (may_be_true(&answered->cases[c].rows[r]))
                return true;
    return false;
}

int cas_red_lines_crossed(cas_arena *arena, const cas_agreement *agreement, const int *choice, bool *crossed)
{
    const cas_mark mark = cas_arena_mark(arena);
    const cas_condition *package = package_condition(arena, agreement, choice);
    int line = 0, total = 0;
    for (int p = 0; p < agreement->position_count; p++)
        for (int s = 0; s < agreement->positions[p].count; s++) {
            const cas_stand *stand = &agreement->positions[p].stands[s];
            if (!is_red_line(stand))
                continue;
            const char *problem = cas_red_line_problem(arena, agreement, stand);
            if (problem)
                cas_fail(arena->ctx, CAS_E_INPUT, "%s", problem);
            crossed[line] = is_crossed(arena, agreement, stand, package);
            total += crossed[line++];
        }
    cas_arena_release(arena, mark);
    return total;
}

const cas_crossed_line *cas_crossed_lines(cas_arena *arena, const cas_agreement *agreement, const int *choice,
                                          int *count)
{
    size_t room = 0;
    for (int p = 0; p < agreement->position_count; p++)
        room += (size_t)agreement->positions[p].count;
    bool *flags = CAS_ARRAY(arena, bool, room + 1);
    cas_crossed_line *lines = CAS_ARRAY(arena, cas_crossed_line, room + 1);
    cas_red_lines_crossed(arena, agreement, choice, flags);
    int line = 0;
    *count = 0;
    for (int p = 0; p < agreement->position_count; p++)
        for (int s = 0; s < agreement->positions[p].count; s++) {
            const cas_stand *stand = &agreement->positions[p].stands[s];
            if (is_red_line(stand) && flags[line++])
                lines[(*count)++] = (cas_crossed_line){&agreement->positions[p], stand};
        }
    return lines;
}
