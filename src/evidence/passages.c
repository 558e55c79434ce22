/*
 * Lines of different documents that hold near-identical sentences.
 *
 * Sentences are grouped (passage_groups.c); a group that spans two documents or more becomes a group of their lines, each
 * named once, and groups of the same lines are one.
 */
#include "evidence/passage_groups.h"

static void put_group(cas_evidence *evidence, size_t *room, const cas_units *units, const uint32_t *numbers, size_t count)
{
    cas_passage_group group = {.members = CAS_ARRAY(evidence->arena, cas_evidence_place, count)};
    bool several = false;
    for (size_t i = 0; i < count; i++) {
        const cas_unit *unit = &units->units[numbers[i]];
        const cas_evidence_place place = {unit->document, unit->line};
        const cas_evidence_place *last = group.count ? &group.members[group.count - 1] : NULL;
        if (last && last->document == place.document && last->item == place.item)
            continue;
        several = several || (last && group.members[0].document != place.document);
        group.members[group.count++] = place;
    }
    if (!several)
        return;
    for (size_t g = 0; g < evidence->passage_count; g++) {
        const cas_passage_group *known = &evidence->passages[g];
        bool same = known->count == group.count;
        for (size_t i = 0; same && i < group.count; i++)
            same = known->members[i].document == group.members[i].document && known->members[i].item == group.members[i].item;
        if (same)
            return;
    }
    evidence->passages = CAS_ROOM(evidence->arena, evidence->passages, evidence->passage_count, room);
    evidence->passages[evidence->passage_count++] = group;
}

void cas_evidence_passages(cas_evidence *evidence)
{
    cas_arena *arena = evidence->arena;
    cas_units units = {.arena = arena};
    size_t room = 0;
    for (size_t d = 0; d < evidence->document_count; d++)
        cas_units_add(&units, (uint32_t)d, &evidence->documents[d]);
    uint32_t *groups = CAS_ARRAY(arena, uint32_t, units.count + 1), *members = CAS_ARRAY(arena, uint32_t, units.count + 1);
    uint32_t *next = CAS_ARRAY(arena, uint32_t, units.count + 1), *last = CAS_ARRAY(arena, uint32_t, units.count + 1);
    cas_units_group(arena, &units, groups);
    /* A chain a group, in the order of the documents. */
    for (uint32_t i = 0; i < units.count; i++) {
        if (groups[i] != i)
            next[last[groups[i]]] = i;
        last[groups[i]] = i;
    }
    for (uint32_t i = 0; i < units.count; i++) {
        size_t count = 0;
        cas_poll(arena->ctx);
        for (uint32_t at = i; groups[i] == i && (!count || at); at = next[at])
            members[count++] = at;
        if (count > 1)
            put_group(evidence, &room, &units, members, count);
    }
}
