/* Documents gathered from files and folders. */
#ifndef CASUS_TOOL_GATHER_H
#define CASUS_TOOL_GATHER_H

#include "verb.h"

typedef struct gathered {
    casus_source *sources; /* with `bytes` read, or `problem` set */
    size_t count, room;
} gathered;

/*
 * Reads each path (`-`: standard input); of a folder, every file in it and in its folders, by name, hidden ones left out. Links to folders are not
 * followed. Says nothing: what could not be read is in the list with its problem. Returns false when memory ran out.
 */
bool gather(const command_line *call, const char *const *paths, size_t count, gathered *out);
void gathered_free(gathered *list);

#endif
