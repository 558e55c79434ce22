/*
 * Rules with sets, weights and removals worked out.
 *
 * Who is excluded or barred: whatever does not depend on the incident always; the attacker (or the party attacked) only while it
 * is found, if a clause of this package settles it and not by fact; at once if none does. One node waits for one finding. A
 * removal that waits for two is written as two nodes, one around the other, since tails reach every count below them.
 */
#include "model/building.h"

/* ---- Weights ----------------------------------------------------------------------------------------------------------- */

static const int64_t *small_units(cas_arena *arena, const cas_big *units, int count)
{
    cas_big total = cas_big_of(arena, 0);
    for (int p = 0; p < count; p++)
        total = cas_big_add(arena, total, units[p]);
    if (cas_big_small(total) < 0)
        return NULL;
    int64_t *small = CAS_ARRAY(arena, int64_t, count + 1);
    for (int p = 0; p < count; p++)
        small[p] = cas_big_small(units[p]);
    return small;
}

static const cas_weights *build_weights(cas_building *b, int column)
{
    if (column < 0)
        return NULL;
    if (b->weights[column])
        return b->weights[column];
    const cas_weight_column *entry = &b->agreement->weights[column];
    const int parties = b->agreement->party_count;
    const int form = CAS_FORM_IN(entry, b->scope.choice);
    cas_big *units = CAS_ARRAY(b->arena, cas_big, parties + 1);
    cas_weights *weights = CAS_NEW(b->arena, cas_weights);
    *weights = (cas_weights){.name = entry->name, .units = units};
    if (form >= 0) {
        const cas_weight_form *chosen = entry->forms[form];
        weights->places = chosen->places;
        for (int i = 0; i < chosen->count; i++)
            units[chosen->entries[i].party] = cas_decimal_scaled(b->arena, chosen->entries[i].value, chosen->places);
    }
    weights->small = small_units(b->arena, units, parties);
    return b->weights[column] = weights;
}

/* ---- Quantities -------------------------------------------------------------------------------------------------------- */

static cas_quant_kind quant_kind(cas_count_word word)
{
    switch (word) {
    case CAS_COUNTS_AT_LEAST: return CAS_AT_LEAST;
    case CAS_COUNTS_MORE_THAN: return CAS_MORE_THAN;
    case CAS_COUNTS_AT_MOST: return CAS_AT_MOST;
    case CAS_COUNTS_ALL_BUT: return CAS_ALL_BUT;
    case CAS_COUNTS_ALL: return CAS_ALL;
    case CAS_COUNTS_ANY: return CAS_ANY;
    case CAS_COUNTS_NONE: return CAS_NONE;
    case CAS_COUNTS_MAJORITY: return CAS_MAJORITY;
    }
    return CAS_ANY;
}

/* A number of what the column writes becomes one of its units. */
cas_quant cas_build_quant(cas_building *b, const cas_quota *quota, const cas_weights *weights)
{
    cas_quant quant = {quant_kind(quota->word), quota->share, quota->number, quota->over};
    if (!quota->share && weights && weights->places)
        quant.number = cas_big_multiply(b->arena, quant.number, cas_big_power10(b->arena, weights->places));
    return quant;
}

/* ---- Removals ---------------------------------------------------------------------------------------------------------- */

void cas_build_scopes(cas_building *b, const int *choice)
{
    cas_scope *const scopes[] = {&b->scope, &b->blind, &b->sees_attacker, &b->sees_attacked};
    for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++)
        cas_scope_open(scopes[i], b->arena, b->agreement, choice, b->occasion);
    b->blind.attacker = b->blind.attacked = -1;
    b->sees_attacker.attacked = -1;
    b->sees_attacked.attacker = -1;
}

/* What a removal comes to: parts that wait for the attacker, for the party attacked, for nothing. */
typedef struct removed {
    cas_set always, attacker, attacked;
} removed;

static removed work_out(cas_building *b, const cas_parties *parties)
{
    removed out = {cas_set_empty(), cas_set_empty(), cas_set_empty()};
    if (!parties)
        return out;
    out.always = cas_scope_set(&b->blind, parties);
    out.attacker = cas_set_minus(cas_scope_set(&b->sees_attacker, parties), out.always);
    out.attacked = cas_set_minus(cas_scope_set(&b->sees_attacked, parties), out.always);
    if (!b->attacker_open) {
        out.always = cas_set_or(out.always, out.attacker);
        out.attacker = cas_set_empty();
    }
    if (!b->attacked_open) {
        out.always = cas_set_or(out.always, out.attacked);
        out.attacked = cas_set_empty();
    }
    return out;
}

static cas_removal removal_of(const cas_building *b, const removed *from, bool *second)
{
    cas_removal removal = {from->always, cas_set_empty(), -1};
    if (!cas_set_is_empty(&from->attacker)) {
        removal.when_found = from->attacker;
        removal.finding = b->agreement->attacker_finding;
        *second |= !cas_set_is_empty(&from->attacked);
    } else if (!cas_set_is_empty(&from->attacked)) {
        removal.when_found = from->attacked;
        removal.finding = b->agreement->attacked_finding;
    }
    return removal;
}

static cas_removal second_removal(const cas_building *b, const removed *from)
{
    if (cas_set_is_empty(&from->attacker) || cas_set_is_empty(&from->attacked))
        return (cas_removal){cas_set_empty(), cas_set_empty(), -1};
    return (cas_removal){cas_set_empty(), from->attacked, b->agreement->attacked_finding};
}

