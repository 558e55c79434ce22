/*
 * Power: engines against enumeration on random games, known values of real bodies, the proven bound, readers and their complaints.
 * Run from the root of the clone.
 */
#include "power/power.h"
#include "power/quadrature.h"
#include "power/tally.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "world.h"

/* ---- Random games ---------------------------------------------------------------------------------------------------- */

static const char **numbered_names(cas_arena *arena, int count)
{
    const char **names = CAS_ARRAY(arena, const char *, (size_t)count);
    for (int i = 0; i < count; i++)
        names[i] = cas_format(arena, "%d", i + 1);
    return names;
}

static const cas_part *random_weighted(cas_arena *arena, uint64_t *seed, int members)
{
    cas_big *weights = CAS_ARRAY(arena, cas_big, (size_t)members);
    const uint64_t kinds = 1 + chance(seed) % 4, most = chance(seed) % 2 ? 4 : 40;
    uint64_t total = 0;
    for (int i = 0; i < members; i++) {
        const uint64_t weight = kinds == 1 ? 1 : chance(seed) % most;
        weights[i] = cas_big_of(arena, weight);
        total += weight;
    }
    return cas_part_weight(arena, weights, cas_big_of(arena, 1 + chance(seed) % (total + 1)));
}

static const cas_part *random_part(cas_arena *arena, uint64_t *seed, int members, int depth)
{
    if (!depth || chance(seed) % 3 == 0)
        return random_weighted(arena, seed, members);
    const int count = 1 + (int)(chance(seed) % 3);
    const cas_part **parts = CAS_ARRAY(arena, const cas_part *, (size_t)count);
    for (int i = 0; i < count; i++)
        parts[i] = random_part(arena, seed, members, depth - 1);
    return cas_part_count(arena, 1 + (int)(chance(seed) % (uint64_t)count), parts, count);
}

static const cas_game *game_of(cas_arena *arena, int members, const cas_part *rule)
{
    cas_game *game = CAS_NEW(arena, cas_game);
    *game = (cas_game){.count = members, .names = numbered_names(arena, members), .words = "a random game", .rule = rule};
    return game;
}

static size_t same_numbers(const cas_tally *tally, const uint64_t *a, const uint64_t *b, size_t count)
{
    if (!a || !b)
        return 0;
    for (size_t i = 0; i < count * tally->width; i++)
        assert_int_equal(a[i], b[i]);
    return count;
}

static size_t compare(const cas_tally *a, const cas_tally *b)
{
    const size_t n = (size_t)a->count, classes = (size_t)a->class_count;
    assert_int_equal(a->class_count, b->class_count);
    return same_numbers(a, a->winning, b->winning, 1) + same_numbers(a, a->swings, b->swings, classes) +
           same_numbers(a, a->winning_sizes, b->winning_sizes, n + 1) + same_numbers(a, a->swing_sizes, b->swing_sizes, classes * n) +
           same_numbers(a, a->minimal, b->minimal, n + 1) + same_numbers(a, a->minimal_sizes, b->minimal_sizes, classes * (n + 1)) +
           same_numbers(a, a->blocking, b->blocking, n + 1) + same_numbers(a, a->johnston, b->johnston, classes * (n + 1));
}

enum { ALL_COUNTS = CAS_WANT_BLOCKING | CAS_WANT_SWINGS | CAS_WANT_SIZES | CAS_WANT_MINIMAL | CAS_WANT_JOHNSTON };

static void engines_agree_with_enumeration(void **state)
{
    (void)state;
    uint64_t seed = 7;
    size_t compared[7] = {0};
    for (int round = 0; round < 400; round++) {
        OPEN(w);
        const int n = 1 + (int)(chance(&seed) % 9);
        const cas_game *game = game_of(&w.arena, n, round % 2 ? random_part(&w.arena, &seed, n, 2) : random_weighted(&w.arena, &seed, n));
        if (round % 5 == 4)
            game = cas_game_dual(&w.arena, game);
        cas_tally *truth = cas_tally_open(&w.arena, game);
        cas_count_by_enumeration(&w.arena, game, truth, ALL_COUNTS);
        cas_tally *tally = cas_tally_open(&w.arena, game);
        const cas_small_game *small = cas_small_game_of(&w.arena, game, tally);
        cas_count_by_types(&w.arena, game, small, tally, ALL_COUNTS);
        compared[0] += compare(tally, truth);
        tally = cas_tally_open(&w.arena, game);
        cas_count_by_diagram(&w.arena, game, tally, ALL_COUNTS);
        compared[1] += compare(tally, truth);
        tally = cas_tally_open(&w.arena, game);
        cas_count_by_slices(&w.arena, game, tally);
        compared[2] += compare(tally, truth);
        if (isfinite(cas_estimate_sized_rows(tally, small, ALL_COUNTS).operations)) {
            tally = cas_tally_open(&w.arena, game);
            cas_count_by_sized_rows(&w.arena, small, tally, ALL_COUNTS);
            compared[3] += compare(tally, truth);
        }
        if (isfinite(cas_estimate_rows(tally, small).operations)) {
            tally = cas_tally_open(&w.arena, game);
            cas_count_by_rows(&w.arena, small, tally, CAS_WANT_SWINGS, 2);
            compared[4] += compare(tally, truth);
        }
        if (isfinite(cas_estimate_planes(&w.arena, tally, small, 2).operations)) {
            tally = cas_tally_open(&w.arena, game);
            cas_count_by_planes(&w.arena, small, tally, 2);
            compared[5] += compare(tally, truth);
        }
        if (isfinite(cas_estimate_halves(&w.arena, game).operations)) {
            tally = cas_tally_open(&w.arena, game);
            cas_count_by_halves(&w.arena, game, tally);
            compared[6] += compare(tally, truth);
        }
        CLOSE(w);
    }
    for (int i = 0; i < 7; i++)
        assert_true(compared[i] > 500);
}

