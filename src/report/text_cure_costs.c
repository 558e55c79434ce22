/*
 * What a cure changes besides, for reading: vetoes, duties, red lines, what the goal is worth when another is the aggressor, other goals.
 *
 * Whatever can be said of several parties or goals in one sentence is: first parties with the same change are gathered, then goals with the
 * same change for the same parties.
 */
#include "report/cure_report.h"

#include "report/words.h"

#include <string.h>

typedef struct cost_page {
    cas_page *page;
    cas_arena *arena;
    int indent;
    const cas_cured *cured;
    const cas_cure *cure;
    bool *told; /* per cost */
} cost_page;

static void say(const cost_page *p, const char *sentence)
{
    cas_page_fill(p->page, p->indent, p->indent + 2, sentence);
}

static const char *listed(cas_arena *arena, const char *const *names, int count, const char *last)
{
    cas_builder out = {.arena = arena};
    for (int i = 0; i < count; i++)
        cas_putf(&out, "%s%s", i == 0 ? "" : i == count - 1 ? last : ", ", names[i]);
    return cas_built_string(&out);
}

/* The names of all parties with a cost of this kind that says the same; marks them as told where wanted. */
static const char *gathered(const cost_page *p, size_t first,
                            bool (*same)(const cas_cure_cost *, const cas_cure_cost *), const char *last, bool telling,
                            int *count)
{
    const char **names = CAS_ARRAY(p->arena, const char *, p->cure->cost_count + 1);
    const cas_cure_cost *cost = &p->cure->costs[first];
    *count = 0;
    for (int party = 0; party < p->cured->agreement->party_count; party++)
        for (size_t c = first; c < p->cure->cost_count; c++) {
            const cas_cure_cost *other = &p->cure->costs[c];
            if (other->kind != cost->kind || other->party != party || !same(cost, other))
                continue;
            names[(*count)++] = p->cured->agreement->parties[party].name;
            p->told[c] |= telling;
        }
    return listed(p->arena, names, *count, last);
}

/* ---- Vetoes ---------------------------------------------------------------------------------------------------------------- */

static bool same_veto(const cas_cure_cost *a, const cas_cure_cost *b)
{
    return a->goal == b->goal && a->before == b->before && a->after == b->after;
}

static const char *veto_change(const cas_cure_cost *cost, bool several)
{
    if (cost->after == CAS_CURE_CANNOT_STOP)
        return cost->before == CAS_CURE_STOPS_LAWFULLY
                   ? several ? "could each alone stop %s without breaking the text; now none of them alone can"
                             : "could alone stop %s without breaking the text; now it cannot"
               : several ? "could each alone stop %s by breaking the text; now none of them alone can"
                         : "could alone stop %s by breaking the text; now it cannot";
    if (cost->before == CAS_CURE_CANNOT_STOP)
        return cost->after == CAS_CURE_STOPS_LAWFULLY
                   ? several ? "could none of them alone stop %s; now each can, without breaking the text"
                             : "could not alone stop %s; now it can, without breaking the text"
               : several ? "could none of them alone stop %s; now each can, by breaking the text"
                         : "could not alone stop %s; now it can, by breaking the text";
    return cost->after == CAS_CURE_STOPS_BY_BREACH
               ? several ? "could each alone stop %s without breaking the text; now only by breaking it"
                         : "could alone stop %s without breaking the text; now only by breaking it"
           : several ? "could each alone stop %s only by breaking the text; now without"
                     : "could alone stop %s only by breaking the text; now without";
}

static void put_change(cas_builder *out, const char *change, const char *goals)
{
    const char *place = strstr(change, "%s");
    cas_put(out, (cas_text){change, (size_t)(place - change)});
    cas_puts(out, goals);
    cas_puts(out, place + 2);
}

/* Goals whose vetoes change alike for the same parties share a sentence. */
static void tell_vetoes(cost_page *p, size_t first)
{
    const cas_cure_cost *cost = &p->cure->costs[first];
    int count, other_count, goal_count = 0;
    const char *parties = gathered(p, first, same_veto, " and ", true, &count);
    const char **goals = CAS_ARRAY(p->arena, const char *, (size_t)p->cured->agreement->goal_count + 1);
    goals[goal_count++] = p->cured->agreement->goals[cost->goal].name;
    for (size_t c = first + 1; c < p->cure->cost_count; c++) {
        const cas_cure_cost *other = &p->cure->costs[c];
        if (p->told[c] || other->kind != cost->kind || other->before != cost->before || other->after != cost->after ||
            strcmp(gathered(p, c, same_veto, " and ", false, &other_count), parties) != 0)
            continue;
        gathered(p, c, same_veto, " and ", true, &other_count);
        goals[goal_count++] = p->cured->agreement->goals[other->goal].name;
    }
    cas_builder out = {.arena = p->arena};
    cas_putf(&out, "%s ", parties);
    put_change(&out, veto_change(cost, count > 1), listed(p->arena, goals, goal_count, " and "));
    cas_putc(&out, '.');
    say(p, cas_built_string(&out));
}

/* ---- Duties and red lines -------------------------------------------------------------------------------------------------- */

