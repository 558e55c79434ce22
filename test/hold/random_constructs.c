/* Which constructs an instance uses, found by looking at it. See random_instance.h. */
#include "hold/random_instance.h"

const char *cas_construct_words(cas_construct construct)
{
    static const char *const words[] = {
#define CAS_CONSTRUCT_WORDS(x, text) text,
        CAS_CONSTRUCTS(CAS_CONSTRUCT_WORDS)
#undef CAS_CONSTRUCT_WORDS
    };
    return words[construct];
}

#define SEEN(construct) (present[CAS_CONSTRUCT_##construct] = true)

static void in_quant(const cas_quant *quant, bool *present)
{
    present[CAS_CONSTRUCT_SHARE] |= quant->share;
    switch (quant->kind) {
    case CAS_AT_LEAST: SEEN(AT_LEAST); break;
    case CAS_MORE_THAN: SEEN(MORE_THAN); break;
    case CAS_AT_MOST: SEEN(AT_MOST); break;
    case CAS_ALL_BUT: SEEN(ALL_BUT); break;
    case CAS_ALL: SEEN(ALL); break;
    case CAS_ANY: SEEN(ANY); break;
    case CAS_NONE: SEEN(NONE); break;
    case CAS_MAJORITY: SEEN(MAJORITY); break;
    }
}

static void in_ballot_word(cas_ballot_word word, bool *present)
{
    switch (word) {
    case CAS_WORD_YES: SEEN(YES); break;
    case CAS_WORD_NO: SEEN(NO); break;
    case CAS_WORD_NOT_YES: SEEN(NOT_YES); break;
    case CAS_WORD_NOT_NO: SEEN(NOT_NO); break;
    }
}

static bool removes(const cas_removal *removal)
{
    return !cas_set_is_empty(&removal->always);
}

static bool removes_when_found(const cas_removal *removal)
{
    return removal->finding >= 0 && !cas_set_is_empty(&removal->when_found);
}

static void in_rule(const cas_rule *rule, bool *present)
{
    present[CAS_CONSTRUCT_EXCLUDING] |= removes(&rule->excluding);
    present[CAS_CONSTRUCT_EXCLUDING_FOUND] |= removes_when_found(&rule->excluding);
    present[CAS_CONSTRUCT_BARRING] |= removes(&rule->barring);
    present[CAS_CONSTRUCT_BARRING_FOUND] |= removes_when_found(&rule->barring);
    present[CAS_CONSTRUCT_OF_THOSE_VOTING] |= rule->of_those_voting;
    present[CAS_CONSTRUCT_QUORUM] |= rule->quorum_count > 0;
    present[CAS_CONSTRUCT_STAGES] |= rule->stage_count > 0;
    switch (rule->kind) {
    case CAS_RULE_COUNT:
        in_quant(&rule->quant, present);
        in_ballot_word(rule->ballot, present);
        present[CAS_CONSTRUCT_WEIGHTED] |= rule->weights != NULL;
        break;
    case CAS_RULE_AND: SEEN(RULE_AND); break;
    case CAS_RULE_OR: SEEN(RULE_OR); break;
    case CAS_RULE_BODIES: SEEN(RULE_BODIES); break;
    }
    for (int i = 0; i < rule->part_count; i++)
        in_rule(rule->parts[i], present);
    for (int i = 0; i < rule->stage_count; i++)
        in_rule(rule->stages[i].rule, present);
}

static void in_event(const cas_instance *instance, const cas_event *event, bool *present)
{
    switch (event->kind) {
    case CAS_EV_INCIDENT: SEEN(EV_INCIDENT); break;
    case CAS_EV_DEED:
        if (instance->deeds[event->index].kind == CAS_POWER)
            SEEN(EV_POWER);
        else
            SEEN(EV_ACT);
        present[CAS_CONSTRUCT_EV_DEED_BY] |= event->has_set;
        break;
    case CAS_EV_CLAUSE_DONE: SEEN(EV_CLAUSE_DONE); break;
    case CAS_EV_ADOPTED: SEEN(EV_ADOPTED); break;
    case CAS_EV_REJECTED:
        if (!event->meets) {
            SEEN(EV_REJECTED);
            break;
        }
        SEEN(EV_MEETS);
        in_rule(event->meets, present);
        break;
    case CAS_EV_FOUND: SEEN(EV_FOUND); break;
    case CAS_EV_NOT_FOUND: SEEN(EV_NOT_FOUND); break;
    case CAS_EV_BREACH:
        SEEN(EV_BREACH);
        present[CAS_CONSTRUCT_EV_BREACH_BY] |= event->has_set;
        break;
    case CAS_EV_AFTER:
        SEEN(EV_AFTER);
        in_event(instance, event->inner, present);
        break;
    }
}

