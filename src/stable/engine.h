/* The two engines behind cas_stability_of. Inside this folder only. */
#ifndef CAS_STABLE_ENGINE_H
#define CAS_STABLE_ENGINE_H

#include "stable/stability.h"

/* Fill of[m][s] for every maker that takes part. */
void cas_engine_drawn(cas_arena *arena, const cas_states *states, uint8_t *const *of);
void cas_engine_options(cas_arena *arena, const cas_states *states, int threads, uint8_t *const *of);

/* The states by ascending w, w < range; equal ones in their own order. */
void cas_engine_order(cas_arena *arena, const uint32_t *w, uint32_t count, uint32_t range, uint32_t *order);

#endif
