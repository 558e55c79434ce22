/* For which texts the passes are taken at their word. */
#ifndef CAS_HOLD_DOUBTS_H
#define CAS_HOLD_DOUBTS_H

#include "hold/graph.h"

/* Bits of cas_disturbance: what in the text the proof that equal bounds are exact does not cover. None: equal bounds are the value. */
uint32_t cas_doubts_of(const cas_graph *graph);
/* The first of them in words: "a prohibition or an end that comes later"; null if there is none. */
const char *cas_doubts_words(uint32_t doubts);

/* What a finding on which a rule depends says when the run starts, whatever anybody does. */
typedef enum cas_from_start { CAS_OPEN_FROM_START, CAS_FOUND_FROM_START, CAS_NOT_FOUND_FROM_START } cas_from_start;
cas_from_start cas_found_from_start(const cas_graph *graph, int finding);

#endif
