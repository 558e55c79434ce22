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
 *    none of one gives the answer.
 * 4. Where more than two are left, pairs, if there are at most MOST_FOR_PAIRS edits.
 *
 * Changes are worked on in waves: those of one question and one aggressor, because a question about one is answered much faster than about all. The single
 * edits that suffice there are then tried for all other changes at once; what they explain needs no wave of its own.
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
    bool *made, *wanted, *given, *wave;
    bool *shared; /* an edit: was it tried alone for all changes? */
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

/* Is this edit alone told already? */
static bool knows(const cas_change *change, int edit)
{
    for (int e = 0; e < change->also_count; e++)
        if (change->also[e] == edit)
            return true;
    return change->because_count == 1 && change->because[0] == edit;
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

/* The one aggressor of whom all flagged changes of a question speak, so that it alone need be asked about; or null. */
static const char *only_aggressor(const cas_difference *out, const bool *wanted, int q)
{
    const char *by = NULL;
    for (size_t c = 0; c < out->change_count; c++) {
        const cas_change *change = &out->changes[c];
        if (change->asked != q || !wanted[c])
            continue;
        if (out->asked[q].kind != CAS_ASKED_WHO || change->b->whoever || !change->b->is_party || (by && strcmp(by, change->by) != 0))
            return NULL;
        by = change->by;
    }
    return by;
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
        cas_asked narrowed = out->asked[q];
        cas_points points = {0};
        bool asked = false, families = false;
        for (size_t c = 0; c < out->change_count; c++)
            families |= out->changes[c].asked == q && wanted[c] && !(out->changes[c].differs & 1);
        narrowed.by = only_aggressor(out, wanted, q);
        for (size_t c = 0; c < out->change_count; c++) {
            if (out->changes[c].asked != q || !wanted[c])
                continue;
            if (!asked)
                points = cas_points_of(s->arena, &side, &narrowed, families);
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

/* A wave: the changes that are open and come with the same question about the same aggressor as one of them. */
static void begin_wave(seeking *s, size_t of)
{
    const cas_change *first = &s->out->changes[of];
    for (size_t c = 0; c < s->out->change_count; c++) {
        const cas_change *change = &s->out->changes[c];
        s->wave[c] = is_open(change) && change->asked == first->asked && (c == of || (change->by && first->by && strcmp(change->by, first->by) == 0) || change->by == first->by);
    }
}

/* All edits; false: some change of the wave does not come of them. */
static bool all_give(seeking *s)
{
    bool all = true;
    set_all(s, true);
    ask(s, s->wave, s->given);
    for (size_t c = 0; c < s->out->change_count; c++)
        all = all && (!s->wave[c] || s->given[c]);
    return all;
}

static void refuse_what_lies_elsewhere(seeking *s)
{
    for (size_t c = 0; c < s->out->change_count; c++)
        if (s->wave[c] && !s->given[c]) {
            s->wave[c] = false;
            s->out->changes[c].why_not =
                "the cause does not lie in the statements of these two agreements: look at those that stand beside them, and at their packages";
        }
}

static void take_what_is_given(seeking *s)
{
    for (size_t c = 0; c < s->out->change_count; c++)
        if (s->given[c] && s->out->changes[c].because)
            note_also(s, &s->out->changes[c]);
        else if (s->given[c])
            keep(s, &s->out->changes[c]);
}

static void try_each(seeking *s)
{
    for (int e = 0; e < s->out->edit_count; e++) {
        set_all(s, false);
        s->made[e] = true;
        ask(s, s->wave, s->given);
        take_what_is_given(s);
    }
}

static void try_pairs(seeking *s, size_t change)
{
    const bool few = s->out->edit_count <= MOST_FOR_PAIRS;
    memset(s->wanted, false, s->out->change_count);
    s->wanted[change] = true;
    for (int e = 0; few && e < s->out->edit_count; e++)
        for (int f = e + 1; f < s->out->edit_count; f++) {
            set_all(s, false);
            s->made[e] = s->made[f] = true;
            ask(s, s->wanted, s->given);
            if (!s->given[change])
                continue;
            keep(s, &s->out->changes[change]);
            return;
        }
}

/*
 * From all edits one after the other is taken back, until none can be: one that was needed only beside another (the rule that a clause names) can go once that
 * other is gone.
 */
static void take_back(seeking *s, size_t change)
{
    set_all(s, true);
    memset(s->wanted, false, s->out->change_count);
    s->wanted[change] = true;
    for (bool fewer = true; fewer;) {
        fewer = false;
        for (int e = 0; e < s->out->edit_count; e++) {
            if (!s->made[e])
                continue;
            s->made[e] = false;
            ask(s, s->wanted, s->given);
            s->made[e] = !s->given[change];
            fewer |= s->given[change];
        }
    }
    keep(s, &s->out->changes[change]);
}

static void make_only(seeking *s, const int *edits, int count)
{
    set_all(s, false);
    for (int e = 0; e < count; e++)
        s->made[edits[e]] = true;
}

/* One edit that suffices in the wave, for all changes outside of it; once. */
static void share_one(seeking *s, int edit)
{
    if (s->shared[edit])
        return;
    s->shared[edit] = true;
    make_only(s, &edit, 1);
    for (size_t c = 0; c < s->out->change_count; c++)
        s->wanted[c] = !s->wave[c] && !s->out->changes[c].why_not && s->out->changes[c].because_count < 2;
    ask(s, s->wanted, s->given);
    for (size_t c = 0; c < s->out->change_count; c++)
        s->given[c] = s->given[c] && !knows(&s->out->changes[c], edit);
    take_what_is_given(s);
}

static void flag_open(seeking *s, bool *flags)
{
    for (size_t c = 0; c < s->out->change_count; c++)
        flags[c] = !s->wave[c] && is_open(&s->out->changes[c]);
}

/* Several edits that the wave needs together. They are a cause of another change if they give it, and none can be left out; no single edit may do either. */
static void share_several(seeking *s, const cas_change *found)
{
    const size_t count = s->out->change_count;
    bool *theirs = CAS_ARRAY(s->arena, bool, count);
    for (int e = 0; e < s->out->edit_count; e++) {
        make_only(s, &e, 1);
        flag_open(s, s->wanted);
        if (s->shared[e])
            continue;
        ask(s, s->wanted, s->given);
        take_what_is_given(s);
    }
    flag_open(s, s->wanted);
    make_only(s, found->because, found->because_count);
    ask(s, s->wanted, theirs);
    for (int left = 0; left < found->because_count && found->because_count > 2; left++) {
        make_only(s, found->because, found->because_count);
        s->made[found->because[left]] = false;
        ask(s, theirs, s->given);
        for (size_t c = 0; c < count; c++)
            theirs[c] = theirs[c] && !s->given[c];
    }
    make_only(s, found->because, found->because_count);
    for (size_t c = 0; c < count; c++)
        if (theirs[c])
            keep(s, &s->out->changes[c]);
}

static bool same_cause(const cas_change *a, const cas_change *b)
{
    return a->because_count == b->because_count && memcmp(a->because, b->because, (size_t)a->because_count * sizeof(int)) == 0;
}

/* What the wave has taught is tried for all other changes. */
static void share(seeking *s)
{
    const cas_change *changes = s->out->changes;
    for (size_t c = 0; c < s->out->change_count; c++) {
        if (s->wave[c] && changes[c].because_count == 1)
            share_one(s, changes[c].because[0]);
        for (int o = 0; s->wave[c] && o < changes[c].also_count; o++)
            share_one(s, changes[c].also[o]);
    }
    for (size_t c = 0; c < s->out->change_count; c++) {
        bool new = s->wave[c] && changes[c].because_count > 1;
        for (size_t o = 0; o < c && new; o++)
            new = !s->wave[o] || !same_cause(&changes[o], &changes[c]);
        if (new)
            share_several(s, &changes[c]);
    }
}

static void find_sets(seeking *s)
{
    for (size_t c = 0; c < s->out->change_count; c++) {
        if (!s->wave[c] || !is_open(&s->out->changes[c]))
            continue;
        take_back(s, c);
        if (s->out->changes[c].because_count > 2)
            try_pairs(s, c);
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
    s.wave = CAS_ARRAY(arena, bool, difference->change_count);
    begin_wave(&s, 0);
    if (!all_give(&s))
        list_edits(&s, false);
    s.shared = CAS_ARRAY(arena, bool, difference->edit_count + 1);
    for (size_t c = 0; c < difference->change_count; c++) {
        if (!is_open(&difference->changes[c]))
            continue;
        begin_wave(&s, c);
        all_give(&s);
        refuse_what_lies_elsewhere(&s);
        try_each(&s);
        find_sets(&s);
        share(&s);
    }
}
