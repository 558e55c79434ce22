/*
 * Packages: see package.h.
 *
 * Walking and deciding whether a package exists are one depth-first search over the dimensions in order: a branch is left as
 * soon as the condition is false or something infeasible is true of what has been fixed. Three-valued truth is exact on a
 * full row and never wrong on a partial one. Counting goes the same way, but multiplies as soon as nothing that is still open
 * can change the answer.
 */
#include "model/package.h"

#include <string.h>

cas_truth cas_condition_truth(const cas_condition *condition, const int *choice)
{
    if (!condition)
        return CAS_TRUE;
    switch (condition->kind) {
    case CAS_CONDITION_IS: {
        const int chosen = choice[condition->dimension];
        return chosen < 0 ? CAS_OPEN : chosen == condition->alternative ? CAS_TRUE : CAS_FALSE;
    }
    case CAS_CONDITION_NOT: {
        const cas_truth inner = cas_condition_truth(condition->parts[0], choice);
        return inner == CAS_OPEN ? CAS_OPEN : inner == CAS_TRUE ? CAS_FALSE : CAS_TRUE;
    }
    case CAS_CONDITION_AND:
    case CAS_CONDITION_OR: {
        const cas_truth settles = condition->kind == CAS_CONDITION_AND ? CAS_FALSE : CAS_TRUE;
        cas_truth all = settles == CAS_FALSE ? CAS_TRUE : CAS_FALSE;
        for (int i = 0; i < condition->count; i++) {
            const cas_truth part = cas_condition_truth(condition->parts[i], choice);
            if (part == settles)
                return settles;
            if (part == CAS_OPEN)
                all = CAS_OPEN;
        }
        return all;
    }
    }
    return CAS_OPEN;
}

const cas_condition *cas_condition_is(cas_arena *arena, int dimension, int alternative)
{
    cas_condition *condition = CAS_NEW(arena, cas_condition);
    *condition = (cas_condition){CAS_CONDITION_IS, dimension, alternative, NULL, 0};
    return condition;
}

static const cas_condition *joined(cas_arena *arena, cas_condition_kind kind, const cas_condition *const *parts,
                                   int count)
{
    const cas_condition **copy = CAS_ARRAY(arena, const cas_condition *, count);
    for (int i = 0; i < count; i++)
        copy[i] = parts[i];
    cas_condition *condition = CAS_NEW(arena, cas_condition);
    *condition = (cas_condition){kind, -1, -1, copy, count};
    return condition;
}

const cas_condition *cas_condition_not(cas_arena *arena, const cas_condition *condition)
{
    if (condition)
        return joined(arena, CAS_CONDITION_NOT, &condition, 1);
    return joined(arena, CAS_CONDITION_OR, NULL, 0);
}

const cas_condition *cas_condition_both(cas_arena *arena, const cas_condition *a, const cas_condition *b)
{
    if (!a || !b)
        return a ? a : b;
    const cas_condition *parts[] = {a, b};
    return joined(arena, CAS_CONDITION_AND, parts, 2);
}

void cas_condition_dimensions(const cas_condition *condition, bool *speaks)
{
    if (!condition)
        return;
    if (condition->kind == CAS_CONDITION_IS)
        speaks[condition->dimension] = true;
    for (int i = 0; i < condition->count; i++)
        cas_condition_dimensions(condition->parts[i], speaks);
}

/* Something infeasible is already true of the row. */
static bool is_hopeless(const cas_agreement *agreement, const int *choice)
{
    for (int i = 0; i < agreement->infeasible_count; i++)
        if (cas_condition_truth(agreement->infeasible[i].condition, choice) == CAS_TRUE)
            return true;
    return false;
}

bool cas_package_feasible(const cas_agreement *agreement, const int *choice)
{
    return !is_hopeless(agreement, choice);
}

/* ---- Does one exist ---------------------------------------------------------------------------------------------------- */

typedef struct hunt {
    cas_ctx *ctx;
    const cas_agreement *agreement;
    const cas_condition *const *conditions;
    int count;
    const int *order; /* the dimensions that matter */
    int order_count;
    int *choice;
    long *work;
} hunt;

