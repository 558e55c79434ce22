/* The SHA-256 digest of FIPS 180-4: what tells that a source has changed since it was cited. */
#ifndef CAS_SOURCES_SHA256_H
#define CAS_SOURCES_SHA256_H

#include "base/text.h"

enum { CAS_SHA256_BYTES = 32, CAS_SHA256_HEX = 64 };

/* The digest of all bytes, as 64 lower-case hexadecimal digits and a terminator. Cannot fail, takes no memory. */
void cas_sha256_hex(cas_text bytes, char hex[CAS_SHA256_HEX + 1]);

/* True if `text` is 64 hexadecimal digits of either case. */
bool cas_sha256_is_digest(cas_text text);

/*
 * True if `declared` is the digest `hex`. A declared digest may be shortened to its first 8 or more digits, with `…` or
 * `...` after them or not, and be of either case; anything else matches nothing.
 */
bool cas_sha256_matches(const char hex[CAS_SHA256_HEX + 1], cas_text declared);

#endif
