/*
 * casus check, for reading: what was read and assumed, what was asked with its answers and their reasons, what was claimed and
 * whether it holds, and one closing line.
 */
#include "report/agree_report.h"
#include "report/report.h"

#include "report/scenarios.h"
#include "report/verdict_rows.h"
#include "report/words.h"

enum { LINE_WIDTH = 5, RESULT_WIDTH = 24, GAPS = 4 };

static void heading(cas_page *page, const char *words)
{
    const cas_text above = cas_built(page->out);
    if (above.length < 2 || above.at[above.length - 2] != '\n')
        cas_putc(page->out, '\n');
    cas_page_ink(page, CAS_INK_STRONG, words);
    cas_puts(page->out, "\n\n");
}

static void print_title(cas_page *page, const cas_findings *findings)
{
    const cas_agreement *agreement = findings->agreement;
    const char *title = agreement->title && *agreement->title ? agreement->title
                        : agreement->name && *agreement->name ? agreement->name
                                                              : "An agreement";
    cas_page_ink(page, CAS_INK_STRONG, title);
    cas_putf(page->out, "%s%s\n%s\n", agreement->date && *agreement->date ? ", " : "",
             agreement->date ? agreement->date : "", findings->file);
}

/* ---- What it rests on -------------------------------------------------------------------------------------------------------------- */

static bool was_looked_up(cas_source_state state)
{
    switch (state) {
    case CAS_SOURCE_READ:
    case CAS_SOURCE_RESTATED:
    case CAS_SOURCE_CHANGED: return true;
    case CAS_SOURCE_ABSENT:
    case CAS_SOURCE_MISSING: return false;
    }
    return false;
}

static void print_sources(cas_page *page, const cas_findings *findings)
{
    const cas_citations *citations = findings->citations;
    if (!citations || !citations->count)
        return;
    heading(page, "Sources");
    cas_table table = {.arena = page->out->arena, .columns = 3};
    for (int s = 0; s < citations->count; s++) {
        const cas_source_check *check = &citations->sources[s];
        cas_table_put(&table, check->source->name, CAS_INK_PLAIN);
        cas_table_put(&table, check->source->path, CAS_INK_PLAIN);
        cas_table_put(&table, check->state_words, was_looked_up(check->state) ? CAS_INK_PLAIN : CAS_INK_DOUBT);
    }
    cas_page_table(page, 2, &table, false);
}

static size_t line_of(const cas_findings *findings, cas_span span)
{
    return span.file >= 0 ? cas_source_line_of(findings->map, span.file, span.begin) : 0;
}

/* The first file of a map is the one that was asked about; of what it includes or amends the name is said as well. */
static const char *place_words(cas_arena *arena, const cas_findings *findings, cas_span span)
{
    const size_t line = line_of(findings, span);
    if (span.file <= 0)
        return cas_format(arena, "line %zu", line);
    return cas_format(arena, "%s, line %zu", cas_text_string(arena, cas_source_of(findings->map, span.file)->name), line);
}

static void print_assumptions(cas_page *page, const cas_findings *findings)
{
    const cas_agreement *agreement = findings->agreement;
    cas_table table = {.arena = page->out->arena, .columns = 3};
    for (int a = 0; a < agreement->assumption_count; a++)
        for (int f = 0; f < agreement->assumptions[a].form_count; f++) {
            const cas_assume_form *form = agreement->assumptions[a].forms[f];
            cas_table_put(&table, place_words(table.arena, findings, form->form.span), CAS_INK_FAINT);
            cas_table_put(&table, agreement->assumptions[a].name, CAS_INK_PLAIN);
            cas_table_put(&table, form->reason, CAS_INK_PLAIN);
        }
    for (int n = 0; n < agreement->all_note_count; n++) {
        const cas_note_form *note = agreement->all_notes[n];
        if (note->source >= 0)
            continue;
        cas_table_put(&table, place_words(table.arena, findings, note->span), CAS_INK_FAINT);
        cas_table_put(&table, "", CAS_INK_PLAIN);
        cas_table_put(&table, note->words, CAS_INK_PLAIN);
    }
    if (!table.count)
        return;
    heading(page, "Assumed, not found in any source");
    cas_page_table(page, 2, &table, false);
}

