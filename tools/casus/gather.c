/* Documents gathered from files and folders: see gather.h. */
#include "extract.h"
#include "gather.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_BYTES = 64 << 20, DEEPEST = 32, MOST_FILES = 1000000 };

static bool add(gathered *list, char *name, char *bytes, size_t length, const char *problem)
{
    char *said = problem ? strdup(problem) : NULL;
    if (list->count == list->room) {
        const size_t room = list->room ? 2 * list->room : 64;
        casus_source *larger = realloc(list->sources, room * sizeof *larger);
        if (!larger) {
            free(name);
            free(bytes);
            free(said);
            return false;
        }
        list->sources = larger;
        list->room = room;
    }
    list->sources[list->count++] = (casus_source){.name = name, .bytes = bytes, .length = length, .problem = said};
    return true;
}

static const char *what_it_is(mode_t mode)
{
    if (S_ISFIFO(mode))
        return "it is a pipe";
    if (S_ISSOCK(mode))
        return "it is a socket";
    return "it is a device";
}

/* The bytes of a regular file; null with *problem. A file may not be what its name was a moment ago, so it is asked once open. */
static char *read_regular(const char *path, size_t *length, const char **problem)
{
    struct stat facts;
    *problem = NULL;
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0 || fstat(descriptor, &facts) != 0)
        *problem = errno == ELOOP ? "it is a link that leads in a circle" : strerror(errno);
    else if (!S_ISREG(facts.st_mode))
        *problem = what_it_is(facts.st_mode);
    else if (facts.st_size > MOST_BYTES)
        *problem = "it is larger than 64 MiB";
    char *bytes = *problem ? NULL : malloc((size_t)facts.st_size + 1);
    *length = 0;
    while (bytes && *length < (size_t)facts.st_size) {
        const ssize_t got = read(descriptor, bytes + *length, (size_t)facts.st_size - *length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        *length += (size_t)got;
    }
    if (descriptor >= 0)
        close(descriptor);
    if (!bytes && !*problem)
        *problem = "there is no memory for it";
    return bytes;
}

static bool add_file(gathered *list, char *path)
{
    size_t length = 0;
    const char *problem;
    char *bytes = read_regular(path, &length, &problem);
    if (!bytes || !is_pdf(bytes, length))
        return add(list, path, bytes, length, problem);
    size_t text_length;
    char *text = extract_pdf(bytes, length, &text_length, &problem);
    if (!add(list, path, bytes, length, problem)) {
        free(text);
        return false;
    }
    list->sources[list->count - 1].extracted = text;
    list->sources[list->count - 1].extracted_length = text_length;
    return true;
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static char *joined(const char *folder, const char *name)
{
    const size_t length = strlen(folder);
    char *path = malloc(length + strlen(name) + 2);
    if (path)
        sprintf(path, "%s%s%s", folder, length && folder[length - 1] == '/' ? "" : "/", name);
    return path;
}

static bool ends_in(const char *path, const char *ending)
{
    const size_t length = strlen(path), tail = strlen(ending);
    return length >= tail && strcmp(path + length - tail, ending) == 0;
}

/* Takes the path. */
static bool walk(gathered *list, char *path, int depth, bool named)
{
    struct stat facts;
    if (!path)
        return false;
    if (list->count >= MOST_FILES)
        return add(list, path, NULL, 0, "there are more than a million files");
    if (stat(path, &facts) != 0)
        return add(list, path, NULL, 0, errno == ELOOP ? "it is a link that leads in a circle" : strerror(errno));
    if (!S_ISDIR(facts.st_mode) && !named && (ends_in(path, ".casus") || ends_in(path, ".json")))
        return add(list, path, NULL, 0, ends_in(path, ".casus") ? "it is an agreement, and no source; name it to have it read" : "it is data, and no source; name it to have it read");
    if (!S_ISDIR(facts.st_mode))
        return add_file(list, path);
    struct stat link;
    if (!named && lstat(path, &link) == 0 && S_ISLNK(link.st_mode))
        return add(list, path, NULL, 0, "it is a link to a folder, which is not followed");
    if (depth == DEEPEST)
        return add(list, path, NULL, 0, "folders lie deeper than 32 in one another");
    struct dirent **entries;
    const int count = scandir(path, &entries, visible, by_bytes);
    if (count < 0)
        return add(list, path, NULL, 0, strerror(errno));
    bool good = true;
    for (int i = 0; i < count; i++) {
        good = good && walk(list, joined(path, entries[i]->d_name), depth + 1, false);
        free(entries[i]);
    }
    free(entries);
    free(path);
    return good;
}

static bool add_standard_input(const command_line *call, gathered *list)
{
    char *bytes = NULL;
    size_t length = 0;
    char *name = strdup("-");
    if (!name)
        return false;
    return read_bytes(call, "-", &bytes, &length) ? add(list, name, NULL, 0, "it cannot be read") : add(list, name, bytes, length, NULL);
}

bool gather(const command_line *call, const char *const *paths, size_t count, gathered *out)
{
    bool good = true;
    for (size_t i = 0; i < count && good; i++)
        good = strcmp(paths[i], "-") == 0 ? add_standard_input(call, out) : walk(out, strdup(paths[i]), 0, true);
    return good;
}

void gathered_free(gathered *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free((char *)list->sources[i].name);
        free((char *)list->sources[i].bytes);
        free((char *)list->sources[i].extracted);
        free((char *)list->sources[i].problem);
    }
    free(list->sources);
    *list = (gathered){0};
}
