/*
 * Which sets of edits reach the verdict: the search.
 *
 * A set falls into alternatives chosen, which only say which packages are asked about, and edits of words, which matter in a package only
 * where their clause or rule is in force. So the answer for a set in a package is the answer for those of its edits that are in force
 * there, and is worked out once for each such group and each class of packages that the goal cannot tell apart. Most sets are decided by
 * what is known of smaller ones.
 *
 * Sets are looked at by size, within a size in the order of the menu, so that whatever makes a set superfluous has been looked at before
 * it.
 *
 * Cost: sets of edits times classes of packages, look-ups; one reading of the text, and one verdict for each aggressor, for each group of
 * edits that are in force together. Exact; what the budget does not reach is said.
 */
#include "agree/cure_search.h"

#include <string.h>

enum { UNSPOKEN = CAS_OPEN + 1 }; /* nobody can be the aggressor in this package */

/* ---- One text in one package ------------------------------------------------------------------------------------------------ */

static cas_text key_of_edits(cas_arena *arena, const cas_cure_edit *const *edits, int count)
{
    char *bytes = CAS_ARRAY(arena, char, (size_t)count * 2 + 1);
    for (int e = 0; e < count; e++) {
        bytes[2 * e] = (char)(edits[e]->number & 255);
        bytes[2 * e + 1] = (char)(edits[e]->number >> 8);
    }
    return (cas_text){bytes, (size_t)count * 2};
}

/* The text with these edits of words; NULL when it has an error. The last one is kept. */
static const cas_agreement *text_with(cas_cure_search *s, const cas_cure_edit *const *edits, int count)
{
    if (!count)
        return s->base;
    const cas_text key = key_of_edits(s->arena, edits, count);
    if (s->read_key.at && cas_text_equal(key, s->read_key)) {
        cas_arena_release(s->scratch, s->read_mark);
        return s->read;
    }
    cas_arena_release(s->scratch, (cas_mark){0});
    s->read_key = (cas_text){0};
    s->read = cas_cure_read(s->scratch, s->source, edits, count, true, s->statement, NULL);
    s->read_mark = cas_arena_mark(s->scratch);
    s->read_key = key;
    return s->read;
}

static signed char judge(cas_cure_search *s, const cas_agreement *agreement, const int *choice)
{
    if (!agreement)
        return CAS_FALSE;
    const cas_question *question = &agreement->questions[agreement->question_count - 1];
    const cas_occasions occasions = cas_question_occasions(s->scratch, agreement, question, choice);
    signed char all = (signed char)(occasions.count ? CAS_TRUE : UNSPOKEN);
    for (int o = 0; o < occasions.count && all != CAS_FALSE; o++) {
        const cas_truth enough =
            cas_cure_is_enough(s->scratch, agreement, question, &s->wish->wanted, choice, &occasions.items[o].occasion);
        if (enough != CAS_TRUE)
            all = (signed char)enough;
    }
    return all;
}

static signed char answer_in(cas_cure_search *s, const cas_cure_package *package, const cas_cure_edit *const *edits,
                             int count)
{
    const cas_mark mark = cas_arena_mark(s->arena);
    cas_builder key = {.arena = s->arena};
    cas_put(&key, package->signature);
    cas_put(&key, key_of_edits(s->arena, edits, count));
    const int known = cas_names_find(&s->answers, cas_built(&key));
    if (known >= 0) {
        cas_arena_release(s->arena, mark);
        return s->of_answer[known];
    }
    const signed char answer = judge(s, text_with(s, edits, count), package->choice);
    const size_t at = (size_t)cas_names_add(&s->answers, cas_built(&key));
    s->of_answer = CAS_ROOM(s->arena, s->of_answer, at, &s->answer_room);
    s->of_answer[at] = answer;
    s->runs++;
    return answer;
}

/* ---- Packages --------------------------------------------------------------------------------------------------------------- */

