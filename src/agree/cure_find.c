/*
 * The cures of a text: see docs/methods/cure.md for the definition and for why nothing is missed.
 *
 * 1. Ask the text as it stands. If that is enough, there is nothing to cure.
 * 2. Make the menu (cure_menu.c).
 * 3. Look at sets of edits (cure_search.c).
 * 4. Read each cure afresh and ask it in full (cas_cure_run); what that contradicts is a bug. Count what it costs (cure_cost.c).
 */
#include "agree/cure_search.h"

#include <string.h>

/* ---- The menu's occasion ---------------------------------------------------------------------------------------------------- */

/* What can matter to the goal; and what the attacker's name would make matter, for edits write it. */
static cas_influence influence_with_attacker(cas_arena *arena, const cas_agreement *agreement,
                                             const cas_question *question)
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

static const cas_cure_menu *make_menu(cas_cure_search *s, const cas_set *named)
{
    cas_arena *arena = s->arena;
    const bool incident = s->question->by_kind >= CAS_ON_INCIDENT;
    int *dimensions = CAS_ARRAY(arena, int, (size_t)s->wish->setting_count + 1);
    int *alternatives = CAS_ARRAY(arena, int, (size_t)s->wish->setting_count + 1);
    for (int i = 0; i < s->wish->setting_count; i++) {
        dimensions[i] = s->wish->settings[i].dimension;
        alternatives[i] = s->wish->settings[i].alternative;
    }
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
                                  .setting_alternatives = alternatives,
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
static bool verify(cas_cure_search *s, const cas_cure_edit *const *edits, int count, cas_cure *cure)
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

static void list_cures(cas_cure_search *s, cas_cured *cured)
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
static void run_guarded(cas_cure_search *s, void (*work)(cas_cure_search *, cas_cured *), cas_cured *cured)
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

static void make_and_look(cas_cure_search *s, cas_cured *cured)
{
    s->menu = make_menu(s, &s->named);
    cured->menu = s->menu;
    s->closed = CAS_ARRAY(s->arena, bool, (size_t)s->menu->count + 1);
    cas_cure_search_all(s);
}

static void find_and_list(cas_cure_search *s, cas_cured *cured)
{
    cas_ctx *ctx = s->arena->ctx;
    const double deadline = ctx->deadline, now = cas_now();
    const uint64_t most_beats = ctx->most_beats;
    /* What is found has still to be verified and its costs counted. */
    if (deadline > now)
        ctx->deadline = now + (deadline - now) * 0.6;
    if (most_beats > ctx->beats)
        ctx->most_beats = ctx->beats + (most_beats - ctx->beats) * 6 / 10;
    run_guarded(s, make_and_look, cured);
    ctx->deadline = deadline;
    ctx->most_beats = most_beats;
    cured->found = s->found_count;
    cured->complete_to = s->complete_to;
    cured->sets = s->sets;
    cured->runs = s->runs;
    cured->undecided = s->undecided;
    if (s->undecided && !cured->needs)
        cured->needs = undecided_needs;
    run_guarded(s, list_cures, cured);
}

const cas_cured *cas_cure_find(cas_arena *arena, const cas_loaded *loaded, const cas_loader *loader,
                               const cas_cure_wish *wish)
{
    const char *why = NULL;
    cas_cured *cured = CAS_NEW(arena, cas_cured);
    cas_cure_search *s = CAS_NEW(arena, cas_cure_search);
    cas_cure_wish *kept = CAS_NEW(arena, cas_cure_wish);
    *kept = *wish;
    *s = (cas_cure_search){.arena = arena, .wish = kept, .source = cas_cure_source_of(arena, loaded, loader)};
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
