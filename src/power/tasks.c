/*
 * Threads for engines: tasks by number, called off by the clock or the caller.
 *
 * A failure leaves by a jump, and a jump must not leave threads behind. So nobody jumps while threads run: whoever sees that time is up sets a flag,
 * all return, and the jump comes after they are joined.
 */
#include "power/tasks.h"

#include <pthread.h>

struct cas_tasks {
    const cas_ctx *ctx;
    cas_task *task;
    void *work;
    int count;
    atomic_int next;
    atomic_bool stopped;
};

typedef struct cas_hand {
    cas_tasks *tasks;
    int thread;
} cas_hand;

bool cas_tasks_stopped(cas_tasks *tasks)
{
    if (atomic_load_explicit(&tasks->stopped, memory_order_relaxed))
        return true;
    const cas_ctx *ctx = tasks->ctx;
    if (!(ctx->cancel && *ctx->cancel) && !(ctx->deadline > 0 && cas_now() > ctx->deadline))
        return false;
    atomic_store(&tasks->stopped, true);
    return true;
}

static void *work_through(void *argument)
{
    const cas_hand *hand = argument;
    cas_tasks *tasks = hand->tasks;
    for (;;) {
        const int number = atomic_fetch_add(&tasks->next, 1);
        if (number >= tasks->count || cas_tasks_stopped(tasks))
            return NULL;
        tasks->task(tasks->work, number, hand->thread, tasks);
    }
}

void cas_run_tasks(cas_ctx *ctx, int threads, int count, cas_task *task, void *work)
{
    cas_tasks tasks = {.ctx = ctx, .task = task, .work = work, .count = count};
    atomic_init(&tasks.next, 0);
    atomic_init(&tasks.stopped, false);
    cas_hand hand[CAS_MOST_THREADS];
    pthread_t thread[CAS_MOST_THREADS];
    bool running[CAS_MOST_THREADS] = {false};
    const int hands = threads < 1 ? 1 : threads > CAS_MOST_THREADS ? CAS_MOST_THREADS : threads > count ? count : threads;
    for (int t = 0; t < hands; t++)
        hand[t] = (cas_hand){&tasks, t};
    for (int t = 1; t < hands; t++)
        running[t] = pthread_create(&thread[t], NULL, work_through, &hand[t]) == 0;
    if (hands > 0)
        work_through(&hand[0]);
    for (int t = 1; t < hands; t++)
        if (running[t])
            pthread_join(thread[t], NULL);
    if (!atomic_load(&tasks.stopped))
        return;
    /* Leave as any loop does that looks at the clock. */
    ctx->pulse = UINT32_MAX - 1;
    cas_poll(ctx);
    cas_fail(ctx, CAS_E_BUDGET, "cancelled");
}
