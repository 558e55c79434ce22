/* What the engines read of one package, on each incident; and which clauses can start which. See show_events.h. */
#include "report/show_events.h"

#include "hold/may.h"
#include "model/build.h"

#include <string.h>

/* "a, b and c" of the clauses that are marked. */
static void put_clauses(cas_builder *out, const cas_instance *instance, const bool *marked)
{
    int shown = 0;
    for (int c = 0; c < instance->clause_count; c++)
        if (marked[c])
            cas_putf(out, "%s%s", shown++ ? ", " : "", instance->clauses[c].label);
    if (!shown)
        cas_puts(out, "no clause");
}

static void put_events(cas_builder *out, const cas_instance *instance)
{
    const cas_may may = cas_may_happen(out->arena, instance);
    bool *supplies = CAS_ARRAY(out->arena, bool, instance->clause_count + 1);
    for (int c = 0; c < instance->clause_count; c++) {
        const cas_clause *clause = &instance->clauses[c];
        cas_putf(out, "  clause %s%s%s\n", clause->label, clause->title && *clause->title ? " " : "",
                 clause->title ? clause->title : "");
        if (!clause->trigger_count)
            cas_puts(out, "    in force from the start\n");
        for (int t = 0; t < clause->trigger_count; t++) {
            memset(supplies, 0, (size_t)instance->clause_count * sizeof *supplies);
            cas_event_suppliers(instance, clause->triggers[t], supplies);
            cas_putf(out, "    starts on: %s   brought about by: ", clause->triggers[t]->words);
            put_clauses(out, instance, supplies);
            cas_puts(out, cas_may_occur(out->arena, &may, clause->triggers[t]) ? "\n" : "   cannot occur here\n");
        }
        for (int s = 0; s < clause->statement_count; s++)
            cas_putf(out, "    %s\n", clause->statements[s].words);
    }
}

static void put_occasion(cas_builder *out, const cas_agreement *agreement, const int *choice,
                         const cas_occasion *occasion, bool events)
{
    const cas_instance *instance = cas_instance_build(out->arena, agreement, choice, occasion);
    if (occasion->incident < 0)
        cas_puts(out, "without an incident\n");
    else
        cas_putf(out, "on %s by %s\n", agreement->incidents[occasion->incident].name,
                 occasion->attacker < 0 ? "nobody, or an outsider" : agreement->parties[occasion->attacker].name);
    if (events)
        put_events(out, instance);
    else
        cas_instance_dump(out, instance);
}

/* Each incident is shown by its first possible aggressor. */
void cas_show_stage(cas_builder *out, const cas_agreement *agreement, const int *choice, bool events)
{
    if (agreement->dimension_count)
        cas_putf(out, "package: %s\n", cas_package_words(out->arena, agreement, choice, NULL));
    if (!agreement->incident_count) {
        const cas_occasion none = CAS_NO_OCCASION;
        put_occasion(out, agreement, choice, &none, events);
    }
    for (int i = 0; i < agreement->incident_count; i++) {
        const cas_set by = cas_incident_attackers(out->arena, agreement, i, choice);
        const cas_occasion occasion = {.incident = i, .attacker = cas_set_next(&by, 0)};
        put_occasion(out, agreement, choice, &occasion, events);
    }
}
