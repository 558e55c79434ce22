/* A set of documents made of strings, and read. */
#ifndef TEST_EVIDENCE_SET_H
#define TEST_EVIDENCE_SET_H

#include "bench.h"

#include "evidence/evidence.h"

static cas_evidence read_all(bench *b, const char *const *texts, size_t count)
{
    cas_evidence evidence = {.arena = &b->arena, .documents = CAS_ARRAY(&b->arena, cas_evidence_document, count), .document_count = count};
    for (size_t i = 0; i < count; i++) {
        cas_evidence_document *document = &evidence.documents[i];
        document->name = cas_format(&b->arena, "%zu.txt", i);
        document->format = "text";
        document->text = cas_text_of(cas_text_string(&b->arena, cas_text_of(texts[i])));
        document->document = cas_document_read(&b->arena, document->text);
    }
    cas_evidence_run(&evidence);
    return evidence;
}

#endif
