/*
 * A standoff's table cell by cell, from the definitions (stable/naive.c): its equilibria, each path and each reason step by step.
 */
#include "verify/verify.h"

#include "stable/from_text.h"
#include "stable/stability.h"
#include "stable/without.h"

#include <string.h>

enum { MOST_STATES = 300 };

typedef struct checking {
    cas_verified *out;
    const cas_states *states;
    const cas_stability *table;
} checking;

static int concept_named(const char *name)
{
    for (int c = 0; c < CAS_CONCEPT_COUNT; c++)
        if (strcmp(name, cas_concept_name((cas_concept)c)) == 0)
            return c;
    return -1;
}

/* The place of a state as the answer writes it, or -1. */
static int64_t state_of(const checking *c, const cas_json_value *value)
{
    const cas_conflict *conflict = c->states->conflict;
    uint64_t state = 0;
    if (!value)
        return CAS_NO_STATE;
    if (value->kind == CAS_JSON_STRING) {
        for (int s = 0; s < conflict->state_count; s++)
            if (strcmp(conflict->state_names[s], value->string) == 0)
                return s;
        return CAS_NO_STATE;
    }
    for (size_t i = 0; i < value->count; i++) {
        bool known = false;
        for (int k = 0; k < conflict->option_count && value->items[i]->kind == CAS_JSON_STRING; k++)
            if (strcmp(conflict->options[k].name, value->items[i]->string) == 0) {
                state |= (uint64_t)1 << k;
                known = true;
            }
        if (!known)
            return CAS_NO_STATE;
    }
    return cas_state_find(c->states, state);
}

static const char *words_of(const checking *c, int64_t state)
{
    return cas_state_words(c->out->arena, c->states->conflict, c->states->options[state]);
}

static uint8_t concepts_in(const cas_json_value *list)
{
    uint8_t concepts = 0;
    for (size_t i = 0; list && i < list->count; i++) {
        const int concept = list->items[i]->kind == CAS_JSON_STRING ? concept_named(list->items[i]->string) : -1;
        concepts |= concept >= 0 ? (uint8_t)(1 << concept) : 0;
    }
    return concepts;
}

static void check_cells(const checking *c, int64_t state, const cas_json_value *row, const cas_json_value *stable)
{
    const cas_conflict *conflict = c->states->conflict;
    const uint8_t four = (1 << CAS_SSEQ) - 1;
    const cas_json_value *symmetric = cas_json_member(row, "symmetric_sequential");
    for (int m = 0; m < conflict->maker_count; m++) {
        const cas_json_value *cell = cas_json_member(stable, conflict->makers[m].name);
        if (cas_takes_part(conflict, m))
            cas_verified_claim(c->out, cell && (concepts_in(cell) & four) == (c->table->of[m][state] & four), words_of(c, state),
                               "%s is not stable by just what is said", conflict->makers[m].name);
        bool listed = false;
        for (size_t i = 0; symmetric && i < symmetric->count; i++)
            listed = listed || (symmetric->items[i]->kind == CAS_JSON_STRING && strcmp(symmetric->items[i]->string, conflict->makers[m].name) == 0);
        if (cas_takes_part(conflict, m) && symmetric)
            cas_verified_claim(c->out, listed == (bool)((c->table->of[m][state] >> CAS_SSEQ) & 1), words_of(c, state),
                               "by SSEQ it is otherwise for %s", conflict->makers[m].name);
    }
}

static void check_table(const checking *c, const cas_json_value *table)
{
    for (size_t r = 0; table && r < table->count; r++) {
        const int64_t state = state_of(c, cas_json_member(table->items[r], "state"));
        if (state < 0)
            cas_verified_wrong(c->out, cas_format(c->out->arena, "row %zu", r + 1), "it is about no feasible state");
        else
            check_cells(c, state, table->items[r], cas_json_member(table->items[r], "stable"));
    }
}

static void check_equilibria(const checking *c, const cas_json_value *all)
{
    for (int k = 0; k < CAS_CONCEPT_COUNT; k++) {
        const cas_json_value *list = cas_json_member(all, cas_concept_name((cas_concept)k));
        bool *said = CAS_ARRAY(c->out->arena, bool, c->states->count + 1);
        for (size_t i = 0; list && i < list->count; i++) {
            const int64_t state = state_of(c, list->items[i]);
            if (state >= 0)
                said[state] = true;
            else
                cas_verified_wrong(c->out, cas_concept_name((cas_concept)k), "an equilibrium is no feasible state");
        }
        for (uint32_t s = 0; list && s < c->states->count; s++)
            cas_verified_claim(c->out, said[s] == (bool)((c->table->equilibria[s] >> k) & 1), words_of(c, s),
                               said[s] ? "it is no equilibrium by %s" : "it is an equilibrium by %s, and is not listed",
                               cas_concept_name((cas_concept)k));
    }
}

