/*
 * Questions over packages: see questions.h.
 *
 * 1. List the combinations of alternatives that the question allows, of those dimensions that can matter to it (influence.c).
 * 2. List the aggressors. For each, and each combination, note which of the conditions that matter hold: combinations that
 *    agree in this are one text, and are judged once (claims.c).
 * 3. Find the dimensions on which the answers depend (combinations.c); each combination of their alternatives is a row.
 * 4. By unknown: the answer is the worst case of each combination; a case is listed when it differs from the worst anywhere.
 *
 * A check holds if it holds for every aggressor in every package; an expectation is met if it is met in every package.
 * What runs out of time or memory is undecided, and the questions after it are still answered as far as they can be.
 * Cost: distinct texts times aggressors times the cost of one verdict. Exact.
 */
#include "hold/questions.h"

#include "hold/claims.h"
#include "hold/combinations.h"
#include "hold/flaws.h"
#include "model/build.h"

#include <string.h>

typedef struct question_enquiry {
    cas_arena *arena;
    const cas_agreement *agreement;
    const cas_question *question;
    const cas_question_options *options;
    cas_influence influence;
    cas_combinations list;
    cas_occasions *occasions; /* per combination */
    bool names_drafts;        /* the packages are those of drafts */
    cas_truth *truths;        /* per combination: over all aggressors so far */
    bool *spoken_of;          /* per combination: some aggressor is possible in it */
} question_enquiry;

/* What was found for one aggressor. */
typedef struct found_case {
    int by;
    const cas_judged **judged; /* per combination; null where this aggressor is none */
    int *answers;              /* per combination: a number for its key, or -1 */
} found_case;

/* ---- Packages ------------------------------------------------------------------------------------------------------------------- */

static void list_packages(question_enquiry *enquiry)
{
    const cas_question_options *options = enquiry->options;
    const cas_agreement *agreement = enquiry->agreement;
    const cas_condition **conditions = CAS_ARRAY(enquiry->arena, const cas_condition *, options->setting_count + 3);
    size_t count = 0;
    if (enquiry->question->said_in)
        conditions[count++] = enquiry->question->in;
    else if (options->draft < 0 && !options->setting_count) {
        conditions[count++] = cas_packages_of_drafts(enquiry->arena, agreement);
        enquiry->names_drafts = agreement->draft_count > 0;
    }
    if (options->draft >= 0) {
        conditions[count++] = agreement->drafts[options->draft].condition;
        enquiry->names_drafts = !enquiry->question->said_in;
    }
    for (int s = 0; s < options->setting_count; s++)
        conditions[count++] =
            cas_condition_is(enquiry->arena, options->settings[s].dimension, options->settings[s].alternative);
    enquiry->list = cas_combinations_list(enquiry->arena, agreement, enquiry->influence.dimensions, conditions, count,
                                          CAS_MAX_COMBINATIONS);
}

/* ---- One aggressor -------------------------------------------------------------------------------------------------------------- */

static const cas_occasion *occasion_by(const question_enquiry *enquiry, size_t combination, int by)
{
    const cas_occasions *occasions = &enquiry->occasions[combination];
    for (int o = 0; o < occasions->count; o++)
        if (occasions->items[o].occasion.attacker == by)
            return &occasions->items[o].occasion;
    return NULL;
}

static const cas_judged *judge_text(const question_enquiry *enquiry, const int *choice, const cas_occasion *occasion)
{
    cas_claim claim = {.agreement = enquiry->agreement,
                       .question = enquiry->question,
                       .occasion = occasion,
                       .first = enquiry->options->first,
                       .families = enquiry->options->families};
    const size_t bytes = sizeof *choice * ((size_t)enquiry->agreement->dimension_count + 1);
    claim.choice = memcpy(cas_take(enquiry->arena, 1, bytes), choice, bytes);
    claim.instance = cas_instance_build(enquiry->arena, enquiry->agreement, claim.choice, occasion);
    claim.goal = &claim.instance->goals[enquiry->question->goal];
    return cas_claim_judge(enquiry->arena, &claim);
}

static void note_truth(question_enquiry *enquiry, size_t combination, cas_truth truth)
{
    cas_truth *all = &enquiry->truths[combination];
    if (!enquiry->spoken_of[combination] || truth == CAS_FALSE || (truth == CAS_OPEN && *all == CAS_TRUE))
        *all = truth;
    enquiry->spoken_of[combination] = true;
}