/* The game as a diagram among other parties, as a guarantee would hand it over: the same counts. */
static void a_diagram_is_a_game(void **state)
{
    (void)state;
    uint64_t seed = 8;
    for (int round = 0; round < 60; round++) {
        OPEN(w);
        const int n = 1 + (int)(chance(&seed) % 8);
        const cas_game *game = game_of(&w.arena, n, random_part(&w.arena, &seed, n, 2));
        /* Member i is party 3 i + 1. */
        cas_diagrams *store = cas_diagrams_open(&w.arena, 3 * n + 2), *own = cas_diagrams_open(&w.arena, n);
        int *order = CAS_ARRAY(&w.arena, int, (size_t)n), *party = CAS_ARRAY(&w.arena, int, (size_t)n);
        cas_set members = cas_set_empty();
        for (int i = 0; i < n; i++) {
            order[i] = i;
            party[i] = 3 * i + 1;
            cas_set_add(&members, party[i]);
        }
        const cas_node node = cas_diagram_copy(store, own, cas_game_diagram(game, own, order), party);
        const cas_game *other = cas_game_of_diagram(&w.arena, store, node, &members, numbered_names(&w.arena, 3 * n + 2), "a guarantee");
        assert_int_equal(other->count, n);
        const cas_power *a = cas_power_of(&w.arena, game, NULL), *b = cas_power_of(&w.arena, other, NULL);
        assert_int_equal(cas_big_compare(a->winning, b->winning), 0);
        assert_int_equal(cas_big_compare(a->minimal_blocking, b->minimal_blocking), 0);
        for (int i = 0; i < n; i++)
            for (int k = 0; k < CAS_POWER_OWEN; k++) {
                assert_int_equal(a->members[i].index[k].known, b->members[i].index[k].known);
                if (a->members[i].index[k].known)
                    assert_int_equal(cas_ratio_compare(&w.arena, a->members[i].index[k].value, b->members[i].index[k].value), 0);
            }
        CLOSE(w);
    }
}

static void identities_hold(void **state)
{
    (void)state;
    uint64_t seed = 9;
    for (int round = 0; round < 120; round++) {
        OPEN(w);
        const int n = 2 + (int)(chance(&seed) % 12);
        const cas_game *game = game_of(&w.arena, n, random_part(&w.arena, &seed, n, 2));
        const cas_power *power = cas_power_of(&w.arena, game, NULL), *dual = cas_power_of(&w.arena, cas_game_dual(&w.arena, game), NULL);
        /* Yes and no change places: swings stay, winning and losing change places, and so do minimal winning and blocking. */
        assert_int_equal(cas_big_compare(power->winning, dual->losing), 0);
        assert_int_equal(cas_big_compare(power->minimal_winning, dual->minimal_blocking), 0);
        cas_ratio sum = cas_ratio_small(&w.arena, 0, 1);
        for (int i = 0; i < n; i++) {
            assert_int_equal(cas_big_compare(power->members[i].swings, dual->members[i].swings), 0);
            assert_int_equal(power->members[i].dummy, dual->members[i].dummy);
            sum = cas_ratio_add(&w.arena, sum, power->members[i].index[CAS_POWER_SHAPLEY_SHUBIK].value);
            /* Parity: with everyone in the count, all swings are odd or all even with the winning sets. */
            if (!power->members[i].dummy)
                assert_int_equal(power->members[i].swings.limb[0] % 2, power->winning.count ? power->winning.limb[0] % 2 : 0);
        }
        const bool constant = !power->winning.count || !power->losing.count;
        assert_string_equal(cas_ratio_string(&w.arena, sum), constant ? "0" : "1");
        /* Members of a class are equal; in the order of desirability a higher one has no fewer swings. */
        const cas_desirability *order = cas_power_desirability(&w.arena, game);
        for (int a = 0; a < n; a++)
            for (int b = 0; b < n; b++) {
                const int more = cas_big_compare(power->members[a].swings, power->members[b].swings);
                switch (order[a * n + b]) {
                case CAS_EQUALLY_DESIRED: assert_int_equal(more, 0); break;
                case CAS_MORE_DESIRED: assert_int_equal(more, 1); break;
                case CAS_LESS_DESIRED: assert_int_equal(more, -1); break;
                case CAS_NOT_COMPARABLE: assert_true(a != b); break;
                }
            }
        CLOSE(w);
    }
}

/* Owen and Banzhaf-Owen from the definition: all sets of other unions, all sets within. */
static void unions_agree_with_sets(void **state)
{
    (void)state;
    uint64_t seed = 10;
    for (int round = 0; round < 80; round++) {
        OPEN(w);
        const int n = 1 + (int)(chance(&seed) % 7);
        const cas_game *game = game_of(&w.arena, n, random_part(&w.arena, &seed, n, 2));
        int union_of[8], whole[8] = {0};
        for (int i = 0; i < n; i++)
            union_of[i] = (int)(chance(&seed) % 4) - 1;
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                whole[i] |= i == j || (union_of[i] >= 0 && union_of[i] == union_of[j]) ? 1 << j : 0;
        int unions = 0;
        for (int i = 0; i < n; i++)
            unions += (whole[i] & ((1 << i) - 1)) == 0;
        const cas_power_options options = {.union_of = union_of};
        const cas_power *power = cas_power_of(&w.arena, game, &options);
        for (int i = 0; i < n; i++) {
            double owen = 0, banzhaf = 0;
            const int own = __builtin_popcount((unsigned)whole[i]);
            for (int s = 0; s < 1 << n; s++) {
                int others = 0;
                bool allowed = !(s >> i & 1);
                for (int j = 0; j < n && allowed; j++)
                    if (!(whole[i] >> j & 1)) {
                        allowed = (s & whole[j]) == 0 || (s & whole[j]) == whole[j];
                        others += (s >> j & 1) && (whole[j] & ((1 << j) - 1)) == 0;
                    }
                cas_set with = cas_set_empty(), without = cas_set_empty();
                without.word[0] = (uint64_t)s;
                with.word[0] = (uint64_t)s | (uint64_t)1 << i;
                if (!allowed || !cas_game_wins(&w.arena, game, &with) || cas_game_wins(&w.arena, game, &without))
                    continue;
                const int inside = __builtin_popcount((unsigned)(s & whole[i]));
                owen += tgamma(others + 1) * tgamma(unions - others) / tgamma(unions + 1) * tgamma(inside + 1) * tgamma(own - inside) / tgamma(own + 1);
                banzhaf += exp2(-(unions - 1) - (own - 1));
            }
            assert_true(fabs(power->members[i].index[CAS_POWER_OWEN].nearest - owen) < 1e-12);
            assert_true(fabs(power->members[i].index[CAS_POWER_BANZHAF_OWEN].nearest - banzhaf) < 1e-12);
        }
        CLOSE(w);
    }
}

/* ---- Rules of the language -------------------------------------------------------------------------------------------------- */

static cas_big number(world *w, uint64_t value)
{
    return cas_big_of(&w->arena, value);
}

