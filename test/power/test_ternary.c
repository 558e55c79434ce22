/* Decisions with abstention: types and diagrams against enumeration, rules of the language against their definition, the Security Council. */
#include "power/power.h"
#include "power/ternary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "world.h"

static const cas_ternary_part *random_scores(cas_arena *arena, uint64_t *seed, int members)
{
    cas_scores *scores = CAS_ARRAY(arena, cas_scores, (size_t)members);
    int64_t total = 0;
    const uint64_t most = chance(seed) % 2 ? 2 : 9;
    for (int i = 0; i < members; i++) {
        scores[i].yes = (int64_t)(chance(seed) % most);
        scores[i].abstain = scores[i].yes ? (int64_t)(chance(seed) % ((uint64_t)scores[i].yes + 1)) : 0;
        total += scores[i].yes;
    }
    cas_ternary_part *part = CAS_NEW(arena, cas_ternary_part);
    *part = (cas_ternary_part){.scores = scores, .quota = (int64_t)(chance(seed) % ((uint64_t)total + 2))};
    return part;
}

static const cas_ternary_part *random_ternary(cas_arena *arena, uint64_t *seed, int members, int depth)
{
    if (!depth || chance(seed) % 2)
        return random_scores(arena, seed, members);
    const int count = 1 + (int)(chance(seed) % 3);
    const cas_ternary_part **parts = CAS_ARRAY(arena, const cas_ternary_part *, (size_t)count);
    for (int i = 0; i < count; i++)
        parts[i] = random_ternary(arena, seed, members, depth - 1);
    cas_ternary_part *part = CAS_NEW(arena, cas_ternary_part);
    *part = (cas_ternary_part){.parts = parts, .part_count = count, .needed = 1 + (int)(chance(seed) % (uint64_t)count)};
    return part;
}

static void types_and_cells_agree_with_enumeration(void **state)
{
    (void)state;
    uint64_t seed = 31;
    int open = 0;
    for (int round = 0; round < 300; round++) {
        OPEN(w);
        /* Orders up to 5 members, swings alone up to 7. */
        const bool orders = round % 3 != 0;
        const int n = 1 + (int)(chance(&seed) % (orders ? 5 : 7));
        const cas_ternary game = {n, random_ternary(&w.arena, &seed, n, 2)};
        const cas_ternary_counts *slow = cas_ternary_by_enumeration(&w.arena, &game, orders);
        for (int way = 0; way < 2; way++) {
            const cas_ternary_counts *fast = way ? cas_ternary_by_cells(&w.arena, &game, orders) : cas_ternary_by_types(&w.arena, &game, orders);
            assert_int_equal(cas_big_compare(fast->adopting, slow->adopting), 0);
            cas_ratio sum = cas_ratio_small(&w.arena, 0, 1);
            for (int i = 0; i < n; i++) {
                assert_int_equal(cas_big_compare(fast->swings[i], slow->swings[i]), 0);
                if (!orders)
                    continue;
                assert_int_equal(cas_ratio_compare(&w.arena, fast->shapley[i], slow->shapley[i]), 0);
                sum = cas_ratio_add(&w.arena, sum, fast->shapley[i]);
            }
            if (orders && sum.over.count) {
                assert_string_equal(cas_ratio_string(&w.arena, sum), "1");
                open++;
            }
        }
        CLOSE(w);
    }
    assert_true(open > 200);
}

/* ---- Rules of the language ------------------------------------------------------------------------------------------------- */

enum { PARTIES = 5 };
static const int64_t party_units[PARTIES] = {100, 250, 0, 300, 50};

static const cas_rule *random_count(cas_arena *arena, uint64_t *seed, const cas_weights *weights)
{
    cas_rule *rule = CAS_NEW(arena, cas_rule);
    rule->kind = CAS_RULE_COUNT;
    rule->quant.kind = (cas_quant_kind)(chance(seed) % 8);
    rule->quant.share = chance(seed) % 2;
    rule->quant.number = cas_big_of(arena, chance(seed) % 4);
    rule->quant.over = cas_big_of(arena, rule->quant.share ? 3 : 1);
    rule->weights = chance(seed) % 2 ? weights : NULL;
    rule->ballot = (cas_ballot_word)(chance(seed) % 4);
    for (int p = 0; p < PARTIES; p++) {
        if (chance(seed) % 4)
            cas_set_add(&rule->members, p);
        if (chance(seed) % 8 == 0)
            cas_set_add(&rule->barring.always, p);
        if (chance(seed) % 8 == 0)
            cas_set_add(&rule->excluding.always, p);
    }
    rule->of_those_voting = chance(seed) % 2;
    return rule;
}