static void in_who(const cas_statement *s, bool *present)
{
    const bool power = s->kind == CAS_POWER_GRANT;
    present[CAS_CONSTRUCT_NARROWED] |= s->who.voted_on >= 0;
    if (!power && s->kind != CAS_DUTY)
        return;
    switch (s->who.kind) {
    case CAS_EACH: present[power ? CAS_CONSTRUCT_CAN_EACH : CAS_CONSTRUCT_WHO_EACH] = true; break;
    case CAS_JOINTLY: present[power ? CAS_CONSTRUCT_CAN_JOINTLY : CAS_CONSTRUCT_WHO_JOINTLY] = true; break;
    case CAS_ANY_NUMBER: present[power ? CAS_CONSTRUCT_CAN_ANY : CAS_CONSTRUCT_WHO_ANY] = true; break;
    }
}

static void in_ways(const cas_statement *s, bool *present)
{
    present[CAS_CONSTRUCT_ANY_OF] |= s->kind == CAS_DUTY && s->way_count > 1;
    present[CAS_CONSTRUCT_OPTIONAL] |= s->only_basis;
    for (int w = 0; s->kind == CAS_DUTY && w < s->way_count; w++) {
        present[CAS_CONSTRUCT_ALL_OF] |= s->ways[w].count > 1;
        present[s->ways[w].doings[0].recipient >= 0 ? CAS_CONSTRUCT_GIVES : CAS_CONSTRUCT_DOES] = true;
    }
}

static void in_statement(const cas_statement *s, bool *present)
{
    switch (s->kind) {
    case CAS_DUTY: SEEN(DUTY); break;
    case CAS_PROHIBITION: SEEN(PROHIBITION); break;
    case CAS_PERMISSION:
        SEEN(PERMISSION);
        present[CAS_CONSTRUCT_PREVAILS] |= s->prevails_over >= 0;
        break;
    case CAS_POWER_GRANT: SEEN(POWER_GRANT); break;
    case CAS_DECIDE:
        SEEN(DECIDE);
        present[CAS_CONSTRUCT_AGAIN] |= s->again_after >= 0;
        in_rule(s->rule, present);
        return;
    case CAS_FINDING:
        switch (s->mode) {
        case CAS_BY_RULE:
            SEEN(FINDING);
            in_rule(s->rule, present);
            break;
        case CAS_BY_FACT: SEEN(BY_FACT); break;
        case CAS_BY_EACH: SEEN(BY_EACH); break;
        case CAS_ON_CALL: SEEN(ON_CALL); break;
        }
        return;
    case CAS_END:
        present[CAS_CONSTRUCT_END_DEED] |= s->end_deed_count > 0;
        present[CAS_CONSTRUCT_END_CLAUSE] |= s->end_clause_count > 0;
        return;
    case CAS_LEAVE:
        present[s->way_count ? CAS_CONSTRUCT_LEAVE_AFTER : CAS_CONSTRUCT_LEAVE] = true;
        return;
    }
    in_who(s, present);
    in_ways(s, present);
}

static void in_goal(const cas_instance *instance, const cas_goal *goal, bool *present)
{
    switch (goal->kind) {
    case CAS_GOAL_GIVES:
        SEEN(GOAL_GIVES);
        present[CAS_CONSTRUCT_GOAL_ALL_OF] |= goal->all_of;
        break;
    case CAS_GOAL_DOES: SEEN(GOAL_DOES); break;
    case CAS_GOAL_EVENT:
        SEEN(GOAL_EVENT);
        in_event(instance, goal->event, present);
        break;
    }
}

void cas_find_constructs(const cas_instance *instance, const cas_goal *goal, bool present[CAS_CONSTRUCT_COUNT])
{
    int openers[64] = {0};
    for (int i = 0; i < CAS_CONSTRUCT_COUNT; i++)
        present[i] = false;
    for (int c = 0; c < instance->clause_count; c++) {
        const cas_clause *clause = &instance->clauses[c];
        present[CAS_CONSTRUCT_IN_FORCE] |= clause->trigger_count == 0;
        present[CAS_CONSTRUCT_SEVERAL_TRIGGERS] |= clause->trigger_count > 1;
        for (int i = 0; i < clause->trigger_count; i++)
            in_event(instance, clause->triggers[i], present);
        for (int s = 0; s < clause->statement_count; s++) {
            in_statement(&clause->statements[s], present);
            if (clause->statements[s].kind == CAS_DECIDE && clause->statements[s].index < 64)
                present[CAS_CONSTRUCT_TWO_OPENERS] |= ++openers[clause->statements[s].index] == 2;
        }
    }
    for (int g = 0; g < instance->given_count; g++)
        present[instance->givens[g].kind == CAS_GIVEN_INCIDENT ? CAS_CONSTRUCT_GIVEN_INCIDENT
                                                               : CAS_CONSTRUCT_GIVEN_OTHER] = true;
    for (int g = 0; g < instance->goal_count; g++)
        if (!goal || goal == &instance->goals[g])
            in_goal(instance, &instance->goals[g], present);
}