static cas_set random_set(uint64_t *seed, int parties, int thinned)
{
    cas_set set = cas_set_empty();
    for (int p = 0; p < parties; p++)
        if (chance(seed) % 4 >= (uint64_t)thinned)
            cas_set_add(&set, p);
    return set;
}

static cas_rule *random_count(world *w, uint64_t *seed, int parties, const cas_weights *weights)
{
    cas_rule *rule = CAS_NEW(&w->arena, cas_rule);
    rule->kind = CAS_RULE_COUNT;
    rule->members = random_set(seed, parties, 1);
    rule->ballot = (cas_ballot_word)(chance(seed) % 4);
    rule->weights = chance(seed) % 2 ? weights : NULL;
    const uint64_t over = 1 + chance(seed) % 4;
    rule->quant = (cas_quant){(cas_quant_kind)(chance(seed) % 8), chance(seed) % 2, number(w, chance(seed) % (over * 6)), number(w, over)};
    if (rule->quant.share)
        rule->quant.number = number(w, chance(seed) % (over + 1));
    rule->excluding = (cas_removal){random_set(seed, parties, 3), cas_set_empty(), -1};
    rule->barring = (cas_removal){random_set(seed, parties, 3), cas_set_empty(), -1};
    rule->of_those_voting = chance(seed) % 3 == 0;
    return rule;
}

static uint64_t weigh(const cas_rule *rule, int party)
{
    return rule->weights ? (uint64_t)rule->weights->small[party] : 1;
}

/* One count, read word by word: yes says yes, everyone else no, and who is barred has no ballot. */
static bool count_holds(const cas_rule *rule, const cas_set *yes, int parties)
{
    uint64_t base = 0, counted = 0;
    for (int p = 0; p < parties; p++) {
        if (!cas_set_has(&rule->members, p) || cas_set_has(&rule->excluding.always, p))
            continue;
        const bool absent = cas_set_has(&rule->barring.always, p), says_yes = !absent && cas_set_has(yes, p), says_no = !absent && !says_yes;
        if (rule->of_those_voting && absent)
            continue;
        base += weigh(rule, p);
        bool counts = false;
        switch (rule->ballot) {
        case CAS_WORD_YES: counts = says_yes; break;
        case CAS_WORD_NO: counts = says_no; break;
        case CAS_WORD_NOT_YES: counts = !says_yes; break;
        case CAS_WORD_NOT_NO: counts = !says_no; break;
        }
        counted += counts ? weigh(rule, p) : 0;
    }
    const uint64_t over = rule->quant.over.limb[0], unit = rule->weights && !rule->quant.share ? 100 : 1;
    const uint64_t mark = (rule->quant.number.count ? rule->quant.number.limb[0] : 0) * (rule->quant.share ? base : unit);
    if (!base && rule->quant.kind != CAS_NONE && rule->quant.kind != CAS_AT_MOST)
        return false;
    switch (rule->quant.kind) {
    case CAS_AT_LEAST: return counted * over >= mark;
    case CAS_MORE_THAN: return counted * over > mark;
    case CAS_AT_MOST: return counted * over <= mark;
    case CAS_ALL_BUT: return counted * over + mark >= base * over;
    case CAS_ALL: return counted == base;
    case CAS_ANY: return counted > 0;
    case CAS_NONE: return counted == 0;
    case CAS_MAJORITY: return 2 * counted > base;
    }
    return false;
}

static bool compound_holds(const cas_rule *rule, const cas_set *yes, int parties)
{
    if (rule->kind == CAS_RULE_COUNT)
        return count_holds(rule, yes, parties);
    int holding = 0;
    for (int i = 0; i < rule->part_count; i++)
        holding += compound_holds(rule->parts[i], yes, parties);
    bool holds = rule->kind == CAS_RULE_AND ? holding == rule->part_count : rule->kind == CAS_RULE_OR ? holding > 0 : holding >= 2;
    for (int i = 0; i < rule->stage_count; i++)
        holds |= compound_holds(rule->stages[i].rule, yes, parties);
    return holds;
}

static const cas_rule *random_rule(world *w, uint64_t *seed, int parties, const cas_weights *weights)
{
    if (chance(seed) % 2)
        return random_count(w, seed, parties, weights);
    cas_rule *rule = CAS_NEW(&w->arena, cas_rule);
    const cas_rule **parts = CAS_ARRAY(&w->arena, const cas_rule *, 3);
    for (int i = 0; i < 3; i++)
        parts[i] = random_count(w, seed, parties, weights);
    rule->kind = (cas_rule_kind)(CAS_RULE_AND + chance(seed) % 3);
    rule->quant = (cas_quant){CAS_AT_LEAST, false, number(w, 2), number(w, 1)};
    rule->parts = parts;
    rule->part_count = 3;
    if (chance(seed) % 3 == 0) {
        cas_stage *stage = CAS_NEW(&w->arena, cas_stage);
        *stage = (cas_stage){7, random_count(w, seed, parties, weights)};
        rule->stages = stage;
        rule->stage_count = 1;
    }
    return rule;
}

static void rules_are_read_as_written(void **state)
{
    (void)state;
    enum { PARTIES = 6 };
    uint64_t seed = 13;
    static const int64_t small[PARTIES] = {100, 250, 0, 300, 100, 50};
    int games = 0, refused = 0;
    for (int round = 0; round < 3000; round++) {
        world w;
        memset(&w, 0, sizeof w);
        cas_ctx_open(&w.ctx);
        cas_arena_open(&w.arena, &w.ctx);
        const cas_game *volatile game = NULL;
        const cas_rule *volatile rule = NULL;
        volatile bool wrong = false;
        if (setjmp(*cas_guard_open(&w.ctx, &w.guard)) == 0) {
            cas_big units[PARTIES];
            for (int p = 0; p < PARTIES; p++)
                units[p] = cas_big_of(&w.arena, (uint64_t)small[p]);
            const cas_weights weights = {"weight", units, small, 2};
            rule = random_rule(&w, &seed, PARTIES, &weights);
            game = cas_game_of_rule(&w.arena, rule, numbered_names(&w.arena, PARTIES), PARTIES);
            for (uint64_t s = 0; s < 1 << PARTIES; s++) {
                cas_set yes = cas_set_empty(), present = cas_set_empty();
                yes.word[0] = s;
                for (int m = 0; m < game->count; m++)
                    if (cas_set_has(&yes, atoi(game->names[m]) - 1))
                        cas_set_add(&present, m);
                if (cas_game_wins(&w.arena, game, &present) != compound_holds(rule, &yes, PARTIES))
                    wrong = true; /* told below, outside the guard */
            }
            games++;
        } else {
            /* A count that more yes can spoil. */
            assert_int_equal(w.guard.status, CAS_E_ARGUMENT);
            refused++;
        }
        cas_guard_close(&w.ctx, &w.guard);
        assert_false(wrong);
        cas_arena_close(&w.arena);
    }
    assert_true(games > 500 && refused > 500);
}

