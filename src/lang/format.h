/* From tree back to text. */
#ifndef CAS_LANG_FORMAT_H
#define CAS_LANG_FORMAT_H

#include "lang/parse.h"

/*
 * The file in the one canonical layout: comments and single blank lines between statements are kept, formatting twice is
 * formatting once, and the text parses to the same tree. The tree must have no broken statement: false, and nothing written,
 * if it has one.
 */
bool cas_format_file(cas_builder *out, const cas_source_map *map, int file, const cas_node *tree);

/* One node as it is written inside a line (a rule, a set, a question, a statement without its block): for reports and edits. */
void cas_print_node(cas_builder *out, const cas_node *node);

#endif