static void print_parties(cas_page *page, const cas_findings *findings)
{
    const cas_agreement *agreement = findings->agreement;
    cas_builder out = {.arena = page->out->arena};
    for (int p = 0; p < agreement->party_count; p++) {
        const cas_party_entry *party = &agreement->parties[p];
        if (party->title && *party->title && !cas_text_equal(cas_text_of(party->title), cas_text_of(party->name)))
            cas_putf(&out, "%s%s: %s", out.length ? "; " : "", party->name, party->title);
    }
    if (!out.length)
        return;
    cas_putc(page->out, '\n');
    cas_page_fill(page, 0, 2, cas_built_string(&out));
}

static void print_alternatives(cas_page *page, const cas_dimension *dimension)
{
    cas_builder names = {.arena = page->out->arena};
    bool titled = false;
    for (int a = 0; a < dimension->count; a++) {
        const cas_alternative *alternative = &dimension->alternatives[a];
        titled = titled || !cas_text_equal(cas_text_of(alternative->name), cas_text_of(alternative->title));
        cas_putf(&names, "%s%s", a ? ", " : "", alternative->name);
    }
    if (!titled)
        cas_page_fill(page, 6, 6, cas_built_string(&names));
    for (int a = 0; titled && a < dimension->count; a++)
        cas_page_fill(
            page, 6, 8,
            cas_format(names.arena, "%s: %s", dimension->alternatives[a].name, dimension->alternatives[a].title));
}

/* What the issues and readings are about, so that a table's headings can be understood. */
static void print_choices(cas_page *page, const cas_findings *findings)
{
    const cas_agreement *agreement = findings->agreement;
    if (!agreement->dimension_count)
        return;
    heading(page, "What is open");
    for (int d = 0; d < agreement->dimension_count; d++) {
        const cas_dimension *dimension = &agreement->dimensions[d];
        const char *kind = dimension->is_reading ? "a reading of the text" : "to be negotiated";
        const bool titled = !cas_text_equal(cas_text_of(dimension->name), cas_text_of(dimension->title));
        cas_page_fill(page, 2, 4,
                      cas_format(page->out->arena, "%s (%s)%s%s", dimension->name, kind, titled ? ": " : "",
                                 titled ? dimension->title : ""));
        print_alternatives(page, dimension);
    }
}

/* ---- Questions ---------------------------------------------------------------------------------------------------------------------- */

static const char *question_words(cas_arena *arena, const cas_question *question)
{
    if (question->title && *question->title)
        return cas_format(arena, "%s: %s", question->title, question->words);
    return question->words;
}

static void print_flaws(cas_page *page, const cas_answered *answered)
{
    for (int f = 0; f < answered->flaw_count; f++) {
        const cas_flaw *flaw = &answered->flaws[f];
        cas_page_fill(page, 3, 5,
                      cas_format(page->out->arena, "%s%sline %d: %s", flaw->elsewhere ? flaw->file : "",
                                 flaw->elsewhere ? ", " : "", flaw->line, flaw->words));
        if (flaw->witness)
            cas_page_fill(page, 5, 5, cas_format(page->out->arena, "%s", flaw->witness));
    }
    if (answered->flaw_count)
        cas_putc(page->out, '\n');
}

static bool asks_for_flaws(const cas_question *question)
{
    return question->kind == CAS_QUESTION_NO_CONFLICT || question->kind == CAS_QUESTION_NO_IDLE_CLAUSE ||
           question->kind == CAS_QUESTION_NO_CIRCULAR_WAIT;
}

/* Questions that have a verb of their own. */
static const char *elsewhere_words(cas_arena *arena, const cas_agreement *agreement, const cas_question *question)
{
    if (question->kind == CAS_QUESTION_POWER)
        return cas_format(arena, "Answered by `casus power %s %s`.", question->file, agreement->rules[question->rule].name);
    if (question->kind == CAS_QUESTION_STABILITY)
        return cas_format(arena, "Answered by `casus stable %s %s`.", question->file,
                          agreement->standoffs[question->standoff].name);
    return "This version of casus does not answer such questions yet.";
}

