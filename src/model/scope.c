/* Values in a package and on an occasion: see scope.h. Recursion is bounded by CAS_MAX_CHAIN and the depth the parser allows. */
#include "model/scope.h"

/* ---- Incidents --------------------------------------------------------------------------------------------------------- */

const cas_incident_form *cas_incident_in(const cas_agreement *agreement, int incident, const int *choice)
{
    if (incident < 0)
        return NULL;
    const cas_incident *entry = &agreement->incidents[incident];
    const int form = CAS_FORM_IN(entry, choice);
    return form < 0 ? NULL : entry->forms[form];
}

cas_set cas_incident_attackers(cas_arena *arena, const cas_agreement *agreement, int incident, const int *choice)
{
    const cas_incident_form *form = cas_incident_in(agreement, incident, choice);
    if (!form || form->by == CAS_ATTACKERS_NONE)
        return cas_set_empty();
    cas_set attackers;
    if (form->by == CAS_ATTACKERS_UNKNOWN) {
        attackers = cas_set_first(agreement->party_count);
    } else {
        cas_scope scope;
        cas_scope_open(&scope, arena, agreement, choice, &CAS_NO_OCCASION);
        attackers = cas_scope_set(&scope, form->parties);
    }
    if (form->attacked >= 0)
        cas_set_remove(&attackers, form->attacked);
    return attackers;
}

/* ---- Scopes ------------------------------------------------------------------------------------------------------------ */

static void add_set(cas_scope *scope, const cas_parties *parties, cas_set *out);

void cas_scope_open(cas_scope *scope, cas_arena *arena, const cas_agreement *agreement, const int *choice,
                    const cas_occasion *occasion)
{
    const cas_incident_form *form = cas_incident_in(agreement, occasion->incident, choice);
    *scope = (cas_scope){.arena = arena, .agreement = agreement, .choice = choice, .attacker = -1, .attacked = -1};
    if (form) {
        scope->attacked = form->attacked;
        scope->attacker = form->by == CAS_ATTACKERS_NONE ? -1 : occasion->attacker;
    }
    scope->groups = CAS_ARRAY(arena, cas_set, agreement->group_count + 1);
    scope->known = CAS_ARRAY(arena, bool, agreement->group_count + 1);
    scope->left = cas_set_empty();
    if (occasion->without)
        add_set(scope, occasion->without, &scope->left);
}

static void add_group(cas_scope *scope, int index, cas_set *out)
{
    const cas_group *group = &scope->agreement->groups[index];
    if (!scope->known[index]) {
        const int form = CAS_FORM_IN(group, scope->choice);
        cas_set members = cas_set_empty();
        if (form >= 0 && group->forms[form]->parties)
            add_set(scope, group->forms[form]->parties, &members);
        scope->known[index] = true;
        scope->groups[index] = members;
    }
    *out = cas_set_or(*out, scope->groups[index]);
}

static void add_without(cas_scope *scope, const cas_parties *parties, cas_set *out)
{
    cas_set members = cas_set_empty(), taken = cas_set_empty();
    add_set(scope, parties->parts[0], &members);
    add_set(scope, parties->parts[1], &taken);
    *out = cas_set_or(*out, cas_set_minus(members, taken));
}

static void add_set(cas_scope *scope, const cas_parties *parties, cas_set *out)
{
    switch (parties->kind) {
    case CAS_PARTIES_RANGE:
        for (int i = 0; i < parties->count; i++)
            cas_set_add(out, parties->index + i);
        return;
    case CAS_PARTIES_GROUP: add_group(scope, parties->index, out); return;
    case CAS_PARTIES_EVERYONE: *out = cas_set_or(*out, cas_set_first(scope->agreement->party_count)); return;
    case CAS_PARTIES_ATTACKER:
        if (scope->attacker >= 0)
            cas_set_add(out, scope->attacker);
        return;
    case CAS_PARTIES_ATTACKED:
        if (scope->attacked >= 0)
            cas_set_add(out, scope->attacked);
        return;
    case CAS_PARTIES_UNION:
        for (int i = 0; i < parties->count; i++)
            add_set(scope, parties->parts[i], out);
        return;
    case CAS_PARTIES_WITHOUT: add_without(scope, parties, out); return;
    }
}

cas_set cas_scope_set(cas_scope *scope, const cas_parties *parties)
{
    cas_set out = cas_set_empty();
    if (parties)
        add_set(scope, parties, &out);
    return cas_set_minus(out, scope->left);
}

