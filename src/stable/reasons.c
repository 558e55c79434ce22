/* Why a state is stable for a maker, or is not: by search from each improvement, apart from the engines. */
#include "stable/reasons.h"

#include "stable/without.h"

#include <string.h>

static bool is_symmetric(cas_concept concept)
{
    return concept == CAS_SMR || concept == CAS_SSEQ;
}

static bool is_sequential(cas_concept concept)
{
    return concept == CAS_SEQ || concept == CAS_SSEQ;
}

/* The best state the maker can go to from u, if it is better than the first; else u. */
static uint32_t escape_from(cas_arena *arena, const cas_states *states, int maker, uint32_t first, uint32_t u)
{
    const uint32_t *worth = states->worth[maker];
    const cas_mark mark = cas_arena_mark(arena);
    uint32_t *best;
    const size_t found = cas_improvements(arena, states, maker, u, 1, &best);
    const uint32_t out = found && worth[best[0]] > worth[first] ? best[0] : u;
    cas_arena_release(arena, mark);
    return out;
}

static cas_answer_to answer_to(cas_arena *arena, const cas_states *states, const cas_reasons *cell, uint32_t to)
{
    const uint32_t *worth = states->worth[cell->maker];
    cas_answer_to answer = {.to = to};
    if (cell->concept == CAS_NASH)
        return answer;
    const cas_conflict_paths *paths = cas_paths_from(arena, states, to, is_sequential(cell->concept), cell->maker);
    uint32_t nearest = UINT32_MAX;
    for (uint32_t u = 0; u < states->count; u++) {
        if (u == to || paths->distance[u] >= nearest || worth[u] > worth[cell->state])
            continue;
        const uint32_t escape =
            is_symmetric(cell->concept) ? escape_from(arena, states, cell->maker, cell->state, u) : u;
        if (escape != u) {
            answer.escapes = !answer.sanctioned;
            answer.end = answer.sanctioned ? answer.end : u;
            answer.escape = escape;
            continue;
        }
        nearest = paths->distance[u];
        answer = (cas_answer_to){.to = to, .sanctioned = true, .end = u};
    }
    if (answer.sanctioned || answer.escapes)
        answer.length = cas_path_to(arena, paths, answer.end, (cas_path_step **)&answer.path);
    return answer;
}

const cas_reasons *cas_reasons_of(cas_arena *arena, const cas_states *states, int maker, uint32_t state,
                                  cas_concept concept, size_t most)
{
    cas_reasons *cell = CAS_NEW(arena, cas_reasons);
    uint32_t *improvements;
    *cell = (cas_reasons){.maker = maker, .state = state, .concept = concept, .stable = true};
    cell->improvement_count = cas_improvements(arena, states, maker, state, states->count, &improvements);
    cas_answer_to *answers = CAS_ARRAY(arena, cas_answer_to, cell->improvement_count + 1);
    for (size_t i = 0; i < cell->improvement_count; i++) {
        const cas_answer_to answer = answer_to(arena, states, cell, improvements[i]);
        /* The first that has no answer decides, and comes first. */
        if (!answer.sanctioned && cell->stable) {
            cell->stable = false;
            memmove(answers + 1, answers, sizeof *answers * cell->answer_count);
            answers[0] = answer;
            cell->answer_count++;
        } else if (cell->answer_count < most)
            answers[cell->answer_count++] = answer;
    }
    if (cell->answer_count > most)
        cell->answer_count = most;
    cell->answers = answers;
    return cell;
}

/* ---- Checked ---------------------------------------------------------------------------------------------------------------------- */

static const char *verify_path(const cas_states *states, const cas_reasons *cell, const cas_answer_to *answer)
{
    uint32_t at = answer->to;
    int last = cell->maker;
    for (uint32_t i = 0; i < answer->length; i++) {
        const cas_path_step *step = &answer->path[i];
        if (step->maker == cell->maker)
            return "the maker sanctions itself";
        if (step->maker == last)
            return "somebody moves twice in a row";
        if (!cas_can_move(states, step->maker, at, step->to))
            return "a step is no move";
        if (is_sequential(cell->concept) && states->worth[step->maker][step->to] <= states->worth[step->maker][at])
            return "a step does not improve its mover";
        at = step->to;
        last = step->maker;
    }
    return at == answer->end && answer->length ? NULL : "the path does not end where it should";
}

