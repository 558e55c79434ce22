/*
 * Parties, groups and sets.
 *
 * A set stays an expression until a package and an incident are known. What can be said before is checked here: every name, that
 * no group is made of itself, and that groups of groups are not deeper than CAS_MAX_CHAIN (building follows them by recursion).
 */
#include "model/resolving.h"

#include <limits.h>
#include <string.h>

/* ---- Parties ----------------------------------------------------------------------------------------------------------- */

static int members_of(const cas_node *node)
{
    return node->extra.length ? node->op : 1;
}

/* How many parties there are, or -1 when that is too many. */
static int count_parties(cas_resolving *r)
{
    const cas_entities *entities = &r->entities[CAS_NAMES_PARTY];
    long total = 0;
    for (size_t i = 0; i < entities->count; i++) {
        const cas_node *node = entities->items[i].nodes[0];
        if (node->kind == CAS_NODE_PARTY && node->extra.length && node->op < 1)
            cas_complain(r, CAS_E0205, node->span, "%.*s has no member", CAS_SHOW(node->text));
        total += node->kind == CAS_NODE_PARTY ? members_of(node) : 1;
        if (total > CAS_MAX_PARTIES) {
            cas_diagnostic *d =
                cas_complain(r, CAS_E0205, node->span, "an agreement may have at most %d parties", CAS_MAX_PARTIES);
            cas_hint(r->diagnostics, d, "a larger body is a game for `casus power --csv`");
            return -1;
        }
    }
    return (int)total;
}

void cas_resolve_parties(cas_resolving *r)
{
    cas_entities *entities = &r->entities[CAS_NAMES_PARTY];
    const int total = count_parties(r);
    cas_party_entry *parties = CAS_ARRAY(r->arena, cas_party_entry, (total < 0 ? 0 : total) + 1);
    int count = 0;
    for (size_t i = 0; i < entities->count && total >= 0; i++) {
        const cas_node *node = entities->items[i].nodes[0];
        const cas_text name = entities->items[i].name;
        const cas_text title = entities->items[i].title.length ? entities->items[i].title : name;
        entities->items[i].first_party = count;
        if (node->kind == CAS_NODE_PARTY && node->extra.length) {
            for (int m = 1; m <= members_of(node); m++)
                parties[count++] = (cas_party_entry){cas_format(r->arena, "%.*s.%d", CAS_SHOW(name), m),
                                                     cas_format(r->arena, "%.*s %d", CAS_SHOW(title), m), node->span};
        } else {
            parties[count++] = (cas_party_entry){cas_string(r, name), cas_string(r, title), node->span};
        }
        cas_resolve_notes(r, node);
    }
    r->out->parties = parties;
    r->out->party_count = count;
}

/* ---- Sets -------------------------------------------------------------------------------------------------------------- */

static cas_parties *new_parties(cas_resolving *r, cas_parties_kind kind, cas_span span)
{
    cas_parties *parties = CAS_NEW(r->arena, cas_parties);
    parties->kind = kind;
    parties->index = -1;
    parties->span = span;
    return parties;
}

static const cas_parties *party_range(cas_resolving *r, int entity, int member, cas_span span)
{
    const cas_entity *found = &r->entities[CAS_NAMES_PARTY].items[entity];
    const cas_node *node = found->nodes[0];
    const bool many = node->kind == CAS_NODE_PARTY && node->extra.length;
    cas_parties *parties = new_parties(r, CAS_PARTIES_RANGE, span);
    parties->index = found->first_party;
    parties->count = many ? members_of(node) : 1;
    if (member) {
        if (!many || member > parties->count) {
            cas_diagnostic *d =
                cas_complain(r, CAS_E0212, span, "%.*s has no member %d", CAS_SHOW(found->name), member);
            if (many)
                cas_hint(r->diagnostics, d, "its members are %.*s.1 to %.*s.%d", CAS_SHOW(found->name),
                         CAS_SHOW(found->name), parties->count);
            return NULL;
        }
        parties->index += member - 1;
        parties->count = 1;
    }
    return parties;
}

static bool is_variable(cas_text name)
{
    return cas_text_is(name, "attacker") || cas_text_is(name, "attacked");
}

static const cas_parties *resolve_variable(cas_resolving *r, const cas_node *node)
{
    const bool attacker = cas_text_is(node->text, "attacker");
    if (attacker ? !r->any_attacker : !r->any_attacked) {
        cas_diagnostic *d = cas_complain(r, CAS_E0315, node->span, "no incident has %s",
                                         attacker ? "an attacker" : "a party it falls on");
        cas_hint(r->diagnostics, d, "declare one, such as `incident attack by everyone on NAME`");
        return NULL;
    }
    return new_parties(r, attacker ? CAS_PARTIES_ATTACKER : CAS_PARTIES_ATTACKED, node->span);
}

