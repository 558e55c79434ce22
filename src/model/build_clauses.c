/*
 * The clauses in force in a package.
 *
 * 1. Of each label the form that holds is chosen.
 * 2. A clause all of whose triggers speak of clauses that are not there, or of an incident by or on somebody else, can never start, and whatever only it could start goes with
 *    it: a worklist over "waits for label", linear in the triggers.
 * 3. Who has left before the run begins (`leaves` or `end agreement` in a clause in force from the start, or since a day that is past)
 *    is in no set of the clauses of that agreement.
 * 4. The clauses that are left are numbered, and only then built, so that events can name them.
 */
#include "model/building.h"

#include <string.h>

/* ---- Which clauses ----------------------------------------------------------------------------------------------------- */

typedef struct pruning {
    cas_building *b;
    bool *here;                 /* per clause form */
    int *live;                  /* per clause form: triggers that may occur */
    int *first, *next, *waiter; /* edges by label: the clause forms that wait for it */
    int edges;
    int *queue;
    int queued;
} pruning;

static bool holds(const cas_building *b, const cas_form *form)
{
    return cas_condition_truth(form->condition, b->scope.choice) == CAS_TRUE;
}

/* Of clauses with one label a conditional one that holds stands in place of the unconditional one. */
static void choose_clauses(pruning *p)
{
    const cas_agreement *agreement = p->b->agreement;
    int *chosen = CAS_ARRAY(p->b->arena, int, agreement->label_count + 1);
    memset(chosen, -1, (size_t)(agreement->label_count + 1) * sizeof *chosen);
    for (int c = 0; c < agreement->clause_count; c++) {
        const cas_clause_form *clause = &agreement->clauses[c];
        if (!holds(p->b, &clause->form))
            continue;
        if (clause->label < 0) {
            p->here[c] = true;
            continue;
        }
        const int before = chosen[clause->label];
        if (before >= 0 && !clause->form.condition)
            continue;
        if (before >= 0)
            p->here[before] = false;
        p->here[c] = true;
        chosen[clause->label] = c;
    }
}

/* The label an event waits for, or -1. */
static int awaited_label(const cas_event_form *event)
{
    while (event->kind == CAS_EVENT_FORM_AFTER)
        event = event->inner;
    return event->kind == CAS_EVENT_FORM_DONE || event->kind == CAS_EVENT_FORM_BREACH ? event->index : -1;
}

static void mark_absent(pruning *p, int clause)
{
    p->here[clause] = false;
    p->queue[p->queued++] = clause;
}

static void count_triggers(pruning *p, int c, const bool *label_here)
{
    const cas_clause_form *clause = &p->b->agreement->clauses[c];
    for (int t = 0; t < clause->trigger_count; t++) {
        if (!holds(p->b, &clause->triggers[t].form))
            continue;
        const int label = awaited_label(clause->triggers[t].event);
        if (label >= 0 ? !label_here[label] : !cas_build_can_occur(p->b, clause->triggers[t].event))
            continue;
        p->live[c]++;
        if (label < 0)
            continue;
        p->waiter[p->edges] = c;
        p->next[p->edges] = p->first[label];
        p->first[label] = p->edges++;
    }
}

static void prune(pruning *p)
{
    const cas_agreement *agreement = p->b->agreement;
    bool *label_here = CAS_ARRAY(p->b->arena, bool, agreement->label_count + 1);
    for (int c = 0; c < agreement->clause_count; c++)
        if (p->here[c] && agreement->clauses[c].label >= 0)
            label_here[agreement->clauses[c].label] = true;
    for (int c = 0; c < agreement->clause_count; c++)
        if (p->here[c])
            count_triggers(p, c, label_here);
    for (int c = 0; c < agreement->clause_count; c++)
        if (p->here[c] && agreement->clauses[c].trigger_count && !p->live[c])
            mark_absent(p, c);
    for (int i = 0; i < p->queued; i++) {
        const int label = agreement->clauses[p->queue[i]].label;
        if (label < 0)
            continue;
        for (int edge = p->first[label]; edge >= 0; edge = p->next[edge])
            if (p->here[p->waiter[edge]] && --p->live[p->waiter[edge]] == 0)
                mark_absent(p, p->waiter[edge]);
    }
}

