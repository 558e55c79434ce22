/*
 * Names: one namespace for everything that is declared, filled before any name is looked up.
 *
 * Names of decisions and findings are those that clauses open; an act that no line declares is a power if a clause grants it.
 * Labels of clauses are a namespace of their own, as nothing but a label can stand where one does (after `end` a measure or
 * an act comes first; a label of the same name is then an error).
 *
 * Of agreements that stand side by side each has clauses of its own: a label that two of them have is known as `name.label`, and
 * inside its own agreement by itself. A party, measure, act, incident, source or assumed time that two of them declare in the same
 * words is one thing.
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

/* ---- Agreements side by side ------------------------------------------------------------------------------------------ */

int cas_part_of(const cas_resolving *r, cas_span span)
{
    return span.file < 0 ? 0 : r->loaded->part_of_file[span.file];
}

int cas_part_named(const cas_resolving *r, cas_text name)
{
    for (int p = 0; p < r->loaded->part_count; p++)
        if (name.length && cas_text_equal(name, r->loaded->part_names[p]))
            return p;
    return -1;
}

/* The label as it is known in the whole. */
static cas_text full_label(const cas_resolving *r, cas_text label, int part)
{
    const cas_text name = r->loaded->part_names[part];
    if (!name.length || cas_names_find(&r->shared_labels, label) < 0)
        return label;
    return cas_text_of(cas_format(r->arena, "%.*s.%.*s", CAS_SHOW(name), CAS_SHOW(label)));
}

int cas_label_number(const cas_resolving *r, cas_text label, cas_span span)
{
    const int known = cas_names_find(&r->labels, full_label(r, label, cas_part_of(r, span)));
    if (known >= 0 || r->loaded->part_count < 2)
        return known;
    for (size_t i = 0; i < label.length; i++) {
        if (label.at[i] != '.')
            continue;
        const int part = cas_part_named(r, (cas_text){label.at, i});
        const cas_text rest = {label.at + i + 1, label.length - i - 1};
        const int inside = part < 0 ? -1 : cas_names_find(&r->labels, full_label(r, rest, part));
        if (inside >= 0 && cas_part_of(r, r->entities[CAS_LABELS].items[inside].span) == part)
            return inside;
    }
    return -1;
}

static bool is_note(const cas_node *node)
{
    return node->kind == CAS_NODE_CITE || node->kind == CAS_NODE_BECAUSE;
}

/* The same but for what it is called at length, and what it rests on. */
static bool says_the_same(const cas_node *a, const cas_node *b)
{
    size_t i = 0, k = 0;
    if (a->kind != b->kind || a->op != b->op || a->flags != b->flags || !cas_text_equal(a->text, b->text) ||
        !cas_text_equal(a->extra, b->extra))
        return false;
    if (a->kind == CAS_NODE_SOURCE && !cas_text_equal(a->title, b->title))
        return false;
    for (;; i++, k++) {
        while (i < a->count && is_note(a->kids[i]))
            i++;
        while (k < b->count && is_note(b->kids[k]))
            k++;
        if (i >= a->count || k >= b->count)
            return i >= a->count && k >= b->count;
        if (!cas_node_equal(a->kids[i], b->kids[k]))
            return false;
    }
}

static bool may_be_shared(cas_name_kind kind)
{
    return kind == CAS_NAMES_PARTY || kind == CAS_NAMES_DEED || kind == CAS_NAMES_INCIDENT || kind == CAS_NAMES_SOURCE ||
           kind == CAS_NAMES_ASSUME;
}

/* Another agreement has said it before. */
static bool is_said_elsewhere(const cas_resolving *r, const cas_named *first, cas_name_kind kind, const cas_node *node)
{
    if (first->kind != kind || !may_be_shared(kind) || cas_part_of(r, first->span) == cas_part_of(r, node->span))
        return false;
    const cas_entity *entity = &r->entities[kind].items[first->index];
    return says_the_same(entity->nodes[0], node);
}

static void find_shared_labels(cas_resolving *r)
{
    cas_names seen = {.arena = r->arena};
    int *part_of = CAS_ARRAY(r->arena, int, r->loaded->count + 1);
    r->shared_labels.arena = r->arena;
    for (size_t i = 0; r->loaded->part_count > 1 && i < r->loaded->count; i++) {
        const cas_node *node = r->loaded->items[i].node;
        if (node->kind != CAS_NODE_CLAUSE || !node->text.length)
            continue;
        const size_t known = seen.count;
        const int number = cas_names_add(&seen, node->text), part = cas_part_of(r, node->span);
        if (seen.count > known)
            part_of[number] = part;
        else if (part_of[number] != part)
            cas_names_add(&r->shared_labels, node->text);
    }
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
        if (is_said_elsewhere(r, first, kind, node))
            return entity;
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
    const cas_text label = full_label(r, clause->text, cas_part_of(r, clause->span));
    const int known = cas_names_find(&r->labels, label);
    if (known >= 0) {
        add_node(r, &r->entities[CAS_LABELS].items[known], clause);
        return;
    }
    cas_names_add(&r->labels, label);
    add_node(r, add_entity(r, CAS_LABELS, label, clause), clause);
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
    find_shared_labels(r);
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
    const int known = cas_label_number(r, label, span);
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
