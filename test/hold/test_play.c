/*
 * Plays: what the others do at each stance, moves taken back and compared, and random plays written down as scenarios, which have to
 * run as they were played.
 */
#include "hold/random_instance.h"

#include "api/objects.h"
#include "hold/play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct reader {
    casus_ctx *ctx;
    casus_model *model;
    cas_arena arena;
} reader;

static void read_text(reader *r, const char *name, const char *text)
{
    const casus_ctx_options wishes = CASUS_CTX_OPTIONS_INIT;
    const casus_read_options how = CASUS_READ_OPTIONS_INIT;
    *r = (reader){0};
    assert_int_equal(casus_ctx_open(&wishes, &r->ctx), CASUS_OK);
    assert_int_equal(casus_model_read_text(r->ctx, name, text, strlen(text), &how, &r->model), CASUS_OK);
    if (!casus_model_is_sound(r->model))
        fail_msg("%s was not read:\n%s", name, text);
    cas_arena_open(&r->arena, &r->ctx->ctx);
}

static void close_reader(reader *r)
{
    cas_arena_close(&r->arena);
    casus_model_free(r->model);
    casus_ctx_free(r->ctx);
}

static const cas_played *play_as(reader *r, const int *choice, cas_play_options options)
{
    const cas_agreement *agreement = r->model->agreement;
    const cas_scenario *scenario = &agreement->scenarios[0];
    const cas_played *volatile played = NULL;
    cas_guard guard;
    if (setjmp(*cas_guard_open(&r->ctx->ctx, &guard)) == 0) {
        const cas_scenario_cases cases = cas_scenario_list_cases(&r->arena, agreement, scenario, choice);
        played = cas_play(&r->arena, agreement, scenario, choice, cases.attackers, &options);
    }
    cas_guard_close(&r->ctx->ctx, &guard);
    return guard.status ? NULL : played;
}

static bool happened(const cas_played *played, const char *words, double day)
{
    for (size_t i = 0; i < played->entry_count; i++)
        if (strcmp(played->entries[i].words, words) == 0 &&
            (double)played->entries[i].tick * played->instance->tick_hours == 24 * day)
            return true;
    return false;
}

static int choice_called(const cas_played *played, const char *words)
{
    for (int c = 0; c < played->choice_count; c++)
        if (strcmp(played->choices[c].words, words) == 0)
            return c + 1;
    return -1;
}

static const char *const text =
    "agreement test \"A test\"\nparty A\nparty B\nparty C\nparty X\ngroup three = A, B, C\n"
    "measure arms\nmeasure money\nact consult\nact shoot\nincident attack by everyone on A\n"
    "goal armed = any of three gives arms to A\n"
    "clause 1\n  assume \"t\"\n  when attack\n  three jointly must consult within 2 days\n  A can request\n"
    "clause 2\n  assume \"t\"\n  when request\n  decide plan by all of three yes within 3 days\n"
    "clause 3\n  assume \"t\"\n  when plan adopted\n  each of three must give any of arms, money to A within 1 days\n"
    "clause 4\n  assume \"t\"\n  each of three must not shoot\n"
    "clause 5\n  assume \"t\"\n  when attack\n  any 1 of (B, C) must give money to A within 4 days\n"
    "scenario \"s\"\n  day 0: attack by X on A\n  day 1: A, C does shoot\n  day 5: expect armed reached\n";

static void test_stances(void **state)
{
    (void)state;
    reader r;
    read_text(&r, "test", text);
    const int none[1] = {0};
    /* A plays: consults and requests at once, votes yes, and waits to the end. */
    const cas_played *played = play_as(&r, none, (cas_play_options){.party = 0, .others = CAS_OBEYS});
    assert_non_null(played);
    assert_int_equal(played->choice_count, 3);
    const int shoots = choice_called(played, "A does shoot"), consults = choice_called(played, "A does consult"),
              requests = choice_called(played, "A does request");
    assert_string_equal(played->choices[shoots - 1].breaches, "4");
    assert_null(played->choices[consults - 1].breaches);
    assert_true(played->can_wait && played->wait_until == 1);
    const int course[] = {requests, 0, 0, 0, 0};

    /* Obeyers come on the last day and do not vote; one of two gives, the first. The line of A and C is C's alone. */
    played = play_as(&r, none, (cas_play_options){.party = 0, .others = CAS_OBEYS, .moves = course, .move_count = 5});
    assert_true(happened(played, "C does shoot", 1));
    assert_true(happened(played, "C breaches 4: it must not shoot", 1));
    assert_true(happened(played, "B and C do consult", 2));
    assert_true(happened(played, "A breaches 1: by now it had to consult", 2));
    assert_true(happened(played, "plan is rejected", 3));
    assert_true(happened(played, "B gives money to A", 4));
    assert_false(played->can_wait);

    /* Helpers vote and give at once; all that the plan lacks is the player's vote. */
    played = play_as(&r, none, (cas_play_options){.party = 0, .others = CAS_HELPS, .moves = course, .move_count = 1});
    const int votes = choice_called(played, "A votes yes on plan");
    assert_true(happened(played, "B and C vote yes on plan", 0));
    assert_true(votes > 0 && choice_called(played, "A votes no on plan") == votes + 1);
    const int wins[] = {requests, votes}, loses[] = {requests, votes + 1};
    played = play_as(
        &r, none,
        (cas_play_options){
            .party = 0, .others = CAS_HELPS, .moves = wins, .move_count = 2, .instead = loses, .instead_count = 2});
    assert_true(happened(played, "B and C give arms to A", 0));
    assert_true(happened(played, "armed is reached", 0));
    assert_true(played->gained_count >= 3 && played->lost_count >= 2);
    assert_string_equal(played->gained[0].words, "A votes yes on plan");
    assert_string_equal(played->lost[0].words, "A votes no on plan");

    /* Resisters vote no and breach. */
    played = play_as(&r, none, (cas_play_options){.party = 0, .others = CAS_RESISTS, .moves = course, .move_count = 5});
    assert_true(happened(played, "plan is rejected: no B and C", 0));
    assert_true(happened(played, "three breach 1: by now they had to consult", 2) ||
                happened(played, "A, B and C breach 1: by now they had to consult", 2));

    /* A move that is none. */
    const int wrong[] = {99};
    assert_null(play_as(&r, none, (cas_play_options){.party = 0, .moves = wrong, .move_count = 1}));
    close_reader(&r);
}

