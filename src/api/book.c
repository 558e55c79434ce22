/* Books: asks a text everything, and hands the answers to the page. */
#include "api/book.h"

#include "agree/cure.h"
#include "agree/settlement.h"
#include "casus/book.h"
#include "hold/single_sets.h"
#include "model/citations.h"
#include "model/model.h"
#include "report/aggressors.h"
#include "report/book_words.h"
#include "report/drawing.h"
#include "report/phrases.h"
#include "report/picture.h"
#include "report/report.h"
#include "report/stable_report.h"
#include "report/verdict_rows.h"
#include "sources/sha256.h"
#include "stable/from_text.h"

#include <string.h>

enum { SETS_LISTED = 40, STATES_LISTED = 200, MOST_CURED = 3, CURES_LISTED = 6 };

typedef struct book_job {
    const casus_model *const *models;
    const char *const *links; /* library */
    size_t count;
    const casus_book_options *wishes;
} book_job;

/* ---- Verdicts ------------------------------------------------------------------------------------------------------------------------- */

static const char *title_of_goal(const cas_agreement *agreement, int goal)
{
    const cas_goal_entry *entry = &agreement->goals[goal];
    const char *title = entry->form_count ? entry->forms[0]->title : "";
    return title && *title ? title : entry->name;
}

static const cas_answered *ask(cas_arena *arena, const cas_agreement *agreement, const char *goal, const char *incident, const char *by,
                               bool families)
{
    const char *why;
    const cas_question_options options = {.draft = -1, .first = SETS_LISTED, .families = families};
    const cas_question *question =
        cas_model_ask(arena, agreement, cas_text_of(goal), cas_text_of(incident ? incident : ""), cas_text_of(by), &why);
    const cas_answered *answered = question ? cas_question_answer(arena, agreement, question, &options) : NULL;
    const bool answers = answered && answered->case_count && answered->cases[0].row_count && answered->cases[0].rows[0].verdict;
    return answers ? answered : NULL;
}

/* The sets of one party of a family. */
static cas_set single_members(const cas_family *family)
{
    cas_set members = cas_set_empty();
    for (size_t i = 0; i < family->listed && cas_set_count(&family->sets[i]) <= 1; i++)
        members = cas_set_or(members, family->sets[i]);
    return members;
}

/* From the families where they were found; else party by party, which is quick at any size. */
static cas_book_singles singles_of(cas_arena *arena, const cas_row *row)
{
    cas_family any = row->verdict->blockers, lawful = row->verdict->lawful_blockers;
    const cas_hold_options options = {.first = SETS_LISTED};
    if (!any.known || any.listed >= SETS_LISTED)
        any = cas_single_sets(arena, row->instance, row->goal, CAS_ASKS_BLOCKERS, &options);
    if (!lawful.known || lawful.listed >= SETS_LISTED)
        lawful = cas_single_sets(arena, row->instance, row->goal, CAS_ASKS_LAWFUL_BLOCKERS, &options);
    const cas_set lawfully = single_members(&lawful);
    return (cas_book_singles){lawfully, cas_set_minus(single_members(&any), lawfully), any.known && lawful.known};
}

/* The families are asked for once for each gathering of aggressors that a reader hears of as one. */
static void add_details(cas_arena *arena, const cas_agreement *agreement, cas_book_verdict *verdict)
{
    int count;
    const cas_gathering *gatherings = cas_gather_aggressors(arena, verdict->answered, &count);
    const struct cas_answered **details = CAS_ARRAY(arena, const struct cas_answered *, count + 1);
    const cas_book_singles **singles = CAS_ARRAY(arena, const cas_book_singles *, count + 1);
    for (int g = 0; g < count; g++) {
        const cas_case *first = gatherings[g].cases[0];
        const char *name = cas_aggressor_name(agreement, verdict->answered->question, first->by);
        const bool named = name && !first->unknown;
        details[g] = ask(arena, agreement, verdict->goal, verdict->incident, !named ? "" : first->by < 0 ? "outsider" : name, true);
        if (!details[g])
            continue;
        cas_book_singles *rows = CAS_ARRAY(arena, cas_book_singles, details[g]->cases[0].row_count + 1);
        for (int r = 0; r < details[g]->cases[0].row_count; r++)
            rows[r] = singles_of(arena, &details[g]->cases[0].rows[r]);
        singles[g] = rows;
    }
    verdict->detailed = details;
    verdict->singles = singles;
}