/* ---- Known values ------------------------------------------------------------------------------------------------------ */

static const cas_game *read_game(world *w, const char *quota, const char *weights)
{
    const char *problem = NULL;
    const cas_game *game = cas_game_read(&w->arena, cas_text_of(quota), cas_text_of(weights), &problem);
    if (!game)
        fail_msg("%s", problem);
    return game;
}

static const cas_game *read_table(world *w, const char *name, const char *quota)
{
    const char *path = cas_format(&w->arena, "test/power/data/%s.csv", name);
    static char bytes[1 << 16];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    const size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    const char *problem = NULL;
    const cas_text csv = cas_text_copy(&w->arena, (cas_text){bytes, length});
    const cas_game *game = cas_game_read_csv(&w->arena, csv, CAS_TEXT(""), CAS_TEXT(""), cas_text_of(quota), &problem);
    if (!game)
        fail_msg("%s", problem);
    return game;
}

static void must_say(world *w, const cas_power *power, int member, cas_power_index index, const char *ratio)
{
    assert_true(power->members[member].index[index].known);
    assert_string_equal(cas_ratio_string(&w->arena, power->members[member].index[index].value), ratio);
}

/* The Security Council: five permanent members, ten others, nine votes and no veto. */
static void security_council(void **state)
{
    (void)state;
    OPEN(w);
    const char *problem = NULL;
    const cas_text rules[] = {CAS_TEXT("q=5;w=1x5,0x10"), CAS_TEXT("q=9;w=1x15")};
    const cas_game *games[] = {read_game(&w, "39", "7x5,1x10"), cas_game_read_rules(&w.arena, rules, 2, CAS_TEXT("and"), &problem)};
    static const char *const methods[] = {NULL, "types", "diagram", "enumeration"};
    for (int g = 0; g < 2; g++)
        for (int m = 0; m < 4; m++) {
            const cas_power_options options = {.method = methods[m], .indices = m == 2 ? 0x7df : 0};
            const cas_power *power = cas_power_of(&w.arena, games[g], &options);
            assert_string_equal(cas_big_string(&w.arena, power->winning), "848");
            assert_string_equal(cas_big_string(&w.arena, power->losing), "31920");
            assert_string_equal(cas_big_string(&w.arena, power->minimal_winning), "210");
            assert_string_equal(cas_big_string(&w.arena, power->minimal_blocking), "125");
            assert_string_equal(cas_big_string(&w.arena, power->members[0].swings), "848");
            assert_string_equal(cas_big_string(&w.arena, power->members[14].swings), "84");
            must_say(&w, power, 0, CAS_POWER_SHAPLEY_SHUBIK, "421/2145");
            must_say(&w, power, 14, CAS_POWER_SHAPLEY_SHUBIK, "4/2145");
            must_say(&w, power, 0, CAS_POWER_BANZHAF, "106/635");
            must_say(&w, power, 14, CAS_POWER_BANZHAF, "21/1270");
            must_say(&w, power, 0, CAS_POWER_DEEGAN_PACKEL, "1/9");
            must_say(&w, power, 14, CAS_POWER_HOLLER, "2/45");
            if (m != 2)
                must_say(&w, power, 0, CAS_POWER_JOHNSTON, "283/1590");
            must_say(&w, power, 0, CAS_POWER_COLEMAN_PREVENT, "1");
            must_say(&w, power, 0, CAS_POWER_COLEMAN_INITIATE, "53/1995");
            assert_true(power->members[0].veto && !power->members[0].dictator && !power->members[14].veto);
            assert_int_equal(power->omitted_count, 0);
        }
    CLOSE(w);
}

static void small_bodies(void **state)
{
    (void)state;
    OPEN(w);
    /* The first Council of the European Communities: Luxembourg was a dummy. */
    const cas_power *rome = cas_power_of(&w.arena, read_game(&w, "12", "DE:4,FR:4,IT:4,NL:2,BE:2,LU:1"), NULL);
    must_say(&w, rome, 0, CAS_POWER_BANZHAF, "5/21");
    must_say(&w, rome, 3, CAS_POWER_BANZHAF, "1/7");
    must_say(&w, rome, 0, CAS_POWER_SHAPLEY_SHUBIK, "7/30");
    must_say(&w, rome, 3, CAS_POWER_SHAPLEY_SHUBIK, "3/20");
    assert_true(rome->members[5].dummy);
    /* A dictator, and everyone else. */
    const cas_power *one = cas_power_of(&w.arena, read_game(&w, "51%", "60,30,10"), NULL);
    assert_true(one->members[0].dictator && one->members[1].dummy && one->members[2].dummy);
    /* Four members, two of them alike. */
    const cas_power *four = cas_power_of(&w.arena, read_game(&w, "51", "40,30,20,10"), NULL);
    must_say(&w, four, 0, CAS_POWER_BANZHAF, "5/12");
    must_say(&w, four, 1, CAS_POWER_BANZHAF, "1/4");
    must_say(&w, four, 3, CAS_POWER_SHAPLEY_SHUBIK, "1/12");
    CLOSE(w);
}

static void electoral_college(void **state)
{
    (void)state;
    OPEN(w);
    const cas_game *game = read_table(&w, "us_electoral_college_2024", "270");
    const cas_power *power = cas_power_of(&w.arena, game, NULL);
    assert_int_equal(power->count, 51);
    assert_int_equal(power->omitted_count, 0);
    /* Two engines that share no step. */
    const cas_power_options options = {.method = "diagram", .indices = 0x7df};
    const cas_power *twin = cas_power_of(&w.arena, game, &options);
    assert_string_equal(power->method, "sized rows");
    for (int i = 0; i < power->count; i++)
        for (int k = 0; k < CAS_POWER_OWEN; k++)
            if (twin->members[i].index[k].known)
                assert_int_equal(cas_ratio_compare(&w.arena, power->members[i].index[k].value, twin->members[i].index[k].value), 0);
    assert_int_equal(cas_big_compare(power->minimal_winning, twin->minimal_winning), 0);
    assert_int_equal(cas_big_compare(power->minimal_blocking, twin->minimal_blocking), 0);
    CLOSE(w);
}

