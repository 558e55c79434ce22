/*
 * Which edits bring a change about.
 *
 * Definition: a cause of a change is a set of edits, none of which can be left out, such that the first text with these edits answers at the point of the change
 * as the second text does: in the verdict where that differs (with it the sets change), else in every part that differs.
 *
 * 1. All edits are made: where that does not give the second text's answer, the cause lies in what the files include, or in how their packages are described.
 * 2. Each edit alone. The first that gives the answer is the cause; it is a smallest one.
 * 3. Pairs, where there are at most MOST_FOR_PAIRS edits: again smallest.
 * 4. Else from all edits one after the other is taken back as long as the answer stays: a set of which none can be left out, not always a smallest.
 *
 * A text that an edit leaves with errors (a clause that names a rule that is not there yet) answers nothing. Cost: see compare.h.
 */
#include "compare/compare.h"

#include <string.h>

enum { MOST_FOR_PAIRS = 12 };

typedef struct seeking {
    cas_arena *arena;
    cas_difference *out;
    cas_edits edits; /* of the texts; the CHOSEN ones follow */
    const cas_named_choice *chosen_a, *chosen_b; /* per CHOSEN edit; alternative null: left open */
    int chosen_count;
    /* What the sides choose, as far as it is the same. */
    const cas_named_choice *kept;
    int kept_count;
    /* Scratch: a flag an edit; flags a change. */
    bool *made, *wanted, *given;
} seeking;

/* ---- Choices of drafts and settings ------------------------------------------------------------------------------------------------------- */

static const char *chosen_by(const cas_side *side, const int *chosen, const char *dimension)
{
    const int d = cas_dimension_find(side->agreement, cas_text_of(dimension));
    return d < 0 || chosen[d] < 0 ? NULL : side->agreement->dimensions[d].alternatives[chosen[d]].name;
}

static void find_choices(seeking *s, cas_edit *edits)
{
    const cas_side *sides[2] = {s->out->a, s->out->b};
    const int *chosen[2] = {cas_side_choices(s->arena, sides[0]), cas_side_choices(s->arena, sides[1])};
    const int most = sides[0]->agreement->dimension_count + sides[1]->agreement->dimension_count + 1;
    cas_named_choice *from = CAS_ARRAY(s->arena, cas_named_choice, most), *to = CAS_ARRAY(s->arena, cas_named_choice, most),
                     *kept = CAS_ARRAY(s->arena, cas_named_choice, most);
    for (int side = 0; side < 2; side++)
        for (int d = 0; d < sides[side]->agreement->dimension_count; d++) {
            const char *name = sides[side]->agreement->dimensions[d].name;
            const char *a = chosen_by(sides[0], chosen[0], name), *b = chosen_by(sides[1], chosen[1], name);
            if (side && cas_dimension_find(sides[0]->agreement, cas_text_of(name)) >= 0)
                continue;
            if (a && b && strcmp(a, b) == 0)
                kept[s->kept_count++] = (cas_named_choice){name, a};
            else if (a || b) {
                from[s->chosen_count] = (cas_named_choice){name, a};
                to[s->chosen_count] = (cas_named_choice){name, b};
                edits[s->edits.count + s->chosen_count++] =
                    (cas_edit){.kind = CAS_EDIT_CHOSEN, .what = name, .name = name, .from = a, .to = b};
            }
        }
    s->chosen_a = from;
    s->chosen_b = to;
    s->kept = kept;
}

/* ---- The first text with some edits --------------------------------------------------------------------------------------------------------- */

static void set(const cas_agreement *agreement, cas_named_choice choice, cas_chosen *settings, int *count)
{
    const int d = choice.alternative ? cas_dimension_find(agreement, cas_text_of(choice.dimension)) : -1;
    const int alternative = d < 0 ? -1 : cas_alternative_find(&agreement->dimensions[d], cas_text_of(choice.alternative));
    if (alternative >= 0)
        settings[(*count)++] = (cas_chosen){d, alternative};
}

/* False: the text has errors. */
static bool make(seeking *s, const bool *made, cas_side *side)
{
    const cas_side *a = s->out->a;
    const cas_loaded *loaded;
    const cas_agreement *agreement = cas_edits_read(s->arena, &s->edits, made, a->loaded, a->loader, &loaded);
    s->out->tried++;
    if (!agreement)
        return false;
    cas_chosen *settings = CAS_ARRAY(s->arena, cas_chosen, s->kept_count + s->chosen_count + 1);
    *side = (cas_side){.name = a->name, .agreement = agreement, .loaded = loaded, .loader = a->loader, .draft = -1, .settings = settings};
    for (int k = 0; k < s->kept_count; k++)
        set(agreement, s->kept[k], settings, &side->setting_count);
    for (int c = 0; c < s->chosen_count; c++)
        set(agreement, made[s->edits.count + c] ? s->chosen_b[c] : s->chosen_a[c], settings, &side->setting_count);
    return true;
}

