/* Warnings for the author: see lint.h. */
#include "model/lint.h"

#include "lang/diagnostic.h"

static cas_ground better(cas_ground a, cas_ground b)
{
    return a > b ? a : b;
}

static cas_ground ground_of(const cas_agreement *agreement, const cas_notes *notes)
{
    cas_ground best = CAS_ON_NOTHING_AT_ALL;
    for (int i = 0; i < notes->count; i++) {
        const int source = notes->items[i].source;
        cas_ground ground = CAS_ON_ASSUMPTION;
        if (source >= 0)
            ground = agreement->sources[source].restated    ? CAS_ON_RESTATED
                     : agreement->sources[source].secondary ? CAS_ON_SECONDARY
                                                            : CAS_ON_SOURCE;
        best = better(best, ground);
    }
    return best;
}

cas_ground cas_clause_ground(const cas_agreement *agreement, const cas_clause_form *clause)
{
    cas_ground best = ground_of(agreement, &clause->notes);
    for (int s = 0; s < clause->statement_count; s++)
        best = better(best, ground_of(agreement, &clause->statements[s].notes));
    return best;
}

static void lint_ground(const cas_agreement *agreement, const cas_clause_form *clause, cas_diagnostics *diagnostics)
{
    const char *label = clause->label < 0 ? "" : agreement->labels[clause->label];
    cas_diagnostic *d;
    switch (cas_clause_ground(agreement, clause)) {
    case CAS_ON_NOTHING_AT_ALL:
        d = cas_report(diagnostics, CAS_W0301, clause->form.span, "clause %s rests on nothing", label);
        cas_hint(diagnostics, d, "add `cite SOURCE LOCATOR \"words\"`, or `assume \"reason\"`");
        return;
    case CAS_ON_ASSUMPTION:
        cas_report(diagnostics, CAS_W0302, clause->form.span, "clause %s rests on an assumption alone", label);
        return;
    case CAS_ON_RESTATED:
        cas_report(diagnostics, CAS_W0303, clause->form.span, "clause %s rests on a source in our own words alone",
                   label);
        return;
    case CAS_ON_SECONDARY:
        cas_report(diagnostics, CAS_W0304, clause->form.span, "clause %s rests on a secondary source alone", label);
        return;
    case CAS_ON_SOURCE: return;
    }
}

/* Among the ways of a duty: measures that may be nothing, and measures that are something. */
static void lint_duty(const cas_agreement *agreement, const cas_statement_form *statement, cas_diagnostics *diagnostics)
{
    int optional = -1, all = 0, others = 0;
    for (int w = 0; w < statement->way_count; w++)
        for (int i = 0; i < statement->ways[w].count; i++, all++) {
            const cas_deed_entry *deed = &agreement->deeds[statement->ways[w].doings[i].deed];
            bool may_be_nothing = false;
            for (int f = 0; f < deed->form_count; f++)
                may_be_nothing |= deed->forms[f]->optional;
            if (may_be_nothing)
                optional = statement->ways[w].doings[i].deed;
            else
                others++;
        }
    if (optional < 0 || !others)
        return;
    cas_diagnostic *d =
        cas_report(diagnostics, CAS_W0305, statement->form.span,
                   "doing nothing complies with this duty, because %s is optional", agreement->deeds[optional].name);
    cas_hint(diagnostics, d, "take %s out and write a line `… may give %s` of its own", agreement->deeds[optional].name,
             agreement->deeds[optional].name);
}

static void lint_statement(const cas_agreement *agreement, const cas_statement_form *statement,
                           cas_diagnostics *diagnostics)
{
    if (statement->kind == CAS_STATEMENT_DUTY) {
        lint_duty(agreement, statement, diagnostics);
        if (statement->who.plain) {
            cas_diagnostic *d = cas_report(diagnostics, CAS_W0306, statement->form.span,
                                           "a list that must do something is read as `each of` it");
            cas_hint(diagnostics, d, "write `each of …`, or `… jointly`, or `any 1 of …`");
        }
    }
}

static void lint_goal(const cas_goal_entry *goal, cas_diagnostics *diagnostics)
{
    for (int f = 0; f < goal->form_count; f++)
        if (goal->forms[f]->unsaid) {
            cas_diagnostic *d = cas_report(diagnostics, CAS_W0307, goal->forms[f]->form.span,
                                           "goal %s does not say of how many; it is read as `all of`", goal->name);
            cas_hint(diagnostics, d, "write `all of …`, `any of …` or a number");
        }
}

void cas_lint(cas_arena *arena, const cas_agreement *agreement, cas_diagnostics *diagnostics)
{
    for (int c = 0; c < agreement->clause_count; c++) {
        const cas_clause_form *clause = &agreement->clauses[c];
        cas_poll(arena->ctx);
        lint_ground(agreement, clause, diagnostics);
        for (int s = 0; s < clause->statement_count; s++)
            lint_statement(agreement, &clause->statements[s], diagnostics);
    }
    for (int g = 0; g < agreement->goal_count; g++)
        lint_goal(&agreement->goals[g], diagnostics);
}
