/*
 * One text, asked in full: the worst verdict over packages and aggressors, and whether all of them are as good as wanted.
 */
#include "agree/cure_parts.h"

#include "agree/cure_enough.h"
#include "model/build.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- What is wanted -------------------------------------------------------------------------------------------------------- */

/* The words that begin so; what is left of the text, or null. */
static const char *after_words(const char *text, const char *words)
{
    while (*words) {
        if (*words == ' ') {
            if (!isspace((unsigned char)*text) && *text != '_' && *text != '-')
                return NULL;
            while (isspace((unsigned char)*text) || *text == '_' || *text == '-')
                text++;
        } else if (tolower((unsigned char)*text++) != *words) {
            return NULL;
        }
        words++;
    }
    return *text && !isspace((unsigned char)*text) ? NULL : text;
}

static bool read_day(const char *rest, cas_cure_wanted *out)
{
    while (isspace((unsigned char)*rest))
        rest++;
    if (!*rest)
        return true;
    const char *number = after_words(rest, "by day");
    number = number ? number : after_words(rest, "from day");
    if (!number || out->word > CAS_CURE_MERCY)
        return false;
    char *end;
    out->days = strtod(number, &end);
    out->has_day = true;
    while (isspace((unsigned char)*end))
        end++;
    return end != number && !*end && out->days >= 0 && out->days < 1e6;
}

bool cas_cure_wanted_read(cas_arena *arena, const char *words, cas_cure_wanted *out)
{
    static const struct {
        const char *words, *shown;
        cas_cure_word word;
    } known[] = {
        {"assured", "ASSURED", CAS_CURE_ASSURED},
        {"available", "AVAILABLE", CAS_CURE_AVAILABLE},
        {"at the mercy of", "AT THE MERCY of others", CAS_CURE_MERCY},
        {"at the mercy", "AT THE MERCY of others", CAS_CURE_MERCY},
        {"mercy", "AT THE MERCY of others", CAS_CURE_MERCY},
        {"needs by breach", "NEEDS by breach", CAS_CURE_NEEDS_BY_BREACH},
        {"needs by right", "NEEDS by right", CAS_CURE_NEEDS_BY_RIGHT},
        {"needs", "NEEDS by right", CAS_CURE_NEEDS_BY_RIGHT},
    };
    while (isspace((unsigned char)*words))
        words++;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const char *rest = after_words(words, known[i].words);
        *out = (cas_cure_wanted){.word = known[i].word, .words = known[i].shown};
        if (!rest || !read_day(rest, out))
            continue;
        if (out->has_day)
            out->words = cas_format(arena, "%s by day %.12g", known[i].shown, out->days);
        return true;
    }
    return false;
}

/* ---- One occasion ---------------------------------------------------------------------------------------------------------- */

static cas_tick latest_of(const cas_cure_wanted *wanted, const cas_instance *instance)
{
    if (!wanted->has_day)
        return CAS_NEVER;
    const double ticks = wanted->days * 24 / instance->tick_hours + 1e-9;
    return ticks < 1e15 ? (cas_tick)ticks : CAS_NEVER;
}

cas_truth cas_cure_is_enough(cas_arena *arena, const cas_agreement *agreement, const cas_question *question,
                             const cas_cure_wanted *wanted, const int *choice, const cas_occasion *occasion)
{
    const cas_instance *instance = cas_instance_build(arena, agreement, choice, occasion);
    const int enough = cas_cure_enough(arena, instance, &instance->goals[question->goal], occasion->attacker,
                                       wanted->word, latest_of(wanted, instance));
    return enough < 0 ? CAS_OPEN : enough ? CAS_TRUE : CAS_FALSE;
}

static cas_truth both(cas_truth a, cas_truth b)
{
    return a == CAS_FALSE || b == CAS_FALSE ? CAS_FALSE : a == CAS_OPEN || b == CAS_OPEN ? CAS_OPEN : CAS_TRUE;
}

/* ---- The whole answer ------------------------------------------------------------------------------------------------------ */

/* From best to worst, as cas_cure_word; 5: impossible, 6: undecided. */
static int rank_of(const cas_verdict *verdict)
{
    switch (verdict->word) {
    case CAS_ASSURED: return CAS_CURE_ASSURED;
    case CAS_AVAILABLE: return CAS_CURE_AVAILABLE;
    case CAS_AT_THE_MERCY: return CAS_CURE_MERCY;
    case CAS_NEEDS: return verdict->by_right ? CAS_CURE_NEEDS_BY_RIGHT : CAS_CURE_NEEDS_BY_BREACH;
    case CAS_IMPOSSIBLE: return CAS_CURE_NEEDS_BY_RIGHT + 1;
    case CAS_UNDECIDED: return CAS_CURE_NEEDS_BY_RIGHT + 2;
    }
    return CAS_CURE_NEEDS_BY_RIGHT + 2;
}

