/*
 * Leaving a party out of the talks does not leave it out of the agreement: as a guarantor, a voter or a neighbour it may still be able to
 * stop what the others agreed on. So each goal of the text is asked on each incident, by each attacker: is it blocked by those
 * who were taken out, resisting while all others help; and can one of them block it lawfully, by merely obeying?
 *
 * `hold` answers for all packages at once, in rows of those alternatives on which it depends.
 */
#include "agree/still_blocks.h"

#include "hold/questions.h"
#include "model/model.h"

typedef struct asking {
    cas_arena *arena;
    const cas_agreement *agreement;
    const cas_parties *who;
    cas_set members;
    cas_blocked_outcome *items;
    size_t count, room;
} asking;

static const cas_parties *parties_of(cas_arena *arena, const cas_agreement *agreement, const bool *taken_out,
                                     cas_set *members)
{
    int *choice = CAS_ARRAY(arena, int, (size_t)agreement->dimension_count + 1);
    cas_scope scope;
    cas_scope_open(&scope, arena, agreement, choice, &CAS_NO_OCCASION);
    *members = cas_set_empty();
    for (int p = 0; p < agreement->party_count; p++)
        if (taken_out[p])
            cas_set_add(members, p);
    for (int p = 0; p < agreement->position_count; p++)
        if (taken_out[agreement->party_count + p])
            *members = cas_set_or(*members, cas_scope_set(&scope, agreement->positions[p].holder));
    const cas_parties **parts = CAS_ARRAY(arena, const cas_parties *, (size_t)agreement->party_count + 1);
    int count = 0;
    for (int p = cas_set_next(members, 0); p >= 0; p = cas_set_next(members, p + 1)) {
        cas_parties *one = CAS_NEW(arena, cas_parties);
        *one = (cas_parties){CAS_PARTIES_RANGE, p, 1, NULL, CAS_NO_SPAN};
        parts[count++] = one;
    }
    cas_parties *all = CAS_NEW(arena, cas_parties);
    *all = (cas_parties){CAS_PARTIES_UNION, -1, count, parts, CAS_NO_SPAN};
    return all;
}

static const cas_condition *all_of(cas_arena *arena, const cas_row *row)
{
    const cas_condition **parts = CAS_ARRAY(arena, const cas_condition *, (size_t)row->choice_count + 1);
    for (int i = 0; i < row->choice_count; i++)
        parts[i] = cas_condition_is(arena, row->choices[i].dimension, row->choices[i].alternative);
    cas_condition *condition = CAS_NEW(arena, cas_condition);
    *condition = (cas_condition){CAS_CONDITION_AND, -1, -1, parts, row->choice_count};
    return condition;
}

static const cas_condition *any_of(cas_arena *arena, const cas_condition *const *parts, size_t count)
{
    cas_condition *condition = CAS_NEW(arena, cas_condition);
    *condition = (cas_condition){CAS_CONDITION_OR, -1, -1, parts, (int)count};
    return count ? condition : NULL;
}

static const char *row_words(cas_arena *arena, const cas_agreement *agreement, const cas_row *row)
{
    cas_builder out = {.arena = arena};
    for (int i = 0; i < row->choice_count; i++) {
        const cas_dimension *dimension = &agreement->dimensions[row->choices[i].dimension];
        cas_putf(&out, "%s%s = %s", i ? ", " : "", dimension->name,
                 dimension->alternatives[row->choices[i].alternative].name);
    }
    return row->choice_count ? cas_built_string(&out) : "every package";
}

/* The rows of one aggressor in which the question has this truth. */
static const cas_condition *rows_with(asking *a, const cas_case *one, cas_truth truth, cas_blocked_outcome *outcome)
{
    const cas_condition **rows = CAS_ARRAY(a->arena, const cas_condition *, (size_t)one->row_count + 1);
    const char **words = CAS_ARRAY(a->arena, const char *, (size_t)one->row_count + 1);
    size_t count = 0;
    for (int r = 0; r < one->row_count; r++) {
        if (one->rows[r].truth == CAS_OPEN)
            outcome->needs = one->rows[r].needs ? one->rows[r].needs : "a larger search";
        if (one->rows[r].truth != truth)
            continue;
        words[count] = row_words(a->arena, a->agreement, &one->rows[r]);
        rows[count++] = all_of(a->arena, &one->rows[r]);
    }
    if (truth == CAS_TRUE) {
        outcome->rows = rows;
        outcome->words = words;
        outcome->row_count = count;
    }
    return any_of(a->arena, rows, count);
}

/* The party attacked helps; it does not block what is done for it. */
static bool blocks_itself(const asking *a, const cas_case *one)
{
    for (int r = 0; r < one->row_count; r++)
        if (one->rows[r].instance && cas_set_has(&a->members, one->rows[r].instance->attacked))
            return true;
    return false;
}

static void note_cases(asking *a, const cas_question *question, const cas_answered *blocked, const cas_answered *lawful)
{
    for (int c = 0; c < blocked->case_count; c++) {
        const cas_case *one = &blocked->cases[c];
        if (blocks_itself(a, one))
            continue;
        a->items = CAS_ROOM(a->arena, a->items, a->count, &a->room);
        cas_blocked_outcome *outcome = &a->items[a->count++];
        *outcome = (cas_blocked_outcome){question->goal, question->incident, one->by, NULL, NULL, NULL, NULL, 0, NULL};
        outcome->blocked = rows_with(a, one, CAS_TRUE, outcome);
        for (int l = 0; l < lawful->case_count; l++)
            if (lawful->cases[l].unknown == one->unknown && lawful->cases[l].by == one->by)
                outcome->lawfully = rows_with(a, &lawful->cases[l], CAS_FALSE, outcome);
    }
    if (blocked->answer == CAS_OPEN && !blocked->case_count) {
        a->items = CAS_ROOM(a->arena, a->items, a->count, &a->room);
        a->items[a->count++] = (cas_blocked_outcome){.goal = question->goal,
                                                     .incident = question->incident,
                                                     .attacker = -1,
                                                     .needs = blocked->needs ? blocked->needs : "a larger search"};
    }
}

static void ask_one(asking *a, const char *goal, const char *incident)
{
    const cas_question_options options = {.draft = -1};
    const char *why = NULL;
    cas_question *question =
        cas_model_ask(a->arena, a->agreement, cas_text_of(goal), cas_text_of(incident), cas_text_of(""), &why);
    if (!question)
        return;
    cas_poll(a->arena->ctx);
    question->said_in = true;
    question->in = NULL;
    question->among = a->who;
    question->kind = CAS_QUESTION_BLOCKED;
    const cas_answered *blocked = cas_question_answer(a->arena, a->agreement, question, &options);
    cas_question *lawful = CAS_NEW(a->arena, cas_question);
    *lawful = *question;
    lawful->kind = CAS_QUESTION_NOBODY;
    lawful->lawful = true;
    note_cases(a, question, blocked, cas_question_answer(a->arena, a->agreement, lawful, &options));
}

const cas_blocked_outcome *cas_still_blocks(cas_arena *arena, const cas_agreement *agreement, const bool *taken_out,
                                            size_t *count)
{
    asking a = {.arena = arena, .agreement = agreement};
    a.who = parties_of(arena, agreement, taken_out, &a.members);
    for (int g = 0; g < agreement->goal_count; g++)
        for (int i = 0; i < agreement->incident_count; i++)
            ask_one(&a, agreement->goals[g].name, agreement->incidents[i].name);
    *count = a.count;
    return a.items;
}