/* Congress: both houses and the President, or two thirds of both; the Vice-President breaks ties in the Senate. */
static const cas_game *federal_law(world *w)
{
    cas_arena *arena = &w->arena;
    enum { HOUSE = 435, SENATE = 100, ALL = HOUSE + SENATE + 2 };
    const int from[] = {0, HOUSE, HOUSE + SENATE, ALL};
    cas_big *house = CAS_ARRAY(arena, cas_big, ALL), *senate = CAS_ARRAY(arena, cas_big, ALL), *both = CAS_ARRAY(arena, cas_big, ALL);
    cas_big *president = CAS_ARRAY(arena, cas_big, ALL);
    for (int i = from[0]; i < from[1]; i++)
        house[i] = cas_big_of(arena, 1);
    for (int i = from[1]; i < from[2]; i++)
        senate[i] = both[i] = cas_big_of(arena, 2);
    both[ALL - 2] = cas_big_of(arena, 1);
    president[ALL - 1] = cas_big_of(arena, 1);
    const cas_part *signed_law[] = {cas_part_weight(arena, house, cas_big_of(arena, 218)), cas_part_weight(arena, both, cas_big_of(arena, 101)),
                                    cas_part_weight(arena, president, cas_big_of(arena, 1))};
    const cas_part *override[] = {cas_part_weight(arena, house, cas_big_of(arena, 290)), cas_part_weight(arena, senate, cas_big_of(arena, 134))};
    const cas_part **ways = CAS_ARRAY(arena, const cas_part *, 2);
    const cas_part **first = CAS_ARRAY(arena, const cas_part *, 3), **second = CAS_ARRAY(arena, const cas_part *, 2);
    memcpy(first, signed_law, sizeof signed_law);
    memcpy(second, override, sizeof override);
    ways[0] = cas_part_count(arena, 3, first, 3);
    ways[1] = cas_part_count(arena, 2, second, 2);
    return game_of(arena, ALL, cas_part_count(arena, 1, ways, 2));
}

/* Many planes: one rule of up to 150 members, against types, and against a diagram where weights differ. */
static void planes_agree_on_larger_games(void **state)
{
    (void)state;
    uint64_t seed = 14;
    for (int round = 0; round < 40; round++) {
        OPEN(w);
        const bool alike = round % 2;
        const int n = alike ? 60 + (int)(chance(&seed) % 90) : 20 + (int)(chance(&seed) % 30);
        cas_big *weights = CAS_ARRAY(&w.arena, cas_big, (size_t)n);
        uint64_t total = 0;
        for (int i = 0; i < n; i++) {
            const uint64_t weight = alike ? (i < 5 ? 40 : i < 20 ? 0 : 3) : chance(&seed) % 50;
            weights[i] = cas_big_of(&w.arena, weight);
            total += weight;
        }
        const cas_game *game = game_of(&w.arena, n, cas_part_weight(&w.arena, weights, cas_big_of(&w.arena, 1 + chance(&seed) % total)));
        cas_tally *truth = cas_tally_open(&w.arena, game), *tally = cas_tally_open(&w.arena, game);
        const cas_small_game *small = cas_small_game_of(&w.arena, game, tally);
        if (alike)
            cas_count_by_types(&w.arena, game, small, truth, CAS_WANT_SWINGS | CAS_WANT_SIZES);
        else
            cas_count_by_diagram(&w.arena, game, truth, CAS_WANT_SWINGS | CAS_WANT_SIZES);
        cas_count_by_planes(&w.arena, small, tally, 1 + round % 2);
        assert_true(compare(tally, truth) > (size_t)n * 2);
        CLOSE(w);
    }
}

/* Weights of 90 bits, no two alike: ordinary weights far apart, so that the answers are those of the ordinary game. */
static void huge_weights_are_met_in_the_middle(void **state)
{
    (void)state;
    uint64_t seed = 15;
    for (int round = 0; round < 20; round++) {
        OPEN(w);
        const int n = 18 + (int)(chance(&seed) % 8);
        cas_big *weights = CAS_ARRAY(&w.arena, cas_big, (size_t)n), *huge = CAS_ARRAY(&w.arena, cas_big, (size_t)n);
        const cas_big far = cas_big_power2(&w.arena, 84);
        uint64_t total = 0;
        for (int i = 0; i < n; i++) {
            const uint64_t weight = 1 + chance(&seed) % 60;
            weights[i] = cas_big_of(&w.arena, weight);
            huge[i] = cas_big_add(&w.arena, cas_big_multiply(&w.arena, weights[i], far), cas_big_of(&w.arena, chance(&seed) >> 1));
            total += weight;
        }
        const cas_big quota = cas_big_of(&w.arena, 1 + chance(&seed) % total);
        const cas_power_options options = {.method = "diagram", .indices = 7}, middle = {.indices = 7};
        const cas_power *a = cas_power_of(&w.arena, game_of(&w.arena, n, cas_part_weight(&w.arena, weights, quota)), &options);
        const cas_part *far_rule = cas_part_weight(&w.arena, huge, cas_big_multiply(&w.arena, quota, far));
        const cas_power *b = cas_power_of(&w.arena, game_of(&w.arena, n, far_rule), &middle);
        assert_string_equal(b->method, "halves");
        assert_int_equal(cas_big_compare(a->winning, b->winning), 0);
        for (int i = 0; i < n; i++)
            for (int k = 0; k < 3; k++)
                assert_int_equal(cas_ratio_compare(&w.arena, a->members[i].index[k].value, b->members[i].index[k].value), 0);
        CLOSE(w);
    }
}

/* Each point is the game of that quota; the last asks for everyone, so all are equal. */
static void a_curve_is_a_row_of_games(void **state)
{
    (void)state;
    OPEN(w);
    const cas_power_curve *curve = cas_power_curve_of(&w.arena, read_game(&w, "50%", "4.5,3x2,1.25,0.25"), 20, NULL);
    assert_true(curve->count > 10 && curve->count <= 20);
    for (int k = 0; k < curve->count; k++) {
        const char *quota = cas_decimal_string(&w.arena, curve->points[k].quota);
        const cas_power *point = curve->points[k].power, *alone = cas_power_of(&w.arena, read_game(&w, quota, "4.5,3x2,1.25,0.25"), NULL);
        assert_true(curve->points[k].share > 0.5 && curve->points[k].share <= 1);
        for (int i = 0; i < 5; i++)
            assert_int_equal(cas_ratio_compare(&w.arena, point->members[i].index[CAS_POWER_BANZHAF].value, alone->members[i].index[CAS_POWER_BANZHAF].value), 0);
    }
    assert_string_equal(cas_decimal_string(&w.arena, curve->points[curve->count - 1].quota), "12");
    must_say(&w, curve->points[curve->count - 1].power, 4, CAS_POWER_BANZHAF, "1/5");
    CLOSE(w);
}

