/*
 * Cures against exhaustive search of the same menu of edits: every set up to two edits is made, read, and judged by the naive search of the game
 * in every package; what reaches the verdict and holds no other that does must be what was found, no more and no less.
 *
 * Where the naive search would take too long, the verdict comes from the method instead, so that larger texts are compared too.
 *
 * The twin shares the menu and the reading of edited texts with the method, and nothing else: no classes of packages, no fast verdict, nothing
 * remembered from smaller sets (only equal instances are judged once).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "cure_trial.h"

#include "agree/cure.h"
#include "hold/naive.h"
#include "hold/questions.h"
#include "model/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Trials under a guard ---------------------------------------------------------------------------------------------------- */

typedef void cure_piece(cas_arena *arena, void *data);

static cas_status run_piece(cure_piece *piece, void *data)
{
    cas_ctx ctx = {0};
    cas_ctx_open(&ctx);
    cas_arena arena;
    cas_arena_open(&arena, &ctx);
    cas_guard guard;
    if (setjmp(*cas_guard_open(&ctx, &guard)) == 0)
        piece(&arena, data);
    cas_guard_close(&ctx, &guard);
    cas_arena_close(&arena);
    if (guard.status != CAS_OK && guard.status != CAS_E_BUDGET)
        fail_msg("left with status %d: %s", (int)guard.status, ctx.needs);
    assert_int_equal(ctx.used_bytes, 0);
    return guard.status;
}

/* ---- The twin -------------------------------------------------------------------------------------------------------------- */

typedef struct twin {
    cas_arena *arena;
    const cas_cure_source *source;
    const cas_cure_wish *wish;
    bool by_method;      /* judged by cas_hold_verdict, where the naive search would take too long */
    cas_names instances; /* as text, with who attacks */
    signed char *enough;
    size_t room;
    size_t texts, judged;
} twin;

static cas_tick naive_value(twin *t, const cas_instance *instance, const cas_goal *goal, int by, cas_stance rest,
                            cas_stance aggressor, int also)
{
    cas_stance stances[CAS_MAX_PARTIES];
    for (int p = 0; p < instance->party_count; p++)
        stances[p] = rest;
    if (instance->attacked >= 0)
        stances[instance->attacked] = CAS_HELPS;
    if (by >= 0)
        stances[by] = aggressor;
    if (also >= 0)
        stances[also] = CAS_RESISTS;
    return cas_naive_value(t->arena, instance, goal, stances, 40000, NULL);
}

/* The verdict in full, by the table of docs/semantics.md: its rank from best to worst, and its day. */
static int naive_verdict(twin *t, const cas_instance *instance, const cas_goal *goal, int by, cas_tick *day)
{
    *day = naive_value(t, instance, goal, by, CAS_OBEYS, CAS_RESISTS, -1);
    if (*day < CAS_NEVER)
        return CAS_CURE_ASSURED;
    *day = naive_value(t, instance, goal, by, CAS_HELPS, CAS_RESISTS, -1);
    if (*day < CAS_NEVER) {
        for (int p = 0; p < instance->party_count; p++)
            if (p != by && p != instance->attacked &&
                naive_value(t, instance, goal, by, CAS_HELPS, CAS_RESISTS, p) >= CAS_NEVER)
                return CAS_CURE_MERCY;
        return CAS_CURE_AVAILABLE;
    }
    if (by < 0 || naive_value(t, instance, goal, by, CAS_HELPS, CAS_HELPS, -1) >= CAS_NEVER)
        return CAS_CURE_NEEDS_BY_RIGHT + 1;
    return naive_value(t, instance, goal, by, CAS_HELPS, CAS_OBEYS, -1) >= CAS_NEVER ? CAS_CURE_NEEDS_BY_RIGHT
                                                                                     : CAS_CURE_NEEDS_BY_BREACH;
}

static int method_verdict(twin *t, const cas_instance *instance, const cas_goal *goal, int by, cas_tick *day)
{
    const cas_hold_options plain = {0};
    const cas_verdict *verdict = cas_hold_verdict(t->arena, instance, goal, by, &plain);
    *day = verdict->tick;
    switch (verdict->word) {
    case CAS_ASSURED: return CAS_CURE_ASSURED;
    case CAS_AVAILABLE: return CAS_CURE_AVAILABLE;
    case CAS_AT_THE_MERCY: return CAS_CURE_MERCY;
    case CAS_NEEDS: return verdict->by_right ? CAS_CURE_NEEDS_BY_RIGHT : CAS_CURE_NEEDS_BY_BREACH;
    case CAS_IMPOSSIBLE: break;
    case CAS_UNDECIDED: cas_fail(t->arena->ctx, CAS_E_BUDGET, "undecided");
    }
    return CAS_CURE_NEEDS_BY_RIGHT + 1;
}

