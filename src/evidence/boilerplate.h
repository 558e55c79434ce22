/* Which lines of a document are not its own text. */
#ifndef CAS_EVIDENCE_BOILERPLATE_H
#define CAS_EVIDENCE_BOILERPLATE_H

#include "evidence/evidence.h"

/* Sets the kind of every line that is not blank; boilerplate.c says how. */
struct cas_line_cues;
void cas_boilerplate_mark(cas_arena *arena, const struct cas_line_cues *cues, cas_evidence_document *document);

#endif
