/*
 * The menu of edits of one text: see cure_menu.h for the sites, cure_menu.def for the edits.
 *
 * 1. Walk the rules and clauses that can matter to the goal. At each place that is a site, every row of that site is tried: its words are
 *    filled in, and a row with {fewer}, {more} or {attacker} makes an edit for each number or party.
 * 2. Add the alternatives of the issues and readings that can matter.
 * 3. Read the text with each edit alone. One that makes an error is no edit.
 *
 * The times are the text's own: for `L done` the longest time a duty of clause L gives, after what starts L; for an act the time of the duty
 * to do it; for a rule the time of the decision it is used in; else the longest time that any duty of the text gives, and a day where there is none.
 *
 * Cost: linear in the text and in the menu, and one reading for each edit.
 */
#include "agree/cure_places.h"

#include <stdlib.h>
#include <string.h>

/* ---- Rows ------------------------------------------------------------------------------------------------------------------ */

enum { LADDER_NONE, LADDER_STAGE, LADDER_COUNT, LADDER_TIME };

const cas_cure_row cas_cure_rows[] = {
#define CAS_CURE_EDIT(name, ladder, site, where, change, words)                                                        \
    {#name, LADDER_##ladder, CAS_CURE_AT_##site, CAS_CURE_##where, change, words},
#include "agree/cure_menu.def"
#undef CAS_CURE_EDIT
};
const int cas_cure_row_count = (int)(sizeof cas_cure_rows / sizeof *cas_cure_rows);

/* ---- Filling in words ------------------------------------------------------------------------------------------------------ */

/* The change with {…} filled in; null where the place does not give what is asked for. */
static const char *fill_in(const cas_cure_menu_builder *b, const char *change, const cas_cure_fill *fill)
{
    cas_builder out = {.arena = b->arena};
    while (*change) {
        if (*change != '{') {
            cas_putc(&out, *change++);
            continue;
        }
        const size_t length = strcspn(change, "}");
        const cas_text word = {change + 1, length - 1};
        const char *value = cas_text_is(word, "attacker")                             ? fill->party
                            : cas_text_is(word, "set")                                ? fill->set
                            : cas_text_is(word, "time")                               ? fill->time
                            : cas_text_is(word, "name")                               ? fill->name
                            : cas_text_is(word, "limit")                              ? fill->limit
                            : cas_text_is(word, "except")                             ? fill->except
                            : cas_text_is(word, "unit")                               ? fill->unit
                            : cas_text_is(word, "incident")                           ? b->asked->incident
                            : cas_text_is(word, "fewer") || cas_text_is(word, "more") ? fill->number
                                                                                      : NULL;
        if (!value)
            return NULL;
        cas_puts(&out, value);
        change += length + 1;
    }
    return cas_built_string(&out);
}

/* ---- Adding edits ---------------------------------------------------------------------------------------------------------- */

static const char *with_hunks(const cas_cure_menu_builder *b, cas_span phrase, const cas_cure_hunk *hunks, int count)
{
    const char *text = b->map->files[phrase.file].text.at;
    cas_builder out = {.arena = b->arena};
    uint32_t at = phrase.begin;
    for (int h = 0; h < count; h++) {
        cas_put(&out, (cas_text){text + at, hunks[h].span.begin - at});
        cas_puts(&out, hunks[h].text);
        at = hunks[h].span.end;
    }
    if (at < phrase.end)
        cas_put(&out, (cas_text){text + at, phrase.end - at});
    return cas_built_string(&out);
}

cas_cure_edit *cas_cure_add(cas_cure_menu_builder *b, const cas_cure_row *row, int place, int rung, cas_span phrase,
                            const cas_cure_hunk *hunks, int hunk_count)
{
    const cas_cure_edit edit = {
        .row = row,
        .place = place,
        .rung = rung,
        .hunks = hunks,
        .hunk_count = hunk_count,
        .clause = b->clause,
        .rule = b->rule,
        .rule_form = b->rule_form,
        .dimension = -1,
        .alternative = -1,
        .label = b->label,
        .file = cas_text_string(b->arena, b->map->files[phrase.file].name),
        .line = cas_source_line_of(b->map, phrase.file, hunk_count ? hunks[0].span.begin : phrase.begin),
        .from = cas_text_string(b->arena, cas_source_slice(b->map, phrase)),
        .to = with_hunks(b, phrase, hunks, hunk_count)};
    const cas_cure_edit *alone = &edit;
    if (hunk_count && !cas_cure_read(b->arena, b->source, &alone, 1, true, "", NULL))
        return NULL;
    b->edits = CAS_ROOM(b->arena, b->edits, b->count, &b->room);
    b->edits[b->count] = edit;
    b->edits[b->count].number = (int)b->count;
    return &b->edits[b->count++];
}

static cas_cure_hunk *one_hunk(const cas_cure_menu_builder *b, cas_span span, const char *text)
{
    cas_cure_hunk *hunk = CAS_NEW(b->arena, cas_cure_hunk);
    *hunk = (cas_cure_hunk){span, text};
    return hunk;
}

/* `may` … becomes `must` …: the word stands between who and what; several gifts of which none is said to be enough need `any of`. */
static void add_duty(cas_cure_menu_builder *b, const cas_cure_row *row, const cas_cure_place *at, const char *change)
{
    const cas_node *permission = at->node, *who = cas_kid(permission, CAS_NODE_WHO);
    const char *text = b->map->files[permission->span.file].text.at;
    const char *may = memmem(text + who->span.end, permission->span.end - who->span.end, "may", strlen("may"));
    cas_cure_hunk *hunks = CAS_ARRAY(b->arena, cas_cure_hunk, permission->count + 3);
    int count = 0;
    if (!may)
        return;
    const uint32_t begin = (uint32_t)(may - text);
    hunks[count++] = (cas_cure_hunk){{permission->span.file, begin, begin + (uint32_t)strlen("may")}, "must"};
    for (size_t k = 0; k < permission->count; k++) {
        const cas_node *gifts = cas_kid(permission->kids[k], CAS_NODE_MEASURES);
        if (gifts && gifts->op == CAS_CHOICE_UNSAID && gifts->count > 1)
            hunks[count++] = (cas_cure_hunk){{gifts->span.file, gifts->span.begin, gifts->span.begin}, "any of "};
    }
    hunks[count++] = (cas_cure_hunk){{at->span.file, at->span.end, at->span.end}, change};
    cas_cure_add(b, row, b->places++, 0, at->phrase, hunks, count);
}

static bool asks_for(const char *change, const char *word)
{
    return strstr(change, word) != NULL;
}

static void add_filled(cas_cure_menu_builder *b, const cas_cure_row *row, const cas_cure_place *at,
                       const cas_cure_fill *fill, int place, int rung)
{
    const char *change = fill_in(b, row->change, fill);
    if (!change)
        return;
    switch (row->where) {
    case CAS_CURE_AFTER:
        cas_cure_add(b, row, place, rung, at->phrase,
                     one_hunk(b, (cas_span){at->span.file, at->span.end, at->span.end}, change), 1);
        return;
    case CAS_CURE_INSTEAD: cas_cure_add(b, row, place, rung, at->phrase, one_hunk(b, at->span, change), 1); return;
    case CAS_CURE_TO_DUTY: add_duty(b, row, at, change); return;
    case CAS_CURE_CHOICE: return;
    }
}

/* Is the party named already where this row would name it? */
static bool names_it(const cas_cure_place *at, const char *party)
{
    for (int i = 0; i < at->named_count; i++)
        if (cas_text_is(at->named[i], party))
            return true;
    return false;
}

static void add_for_parties(cas_cure_menu_builder *b, const cas_cure_row *row, const cas_cure_place *at,
                            cas_cure_fill fill)
{
    for (int p = b->asked->has_attacker ? -1 : 0; p < b->asked->named_count; p++) {
        fill.party = p < 0 ? "attacker" : b->asked->named[p];
        if (names_it(at, fill.party))
            continue;
        fill.except = cas_format(b->arena, "%s %s", at->has_except ? "," : " except", fill.party);
        add_filled(b, row, at, &fill, b->places++, 0);
    }
}

/* "days" of one is "day". */
static const char *unit_for(const cas_cure_menu_builder *b, const char *unit, long number)
{
    const size_t length = strlen(unit);
    if (number != 1 || length < 2 || unit[length - 1] != 's')
        return unit;
    return cas_text_string(b->arena, (cas_text){unit, length - 1});
}

/* The numbers a row may put in: downwards from below `whole`, or upwards from above it. */
enum { MOST_FEWER = 12, MOST_MORE = 3 };

static int add_numbers(cas_cure_menu_builder *b, const cas_cure_row *row, const cas_cure_place *at, cas_cure_fill fill,
                       int place, int rung)
{
    const bool fewer = asks_for(row->change, "{fewer}");
    for (int step = 1; step <= (fewer ? MOST_FEWER : MOST_MORE); step++) {
        const long number = fewer ? at->whole - step : at->whole + step;
        if (number < 1)
            break;
        fill.number = cas_format(b->arena, "%ld", number);
        fill.unit = at->unit ? unit_for(b, at->unit, number) : NULL;
        add_filled(b, row, at, &fill, place, rung++);
    }
    return rung;
}

/* A share can be lowered to a majority only from above one. */
static bool lowers(const cas_cure_row *row, const cas_cure_place *at)
{
    return row->site != CAS_CURE_AT_COUNT_SHARE || at->above_half || !strstr(row->change, "majority");
}

void cas_cure_add_site(cas_cure_menu_builder *b, cas_cure_site site, const cas_cure_place *at, cas_cure_fill fill)
{
    int ladder = 0, place = -1, rung = 0;
    for (int r = 0; r < cas_cure_row_count; r++) {
        const cas_cure_row *row = &cas_cure_rows[r];
        if (row->site != site || !lowers(row, at) || (at->way && strcmp(at->way, row->change) == 0))
            continue;
        if (asks_for(row->change, "{attacker}") || asks_for(row->change, "{except}")) {
            add_for_parties(b, row, at, fill);
            continue;
        }
        if (!row->ladder || row->ladder != ladder) {
            place = b->places++;
            rung = 0;
        }
        ladder = row->ladder;
        if (asks_for(row->change, "{fewer}") || asks_for(row->change, "{more}"))
            rung = add_numbers(b, row, at, fill, place, rung);
        else
            add_filled(b, row, at, &fill, place, rung++);
    }
}

/* ---- The menu -------------------------------------------------------------------------------------------------------------- */

const cas_cure_menu *cas_cure_menu_make(cas_arena *arena, const cas_cure_source *source, const cas_agreement *agreement,
                                        const cas_cure_asked *asked)
{
    cas_cure_menu_builder b = {.arena = arena,
                               .source = source,
                               .map = source->loaded->map,
                               .loaded = source->loaded,
                               .agreement = agreement,
                               .asked = asked,
                               .clause = -1,
                               .rule = -1,
                               .rule_form = -1};
    cas_cure_walk_issues(&b);
    cas_cure_walk_text(&b);
    cas_cure_menu *menu = CAS_NEW(arena, cas_cure_menu);
    *menu = (cas_cure_menu){b.edits, (int)b.count, b.places};
    return menu;
}
