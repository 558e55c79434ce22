/* What tools ask of a model: see model.h. */
#include "model/model.h"

#include "model/building.h"

static int named(const cas_agreement *agreement, cas_text name, cas_name_kind kind)
{
    const int id = cas_names_find(agreement->names, name);
    return id >= 0 && agreement->named[id].kind == kind ? agreement->named[id].index : -1;
}

int cas_model_goal(const cas_agreement *agreement, cas_text name)
{
    return named(agreement, name, CAS_NAMES_GOAL);
}

int cas_model_incident(const cas_agreement *agreement, cas_text name)
{
    return named(agreement, name, CAS_NAMES_INCIDENT);
}

int cas_model_rule(const cas_agreement *agreement, cas_text name)
{
    return named(agreement, name, CAS_NAMES_RULE);
}

int cas_model_draft(const cas_agreement *agreement, cas_text name)
{
    return named(agreement, name, CAS_NAMES_DRAFT);
}

/* By its full name, so that E.3 is found too. */
int cas_model_party(const cas_agreement *agreement, cas_text name)
{
    for (int p = 0; p < agreement->party_count; p++)
        if (cas_text_is(name, agreement->parties[p].name))
            return p;
    return -1;
}

static const cas_parties *parties_called(cas_arena *arena, const cas_agreement *agreement, cas_text name)
{
    cas_parties *parties = CAS_NEW(arena, cas_parties);
    *parties = (cas_parties){
        .kind = CAS_PARTIES_RANGE, .index = cas_model_party(agreement, name), .count = 1, .span = CAS_NO_SPAN};
    if (parties->index >= 0)
        return parties;
    parties->kind = CAS_PARTIES_GROUP;
    parties->index = named(agreement, name, CAS_NAMES_GROUP);
    if (parties->index >= 0)
        return parties;
    if (!cas_text_is(name, "everyone"))
        return NULL;
    parties->kind = CAS_PARTIES_EVERYONE;
    return parties;
}

static bool has_attackers(const cas_agreement *agreement, int incident, bool *unknown)
{
    const cas_incident *entry = &agreement->incidents[incident];
    bool any = false;
    for (int i = 0; i < entry->form_count; i++) {
        any |= entry->forms[i]->by != CAS_ATTACKERS_NONE;
        *unknown |= entry->forms[i]->by == CAS_ATTACKERS_UNKNOWN;
    }
    return any;
}

cas_question *cas_model_ask(cas_arena *arena, const cas_agreement *agreement, cas_text goal, cas_text incident,
                            cas_text by, const char **why)
{
    cas_question *question = CAS_NEW(arena, cas_question);
    *question = (cas_question){.kind = CAS_QUESTION_VERDICT,
                               .rule = -1,
                               .standoff = -1,
                               .incident = -1,
                               .title = "",
                               .file = "",
                               .span = CAS_NO_SPAN};
    *why = NULL;
    question->goal = cas_model_goal(agreement, goal);
    if (question->goal < 0)
        *why = cas_format(arena, "no goal is called \"%.*s\"", CAS_SHOW(goal));
    if (!*why && incident.length) {
        question->incident = cas_model_incident(agreement, incident);
        if (question->incident < 0)
            *why = cas_format(arena, "no incident is called \"%.*s\"", CAS_SHOW(incident));
    }
    if (*why)
        return NULL;
    bool unknown = false;
    const bool attackers = question->incident >= 0 && has_attackers(agreement, question->incident, &unknown);
    if (question->incident >= 0)
        question->by_kind = !attackers ? CAS_ON_INCIDENT : unknown ? CAS_ON_ATTACK_UNKNOWN : CAS_ON_ATTACK_UNSAID;
    if (by.length && !cas_text_is(by, "unknown")) {
        question->by = parties_called(arena, agreement, by);
        question->by_kind =
            question->by && question->by->kind == CAS_PARTIES_RANGE ? CAS_ON_ATTACK_BY_ONE : CAS_ON_ATTACK_BY_EACH;
        if (!question->by || !attackers)
            *why = attackers ? cas_format(arena, "no party or group is called \"%.*s\"", CAS_SHOW(by))
                             : "nobody commits this incident";
    } else if (by.length) {
        question->by_kind = CAS_ON_ATTACK_UNKNOWN;
        if (!attackers)
            *why = "nobody commits this incident";
    }
    question->words = cas_format(arena, "verdict of %.*s%s%.*s%s%s%.*s", CAS_SHOW(goal), incident.length ? " on " : "",
                                 CAS_SHOW(incident), by.length ? " by " : "",
                                 question->by_kind == CAS_ON_ATTACK_BY_EACH ? "each of " : "", CAS_SHOW(by));
    return *why ? NULL : question;
}

const cas_rule *cas_model_rule_in(cas_arena *arena, const cas_agreement *agreement, int rule, const int *choice,
                                  const cas_instance **instance)
{
    if (CAS_FORM_IN(&agreement->rules[rule], choice) < 0)
        return NULL;
    const cas_occasion nothing = CAS_NO_OCCASION;
    cas_building b = {.arena = arena, .agreement = agreement, .occasion = &nothing};
    cas_build_scopes(&b, choice);
    b.rules = CAS_ARRAY(arena, const cas_rule *, agreement->rule_count + 1);
    b.weights = CAS_ARRAY(arena, const cas_weights *, agreement->weight_count + 1);
    const cas_rule_form form = {.kind = CAS_RULE_FORM_NAMED, .named = rule};
    if (instance)
        *instance = cas_instance_build(arena, agreement, choice, &nothing);
    return cas_build_rule(&b, &form);
}
