/*
 * Decision rules: from expressions to forms.
 *
 * A rule that more yes can hurt is refused, part by part. A count can be hurt by a ballot that turns towards yes if it is an upper
 * bound on yes (`at most 3 of … yes`, `none of … yes`) or a lower bound on no (`any of … no`); a lower bound on yes or `not no`, and
 * an upper bound on no or `not yes`, cannot. Taking bases (`of those voting`) does not change this: a ballot that turns towards yes
 * raises the share of yes. `and`, `or`, stages and lower bounds over bodies keep the property.
 */
#include "model/resolving.h"

#include <limits.h>
#include <string.h>

cas_quota cas_quota_any(cas_arena *arena)
{
    return (cas_quota){.word = CAS_COUNTS_ANY, .number = cas_big_of(arena, 0), .over = cas_big_of(arena, 1)};
}

/* ---- Quantities -------------------------------------------------------------------------------------------------------- */

static bool read_number(cas_resolving *r, const cas_node *quantity, cas_text text, cas_decimal *out)
{
    if (cas_decimal_read(r->arena, text, out))
        return true;
    cas_complain(r, CAS_E0402, quantity->span, "\"%.*s\" is no number of at most %d digits",
                 (int)(text.length > 40 ? 40 : text.length), text.at, CAS_MAX_DIGITS);
    return false;
}

/* number / 10^places, as number and over. */
static void set_ratio(cas_arena *arena, cas_quota *quota, cas_decimal value)
{
    quota->number = value.digits;
    quota->over = cas_big_power10(arena, value.places);
}

static void read_quantity(cas_resolving *r, const cas_node *quantity, cas_quota *quota)
{
    cas_decimal value, parts;
    if (quantity->flags & CAS_FLAG_BROKEN || !read_number(r, quantity, quantity->text, &value))
        return;
    switch ((cas_quantity)quantity->op) {
    case CAS_QUANTITY_NUMBER: set_ratio(r->arena, quota, value); return;
    case CAS_QUANTITY_PERCENT:
        quota->share = true;
        set_ratio(r->arena, quota, value);
        quota->over = cas_big_multiply(r->arena, quota->over, cas_big_of(r->arena, 100));
        break;
    case CAS_QUANTITY_FRACTION:
        quota->share = true;
        if (!read_number(r, quantity, quantity->extra, &parts))
            return;
        /* a/10^p over b/10^q is a 10^q over b 10^p. */
        quota->number = cas_big_multiply(r->arena, value.digits, cas_big_power10(r->arena, parts.places));
        quota->over = cas_big_multiply(r->arena, parts.digits, cas_big_power10(r->arena, value.places));
        break;
    }
    if (quota->over.count && cas_big_compare(quota->number, quota->over) <= 0)
        return;
    cas_complain(r, CAS_E0402, quantity->span, "a share lies between nothing and the whole, and %.*s%s%.*s does not",
                 CAS_SHOW(quantity->text), quantity->op == CAS_QUANTITY_PERCENT ? "%" : "/", CAS_SHOW(quantity->extra));
    quota->over = quota->number = cas_big_of(r->arena, 1);
}

cas_quota cas_resolve_count(cas_resolving *r, const cas_node *count)
{
    cas_quota quota = cas_quota_any(r->arena);
    if (!count || count->flags & CAS_FLAG_BROKEN)
        return quota;
    switch ((cas_count)count->op) {
    case CAS_COUNT_ALL: quota.word = CAS_COUNTS_ALL; return quota;
    case CAS_COUNT_ANY: quota.word = CAS_COUNTS_ANY; return quota;
    case CAS_COUNT_NONE: quota.word = CAS_COUNTS_NONE; return quota;
    case CAS_COUNT_MAJORITY: quota.word = CAS_COUNTS_MAJORITY; return quota;
    case CAS_COUNT_AT_LEAST:
    case CAS_COUNT_NUMBER: quota.word = CAS_COUNTS_AT_LEAST; break;
    case CAS_COUNT_MORE_THAN: quota.word = CAS_COUNTS_MORE_THAN; break;
    case CAS_COUNT_AT_MOST: quota.word = CAS_COUNTS_AT_MOST; break;
    case CAS_COUNT_ALL_BUT: quota.word = CAS_COUNTS_ALL_BUT; break;
    }
    const cas_node *quantity = cas_kid(count, CAS_NODE_QUANTITY);
    if (quantity)
        read_quantity(r, quantity, &quota);
    return quota;
}