static void add_verdict(casus_ctx *ctx, cas_arena *arena, cas_book *book, cas_book_verdict *verdicts, int goal, const char *incident,
                        bool families)
{
    const cas_agreement *agreement = book->agreement;
    const char *name = agreement->goals[goal].name;
    if (ctx->wishes.progress)
        ctx->wishes.progress(ctx->wishes.user, name, (double)goal / (agreement->goal_count + 1));
    const cas_answered *answered = ask(arena, agreement, name, incident, "", false);
    if (!answered)
        return;
    cas_book_verdict *verdict = &verdicts[book->verdict_count++];
    *verdict = (cas_book_verdict){name, title_of_goal(agreement, goal), incident, answered, NULL, NULL};
    if (families)
        add_details(arena, agreement, verdict);
}

static void add_verdicts(casus_ctx *ctx, cas_arena *arena, cas_book *book, bool families)
{
    const cas_agreement *agreement = book->agreement;
    cas_book_verdict *verdicts =
        CAS_ARRAY(arena, cas_book_verdict, (size_t)agreement->goal_count *((size_t)agreement->incident_count + 1) + 1);
    for (int g = 0; g < agreement->goal_count; g++) {
        for (int i = 0; i < agreement->incident_count; i++)
            add_verdict(ctx, arena, book, verdicts, g, agreement->incidents[i].name, families);
        if (!agreement->incident_count)
            add_verdict(ctx, arena, book, verdicts, g, NULL, families);
    }
    book->verdicts = verdicts;
}

/* ---- Cures ---------------------------------------------------------------------------------------------------------------------------- */

static bool wants_cure(const cas_verdict *verdict)
{
    return verdict->word == CAS_NEEDS || verdict->word == CAS_AT_THE_MERCY;
}

/* The first answer of the verdict that a cure could better: its aggressor and draft are those the cure is sought for. */
static const cas_row *ailing(const cas_answered *answered)
{
    for (int c = 0; c < answered->case_count; c++)
        for (int r = 0; r < answered->cases[c].row_count; r++)
            if (wants_cure(answered->cases[c].rows[r].verdict))
                return &answered->cases[c].rows[r];
    return NULL;
}

/*
 * Within a bound on work, because a page should not take many seconds: what is cut short says so, even where the bound ends before anything was looked at, and
 * casus cure goes on. Work and not time, so that the page is the same everywhere. The verdict is that of the row to be cured.
 */
static const struct cas_cured *cure_within(cas_arena *arena, const casus_model *model, const cas_cure_wish *wish, const cas_row *row)
{
    enum { MOST_BEATS = 450 };
    cas_ctx *ctx = arena->ctx;
    cas_guard guard;
    const struct cas_cured *volatile cured = NULL;
    ctx->most_beats = ctx->beats + MOST_BEATS;
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0)
        cured = cas_cure_find(arena, model->loaded, model->loader, wish);
    cas_guard_close(ctx, &guard);
    ctx->most_beats = 0;
    if (guard.status && guard.status != CAS_E_BUDGET)
        cas_fail(ctx, guard.status, "%s", cas_format(arena, "%s", ctx->needs));
    if (cured)
        return cured;
    struct cas_cured *none = CAS_NEW(arena, struct cas_cured);
    *none = (struct cas_cured){.agreement = model->agreement, .wish = *wish, .verdict = {.verdict = row->verdict, .instance = row->instance},
                               .needs = cas_text_string(arena, cas_text_of(ctx->needs))};
    return none;
}

static void add_cures(cas_arena *arena, const casus_model *model, cas_book *book)
{
    const struct cas_cured **cures = CAS_ARRAY(arena, const struct cas_cured *, MOST_CURED + 1);
    for (int v = 0; v < book->verdict_count && book->cure_count < MOST_CURED; v++) {
        const cas_row *row = ailing(book->verdicts[v].answered);
        if (!row)
            continue;
        cas_cure_wish wish = {.goal = book->verdicts[v].goal,
                              .incident = book->verdicts[v].incident,
                              .by = row->by >= 0 ? book->agreement->parties[row->by].name : NULL,
                              .draft = row->draft_count ? row->drafts[0] : -1,
                              .most_edits = 2,
                              .first = CURES_LISTED};
        if (cas_cure_wanted_read(arena, "assured", &wish.wanted))
            cures[book->cure_count++] = cure_within(arena, model, &wish, row);
    }
    book->cures = cures;
}

/* ---- What the clauses rest on --------------------------------------------------------------------------------------------------------- */

static void weigh_clause(const cas_agreement *agreement, const cas_notes *notes, bool *cited, bool *restated, bool *assumed)
{
    for (int n = 0; n < notes->count; n++) {
        const cas_note_form *note = &notes->items[n];
        if (note->source < 0)
            *assumed = true;
        else if (agreement->sources[note->source].restated || agreement->sources[note->source].secondary)
            *restated = true;
        else
            *cited = true;
    }
}

