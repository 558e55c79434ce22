/*
 * Which sets of edits reach the verdict: see docs/methods/cure.md for the definition and for why nothing is missed.
 *
 * 1. Ask the text as it stands. If that is enough, there is nothing to cure.
 * 2. Make the menu (cure_menu.c).
 * 3. Look at sets of edits by size, within a size in the order of the menu, so that whatever makes a set superfluous has been looked at
 *    before it. A set reaches the verdict if it does in every package it leaves.
 * 4. Read each cure afresh and ask it in full (cas_cure_run); what that contradicts is a bug.
 *
 * A set falls into alternatives chosen, which only say which packages are asked about, and edits of words, which matter in a package only
 * where their clause or rule is in force. So the answer for a set in a package is the answer for those of its edits that are in force there,
 * and is worked out once for each such group and each class of packages that the goal cannot tell apart. Most sets are decided by what is
 * known of smaller ones.
 *
 * Cost: sets of edits times classes of packages, look-ups; one reading of the text, and one verdict for each aggressor, for each group of edits
 * that are in force together. Exact; what the budget does not reach is said.
 */
#include "agree/cure_parts.h"

#include <string.h>

enum { UNSPOKEN = CAS_OPEN + 1 }; /* nobody can be the aggressor in this package */

/* A class of packages that the goal cannot tell apart, in one scope. */
typedef struct scope_package {
    const int *choice;
    cas_text signature;
    const bool *in_force; /* per edit */
    signed char before;   /* the answer without any edit of words */
} scope_package;

/* The packages that are asked about once some alternatives are chosen. */
typedef struct scope_list {
    const scope_package *packages;
    size_t count;
} scope_list;

typedef struct search {
    cas_arena *arena;   /* what is remembered */
    cas_arena *scratch; /* one text at a time */
    const cas_cure_source *source;
    const cas_cure_wish *wish;
    const cas_agreement *base;
    const cas_question *question;
    const char *statement;
    cas_influence influence;
    cas_set named; /* the aggressor; where there is none, whom the verdict of the text as it stands speaks of */
    const cas_cure_menu *menu;
    cas_names scopes, answers; /* keys */
    scope_list *of_scope;
    size_t scope_room;
    signed char *of_answer;
    size_t answer_room;
    /* the text read last */
    cas_text read_key;
    const cas_agreement *read;
    cas_mark read_mark;
    /* what was found */
    const cas_cure_edit *const **found;
    int *found_size;
    size_t found_count, found_room, size_room;
    size_t sets, runs, undecided;
    int complete_to;
    char needs[sizeof((cas_ctx *)0)->needs];
    bool *closed; /* per edit: a cure alone, or beyond a milder one that is */
} search;

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
static const cas_agreement *text_with(search *s, const cas_cure_edit *const *edits, int count)
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

static signed char judge(search *s, const cas_agreement *agreement, const int *choice)
{
    if (!agreement)
        return CAS_FALSE;
    const cas_question *question = &agreement->questions[agreement->question_count - 1];
    const cas_occasions occasions = cas_question_occasions(s->scratch, agreement, question, choice);
    signed char all = (signed char)(occasions.count ? CAS_TRUE : UNSPOKEN);
    for (int o = 0; o < occasions.count && all != CAS_FALSE; o++) {
        const cas_truth enough = cas_cure_is_enough(s->scratch, agreement, question, &s->wish->wanted, choice,
                                                    &occasions.items[o].occasion);
        if (enough != CAS_TRUE)
            all = (signed char)enough;
    }
    return all;
}

static signed char answer_in(search *s, const scope_package *package, const cas_cure_edit *const *edits, int count)
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

static bool is_in_force(const search *s, const cas_cure_edit *edit, const int *choice)
{
    if (edit->clause >= 0)
        return cas_condition_truth(s->base->clauses[edit->clause].form.condition, choice) == CAS_TRUE;
    return edit->rule < 0 || CAS_FORM_IN(&s->base->rules[edit->rule], choice) == edit->rule_form;
}

static const bool *edits_in_force(search *s, const int *choice)
{
    bool *in_force = CAS_ARRAY(s->arena, bool, (size_t)s->menu->count + 1);
    for (int e = 0; e < s->menu->count; e++)
        in_force[e] = s->menu->edits[e].dimension < 0 && is_in_force(s, &s->menu->edits[e], choice);
    return in_force;
}