cas_truth cas_cure_meets(const cas_cure_wanted *wanted, const cas_instance *instance, const cas_verdict *verdict)
{
    if (verdict->word == CAS_UNDECIDED)
        return CAS_OPEN;
    if (rank_of(verdict) > (int)wanted->word)
        return CAS_FALSE;
    return wanted->has_day && verdict->tick > latest_of(wanted, instance) ? CAS_FALSE : CAS_TRUE;
}

const char *cas_cure_statement(cas_arena *arena, const cas_cure_wish *wish)
{
    return cas_format(arena, "ask verdict of %s%s%s%s%s", wish->goal, wish->incident ? " on " : "",
                      wish->incident ? wish->incident : "", wish->by ? " by " : "", wish->by ? wish->by : "");
}

cas_question_options cas_cure_options(cas_arena *arena, const cas_cure_wish *wish, const cas_cure_edit *const *edits,
                                      int count)
{
    cas_question_options options = {.draft = wish->draft, .setting_count = wish->setting_count};
    cas_chosen *settings = CAS_ARRAY(arena, cas_chosen, (size_t)wish->setting_count + 1);
    for (int s = 0; s < wish->setting_count; s++) {
        settings[s] = wish->settings[s];
        for (int e = 0; e < count; e++)
            if (edits[e]->of_setting && edits[e]->dimension == settings[s].dimension)
                settings[s].alternative = edits[e]->alternative;
    }
    options.settings = settings;
    return options;
}

cas_combinations cas_cure_packages(cas_arena *arena, const cas_agreement *agreement,
                                   const cas_question_options *options, const bool *dimensions)
{
    const cas_condition **conditions = CAS_ARRAY(arena, const cas_condition *, (size_t)options->setting_count + 2);
    size_t count = 0;
    if (options->draft >= 0)
        conditions[count++] = agreement->drafts[options->draft].condition;
    else if (!options->setting_count)
        conditions[count++] = cas_packages_of_drafts(arena, agreement);
    for (int s = 0; s < options->setting_count; s++)
        conditions[count++] = cas_condition_is(arena, options->settings[s].dimension, options->settings[s].alternative);
    const cas_combinations list =
        cas_combinations_list(arena, agreement, dimensions, conditions, count, CAS_MAX_COMBINATIONS);
    if (list.too_many)
        cas_fail(arena->ctx, CAS_E_BUDGET,
                 "more than %d combinations of alternatives to be looked at; choose some with --set",
                 CAS_MAX_COMBINATIONS);
    return list;
}

static bool is_worse(const cas_verdict *a, const cas_verdict *b)
{
    return rank_of(a) != rank_of(b) ? rank_of(a) > rank_of(b) : a->tick > b->tick;
}

bool cas_cure_keep_worse(cas_cure_verdict *worst, const cas_verdict *verdict)
{
    const bool differs =
        worst->verdict && (rank_of(verdict) != rank_of(worst->verdict) || verdict->tick != worst->verdict->tick);
    worst->several |= differs;
    if (worst->verdict && !is_worse(verdict, worst->verdict))
        return false;
    worst->verdict = verdict;
    return true;
}

cas_cure_verdict cas_cure_worst(const cas_case *answers)
{
    cas_cure_verdict worst = {0};
    for (int r = 0; r < answers->row_count; r++)
        if (cas_cure_keep_worse(&worst, answers->rows[r].verdict))
            worst.instance = answers->rows[r].instance;
    return worst;
}

cas_cure_outcome cas_cure_run(cas_arena *arena, const cas_agreement *agreement, const cas_question *question,
                              const cas_cure_wanted *wanted, const cas_question_options *options)
{
    const cas_answered *answered = cas_question_answer(arena, agreement, question, options);
    cas_cure_outcome outcome = {.enough = CAS_TRUE, .elsewhere = answered->elsewhere, .needs = answered->needs};
    for (int c = 0; c < answered->case_count; c++) {
        const cas_cure_verdict worst = cas_cure_worst(&answered->cases[c]);
        for (int r = 0; r < answered->cases[c].row_count; r++) {
            const cas_row *row = &answered->cases[c].rows[r];
            outcome.enough = both(outcome.enough, cas_cure_meets(wanted, row->instance, row->verdict));
            outcome.named = cas_set_or(outcome.named, row->verdict->of);
        }
        const bool worse = !outcome.worst.verdict || (worst.verdict && is_worse(worst.verdict, outcome.worst.verdict));
        const bool several =
            outcome.worst.several || worst.several ||
            (outcome.worst.verdict && worst.verdict && (worse || is_worse(outcome.worst.verdict, worst.verdict)));
        if (worse)
            outcome.worst = worst;
        outcome.worst.several = several;
    }
    if (!outcome.worst.verdict)
        outcome.enough = answered->elsewhere ? CAS_FALSE : CAS_OPEN;
    return outcome;
}
