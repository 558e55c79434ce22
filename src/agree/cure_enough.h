/* Is a verdict at least as good as wanted? By the fewest values that tell it. */
#ifndef CAS_AGREE_CURE_ENOUGH_H
#define CAS_AGREE_CURE_ENOUGH_H

#include "agree/cure_word.h"
#include "model/instance.h"

struct cas_verdict;

/*
 * by: the aggressor, or -1. latest: the day the verdict may name at most; CAS_NEVER: any. 1 yes, 0 no, -1 not known within the limits of
 * one search.
 */
int cas_cure_enough(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, int by, cas_cure_word word,
                    cas_tick latest);

/*
 * The verdict in short: its word, day, whom it is of, and whether by right; without families, tolerance or course of events. stops: per party, can it
 * alone stop the goal, all others helping, X too (cas_cure_stop); null: not asked.
 */
const struct cas_verdict *cas_cure_judge(cas_arena *arena, const cas_instance *instance, const cas_goal *goal, int by,
                                         unsigned char *stops);

#endif