static bool is_enough(twin *t, const cas_instance *instance, int goal, int by)
{
    cas_builder key = {.arena = t->arena};
    cas_putf(&key, "%d %d\n", goal, by);
    cas_instance_dump(&key, instance);
    const int known = cas_names_find(&t->instances, cas_built(&key));
    if (known >= 0)
        return t->enough[known];
    cas_tick day;
    const int rank = t->by_method ? method_verdict(t, instance, &instance->goals[goal], by, &day)
                                  : naive_verdict(t, instance, &instance->goals[goal], by, &day);
    const cas_cure_wanted *wanted = &t->wish->wanted;
    const bool in_time =
        !wanted->has_day || (day < CAS_NEVER && (double)day * instance->tick_hours / 24 <= wanted->days + 1e-9);
    const size_t at = (size_t)cas_names_add(&t->instances, cas_built(&key));
    t->enough = CAS_ROOM(t->arena, t->enough, at, &t->room);
    t->enough[at] = rank <= (int)wanted->word && in_time;
    t->judged++;
    return t->enough[at];
}

static const cas_condition *asked_packages(twin *t, const cas_agreement *agreement, const cas_cure_edit *const *edits,
                                           int count)
{
    const cas_condition *in = t->wish->draft >= 0 ? agreement->drafts[t->wish->draft].condition : NULL;
    for (int s = 0; s < t->wish->setting_count; s++) {
        cas_chosen setting = t->wish->settings[s];
        for (int e = 0; e < count; e++)
            if (edits[e]->of_setting && edits[e]->dimension == setting.dimension)
                setting.alternative = edits[e]->alternative;
        in = cas_condition_both(t->arena, in, cas_condition_is(t->arena, setting.dimension, setting.alternative));
    }
    return in;
}

/* Does the text with these edits have the verdict in every package, for every aggressor asked about? */
static bool twin_reaches(twin *t, const cas_cure_edit *const *edits, int count)
{
    const char *statement = cas_format(t->arena, "ask verdict of %s on %s%s%s", t->wish->goal, t->wish->incident,
                                       t->wish->by ? " by " : "", t->wish->by ? t->wish->by : "");
    const cas_agreement *agreement = cas_cure_read(t->arena, t->source, edits, count, false, statement, NULL);
    if (!agreement)
        return false;
    t->texts++;
    const cas_question *question = &agreement->questions[agreement->question_count - 1];
    cas_package_walk walk;
    bool spoken = false;
    cas_packages_begin(&walk, t->arena, agreement, asked_packages(t, agreement, edits, count));
    for (const int *choice; (choice = cas_packages_next(&walk)) != NULL;) {
        const cas_occasions occasions = cas_question_occasions(t->arena, agreement, question, choice);
        for (int o = 0; o < occasions.count; o++) {
            const cas_occasion *occasion = &occasions.items[o].occasion;
            spoken = true;
            if (!is_enough(t, cas_instance_build(t->arena, agreement, choice, occasion), question->goal,
                           occasion->attacker))
                return false;
        }
    }
    return spoken;
}

/* ---- All sets --------------------------------------------------------------------------------------------------------------- */

enum { MOST_SETS = 40000 };

typedef struct edit_set {
    int first, second; /* second -1: one edit */
} edit_set;

/* Is the edit itself, or a further one on its ladder, in the set? */
static bool holds_or_exceeds(const cas_cure_menu *menu, edit_set set, int edit)
{
    const cas_cure_edit *wanted = &menu->edits[edit];
    for (int i = 0; i < 2; i++) {
        const int other = i ? set.second : set.first;
        if (other >= 0 && (other == edit || (wanted->row->ladder && menu->edits[other].place == wanted->place &&
                                             menu->edits[other].rung >= wanted->rung)))
            return true;
    }
    return false;
}

