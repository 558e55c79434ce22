/* An instance as a text to read when two engines disagree about it. See random_instance.h. */
#include "hold/random_instance.h"

static void put_set(cas_builder *out, const cas_instance *in, const cas_set *set)
{
    bool first = true;
    cas_putc(out, '{');
    for (int p = 0; p < in->party_count; p++) {
        if (!cas_set_has(set, p))
            continue;
        cas_putf(out, "%s%s", first ? "" : ", ", in->party_names[p]);
        first = false;
    }
    cas_putc(out, '}');
}

static void put_quant(cas_builder *out, const cas_quant *quant)
{
    static const char *const words[] = {"at least", "more than", "at most", "all but",
                                        "all",      "any",       "none",    "majority"};
    cas_puts(out, words[quant->kind]);
    if (quant->kind <= CAS_ALL_BUT) {
        cas_putf(out, " %s", cas_big_string(out->arena, quant->number));
        if (quant->share || cas_big_small(quant->over) != 1)
            cas_putf(out, "/%s%s", cas_big_string(out->arena, quant->over), quant->share ? "" : " (units)");
    }
    cas_puts(out, " of ");
}

static void put_weights(cas_builder *out, const cas_instance *in, const cas_weights *weights)
{
    if (!weights)
        return;
    cas_puts(out, "weight(");
    for (int p = 0; p < in->party_count; p++)
        cas_putf(out, "%s%s", p ? " " : "", cas_big_string(out->arena, weights->units[p]));
    cas_puts(out, ") of ");
}

static void put_removal(cas_builder *out, const cas_instance *in, const char *word, const cas_removal *removal)
{
    if (!cas_set_is_empty(&removal->always)) {
        cas_putf(out, " %s ", word);
        put_set(out, in, &removal->always);
    }
    if (removal->finding >= 0 && !cas_set_is_empty(&removal->when_found)) {
        cas_putf(out, " %s ", word);
        put_set(out, in, &removal->when_found);
        cas_putf(out, " once %s found", in->finding_names[removal->finding]);
    }
}

static void put_rule(cas_builder *out, const cas_instance *in, const cas_rule *rule)
{
    static const char *const words[] = {"yes", "no", "not yes", "not no"};
    cas_putc(out, '(');
    if (rule->kind == CAS_RULE_COUNT) {
        put_quant(out, &rule->quant);
        put_weights(out, in, rule->weights);
        put_set(out, in, &rule->members);
        cas_putf(out, " %s", words[rule->ballot]);
    }
    if (rule->kind == CAS_RULE_BODIES)
        put_quant(out, &rule->quant);
    for (int i = 0; i < rule->part_count; i++) {
        cas_puts(out, i == 0 ? "" : rule->kind == CAS_RULE_AND ? " and " : rule->kind == CAS_RULE_OR ? " or " : ", ");
        put_rule(out, in, rule->parts[i]);
    }
    put_removal(out, in, "excluding", &rule->excluding);
    put_removal(out, in, "barring", &rule->barring);
    if (rule->of_those_voting)
        cas_puts(out, " of those voting");
    for (int i = 0; i < rule->quorum_count; i++) {
        cas_puts(out, " quorum ");
        put_quant(out, &rule->quorums[i].quant);
        put_weights(out, in, rule->quorums[i].weights);
        put_set(out, in, &rule->quorums[i].members);
    }
    for (int i = 0; i < rule->stage_count; i++) {
        cas_putf(out, " failing that after %lld ", (long long)rule->stages[i].after);
        put_rule(out, in, rule->stages[i].rule);
    }
    cas_putc(out, ')');
}

