/* Parties taken out of a conflict, and put back. */
#include "stable/without.h"

#include <stdlib.h>
#include <string.h>

static uint64_t options_of(const cas_conflict *conflict, const bool *absent)
{
    uint64_t options = 0;
    for (int k = 0; k < conflict->option_count; k++)
        if (absent[conflict->options[k].owner])
            options |= (uint64_t)1 << k;
    return options;
}

const cas_conflict *cas_conflict_without(cas_arena *arena, const cas_conflict *conflict, const bool *absent,
                                         cas_without_mode mode, const char **problem)
{
    cas_conflict *out = CAS_NEW(arena, cas_conflict);
    bool *gone = CAS_ARRAY(arena, bool, (size_t)conflict->maker_count + 1);
    int left = 0;
    *out = *conflict;
    *problem = NULL;
    for (int m = 0; m < conflict->maker_count; m++) {
        gone[m] = absent[m] || !cas_takes_part(conflict, m);
        left += !gone[m];
    }
    out->absent = gone;
    if (!left)
        *problem = "nobody is left in the standoff";
    const uint64_t own = options_of(conflict, absent);
    if (conflict->drawn || mode == CAS_WITHOUT_UNMOVED || *problem)
        return *problem ? NULL : out;
    if (mode == CAS_WITHOUT_FROZEN && !conflict->has_status_quo) {
        *problem =
            "there is no status quo in which the options of the absent party could be frozen; say `passive`, or give a `status quo`";
        return NULL;
    }
    out->fixed |= own;
    if (mode == CAS_WITHOUT_FROZEN)
        out->fixed_to |= conflict->status_quo & own;
    else if (conflict->has_status_quo) {
        out->status_quo &= ~own;
        for (int i = 0; i < out->infeasible_count; i++)
            if (cas_option_true(out->infeasible[i], out->status_quo))
                out->has_status_quo = false;
    }
    return out;
}

/* ---- Improvements of one maker ------------------------------------------------------------------------------------------------ */

typedef struct ranked {
    uint32_t state, worth;
} ranked;

static int by_worth(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->worth != y->worth)
        return x->worth > y->worth ? -1 : 1;
    return x->state < y->state ? -1 : x->state > y->state;
}

size_t cas_improvements(cas_arena *arena, const cas_states *states, int maker, uint32_t state, size_t most,
                        uint32_t **out)
{
    ranked *found = NULL;
    size_t count = 0, room = 0;
    const uint32_t *worth = states->worth[maker];
    for (uint32_t to = 0; to < states->count; to++) {
        if (!cas_is_better(states, maker, state, to) || !cas_can_move(states, maker, state, to))
            continue;
        cas_poll(arena->ctx);
        found = CAS_ROOM(arena, found, count, &room);
        found[count++] = (ranked){to, worth[to]};
    }
    if (count)
        qsort(found, count, sizeof *found, by_worth);
    const size_t kept = count < most ? count : most;
    *out = CAS_ARRAY(arena, uint32_t, kept + 1);
    for (size_t i = 0; i < kept; i++)
        (*out)[i] = found[i].state;
    return count;
}

/* ---- Put back ------------------------------------------------------------------------------------------------------------------- */

cas_returns cas_would_move(cas_arena *arena, const cas_stability *full, const cas_stability *without, size_t listed,
                           size_t most)
{
    const cas_states *all = full->states, *some = without->states;
    cas_return *items = NULL;
    size_t count = 0, room = 0, total = 0;
    for (uint32_t s = 0; s < some->count; s++) {
        cas_poll(arena->ctx);
        if (!(without->equilibria[s] & (1 << CAS_NASH | 1 << CAS_SEQ)))
            continue;
        const int64_t place = cas_state_find(all, some->options[s]);
        CAS_CHECK(arena->ctx, place >= 0);
        for (int m = 0; m < all->conflict->maker_count; m++) {
            if (cas_takes_part(some->conflict, m) || !cas_takes_part(all->conflict, m) ||
                ((full->of[m][place] >> CAS_NASH) & 1))
                continue;
            if (total++ >= listed)
                continue;
            uint32_t *to;
            const size_t found = cas_improvements(arena, all, m, (uint32_t)place, most, &to);
            const size_t kept = found < most ? found : most;
            uint64_t *states = CAS_ARRAY(arena, uint64_t, kept + 1);
            for (size_t i = 0; i < kept; i++)
                states[i] = all->options[to[i]];
            items = CAS_ROOM(arena, items, count, &room);
            items[count++] =
                (cas_return){m, some->options[s], without->equilibria[s], full->of[m][place], states, (int)kept};
        }
    }
    return (cas_returns){items, count, total};
}
