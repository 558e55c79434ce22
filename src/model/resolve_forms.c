/*
 * Issues and readings, conditions over them, and forms that depend on them.
 *
 * That two conditional forms of one thing never hold at once, and that one holds wherever the thing is used, is decided by
 * search over the dimensions their conditions speak of (package.h), within one budget for the whole agreement. Two
 * conditions that ask different alternatives of the same issue exclude each other without any search: the common case.
 */
#include "model/resolving.h"

#include <limits.h>
#include <string.h>

enum { MOST_FORMS = 2000 };

/* ---- Issues and readings ----------------------------------------------------------------------------------------------- */

static int resolve_alternatives(cas_resolving *r, const cas_node *node, cas_alternative *alternatives)
{
    cas_names seen = {.arena = r->arena};
    int count = 0;
    size_t at = 0;
    const cas_node *kid;
    while ((kid = cas_kid_from(node, CAS_NODE_ALTERNATIVE, &at))) {
        const int before = (int)seen.count;
        const int id = cas_names_add(&seen, kid->text);
        cas_resolve_notes(r, kid);
        if (id < before) {
            cas_diagnostic *d = cas_complain(r, CAS_E0502, kid->span, "\"%.*s\" is an alternative of %.*s already",
                                             CAS_SHOW(kid->text), CAS_SHOW(node->text));
            cas_relate(r->diagnostics, d, alternatives[id].span, "first named here");
            continue;
        }
        alternatives[count++] =
            (cas_alternative){cas_string(r, kid->text), cas_title_or(r, kid->title, kid->text), kid->span};
    }
    return count;
}

void cas_resolve_dimensions(cas_resolving *r)
{
    const cas_entities *entities = &r->entities[CAS_NAMES_DIMENSION];
    cas_dimension *dimensions = CAS_ARRAY(r->arena, cas_dimension, entities->count + 1);
    int count = 0;
    for (size_t i = 0; i < entities->count; i++) {
        const cas_node *node = entities->items[i].nodes[0];
        const size_t alternatives = cas_kids_of(node, CAS_NODE_ALTERNATIVE);
        cas_resolve_notes(r, node);
        if (alternatives > CAS_MAX_ALTERNATIVES || i >= CAS_MAX_DIMENSIONS) {
            cas_complain(r, CAS_E0501, node->span,
                         "an agreement may have %d issues and readings, each of %d alternatives", CAS_MAX_DIMENSIONS,
                         CAS_MAX_ALTERNATIVES);
            if (i >= CAS_MAX_DIMENSIONS)
                break;
        }
        cas_alternative *list = CAS_ARRAY(r->arena, cas_alternative, alternatives + 1);
        dimensions[count] = (cas_dimension){
            .name = cas_string(r, node->text),
            .title = cas_title_or(r, node->title, node->text),
            .is_reading = node->kind == CAS_NODE_READING,
            .alternatives = list,
            .span = node->span,
        };
        dimensions[count].count = resolve_alternatives(r, node, list);
        if (!dimensions[count].is_reading)
            r->out->issue_count++;
        count++;
    }
    r->out->dimensions = dimensions;
    r->out->dimension_count = count;
    r->dimensions_ready = true;
}

/* ---- Conditions -------------------------------------------------------------------------------------------------------- */

static const cas_condition *resolve_is(cas_resolving *r, const cas_node *node)
{
    const cas_named *found =
        cas_look_up(r, node->text, node->span, CAS_KIND(CAS_NAMES_DIMENSION), CAS_E0223, "issue or reading");
    if (!found || found->index >= r->out->dimension_count)
        return NULL;
    const cas_dimension *dimension = &r->out->dimensions[found->index];
    const int alternative = cas_alternative_find(dimension, node->extra);
    if (alternative < 0) {
        cas_text *names = CAS_ARRAY(r->arena, cas_text, dimension->count + 1);
        for (int i = 0; i < dimension->count; i++)
            names[i] = cas_text_of(dimension->alternatives[i].name);
        cas_diagnostic *d = cas_complain(r, CAS_E0224, node->span, "%s has no alternative \"%.*s\"", dimension->name,
                                         CAS_SHOW(node->extra));
        const int near = cas_nearest(node->extra, names, (size_t)dimension->count);
        if (near >= 0)
            cas_hint(r->diagnostics, d, "did you mean `%s`?", dimension->alternatives[near].name);
        cas_relate(r->diagnostics, d, dimension->span, "its alternatives are named here");
        return NULL;
    }
    const cas_condition *is = cas_condition_is(r->arena, found->index, alternative);
    return node->op == CAS_IS_DIFFERENT ? cas_condition_not(r->arena, is) : is;
}

