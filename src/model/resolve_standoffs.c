/*
 * Standoffs: who holds which option, which states there are, and that every line speaks of these. What the lines mean is worked out
 * where standoffs are answered; here every name in them is checked, with what `like` takes over from another standoff.
 */
#include "model/resolving.h"

#include <string.h>

/* What one standoff has, its own and taken over. */
typedef struct standing {
    char state; /* 0 not seen, 1 being resolved, 2 resolved */
    cas_names holders, options, states;
    const char **holder_names;
    int *holder_parties;
    size_t holder_room, party_room;
    cas_standoff_option *list;
    size_t list_count, list_room;
    const char **state_names;
    size_t state_room;
} standing;

typedef struct standoffs {
    cas_resolving *r;
    cas_standoff *out;
    standing *at;
} standoffs;

/* ---- What there is ----------------------------------------------------------------------------------------------------- */

static int add_holder(cas_resolving *r, standing *s, cas_text name, cas_span span)
{
    const cas_named *found =
        cas_look_up(r, name, span, CAS_KIND(CAS_NAMES_PARTY) | CAS_KIND(CAS_NAMES_GROUP), CAS_E0213, "party or group");
    if (!found)
        return -1;
    const size_t before = s->holders.count;
    const int id = cas_names_add(&s->holders, name);
    if ((size_t)id < before)
        return id;
    s->holder_names = CAS_ROOM(r->arena, s->holder_names, before, &s->holder_room);
    s->holder_parties = CAS_ROOM(r->arena, s->holder_parties, before, &s->party_room);
    s->holder_names[id] = cas_string(r, name);
    s->holder_parties[id] =
        found->kind == CAS_NAMES_PARTY ? r->entities[CAS_NAMES_PARTY].items[found->index].first_party : -1;
    return id;
}

static void add_option(cas_resolving *r, standing *s, const cas_node *line, size_t inherited)
{
    const cas_node *owner = cas_kid(line, CAS_NODE_NAME);
    const int holder = owner ? add_holder(r, s, owner->text, owner->span) : -1;
    const size_t before = s->options.count;
    const int id = cas_names_add(&s->options, line->text);
    if ((size_t)id < before && (size_t)id >= inherited) {
        cas_diagnostic *d =
            cas_complain(r, CAS_E0705, line->span, "option %.*s is declared twice", CAS_SHOW(line->text));
        cas_relate(r->diagnostics, d, s->list[id].span, "first declared here");
        return;
    }
    if ((size_t)id == before) {
        s->list = CAS_ROOM(r->arena, s->list, s->list_count, &s->list_room);
        s->list_count++;
    }
    s->list[id] =
        (cas_standoff_option){cas_string(r, line->text), cas_title_or(r, line->title, line->text), holder, line->span};
}

static void add_states(cas_resolving *r, standing *s, const cas_node *line)
{
    for (size_t i = 0; i < line->count; i++) {
        const cas_node *name = line->kids[i];
        if (name->kind != CAS_NODE_NAME)
            continue;
        const size_t before = s->states.count;
        if ((size_t)cas_names_add(&s->states, name->text) < before) {
            cas_complain(r, CAS_E0705, name->span, "state %.*s is named twice", CAS_SHOW(name->text));
            continue;
        }
        s->state_names = CAS_ROOM(r->arena, s->state_names, before, &s->state_room);
        s->state_names[before] = cas_string(r, name->text);
    }
}

static void gather(cas_resolving *r, standing *s, const cas_node *node)
{
    const size_t inherited = s->options.count;
    for (size_t i = 0; i < node->count; i++) {
        const cas_node *line = node->kids[i];
        cas_poll(r->arena->ctx);
        if (line->flags & CAS_FLAG_BROKEN)
            continue;
        if (line->kind == CAS_NODE_OPTION)
            add_option(r, s, line, inherited);
        else if (line->kind == CAS_NODE_STATES)
            add_states(r, s, line);
        else if (line->kind == CAS_NODE_MOVES)
            add_holder(r, s, line->text, line->span);
    }
}

/* ---- What is said of it ------------------------------------------------------------------------------------------------ */

