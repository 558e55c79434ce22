/* Events: what starts a clause, what a goal waits for, what a question takes as having happened. */
#include "model/calendar.h"
#include "model/resolving.h"

static cas_event_form *new_event(cas_resolving *r, const cas_node *node)
{
    cas_event_form *event = CAS_NEW(r->arena, cas_event_form);
    event->index = -1;
    event->quota = cas_quota_any(r->arena);
    event->span = node->span;
    event->words = cas_words_of(r, node);
    return event;
}

static bool resolve_by(cas_resolving *r, const cas_node *node, cas_event_form *event)
{
    const cas_node *by = cas_kid(node, CAS_NODE_BY);
    if (!by)
        return true;
    event->by_each = by->op == CAS_BY_EACH;
    event->by_unknown = by->op == CAS_BY_UNKNOWN;
    if (event->by_unknown)
        return true;
    if (by->op == CAS_BY_COUNT)
        event->quota = cas_resolve_count(r, cas_kid(by, CAS_NODE_COUNT));
    if (event->quota.word == CAS_COUNTS_NONE || event->quota.word == CAS_COUNTS_AT_MOST) {
        cas_complain(r, CAS_E0406, by->span, "an event happens when enough have come, not when few have");
        return false;
    }
    event->by = cas_resolve_set(r, cas_kid(by, CAS_NODE_SET));
    return event->by != NULL;
}

static bool resolve_happens(cas_resolving *r, const cas_node *node, cas_event_form *event)
{
    const cas_named *found =
        cas_look_up(r, node->text, node->span, CAS_KIND(CAS_NAMES_INCIDENT) | CAS_KIND(CAS_NAMES_DEED), CAS_E0218,
                    "incident, act or power");
    const bool by = resolve_by(r, node, event);
    if (!found || !by)
        return false;
    const cas_node *on = cas_kid(node, CAS_NODE_ON);
    event->index = found->index;
    event->kind = found->kind == CAS_NAMES_INCIDENT ? CAS_EVENT_FORM_INCIDENT : CAS_EVENT_FORM_DEED;
    if (event->kind == CAS_EVENT_FORM_DEED) {
        if (on) {
            cas_complain(r, CAS_E0318, on->span, "only an incident falls on somebody");
            return false;
        }
        return cas_look_up_act(r, node->text, node->span) >= 0;
    }
    if (on)
        event->on = cas_resolve_set(r, cas_kid_at(on, 0));
    return !on || event->on;
}

static bool resolve_vote(cas_resolving *r, const cas_node *node, cas_event_form *event)
{
    event->kind = node->kind == CAS_NODE_ADOPTED ? CAS_EVENT_FORM_ADOPTED : CAS_EVENT_FORM_REJECTED;
    const cas_named *found =
        cas_look_up(r, node->text, node->span, CAS_KIND(CAS_NAMES_DECISION), CAS_E0219, "decision");
    const cas_node *meets = node->kind == CAS_NODE_REJECTED ? cas_kid_expression(node) : NULL;
    if (meets)
        event->meets = cas_resolve_rule(r, meets);
    if (!found || (meets && !event->meets))
        return false;
    event->index = found->index;
    return true;
}

static bool resolve_found(cas_resolving *r, const cas_node *node, cas_event_form *event)
{
    event->kind = node->kind == CAS_NODE_FOUND ? CAS_EVENT_FORM_FOUND : CAS_EVENT_FORM_NOT_FOUND;
    const cas_named *found = cas_look_up(r, node->text, node->span, CAS_KIND(CAS_NAMES_FINDING), CAS_E0220, "finding");
    event->index = found ? found->index : -1;
    return found != NULL;
}

static bool resolve_label(cas_resolving *r, const cas_node *node, cas_event_form *event)
{
    event->kind = node->kind == CAS_NODE_DONE ? CAS_EVENT_FORM_DONE : CAS_EVENT_FORM_BREACH;
    event->index = cas_look_up_label(r, node->text, node->span);
    return resolve_by(r, node, event) && event->index >= 0;
}

void cas_resolve_dated(const cas_node *node, bool *dated, int64_t *day)
{
    const cas_node *said = cas_kid(node, CAS_NODE_DATED);
    *dated = said && said->text.length;
    if (*dated)
        *day = cas_calendar_day(said->text);
}

