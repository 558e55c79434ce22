/*
 * Files as they were: FILE@REVISION, read from git, and whatever they include or cite with them.
 *
 * git runs as a program of its own, without a shell: `git -C FOLDER show REVISION:./NAME`.
 */
#include "revision.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { MOST_BYTES = 64 << 20 };

bool split_revision(const char *word, char **path, char **at)
{
    const char *sign = strrchr(word, '@');
    *path = *at = NULL;
    if (!sign || sign == word || !sign[1] || sign[1] == '-' || access(word, F_OK) == 0)
        return false;
    *path = strndup(word, (size_t)(sign - word));
    *at = strdup(sign + 1);
    return true;
}

static bool gather(int from, revision *r)
{
    size_t room = 1 << 16;
    r->length = 0;
    free(r->bytes);
    r->bytes = malloc(room);
    while (r->bytes) {
        const ssize_t got = read(from, r->bytes + r->length, room - r->length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        r->length += (size_t)got;
        if (r->length > MOST_BYTES)
            return false;
        if (r->length < room)
            continue;
        char *larger = realloc(r->bytes, room *= 2);
        if (!larger)
            free(r->bytes);
        r->bytes = larger;
    }
    return false;
}

typedef enum git_end { GIT_DID, GIT_REFUSED, GIT_IS_NOT_THERE } git_end;

enum { EXIT_NO_SUCH_PROGRAM = 127 };

/* Runs `git -C FOLDER WORDS` with its output into r; what it says on standard error is thrown away. */
static git_end run_git(const char *folder, const char *verb, const char *option, const char *object, revision *r)
{
    int ends[2];
    pid_t child;
    posix_spawn_file_actions_t actions;
    const char *const words[] = {"git", "-C", folder, verb, option, object, NULL};
    if (pipe(ends))
        return GIT_REFUSED;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    posix_spawn_file_actions_addclose(&actions, ends[1]);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", 1, 0);
    const int started = posix_spawnp(&child, "git", &actions, NULL, (char *const *)words, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    const bool read_all = started == 0 && gather(ends[0], r);
    close(ends[0]);
    int status = 1;
    if (started == 0)
        while (waitpid(child, &status, 0) < 0 && errno == EINTR)
            ;
    if (started == ENOENT || (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NO_SUCH_PROGRAM))
        return GIT_IS_NOT_THERE;
    return read_all && status == 0 ? GIT_DID : GIT_REFUSED;
}

/* Why git refused a file: it is asked for less and less. */
static void explain(const char *folder, git_end end, revision *r)
{
    char commit[120];
    snprintf(commit, sizeof commit, "%s^{commit}", r->at);
    if (end == GIT_IS_NOT_THERE)
        snprintf(r->why, sizeof r->why, "the program git, which knows earlier versions, is not there");
    else if (access(folder, F_OK) != 0)
        snprintf(r->why, sizeof r->why, "there is no such folder");
    else if (run_git(folder, "rev-parse", "--git-dir", NULL, r) != GIT_DID)
        snprintf(r->why, sizeof r->why, "its folder is not in a git repository, so there are no earlier versions of it");
    else if (strlen(r->at) > 80 || run_git(folder, "rev-parse", "--verify", commit, r) != GIT_DID)
        snprintf(r->why, sizeof r->why, "git knows no revision `%.80s`", r->at);
    else
        snprintf(r->why, sizeof r->why, "there is no such file in revision `%.80s`", r->at);
}

const char *read_revision(void *user, const char *path, const char **bytes, size_t *length)
{
    revision *r = user;
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    const size_t room = strlen(r->at) + strlen(path) + 8;
    char *object = malloc(room);
    git_end end = GIT_REFUSED;
    if (folder && object) {
        snprintf(object, room, "%s:./%s", r->at, slash ? slash + 1 : path);
        end = run_git(folder, "show", "--no-textconv", object, r);
        if (end != GIT_DID)
            explain(folder, end, r);
    }
    free(folder);
    free(object);
    *bytes = r->bytes;
    *length = r->length;
    return end == GIT_DID ? NULL : r->why;
}
