/* Measures, acts, powers, incidents and goals. */
#include "model/resolving.h"

/* ---- Deeds ------------------------------------------------------------------------------------------------------------- */

static void resolve_deed(cas_resolving *r, const cas_entity *entity, cas_deed_entry *deed)
{
    cas_deed_form **forms = CAS_ARRAY(r->arena, cas_deed_form *, entity->count);
    deed->name = cas_string(r, entity->name);
    deed->is_measure = entity->nodes[0]->kind == CAS_NODE_MEASURE;
    deed->is_power = false;
    for (size_t k = 0; k < entity->count; k++) {
        const cas_node *node = entity->nodes[k];
        if ((node->kind == CAS_NODE_MEASURE) != deed->is_measure) {
            cas_diagnostic *d = cas_complain(r, CAS_E0201, node->span,
                                             "\"%s\" is declared twice: as a measure and as an act", deed->name);
            cas_relate(r->diagnostics, d, entity->span, "first declared here");
        }
        forms[k] = CAS_NEW(r->arena, cas_deed_form);
        forms[k]->form = (cas_form){cas_resolve_if(r, node), node->span};
        forms[k]->title = cas_title_or(r, node->title, entity->title.length ? entity->title : entity->name);
        forms[k]->optional = (node->flags & CAS_FLAG_OPTIONAL) != 0;
        cas_resolve_notes(r, node);
    }
    deed->forms = (const cas_deed_form *const *)forms;
    deed->form_count = (int)entity->count;
    cas_check_forms(r, entity, (const cas_form *const *)forms, (int)entity->count,
                    deed->is_measure ? "measure" : "act");
}

/* A grant anywhere makes an act one that needs a grant. */
static void mark_powers(cas_resolving *r, cas_deed_entry *deeds, const cas_node *clause)
{
    size_t at = 0;
    const cas_node *power;
    while ((power = cas_kid_from(clause, CAS_NODE_POWER, &at)))
        for (size_t k = 0; k < power->count; k++) {
            const cas_node *name = power->kids[k];
            const cas_named *found = name->kind == CAS_NODE_NAME ? cas_name_of(r, name->text) : NULL;
            if (found && found->kind == CAS_NAMES_DEED && !deeds[found->index].is_measure)
                deeds[found->index].is_power = true;
        }
}

void cas_resolve_deeds(cas_resolving *r)
{
    const cas_entities *entities = &r->entities[CAS_NAMES_DEED];
    cas_deed_entry *deeds = CAS_ARRAY(r->arena, cas_deed_entry, entities->count + 1);
    for (size_t i = 0; i < entities->count; i++)
        resolve_deed(r, &entities->items[i], &deeds[i]);
    for (size_t i = 0; i < r->loaded->count; i++)
        if (r->loaded->items[i].node->kind == CAS_NODE_CLAUSE)
            mark_powers(r, deeds, r->loaded->items[i].node);
    r->out->deeds = deeds;
    r->out->deed_count = (int)entities->count;
}

static int look_up_deed(cas_resolving *r, cas_text name, cas_span span, bool measure)
{
    const char *what = measure ? "measure" : "act or power";
    const cas_named *found =
        cas_look_up(r, name, span, CAS_KIND(CAS_NAMES_DEED), measure ? CAS_E0215 : CAS_E0216, what);
    if (!found || found->index >= r->out->deed_count)
        return -1;
    if (r->out->deeds[found->index].is_measure == measure)
        return found->index;
    cas_diagnostic *d =
        cas_complain(r, CAS_E0311, span, "\"%.*s\" is %s", CAS_SHOW(name),
                     measure ? "an act, which is done and not given" : "a measure, which is given and not done");
    cas_relate(r->diagnostics, d, found->span, "declared here");
    cas_hint(r->diagnostics, d, measure ? "write `%.*s` without `give`" : "write `give %.*s to …`", CAS_SHOW(name));
    return -1;
}

int cas_look_up_measure(cas_resolving *r, cas_text name, cas_span span)
{
    return look_up_deed(r, name, span, true);
}

int cas_look_up_act(cas_resolving *r, cas_text name, cas_span span)
{
    return look_up_deed(r, name, span, false);
}

