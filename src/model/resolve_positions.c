/* Positions: what a party rejects and prefers; and by which rule an agreement is settled. */
#include "model/resolving.h"

typedef struct red_lines {
    cas_question *items;
    size_t count, room;
} red_lines;

/* ---- Preferences ------------------------------------------------------------------------------------------------------- */

/* A place in an order that is being written; false when it stands there already. */
static bool put_in_order(cas_resolving *r, int *order, int *level, int *count, int what, int at, const cas_node *name)
{
    for (int i = 0; i < *count; i++)
        if (order[i] == what) {
            cas_complain(r, CAS_E0702, name->span, "\"%.*s\" stands twice in this order", CAS_SHOW(name->text));
            return false;
        }
    order[*count] = what;
    level[(*count)++] = at;
    return true;
}

static int find_dimension(cas_resolving *r, cas_text name, cas_span span)
{
    const cas_named *found = cas_look_up(r, name, span, CAS_KIND(CAS_NAMES_DIMENSION), CAS_E0223, "issue or reading");
    return found && found->index < r->out->dimension_count ? found->index : -1;
}

static bool resolve_prefers(cas_resolving *r, const cas_node *node, cas_stand *stand)
{
    stand->kind = CAS_STAND_PREFERS;
    stand->dimension = find_dimension(r, node->text, node->span);
    if (stand->dimension < 0)
        return false;
    const cas_dimension *dimension = &r->out->dimensions[stand->dimension];
    int *order = CAS_ARRAY(r->arena, int, dimension->count + 1),
        *level = CAS_ARRAY(r->arena, int, dimension->count + 1);
    int at = 0;
    size_t place = 0;
    const cas_node *kid;
    while ((kid = cas_kid_from(node, CAS_NODE_LEVEL, &place))) {
        for (size_t i = 0; i < kid->count; i++) {
            const cas_node *name = kid->kids[i];
            const int alternative = cas_alternative_find(dimension, name->text);
            if (alternative < 0) {
                cas_diagnostic *d = cas_complain(r, CAS_E0224, name->span, "%s has no alternative \"%.*s\"",
                                                 dimension->name, CAS_SHOW(name->text));
                cas_relate(r->diagnostics, d, dimension->span, "its alternatives are named here");
                return false;
            }
            if (!put_in_order(r, order, level, &stand->count, alternative, at, name))
                return false;
        }
        at++;
    }
    stand->order = order;
    stand->level = level;
    return true;
}

static bool resolve_weighs(cas_resolving *r, const cas_node *node, cas_stand *stand)
{
    stand->kind = CAS_STAND_WEIGHS;
    int *order = CAS_ARRAY(r->arena, int, r->out->dimension_count + 1),
        *level = CAS_ARRAY(r->arena, int, r->out->dimension_count + 1);
    for (size_t i = 0; i < node->count; i++) {
        const cas_node *name = node->kids[i];
        if (name->kind != CAS_NODE_NAME)
            continue;
        const int dimension = find_dimension(r, name->text, name->span);
        if (dimension < 0 || !put_in_order(r, order, level, &stand->count, dimension, stand->count, name))
            return false;
    }
    stand->order = order;
    stand->level = level;
    return true;
}

/* ---- Red lines --------------------------------------------------------------------------------------------------------- */

static bool resolve_rejects(cas_resolving *r, const cas_node *node, cas_stand *stand, red_lines *lines)
{
    const cas_node *condition = cas_kid_condition(node), *asked = cas_kid_question(node);
    if (condition) {
        stand->kind = CAS_STAND_REJECTS_IF;
        stand->words = cas_words_of(r, condition);
        stand->condition = cas_resolve_condition(r, condition, false);
        return stand->condition != NULL;
    }
    if (!asked)
        return false;
    lines->items = CAS_ROOM(r->arena, lines->items, lines->count, &lines->room);
    cas_question *question = &lines->items[lines->count];
    *question = (cas_question){.speech = CAS_ASKS};
    stand->kind = CAS_STAND_REJECTS_ANSWER;
    stand->words = cas_words_of(r, asked);
    if (!cas_resolve_question(r, asked, question))
        return false;
    question->notes = stand->notes;
    question->line = stand->line;
    stand->question = (int)lines->count++;
    return true;
}

static bool resolve_stand(cas_resolving *r, const cas_node *node, cas_stand *stand, red_lines *lines)
{
    *stand = (cas_stand){.question = -1,
                         .dimension = -1,
                         .span = node->span,
                         .line = (int)cas_line_of(r, node->span),
                         .words = cas_words_of(r, node)};
    stand->notes = cas_resolve_notes(r, node);
    if (node->flags & CAS_FLAG_BROKEN)
        return false;
    switch ((int)node->kind) {
    case CAS_NODE_REJECTS: return resolve_rejects(r, node, stand, lines);
    case CAS_NODE_PREFERS: return resolve_prefers(r, node, stand);
    case CAS_NODE_PREFERS_ISSUES: return resolve_weighs(r, node, stand);
    default: return false;
    }
}

