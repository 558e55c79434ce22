/* A comparison for reading: what gets worse, what is merely different, what gets better; each with the clauses that make it so. */
#include "report/diff_report.h"

#include "report/aggressors.h"
#include "report/diff_places.h"
#include "report/set_counts.h"
#include "report/verdict_rows.h"
#include "report/words.h"

#include <string.h>

enum { MOST_SETS = 6, MOST_WORDS = 300, MOST_ONLY = 12, MOST_LINES = 6 };

const char *cas_change_words(cas_arena *arena, const cas_difference *difference, const cas_change *change, int part, int side)
{
    const cas_point *point = side ? change->b : change->a;
    const cas_asked_kind kind = difference->asked[change->asked].kind;
    if (cas_point_part_is_list(kind, part))
        return cas_diff_lines(arena, point->parts[part], (side ? change->a : change->b)->parts[part], kind != CAS_ASKED_RUN);
    if (!point->row)
        return point->words[part] ? point->words[part] : "";
    if (part == 0)
        return cas_row_words(arena, point->question, point->row);
    const cas_verdict *verdict = point->row->verdict;
    const cas_family *families[] = {&verdict->blockers, &verdict->lawful_blockers, &verdict->deciders, &verdict->pillars};
    return cas_family_words(arena, point->row->instance, families[part - 1], MOST_SETS);
}

typedef struct telling {
    cas_page *page;
    const cas_difference *difference;
    const char *const *texts; /* per change: what is told of it but where */
    bool *done;               /* per change */
    bool *told;               /* per edit: its wording stands above */
} telling;

enum { FEW_LINES = 3 };

#define NOTHING_ELSE "none that the other has not"

static cas_text line_at(const char *at)
{
    return (cas_text){at, strcspn(at, "\n")};
}

static const char *next_line(const char *at)
{
    const size_t length = strcspn(at, "\n");
    return at + length + (at[length] == '\n');
}

static int lines_of(const char *list)
{
    int count = 0;
    for (const char *at = list; *at; at = next_line(at))
        count++;
    return count;
}

const char *cas_diff_lines(cas_arena *arena, const char *list, const char *other, bool whole_if_few)
{
    cas_builder out = {.arena = arena};
    const int most = lines_of(other);
    const bool whole = whole_if_few && lines_of(list) <= FEW_LINES && most <= FEW_LINES;
    cas_names theirs = {.arena = arena};
    int *left = CAS_ARRAY(arena, int, most + 1); /* how often the other has the line, less how often it was met */
    for (const char *at = other; *at; at = next_line(at))
        left[cas_names_add(&theirs, line_at(at))]++;
    for (const char *at = list; *at; at = next_line(at)) {
        const int line = cas_names_find(&theirs, line_at(at));
        if (whole || line < 0 || left[line]-- <= 0)
            cas_putf(&out, "%s%.*s", out.length ? "\n" : "", CAS_SHOW(line_at(at)));
    }
    return out.length ? cas_built_string(&out) : *list ? NOTHING_ELSE : "none";
}

static const char *joined(cas_arena *arena, const char *lines)
{
    cas_builder out = {.arena = arena};
    for (const char *at = lines; *at; at = next_line(at))
        cas_putf(&out, "%s%.*s", out.length ? "; " : "", CAS_SHOW(line_at(at)));
    return cas_built_string(&out);
}

/* A verdict as it reads for every aggressor: "NEEDS {the attacker} by right", "AT THE MERCY OF {A, B, C} except the attacker". */
static const char *verdict_words(cas_arena *arena, const cas_difference *difference, const cas_change *change, int side)
{
    const cas_point *point = side ? change->b : change->a;
    if (point->row && point->row->by >= 0 && (point->row->verdict->word == CAS_NEEDS || point->row->verdict->word == CAS_AT_THE_MERCY))
        return cas_verdict_renamed(arena, point->row->instance, point->row->verdict, point->row->by);
    return cas_change_words(arena, difference, change, 0, side);
}

