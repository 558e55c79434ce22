/*
 * What the public handles are inside, and the one way in which public functions run.
 *
 * Every object lives in an arena of its own, which lies in the object: freeing it closes the arena. Work that can fail runs in
 * cas_api_run, so that no public function keeps a variable across a jump.
 */
#ifndef CAS_API_OBJECTS_H
#define CAS_API_OBJECTS_H

#include "base/text.h"
#include "casus/casus.h"

struct casus_ctx {
    cas_arena arena;
    cas_ctx ctx;
    casus_ctx_options wishes;
    cas_status made; /* how the last cas_api_make ended */
};

struct cas_source_map;
struct cas_diagnostics;
struct cas_loaded;
struct cas_agreement;
struct cas_loader;
struct cas_findings;
struct cas_citations;
struct cas_question_options;

struct casus_model {
    cas_arena arena;
    const char *file;           /* as the caller named it */
    const char *sources_folder; /* or null */
    const struct cas_loader *loader;
    struct cas_diagnostics *diagnostics;
    const struct cas_loaded *loaded;
    const struct cas_agreement *agreement;
    const struct cas_citations *citations;
    size_t error_count; /* of all stages */
};

/* What an answer is about decides how it is rendered. */
typedef enum cas_answer_sort {
    CAS_ANSWERS_CHECK,
    CAS_ANSWERS_WHO,
    CAS_ANSWERS_LINT,
    CAS_ANSWERS_SHOW,
    CAS_ANSWERS_RUN,
    CAS_ANSWERS_PLAY,
    CAS_ANSWERS_CURE
} cas_answer_sort;

struct casus_answer {
    cas_arena arena;
    cas_answer_sort sort;
    const casus_model *model;
    casus_outcome outcome;
    const struct cas_findings *findings;    /* check, who, run */
    const struct cas_diagnostics *warnings; /* lint */
    const struct cas_played *played;         /* play */
    const struct cas_cured *cured;           /* cure */
    const struct cas_asked_with *asked_with; /* play, cure, show */
    const char *stage;                      /* show */
    cas_text shown;
};

struct casus_text {
    cas_arena arena;
    const char *bytes;
    size_t length;
};

/* An object of so many bytes that begins with its arena; null when there is no memory (ctx says so). */
void *cas_api_make(casus_ctx *ctx, size_t bytes);
void cas_api_free(void *object);
/* Do the work under a guard. When it fails, *object is freed and set to null. */
typedef void cas_api_work(casus_ctx *ctx, void *object, void *arguments);
casus_status cas_api_run(casus_ctx *ctx, void **object, cas_api_work *work, void *arguments);
/* Says why in casus_last_needs. */
casus_status cas_api_refuse(casus_ctx *ctx, casus_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Makes a text and fills it with what write puts down. */
typedef void cas_api_write(casus_ctx *ctx, cas_builder *out, void *arguments);
casus_status cas_api_text(casus_ctx *ctx, cas_api_write *write, void *arguments, casus_text **out);

/* read.c: the file once more with one statement added, in another arena; leaves with CAS_E_INPUT when it is wrong. */
const struct cas_agreement *cas_api_read_with(cas_arena *arena, const casus_model *model, const char *statement);

/* hold.c: the caller's draft, settings and number of sets. Leaves with CAS_E_ARGUMENT when they are not of the agreement. */
void cas_api_choices_of(casus_ctx *ctx, cas_arena *arena, const struct cas_agreement *agreement,
                        const casus_ask_options *wishes, struct cas_question_options *out);

/* hold.c: the caller's draft and settings as he wrote them, kept in the arena. */
const struct cas_asked_with *cas_api_asked_with(cas_arena *arena, const casus_ask_options *wishes);

/* hold.c: the condition of the caller's draft and settings; null: none. Leaves with CAS_E_ARGUMENT when they are not of the agreement. */
const struct cas_condition *cas_api_condition_of(casus_ctx *ctx, cas_arena *arena,
                                                 const struct cas_agreement *agreement,
                                                 const casus_ask_options *wishes);

/* text.c: stages that are text or trees, and what is wrong. They see lang and not hold, whose names would clash. */
bool cas_api_show_text(casus_ctx *ctx, cas_builder *out, const casus_model *model, const char *stage);
void cas_api_put_errors(cas_builder *out, const casus_model *model, const struct cas_diagnostics *diagnostics,
                        bool color);
size_t cas_api_count(const struct cas_diagnostics *diagnostics, bool warnings);

#endif
