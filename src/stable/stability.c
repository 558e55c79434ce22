/* The table of stability: which engine, and what all makers agree on. */
#include "stable/stability.h"

#include "stable/engine.h"

static const struct {
    const char *name, *title;
} concepts[CAS_CONCEPT_COUNT] = {
    [CAS_NASH] = {"R", "Nash"},
    [CAS_GMR] = {"GMR", "general metarationality"},
    [CAS_SMR] = {"SMR", "symmetric metarationality"},
    [CAS_SEQ] = {"SEQ", "sequential stability"},
    [CAS_SSEQ] = {"SSEQ", "symmetric sequential stability"},
};

const char *cas_concept_name(cas_concept concept)
{
    return concepts[concept].name;
}

const char *cas_concept_title(cas_concept concept)
{
    return concepts[concept].title;
}

const cas_stability *cas_stability_of(cas_arena *arena, const cas_states *states, const cas_stability_options *options)
{
    const int makers = states->conflict->maker_count;
    uint8_t **of = CAS_ARRAY(arena, uint8_t *, (size_t)makers + 1),
            *equilibria = CAS_ARRAY(arena, uint8_t, states->count);
    for (int m = 0; m < makers; m++)
        of[m] = CAS_ARRAY(arena, uint8_t, states->count);
    const cas_mark mark = cas_arena_mark(arena);
    if (states->conflict->drawn)
        cas_engine_drawn(arena, states, of);
    else
        cas_engine_options(arena, states, options ? options->threads : 1, of);
    cas_arena_release(arena, mark);
    for (uint32_t s = 0; s < states->count; s++)
        equilibria[s] = CAS_ALL_CONCEPTS;
    for (int m = 0; m < makers; m++)
        for (uint32_t s = 0; s < states->count; s++) {
            if (!cas_takes_part(states->conflict, m))
                of[m][s] = CAS_ALL_CONCEPTS;
            equilibria[s] &= of[m][s];
        }
    cas_stability *out = CAS_NEW(arena, cas_stability);
    *out = (cas_stability){states, (const uint8_t *const *)of, equilibria};
    return out;
}

uint32_t cas_equilibrium_count(const cas_stability *stability, cas_concept concept)
{
    uint32_t count = 0;
    for (uint32_t s = 0; s < stability->states->count; s++)
        count += (stability->equilibria[s] >> concept) & 1;
    return count;
}
