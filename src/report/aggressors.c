/*
 * Aggressors with the same answers, gathered: see aggressors.h.
 *
 * Two cases are the same if their rows are equal, choices and answers. They are the same but for the aggressor if that is so when
 * every set is read together with the aggressor, and it is noted whether the aggressor itself was in it: {FR, GB} for CN and
 * {CN, GB} for FR are both "CN, FR, GB except the attacker".
 */
#include "report/aggressors.h"

#include "report/words.h"

static void put_set(cas_builder *out, cas_set set, int by, bool renamed)
{
    if (renamed && by >= 0) {
        cas_putc(out, cas_set_has(&set, by) ? '+' : '-');
        cas_set_add(&set, by);
        /* Alone, the aggressor is just that, whoever it is. */
        if (cas_set_count(&set) == 1)
            return;
    }
    for (int p = cas_set_next(&set, 0); p >= 0; p = cas_set_next(&set, p + 1))
        cas_putf(out, "%d,", p);
}

static void put_verdict(cas_builder *out, const cas_row *row, bool renamed)
{
    const cas_verdict *verdict = row->verdict;
    cas_putf(out, "%d %lld %d %d %lld ", (int)verdict->word, (long long)verdict->tick, verdict->by_right,
             verdict->tolerates, (long long)verdict->slowest);
    put_set(out, verdict->of, row->by, renamed);
    cas_putc(out, ' ');
    put_set(out, verdict->breakable_by, row->by, renamed);
}

/* All that a reader is told of a case, as one text. */
static const char *profile_of(cas_arena *arena, const cas_question *question, const cas_case *answers, bool renamed)
{
    cas_builder out = {.arena = arena};
    for (int r = 0; r < answers->row_count; r++) {
        const cas_row *row = &answers->rows[r];
        for (int c = 0; c < row->choice_count; c++)
            cas_putf(&out, "%d=%d,", row->choices[c].dimension, row->choices[c].alternative);
        cas_putf(&out, "|%d|%d|", (int)row->truth, row->group);
        if (question->kind == CAS_QUESTION_VERDICT)
            put_verdict(&out, row, renamed);
        else if (question->kind == CAS_QUESTION_GOAL)
            cas_putf(&out, "%lld %lld", (long long)row->value.low, (long long)row->value.high);
        else
            put_set(&out, row->able, row->by, false);
        cas_putc(&out, ';');
    }
    return cas_built_string(&out);
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
    const char **plain = CAS_ARRAY(arena, const char *, cases + 1),
               **renamed = CAS_ARRAY(arena, const char *, cases + 1);
    for (int c = 0; c < cases; c++) {
        plain[c] = profile_of(arena, answered->question, &answered->cases[c], false);
        renamed[c] = profile_of(arena, answered->question, &answered->cases[c], true);
    }
    *count = 0;
    for (int c = 0; c < cases; c++) {
        if (taken[c])
            continue;
        const cas_case **members = CAS_ARRAY(arena, const cas_case *, cases - c);
        int alike = 1, named = 1;
        const bool gathers = can_gather(answered->question) && !answered->cases[c].unknown;
        for (int d = c + 1; gathers && d < cases; d++) {
            alike += !taken[d] && cas_text_equal(cas_text_of(plain[c]), cas_text_of(plain[d]));
            named += !taken[d] && cas_text_equal(cas_text_of(renamed[c]), cas_text_of(renamed[d]));
        }
        cas_gathering *gathering = &gatherings[(*count)++];
        gathering->renamed = alike == 1 && named > 1;
        const char **profiles = gathering->renamed ? renamed : plain;
        gathering->cases = members;
        members[gathering->count++] = &answered->cases[c];
        for (int d = c + 1; gathers && d < cases; d++)
            if (!taken[d] && cas_text_equal(cas_text_of(profiles[c]), cas_text_of(profiles[d]))) {
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
