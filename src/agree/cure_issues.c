/*
 * Another alternative of an issue or reading: in the line of the draft that is asked about; in every draft where none is; by a line
 * `infeasible ISSUE != ALTERNATIVE` where the text has no drafts; or, where the caller has chosen, another choice of the caller.
 *
 * A draft is edited only where it names the issue as `ISSUE = ALTERNATIVE` among conditions joined by `and`, or does not name it.
 */
#include "agree/cure_places.h"

#include <string.h>

static bool mentions(const cas_node *condition, cas_text issue)
{
    if (condition->kind == CAS_NODE_IS && cas_text_equal(condition->text, issue))
        return true;
    for (size_t k = 0; k < condition->count; k++)
        if (mentions(condition->kids[k], issue))
            return true;
    return false;
}

static bool fixes(const cas_node *part, cas_text issue)
{
    return part->kind == CAS_NODE_IS && part->op == CAS_IS_EQUAL && cas_text_equal(part->text, issue);
}

/* What the draft would have to say instead: false when it cannot be said by such an edit. A draft that says so already needs none. */
static bool edit_draft(const cas_cure_menu_builder *b, const cas_node *draft, cas_text issue, const char *alternative,
                       cas_cure_hunk *hunk, bool *needed)
{
    const cas_node *condition = cas_kid_condition(draft);
    *needed = true;
    if (!condition)
        return false;
    const cas_node *const *parts = condition->kind == CAS_NODE_AND ? condition->kids : &condition;
    const size_t count = condition->kind == CAS_NODE_AND ? condition->count : 1;
    for (size_t k = 0; k < count; k++)
        if (fixes(parts[k], issue)) {
            *needed = !cas_text_is(parts[k]->extra, alternative);
            *hunk = (cas_cure_hunk){parts[k]->span, cas_format(b->arena, "%.*s = %s", CAS_SHOW(issue), alternative)};
            return true;
        }
    if (mentions(condition, issue) || condition->kind == CAS_NODE_OR)
        return false;
    *hunk = (cas_cure_hunk){{condition->span.file, condition->span.end, condition->span.end},
                            cas_format(b->arena, ", %.*s = %s", CAS_SHOW(issue), alternative)};
    return true;
}

static bool is_asked_about(const cas_cure_menu_builder *b, const cas_node *draft)
{
    return b->asked->draft < 0 || cas_text_is(draft->text, b->agreement->drafts[b->asked->draft].name);
}

static const cas_cure_row *alternative_row(void)
{
    for (int r = 0; r < cas_cure_row_count; r++)
        if (cas_cure_rows[r].where == CAS_CURE_CHOICE)
            return &cas_cure_rows[r];
    return NULL;
}

/* What the caller has chosen of a dimension, or -1. */
static int chosen_by_caller(const cas_cure_menu_builder *b, int dimension)
{
    for (int s = 0; s < b->asked->setting_count; s++)
        if (b->asked->setting_dimensions[s] == dimension)
            return b->asked->setting_alternatives[s];
    return -1;
}

static void mark(cas_cure_edit *edit, int dimension, int alternative, bool of_setting)
{
    if (!edit)
        return;
    edit->dimension = dimension;
    edit->alternative = alternative;
    edit->of_setting = of_setting;
}

/* The phrase of the draft's line, or of all drafts' lines, as it was and as it is. */
static void add_in_drafts(cas_cure_menu_builder *b, const cas_cure_row *row, int place, int dimension, int alternative)
{
    const cas_text issue = cas_text_of(b->agreement->dimensions[dimension].name);
    const char *name = b->agreement->dimensions[dimension].alternatives[alternative].name;
    cas_cure_hunk *hunks = CAS_ARRAY(b->arena, cas_cure_hunk, b->loaded->count + 1);
    int count = 0;
    cas_span phrase = CAS_NO_SPAN;
    for (size_t i = 0; i < b->loaded->count; i++) {
        const cas_node *draft = b->loaded->items[i].node;
        cas_cure_hunk hunk;
        bool needed;
        if (draft->kind != CAS_NODE_DRAFT || !is_asked_about(b, draft))
            continue;
        if (!edit_draft(b, draft, issue, name, &hunk, &needed))
            return;
        if (!needed)
            continue;
        if (!count)
            phrase = (cas_span){draft->span.file, draft->span.begin, cas_kid_condition(draft)->span.end};
        hunks[count++] = hunk;
    }
    if (!count)
        return;
    cas_cure_edit *edit = cas_cure_add(b, row, place, alternative, phrase, hunks, count > 1 ? 1 : count);
    if (!edit)
        return;
    edit->hunk_count = count;
    if (count > 1)
        edit->to = cas_format(b->arena, "%s, and so in every draft", edit->to);
    mark(edit, dimension, alternative, false);
}

static void add_to_text(cas_cure_menu_builder *b, const cas_cure_row *row, int place, int dimension, int alternative)
{
    const cas_dimension *d = &b->agreement->dimensions[dimension];
    const uint32_t end = (uint32_t)b->map->files[b->loaded->main_file].text.length;
    const char *line = cas_format(b->arena, "\ninfeasible %s != %s\n", d->name, d->alternatives[alternative].name);
    cas_cure_hunk *hunk = CAS_NEW(b->arena, cas_cure_hunk);
    *hunk = (cas_cure_hunk){{b->loaded->main_file, end, end}, line};
    cas_cure_edit *edit = cas_cure_add(b, row, place, alternative, hunk->span, hunk, 1);
    if (!edit)
        return;
    edit->from = cas_format(b->arena, "%s left open", d->name);
    edit->to = cas_format(b->arena, "%s = %s", d->name, d->alternatives[alternative].name);
    edit->line = cas_source_line_of(b->map, d->span.file, d->span.begin);
    mark(edit, dimension, alternative, false);
}

static void add_setting(cas_cure_menu_builder *b, const cas_cure_row *row, int place, int dimension, int alternative)
{
    const cas_dimension *d = &b->agreement->dimensions[dimension];
    cas_cure_edit *edit = cas_cure_add(b, row, place, alternative, d->span, NULL, 0);
    if (!edit)
        return;
    edit->from = cas_format(b->arena, "%s as chosen", d->name);
    edit->to = cas_format(b->arena, "%s = %s", d->name, d->alternatives[alternative].name);
    mark(edit, dimension, alternative, true);
}

void cas_cure_walk_issues(cas_cure_menu_builder *b)
{
    const cas_cure_row *row = alternative_row();
    for (int d = 0; row && d < b->agreement->dimension_count; d++) {
        if (!b->asked->dimensions[d] || b->agreement->dimensions[d].count < 2)
            continue;
        const int place = b->places++;
        const int chosen = chosen_by_caller(b, d);
        for (int a = 0; a < b->agreement->dimensions[d].count; a++) {
            if (a == chosen)
                continue;
            if (chosen >= 0)
                add_setting(b, row, place, d, a);
            else if (b->agreement->draft_count)
                add_in_drafts(b, row, place, d, a);
            else
                add_to_text(b, row, place, d, a);
        }
    }
}
