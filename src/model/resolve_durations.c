/*
 * Durations, what an `assume` makes of a word, and the tick.
 *
 * The tick is the greatest common divisor of all durations that the clauses, rules, goals and scenarios use. A duration of an
 * assumption with several forms counts with each of them, so that one tick serves every package. gcd(c * v over all v) is
 * c * gcd(v), so each assumption is looked at once.
 *
 * Months and years that no `assume` speaks of have no length of their own. In a text with a date they are counted in the
 * calendar from that date: `2 months` is as many days as the two months after it have. That is exact for what begins on that
 * date, may differ by a few days for what begins later, and is therefore told as an assumption.
 */
#include "model/calendar.h"
#include "model/resolving.h"

static cas_span_time divisor(cas_span_time a, cas_span_time b)
{
    while (b) {
        const cas_span_time rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

cas_span_time cas_common_time(cas_span_time a, cas_span_time b)
{
    return divisor(a, b);
}

enum { MOST_PLACES = 6, MOST_DIGITS = 12 };

/* "1.5" as 15 and 1. Trailing zeros after the point do not count. */
static bool read_count(cas_text text, int64_t *digits, unsigned *places)
{
    int64_t value = 0;
    unsigned after = 0, kept = 0;
    bool point = false;
    for (size_t i = 0; i < text.length; i++) {
        const char c = text.at[i];
        if (c == '.') {
            point = true;
            continue;
        }
        if (c == '_')
            continue;
        if (c < '0' || c > '9' || kept >= MOST_DIGITS)
            return false;
        value = value * 10 + (c - '0');
        kept += value != 0;
        after += point;
    }
    while (after && value % 10 == 0) {
        value /= 10;
        after--;
    }
    *digits = value;
    *places = after;
    return after <= MOST_PLACES;
}

static cas_span_time power10(unsigned exponent)
{
    cas_span_time power = 1;
    while (exponent--)
        power *= 10;
    return power;
}

/* digits / 10^places of a unit; false when that is too long or no whole number of millionths of an hour. */
static bool times(int64_t digits, unsigned places, cas_span_time unit, cas_span_time *out)
{
    const __int128 product = (__int128)digits * unit;
    if (product % power10(places) || product / power10(places) > CAS_LONGEST_TIME)
        return false;
    *out = (cas_span_time)(product / power10(places));
    return true;
}

static bool refuse_size(cas_resolving *r, const cas_node *node)
{
    cas_complain(r, CAS_E0312, node->span, "\"%s\" is too long, or written too finely, to be counted",
                 cas_words_of(r, node));
    return false;
}

/* ---- Words that are no durations --------------------------------------------------------------------------------------- */

static const char *advice_for(cas_text word)
{
    static const char *const advice[][2] = {
        {"month", "assume month = 30 days \"why\""},           {"year", "assume year = 365 days \"why\""},
        {"immediately", "assume immediately = 1 day \"why\""}, {"promptly", "assume promptly = 1 day \"why\""},
        {"forthwith", "assume forthwith = 1 day \"why\""},     {"working day", "assume working_day = 1 day \"why\""},
        {"business day", "assume business_day = 1 day \"why\""},
        {"minute", "assume minute = 0.016667 hours \"why\""},
    };
    for (size_t i = 0; i < sizeof advice / sizeof *advice; i++) {
        const cas_text known = cas_text_of(advice[i][0]);
        const bool plural = word.length == known.length + 1 && word.at[word.length - 1] == 's';
        if (cas_text_equal(known, (cas_text){word.at, word.length - plural}))
            return advice[i][1];
    }
    return NULL;
}

/* "working days" is the assumption working_day. */
static cas_text as_name(cas_resolving *r, cas_text words)
{
    cas_builder out = {.arena = r->arena};
    for (size_t i = 0; i < words.length; i++) {
        const bool space = words.at[i] == ' ' || words.at[i] == '\t' || words.at[i] == '\n';
        if (!space)
            cas_putc(&out, words.at[i]);
        else if (out.length && words.at[i - 1] != ' ')
            cas_putc(&out, '_');
    }
    return cas_built(&out);
}

/* The assumption a word stands for: "month", "months". */
static const cas_named *assumption_of(cas_resolving *r, cas_text word)
{
    word = as_name(r, word);
    const cas_named *found = cas_name_of(r, word);
    if (!found && word.length > 1 && word.at[word.length - 1] == 's')
        found = cas_name_of(r, (cas_text){word.at, word.length - 1});
    return found && found->kind == CAS_NAMES_ASSUME ? found : NULL;
}

/* How many months the word says, or 0. */
static int months_of(cas_text word)
{
    if (cas_text_is(word, "month") || cas_text_is(word, "months"))
        return 1;
    return cas_text_is(word, "year") || cas_text_is(word, "years") ? 12 : 0;
}

static bool refuse_word(cas_resolving *r, const cas_node *node)
{
    const char *advice = advice_for(node->extra);
    if (advice) {
        cas_diagnostic *d = cas_complain(r, CAS_E0228, node->span, "how long \"%.*s\" is, the text does not say",
                                         CAS_SHOW(node->extra));
        cas_hint(r->diagnostics, d, "say what it is taken to be and why: `%s`%s", advice,
                 months_of(node->extra) && node->text.length && !r->out->dated
                     ? ", or give the agreement a date: `dated 2022-03-29`"
                     : "");
        return false;
    }
    const cas_named *found = cas_look_up(r, node->extra, node->span, CAS_KIND(CAS_NAMES_ASSUME), CAS_E0228,
                                         "unit of time or assumed duration");
    (void)found;
    return false;
}

/* So many days as the months after the agreement's date have. */
static bool resolve_months(cas_resolving *r, const cas_node *node, cas_duration *out)
{
    enum { MOST_MONTHS = 12000 };
    const int64_t months = out->digits * months_of(node->extra), begin = r->out->day;
    if (out->digits > MOST_MONTHS)
        return refuse_size(r, node);
    const int64_t days = cas_calendar_months_after(begin, months) - begin;
    out->fixed = days * 24 * CAS_HOUR;
    cas_assume_silently(r, node->span,
                        cas_format(r->arena, "%s: %lld days, as the calendar has them from %s on", cas_words_of(r, node),
                                   (long long)days, cas_calendar_words(r->arena, begin)));
    return true;
}

static bool resolve_named(cas_resolving *r, const cas_node *node, cas_duration *out)
{
    const cas_named *found = assumption_of(r, node->extra);
    if (!found && r->out->dated && months_of(node->extra) && node->text.length && !out->places)
        return resolve_months(r, node, out);
    if (!found)
        return refuse_word(r, node);
    out->assumed = found->index;
    if (found->index < r->out->assumption_count) {
        const cas_assumption *assumption = &r->out->assumptions[found->index];
        cas_check_covered(r, node->span, assumption->name, "assumption", (const cas_form *const *)assumption->forms,
                          assumption->form_count);
    }
    return true;
}

bool cas_calendar_months_of(cas_resolving *r, const cas_node *duration, int64_t *months)
{
    enum { MOST_MONTHS = 120000 };
    unsigned places;
    if (!duration || duration->op != CAS_UNIT_NAMED || !months_of(duration->extra) || assumption_of(r, duration->extra) ||
        !duration->text.length || !read_count(duration->text, months, &places) || places)
        return false;
    *months *= months_of(duration->extra);
    return *months <= MOST_MONTHS;
}

bool cas_resolve_duration(cas_resolving *r, const cas_node *node, cas_duration *out, bool counts_for_tick)
{
    *out = (cas_duration){.assumed = -1, .digits = 1, .span = node ? node->span : CAS_NO_SPAN};
    if (!node || node->flags & CAS_FLAG_BROKEN)
        return false;
    if (node->text.length && !read_count(node->text, &out->digits, &out->places))
        return refuse_size(r, node);
    switch ((cas_unit)node->op) {
    case CAS_UNIT_HOUR:
        if (!times(out->digits, out->places, CAS_HOUR, &out->fixed))
            return refuse_size(r, node);
        break;
    case CAS_UNIT_DAY:
        if (!times(out->digits, out->places, 24 * CAS_HOUR, &out->fixed))
            return refuse_size(r, node);
        break;
    case CAS_UNIT_WEEK:
        if (!times(out->digits, out->places, 168 * CAS_HOUR, &out->fixed))
            return refuse_size(r, node);
        break;
    case CAS_UNIT_NAMED:
        if (!resolve_named(r, node, out))
            return false;
        break;
    }
    if (counts_for_tick) {
        cas_duration *kept = CAS_NEW(r->arena, cas_duration);
        *kept = *out;
        r->durations = CAS_ROOM(r->arena, r->durations, r->duration_count, &r->duration_room);
        r->durations[r->duration_count++] = kept;
    }
    return true;
}

bool cas_read_days(cas_resolving *r, cas_text number, cas_span span, cas_span_time *out)
{
    int64_t digits;
    unsigned places;
    if (read_count(number, &digits, &places) && times(digits, places, 24 * CAS_HOUR, out))
        return true;
    cas_complain(r, CAS_E0312, span, "day %.*s is too far away, or written too finely, to be counted",
                 (int)(number.length > 40 ? 40 : number.length), number.at);
    return false;
}

/* ---- Assumptions ------------------------------------------------------------------------------------------------------- */

void cas_resolve_assumptions(cas_resolving *r)
{
    const cas_entities *entities = &r->entities[CAS_NAMES_ASSUME];
    cas_assumption *assumptions = CAS_ARRAY(r->arena, cas_assumption, entities->count + 1);
    for (size_t i = 0; i < entities->count; i++) {
        const cas_entity *entity = &entities->items[i];
        cas_assume_form **forms = CAS_ARRAY(r->arena, cas_assume_form *, entity->count);
        for (size_t k = 0; k < entity->count; k++) {
            const cas_node *node = entity->nodes[k];
            forms[k] = CAS_NEW(r->arena, cas_assume_form);
            forms[k]->form = (cas_form){cas_resolve_if(r, node), node->span};
            forms[k]->reason = cas_string(r, node->title);
        }
        assumptions[i] =
            (cas_assumption){cas_string(r, entity->name), (const cas_assume_form *const *)forms, (int)entity->count};
        cas_check_forms(r, entity, (const cas_form *const *)forms, (int)entity->count, "assumption");
    }
    r->out->assumptions = assumptions;
    r->out->assumption_count = (int)entities->count;
    for (size_t i = 0; i < entities->count; i++)
        for (int k = 0; k < assumptions[i].form_count; k++) {
            cas_assume_form *form = (cas_assume_form *)assumptions[i].forms[k];
            const cas_node *node = entities->items[i].nodes[k];
            r->context = form->form.condition;
            cas_resolve_duration(r, cas_kid(node, CAS_NODE_DURATION), &form->duration, false);
            cas_resolve_notes(r, node);
        }
    r->context = NULL;
}

/* ---- The tick ---------------------------------------------------------------------------------------------------------- */

typedef struct assumed_lengths {
    cas_resolving *r;
    cas_span_time *common; /* greatest common divisor of all forms */
    char *state;           /* 0 not seen, 1 being looked at, 2 known */
} assumed_lengths;

static cas_span_time common_of(assumed_lengths *known, int index, cas_span use, int depth);

static cas_span_time common_of_duration(assumed_lengths *known, const cas_duration *duration, int depth)
{
    if (duration->assumed < 0)
        return duration->fixed;
    cas_span_time length;
    const cas_span_time unit = common_of(known, duration->assumed, duration->span, depth);
    if (times(duration->digits, duration->places, unit, &length))
        return length;
    cas_complain(known->r, CAS_E0312, duration->span, "this is too long, or written too finely, to be counted");
    return 0;
}

static cas_span_time common_of(assumed_lengths *known, int index, cas_span use, int depth)
{
    const cas_assumption *assumption = &known->r->out->assumptions[index];
    if (known->state[index] == 2)
        return known->common[index];
    if (known->state[index] == 1) {
        cas_complain(known->r, CAS_E0207, use, "how long \"%s\" is, is said by way of itself", assumption->name);
        return 0;
    }
    if (depth > CAS_MAX_CHAIN) {
        cas_complain(known->r, CAS_E0208, use, "assumptions that rest on assumptions are more than %d deep",
                     CAS_MAX_CHAIN);
        return 0;
    }
    known->state[index] = 1;
    cas_span_time common = 0;
    for (int i = 0; i < assumption->form_count; i++)
        common = divisor(common_of_duration(known, &assumption->forms[i]->duration, depth + 1), common);
    known->state[index] = 2;
    return known->common[index] = common;
}

void cas_resolve_tick(cas_resolving *r)
{
    const size_t count = (size_t)r->out->assumption_count;
    assumed_lengths known = {r, CAS_ARRAY(r->arena, cas_span_time, count + 1), CAS_ARRAY(r->arena, char, count + 1)};
    for (size_t i = 0; i < count; i++)
        common_of(&known, (int)i, r->entities[CAS_NAMES_ASSUME].items[i].span, 0);
    cas_span_time tick = r->more_tick;
    for (size_t i = 0; i < r->duration_count; i++)
        tick = divisor(common_of_duration(&known, r->durations[i], 0), tick);
    r->out->tick = tick ? tick : 24 * CAS_HOUR;
}
