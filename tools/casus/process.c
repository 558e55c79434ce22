/* Other programs: see process.h. */
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COULD_NOT_START = 127 };

static bool is_program(const char *path)
{
    struct stat what;
    return stat(path, &what) == 0 && S_ISREG(what.st_mode) && access(path, X_OK) == 0;
}

bool find_program(const char *name, const char *folders, char *path, size_t room)
{
    const char *at = folders ? folders : getenv("PATH");
    while (at && *at) {
        const size_t length = strcspn(at, ":");
        if (*at == '/' && length + strlen(name) + 2 <= room) {
            snprintf(path, room, "%.*s/%s", (int)length, at, name);
            if (is_program(path))
                return true;
        }
        at += length + (at[length] == ':');
    }
    return false;
}

static void limit(int what, rlim_t most)
{
    const struct rlimit both = {most, most};
    setrlimit(what, &both);
}

/* In the child; never returns. */
static void become(const process_job *job, int input, int output, int said)
{
    char home[4200];
    snprintf(home, sizeof home, "HOME=%s", job->home ? job->home : "/nonexistent");
    const char *const environment[] = {"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", home, NULL};
    setpgid(0, 0);
    if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(said, 2) < 0)
        _exit(COULD_NOT_START);
    if (job->most_processor)
        limit(RLIMIT_CPU, (rlim_t)job->most_processor);
    if (job->most_mebibytes)
        limit(RLIMIT_AS, (rlim_t)job->most_mebibytes << 20);
    if (!job->writes_files)
        limit(RLIMIT_FSIZE, 0);
    if (!job->starts_others)
        limit(RLIMIT_NPROC, 0);
    limit(RLIMIT_CORE, 0);
    execve(job->program, (char *const *)job->words, (char *const *)environment);
    _exit(COULD_NOT_START);
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

typedef struct drain {
    char *text;
    size_t length, room, most;
    char *said;
    size_t said_length, said_room;
} drain;

static void keep_said(drain *d, const char *piece, size_t length)
{
    const size_t space = d->said_room - 1 - d->said_length, kept = length < space ? length : space;
    memcpy(d->said + d->said_length, piece, kept);
    d->said_length += kept;
    d->said[d->said_length] = 0;
}

static bool keep_output(drain *d, const char *piece, size_t length)
{
    if (d->length + length + 1 > d->room) {
        const size_t room = d->room ? 2 * d->room : 1 << 15;
        char *larger = d->length + length <= d->most ? realloc(d->text, room) : NULL;
        if (!larger)
            return false;
        d->text = larger;
        d->room = room;
    }
    memcpy(d->text + d->length, piece, length);
    d->length += length;
    d->text[d->length] = 0;
    return true;
}

/* Both ends to their end; false when it is too much, or too slow. */
static bool read_both(int output, int said, double until, drain *d)
{
    struct pollfd watched[2] = {{.fd = output, .events = POLLIN}, {.fd = said, .events = POLLIN}};
    while (watched[0].fd >= 0 || watched[1].fd >= 0) {
        const double left = until - seconds_now();
        if (left <= 0 || (poll(watched, 2, (int)(left * 1000) + 1) < 0 && errno != EINTR))
            return false;
        for (int i = 0; i < 2; i++) {
            char piece[1 << 14];
            if (watched[i].fd < 0 || !watched[i].revents)
                continue;
            const ssize_t got = read(watched[i].fd, piece, sizeof piece);
            if (got <= 0)
                watched[i].fd = -1;
            else if (i == 1)
                keep_said(d, piece, (size_t)got);
            else if (!keep_output(d, piece, (size_t)got))
                return false;
        }
    }
    return true;
}

/* A program may close what it says and go on: it has until the same moment. */
static bool wait_for(pid_t child, double until, int *status)
{
    for (;;) {
        const pid_t ended = waitpid(child, status, WNOHANG);
        const struct timespec pause = {0, 5000000};
        if (ended == child || (ended < 0 && errno != EINTR))
            return ended == child;
        if (seconds_now() > until)
            return false;
        nanosleep(&pause, NULL);
    }
}

/* The bytes as a file that has no name. */
static int nameless_file(const char *bytes, size_t length)
{
    const int file = memfd_create("input", MFD_CLOEXEC);
    for (size_t done = 0; file >= 0 && done < length;) {
        const ssize_t put = write(file, bytes + done, length - done);
        if (put <= 0) {
            close(file);
            return -1;
        }
        done += (size_t)put;
    }
    if (file >= 0)
        lseek(file, 0, SEEK_SET);
    return file;
}

static process_end watch(pid_t child, int output, int said, const process_job *job, drain *d)
{
    const double until = seconds_now() + job->most_seconds;
    int status = -1;
    const bool whole = read_both(output, said, until, d), ended = whole && wait_for(child, until, &status);
    /* What it started belongs to its group, and goes with it. */
    kill(-child, SIGKILL);
    if (!ended) {
        kill(child, SIGKILL);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
        return PROCESS_TOO_LONG;
    }
    if (WIFEXITED(status) && WEXITSTATUS(status) == COULD_NOT_START)
        return PROCESS_NOT_STARTED;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? PROCESS_DONE : PROCESS_FAILED;
}

process_end run_process(const process_job *job, process_answer *answer)
{
    int output[2] = {-1, -1}, said[2] = {-1, -1};
    process_end end = PROCESS_NOT_STARTED;
    *answer = (process_answer){0};
    drain d = {.most = job->most_output, .said = answer->said, .said_room = sizeof answer->said};
    const int input = nameless_file(job->input, job->input_length);
    if (input >= 0 && pipe2(output, O_CLOEXEC) == 0 && pipe2(said, O_CLOEXEC) == 0) {
        const pid_t child = fork();
        if (child == 0)
            become(job, input, output[1], said[1]);
        close(output[1]);
        close(said[1]);
        output[1] = said[1] = -1;
        if (child > 0)
            end = watch(child, output[0], said[0], job, &d);
    }
    const int open_ends[] = {input, output[0], output[1], said[0], said[1]};
    for (size_t i = 0; i < sizeof open_ends / sizeof *open_ends; i++)
        if (open_ends[i] >= 0)
            close(open_ends[i]);
    if (end == PROCESS_DONE) {
        answer->output = d.text ? d.text : calloc(1, 1);
        answer->length = d.length;
    } else
        free(d.text);
    return end;
}
