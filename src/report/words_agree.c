/* Packages, red lines and counts of a settlement in words: what the text, the tables and `casus check` share. */
#include "report/agree_report.h"

const char *cas_agree_package_words(cas_arena *arena, const cas_agreement *agreement, const int *choice)
{
    cas_builder out = {.arena = arena};
    for (int d = 0; d < agreement->issue_count; d++)
        if (choice[d] >= 0)
            cas_putf(&out, "%s%s = %s", out.length ? ", " : "", agreement->dimensions[d].name,
                     agreement->dimensions[d].alternatives[choice[d]].name);
    return out.length ? cas_built_string(&out) : "the package without issues";
}

const char *cas_agree_notes_words(cas_arena *arena, const cas_agreement *agreement, const cas_notes *notes)
{
    cas_builder out = {.arena = arena};
    for (int n = 0; n < notes->count; n++) {
        const cas_note_form *note = &notes->items[n];
        cas_puts(&out, out.length ? "; " : "");
        if (note->source < 0)
            cas_putf(&out, "assumed: %s", note->words);
        else
            cas_putf(&out, "%s %s", agreement->sources[note->source].name, note->locator);
    }
    return out.length ? cas_built_string(&out) : "";
}

const char *cas_agree_count_words(cas_arena *arena, const cas_count_of *count)
{
    return count->known ? cas_big_string(arena, count->number) : "?";
}

static const char *without_words(cas_arena *arena, const cas_settlement *settlement)
{
    cas_builder out = {.arena = arena};
    for (int p = 0; p < settlement->talks->agreement->position_count; p++)
        if (settlement->shares[p].out)
            cas_putf(&out, "%s%s", out.length ? ", " : "without ", settlement->talks->agreement->positions[p].name);
    return out.length ? cas_format(arena, ", %s", cas_built_string(&out)) : "";
}

const char *cas_agree_sentence(cas_arena *arena, const cas_settlement *settlement)
{
    const char *of = cas_agree_count_words(arena, &settlement->packages), *without = without_words(arena, settlement);
    const cas_exploration *why = &settlement->exploration;
    if (settlement->exists < 0)
        return cas_format(arena, "undecided%s: %s", without,
                          settlement->omitted_count ? settlement->omitted[0].needs : "a larger search");
    if (settlement->exists > 0)
        return settlement->settlements.known
                   ? cas_format(arena, "%s of %s packages settle%s",
                                cas_big_string(arena, settlement->settlements.number), of, without)
                   : cas_format(arena, "some of %s packages settle%s", of, without);
    return cas_format(arena, "none of %s packages settles%s; irreducible conflicts: %s%s; minimal concessions: %s%s",
                      of, without, why->complete ? "" : "at least ", cas_big_string(arena, why->conflicts.total),
                      why->complete ? "" : "at least ", cas_big_string(arena, why->concessions.total));
}