static void federal_law_of_the_united_states(void **state)
{
    (void)state;
    OPEN(w);
    const cas_power *power = cas_power_of(&w.arena, federal_law(&w), NULL);
    assert_string_equal(power->method, "types");
    assert_int_equal(power->omitted_count, 0);
    cas_ratio sum = cas_ratio_small(&w.arena, 0, 1);
    for (int i = 0; i < power->count; i++)
        sum = cas_ratio_add(&w.arena, sum, power->members[i].index[CAS_POWER_SHAPLEY_SHUBIK].value);
    assert_string_equal(cas_ratio_string(&w.arena, sum), "1");
    /* Sole arithmetic for the President: the swings are (houses with a majority) less (houses with two thirds), in doubles. */
    double majority_house = 0, third_house = 0, majority = 0, third = 0;
    for (int k = 0; k <= 435; k++) {
        const double share = exp(lgamma(436) - lgamma(k + 1) - lgamma(436 - k) - 435 * M_LN2);
        majority_house += k >= 218 ? share : 0;
        third_house += k >= 290 ? share : 0;
    }
    for (int k = 0; k <= 100; k++) {
        const double share = exp(lgamma(101) - lgamma(k + 1) - lgamma(101 - k) - 100 * M_LN2);
        majority += k >= 51 ? share : k == 50 ? share / 2 : 0;
        third += k >= 67 ? share : 0;
    }
    const double president = majority_house * majority - third_house * third;
    assert_true(fabs(power->members[536].index[CAS_POWER_BANZHAF_ABSOLUTE].nearest - president) < 1e-11);
    CLOSE(w);
}

/* The Union of 28 in persons: 55 % of members and 65 % of persons, or all but three members. */
static const cas_game *union_rule(world *w, const char *table, int members, int heads)
{
    cas_arena *arena = &w->arena;
    const cas_game *persons = read_table(w, table, "65%");
    assert_int_equal(persons->count, members);
    cas_big *ones = CAS_ARRAY(arena, cas_big, (size_t)members);
    for (int i = 0; i < members; i++)
        ones[i] = cas_big_of(arena, 1);
    const cas_part **both = CAS_ARRAY(arena, const cas_part *, 2), **either = CAS_ARRAY(arena, const cas_part *, 2);
    both[0] = persons->rule;
    both[1] = cas_part_weight(arena, ones, cas_big_of(arena, (uint64_t)heads));
    either[0] = cas_part_count(arena, 2, both, 2);
    either[1] = cas_part_weight(arena, ones, cas_big_of(arena, (uint64_t)members - 3));
    cas_game *game = CAS_NEW(arena, cas_game);
    *game = *persons;
    game->weights = NULL;
    game->rule = cas_part_count(arena, 1, either, 2);
    return game;
}

static void union_in_persons(void **state)
{
    (void)state;
    OPEN(w);
    const cas_game *game = union_rule(&w, "eu28_population_2017", 28, 16);
    const cas_power *power = cas_power_of(&w.arena, game, NULL);
    assert_int_equal(power->omitted_count, 0);
    assert_string_equal(power->method, "diagram, slices");
    /* The sum of Johnston's counts is the number of winning sets with a critical member; each of those has one at least. */
    cas_ratio sum = cas_ratio_small(&w.arena, 0, 1);
    for (int i = 0; i < power->count; i++)
        sum = cas_ratio_add(&w.arena, sum, power->members[i].index[CAS_POWER_JOHNSTON].value);
    assert_string_equal(cas_ratio_string(&w.arena, sum), "1");
    const cas_coalitions *blocking = cas_power_coalitions(&w.arena, game, true, NULL, NULL, 5);
    assert_int_equal(cas_big_compare(blocking->count, power->minimal_blocking), 0);
    assert_int_equal(cas_set_count(&blocking->listed[0]), 4);
    CLOSE(w);
}

/* Bodies of 60 to 400 members of three kinds: rows with their remainders against types with their products of binomials. */
static void remainders_are_joined(void **state)
{
    (void)state;
    static const char *const bodies[] = {"1x20,2x20,3x20", "1x21,2x21,4x21", "0x2,1x20,3x20,5x22", "1x22,2x22,3x21", "2x40,3x43,7x44", "1x64,2x64,9x62",
                                         "1x64,2x64,9x63", "1x100,4x50,5x103", "3x200,5x120,8x80"};
    for (size_t b = 0; b < sizeof bodies / sizeof *bodies; b++)
        for (int percent = 50; percent < 100; percent += 17) {
            OPEN(w);
            const cas_game *game = read_game(&w, cas_format(&w.arena, ">%d%%", percent), bodies[b]);
            cas_tally *rows = cas_tally_open(&w.arena, game), *types = cas_tally_open(&w.arena, game);
            const cas_small_game *small = cas_small_game_of(&w.arena, game, rows);
            cas_count_by_rows(&w.arena, small, rows, CAS_WANT_SWINGS, 1 + (int)b % 2);
            cas_count_by_types(&w.arena, game, small, types, CAS_WANT_SWINGS);
            assert_int_equal(compare(rows, types), 1 + (size_t)rows->class_count);
            CLOSE(w);
        }
}

static void monetary_fund(void **state)
{
    (void)state;
    OPEN(w);
    const cas_game *game = read_table(&w, "imf_governors_2022-10-02", "85%");
    const cas_power_options options = {.indices = (uint64_t)1 << CAS_POWER_BANZHAF};
    const cas_power *power = cas_power_of(&w.arena, game, &options);
    assert_string_equal(power->method, "rows");
    cas_big sum = {NULL, 0};
    double simple = 0;
    for (int i = 0; i < power->count; i++) {
        sum = cas_big_add(&w.arena, sum, power->members[i].swings);
        simple += power->members[i].index[CAS_POWER_BANZHAF].nearest;
        assert_int_equal(power->members[i].swings.limb[0] % 2, power->winning.limb[0] % 2);
    }
    assert_true(fabs(simple - 1) < 1e-12);
    /* The United States alone can block: every winning set needs it. */
    bool alone = false;
    for (int i = 0; i < power->count; i++)
        alone |= power->members[i].veto && !strcmp(power->members[i].name, "United States");
    assert_true(alone);
    CLOSE(w);
}

