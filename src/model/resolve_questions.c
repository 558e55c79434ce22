/* Questions: what is asked, on what, under which stances, in which packages, and what answer is expected. */
#include "model/resolving.h"

/* ---- On what ----------------------------------------------------------------------------------------------------------- */

/* The possible attackers as they stand in the only form of the incident, if it has only one. */
static const cas_incident_form *only_form(const cas_resolving *r, int incident)
{
    const cas_incident *entry = &r->out->incidents[incident];
    return entry->form_count == 1 ? entry->forms[0] : NULL;
}

static bool has_attackers(const cas_resolving *r, int incident)
{
    const cas_incident *entry = &r->out->incidents[incident];
    for (int i = 0; i < entry->form_count; i++)
        if (entry->forms[i]->by != CAS_ATTACKERS_NONE)
            return true;
    return false;
}

static bool is_unknown(const cas_resolving *r, int incident)
{
    const cas_incident *entry = &r->out->incidents[incident];
    for (int i = 0; i < entry->form_count; i++)
        if (entry->forms[i]->by == CAS_ATTACKERS_UNKNOWN)
            return true;
    return false;
}

/* The parties of a set that does not depend on the package or the incident; false when it does, or takes long to work out. */
enum { MOST_WORK = 400 };
static bool plain_members(const cas_resolving *r, const cas_parties *parties, cas_set *out, int *work)
{
    if (--*work < 0)
        return false;
    switch (parties->kind) {
    case CAS_PARTIES_RANGE:
        for (int i = 0; i < parties->count; i++)
            cas_set_add(out, parties->index + i);
        return true;
    case CAS_PARTIES_GROUP: {
        const cas_group *group = &r->out->groups[parties->index];
        return group->form_count == 1 && group->forms[0]->parties &&
               plain_members(r, group->forms[0]->parties, out, work);
    }
    case CAS_PARTIES_EVERYONE: *out = cas_set_or(*out, cas_set_first(r->out->party_count)); return true;
    case CAS_PARTIES_UNION:
        for (int i = 0; i < parties->count; i++)
            if (!plain_members(r, parties->parts[i], out, work))
                return false;
        return true;
    case CAS_PARTIES_WITHOUT: {
        cas_set from = cas_set_empty(), minus = cas_set_empty();
        if (!plain_members(r, parties->parts[0], &from, work) || !plain_members(r, parties->parts[1], &minus, work))
            return false;
        *out = cas_set_or(*out, cas_set_minus(from, minus));
        return true;
    }
    case CAS_PARTIES_ATTACKER:
    case CAS_PARTIES_ATTACKED: return false;
    }
    return false;
}

/* Whoever the question names as attacker must be one the incident allows, where that can be seen without a package. */
static void check_attacker(cas_resolving *r, int incident, const cas_parties *by)
{
    const cas_incident_form *form = only_form(r, incident);
    cas_set allowed = cas_set_empty();
    const int party = cas_single_party(by);
    int work = MOST_WORK;
    if (!form || form->by == CAS_ATTACKERS_NONE || party < 0)
        return;
    if (form->by == CAS_ATTACKERS_UNKNOWN)
        allowed = cas_set_first(r->out->party_count);
    else if (!form->parties || !plain_members(r, form->parties, &allowed, &work))
        return;
    if (form->attacked >= 0)
        cas_set_remove(&allowed, form->attacked);
    if (cas_set_has(&allowed, party))
        return;
    cas_diagnostic *d = cas_complain(r, CAS_E0601, by->span, "%s cannot be the attacker in %s",
                                     r->out->parties[party].name, r->out->incidents[incident].name);
    cas_relate(r->diagnostics, d, form->form.span, "who can is said here");
}

