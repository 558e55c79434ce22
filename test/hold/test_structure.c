/*
 * What can happen, against a look through all plays that shares the law of the game and nothing else: no position is
 * simplified, no tick passed over, no habit tried. And: what may.c says never starts is started by no play.
 */
#include "base/memory.h"
#include "hold/may.h"
#include "hold/wander.h"
#include "random_instance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { AGREEMENTS = 900, POSITIONS = 1500, SETS = 130 };

typedef struct twin {
    cas_naive_game game;
    cas_arena *arena;
    cas_naive_table known;
    cas_cell **pile;
    size_t count, room;
    bool *starts, *meets; /* per clause; per statement and party */
    cas_tick last;
} twin;

static void push(twin *t, const cas_cell *position)
{
    cas_naive_entry *entry = cas_naive_entry_of(&t->known, position);
    if (entry->first++)
        return;
    t->pile = CAS_ROOM(t->arena, t->pile, t->count, &t->room);
    t->pile[t->count] = CAS_ARRAY(t->arena, cas_cell, (size_t)t->game.cell_count);
    memcpy(t->pile[t->count++], position, (size_t)t->game.cell_count * sizeof *position);
}

static bool did(twin *t, cas_cell *position, const cas_way *way, int party, cas_done_status least)
{
    for (int i = 0; i < way->count; i++)
        if (way->doings[i].recipient == party ||
            *cas_done(&t->game, position, party, cas_naive_doing(&t->game, way->doings[i])) < (cas_cell)least)
            return false;
    return true;
}

static bool complied(twin *t, cas_cell *position, const cas_placed *duty, int party)
{
    const cas_who_kind kind = duty->words->who.kind;
    for (int w = 0; w < duty->words->way_count; w++)
        if (did(t, position, &duty->words->ways[w], party, kind == CAS_JOINTLY ? CAS_CAME : CAS_DONE))
            return true;
    return kind != CAS_EACH && cas_naive_duty_is_done(&t->game, position, duty);
}

static bool some_way_forbidden(twin *t, cas_cell *position, const cas_placed *duty, int party)
{
    for (int w = 0; w < duty->words->way_count; w++) {
        bool own = false, forbidden = false;
        for (int i = 0; i < duty->words->ways[w].count; i++) {
            own |= duty->words->ways[w].doings[i].recipient == party;
            forbidden |= cas_naive_forbidden(&t->game, position, party, duty->words->ways[w].doings[i]);
        }
        if (!own && forbidden)
            return true;
    }
    return false;
}

static void note(twin *t, cas_cell *position, bool all_pass)
{
    for (int c = 0; c < t->game.instance->clause_count; c++)
        for (int p = 0; p < t->game.parties; p++)
            t->starts[c] |= *cas_started(&t->game, position, c, p) != CAS_NOT_YET;
    for (int s = 0; all_pass && s < t->game.statement_count; s++) {
        const cas_placed *duty = &t->game.statements[s];
        for (int p = 0; duty->words->kind == CAS_DUTY && !duty->words->only_basis && p < t->game.parties; p++) {
            const cas_cell started = *cas_started(&t->game, position, duty->clause, p);
            if (started != CAS_NOT_YET && started + duty->words->within == position[0] &&
                cas_naive_in_force(&t->game, position, duty, p) && !complied(t, position, duty, p) &&
                !cas_naive_would_breach(&t->game, position, duty, p) && some_way_forbidden(t, position, duty, p))
                t->meets[s * t->game.parties + p] = true;
        }
    }
}

/* False: too many. */
static bool look_through(twin *t)
{
    cas_move moves[256], made[256];
    cas_cell *next = CAS_ARRAY(t->arena, cas_cell, (size_t)t->game.cell_count);
    while (t->count) {
        cas_cell *here = t->pile[--t->count];
        int open = 0;
        uint64_t sets = 1;
        note(t, here, false);
        for (int p = 0; p < t->game.parties; p++)
            open += cas_naive_open_moves(&t->game, here, p, moves + open);
        for (int i = 0; i < open; i++)
            sets *= moves[i].kind == CAS_MOVE_BALLOT ? 4 : 2;
        if (sets > SETS || t->known.count > POSITIONS)
            return false;
        for (uint64_t number = 1; number < sets; number++) {
            uint64_t rest = number;
            int count = 0;
            for (int i = 0; i < open; i++) {
                const uint64_t base = moves[i].kind == CAS_MOVE_BALLOT ? 4 : 2, digit = rest % base;
                rest /= base;
                made[count] = moves[i];
                if (base == 4)
                    made[count].choice = (int)(digit + 3) % 4;
                count += digit > 0;
            }
            cas_naive_round(&t->game, here, made, count, next);
            push(t, next);
        }
        note(t, here, true);
        memcpy(next, here, (size_t)t->game.cell_count * sizeof *next);
        if (!cas_naive_settle(&t->game, next).changed) {
            if (next[0] > t->last)
                continue;
            cas_naive_next_tick(&t->game, next);
        }
        push(t, next);
    }
    return true;
}