bool cas_resolve_measures(cas_resolving *r, const cas_node *measures, const int **deeds, int *count)
{
    if (!measures || measures->flags & CAS_FLAG_BROKEN)
        return false;
    int *list = CAS_ARRAY(r->arena, int, measures->count + 1);
    bool complete = true;
    *count = 0;
    for (size_t i = 0; i < measures->count; i++) {
        const cas_node *name = measures->kids[i];
        if (name->kind != CAS_NODE_NAME)
            continue;
        list[*count] = cas_look_up_measure(r, name->text, name->span);
        complete &= list[*count] >= 0;
        *count += list[*count] >= 0;
    }
    *deeds = list;
    return complete && *count;
}

bool cas_resolve_to(cas_resolving *r, const cas_node *node, const cas_parties **to)
{
    *to = NULL;
    const cas_node *given = cas_kid(node, CAS_NODE_TO);
    if (!given) {
        if (r->any_attacked)
            return true;
        cas_diagnostic *d = cas_complain(r, CAS_E0308, node->span,
                                         "to whom this is given is not said, and no incident falls on anybody");
        cas_hint(r->diagnostics, d, "add `to` and a party");
        return false;
    }
    *to = cas_resolve_set(r, cas_kid_at(given, 0));
    if (!*to)
        return false;
    if (cas_is_single(*to))
        return true;
    cas_diagnostic *d = cas_complain(r, CAS_E0309, given->span, "something is given to one party, and this is a group");
    cas_hint(r->diagnostics, d, "write one statement for each of them");
    return false;
}

/* ---- Incidents --------------------------------------------------------------------------------------------------------- */

static void resolve_attackers(cas_resolving *r, const cas_node *by, cas_incident_form *form)
{
    if (!by)
        return;
    if (by->op == CAS_BY_UNKNOWN) {
        form->by = CAS_ATTACKERS_UNKNOWN;
        return;
    }
    if (by->op == CAS_BY_COUNT)
        cas_complain(r, CAS_E0314, by->span, "an incident has one attacker, who may be any member of a set");
    form->by = CAS_ATTACKERS_SET;
    form->parties = cas_resolve_set(r, cas_kid(by, CAS_NODE_SET));
    if (form->parties && cas_mentions(r, form->parties)) {
        cas_complain(r, CAS_E0314, by->span, "who the attacker may be cannot be said by way of the incident itself");
        form->parties = NULL;
    }
}

static void resolve_attacked(cas_resolving *r, const cas_node *on, cas_incident_form *form)
{
    form->attacked = -1;
    if (!on)
        return;
    const cas_parties *parties = cas_resolve_set(r, cas_kid_at(on, 0));
    form->attacked = cas_single_party(parties);
    if (parties && form->attacked < 0)
        cas_complain(r, CAS_E0314, on->span, "an incident falls on one party");
}

void cas_resolve_incidents(cas_resolving *r)
{
    const cas_entities *entities = &r->entities[CAS_NAMES_INCIDENT];
    cas_incident *incidents = CAS_ARRAY(r->arena, cas_incident, entities->count + 1);
    for (size_t i = 0; i < entities->count; i++) {
        const cas_entity *entity = &entities->items[i];
        cas_incident_form **forms = CAS_ARRAY(r->arena, cas_incident_form *, entity->count);
        for (size_t k = 0; k < entity->count; k++) {
            const cas_node *node = entity->nodes[k];
            forms[k] = CAS_NEW(r->arena, cas_incident_form);
            forms[k]->form = (cas_form){cas_resolve_if(r, node), node->span};
            forms[k]->title = cas_title_or(r, node->title, entity->name);
            r->context = forms[k]->form.condition;
            resolve_attackers(r, cas_kid(node, CAS_NODE_BY), forms[k]);
            resolve_attacked(r, cas_kid(node, CAS_NODE_ON), forms[k]);
            cas_resolve_notes(r, node);
        }
        r->context = NULL;
        incidents[i] =
            (cas_incident){cas_string(r, entity->name), (const cas_incident_form *const *)forms, (int)entity->count};
        cas_check_forms(r, entity, (const cas_form *const *)forms, (int)entity->count, "incident");
    }
    r->out->incidents = incidents;
    r->out->incident_count = (int)entities->count;
}

