/* Bytes of any encoding a browser would read, as UTF-8. */
#ifndef CAS_SOURCES_ENCODING_H
#define CAS_SOURCES_ENCODING_H

#include "base/text.h"

/**
 * Finds the encoding and turns the bytes into UTF-8.
 *
 * The byte order mark decides; then the label that the bytes declare (`<meta charset>`, `<?xml encoding>`), if `declared`
 * allows looking for one; then UTF-8 if the bytes are valid UTF-8, UTF-16 if every other byte of the first is zero, and
 * else windows-1252. Labels mean what the Encoding Standard says (`latin1` and `ascii` mean windows-1252).
 *
 * exact     what the encoding has no character for becomes U+FFFD, one for each byte; nothing is refused
 * cost      linear
 * ownership UTF-8 is borrowed from `bytes` (without its byte order mark); anything else lies in the arena
 * source    encoding.c
 */
cas_text cas_encoding_read(cas_arena *arena, cas_text bytes, bool declared, const char **name);

/* The encoding that a label names, in the Encoding Standard's spelling; null when it names none. */
const char *cas_encoding_of_label(cas_text label);

bool cas_encoding_is_utf8(cas_text bytes);

#endif
