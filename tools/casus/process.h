/* Other programs, run beside this one: without a shell, with limits on time and room, and with nothing of this process but what they are given. */
#ifndef CASUS_TOOL_PROCESS_H
#define CASUS_TOOL_PROCESS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct process_job {
    const char *program;      /* its path: find_program */
    const char *const *words; /* as it sees them, its name first; null ends them */
    const char *input;        /* what it reads from standard input */
    size_t input_length;
    const char *home;    /* the folder it may call its own; null: none */
    int most_seconds;    /* on the clock */
    int most_processor;  /* seconds of work; 0: as long as the clock allows */
    int most_mebibytes;  /* of memory; 0: not limited */
    bool writes_files, starts_others; /* it may */
    size_t most_output;
} process_job;

typedef enum process_end { PROCESS_DONE, PROCESS_FAILED, PROCESS_TOO_LONG, PROCESS_NOT_STARTED } process_end;

typedef struct process_answer {
    char *output; /* terminated; the caller frees it; null unless the job is done */
    size_t length;
    char said[4096]; /* on standard error: its beginning */
} process_answer;

/* The path of a program: the first folder of PATH (or of `folders`, if not null) that holds it; folders that are not absolute do not count. */
bool find_program(const char *name, const char *folders, char *path, size_t room);
/* Waits for it; kills it, and what it started, when it takes too long or says too much. */
process_end run_process(const process_job *job, process_answer *answer);

#endif
