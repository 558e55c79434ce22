/*
 * Rules that name rules: no circle, not too deep, not too large once every name is written out.
 *
 * Doubling a rule twenty times in twenty lines makes a million parts, and every reader of a rule walks all of them: so the size
 * is computed, exactly but for a cap, before any rule is built. Each named rule is measured once, by its largest form.
 */
#include "model/resolving.h"

typedef struct measuring {
    cas_resolving *r;
    long *size; /* 0 not seen, -1 being measured, else parts */
    int *depth;
    bool told; /* once is enough: every rule that uses the one is too large as well */
} measuring;

typedef struct measure {
    long size;
    int depth;
} measure;

enum { DEEPEST = 2 * CAS_MAX_CHAIN };

static measure measure_rule(measuring *m, const cas_rule_form *rule, int level);

static void add_measure(measure *sum, measure more)
{
    sum->size = sum->size + more.size > CAS_MAX_RULE_PARTS ? CAS_MAX_RULE_PARTS + 1 : sum->size + more.size;
    if (more.depth + 1 > sum->depth)
        sum->depth = more.depth + 1;
}

static measure measure_named(measuring *m, const cas_rule_form *use, int level)
{
    const int index = use->named;
    const cas_named_rule *named = &m->r->out->rules[index];
    if (m->size[index] > 0)
        return (measure){m->size[index], m->depth[index]};
    if (m->size[index] < 0) {
        cas_diagnostic *d = cas_complain(m->r, CAS_E0207, use->span, "rule %s is made of itself", named->name);
        cas_relate(m->r->diagnostics, d, named->forms[0]->form.span, "it is declared here");
        return (measure){1, 1};
    }
    m->size[index] = -1;
    measure largest = {1, 1};
    for (int i = 0; i < named->form_count; i++) {
        if (!named->forms[i]->rule)
            continue;
        const measure form = measure_rule(m, named->forms[i]->rule, level + 1);
        if (form.size > largest.size)
            largest.size = form.size;
        if (form.depth > largest.depth)
            largest.depth = form.depth;
    }
    m->size[index] = largest.size;
    m->depth[index] = largest.depth;
    return largest;
}

static measure measure_rule(measuring *m, const cas_rule_form *rule, int level)
{
    if (level > DEEPEST) {
        if (!m->told)
            cas_complain(m->r, CAS_E0208, rule->span, "rules within rules are more than %d deep", DEEPEST);
        m->told = true;
        return (measure){1, 1};
    }
    if (rule->kind == CAS_RULE_FORM_NAMED)
        return measure_named(m, rule, level);
    measure sum = {1, 1};
    for (int i = 0; i < rule->part_count; i++)
        add_measure(&sum, measure_rule(m, rule->parts[i], level + 1));
    for (int i = 0; i < rule->stage_count; i++)
        add_measure(&sum, measure_rule(m, rule->stages[i].rule, level + 1));
    return sum;
}

static void check(measuring *m, const cas_rule_form *rule, cas_span span)
{
    if (!rule)
        return;
    const measure size = measure_rule(m, rule, 0);
    if (m->told)
        return;
    m->told = size.size > CAS_MAX_RULE_PARTS || size.depth > DEEPEST;
    if (size.size > CAS_MAX_RULE_PARTS)
        cas_complain(m->r, CAS_E0404, span, "with the rules it names written out this rule has more than %d parts",
                     CAS_MAX_RULE_PARTS);
    else if (size.depth > DEEPEST)
        cas_complain(m->r, CAS_E0208, span, "rules within rules are more than %d deep", DEEPEST);
}

static void check_event(measuring *m, const cas_event_form *event)
{
    for (; event; event = event->inner)
        check(m, event->meets, event->span);
}

void cas_check_rule_sizes(cas_resolving *r)
{
    const size_t count = (size_t)r->out->rule_count;
    measuring m = {r, CAS_ARRAY(r->arena, long, count + 1), CAS_ARRAY(r->arena, int, count + 1), false};
    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < r->out->rules[i].form_count; k++)
            check(&m, r->out->rules[i].forms[k]->rule, r->out->rules[i].forms[k]->form.span);
    for (int c = 0; c < r->out->clause_count; c++) {
        const cas_clause_form *clause = &r->out->clauses[c];
        for (int t = 0; t < clause->trigger_count; t++)
            check_event(&m, clause->triggers[t].event);
        for (int s = 0; s < clause->statement_count; s++)
            check(&m, clause->statements[s].rule, clause->statements[s].form.span);
    }
    for (int g = 0; g < r->out->goal_count; g++)
        for (int k = 0; k < r->out->goals[g].form_count; k++)
            check_event(&m, r->out->goals[g].forms[k]->event);
    check(&m, r->out->settle, r->out->settle_span);
}
