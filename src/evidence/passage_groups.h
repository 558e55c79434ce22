/* Near-identical sentences gathered into groups. */
#ifndef CAS_EVIDENCE_PASSAGE_GROUPS_H
#define CAS_EVIDENCE_PASSAGE_GROUPS_H

#include "evidence/passage_units.h"

/*
 * The group of each unit: the smallest number of a unit that can be reached from it over pairs that are near-identical.
 * groups has units->count places. The fast way; passage_groups.c says what it may miss.
 */
void cas_units_group(cas_arena *arena, const cas_units *units, uint32_t *groups);
/* The definition, comparing every pair: the fast way's twin. */
void cas_units_group_naive(const cas_units *units, uint32_t *groups);

/* Documents that share text: the group of each, as above, over pairs of documents that share enough units. */
void cas_documents_group(cas_arena *arena, const cas_units *units, const uint32_t *unit_groups, size_t document_count, uint32_t *groups);

#endif