/* A second order of the same thing could say the opposite of the first. */
static bool is_ranked_already(cas_resolving *r, const cas_position *position, const cas_stand *stand)
{
    for (int s = 0; s < position->count; s++) {
        const cas_stand *before = &position->stands[s];
        const bool orders = stand->kind == CAS_STAND_PREFERS || stand->kind == CAS_STAND_WEIGHS;
        if (!orders || before->kind != stand->kind || before->dimension != stand->dimension)
            continue;
        cas_diagnostic *d = cas_complain(r, CAS_E0702, stand->span, "%s ranks %s a second time", position->name,
                                         stand->dimension < 0 ? "the issues" : r->out->dimensions[stand->dimension].name);
        cas_relate(r->diagnostics, d, before->span, "it does so here");
        return true;
    }
    return false;
}

static bool is_stand(cas_node_kind kind)
{
    return kind == CAS_NODE_REJECTS || kind == CAS_NODE_PREFERS || kind == CAS_NODE_PREFERS_ISSUES;
}

/* ---- Positions --------------------------------------------------------------------------------------------------------- */

static bool resolve_holder(cas_resolving *r, const cas_node *node, cas_position *position)
{
    const cas_named *found = cas_look_up(
        r, node->text, node->span, CAS_KIND(CAS_NAMES_PARTY) | CAS_KIND(CAS_NAMES_GROUP), CAS_E0213, "party or group");
    position->party = position->group = -1;
    if (!found)
        return false;
    cas_node name = {.kind = CAS_NODE_NAME, .text = node->text, .span = node->span};
    position->holder = cas_resolve_set(r, &name);
    if (!position->holder)
        return false;
    if (found->kind == CAS_NAMES_GROUP)
        position->group = found->index;
    else
        position->party = r->entities[CAS_NAMES_PARTY].items[found->index].first_party;
    return true;
}

static bool is_second(cas_resolving *r, const cas_node *node, cas_names *seen, const cas_position *positions)
{
    const size_t before = seen->count;
    const int id = cas_names_add(seen, node->text);
    if ((size_t)id == before)
        return false;
    cas_diagnostic *d = cas_complain(r, CAS_E0701, node->span, "%.*s has a position already", CAS_SHOW(node->text));
    cas_relate(r->diagnostics, d, positions[id].span, "it is here");
    return true;
}

static bool resolve_position(cas_resolving *r, const cas_node *node, cas_position *position, red_lines *lines)
{
    *position = (cas_position){
        .name = cas_string(r, node->text), .title = cas_title_or(r, node->title, node->text), .span = node->span};
    if (!resolve_holder(r, node, position))
        return false;
    cas_stand *stands = CAS_ARRAY(r->arena, cas_stand, node->count + 1);
    position->notes = cas_resolve_notes(r, node);
    position->stands = stands;
    for (size_t i = 0; i < node->count; i++)
        if (is_stand(node->kids[i]->kind) && resolve_stand(r, node->kids[i], &stands[position->count], lines) &&
            !is_ranked_already(r, position, &stands[position->count]))
            position->count++;
    return true;
}

static void resolve_settlements(cas_resolving *r)
{
    const cas_node *last = NULL;
    for (size_t i = 0; i < r->loaded->count; i++) {
        const cas_node *node = r->loaded->items[i].node;
        if (node->kind != CAS_NODE_SETTLE)
            continue;
        cas_resolve_notes(r, node);
        /* An amendment may say anew by which rule it is settled. */
        if (last && last->span.file == node->span.file) {
            cas_diagnostic *d = cas_complain(r, CAS_E0703, node->span, "by which rule this is settled is said already");
            cas_relate(r->diagnostics, d, last->span, "it is said here");
            continue;
        }
        last = node;
        cas_resolve_settle(r, node);
    }
}

void cas_resolve_positions(cas_resolving *r)
{
    size_t count = 0;
    for (size_t i = 0; i < r->loaded->count; i++)
        count += r->loaded->items[i].node->kind == CAS_NODE_POSITION;
    cas_position *positions = CAS_ARRAY(r->arena, cas_position, count + 1);
    cas_names seen = {.arena = r->arena};
    red_lines lines = {0};
    int kept = 0;
    for (size_t i = 0; i < r->loaded->count; i++) {
        const cas_node *node = r->loaded->items[i].node;
        if (node->kind != CAS_NODE_POSITION || node->flags & CAS_FLAG_BROKEN)
            continue;
        cas_poll(r->arena->ctx);
        if (is_second(r, node, &seen, positions))
            continue;
        /* A position that was not understood keeps its place, so that places in `seen` stay those of positions. */
        if (!resolve_position(r, node, &positions[kept], &lines))
            positions[kept].count = 0;
        kept++;
    }
    r->out->positions = positions;
    r->out->position_count = kept;
    r->out->red_lines = lines.items;
    r->out->red_line_count = (int)lines.count;
    resolve_settlements(r);
}