static void check_known(cas_resolving *r, const cas_names *known, cas_text name, cas_span span, const char *what)
{
    if (cas_names_find(known, name) >= 0)
        return;
    cas_diagnostic *d = cas_complain(r, CAS_E0229, span, "this standoff has no %s \"%.*s\"", what, CAS_SHOW(name));
    const int near = r->diagnostics->errors <= CAS_MAX_DIAGNOSTICS ? cas_nearest(name, known->texts, known->count) : -1;
    if (near >= 0)
        cas_hint(r->diagnostics, d, "did you mean `%.*s`?", CAS_SHOW(known->texts[near]));
}

static void check_condition(cas_resolving *r, const standing *s, const cas_node *node)
{
    if (node->kind == CAS_NODE_HOLDS)
        check_known(r, &s->options, node->text, node->span, "option");
    else if (node->kind == CAS_NODE_IS)
        cas_complain(r, CAS_E0503, node->span, "a standoff speaks of its options, not of issues");
    for (size_t i = 0; i < node->count; i++)
        if (cas_node_is_condition(node->kids[i]->kind))
            check_condition(r, s, node->kids[i]);
}

static void check_state(cas_resolving *r, const standing *s, const cas_node *state)
{
    if (state->text.length) {
        check_known(r, &s->states, state->text, state->span, "state");
        return;
    }
    for (size_t i = 0; i < state->count; i++)
        if (state->kids[i]->kind == CAS_NODE_NAME)
            check_known(r, &s->options, state->kids[i]->text, state->kids[i]->span, "option");
}

static void check_levels(cas_resolving *r, const standing *s, const cas_node *line)
{
    size_t at = 0;
    const cas_node *level;
    while ((level = cas_kid_from(line, CAS_NODE_LEVEL, &at)))
        for (size_t i = 0; i < level->count; i++) {
            if (level->kids[i]->kind == CAS_NODE_STATE)
                check_state(r, s, level->kids[i]);
            else if (cas_node_is_condition(level->kids[i]->kind))
                check_condition(r, s, level->kids[i]);
        }
}

static void check_ranking(cas_resolving *r, const standing *s, const cas_node *line, cas_names *ranked)
{
    if (cas_names_find(&s->holders, line->text) < 0) {
        const cas_named *found =
            cas_look_up(r, line->text, line->span, CAS_KIND(CAS_NAMES_PARTY) | CAS_KIND(CAS_NAMES_GROUP), CAS_E0213,
                        "party or group");
        if (found) {
            cas_diagnostic *d =
                cas_complain(r, CAS_E0706, line->span, "%.*s holds no option of this standoff and moves nowhere",
                             CAS_SHOW(line->text));
            cas_hint(r->diagnostics, d, "give it one with `option NAME of %.*s`", CAS_SHOW(line->text));
        }
    }
    const size_t before = ranked->count;
    if ((size_t)cas_names_add(ranked, line->text) < before)
        cas_complain(r, CAS_E0705, line->span, "what %.*s prefers is said already", CAS_SHOW(line->text));
    check_levels(r, s, line);
}

static void check_moves(cas_resolving *r, const standing *s, const cas_node *line)
{
    size_t at = 0;
    const cas_node *move;
    while ((move = cas_kid_from(line, CAS_NODE_MOVE, &at))) {
        check_known(r, &s->states, move->text, move->span, "state");
        check_known(r, &s->states, move->extra, move->span, "state");
    }
}

static void check_line(cas_resolving *r, const standing *s, const cas_node *line, cas_names *ranked)
{
    const cas_node *condition = cas_kid_condition(line), *state = cas_kid(line, CAS_NODE_STATE);
    switch ((int)line->kind) {
    case CAS_NODE_INFEASIBLE:
        if (condition)
            check_condition(r, s, condition);
        return;
    case CAS_NODE_IRREVERSIBLE: check_known(r, &s->options, line->text, line->span, "option"); return;
    case CAS_NODE_WEIGHS:
    case CAS_NODE_RANKS: check_ranking(r, s, line, ranked); return;
    case CAS_NODE_MOVES: check_moves(r, s, line); return;
    case CAS_NODE_STATUS_QUO:
        if (state)
            check_state(r, s, state);
        return;
    default: return;
    }
}