static bool starts_at_an_assumed_time(const cas_clause_form *clause)
{
    for (int t = 0; t < clause->trigger_count; t++)
        for (const cas_event_form *event = clause->triggers[t].event; event; event = event->inner)
            if (event->kind == CAS_EVENT_FORM_AFTER && event->delay.assumed >= 0)
                return true;
    return false;
}

static cas_book_rests rests_of(cas_arena *arena, const cas_agreement *agreement)
{
    cas_book_rests rests = {0};
    cas_book_rest *of = CAS_ARRAY(arena, cas_book_rest, (size_t)agreement->clause_count + 1);
    rests.of = of;
    for (int c = 0; c < agreement->clause_count; c++) {
        const cas_clause_form *clause = &agreement->clauses[c];
        bool cited = false, restated = false, assumed = false;
        weigh_clause(agreement, &clause->notes, &cited, &restated, &assumed);
        bool time_assumed = starts_at_an_assumed_time(clause);
        for (int s = 0; s < clause->statement_count; s++) {
            const cas_statement_form *statement = &clause->statements[s];
            weigh_clause(agreement, &statement->notes, &cited, &restated, &assumed);
            time_assumed |= (statement->has_within && statement->within.assumed >= 0) || (statement->again && statement->again_after.assumed >= 0);
        }
        of[c] = cited ? CAS_RESTS_ON_SOURCE : restated ? CAS_RESTS_ON_RESTATED : assumed ? CAS_RESTS_ON_ASSUMPTION : CAS_RESTS_ON_NOTHING;
        rests.clauses++;
        rests.partly_assumed += assumed || time_assumed;
        rests.cited += cited || restated;
        rests.restated += restated && !cited;
        rests.assumed += assumed && !cited && !restated;
        rests.on_nothing += !cited && !restated && !assumed;
    }
    return rests;
}

/* ---- Settlement and standoffs ------------------------------------------------------------------------------------------------------------ */

static void add_standoffs(cas_arena *arena, cas_book *book)
{
    const cas_agreement *agreement = book->agreement;
    const cas_stable_sheet **sheets = CAS_ARRAY(arena, const cas_stable_sheet *, agreement->standoff_count + 1);
    for (int s = 0; s < agreement->standoff_count; s++) {
        cas_standoff_problem problem;
        const cas_conflict *conflict = cas_conflict_of_standoff(arena, agreement, s, &problem);
        const cas_states *states = conflict ? cas_states_of_standoff(arena, agreement, s, conflict, &problem) : NULL;
        cas_stable_sheet *sheet = CAS_NEW(arena, cas_stable_sheet);
        if (!states)
            continue;
        sheet->first = STATES_LISTED;
        if (states->turned) {
            const cas_stability **four = CAS_ARRAY(arena, const cas_stability *, CAS_ATTITUDE_COUNT);
            cas_stability_unknown(arena, states, four);
            sheet->attitudes = four;
            sheet->stability = four[CAS_ATTITUDE_A];
        } else {
            sheet->stability = cas_stability_of(arena, states, NULL);
            if (states->status_quo >= 0)
                sheet->paths = cas_paths_from(arena, states, (uint32_t)states->status_quo, true, -1);
        }
        sheets[book->standoff_count++] = sheet;
    }
    book->standoffs = sheets;
}

static const cas_findings *claims_of(cas_arena *arena, const casus_model *model)
{
    const cas_agreement *agreement = model->agreement;
    const cas_question_options options = {.draft = -1, .first = SETS_LISTED};
    cas_findings *findings = CAS_NEW(arena, cas_findings);
    const cas_answered **answers = CAS_ARRAY(arena, const cas_answered *, agreement->question_count + 1);
    for (int q = 0; q < agreement->question_count; q++)
        if (!agreement->questions[q].inherited && agreement->questions[q].speech != CAS_ASKS)
            answers[findings->answer_count++] =
                cas_question_answer(arena, agreement, &agreement->questions[q], &options);
    findings->agreement = agreement;
    findings->answers = answers;
    return findings;
}

/* ---- Together --------------------------------------------------------------------------------------------------------------------------------- */

/* What turns the answers into the language; null where they are in it. */
static cas_phrases *phrases_of(cas_arena *arena, const cas_book_language *language)
{
    cas_phrases *phrases = language->phrase_count ? CAS_NEW(arena, cas_phrases) : NULL;
    if (phrases)
        *phrases = (cas_phrases){.pairs = language->phrases, .count = language->phrase_count, .arena = arena, .asked = {.arena = arena}};
    return phrases;
}