/* How many equilibria there are by each concept. */
static void check_counts(const checking *c, const cas_json_value *counts)
{
    for (int k = 0; k < CAS_CONCEPT_COUNT; k++) {
        const cas_json_value *said = cas_json_member(counts, cas_concept_name((cas_concept)k));
        uint32_t count = 0;
        for (uint32_t s = 0; s < c->states->count; s++)
            count += (c->table->equilibria[s] >> k) & 1;
        if (said && said->kind == CAS_JSON_NUMBER)
            cas_verified_claim(c->out, said->number == (double)count, "counts", "by %s there are %u", cas_concept_name((cas_concept)k), count);
    }
}

static int maker_named(const checking *c, const char *name)
{
    for (int m = 0; m < c->states->conflict->maker_count; m++)
        if (strcmp(c->states->conflict->makers[m].name, name) == 0)
            return m;
    return -1;
}

/* Who would get away from where the answer ends: the symmetric concepts ask for that too. */
static bool escapes(const checking *c, int maker, uint32_t from, uint32_t than)
{
    for (uint32_t s = 0; s < c->states->count; s++)
        if (cas_can_move(c->states, maker, from, s) && cas_is_better(c->states, maker, than, s))
            return true;
    return false;
}

/* An answer of the others: each step a move of one of them, for the sequential concepts an improvement, nobody twice in a row, its end no better than the state left. */
static const char *wrong_answer(const checking *c, int maker, uint32_t state, int64_t at, cas_concept concept, const cas_json_value *steps)
{
    int last = -1;
    for (size_t i = 0; steps && i < steps->count; i++) {
        const int by = maker_named(c, cas_verify_string(steps->items[i], "by"));
        const int64_t to = state_of(c, cas_json_member(steps->items[i], "to"));
        if (by < 0 || by == maker || by == last || to < 0 || !cas_can_move(c->states, by, (uint32_t)at, (uint32_t)to))
            return "a step of the answer is no move of another";
        if ((concept == CAS_SEQ || concept == CAS_SSEQ) && !cas_is_better(c->states, by, (uint32_t)at, (uint32_t)to))
            return "a step of the answer is no improvement for who makes it";
        at = to;
        last = by;
    }
    if (cas_is_better(c->states, maker, state, (uint32_t)at))
        return "the answer leaves it better off";
    if ((concept == CAS_SMR || concept == CAS_SSEQ) && escapes(c, maker, (uint32_t)at, state))
        return "it gets away from where the answer ends";
    return NULL;
}

/* One cell with its reasons: stable or not as the definition has it; each improvement one, with an answer that holds; and, if it is stable, all of them answered. */
static void check_reason(const checking *c, const cas_json_value *cell)
{
    const int maker = maker_named(c, cas_verify_string(cell, "party")), concept = concept_named(cas_verify_string(cell, "concept"));
    const int64_t state = state_of(c, cas_json_member(cell, "state"));
    const cas_json_value *stable = cas_json_member(cell, "stable"), *list = cas_json_member(cell, "improvements");
    if (maker < 0 || concept < 0 || state < 0 || !stable || stable->kind != CAS_JSON_BOOLEAN) {
        cas_verified_wrong(c->out, "why", "it speaks of no cell of the table");
        return;
    }
    const char *where = cas_format(c->out->arena, "why, %s at %s by %s", c->states->conflict->makers[maker].name, words_of(c, state), cas_concept_name((cas_concept)concept));
    const bool is = (c->table->of[maker][state] >> concept) & 1;
    size_t improvements = 0, answered = 0;
    for (uint32_t s = 0; s < c->states->count; s++)
        improvements += cas_can_move(c->states, maker, (uint32_t)state, s) && cas_is_better(c->states, maker, (uint32_t)state, s);
    cas_verified_claim(c->out, stable->boolean == is, where, "by the definition it is %s", is ? "stable" : "not stable");
    for (size_t i = 0; list && i < list->count; i++) {
        const cas_json_value *flag = cas_json_member(list->items[i], "answered");
        const int64_t to = state_of(c, cas_json_member(list->items[i], "to"));
        const bool said = flag && flag->kind == CAS_JSON_BOOLEAN && flag->boolean;
        if (to < 0 || !cas_can_move(c->states, maker, (uint32_t)state, (uint32_t)to) || !cas_is_better(c->states, maker, (uint32_t)state, (uint32_t)to)) {
            cas_verified_wrong(c->out, where, "improvement %zu is none", i + 1);
            continue;
        }
        const char *why = said ? wrong_answer(c, maker, (uint32_t)state, to, (cas_concept)concept, cas_json_member(list->items[i], "steps")) : NULL;
        cas_verified_claim(c->out, !why, where, "improvement %zu: %s", i + 1, why ? why : "");
        answered += said;
    }
    if (list && list->count == improvements)
        cas_verified_claim(c->out, (answered == improvements) == stable->boolean, where, "of its %zu improvements %zu are answered", improvements, answered);
    else
        cas_verified_claim(c->out, list && list->count < improvements && list->count > 0, where, "it has %zu improvements", improvements);
}