static const cas_condition *resolve_draft_name(cas_resolving *r, const cas_node *node, bool drafts)
{
    if (!drafts) {
        const cas_named *found = cas_name_of(r, node->text);
        cas_diagnostic *d;
        if (found && found->kind == CAS_NAMES_DRAFT)
            d = cas_complain(r, CAS_E0503, node->span, "a draft is a choice among texts and no condition inside one");
        else
            d = cas_complain(r, CAS_E0503, node->span,
                             "a condition compares an issue or reading with an alternative: `%.*s = …`",
                             CAS_SHOW(node->text));
        cas_hint(r->diagnostics, d, "write the alternatives instead, such as `response = unanimous`");
        return NULL;
    }
    const cas_named *found = cas_look_up(r, node->text, node->span, CAS_KIND(CAS_NAMES_DRAFT), CAS_E0225, "draft");
    if (!found || found->index >= r->out->draft_count)
        return NULL;
    const cas_condition *condition = r->out->drafts[found->index].condition;
    if (condition)
        return condition;
    /* A draft that fixes nothing: always true, as a condition of its own. */
    return cas_condition_not(r->arena, cas_condition_not(r->arena, NULL));
}

const cas_condition *cas_resolve_condition(cas_resolving *r, const cas_node *node, bool drafts)
{
    if (!node || node->flags & CAS_FLAG_BROKEN)
        return NULL;
    if (node->kind == CAS_NODE_IS)
        return resolve_is(r, node);
    if (node->kind == CAS_NODE_HOLDS)
        return resolve_draft_name(r, node, drafts);
    if (node->kind == CAS_NODE_PROVIDED) {
        cas_complain(r, CAS_E0503, node->span, "`if` inside a condition belongs to the preferences of a standoff");
        return NULL;
    }
    const cas_condition **parts = CAS_ARRAY(r->arena, const cas_condition *, node->count + 1);
    int count = 0;
    for (size_t i = 0; i < node->count; i++) {
        if (!cas_node_is_condition(node->kids[i]->kind))
            continue;
        parts[count] = cas_resolve_condition(r, node->kids[i], drafts);
        count += parts[count] != NULL;
    }
    if (!count)
        return NULL;
    if (node->kind == CAS_NODE_NOT)
        return cas_condition_not(r->arena, parts[0]);
    cas_condition *joined = CAS_NEW(r->arena, cas_condition);
    *joined = (cas_condition){node->kind == CAS_NODE_AND ? CAS_CONDITION_AND : CAS_CONDITION_OR, -1, -1, parts, count};
    return joined;
}

const cas_condition *cas_resolve_if(cas_resolving *r, const cas_node *statement)
{
    const cas_condition *all = NULL;
    size_t at = 0;
    const cas_node *kid;
    while ((kid = cas_kid_from(statement, CAS_NODE_IF, &at))) {
        const cas_condition *condition = cas_resolve_condition(r, cas_kid_condition(kid), false);
        /* One that was not understood holds nowhere, so that it cannot clash with another. */
        all = cas_condition_both(r->arena, all, condition ? condition : cas_condition_not(r->arena, NULL));
    }
    return all;
}

static bool was_not_understood(const cas_condition *condition)
{
    return condition && condition->kind == CAS_CONDITION_OR && !condition->count;
}

