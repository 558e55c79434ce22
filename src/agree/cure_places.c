/*
 * The places of rules and clauses at which something can be edited: one walk over the tree, and for each place what fills in the words.
 *
 * Goals, incidents, groups and weights are not edited: they say what is asked, and who there is.
 */
#include "agree/cure_places.h"

#include <stdlib.h>
#include <string.h>

/* ---- Counts ---------------------------------------------------------------------------------------------------------------- */

static bool reads_whole(const cas_cure_menu_builder *b, const cas_node *quantity, long *out)
{
    char *end;
    if (!quantity || quantity->op != CAS_QUANTITY_NUMBER || memchr(quantity->text.at, '.', quantity->text.length))
        return false;
    *out = strtol(cas_text_string(b->arena, quantity->text), &end, 10);
    return !*end && *out >= 0 && *out < 100000;
}

static bool is_above_half(const cas_cure_menu_builder *b, const cas_node *quantity)
{
    const double number = strtod(cas_text_string(b->arena, quantity->text), NULL);
    if (quantity->op == CAS_QUANTITY_PERCENT)
        return number > 50;
    return number * 2 > strtod(cas_text_string(b->arena, quantity->extra), NULL);
}

/* How many must be for it. */
static void visit_count_for(cas_cure_menu_builder *b, const cas_node *count, cas_span phrase)
{
    cas_cure_place at = {.node = count, .span = count->span, .phrase = phrase};
    const cas_node *quantity = cas_kid(count, CAS_NODE_QUANTITY);
    switch ((cas_count)count->op) {
    case CAS_COUNT_ALL: cas_cure_add_site(b, CAS_CURE_AT_COUNT_ALL, &at, (cas_cure_fill){0}); return;
    case CAS_COUNT_MAJORITY: cas_cure_add_site(b, CAS_CURE_AT_COUNT_MAJORITY, &at, (cas_cure_fill){0}); return;
    case CAS_COUNT_ALL_BUT: cas_cure_add_site(b, CAS_CURE_AT_COUNT_ALL_BUT, &at, (cas_cure_fill){0}); return;
    case CAS_COUNT_AT_LEAST:
    case CAS_COUNT_MORE_THAN:
        if (reads_whole(b, quantity, &at.whole)) {
            at.whole += count->op == CAS_COUNT_MORE_THAN;
            cas_cure_add_site(b, CAS_CURE_AT_COUNT_NUMBER, &at, (cas_cure_fill){0});
        } else if (quantity && quantity->op != CAS_QUANTITY_NUMBER) {
            at.above_half = is_above_half(b, quantity);
            cas_cure_add_site(b, CAS_CURE_AT_COUNT_SHARE, &at, (cas_cure_fill){0});
        }
        return;
    case CAS_COUNT_NUMBER:
        at.span = quantity ? quantity->span : count->span;
        if (reads_whole(b, quantity, &at.whole))
            cas_cure_add_site(b, CAS_CURE_AT_NUMBER_OF, &at, (cas_cure_fill){0});
        return;
    case CAS_COUNT_ANY:
    case CAS_COUNT_NONE:
    case CAS_COUNT_AT_MOST: return;
    }
}

/* How many may be against it. */
static void visit_count_against(cas_cure_menu_builder *b, const cas_node *count, cas_span phrase)
{
    cas_cure_place at = {.node = count, .span = count->span, .phrase = phrase};
    const bool counts = count->op == CAS_COUNT_NONE || (count->op == CAS_COUNT_AT_MOST &&
                                                        reads_whole(b, cas_kid(count, CAS_NODE_QUANTITY), &at.whole));
    if (counts)
        cas_cure_add_site(b, CAS_CURE_AT_COUNT_AGAINST, &at, (cas_cure_fill){0});
}

/* A time that can be shortened: so many days, hours or weeks. */
static void visit_time(cas_cure_menu_builder *b, const cas_node *duration, cas_span phrase)
{
    char *end;
    if (!b->asked->has_day || !duration || !duration->text.length || duration->op == CAS_UNIT_NAMED)
        return;
    const long whole = strtol(cas_text_string(b->arena, duration->text), &end, 10);
    if (*end || whole < 2 || whole > 10000)
        return;
    const cas_cure_place at = {.node = duration,
                               .span = duration->span,
                               .phrase = phrase,
                               .whole = whole,
                               .unit = cas_text_string(b->arena, duration->extra)};
    cas_cure_add_site(b, CAS_CURE_AT_DEADLINE, &at, (cas_cure_fill){0});
}

/* ---- Rules ----------------------------------------------------------------------------------------------------------------- */