static void put_event(cas_builder *out, const cas_instance *in, const cas_event *event)
{
    switch (event->kind) {
    case CAS_EV_INCIDENT: cas_puts(out, in->incident_names[event->index]); break;
    case CAS_EV_DEED:
        cas_puts(out, in->deeds[event->index].name);
        if (event->has_set) {
            cas_puts(out, " by ");
            put_quant(out, &event->quant);
        }
        break;
    case CAS_EV_CLAUSE_DONE: cas_putf(out, "%s done", in->clauses[event->index].label); break;
    case CAS_EV_ADOPTED: cas_putf(out, "%s adopted", in->decision_names[event->index]); break;
    case CAS_EV_REJECTED:
        cas_putf(out, "%s rejected", in->decision_names[event->index]);
        if (event->meets) {
            cas_puts(out, " but meets ");
            put_rule(out, in, event->meets);
        }
        break;
    case CAS_EV_FOUND: cas_putf(out, "%s found", in->finding_names[event->index]); break;
    case CAS_EV_NOT_FOUND: cas_putf(out, "%s not found", in->finding_names[event->index]); break;
    case CAS_EV_BREACH:
        cas_putf(out, "breach of %s", in->clauses[event->index].label);
        if (event->has_set)
            cas_puts(out, " by ");
        break;
    case CAS_EV_AFTER:
        cas_putf(out, "%lld after ", (long long)event->delay);
        put_event(out, in, event->inner);
        break;
    }
    if (event->has_set)
        put_set(out, in, &event->set);
}

static void put_who(cas_builder *out, const cas_instance *in, const cas_who *who)
{
    static const char *const votes[] = {"yes", "no", "abstaining", "absent"};
    if (who->kind == CAS_EACH)
        cas_puts(out, "each of ");
    if (who->kind == CAS_ANY_NUMBER)
        cas_putf(out, "any %d of ", who->number);
    put_set(out, in, &who->set);
    if (who->kind == CAS_JOINTLY)
        cas_puts(out, " jointly");
    if (who->voted_on >= 0)
        cas_putf(out, " %s on %s", votes[who->voted], in->decision_names[who->voted_on]);
}

static void put_ways(cas_builder *out, const cas_instance *in, const cas_statement *s)
{
    for (int w = 0; w < s->way_count; w++)
        for (int i = 0; i < s->ways[w].count; i++) {
            const cas_doing doing = s->ways[w].doings[i];
            cas_puts(out, i ? " and " : w ? " or " : " ");
            if (doing.recipient >= 0)
                cas_putf(out, "give %s to %s", in->deeds[doing.deed].name, in->party_names[doing.recipient]);
            else
                cas_puts(out, in->deeds[doing.deed].name);
        }
}

static void put_finding(cas_builder *out, const cas_instance *in, const cas_statement *s)
{
    cas_putf(out, "finding %s ", in->finding_names[s->index]);
    switch (s->mode) {
    case CAS_BY_RULE:
        cas_puts(out, "by ");
        put_rule(out, in, s->rule);
        cas_putf(out, " within %lld", (long long)s->within);
        break;
    case CAS_BY_FACT: cas_puts(out, "by fact"); break;
    case CAS_BY_EACH: cas_puts(out, "by each"); break;
    case CAS_ON_CALL:
        cas_putf(out, "on call of %d of ", s->call_number);
        put_set(out, in, &s->call_set);
        break;
    }
}

static void put_statement(cas_builder *out, const cas_instance *in, const cas_statement *s)
{
    static const char *const verbs[] = {" must", " must not", " may", " can"};
    switch (s->kind) {
    case CAS_DUTY:
    case CAS_PROHIBITION:
    case CAS_PERMISSION:
    case CAS_POWER_GRANT:
        put_who(out, in, &s->who);
        cas_puts(out, verbs[s->kind]);
        put_ways(out, in, s);
        if (s->kind == CAS_DUTY)
            cas_putf(out, " within %lld%s", (long long)s->within, s->only_basis ? " (only a basis)" : "");
        if (s->prevails_over >= 0)
            cas_putf(out, " prevails over %s", in->clauses[s->prevails_over].label);
        break;
    case CAS_DECIDE:
        cas_putf(out, "decide %s by ", in->decision_names[s->index]);
        put_rule(out, in, s->rule);
        cas_putf(out, " within %lld", (long long)s->within);
        if (s->again_after >= 0)
            cas_putf(out, " again after %lld", (long long)s->again_after);
        break;
    case CAS_FINDING: put_finding(out, in, s); break;
    case CAS_LEAVE:
        put_who(out, in, &s->who);
        cas_putf(out, " leaves %lld after", (long long)s->within);
        put_ways(out, in, s);
        break;
    case CAS_END:
        cas_puts(out, "end");
        for (int i = 0; i < s->end_deed_count; i++)
            cas_putf(out, " %s", in->deeds[s->end_deeds[i]].name);
        for (int i = 0; i < s->end_clause_count; i++)
            cas_putf(out, " %s", in->clauses[s->end_clauses[i]].label);
        break;
    }
}