static bool is_milder(const cas_cure_menu *menu, edit_set a, edit_set b)
{
    return (a.first != b.first || a.second != b.second) && holds_or_exceeds(menu, b, a.first) &&
           (a.second < 0 || holds_or_exceeds(menu, b, a.second));
}

static size_t twin_sets(twin *t, const cas_cure_menu *menu, edit_set *reaching)
{
    size_t count = 0;
    for (int a = 0; a < menu->count; a++)
        for (int b = -1; b < menu->count; b++) {
            if (b >= 0 && (b <= a || menu->edits[a].place == menu->edits[b].place ||
                           cas_cure_clash(&menu->edits[a], &menu->edits[b])))
                continue;
            const cas_cure_edit *edits[2] = {&menu->edits[a], b >= 0 ? &menu->edits[b] : NULL};
            if (twin_reaches(t, edits, b >= 0 ? 2 : 1) && count < MOST_SETS)
                reaching[count++] = (edit_set){a, b};
        }
    return count;
}

static bool was_found(const cas_cured *cured, edit_set set)
{
    for (size_t c = 0; c < cured->count; c++) {
        const cas_cure *cure = &cured->cures[c];
        if (cure->edits[0]->number == set.first && (cure->count == 2 ? cure->edits[1]->number : -1) == set.second)
            return true;
    }
    return false;
}

/* ---- Random texts ----------------------------------------------------------------------------------------------------------- */

typedef struct tally {
    uint64_t seed;
    bool by_method;
    size_t compared, with_cures, cures, pairs, texts, judged, already, given_up;
    size_t rows[64], words[8];
    int most_edits_of_menu;
} tally;

static void show_edits(const cas_cure_edit *const *edits, int count)
{
    for (int e = 0; e < count; e++)
        print_message("    %s: %s -> %s\n", edits[e]->row->name, edits[e]->from, edits[e]->to);
}

static void compare(cas_arena *arena, tally *sums, const char *text, const cas_loaded *loaded,
                    const cas_cure_wish *wish, const cas_cured *cured)
{
    twin t = {.arena = arena,
              .source = cas_cure_source_of(arena, loaded, &cas_loader_files),
              .wish = wish,
              .by_method = sums->by_method,
              .instances = {.arena = arena}};
    const bool already = twin_reaches(&t, NULL, 0);
    if (already != cured->already)
        fail_msg("seed %llu: already %d, by the definition %d\n%s", (unsigned long long)sums->seed, cured->already,
                 already, text);
    if (already) {
        sums->already++;
        return;
    }
    edit_set *reaching = CAS_ARRAY(arena, edit_set, MOST_SETS);
    const size_t count = twin_sets(&t, cured->menu, reaching);
    size_t minimal = 0;
    for (size_t i = 0; i < count; i++) {
        bool superfluous = false;
        for (size_t j = 0; j < count && !superfluous; j++)
            superfluous = is_milder(cured->menu, reaching[j], reaching[i]);
        const cas_cure_edit *edits[2] = {&cured->menu->edits[reaching[i].first],
                                         reaching[i].second >= 0 ? &cured->menu->edits[reaching[i].second] : NULL};
        if (superfluous == was_found(cured, reaching[i])) {
            show_edits(edits, edits[1] ? 2 : 1);
            fail_msg("seed %llu: a cure %s\nwanted %s of %s by %s\n%s", (unsigned long long)sums->seed,
                     superfluous ? "that is superfluous was listed" : "was missed", wish->wanted.words, wish->goal,
                     wish->by ? wish->by : "anybody", text);
        }
        minimal += !superfluous;
        if (superfluous)
            continue;
        sums->pairs += edits[1] != NULL;
        for (int e = 0; e < 2 && edits[e]; e++)
            sums->rows[edits[e]->row - cas_cure_rows]++;
    }
    if (minimal != cured->count || cured->found != cured->count) {
        for (size_t c = 0; c < cured->count; c++) {
            const cas_cure *cure = &cured->cures[c];
            if (twin_reaches(&t, cure->edits, cure->count))
                continue;
            print_message("no cure, by the definition:\n");
            show_edits(cure->edits, cure->count);
        }
        fail_msg("seed %llu: %zu cures were listed, %zu there are\nwanted %s of %s by %s\n%s",
                 (unsigned long long)sums->seed, cured->count, minimal, wish->wanted.words, wish->goal,
                 wish->by ? wish->by : "anybody", text);
    }
    sums->compared++;
    sums->with_cures += minimal > 0;
    sums->cures += minimal;
    sums->texts += t.texts;
    sums->judged += t.judged;
    sums->words[wish->wanted.word]++;
    if (cured->menu->count > sums->most_edits_of_menu)
        sums->most_edits_of_menu = cured->menu->count;
}

