/* How an answer was asked: what the caller chose that changes the question. Part of every answer about a text (docs/schema/parts.json). */
#ifndef CAS_REPORT_ASKED_WITH_H
#define CAS_REPORT_ASKED_WITH_H

#include "report/json_writer.h"

typedef struct cas_asked_with {
    const char *draft; /* null: every draft */
    const char *const *settings; /* "issue=alternative", each */
    size_t setting_count;
    bool of_aggressor; /* the question knows an aggressor: */
    const char *by;    /* as the caller wrote it; null: everybody who could be */
    /* Of power alone. */
    const char *rule; /* its name in the text; null: no rule of a text */
    const char *const *blocs, *const *unions; /* "A,B", each */
    size_t bloc_count, union_count;
} cas_asked_with;

/* The same, in the arena: what the caller passed may be gone when the answer is written. */
const cas_asked_with *cas_asked_with_kept(cas_arena *arena, const cas_asked_with *asked);
/* "asked_with": {"in": null, "set": []}; null is the whole text. */
void cas_json_asked_with(cas_json *json, const cas_asked_with *asked);

#endif