/* Each step is a move of who makes it, improves the state for them, and is not their second in a row. */
static void check_path(const checking *c, const cas_json_value *path)
{
    const cas_conflict *conflict = c->states->conflict;
    const cas_json_value *steps = cas_json_member(path, "steps");
    int64_t at = c->states->status_quo;
    int last = -1;
    for (size_t i = 0; steps && i < steps->count && at >= 0; i++) {
        const int64_t to = state_of(c, cas_json_member(steps->items[i], "to"));
        const char *by = cas_verify_string(steps->items[i], "by");
        int maker = -1;
        for (int m = 0; m < conflict->maker_count; m++)
            if (strcmp(conflict->makers[m].name, by) == 0)
                maker = m;
        const bool good = to >= 0 && maker >= 0 && maker != last && cas_can_move(c->states, maker, (uint32_t)at, (uint32_t)to) &&
                          cas_is_better(c->states, maker, (uint32_t)at, (uint32_t)to);
        cas_verified_claim(c->out, good, words_of(c, at), "step %zu of a path is no improvement that %s can make", i + 1, by);
        if (!good)
            return;
        at = to;
        last = maker;
    }
    cas_verified_claim(c->out, at >= 0 && at == state_of(c, cas_json_member(path, "to")), "a path", "it does not end where it says");
}

static const cas_conflict *asked(cas_verified *out, const cas_conflict *whole, const cas_json_value *without)
{
    static const char *const modes[] = {"frozen", "passive", "unmoved"};
    const cas_json_value *parties = cas_json_member(without, "parties");
    const char *problem = NULL;
    cas_without_mode mode = CAS_WITHOUT_FROZEN;
    bool *absent = CAS_ARRAY(out->arena, bool, whole->maker_count + 1);
    if (!parties)
        return whole;
    for (int k = 0; k < 3; k++)
        if (strcmp(cas_verify_string(without, "mode"), modes[k]) == 0)
            mode = (cas_without_mode)k;
    for (size_t i = 0; i < parties->count; i++)
        for (int m = 0; m < whole->maker_count; m++)
            if (parties->items[i]->kind == CAS_JSON_STRING && strcmp(whole->makers[m].name, parties->items[i]->string) == 0)
                absent[m] = true;
    return cas_conflict_without(out->arena, whole, absent, mode, &problem);
}

void cas_verify_stable(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer)
{
    const char *name = cas_verify_string(answer, "standoff");
    int standoff = -1;
    cas_standoff_problem problem = {"", CAS_NO_SPAN};
    for (int s = 0; s < agreement->standoff_count; s++)
        if (strcmp(agreement->standoffs[s].name, name) == 0)
            standoff = s;
    const cas_conflict *whole = standoff < 0 ? NULL : cas_conflict_of_standoff(out->arena, agreement, standoff, &problem);
    const cas_conflict *conflict = whole ? asked(out, whole, cas_json_member(answer, "without")) : NULL;
    const cas_states *states = conflict ? cas_states_of_standoff(out->arena, agreement, standoff, conflict, &problem) : NULL;
    if (!states)
        cas_fail(out->arena->ctx, CAS_E_INPUT, "the text has no standoff `%s` that can be analysed", name);
    if (states->count > MOST_STATES || states->turned) {
        cas_verified_skip(out, name, "the definition is tried up to %d states, and where all preferences are known", MOST_STATES);
        return;
    }
    const checking c = {out, states, cas_stability_naive(out->arena, states)};
    check_table(&c, cas_json_member(answer, "table"));
    check_equilibria(&c, cas_json_member(answer, "equilibria"));
    check_counts(&c, cas_json_member(answer, "counts"));
    const cas_json_value *paths = cas_json_member(answer, "paths"), *why = cas_json_member(answer, "why");
    for (size_t w = 0; why && w < why->count; w++)
        check_reason(&c, why->items[w]);
    static const cas_unread unread[] = {{"would_move", "what those taken out would move, put back"}, {"swaps", "what swapped statements change"},
                                        {"robust", "what no swap changes"}, {"shares", "shares of orders"}, {"coalitions", "coalitions"}, {"wish", "what would have to be preferred"},
                                        {"attitudes", "attitudes"}};
    cas_verified_unread(out, answer, unread, sizeof unread / sizeof *unread);
    for (size_t p = 0; paths && p < paths->count; p++)
        check_path(&c, paths->items[p]);
}