static void judge_case(question_enquiry *enquiry, found_case *found, cas_names *keys)
{
    cas_names texts = {.arena = enquiry->arena};
    const cas_judged **of_text = CAS_ARRAY(enquiry->arena, const cas_judged *, enquiry->list.count + 1);
    int *choice = CAS_ARRAY(enquiry->arena, int, enquiry->agreement->dimension_count + 1);
    found->judged = CAS_ARRAY(enquiry->arena, const cas_judged *, enquiry->list.count + 1);
    found->answers = CAS_ARRAY(enquiry->arena, int, enquiry->list.count + 1);
    for (size_t c = 0; c < enquiry->list.count; c++) {
        cas_poll(enquiry->arena->ctx);
        cas_combination_fill(enquiry->agreement, &enquiry->list, c, choice);
        const cas_occasion *occasion = occasion_by(enquiry, c, found->by);
        found->answers[c] = -1;
        if (!occasion)
            continue;
        const size_t known = texts.count;
        const int text = cas_names_add(&texts, cas_influence_signature(enquiry->arena, &enquiry->influence, choice));
        if (texts.count > known)
            of_text[text] = judge_text(enquiry, choice, occasion);
        found->judged[c] = of_text[text];
        found->answers[c] = cas_names_add(keys, cas_text_of(of_text[text]->key));
        note_truth(enquiry, c, of_text[text]->row.truth);
    }
}

/* ---- Rows ----------------------------------------------------------------------------------------------------------------------- */

static void note_drafts(const question_enquiry *enquiry, cas_row *row, bool *in_row)
{
    const int count = enquiry->agreement->draft_count;
    int *drafts = CAS_ARRAY(enquiry->arena, int, count + 1);
    for (int d = 0; d < count; d++)
        if (in_row[d])
            drafts[row->draft_count++] = d;
    row->drafts = drafts;
}

static cas_chosen *choices_of(const question_enquiry *enquiry, size_t combination, const bool *kept, int *count)
{
    const cas_combinations *list = &enquiry->list;
    cas_chosen *choices = CAS_ARRAY(enquiry->arena, cas_chosen, list->dimension_count + 1);
    *count = 0;
    for (int i = 0; i < list->dimension_count; i++)
        if (kept[i])
            choices[(*count)++] = (cas_chosen){list->dimensions[i],
                                               list->chosen[combination * (size_t)list->dimension_count + (size_t)i]};
    return choices;
}

/* The drafts that a combination belongs to, of those the caller asks about. */
static void mark_drafts(const question_enquiry *enquiry, const int *choice, bool *in_row)
{
    if (!enquiry->names_drafts)
        return;
    for (int d = 0; d < enquiry->agreement->draft_count; d++)
        if ((enquiry->options->draft < 0 || enquiry->options->draft == d) &&
            cas_condition_truth(enquiry->agreement->drafts[d].condition, choice) == CAS_TRUE)
            in_row[d] = true;
}

/* The game behind each distinct answer of a case. */
static void add_power(const question_enquiry *enquiry, const cas_case *found, cas_row *rows)
{
    for (int r = 0; r < found->row_count; r++) {
        for (int s = 0; s < r && !rows[r].guarantee; s++)
            if (rows[s].group == rows[r].group)
                rows[r].guarantee = rows[s].guarantee;
        if (rows[r].guarantee || !rows[r].verdict)
            continue;
        cas_guarantee *guarantee = CAS_NEW(enquiry->arena, cas_guarantee);
        *guarantee =
            cas_guarantee_power(enquiry->arena, rows[r].instance, rows[r].goal, rows[r].verdict, enquiry->options->threads);
        rows[r].guarantee = guarantee;
    }
}

