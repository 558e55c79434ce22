/* Text out of PDF: see extract.h. */
#include "extract.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_TEXT = 64 << 20, MOST_SAID = 4096, MOST_SECONDS = 30, MOST_PROCESSOR_SECONDS = 20, MOST_MEBIBYTES = 1024, NOT_THERE = 127 };

bool is_pdf(const char *bytes, size_t length)
{
    return length > 5 && memcmp(bytes, "%PDF-", 5) == 0;
}

static void limit(int what, rlim_t most)
{
    const struct rlimit both = {most, most};
    setrlimit(what, &both);
}

/* In the child; never returns. */
static void become_extractor(int document, int text, int said)
{
    static const char *const words[] = {"pdftotext", "-enc", "UTF-8", "-", "-", NULL};
    static const char *const environment[] = {"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", NULL};
    if (dup2(document, 0) < 0 || dup2(text, 1) < 0 || dup2(said, 2) < 0)
        _exit(NOT_THERE);
    limit(RLIMIT_CPU, MOST_PROCESSOR_SECONDS);
    limit(RLIMIT_AS, (rlim_t)MOST_MEBIBYTES << 20);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NPROC, 0);
    environ = (char **)environment;
    execvp(words[0], (char *const *)words);
    _exit(NOT_THERE);
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

typedef struct drain {
    char *text;
    size_t length, room;
    char said[MOST_SAID];
    size_t said_length;
} drain;

/* False when it is too much, too slow, or memory ran out. */
static bool read_both(int text, int said, drain *d)
{
    const double until = seconds_now() + MOST_SECONDS;
    struct pollfd watched[2] = {{.fd = text, .events = POLLIN}, {.fd = said, .events = POLLIN}};
    while (watched[0].fd >= 0 || watched[1].fd >= 0) {
        const double left = until - seconds_now();
        if (left <= 0 || (poll(watched, 2, (int)(left * 1000) + 1) < 0 && errno != EINTR))
            return false;
        for (int i = 0; i < 2; i++) {
            if (watched[i].fd < 0 || !watched[i].revents)
                continue;
            char piece[1 << 14];
            const ssize_t got = read(watched[i].fd, piece, sizeof piece);
            if (got <= 0) {
                watched[i].fd = -1;
                continue;
            }
            if (i == 1) {
                const size_t space = sizeof d->said - 1 - d->said_length, kept = (size_t)got < space ? (size_t)got : space;
                memcpy(d->said + d->said_length, piece, kept);
                d->said_length += kept;
                continue;
            }
            if (d->length + (size_t)got > d->room) {
                const size_t room = d->room ? 2 * d->room : sizeof piece;
                char *larger = room <= MOST_TEXT ? realloc(d->text, room) : NULL;
                if (!larger)
                    return false;
                d->text = larger;
                d->room = room;
            }
            memcpy(d->text + d->length, piece, (size_t)got);
            d->length += (size_t)got;
        }
    }
    return true;
}

/* The bytes as a file that has no name. */
static int nameless_file(const char *bytes, size_t length)
{
    const int file = memfd_create("document", MFD_CLOEXEC);
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

static const char *problem_of(int status, bool whole, const drain *d)
{
    if (!whole)
        return "it is a PDF that takes too long to read, or holds too much";
    if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_THERE)
        return "it is a PDF, and pdftotext (of poppler) is not there to read it";
    if (strstr(d->said, "assword"))
        return "it is an encrypted PDF";
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return "it is a damaged PDF";
    for (size_t i = 0; i < d->length; i++)
        if ((unsigned char)d->text[i] > ' ')
            return NULL;
    return "it is a PDF without text, perhaps of scanned pages";
}

char *extract_pdf(const char *bytes, size_t length, size_t *text_length, const char **problem)
{
    int text[2] = {-1, -1}, said[2] = {-1, -1};
    drain d = {0};
    bool whole = false;
    int status = -1;
    *text_length = 0;
    *problem = "it is a PDF, and no process could be started to read it";
    const int document = nameless_file(bytes, length);
    if (document >= 0 && pipe2(text, O_CLOEXEC) == 0 && pipe2(said, O_CLOEXEC) == 0) {
        const pid_t child = fork();
        if (child == 0)
            become_extractor(document, text[1], said[1]);
        close(text[1]);
        close(said[1]);
        text[1] = said[1] = -1;
        if (child > 0) {
            whole = read_both(text[0], said[0], &d);
            if (!whole)
                kill(child, SIGKILL);
            while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
            }
            d.said[d.said_length] = 0;
            *problem = problem_of(status, whole, &d);
        }
    }
    const int open_ends[] = {document, text[0], text[1], said[0], said[1]};
    for (size_t i = 0; i < sizeof open_ends / sizeof *open_ends; i++)
        if (open_ends[i] >= 0)
            close(open_ends[i]);
    if (*problem) {
        free(d.text);
        return NULL;
    }
    *text_length = d.length;
    return d.text;
}