typedef struct tally {
    long compared, starts, idle, meetings, shown;
} tally;

static void compare(cas_arena *arena, uint64_t seed, tally *counts)
{
    const cas_instance *in = cas_random_instance(arena, seed);
    static const cas_goal nothing = {
        .name = "", .title = "", .words = "", .kind = CAS_GOAL_GIVES, .quant = {.kind = CAS_ANY}, .recipient = -1};
    static const cas_stance stances[16] = {CAS_RESISTS};
    twin t = {.arena = arena};
    cas_naive_open(&t.game, arena, in, &nothing, stances);
    t.known = (cas_naive_table){.arena = arena, .width = (size_t)t.game.cell_count};
    t.starts = CAS_ARRAY(arena, bool, (size_t)in->clause_count + 1);
    t.meets = CAS_ARRAY(arena, bool, (size_t)(t.game.statement_count * t.game.parties) + 1);
    t.last = cas_naive_horizon(&t.game) + 1;
    cas_cell *first = CAS_ARRAY(arena, cas_cell, (size_t)t.game.cell_count);
    cas_naive_first(&t.game, first);
    push(&t, first);
    const bool all = look_through(&t);
    const cas_wander *wander = cas_wander_about(arena, in, 2500, NULL, NULL);
    const cas_may may = cas_may_happen(arena, in);
    for (int c = 0; c < in->clause_count; c++) {
        if ((wander->starts[c] || t.starts[c]) && !may.starts[c])
            fail_msg("seed %llu: clause %s starts, which was said never to\n%s", (unsigned long long)seed,
                     in->clauses[c].label, cas_instance_text(arena, in, &in->goals[0], NULL));
        if (all && (wander->all ? wander->starts[c] != t.starts[c] : wander->starts[c] && !t.starts[c]))
            fail_msg("seed %llu: clause %s starts in one look and not in the other\n%s", (unsigned long long)seed,
                     in->clauses[c].label, cas_instance_text(arena, in, &in->goals[0], NULL));
        counts->starts += t.starts[c];
        counts->idle += all && !t.starts[c];
    }
    bool *met = CAS_ARRAY(arena, bool, (size_t)(t.game.statement_count * t.game.parties) + 1);
    for (size_t m = 0; m < wander->meeting_count; m++) {
        met[wander->meetings[m].statement * t.game.parties + wander->meetings[m].party] = true;
        counts->shown += wander->meetings[m].story != NULL;
    }
    for (int i = 0; all && i < t.game.statement_count * t.game.parties; i++) {
        if (wander->all ? met[i] != t.meets[i] : met[i] && !t.meets[i])
            fail_msg("seed %llu: statement %d of party %d is in conflict in one look and not in the other\n%s",
                     (unsigned long long)seed, i / t.game.parties, i % t.game.parties,
                     cas_instance_text(arena, in, &in->goals[0], NULL));
        counts->meetings += t.meets[i];
    }
    counts->compared += all && wander->all;
}

static void test_against_all_plays(void **state)
{
    (void)state;
    tally counts = {0};
    for (uint64_t seed = 50001; seed < 50001 + AGREEMENTS; seed++) {
        cas_ctx ctx = {0};
        cas_guard guard;
        cas_arena arena;
        cas_ctx_open(&ctx);
        cas_arena_open(&arena, &ctx);
        if (setjmp(*cas_guard_open(&ctx, &guard)) == 0)
            compare(&arena, seed, &counts);
        cas_guard_close(&ctx, &guard);
        cas_arena_close(&arena);
        if (guard.status)
            fail_msg("seed %llu: status %d, %s", (unsigned long long)seed, guard.status, ctx.needs);
    }
    printf("# %ld agreements looked through by both; %ld clauses start, %ld never; %ld duties in conflict, %ld of them told\n",
           counts.compared, counts.starts, counts.idle, counts.meetings, counts.shown);
    assert_true(counts.compared > 250);
    assert_true(counts.idle > 30);
    assert_true(counts.meetings > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_against_all_plays)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