static bool is_in_force(const cas_cure_search *s, const cas_cure_edit *edit, const int *choice)
{
    if (edit->clause >= 0)
        return cas_condition_truth(s->base->clauses[edit->clause].form.condition, choice) == CAS_TRUE;
    return edit->rule < 0 || CAS_FORM_IN(&s->base->rules[edit->rule], choice) == edit->rule_form;
}

static const bool *edits_in_force(cas_cure_search *s, const int *choice)
{
    bool *in_force = CAS_ARRAY(s->arena, bool, (size_t)s->menu->count + 1);
    for (int e = 0; e < s->menu->count; e++)
        in_force[e] = s->menu->edits[e].dimension < 0 && is_in_force(s, &s->menu->edits[e], choice);
    return in_force;
}

/* Those that fail as the text stands come first: they decide most sets. */
static void put_failing_first(cas_cure_package *packages, size_t count)
{
    size_t front = 0;
    for (size_t i = 0; i < count; i++)
        if (packages[i].before != CAS_TRUE) {
            const cas_cure_package failing = packages[i];
            memmove(&packages[front + 1], &packages[front], (i - front) * sizeof *packages);
            packages[front++] = failing;
        }
}

static cas_cure_scope make_scope(cas_cure_search *s, const cas_cure_edit *const *choices, int count)
{
    cas_cure_scope scope = {0};
    const cas_agreement *chosen =
        count ? cas_cure_read(s->arena, s->source, choices, count, true, s->statement, NULL) : s->base;
    if (!chosen)
        return scope;
    const cas_question_options options = cas_cure_options(s->arena, s->wish, choices, count);
    const cas_combinations list = cas_cure_packages(s->arena, chosen, &options, s->influence.dimensions);
    cas_cure_package *packages = CAS_ARRAY(s->arena, cas_cure_package, list.count + 1);
    cas_names seen = {.arena = s->arena};
    for (size_t c = 0; c < list.count; c++) {
        cas_poll(s->arena->ctx);
        int *choice = CAS_ARRAY(s->arena, int, (size_t)chosen->dimension_count + 1);
        cas_combination_fill(chosen, &list, c, choice);
        const cas_text signature = cas_influence_signature(s->arena, &s->influence, choice);
        if ((size_t)cas_names_add(&seen, signature) < scope.count)
            continue;
        cas_cure_package *package = &packages[scope.count++];
        *package = (cas_cure_package){choice, signature, edits_in_force(s, choice), 0};
        package->before = answer_in(s, package, NULL, 0);
    }
    put_failing_first(packages, scope.count);
    scope.packages = packages;
    return scope;
}

static const cas_cure_scope *scope_of(cas_cure_search *s, const cas_cure_edit *const *choices, int count)
{
    const cas_text key = key_of_edits(s->arena, choices, count);
    const int known = cas_names_find(&s->scopes, key);
    if (known >= 0)
        return &s->of_scope[known];
    const cas_cure_scope scope = make_scope(s, choices, count);
    const size_t at = (size_t)cas_names_add(&s->scopes, key);
    s->of_scope = CAS_ROOM(s->arena, s->of_scope, at, &s->scope_room);
    s->of_scope[at] = scope;
    return &s->of_scope[at];
}

/* ---- One set of edits ------------------------------------------------------------------------------------------------------- */

enum { MOST_SIZE = 8 };