static bool same_duty(const cas_cure_cost *a, const cas_cure_cost *b)
{
    return a->after == b->after && strcmp(a->label, b->label) == 0 && strcmp(a->duty, b->duty) == 0;
}

static void tell_duty(cost_page *p, size_t first)
{
    const cas_cure_cost *cost = &p->cure->costs[first];
    int count;
    const char *parties = gathered(p, first, same_duty, " and ", true, &count);
    say(p, cas_format(p->arena, "%s %s owe%s what clause %s %s: %s.", parties, cost->after ? "now" : "no longer",
                      count > 1 ? "" : "s", cost->label, cost->after ? "says" : "said", cost->duty));
}

static void tell_red_line(cost_page *p, size_t c)
{
    const cas_cure_cost *cost = &p->cure->costs[c];
    const cas_position *position = &p->cured->agreement->positions[cost->position];
    const cas_stand *stand = &position->stands[cost->stand];
    p->told[c] = true;
    say(p, cas_format(p->arena, "A red line of %s is %s (line %d): %s.", position->name,
                      cost->after ? "now crossed" : "no longer crossed", stand->line, stand->words));
}

/* ---- Verdicts -------------------------------------------------------------------------------------------------------------- */

static cas_set with_party(const cas_cure_verdict *verdict, int party)
{
    cas_set set = verdict->verdict->of;
    cas_set_add(&set, party);
    return set;
}

/* Whom a verdict speaks of, in words that can be the same for several aggressors. */
static const char *of_words(const cost_page *p, const cas_cure_cost *cost, const cas_cure_verdict *verdict, bool before)
{
    const cas_set single = cas_set_single(cost->party), wider = with_party(verdict, cost->party);
    if (cas_set_equal(&verdict->verdict->of, &single))
        return "{the attacker}";
    for (size_t c = 0; c < p->cure->cost_count; c++) {
        const cas_cure_cost *other = &p->cure->costs[c];
        const cas_cure_verdict *theirs = before ? &other->was : &other->is;
        if (other->kind != cost->kind || other->party == cost->party || !theirs->verdict ||
            cas_set_has(&theirs->verdict->of, other->party))
            continue;
        const cas_set same = with_party(theirs, other->party);
        if (cas_set_equal(&same, &wider) && !cas_set_has(&verdict->verdict->of, cost->party))
            return cas_format(p->arena, "{the others of %s}",
                              cas_party_list(p->arena, verdict->instance, &wider, "and"));
    }
    return cas_set_words(p->arena, verdict->instance, &verdict->verdict->of);
}

static const char *verdict_words(const cost_page *p, const cas_cure_cost *cost, const cas_cure_verdict *verdict,
                                 bool before)
{
    if (!verdict->verdict)
        return "none";
    return cas_verdict_about(p->arena, verdict->instance, verdict->verdict, of_words(p, cost, verdict, before));
}

static void tell_as_aggressor(cost_page *p, size_t first)
{
    const cas_cure_cost *cost = &p->cure->costs[first];
    const char *was = verdict_words(p, cost, &cost->was, true), *is = verdict_words(p, cost, &cost->is, false);
    const char **names = CAS_ARRAY(p->arena, const char *, p->cure->cost_count + 1);
    int count = 0;
    for (size_t c = first; c < p->cure->cost_count; c++) {
        const cas_cure_cost *other = &p->cure->costs[c];
        if (other->kind != cost->kind || strcmp(verdict_words(p, other, &other->was, true), was) != 0 ||
            strcmp(verdict_words(p, other, &other->is, false), is) != 0)
            continue;
        names[count++] = p->cured->agreement->parties[other->party].name;
        p->told[c] = true;
    }
    say(p, cas_format(p->arena, "If %s is the aggressor, %s was %s; it is %s.", listed(p->arena, names, count, " or "),
                      p->cured->agreement->goals[cost->goal].name, was, is));
}

static void tell_goal(cost_page *p, size_t c)
{
    const cas_cure_cost *cost = &p->cure->costs[c];
    p->told[c] = true;
    say(p, cas_format(p->arena, "%s was %s; it is %s.", p->cured->agreement->goals[cost->goal].name,
                      cas_cure_verdict_words(p->arena, p->cured, &cost->was),
                      cas_cure_verdict_words(p->arena, p->cured, &cost->is)));
}

void cas_text_cure_costs(cas_page *page, int indent, const cas_cured *cured, const cas_cure *cure)
{
    cas_arena *arena = page->out->arena;
    cost_page p = {page, arena, indent, cured, cure, CAS_ARRAY(arena, bool, cure->cost_count + 1)};
    for (size_t c = 0; c < cure->cost_count; c++) {
        if (p.told[c])
            continue;
        switch (cure->costs[c].kind) {
        case CAS_CURE_COSTS_VETO: tell_vetoes(&p, c); break;
        case CAS_CURE_COSTS_DUTY: tell_duty(&p, c); break;
        case CAS_CURE_COSTS_RED_LINE: tell_red_line(&p, c); break;
        case CAS_CURE_COSTS_VERDICT: tell_as_aggressor(&p, c); break;
        case CAS_CURE_COSTS_GOAL: tell_goal(&p, c); break;
        }
    }
}
