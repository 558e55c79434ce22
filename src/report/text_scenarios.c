/* Scenarios for reading: see scenarios.h. */
#include "report/scenarios.h"

#include "report/words.h"

#include <string.h>

enum { LINE_WIDTH = 5, RESULT_WIDTH = 24, GAPS = 4 };

/* ---- Expectations ------------------------------------------------------------------------------------------------------ */

/* Met in every package and case? The first in which it is not is written to *row and *run. */
static bool is_met(const cas_scenario_answer *answer, int e, const cas_scenario_row **row, const cas_scenario_run **run)
{
    for (int r = 0; r < answer->row_count; r++)
        for (int c = 0; c < answer->rows[r].run_count; c++)
            if (!answer->rows[r].runs[c]->expected[e].ok) {
                *row = &answer->rows[r];
                *run = answer->rows[r].runs[c];
                return false;
            }
    return true;
}

static int expectations_of(const cas_scenario_answer *answer)
{
    return answer->row_count ? answer->rows[0].runs[0]->expected_count : 0;
}

static int lines_that_expect(const cas_scenario *scenario)
{
    int count = 0;
    for (int s = 0; s < scenario->count; s++)
        count += scenario->steps[s].kind >= CAS_SCENE_EXPECT_NORM;
    return count;
}

cas_expect_counts cas_scenarios_counted(const cas_findings *findings)
{
    cas_expect_counts counts = {0};
    for (int s = 0; s < findings->scenario_count; s++) {
        const cas_scenario_answer *answer = findings->scenarios[s];
        const int lines = lines_that_expect(answer->scenario);
        counts.made += lines;
        if (answer->answer == CAS_OPEN)
            counts.undecided += lines;
        else if (answer->elsewhere)
            counts.put_off += lines;
        for (int e = 0; e < expectations_of(answer); e++) {
            const cas_scenario_row *row;
            const cas_scenario_run *run;
            counts.met += is_met(answer, e, &row, &run);
        }
    }
    return counts;
}

/* "in response = alone, if drone is by BE: " */
static const char *where_words(cas_arena *arena, const cas_findings *findings, const cas_scenario_answer *answer,
                               const cas_scenario_row *row, const cas_scenario_run *run)
{
    const char *package =
        answer->row_count > 1 ? cas_choices_words(arena, findings->agreement, row->choices, row->choice_count) : "";
    cas_builder out = {.arena = arena};
    if (*package)
        cas_putf(&out, "with %s", package);
    if (*run->case_words && (row->case_count > 1))
        cas_putf(&out, "%s%s", out.length ? ", " : "", run->case_words);
    if (out.length)
        cas_puts(&out, ": ");
    return cas_built_string(&out);
}

static void print_expectation(cas_page *page, const cas_findings *findings, const cas_scenario_answer *answer, int e)
{
    cas_arena *arena = page->out->arena;
    const cas_scene_step *step = answer->rows[0].runs[0]->expected[e].step;
    const cas_scenario_row *row = NULL;
    const cas_scenario_run *run = NULL;
    const bool met = is_met(answer, e, &row, &run);
    const cas_cell cells[] = {
        {cas_format(arena, "%d", step->line), LINE_WIDTH, CAS_INK_FAINT},
        {step->words, page->columns - 2 - LINE_WIDTH - RESULT_WIDTH - GAPS, CAS_INK_PLAIN},
        {met ? "so it is" : "NOT SO", RESULT_WIDTH, met ? CAS_INK_GOOD : CAS_INK_BAD},
    };
    cas_page_cells(page, 2, cells, 3);
    if (!met)
        cas_page_fill(
            page, 2 + LINE_WIDTH + 2, 2 + LINE_WIDTH + 4,
            cas_format(arena, "%s%s", where_words(arena, findings, answer, row, run), run->expected[e].found));
}

