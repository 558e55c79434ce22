/* casus cure, for reading: each cure as the lines it changes, the verdict they bring, and what that costs whom. */
#include "report/cure_report.h"

#include "report/words.h"

#include <string.h>

enum { INDENT = 3 };

/* ---- Costs ----------------------------------------------------------------------------------------------------------------- */

static const char *names_of(cas_arena *arena, const cas_cured *cured, const int *parties, int count)
{
    cas_builder out = {.arena = arena};
    for (int i = 0; i < count; i++)
        cas_putf(&out, "%s%s", i == 0 ? "" : i == count - 1 ? " and " : ", ", cured->agreement->parties[parties[i]].name);
    return cas_built_string(&out);
}

static const char *goal_name(const cas_cured *cured, const cas_cure_cost *cost)
{
    return cured->agreement->goals[cost->goal].name;
}

/* "RU, which could stop assist lawfully, no longer can" */
static const char *veto_sentence(cas_arena *arena, const cas_cured *cured, const cas_cure_cost *cost, const char *who, bool several)
{
    const char *goal = goal_name(cured, cost), *each = several ? ", each alone" : " alone";
    if (cost->after == CAS_CURE_CANNOT_STOP)
        return cas_format(arena, "%s%s could stop %s %s; now %s.", who, each, goal,
                          cost->before == CAS_CURE_STOPS_LAWFULLY ? "without breaking the text" : "by breaking the text",
                          several ? "none of them can" : "it cannot");
    if (cost->before == CAS_CURE_CANNOT_STOP)
        return cas_format(arena, "%s%s could not stop %s; now %s can, %s.", who, each, goal, several ? "each of them" : "it",
                          cost->after == CAS_CURE_STOPS_LAWFULLY ? "without breaking the text" : "by breaking the text");
    if (cost->after == CAS_CURE_STOPS_BY_BREACH)
        return cas_format(arena, "%s%s could stop %s without breaking the text; now only by breaking it.", who, each, goal);
    return cas_format(arena, "%s%s could stop %s only by breaking the text; now without.", who, each, goal);
}

static const char *duty_sentence(cas_arena *arena, const cas_cure_cost *cost, const char *who, bool several)
{
    if (cost->after)
        return cas_format(arena, "%s now owe%s what clause %s says: %s.", who, several ? "" : "s", cost->label, cost->duty);
    return cas_format(arena, "%s no longer owe%s what clause %s said: %s.", who, several ? "" : "s", cost->label, cost->duty);
}

static const char *red_line_sentence(cas_arena *arena, const cas_cured *cured, const cas_cure_cost *cost)
{
    const cas_position *position = &cured->agreement->positions[cost->position];
    const cas_stand *stand = &position->stands[cost->stand];
    return cas_format(arena, "A red line of %s (line %d) is %s: %s.", position->name, stand->line,
                      cost->after ? "now crossed" : "no longer crossed", stand->words);
}

/* Costs that say the same of several parties are told together. */
static bool same_but_party(const cas_cure_cost *a, const cas_cure_cost *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == CAS_CURE_COSTS_VETO)
        return a->goal == b->goal && a->before == b->before && a->after == b->after;
    return a->kind == CAS_CURE_COSTS_DUTY && a->after == b->after && strcmp(a->label, b->label) == 0 &&
           strcmp(a->duty, b->duty) == 0;
}

static const char *verdict_sentence(cas_arena *arena, const cas_cured *cured, const cas_cure_cost *cost)
{
    const char *was = cas_cure_verdict_words(arena, &cost->was), *is = cas_cure_verdict_words(arena, &cost->is);
    if (cost->kind == CAS_CURE_COSTS_GOAL)
        return cas_format(arena, "%s: was %s, is %s.", goal_name(cured, cost), was, is);
    return cas_format(arena, "If %s is the aggressor: %s was %s, is %s.", cured->agreement->parties[cost->party].name,
                      goal_name(cured, cost), was, is);
}

static void tell_costs(cas_page *page, const cas_cured *cured, const cas_cure *cure)
{
    cas_arena *arena = page->out->arena;
    bool *told = CAS_ARRAY(arena, bool, cure->cost_count + 1);
    int *parties = CAS_ARRAY(arena, int, cure->cost_count + 1);
    for (size_t c = 0; c < cure->cost_count; c++) {
        const cas_cure_cost *cost = &cure->costs[c];
        int count = 0;
        if (told[c])
            continue;
        for (size_t d = c; d < cure->cost_count; d++)
            if (d == c || same_but_party(cost, &cure->costs[d])) {
                told[d] = true;
                parties[count++] = cure->costs[d].party;
            }
        const char *sentence = "";
        switch (cost->kind) {
        case CAS_CURE_COSTS_VETO:
            sentence = veto_sentence(arena, cured, cost, names_of(arena, cured, parties, count), count > 1);
            break;
        case CAS_CURE_COSTS_DUTY:
            sentence = duty_sentence(arena, cost, names_of(arena, cured, parties, count), count > 1);
            break;
        case CAS_CURE_COSTS_RED_LINE: sentence = red_line_sentence(arena, cured, cost); break;
        case CAS_CURE_COSTS_VERDICT:
        case CAS_CURE_COSTS_GOAL: sentence = verdict_sentence(arena, cured, cost); break;
        }
        cas_page_fill(page, INDENT + 2, INDENT + 4, sentence);
    }
}

/* ---- One cure -------------------------------------------------------------------------------------------------------------- */

static void tell_line(cas_page *page, const char *sign, const char *words, cas_ink ink)
{
    if (page->color)
        cas_page_ink(page, ink, "");
    cas_page_fill(page, INDENT + 2, INDENT + 4, cas_format(page->out->arena, "%s %s", sign, words));
}

