/* Clauses: their conditions, what starts them, their lines. */
#include "model/resolving.h"

static void resolve_openings(cas_resolving *r)
{
    const cas_entities *decisions = &r->entities[CAS_NAMES_DECISION], *findings = &r->entities[CAS_NAMES_FINDING];
    const cas_entities *labels = &r->entities[CAS_LABELS];
    const char **names = CAS_ARRAY(r->arena, const char *, decisions->count + 1),
               **titles = CAS_ARRAY(r->arena, const char *, decisions->count + 1);
    for (size_t i = 0; i < decisions->count; i++) {
        names[i] = cas_string(r, decisions->items[i].name);
        titles[i] = cas_title_or(r, decisions->items[i].title, decisions->items[i].name);
    }
    r->out->decisions = names;
    r->out->decision_titles = titles;
    r->out->decision_count = (int)decisions->count;
    const char **found = CAS_ARRAY(r->arena, const char *, findings->count + 1);
    for (size_t i = 0; i < findings->count; i++) {
        found[i] = cas_string(r, findings->items[i].name);
        if (cas_text_is(findings->items[i].name, "attacker"))
            r->out->attacker_finding = (int)i;
        if (cas_text_is(findings->items[i].name, "attacked"))
            r->out->attacked_finding = (int)i;
    }
    r->out->findings = found;
    r->out->finding_count = (int)findings->count;
    const char **texts = CAS_ARRAY(r->arena, const char *, labels->count + 1);
    for (size_t i = 0; i < labels->count; i++)
        texts[i] = cas_string(r, labels->items[i].name);
    r->out->labels = texts;
    r->out->label_count = (int)labels->count;
}

static bool resolve_when(cas_resolving *r, const cas_node *when, cas_clause_form *clause, cas_trigger_form *triggers)
{
    const cas_condition *condition = cas_resolve_if(r, when);
    bool complete = !(when->flags & CAS_FLAG_BROKEN);
    for (size_t i = 0; i < when->count; i++) {
        if (!cas_node_is_event(when->kids[i]->kind))
            continue;
        const cas_event_form *event = cas_resolve_event(r, when->kids[i]);
        complete &= event != NULL;
        if (event)
            triggers[clause->trigger_count++] = (cas_trigger_form){{condition, when->span}, event};
    }
    return complete;
}

static bool is_statement(cas_node_kind kind)
{
    return kind == CAS_NODE_DUTY || kind == CAS_NODE_PROHIBITION || kind == CAS_NODE_PERMISSION ||
           kind == CAS_NODE_POWER || kind == CAS_NODE_DECIDE || kind == CAS_NODE_FINDING || kind == CAS_NODE_END ||
           kind == CAS_NODE_LEAVE;
}

/* One clause, one trigger: a second `when` would leave open whether both or either must happen. */
static bool resolve_triggers(cas_resolving *r, const cas_node *node, cas_clause_form *clause)
{
    const cas_node *first = cas_kid(node, CAS_NODE_WHEN);
    size_t events = 0, at = 0;
    const cas_node *when;
    while ((when = cas_kid_from(node, CAS_NODE_WHEN, &at)))
        events += when->count;
    cas_trigger_form *triggers = CAS_ARRAY(r->arena, cas_trigger_form, events + 1);
    clause->triggers = triggers;
    bool complete = true;
    at = 0;
    while ((when = cas_kid_from(node, CAS_NODE_WHEN, &at))) {
        if (when != first) {
            cas_diagnostic *d = cas_complain(r, CAS_E0310, when->span, "a clause has one `when`");
            cas_relate(r->diagnostics, d, first->span, "the first is here");
            cas_hint(r->diagnostics, d, "join the events with `or`, or write two clauses");
        }
        complete &= resolve_when(r, when, clause, triggers);
    }
    return complete;
}

static void resolve_lines(cas_resolving *r, const cas_node *node, cas_clause_form *clause)
{
    cas_statement_form *statements = CAS_ARRAY(r->arena, cas_statement_form, node->count + 1);
    const cas_condition *condition = clause->form.condition;
    for (size_t i = 0; i < node->count; i++) {
        const cas_node *line = node->kids[i];
        if (!is_statement(line->kind) || line->flags & CAS_FLAG_BROKEN)
            continue;
        cas_statement_form *statement = &statements[clause->statement_count];
        *statement = (cas_statement_form){.form = {cas_resolve_if(r, line), line->span}};
        r->context = cas_condition_both(r->arena, condition, statement->form.condition);
        if (cas_resolve_statement(r, line, statement))
            clause->statement_count++;
        else
            clause->broken = true;
    }
    r->context = condition;
    clause->statements = statements;
}

static void resolve_clause(cas_resolving *r, const cas_node *node, cas_clause_form *clause)
{
    const cas_source_file *file = cas_source_of(r->map, node->span.file);
    *clause = (cas_clause_form){
        .form = {cas_resolve_if(r, node), node->span},
        .label = node->text.length ? cas_label_number(r, node->text, node->span) : -1,
        .part = cas_part_of(r, node->span),
        .title = cas_string(r, node->title),
        .file = cas_string(r, file->name),
        .line = (int)cas_line_of(r, node->span),
        .broken = (node->flags & CAS_FLAG_BROKEN) != 0,
    };
    r->context = clause->form.condition;
    r->resting = node;
    clause->notes = cas_resolve_notes(r, node);
    clause->broken |= !resolve_triggers(r, node, clause);
    resolve_lines(r, node, clause);
    r->context = NULL;
    r->resting = NULL;
}

/* Clauses of one label differ in their conditions, as other declarations do. */
static void check_labels(cas_resolving *r, const cas_clause_form *clauses, int count)
{
    const cas_entities *labels = &r->entities[CAS_LABELS];
    const cas_form ***forms = CAS_ARRAY(r->arena, const cas_form **, labels->count + 1);
    int *found = CAS_ARRAY(r->arena, int, labels->count + 1);
    for (int i = 0; i < count; i++) {
        const int label = clauses[i].label;
        if (label < 0 || labels->items[label].count < 2)
            continue;
        if (!forms[label])
            forms[label] = CAS_ARRAY(r->arena, const cas_form *, labels->items[label].count);
        forms[label][found[label]++] = &clauses[i].form;
    }
    for (size_t i = 0; i < labels->count; i++)
        if (forms[i])
            cas_check_forms(r, &labels->items[i], forms[i], found[i], "clause");
}

void cas_resolve_clauses(cas_resolving *r)
{
    size_t count = 0;
    for (size_t i = 0; i < r->loaded->count; i++)
        count += r->loaded->items[i].node->kind == CAS_NODE_CLAUSE;
    resolve_openings(r);
    cas_clause_form *clauses = CAS_ARRAY(r->arena, cas_clause_form, count + 1);
    int kept = 0;
    for (size_t i = 0; i < r->loaded->count; i++) {
        const cas_node *node = r->loaded->items[i].node;
        if (node->kind != CAS_NODE_CLAUSE)
            continue;
        cas_poll(r->arena->ctx);
        if (kept >= CAS_MAX_CLAUSES) {
            cas_complain(r, CAS_E0316, node->span, "an agreement may have %d clauses", CAS_MAX_CLAUSES);
            break;
        }
        resolve_clause(r, node, &clauses[kept++]);
    }
    r->out->clauses = clauses;
    r->out->clause_count = kept;
    check_labels(r, clauses, kept);
}