static void try_seed(cas_arena *arena, void *data)
{
    tally *sums = data;
    const char *why = NULL;
    cure_trial_question asked;
    const char *text = cure_random_text(arena, sums->seed, &asked);
    const cas_loaded *loaded = cure_load(arena, text, &why);
    if (!loaded)
        fail_msg("seed %llu: %s\n%s", (unsigned long long)sums->seed, why, text);
    cas_cure_wish wish = {
        .goal = asked.goal, .incident = "attack", .by = asked.by, .draft = -1, .most_edits = 2, .first = MOST_SETS};
    assert_true(cas_cure_wanted_read(arena, asked.want, &wish.wanted));
    cas_chosen setting = {0};
    const cas_agreement *plain =
        cas_cure_read(arena, cas_cure_source_of(arena, loaded, &cas_loader_files), NULL, 0, false, "", NULL);
    for (int d = 0; asked.draft && d < plain->draft_count; d++)
        if (strcmp(plain->drafts[d].name, asked.draft) == 0)
            wish.draft = d;
    if (asked.setting[0]) {
        setting.dimension = cas_dimension_find(plain, cas_text_of(asked.setting[0]));
        setting.alternative =
            cas_alternative_find(&plain->dimensions[setting.dimension], cas_text_of(asked.setting[1]));
        wish.settings = &setting;
        wish.setting_count = 1;
    }
    const cas_cured *cured = cas_cure_find(arena, loaded, &cas_loader_files, &wish);
    if (cured->undecided || cured->needs) {
        print_message("# seed %llu given up: %s\n", (unsigned long long)sums->seed,
                      cured->needs ? cured->needs : "undecided sets");
        sums->given_up++;
        return;
    }
    for (size_t c = 0; c < cured->count; c++)
        assert_true(cured->cures[c].costs_known);
    compare(arena, sums, text, loaded, &wish, cured);
}

static void none_is_missed_and_none_superfluous(void **state)
{
    (void)state;
    tally sums = {0};
    const char *wish = getenv("CASUS_CURE_TRIALS");
    const uint64_t trials = wish ? strtoull(wish, NULL, 10) : 150;
    size_t naively = 0, by_method = 0;
    const char *only = getenv("CASUS_CURE_SEED");
    for (sums.seed = only ? strtoull(only, NULL, 10) : 1; sums.seed <= (only ? strtoull(only, NULL, 10) : trials);
         sums.seed++) {
        sums.by_method = false;
        naively += run_piece(try_seed, &sums) == CAS_OK;
        if (naively + by_method == sums.seed)
            continue;
        sums.by_method = true;
        by_method++;
        if (run_piece(try_seed, &sums) == CAS_E_BUDGET)
            sums.given_up++;
    }
    print_message(
        "# %zu texts by the naive search, %zu by the method; %zu compared (%zu with cures; %zu had the verdict; %zu given up): %zu cures, %zu of them of two edits; %zu edited "
        "texts, %zu instances searched; the longest menu has %d edits\n",
        naively, by_method, sums.compared, sums.with_cures, sums.already, sums.given_up, sums.cures, sums.pairs,
        sums.texts, sums.judged, sums.most_edits_of_menu);
    int rows = 0;
    for (int r = 0; r < cas_cure_row_count; r++) {
        rows += sums.rows[r] > 0;
        print_message("#   %-16s in %zu cures\n", cas_cure_rows[r].name, sums.rows[r]);
    }
    if (wish)
        return;
    assert_true(naively >= 80);
    assert_true(sums.compared >= 80);
    assert_true(sums.with_cures >= 30);
    assert_true(sums.pairs >= 30);
    assert_true(rows >= 14);
    assert_true(sums.words[CAS_CURE_ASSURED] && sums.words[CAS_CURE_AVAILABLE] && sums.words[CAS_CURE_MERCY]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(none_is_missed_and_none_superfluous),
    };
    return cmocka_run_group_tests_name("cure", tests, NULL, NULL);
}
