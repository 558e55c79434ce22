/*
 * An instance as text: every field, one thing a line, indented by what it belongs to.
 *
 * The text is complete, so two instances are equal if their texts are: cas_instance_equal and cas_instances_add rest on that.
 * A field that is added to instance.h must be added here.
 */
#include "model/build.h"

#include <string.h>

static const char *const quant_names[] = {"at least", "more than", "at most", "all but",
                                          "all",      "any",       "none",    "majority"};
static const char *const ballot_names[] = {"yes", "no", "abstain", "absent"};
static const char *const word_names[] = {"yes", "no", "not yes", "not no"};

typedef struct dumping {
    cas_builder *out;
    const cas_instance *of;
    int depth;
} dumping;

static void begin_line(dumping *d)
{
    for (int i = 0; i < d->depth; i++)
        cas_puts(d->out, "  ");
}

static void put_set(dumping *d, const cas_set *set)
{
    bool first = true;
    cas_putc(d->out, '{');
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1)) {
        cas_putf(d->out, "%s%s", first ? "" : " ", p < d->of->party_count ? d->of->party_names[p] : "?");
        first = false;
    }
    cas_putc(d->out, '}');
}

static const char *party_name(const dumping *d, int party)
{
    return party < 0 ? "-" : d->of->party_names[party];
}

static void put_ticks(dumping *d, cas_tick tick)
{
    if (tick >= CAS_NEVER)
        cas_puts(d->out, "never");
    else
        cas_putf(d->out, "%lld", (long long)tick);
}

static void put_quant(dumping *d, const cas_quant *quant)
{
    cas_puts(d->out, quant_names[quant->kind]);
    if (quant->kind <= CAS_ALL_BUT)
        cas_putf(d->out, " %s%s/%s", quant->share ? "share " : "", cas_big_string(d->out->arena, quant->number),
                 cas_big_string(d->out->arena, quant->over));
}

/* ---- Rules ------------------------------------------------------------------------------------------------------------- */

static void put_weights(dumping *d, const cas_weights *weights)
{
    if (!weights)
        return;
    cas_putf(d->out, " of %s*10^%u(", weights->name, weights->places);
    for (int p = 0; p < d->of->party_count; p++)
        if (weights->units[p].count)
            cas_putf(d->out, " %s %s", d->of->party_names[p], cas_big_string(d->out->arena, weights->units[p]));
    cas_puts(d->out, weights->small ? " )" : " large )");
}

static void put_removal(dumping *d, const char *word, const cas_removal *removal)
{
    if (cas_set_is_empty(&removal->always) && cas_set_is_empty(&removal->when_found) && removal->finding < 0)
        return;
    begin_line(d);
    cas_putf(d->out, "%s ", word);
    put_set(d, &removal->always);
    if (removal->finding >= 0) {
        cas_putf(d->out, ", once %s is found ", d->of->finding_names[removal->finding]);
        put_set(d, &removal->when_found);
    }
    cas_putc(d->out, '\n');
}

static void put_rule(dumping *d, const cas_rule *rule);

static void put_tails(dumping *d, const cas_rule *rule)
{
    put_removal(d, "excluding", &rule->excluding);
    put_removal(d, "barring", &rule->barring);
    if (rule->of_those_voting) {
        begin_line(d);
        cas_puts(d->out, "of those voting\n");
    }
    for (int i = 0; i < rule->quorum_count; i++) {
        begin_line(d);
        cas_puts(d->out, "quorum ");
        put_quant(d, &rule->quorums[i].quant);
        put_weights(d, rule->quorums[i].weights);
        cas_puts(d->out, " of ");
        put_set(d, &rule->quorums[i].members);
        cas_putc(d->out, '\n');
    }
    for (int i = 0; i < rule->stage_count; i++) {
        begin_line(d);
        cas_puts(d->out, "failing that after ");
        put_ticks(d, rule->stages[i].after);
        cas_putc(d->out, '\n');
        d->depth++;
        put_rule(d, rule->stages[i].rule);
        d->depth--;
    }
}

