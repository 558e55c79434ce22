/*
 * Which forms of a text can matter to a goal.
 *
 * A clause can matter if it says something about a deed, decision, finding or clause that matters; then everything it speaks
 * of matters. The goal, the incident, the aggressors and the stances of the question matter from the start. What does not matter
 * can be put in any form without changing the answer, so packages that differ only there need not be told apart.
 *
 * 1. List, for each deed, decision, finding and label, the clauses that say something about it.
 * 2. From what the question names, follow clauses and expressions until nothing is added; note the condition of each form met.
 *
 * Invariant: a thing is marked before what it names is looked at, so that each is looked at once. Cost: linear in the text.
 * Exactness: an over-estimate, never an under-estimate. What it lets through is merged again where answers are equal.
 */
#include "hold/combinations.h"

typedef struct thing_lists {
    int deeds, decisions, findings, labels; /* where the numbers of each sort begin */
    int count;
    const size_t *begin; /* per thing, into clauses; count + 1 */
    const int *clauses;
} thing_lists;

typedef struct influence_walk {
    cas_arena *arena;
    const cas_agreement *agreement;
    thing_lists things;
    bool *thing_seen, *clause_seen, *group_seen, *rule_seen, *weight_seen, *assumption_seen, *incident_seen;
    int *waiting; /* things whose clauses are still to be looked at */
    size_t waiting_count;
    const cas_condition **conditions;
    size_t condition_count, condition_room;
    bool *dimensions;
} influence_walk;

/* ---- Things and the clauses that speak of them --------------------------------------------------------------------------- */

/* Calls of one sweep: the first counts, the second files. */
typedef struct thing_filing {
    size_t *place; /* per thing */
    int *clauses;  /* null: only count */
} thing_filing;

static void file_under(thing_filing *filing, int thing, int clause)
{
    if (filing->clauses)
        filing->clauses[filing->place[thing]] = clause;
    filing->place[thing]++;
}

static void file_statement(const thing_lists *things, const cas_statement_form *s, int clause, thing_filing *filing)
{
    for (int w = 0; w < s->way_count; w++)
        for (int d = 0; d < s->ways[w].count; d++)
            file_under(filing, things->deeds + s->ways[w].doings[d].deed, clause);
    for (int e = 0; e < s->end_deed_count; e++)
        file_under(filing, things->deeds + s->end_deeds[e], clause);
    for (int e = 0; e < s->end_label_count; e++)
        file_under(filing, things->labels + s->end_labels[e], clause);
    for (int p = 0; p < s->prevails_count; p++)
        file_under(filing, things->labels + s->prevails[p], clause);
    if (s->kind == CAS_STATEMENT_DECIDE)
        file_under(filing, things->decisions + s->index, clause);
    if (s->kind == CAS_STATEMENT_FINDING)
        file_under(filing, things->findings + s->index, clause);
}

static void file_clauses(const cas_agreement *agreement, const thing_lists *things, thing_filing *filing)
{
    for (int c = 0; c < agreement->clause_count; c++) {
        const cas_clause_form *clause = &agreement->clauses[c];
        file_under(filing, things->labels + clause->label, c);
        for (int s = 0; s < clause->statement_count; s++)
            file_statement(things, &clause->statements[s], c, filing);
    }
}

static thing_lists list_things(cas_arena *arena, const cas_agreement *agreement)
{
    thing_lists things = {.deeds = 0, .decisions = agreement->deed_count};
    things.findings = things.decisions + agreement->decision_count;
    things.labels = things.findings + agreement->finding_count;
    things.count = things.labels + agreement->label_count;

    size_t *begin = CAS_ARRAY(arena, size_t, (size_t)things.count + 1);
    thing_filing counting = {.place = begin + 1};
    file_clauses(agreement, &things, &counting);
    for (int t = 0; t < things.count; t++)
        begin[t + 1] += begin[t];
    thing_filing placing = {.place = CAS_ARRAY(arena, size_t, (size_t)things.count + 1),
                            .clauses = CAS_ARRAY(arena, int, begin[things.count])};
    for (int t = 0; t < things.count; t++)
        placing.place[t] = begin[t];
    file_clauses(agreement, &things, &placing);
    things.begin = begin;
    things.clauses = placing.clauses;
    return things;
}

