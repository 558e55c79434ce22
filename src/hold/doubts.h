/* For which texts the passes are taken at their word. */
#ifndef CAS_HOLD_DOUBTS_H
#define CAS_HOLD_DOUBTS_H

#include "hold/graph.h"

/* Bits of cas_disturbance: what in the text the proof that equal bounds are exact does not cover. None: equal bounds are the value. */
uint32_t cas_doubts_of(const cas_graph *graph);
/* The first of them in words: "a prohibition or an end that comes later"; null if there is none. */
const char *cas_doubts_words(uint32_t doubts);

#endif