static const char *place_words(cas_arena *arena, const cas_cure *cure, const cas_cure_line *line)
{
    const cas_cure_edit *edit = NULL;
    for (int e = 0; e < cure->count && !edit; e++)
        if (cure->edits[e]->line == line->line && strcmp(cure->edits[e]->file, line->file) == 0)
            edit = cure->edits[e];
    const char *clause = edit && edit->label ? cas_format(arena, ", clause %s", edit->label) : "";
    if (!line->before)
        return "a new line at the end";
    return cas_format(arena, "line %zu%s", line->line, clause);
}

static void tell_cure(cas_page *page, const cas_cured *cured, size_t number)
{
    cas_arena *arena = page->out->arena;
    const cas_cure *cure = &cured->cures[number];
    cas_builder names = {.arena = arena};
    for (int e = 0; e < cure->count; e++)
        cas_putf(&names, "%s%s", e ? "; " : "", cure->edits[e]->row->words);
    cas_putf(page->out, "%zu. ", number + 1);
    cas_page_ink(page, CAS_INK_GOOD, cas_cure_verdict_words(arena, &cure->verdict));
    cas_putf(page->out, "%s\n", cure->verdict.several ? ", or better" : "");
    cas_page_fill(page, INDENT, INDENT + 2, cas_format(arena, "%s.", cas_built_string(&names)));
    for (size_t l = 0; l < cure->line_count; l++) {
        const cas_cure_line *line = &cure->lines[l];
        cas_page_fill(page, INDENT, INDENT, place_words(arena, cure, line));
        if (line->before)
            tell_line(page, "-", line->before, CAS_INK_BAD);
        tell_line(page, "+", line->after, CAS_INK_GOOD);
    }
    for (int e = 0; e < cure->count; e++)
        if (cure->edits[e]->of_setting)
            cas_page_fill(page, INDENT, INDENT + 2,
                          cas_format(arena, "Asked of %s instead of the choice made by --set.", cure->edits[e]->to));
    cas_page_fill(page, INDENT, INDENT, !cure->costs_known ? "What it costs: the limits did not allow to say." :
                  cure->cost_count ? "What it changes besides:" : "It changes nothing else that was asked about.");
    tell_costs(page, cured, cure);
    cas_putc(page->out, '\n');
}

/* ---- The page -------------------------------------------------------------------------------------------------------------- */

static void tell_state(cas_page *page, const cas_cured *cured)
{
    cas_arena *arena = page->out->arena;
    const char *draft = cured->wish.draft >= 0 ? cured->agreement->drafts[cured->wish.draft].name : NULL;
    cas_page_fill(page, 0, 2,
                  cas_format(arena, "Wanted: %s, in every package asked about%s%s.", cured->wish.wanted.words,
                             draft ? ", those of the draft " : "", draft ? draft : ""));
    cas_page_fill(page, 0, 2,
                  cas_format(arena, "The text as it stands: %s%s.", cas_cure_verdict_words(arena, &cured->verdict),
                             cured->verdict.several ? " in the worst of them" : ""));
    cas_putc(page->out, '\n');
}

/* "2 cures of one edit, 5 of two" */
static const char *count_words(cas_arena *arena, const cas_cured *cured)
{
    cas_builder out = {.arena = arena};
    for (int size = 1; size <= cured->wish.most_edits; size++) {
        size_t count = 0;
        for (size_t c = 0; c < cured->count; c++)
            count += cured->cures[c].count == size;
        if (count)
            cas_putf(&out, "%s%zu of %d edit%s", out.length ? ", " : "", count, size, size > 1 ? "s" : "");
    }
    return cas_built_string(&out);
}

static void tell_result(cas_page *page, const cas_cured *cured)
{
    cas_arena *arena = page->out->arena;
    if (cured->count) {
        cas_page_fill(page, 0, 0,
                      cas_format(arena,
                                 "Cures: %s. Each is the edited text, read and asked afresh; none can be made smaller.",
                                 count_words(arena, cured)));
        if (cured->found > cured->count)
            cas_page_fill(page, 0, 0, cas_format(arena, "%zu were found; the first %zu are listed.", cured->found, cured->count));
    } else if (cured->complete_to == cured->wish.most_edits && !cured->undecided) {
        cas_page_fill(page, 0, 0,
                      cas_format(arena, "No set of up to %d edit%s reaches it.", cured->wish.most_edits,
                                 cured->wish.most_edits > 1 ? "s" : ""));
    }
    if (cured->needs)
        cas_page_fill(page, 0, 0,
                      cas_format(arena, "UNDECIDED: there may be others. The whole search needs %s.", cured->needs));
    cas_putc(page->out, '\n');
    for (size_t c = 0; c < cured->count; c++)
        tell_cure(page, cured, c);
    cas_page_fill(page, 0, 2, cas_format(arena, "Tried: %s.", cas_cure_tried_words(arena, cured)));
}

void cas_text_cure(cas_page *page, const char *file, const cas_cured *cured)
{
    cas_arena *arena = page->out->arena;
    cas_page_ink(page, CAS_INK_STRONG,
                 cas_format(arena, "The cure: %s", cas_cure_asked_words(arena, cured, cured->wish.goal, cured->wish.by)));
    cas_putf(page->out, "\n%s\n\n", file);
    if (cured->elsewhere) {
        cas_page_fill(page, 0, 0, "No package of the file has these choices.");
        return;
    }
    tell_state(page, cured);
    if (cured->already)
        cas_page_fill(page, 0, 0, "It has what is wanted already: nothing to cure.");
    else
        tell_result(page, cured);
}