/* ---- Rules ------------------------------------------------------------------------------------------------------------- */

static const cas_removal removes_nobody = {{{0}}, {{0}}, -1};

/* What stands for a rule that this package does not declare: it never holds. */
static const cas_rule *never(cas_building *b, const char *words)
{
    cas_rule *rule = CAS_NEW(b->arena, cas_rule);
    *rule = (cas_rule){.kind = CAS_RULE_COUNT, .excluding = removes_nobody, .barring = removes_nobody, .words = words};
    rule->quant = (cas_quant){CAS_ANY, false, cas_big_of(b->arena, 0), cas_big_of(b->arena, 1)};
    return rule;
}

static const cas_rule *build_named(cas_building *b, const cas_rule_form *form)
{
    const cas_named_rule *named = &b->agreement->rules[form->named];
    if (b->rules[form->named])
        return b->rules[form->named];
    const int chosen = CAS_FORM_IN(named, b->scope.choice);
    const cas_rule *rule = chosen < 0 ? never(b, named->name) : cas_build_rule(b, named->forms[chosen]->rule);
    return b->rules[form->named] = rule;
}

static cas_ballot_word ballot_word(cas_ballot_form ballot)
{
    switch (ballot) {
    case CAS_BALLOTS_YES:
    case CAS_BALLOTS_ACCEPT: return CAS_WORD_YES;
    case CAS_BALLOTS_NO: return CAS_WORD_NO;
    case CAS_BALLOTS_NOT_YES: return CAS_WORD_NOT_YES;
    case CAS_BALLOTS_NOT_NO: return CAS_WORD_NOT_NO;
    }
    return CAS_WORD_YES;
}

static void build_parts(cas_building *b, const cas_rule_form *form, cas_rule *rule)
{
    const cas_rule **parts = CAS_ARRAY(b->arena, const cas_rule *, form->part_count + 1);
    for (int i = 0; i < form->part_count; i++)
        parts[i] = cas_build_rule(b, form->parts[i]);
    rule->parts = parts;
    rule->part_count = form->part_count;
    rule->part_names = form->part_names;
}

static void build_quorums(cas_building *b, const cas_rule_form *form, cas_rule *rule)
{
    cas_quorum *quorums = CAS_ARRAY(b->arena, cas_quorum, form->quorum_count + 1);
    for (int i = 0; i < form->quorum_count; i++) {
        const cas_weights *weights = build_weights(b, form->quorums[i].weights);
        quorums[i] = (cas_quorum){cas_build_quant(b, &form->quorums[i].quota, weights), weights,
                                  cas_scope_set(&b->scope, form->quorums[i].parties)};
    }
    rule->quorums = quorums;
    rule->quorum_count = form->quorum_count;
}

static void build_stages(cas_building *b, const cas_rule_form *form, cas_rule *rule)
{
    cas_stage *stages = CAS_ARRAY(b->arena, cas_stage, form->stage_count + 1);
    for (int i = 0; i < form->stage_count; i++)
        stages[i] =
            (cas_stage){cas_scope_ticks(&b->scope, &form->stages[i].after), cas_build_rule(b, form->stages[i].rule)};
    rule->stages = stages;
    rule->stage_count = form->stage_count;
}

/* The same rule with a second removal around it. */
static const cas_rule *wrapped(cas_building *b, const cas_rule *inner, cas_removal excluding, cas_removal barring)
{
    const cas_rule **part = CAS_ARRAY(b->arena, const cas_rule *, 1);
    part[0] = inner;
    cas_rule *rule = CAS_NEW(b->arena, cas_rule);
    *rule = (cas_rule){.kind = CAS_RULE_AND,
                       .quant = inner->quant,
                       .parts = part,
                       .part_count = 1,
                       .excluding = excluding,
                       .barring = barring,
                       .words = inner->words};
    return rule;
}

const cas_rule *cas_build_rule(cas_building *b, const cas_rule_form *form)
{
    if (!form)
        return never(b, "");
    if (form->kind == CAS_RULE_FORM_NAMED)
        return build_named(b, form);
    cas_rule *rule = CAS_NEW(b->arena, cas_rule);
    rule->words = form->words;
    rule->weights = build_weights(b, form->weights);
    rule->quant = cas_build_quant(b, &form->quota, rule->weights);
    switch (form->kind) {
    case CAS_RULE_FORM_COUNT:
        rule->kind = CAS_RULE_COUNT;
        rule->members = cas_scope_set(&b->scope, form->parties);
        rule->ballot = ballot_word(form->ballot);
        break;
    case CAS_RULE_FORM_AND: rule->kind = CAS_RULE_AND; break;
    case CAS_RULE_FORM_OR: rule->kind = CAS_RULE_OR; break;
    case CAS_RULE_FORM_BODIES: rule->kind = CAS_RULE_BODIES; break;
    case CAS_RULE_FORM_NAMED: break;
    }
    build_parts(b, form, rule);
    build_quorums(b, form, rule);
    build_stages(b, form, rule);
    rule->of_those_voting = form->of_those_voting;
    const removed excluded = work_out(b, form->excluding), barred = work_out(b, form->barring);
    bool second = false;
    rule->excluding = removal_of(b, &excluded, &second);
    rule->barring = removal_of(b, &barred, &second);
    return second ? wrapped(b, rule, second_removal(b, &excluded), second_removal(b, &barred)) : rule;
}
