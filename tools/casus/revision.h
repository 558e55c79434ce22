/* Files as they were: FILE@REVISION, read from git. */
#ifndef CASUS_TOOL_REVISION_H
#define CASUS_TOOL_REVISION_H

#include <stdbool.h>
#include <stddef.h>

typedef struct revision {
    const char *at; /* "HEAD~1" */
    char *bytes;    /* of the file that was read last; the caller frees them at the end */
    size_t length;
    char why[160]; /* the last file could not be read: why */
} revision;

/* "FILE@REVISION", where no file is called all of that; the caller frees both. */
bool split_revision(const char *word, char **path, char **at);
/* A casus_reader; user is a revision. */
const char *read_revision(void *user, const char *path, const char **bytes, size_t *length);

#endif