static void put_head(dumping *d, const cas_rule *rule)
{
    switch (rule->kind) {
    case CAS_RULE_COUNT:
        put_quant(d, &rule->quant);
        put_weights(d, rule->weights);
        cas_puts(d->out, " of ");
        put_set(d, &rule->members);
        cas_putf(d->out, " %s", word_names[rule->ballot]);
        return;
    case CAS_RULE_AND: cas_puts(d->out, "and"); return;
    case CAS_RULE_OR: cas_puts(d->out, "or"); return;
    case CAS_RULE_BODIES:
        cas_puts(d->out, "bodies ");
        put_quant(d, &rule->quant);
        return;
    }
}

static void put_rule(dumping *d, const cas_rule *rule)
{
    begin_line(d);
    put_head(d, rule);
    cas_putf(d->out, "  | %s\n", rule->words ? rule->words : "");
    d->depth++;
    for (int i = 0; i < rule->part_count; i++) {
        if (rule->kind == CAS_RULE_BODIES) {
            begin_line(d);
            cas_putf(d->out, "body %s\n", rule->part_names[i]);
        }
        put_rule(d, rule->parts[i]);
    }
    put_tails(d, rule);
    d->depth--;
}

/* ---- Events ------------------------------------------------------------------------------------------------------------ */

static void put_clause_name(dumping *d, int clause)
{
    if (clause >= 0)
        cas_putf(d->out, "#%d", clause);
    else
        cas_puts(d->out, "-");
}

static void put_event_head(dumping *d, const cas_event *event)
{
    switch (event->kind) {
    case CAS_EV_INCIDENT: cas_putf(d->out, "incident %s", d->of->incident_names[event->index]); return;
    case CAS_EV_DEED: cas_putf(d->out, "deed %s", d->of->deeds[event->index].name); return;
    case CAS_EV_CLAUSE_DONE:
        cas_puts(d->out, "done ");
        put_clause_name(d, event->index);
        return;
    case CAS_EV_ADOPTED: cas_putf(d->out, "adopted %s", d->of->decision_names[event->index]); return;
    case CAS_EV_REJECTED: cas_putf(d->out, "rejected %s", d->of->decision_names[event->index]); return;
    case CAS_EV_FOUND: cas_putf(d->out, "found %s", d->of->finding_names[event->index]); return;
    case CAS_EV_NOT_FOUND: cas_putf(d->out, "not found %s", d->of->finding_names[event->index]); return;
    case CAS_EV_BREACH:
        cas_puts(d->out, "breach of ");
        put_clause_name(d, event->index);
        return;
    case CAS_EV_AFTER:
        cas_puts(d->out, "after ");
        put_ticks(d, event->delay);
        return;
    }
}

static void put_event(dumping *d, const char *word, const cas_event *event)
{
    begin_line(d);
    cas_putf(d->out, "%s ", word);
    put_event_head(d, event);
    if (event->has_set) {
        cas_puts(d->out, " by ");
        put_quant(d, &event->quant);
        cas_puts(d->out, " of ");
        put_set(d, &event->set);
    }
    cas_putf(d->out, "  | %s\n", event->words ? event->words : "");
    d->depth++;
    if (event->meets)
        put_rule(d, event->meets);
    if (event->inner)
        put_event(d, "of", event->inner);
    d->depth--;
}

/* ---- Clauses ----------------------------------------------------------------------------------------------------------- */

static void put_who(dumping *d, const cas_who *who)
{
    if (who->kind == CAS_ANY_NUMBER)
        cas_putf(d->out, " any %d of ", who->number);
    else
        cas_puts(d->out, who->kind == CAS_JOINTLY ? " jointly " : " each of ");
    put_set(d, &who->set);
    if (who->voted_on >= 0)
        cas_putf(d->out, " %s on %s", ballot_names[who->voted], d->of->decision_names[who->voted_on]);
}

