/* A text with edits made, read again. */
#ifndef CAS_AGREE_CURE_TEXT_H
#define CAS_AGREE_CURE_TEXT_H

#include "model/agreement.h"
#include "model/load.h"

struct cas_cure_edit;
struct cas_cure_line;

/*
 * The files of a text, twice: as they are but for questions and scenarios, which speak of the text as it stands; and without positions
 * and standoffs too, of which no verdict depends. What is left out is blank, so that places stay what they are.
 */
typedef struct cas_cure_source {
    const cas_loaded *loaded;
    const cas_loader *loader;
    const cas_text *without_questions; /* per file of the map */
    const cas_text *bare;
} cas_cure_source;

const cas_cure_source *cas_cure_source_of(cas_arena *arena, const cas_loaded *loaded, const cas_loader *loader);

/*
 * The text with these edits and, at its end, these statements (lines of questions). NULL when it has an error; *why, unless null, is then the
 * first one. bare: without positions and standoffs.
 */
const cas_agreement *cas_cure_read(cas_arena *arena, const cas_cure_source *source,
                                   const struct cas_cure_edit *const *edits, int count, bool bare,
                                   const char *statements, const char **why);

/* The lines that differ, in order of the text. */
const struct cas_cure_line *cas_cure_lines(cas_arena *arena, const cas_cure_source *source,
                                           const struct cas_cure_edit *const *edits, int count, size_t *line_count);

/* Do two edits speak of the same words? Then they cannot both be made. */
bool cas_cure_clash(const struct cas_cure_edit *a, const struct cas_cure_edit *b);

#endif