/* Lines of which nothing came, in the first package: a scenario that states them may mean something else. */
static void print_without_effect(cas_page *page, const cas_scenario_answer *answer)
{
    const cas_scenario_run *run = answer->rows[0].runs[0];
    for (size_t i = 0; i < run->entry_count; i++)
        if (run->entries[i].kind == CAS_ENTRY_WITHOUT_EFFECT)
            cas_page_fill(
                page, 2, 2 + LINE_WIDTH + 2,
                cas_format(page->out->arena, "%-*d  %s", LINE_WIDTH, run->entries[i].line, run->entries[i].words));
}

static void print_scenario(cas_page *page, const cas_findings *findings, const cas_scenario_answer *answer)
{
    cas_arena *arena = page->out->arena;
    cas_page_fill(page, 2, 4, cas_format(arena, "%s (line %d)", answer->scenario->title, answer->scenario->line));
    if (answer->answer == CAS_OPEN)
        cas_page_fill(page, 4, 4, cas_format(arena, "UNDECIDED. It needs %s.", answer->needs ? answer->needs : "more"));
    else if (answer->elsewhere)
        cas_page_fill(page, 4, 4, "None of the packages it speaks of was chosen.");
    if (!answer->row_count)
        return;
    print_without_effect(page, answer);
    for (int e = 0; e < expectations_of(answer); e++)
        print_expectation(page, findings, answer, e);
}

void cas_text_scenarios(cas_page *page, const cas_findings *findings)
{
    if (!findings->scenario_count)
        return;
    cas_putc(page->out, '\n');
    cas_page_ink(page, CAS_INK_STRONG, "Scenarios");
    cas_puts(page->out, "\n\n");
    for (int s = 0; s < findings->scenario_count; s++)
        print_scenario(page, findings, findings->scenarios[s]);
}

/* ---- The calendar ------------------------------------------------------------------------------------------------------- */

static cas_ink ink_of(cas_scene_entry_kind kind)
{
    switch (kind) {
    case CAS_ENTRY_STATED: return CAS_INK_STRONG;
    case CAS_ENTRY_WITHOUT_EFFECT: return CAS_INK_FAINT;
    case CAS_ENTRY_BREACH:
    case CAS_ENTRY_CONFLICT: return CAS_INK_BAD;
    case CAS_ENTRY_REACHED: return CAS_INK_GOOD;
    case CAS_ENTRY_COMPLETED:
    case CAS_ENTRY_STARTS:
    case CAS_ENTRY_LEAVES:
    case CAS_ENTRY_OPENS:
    case CAS_ENTRY_SETTLED: return CAS_INK_PLAIN;
    }
    return CAS_INK_PLAIN;
}

static const char *margin_words(cas_arena *arena, const cas_instance *instance, int clause, int line)
{
    if (clause >= 0 && *instance->clauses[clause].label)
        return cas_format(arena, "clause %s", instance->clauses[clause].label);
    return line > 0 ? cas_format(arena, "line %d", line) : "";
}

enum { MARGIN = 16 };

void cas_text_scene_entry(cas_page *page, const cas_instance *instance, const cas_scene_entry *entry)
{
    const cas_cell cells[] = {
        {entry->words, page->columns - 2 - MARGIN - 2, ink_of(entry->kind)},
        {margin_words(page->out->arena, instance, entry->clause, entry->line), MARGIN, CAS_INK_FAINT},
    };
    cas_page_cells(page, 2, cells, 2);
}

static const char *norm_words(cas_arena *arena, const cas_instance *instance, const cas_norm *norm)
{
    static const char *const verbs[] = {
        [CAS_NORM_OWES] = "must", [CAS_NORM_MAY] = "may", [CAS_NORM_CAN] = "can", [CAS_NORM_MUST_NOT] = "must not"};
    const char *by = norm->due >= CAS_NEVER ? ""
                                            : cas_format(arena, norm->late ? ", overdue since %s" : " by %s",
                                                         cas_day_words(arena, instance, norm->due));
    return cas_format(arena, "%s %s %s%s", norm->who, verbs[norm->kind], norm->words, by);
}

