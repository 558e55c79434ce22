/* Resolving an agreement, step by step: see resolve.h and resolving.h. */
#include "model/calendar.h"
#include "model/resolving.h"

/* The main file names the agreement; without a line of its own it is called as what it amends. */
static void resolve_header(cas_resolving *r)
{
    const cas_node *header = NULL;
    for (size_t i = 0; i < r->loaded->count; i++) {
        const cas_node *node = r->loaded->items[i].node;
        if (node->kind != CAS_NODE_AGREEMENT)
            continue;
        if (header && header->span.file == node->span.file) {
            cas_diagnostic *d = cas_complain(r, CAS_E0201, node->span, "a file holds one agreement");
            cas_relate(r->diagnostics, d, header->span, "the first is here");
        }
        if (!header || node->span.file == r->loaded->main_file)
            header = node;
    }
    cas_agreement *out = r->out;
    out->name = header ? cas_string(r, header->text) : "";
    out->title = header ? cas_title_or(r, header->title, header->text) : "";
    out->date = header ? cas_string(r, header->extra) : "";
    const cas_node *in_force = cas_kid(header, CAS_NODE_IN_FORCE);
    const cas_text day = in_force && in_force->text.length ? in_force->text : header ? header->extra : (cas_text){"", 0};
    out->dated = day.length > 0;
    if (out->dated)
        out->day = cas_calendar_day(day);
    for (size_t i = 0; i < r->loaded->count; i++)
        if (r->loaded->items[i].node->kind == CAS_NODE_AGREEMENT)
            cas_resolve_notes(r, r->loaded->items[i].node);
}

const cas_agreement *cas_resolve(cas_arena *arena, const cas_loaded *loaded, const cas_loader *loader,
                                 cas_diagnostics *diagnostics)
{
    cas_resolving *r = CAS_NEW(arena, cas_resolving);
    *r = (cas_resolving){
        .arena = arena, .diagnostics = diagnostics, .loaded = loaded, .loader = loader, .map = loaded->map};
    r->out = CAS_NEW(arena, cas_agreement);
    r->names.arena = r->labels.arena = arena;
    r->overlap_work = CAS_MAX_OVERLAP_WORK;
    cas_agreement *out = r->out;
    out->map = loaded->map;
    out->main_file = cas_string(r, cas_source_of(loaded->map, loaded->main_file)->name);
    out->attacker_finding = out->attacked_finding = -1;

    cas_declare_all(r);
    out->names = &r->names;
    out->named = r->named;
    cas_resolve_sources(r);
    resolve_header(r);
    cas_resolve_dimensions(r);
    cas_resolve_infeasible(r);
    cas_note_incidents(r);
    cas_resolve_parties(r);
    cas_resolve_assumptions(r);
    cas_resolve_groups(r);
    cas_resolve_weights(r);
    cas_resolve_deeds(r);
    cas_resolve_incidents(r);
    cas_resolve_rules(r);
    cas_resolve_clauses(r);
    cas_resolve_goals(r);
    cas_resolve_positions(r);
    cas_resolve_questions(r);
    cas_resolve_scenarios(r);
    cas_resolve_standoffs(r);
    cas_check_rule_sizes(r);
    cas_resolve_tick(r);

    /* For everyone else the name of a party is its number. */
    for (size_t i = 0; i < r->names.count; i++)
        if (r->named[i].kind == CAS_NAMES_PARTY)
            r->named[i].index = r->entities[CAS_NAMES_PARTY].items[r->named[i].index].first_party;
    out->named = r->named;
    out->all_notes = (const cas_note_form *const *)r->all_notes;
    out->all_note_count = (int)r->note_count;
    return out;
}