const char *cas_reasons_verify(cas_arena *arena, const cas_states *states, const cas_reasons *cell)
{
    const uint32_t *worth = states->worth[cell->maker];
    for (size_t i = 0; i < cell->answer_count; i++) {
        const cas_answer_to *answer = &cell->answers[i];
        if (!cas_can_move(states, cell->maker, cell->state, answer->to) || worth[answer->to] <= worth[cell->state])
            return "an improvement is none";
        if (!answer->sanctioned && cell->stable)
            return "an improvement of a stable state has no answer";
        if (!answer->sanctioned)
            continue;
        const char *wrong = verify_path(states, cell, answer);
        if (wrong)
            return wrong;
        if (worth[answer->end] > worth[cell->state])
            return "the sanction is better than the state";
        if (is_symmetric(cell->concept) &&
            escape_from(arena, states, cell->maker, cell->state, answer->end) != answer->end)
            return "the maker escapes the sanction";
    }
    return NULL;
}

/* ---- In words ----------------------------------------------------------------------------------------------------------------------- */

static void put_path(cas_builder *out, const cas_states *states, const cas_answer_to *answer)
{
    const cas_conflict *conflict = states->conflict;
    for (uint32_t i = 0; i < answer->length; i++)
        cas_putf(out, "%s%s with %s", i ? ", then " : "", conflict->makers[answer->path[i].maker].name,
                 cas_state_words(out->arena, conflict, states->options[answer->path[i].to]));
}

static void put_answer(cas_builder *out, const cas_states *states, const cas_reasons *cell, const cas_answer_to *answer)
{
    const cas_conflict *conflict = states->conflict;
    const char *name = conflict->makers[cell->maker].name, *would = is_sequential(cell->concept) ? "would" : "can";
    const char *from = cas_state_words(out->arena, conflict, states->options[cell->state]);
    const char *to = cas_state_words(out->arena, conflict, states->options[answer->to]);
    const char *end = cas_state_words(out->arena, conflict, states->options[answer->end]);
    if (answer->sanctioned) {
        cas_putf(out, "%s would not go from %s to %s: the others %s answer (", name, from, to, would);
        put_path(out, states, answer);
        cas_putf(out, "), and %s is no better for %s than %s", end, name, from);
        cas_puts(out, answer->end == cell->state ? ", being where it began" : "");
        cas_puts(out, is_symmetric(cell->concept) ? ", with no way out" : "");
        return;
    }
    cas_putf(out, "%s would go from %s to %s", name, from, to);
    if (cell->concept == CAS_NASH)
        return;
    if (!answer->escapes) {
        cas_putf(out, ": no answer that the others %s give leads to a state that is no better for it", would);
        return;
    }
    cas_putf(out, ": the others %s answer (", would);
    put_path(out, states, answer);
    cas_putf(out, "), but from %s it can still go to %s", end,
             cas_state_words(out->arena, conflict, states->options[answer->escape]));
}

const char *cas_reasons_words(cas_arena *arena, const cas_states *states, const cas_reasons *cell)
{
    cas_builder out = {.arena = arena};
    if (!cell->improvement_count)
        cas_putf(&out, "%s has nothing better to go to from %s", states->conflict->makers[cell->maker].name,
                 cas_state_words(arena, states->conflict, states->options[cell->state]));
    for (size_t i = 0; i < cell->answer_count; i++) {
        cas_puts(&out, i ? "; " : "");
        put_answer(&out, states, cell, &cell->answers[i]);
    }
    if (cell->answer_count < cell->improvement_count && cell->stable)
        cas_putf(&out, "; and so on for %zu more improvements", cell->improvement_count - cell->answer_count);
    return cas_built_string(&out);
}