int cas_resolve_heads(cas_resolving *r, const cas_node *quantity)
{
    if (!quantity || quantity->flags & CAS_FLAG_BROKEN)
        return -1;
    long heads = 0;
    bool whole = quantity->op == CAS_QUANTITY_NUMBER;
    for (size_t i = 0; i < quantity->text.length && heads <= CAS_MAX_PARTIES; i++) {
        const char c = quantity->text.at[i];
        whole &= c >= '0' && c <= '9';
        heads = heads * 10 + (c - '0');
    }
    if (whole && heads >= 1 && heads <= CAS_MAX_PARTIES)
        return (int)heads;
    cas_complain(r, CAS_E0313, quantity->span, "here stands a whole number of parties, from 1 to %d", CAS_MAX_PARTIES);
    return -1;
}

/* ---- Parts of a rule --------------------------------------------------------------------------------------------------- */

static cas_rule_form *new_rule(cas_resolving *r, cas_rule_form_kind kind, const cas_node *node)
{
    cas_rule_form *rule = CAS_NEW(r->arena, cas_rule_form);
    rule->kind = kind;
    rule->weights = rule->named = -1;
    rule->quota = cas_quota_any(r->arena);
    rule->span = node->span;
    rule->words = cas_words_of(r, node);
    return rule;
}

static bool is_lower_bound(cas_count_word word)
{
    return word != CAS_COUNTS_AT_MOST && word != CAS_COUNTS_NONE;
}

static void refuse_hurt(cas_resolving *r, cas_span span, const char *words, const char *advice)
{
    cas_diagnostic *d = cas_complain(r, CAS_E0401, span, "more yes can make \"%s\" fail", words);
    cas_hint(r->diagnostics, d, "%s", advice);
}

static void check_monotone(cas_resolving *r, const cas_rule_form *rule)
{
    const bool lower = is_lower_bound(rule->quota.word);
    const bool of_yes =
        rule->ballot == CAS_BALLOTS_YES || rule->ballot == CAS_BALLOTS_NOT_NO || rule->ballot == CAS_BALLOTS_ACCEPT;
    if (lower != of_yes)
        refuse_hurt(r, rule->span, rule->words,
                    of_yes ? "a rule asks for enough yes or for few enough no"
                           : "write `at most` or `none of` before `no` and `not yes`");
}

static int resolve_weight_name(cas_resolving *r, cas_text name, cas_span span)
{
    if (!name.length)
        return -1;
    const cas_named *found = cas_look_up(r, name, span, CAS_KIND(CAS_NAMES_WEIGHT), CAS_E0217, "weight");
    if (!found)
        return -1;
    const cas_weight_column *column = &r->out->weights[found->index];
    cas_check_covered(r, span, column->name, "weight", (const cas_form *const *)column->forms, column->form_count);
    return found->index;
}

static void set_ballot(cas_resolving *r, cas_rule_form *rule, int op)
{
    switch (op) {
    case CAS_BALLOT_YES: rule->ballot = CAS_BALLOTS_YES; break;
    case CAS_BALLOT_NO: rule->ballot = CAS_BALLOTS_NO; break;
    case CAS_BALLOT_NOT_YES: rule->ballot = CAS_BALLOTS_NOT_YES; break;
    case CAS_BALLOT_NOT_NO: rule->ballot = CAS_BALLOTS_NOT_NO; break;
    default: rule->ballot = CAS_BALLOTS_ACCEPT; break;
    }
    check_monotone(r, rule);
}

static const cas_rule_form *resolve_of(cas_resolving *r, const cas_node *node)
{
    cas_rule_form *rule = new_rule(r, CAS_RULE_FORM_COUNT, node);
    rule->quota = cas_resolve_count(r, cas_kid(node, CAS_NODE_COUNT));
    rule->weights = resolve_weight_name(r, node->text, node->span);
    rule->parties = cas_resolve_set(r, cas_kid(node, CAS_NODE_SET));
    set_ballot(r, rule, node->op);
    return rule->parties ? rule : NULL;
}

static const cas_rule_form *resolve_votes(cas_resolving *r, const cas_node *node)
{
    cas_rule_form *rule = new_rule(r, CAS_RULE_FORM_COUNT, node);
    rule->quota.word = CAS_COUNTS_ALL;
    /* `FR no`: a set of one, so "all" of it is also "any" of it; the direction is what counts. */
    rule->parties = cas_resolve_set(r, cas_kid_at(node, 0));
    if (node->op == CAS_BALLOT_NO || node->op == CAS_BALLOT_NOT_YES)
        refuse_hurt(r, node->span, rule->words, "a rule asks for enough yes or for few enough no");
    else
        set_ballot(r, rule, node->op);
    return rule->parties ? rule : NULL;
}

static const cas_rule_form *resolve_named(cas_resolving *r, const cas_node *node)
{
    const cas_named *found = cas_look_up(r, node->text, node->span, CAS_KIND(CAS_NAMES_RULE), CAS_E0214, "rule");
    if (!found)
        return NULL;
    cas_rule_form *rule = new_rule(r, CAS_RULE_FORM_NAMED, node);
    rule->named = found->index;
    if (found->index < r->out->rule_count) {
        const cas_named_rule *named = &r->out->rules[found->index];
        cas_check_covered(r, node->span, named->name, "rule", (const cas_form *const *)named->forms, named->form_count);
    }
    return rule;
}

