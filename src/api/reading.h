/* What the files on documents share. Inside src/api only. */
#ifndef CAS_API_READING_H
#define CAS_API_READING_H

#include "casus/evidence.h"
#include "evidence/evidence.h"
#include "sources/read.h"

/* The text of what the caller handed over, or its problem. */
cas_reading cas_api_reading_of(cas_arena *arena, const casus_source *source);

/* Fills what a document of the evidence is before the first stage. */
void cas_api_take_document(cas_arena *arena, const char *name, cas_text bytes, const cas_reading *reading, cas_evidence_document *document);

/* shared.c: casus_sources with `shared` or `index`; the options have been looked at. */
casus_status cas_api_shared(casus_ctx *ctx, const casus_sources_options *opt, casus_form form, const casus_render_options *look, casus_outcome *outcome,
                            casus_text **out);

#endif
