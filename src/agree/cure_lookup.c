/* Looking things up in the tree for the menu: items by name, forms of the agreement, and the times that the text gives. */
#include "agree/cure_places.h"

#include <stdlib.h>
#include <string.h>

/* ---- Spans and texts ------------------------------------------------------------------------------------------------------- */

static bool is_note(const cas_node *node)
{
    return node->kind == CAS_NODE_CITE || node->kind == CAS_NODE_BECAUSE;
}

/* A statement without the notes behind it. */
cas_span cas_cure_without_notes(const cas_node *node)
{
    cas_span span = node->span;
    for (size_t k = 0; k < node->count; k++)
        if (is_note(node->kids[k]) && node->kids[k]->span.begin < span.end)
            span.end = node->kids[k]->span.begin;
    return span;
}

cas_span cas_cure_trimmed(const cas_cure_menu_builder *b, cas_span span)
{
    const char *text = b->map->files[span.file].text.at;
    while (span.end > span.begin && strchr(" \t\r\n", text[span.end - 1]))
        span.end--;
    return span;
}

const char *cas_cure_slice(const cas_cure_menu_builder *b, cas_span span)
{
    return cas_text_string(b->arena, cas_source_slice(b->map, span));
}

/* ---- Clauses and rules by name --------------------------------------------------------------------------------------------- */

/* The items of one kind, one after the other. */
const cas_node *cas_cure_next_item(const cas_cure_menu_builder *b, cas_node_kind kind, size_t *at)
{
    while (*at < b->loaded->count) {
        const cas_node *node = b->loaded->items[(*at)++].node;
        if (node->kind == kind)
            return node;
    }
    return NULL;
}

const cas_node *cas_cure_declared(const cas_cure_menu_builder *b, cas_node_kind kind, cas_text name)
{
    size_t at = 0;
    for (const cas_node *node; (node = cas_cure_next_item(b, kind, &at));)
        if (cas_text_equal(node->text, name))
            return node;
    return NULL;
}

static bool lies_in(cas_span inner, cas_span outer)
{
    return inner.file == outer.file && inner.begin >= outer.begin && inner.begin < outer.end;
}

int cas_cure_clause_form_of(const cas_cure_menu_builder *b, const cas_node *node)
{
    for (int c = 0; c < b->agreement->clause_count; c++)
        if (lies_in(b->agreement->clauses[c].form.span, node->span))
            return c;
    return -1;
}

bool cas_cure_find_rule_form(cas_cure_menu_builder *b, const cas_node *node)
{
    for (int r = 0; r < b->agreement->rule_count; r++)
        for (int f = 0; f < b->agreement->rules[r].form_count; f++)
            if (lies_in(b->agreement->rules[r].forms[f]->form.span, node->span)) {
                b->rule = r;
                b->rule_form = f;
                return true;
            }
    return false;
}

/* The `decide` or `finding` line that uses a named rule, and the label of its clause. */
const cas_node *cas_cure_user_of(const cas_cure_menu_builder *b, cas_text rule, cas_text *label)
{
    size_t at = 0;
    for (const cas_node *clause; (clause = cas_cure_next_item(b, CAS_NODE_CLAUSE, &at));)
        for (size_t k = 0; k < clause->count; k++) {
            const cas_node *line = clause->kids[k], *expression = cas_kid_expression(line);
            if ((line->kind == CAS_NODE_DECIDE || line->kind == CAS_NODE_FINDING) && expression &&
                expression->kind == CAS_NODE_RULE_NAME && cas_text_equal(expression->text, rule)) {
                *label = clause->text;
                return line;
            }
        }
    return NULL;
}

/* ---- Times ----------------------------------------------------------------------------------------------------------------- */