static const cas_rule_form *resolve_parts(cas_resolving *r, const cas_node *node, cas_rule_form_kind kind)
{
    cas_rule_form *rule = new_rule(r, kind, node);
    const cas_rule_form **parts = CAS_ARRAY(r->arena, const cas_rule_form *, node->count + 1);
    bool complete = true;
    for (size_t i = 0; i < node->count; i++) {
        if (!cas_node_is_expression(node->kids[i]->kind))
            continue;
        parts[rule->part_count] = cas_resolve_rule(r, node->kids[i]);
        complete &= parts[rule->part_count] != NULL;
        rule->part_count += parts[rule->part_count] != NULL;
    }
    rule->parts = parts;
    return complete && rule->part_count ? rule : NULL;
}

static const cas_rule_form *resolve_bodies(cas_resolving *r, const cas_node *node)
{
    cas_rule_form *rule = new_rule(r, CAS_RULE_FORM_BODIES, node);
    const cas_rule_form **parts = CAS_ARRAY(r->arena, const cas_rule_form *, node->count + 1);
    const char **names = CAS_ARRAY(r->arena, const char *, node->count + 1);
    rule->quota = cas_resolve_count(r, cas_kid(node, CAS_NODE_COUNT));
    if (!is_lower_bound(rule->quota.word))
        refuse_hurt(r, node->span, rule->words, "ask for enough of the bodies: `at least …`, `all of …`");
    size_t at = 0;
    const cas_node *body;
    bool complete = true;
    while ((body = cas_kid_from(node, CAS_NODE_BODY, &at))) {
        const cas_rule_form *part = cas_resolve_rule(r, cas_kid_expression(body));
        complete &= part != NULL;
        if (!part)
            continue;
        parts[rule->part_count] = part;
        names[rule->part_count++] = cas_string(r, body->text);
    }
    rule->parts = parts;
    rule->part_names = names;
    return complete && rule->part_count ? rule : NULL;
}

/* ---- Tails ------------------------------------------------------------------------------------------------------------- */

static const cas_parties *united(cas_resolving *r, const cas_parties *before, const cas_parties *more)
{
    if (!before || !more)
        return before ? before : more;
    const cas_parties **parts = CAS_ARRAY(r->arena, const cas_parties *, 2);
    parts[0] = before;
    parts[1] = more;
    cas_parties *both = CAS_NEW(r->arena, cas_parties);
    *both = (cas_parties){CAS_PARTIES_UNION, -1, 2, parts, more->span};
    return both;
}

static const cas_parties *resolve_removed(cas_resolving *r, const cas_node *tail, const cas_parties *before)
{
    const cas_parties *more = cas_resolve_set(r, cas_kid_at(tail, 0));
    if (!more)
        return before;
    /* `excluding guarantors except attacker` would leave out more before the attacker is found than after. */
    if (cas_mentions(r, more) & CAS_MENTIONS_AFTER_EXCEPT) {
        cas_diagnostic *d =
            cas_complain(r, CAS_E0405, tail->span, "who is left out must not become more when the attacker is found");
        cas_hint(r->diagnostics, d, "name those who are left out, without `except attacker`");
    }
    return united(r, before, more);
}

static void add_quorum(cas_resolving *r, cas_rule_form *rule, const cas_node *tail, cas_quorum_form *quorums)
{
    cas_quorum_form quorum = {
        .quota = cas_resolve_count(r, cas_kid(tail, CAS_NODE_COUNT)),
        .weights = resolve_weight_name(r, tail->text, tail->span),
        .parties = cas_resolve_set(r, cas_kid(tail, CAS_NODE_SET)),
    };
    if (!is_lower_bound(quorum.quota.word))
        refuse_hurt(r, tail->span, cas_words_of(r, tail), "a quorum asks for enough who take part");
    if (quorum.parties)
        quorums[rule->quorum_count++] = quorum;
}

static bool add_stage(cas_resolving *r, cas_rule_form *rule, const cas_node *tail, cas_stage_form *stages)
{
    cas_stage_form stage = {.after = {.assumed = -1, .span = tail->span}};
    const cas_node *duration = cas_kid(tail, CAS_NODE_DURATION);
    if (duration && !cas_resolve_duration(r, duration, &stage.after, true))
        return false;
    stage.rule = cas_resolve_rule(r, cas_kid_expression(tail));
    if (!stage.rule)
        return false;
    stages[rule->stage_count++] = stage;
    return true;
}

