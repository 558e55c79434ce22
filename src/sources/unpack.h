/* Packed bytes: gzip, and the files inside a zip. Bombs are refused: what is unpacked has a limit. */
#ifndef CAS_SOURCES_UNPACK_H
#define CAS_SOURCES_UNPACK_H

#include "base/text.h"

bool cas_is_gzip(cas_text bytes);
bool cas_is_zip(cas_text bytes);

/* Null and *out, in the arena; or why not. */
const char *cas_gzip_read(cas_arena *arena, cas_text bytes, size_t most_bytes, cas_text *out);
/* The file of this name inside the zip; *out is empty (and null returned) when it has none. */
const char *cas_zip_read(cas_arena *arena, cas_text bytes, const char *name, size_t most_bytes, cas_text *out);

#endif
