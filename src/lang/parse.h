/* From text to tree. */
#ifndef CAS_LANG_PARSE_H
#define CAS_LANG_PARSE_H

#include "lang/diagnostic.h"
#include "lang/tree.h"

enum { CAS_MAX_DEPTH = 200, CAS_MAX_TOKENS = 6000000 };

/*
 * Read one file of the map. Always returns a FILE node; statements with errors are in it, marked CAS_FLAG_BROKEN. All errors
 * of the file are reported in one pass. The tree borrows its texts from the map. Cost: linear in the text.
 */
const cas_node *cas_parse(cas_arena *arena, cas_source_map *map, int file, cas_diagnostics *diagnostics);

#endif
