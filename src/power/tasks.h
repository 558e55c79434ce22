/* Inside power/ only: work shared out to threads, which can be called off. */
#ifndef CAS_POWER_TASKS_H
#define CAS_POWER_TASKS_H

#include "base/memory.h"

#include <stdatomic.h>

enum { CAS_MOST_THREADS = 16 };

typedef struct cas_tasks cas_tasks;

/*
 * Calls task(work, number, thread) for every number from 0 to count - 1, on up to `threads` threads, each taking the next number as it becomes
 * free. A task must not fail: no allocation, no cas_poll; it touches memory taken beforehand, its own or its thread's. What a task
 * computes may depend on its number, never on its thread, so that any number of threads gives the same answer.
 *
 * errors  leaves with CAS_E_BUDGET, after all threads have ended, when the clock or the caller called the work off
 */
typedef void cas_task(void *work, int number, int thread, cas_tasks *tasks);
void cas_run_tasks(cas_ctx *ctx, int threads, int count, cas_task *task, void *work);

/* In a task that lasts longer than a moment: true means return at once, what was computed is thrown away. */
bool cas_tasks_stopped(cas_tasks *tasks);

#endif
