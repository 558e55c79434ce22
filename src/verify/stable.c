/*
 * A standoff's table cell by cell, from the definitions (stable/naive.c): its equilibria, and each path step by step.
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

static void check_cells(const checking *c, int64_t state, const cas_json_value *stable)
{
    const cas_conflict *conflict = c->states->conflict;
    const uint8_t four = (1 << CAS_SSEQ) - 1;
    for (int m = 0; m < conflict->maker_count; m++) {
        const cas_json_value *cell = cas_json_member(stable, conflict->makers[m].name);
        if (cas_takes_part(conflict, m))
            cas_verified_claim(c->out, cell && (concepts_in(cell) & four) == (c->table->of[m][state] & four), words_of(c, state),
                               "%s is not stable by just what is said", conflict->makers[m].name);
    }
}

static void check_table(const checking *c, const cas_json_value *table)
{
    for (size_t r = 0; table && r < table->count; r++) {
        const int64_t state = state_of(c, cas_json_member(table->items[r], "state"));
        if (state < 0)
            cas_verified_wrong(c->out, cas_format(c->out->arena, "row %zu", r + 1), "it is about no feasible state");
        else
            check_cells(c, state, cas_json_member(table->items[r], "stable"));
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
    const cas_json_value *paths = cas_json_member(answer, "paths");
    for (size_t p = 0; paths && p < paths->count; p++)
        check_path(&c, paths->items[p]);
}