/* As the language defines it, ballot by ballot. vote: CAS_VOTES for a member that is barred. */
static bool holds(const cas_rule *rule, const unsigned char *votes)
{
    int64_t base = 0, counted = 0;
    for (int p = 0; p < PARTIES; p++) {
        if (!cas_set_has(&rule->members, p) || cas_set_has(&rule->excluding.always, p))
            continue;
        const int64_t weight = rule->weights ? party_units[p] : 1;
        const bool barred = cas_set_has(&rule->barring.always, p), yes = !barred && votes[p] == CAS_VOTE_YES, no = !barred && votes[p] == CAS_VOTE_NO;
        if (rule->of_those_voting && !yes && !no)
            continue;
        base += weight;
        switch (rule->ballot) {
        case CAS_WORD_YES: counted += yes ? weight : 0; break;
        case CAS_WORD_NO: counted += no ? weight : 0; break;
        case CAS_WORD_NOT_YES: counted += yes ? 0 : weight; break;
        case CAS_WORD_NOT_NO: counted += no ? 0 : weight; break;
        }
    }
    const int64_t over = cas_big_small(rule->quant.over);
    const int64_t mark = cas_big_small(rule->quant.number) * (rule->quant.share ? base : rule->weights ? 100 : 1);
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

static bool next_profile(unsigned char *votes)
{
    for (int p = 0; p < PARTIES; p++) {
        if (++votes[p] < CAS_VOTES)
            return true;
        votes[p] = 0;
    }
    return false;
}

/* Some higher vote turns adoption into rejection. */
static bool can_be_spoiled(const cas_rule *rule)
{
    unsigned char votes[PARTIES] = {0};
    do
        for (int p = 0; p < PARTIES && holds(rule, votes); p++) {
            unsigned char higher[PARTIES];
            memcpy(higher, votes, sizeof higher);
            while (++higher[p] < CAS_VOTES)
                if (!holds(rule, higher))
                    return true;
        }
    while (next_profile(votes));
    return false;
}

static void votes_are_counted_as_written(void **state)
{
    (void)state;
    uint64_t seed = 32;
    int read = 0, refused = 0;
    for (int round = 0; round < 4000; round++) {
        OPEN(w);
        cas_big units[PARTIES];
        int member_of[PARTIES];
        for (int p = 0; p < PARTIES; p++) {
            units[p] = cas_big_of(&w.arena, (uint64_t)party_units[p]);
            member_of[p] = p;
        }
        const cas_weights weights = {"weight", units, party_units, 2};
        const cas_rule *rule = random_count(&w.arena, &seed, &weights);
        const char *needs;
        const cas_ternary_part *part = cas_ternary_of_rule(&w.arena, rule, member_of, PARTIES, PARTIES, &needs);
        if (part) {
            unsigned char votes[PARTIES] = {0};
            const cas_ternary game = {PARTIES, part};
            do
                assert_int_equal(cas_ternary_adopts(&game, votes), holds(rule, votes));
            while (next_profile(votes));
            read++;
        } else {
            assert_non_null(needs);
            refused += can_be_spoiled(rule);
        }
        CLOSE(w);
    }
    assert_true(read > 1000 && refused > 500);
}

/* Article 27(3): nine of fifteen, none of the permanent members against; abstaining is no veto. */
static void security_council(void **state)
{
    (void)state;
    OPEN(w);
    cas_scores council[15], permanent[15];
    const char *names[15];
    cas_big weights[15];
    for (int i = 0; i < 15; i++) {
        council[i] = (cas_scores){0, 1};
        permanent[i] = i < 5 ? (cas_scores){1, 1} : (cas_scores){0, 0};
        names[i] = cas_format(&w.arena, "%d", i + 1);
        weights[i] = cas_big_of(&w.arena, i < 5 ? 7 : 1);
    }
    const cas_ternary_part nine = {.scores = council, .quota = 9}, none = {.scores = permanent, .quota = 5};
    const cas_ternary_part *const parts[] = {&nine, &none};
    const cas_ternary_part rule = {.parts = parts, .part_count = 2, .needed = 2};
    const cas_game game = {.count = 15, .names = names, .words = "27(3)", .rule = cas_part_weight(&w.arena, weights, cas_big_of(&w.arena, 39)), .ternary = &rule};
    const cas_power *power = cas_power_of(&w.arena, &game, &(cas_power_options){.abstain = true});
    assert_string_equal(cas_big_string(&w.arena, power->adopting), "146796");
    assert_string_equal(cas_big_string(&w.arena, power->winning), "848");
    assert_int_equal(power->omitted_count, 0);
    /* Checked by a recursion over states of the roll-call that shares nothing with the engine. */
    assert_string_equal(cas_big_string(&w.arena, power->members[0].ternary_swings), "108336");
    assert_string_equal(cas_big_string(&w.arena, power->members[14].ternary_swings), "53154");
    assert_string_equal(cas_ratio_string(&w.arena, power->members[0].index[CAS_POWER_TERNARY_SHAPLEY_SHUBIK].value), "118525786/725416965");
    CLOSE(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_and_cells_agree_with_enumeration),
        cmocka_unit_test(votes_are_counted_as_written),
        cmocka_unit_test(security_council),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