static pruning choose(cas_building *b)
{
    const cas_agreement *agreement = b->agreement;
    const size_t clauses = (size_t)agreement->clause_count + 1, labels = (size_t)agreement->label_count + 1;
    size_t triggers = 1;
    for (int c = 0; c < agreement->clause_count; c++)
        triggers += (size_t)agreement->clauses[c].trigger_count;
    pruning p = {.b = b,
                 .here = CAS_ARRAY(b->arena, bool, clauses),
                 .live = CAS_ARRAY(b->arena, int, clauses),
                 .first = CAS_ARRAY(b->arena, int, labels),
                 .next = CAS_ARRAY(b->arena, int, triggers),
                 .waiter = CAS_ARRAY(b->arena, int, triggers),
                 .queue = CAS_ARRAY(b->arena, int, clauses)};
    memset(p.first, -1, labels * sizeof *p.first);
    choose_clauses(&p);
    prune(&p);
    return p;
}

/* ---- Statements -------------------------------------------------------------------------------------------------------- */

static cas_who build_who(cas_building *b, const cas_who_form *form)
{
    cas_who who = {.number = form->number, .set = cas_scope_set(&b->scope, form->parties), .voted_on = form->voted_on};
    switch (form->kind) {
    case CAS_WHO_FORM_EACH: who.kind = CAS_EACH; break;
    case CAS_WHO_FORM_JOINTLY: who.kind = CAS_JOINTLY; break;
    case CAS_WHO_FORM_ANY: who.kind = CAS_ANY_NUMBER; break;
    }
    who.voted = form->voted == 0 ? CAS_YES : form->voted == 1 ? CAS_NO : CAS_ABSTAIN;
    return who;
}

/* False when it cannot be done here: nobody to give it to, or a measure of other packages. */
static bool build_doing(cas_building *b, const cas_doing_form *form, cas_doing *doing)
{
    *doing = (cas_doing){form->deed, -1};
    if (cas_build_lacks(b, form->deed))
        return false;
    if (!b->agreement->deeds[form->deed].is_measure)
        return true;
    doing->recipient = form->to ? cas_scope_party(&b->scope, form->to) : b->scope.attacked;
    return doing->recipient >= 0;
}

static bool is_optional(const cas_building *b, int deed)
{
    const cas_deed_entry *entry = &b->agreement->deeds[deed];
    const int form = CAS_FORM_IN(entry, b->scope.choice);
    return form >= 0 && entry->forms[form]->optional;
}

static void build_ways(cas_building *b, const cas_statement_form *form, cas_statement *statement)
{
    cas_way *ways = CAS_ARRAY(b->arena, cas_way, form->way_count + 1);
    for (int w = 0; w < form->way_count; w++) {
        cas_doing *doings = CAS_ARRAY(b->arena, cas_doing, form->ways[w].count + 1);
        int count = 0;
        for (int i = 0; i < form->ways[w].count; i++) {
            if (!build_doing(b, &form->ways[w].doings[i], &doings[count]))
                continue;
            statement->only_basis |= form->kind == CAS_STATEMENT_DUTY && is_optional(b, doings[count].deed);
            count++;
        }
        if (count)
            ways[statement->way_count++] = (cas_way){doings, count};
    }
    statement->ways = ways;
}

static void build_end(cas_building *b, const cas_statement_form *form, cas_statement *statement)
{
    int *clauses = CAS_ARRAY(b->arena, int, form->end_label_count + 1);
    for (int i = 0; i < form->end_label_count; i++)
        if (b->clause_of_label[form->end_labels[i]] >= 0)
            clauses[statement->end_clause_count++] = b->clause_of_label[form->end_labels[i]];
    statement->end_clauses = clauses;
    statement->end_deeds = form->end_deeds;
    statement->end_deed_count = form->end_deed_count;
}

static void build_finding(cas_building *b, const cas_statement_form *form, cas_statement *statement)
{
    switch (form->mode) {
    case CAS_FINDS_BY_RULE: statement->mode = CAS_BY_RULE; break;
    case CAS_FINDS_BY_FACT: statement->mode = CAS_BY_FACT; break;
    case CAS_FINDS_BY_EACH:
        statement->mode = CAS_BY_EACH;
        statement->call_set = cas_set_minus(cas_set_first(b->agreement->party_count), b->scope.left);
        break;
    case CAS_FINDS_ON_CALL:
        statement->mode = CAS_ON_CALL;
        statement->call_set = cas_scope_set(&b->scope, form->callers);
        break;
    }
    statement->call_number = form->call_number;
}

