/* Contexts, and how public functions run: see objects.h. */
#include "api/objects.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static casus_status public_status(cas_status status)
{
    switch (status) {
    case CAS_OK: return CASUS_OK;
    case CAS_E_MEMORY: return CASUS_E_MEMORY;
    case CAS_E_BUDGET: return CASUS_E_BUDGET;
    case CAS_E_ARGUMENT: return CASUS_E_ARGUMENT;
    case CAS_E_INPUT: return CASUS_E_INPUT;
    case CAS_E_SYSTEM: return CASUS_E_SYSTEM;
    case CAS_E_BUG: return CASUS_E_BUG;
    }
    return CASUS_E_BUG;
}

/* The object lies in the first block of its own arena. */
static void *make_in(cas_ctx *ctx, size_t bytes, cas_status *status)
{
    cas_arena arena;
    void *volatile object = NULL;
    cas_guard guard;
    cas_arena_open(&arena, ctx);
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0) {
        void *made = cas_take(&arena, 1, bytes);
        memcpy(made, &arena, sizeof arena);
        object = made;
    }
    cas_guard_close(ctx, &guard);
    *status = guard.status;
    return object;
}

void *cas_api_make(casus_ctx *ctx, size_t bytes)
{
    return make_in(&ctx->ctx, bytes, &ctx->made);
}

void cas_api_free(void *object)
{
    if (!object)
        return;
    cas_arena arena;
    memcpy(&arena, object, sizeof arena);
    cas_arena_close(&arena);
}

casus_status cas_api_run(casus_ctx *ctx, void **object, cas_api_work *work, void *arguments)
{
    cas_guard guard;
    if (!*object)
        return public_status(ctx->made);
    if (setjmp(*cas_guard_open(&ctx->ctx, &guard)) == 0)
        work(ctx, *object, arguments);
    cas_guard_close(&ctx->ctx, &guard);
    if (guard.status != CAS_OK) {
        cas_api_free(*object);
        *object = NULL;
    }
    return public_status(guard.status);
}

casus_status cas_api_refuse(casus_ctx *ctx, casus_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(ctx->ctx.needs, sizeof ctx->ctx.needs, format, arguments);
    va_end(arguments);
    return status;
}

casus_status casus_ctx_open(const casus_ctx_options *opt, casus_ctx **out)
{
    if (!out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!opt || opt->size != sizeof *opt || !(opt->max_seconds >= 0) || opt->threads < 0)
        return CASUS_E_ARGUMENT;
    cas_ctx first = {.max_bytes = opt->max_bytes};
    cas_ctx_open(&first);
    cas_status status;
    casus_ctx *ctx = make_in(&first, sizeof *ctx, &status);
    if (!ctx)
        return public_status(status);
    ctx->ctx = first;
    ctx->arena.ctx = &ctx->ctx;
    ctx->wishes = *opt;
    ctx->ctx.cancel = opt->cancel;
    ctx->ctx.deadline = opt->max_seconds > 0 ? cas_now() + opt->max_seconds : 0;
    *out = ctx;
    return CASUS_OK;
}

void casus_ctx_free(casus_ctx *ctx)
{
    if (!ctx)
        return;
    /* The context lies in the block that is given back, so the count goes to a copy. */
    cas_ctx last = ctx->ctx;
    cas_arena arena = ctx->arena;
    arena.ctx = &last;
    cas_arena_close(&arena);
}

const char *casus_last_needs(const casus_ctx *ctx)
{
    return ctx->ctx.needs;
}

size_t casus_peak_bytes(const casus_ctx *ctx)
{
    return ctx->ctx.peak_bytes;
}

const char *casus_status_words(casus_status status)
{
    switch (status) {
    case CASUS_OK: return "all went well";
    case CASUS_E_MEMORY: return "the system had no memory left";
    case CASUS_E_BUDGET: return "the budget was not enough";
    case CASUS_E_ARGUMENT: return "an argument is not what the contract allows";
    case CASUS_E_INPUT: return "the text is wrong";
    case CASUS_E_SYSTEM: return "a file could not be read";
    case CASUS_E_BUG: return "an internal check failed";
    }
    return "an unknown status";
}

const char *casus_version(void)
{
    return "1.0.0";
}

/* ---- Texts ------------------------------------------------------------------------------------------------------------------------- */

typedef struct text_job {
    cas_api_write *write;
    void *arguments;
} text_job;

static void fill_text(casus_ctx *ctx, void *object, void *arguments)
{
    casus_text *text = object;
    const text_job *job = arguments;
    cas_builder out = {.arena = &text->arena};
    job->write(ctx, &out, job->arguments);
    text->bytes = cas_built_string(&out);
    text->length = out.length;
}

casus_status cas_api_text(casus_ctx *ctx, cas_api_write *write, void *arguments, casus_text **out)
{
    text_job job = {write, arguments};
    void *text = cas_api_make(ctx, sizeof **out);
    const casus_status status = cas_api_run(ctx, &text, fill_text, &job);
    *out = text;
    return status;
}

const char *casus_text_bytes(const casus_text *text)
{
    return text->bytes;
}

size_t casus_text_length(const casus_text *text)
{
    return text->length;
}

void casus_text_free(casus_text *text)
{
    cas_api_free(text);
}