/* ---- The bound ------------------------------------------------------------------------------------------------------------ */

static const cas_game *bounded_game(world *w, uint64_t *seed, int kind)
{
    cas_arena *arena = &w->arena;
    const int n = 2 + (int)(chance(seed) % 22);
    cas_big *weights = CAS_ARRAY(arena, cas_big, (size_t)n);
    uint64_t total = 0;
    for (int i = 0; i < n; i++) {
        uint64_t weight = 1;
        if (kind == 1)
            weight = i ? 1 : (uint64_t)n;             /* one giant and equal dwarfs */
        else if (kind == 2)
            weight = (uint64_t)1 << (i % 12);         /* powers of two */
        else if (kind == 3)
            weight = chance(seed) % 30;
        else if (kind == 4)
            weight = 1 + chance(seed) % 3000;
        weights[i] = cas_big_of(arena, weight);
        total += weight;
    }
    if (!total) {
        weights[0] = cas_big_of(arena, 1);
        total = 1;
    }
    return game_of(arena, n, cas_part_weight(arena, weights, cas_big_of(arena, 1 + chance(seed) % total)));
}

static void the_bound_contains_the_error(void **state)
{
    (void)state;
    uint64_t seed = 11;
    double least = 1, most = 0;
    int games = 0;
    for (int round = 0; round < 250; round++) {
        OPEN(w);
        const cas_game *game = bounded_game(&w, &seed, round % 5);
        cas_tally *tally = cas_tally_open(&w.arena, game);
        const cas_small_game *small = cas_small_game_of(&w.arena, game, tally);
        const cas_power_options options = {.indices = (uint64_t)1 << CAS_POWER_SHAPLEY_SHUBIK};
        const cas_power *exact = cas_power_of(&w.arena, game, &options);
        double bound;
        const double *values = cas_shapley_by_quadrature(&w.arena, small, tally, 1 + round % 2, &bound);
        for (int i = 0; i < game->count; i++)
            assert_true(fabs(values[tally->class_of[i]] - exact->members[i].index[CAS_POWER_SHAPLEY_SHUBIK].nearest) <= bound);
        assert_true(bound < 1e-12 && bound > 0);
        least = fmin(least, bound);
        most = fmax(most, bound);
        games++;
        CLOSE(w);
    }
    assert_true(games >= 200 && most > 2 * least);
}

/* ---- Readers -------------------------------------------------------------------------------------------------------------- */

static void complaints_are_clear(void **state)
{
    (void)state;
    static const struct {
        const char *quota, *weights, *says;
    } wrong[] = {{"", "1,2", "quota is missing"},        {"x", "1,2", "quota is no number"},      {"0", "1,2", "even nobody would win"},
                 {"0%", "1,2", "even nobody would win"}, {"4", "1,2", "above the total weight 3"}, {">100%", "1,2", "above the total"},
                 {"2", "", "no weights"},                {"2", "1,,2", "missing"},                {"2", "1,-2", "negative"},
                 {"2", "1,two", "no number"},            {"2", "A:1,A:2", "two members are called A"}, {"2", "1x0", "how many"},
                 {"2", "1x", "how many"},                {"2", "0,0", "all weights are 0"},       {"2", "1x99999999999999999999", "more than"},
                 {"2", ":1,B:2", "no name"},             {"1", "nan", "no number"},               {"1e3", "1", "quota is no number"}};
    OPEN(w);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *problem = NULL;
        assert_null(cas_game_read(&w.arena, cas_text_of(wrong[i].quota), cas_text_of(wrong[i].weights), &problem));
        assert_non_null(problem);
        if (!strstr(problem, wrong[i].says))
            fail_msg("[%s;%s]: %s", wrong[i].quota, wrong[i].weights, problem);
    }
    CLOSE(w);
}

static void tables_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *csv, *key, *value, *says;
        int count;
    } tables[] = {{"name,votes\nA,3\nB,2\n", "", "", NULL, 2},
                  {"\xEF\xBB\xBFname,votes\r\nA,3\r\nB,2", "", "", NULL, 2},
                  {"name;note;votes\n\"A, the \"\"first\"\"\";x;3\nB;y;2\n\n", "", "", NULL, 2},
                  {"votes,name\n3,A\n2,B\n", "name", "votes", NULL, 2},
                  {"votes,name\n3,A\n2,B\n", "2", "1", NULL, 2},
                  {"name\tvotes\nA\t3\nB\t2\n", "", "", NULL, 2},
                  {"", "", "", "table is empty", 0},
                  {"name,votes\n", "", "", "no members", 0},
                  {"name,votes\nA,\n", "", "votes", "row 2 of the table: the weight of A is missing", 0},
                  {"name,votes\nA,x\n", "", "", "no column of numbers", 0},
                  {"name,votes\nA,1,2\n", "", "", "row 2 of the table has 3 fields, and the heading has 2", 0},
                  {"name,votes\n\"A,1\n", "", "", "never closed", 0},
                  {"name,votes\n\"A\"x,1\n", "", "", "after a closed quote", 0},
                  {"name,votes\nA,1\nA,2\n", "", "", "row 3 of the table: two members are called A", 0},
                  {"name,votes\nA,1\n", "", "seats", "no column seats", 0}};
    OPEN(w);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const char *problem = NULL;
        const cas_game *game = cas_game_read_csv(&w.arena, cas_text_of(tables[i].csv), cas_text_of(tables[i].key), cas_text_of(tables[i].value),
                                                 CAS_TEXT("3"), &problem);
        if (tables[i].says) {
            assert_null(game);
            if (!strstr(problem, tables[i].says))
                fail_msg("table %zu: %s", i, problem);
        } else {
            if (!game)
                fail_msg("table %zu: %s", i, problem);
            assert_int_equal(game->count, tables[i].count);
            assert_string_equal(cas_power_of(&w.arena, game, NULL)->members[0].weight, "3");
        }
    }
    cas_builder wide = {.arena = &w.arena};
    for (int row = 0; row < 3; row++)
        for (int c = 0; c < 5000; c++)
            cas_putf(&wide, "%s%d%s", row ? "" : "column", c + row, c == 4999 ? "\n" : ",");
    const char *problem = NULL;
    assert_non_null(cas_game_read_csv(&w.arena, cas_built(&wide), CAS_TEXT("column7"), CAS_TEXT("column4321"), CAS_TEXT(">50%"), &problem));
    CLOSE(w);
}