static void put_ways(dumping *d, const cas_statement *statement)
{
    for (int w = 0; w < statement->way_count; w++) {
        begin_line(d);
        cas_puts(d->out, "way");
        for (int i = 0; i < statement->ways[w].count; i++) {
            const cas_doing *doing = &statement->ways[w].doings[i];
            cas_putf(d->out, "%s %s", i ? " and" : "", d->of->deeds[doing->deed].name);
            if (doing->recipient >= 0)
                cas_putf(d->out, " to %s", party_name(d, doing->recipient));
        }
        cas_putc(d->out, '\n');
    }
}

static void put_finding(dumping *d, const cas_statement *statement)
{
    static const char *const modes[] = {"by rule", "by fact", "by each", "on call"};
    cas_putf(d->out, " %s %s", d->of->finding_names[statement->index], modes[statement->mode]);
    if (statement->mode == CAS_ON_CALL)
        cas_putf(d->out, " of %d of ", statement->call_number);
    if (statement->mode == CAS_ON_CALL || statement->mode == CAS_BY_EACH)
        put_set(d, &statement->call_set);
}

static void put_statement(dumping *d, const cas_statement *statement)
{
    static const char *const kinds[] = {"duty", "prohibition", "permission", "power", "decide", "finding", "end", "leave"};
    begin_line(d);
    cas_puts(d->out, kinds[statement->kind]);
    if (statement->kind <= CAS_POWER_GRANT || statement->kind == CAS_LEAVE)
        put_who(d, &statement->who);
    if (statement->kind == CAS_DECIDE)
        cas_putf(d->out, " %s", d->of->decision_names[statement->index]);
    if (statement->kind == CAS_FINDING)
        put_finding(d, statement);
    if (statement->kind == CAS_DUTY || statement->kind == CAS_DECIDE || statement->kind == CAS_LEAVE ||
        (statement->kind == CAS_FINDING && statement->mode == CAS_BY_RULE)) {
        cas_puts(d->out, " within ");
        put_ticks(d, statement->within);
    }
    if (statement->again_after >= 0) {
        cas_puts(d->out, " again after ");
        put_ticks(d, statement->again_after);
    }
    if (statement->only_basis)
        cas_puts(d->out, " only a basis");
    if (statement->prevails_over >= 0) {
        cas_puts(d->out, " prevails over ");
        put_clause_name(d, statement->prevails_over);
    }
    for (int i = 0; i < statement->end_deed_count; i++)
        cas_putf(d->out, " %s", d->of->deeds[statement->end_deeds[i]].name);
    for (int i = 0; i < statement->end_clause_count; i++) {
        cas_putc(d->out, ' ');
        put_clause_name(d, statement->end_clauses[i]);
    }
    cas_putf(d->out, "  | line %d: %s\n", statement->line, statement->words);
    d->depth++;
    put_ways(d, statement);
    if (statement->rule)
        put_rule(d, statement->rule);
    d->depth--;
}

static void put_clause(dumping *d, const cas_clause *clause, int number)
{
    cas_putf(d->out, "clause #%d %s \"%s\" %s:%d\n", number, clause->label, clause->title, clause->file, clause->line);
    if (clause->part)
        cas_putf(d->out, "  of agreement %d\n", clause->part);
    d->depth = 1;
    for (int t = 0; t < clause->trigger_count; t++)
        put_event(d, "when", clause->triggers[t]);
    for (int s = 0; s < clause->statement_count; s++)
        put_statement(d, &clause->statements[s]);
    for (int n = 0; n < clause->note_count; n++) {
        const cas_citation_note *note = &clause->notes[n];
        begin_line(d);
        if (note->source)
            cas_putf(d->out, "cite %s %s \"%s\"%s\n", note->source, note->locator, note->words,
                     note->restated ? " restated" : "");
        else
            cas_putf(d->out, "assume \"%s\"\n", note->words);
    }
    d->depth = 0;
}

/* ---- The whole --------------------------------------------------------------------------------------------------------- */

