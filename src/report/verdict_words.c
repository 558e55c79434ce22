/*
 * Verdicts in words, for a reader who has never programmed: first the word of the verdict with its day and whom it names, then
 * what it means for someone who has to rely on the text.
 */
#include "report/words.h"

/* What tells apart two verdicts of the same word. */
static const char *addition(cas_arena *arena, const cas_instance *instance, const cas_verdict *verdict)
{
    switch (verdict->word) {
    case CAS_ASSURED: return cas_set_is_empty(&verdict->breakable_by) ? "" : ", breakable by breach";
    case CAS_AVAILABLE: return verdict->tolerates > 0 ? cas_format(arena, ", tolerates %d", verdict->tolerates) : "";
    case CAS_AT_THE_MERCY:
    case CAS_NEEDS:
        return verdict->tick > 0 && verdict->tick < CAS_NEVER
                   ? cas_format(arena, "; unless stopped, %s", cas_day_words(arena, instance, verdict->tick))
                   : "";
    case CAS_IMPOSSIBLE:
    case CAS_UNDECIDED: return "";
    }
    return "";
}

const char *cas_verdict_about(cas_arena *arena, const cas_instance *instance, const cas_verdict *verdict,
                              const char *of)
{
    const char *day = cas_day_words(arena, instance, verdict->tick), *more = addition(arena, instance, verdict);
    switch (verdict->word) {
    case CAS_ASSURED: return cas_format(arena, "ASSURED by %s%s", day, more);
    case CAS_AVAILABLE: return cas_format(arena, "AVAILABLE from %s%s", day, more);
    case CAS_AT_THE_MERCY: return cas_format(arena, "AT THE MERCY OF %s%s", of, more);
    case CAS_NEEDS: return cas_format(arena, "NEEDS %s %s%s", of, verdict->by_right ? "by right" : "by breach", more);
    case CAS_IMPOSSIBLE: return "IMPOSSIBLE";
    case CAS_UNDECIDED: return "UNDECIDED";
    }
    return "";
}

const char *cas_verdict_short(cas_arena *arena, const cas_instance *instance, const cas_verdict *verdict)
{
    return cas_verdict_about(arena, instance, verdict, cas_set_words(arena, instance, &verdict->of));
}

/* "A", "either A or B", "any one of A, B and C" */
static const char *or_word(cas_arena *arena, const cas_instance *instance, const cas_set *set)
{
    const int count = cas_set_count(set);
    if (count <= 2)
        return cas_format(arena, "%s%s", count == 2 ? "either " : "", cas_party_list(arena, instance, set, "or"));
    return cas_format(arena, "any one of %s", cas_party_list(arena, instance, set, "and"));
}

static void put_assured(cas_builder *out, const cas_instance *instance, const cas_verdict *verdict, const char *by)
{
    cas_puts(out, "The text alone delivers it, even if ");
    if (by)
        cas_putf(out, "%s resists and ", by);
    cas_putf(out, "all %s do no more than they must, as late as they may.", by ? "others" : "parties");
    if (cas_set_is_empty(&verdict->breakable_by))
        cas_putf(out, " No single %sparty can break it, not even by breach.", by ? "other " : "");
    else
        cas_putf(out, " Breakable only by breach of %s: %s can still stop it, by breaking the agreement.",
                 cas_set_words(out->arena, instance, &verdict->breakable_by),
                 or_word(out->arena, instance, &verdict->breakable_by));
}

static void put_available(cas_builder *out, const cas_instance *instance, const cas_verdict *verdict, const char *by)
{
    if (by)
        cas_putf(out, "It can be had even if %s resists, as long as the others help; none of them alone can stop it.",
                 by);
    else
        cas_puts(out, "It can be had if all help, and no single party can stop it.");
    if (verdict->tolerates == 0)
        cas_puts(out, " But it is not assured: the text does not oblige enough of them.");
    else
        cas_puts(out, " But it is not assured: those who do only what they must need not bring it about.");
    if (verdict->tolerates == 1)
        cas_putf(out, " Tolerates 1: whichever %s resists as well, it can still be had.", by ? "other" : "party");
    if (verdict->tolerates > 1)
        cas_putf(out, " Tolerates %d: whichever %d %s resist as well, it can still be had.", verdict->tolerates,
                 verdict->tolerates, by ? "others" : "parties");
    if (verdict->slowest < CAS_NEVER && verdict->slowest > verdict->tick)
        cas_putf(out, " If one %s resists, it may take until %s.", by ? "other" : "party",
                 cas_day_words(out->arena, instance, verdict->slowest));
}

static void put_mercy(cas_builder *out, const cas_instance *instance, const cas_verdict *verdict, const char *by)
{
    if (by)
        cas_putf(out, "If all others help it is reached on %s, even if %s resists; but ",
                 cas_day_words(out->arena, instance, verdict->tick), by);
    else
        cas_putf(out, "If all help it is reached on %s; but ", cas_day_words(out->arena, instance, verdict->tick));
    cas_putf(out, "%s can stop it.", or_word(out->arena, instance, &verdict->of));
}

static void put_needs(cas_builder *out, const cas_instance *instance, const cas_verdict *verdict)
{
    const char *who = cas_party_list(out->arena, instance, &verdict->of, "and");
    if (verdict->by_right)
        cas_putf(out, "%s can stop it without breaking the agreement, even if all others help.", who);
    else
        cas_putf(out, "%s can stop it even if all others help, but only by breaking the agreement.", who);
    if (verdict->tick < CAS_NEVER)
        cas_putf(out, " If %s helps too, it is reached on %s.", who,
                 cas_day_words(out->arena, instance, verdict->tick));
}

static void put_undecided(cas_builder *out, const cas_instance *instance, const cas_verdict *verdict)
{
    cas_putf(out, "The limits did not allow an answer%s%s.", verdict->needs ? ": it needs " : "",
             verdict->needs ? verdict->needs : "");
    if (verdict->known.low < verdict->known.high)
        cas_putf(out, " What is known: not before %s.", cas_day_words(out->arena, instance, verdict->known.low));
}

const char *cas_verdict_long(cas_arena *arena, const cas_instance *instance, const cas_verdict *verdict, const char *by)
{
    cas_builder out = {.arena = arena};
    switch (verdict->word) {
    case CAS_ASSURED: put_assured(&out, instance, verdict, by); break;
    case CAS_AVAILABLE: put_available(&out, instance, verdict, by); break;
    case CAS_AT_THE_MERCY: put_mercy(&out, instance, verdict, by); break;
    case CAS_NEEDS: put_needs(&out, instance, verdict); break;
    case CAS_IMPOSSIBLE: cas_puts(&out, "The text never delivers it, even if all help."); break;
    case CAS_UNDECIDED: put_undecided(&out, instance, verdict); break;
    }
    return cas_built_string(&out);
}