/* Of one aggressor, or where all flagged read alike, by name; else as it reads for every one. */
static const char *words_of_all(cas_arena *arena, const cas_difference *difference, const bool *flagged, size_t first, int side)
{
    const char *plain = cas_change_words(arena, difference, &difference->changes[first], 0, side);
    for (size_t c = first + 1; c < difference->change_count; c++)
        if (flagged[c] && strcmp(cas_change_words(arena, difference, &difference->changes[c], 0, side), plain) != 0)
            return verdict_words(arena, difference, &difference->changes[first], side);
    return plain;
}

/*
 * One text for all that a reader is told of a change but where and by whom: changes that share it are told together. Where the verdict itself changes
 * the sets are only named; where it does not they are listed. for_every_one: bit 0 or 1: side a or b in the words that fit every aggressor.
 */
static const char *told(cas_arena *arena, const cas_difference *difference, const cas_change *change, int for_every_one)
{
    cas_builder out = {.arena = arena};
    cas_putf(&out, "%d %u", change->asked, change->differs);
    for (int side = 0; side < 2 && (change->differs & 1); side++)
        cas_putf(&out, "|%s", (for_every_one >> side) & 1 ? verdict_words(arena, difference, change, side)
                                                          : cas_change_words(arena, difference, change, 0, side));
    for (int e = 0; e < change->because_count; e++)
        cas_putf(&out, "|%d", change->because[e]);
    for (int e = 0; e < change->also_count; e++)
        cas_putf(&out, "/%d", change->also[e]);
    return cas_built_string(&out);
}

/* Of the ways to word it the one that most changes share, by name where that is as good. */
static const char **told_of_all(cas_arena *arena, const cas_difference *difference)
{
    const size_t count = difference->change_count;
    const char **texts = CAS_ARRAY(arena, const char *, count + 1);
    size_t *most = CAS_ARRAY(arena, size_t, count + 1);
    for (int way = 0; way < 4; way++) {
        cas_names keys = {.arena = arena};
        size_t *shared = CAS_ARRAY(arena, size_t, count + 1);
        const char **words = CAS_ARRAY(arena, const char *, count + 1);
        for (size_t c = 0; c < count; c++) {
            words[c] = told(arena, difference, &difference->changes[c], way);
            shared[cas_names_add(&keys, cas_text_of(words[c]))]++;
        }
        for (size_t c = 0; c < count; c++) {
            const size_t sharing = shared[cas_names_find(&keys, cas_text_of(words[c]))];
            if (sharing <= most[c])
                continue;
            most[c] = sharing;
            texts[c] = words[c];
        }
    }
    return texts;
}

static const char *shortened(cas_arena *arena, const char *text)
{
    cas_builder out = {.arena = arena};
    bool space = false;
    for (const char *c = text; *c && out.length < MOST_WORDS; c++) {
        const bool blank = *c == ' ' || *c == '\n' || *c == '\t';
        if (!blank || !space)
            cas_putc(&out, blank ? ' ' : *c);
        space = blank;
    }
    if (out.length >= MOST_WORDS)
        cas_puts(&out, " …");
    return cas_built_string(&out);
}

/* "a line of clause 5", "clause 5" */
static const char *edited_words(cas_arena *arena, const cas_edit *edit)
{
    return edit->is_line ? cas_format(arena, "a line of %s", edit->what) : edit->what;
}

static void put_wording(cas_page *page, const char *side, const char *wording, bool again)
{
    if (!again)
        cas_page_fill(page, 6, 9, cas_format(page->out->arena, "%s: %s", side, shortened(page->out->arena, wording)));
}