/* ---- As it was played ---------------------------------------------------------------------------------------------------- */

static void put_outcome(cas_builder *out, const cas_scene_entry *entries, size_t count, cas_tick before)
{
    for (size_t i = 0; i < count; i++)
        if (entries[i].kind != CAS_ENTRY_STATED && entries[i].kind != CAS_ENTRY_WITHOUT_EFFECT &&
            entries[i].tick < before)
            cas_putf(out, "%lld %s\n", (long long)entries[i].tick, entries[i].words);
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* What one round brings comes in another order from several lines: the lines of the text, sorted. */
static const char *sorted(cas_arena *arena, const char *lines)
{
    const char *line[1000];
    size_t count = 0;
    char *copy = (char *)cas_text_string(arena, cas_text_of(lines));
    for (char *at = strtok(copy, "\n"); at && count < 1000; at = strtok(NULL, "\n"))
        line[count++] = at;
    qsort(line, count, sizeof *line, compare_lines);
    cas_builder out = {.arena = arena};
    for (size_t i = 0; i < count; i++)
        cas_putf(&out, "%s\n", line[i]);
    return cas_built_string(&out);
}

static char *file_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *bytes = calloc(1, 1 << 17);
    assert_non_null(bytes);
    assert_true(fread(bytes, 1, (1 << 17) - 1, file) > 0);
    fclose(file);
    return bytes;
}

/* The package, as the `in` line of a scenario. */
static void put_package(cas_builder *out, const cas_agreement *agreement, const int *choice)
{
    for (int d = 0; d < agreement->dimension_count; d++)
        cas_putf(out, "%s%s = %s", d ? ", " : "  in ", agreement->dimensions[d].name,
                 agreement->dimensions[d].alternatives[choice[d]].name);
    cas_puts(out, agreement->dimension_count ? "\n" : "");
}

static void replay(reader *r, const char *path, const char *source, const cas_played *played)
{
    reader again;
    cas_builder whole = {.arena = &r->arena}, was = {.arena = &r->arena};
    cas_putf(&whole, "%s\nscenario \"as it was played\"\n", source);
    put_package(&whole, r->model->agreement, played->package);
    cas_puts(&whole, played->lines);
    put_outcome(&was, played->entries, played->entry_count, played->now);
    read_text(&again, path, cas_built_string(&whole));
    const cas_agreement *agreement = again.model->agreement;
    const cas_scenario *scenario = &agreement->scenarios[agreement->scenario_count - 1];
    const cas_scenario_cases cases = cas_scenario_list_cases(&again.arena, agreement, scenario, played->package);
    const cas_scenario_run *run =
        cas_scenario_run_one(&again.arena, agreement, scenario, played->package, cases.attackers, true);
    cas_builder is = {.arena = &again.arena};
    put_outcome(&is, run->entries, run->entry_count, played->now);
    if (strcmp(sorted(&r->arena, cas_built_string(&was)), sorted(&again.arena, cas_built_string(&is))) != 0)
        fail_msg("%s: played\n%s\nwritten down\n%s\nhas\n%s", path, cas_built_string(&was), played->lines,
                 cas_built_string(&is));
    close_reader(&again);
}

static void test_written_down(void **state)
{
    (void)state;
    static const char *const files[] = {
        "cases/budapest-1994/budapest-1994.casus", "cases/shareholders/shareholders.casus",
        "cases/luxemburg-1867/luxemburg-1867.casus", "cases/kyiv-security-compact/kyiv-security-compact.casus",
        "cases/ukraine/istanbul-2022.casus"};
    enum { PLAYS = 12, MOVES = 14 };
    int played_moves = 0;
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        reader r;
        char *source = file_text(files[f]);
        read_text(&r, files[f], source);
        const cas_agreement *agreement = r.model->agreement;
        for (uint64_t seed = 1; seed <= PLAYS; seed++) {
            cas_dice dice;
            cas_dice_open(&dice, seed * 31 + f);
            int moves[MOVES];
            cas_package_walk walk;
            cas_packages_begin(&walk, &r.arena, agreement, agreement->scenarios[0].in);
            const int *choice = cas_packages_next(&walk);
            cas_play_options options = {.party = cas_dice_below(&dice, agreement->party_count),
                                        .others = (cas_stance)cas_dice_below(&dice, 3),
                                        .moves = moves};
            const cas_played *played = play_as(&r, choice, options);
            for (; played && options.move_count < MOVES; options.move_count++, played = play_as(&r, choice, options)) {
                const bool waits =
                    options.move_count > MOVES - 4 || !played->choice_count || cas_dice_chance(&dice, 50);
                moves[options.move_count] = waits ? 0 : 1 + cas_dice_below(&dice, played->choice_count);
                played_moves += !waits;
            }
            assert_non_null(played);
            replay(&r, files[f], source, played);
        }
        close_reader(&r);
        free(source);
    }
    print_message("# %d moves played, written down and run again\n", played_moves);
    assert_true(played_moves > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stances),
        cmocka_unit_test(test_written_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