/* Who has left can still be given something. */
int cas_scope_party(cas_scope *scope, const cas_parties *parties)
{
    cas_set set = cas_set_empty();
    if (parties)
        add_set(scope, parties, &set);
    const int first = cas_set_next(&set, 0);
    return first < 0 || cas_set_next(&set, first + 1) >= 0 ? -1 : first;
}

static cas_span_time scaled(const cas_duration *duration, cas_span_time unit)
{
    __int128 power = 1;
    for (unsigned i = 0; i < duration->places; i++)
        power *= 10;
    return (cas_span_time)((__int128)duration->digits * unit / power);
}

cas_span_time cas_scope_time(const cas_scope *scope, const cas_duration *duration)
{
    if (duration->assumed < 0)
        return duration->fixed;
    const cas_assumption *assumption = &scope->agreement->assumptions[duration->assumed];
    const int form = CAS_FORM_IN(assumption, scope->choice);
    return form < 0 ? 0 : scaled(duration, cas_scope_time(scope, &assumption->forms[form]->duration));
}

int64_t cas_scope_ticks(const cas_scope *scope, const cas_duration *duration)
{
    return cas_scope_time(scope, duration) / scope->agreement->tick;
}

/* ---- What a question is asked on --------------------------------------------------------------------------------------- */

static cas_set asked_attackers(cas_arena *arena, const cas_agreement *agreement, const cas_question *question,
                               const int *choice)
{
    cas_set allowed = cas_incident_attackers(arena, agreement, question->incident, choice);
    if (!question->by)
        return allowed;
    cas_scope scope;
    cas_scope_open(&scope, arena, agreement, choice, &CAS_NO_OCCASION);
    return cas_set_and(allowed, cas_scope_set(&scope, question->by));
}

static cas_occasion occasion_of(const cas_question *question, int incident, int attacker, const cas_event_form *event)
{
    return (cas_occasion){incident, attacker, event, question->goal >= 0 ? question->without : NULL, question->dated,
                          question->day};
}

static cas_occasions one_occasion(cas_arena *arena, const cas_question *question, int incident,
                                  const cas_event_form *event)
{
    cas_asked_occasion *item = CAS_NEW(arena, cas_asked_occasion);
    *item = (cas_asked_occasion){occasion_of(question, incident, -1, event), -1};
    return (cas_occasions){item, 1, false};
}

cas_occasions cas_question_occasions(cas_arena *arena, const cas_agreement *agreement, const cas_question *question,
                                     const int *choice)
{
    if (question->by_kind == CAS_ON_NOTHING || question->by_kind == CAS_ON_EVENT)
        return one_occasion(arena, question, -1, question->event);
    if (question->by_kind == CAS_ON_INCIDENT)
        return one_occasion(arena, question, question->incident, NULL);
    const bool unknown = question->by_kind == CAS_ON_ATTACK_UNKNOWN;
    const cas_set attackers = asked_attackers(arena, agreement, question, choice);
    cas_asked_occasion *items = CAS_ARRAY(arena, cas_asked_occasion, cas_set_count(&attackers) + 1);
    int count = 0;
    for (int p = cas_set_next(&attackers, 0); p >= 0; p = cas_set_next(&attackers, p + 1))
        items[count++] = (cas_asked_occasion){occasion_of(question, question->incident, p, NULL), unknown ? -1 : p};
    if (unknown)
        items[count++] = (cas_asked_occasion){occasion_of(question, question->incident, -1, NULL), -1};
    return (cas_occasions){items, count, unknown};
}

void cas_question_stances(cas_arena *arena, const cas_agreement *agreement, const cas_question *question,
                          const int *choice, const cas_occasion *occasion, int *stances)
{
    enum { RESISTS, OBEYS, HELPS };
    cas_scope scope;
    cas_scope_open(&scope, arena, agreement, choice, occasion);
    cas_set named = cas_set_empty();
    if (scope.attacked >= 0)
        cas_set_add(&named, scope.attacked);
    for (int p = 0; p < agreement->party_count; p++)
        stances[p] = p == scope.attacked ? HELPS : OBEYS;
    if (!question->stance_count && scope.attacker >= 0 && scope.attacker != scope.attacked)
        stances[scope.attacker] = RESISTS;
    for (int i = 0; i < question->stance_count; i++) {
        const cas_question_stance *said = &question->stances[i];
        const cas_set who = said->parties ? cas_scope_set(&scope, said->parties)
                                          : cas_set_minus(cas_set_first(agreement->party_count), named);
        for (int p = cas_set_next(&who, 0); p >= 0; p = cas_set_next(&who, p + 1))
            stances[p] = said->stance;
        named = cas_set_or(named, who);
    }
}
