/* Aggressors for whom the answers are the same, or the same but for who the aggressor is, gathered for a reader. */
#ifndef CAS_REPORT_AGGRESSORS_H
#define CAS_REPORT_AGGRESSORS_H

#include "hold/questions.h"

typedef struct cas_gathering {
    const cas_case *const *cases; /* the first stands for all */
    int count;
    bool renamed; /* the same but for who the aggressor is */
} cas_gathering;

/* In order of their first case. */
const cas_gathering *cas_gather_aggressors(cas_arena *arena, const cas_answered *answered, int *count);
/* Is whom the verdict of a row of the first case speaks of the same for every aggressor of the gathering, by name? */
bool cas_gathering_names(const cas_gathering *gathering, const cas_row *row);
/* A verdict in words that fit every aggressor of a renamed gathering: "NEEDS {the attacker} by right". */
const char *cas_verdict_renamed(cas_arena *arena, const cas_instance *instance, const cas_verdict *verdict, int by);
/* The worse the greater: by badness, then by how many can stop it alone, how few it tolerates, how late it is. */
int cas_verdict_compare(const cas_verdict *a, const cas_verdict *b);
/* The worst or the best answer over all aggressors and packages, the first where several are; null without any. */
const cas_row *cas_extreme_row(const cas_answered *answered, bool worst);

#endif