static bool resolve_on_incident(cas_resolving *r, const cas_event_form *event, cas_question *out)
{
    out->incident = event->index;
    out->by = event->by;
    if (event->on) {
        const cas_incident_form *form = only_form(r, event->index);
        if (form && cas_single_party(event->on) != form->attacked) {
            cas_diagnostic *d = cas_complain(r, CAS_E0602, event->on->span, "%s does not fall on this party",
                                             r->out->incidents[event->index].name);
            cas_relate(r->diagnostics, d, form->form.span, "it is declared here");
            return false;
        }
    }
    const bool attackers = has_attackers(r, event->index);
    if ((event->by || event->by_unknown) && !attackers) {
        cas_diagnostic *d =
            cas_complain(r, CAS_E0601, event->span, "nobody commits %s", r->out->incidents[event->index].name);
        cas_relate(r->diagnostics, d, r->out->incidents[event->index].forms[0]->form.span,
                   "it is declared without `by`");
        return false;
    }
    if (event->by_unknown)
        out->by_kind = CAS_ON_ATTACK_UNKNOWN;
    else if (!event->by)
        out->by_kind = !attackers                    ? CAS_ON_INCIDENT
                       : is_unknown(r, event->index) ? CAS_ON_ATTACK_UNKNOWN
                                                     : CAS_ON_ATTACK_UNSAID;
    else
        out->by_kind = event->by_each ? CAS_ON_ATTACK_BY_EACH : CAS_ON_ATTACK_BY_ONE;
    if (out->by_kind == CAS_ON_ATTACK_BY_ONE && !cas_is_single(event->by)) {
        cas_diagnostic *d = cas_complain(r, CAS_E0603, event->by->span, "an incident has one attacker");
        cas_hint(r->diagnostics, d, "`by each of …` asks the question for each of them");
        return false;
    }
    if (event->by && cas_mentions(r, event->by)) {
        cas_complain(r, CAS_E0603, event->by->span, "who the attacker is must be said by name");
        return false;
    }
    if (out->by_kind == CAS_ON_ATTACK_BY_ONE)
        check_attacker(r, event->index, event->by);
    return true;
}

static bool resolve_on(cas_resolving *r, const cas_node *node, cas_question *out)
{
    const cas_node *on = cas_kid(node, CAS_NODE_ASKED_ON);
    out->incident = -1;
    out->by_kind = CAS_ON_NOTHING;
    if (!on)
        return true;
    const cas_event_form *event = cas_resolve_event(r, cas_kid_event(on));
    if (!event)
        return false;
    if (event->kind == CAS_EVENT_FORM_INCIDENT)
        return resolve_on_incident(r, event, out);
    if (event->kind == CAS_EVENT_FORM_AFTER) {
        cas_diagnostic *d = cas_complain(r, CAS_E0604, event->span, "what a question is asked on happens at once");
        cas_hint(r->diagnostics, d, "name the event itself, without `after`");
        return false;
    }
    out->by_kind = CAS_ON_EVENT;
    out->event = event;
    return true;
}

/* ---- Stances ----------------------------------------------------------------------------------------------------------- */

static bool resolve_stances(cas_resolving *r, const cas_node *node, cas_question *out)
{
    const cas_node *stances = cas_kid(node, CAS_NODE_STANCES);
    if (!stances)
        return true;
    cas_question_stance *list = CAS_ARRAY(r->arena, cas_question_stance, stances->count + 1);
    cas_set named = cas_set_empty();
    size_t at = 0;
    const cas_node *kid, *others = NULL;
    while ((kid = cas_kid_from(stances, CAS_NODE_STANCE, &at))) {
        cas_question_stance *stance = &list[out->stance_count];
        *stance = (cas_question_stance){kid->op, NULL, kid->span};
        if (others) {
            cas_diagnostic *d =
                cas_complain(r, CAS_E0605, kid->span, "`others` comes last: it means all who have not been named");
            cas_relate(r->diagnostics, d, others->span, "it stands here");
            return false;
        }
        if (kid->flags & CAS_FLAG_OTHERS) {
            others = kid;
        } else {
            stance->parties = cas_resolve_set(r, cas_kid(kid, CAS_NODE_SET));
            if (!stance->parties)
                return false;
            cas_set members = cas_set_empty();
            int work = MOST_WORK;
            if (plain_members(r, stance->parties, &members, &work)) {
                const cas_set both = cas_set_and(members, named);
                const int twice = cas_set_next(&both, 0);
                if (twice >= 0) {
                    cas_complain(r, CAS_E0605, kid->span, "%s is given two stances", r->out->parties[twice].name);
                    return false;
                }
                named = cas_set_or(named, members);
            }
        }
        out->stance_count++;
    }
    out->stances = list;
    return true;
}

/* ---- What is expected -------------------------------------------------------------------------------------------------- */

static const cas_parties *resolve_listed(cas_resolving *r, const cas_node *node)
{
    return node ? cas_resolve_terms(r, node) : NULL;
}