static const cas_parties *resolve_name(cas_resolving *r, const cas_node *node)
{
    if (is_variable(node->text))
        return resolve_variable(r, node);
    const cas_named *found = cas_look_up(
        r, node->text, node->span, CAS_KIND(CAS_NAMES_PARTY) | CAS_KIND(CAS_NAMES_GROUP), CAS_E0213, "party or group");
    if (!found || !r->out->party_count)
        return NULL;
    if (found->kind == CAS_NAMES_PARTY)
        return party_range(r, found->index, 0, node->span);
    cas_parties *parties = new_parties(r, CAS_PARTIES_GROUP, node->span);
    parties->index = found->index;
    if (found->index < r->out->group_count) {
        const cas_group *group = &r->out->groups[found->index];
        cas_check_covered(r, node->span, group->name, "group", (const cas_form *const *)group->forms,
                          group->form_count);
    }
    return parties;
}

static const cas_parties *resolve_member(cas_resolving *r, const cas_node *node)
{
    const cas_named *found = cas_look_up(r, node->text, node->span, CAS_KIND(CAS_NAMES_PARTY), CAS_E0213, "party");
    if (!found || !r->out->party_count)
        return NULL;
    long member = 0;
    for (size_t i = 0; i < node->extra.length && member <= CAS_MAX_PARTIES; i++)
        member = member * 10 + (node->extra.at[i] - '0');
    return party_range(r, found->index, member ? (int)member : INT_MAX, node->span);
}

static const cas_parties *joined(cas_resolving *r, cas_parties_kind kind, const cas_parties *const *parts, int count,
                                 cas_span span)
{
    cas_parties *parties = new_parties(r, kind, span);
    parties->parts = parts;
    parties->count = count;
    return parties;
}

static bool is_term(cas_node_kind kind)
{
    return kind == CAS_NODE_NAME || kind == CAS_NODE_MEMBER || kind == CAS_NODE_EVERYONE || kind == CAS_NODE_SET;
}

const cas_parties *cas_resolve_terms(cas_resolving *r, const cas_node *node)
{
    const cas_parties **parts = CAS_ARRAY(r->arena, const cas_parties *, node->count + 1);
    int count = 0;
    for (size_t i = 0; i < node->count; i++) {
        cas_poll(r->arena->ctx);
        if (!is_term(node->kids[i]->kind))
            continue;
        parts[count] = cas_resolve_set(r, node->kids[i]);
        if (!parts[count])
            return NULL;
        count++;
    }
    return count == 1 ? parts[0] : joined(r, CAS_PARTIES_UNION, parts, count, node->span);
}

const cas_parties *cas_resolve_set(cas_resolving *r, const cas_node *node)
{
    if (!node || node->flags & CAS_FLAG_BROKEN)
        return NULL;
    if (node->kind == CAS_NODE_NAME)
        return resolve_name(r, node);
    if (node->kind == CAS_NODE_MEMBER)
        return resolve_member(r, node);
    if (node->kind == CAS_NODE_EVERYONE)
        return new_parties(r, CAS_PARTIES_EVERYONE, node->span);
    const cas_parties *all = cas_resolve_terms(r, node);
    const cas_node *except = cas_kid(node, CAS_NODE_EXCEPT);
    if (!except || !all)
        return all;
    const cas_parties **parts = CAS_ARRAY(r->arena, const cas_parties *, 2);
    parts[0] = all;
    parts[1] = cas_resolve_terms(r, except);
    return parts[1] ? joined(r, CAS_PARTIES_WITHOUT, parts, 2, node->span) : NULL;
}

bool cas_is_single(const cas_parties *parties)
{
    return (parties->kind == CAS_PARTIES_RANGE && parties->count == 1) || parties->kind == CAS_PARTIES_ATTACKER ||
           parties->kind == CAS_PARTIES_ATTACKED;
}

int cas_single_party(const cas_parties *parties)
{
    return parties && parties->kind == CAS_PARTIES_RANGE && parties->count == 1 ? parties->index : -1;
}

enum { MENTIONS_KNOWN = 64 };

static unsigned mentions_of_group(cas_resolving *r, int index)
{
    const cas_group *group = &r->out->groups[index];
    if (r->group_mentions[index] & MENTIONS_KNOWN)
        return r->group_mentions[index] & ~(unsigned)MENTIONS_KNOWN;
    /* Known before it is: a circle, which is an error of its own, adds nothing. */
    r->group_mentions[index] = MENTIONS_KNOWN;
    unsigned all = 0;
    for (int i = 0; i < group->form_count; i++)
        if (group->forms[i]->parties)
            all |= cas_mentions(r, group->forms[i]->parties);
    r->group_mentions[index] |= (unsigned char)all;
    return all;
}