/* how: "because", "and because", …; again: what it says was told before. */
static void put_edit(cas_page *page, const char *how, const cas_edit *edit, bool again)
{
    cas_arena *arena = page->out->arena;
    const char *what = edited_words(arena, edit), *file_from = edit->file_from ? edit->file_from : "a",
               *file_to = edit->file_to ? edit->file_to : "b";
    switch (edit->kind) {
    case CAS_EDIT_CHOSEN:
        cas_page_fill(page, 4, 6,
                      cas_format(arena, "%s %s: %s -> %s", how, edit->what, edit->from ? edit->from : "left open",
                                 edit->to ? edit->to : "left open"));
        return;
    case CAS_EDIT_ADDED:
        cas_page_fill(page, 4, 6, cas_format(arena, "%s %s is added (line %d of %s)", how, what, edit->line_to, file_to));
        put_wording(page, "b", edit->to, again);
        return;
    case CAS_EDIT_REMOVED:
        cas_page_fill(page, 4, 6, cas_format(arena, "%s %s is gone (line %d of %s)", how, what, edit->line_from, file_from));
        put_wording(page, "a", edit->from, again);
        return;
    case CAS_EDIT_CHANGED:
        cas_page_fill(page, 4, 6, cas_format(arena, "%s %s is changed (line %d of %s, line %d of %s)", how, what, edit->line_from, file_from, edit->line_to, file_to));
        put_wording(page, "a", edit->from, again);
        put_wording(page, "b", edit->to, again);
        return;
    }
}

/* A list of one side. Of packages the neighbours are told together, states stand in one line. */
static void put_list(cas_page *page, const cas_difference *difference, const cas_change *change, int part, int side)
{
    cas_arena *arena = page->out->arena;
    const cas_asked_kind kind = difference->asked[change->asked].kind;
    const cas_point *points[2] = {change->a, change->b};
    const char *lines = cas_change_words(arena, difference, change, part, side), *whole = points[side]->parts[part];
    const bool nothing = strcmp(lines, NOTHING_ELSE) == 0, some = nothing || lines_of(lines) < lines_of(whole);
    const char *label = cas_format(arena, "%s%c", some ? "only " : "", 'a' + side);
    lines = nothing ? "none" : lines;
    if (kind == CAS_ASKED_STANDOFF) {
        cas_page_fill(page, 6, 9, cas_format(arena, "%s: %s", label, joined(arena, lines)));
        return;
    }
    if (cas_point_part_is_packages(kind, part) && *whole && lines_of(lines) > 1)
        lines = cas_diff_packages(arena, difference, lines);
    int told = 0;
    for (const char *at = lines; *at && told < MOST_LINES; at = next_line(at), told++)
        cas_page_fill(page, 6, 9, cas_format(arena, "%s: %.*s", label, CAS_SHOW(line_at(at))));
    if (lines_of(lines) > told)
        cas_page_fill(page, 6, 9, cas_format(arena, "%s: and %d more; --json lists them", label, lines_of(lines) - told));
}

enum { MOST_NAMED = 10, MOST_DIGITS = 15 };

enum { PART_BLOCKERS = 1, PART_LAWFUL_BLOCKERS = 2 };

/* By how many of whom, where parties are interchangeable; else the first sets. */
static const char *sets_words(cas_arena *arena, const cas_difference *difference, const cas_change *change, int part, int side)
{
    const cas_row *row = (side ? change->b : change->a)->row;
    const cas_family *families[] = {&row->verdict->blockers, &row->verdict->lawful_blockers};
    const cas_family *family = families[part - PART_BLOCKERS];
    const char *counts = cas_set_counts(arena, row->instance, row->goal, family), *total = cas_big_string(arena, family->total);
    if (*counts)
        return counts;
    if (!family->listed || cas_set_count(&family->sets[0]) <= MOST_NAMED)
        return cas_change_words(arena, difference, change, part, side);
    return cas_format(arena, "%s sets, the smallest of %d parties",
                      strlen(total) <= MOST_DIGITS ? total : cas_format(arena, "a %zu-digit number of", strlen(total)),
                      cas_set_count(&family->sets[0]));
}

/* Can whoever can stop it do so lawfully? */
static bool blocks_alike(const cas_point *point)
{
    return strcmp(point->parts[PART_BLOCKERS], point->parts[PART_LAWFUL_BLOCKERS]) == 0;
}

