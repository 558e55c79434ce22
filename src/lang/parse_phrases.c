/* Phrases that many statements share: names, sets, counts, durations, measures, notes. */
#include "lang/parser.h"

#include <string.h>

/* ---- Names and sets ---------------------------------------------------------------------------------------------------- */

const cas_node *cas_parse_name(cas_parser *p, const char *what)
{
    cas_node *node = cas_open(p, CAS_NODE_NAME);
    node->text = cas_need_name(p, what);
    return cas_close(p, node);
}

const cas_node *cas_parse_label(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_NAME);
    node->text = cas_need_label(p);
    return cas_close(p, node);
}

/* E.1: a letter first, one point, then digits only. */
static bool is_member(cas_text text, size_t *point)
{
    const char *found = memchr(text.at, '.', text.length);
    if (!found || (text.at[0] >= '0' && text.at[0] <= '9'))
        return false;
    *point = (size_t)(found - text.at);
    for (size_t i = *point + 1; i < text.length; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return true;
}

static const cas_node *parse_bracketed_set(cas_parser *p)
{
    if (!cas_goes_deeper(p))
        return NULL;
    cas_skip(p);
    const cas_node *set = cas_parse_set(p);
    cas_need(p, CAS_TOKEN_CLOSE);
    cas_comes_back(p);
    return set;
}

const cas_node *cas_parse_term(cas_parser *p)
{
    const cas_token *token = cas_peek(p, 0);
    size_t point;
    if (token->kind == CAS_TOKEN_OPEN)
        return parse_bracketed_set(p);
    if (token->kind == CAS_TOKEN_LABEL && is_member(token->text, &point)) {
        cas_node *node = cas_open(p, CAS_NODE_MEMBER);
        node->text = (cas_text){token->text.at, point};
        node->extra = (cas_text){token->text.at + point + 1, token->text.length - point - 1};
        cas_skip(p);
        return cas_close(p, node);
    }
    if (cas_sees_word(p, CAS_WORD_EVERYONE)) {
        cas_node *node = cas_open(p, CAS_NODE_EVERYONE);
        cas_skip(p);
        return cas_close(p, node);
    }
    return cas_parse_name(p, "a party or group");
}

/* After a comma or `and` a term must follow; elsewhere the list is over. */
static void parse_list(cas_parser *p)
{
    cas_add(p, cas_parse_term(p));
    while (cas_takes(p, CAS_TOKEN_COMMA) || cas_takes_word(p, CAS_WORD_AND)) {
        cas_poll(p->arena->ctx);
        cas_add(p, cas_parse_term(p));
    }
}

const cas_node *cas_parse_set(cas_parser *p)
{
    cas_node *set = cas_open(p, CAS_NODE_SET);
    parse_list(p);
    if (cas_sees_word(p, CAS_WORD_EXCEPT)) {
        cas_node *except = cas_open(p, CAS_NODE_EXCEPT);
        cas_skip(p);
        parse_list(p);
        cas_add(p, cas_close(p, except));
    }
    return cas_close(p, set);
}

/* {A, B} or, without braces, a list of terms. */
const cas_node *cas_parse_parties_set(cas_parser *p)
{
    cas_node *set = cas_open(p, CAS_NODE_PARTIES_SET);
    if (!cas_takes(p, CAS_TOKEN_OPEN_BRACE)) {
        cas_add(p, cas_parse_term(p));
        return cas_close(p, set);
    }
    if (!cas_sees(p, CAS_TOKEN_CLOSE_BRACE))
        parse_list(p);
    cas_need(p, CAS_TOKEN_CLOSE_BRACE);
    return cas_close(p, set);
}

/* ---- Quantities and counts --------------------------------------------------------------------------------------------- */

static bool is_whole(cas_text text)
{
    return !memchr(text.at, '.', text.length);
}

const cas_node *cas_parse_quantity(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_QUANTITY);
    node->text = cas_need_number(p, "a number");
    if (cas_takes(p, CAS_TOKEN_PERCENT)) {
        node->op = CAS_QUANTITY_PERCENT;
    } else if (cas_takes(p, CAS_TOKEN_SLASH)) {
        node->op = CAS_QUANTITY_FRACTION;
        node->extra = cas_need_number(p, "the number below the fraction");
        if (!p->broken && (!is_whole(node->text) || !is_whole(node->extra)))
            cas_syntax_error(p, CAS_E0112, (cas_span){p->file, node->span.begin, p->last_end},
                             "\"%.*s/%.*s\" is no fraction", CAS_SHOW(node->text), CAS_SHOW(node->extra));
    }
    return cas_close(p, node);
}