unsigned cas_mentions(cas_resolving *r, const cas_parties *parties)
{
    unsigned all = 0;
    switch (parties->kind) {
    case CAS_PARTIES_RANGE:
    case CAS_PARTIES_EVERYONE: return 0;
    case CAS_PARTIES_ATTACKER: return CAS_MENTIONS_ATTACKER;
    case CAS_PARTIES_ATTACKED: return CAS_MENTIONS_ATTACKED;
    case CAS_PARTIES_GROUP: return mentions_of_group(r, parties->index);
    case CAS_PARTIES_UNION:
        for (int i = 0; i < parties->count; i++)
            all |= cas_mentions(r, parties->parts[i]);
        return all;
    case CAS_PARTIES_WITHOUT:
        all = cas_mentions(r, parties->parts[1]);
        return cas_mentions(r, parties->parts[0]) | all | (all ? CAS_MENTIONS_AFTER_EXCEPT : 0);
    }
    return all;
}

/* ---- Groups ------------------------------------------------------------------------------------------------------------ */

typedef struct group_search {
    cas_resolving *r;
    int *depth; /* 0 not seen, -1 being looked at, else 1 + the depth below */
    bool told;  /* once is enough: every group that uses the one is too deep as well */
} group_search;

static int depth_of_group(group_search *search, int index, cas_span use, int level);

static int depth_of_set(group_search *search, const cas_parties *parties, int level)
{
    if (!parties)
        return 0;
    if (parties->kind == CAS_PARTIES_GROUP)
        return depth_of_group(search, parties->index, parties->span, level);
    int deepest = 0;
    if (parties->kind == CAS_PARTIES_UNION || parties->kind == CAS_PARTIES_WITHOUT)
        for (int i = 0; i < parties->count; i++) {
            const int depth = depth_of_set(search, parties->parts[i], level);
            if (depth > deepest)
                deepest = depth;
        }
    return deepest;
}

static void refuse_depth(group_search *search, cas_span use)
{
    if (!search->told)
        cas_complain(search->r, CAS_E0208, use, "groups of groups are more than %d deep", CAS_MAX_CHAIN);
    search->told = true;
}

static int depth_of_group(group_search *search, int index, cas_span use, int level)
{
    const cas_group *group = &search->r->out->groups[index];
    if (search->depth[index] > 0)
        return search->depth[index];
    if (search->depth[index] < 0) {
        cas_diagnostic *d = cas_complain(search->r, CAS_E0207, use, "group %s is made of itself", group->name);
        cas_relate(search->r->diagnostics, d, group->forms[0]->form.span, "it is declared here");
        return 0;
    }
    if (level > CAS_MAX_CHAIN) {
        refuse_depth(search, use);
        return 0;
    }
    search->depth[index] = -1;
    int deepest = 0;
    for (int i = 0; i < group->form_count; i++) {
        const int depth = depth_of_set(search, group->forms[i]->parties, level + 1);
        if (depth > deepest)
            deepest = depth;
    }
    if (deepest + 1 > CAS_MAX_CHAIN)
        refuse_depth(search, use);
    return search->depth[index] = deepest + 1;
}

void cas_resolve_groups(cas_resolving *r)
{
    const cas_entities *entities = &r->entities[CAS_NAMES_GROUP];
    cas_group *groups = CAS_ARRAY(r->arena, cas_group, entities->count + 1);
    /* The conditions of all first: a group may name a later one. */
    for (size_t i = 0; i < entities->count; i++) {
        const cas_entity *entity = &entities->items[i];
        cas_group_form **forms = CAS_ARRAY(r->arena, cas_group_form *, entity->count);
        for (size_t k = 0; k < entity->count; k++) {
            forms[k] = CAS_NEW(r->arena, cas_group_form);
            forms[k]->form = (cas_form){cas_resolve_if(r, entity->nodes[k]), entity->nodes[k]->span};
        }
        groups[i] = (cas_group){cas_string(r, entity->name), cas_title_or(r, entity->title, entity->name),
                                (const cas_group_form *const *)forms, (int)entity->count};
        cas_check_forms(r, entity, (const cas_form *const *)forms, (int)entity->count, "group");
    }
    r->out->groups = groups;
    r->out->group_count = (int)entities->count;
    for (size_t i = 0; i < entities->count; i++) {
        const cas_entity *entity = &entities->items[i];
        for (size_t k = 0; k < entity->count; k++) {
            cas_group_form *form = (cas_group_form *)groups[i].forms[k];
            r->context = form->form.condition;
            form->parties = cas_resolve_set(r, cas_kid(entity->nodes[k], CAS_NODE_SET));
            cas_resolve_notes(r, entity->nodes[k]);
        }
    }
    r->context = NULL;
    group_search search = {r, CAS_ARRAY(r->arena, int, entities->count + 1), false};
    for (size_t i = 0; i < entities->count; i++)
        depth_of_group(&search, (int)i, entities->items[i].span, 0);
    r->group_mentions = CAS_ARRAY(r->arena, unsigned char, entities->count + 1);
    if (search.told)
        /* What is too deep to follow is not followed. */
        memset(r->group_mentions, MENTIONS_KNOWN, entities->count + 1);
}
