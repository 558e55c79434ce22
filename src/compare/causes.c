/*
 * Which edits bring a change about.
 *
 * Definition: a cause of a change is a set of edits, none of which can be left out, such that the first text with these edits answers at the point of the change
 * as the second text does: in the verdict where that differs (with it the sets change), else in every part that differs.
 *
 * 1. All edits are made: where that does not give the second text's answer, the cause lies in agreements beside them, or in how their packages are described.
 *    Edits are lines of blocks; if these do not give all answers (their order may tell), whole statements.
 * 2. Each edit alone. The first that gives the answer is the cause; the others that would do alike are noted.
 * 3. Else from all edits one after the other is taken back as long as the answer stays: a set of which none can be left out. One of two is a smallest, for
 *    none of one gives the answer. What is found is tried for the other changes before they are worked on.
 * 4. Where more than two are left, pairs, if there are at most MOST_FOR_PAIRS edits.
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

/* The one edit that is made would do as well as the cause that is known. */
static void note_also(seeking *s, cas_change *change)
{
    int *also = CAS_ARRAY(s->arena, int, change->also_count + 2);
    for (int e = 0; e < change->also_count; e++)
        also[e] = change->also[e];
    for (int e = 0; e < s->out->edit_count; e++)
        if (s->made[e])
            also[change->also_count++] = e;
    change->also = also;
}

static void keep(seeking *s, cas_change *change)
{
    change->because_count = 0;
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

static bool is_open(const cas_change *change)
{
    return !change->because && !change->why_not;
}

/* Asks for each open change; known: also for those whose cause is known. False: there is none to ask for. */
static bool ask_for(seeking *s, bool known)
{
    bool any = false;
    for (size_t c = 0; c < s->out->change_count; c++) {
        const cas_change *change = &s->out->changes[c];
        any |= s->wanted[c] = is_open(change) || (known && change->because);
    }
    if (any)
        ask(s, s->wanted, s->given);
    return any;
}

/* All edits; false: some change does not come of them. */
static bool all_give(seeking *s)
{
    bool all = true;
    set_all(s, true);
    memset(s->wanted, true, s->out->change_count);
    ask(s, s->wanted, s->given);
    for (size_t c = 0; c < s->out->change_count; c++)
        all = all && s->given[c];
    return all;
}

static void refuse_what_lies_elsewhere(seeking *s)
{
    for (size_t c = 0; c < s->out->change_count; c++)
        if (!s->given[c])
            s->out->changes[c].why_not =
                "the cause does not lie in the statements of these two agreements: look at those that stand beside them, and at their packages";
}

static void try_each(seeking *s)
{
    for (int e = 0; e < s->out->edit_count; e++) {
        set_all(s, false);
        s->made[e] = true;
        if (!ask_for(s, true))
            return;
        for (size_t c = 0; c < s->out->change_count; c++)
            if (s->given[c] && s->out->changes[c].because)
                note_also(s, &s->out->changes[c]);
            else if (s->given[c])
                keep(s, &s->out->changes[c]);
    }
}

/* Once: of the changes that are open, and of this one, whose cause has more than two edits. */
static void try_pairs(seeking *s, size_t change)
{
    for (int e = 0; e < s->out->edit_count && s->out->edit_count <= MOST_FOR_PAIRS; e++)
        for (int f = e + 1; f < s->out->edit_count; f++) {
            set_all(s, false);
            s->made[e] = s->made[f] = true;
            for (size_t c = 0; c < s->out->change_count; c++)
                s->wanted[c] = is_open(&s->out->changes[c]) || (c == change && s->out->changes[c].because_count > 2);
            ask(s, s->wanted, s->given);
            for (size_t c = 0; c < s->out->change_count; c++)
                if (s->given[c])
                    keep(s, &s->out->changes[c]);
        }
}

/* From all edits, or from those of a cause that is known to give it too. */
static void take_back(seeking *s, size_t change, const cas_change *from)
{
    set_all(s, !from);
    for (int e = 0; from && e < from->because_count; e++)
        s->made[from->because[e]] = true;
    memset(s->wanted, false, s->out->change_count);
    s->wanted[change] = true;
    for (int e = 0; e < s->out->edit_count; e++) {
        if (!s->made[e])
            continue;
        s->made[e] = false;
        ask(s, s->wanted, s->given);
        s->made[e] = !s->given[change];
    }
    keep(s, &s->out->changes[change]);
}

/* The cause of one change may be that of others too; one of more than two edits is made smaller for them. */
static void try_for_others(seeking *s, const cas_change *found)
{
    bool *given = CAS_ARRAY(s->arena, bool, s->out->change_count);
    set_all(s, false);
    for (int e = 0; e < found->because_count; e++)
        s->made[found->because[e]] = true;
    if (!ask_for(s, false))
        return;
    memcpy(given, s->given, sizeof *given * s->out->change_count);
    for (size_t c = 0; c < s->out->change_count; c++)
        if (given[c] && found->because_count <= 2)
            keep(s, &s->out->changes[c]);
        else if (given[c])
            take_back(s, c, found);
}

static void find_sets(seeking *s)
{
    bool paired = false;
    for (size_t c = 0; c < s->out->change_count; c++) {
        if (!is_open(&s->out->changes[c]))
            continue;
        take_back(s, c, NULL);
        if (s->out->changes[c].because_count > 2 && !paired)
            try_pairs(s, c);
        paired |= s->out->changes[c].because_count > 2;
        try_for_others(s, &s->out->changes[c]);
    }
}

static void list_edits(seeking *s, bool by_line)
{
    cas_difference *out = s->out;
    s->edits = cas_edits_between(s->arena, out->a->loaded, out->b->loaded, by_line);
    const int most = s->edits.count + out->a->agreement->dimension_count + out->b->agreement->dimension_count;
    cas_edit *edits = CAS_ARRAY(s->arena, cas_edit, most + 1);
    for (int e = 0; e < s->edits.count; e++)
        edits[e] = s->edits.items[e];
    s->kept_count = s->chosen_count = 0;
    find_choices(s, edits);
    out->edits = edits;
    out->edit_count = s->edits.count + s->chosen_count;
    s->made = CAS_ARRAY(s->arena, bool, out->edit_count + 1);
}

void cas_causes_find(cas_arena *arena, cas_difference *difference)
{
    seeking s = {.arena = arena, .out = difference};
    list_edits(&s, true);
    if (!difference->change_count)
        return;
    s.wanted = CAS_ARRAY(arena, bool, difference->change_count);
    s.given = CAS_ARRAY(arena, bool, difference->change_count);
    if (!all_give(&s)) {
        list_edits(&s, false);
        all_give(&s);
    }
    refuse_what_lies_elsewhere(&s);
    try_each(&s);
    find_sets(&s);
}