static cas_case make_case(const question_enquiry *enquiry, const found_case *found, bool unknown)
{
    cas_arena *arena = enquiry->arena;
    const cas_combinations *list = &enquiry->list;
    const size_t width = (size_t)list->dimension_count, drafts = (size_t)enquiry->agreement->draft_count + 1;
    bool *kept = CAS_ARRAY(arena, bool, width + 1);
    cas_dependence_find(arena, list, found->answers, kept);

    cas_names projections = {.arena = arena};
    cas_names groups = {.arena = arena};
    cas_row *rows = CAS_ARRAY(arena, cas_row, list->count + 1);
    bool **in_rows = CAS_ARRAY(arena, bool *, list->count + 1);
    int *choice = CAS_ARRAY(arena, int, enquiry->agreement->dimension_count + 1);
    for (size_t c = 0; c < list->count; c++) {
        if (found->answers[c] < 0)
            continue;
        int count;
        cas_chosen *choices = choices_of(enquiry, c, kept, &count);
        const size_t known = projections.count;
        const int row = cas_names_add(&projections, (cas_text){(const char *)choices, sizeof *choices * (size_t)count});
        if (projections.count > known) {
            const size_t group_count = groups.count;
            rows[row] = found->judged[c]->row;
            rows[row].choices = choices;
            rows[row].choice_count = count;
            rows[row].group = cas_names_add(&groups, cas_text_of(found->judged[c]->key));
            rows[row].first_of_group = groups.count > group_count;
            in_rows[row] = CAS_ARRAY(arena, bool, drafts);
        }
        cas_combination_fill(enquiry->agreement, list, c, choice);
        mark_drafts(enquiry, choice, in_rows[row]);
    }
    for (size_t r = 0; r < projections.count; r++)
        note_drafts(enquiry, &rows[r], in_rows[r]);
    const cas_case made = {.by = found->by,
                           .unknown = unknown,
                           .rows = rows,
                           .row_count = (int)projections.count,
                           .group_count = (int)groups.count};
    if (enquiry->options->power)
        add_power(enquiry, &made, rows);
    return made;
}

/* ---- By unknown ----------------------------------------------------------------------------------------------------------------- */

static bool is_worse(const cas_judged *a, const cas_judged *b)
{
    return a->badness != b->badness ? a->badness > b->badness : a->late > b->late;
}

static found_case worst_of(const question_enquiry *enquiry, const found_case *cases, int count)
{
    found_case worst = {.by = -1};
    worst.judged = CAS_ARRAY(enquiry->arena, const cas_judged *, enquiry->list.count + 1);
    worst.answers = CAS_ARRAY(enquiry->arena, int, enquiry->list.count + 1);
    for (size_t c = 0; c < enquiry->list.count; c++) {
        worst.answers[c] = -1;
        for (int i = 0; i < count; i++)
            if (cases[i].judged[c] && (!worst.judged[c] || is_worse(cases[i].judged[c], worst.judged[c]))) {
                worst.judged[c] = cases[i].judged[c];
                worst.answers[c] = cases[i].answers[c];
            }
    }
    return worst;
}

static bool differs(const question_enquiry *enquiry, const found_case *a, const found_case *b)
{
    for (size_t c = 0; c < enquiry->list.count; c++)
        if (a->answers[c] >= 0 && a->answers[c] != b->answers[c])
            return true;
    return false;
}

/* ---- The answer ----------------------------------------------------------------------------------------------------------------- */

/* The expectation's own truth if it is met everywhere; else what goes against it. */
static cas_truth answer_of(const question_enquiry *enquiry, cas_truth expected)
{
    cas_truth answer = expected;
    for (size_t c = 0; c < enquiry->list.count; c++) {
        const cas_truth truth = enquiry->truths[c];
        if (!enquiry->spoken_of[c] || truth == expected || truth == answer)
            continue;
        if (answer == expected || answer == CAS_OPEN)
            answer = truth;
    }
    return answer;
}

cas_truth cas_question_expected(const cas_question *question)
{
    if (question->speech != CAS_EXPECTS || question->expected == 0)
        return CAS_TRUE;
    return question->expected == 1 ? CAS_FALSE : CAS_OPEN;
}

static const char *needs_of(const cas_answered *answered)
{
    for (int c = 0; c < answered->case_count; c++)
        for (int r = 0; r < answered->cases[c].row_count; r++)
            if (answered->cases[c].rows[r].truth == CAS_OPEN && answered->cases[c].rows[r].needs)
                return answered->cases[c].rows[r].needs;
    return NULL;
}

