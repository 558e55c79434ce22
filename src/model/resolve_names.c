/*
 * Names: one namespace for everything that is declared, filled before any name is looked up.
 *
 * Names of decisions and findings are those that clauses open; an act that no line declares is a power if a clause grants it.
 * Labels of clauses are a namespace of their own, as nothing but a label can stand where one does (after `end` a measure or
 * an act comes first; a label of the same name is then an error).
 */
#include "model/resolving.h"

#include <stdarg.h>
#include <stdio.h>

cas_diagnostic *cas_complain(cas_resolving *r, cas_code code, cas_span span, const char *format, ...)
{
    char message[900];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    cas_diagnostic *d = cas_report(r->diagnostics, code, span, "%s", message);
    const cas_node *cite = cas_kid(r->resting, CAS_NODE_CITE);
    if (cite)
        cas_rests_on(r->diagnostics, d, "%s %.*s rests on %.*s %.*s%s%.*s%s", cas_node_kind_name(r->resting->kind),
                     CAS_SHOW(r->resting->text), CAS_SHOW(cite->text), CAS_SHOW(cite->extra),
                     cite->title.length ? ": “" : "", CAS_SHOW(cite->title), cite->title.length ? "”" : "");
    return d;
}

const char *cas_name_kind_words(cas_name_kind kind)
{
    switch (kind) {
    case CAS_NAMES_PARTY: return "a party";
    case CAS_NAMES_GROUP: return "a group";
    case CAS_NAMES_WEIGHT: return "a weight";
    case CAS_NAMES_DEED: return "a measure or act";
    case CAS_NAMES_INCIDENT: return "an incident";
    case CAS_NAMES_GOAL: return "a goal";
    case CAS_NAMES_ASSUME: return "an assumed duration";
    case CAS_NAMES_RULE: return "a rule";
    case CAS_NAMES_DIMENSION: return "an issue or reading";
    case CAS_NAMES_SOURCE: return "a source";
    case CAS_NAMES_DRAFT: return "a draft";
    case CAS_NAMES_STANDOFF: return "a standoff";
    case CAS_NAMES_DECISION: return "a decision";
    case CAS_NAMES_FINDING: return "a finding";
    }
    return "";
}

/* ---- Declaring --------------------------------------------------------------------------------------------------------- */

static bool is_reserved(cas_text name)
{
    static const char *const reserved[] = {"attacker", "attacked", "everyone"};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (cas_text_is(name, reserved[i]))
            return true;
    return false;
}

static cas_entity *add_entity(cas_resolving *r, int kind, cas_text name, const cas_node *node)
{
    cas_entities *list = &r->entities[kind];
    list->items = CAS_ROOM(r->arena, list->items, list->count, &list->room);
    cas_entity *entity = &list->items[list->count++];
    *entity = (cas_entity){.name = name, .title = node->title, .span = node->span};
    return entity;
}

static void add_node(cas_resolving *r, cas_entity *entity, const cas_node *node)
{
    entity->nodes = CAS_ROOM(r->arena, entity->nodes, entity->count, &entity->room);
    entity->nodes[entity->count++] = node;
    entity->broken |= (node->flags & CAS_FLAG_BROKEN) != 0;
    if (!entity->title.length)
        entity->title = node->title;
}

static void report_twice(cas_resolving *r, cas_text name, const cas_node *node, const cas_named *first)
{
    cas_diagnostic *d = cas_report(r->diagnostics, CAS_E0201, node->span, "\"%.*s\" is declared twice: as %s and here",
                                   CAS_SHOW(name), cas_name_kind_words(first->kind));
    cas_relate(r->diagnostics, d, first->span, "first declared here");
}