static void print_asked(cas_telling *telling, const cas_answered *answered, int number)
{
    cas_page *page = telling->page;
    cas_arena *arena = page->out->arena;
    const cas_question *question = answered->question;
    cas_page_ink(page, CAS_INK_STRONG, cas_format(arena, "%d. %s", number, question_words(arena, question)));
    cas_putf(page->out, "   (line %d)\n", question->line);
    if (question->goal >= 0) {
        const cas_goal_entry *goal = &telling->agreement->goals[question->goal];
        if (goal->form_count)
            cas_page_fill(page, 3, 3, cas_format(arena, "%s means: %s", goal->name, goal->forms[0]->words));
    }
    cas_putc(page->out, '\n');
    if (answered->settlement) {
        cas_agree_brief(page, answered->settlement);
        return;
    }
    const char *instead = NULL;
    if (answered->later)
        instead = elsewhere_words(arena, telling->agreement, question);
    else if (answered->elsewhere)
        instead = "None of the packages it asks about was chosen.";
    else if (answered->answer == CAS_OPEN && !answered->case_count && !answered->flaw_count)
        instead = cas_format(arena, "UNDECIDED. It needs %s.", answered->needs ? answered->needs : "more");
    else if (asks_for_flaws(question) && !answered->flaw_count)
        instead = "None was found.";
    if (!instead) {
        print_flaws(page, answered);
        cas_tell_answers(telling, answered, 3);
        return;
    }
    cas_page_fill(page, 3, 3, instead);
    cas_putc(page->out, '\n');
}

static int print_all_asked(cas_telling *telling, const cas_findings *findings)
{
    int number = 0;
    for (int a = 0; a < findings->answer_count; a++) {
        const cas_answered *answered = findings->answers[a];
        if (answered->question->speech != CAS_ASKS || answered->question->inherited)
            continue;
        if (!number)
            heading(telling->page, "Questions");
        print_asked(telling, answered, ++number);
    }
    return number;
}

/* ---- Claims ------------------------------------------------------------------------------------------------------------------------- */

static const char *result_words(cas_arena *arena, const cas_answered *answered)
{
    const cas_truth expected = cas_question_expected(answered->question);
    if (answered->later)
        return "not answered yet";
    if (answered->elsewhere)
        return "not among the packages";
    if (answered->ok)
        return expected == CAS_TRUE ? "holds" : cas_format(arena, "%s, as expected", cas_truth_words(expected));
    if (answered->answer == CAS_OPEN)
        return "UNDECIDED";
    return expected == CAS_TRUE
               ? "DOES NOT HOLD"
               : cas_format(arena, "%s, expected: %s", answered->answer == CAS_TRUE ? "HOLDS" : "FAILS",
                            cas_truth_words(expected));
}

static cas_ink result_ink(const cas_answered *answered)
{
    if (answered->later || answered->elsewhere)
        return CAS_INK_FAINT;
    return answered->ok ? CAS_INK_GOOD : answered->answer == CAS_OPEN ? CAS_INK_DOUBT : CAS_INK_BAD;
}

/* What shows that a claim about an incident is not empty: a clause that the incident starts. */
static bool is_vacuous(const cas_answered *answered)
{
    if (!answered->case_count || answered->question->by_kind == CAS_ON_NOTHING)
        return false;
    for (int c = 0; c < answered->case_count; c++)
        for (int r = 0; r < answered->cases[c].row_count; r++)
            if (answered->cases[c].rows[r].witness >= 0)
                return false;
    return true;
}

static void print_claim(cas_page *page, const cas_answered *answered)
{
    cas_arena *arena = page->out->arena;
    const int words_width = page->columns - 2 - LINE_WIDTH - RESULT_WIDTH - GAPS;
    const cas_cell cells[] = {
        {cas_format(arena, "%d", answered->question->line), LINE_WIDTH, CAS_INK_FAINT},
        {question_words(arena, answered->question), words_width, CAS_INK_PLAIN},
        {result_words(arena, answered), RESULT_WIDTH, result_ink(answered)},
    };
    cas_page_cells(page, 2, cells, 3);
    if (answered->ok && is_vacuous(answered))
        cas_page_fill(page, 2 + LINE_WIDTH + 2, 2 + LINE_WIDTH + 2,
                      "(no clause starts on this: the text says nothing about it)");
}