static const cas_node *first_count_of_yes(const cas_node *expression)
{
    if (expression->kind == CAS_NODE_OF && expression->op == CAS_BALLOT_YES)
        return expression;
    for (size_t k = 0; k < expression->count; k++) {
        const cas_node *found = first_count_of_yes(expression->kids[k]);
        if (found)
            return found;
    }
    return NULL;
}

static void visit_counts(cas_cure_menu_builder *b, const cas_node *node, cas_span phrase)
{
    const cas_node *count = cas_kid(node, CAS_NODE_COUNT);
    const bool against = node->kind == CAS_NODE_OF && (node->op == CAS_BALLOT_NO || node->op == CAS_BALLOT_NOT_YES);
    if (count && (node->kind == CAS_NODE_OF || node->kind == CAS_NODE_BODIES)) {
        if (against)
            visit_count_against(b, count, phrase);
        else
            visit_count_for(b, count, phrase);
    }
    for (size_t k = 0; k < node->count; k++)
        if (node->kids[k]->kind != CAS_NODE_QUORUM)
            visit_counts(b, node->kids[k], phrase);
}

static void visit_rule(cas_cure_menu_builder *b, const cas_node *expression, const cas_node *time)
{
    if (!expression || expression->kind == CAS_NODE_RULE_NAME)
        return;
    cas_cure_name_list taken_out = {.arena = b->arena};
    for (size_t k = 0; expression->kind == CAS_NODE_TAILED && k < expression->count; k++)
        if (expression->kids[k]->kind == CAS_NODE_EXCLUDING || expression->kids[k]->kind == CAS_NODE_BARRING)
            cas_cure_list_names(&taken_out, expression->kids[k]);
    const cas_node *counted = first_count_of_yes(expression);
    const cas_cure_place at = {.node = expression,
                               .span = expression->span,
                               .phrase = expression->span,
                               .named = taken_out.names,
                               .named_count = (int)taken_out.count};
    const cas_cure_fill fill = {.time = time ? cas_cure_slice(b, time->span) : cas_cure_usual_time(b),
                                .set = counted ? cas_cure_slice(b, cas_kid(counted, CAS_NODE_SET)->span) : NULL};
    cas_cure_add_site(b, CAS_CURE_AT_RULE, &at, fill);
    visit_counts(b, expression, expression->span);
}

static void visit_named_rule(cas_cure_menu_builder *b, const cas_node *rule)
{
    cas_text label = {"", 0};
    if (!cas_cure_find_rule_form(b, rule) || !b->asked->rules[b->rule])
        return;
    const cas_node *user = cas_cure_user_of(b, rule->text, &label);
    b->label = label.length ? cas_text_string(b->arena, label) : NULL;
    visit_rule(b, cas_kid_expression(rule), cas_cure_settled_within_of(b, user));
}

/* ---- What starts a clause -------------------------------------------------------------------------------------------------- */

static bool is_incident(const cas_cure_menu_builder *b, cas_text name)
{
    return cas_cure_declared(b, CAS_NODE_INCIDENT, name) != NULL;
}

static bool does(const cas_node *duty, cas_text act)
{
    size_t at = 0;
    for (const cas_node *deed; (deed = cas_kid_from(duty, CAS_NODE_DO, &at));)
        if (cas_text_equal(deed->text, act))
            return true;
    return false;
}

static const char *limit_of_clause(const cas_cure_menu_builder *b, cas_text label)
{
    size_t at = 0;
    for (const cas_node *clause; (clause = cas_cure_next_item(b, CAS_NODE_CLAUSE, &at));) {
        const cas_node *time = cas_cure_longest_duty(b, clause);
        if (cas_text_equal(clause->text, label) && time)
            return cas_cure_limit_after(b, cas_cure_slice(b, time->span), cas_kid(clause, CAS_NODE_WHEN));
    }
    return NULL;
}

static const char *limit_of_act(const cas_cure_menu_builder *b, cas_text act)
{
    size_t at = 0;
    for (const cas_node *clause; (clause = cas_cure_next_item(b, CAS_NODE_CLAUSE, &at));) {
        size_t line = 0;
        for (const cas_node *duty; (duty = cas_kid_from(clause, CAS_NODE_DUTY, &line));)
            if (does(duty, act) && cas_cure_within_of(duty))
                return cas_cure_limit_after(b, cas_cure_slice(b, cas_cure_within_of(duty)->span),
                                            cas_kid(clause, CAS_NODE_WHEN));
    }
    return b->asked->incident ? cas_format(b->arena, "%s after %s", cas_cure_usual_time(b), b->asked->incident) : NULL;
}