/* ---- Marking --------------------------------------------------------------------------------------------------------------- */

static void mark_form(influence_walk *walk, const cas_form *form)
{
    if (!form->condition)
        return;
    walk->conditions = CAS_ROOM(walk->arena, walk->conditions, walk->condition_count, &walk->condition_room);
    walk->conditions[walk->condition_count++] = form->condition;
    cas_condition_dimensions(form->condition, walk->dimensions);
}

static void mark_thing(influence_walk *walk, int thing)
{
    if (walk->thing_seen[thing])
        return;
    walk->thing_seen[thing] = true;
    walk->waiting[walk->waiting_count++] = thing;
}

static void mark_deed(influence_walk *walk, int deed)
{
    if (deed < 0 || walk->thing_seen[walk->things.deeds + deed])
        return;
    mark_thing(walk, walk->things.deeds + deed);
    const cas_deed_entry *entry = &walk->agreement->deeds[deed];
    for (int f = 0; f < entry->form_count; f++)
        mark_form(walk, &entry->forms[f]->form);
}

static void mark_finding(influence_walk *walk, int finding)
{
    if (finding >= 0)
        mark_thing(walk, walk->things.findings + finding);
}

static void mark_parties(influence_walk *walk, const cas_parties *parties)
{
    if (!parties)
        return;
    switch (parties->kind) {
    case CAS_PARTIES_RANGE:
    case CAS_PARTIES_EVERYONE: return;
    case CAS_PARTIES_GROUP:
        if (!walk->group_seen[parties->index]) {
            walk->group_seen[parties->index] = true;
            const cas_group *group = &walk->agreement->groups[parties->index];
            for (int f = 0; f < group->form_count; f++) {
                mark_form(walk, &group->forms[f]->form);
                mark_parties(walk, group->forms[f]->parties);
            }
        }
        return;
    case CAS_PARTIES_ATTACKER: mark_finding(walk, walk->agreement->attacker_finding); return;
    case CAS_PARTIES_ATTACKED: mark_finding(walk, walk->agreement->attacked_finding); return;
    case CAS_PARTIES_UNION:
    case CAS_PARTIES_WITHOUT:
        for (int i = 0; i < parties->count; i++)
            mark_parties(walk, parties->parts[i]);
        return;
    }
}

static void mark_duration(influence_walk *walk, const cas_duration *duration)
{
    if (duration->assumed < 0 || walk->assumption_seen[duration->assumed])
        return;
    walk->assumption_seen[duration->assumed] = true;
    const cas_assumption *assumption = &walk->agreement->assumptions[duration->assumed];
    for (int f = 0; f < assumption->form_count; f++) {
        mark_form(walk, &assumption->forms[f]->form);
        mark_duration(walk, &assumption->forms[f]->duration);
    }
}

static void mark_weights(influence_walk *walk, int column)
{
    if (column < 0 || walk->weight_seen[column])
        return;
    walk->weight_seen[column] = true;
    const cas_weight_column *weights = &walk->agreement->weights[column];
    for (int f = 0; f < weights->form_count; f++)
        mark_form(walk, &weights->forms[f]->form);
}

static void mark_rule(influence_walk *walk, const cas_rule_form *rule)
{
    if (!rule)
        return;
    cas_poll(walk->arena->ctx);
    mark_weights(walk, rule->kind == CAS_RULE_FORM_COUNT ? rule->weights : -1);
    mark_parties(walk, rule->parties);
    mark_parties(walk, rule->excluding);
    mark_parties(walk, rule->barring);
    for (int i = 0; i < rule->part_count; i++)
        mark_rule(walk, rule->parts[i]);
    for (int q = 0; q < rule->quorum_count; q++) {
        mark_weights(walk, rule->quorums[q].weights);
        mark_parties(walk, rule->quorums[q].parties);
    }
    for (int s = 0; s < rule->stage_count; s++) {
        mark_duration(walk, &rule->stages[s].after);
        mark_rule(walk, rule->stages[s].rule);
    }
    if (rule->kind == CAS_RULE_FORM_NAMED && !walk->rule_seen[rule->named]) {
        walk->rule_seen[rule->named] = true;
        const cas_named_rule *named = &walk->agreement->rules[rule->named];
        for (int f = 0; f < named->form_count; f++) {
            mark_form(walk, &named->forms[f]->form);
            mark_rule(walk, named->forms[f]->rule);
        }
    }
}