static bool resolve_verdict(cas_resolving *r, const cas_node *node, cas_question *out)
{
    const cas_node *verdict = cas_kid(node, CAS_NODE_VERDICT);
    if (!verdict)
        return true;
    out->has_verdict = true;
    cas_expected_verdict *v = &out->verdict;
    const cas_node *of = cas_kid(verdict, CAS_NODE_PARTIES_SET);
    switch ((cas_verdict_word)verdict->op) {
    case CAS_VERDICT_WORD_ASSURED: v->word = CAS_EXPECTS_ASSURED; break;
    case CAS_VERDICT_WORD_AVAILABLE: v->word = CAS_EXPECTS_AVAILABLE; break;
    case CAS_VERDICT_WORD_MERCY: v->word = CAS_EXPECTS_MERCY; break;
    case CAS_VERDICT_WORD_NEEDS: v->word = CAS_EXPECTS_NEEDS; break;
    case CAS_VERDICT_WORD_IMPOSSIBLE: v->word = CAS_EXPECTS_IMPOSSIBLE; break;
    }
    v->of = resolve_listed(r, of);
    v->by_right = (verdict->flags & CAS_FLAG_BY_RIGHT) != 0;
    v->by_breach = (verdict->flags & CAS_FLAG_BY_BREACH) != 0;
    v->has_day = verdict->extra.length > 0;
    if (v->has_day && !cas_read_days(r, verdict->extra, verdict->span, &v->day))
        return false;
    return !of || v->of;
}

static bool resolve_are(cas_resolving *r, const cas_node *node, cas_question *out)
{
    const cas_node *are = cas_kid(node, CAS_NODE_ARE);
    if (!are)
        return true;
    const cas_parties **sets = CAS_ARRAY(r->arena, const cas_parties *, are->count + 1);
    out->has_sets = true;
    out->sets = sets;
    size_t at = 0;
    const cas_node *kid;
    while ((kid = cas_kid_from(are, CAS_NODE_PARTIES_SET, &at))) {
        sets[out->set_count] = resolve_listed(r, kid);
        if (!sets[out->set_count++])
            return false;
    }
    return true;
}

/* ---- The question itself ----------------------------------------------------------------------------------------------- */

static int look_up_index(cas_resolving *r, const cas_node *node, cas_name_kind kind, cas_code code, const char *what)
{
    const cas_named *found = cas_look_up(r, node->text, node->span, CAS_KIND(kind), code, what);
    return found ? found->index : -1;
}

static bool resolve_goal_name(cas_resolving *r, const cas_node *node, cas_question *out)
{
    out->goal = look_up_index(r, node, CAS_NAMES_GOAL, CAS_E0222, "goal");
    return out->goal >= 0;
}

static bool resolve_among(cas_resolving *r, const cas_node *set, cas_question *out)
{
    out->among = cas_resolve_set(r, set);
    return out->among != NULL;
}

static bool resolve_kind(cas_resolving *r, const cas_node *node, cas_question *out)
{
    const cas_node *by = cas_kid(node, CAS_NODE_BY);
    switch ((int)node->kind) {
    case CAS_NODE_ASKED_GOAL: out->kind = CAS_QUESTION_GOAL; return resolve_goal_name(r, node, out);
    case CAS_NODE_ASKED_VERDICT: out->kind = CAS_QUESTION_VERDICT; return resolve_goal_name(r, node, out);
    case CAS_NODE_ASKED_SETS:
        out->kind = CAS_QUESTION_SETS;
        out->family = (cas_question_family)node->op;
        out->single = (node->flags & CAS_FLAG_SINGLE) != 0;
        out->lawful = node->op == CAS_FAMILY_LAWFUL_BLOCKERS;
        return resolve_goal_name(r, node, out);
    case CAS_NODE_ASKED_NOBODY:
        out->kind = CAS_QUESTION_NOBODY;
        out->lawful = (node->flags & CAS_FLAG_LAWFUL) != 0;
        return resolve_goal_name(r, node, out) && resolve_among(r, cas_kid(node, CAS_NODE_SET), out);
    case CAS_NODE_ASKED_BLOCKED:
        out->kind = CAS_QUESTION_BLOCKED;
        return resolve_goal_name(r, node, out) && resolve_among(r, cas_kid(by, CAS_NODE_SET), out);
    case CAS_NODE_ASKED_NO:
        out->kind = node->op == CAS_NO_CONFLICT      ? CAS_QUESTION_NO_CONFLICT
                    : node->op == CAS_NO_IDLE_CLAUSE ? CAS_QUESTION_NO_IDLE_CLAUSE
                                                     : CAS_QUESTION_NO_CIRCULAR_WAIT;
        return true;
    case CAS_NODE_ASKED_POWER:
        out->kind = CAS_QUESTION_POWER;
        out->rule = look_up_index(r, node, CAS_NAMES_RULE, CAS_E0214, "rule");
        return out->rule >= 0;
    case CAS_NODE_ASKED_SETTLEMENT: out->kind = CAS_QUESTION_SETTLEMENT; return true;
    case CAS_NODE_ASKED_STABILITY:
        out->kind = CAS_QUESTION_STABILITY;
        out->standoff = look_up_index(r, node, CAS_NAMES_STANDOFF, CAS_E0227, "standoff");
        return out->standoff >= 0;
    default: return false;
    }
}

