/* Memory, budgets and failure: see memory.h. */
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(__linux__)
#include <sys/mman.h>
#endif

struct cas_block {
    cas_block *below;
    size_t size, used;
    max_align_t bytes[];
};

enum { SMALLEST_BLOCK = 1 << 12, LARGEST_STEP = 1 << 22 };

void cas_ctx_open(cas_ctx *ctx)
{
    if (!ctx->max_bytes)
        ctx->max_bytes = (size_t)4 << 30;
    ctx->guard = NULL;
    ctx->needs[0] = 0;
}

double cas_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

jmp_buf *cas_guard_open(cas_ctx *ctx, cas_guard *guard)
{
    guard->outer = ctx->guard;
    guard->status = CAS_OK;
    ctx->guard = guard;
    return &guard->place;
}

void cas_guard_close(cas_ctx *ctx, cas_guard *guard)
{
    ctx->guard = guard->outer;
}

void cas_fail(cas_ctx *ctx, cas_status status, const char *format, ...)
{
    char needs[sizeof ctx->needs]; /* the arguments may be what stands there already */
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(needs, sizeof needs, format, arguments);
    va_end(arguments);
    memcpy(ctx->needs, needs, sizeof needs);
    if (!ctx->guard) {
        /* No guard is a mistake of the caller inside the library; there is nowhere to go back to. */
        abort();
    }
    ctx->guard->status = status;
    longjmp(ctx->guard->place, 1);
}

void cas_poll(cas_ctx *ctx)
{
    if (++ctx->pulse < 4096)
        return;
    ctx->pulse = 0;
    ctx->beats++;
    if (ctx->most_beats && ctx->beats > ctx->most_beats)
        cas_fail(ctx, CAS_E_BUDGET, "more work than this answer was given");
    if (ctx->cancel && *ctx->cancel)
        cas_fail(ctx, CAS_E_BUDGET, "cancelled");
    if (ctx->deadline > 0 && cas_now() > ctx->deadline)
        cas_fail(ctx, CAS_E_BUDGET, "more time than --max-seconds allows");
}

void cas_arena_open(cas_arena *arena, cas_ctx *ctx)
{
    arena->ctx = ctx;
    arena->top = NULL;
}

static void drop_block(cas_arena *arena)
{
    cas_block *block = arena->top;
    arena->top = block->below;
    arena->ctx->used_bytes -= block->size + sizeof *block;
    free(block);
}

void cas_arena_close(cas_arena *arena)
{
    while (arena->top)
        drop_block(arena);
}

/* Long blocks are swept from end to end: large pages save most of the time of taking them. Only a wish, which may be ignored. */
static void ask_for_large_pages(void *place, size_t size)
{
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    enum { LARGE_PAGE = 1 << 21 };
    const uintptr_t start = ((uintptr_t)place + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE, end = ((uintptr_t)place + size) / LARGE_PAGE * LARGE_PAGE;
    if (size >= 2 * LARGE_PAGE && end > start)
        (void)madvise((void *)start, end - start, MADV_HUGEPAGE);
#else
    (void)place;
    (void)size;
#endif
}

static void add_block(cas_arena *arena, size_t bytes)
{
    cas_ctx *ctx = arena->ctx;
    size_t size = SMALLEST_BLOCK;
    if (arena->top)
        size = arena->top->size < LARGEST_STEP ? arena->top->size * 2 : LARGEST_STEP;
    if (size < bytes)
        size = bytes;
    if (size > ctx->max_bytes || ctx->used_bytes > ctx->max_bytes - size)
        cas_fail(ctx, CAS_E_BUDGET, "more than %zu MiB of memory", ctx->max_bytes >> 20);
    cas_block *block = malloc(sizeof *block + size);
    if (!block)
        cas_fail(ctx, CAS_E_MEMORY, "%zu more bytes of memory", size);
    ask_for_large_pages(block, sizeof *block + size);
    block->below = arena->top;
    block->size = size;
    block->used = 0;
    arena->top = block;
    ctx->used_bytes += size + sizeof *block;
    if (ctx->used_bytes > ctx->peak_bytes)
        ctx->peak_bytes = ctx->used_bytes;
}

void *cas_take(cas_arena *arena, size_t count, size_t size)
{
    cas_ctx *ctx = arena->ctx;
    if (ctx->fail_at && --ctx->fail_at == 0)
        cas_fail(ctx, CAS_E_MEMORY, "more memory");
    if (size && count > (SIZE_MAX / 4) / size)
        cas_fail(ctx, CAS_E_BUDGET, "%zu times %zu bytes of memory", count, size);
    size_t bytes = (count * size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
    if (!arena->top || arena->top->size - arena->top->used < bytes)
        add_block(arena, bytes);
    char *place = (char *)arena->top->bytes + arena->top->used;
    arena->top->used += bytes;
    return bytes ? memset(place, 0, bytes) : place;
}

cas_mark cas_arena_mark(const cas_arena *arena)
{
    return (cas_mark){arena->top, arena->top ? arena->top->used : 0};
}

void cas_arena_release(cas_arena *arena, cas_mark mark)
{
    while (arena->top != mark.block)
        drop_block(arena);
    if (arena->top)
        arena->top->used = mark.used;
}

void *cas_grow(cas_arena *arena, void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return items;
    size_t larger = *room ? *room * 2 : 8;
    void *copy = cas_take(arena, larger, size);
    if (count)
        memcpy(copy, items, count * size);
    *room = larger;
    return copy;
}
