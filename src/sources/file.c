/*
 * Reading a whole file.
 *
 * Allocation may leave through the guard, and a descriptor left behind would leak. So each attempt measures, allocates,
 * and only then opens, reads and closes, in one function that allocates nothing:
 *
 * 1. stat: refuse what is no regular file without opening it (opening a pipe or a device can block or do something).
 * 2. Take room for the size and one byte more.
 * 3. Open, fstat again (the name may mean another file by now), read until the room is full or the file ends, close.
 * 4. Room full: the file grew, or (as under /proc) did not tell its size. Double the room, up to the cap, and start
 *    again.
 */
#include "sources/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SMALLEST_ROOM = 4096 };

typedef enum outcome { READ_WHOLE, READ_MORE_ROOM, READ_FAILED, READ_NO_FILE } outcome;

static const char *kind_of(mode_t mode)
{
    if (S_ISDIR(mode))
        return "a directory";
    if (S_ISCHR(mode) || S_ISBLK(mode))
        return "a device";
    if (S_ISFIFO(mode))
        return "a pipe";
    return S_ISSOCK(mode) ? "a socket" : "no regular file";
}

static const char *not_readable(cas_arena *arena, cas_text path, int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR: return cas_format(arena, "there is no file “%.*s”", CAS_SHOW(path));
    case EACCES:
    case EPERM: return cas_format(arena, "“%.*s” may not be read", CAS_SHOW(path));
    case ELOOP: return cas_format(arena, "“%.*s” is a link that leads in a circle", CAS_SHOW(path));
    case ENAMETOOLONG: return "the name of the file is too long";
    default: return cas_format(arena, "“%.*s” could not be read (system error %d)", CAS_SHOW(path), error);
    }
}

static const char *too_large(cas_arena *arena, cas_text path, size_t max_bytes)
{
    const size_t mebibytes = max_bytes >> 20;
    if (mebibytes)
        return cas_format(arena, "“%.*s” is larger than %zu MiB", CAS_SHOW(path), mebibytes);
    return cas_format(arena, "“%.*s” is larger than %zu bytes", CAS_SHOW(path), max_bytes);
}

static outcome read_open(int descriptor, char *bytes, size_t room, size_t *length, int *error)
{
    while (*length < room) {
        const ssize_t got = read(descriptor, bytes + *length, room - *length);
        if (got == 0)
            return READ_WHOLE;
        if (got > 0) {
            *length += (size_t)got;
        } else if (errno != EINTR) {
            *error = errno;
            return READ_FAILED;
        }
    }
    return READ_MORE_ROOM;
}

/* Allocates nothing, so the descriptor never outlives it. */
static outcome read_into(const char *name, char *bytes, size_t room, size_t *length, int *error, mode_t *mode)
{
    struct stat facts;
    *length = 0;
    const int descriptor = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) {
        *error = errno;
        return READ_FAILED;
    }
    outcome result = READ_FAILED;
    if (fstat(descriptor, &facts) != 0)
        *error = errno;
    else if (!S_ISREG(facts.st_mode))
        result = READ_NO_FILE, *mode = facts.st_mode;
    else
        result = read_open(descriptor, bytes, room, length, error);
    close(descriptor);
    return result;
}

static const char *read_measured(cas_arena *arena, cas_text path, const char *name, size_t size, size_t max_bytes,
                                 cas_text *out)
{
    const cas_mark before = cas_arena_mark(arena);
    for (size_t room = size < SMALLEST_ROOM ? SMALLEST_ROOM : size + 1;; room *= 2) {
        if (room > max_bytes + 1)
            room = max_bytes + 1;
        char *bytes = CAS_ARRAY(arena, char, room);
        size_t length = 0;
        int error = 0;
        mode_t mode = 0;
        switch (read_into(name, bytes, room, &length, &error, &mode)) {
        case READ_WHOLE: *out = (cas_text){bytes, length}; return NULL;
        case READ_FAILED: return not_readable(arena, path, error);
        case READ_NO_FILE: return cas_format(arena, "“%.*s” is %s", CAS_SHOW(path), kind_of(mode));
        case READ_MORE_ROOM:
            cas_arena_release(arena, before);
            if (room > max_bytes)
                return too_large(arena, path, max_bytes);
        }
    }
}

const char *cas_file_read(cas_arena *arena, cas_text path, size_t max_bytes, cas_text *out)
{
    struct stat facts;
    *out = (cas_text){"", 0};
    if (!max_bytes)
        max_bytes = (size_t)CAS_FILE_DEFAULT_MAX_MEBIBYTES << 20;
    if (max_bytes > SIZE_MAX / 4)
        max_bytes = SIZE_MAX / 4;
    if (!path.length)
        return "the name of the file is empty";
    if (memchr(path.at, 0, path.length))
        return "the name of the file contains a NUL";
    const char *name = cas_text_string(arena, path);
    if (stat(name, &facts) != 0)
        return not_readable(arena, path, errno);
    if (!S_ISREG(facts.st_mode))
        return cas_format(arena, "“%.*s” is %s", CAS_SHOW(path), kind_of(facts.st_mode));
    if (facts.st_size < 0 || (uintmax_t)facts.st_size > max_bytes)
        return too_large(arena, path, max_bytes);
    return read_measured(arena, path, name, (size_t)facts.st_size, max_bytes, out);
}
