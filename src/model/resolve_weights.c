/* Columns of weights: exact decimals, one per party, from the line itself or from a table. */
#include "model/resolving.h"

static bool weigh(cas_resolving *r, const cas_node *entry, const cas_parties *parties, bool *seen,
                  cas_weight_form *form, cas_weight_entry *entries)
{
    cas_decimal value;
    if (!entry->extra.length) /* already an error of the line */
        return false;
    if (!cas_decimal_read(r->arena, entry->extra, &value)) {
        cas_complain(r, CAS_E0024, entry->span, "the weight \"%.*s\" is no number of at most %d digits",
                     (int)(entry->extra.length > 40 ? 40 : entry->extra.length), entry->extra.at, CAS_MAX_DIGITS);
        return false;
    }
    for (int p = parties->index; p < parties->index + parties->count; p++) {
        if (seen[p]) {
            cas_complain(r, CAS_E0023, entry->span, "%s has a weight already in this line", r->out->parties[p].name);
            return false;
        }
        seen[p] = true;
        entries[form->count++] = (cas_weight_entry){p, value, entry->span};
    }
    if (value.places > form->places)
        form->places = value.places;
    return true;
}

static void resolve_entries(cas_resolving *r, const cas_node *node, cas_weight_form *form)
{
    cas_weight_entry *entries = CAS_ARRAY(r->arena, cas_weight_entry, r->out->party_count + 1);
    bool *seen = CAS_ARRAY(r->arena, bool, r->out->party_count + 1);
    size_t at = 0;
    const cas_node *entry;
    while ((entry = cas_kid_from(node, CAS_NODE_ENTRY, &at))) {
        const cas_parties *parties = cas_resolve_set(r, cas_kid_at(entry, 0));
        if (!parties)
            continue;
        if (parties->kind != CAS_PARTIES_RANGE) {
            cas_diagnostic *d =
                cas_complain(r, CAS_E0211, entry->span, "a weight belongs to a party, and this is a group");
            cas_hint(r->diagnostics, d, "give each of its members its own weight");
            continue;
        }
        weigh(r, entry, parties, seen, form, entries);
    }
    form->entries = entries;
}

void cas_resolve_weights(cas_resolving *r)
{
    const cas_entities *entities = &r->entities[CAS_NAMES_WEIGHT];
    cas_weight_column *columns = CAS_ARRAY(r->arena, cas_weight_column, entities->count + 1);
    for (size_t i = 0; i < entities->count; i++) {
        const cas_entity *entity = &entities->items[i];
        cas_weight_form **forms = CAS_ARRAY(r->arena, cas_weight_form *, entity->count);
        for (size_t k = 0; k < entity->count; k++) {
            const cas_node *node = entity->nodes[k], *table = cas_kid(node, CAS_NODE_TABLE);
            forms[k] = CAS_NEW(r->arena, cas_weight_form);
            forms[k]->form = (cas_form){cas_resolve_if(r, node), node->span};
            if (table)
                cas_resolve_weight_table(r, table, forms[k]);
            else
                resolve_entries(r, node, forms[k]);
            cas_resolve_notes(r, node);
        }
        columns[i] = (cas_weight_column){cas_string(r, entity->name), cas_title_or(r, entity->title, entity->name),
                                         (const cas_weight_form *const *)forms, (int)entity->count};
        cas_check_forms(r, entity, (const cas_form *const *)forms, (int)entity->count, "weight");
    }
    r->out->weights = columns;
    r->out->weight_count = (int)entities->count;
}
