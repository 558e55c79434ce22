/* Building an instance, step by step: see build.h. */
#include "model/building.h"

static void build_parties(cas_building *b)
{
    const cas_agreement *agreement = b->agreement;
    const char **names = CAS_ARRAY(b->arena, const char *, agreement->party_count + 1);
    const char **titles = CAS_ARRAY(b->arena, const char *, agreement->party_count + 1);
    for (int p = 0; p < agreement->party_count; p++) {
        names[p] = agreement->parties[p].name;
        titles[p] = agreement->parties[p].title;
    }
    b->out->party_count = agreement->party_count;
    b->out->party_names = names;
    b->out->party_titles = titles;
    b->out->attacker = b->scope.attacker;
    b->out->attacked = b->scope.attacked;
}

static void build_deeds(cas_building *b)
{
    const cas_agreement *agreement = b->agreement;
    cas_deed *deeds = CAS_ARRAY(b->arena, cas_deed, agreement->deed_count + 1);
    for (int d = 0; d < agreement->deed_count; d++) {
        const cas_deed_entry *entry = &agreement->deeds[d];
        const int form = CAS_FORM_IN(entry, b->scope.choice);
        const cas_deed_form *chosen = entry->forms[form < 0 ? 0 : form];
        deeds[d] = (cas_deed){entry->name, chosen->title,
                              entry->is_measure ? CAS_MEASURE
                              : entry->is_power ? CAS_POWER
                                                : CAS_ACT,
                              form >= 0 && chosen->optional};
    }
    b->out->deeds = deeds;
    b->out->deed_count = agreement->deed_count;
}

static void build_names(cas_building *b)
{
    const cas_agreement *agreement = b->agreement;
    const char **incidents = CAS_ARRAY(b->arena, const char *, agreement->incident_count + 1);
    for (int i = 0; i < agreement->incident_count; i++)
        incidents[i] = agreement->incidents[i].name;
    /* What days of the calendar are counted from is an incident like others. */
    incidents[agreement->incident_count] = "day 0";
    b->out->incident_names = incidents;
    b->out->incident_count = agreement->incident_count + agreement->uses_calendar;
    b->out->decision_names = agreement->decisions;
    b->out->decision_count = agreement->decision_count;
    b->out->finding_names = agreement->findings;
    b->out->finding_count = agreement->finding_count;
    b->out->tick_hours = (double)agreement->tick / (double)CAS_HOUR;
}

const cas_instance *cas_instance_build(cas_arena *arena, const cas_agreement *agreement, const int *choice,
                                       const cas_occasion *occasion)
{
    cas_building b = {
        .arena = arena, .agreement = agreement, .occasion = occasion, .out = CAS_NEW(arena, cas_instance)};
    cas_build_scopes(&b, choice);
    b.rules = CAS_ARRAY(arena, const cas_rule *, agreement->rule_count + 1);
    b.weights = CAS_ARRAY(arena, const cas_weights *, agreement->weight_count + 1);
    b.clause_of_label = CAS_ARRAY(arena, int, agreement->label_count + 1);
    build_parties(&b);
    build_deeds(&b);
    build_names(&b);
    cas_build_clauses(&b);
    cas_build_goals(&b);
    cas_build_givens(&b);
    return b.out;
}