/* Those that fail as the text stands come first: they decide most sets. */
static void put_failing_first(scope_package *packages, size_t count)
{
    size_t front = 0;
    for (size_t i = 0; i < count; i++)
        if (packages[i].before != CAS_TRUE) {
            const scope_package failing = packages[i];
            memmove(&packages[front + 1], &packages[front], (i - front) * sizeof *packages);
            packages[front++] = failing;
        }
}

static scope_list make_scope(search *s, const cas_cure_edit *const *choices, int count)
{
    scope_list scope = {0};
    const cas_agreement *chosen =
        count ? cas_cure_read(s->arena, s->source, choices, count, true, s->statement, NULL) : s->base;
    if (!chosen)
        return scope;
    const cas_question_options options = cas_cure_options(s->arena, s->wish, choices, count);
    const cas_combinations list = cas_cure_packages(s->arena, chosen, &options, s->influence.dimensions);
    scope_package *packages = CAS_ARRAY(s->arena, scope_package, list.count + 1);
    cas_names seen = {.arena = s->arena};
    for (size_t c = 0; c < list.count; c++) {
        cas_poll(s->arena->ctx);
        int *choice = CAS_ARRAY(s->arena, int, (size_t)chosen->dimension_count + 1);
        cas_combination_fill(chosen, &list, c, choice);
        const cas_text signature = cas_influence_signature(s->arena, &s->influence, choice);
        if ((size_t)cas_names_add(&seen, signature) < scope.count)
            continue;
        scope_package *package = &packages[scope.count++];
        *package = (scope_package){choice, signature, edits_in_force(s, choice), 0};
        package->before = answer_in(s, package, NULL, 0);
    }
    put_failing_first(packages, scope.count);
    scope.packages = packages;
    return scope;
}

static const scope_list *scope_of(search *s, const cas_cure_edit *const *choices, int count)
{
    const cas_text key = key_of_edits(s->arena, choices, count);
    const int known = cas_names_find(&s->scopes, key);
    if (known >= 0)
        return &s->of_scope[known];
    const scope_list scope = make_scope(s, choices, count);
    const size_t at = (size_t)cas_names_add(&s->scopes, key);
    s->of_scope = CAS_ROOM(s->arena, s->of_scope, at, &s->scope_room);
    s->of_scope[at] = scope;
    return &s->of_scope[at];
}

/* ---- One set of edits ------------------------------------------------------------------------------------------------------- */

enum { MOST_SIZE = 8 };

static cas_truth reaches(search *s, const cas_cure_edit *const *edits, int count)
{
    const cas_cure_edit *choices[MOST_SIZE], *words[MOST_SIZE], *here[MOST_SIZE];
    int choice_count = 0, word_count = 0;
    for (int e = 0; e < count; e++)
        if (edits[e]->dimension >= 0)
            choices[choice_count++] = edits[e];
        else
            words[word_count++] = edits[e];
    const scope_list *scope = scope_of(s, choices, choice_count);
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

static bool is_superfluous(const search *s, const cas_cure_edit *const *edits, int count)
{
    for (size_t f = 0; f < s->found_count; f++)
        if (is_within(s->found[f], s->found_size[f], edits, count))
            return true;
    return false;
}

static void keep(search *s, const cas_cure_edit *const *edits, int count)
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

static void look_at(search *s, const cas_cure_edit *const *edits, int count)
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

static void look_at_all(search *s, const cas_cure_edit **edits, int count, int size, int from)
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
            s->wish->progress(s->wish->user, "trying edits", (double)(e + 1) / s->menu->count * size / (s->wish->most_edits + 1));
    }
}

static void look_through(search *s)
{
    const cas_cure_edit *edits[MOST_SIZE];
    for (int size = 1; size <= s->wish->most_edits; size++) {
        look_at_all(s, edits, 0, size, 0);
        s->complete_to = size;
    }
}

/* ---- The menu's occasion ---------------------------------------------------------------------------------------------------- */

/* What can matter to the goal; and what the attacker's name would make matter, for edits write it. */
static cas_influence influence_with_attacker(cas_arena *arena, const cas_agreement *agreement, const cas_question *question)
{
    static const cas_parties attacker = {.kind = CAS_PARTIES_ATTACKER, .span = CAS_NO_SPAN};
    cas_question widened = *question;
    if (question->by_kind >= CAS_ON_ATTACK_BY_ONE && !widened.among)
        widened.among = &attacker;
    return cas_influence_of(arena, agreement, &widened);
}

