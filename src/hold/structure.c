/* Flaws as warnings at their places: see structure.h. */
#include "hold/structure.h"

#include "hold/flaw.h"
#include "lang/diagnostic.h"

#include <string.h>

static cas_code code_of(cas_flaw_kind kind)
{
    switch (kind) {
    case CAS_FLAW_CONFLICT: return CAS_W0308;
    case CAS_FLAW_IDLE: return CAS_W0309;
    case CAS_FLAW_CIRCLE: return CAS_W0310;
    case CAS_FLAW_NEVER_BREACHED: return CAS_W0311;
    case CAS_FLAW_NEVER_USED: return CAS_W0312;
    case CAS_FLAW_TOO_LATE: return CAS_W0313;
    }
    return CAS_W0308;
}

/* The clause or the statement that stands in this line. */
static cas_span span_of(const cas_agreement *agreement, const cas_flaw *flaw)
{
    for (int c = 0; c < agreement->clause_count; c++) {
        const cas_clause_form *clause = &agreement->clauses[c];
        if (strcmp(clause->file, flaw->file) != 0)
            continue;
        if (clause->line == flaw->line)
            return clause->form.span;
        for (int s = 0; s < clause->statement_count; s++)
            if (clause->statements[s].line == flaw->line)
                return clause->statements[s].form.span;
    }
    return CAS_NO_SPAN;
}

static void report(const cas_agreement *agreement, const cas_flaw *flaw, cas_diagnostics *diagnostics)
{
    cas_diagnostic *d =
        cas_report(diagnostics, code_of(flaw->kind), span_of(agreement, flaw), "%s", flaw->words);
    if (flaw->witness)
        cas_hint(diagnostics, d, "%s", flaw->witness);
}

void cas_structure_lint(cas_arena *arena, const cas_agreement *agreement, cas_diagnostics *diagnostics)
{
    const cas_flaw *flaws = NULL;
    size_t count = 0;
    cas_guard guard;
    if (setjmp(*cas_guard_open(arena->ctx, &guard)) == 0) {
        count = cas_flaws_of_text(arena, agreement, &flaws);
        for (size_t f = 0; f < count; f++)
            report(agreement, &flaws[f], diagnostics);
    }
    cas_guard_close(arena->ctx, &guard);
    if (guard.status && guard.status != CAS_E_BUDGET)
        cas_fail(arena->ctx, guard.status, "%s", cas_format(arena, "%s", arena->ctx->needs));
}
