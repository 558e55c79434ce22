/* Events, goals, and what is taken as having happened. */
#include "model/building.h"

/* ---- Events ------------------------------------------------------------------------------------------------------------ */

/* An incident by or on somebody else than this occasion's never occurs on it. */
static bool is_this_incident(cas_building *b, const cas_event_form *form)
{
    if (!form->by && !form->on)
        return true;
    if (form->index != b->occasion->incident)
        return false;
    const cas_set by = cas_scope_set(&b->scope, form->by), on = cas_scope_set(&b->scope, form->on);
    return (!form->by || cas_set_has(&by, b->scope.attacker)) && (!form->on || cas_set_has(&on, b->scope.attacked));
}

bool cas_build_can_occur(cas_building *b, const cas_event_form *form)
{
    while (form->kind == CAS_EVENT_FORM_AFTER)
        form = form->inner;
    if (form->kind == CAS_EVENT_FORM_DEED)
        return !cas_build_lacks(b, form->index);
    return form->kind != CAS_EVENT_FORM_INCIDENT || is_this_incident(b, form);
}

static bool set_index(cas_building *b, const cas_event_form *form, cas_event *event)
{
    event->index = form->index;
    switch (form->kind) {
    case CAS_EVENT_FORM_INCIDENT: event->kind = CAS_EV_INCIDENT; return is_this_incident(b, form);
    case CAS_EVENT_FORM_DEED: event->kind = CAS_EV_DEED; return !cas_build_lacks(b, form->index);
    case CAS_EVENT_FORM_DONE:
        event->kind = CAS_EV_CLAUSE_DONE;
        event->index = b->clause_of_label[form->index];
        return event->index >= 0;
    case CAS_EVENT_FORM_BREACH:
        event->kind = CAS_EV_BREACH;
        event->index = b->clause_of_label[form->index];
        return event->index >= 0;
    case CAS_EVENT_FORM_ADOPTED: event->kind = CAS_EV_ADOPTED; return true;
    case CAS_EVENT_FORM_REJECTED: event->kind = CAS_EV_REJECTED; return true;
    case CAS_EVENT_FORM_FOUND: event->kind = CAS_EV_FOUND; return true;
    case CAS_EVENT_FORM_NOT_FOUND: event->kind = CAS_EV_NOT_FOUND; return true;
    case CAS_EVENT_FORM_AFTER:
    case CAS_EVENT_FORM_DATE: event->kind = CAS_EV_AFTER; return true;
    }
    return false;
}

/* A day of the calendar comes so long after tick 0; one that was before has come when the run begins. */
static const cas_event *build_day(cas_building *b, const cas_event_form *form)
{
    const int64_t begin = b->occasion->dated ? b->occasion->day : b->agreement->day;
    const cas_tick delay = (cas_tick)((form->day - begin) * (24 * CAS_HOUR / b->agreement->tick));
    cas_event *start = CAS_NEW(b->arena, cas_event), *event = CAS_NEW(b->arena, cas_event);
    *start = (cas_event){.kind = CAS_EV_INCIDENT,
                         .index = b->agreement->incident_count,
                         .quant = cas_build_quant(b, &form->quota, NULL),
                         .words = form->words};
    *event = *start;
    if (delay <= 0)
        return start;
    event->kind = CAS_EV_AFTER;
    event->index = -1;
    event->delay = delay;
    event->inner = start;
    return event;
}

const cas_event *cas_build_event(cas_building *b, const cas_event_form *form)
{
    if (form->kind == CAS_EVENT_FORM_DATE)
        return build_day(b, form);
    cas_event *event = CAS_NEW(b->arena, cas_event);
    event->words = form->words;
    event->quant = cas_build_quant(b, &form->quota, NULL);
    if (!set_index(b, form, event))
        return NULL;
    if (form->by && form->kind != CAS_EVENT_FORM_INCIDENT) {
        event->has_set = true;
        event->set = cas_scope_set(&b->scope, form->by);
    }
    if (form->meets)
        event->meets = cas_build_rule(b, form->meets);
    if (form->kind != CAS_EVENT_FORM_AFTER)
        return event;
    event->index = -1;
    event->delay = cas_scope_ticks(&b->scope, &form->delay);
    event->inner = cas_build_event(b, form->inner);
    return event->inner ? event : NULL;
}

/* ---- Goals ------------------------------------------------------------------------------------------------------------- */

/* Nobody is asked to do anything, so it is never reached. */
static void make_unreachable(cas_building *b, cas_goal *goal)
{
    goal->kind = CAS_GOAL_GIVES;
    goal->quant = (cas_quant){CAS_ANY, false, cas_big_of(b->arena, 0), cas_big_of(b->arena, 1)};
    goal->set = cas_set_empty();
    goal->all_of = false;
    goal->deeds = NULL;
    goal->deed_count = 0;
    goal->recipient = -1;
    goal->event = NULL;
}

