/* Reading a whole file into an arena, and refusing what is no file. */
#ifndef CAS_SOURCES_FILE_H
#define CAS_SOURCES_FILE_H

#include "base/text.h"

enum { CAS_FILE_DEFAULT_MAX_MEBIBYTES = 64 };

/**
 * The bytes of a regular file.
 *
 * path       as the system takes it, relative to the working directory; symbolic links are followed; a path with a NUL
 *            is refused
 * max_bytes  0: CAS_FILE_DEFAULT_MAX_MEBIBYTES
 * returns    NULL and *out set, or one clause of a sentence that says what is wrong ("there is no file “x”"), and *out
 *            empty
 * refuses    what is missing, unreadable, larger than max_bytes, or no regular file (directory, device, pipe, socket):
 *            such things are not opened, so that reading cannot block
 * ownership  bytes and error text live in the arena
 * errors     leaves through the guard when memory runs out; no descriptor is open at that moment
 * cost       the size of the file, twice that in memory if it grows while it is read
 */
const char *cas_file_read(cas_arena *arena, cas_text path, size_t max_bytes, cas_text *out);

#endif