/* ---- Infeasible packages and drafts ------------------------------------------------------------------------------------ */

static void check_some_package(cas_resolving *r, const cas_condition *condition, cas_span span, const char *what)
{
    if (!r->out->infeasible_count)
        return;
    long work = CAS_MAX_OVERLAP_WORK;
    if (cas_package_exists(r->arena, r->out, &condition, condition != NULL, NULL, &work) == CAS_FALSE)
        cas_complain(r, CAS_E0504, span, "%s", what);
}

static void resolve_drafts(cas_resolving *r)
{
    const cas_entities *entities = &r->entities[CAS_NAMES_DRAFT];
    cas_draft *drafts = CAS_ARRAY(r->arena, cas_draft, entities->count + 1);
    for (size_t i = 0; i < entities->count; i++) {
        const cas_node *node = entities->items[i].nodes[0];
        drafts[i] = (cas_draft){
            .name = cas_string(r, node->text),
            .title = cas_title_or(r, node->title, node->text),
            .condition = cas_resolve_condition(r, cas_kid_condition(node), false),
            .span = node->span,
        };
        cas_resolve_notes(r, node);
        const char *what = cas_format(r->arena, "draft %s asks for a package that is infeasible", drafts[i].name);
        if (drafts[i].condition)
            check_some_package(r, drafts[i].condition, node->span, what);
    }
    r->out->drafts = drafts;
    r->out->draft_count = (int)entities->count;
}

void cas_resolve_infeasible(cas_resolving *r)
{
    size_t count = 0;
    for (size_t i = 0; i < r->loaded->count; i++)
        count += r->loaded->items[i].node->kind == CAS_NODE_INFEASIBLE;
    cas_infeasible *lines = CAS_ARRAY(r->arena, cas_infeasible, count + 1);
    int kept = 0;
    for (size_t i = 0; i < r->loaded->count; i++) {
        const cas_node *node = r->loaded->items[i].node;
        if (node->kind != CAS_NODE_INFEASIBLE)
            continue;
        lines[kept] = (cas_infeasible){cas_resolve_condition(r, cas_kid_condition(node), false),
                                       cas_resolve_notes(r, node), node->span};
        kept += lines[kept].condition != NULL;
    }
    r->out->infeasible = lines;
    r->out->infeasible_count = kept;
    if (kept)
        check_some_package(r, NULL, lines[0].span, "what is infeasible leaves no package at all");
    resolve_drafts(r);
}

/* ---- Forms ------------------------------------------------------------------------------------------------------------- */

static bool asks(const cas_condition *condition, int dimension, int *alternative)
{
    if (condition->kind == CAS_CONDITION_IS && condition->dimension == dimension) {
        *alternative = condition->alternative;
        return true;
    }
    if (condition->kind == CAS_CONDITION_AND)
        for (int i = 0; i < condition->count; i++)
            if (condition->parts[i]->kind == CAS_CONDITION_IS && condition->parts[i]->dimension == dimension) {
                *alternative = condition->parts[i]->alternative;
                return true;
            }
    return false;
}

/* Each asks another alternative of some issue. */
static bool plainly_apart(const cas_condition *a, const cas_condition *b)
{
    const cas_condition *const *parts = a->kind == CAS_CONDITION_AND ? a->parts : &a;
    const int count = a->kind == CAS_CONDITION_AND ? a->count : 1;
    for (int i = 0; i < count; i++) {
        int other;
        if (parts[i]->kind == CAS_CONDITION_IS && asks(b, parts[i]->dimension, &other) &&
            other != parts[i]->alternative)
            return true;
    }
    return false;
}

static void report_overlap(cas_resolving *r, const cas_entity *entity, const cas_form *a, const cas_form *b,
                           const int *witness, const char *what)
{
    const char *package = cas_package_words(r->arena, r->out, witness, NULL);
    cas_diagnostic *d = cas_complain(r, CAS_E0202, b->span, "two declarations of %s %.*s hold at once%s%s", what,
                                     CAS_SHOW(entity->name), *package ? " where " : "", package);
    cas_relate(r->diagnostics, d, a->span, "the other is here");
}

