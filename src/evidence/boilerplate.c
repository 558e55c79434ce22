/* Which lines of a document are not its own text. */
#include "evidence/boilerplate.h"

void cas_boilerplate_mark(cas_arena *arena, cas_evidence_document *document)
{
    (void)arena;
    (void)document;
}