/* About how many hours, to find the longest. */
static double hours_of(const cas_cure_menu_builder *b, const cas_node *duration, int depth)
{
    const double number = duration->text.length ? strtod(cas_text_string(b->arena, duration->text), NULL) : 1;
    switch ((cas_unit)duration->op) {
    case CAS_UNIT_HOUR: return number;
    case CAS_UNIT_DAY: return number * 24;
    case CAS_UNIT_WEEK: return number * 168;
    case CAS_UNIT_NAMED: break;
    }
    cas_text word = duration->extra;
    const cas_node *assumed = cas_cure_declared(b, CAS_NODE_ASSUME, word);
    if (!assumed && word.length > 1 && word.at[word.length - 1] == 's') {
        word.length--;
        assumed = cas_cure_declared(b, CAS_NODE_ASSUME, word);
    }
    const cas_node *length = cas_kid(assumed, CAS_NODE_DURATION);
    return length && depth < 8 ? number * hours_of(b, length, depth + 1) : 0;
}

/*
 * Is it the same in every package? What a place that cannot matter says under some condition must not be brought to one that can: packages
 * that the goal could not tell apart would differ by it.
 */
static bool is_settled(const cas_cure_menu_builder *b, const cas_node *duration)
{
    if (duration->op != CAS_UNIT_NAMED)
        return true;
    for (size_t i = 0; i < b->loaded->count; i++) {
        const cas_node *node = b->loaded->items[i].node;
        if (node->kind == CAS_NODE_ASSUME && cas_kid(node, CAS_NODE_IF) &&
            node->text.length <= duration->extra.length &&
            memcmp(node->text.at, duration->extra.at, node->text.length) == 0)
            return false;
    }
    return true;
}

/* The longer of two durations; either may be null. */
static const cas_node *longer(const cas_cure_menu_builder *b, const cas_node *a, const cas_node *other)
{
    if (!a || !other)
        return a ? a : other;
    return hours_of(b, other, 0) > hours_of(b, a, 0) ? other : a;
}

const cas_node *cas_cure_within_of(const cas_node *line)
{
    return cas_kid(cas_kid(line, CAS_NODE_WITHIN), CAS_NODE_DURATION);
}

const cas_node *cas_cure_longest_duty(const cas_cure_menu_builder *b, const cas_node *clause)
{
    const cas_node *longest = NULL;
    size_t at = 0;
    for (const cas_node *line; (line = cas_kid_from(clause, CAS_NODE_DUTY, &at));)
        longest = longer(b, longest, cas_cure_within_of(line));
    return longest;
}

const cas_node *cas_cure_settled_within_of(const cas_cure_menu_builder *b, const cas_node *line)
{
    const cas_node *time = cas_cure_within_of(line);
    return time && is_settled(b, time) ? time : NULL;
}

/* The time for what the text gives none. */
const char *cas_cure_usual_time(const cas_cure_menu_builder *b)
{
    const cas_node *longest = NULL;
    size_t at = 0;
    for (const cas_node *clause; (clause = cas_cure_next_item(b, CAS_NODE_CLAUSE, &at));) {
        const cas_node *time = cas_cure_longest_duty(b, clause);
        longest = time && is_settled(b, time) ? longer(b, longest, time) : longest;
    }
    return longest ? cas_cure_slice(b, longest->span) : "1 day";
}

/* "3 days after attack or 3 days after sighting": the time, after each event that starts the clause. */
const char *cas_cure_limit_after(const cas_cure_menu_builder *b, const char *time, const cas_node *when)
{
    cas_builder out = {.arena = b->arena};
    for (size_t k = 0; when && k < when->count; k++)
        if (cas_node_is_event(when->kids[k]->kind))
            cas_putf(&out, "%s%s after %s", out.length ? " or " : "", time, cas_cure_slice(b, when->kids[k]->span));
    return out.length ? cas_built_string(&out) : NULL;
}

/* ---- Names that stand in an expression --------------------------------------------------------------------------------------- */

void cas_cure_list_names(cas_cure_name_list *list, const cas_node *node)
{
    if (node->kind == CAS_NODE_NAME) {
        list->names = CAS_ROOM(list->arena, list->names, list->count, &list->room);
        list->names[list->count++] = node->text;
    }
    for (size_t k = 0; k < node->count; k++)
        cas_cure_list_names(list, node->kids[k]);
}