void cas_note_incidents(cas_resolving *r)
{
    const cas_entities *entities = &r->entities[CAS_NAMES_INCIDENT];
    for (size_t i = 0; i < entities->count; i++)
        for (size_t k = 0; k < entities->items[i].count; k++) {
            r->any_attacker |= cas_kid(entities->items[i].nodes[k], CAS_NODE_BY) != NULL;
            r->any_attacked |= cas_kid(entities->items[i].nodes[k], CAS_NODE_ON) != NULL;
        }
}

/* ---- Goals ------------------------------------------------------------------------------------------------------------- */

static void resolve_gives(cas_resolving *r, const cas_node *node, cas_goal_form *form)
{
    const cas_node *measures = cas_kid(node, CAS_NODE_MEASURES);
    form->quota = cas_resolve_count(r, cas_kid(node, CAS_NODE_COUNT));
    form->parties = cas_resolve_set(r, cas_kid(node, CAS_NODE_SET));
    cas_resolve_measures(r, measures, &form->deeds, &form->deed_count);
    form->all_of = measures && measures->op == CAS_CHOICE_ALL;
    cas_resolve_to(r, node, &form->to);
}

static void resolve_does(cas_resolving *r, const cas_node *node, cas_goal_form *form)
{
    form->is_act = true;
    form->quota = cas_resolve_count(r, cas_kid(node, CAS_NODE_COUNT));
    form->parties = cas_resolve_set(r, cas_kid(node, CAS_NODE_SET));
    int *deed = CAS_ARRAY(r->arena, int, 1);
    *deed = cas_look_up_act(r, node->text, node->span);
    form->deeds = deed;
    form->deed_count = *deed >= 0;
}

static void check_goal_count(cas_resolving *r, const cas_node *node, cas_goal_form *form)
{
    const cas_node *count = cas_kid(node, CAS_NODE_COUNT);
    form->unsaid = form->parties && !cas_is_single(form->parties) && (!count || count->flags & CAS_FLAG_UNSAID);
    if (form->quota.word != CAS_COUNTS_NONE && form->quota.word != CAS_COUNTS_AT_MOST)
        return;
    cas_diagnostic *d =
        cas_complain(r, CAS_E0406, node->span, "a goal is something to be reached: it asks for enough, not for few");
    cas_hint(r->diagnostics, d,
             "ask for the event that is feared, such as `goal struck = breach of 1`, and who can bring it about");
}

static void resolve_goal_form(cas_resolving *r, const cas_node *node, cas_goal_form *form)
{
    const cas_node *gives = cas_kid(node, CAS_NODE_GIVES), *does = cas_kid(node, CAS_NODE_DOES),
                   *event = cas_kid_event(node);
    const cas_node *body = gives ? gives : does ? does : event;
    form->words = body ? cas_words_of(r, body) : "";
    if (gives)
        resolve_gives(r, gives, form);
    else if (does)
        resolve_does(r, does, form);
    else if (event)
        form->event = cas_resolve_event(r, event);
    if (gives || does)
        check_goal_count(r, body, form);
    cas_resolve_notes(r, node);
}

void cas_resolve_goals(cas_resolving *r)
{
    const cas_entities *entities = &r->entities[CAS_NAMES_GOAL];
    cas_goal_entry *goals = CAS_ARRAY(r->arena, cas_goal_entry, entities->count + 1);
    for (size_t i = 0; i < entities->count; i++) {
        const cas_entity *entity = &entities->items[i];
        cas_goal_form **forms = CAS_ARRAY(r->arena, cas_goal_form *, entity->count);
        for (size_t k = 0; k < entity->count; k++) {
            const cas_node *node = entity->nodes[k];
            forms[k] = CAS_NEW(r->arena, cas_goal_form);
            forms[k]->form = (cas_form){cas_resolve_if(r, node), node->span};
            forms[k]->title = cas_title_or(r, node->title, entity->title.length ? entity->title : entity->name);
            r->context = forms[k]->form.condition;
            resolve_goal_form(r, node, forms[k]);
        }
        r->context = NULL;
        goals[i] =
            (cas_goal_entry){cas_string(r, entity->name), (const cas_goal_form *const *)forms, (int)entity->count};
        cas_check_forms(r, entity, (const cas_form *const *)forms, (int)entity->count, "goal");
    }
    r->out->goals = goals;
    r->out->goal_count = (int)entities->count;
}