/* Parties that an edit may name: the aggressor, where it has first to be found; where there is none, whom the verdict speaks of. */
static int parties_to_name(cas_arena *arena, const cas_agreement *agreement, const cas_question *question,
                           const cas_set *named, const char ***out)
{
    enum { MOST_NAMED = 8 };
    const bool attack = question->by_kind >= CAS_ON_ATTACK_BY_ONE;
    int count = 0;
    *out = CAS_ARRAY(arena, const char *, MOST_NAMED);
    if (attack && (agreement->attacker_finding < 0 || question->by_kind != CAS_ON_ATTACK_BY_ONE))
        return 0;
    for (int p = cas_set_next(named, 0); p >= 0 && count < MOST_NAMED; p = cas_set_next(named, p + 1))
        (*out)[count++] = agreement->parties[p].name;
    return count;
}

static const cas_cure_menu *make_menu(search *s, const cas_set *named)
{
    cas_arena *arena = s->arena;
    const bool incident = s->question->by_kind >= CAS_ON_INCIDENT;
    int *dimensions = CAS_ARRAY(arena, int, (size_t)s->wish->setting_count + 1);
    for (int i = 0; i < s->wish->setting_count; i++)
        dimensions[i] = s->wish->settings[i].dimension;
    const char **names;
    const int name_count = parties_to_name(arena, s->base, s->question, named, &names);
    const cas_cure_asked asked = {.clauses = s->influence.clauses,
                                  .rules = s->influence.rules,
                                  .dimensions = s->influence.dimensions,
                                  .incident = incident ? s->base->incidents[s->question->incident].name : NULL,
                                  .has_attacker = s->question->by_kind >= CAS_ON_ATTACK_BY_ONE,
                                  .has_day = s->wish->wanted.has_day,
                                  .named = names,
                                  .named_count = name_count,
                                  .draft = s->wish->draft,
                                  .setting_dimensions = dimensions,
                                  .setting_count = s->wish->setting_count};
    return cas_cure_menu_make(arena, s->source, s->base, &asked);
}

/* ---- What is reported ------------------------------------------------------------------------------------------------------- */

static const cas_question *asked_of(const cas_agreement *agreement)
{
    return &agreement->questions[agreement->question_count - 1];
}

static const char undecided_needs[] = "larger searches than are begun for one verdict";

/* The edited text, read afresh and asked in full: false where that leaves the verdict undecided. */
static bool verify(search *s, const cas_cure_edit *const *edits, int count, cas_cure *cure)
{
    const cas_agreement *edited = cas_cure_read(s->arena, s->source, edits, count, false, s->statement, NULL);
    const cas_question_options options = cas_cure_options(s->arena, s->wish, edits, count);
    CAS_CHECK(s->arena->ctx, edited != NULL);
    const cas_cure_outcome outcome = cas_cure_run(s->arena, edited, asked_of(edited), &s->wish->wanted, &options);
    cas_poll(s->arena->ctx);
    if (outcome.enough == CAS_OPEN)
        return false;
    CAS_CHECK(s->arena->ctx, outcome.enough == CAS_TRUE);
    *cure = (cas_cure){.edits = edits, .count = count, .verdict = outcome.worst};
    cure->lines = cas_cure_lines(s->arena, s->source, edits, count, &cure->line_count);
    return true;
}

static void list_cures(search *s, cas_cured *cured)
{
    const size_t most = s->wish->first ? s->wish->first : 1000;
    cas_cure *cures = CAS_ARRAY(s->arena, cas_cure, s->found_count + 1);
    cured->cures = cures;
    for (size_t f = 0; f < s->found_count && cured->count < most; f++) {
        if (verify(s, s->found[f], s->found_size[f], &cures[cured->count])) {
            cured->count++;
            continue;
        }
        cured->found--;
        cured->undecided++;
        if (!cured->needs)
            cured->needs = undecided_needs;
    }
    const cas_cure_ledger *before = cured->count ? cas_cure_ledger_of(s->arena, s->source, s->wish, NULL, 0) : NULL;
    for (size_t f = 0; f < cured->count && before; f++) {
        const cas_cure_ledger *after = cas_cure_ledger_of(s->arena, s->source, s->wish, cures[f].edits, cures[f].count);
        if (s->wish->progress)
            s->wish->progress(s->wish->user, "counting costs", (double)f / (double)cured->count);
        if (!after)
            continue;
        cures[f].costs = cas_cure_costs(s->arena, before, after, &cures[f].cost_count);
        cures[f].costs_known = true;
    }
}

