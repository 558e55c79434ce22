/* A comparison for reading: what gets worse, what is merely different, what gets better; each with the clauses that make it so. */
#include "report/diff_report.h"

#include "report/aggressors.h"
#include "report/diff_places.h"
#include "report/verdict_rows.h"
#include "report/words.h"

#include <string.h>

enum { MOST_SETS = 6, MOST_WORDS = 300, MOST_ONLY = 12 };

const char *cas_change_words(cas_arena *arena, const cas_difference *difference, const cas_change *change, int part, int side)
{
    const cas_point *point = side ? change->b : change->a;
    (void)difference;
    if (!point->row)
        return point->words[part] ? point->words[part] : "";
    if (part == 0)
        return cas_row_words(arena, point->question, point->row);
    const cas_verdict *verdict = point->row->verdict;
    const cas_family *families[] = {&verdict->blockers, &verdict->lawful_blockers, &verdict->deciders, &verdict->pillars};
    return cas_family_words(arena, point->row->instance, families[part - 1], MOST_SETS);
}

/* A verdict as it reads for every aggressor: "NEEDS {the attacker} by right". */
static const char *verdict_words(cas_arena *arena, const cas_difference *difference, const cas_change *change, int side)
{
    const cas_point *point = side ? change->b : change->a;
    if (point->row && point->row->by >= 0 && point->row->verdict->word == CAS_NEEDS &&
        cas_set_has(&point->row->verdict->of, point->row->by))
        return cas_verdict_renamed(arena, point->row->instance, point->row->verdict, point->row->by);
    return cas_change_words(arena, difference, change, 0, side);
}

/*
 * One text for all that a reader is told of a change but where and by whom: changes that share it are told together. Where the verdict itself changes
 * the sets are only named; where it does not they are listed.
 */