static void put_goal(cas_builder *out, const cas_instance *in, const cas_goal *goal)
{
    cas_puts(out, "goal ");
    if (goal->kind == CAS_GOAL_EVENT) {
        put_event(out, in, goal->event);
    } else {
        put_quant(out, &goal->quant);
        put_set(out, in, &goal->set);
        cas_puts(out, goal->kind == CAS_GOAL_DOES ? " does" : goal->all_of ? " gives all of" : " gives any of");
        for (int i = 0; i < goal->deed_count; i++)
            cas_putf(out, " %s", in->deeds[goal->deeds[i]].name);
        if (goal->kind == CAS_GOAL_GIVES)
            cas_putf(out, " to %s", in->party_names[goal->recipient]);
    }
    cas_putc(out, '\n');
}

static void put_given(cas_builder *out, const cas_instance *in, const cas_given *given)
{
    cas_puts(out, "given ");
    switch (given->kind) {
    case CAS_GIVEN_INCIDENT: cas_puts(out, in->incident_names[given->index]); break;
    case CAS_GIVEN_DEED:
        cas_putf(out, "%s by ", in->deeds[given->index].name);
        put_set(out, in, &given->parties);
        break;
    case CAS_GIVEN_BREACH:
        cas_putf(out, "breach of %s by ", in->clauses[given->index].label);
        put_set(out, in, &given->parties);
        break;
    case CAS_GIVEN_ADOPTED: cas_putf(out, "%s adopted", in->decision_names[given->index]); break;
    case CAS_GIVEN_REJECTED:
        cas_putf(out, "%s rejected%s", in->decision_names[given->index], given->meets ? " but meets" : "");
        break;
    case CAS_GIVEN_FOUND: cas_putf(out, "%s found", in->finding_names[given->index]); break;
    case CAS_GIVEN_NOT_FOUND: cas_putf(out, "%s not found", in->finding_names[given->index]); break;
    case CAS_GIVEN_CLAUSE_DONE: cas_putf(out, "%s done", in->clauses[given->index].label); break;
    }
    cas_putc(out, '\n');
}

static void put_clause(cas_builder *out, const cas_instance *in, const cas_clause *clause)
{
    cas_putf(out, "clause %s\n", clause->label);
    for (int i = 0; i < clause->trigger_count; i++) {
        cas_puts(out, i ? " or " : "  when ");
        put_event(out, in, clause->triggers[i]);
    }
    cas_puts(out, clause->trigger_count ? "\n" : "");
    for (int s = 0; s < clause->statement_count; s++) {
        cas_puts(out, "  ");
        put_statement(out, in, &clause->statements[s]);
        cas_putc(out, '\n');
    }
}

const char *cas_rule_text(cas_arena *arena, const cas_instance *instance, const cas_rule *rule)
{
    cas_builder out = {.arena = arena};
    put_rule(&out, instance, rule);
    return cas_built_string(&out);
}

const char *cas_instance_text(cas_arena *arena, const cas_instance *instance, const cas_goal *goal,
                              const cas_stance *stances)
{
    static const char *const words[] = {"resists", "obeys", "helps"};
    static const char *const kinds[] = {"measure", "act", "power"};
    cas_builder out = {.arena = arena};
    for (int p = 0; p < instance->party_count; p++)
        cas_putf(&out, "party %s%s%s %s\n", instance->party_names[p], p == instance->attacker ? " (attacker)" : "",
                 p == instance->attacked ? " (attacked)" : "", stances ? words[stances[p]] : "");
    for (int d = 0; d < instance->deed_count; d++)
        cas_putf(&out, "%s %s%s\n", kinds[instance->deeds[d].kind], instance->deeds[d].name,
                 instance->deeds[d].optional ? " optional" : "");
    for (int g = 0; g < instance->given_count; g++)
        put_given(&out, instance, &instance->givens[g]);
    for (int c = 0; c < instance->clause_count; c++)
        put_clause(&out, instance, &instance->clauses[c]);
    if (goal)
        put_goal(&out, instance, goal);
    for (int g = 0; !goal && g < instance->goal_count; g++)
        put_goal(&out, instance, &instance->goals[g]);
    return cas_built_string(&out);
}