static cas_truth hunt_from(hunt *h, int place)
{
    if (--*h->work < 0)
        return CAS_OPEN;
    cas_poll(h->ctx);
    bool all = true;
    for (int i = 0; i < h->count; i++) {
        const cas_truth truth = cas_condition_truth(h->conditions[i], h->choice);
        if (truth == CAS_FALSE)
            return CAS_FALSE;
        all &= truth == CAS_TRUE;
    }
    if (is_hopeless(h->agreement, h->choice))
        return CAS_FALSE;
    if (place == h->order_count)
        return CAS_TRUE;
    /* Nothing infeasible: what is open cannot matter once the conditions hold. */
    if (all && !h->agreement->infeasible_count)
        return CAS_TRUE;
    cas_truth answer = CAS_FALSE;
    const int dimension = h->order[place];
    for (int a = 0; a < h->agreement->dimensions[dimension].count; a++) {
        h->choice[dimension] = a;
        const cas_truth found = hunt_from(h, place + 1);
        if (found == CAS_TRUE)
            return CAS_TRUE;
        if (found == CAS_OPEN)
            answer = CAS_OPEN;
    }
    h->choice[dimension] = -1;
    return answer;
}

cas_truth cas_package_exists(cas_arena *arena, const cas_agreement *agreement, const cas_condition *const *conditions,
                             int count, int *witness, long *work)
{
    const int dimensions = agreement->dimension_count;
    bool *speaks = CAS_ARRAY(arena, bool, dimensions + 1);
    for (int i = 0; i < count; i++)
        cas_condition_dimensions(conditions[i], speaks);
    /* The conditions' own dimensions first: most questions are settled there. */
    int *order = CAS_ARRAY(arena, int, dimensions + 1), fixed = 0;
    for (int d = 0; d < dimensions; d++)
        if (speaks[d])
            order[fixed++] = d;
    bool *barred = CAS_ARRAY(arena, bool, dimensions + 1);
    for (int i = 0; i < agreement->infeasible_count; i++)
        cas_condition_dimensions(agreement->infeasible[i].condition, barred);
    for (int d = 0; d < dimensions; d++)
        if (barred[d] && !speaks[d])
            order[fixed++] = d;
    int *choice = CAS_ARRAY(arena, int, dimensions + 1);
    for (int d = 0; d < dimensions; d++)
        choice[d] = -1;
    hunt h = {arena->ctx, agreement, conditions, count, order, fixed, choice, work};
    const cas_truth found = hunt_from(&h, 0);
    if (found == CAS_TRUE && witness)
        memcpy(witness, choice, (size_t)dimensions * sizeof *witness);
    return found;
}

/* ---- Walking and counting ---------------------------------------------------------------------------------------------- */

const cas_condition *cas_packages_of_drafts(cas_arena *arena, const cas_agreement *agreement)
{
    if (!agreement->draft_count)
        return NULL;
    const cas_condition **parts = CAS_ARRAY(arena, const cas_condition *, agreement->draft_count);
    for (int i = 0; i < agreement->draft_count; i++) {
        parts[i] = agreement->drafts[i].condition;
        if (!parts[i])
            return NULL;
    }
    return joined(arena, CAS_CONDITION_OR, parts, agreement->draft_count);
}

void cas_packages_begin(cas_package_walk *walk, cas_arena *arena, const cas_agreement *agreement,
                        const cas_condition *in)
{
    *walk = (cas_package_walk){.agreement = agreement, .arena = arena};
    walk->condition = in ? in : cas_packages_of_drafts(arena, agreement);
    walk->choice = CAS_ARRAY(arena, int, agreement->dimension_count + 1);
    for (int d = 0; d < agreement->dimension_count; d++)
        walk->choice[d] = -1;
}

static bool is_dead(const cas_package_walk *walk)
{
    return cas_condition_truth(walk->condition, walk->choice) == CAS_FALSE ||
           is_hopeless(walk->agreement, walk->choice);
}

const int *cas_packages_next(cas_package_walk *walk)
{
    const int dimensions = walk->agreement->dimension_count;
    if (walk->depth < 0)
        return NULL;
    if (!walk->begun) {
        walk->begun = true;
        if (is_dead(walk)) {
            walk->depth = -1;
            return NULL;
        }
        if (!dimensions) {
            walk->depth = -1;
            return walk->choice;
        }
    } else {
        walk->depth--; /* from a full row: change the last dimension */
    }
    while (walk->depth >= 0) {
        cas_poll(walk->arena->ctx);
        const int d = walk->depth;
        if (++walk->choice[d] >= walk->agreement->dimensions[d].count) {
            walk->choice[d] = -1;
            walk->depth--;
            continue;
        }
        if (is_dead(walk))
            continue;
        if (++walk->depth == dimensions)
            return walk->choice;
    }
    return NULL;
}