static void visit_event(cas_cure_menu_builder *b, const cas_node *event, cas_span phrase)
{
    const cas_cure_place at = {.node = event, .span = event->span, .phrase = phrase};
    cas_cure_fill fill = {.name = cas_text_string(b->arena, event->text)};
    const cas_node *by = cas_kid(event, CAS_NODE_BY);
    switch ((int)event->kind) {
    case CAS_NODE_DONE:
        fill.limit = limit_of_clause(b, event->text);
        cas_cure_add_site(b, CAS_CURE_AT_EVENT_WAITED_FOR, &at, fill);
        return;
    case CAS_NODE_HAPPENS:
        if (is_incident(b, event->text))
            return;
        fill.limit = limit_of_act(b, event->text);
        cas_cure_add_site(b, CAS_CURE_AT_EVENT_WAITED_FOR, &at, fill);
        if (cas_kid(by, CAS_NODE_COUNT))
            visit_count_for(b, cas_kid(by, CAS_NODE_COUNT), phrase);
        return;
    case CAS_NODE_ADOPTED: cas_cure_add_site(b, CAS_CURE_AT_EVENT_ADOPTED, &at, fill); return;
    case CAS_NODE_FOUND: cas_cure_add_site(b, CAS_CURE_AT_EVENT_FOUND, &at, fill); return;
    default: return;
    }
}

static void visit_when(cas_cure_menu_builder *b, const cas_node *clause, const cas_node *when)
{
    const cas_span phrase = cas_cure_trimmed(b, cas_cure_without_notes(when));
    bool on_incident = false;
    for (size_t k = 0; k < when->count; k++) {
        const cas_node *event = when->kids[k];
        on_incident |=
            b->asked->incident && event->kind == CAS_NODE_HAPPENS && cas_text_is(event->text, b->asked->incident);
        if (cas_node_is_event(event->kind))
            visit_event(b, event, phrase);
        visit_time(b, event->kind == CAS_NODE_AFTER ? cas_kid(event, CAS_NODE_DURATION) : NULL, phrase);
    }
    if (cas_kid(clause, CAS_NODE_DECIDE) && !on_incident)
        cas_cure_add_site(b, CAS_CURE_AT_DECISION_OPENED,
                          &(cas_cure_place){.node = when, .span = phrase, .phrase = phrase}, (cas_cure_fill){0});
}

/* ---- Duties, permissions, powers --------------------------------------------------------------------------------------------- */

/* Does some `when` wait for this clause to be done, or for an act of this duty? */
static bool is_waited_for(const cas_cure_menu_builder *b, cas_text label, const cas_node *duty)
{
    size_t at = 0;
    for (const cas_node *clause; (clause = cas_cure_next_item(b, CAS_NODE_CLAUSE, &at));) {
        const cas_node *when = cas_kid(clause, CAS_NODE_WHEN);
        for (size_t k = 0; when && k < when->count; k++) {
            const cas_node *event = when->kids[k];
            if ((event->kind == CAS_NODE_DONE && cas_text_equal(event->text, label)) ||
                (event->kind == CAS_NODE_HAPPENS && does(duty, event->text)))
                return true;
        }
    }
    return false;
}

static void visit_duty(cas_cure_menu_builder *b, const cas_node *clause, const cas_node *duty)
{
    const cas_node *who = cas_kid(duty, CAS_NODE_WHO), *set = cas_kid(who, CAS_NODE_SET);
    if (set && (who->op == CAS_WHO_JOINTLY || is_waited_for(b, clause->text, duty))) {
        cas_cure_name_list named = {.arena = b->arena};
        cas_cure_list_names(&named, set);
        const cas_cure_place at = {.node = set,
                                   .span = set->span,
                                   .phrase = who->span,
                                   .named = named.names,
                                   .named_count = (int)named.count,
                                   .has_except = cas_kid(set, CAS_NODE_EXCEPT) != NULL};
        cas_cure_add_site(b, CAS_CURE_AT_WHO_DUTY, &at, (cas_cure_fill){0});
    }
    for (size_t k = 0; k < duty->count; k++) {
        const cas_node *gifts = cas_kid(duty->kids[k], CAS_NODE_MEASURES);
        if (!gifts || gifts->op != CAS_CHOICE_ANY || gifts->count < 2)
            continue;
        cas_cure_place at = {.node = gifts, .span = gifts->span, .phrase = gifts->span};
        at.span.end = at.span.begin + (uint32_t)(gifts->kids[0]->span.begin - gifts->span.begin);
        at.span = cas_cure_trimmed(b, at.span);
        cas_cure_add_site(b, CAS_CURE_AT_CHOICE_OF_GIFTS, &at, (cas_cure_fill){0});
    }
}