static void mark_incident(influence_walk *walk, int incident)
{
    if (incident < 0 || walk->incident_seen[incident])
        return;
    walk->incident_seen[incident] = true;
    const cas_incident *entry = &walk->agreement->incidents[incident];
    for (int f = 0; f < entry->form_count; f++) {
        mark_form(walk, &entry->forms[f]->form);
        mark_parties(walk, entry->forms[f]->parties);
    }
}

static void mark_event(influence_walk *walk, const cas_event_form *event)
{
    for (; event; event = event->inner) {
        mark_parties(walk, event->by);
        mark_parties(walk, event->on);
        mark_rule(walk, event->meets);
        switch (event->kind) {
        case CAS_EVENT_FORM_INCIDENT: mark_incident(walk, event->index); break;
        case CAS_EVENT_FORM_DEED: mark_deed(walk, event->index); break;
        case CAS_EVENT_FORM_DONE:
        case CAS_EVENT_FORM_BREACH: mark_thing(walk, walk->things.labels + event->index); break;
        case CAS_EVENT_FORM_ADOPTED:
        case CAS_EVENT_FORM_REJECTED: mark_thing(walk, walk->things.decisions + event->index); break;
        case CAS_EVENT_FORM_FOUND:
        case CAS_EVENT_FORM_NOT_FOUND: mark_finding(walk, event->index); break;
        case CAS_EVENT_FORM_DATE: break;
        case CAS_EVENT_FORM_AFTER: mark_duration(walk, &event->delay); break;
        }
    }
}

static void mark_statement(influence_walk *walk, const cas_statement_form *s)
{
    mark_form(walk, &s->form);
    mark_parties(walk, s->who.parties);
    if (s->who.parties && s->who.voted_on >= 0)
        mark_thing(walk, walk->things.decisions + s->who.voted_on);
    for (int w = 0; w < s->way_count; w++)
        for (int d = 0; d < s->ways[w].count; d++) {
            mark_deed(walk, s->ways[w].doings[d].deed);
            mark_parties(walk, s->ways[w].doings[d].to);
        }
    if (s->has_within)
        mark_duration(walk, &s->within);
    if (s->again)
        mark_duration(walk, &s->again_after);
    mark_rule(walk, s->rule);
    mark_parties(walk, s->callers);
    if (s->kind == CAS_STATEMENT_DECIDE)
        mark_thing(walk, walk->things.decisions + s->index);
    if (s->kind == CAS_STATEMENT_FINDING)
        mark_finding(walk, s->index);
    for (int e = 0; e < s->end_deed_count; e++)
        mark_deed(walk, s->end_deeds[e]);
    for (int e = 0; e < s->end_label_count; e++)
        mark_thing(walk, walk->things.labels + s->end_labels[e]);
}

static void mark_clause(influence_walk *walk, int index)
{
    if (walk->clause_seen[index])
        return;
    walk->clause_seen[index] = true;
    const cas_clause_form *clause = &walk->agreement->clauses[index];
    mark_form(walk, &clause->form);
    mark_thing(walk, walk->things.labels + clause->label);
    for (int t = 0; t < clause->trigger_count; t++) {
        mark_form(walk, &clause->triggers[t].form);
        mark_event(walk, clause->triggers[t].event);
    }
    for (int s = 0; s < clause->statement_count; s++)
        mark_statement(walk, &clause->statements[s]);
}

static void mark_goal(influence_walk *walk, int index)
{
    const cas_goal_entry *goal = &walk->agreement->goals[index];
    for (int f = 0; f < goal->form_count; f++) {
        const cas_goal_form *form = goal->forms[f];
        mark_form(walk, &form->form);
        mark_parties(walk, form->parties);
        mark_parties(walk, form->to);
        for (int d = 0; d < form->deed_count; d++)
            mark_deed(walk, form->deeds[d]);
        mark_event(walk, form->event);
    }
}

