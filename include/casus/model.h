/* Agreements: reading them, what is wrong with them, printing them back. */
#ifndef CASUS_MODEL_H
#define CASUS_MODEL_H

#include "casus/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* An agreement as it was read, with everything that is wrong with it. Immutable. */
typedef struct casus_model casus_model;

/*
 * How files are reached where not from the file system: NULL and the bytes, which are the reader's until it is called again; or one clause of a
 * sentence that says why not. Paths are those of the first file, and relative ones are made relative to the file that names them.
 */
typedef const char *casus_reader(void *user, const char *path, const char **bytes, size_t *length);

typedef struct casus_read_options {
    size_t size;                /* CASUS_READ_OPTIONS_INIT sets it */
    const char *sources_folder; /* null, or where sources that are not shipped may be found */
    casus_reader *reader;       /* null: the file system. It is called again while the model is in use, for instance by casus_diff */
    void *reader_user;
} casus_read_options;

#define CASUS_READ_OPTIONS_INIT                                                                                        \
    {                                                                                                                  \
        .size = sizeof(casus_read_options)                                                                             \
    }

/**
 * Read an agreement from a file, with all it includes or amends and the sources it cites.
 *
 * shape     one model; wrong texts make one too: ask casus_model_is_sound()
 * units     path: as the system writes it; relative names inside the file are looked up beside it
 * exact     yes
 * cost      linear in the texts, apart from the citations that are looked up
 * errors    CASUS_E_ARGUMENT  a pointer is null or opt is of no known version
 *           CASUS_E_SYSTEM    the file itself cannot be read; an included one that cannot is a diagnostic
 *           CASUS_E_BUDGET, CASUS_E_MEMORY, CASUS_E_BUG
 * ownership *out is the caller's, free with casus_model_free()
 * threads   as ctx; afterwards any number of threads may read the model
 * source    docs/language.md
 */
CASUS_API casus_status casus_model_read(casus_ctx *ctx, const char *path, const casus_read_options *opt,
                                        casus_model **out);

/**
 * Read an agreement from memory.
 *
 * shape     length bytes at bytes, of which more than 64 MiB are refused with a diagnostic; name is what diagnostics call it; included files are looked up from the working folder
 * units     UTF-8
 * exact     yes
 * cost      as casus_model_read
 * errors    as casus_model_read, without CASUS_E_SYSTEM
 * ownership *out is the caller's, free with casus_model_free(); bytes and name may be reused at once
 * threads   as casus_model_read
 * source    docs/language.md
 */
CASUS_API casus_status casus_model_read_text(casus_ctx *ctx, const char *name, const char *bytes, size_t length,
                                             const casus_read_options *opt, casus_model **out);

/**
 * Free a model.
 *
 * shape     model may be null
 * units     none
 * exact     yes
 * cost      none to speak of
 * errors    none
 * ownership model is gone; answers made from it must be freed before it
 * threads   no other thread may use the model or its context
 * source    none
 */
CASUS_API void casus_model_free(casus_model *model);

/**
 * Whether a text can be asked: it has no error.
 *
 * shape     true or false; warnings do not count
 * units     none
 * exact     yes
 * cost      none
 * errors    none
 * ownership none
 * threads   any number may read
 * source    docs/diagnostics.md
 */
CASUS_API bool casus_model_is_sound(const casus_model *model);

/**
 * What is wrong with a text, as a reader wants to see it: every error with its line, the place marked, and a suggestion.
 *
 * shape     empty when nothing is wrong
 * units     color: with the colour codes of a terminal
 * exact     at most 50 errors are shown, the rest is counted
 * cost      linear in what is printed
 * errors    CASUS_E_ARGUMENT, CASUS_E_BUDGET, CASUS_E_MEMORY, CASUS_E_BUG
 * ownership *out is the caller's, free with casus_text_free()
 * threads   as ctx
 * source    docs/diagnostics.md
 */
CASUS_API casus_status casus_model_errors(casus_ctx *ctx, const casus_model *model, bool color, casus_text **out);

/**
 * A text in its canonical form: the same statements and comments, one look.
 *
 * shape     *out is null when the text has errors: then nothing can be said of its form
 * units     UTF-8
 * exact     formatting what was formatted changes nothing
 * cost      linear
 * errors    CASUS_E_INPUT     the text has syntax errors
 *           CASUS_E_ARGUMENT, CASUS_E_BUDGET, CASUS_E_MEMORY, CASUS_E_BUG
 * ownership *out is the caller's, free with casus_text_free()
 * threads   as ctx
 * source    docs/language.md
 */
CASUS_API casus_status casus_format(casus_ctx *ctx, const casus_model *model, casus_text **out);

/**
 * What a diagnostic means, with an example.
 *
 * shape     *out is null when there is no such code
 * units     code: "E0213", in either case
 * exact     yes
 * cost      none to speak of
 * errors    CASUS_E_ARGUMENT, CASUS_E_BUDGET, CASUS_E_MEMORY, CASUS_E_BUG
 * ownership *out is the caller's, free with casus_text_free()
 * threads   as ctx
 * source    docs/diagnostics.md
 */
CASUS_API casus_status casus_explain(casus_ctx *ctx, const char *code, casus_text **out);

#ifdef __cplusplus
}
#endif

#endif