/* Sets that differ. With the verdict they are only named; without it those that block are listed, for the first aggressor. */
static void put_sets(cas_page *page, const cas_difference *difference, const cas_change *change)
{
    cas_arena *arena = page->out->arena;
    const cas_asked_kind kind = difference->asked[change->asked].kind;
    const bool shown = kind == CAS_ASKED_WHO && !(change->differs & 1);
    const char *by = change->by && !change->a->whoever ? cas_format(arena, " if by %s", change->by) : "";
    const bool same = shown && ((change->differs >> PART_BLOCKERS) & 3) == 3 && blocks_alike(change->a) && blocks_alike(change->b);
    cas_builder named = {.arena = arena};
    for (int p = 1; p < CAS_POINT_PARTS; p++) {
        if (!((change->differs >> p) & 1) || cas_point_part_is_list(kind, p) || (same && p == PART_LAWFUL_BLOCKERS))
            continue;
        const char *part = same && p == PART_BLOCKERS ? "blockers, all of them lawful" : cas_point_part_name(kind, p);
        const bool listed = shown && p <= PART_LAWFUL_BLOCKERS;
        if (!listed)
            cas_putf(&named, "%s%s", named.length ? ", " : "", part);
        for (int side = 0; side < 2 && listed; side++)
            cas_page_fill(page, 4, 7, cas_format(arena, "%s, %s%s: %s", side ? "b" : "a", part, by, sets_words(arena, difference, change, p, side)));
    }
    const char *words = cas_built_string(&named);
    if (*words)
        cas_page_fill(page, 4, 6,
                      cas_format(arena, change->differs & 1 ? "with it the %s" : "and the %s differ", words));
}

/* Lists of lines: of each only what the other side lacks. Parts that differ alike (equilibria by several concepts) are told once. */
static void put_lists(cas_page *page, const cas_difference *difference, const cas_change *change)
{
    cas_arena *arena = page->out->arena;
    const cas_asked_kind kind = difference->asked[change->asked].kind;
    unsigned left = change->differs;
    for (int p = 1; p < CAS_POINT_PARTS; p++) {
        cas_builder names = {.arena = arena};
        if (!((left >> p) & 1) || !cas_point_part_is_list(kind, p))
            continue;
        for (int o = p; o < CAS_POINT_PARTS; o++)
            if (((left >> o) & 1) && strcmp(change->a->parts[o], change->a->parts[p]) == 0 &&
                strcmp(change->b->parts[o], change->b->parts[p]) == 0) {
                left &= ~(1u << o);
                cas_putf(&names, "%s%s", names.length ? ", " : "", cas_point_part_name(kind, o));
            }
        cas_page_fill(page, 4, 6, cas_format(arena, kind == CAS_ASKED_STANDOFF ? "equilibria by %s" : "%s", cas_built_string(&names)));
        for (int side = 0; side < 2; side++)
            put_list(page, difference, change, p, side);
    }
}

static void put_causes(const telling *t, const cas_change *change)
{
    for (int e = 0; e < change->because_count + change->also_count; e++) {
        const bool also = e >= change->because_count;
        const int edit = also ? change->also[e - change->because_count] : change->because[e];
        put_edit(t->page, also ? "it would do alone that" : e ? "and because" : "because", &t->difference->edits[edit], t->told[edit]);
        t->told[edit] = true;
    }
    if (change->why_not)
        cas_page_fill(t->page, 4, 6, cas_format(t->page->out->arena, "because: %s", change->why_not));
}

