/*
 * Which of very many documents share text: see shared.h.
 *
 * A document is read into an arena of its own, which is closed when its sentences have been taken. A failure that leaves in
 * between is held up, closes that arena, and goes on.
 */
#include "evidence/shared.h"
#include "evidence/line_cues.h"

#include <string.h>

typedef struct one {
    cas_arena arena;
    cas_evidence_document document;
    bool read;
} one;

static void take_one(one *o, cas_units *units, const cas_line_cues *cues, cas_shared_read *read, void *user, size_t number)
{
    o->read = read(&o->arena, user, number, &o->document);
    if (!o->read)
        return;
    cas_evidence_lines_of(&o->arena, cues, &o->document);
    cas_units_add(units, (uint32_t)number, &o->document);
}

bool cas_shared_units(cas_units *units, const cas_line_cues *cues, cas_shared_read *read, void *user, size_t number)
{
    cas_ctx *ctx = units->arena->ctx;
    one o = {0};
    cas_guard guard;
    cas_arena_open(&o.arena, ctx);
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0)
        take_one(&o, units, cues, read, user, number);
    cas_guard_close(ctx, &guard);
    cas_arena_close(&o.arena);
    if (guard.status != CAS_OK) {
        char needs[sizeof ctx->needs];
        memcpy(needs, ctx->needs, sizeof needs);
        cas_fail(ctx, guard.status, "%s", needs);
    }
    return o.read;
}

cas_shared_text *cas_shared_find(cas_arena *arena, cas_shared_read *read, void *user, size_t document_count)
{
    cas_shared_text *shared = CAS_NEW(arena, cas_shared_text);
    const cas_line_cues *cues = cas_line_cues_open(arena);
    shared->document_count = document_count;
    shared->units.arena = arena;
    for (size_t i = 0; i < document_count; i++) {
        cas_poll(arena->ctx);
        cas_shared_units(&shared->units, cues, read, user, i);
    }
    shared->unit_groups = CAS_ARRAY(arena, uint32_t, shared->units.count + 1);
    shared->groups = CAS_ARRAY(arena, uint32_t, document_count + 1);
    shared->sizes = CAS_ARRAY(arena, uint32_t, document_count + 1);
    for (size_t i = 0; i < shared->units.count; i++)
        shared->sizes[shared->units.units[i].document]++;
    cas_units_group(arena, &shared->units, shared->unit_groups);
    cas_documents_group(arena, &shared->units, shared->unit_groups, document_count, shared->groups);
    return shared;
}