/*
 * A day of the calendar. Where tick 0 falls is what a question or scenario says, or else the day of the agreement: so a text
 * that waits for days must have one.
 */
static bool resolve_day(cas_resolving *r, const cas_node *node, cas_event_form *event)
{
    event->kind = CAS_EVENT_FORM_DATE;
    if (!r->out->dated) {
        cas_diagnostic *d =
            cas_complain(r, CAS_E0319, node->span,
                         node->kind == CAS_NODE_ENTERS ? "when the agreement entered into force, the text does not say"
                                                       : "a day of the calendar means nothing in an agreement without a date");
        cas_hint(r->diagnostics, d, "end the line `agreement …` with `dated 2022-03-29`, or `in force 2022-03-29`");
        return false;
    }
    event->day = node->kind == CAS_NODE_ENTERS ? r->out->day : cas_calendar_day(node->text);
    r->out->uses_calendar = true;
    r->more_tick = r->more_tick ? cas_common_time(r->more_tick, 24 * CAS_HOUR) : 24 * CAS_HOUR;
    cas_assume_silently(
        r, node->span,
        cas_format(r->arena, "day 0 is %s, the day of the agreement, where nothing else is said",
                   cas_calendar_words(r->arena, r->out->day)));
    return true;
}

/* A time after a day of the calendar is another day of it, and there months and years are exact. */
static bool resolve_time_after_day(cas_resolving *r, const cas_node *node, cas_event_form *event)
{
    const cas_node *time = cas_kid(node, CAS_NODE_DURATION);
    int64_t months;
    event->kind = CAS_EVENT_FORM_DATE;
    if (cas_calendar_months_of(r, time, &months)) {
        event->day = cas_calendar_months_after(event->inner->day, months);
        return true;
    }
    const bool understood = cas_resolve_duration(r, time, &event->delay, true);
    if (!understood || event->delay.assumed >= 0 || event->delay.fixed % (24 * CAS_HOUR)) {
        event->kind = CAS_EVENT_FORM_AFTER;
        return understood;
    }
    event->day = event->inner->day + event->delay.fixed / (24 * CAS_HOUR);
    return true;
}

static bool resolve_after(cas_resolving *r, const cas_node *node, cas_event_form *event)
{
    const cas_node *after = cas_kid_event(node);
    if (after && (after->kind == CAS_NODE_DATE || after->kind == CAS_NODE_ENTERS || after->kind == CAS_NODE_AFTER)) {
        event->inner = cas_resolve_event(r, after);
        if (!event->inner)
            return false;
        if (event->inner->kind == CAS_EVENT_FORM_DATE)
            return resolve_time_after_day(r, node, event);
        event->kind = CAS_EVENT_FORM_AFTER;
        return cas_resolve_duration(r, cas_kid(node, CAS_NODE_DURATION), &event->delay, true);
    }
    event->kind = CAS_EVENT_FORM_AFTER;
    const bool delay = cas_resolve_duration(r, cas_kid(node, CAS_NODE_DURATION), &event->delay, true);
    const cas_node *inner = cas_kid_event(node);
    event->inner = inner ? cas_resolve_event(r, inner) : NULL;
    return delay && event->inner;
}

const cas_event_form *cas_resolve_event(cas_resolving *r, const cas_node *node)
{
    if (!node || node->flags & CAS_FLAG_BROKEN)
        return NULL;
    cas_event_form *event = new_event(r, node);
    bool understood = false;
    switch ((int)node->kind) {
    case CAS_NODE_HAPPENS: understood = resolve_happens(r, node, event); break;
    case CAS_NODE_DONE:
    case CAS_NODE_BREACH: understood = resolve_label(r, node, event); break;
    case CAS_NODE_ADOPTED:
    case CAS_NODE_REJECTED: understood = resolve_vote(r, node, event); break;
    case CAS_NODE_DATE:
    case CAS_NODE_ENTERS: understood = resolve_day(r, node, event); break;
    case CAS_NODE_FOUND:
    case CAS_NODE_NOT_FOUND: understood = resolve_found(r, node, event); break;
    case CAS_NODE_AFTER: understood = resolve_after(r, node, event); break;
    default: break;
    }
    return understood ? event : NULL;
}