/* shared: another declaration of the same kind is one more form of it, or the same thing opened again. */
static cas_entity *declare(cas_resolving *r, cas_name_kind kind, cas_text name, const cas_node *node, bool shared)
{
    if (!name.length)
        return NULL;
    if (is_reserved(name) && kind != CAS_NAMES_FINDING) {
        cas_report(r->diagnostics, CAS_E0204, node->span, "\"%.*s\" has a meaning of its own and cannot be declared",
                   CAS_SHOW(name));
        return NULL;
    }
    const int known = cas_names_find(&r->names, name);
    if (known >= 0) {
        const cas_named *first = &r->named[known];
        cas_entity *entity = &r->entities[first->kind].items[first->index];
        if (first->kind != kind || !shared) {
            report_twice(r, name, node, first);
            return NULL;
        }
        add_node(r, entity, node);
        return entity;
    }
    cas_entity *entity = add_entity(r, (int)kind, name, node);
    add_node(r, entity, node);
    const size_t id = r->names.count;
    r->named = CAS_ROOM(r->arena, r->named, id, &r->named_room);
    cas_names_add(&r->names, name);
    r->named[id] = (cas_named){kind, (int)r->entities[kind].count - 1, node->span};
    return entity;
}

static void declare_label(cas_resolving *r, const cas_node *clause)
{
    if (!clause->text.length)
        return;
    const int known = cas_names_find(&r->labels, clause->text);
    if (known >= 0) {
        add_node(r, &r->entities[CAS_LABELS].items[known], clause);
        return;
    }
    cas_names_add(&r->labels, clause->text);
    add_node(r, add_entity(r, CAS_LABELS, clause->text, clause), clause);
}

/* What the lines of a clause declare: decisions and findings. */
static void declare_opened(cas_resolving *r, const cas_node *clause)
{
    for (size_t i = 0; i < clause->count; i++) {
        const cas_node *line = clause->kids[i];
        if (line->kind == CAS_NODE_DECIDE)
            declare(r, CAS_NAMES_DECISION, line->text, line, true);
        else if (line->kind == CAS_NODE_FINDING)
            declare(r, CAS_NAMES_FINDING, line->text, line, true);
    }
}

/* `UA can request` declares request unless a line `act request` does. */
static void declare_powers(cas_resolving *r, const cas_node *clause)
{
    size_t at = 0;
    const cas_node *power;
    while ((power = cas_kid_from(clause, CAS_NODE_POWER, &at))) {
        for (size_t k = 0; k < power->count; k++) {
            const cas_node *name = power->kids[k];
            if (name->kind == CAS_NODE_NAME && cas_names_find(&r->names, name->text) < 0)
                declare(r, CAS_NAMES_DEED, name->text, name, true);
        }
    }
}

static void declare_line(cas_resolving *r, const cas_node *node)
{
    switch ((int)node->kind) {
    case CAS_NODE_SOURCE: declare(r, CAS_NAMES_SOURCE, node->text, node, false); break;
    case CAS_NODE_PARTY: declare(r, CAS_NAMES_PARTY, node->text, node, false); break;
    case CAS_NODE_PARTIES: cas_declare_parties_from(r, node); break;
    case CAS_NODE_GROUP: declare(r, CAS_NAMES_GROUP, node->text, node, true); break;
    case CAS_NODE_WEIGHT: declare(r, CAS_NAMES_WEIGHT, node->text, node, true); break;
    case CAS_NODE_MEASURE:
    case CAS_NODE_ACT: declare(r, CAS_NAMES_DEED, node->text, node, true); break;
    case CAS_NODE_INCIDENT: declare(r, CAS_NAMES_INCIDENT, node->text, node, true); break;
    case CAS_NODE_GOAL: declare(r, CAS_NAMES_GOAL, node->text, node, true); break;
    case CAS_NODE_ASSUME: declare(r, CAS_NAMES_ASSUME, node->text, node, true); break;
    case CAS_NODE_RULE: declare(r, CAS_NAMES_RULE, node->text, node, true); break;
    case CAS_NODE_DRAFT: declare(r, CAS_NAMES_DRAFT, node->text, node, false); break;
    case CAS_NODE_STANDOFF: declare(r, CAS_NAMES_STANDOFF, node->text, node, false); break;
    case CAS_NODE_CLAUSE: declare_label(r, node); break;
    case CAS_NODE_ISSUE: declare(r, CAS_NAMES_DIMENSION, node->text, node, false); break;
    default: break;
    }
}