typedef struct tally {
    cas_arena *arena;
    const cas_agreement *agreement;
    const cas_condition *condition;
    const int *order;
    int order_count;
    int *choice;
    long work;
} tally;

static cas_big count_from(tally *t, int place)
{
    cas_big sum = cas_big_of(t->arena, 0);
    if (--t->work < 0)
        return sum;
    cas_poll(t->arena->ctx);
    const cas_truth truth = cas_condition_truth(t->condition, t->choice);
    if (truth == CAS_FALSE || is_hopeless(t->agreement, t->choice))
        return sum;
    bool open = truth == CAS_OPEN;
    for (int i = 0; !open && i < t->agreement->infeasible_count; i++)
        open = cas_condition_truth(t->agreement->infeasible[i].condition, t->choice) == CAS_OPEN;
    if (place == t->order_count || !open) {
        sum = cas_big_of(t->arena, 1);
        for (int i = place; i < t->order_count; i++)
            sum = cas_big_multiply(t->arena, sum,
                                   cas_big_of(t->arena, (uint64_t)t->agreement->dimensions[t->order[i]].count));
        return sum;
    }
    const int dimension = t->order[place];
    for (int a = 0; a < t->agreement->dimensions[dimension].count; a++) {
        t->choice[dimension] = a;
        sum = cas_big_add(t->arena, sum, count_from(t, place + 1));
    }
    t->choice[dimension] = -1;
    return sum;
}

bool cas_packages_count(cas_arena *arena, const cas_agreement *agreement, const cas_condition *in, long work,
                        cas_big *out)
{
    const int dimensions = agreement->dimension_count;
    tally t = {.arena = arena, .agreement = agreement, .work = work};
    t.condition = in ? in : cas_packages_of_drafts(arena, agreement);
    t.choice = CAS_ARRAY(arena, int, dimensions + 1);
    bool *speaks = CAS_ARRAY(arena, bool, dimensions + 1);
    cas_condition_dimensions(t.condition, speaks);
    for (int i = 0; i < agreement->infeasible_count; i++)
        cas_condition_dimensions(agreement->infeasible[i].condition, speaks);
    int *order = CAS_ARRAY(arena, int, dimensions + 1), fixed = 0;
    cas_big others = cas_big_of(arena, 1);
    for (int d = 0; d < dimensions; d++) {
        t.choice[d] = -1;
        if (speaks[d])
            order[fixed++] = d;
        else
            others = cas_big_multiply(arena, others, cas_big_of(arena, (uint64_t)agreement->dimensions[d].count));
    }
    t.order = order;
    t.order_count = fixed;
    *out = cas_big_multiply(arena, count_from(&t, 0), others);
    return t.work >= 0;
}

/* ---- Names ------------------------------------------------------------------------------------------------------------- */

const char *cas_package_words(cas_arena *arena, const cas_agreement *agreement, const int *choice, const bool *which)
{
    cas_builder out = {.arena = arena};
    for (int d = 0; d < agreement->dimension_count; d++) {
        if ((which && !which[d]) || choice[d] < 0)
            continue;
        const cas_dimension *dimension = &agreement->dimensions[d];
        cas_putf(&out, "%s%s = %s", out.length ? ", " : "", dimension->name, dimension->alternatives[choice[d]].name);
    }
    return cas_built_string(&out);
}

const char *cas_package_drafts(cas_arena *arena, const cas_agreement *agreement, const int *choice)
{
    cas_builder out = {.arena = arena};
    for (int i = 0; i < agreement->draft_count; i++)
        if (cas_condition_truth(agreement->drafts[i].condition, choice) == CAS_TRUE)
            cas_putf(&out, "%s%s", out.length ? ", " : "", agreement->drafts[i].name);
    return cas_built_string(&out);
}

int cas_dimension_find(const cas_agreement *agreement, cas_text name)
{
    const int id = cas_names_find(agreement->names, name);
    return id >= 0 && agreement->named[id].kind == CAS_NAMES_DIMENSION ? agreement->named[id].index : -1;
}

int cas_alternative_find(const cas_dimension *dimension, cas_text name)
{
    for (int i = 0; i < dimension->count; i++)
        if (cas_text_is(name, dimension->alternatives[i].name))
            return i;
    return -1;
}

int cas_form_in(const cas_form *const *forms, int count, const int *choice)
{
    int always = -1;
    for (int i = 0; i < count; i++) {
        if (!forms[i]->condition)
            always = i;
        else if (cas_condition_truth(forms[i]->condition, choice) == CAS_TRUE)
            return i;
    }
    return always;
}
