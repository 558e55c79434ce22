/* What came about on one day of a game, each fact in the words in which a course of events tells it. */
#ifndef CAS_VERIFY_FACTS_H
#define CAS_VERIFY_FACTS_H

#include "hold/naive_position.h"

typedef struct cas_fact {
    const char *words;
    const char *clause; /* label; "" for none */
    int line;           /* 0: none */
    cas_tick waited;    /* since the clause started or the body was opened; -1: not told of such a fact */
} cas_fact;

typedef struct cas_facts {
    cas_fact *items;
    size_t count, room;
} cas_facts;

/* A position in which nothing has come about. */
void cas_facts_before_all(const cas_naive_game *game, cas_cell *position);
/* What is so in the evening and was not in the morning. */
cas_facts cas_facts_of(cas_arena *arena, const cas_naive_game *game, cas_cell *morning, cas_cell *evening);

/* "FR gives weapons to UA", "FR does: come to the consultations" */
const char *cas_fact_deed(cas_arena *arena, const cas_instance *instance, int party, cas_doing doing);
/* The name of a decision or finding. */
const char *cas_fact_body(const cas_instance *instance, int matter);
/* "CN, FR and GB"; past nine the rest as a number. */
const char *cas_fact_names(cas_arena *arena, const cas_instance *instance, const cas_set *set);
/* Words in which a fact could be told: if it is none of that day, the step is wrong. */
bool cas_fact_is_readable(const char *words);

#endif
