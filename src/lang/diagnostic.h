/*
 * Diagnostics are data: what is wrong, where, what else has to do with it, what it rests on, and how to mend it.
 *
 *     cas_diagnostic *d = cas_report(list, CAS_E0213, span, "no party or group is called \"%.*s\"", CAS_SHOW(name));
 *     cas_hint(list, d, "did you mean `%s` (line %zu)?", …);
 *     cas_relate(list, d, other_span, "declared here");
 *     cas_rests_on(list, d, "clause 5b rests on digest 7: \"…\"");
 *
 * A list keeps the first 50 errors and the first 50 warnings and counts the others; the same code at the same place is
 * kept once. Everything a diagnostic says is copied into the list's arena.
 */
#ifndef CAS_LANG_DIAGNOSTIC_H
#define CAS_LANG_DIAGNOSTIC_H

#include "lang/source_map.h"

typedef enum cas_severity { CAS_SEVERITY_ERROR, CAS_SEVERITY_WARNING } cas_severity;

/* Every code there is: CAS_E0101, …, CAS_W0101, …. See diagnostics.def. */
typedef enum cas_code {
#define CAS_DIAGNOSTIC(code, stage, title, explanation, example, mend) CAS_##code,
#include "lang/diagnostics.def"
#undef CAS_DIAGNOSTIC
    CAS_CODE_COUNT
} cas_code;

/* Which part of casus finds it: says how the example of a code is run. */
typedef enum cas_stage {
    CAS_STAGE_TEXT,  /* reading the bytes: the example is described, not shown */
    CAS_STAGE_PARSE, /* cas_parse of the example finds it */
    CAS_STAGE_MODEL, /* building the model of the example finds it */
    CAS_STAGE_CHECK, /* `casus check` of the example finds it */
    CAS_STAGE_LINT,  /* `casus lint` of the example finds it */
    CAS_STAGE_PLAYS  /* so does it, by looking at what can happen */
} cas_stage;

typedef struct cas_code_entry {
    const char *name; /* "E0101" */
    cas_stage stage;
    const char *title;       /* one line */
    const char *explanation; /* why this is an error */
    const char *example;     /* a small text that has it */
    const char *mend;        /* the same text, mended; empty where there is none to show */
} cas_code_entry;

typedef struct cas_related {
    cas_span span;
    const char *note;
} cas_related;

typedef struct cas_diagnostic {
    cas_code code;
    cas_severity severity;
    cas_span span;
    const char *message;  /* one sentence, without a full stop */
    const char *hint;     /* one suggestion, or NULL */
    const char *rests_on; /* what the place cites, or NULL */
    cas_related *related;
    size_t related_count, related_room;
} cas_diagnostic;

/* Zero-initialise with its arena. */
typedef struct cas_diagnostics {
    cas_arena *arena;
    cas_diagnostic **items;
    size_t count, room;
    size_t errors, warnings; /* all that were found, kept or not */
    size_t kept_errors, kept_warnings;
    cas_diagnostic spare; /* what is returned for one that is not kept */
} cas_diagnostics;

enum { CAS_MAX_DIAGNOSTICS = 50 };

cas_diagnostic *cas_report(cas_diagnostics *list, cas_code code, cas_span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void cas_hint(cas_diagnostics *list, cas_diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void cas_relate(cas_diagnostics *list, cas_diagnostic *diagnostic, cas_span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void cas_rests_on(cas_diagnostics *list, cas_diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* By file, then place, then code; those without a place come last. Call once, before showing. */
void cas_diagnostics_sort(cas_diagnostics *list);

const cas_code_entry *cas_code_entry_of(cas_code code);
/* By name, in either case ("e0101"); NULL when there is none. */
const cas_code_entry *cas_code_find(cas_text name);
const char *cas_stage_name(cas_stage stage);

/*
 * The nearest of some texts, for "did you mean": at most a third of its letters may differ. -1: none is near, or two are equally
 * near by chance of being short.
 */
int cas_nearest(cas_text wanted, const cas_text *among, size_t count);

/* As text, as a reader sees it. flags: CAS_RENDER_COLOUR adds terminal colours. */
enum cas_render_flag { CAS_RENDER_COLOUR = 1 };
void cas_diagnostic_render(cas_builder *out, const cas_source_map *map, const cas_diagnostic *diagnostic, int flags);
/* All of them, and a line that counts those not shown. */
void cas_diagnostics_render(cas_builder *out, const cas_source_map *map, const cas_diagnostics *list, int flags);
/* What `casus explain CODE` prints. */
void cas_explain(cas_builder *out, const cas_code_entry *entry);

#endif