static void explain_claim(cas_telling *telling, const cas_answered *answered)
{
    cas_page *page = telling->page;
    cas_arena *arena = page->out->arena;
    cas_page_ink(page, result_ink(answered),
                 cas_format(arena, "line %d: %s", answered->question->line, result_words(arena, answered)));
    cas_putc(page->out, '\n');
    cas_page_fill(page, 3, 3, question_words(arena, answered->question));
    cas_putc(page->out, '\n');
    if (answered->needs) {
        cas_page_fill(page, 3, 3, cas_format(arena, "It needs %s.", answered->needs));
        cas_putc(page->out, '\n');
    }
    print_flaws(page, answered);
    cas_tell_answers(telling, answered, 3);
}

typedef struct claim_counts {
    int made, as_stated, failed, undecided, put_off;
} claim_counts;

static claim_counts count_claims(const cas_findings *findings)
{
    claim_counts counts = {0};
    for (int a = 0; a < findings->answer_count; a++) {
        const cas_answered *answered = findings->answers[a];
        if (answered->question->speech == CAS_ASKS || answered->question->inherited)
            continue;
        counts.made++;
        if (answered->later || answered->elsewhere)
            counts.put_off++;
        else if (answered->ok)
            counts.as_stated++;
        else if (answered->answer == CAS_OPEN)
            counts.undecided++;
        else
            counts.failed++;
    }
    return counts;
}

static void print_claims(cas_telling *telling, const cas_findings *findings, claim_counts counts)
{
    if (!counts.made)
        return;
    heading(telling->page, "What the file claims");
    for (int a = 0; a < findings->answer_count; a++)
        if (findings->answers[a]->question->speech != CAS_ASKS && !findings->answers[a]->question->inherited)
            print_claim(telling->page, findings->answers[a]);
    if (!counts.failed && !counts.undecided)
        return;
    heading(telling->page, "What is not as the file claims");
    for (int a = 0; a < findings->answer_count; a++) {
        const cas_answered *answered = findings->answers[a];
        if (answered->question->speech != CAS_ASKS && !answered->question->inherited && !answered->ok)
            explain_claim(telling, answered);
    }
}

/* ---- The reasons of what holds ------------------------------------------------------------------------------------------------------ */

static const cas_row *row_to_explain(const cas_answered *answered)
{
    const cas_question *question = answered->question;
    const bool explains = question->kind == CAS_QUESTION_VERDICT || question->kind == CAS_QUESTION_GOAL;
    const bool ours = question->speech != CAS_ASKS && !question->inherited && answered->ok;
    return explains && ours && answered->case_count && answered->cases[0].row_count ? &answered->cases[0].rows[0]
                                                                                    : NULL;
}

static void print_expected_flaws(cas_page *page, const cas_findings *findings)
{
    bool headed = false;
    for (int a = 0; a < findings->answer_count; a++) {
        const cas_answered *answered = findings->answers[a];
        const cas_question *question = answered->question;
        if (!answered->flaw_count || !answered->ok || question->speech == CAS_ASKS || question->inherited)
            continue;
        if (!headed)
            heading(page, "Flaws that the file expects");
        headed = true;
        cas_page_ink(page, CAS_INK_STRONG, cas_format(page->out->arena, "line %d: ", question->line));
        cas_page_fill(page, 0, 3, question_words(page->out->arena, question));
        print_flaws(page, answered);
    }
}