/* Which count begins here; words says how many words it has before its quantity or its `of`. */
static int count_ahead(const cas_parser *p, size_t *words)
{
    *words = 1;
    if (cas_word_ahead(p, 1, CAS_WORD_OF)) {
        switch ((int)cas_peek(p, 0)->word) {
        case CAS_WORD_ALL: return CAS_COUNT_ALL;
        case CAS_WORD_ANY: return CAS_COUNT_ANY;
        case CAS_WORD_NONE: return CAS_COUNT_NONE;
        case CAS_WORD_MAJORITY: return CAS_COUNT_MAJORITY;
        default: return -1;
        }
    }
    *words = 2;
    if (cas_sees_word(p, CAS_WORD_AT) && cas_word_ahead(p, 1, CAS_WORD_LEAST))
        return CAS_COUNT_AT_LEAST;
    if (cas_sees_word(p, CAS_WORD_AT) && cas_word_ahead(p, 1, CAS_WORD_MOST))
        return CAS_COUNT_AT_MOST;
    if (cas_sees_word(p, CAS_WORD_MORE) && cas_word_ahead(p, 1, CAS_WORD_THAN))
        return CAS_COUNT_MORE_THAN;
    if (cas_sees_word(p, CAS_WORD_ALL) && cas_word_ahead(p, 1, CAS_WORD_BUT))
        return CAS_COUNT_ALL_BUT;
    return -1;
}

bool cas_sees_count(const cas_parser *p)
{
    size_t words;
    return count_ahead(p, &words) >= 0;
}

const cas_node *cas_parse_count(cas_parser *p)
{
    static const cas_word starts[] = {CAS_WORD_ALL, CAS_WORD_ANY, CAS_WORD_NONE, CAS_WORD_MAJORITY, CAS_WORD_OTHER};
    size_t words;
    const int count = count_ahead(p, &words);
    if (count < 0) {
        cas_expected(p, "a count such as `all of` or `at least 2 of`", starts);
        return NULL;
    }
    cas_node *node = cas_open(p, CAS_NODE_COUNT);
    node->op = count;
    while (words--)
        cas_skip(p);
    if (count >= CAS_COUNT_AT_LEAST)
        cas_add(p, cas_parse_quantity(p));
    cas_need_word(p, CAS_WORD_OF);
    return cas_close(p, node);
}

/* `each of SET`, `unknown`, `[any] N of SET`, a count of a set, or a set; the `by` is taken. */
const cas_node *cas_parse_by(cas_parser *p)
{
    cas_node *by = cas_open(p, CAS_NODE_BY);
    by->op = CAS_BY_SET;
    const bool any_number = cas_sees_word(p, CAS_WORD_ANY) && cas_peek(p, 1)->kind == CAS_TOKEN_NUMBER;
    if (cas_sees_word(p, CAS_WORD_UNKNOWN) && cas_peek(p, 1)->kind != CAS_TOKEN_COMMA) {
        cas_skip(p);
        by->op = CAS_BY_UNKNOWN;
        return cas_close(p, by);
    }
    if (cas_sees_word(p, CAS_WORD_EACH) && cas_word_ahead(p, 1, CAS_WORD_OF)) {
        cas_skip(p);
        cas_skip(p);
        by->op = CAS_BY_EACH;
    } else if (any_number || cas_sees(p, CAS_TOKEN_NUMBER)) {
        by->op = CAS_BY_COUNT;
        cas_node *count = cas_open(p, CAS_NODE_COUNT);
        count->op = CAS_COUNT_NUMBER;
        cas_takes_word(p, CAS_WORD_ANY);
        cas_add(p, cas_parse_quantity(p));
        cas_need_word(p, CAS_WORD_OF);
        cas_add(p, cas_close(p, count));
    } else if (cas_sees_count(p)) {
        by->op = CAS_BY_COUNT;
        cas_add(p, cas_parse_count(p));
    }
    cas_add(p, cas_parse_set(p));
    return cas_close(p, by);
}