static void mark_question(influence_walk *walk, const cas_question *question)
{
    if (question->goal >= 0)
        mark_goal(walk, question->goal);
    mark_incident(walk,
                  question->by_kind == CAS_ON_NOTHING || question->by_kind == CAS_ON_EVENT ? -1 : question->incident);
    mark_parties(walk, question->by);
    mark_parties(walk, question->among);
    mark_parties(walk, question->without);
    mark_event(walk, question->event);
    for (int s = 0; s < question->stance_count; s++)
        mark_parties(walk, question->stances[s].parties);
    if (question->has_within)
        mark_duration(walk, &question->within);
    if (question->has_verdict)
        mark_parties(walk, question->verdict.of);
    for (int s = 0; s < question->set_count; s++)
        mark_parties(walk, question->sets[s]);
}

/* Who leaves is out of every rule and duty. */
static void mark_leaving(influence_walk *walk)
{
    for (int c = 0; c < walk->agreement->clause_count; c++)
        for (int s = 0; s < walk->agreement->clauses[c].statement_count; s++)
            if (walk->agreement->clauses[c].statements[s].kind == CAS_STATEMENT_LEAVE)
                mark_clause(walk, c);
}

cas_influence cas_influence_of(cas_arena *arena, const cas_agreement *agreement, const cas_question *question)
{
    influence_walk walk = {.arena = arena, .agreement = agreement, .things = list_things(arena, agreement)};
    walk.thing_seen = CAS_ARRAY(arena, bool, (size_t)walk.things.count + 1);
    walk.waiting = CAS_ARRAY(arena, int, (size_t)walk.things.count + 1);
    walk.clause_seen = CAS_ARRAY(arena, bool, (size_t)agreement->clause_count + 1);
    walk.group_seen = CAS_ARRAY(arena, bool, (size_t)agreement->group_count + 1);
    walk.rule_seen = CAS_ARRAY(arena, bool, (size_t)agreement->rule_count + 1);
    walk.weight_seen = CAS_ARRAY(arena, bool, (size_t)agreement->weight_count + 1);
    walk.assumption_seen = CAS_ARRAY(arena, bool, (size_t)agreement->assumption_count + 1);
    walk.incident_seen = CAS_ARRAY(arena, bool, (size_t)agreement->incident_count + 1);
    walk.dimensions = CAS_ARRAY(arena, bool, (size_t)agreement->dimension_count + 1);

    mark_question(&walk, question);
    if (question->goal < 0)
        for (int c = 0; c < agreement->clause_count; c++)
            mark_clause(&walk, c);
    mark_leaving(&walk);
    while (walk.waiting_count) {
        const int thing = walk.waiting[--walk.waiting_count];
        for (size_t at = walk.things.begin[thing]; at < walk.things.begin[thing + 1]; at++)
            mark_clause(&walk, walk.things.clauses[at]);
        cas_poll(arena->ctx);
    }
    return (cas_influence){walk.conditions, walk.condition_count, walk.dimensions, walk.clause_seen, walk.rule_seen};
}

cas_text cas_influence_signature(cas_arena *arena, const cas_influence *influence, const int *choice)
{
    const size_t count = influence->condition_count;
    char *bits = CAS_ARRAY(arena, char, count / 8 + 1);
    for (size_t i = 0; i < count; i++)
        if (cas_condition_truth(influence->conditions[i], choice) == CAS_TRUE)
            bits[i / 8] |= (char)(1 << (i % 8));
    return (cas_text){bits, count / 8 + 1};
}

cas_influence cas_influence_of_text(cas_arena *arena, const cas_agreement *agreement)
{
    static const cas_question whole = {.goal = -1, .rule = -1, .standoff = -1, .incident = -1, .kind = CAS_QUESTION_NO_CONFLICT, .by_kind = CAS_ON_NOTHING};
    return cas_influence_of(arena, agreement, &whole);
}