static void answer_cases(question_enquiry *enquiry, cas_answered *answered)
{
    cas_arena *arena = enquiry->arena;
    const int parties = enquiry->agreement->party_count;
    cas_set candidates = cas_set_empty();
    bool outsider = false;
    int *choice = CAS_ARRAY(arena, int, enquiry->agreement->dimension_count + 1);
    enquiry->occasions = CAS_ARRAY(arena, cas_occasions, enquiry->list.count);
    for (size_t c = 0; c < enquiry->list.count; c++) {
        cas_combination_fill(enquiry->agreement, &enquiry->list, c, choice);
        enquiry->occasions[c] = cas_question_occasions(arena, enquiry->agreement, enquiry->question, choice);
        for (int o = 0; o < enquiry->occasions[c].count; o++) {
            const int attacker = enquiry->occasions[c].items[o].occasion.attacker;
            if (attacker < 0)
                outsider = true;
            else
                cas_set_add(&candidates, attacker);
        }
    }
    const int total = cas_set_count(&candidates) + outsider;
    found_case *found = CAS_ARRAY(arena, found_case, total + 1);
    cas_names keys = {.arena = arena};
    int count = 0;
    for (int p = 0; p <= parties; p++) {
        if (p < parties ? !cas_set_has(&candidates, p) : !outsider)
            continue;
        found[count].by = p < parties ? p : -1;
        judge_case(enquiry, &found[count++], &keys);
    }

    const bool unknown = enquiry->question->by_kind == CAS_ON_ATTACK_UNKNOWN;
    cas_case *cases = CAS_ARRAY(arena, cas_case, count + 2);
    const found_case worst = unknown ? worst_of(enquiry, found, count) : (found_case){.by = -1};
    if (unknown && count)
        cases[answered->case_count++] = make_case(enquiry, &worst, true);
    for (int i = 0; i < count; i++)
        if (!unknown || differs(enquiry, &found[i], &worst))
            cases[answered->case_count++] = make_case(enquiry, &found[i], false);
    answered->cases = cases;
    answered->answer = answer_of(enquiry, cas_question_expected(enquiry->question));
    answered->needs = needs_of(answered);
}

static void answer_question(cas_arena *arena, const cas_agreement *agreement, const cas_question *question,
                            const cas_question_options *options, cas_answered *answered)
{
    question_enquiry enquiry = {.arena = arena, .agreement = agreement, .question = question, .options = options};
    enquiry.influence = cas_influence_of(arena, agreement, question);
    list_packages(&enquiry);
    if (enquiry.list.too_many) {
        answered->answer = CAS_OPEN;
        answered->needs =
            cas_format(arena, "more than %d combinations of alternatives to be looked at; name some of them after `in`",
                       CAS_MAX_COMBINATIONS);
        return;
    }
    if (enquiry.list.count == 0) {
        answered->elsewhere = true;
        return;
    }
    enquiry.truths = CAS_ARRAY(arena, cas_truth, enquiry.list.count);
    enquiry.spoken_of = CAS_ARRAY(arena, bool, enquiry.list.count);
    if (question->goal >= 0)
        answer_cases(&enquiry, answered);
    else
        cas_flaws_find(arena, agreement, &enquiry.list, &enquiry.influence, answered);
}

static bool is_for_later(const cas_question *question)
{
    switch (question->kind) {
    case CAS_QUESTION_GOAL:
    case CAS_QUESTION_VERDICT:
    case CAS_QUESTION_SETS:
    case CAS_QUESTION_NOBODY:
    case CAS_QUESTION_BLOCKED:
    case CAS_QUESTION_NO_CONFLICT:
    case CAS_QUESTION_NO_IDLE_CLAUSE:
    case CAS_QUESTION_NO_CIRCULAR_WAIT: return false;
    case CAS_QUESTION_POWER:
    case CAS_QUESTION_SETTLEMENT:
    case CAS_QUESTION_STABILITY: return true;
    }
    return true;
}

const cas_answered *cas_question_answer(cas_arena *arena, const cas_agreement *agreement, const cas_question *question,
                                        const cas_question_options *options)
{
    cas_answered *answered = CAS_NEW(arena, cas_answered);
    cas_ctx *ctx = arena->ctx;
    answered->question = question;
    answered->answer = CAS_TRUE;
    answered->later = is_for_later(question);
    answered->ok = true;
    if (answered->later)
        return answered;

    const cas_mark mark = cas_arena_mark(arena);
    cas_guard guard;
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0)
        answer_question(arena, agreement, question, options, answered);
    cas_guard_close(ctx, &guard);
    if (guard.status == CAS_E_BUDGET) {
        cas_arena_release(arena, mark);
        *answered = (cas_answered){.question = question, .answer = CAS_OPEN};
        answered->needs = cas_format(arena, "%s", ctx->needs);
    } else if (guard.status != CAS_OK) {
        cas_fail(ctx, guard.status, "%s", cas_format(arena, "%s", ctx->needs));
    }
    if (question->speech == CAS_ASKS)
        answered->ok = answered->elsewhere || answered->answer != CAS_OPEN;
    else
        answered->ok = answered->elsewhere || answered->answer == cas_question_expected(question);
    return answered;
}
