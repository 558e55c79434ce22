/* The texts that are read, and where in them a place is. A file is a number in order of loading; its text is in NFC. */
#ifndef CAS_LANG_SOURCE_MAP_H
#define CAS_LANG_SOURCE_MAP_H

#include "base/text.h"

/* Bytes begin … end-1 of a file of the map. file -1: no place. */
typedef struct cas_span {
    int file;
    uint32_t begin, end;
} cas_span;

#define CAS_NO_SPAN ((cas_span){-1, 0, 0})

typedef struct cas_source_file {
    cas_text name;         /* as diagnostics print it */
    cas_text text;         /* NFC, without a byte order mark; empty when the file was refused */
    uint32_t *line_begins; /* byte at which each line begins */
    size_t line_count;
    bool refused; /* binary, not UTF-8, too large, or not to be read at all: a diagnostic says which */
} cas_source_file;

/* Zero-initialise with its arena, which must outlive every tree and diagnostic made from it. */
typedef struct cas_source_map {
    cas_arena *arena;
    cas_source_file *files;
    size_t count, room;
} cas_source_map;

typedef struct cas_place {
    size_t line, column; /* from 1; a column is a character as a reader counts them, whatever its bytes */
} cas_place;

struct cas_diagnostics;

enum { CAS_MAX_FILE_BYTES = 64 << 20 };

/*
 * Add a text under a name; both are copied. Returns the number of the file. A text that cannot be read (too large, binary,
 * not UTF-8) is refused with a diagnostic and stands in the map as an empty file.
 */
int cas_source_add(cas_source_map *map, cas_text name, cas_text bytes, struct cas_diagnostics *diagnostics);

const cas_source_file *cas_source_of(const cas_source_map *map, int file);
cas_text cas_source_slice(const cas_source_map *map, cas_span span);
size_t cas_source_line_of(const cas_source_map *map, int file, uint32_t byte); /* from 1 */
cas_place cas_source_place(const cas_source_map *map, int file, uint32_t byte);
cas_text cas_source_line_text(const cas_source_map *map, int file, size_t line); /* without its line break */
cas_span cas_span_join(cas_span a, cas_span b);

#endif