/* One explanation for all claims that hold for the same reasons, the questions' own left out: they were explained above. */
static void print_reasons(cas_telling *telling, const cas_findings *findings)
{
    cas_page *page = telling->page;
    cas_arena *arena = page->out->arena;
    cas_names reasons = {.arena = arena};
    int *of_reason = CAS_ARRAY(arena, int, findings->answer_count + 1);
    for (int a = 0; a < findings->answer_count; a++) {
        const cas_row *row = row_to_explain(findings->answers[a]);
        const cas_text key = row ? cas_row_reasons(arena, findings->answers[a]->question, row) : cas_text_of("");
        of_reason[a] = row && cas_names_find(&telling->told, key) < 0 ? cas_names_add(&reasons, key) : -1;
    }
    for (int r = 0; r < (int)reasons.count; r++) {
        cas_builder lines = {.arena = arena};
        const cas_answered *first = NULL;
        for (int a = 0; a < findings->answer_count; a++)
            if (of_reason[a] == r) {
                cas_putf(&lines, "%s%d", first ? ", " : "", findings->answers[a]->question->line);
                first = first ? first : findings->answers[a];
            }
        if (r == 0)
            heading(page, "Why, where it was not said above");
        const cas_row *row = row_to_explain(first);
        cas_page_ink(page, CAS_INK_STRONG, cas_format(arena, "line %s: ", cas_built_string(&lines)));
        cas_page_ink(page, cas_row_ink(first->question, row), cas_row_words(arena, first->question, row));
        cas_putc(page->out, '\n');
        cas_page_fill(page, 3, 3, question_words(arena, first->question));
        cas_tell_row(telling, first->question, row, cas_aggressor_name(telling->agreement, first->question, row->by),
                     3);
        cas_putc(page->out, '\n');
    }
}

static void print_closing(cas_page *page, const cas_findings *findings, claim_counts counts, int asked)
{
    cas_builder out = {.arena = page->out->arena};
    if (asked)
        cas_putf(&out, "%d question%s asked", asked, asked == 1 ? "" : "s");
    if (asked && counts.made)
        cas_puts(&out, "; ");
    if (counts.made) {
        cas_putf(&out, "of %d claim%s %d %s as stated", counts.made, counts.made == 1 ? "" : "s", counts.as_stated,
                 counts.as_stated == 1 ? "is" : "are");
        if (counts.failed)
            cas_putf(&out, ", %d %s not", counts.failed, counts.failed == 1 ? "is" : "are");
        if (counts.undecided)
            cas_putf(&out, ", %d undecided", counts.undecided);
        if (counts.put_off)
            cas_putf(&out, ", %d not answered", counts.put_off);
    }
    if (!asked && !counts.made && !findings->scenario_count)
        cas_puts(&out,
                 "The file is sound, and asks nothing: add a line such as `ask verdict of GOAL on INCIDENT by PARTY`");
    const cas_expect_counts expected = cas_scenarios_counted(findings);
    if (expected.made)
        cas_putf(&out, "%sof %d expectation%s in %d scenario%s %d %s met", out.length ? "; " : "", expected.made,
                 expected.made == 1 ? "" : "s", findings->scenario_count, findings->scenario_count == 1 ? "" : "s",
                 expected.met, expected.met == 1 ? "is" : "are");
    cas_putc(page->out, '\n');
    const cas_ending ending = cas_findings_end(findings);
    cas_page_ink(page,
                 ending == CAS_ENDS_AS_STATED   ? CAS_INK_GOOD
                 : ending == CAS_ENDS_UNDECIDED ? CAS_INK_DOUBT
                                                : CAS_INK_BAD,
                 cas_format(page->out->arena, "%s.", cas_built_string(&out)));
    cas_putc(page->out, '\n');
}

void cas_text_check(cas_page *page, const cas_findings *findings)
{
    cas_telling telling = {.page = page,
                           .agreement = findings->agreement,
                           .courses = {.names = {.arena = page->out->arena}},
                           .told = {.arena = page->out->arena}};
    const claim_counts counts = count_claims(findings);
    print_title(page, findings);
    print_parties(page, findings);
    print_choices(page, findings);
    const int asked = print_all_asked(&telling, findings);
    print_claims(&telling, findings, counts);
    print_expected_flaws(page, findings);
    print_reasons(&telling, findings);
    cas_text_scenarios(page, findings);
    print_sources(page, findings);
    print_assumptions(page, findings);
    if (findings->witnesses)
        cas_text_witnesses(page, findings->witnesses);
    print_closing(page, findings, counts, asked);
}