static bool is_norm(cas_statement_form_kind kind)
{
    return kind == CAS_STATEMENT_LEAVE || kind == CAS_STATEMENT_DUTY || kind == CAS_STATEMENT_PROHIBITION || kind == CAS_STATEMENT_PERMISSION ||
           kind == CAS_STATEMENT_POWER;
}

static cas_statement_kind statement_kind(cas_statement_form_kind kind)
{
    switch (kind) {
    case CAS_STATEMENT_DUTY: return CAS_DUTY;
    case CAS_STATEMENT_PROHIBITION: return CAS_PROHIBITION;
    case CAS_STATEMENT_PERMISSION: return CAS_PERMISSION;
    case CAS_STATEMENT_POWER: return CAS_POWER_GRANT;
    case CAS_STATEMENT_DECIDE: return CAS_DECIDE;
    case CAS_STATEMENT_FINDING: return CAS_FINDING;
    case CAS_STATEMENT_END: return CAS_END;
    case CAS_STATEMENT_LEAVE: return CAS_LEAVE;
    }
    return CAS_END;
}

/* False when nothing of it is left in this package. */
static bool build_statement(cas_building *b, const cas_statement_form *form, cas_statement *statement)
{
    *statement = (cas_statement){.kind = statement_kind(form->kind),
                                 .prevails_over = -1,
                                 .index = form->index,
                                 .again_after = -1,
                                 .line = form->line,
                                 .words = form->words};
    statement->who.voted_on = -1;
    if (form->has_within)
        statement->within = cas_scope_ticks(&b->scope, &form->within);
    if (is_norm(form->kind)) {
        statement->who = build_who(b, &form->who);
        build_ways(b, form, statement);
        return statement->way_count > 0 || (form->kind == CAS_STATEMENT_LEAVE && !form->way_count);
    }
    if (form->rule)
        statement->rule = cas_build_rule(b, form->rule);
    if (form->again)
        statement->again_after = cas_scope_ticks(&b->scope, &form->again_after);
    if (form->kind == CAS_STATEMENT_FINDING)
        build_finding(b, form, statement);
    if (form->kind == CAS_STATEMENT_END)
        build_end(b, form, statement);
    return true;
}

/*
 * A permission that prevails over several clauses is one permission for each; a duty that does is the duty, and a permission
 * beside it.
 */
static int add_statement(cas_building *b, const cas_statement_form *form, cas_statement *statements)
{
    if (!holds(b, &form->form) || !build_statement(b, form, &statements[0]))
        return 0;
    int count = statements[0].kind == CAS_DUTY;
    cas_statement first = statements[0];
    if (first.kind == CAS_DUTY)
        first.kind = CAS_PERMISSION;
    for (int i = 0; i < form->prevails_count; i++) {
        const int clause = b->clause_of_label[form->prevails[i]];
        if (clause < 0)
            continue;
        statements[count] = first;
        statements[count++].prevails_over = clause;
    }
    return count ? count : 1;
}

/* ---- Clauses ----------------------------------------------------------------------------------------------------------- */

static int add_notes(const cas_agreement *agreement, const cas_notes *from, cas_citation_note *notes)
{
    for (int i = 0; i < from->count; i++) {
        const cas_note_form *note = &from->items[i];
        const cas_cited_source *source = note->source < 0 ? NULL : &agreement->sources[note->source];
        notes[i] =
            (cas_citation_note){source ? source->name : NULL, note->locator, note->words, source && source->restated};
    }
    return from->count;
}

static void build_notes(cas_building *b, const cas_clause_form *form, cas_clause *clause)
{
    size_t most = (size_t)form->notes.count;
    for (int s = 0; s < form->statement_count; s++)
        most += (size_t)form->statements[s].notes.count;
    cas_citation_note *notes = CAS_ARRAY(b->arena, cas_citation_note, most + 1);
    int count = add_notes(b->agreement, &form->notes, notes);
    for (int s = 0; s < form->statement_count; s++)
        if (holds(b, &form->statements[s].form))
            count += add_notes(b->agreement, &form->statements[s].notes, notes + count);
    clause->notes = notes;
    clause->note_count = count;
}