static const char *told(cas_arena *arena, const cas_difference *difference, const cas_change *change)
{
    cas_builder out = {.arena = arena};
    cas_putf(&out, "%d %u", change->asked, change->differs);
    if (change->differs & 1)
        cas_putf(&out, "|%s|%s", verdict_words(arena, difference, change, 0), verdict_words(arena, difference, change, 1));
    for (int e = 0; e < change->because_count; e++)
        cas_putf(&out, "|%d", change->because[e]);
    return cas_built_string(&out);
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

static void put_edit(cas_page *page, const cas_edit *edit)
{
    cas_arena *arena = page->out->arena;
    switch (edit->kind) {
    case CAS_EDIT_CHOSEN:
        cas_page_fill(page, 4, 6,
                      cas_format(arena, "because %s: %s -> %s", edit->what, edit->from ? edit->from : "left open",
                                 edit->to ? edit->to : "left open"));
        return;
    case CAS_EDIT_ADDED:
        cas_page_fill(page, 4, 6, cas_format(arena, "because %s is added (line %d of b): %s", edit->what, edit->line_to, shortened(arena, edit->to)));
        return;
    case CAS_EDIT_REMOVED:
        cas_page_fill(page, 4, 6, cas_format(arena, "because %s is gone (line %d of a): %s", edit->what, edit->line_from, shortened(arena, edit->from)));
        return;
    case CAS_EDIT_CHANGED:
        cas_page_fill(page, 4, 6, cas_format(arena, "because of %s (line %d of a, line %d of b)", edit->what, edit->line_from, edit->line_to));
        cas_page_fill(page, 6, 9, cas_format(arena, "a: %s", shortened(arena, edit->from)));
        cas_page_fill(page, 6, 9, cas_format(arena, "b: %s", shortened(arena, edit->to)));
        return;
    }
}

enum { PART_BLOCKERS = 1, PART_LAWFUL_BLOCKERS = 2 };

/* Sets that differ. With the verdict they are only named; without it those that block are listed, for the first aggressor. */
static void put_sets(cas_page *page, const cas_difference *difference, const cas_change *change)
{
    cas_arena *arena = page->out->arena;
    const cas_asked_kind kind = difference->asked[change->asked].kind;
    cas_builder named = {.arena = arena};
    for (int p = 1; p < CAS_POINT_PARTS; p++) {
        if (!((change->differs >> p) & 1))
            continue;
        const bool listed = kind != CAS_ASKED_WHO || (!(change->differs & 1) && (p == PART_BLOCKERS || p == PART_LAWFUL_BLOCKERS));
        const char *part = cas_point_part_name(kind, p);
        if (!listed)
            cas_putf(&named, "%s%s", named.length ? ", " : "", part);
        for (int side = 0; side < 2 && listed; side++)
            cas_page_fill(page, 4, 7,
                          cas_format(arena, "%s, %s%s%s: %s", side ? "b" : "a", part,
                                     change->by && !change->a->whoever ? " if by " : "",
                                     change->by && !change->a->whoever ? change->by : "",
                                     cas_change_words(arena, difference, change, p, side)));
    }
    const char *words = cas_built_string(&named);
    if (*words)
        cas_page_fill(page, 4, 6,
                      cas_format(arena, change->differs & 1 ? "with it the %s" : "and the %s differ", words));
}

static void put_change(cas_page *page, const cas_difference *difference, const char *const *texts, size_t c, bool *done)
{
    cas_arena *arena = page->out->arena;
    const cas_change *change = &difference->changes[c];
    bool *flagged = CAS_ARRAY(arena, bool, difference->change_count + 1);
    for (size_t k = c; k < difference->change_count; k++)
        if (!done[k] && strcmp(texts[k], texts[c]) == 0)
            flagged[k] = done[k] = true;
    const char *where = cas_diff_places(arena, difference, flagged);
    cas_page_fill(page, 2, 4, cas_format(arena, "%s%s%s", difference->asked[change->asked].words, *where ? ", " : "", where));
    for (int side = 0; side < 2 && (change->differs & 1); side++)
        cas_page_fill(page, 4, 7, cas_format(arena, "%s: %s", side ? "b" : "a", verdict_words(arena, difference, change, side)));
    put_sets(page, difference, change);
    for (int e = 0; e < change->because_count; e++)
        put_edit(page, &difference->edits[change->because[e]]);
    if (change->why_not)
        cas_page_fill(page, 4, 6, cas_format(arena, "because: %s", change->why_not));
    cas_putc(page->out, '\n');
}

static void put_group(cas_page *page, const cas_difference *difference, const char *const *texts, bool *done, int group,
                      const char *title, size_t first)
{
    size_t listed = 0, left = 0;
    for (size_t c = 0; c < difference->change_count; c++) {
        const int worse = difference->changes[c].worse;
        if (done[c] || (worse > 0 ? 0 : worse < 0 ? 2 : 1) != group)
            continue;
        if (!listed) {
            cas_page_ink(page, CAS_INK_STRONG, title);
            cas_putc(page->out, '\n');
        }
        if (listed++ < first)
            put_change(page, difference, texts, c, done);
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
    const char **texts = CAS_ARRAY(arena, const char *, difference->change_count + 1);
    bool *done = CAS_ARRAY(arena, bool, difference->change_count + 1);
    for (size_t c = 0; c < difference->change_count; c++)
        texts[c] = told(arena, difference, &difference->changes[c]);
    cas_page_fill(page, 0, 3, cas_format(arena, "a: %s", difference->a->name));
    cas_page_fill(page, 0, 3, cas_format(arena, "b: %s", difference->b->name));
    cas_putc(page->out, '\n');
    put_group(page, difference, texts, done, 0, "Worse in b", first);
    put_group(page, difference, texts, done, 1, "Different in b", first);
    put_group(page, difference, texts, done, 2, "Better in b", first);
    put_only(page, "a", difference->only_a, difference->only_a_count);
    put_only(page, "b", difference->only_b, difference->only_b_count);
    cas_page_fill(page, 0, 0,
                  cas_format(arena, "%zu answers compared, %zu differ%s.", difference->compared, difference->change_count,
                             difference->open ? "; some are undecided" : ""));
}
