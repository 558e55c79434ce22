/* casus cure, for reading: each cure as the lines it changes, the verdict they bring, and what that costs whom. */
#include "report/cure_report.h"

#include "report/words.h"

#include <string.h>

enum { INDENT = 3 };

/* ---- One cure -------------------------------------------------------------------------------------------------------------- */

static void tell_line(cas_page *page, const char *sign, const char *words, cas_ink ink)
{
    if (page->color)
        cas_page_ink(page, ink, "");
    cas_page_fill(page, INDENT + 2, INDENT + 4, cas_format(page->out->arena, "%s %s", sign, words));
}

static const char *edit_words(cas_arena *arena, const cas_cured *cured, const cas_cure_edit *edit)
{
    if (edit->dimension < 0)
        return edit->row->words;
    const cas_dimension *dimension = &cured->agreement->dimensions[edit->dimension];
    return cas_format(arena, "%s: %s = %s", edit->row->words, dimension->name,
                      dimension->alternatives[edit->alternative].name);
}

/* file: the one that was asked about; a line of another says which. */
static const char *place_words(cas_arena *arena, const char *file, const cas_cure *cure, const cas_cure_line *line)
{
    const cas_cure_edit *edit = NULL;
    for (int e = 0; e < cure->count && !edit; e++)
        if (cure->edits[e]->line == line->line && strcmp(cure->edits[e]->file, line->file) == 0)
            edit = cure->edits[e];
    const char *clause =
        edit && edit->label ? cas_format(arena, edit->rule < 0 ? ", clause %s" : ", for clause %s", edit->label) : "";
    if (!line->before)
        return "a new line at the end";
    const bool here = strcmp(line->file, file) == 0;
    return cas_format(arena, "%s%sline %zu%s", here ? "" : line->file, here ? "" : ", ", line->line, clause);
}

static void tell_cure(cas_page *page, const char *file, const cas_cured *cured, size_t number)
{
    cas_arena *arena = page->out->arena;
    const cas_cure *cure = &cured->cures[number];
    cas_builder names = {.arena = arena};
    for (int e = 0; e < cure->count; e++)
        cas_putf(&names, "%s%s", e ? "; " : "", edit_words(arena, cured, cure->edits[e]));
    cas_putf(page->out, "%zu. ", number + 1);
    cas_page_ink(page, CAS_INK_GOOD, cas_cure_verdict_words(arena, cured, &cure->verdict));
    cas_putf(page->out, "%s\n", cure->verdict.several ? ", or better" : "");
    cas_page_fill(page, INDENT, INDENT + 2, cas_format(arena, "%s.", cas_built_string(&names)));
    for (size_t l = 0; l < cure->line_count; l++) {
        const cas_cure_line *line = &cure->lines[l];
        cas_page_fill(page, INDENT, INDENT, place_words(arena, file, cure, line));
        if (line->before)
            tell_line(page, "-", line->before, CAS_INK_BAD);
        tell_line(page, "+", line->after, CAS_INK_GOOD);
    }
    for (int e = 0; e < cure->count; e++)
        if (cure->edits[e]->of_setting)
            cas_page_fill(page, INDENT, INDENT + 2,
                          cas_format(arena, "Asked of %s instead of the choice made by --set.", cure->edits[e]->to));
    cas_page_fill(page, INDENT, INDENT,
                  !cure->costs_known ? "What it costs: the limits did not allow to say."
                  : cure->cost_count ? "What it changes besides:"
                                     : "It changes nothing else that was asked about.");
    cas_text_cure_costs(page, INDENT + 2, cured, cure);
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
                  cas_format(arena, "The text as it stands: %s%s.",
                             cas_cure_verdict_words(arena, cured, &cured->verdict),
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

static void tell_result(cas_page *page, const char *file, const cas_cured *cured)
{
    cas_arena *arena = page->out->arena;
    if (cured->count) {
        cas_page_fill(page, 0, 0,
                      cas_format(arena,
                                 "Cures: %s. Each is the edited text, read and asked afresh; none can be made smaller.",
                                 count_words(arena, cured)));
        if (cured->found > cured->count)
            cas_page_fill(page, 0, 0,
                          cas_format(arena, "%zu were found; the first %zu are listed.", cured->found, cured->count));
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
        tell_cure(page, file, cured, c);
    cas_page_fill(page, 0, 2, cas_format(arena, "Tried: %s.", cas_cure_tried_words(arena, cured)));
}

void cas_text_cure(cas_page *page, const char *file, const cas_cured *cured)
{
    cas_arena *arena = page->out->arena;
    cas_page_ink(
        page, CAS_INK_STRONG,
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
        tell_result(page, file, cured);
}