/* ---- Dates ----------------------------------------------------------------------------------------------------------- */

static bool is_calendar_date(cas_text date)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int part[3] = {0};
    for (size_t i = 0, k = 0; i < date.length; i++) {
        if (date.at[i] == '-')
            k++;
        else
            part[k] = part[k] * 10 + (date.at[i] - '0');
    }
    const bool leap = part[0] % 4 == 0 && (part[0] % 100 != 0 || part[0] % 400 == 0);
    return part[1] >= 1 && part[1] <= 12 && part[2] >= 1 && part[2] <= days[part[1] - 1] + (leap && part[1] == 2);
}

cas_text cas_need_date(cas_parser *p)
{
    const cas_token *token = cas_peek(p, 0);
    if (token->kind == CAS_TOKEN_DATE && is_calendar_date(token->text)) {
        cas_skip(p);
        return token->text;
    }
    if (cas_at_end(p)) {
        cas_expected_as(p, CAS_E0116, "a date", NULL);
        return (cas_text){"", 0};
    }
    cas_diagnostic *d =
        cas_syntax_error(p, CAS_E0116, cas_token_span(p, token), "\"%.*s\" is no date", CAS_SHOW(token->text));
    cas_hint(p->diagnostics, d, "year, month and day, such as 2022-03-29");
    return (cas_text){"", 0};
}

const cas_node *cas_parse_dated(cas_parser *p)
{
    if (!cas_sees_word(p, CAS_WORD_DATED))
        return NULL;
    cas_node *node = cas_open(p, CAS_NODE_DATED);
    cas_skip(p);
    node->text = cas_need_date(p);
    return cas_close(p, node);
}

/* ---- Durations --------------------------------------------------------------------------------------------------------- */

static cas_unit unit_of(cas_word word)
{
    switch ((int)word) {
    case CAS_WORD_HOUR:
    case CAS_WORD_HOURS: return CAS_UNIT_HOUR;
    case CAS_WORD_DAY:
    case CAS_WORD_DAYS: return CAS_UNIT_DAY;
    case CAS_WORD_WEEK:
    case CAS_WORD_WEEKS: return CAS_UNIT_WEEK;
    default: return CAS_UNIT_NAMED;
    }
}