/* False after an error. */
static bool check_pair(cas_resolving *r, const cas_entity *entity, const cas_form *a, const cas_form *b,
                       const char *what)
{
    if (plainly_apart(a->condition, b->condition))
        return true;
    const cas_condition *both[] = {a->condition, b->condition};
    int *witness = CAS_ARRAY(r->arena, int, r->out->dimension_count + 1);
    switch (cas_package_exists(r->arena, r->out, both, 2, witness, &r->overlap_work)) {
    case CAS_TRUE: report_overlap(r, entity, a, b, witness, what); return false;
    case CAS_FALSE: return true;
    case CAS_OPEN:
        cas_complain(r, CAS_E0505, b->span,
                     "whether two declarations of %s %.*s can hold at once takes too long to find out", what,
                     CAS_SHOW(entity->name));
        return false;
    }
    return false;
}

/* Every pair, until one clashes: a second clash of the same name says nothing new. */
static void check_pairs(cas_resolving *r, const cas_entity *entity, const cas_form *const *forms, int count,
                        const char *what)
{
    for (int i = 0; i < count; i++)
        for (int j = i + 1; j < count && forms[i]->condition; j++) {
            cas_poll(r->arena->ctx);
            if (forms[j]->condition && !check_pair(r, entity, forms[i], forms[j], what))
                return;
        }
}

void cas_check_forms(cas_resolving *r, const cas_entity *entity, const cas_form *const *forms, int count,
                     const char *what)
{
    if (count < 2)
        return;
    const cas_form *always = NULL;
    int conditional = 0;
    for (int i = 0; i < count; i++) {
        conditional += forms[i]->condition != NULL;
        if (forms[i]->condition)
            continue;
        if (always) {
            cas_diagnostic *d =
                cas_complain(r, CAS_E0201, forms[i]->span, "%s %.*s is declared twice", what, CAS_SHOW(entity->name));
            cas_relate(r->diagnostics, d, always->span, "first declared here");
        }
        always = forms[i];
    }
    if (conditional > MOST_FORMS) {
        cas_complain(r, CAS_E0505, entity->span, "%s %.*s has %d conditional declarations; %d are allowed", what,
                     CAS_SHOW(entity->name), conditional, MOST_FORMS);
        return;
    }
    check_pairs(r, entity, forms, count, what);
}

void cas_check_covered(cas_resolving *r, cas_span use, const char *name, const char *what, const cas_form *const *forms,
                       int count)
{
    /* A thing whose declaration was not understood has no forms: that error has been reported. */
    if (!count)
        return;
    const cas_condition **none = CAS_ARRAY(r->arena, const cas_condition *, count + 1);
    int conditions = 0;
    for (int i = 0; i < count; i++) {
        if (!forms[i]->condition)
            return;
        if (was_not_understood(forms[i]->condition))
            return;
        none[conditions++] = cas_condition_not(r->arena, forms[i]->condition);
    }
    if (r->context)
        none[conditions++] = r->context;
    int *witness = CAS_ARRAY(r->arena, int, r->out->dimension_count + 1);
    const cas_truth uncovered = cas_package_exists(r->arena, r->out, none, conditions, witness, &r->overlap_work);
    if (uncovered == CAS_OPEN)
        cas_complain(r, CAS_E0505, forms[0]->span,
                     "whether %s %s is declared wherever it is used takes too long to find out", what, name);
    if (uncovered != CAS_TRUE)
        return;
    cas_diagnostic *d = cas_complain(r, CAS_E0209, use, "%s %s has no declaration where %s", what, name,
                                     cas_package_words(r->arena, r->out, witness, NULL));
    cas_relate(r->diagnostics, d, forms[0]->span, "it is declared here, with a condition");
    cas_hint(r->diagnostics, d, "give it a declaration without `if`, which holds wherever no other does");
}