static cas_truth reaches(cas_cure_search *s, const cas_cure_edit *const *edits, int count)
{
    const cas_cure_edit *choices[MOST_SIZE], *words[MOST_SIZE], *here[MOST_SIZE];
    int choice_count = 0, word_count = 0;
    for (int e = 0; e < count; e++)
        if (edits[e]->dimension >= 0)
            choices[choice_count++] = edits[e];
        else
            words[word_count++] = edits[e];
    const cas_cure_scope *scope = scope_of(s, choices, choice_count);
    bool open = false, spoken = false;
    for (size_t p = 0; p < scope->count; p++) {
        int here_count = 0;
        for (int w = 0; w < word_count; w++)
            if (scope->packages[p].in_force[words[w]->number])
                here[here_count++] = words[w];
        const signed char answer =
            here_count ? answer_in(s, &scope->packages[p], here, here_count) : scope->packages[p].before;
        if (answer == CAS_FALSE)
            return CAS_FALSE;
        open |= answer == CAS_OPEN;
        spoken |= answer != UNSPOKEN;
    }
    return open ? CAS_OPEN : spoken ? CAS_TRUE : CAS_FALSE;
}

/* Is every edit of the first in the second, or a further one on the same ladder at the same place? */
static bool is_within(const cas_cure_edit *const *a, int a_count, const cas_cure_edit *const *b, int b_count)
{
    for (int i = 0; i < a_count; i++) {
        bool held = false;
        for (int j = 0; j < b_count && !held; j++)
            held = a[i] == b[j] || (a[i]->row->ladder && a[i]->place == b[j]->place && a[i]->rung <= b[j]->rung);
        if (!held)
            return false;
    }
    return true;
}

static bool is_superfluous(const cas_cure_search *s, const cas_cure_edit *const *edits, int count)
{
    for (size_t f = 0; f < s->found_count; f++)
        if (is_within(s->found[f], s->found_size[f], edits, count))
            return true;
    return false;
}

static void keep(cas_cure_search *s, const cas_cure_edit *const *edits, int count)
{
    const cas_cure_edit **copy = CAS_ARRAY(s->arena, const cas_cure_edit *, (size_t)count + 1);
    memcpy(copy, edits, (size_t)count * sizeof *copy);
    s->found = CAS_ROOM(s->arena, s->found, s->found_count, &s->found_room);
    s->found_size = CAS_ROOM(s->arena, s->found_size, s->found_count, &s->size_room);
    s->found[s->found_count] = copy;
    s->found_size[s->found_count++] = count;
    for (int e = 0; count == 1 && e < s->menu->count; e++) {
        const cas_cure_edit *other = &s->menu->edits[e];
        s->closed[e] |= is_within(copy, 1, &other, 1);
    }
}

static void look_at(cas_cure_search *s, const cas_cure_edit *const *edits, int count)
{
    s->sets++;
    if (count > 1 && is_superfluous(s, edits, count))
        return;
    const cas_truth truth = reaches(s, edits, count);
    if (truth == CAS_TRUE)
        keep(s, edits, count);
    s->undecided += truth == CAS_OPEN;
}

/* ---- All sets --------------------------------------------------------------------------------------------------------------- */

static bool can_join(const cas_cure_edit *const *edits, int count, const cas_cure_edit *next)
{
    for (int e = 0; e < count; e++)
        if (edits[e]->place == next->place || cas_cure_clash(edits[e], next))
            return false;
    return true;
}

static void look_at_all(cas_cure_search *s, const cas_cure_edit **edits, int count, int size, int from)
{
    if (count == size) {
        look_at(s, edits, size);
        return;
    }
    for (int e = from; e < s->menu->count; e++) {
        cas_poll(s->arena->ctx);
        if (s->closed[e] || !can_join(edits, count, &s->menu->edits[e]))
            continue;
        edits[count] = &s->menu->edits[e];
        look_at_all(s, edits, count + 1, size, e + 1);
        if (!count && s->wish->progress)
            s->wish->progress(s->wish->user, "trying edits",
                              (double)(e + 1) / s->menu->count * size / (s->wish->most_edits + 1));
    }
}

void cas_cure_search_all(cas_cure_search *s)
{
    const cas_cure_edit *edits[MOST_SIZE];
    for (int size = 1; size <= s->wish->most_edits; size++) {
        look_at_all(s, edits, 0, size, 0);
        s->complete_to = size;
    }
}