static bool resolve_without(cas_resolving *r, const cas_node *node, cas_question *out)
{
    const cas_node *without = cas_kid(node, CAS_NODE_WITHOUT);
    if (!without)
        return true;
    out->passive = (without->flags & CAS_FLAG_PASSIVE) != 0;
    out->without = cas_resolve_set(r, cas_kid(without, CAS_NODE_SET));
    return out->without != NULL;
}

bool cas_resolve_question(cas_resolving *r, const cas_node *node, cas_question *out)
{
    out->goal = out->rule = out->standoff = out->incident = -1;
    out->title = "";
    if (!node || node->flags & CAS_FLAG_BROKEN)
        return false;
    out->words = cas_words_of(r, node);
    out->line = (int)cas_line_of(r, node->span);
    out->file = cas_string(r, cas_source_of(r->map, node->span.file)->name);
    out->span = node->span;
    const cas_node *in = cas_kid(node, CAS_NODE_IN), *within = cas_kid(node, CAS_NODE_WITHIN);
    out->said_in = in != NULL;
    out->in = in ? cas_resolve_condition(r, cas_kid_condition(in), true) : NULL;
    out->has_within = within != NULL;
    cas_resolve_dated(node, &out->dated, &out->day);
    /* What a question allows for does not make the tick: an answer in ticks is compared with it, rounded down. */
    bool understood = !within || cas_resolve_duration(r, cas_kid(within, CAS_NODE_DURATION), &out->within, false);
    understood &= !in || out->in;
    understood &= resolve_kind(r, node, out);
    understood &= resolve_on(r, node, out);
    understood &= resolve_stances(r, node, out);
    if (out->stance_count && out->kind != CAS_QUESTION_GOAL) {
        cas_complain(r, CAS_E0606, cas_kid(node, CAS_NODE_STANCES)->span, "this question looks at every stance itself; `when` goes with a goal alone, as in `ask assist on attack when A resists`");
        understood = false;
    }
    understood &= resolve_verdict(r, node, out);
    understood &= resolve_are(r, node, out);
    return resolve_without(r, node, out) && understood;
}

static bool is_asking(cas_node_kind kind)
{
    return kind == CAS_NODE_CHECK || kind == CAS_NODE_EXPECT || kind == CAS_NODE_ASK;
}

void cas_resolve_questions(cas_resolving *r)
{
    size_t count = 0;
    for (size_t i = 0; i < r->loaded->count; i++)
        count += is_asking(r->loaded->items[i].node->kind);
    cas_question *questions = CAS_ARRAY(r->arena, cas_question, count + 1);
    int kept = 0;
    for (size_t i = 0; i < r->loaded->count; i++) {
        const cas_node *node = r->loaded->items[i].node;
        if (!is_asking(node->kind))
            continue;
        cas_poll(r->arena->ctx);
        cas_question *question = &questions[kept];
        *question = (cas_question){0};
        question->speech = node->kind == CAS_NODE_ASK     ? CAS_ASKS
                           : node->kind == CAS_NODE_CHECK ? CAS_CHECKS
                                                          : CAS_EXPECTS;
        question->expected = node->kind == CAS_NODE_EXPECT ? node->op : 0;
        const bool understood = cas_resolve_question(r, cas_kid_question(node), question);
        question->title = cas_string(r, node->title);
        question->notes = cas_resolve_notes(r, node);
        question->inherited = r->loaded->items[i].inherited;
        question->line = (int)cas_line_of(r, node->span);
        kept += understood;
    }
    r->out->questions = questions;
    r->out->question_count = kept;
}
