/* Cures in words: what the text and the JSON of `casus cure` both say. */
#include "report/cure_report.h"

#include "model/model.h"
#include "report/words.h"

const char *cas_cure_verdict_words(cas_arena *arena, const cas_cured *cured, const cas_cure_verdict *found)
{
    if (!found->verdict)
        return "none";
    const bool about_one = cured->wish.by && cas_model_party(cured->agreement, cas_text_of(cured->wish.by)) >= 0;
    const cas_set attacker =
        found->instance->attacker >= 0 ? cas_set_single(found->instance->attacker) : cas_set_empty();
    if (!about_one && found->verdict->word == CAS_NEEDS && cas_set_equal(&found->verdict->of, &attacker))
        return cas_verdict_about(arena, found->instance, found->verdict, "{the attacker}");
    return cas_verdict_short(arena, found->instance, found->verdict);
}

const char *cas_cure_asked_words(cas_arena *arena, const cas_cured *cured, const char *goal, const char *by)
{
    const char *incident = cured->wish.incident;
    return cas_format(arena, "%s%s%s%s%s", goal, incident ? " on " : "", incident ? incident : "",
                      incident && by ? " by " : "", incident && by ? by : "");
}

const char *cas_cure_cost_bearer(const cas_cured *cured, const cas_cure_cost *cost)
{
    if (cost->kind == CAS_CURE_COSTS_RED_LINE)
        return cured->agreement->positions[cost->position].name;
    return cost->party < 0 ? NULL : cured->agreement->parties[cost->party].name;
}

const char *cas_cure_cost_question(cas_arena *arena, const cas_cured *cured, const cas_cure_cost *cost)
{
    const cas_agreement *agreement = cured->agreement;
    switch (cost->kind) {
    case CAS_CURE_COSTS_VETO:
        return cas_format(arena, "can it alone stop %s",
                          cas_cure_asked_words(arena, cured, agreement->goals[cost->goal].name, cured->wish.by));
    case CAS_CURE_COSTS_VERDICT:
        return cas_format(arena, "verdict of %s",
                          cas_cure_asked_words(arena, cured, agreement->goals[cost->goal].name,
                                               agreement->parties[cost->party].name));
    case CAS_CURE_COSTS_GOAL:
        return cas_format(arena, "verdict of %s",
                          cas_cure_asked_words(arena, cured, agreement->goals[cost->goal].name, cured->wish.by));
    case CAS_CURE_COSTS_DUTY: return cas_format(arena, "does it owe this (clause %s): %s", cost->label, cost->duty);
    case CAS_CURE_COSTS_RED_LINE:
        return cas_format(arena, "is its red line crossed: %s",
                          agreement->positions[cost->position].stands[cost->stand].words);
    }
    return "";
}

static const char *answer_words(cas_arena *arena, const cas_cured *cured, const cas_cure_cost *cost, int value,
                                const cas_cure_verdict *verdict)
{
    static const char *const stops[] = {[CAS_CURE_CANNOT_STOP] = "no",
                                        [CAS_CURE_STOPS_BY_BREACH] = "yes, by breach",
                                        [CAS_CURE_STOPS_LAWFULLY] = "yes, lawfully"};
    switch (cost->kind) {
    case CAS_CURE_COSTS_VETO: return stops[value];
    case CAS_CURE_COSTS_VERDICT:
    case CAS_CURE_COSTS_GOAL: return cas_cure_verdict_words(arena, cured, verdict);
    case CAS_CURE_COSTS_DUTY:
    case CAS_CURE_COSTS_RED_LINE: return value ? "yes" : "no";
    }
    return "";
}

const char *cas_cure_cost_before(cas_arena *arena, const cas_cured *cured, const cas_cure_cost *cost)
{
    return answer_words(arena, cured, cost, cost->before, &cost->was);
}

const char *cas_cure_cost_after(cas_arena *arena, const cas_cured *cured, const cas_cure_cost *cost)
{
    return answer_words(arena, cured, cost, cost->after, &cost->is);
}

const char *cas_cure_tried_words(cas_arena *arena, const cas_cured *cured)
{
    cas_builder out = {.arena = arena};
    if (cured->already)
        return "nothing: the text as it stands has the verdict already";
    if (!cured->menu)
        return "nothing";
    cas_putf(&out, "%d possible edits at %d places of the text; ", cured->menu->count, cured->menu->places);
    if (cured->complete_to == cured->wish.most_edits)
        cas_putf(&out, "every set of up to %d of them", cured->wish.most_edits);
    else if (cured->complete_to)
        cas_putf(&out, "every set of up to %d of them, and some larger ones", cured->complete_to);
    else
        cas_puts(&out, "some of them, one by one");
    cas_putf(&out, " (%zu sets, %zu texts run)", cured->sets, cured->runs);
    if (cured->undecided)
        cas_putf(&out, "; %zu sets stayed undecided", cured->undecided);
    return cas_built_string(&out);
}