/* The same game at every scale: nothing may depend on how large the unit is. */
static void nothing_overflows(void **state)
{
    (void)state;
    OPEN(w);
    static const char *const units[] = {"1", "2147483647", "2147483648", "4294967296", "9007199254740993", "9223372036854775807",
                                        "9223372036854775808", "18446744073709551615", "18446744073709551616", "0.00000000000000000001",
                                        "123456789012345678901234567890123456789012345678901234567890"};
    static const int weights[] = {9, 5, 5, 4, 3, 2, 2, 1};
    const cas_power *first = NULL;
    for (size_t u = 0; u < sizeof units / sizeof *units; u++)
        for (int percent = 0; percent < 2; percent++) {
            cas_decimal unit;
            assert_true(cas_decimal_read(&w.arena, cas_text_of(units[u]), &unit));
            cas_builder line = {.arena = &w.arena};
            for (int i = 0; i < 8; i++)
                cas_putf(&line, "%s%s", i ? "," : "",
                         cas_decimal_string(&w.arena, (cas_decimal){cas_big_multiply(&w.arena, unit.digits, cas_big_of(&w.arena, (uint64_t)weights[i])), unit.places}));
            const char *quota = percent ? ">50%" : cas_decimal_string(&w.arena, (cas_decimal){cas_big_multiply(&w.arena, unit.digits, cas_big_of(&w.arena, 16)), unit.places});
            const cas_power *power = cas_power_of(&w.arena, read_game(&w, quota, cas_built_string(&line)), NULL);
            if (!first)
                first = power;
            for (int i = 0; i < 8; i++)
                for (int k = 0; k < CAS_POWER_OWEN; k++) {
                    assert_true(power->members[i].index[k].known);
                    assert_int_equal(cas_ratio_compare(&w.arena, power->members[i].index[k].value, first->members[i].index[k].value), 0);
                }
        }
    CLOSE(w);
}

static void doubles_are_nearest(void **state)
{
    (void)state;
    OPEN(w);
    uint64_t seed = 12;
    for (int i = 0; i < 20000; i++) {
        const uint64_t over = chance(&seed) >> (11 + chance(&seed) % 40), under = (chance(&seed) >> (11 + chance(&seed) % 40)) + 1;
        const cas_mark mark = cas_arena_mark(&w.arena);
        const double got = cas_ratio_double(&w.arena, cas_ratio_small(&w.arena, over, under));
        assert_true(got == (double)over / (double)under);
        cas_arena_release(&w.arena, mark);
    }
    /* A quotient halfway between two doubles goes to the even one; one unit more goes up. */
    const cas_big half = cas_big_add(&w.arena, cas_big_power2(&w.arena, 200), cas_big_power2(&w.arena, 147));
    const cas_big one = cas_big_power2(&w.arena, 200);
    assert_true(cas_ratio_double(&w.arena, cas_ratio_of(&w.arena, half, one)) == 1);
    assert_true(cas_ratio_double(&w.arena, cas_ratio_of(&w.arena, cas_big_add(&w.arena, half, cas_big_of(&w.arena, 1)), one)) == 1 + 0x1p-52);
    assert_true(cas_ratio_double(&w.arena, cas_ratio_of(&w.arena, cas_big_of(&w.arena, 3), cas_big_power2(&w.arena, 1075))) == 0x1p-1073);
    assert_string_equal(cas_ratio_decimal(&w.arena, cas_ratio_small(&w.arena, 2, 3), 5), "0.66667");
    assert_string_equal(cas_ratio_decimal(&w.arena, cas_ratio_small(&w.arena, 1999, 1000), 2), "2.00");
    CLOSE(w);
}

static void budgets_are_kept(void **state)
{
    (void)state;
    OPEN(w);
    const cas_game *game = read_table(&w, "imf_governors_2022-10-02", "50%");
    const cas_power_options options = {.most_seconds = 1e-9};
    const cas_power *power = cas_power_of(&w.arena, game, &options);
    assert_int_equal(power->omitted_count, 5);
    assert_false(power->has_winning);
    assert_non_null(strstr(power->omitted[0].needs, " s"));
    CLOSE(w);
}

static void memory_that_runs_out_is_reported(void **state)
{
    (void)state;
    for (long fail_at = 1;; fail_at += 1 + fail_at / 40) {
        world w;
        memset(&w, 0, sizeof w);
        cas_ctx_open(&w.ctx);
        cas_arena_open(&w.arena, &w.ctx);
        w.ctx.fail_at = fail_at;
        volatile bool done = false;
        if (setjmp(*cas_guard_open(&w.ctx, &w.guard)) == 0) {
            const char *problem = NULL;
            const cas_text rules[] = {CAS_TEXT("q=6;w=5,4,1,1"), CAS_TEXT("q=3;w=1x4")};
            const cas_game *game = cas_game_read_rules(&w.arena, rules, 2, CAS_TEXT("or"), &problem);
            const cas_power_options options = {.method = "diagram", .indices = 0x7df};
            cas_power_of(&w.arena, game, &options);
            cas_power_of(&w.arena, game, NULL);
            done = true;
        }
        cas_guard_close(&w.ctx, &w.guard);
        cas_arena_close(&w.arena);
        assert_int_equal(w.ctx.used_bytes, 0);
        if (done)
            break;
        assert_int_equal(w.guard.status, CAS_E_MEMORY);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(engines_agree_with_enumeration),
        cmocka_unit_test(a_diagram_is_a_game),
        cmocka_unit_test(identities_hold),
        cmocka_unit_test(unions_agree_with_sets),
        cmocka_unit_test(rules_are_read_as_written),
        cmocka_unit_test(security_council),
        cmocka_unit_test(small_bodies),
        cmocka_unit_test(electoral_college),
        cmocka_unit_test(planes_agree_on_larger_games),
        cmocka_unit_test(huge_weights_are_met_in_the_middle),
        cmocka_unit_test(a_curve_is_a_row_of_games),
        cmocka_unit_test(federal_law_of_the_united_states),
        cmocka_unit_test(union_in_persons),
        cmocka_unit_test(remainders_are_joined),
        cmocka_unit_test(monetary_fund),
        cmocka_unit_test(the_bound_contains_the_error),
        cmocka_unit_test(complaints_are_clear),
        cmocka_unit_test(tables_are_read),
        cmocka_unit_test(nothing_overflows),
        cmocka_unit_test(doubles_are_nearest),
        cmocka_unit_test(budgets_are_kept),
        cmocka_unit_test(memory_that_runs_out_is_reported),
    };
    return cmocka_run_group_tests_name("power", tests, NULL, NULL);
}