static void put_change(const telling *t, size_t c)
{
    cas_page *page = t->page;
    const cas_difference *difference = t->difference;
    const char *const *texts = t->texts;
    bool *done = t->done;
    cas_arena *arena = page->out->arena;
    const cas_change *change = &difference->changes[c];
    bool *flagged = CAS_ARRAY(arena, bool, difference->change_count + 1);
    for (size_t k = c; k < difference->change_count; k++)
        if (!done[k] && strcmp(texts[k], texts[c]) == 0)
            flagged[k] = done[k] = true;
    const char *where = cas_diff_places(arena, difference, flagged);
    const bool is_power = difference->asked[change->asked].kind == CAS_ASKED_POWER;
    cas_page_fill(page, 2, 4, cas_format(arena, "%s%s%s%s", difference->asked[change->asked].words, is_power ? " (Banzhaf index)" : "", *where ? ", " : "", where));
    if (is_power)
        cas_diff_power(page, change->a->parts[0], change->b->parts[0]);
    for (int side = 0; side < 2 && (change->differs & 1) && !is_power; side++)
        cas_page_fill(page, 4, 7, cas_format(arena, "%s: %s", side ? "b" : "a", words_of_all(arena, difference, flagged, c, side)));
    put_sets(page, difference, change);
    put_lists(page, difference, change);
    put_causes(t, change);
    cas_putc(page->out, '\n');
}

static void put_group(const telling *t, int group, const char *title, size_t first)
{
    cas_page *page = t->page;
    const cas_difference *difference = t->difference;
    size_t listed = 0, left = 0;
    for (size_t c = 0; c < difference->change_count; c++) {
        const int worse = difference->changes[c].worse;
        if (t->done[c] || (worse > 0 ? 0 : worse < 0 ? 2 : 1) != group)
            continue;
        if (!listed) {
            cas_page_ink(page, CAS_INK_STRONG, title);
            cas_putc(page->out, '\n');
        }
        if (listed++ < first)
            put_change(t, c);
        else
            left++;
    }
    if (left)
        cas_page_fill(page, 2, 2, cas_format(page->out->arena, "and %zu more; --json lists all", left));
}

static void put_only(cas_page *page, const char *side, const char *const *names, int count)
{
    cas_builder line = {.arena = page->out->arena};
    for (int i = 0; i < count && i < MOST_ONLY; i++)
        cas_putf(&line, "%s%s", i ? "; " : "", names[i]);
    if (count > MOST_ONLY)
        cas_putf(&line, "; and %d more", count - MOST_ONLY);
    if (count)
        cas_page_fill(page, 0, 2, cas_format(page->out->arena, "Only %s has: %s", side, cas_built_string(&line)));
}

void cas_diff_text(cas_page *page, const cas_difference *difference, size_t first)
{
    cas_arena *arena = page->out->arena;
    const char **texts = told_of_all(arena, difference);
    const telling t = {page, difference, texts, CAS_ARRAY(arena, bool, difference->change_count + 1),
                       CAS_ARRAY(arena, bool, difference->edit_count + 1)};
    cas_page_fill(page, 0, 3, cas_format(arena, "a: %s", difference->a->name));
    cas_page_fill(page, 0, 3, cas_format(arena, "b: %s", difference->b->name));
    for (int r = 0; r < difference->rename_count; r++)
        cas_page_fill(page, 0, 3, cas_format(arena, "%s of a is called %s in b; the two are compared as one party", difference->renames[r].from, difference->renames[r].to));
    cas_putc(page->out, '\n');
    put_group(&t, 0, "Worse in b", first);
    put_group(&t, 1, "Different in b", first);
    put_group(&t, 2, "Better in b", first);
    put_only(page, "a", difference->only_a, difference->only_a_count);
    put_only(page, "b", difference->only_b, difference->only_b_count);
    if (difference->only_a_count + difference->only_b_count)
        cas_putc(page->out, '\n');
    if (!difference->compared)
        cas_page_fill(page, 0, 2, "Nothing could be compared: the two have no claim, goal, scenario, position, rule or standoff in common.");
    else
        cas_page_fill(page, 0, 0,
                  cas_format(arena, "%zu answers compared, %zu differ%s.", difference->compared, difference->change_count,
                             difference->open ? "; some are undecided" : ""));
}
