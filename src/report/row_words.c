/* One answer in the words of a table, and the aggressor it speaks of: see verdict_rows.h. */
#include "report/verdict_rows.h"

#include "report/words.h"

enum { MOST_SETS_IN_A_CELL = 12 };

const char *cas_aggressor_name(const cas_agreement *agreement, const cas_question *question, int by)
{
    switch (question->by_kind) {
    case CAS_ON_NOTHING:
    case CAS_ON_EVENT:
    case CAS_ON_INCIDENT: return NULL;
    case CAS_ON_ATTACK_BY_ONE:
    case CAS_ON_ATTACK_BY_EACH:
    case CAS_ON_ATTACK_UNSAID:
    case CAS_ON_ATTACK_UNKNOWN: break;
    }
    return by >= 0 ? agreement->parties[by].name : "an outsider";
}

static const char *goal_words(cas_arena *arena, const cas_row *row)
{
    const cas_value *value = &row->value;
    if (value->low != value->high)
        return cas_format(arena, "%s: not before %s", cas_truth_words(row->truth),
                          cas_day_words(arena, row->instance, value->low));
    if (value->low >= CAS_NEVER)
        return cas_format(arena, "%s: never reached", cas_truth_words(row->truth));
    return cas_format(arena, "%s: reached on %s", cas_truth_words(row->truth),
                      cas_day_words(arena, row->instance, value->low));
}

static const char *blocking_words(cas_arena *arena, const cas_question *question, const cas_row *row)
{
    const char *how = question->lawful ? " without breaking the agreement" : "";
    if (row->truth == CAS_OPEN)
        return "undecided";
    if (question->kind == CAS_QUESTION_BLOCKED)
        return cas_format(arena, "%s %s stop it", cas_party_list(arena, row->instance, &row->able, "and"),
                          row->truth == CAS_TRUE ? "can" : "cannot");
    if (row->truth == CAS_TRUE)
        return cas_format(arena, "none of them can stop it%s", how);
    return cas_format(arena, "%s can stop it%s", cas_party_list(arena, row->instance, &row->able, "and"), how);
}

const char *cas_row_words(cas_arena *arena, const cas_question *question, const cas_row *row)
{
    switch (question->kind) {
    case CAS_QUESTION_GOAL: return goal_words(arena, row);
    case CAS_QUESTION_VERDICT: return cas_verdict_short(arena, row->instance, row->verdict);
    case CAS_QUESTION_SETS: return cas_family_words(arena, row->instance, row->family, MOST_SETS_IN_A_CELL);
    case CAS_QUESTION_NOBODY:
    case CAS_QUESTION_BLOCKED: return blocking_words(arena, question, row);
    case CAS_QUESTION_NO_CONFLICT:
    case CAS_QUESTION_NO_IDLE_CLAUSE:
    case CAS_QUESTION_NO_CIRCULAR_WAIT:
    case CAS_QUESTION_POWER:
    case CAS_QUESTION_SETTLEMENT:
    case CAS_QUESTION_STABILITY: return "";
    }
    return "";
}

cas_ink cas_verdict_ink(const cas_verdict *verdict)
{
    switch (verdict->word) {
    case CAS_ASSURED: return CAS_INK_GOOD;
    case CAS_AVAILABLE:
    case CAS_AT_THE_MERCY:
    case CAS_UNDECIDED: return CAS_INK_DOUBT;
    case CAS_NEEDS:
    case CAS_IMPOSSIBLE: return CAS_INK_BAD;
    }
    return CAS_INK_PLAIN;
}

cas_ink cas_row_ink(const cas_question *question, const cas_row *row)
{
    if (question->kind != CAS_QUESTION_VERDICT)
        return row->truth == CAS_OPEN ? CAS_INK_DOUBT : CAS_INK_PLAIN;
    return cas_verdict_ink(row->verdict);
}