/* Runs the work and takes what it has done when the budget ends it. */
static void run_guarded(search *s, void (*work)(search *, cas_cured *), cas_cured *cured)
{
    cas_ctx *ctx = s->arena->ctx;
    cas_guard guard;
    if (setjmp(*cas_guard_open(ctx, &guard)) == 0)
        work(s, cured);
    cas_guard_close(ctx, &guard);
    if (guard.status == CAS_E_BUDGET) {
        /* There may be no memory left to copy it to. */
        memcpy(s->needs, ctx->needs, sizeof s->needs);
        cured->needs = s->needs;
    } else if (guard.status != CAS_OK)
        cas_fail(ctx, guard.status, "%s", cas_format(s->arena, "%s", ctx->needs));
}

static void make_and_look(search *s, cas_cured *cured)
{
    s->menu = make_menu(s, &s->named);
    cured->menu = s->menu;
    s->closed = CAS_ARRAY(s->arena, bool, (size_t)s->menu->count + 1);
    look_through(s);
}

static void find_and_list(search *s, cas_cured *cured)
{
    cas_ctx *ctx = s->arena->ctx;
    const double deadline = ctx->deadline, now = cas_now();
    /* What is found has still to be verified and its costs counted. */
    if (deadline > now)
        ctx->deadline = now + (deadline - now) * 0.6;
    run_guarded(s, make_and_look, cured);
    ctx->deadline = deadline;
    cured->found = s->found_count;
    cured->complete_to = s->complete_to;
    cured->sets = s->sets;
    cured->runs = s->runs;
    cured->undecided = s->undecided;
    if (s->undecided && !cured->needs)
        cured->needs = undecided_needs;
    run_guarded(s, list_cures, cured);
}

const cas_cured *cas_cure_find(cas_arena *arena, const cas_loaded *loaded, const cas_loader *loader, const cas_cure_wish *wish)
{
    const char *why = NULL;
    cas_cured *cured = CAS_NEW(arena, cas_cured);
    search *s = CAS_NEW(arena, search);
    cas_cure_wish *kept = CAS_NEW(arena, cas_cure_wish);
    *kept = *wish;
    *s = (search){.arena = arena, .wish = kept, .source = cas_cure_source_of(arena, loaded, loader)};
    s->scopes.arena = s->answers.arena = arena;
    s->statement = cas_cure_statement(arena, wish);
    s->base = cas_cure_read(arena, s->source, NULL, 0, false, s->statement, &why);
    if (!s->base)
        cas_fail(arena->ctx, CAS_E_INPUT, "%s", why);
    s->question = asked_of(s->base);
    s->influence = influence_with_attacker(arena, s->base, s->question);
    *cured = (cas_cured){.agreement = s->base, .wish = *wish};

    const cas_question_options options = cas_cure_options(arena, wish, NULL, 0);
    const cas_cure_outcome outcome = cas_cure_run(arena, s->base, s->question, &wish->wanted, &options);
    cured->verdict = outcome.worst;
    cured->elsewhere = outcome.elsewhere;
    cured->already = outcome.enough == CAS_TRUE;
    cured->complete_to = cured->already || cured->elsewhere ? wish->most_edits : 0;
    if (cured->already || cured->elsewhere)
        return cured;
    if (!outcome.worst.verdict && outcome.needs)
        cured->needs = outcome.needs;
    s->named = outcome.named;
    if (s->question->by_kind >= CAS_ON_ATTACK_BY_ONE)
        s->named = outcome.worst.instance && outcome.worst.instance->attacker >= 0
                       ? cas_set_single(outcome.worst.instance->attacker)
                       : cas_set_empty();

    cas_arena scratch;
    cas_arena_open(&scratch, arena->ctx);
    s->scratch = &scratch;
    cas_guard guard;
    if (setjmp(*cas_guard_open(arena->ctx, &guard)) == 0)
        find_and_list(s, cured);
    cas_guard_close(arena->ctx, &guard);
    cas_arena_close(&scratch);
    if (guard.status != CAS_OK)
        cas_fail(arena->ctx, guard.status, "%s", cas_format(arena, "%s", arena->ctx->needs));
    return cured;
}