void cas_declare_all(cas_resolving *r)
{
    const cas_item *items = r->loaded->items;
    const size_t count = r->loaded->count;
    for (size_t i = 0; i < count; i++) {
        cas_poll(r->arena->ctx);
        declare_line(r, items[i].node);
    }
    /* Issues before readings, so that a package reads like the text of the question. */
    for (size_t i = 0; i < count; i++)
        if (items[i].node->kind == CAS_NODE_READING)
            declare(r, CAS_NAMES_DIMENSION, items[i].node->text, items[i].node, false);
    for (size_t i = 0; i < count; i++)
        if (items[i].node->kind == CAS_NODE_CLAUSE)
            declare_opened(r, items[i].node);
    for (size_t i = 0; i < count; i++)
        if (items[i].node->kind == CAS_NODE_CLAUSE)
            declare_powers(r, items[i].node);
}

/* ---- Looking up -------------------------------------------------------------------------------------------------------- */

const cas_named *cas_name_of(const cas_resolving *r, cas_text name)
{
    const int id = cas_names_find(&r->names, name);
    return id < 0 ? NULL : &r->named[id];
}

static void suggest(cas_resolving *r, cas_diagnostic *d, cas_text name, unsigned kinds)
{
    /* Past the cap nothing is shown, and a look through all names for each would be quadratic. */
    if (r->diagnostics->errors > CAS_MAX_DIAGNOSTICS)
        return;
    cas_text *near = CAS_ARRAY(r->arena, cas_text, r->names.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < r->names.count; i++)
        if (kinds & CAS_KIND(r->named[i].kind))
            near[count++] = r->names.texts[i];
    const int best = cas_nearest(name, near, count);
    if (best < 0)
        return;
    const cas_named *found = cas_name_of(r, near[best]);
    if (found->span.file >= 0)
        cas_hint(r->diagnostics, d, "did you mean `%.*s` (line %zu)?", CAS_SHOW(near[best]),
                 cas_line_of(r, found->span));
    else
        cas_hint(r->diagnostics, d, "did you mean `%.*s`?", CAS_SHOW(near[best]));
}

const cas_named *cas_look_up(cas_resolving *r, cas_text name, cas_span span, unsigned kinds, cas_code code,
                             const char *what)
{
    const cas_named *found = cas_name_of(r, name);
    if (found && kinds & CAS_KIND(found->kind))
        return found;
    if (found) {
        cas_diagnostic *d = cas_complain(r, CAS_E0211, span, "\"%.*s\" is %s and no %s", CAS_SHOW(name),
                                         cas_name_kind_words(found->kind), what);
        cas_relate(r->diagnostics, d, found->span, "declared here");
        return NULL;
    }
    if (!name.length) /* the line ended before the name, which is an error of its own */
        return NULL;
    cas_diagnostic *d = cas_complain(r, code, span, "no %s is called \"%.*s\"", what, CAS_SHOW(name));
    suggest(r, d, name, kinds);
    return NULL;
}

int cas_look_up_label(cas_resolving *r, cas_text label, cas_span span)
{
    const int known = cas_names_find(&r->labels, label);
    if (known >= 0)
        return known;
    cas_diagnostic *d = cas_complain(r, CAS_E0221, span, "there is no clause %.*s", CAS_SHOW(label));
    if (r->diagnostics->errors <= CAS_MAX_DIAGNOSTICS) {
        const int near = cas_nearest(label, r->labels.texts, r->labels.count);
        if (near >= 0)
            cas_hint(r->diagnostics, d, "did you mean clause %.*s (line %zu)?", CAS_SHOW(r->labels.texts[near]),
                     cas_line_of(r, r->entities[CAS_LABELS].items[near].span));
    }
    return -1;
}