static void build_clause(cas_building *b, const cas_clause_form *form, cas_clause *clause)
{
    *clause = (cas_clause){.label = form->label < 0 ? "" : b->agreement->labels[form->label],
                           .title = form->title,
                           .file = form->file,
                           .line = form->line,
                           .part = form->part};
    const cas_event **triggers = CAS_ARRAY(b->arena, const cas_event *, form->trigger_count + 1);
    for (int t = 0; t < form->trigger_count; t++) {
        if (!holds(b, &form->triggers[t].form))
            continue;
        triggers[clause->trigger_count] = cas_build_event(b, form->triggers[t].event);
        clause->trigger_count += triggers[clause->trigger_count] != NULL;
    }
    clause->triggers = triggers;
    size_t most = 1;
    for (int s = 0; s < form->statement_count; s++)
        most += 2 + (size_t)form->statements[s].prevails_count;
    cas_statement *statements = CAS_ARRAY(b->arena, cas_statement, most);
    for (int s = 0; s < form->statement_count; s++)
        clause->statement_count += add_statement(b, &form->statements[s], statements + clause->statement_count);
    clause->statements = statements;
    build_notes(b, form, clause);
}

/* In force from the start, or since a day of the calendar that has come when the run begins. */
static bool is_past(const cas_building *b, const cas_clause_form *clause)
{
    const int64_t begin = b->occasion->dated ? b->occasion->day : b->agreement->day;
    for (int t = 0; t < clause->trigger_count; t++)
        if (holds(b, &clause->triggers[t].form) && clause->triggers[t].event->kind == CAS_EVENT_FORM_DATE &&
            clause->triggers[t].event->day <= begin)
            return true;
    return clause->trigger_count == 0;
}

static cas_set who_has_left(cas_building *b, const pruning *p, int part)
{
    cas_set left = cas_set_empty();
    for (int c = 0; c < b->agreement->clause_count; c++) {
        const cas_clause_form *clause = &b->agreement->clauses[c];
        for (int s = 0; p->here[c] && clause->part == part && s < clause->statement_count; s++) {
            const cas_statement_form *statement = &clause->statements[s];
            if (statement->kind == CAS_STATEMENT_LEAVE && !statement->way_count && holds(b, &statement->form) &&
                is_past(b, clause))
                left = cas_set_or(left, cas_scope_set(&b->scope, statement->who.parties));
        }
    }
    return left;
}

/* From here on sets are read as they stand in this agreement. */
static void enter_part(cas_building *b, cas_set left)
{
    b->scope.left = b->blind.left = b->sees_attacker.left = b->sees_attacked.left = left;
    for (int r = 0; r < b->agreement->rule_count; r++)
        b->rules[r] = NULL;
}

/* Whether anything here settles who the attacker or the attacked was, other than by fact. */
static void note_findings(cas_building *b, const pruning *p)
{
    const cas_agreement *agreement = b->agreement;
    if (agreement->attacker_finding < 0 && agreement->attacked_finding < 0)
        return;
    for (int c = 0; c < agreement->clause_count; c++) {
        const cas_clause_form *clause = &agreement->clauses[c];
        for (int s = 0; p->here[c] && s < clause->statement_count; s++) {
            const cas_statement_form *statement = &clause->statements[s];
            if (statement->kind != CAS_STATEMENT_FINDING || statement->mode == CAS_FINDS_BY_FACT ||
                !holds(b, &statement->form))
                continue;
            b->attacker_open |= statement->index == agreement->attacker_finding;
            b->attacked_open |= statement->index == agreement->attacked_finding;
        }
    }
}

void cas_build_clauses(cas_building *b)
{
    const cas_agreement *agreement = b->agreement;
    const pruning p = choose(b);
    note_findings(b, &p);
    int count = 0;
    for (int l = 0; l < agreement->label_count; l++)
        b->clause_of_label[l] = -1;
    for (int c = 0; c < agreement->clause_count; c++) {
        if (!p.here[c])
            continue;
        if (agreement->clauses[c].label >= 0)
            b->clause_of_label[agreement->clauses[c].label] = count;
        count++;
    }
    cas_clause *clauses = CAS_ARRAY(b->arena, cas_clause, count + 1);
    int built = 0, part = -1;
    const cas_set left = b->scope.left;
    for (int c = 0; c < agreement->clause_count; c++) {
        if (!p.here[c])
            continue;
        cas_poll(b->arena->ctx);
        if (agreement->clauses[c].part != part) {
            part = agreement->clauses[c].part;
            enter_part(b, left);
            enter_part(b, cas_set_or(left, who_has_left(b, &p, part)));
        }
        build_clause(b, &agreement->clauses[c], &clauses[built++]);
    }
    enter_part(b, left);
    b->out->clauses = clauses;
    b->out->clause_count = built;
}