static void visit_permission(cas_cure_menu_builder *b, const cas_node *permission)
{
    if (cas_kid(permission, CAS_NODE_PREVAILS_OVER))
        return;
    const cas_span span = cas_cure_trimmed(b, cas_cure_without_notes(permission));
    const cas_cure_place at = {.node = permission, .span = span, .phrase = span};
    cas_cure_add_site(b, CAS_CURE_AT_PERMISSION, &at, (cas_cure_fill){.time = cas_cure_usual_time(b)});
}

static void visit_number_of(cas_cure_menu_builder *b, const cas_node *quantity, cas_span phrase)
{
    cas_cure_place at = {.phrase = phrase};
    if (!reads_whole(b, quantity, &at.whole))
        return;
    at.node = quantity;
    at.span = quantity->span;
    cas_cure_add_site(b, CAS_CURE_AT_NUMBER_OF, &at, (cas_cure_fill){0});
}

/* The way of a finding stands between its name and `within`. */
static void visit_finding(cas_cure_menu_builder *b, const cas_node *finding)
{
    const cas_node *within = cas_kid(finding, CAS_NODE_WITHIN);
    const cas_span phrase = cas_cure_trimmed(b, cas_cure_without_notes(finding));
    const char *text = b->map->files[phrase.file].text.at;
    const cas_text before = finding->title.length ? finding->title : finding->text;
    cas_span way = phrase;
    way.begin = (uint32_t)(before.at + before.length - text);
    while (way.begin < way.end && text[way.begin] != ' ')
        way.begin++;
    while (way.begin < way.end && text[way.begin] == ' ')
        way.begin++;
    if (within)
        way.end = within->span.begin;
    way = cas_cure_trimmed(b, way);
    const cas_cure_place at = {.node = finding,
                               .span = way,
                               .phrase = phrase,
                               .way = finding->op == CAS_FINDING_BY_FACT   ? "by fact"
                                      : finding->op == CAS_FINDING_BY_EACH ? "by each"
                                                                           : NULL};
    cas_cure_add_site(b, CAS_CURE_AT_FINDING_WAY, &at, (cas_cure_fill){0});
    if (finding->op == CAS_FINDING_ON_CALL)
        visit_number_of(b, cas_kid(finding, CAS_NODE_QUANTITY), phrase);
    else
        visit_rule(b, cas_kid_expression(finding), cas_cure_within_of(finding));
}

/* ---- The walk -------------------------------------------------------------------------------------------------------------- */

static void visit_line(cas_cure_menu_builder *b, const cas_node *clause, const cas_node *line)
{
    const cas_node *who = cas_kid(line, CAS_NODE_WHO);
    if (cas_cure_within_of(line))
        visit_time(b, cas_cure_within_of(line), cas_cure_trimmed(b, cas_cure_without_notes(line)));
    switch ((int)line->kind) {
    case CAS_NODE_WHEN: visit_when(b, clause, line); return;
    case CAS_NODE_DUTY: visit_duty(b, clause, line); return;
    case CAS_NODE_PERMISSION: visit_permission(b, line); return;
    case CAS_NODE_POWER:
        if (who && who->op == CAS_WHO_ANY)
            visit_number_of(b, cas_kid(who, CAS_NODE_QUANTITY), cas_cure_trimmed(b, cas_cure_without_notes(line)));
        return;
    case CAS_NODE_DECIDE: visit_rule(b, cas_kid_expression(line), cas_cure_within_of(line)); return;
    case CAS_NODE_FINDING: visit_finding(b, line); return;
    default: return;
    }
}

static void visit_clause(cas_cure_menu_builder *b, const cas_node *clause)
{
    b->clause = cas_cure_clause_form_of(b, clause);
    if (b->clause < 0 || !b->asked->clauses[b->clause])
        return;
    b->label = cas_text_string(b->arena, clause->text);
    for (size_t k = 0; k < clause->count; k++)
        visit_line(b, clause, clause->kids[k]);
}

void cas_cure_walk_text(cas_cure_menu_builder *b)
{
    for (size_t i = 0; i < b->loaded->count; i++) {
        const cas_node *node = b->loaded->items[i].node;
        cas_poll(b->arena->ctx);
        if (node->kind == CAS_NODE_RULE)
            visit_named_rule(b, node);
        else if (node->kind == CAS_NODE_CLAUSE)
            visit_clause(b, node);
        b->clause = b->rule = b->rule_form = -1;
        b->label = NULL;
    }
}