static bool add_tail(cas_resolving *r, cas_rule_form *rule, const cas_node *tail)
{
    switch ((int)tail->kind) {
    case CAS_NODE_OF_THOSE_VOTING: rule->of_those_voting = true; return true;
    case CAS_NODE_EXCLUDING: rule->excluding = resolve_removed(r, tail, rule->excluding); return true;
    case CAS_NODE_BARRING: rule->barring = resolve_removed(r, tail, rule->barring); return true;
    case CAS_NODE_QUORUM: add_quorum(r, rule, tail, (cas_quorum_form *)rule->quorums); return true;
    case CAS_NODE_FAILING_THAT: return add_stage(r, rule, tail, (cas_stage_form *)rule->stages);
    default: return true;
    }
}

/*
 * The tails of a rule stand at the node of the rule itself, unless that node has tails of its own (it was bracketed) or is a
 * name: those speak for less.
 */
static const cas_rule_form *resolve_tailed(cas_resolving *r, const cas_node *node)
{
    const cas_rule_form *inner = cas_resolve_rule(r, cas_kid_expression(node));
    if (!inner)
        return NULL;
    const cas_rule_form **parts = CAS_ARRAY(r->arena, const cas_rule_form *, 1);
    parts[0] = inner;
    cas_rule_form *rule = new_rule(r, CAS_RULE_FORM_AND, node);
    rule->parts = parts;
    rule->part_count = 1;
    const bool has_tails =
        inner->excluding || inner->barring || inner->of_those_voting || inner->quorum_count || inner->stage_count;
    if (!has_tails && inner->kind != CAS_RULE_FORM_NAMED) {
        const char *words = rule->words;
        *rule = *inner;
        rule->words = words;
        rule->span = node->span;
    }
    rule->quorums = CAS_ARRAY(r->arena, cas_quorum_form, node->count);
    rule->stages = CAS_ARRAY(r->arena, cas_stage_form, node->count);
    bool complete = true;
    for (size_t i = 0; i < node->count; i++)
        if (!cas_node_is_expression(node->kids[i]->kind))
            complete &= add_tail(r, rule, node->kids[i]);
    return complete ? rule : NULL;
}

const cas_rule_form *cas_resolve_rule(cas_resolving *r, const cas_node *expression)
{
    if (!expression || expression->flags & CAS_FLAG_BROKEN)
        return NULL;
    cas_poll(r->arena->ctx);
    switch ((int)expression->kind) {
    case CAS_NODE_OF: return resolve_of(r, expression);
    case CAS_NODE_VOTES: return resolve_votes(r, expression);
    case CAS_NODE_RULE_NAME: return resolve_named(r, expression);
    case CAS_NODE_BODIES: return resolve_bodies(r, expression);
    case CAS_NODE_EITHER: return resolve_parts(r, expression, CAS_RULE_FORM_OR);
    case CAS_NODE_BOTH: return resolve_parts(r, expression, CAS_RULE_FORM_AND);
    case CAS_NODE_TAILED: return resolve_tailed(r, expression);
    default: return NULL;
    }
}

/* ---- Named rules ------------------------------------------------------------------------------------------------------- */

void cas_resolve_rules(cas_resolving *r)
{
    const cas_entities *entities = &r->entities[CAS_NAMES_RULE];
    cas_named_rule *rules = CAS_ARRAY(r->arena, cas_named_rule, entities->count + 1);
    for (size_t i = 0; i < entities->count; i++) {
        const cas_entity *entity = &entities->items[i];
        cas_rule_variant **forms = CAS_ARRAY(r->arena, cas_rule_variant *, entity->count);
        for (size_t k = 0; k < entity->count; k++) {
            forms[k] = CAS_NEW(r->arena, cas_rule_variant);
            forms[k]->form = (cas_form){cas_resolve_if(r, entity->nodes[k]), entity->nodes[k]->span};
        }
        rules[i] = (cas_named_rule){cas_string(r, entity->name), cas_title_or(r, entity->title, entity->name),
                                    (const cas_rule_variant *const *)forms, (int)entity->count};
        cas_check_forms(r, entity, (const cas_form *const *)forms, (int)entity->count, "rule");
    }
    r->out->rules = rules;
    r->out->rule_count = (int)entities->count;
    for (size_t i = 0; i < entities->count; i++)
        for (int k = 0; k < rules[i].form_count; k++) {
            cas_rule_variant *form = (cas_rule_variant *)rules[i].forms[k];
            const cas_node *node = entities->items[i].nodes[k];
            r->context = form->form.condition;
            form->rule = cas_resolve_rule(r, cas_kid_expression(node));
            cas_resolve_notes(r, node);
        }
    r->context = NULL;
}

void cas_resolve_settle(cas_resolving *r, const cas_node *statement)
{
    r->out->settle = cas_resolve_rule(r, cas_kid_expression(statement));
    r->out->settle_span = statement->span;
}
