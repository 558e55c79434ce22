/* Trying: see attempt.h. The budget of the context is narrowed for the time of the work, and put back whatever happens. */
#include "agree/attempt.h"

#include "base/text.h"

typedef struct budget {
    size_t max_bytes;
    double deadline;
} budget;

static budget narrow(cas_ctx *ctx, size_t bytes, double share)
{
    const budget before = {ctx->max_bytes, ctx->deadline};
    if (ctx->used_bytes < before.max_bytes && before.max_bytes - ctx->used_bytes > bytes)
        ctx->max_bytes = ctx->used_bytes + bytes;
    if (before.deadline > 0) {
        const double now = cas_now();
        ctx->deadline = before.deadline > now ? now + (before.deadline - now) * share : before.deadline;
        ctx->pulse = UINT32_MAX - 1; /* the next poll reads the clock */
    }
    return before;
}

bool cas_attempt(cas_arena *arena, size_t bytes, double share, cas_attempt_work *work, void *arguments,
                 const char **needs)
{
    cas_ctx *ctx = arena->ctx;
    const budget before = narrow(ctx, bytes, share);
    cas_arena scratch;
    cas_guard guard;
    cas_arena_open(&scratch, ctx);
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0)
        work(&scratch, arguments);
    cas_guard_close(ctx, &guard);
    cas_arena_close(&scratch);
    ctx->max_bytes = before.max_bytes;
    ctx->deadline = before.deadline;
    if (guard.status == CAS_OK)
        return true;
    if (guard.status != CAS_E_BUDGET || (ctx->cancel && *ctx->cancel))
        cas_fail(ctx, guard.status, "%s", cas_format(arena, "%s", ctx->needs));
    *needs = cas_format(arena, "%s", ctx->needs);
    return false;
}
