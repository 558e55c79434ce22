/*
 * What every call of casus needs: a context with its budget, statuses, and texts that the library hands out.
 *
 * A pointer that a function returns is borrowed from its argument; what is written through a last argument `**out` is the
 * caller's, who frees it before the context it was made with. Nothing here prints, asks, exits or reads the environment.
 */
#ifndef CASUS_BASE_H
#define CASUS_BASE_H

#include <stdbool.h>
#include <stddef.h>

#if defined(__GNUC__)
#define CASUS_API __attribute__((visibility("default")))
#else
#define CASUS_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Why a call did not do what was asked. A wrong text is no failure of the call that reads it: see casus_model_is_sound. */
typedef enum casus_status {
    CASUS_OK = 0,
    CASUS_E_MEMORY,   /* the system had no memory left */
    CASUS_E_BUDGET,   /* the time or memory allowed was not enough */
    CASUS_E_ARGUMENT, /* an argument is outside what the contract allows */
    CASUS_E_INPUT,    /* the text is wrong, and only a right one can be asked */
    CASUS_E_SYSTEM,   /* a file could not be read */
    CASUS_E_BUG       /* an internal check failed: please report it; nothing was answered */
} casus_status;

/* One query's surroundings: budget, progress, cancellation. */
typedef struct casus_ctx casus_ctx;

typedef struct casus_ctx_options {
    size_t size;                /* sizeof of this struct: CASUS_CTX_OPTIONS_INIT sets it */
    double max_seconds;         /* from the opening of the context; 0: no limit */
    size_t max_bytes;           /* 0: 4 GiB */
    int threads;                /* at most so many; 0: as the library thinks best. Answers are the same at any number */
    const volatile int *cancel; /* null, or a flag that ends the work soon after it becomes nonzero */
    void (*progress)(void *user, const char *what,
                     double share); /* null, or told now and then how far the work is, 0 to 1 */
    void *user;                     /* handed to progress */
} casus_ctx_options;

#define CASUS_CTX_OPTIONS_INIT                                                                                         \
    {                                                                                                                  \
        .size = sizeof(casus_ctx_options)                                                                              \
    }

/**
 * Open a context.
 *
 * shape     one object
 * units     max_seconds: seconds of a clock that only goes forward; max_bytes: bytes
 * exact     yes
 * cost      none to speak of
 * errors    CASUS_E_ARGUMENT  opt is null or its size is not that of a known version, or a limit is negative
 *           CASUS_E_MEMORY    no memory; CASUS_E_BUDGET  max_bytes does not hold even the context
 * ownership *out is the caller's, free with casus_ctx_free() after everything made with it
 * threads   a context may be used by one thread at a time; several contexts by several threads at once
 * source    none
 */
CASUS_API casus_status casus_ctx_open(const casus_ctx_options *opt, casus_ctx **out);

/**
 * Free a context.
 *
 * shape     ctx may be null
 * units     none
 * exact     yes
 * cost      none to speak of
 * errors    none
 * ownership what was made with ctx and not yet freed must not be used or freed afterwards
 * threads   no other thread may use ctx
 * source    none
 */
CASUS_API void casus_ctx_free(casus_ctx *ctx);

/**
 * What the last failure of a context was about.
 *
 * shape     one clause of a sentence, such as "more than 512 MiB of memory"; empty when nothing failed
 * units     none
 * exact     yes
 * cost      none
 * errors    none
 * ownership borrowed from ctx, until its next call
 * threads   as casus_ctx
 * source    none
 */
CASUS_API const char *casus_last_needs(const casus_ctx *ctx);

/**
 * The most memory that a context has held at one time.
 *
 * shape     one number
 * units     bytes
 * exact     of what the library took from the system; the system's own overhead is not counted
 * cost      none
 * errors    none
 * ownership none
 * threads   as casus_ctx
 * source    none
 */
CASUS_API size_t casus_peak_bytes(const casus_ctx *ctx);

/**
 * A status in words.
 *
 * shape     a few words, such as "the budget was not enough"
 * units     none
 * exact     yes
 * cost      none
 * errors    none; an unknown status is called so
 * ownership static
 * threads   any
 * source    none
 */
CASUS_API const char *casus_status_words(casus_status status);

/**
 * The version of the library.
 *
 * shape     "1.0.0"
 * units     none
 * exact     yes
 * cost      none
 * errors    none
 * ownership static
 * threads   any
 * source    none
 */
CASUS_API const char *casus_version(void);

/* A text that the library made: UTF-8, terminated, without a byte 0 inside. */
typedef struct casus_text casus_text;

/**
 * The bytes of a text.
 *
 * shape     casus_text_length(text) bytes and a terminating 0
 * units     UTF-8
 * exact     yes
 * cost      none
 * errors    none
 * ownership borrowed from text
 * threads   any number may read
 * source    none
 */
CASUS_API const char *casus_text_bytes(const casus_text *text);

/**
 * The length of a text.
 *
 * shape     one number
 * units     bytes, the terminating 0 not counted
 * exact     yes
 * cost      none
 * errors    none
 * ownership none
 * threads   any number may read
 * source    none
 */
CASUS_API size_t casus_text_length(const casus_text *text);

/**
 * Free a text.
 *
 * shape     text may be null
 * units     none
 * exact     yes
 * cost      none to speak of
 * errors    none
 * ownership text is gone
 * threads   no other thread may use its context
 * source    none
 */
CASUS_API void casus_text_free(casus_text *text);

#ifdef __cplusplus
}
#endif

#endif
