/*
 * Memory, budgets and failure.
 *
 * Everything the library allocates lives in an arena that belongs to a context. When memory, the byte budget or the
 * time budget runs out, or a bug is caught, control leaves through the innermost guard of the context: no function below
 * the API has to test an allocation, and nothing leaks, because the arenas know what was taken. This is why no code below
 * the API may hold a resource other than arena memory across a call that can fail.
 *
 *     cas_guard guard;
 *     if (setjmp(*cas_guard_open(ctx, &guard)) == 0) { ... work ... }
 *     cas_guard_close(ctx, &guard);
 *     status = guard.status;
 */
#ifndef CAS_BASE_MEMORY_H
#define CAS_BASE_MEMORY_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum cas_status {
    CAS_OK = 0,
    CAS_E_MEMORY,    /* the system had none left, or max_bytes was reached */
    CAS_E_BUDGET,    /* an estimate, or the clock, exceeded the budget: ctx->needs says what it takes */
    CAS_E_ARGUMENT,  /* the caller passed what the contract excludes */
    CAS_E_INPUT,     /* the text is wrong: diagnostics say how */
    CAS_E_SYSTEM,    /* a file could not be read or written: ctx->needs says which */
    CAS_E_BUG        /* an internal check failed: ctx->needs says where; never an answer */
} cas_status;

typedef struct cas_guard {
    jmp_buf place;
    struct cas_guard *outer;
    cas_status status;
} cas_guard;

typedef struct cas_block cas_block;

/* One query's surroundings; not shared between threads. Zero-initialise, then cas_ctx_open. */
typedef struct cas_ctx {
    size_t max_bytes;         /* 0: 4 GiB */
    size_t used_bytes;
    size_t peak_bytes;
    double deadline;          /* monotonic seconds, 0: none */
    const volatile int *cancel; /* not null and not zero: leave with CAS_E_BUDGET */
    long fail_at;             /* tests: the n-th allocation from now fails; 0: never */
    uint32_t pulse;           /* calls of cas_poll since the clock was last read */
    uint64_t beats;           /* how often 4,096 of them were made */
    uint64_t most_beats;      /* a limit on work instead of time, the same on every machine; 0: none */
    cas_guard *guard;
    char needs[240];          /* what the last failure says of itself, one clause of a sentence */
} cas_ctx;

typedef struct cas_arena {
    cas_ctx *ctx;
    cas_block *top;
} cas_arena;

typedef struct cas_mark {
    cas_block *block;
    size_t used;
} cas_mark;

void cas_ctx_open(cas_ctx *ctx);
/* Seconds of a clock that only goes forward. */
double cas_now(void);

/* Open a guard; the caller must setjmp on what is returned, at once. */
jmp_buf *cas_guard_open(cas_ctx *ctx, cas_guard *guard);
void cas_guard_close(cas_ctx *ctx, cas_guard *guard);

/* Leave through the innermost guard. The format makes ctx->needs. */
_Noreturn void cas_fail(cas_ctx *ctx, cas_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Check the clock and the cancel flag, cheaply; call it in every loop whose length the input decides. */
void cas_poll(cas_ctx *ctx);
/* An internal contradiction is reported as one. */
#define CAS_CHECK(ctx, condition) ((condition) ? (void)0 : cas_fail((ctx), CAS_E_BUG, "%s:%d: %s", __FILE__, __LINE__, #condition))

void cas_arena_open(cas_arena *arena, cas_ctx *ctx);
void cas_arena_close(cas_arena *arena);
/* count * size zeroed bytes, aligned for anything; never null. Sizes that overflow fail like too large ones. */
void *cas_take(cas_arena *arena, size_t count, size_t size);
cas_mark cas_arena_mark(const cas_arena *arena);
void cas_arena_release(cas_arena *arena, cas_mark mark);

#define CAS_NEW(arena, type) ((type *)cas_take((arena), 1, sizeof(type)))
#define CAS_ARRAY(arena, type, count) ((type *)cas_take((arena), (count), sizeof(type)))

/*
 * A list that grows, in an arena: `int *items; size_t count, room;`
 * Before items[count++] = x:  items = CAS_ROOM(arena, items, count, &room);
 */
void *cas_grow(cas_arena *arena, void *items, size_t count, size_t *room, size_t size);
#define CAS_ROOM(arena, items, count, room) cas_grow((arena), (items), (count), (room), sizeof *(items))

#endif