static bool build_gifts(cas_building *b, const cas_goal_form *form, cas_goal *goal)
{
    int *deeds = CAS_ARRAY(b->arena, int, form->deed_count + 1);
    for (int i = 0; i < form->deed_count; i++)
        if (!cas_build_lacks(b, form->deeds[i]))
            deeds[goal->deed_count++] = form->deeds[i];
    goal->deeds = deeds;
    goal->all_of = form->all_of;
    goal->quant = cas_build_quant(b, &form->quota, NULL);
    goal->set = cas_scope_set(&b->scope, form->parties);
    if (form->is_act) {
        goal->kind = CAS_GOAL_DOES;
        return goal->deed_count > 0;
    }
    goal->kind = CAS_GOAL_GIVES;
    goal->recipient = form->to ? cas_scope_party(&b->scope, form->to) : b->scope.attacked;
    if (goal->recipient < 0)
        return false;
    cas_set_remove(&goal->set, goal->recipient);
    return goal->deed_count > 0;
}

static void build_goal(cas_building *b, const cas_goal_entry *entry, cas_goal *goal)
{
    const int chosen = CAS_FORM_IN(entry, b->scope.choice);
    const cas_goal_form *form = entry->forms[chosen < 0 ? 0 : chosen];
    *goal = (cas_goal){.name = entry->name, .title = form->title, .words = form->words, .recipient = -1};
    bool reachable = chosen >= 0;
    if (reachable && form->event) {
        goal->kind = CAS_GOAL_EVENT;
        goal->quant = (cas_quant){CAS_ANY, false, cas_big_of(b->arena, 0), cas_big_of(b->arena, 1)};
        goal->event = cas_build_event(b, form->event);
        reachable = goal->event != NULL;
    } else if (reachable) {
        reachable = build_gifts(b, form, goal);
    }
    if (!reachable)
        make_unreachable(b, goal);
}

void cas_build_goals(cas_building *b)
{
    cas_goal *goals = CAS_ARRAY(b->arena, cas_goal, b->agreement->goal_count + 1);
    for (int i = 0; i < b->agreement->goal_count; i++)
        build_goal(b, &b->agreement->goals[i], &goals[i]);
    b->out->goals = goals;
    b->out->goal_count = b->agreement->goal_count;
}

/* ---- What has happened ------------------------------------------------------------------------------------------------- */

static bool build_given(cas_building *b, const cas_event_form *form, cas_given *given)
{
    *given = (cas_given){.index = form->index, .parties = cas_scope_set(&b->scope, form->by)};
    switch (form->kind) {
    case CAS_EVENT_FORM_INCIDENT: given->kind = CAS_GIVEN_INCIDENT; return true;
    case CAS_EVENT_FORM_DEED: given->kind = CAS_GIVEN_DEED; return true;
    case CAS_EVENT_FORM_ADOPTED: given->kind = CAS_GIVEN_ADOPTED; return true;
    case CAS_EVENT_FORM_REJECTED:
        given->kind = CAS_GIVEN_REJECTED;
        given->meets = form->meets != NULL;
        return true;
    case CAS_EVENT_FORM_FOUND: given->kind = CAS_GIVEN_FOUND; return true;
    case CAS_EVENT_FORM_NOT_FOUND: given->kind = CAS_GIVEN_NOT_FOUND; return true;
    case CAS_EVENT_FORM_DONE:
        given->kind = CAS_GIVEN_CLAUSE_DONE;
        given->index = b->clause_of_label[form->index];
        return given->index >= 0;
    case CAS_EVENT_FORM_BREACH:
        given->kind = CAS_GIVEN_BREACH;
        given->index = b->clause_of_label[form->index];
        return given->index >= 0;
    case CAS_EVENT_FORM_DATE:
    case CAS_EVENT_FORM_AFTER: return false;
    }
    return false;
}

void cas_build_givens(cas_building *b)
{
    cas_given *givens = CAS_ARRAY(b->arena, cas_given, 3);
    int count = 0;
    if (b->agreement->uses_calendar)
        givens[count++] = (cas_given){.kind = CAS_GIVEN_INCIDENT, .index = b->agreement->incident_count};
    if (cas_incident_in(b->agreement, b->occasion->incident, b->scope.choice))
        givens[count++] = (cas_given){.kind = CAS_GIVEN_INCIDENT, .index = b->occasion->incident};
    if (b->occasion->event)
        count += build_given(b, b->occasion->event, &givens[count]);
    b->out->givens = givens;
    b->out->given_count = count;
}