static void put_goal(dumping *d, const cas_goal *goal)
{
    cas_putf(d->out, "goal %s \"%s\" ", goal->name, goal->title);
    if (goal->kind != CAS_GOAL_EVENT) {
        put_quant(d, &goal->quant);
        cas_puts(d->out, " of ");
        put_set(d, &goal->set);
        cas_putf(d->out, " %s %s", goal->kind == CAS_GOAL_DOES ? "does" : "gives", goal->all_of ? "all of" : "any of");
        for (int i = 0; i < goal->deed_count; i++)
            cas_putf(d->out, " %s", d->of->deeds[goal->deeds[i]].name);
        if (goal->recipient >= 0)
            cas_putf(d->out, " to %s", party_name(d, goal->recipient));
    }
    cas_putf(d->out, "  | %s\n", goal->words);
    d->depth = 1;
    if (goal->event)
        put_event(d, "event", goal->event);
    d->depth = 0;
}

static void put_given(dumping *d, const cas_given *given)
{
    static const char *const kinds[] = {"incident", "deed",  "breach",    "adopted",
                                        "rejected", "found", "not found", "done"};
    cas_putf(d->out, "given %s %d", kinds[given->kind], given->index);
    if (!cas_set_is_empty(&given->parties)) {
        cas_puts(d->out, " by ");
        put_set(d, &given->parties);
    }
    cas_puts(d->out, given->meets ? " meets\n" : "\n");
}

void cas_instance_dump(cas_builder *out, const cas_instance *instance)
{
    static const char *const kinds[] = {"measure", "act", "power"};
    dumping d = {out, instance, 0};
    cas_putf(out, "tick %.17g hours\nattacker %s\nattacked %s\n", instance->tick_hours,
             party_name(&d, instance->attacker), party_name(&d, instance->attacked));
    for (int p = 0; p < instance->party_count; p++)
        cas_putf(out, "party %s \"%s\"\n", instance->party_names[p], instance->party_titles[p]);
    for (int i = 0; i < instance->deed_count; i++)
        cas_putf(out, "%s %s \"%s\"%s\n", kinds[instance->deeds[i].kind], instance->deeds[i].name,
                 instance->deeds[i].title, instance->deeds[i].optional ? " optional" : "");
    for (int i = 0; i < instance->incident_count; i++)
        cas_putf(out, "incident %s\n", instance->incident_names[i]);
    for (int i = 0; i < instance->decision_count; i++)
        cas_putf(out, "decision %s\n", instance->decision_names[i]);
    for (int i = 0; i < instance->finding_count; i++)
        cas_putf(out, "finding %s\n", instance->finding_names[i]);
    for (int c = 0; c < instance->clause_count; c++) {
        cas_poll(out->arena->ctx);
        put_clause(&d, &instance->clauses[c], c);
    }
    for (int g = 0; g < instance->goal_count; g++)
        put_goal(&d, &instance->goals[g]);
    for (int i = 0; i < instance->given_count; i++)
        put_given(&d, &instance->givens[i]);
}

/* ---- Equality ---------------------------------------------------------------------------------------------------------- */

static cas_text text_of(cas_arena *arena, const cas_instance *instance)
{
    cas_builder out = {.arena = arena};
    cas_instance_dump(&out, instance);
    return cas_built(&out);
}

bool cas_instance_equal(cas_arena *arena, const cas_instance *a, const cas_instance *b)
{
    if (a == b)
        return true;
    if (a->clause_count != b->clause_count || a->party_count != b->party_count || a->attacker != b->attacker ||
        a->attacked != b->attacked)
        return false;
    const cas_mark mark = cas_arena_mark(arena);
    const bool equal = cas_text_equal(text_of(arena, a), text_of(arena, b));
    cas_arena_release(arena, mark);
    return equal;
}

size_t cas_instances_add(cas_instances *instances, const cas_instance *instance)
{
    instances->texts.arena = instances->arena;
    const cas_mark mark = cas_arena_mark(instances->arena);
    const cas_text text = text_of(instances->arena, instance);
    const int known = cas_names_find(&instances->texts, text);
    if (known >= 0) {
        cas_arena_release(instances->arena, mark);
        return (size_t)known;
    }
    cas_names_add(&instances->texts, text);
    instances->items = CAS_ROOM(instances->arena, instances->items, instances->count, &instances->room);
    instances->items[instances->count] = instance;
    return instances->count++;
}