void cas_text_norm(cas_page *page, const cas_instance *instance, const cas_norm *norm)
{
    cas_arena *arena = page->out->arena;
    const cas_cell cells[] = {
        {norm_words(arena, instance, norm), page->columns - 4 - MARGIN - 2,
         norm->late                    ? CAS_INK_BAD
         : norm->kind == CAS_NORM_OWES ? CAS_INK_DOUBT
                                       : CAS_INK_FAINT},
        {margin_words(arena, instance, norm->clause, norm->line), MARGIN, CAS_INK_FAINT},
    };
    cas_page_cells(page, 4, cells, 2);
}

static bool is_same_norm(const cas_norm *a, const cas_norm *b)
{
    return a->kind == b->kind && a->clause == b->clause && a->line == b->line && a->late == b->late &&
           a->due == b->due && strcmp(a->words, b->words) == 0 && cas_set_equal(&a->parties, &b->parties);
}

static bool stood_before(const cas_scene_day *before, const cas_norm *norm)
{
    for (size_t i = 0; before && i < before->norm_count; i++)
        if (is_same_norm(&before->norms[i], norm))
            return true;
    return false;
}

/* What is owed is told every day; what may, can and must not be done when it changes. */
static void print_norms(cas_page *page, const cas_scenario_run *run, const cas_scene_day *day,
                        const cas_scene_day *before)
{
    for (size_t i = 0; i < day->norm_count; i++)
        if (day->norms[i].kind == CAS_NORM_OWES || !stood_before(before, &day->norms[i]))
            cas_text_norm(page, run->instance, &day->norms[i]);
}

static void print_days(cas_page *page, const cas_scenario_run *run)
{
    cas_arena *arena = page->out->arena;
    for (size_t d = 0; d < run->day_count; d++) {
        const cas_scene_day *day = &run->days[d];
        if (d == run->stated_days)
            cas_page_fill(page, 0, 0, "\nAnd then, if nothing more is done:");
        cas_putc(page->out, '\n');
        cas_page_ink(page, CAS_INK_STRONG, cas_day_words(arena, run->instance, day->tick));
        cas_putc(page->out, '\n');
        for (size_t i = 0; i < day->count; i++)
            cas_text_scene_entry(page, run->instance, &run->entries[day->first + i]);
        print_norms(page, run, day, d ? &run->days[d - 1] : NULL);
    }
    if (run->endless)
        cas_page_fill(page, 0, 0, "\nAnd so on, again and again.");
}

static void print_run(cas_page *page, const cas_findings *findings, const cas_scenario_answer *answer)
{
    cas_arena *arena = page->out->arena;
    cas_page_ink(page, CAS_INK_STRONG, answer->scenario->title);
    cas_putf(page->out, "   (line %d)\n", answer->scenario->line);
    if (answer->row_count) {
        const cas_scenario_row *row = &answer->rows[0];
        const cas_scenario_run *run = row->runs[0];
        if (findings->agreement->dimension_count)
            cas_page_fill(page, 0, 2,
                          cas_format(arena, "The package shown: %s.",
                                     cas_package_words(arena, findings->agreement, row->package, NULL)));
        if (row->case_count > 1)
            cas_page_fill(page, 0, 2,
                          cas_format(arena, "The case shown, of %zu: %s.%s", row->case_count, run->case_words,
                                     row->run_count == 1 && run->expected_count
                                         ? " What is expected comes out alike in all."
                                         : ""));
        print_days(page, run);
        cas_putc(page->out, '\n');
    }
    if (answer->row_count && expectations_of(answer))
        cas_page_fill(page, 0, 0, "Expected, in every package it speaks of:");
    if (answer->answer == CAS_OPEN)
        cas_page_fill(page, 0, 0, cas_format(arena, "UNDECIDED. It needs %s.", answer->needs ? answer->needs : "more"));
    else if (answer->elsewhere)
        cas_page_fill(page, 0, 0, "None of the packages it speaks of was chosen.");
    for (int e = 0; e < expectations_of(answer); e++)
        print_expectation(page, findings, answer, e);
}

void cas_text_run(cas_page *page, const cas_findings *findings)
{
    for (int s = 0; s < findings->scenario_count; s++) {
        if (s)
            cas_puts(page->out, "\n\n");
        print_run(page, findings, findings->scenarios[s]);
    }
}