/* Does the text answer at this point as the second one? Every point of it that meets the change must. */
static bool gives(const cas_points *points, const cas_change *change)
{
    bool any = false;
    for (size_t i = 0; i < points->count; i++) {
        const cas_point *point = &points->items[i];
        if (!cas_same_aggressor(point, change->b) || !cas_points_meet(point, change->a) || !cas_points_meet(point, change->b))
            continue;
        any = true;
        for (int p = 0; p < (change->differs & 1 ? 1 : CAS_POINT_PARTS); p++)
            if (((change->differs >> p) & 1) && (!point->parts[p] || strcmp(point->parts[p], change->b->parts[p]) != 0))
                return false;
    }
    return any;
}

static void keep(seeking *s, cas_change *change)
{
    int *because = CAS_ARRAY(s->arena, int, s->out->edit_count + 1);
    for (int e = 0; e < s->out->edit_count; e++)
        if (s->made[e])
            because[change->because_count++] = e;
    change->because = because;
}

/* Asks the text with the edits that are made: given[c] says whether it brings change c about. Only the changes that are flagged are looked at. */
static void ask(seeking *s, const bool *wanted, bool *given)
{
    const cas_difference *out = s->out;
    const cas_mark mark = cas_arena_mark(s->arena);
    cas_side side;
    memset(given, 0, out->change_count);
    const bool sound = make(s, s->made, &side);
    for (int q = 0; q < out->asked_count && sound; q++) {
        cas_points points = {0};
        bool asked = false, families = false;
        for (size_t c = 0; c < out->change_count; c++)
            families |= out->changes[c].asked == q && wanted[c] && !(out->changes[c].differs & 1);
        for (size_t c = 0; c < out->change_count; c++) {
            if (out->changes[c].asked != q || !wanted[c])
                continue;
            if (!asked)
                points = cas_points_of(s->arena, &side, &out->asked[q], families);
            asked = true;
            given[c] = gives(&points, &out->changes[c]);
        }
    }
    cas_arena_release(s->arena, mark);
}

/* ---- Smallest sets ------------------------------------------------------------------------------------------------------------------------------ */

static void set_all(seeking *s, bool made)
{
    memset(s->made, made, sizeof *s->made * (size_t)s->out->edit_count);
}

/* Keeps the edits that are made as the cause of each open change that they bring about. */
static void try_edits(seeking *s)
{
    bool any = false;
    for (size_t c = 0; c < s->out->change_count; c++)
        any |= s->wanted[c] = !s->out->changes[c].because && !s->out->changes[c].why_not;
    if (!any)
        return;
    ask(s, s->wanted, s->given);
    for (size_t c = 0; c < s->out->change_count; c++)
        if (s->given[c])
            keep(s, &s->out->changes[c]);
}

static void refuse_what_lies_elsewhere(seeking *s)
{
    set_all(s, true);
    memset(s->wanted, true, s->out->change_count);
    ask(s, s->wanted, s->given);
    for (size_t c = 0; c < s->out->change_count; c++)
        if (!s->given[c])
            s->out->changes[c].why_not =
                "the cause does not lie in the statements of these two files: look at what they include, and at their packages";
}

static void try_each(seeking *s)
{
    for (int e = 0; e < s->out->edit_count; e++) {
        set_all(s, false);
        s->made[e] = true;
        try_edits(s);
    }
}

static void try_pairs(seeking *s)
{
    for (int e = 0; e < s->out->edit_count && s->out->edit_count <= MOST_FOR_PAIRS; e++)
        for (int f = e + 1; f < s->out->edit_count; f++) {
            set_all(s, false);
            s->made[e] = s->made[f] = true;
            try_edits(s);
        }
}

static void take_back(seeking *s, size_t change)
{
    set_all(s, true);
    memset(s->wanted, false, s->out->change_count);
    s->wanted[change] = true;
    for (int e = 0; e < s->out->edit_count; e++) {
        s->made[e] = false;
        ask(s, s->wanted, s->given);
        s->made[e] = !s->given[change];
    }
    keep(s, &s->out->changes[change]);
}

void cas_causes_find(cas_arena *arena, cas_difference *difference)
{
    seeking s = {.arena = arena, .out = difference};
    if (!difference->change_count)
        return;
    s.edits = cas_edits_between(arena, difference->a->loaded, difference->b->loaded);
    const int most = s.edits.count + difference->a->agreement->dimension_count + difference->b->agreement->dimension_count;
    cas_edit *edits = CAS_ARRAY(arena, cas_edit, most + 1);
    for (int e = 0; e < s.edits.count; e++)
        edits[e] = s.edits.items[e];
    find_choices(&s, edits);
    difference->edits = edits;
    difference->edit_count = s.edits.count + s.chosen_count;
    s.made = CAS_ARRAY(arena, bool, difference->edit_count + 1);
    s.wanted = CAS_ARRAY(arena, bool, difference->change_count);
    s.given = CAS_ARRAY(arena, bool, difference->change_count);
    refuse_what_lies_elsewhere(&s);
    try_each(&s);
    try_pairs(&s);
    for (size_t c = 0; c < difference->change_count; c++)
        if (!difference->changes[c].because && !difference->changes[c].why_not)
            take_back(&s, c);
}