static void check_lines(cas_resolving *r, const standing *s, const cas_node *node)
{
    cas_names ranked = {.arena = r->arena};
    cas_resolve_notes(r, node);
    for (size_t i = 0; i < node->count; i++) {
        const cas_node *line = node->kids[i];
        cas_poll(r->arena->ctx);
        if (line->flags & CAS_FLAG_BROKEN)
            continue;
        check_line(r, s, line, &ranked);
        if (line->kind != CAS_NODE_CITE && line->kind != CAS_NODE_BECAUSE)
            cas_resolve_notes(r, line);
    }
    if (!s->options.count && !s->states.count) {
        cas_diagnostic *d = cas_complain(r, CAS_E0707, node->span, "standoff %.*s has neither options nor states",
                                         CAS_SHOW(node->text));
        cas_hint(r->diagnostics, d, "add `option NAME of PARTY`, or `states` and who `moves`");
    }
}

/* ---- One after the other ----------------------------------------------------------------------------------------------- */

static void take_over(cas_resolving *r, standing *s, const standing *from)
{
    for (size_t i = 0; i < from->holders.count; i++) {
        cas_names_add(&s->holders, from->holders.texts[i]);
        s->holder_names = CAS_ROOM(r->arena, s->holder_names, i, &s->holder_room);
        s->holder_parties = CAS_ROOM(r->arena, s->holder_parties, i, &s->party_room);
        s->holder_names[i] = from->holder_names[i];
        s->holder_parties[i] = from->holder_parties[i];
    }
    for (size_t i = 0; i < from->options.count; i++) {
        cas_names_add(&s->options, from->options.texts[i]);
        s->list = CAS_ROOM(r->arena, s->list, s->list_count, &s->list_room);
        s->list[s->list_count++] = from->list[i];
    }
    for (size_t i = 0; i < from->states.count; i++) {
        cas_names_add(&s->states, from->states.texts[i]);
        s->state_names = CAS_ROOM(r->arena, s->state_names, i, &s->state_room);
        s->state_names[i] = from->state_names[i];
    }
}

static void resolve_standoff(standoffs *all, int index, int depth);

static void resolve_like(standoffs *all, int index, int depth)
{
    cas_resolving *r = all->r;
    const cas_node *node = r->entities[CAS_NAMES_STANDOFF].items[index].nodes[0];
    if (!node->extra.length)
        return;
    const cas_named *found =
        cas_look_up(r, node->extra, node->span, CAS_KIND(CAS_NAMES_STANDOFF), CAS_E0227, "standoff");
    if (!found)
        return;
    if (all->at[found->index].state == 1) {
        cas_complain(r, CAS_E0704, node->span, "standoff %.*s is like itself", CAS_SHOW(node->text));
        return;
    }
    if (depth > CAS_MAX_CHAIN) {
        cas_complain(r, CAS_E0208, node->span, "standoffs like standoffs are more than %d deep", CAS_MAX_CHAIN);
        return;
    }
    resolve_standoff(all, found->index, depth + 1);
    all->out[index].like = found->index;
    take_over(r, &all->at[index], &all->at[found->index]);
}

static void resolve_standoff(standoffs *all, int index, int depth)
{
    cas_resolving *r = all->r;
    standing *s = &all->at[index];
    if (s->state)
        return;
    s->state = 1;
    s->holders.arena = s->options.arena = s->states.arena = r->arena;
    const cas_node *node = r->entities[CAS_NAMES_STANDOFF].items[index].nodes[0];
    all->out[index] = (cas_standoff){.name = cas_string(r, node->text),
                                     .title = cas_title_or(r, node->title, node->text),
                                     .like = -1,
                                     .node = node,
                                     .span = node->span};
    resolve_like(all, index, depth);
    gather(r, s, node);
    check_lines(r, s, node);
    cas_standoff *out = &all->out[index];
    out->holders = s->holder_names;
    out->holder_parties = s->holder_parties;
    out->holder_count = (int)s->holders.count;
    out->options = s->list;
    out->option_count = (int)s->list_count;
    out->states = s->state_names;
    out->state_count = (int)s->states.count;
    s->state = 2;
}

void cas_resolve_standoffs(cas_resolving *r)
{
    const size_t count = r->entities[CAS_NAMES_STANDOFF].count;
    standoffs all = {r, CAS_ARRAY(r->arena, cas_standoff, count + 1), CAS_ARRAY(r->arena, standing, count + 1)};
    for (size_t i = 0; i < count; i++)
        resolve_standoff(&all, (int)i, 0);
    r->out->standoffs = all.out;
    r->out->standoff_count = (int)count;
}
