/*
 * Aggressors with the same answers, gathered: see aggressors.h.
 *
 * Two cases are the same if their rows are equal, choices and answers. They are the same but for the aggressor if each set is either the same and holds
 * neither's aggressor, or the same when both are read together with the aggressor, which is in both or in neither: {FR, GB} for CN and
 * {CN, GB} for FR are both "CN, FR, GB except the attacker".
 */
#include "report/aggressors.h"

#include "report/words.h"

#include <stddef.h>

/* Equal, or equal but for who the aggressor is. */
static bool same_set(const cas_set *a, int by_a, const cas_set *b, int by_b, bool renamed)
{
    if (!renamed || by_a < 0 || by_b < 0)
        return cas_set_equal(a, b);
    const bool among_a = cas_set_has(a, by_a), among_b = cas_set_has(b, by_b);
    if (among_a != among_b)
        return false;
    if (!among_a && cas_set_equal(a, b))
        return true;
    /* Alone, the aggressor is just that, whoever it is. */
    if (among_a && cas_set_count(a) == 1 && cas_set_count(b) == 1)
        return true;
    cas_set with_a = *a, with_b = *b;
    cas_set_add(&with_a, by_a);
    cas_set_add(&with_b, by_b);
    return cas_set_equal(&with_a, &with_b);
}

static bool same_verdict(const cas_row *a, const cas_row *b, bool renamed)
{
    const cas_verdict *v = a->verdict, *w = b->verdict;
    return v->word == w->word && v->tick == w->tick && v->by_right == w->by_right && v->tolerates == w->tolerates &&
           v->slowest == w->slowest && same_set(&v->of, a->by, &w->of, b->by, renamed) &&
           same_set(&v->breakable_by, a->by, &w->breakable_by, b->by, renamed);
}

static bool same_row(const cas_question *question, const cas_row *a, const cas_row *b, bool renamed)
{
    if (a->choice_count != b->choice_count || a->truth != b->truth || a->group != b->group)
        return false;
    for (int c = 0; c < a->choice_count; c++)
        if (a->choices[c].dimension != b->choices[c].dimension || a->choices[c].alternative != b->choices[c].alternative)
            return false;
    if (question->kind == CAS_QUESTION_VERDICT)
        return same_verdict(a, b, renamed);
    if (question->kind == CAS_QUESTION_GOAL)
        return a->value.low == b->value.low && a->value.high == b->value.high;
    return cas_set_equal(&a->able, &b->able);
}

/* Does a reader hear the same of both? */
static bool same_case(const cas_question *question, const cas_case *a, const cas_case *b, bool renamed)
{
    bool same = a->row_count == b->row_count;
    for (int r = 0; same && r < a->row_count; r++)
        same = same_row(question, &a->rows[r], &b->rows[r], renamed);
    return same;
}

/* Families of sets are told for each aggressor on its own: their sets are what was asked for. */
static bool can_gather(const cas_question *question)
{
    return question->kind == CAS_QUESTION_VERDICT || question->kind == CAS_QUESTION_GOAL ||
           question->kind == CAS_QUESTION_NOBODY || question->kind == CAS_QUESTION_BLOCKED;
}

const cas_gathering *cas_gather_aggressors(cas_arena *arena, const cas_answered *answered, int *count)
{
    const int cases = answered->case_count;
    cas_gathering *gatherings = CAS_ARRAY(arena, cas_gathering, cases + 1);
    bool *taken = CAS_ARRAY(arena, bool, cases + 1);
    *count = 0;
    for (int c = 0; c < cases; c++) {
        if (taken[c])
            continue;
        const cas_case **members = CAS_ARRAY(arena, const cas_case *, cases - c);
        int alike = 1, named = 1;
        const bool gathers = can_gather(answered->question) && !answered->cases[c].unknown;
        for (int d = c + 1; gathers && d < cases; d++) {
            alike += !taken[d] && same_case(answered->question, &answered->cases[c], &answered->cases[d], false);
            named += !taken[d] && same_case(answered->question, &answered->cases[c], &answered->cases[d], true);
        }
        cas_gathering *gathering = &gatherings[(*count)++];
        gathering->renamed = alike < named;
        gathering->cases = members;
        members[gathering->count++] = &answered->cases[c];
        for (int d = c + 1; gathers && d < cases; d++)
            if (!taken[d] &&
                same_case(answered->question, &answered->cases[c], &answered->cases[d], gathering->renamed)) {
                taken[d] = true;
                members[gathering->count++] = &answered->cases[d];
            }
    }
    return gatherings;
}

static const char *renamed_set(cas_arena *arena, const cas_instance *instance, cas_set set, int by)
{
    const bool among = cas_set_has(&set, by);
    if (among && cas_set_count(&set) == 1)
        return "{the attacker}";
    cas_set_add(&set, by);
    return cas_format(arena, "%s%s", cas_set_words(arena, instance, &set), among ? "" : " except the attacker");
}

const char *cas_verdict_renamed(cas_arena *arena, const cas_instance *instance, const cas_verdict *verdict, int by)
{
    if (by >= 0 && (verdict->word == CAS_AT_THE_MERCY || verdict->word == CAS_NEEDS))
        return cas_verdict_about(arena, instance, verdict, renamed_set(arena, instance, verdict->of, by));
    return cas_verdict_short(arena, instance, verdict);
}

bool cas_gathering_names(const cas_gathering *gathering, const cas_row *row)
{
    const cas_case *first = gathering->cases[0];
    const ptrdiff_t at = row - first->rows;
    if (!gathering->renamed || at < 0 || at >= first->row_count || !row->verdict)
        return true;
    for (int c = 1; c < gathering->count; c++)
        if (!cas_set_equal(&gathering->cases[c]->rows[at].verdict->of, &row->verdict->of))
            return false;
    return true;
}

int cas_verdict_compare(const cas_verdict *a, const cas_verdict *b)
{
    const int badness = cas_verdict_badness(a) - cas_verdict_badness(b), named = cas_set_count(&a->of) - cas_set_count(&b->of),
              breakable = cas_set_count(&a->breakable_by) - cas_set_count(&b->breakable_by);
    if (badness)
        return badness;
    if (a->word == CAS_AT_THE_MERCY && named)
        return named;
    if (a->word == CAS_ASSURED && breakable)
        return breakable;
    if (a->word == CAS_AVAILABLE && a->tolerates != b->tolerates)
        return b->tolerates - a->tolerates;
    return a->tick > b->tick ? 1 : a->tick < b->tick ? -1 : 0;
}

const cas_row *cas_extreme_row(const cas_answered *answered, bool worst)
{
    const cas_row *found = NULL;
    for (int c = 0; c < answered->case_count; c++)
        for (int r = 0; r < answered->cases[c].row_count; r++) {
            const cas_row *row = &answered->cases[c].rows[r];
            const int difference = found ? cas_verdict_compare(row->verdict, found->verdict) : 0;
            if (!found || (worst ? difference > 0 : difference < 0))
                found = row;
        }
    return found;
}