/* `within four days`: an `assume` may have such a name, but not before a unit. */
static bool is_spelt_number(const cas_token *token)
{
    static const char *const numbers[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fourteen", "twenty", "thirty"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (cas_text_is(token->text, numbers[i]))
            return true;
    return false;
}

const cas_node *cas_parse_duration(cas_parser *p)
{
    static const char unit[] = "a unit of time (hours, days, weeks, or the name of an `assume`)";
    cas_node *node = cas_open(p, CAS_NODE_DURATION);
    if (cas_sees(p, CAS_TOKEN_NUMBER)) {
        node->text = cas_need_number(p, "a number");
        node->op = unit_of(cas_peek(p, 0)->word);
        if (cas_sees_word(p, CAS_WORD_AFTER))
            cas_expected(p, unit, NULL);
        const cas_text first = cas_need_name(p, unit);
        node->extra = first;
        /* `2 working days`: what such a day is, an `assume` says. */
        if (node->op == CAS_UNIT_NAMED && !p->broken &&
            (cas_sees_word(p, CAS_WORD_DAY) || cas_sees_word(p, CAS_WORD_DAYS))) {
            const cas_text second = cas_need_name(p, unit);
            node->extra = (cas_text){first.at, (size_t)(second.at - first.at) + second.length};
        }
    } else {
        if (is_spelt_number(cas_peek(p, 0)) && unit_of(cas_peek(p, 1)->word) != CAS_UNIT_NAMED)
            cas_expected(p, "a number in digits, as in `4 days`", NULL);
        node->op = CAS_UNIT_NAMED;
        node->extra = cas_need_name(p, "a time such as `3 days`");
    }
    return cas_close(p, node);
}

const cas_node *cas_parse_within(cas_parser *p)
{
    if (!cas_sees_word(p, CAS_WORD_WITHIN))
        return NULL;
    cas_node *node = cas_open(p, CAS_NODE_WITHIN);
    cas_skip(p);
    cas_add(p, cas_parse_duration(p));
    return cas_close(p, node);
}

/* ---- Measures ---------------------------------------------------------------------------------------------------------- */

const cas_node *cas_parse_measures(cas_parser *p)
{
    cas_node *node = cas_open(p, CAS_NODE_MEASURES);
    node->op = CAS_CHOICE_UNSAID;
    if (cas_word_ahead(p, 1, CAS_WORD_OF) && (cas_sees_word(p, CAS_WORD_ANY) || cas_sees_word(p, CAS_WORD_ALL))) {
        node->op = cas_sees_word(p, CAS_WORD_ANY) ? CAS_CHOICE_ANY : CAS_CHOICE_ALL;
        cas_skip(p);
        cas_skip(p);
    }
    do
        cas_add(p, cas_parse_name(p, "a measure"));
    while (cas_takes(p, CAS_TOKEN_COMMA) || cas_takes_word(p, CAS_WORD_AND));
    return cas_close(p, node);
}

const cas_node *cas_parse_to(cas_parser *p)
{
    if (!cas_sees_word(p, CAS_WORD_TO))
        return NULL;
    cas_node *node = cas_open(p, CAS_NODE_TO);
    cas_skip(p);
    cas_add(p, cas_parse_term(p));
    return cas_close(p, node);
}

/* ---- Notes ------------------------------------------------------------------------------------------------------------- */

static void parse_bracketed_locator(cas_parser *p, cas_node *cite)
{
    const cas_token *open = cas_peek(p, 0);
    if (!open->match)
        return;
    const cas_token *close = &p->lexer.tokens[open->match];
    cite->extra = (cas_text){p->lexer.text.at + open->end, close->begin - open->end};
    cite->flags |= CAS_FLAG_BRACKETS;
    p->at = open->match;
    cas_skip(p);
}

const cas_node *cas_parse_cite(cas_parser *p)
{
    cas_node *cite = cas_open(p, CAS_NODE_CITE);
    cas_skip(p);
    cite->text = cas_need_name(p, "the name of a source");
    const cas_token *token = cas_peek(p, 0);
    if (token->kind == CAS_TOKEN_OPEN)
        parse_bracketed_locator(p, cite);
    else if (token->kind == CAS_TOKEN_WORD || token->kind == CAS_TOKEN_NUMBER || token->kind == CAS_TOKEN_LABEL)
        cite->extra = cas_need_label(p);
    else
        cas_expected(p, "where in the source: a number, a label, or words in brackets", NULL);
    cite->title = cas_title(p);
    return cas_close(p, cite);
}

bool cas_sees_because(const cas_parser *p)
{
    return cas_sees_word(p, CAS_WORD_ASSUME) && cas_peek(p, 1)->kind == CAS_TOKEN_STRING;
}

void cas_parse_notes(cas_parser *p)
{
    for (;;) {
        if (cas_sees_word(p, CAS_WORD_CITE)) {
            cas_add(p, cas_parse_cite(p));
        } else if (cas_sees_word(p, CAS_WORD_ASSUME)) {
            cas_node *because = cas_open(p, CAS_NODE_BECAUSE);
            cas_skip(p);
            because->title = cas_need_string(p, "the reason, quoted");
            cas_add(p, cas_close(p, because));
        } else {
            return;
        }
    }
}