static void open_book(casus_ctx *ctx, cas_arena *arena, const casus_model *model, const casus_book_options *wishes, cas_book *book)
{
    const cas_book_language *language = cas_book_language_of(wishes->language ? wishes->language : "en");
    if (!language)
        cas_fail(&ctx->ctx, CAS_E_ARGUMENT, "there is no language `%s`: `en` or `de`", wishes->language);
    const cas_text text = cas_source_of(model->loaded->map, model->loaded->main_file)->text;
    char *hex = CAS_ARRAY(arena, char, CAS_SHA256_HEX + 1);
    if (model->error_count)
        cas_fail(&ctx->ctx, CAS_E_INPUT, "%s has errors; casus check names them", model->file);
    cas_sha256_hex(text, hex);
    *book = (cas_book){.file = model->file,
                       .sha256 = hex,
                       .version = casus_version(),
                       .agreement = model->agreement,
                       .map = model->loaded->map,
                       .main_file = model->loaded->main_file,
                       .citations = model->citations,
                       .words = language->words,
                       .language = language->code,
                       .phrases = phrases_of(arena, language),
                       .rests = rests_of(arena, model->agreement)};
    cas_gallery *gallery = CAS_NEW(arena, cas_gallery);
    *gallery = (cas_gallery){.arena = arena, .names = {.arena = arena}};
    book->gallery = gallery;
}

static void hand_over_pictures(const cas_book *book, const casus_book_options *wishes)
{
    const cas_gallery *gallery = book->gallery;
    const char *of = *book->agreement->title ? book->agreement->title : book->agreement->name;
    for (size_t p = 0; p < gallery->count && wishes->picture; p++) {
        cas_builder svg = {.arena = gallery->arena};
        cas_picture_alone(&svg, &gallery->pictures[p], of);
        const casus_picture picture = {gallery->pictures[p].name, gallery->pictures[p].title, cas_built_string(&svg), cas_built(&svg).length};
        wishes->picture(wishes->user, &picture);
    }
}

static void write_book(casus_ctx *ctx, cas_builder *out, void *arguments)
{
    const book_job *job = arguments;
    const casus_model *model = job->models[0];
    cas_arena *arena = out->arena;
    cas_book book;
    open_book(ctx, arena, model, job->wishes, &book);
    add_verdicts(ctx, arena, &book, true);
    book.findings = claims_of(arena, model);
    if (!job->wishes->without_cures)
        add_cures(arena, model, &book);
    if (model->agreement->position_count) {
        const cas_settlement_options options = {.first = SETS_LISTED};
        book.settlement = cas_settlement_of(arena, model->agreement, &options);
    }
    add_standoffs(arena, &book);
    cas_api_book_powers(arena, &book);
    book.warnings = cas_api_lint(arena, model);
    const cas_layouter layouter = {job->wishes->lay_out, job->wishes->user};
    book.layouter = &layouter;
    cas_book_html(out, &book);
    hand_over_pictures(&book, job->wishes);
}

static void write_library(casus_ctx *ctx, cas_builder *out, void *arguments)
{
    const book_job *job = arguments;
    cas_book *books = CAS_ARRAY(out->arena, cas_book, job->count + 1);
    for (size_t m = 0; m < job->count; m++) {
        open_book(ctx, out->arena, job->models[m], job->wishes, &books[m]);
        add_verdicts(ctx, out->arena, &books[m], false);
        books[m].findings = claims_of(out->arena, job->models[m]);
    }
    cas_library_html(out, books, job->links, job->count);
}

casus_status casus_book(casus_ctx *ctx, const casus_model *model, const casus_book_options *opt, casus_text **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!model || !opt || opt->size != sizeof *opt)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "an argument of the book is null, or its options are of no known version");
    book_job job = {.models = &model, .count = 1, .wishes = opt};
    return cas_api_text(ctx, write_book, &job, out);
}

casus_status casus_library(casus_ctx *ctx, const casus_model *const *models, const char *const *links, size_t count,
                           const casus_book_options *opt, casus_text **out)
{
    if (!ctx || !out)
        return CASUS_E_ARGUMENT;
    *out = NULL;
    if (!models || !links || !count || !opt || opt->size != sizeof *opt)
        return cas_api_refuse(ctx, CASUS_E_ARGUMENT, "an argument of the library is null, or its options are of no known version");
    book_job job = {models, links, count, opt};
    return cas_api_text(ctx, write_library, &job, out);
}
