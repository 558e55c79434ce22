/*
 * Linear programs, the nucleolus and minimum weights: proofs of random programs, all complete games of up to six
 * members, games of the literature.
 * Run from the root of the clone. More games, by the definition: second_opinion.py.
 */
#include "power/cells.h"
#include "power/inverse.h"
#include "power/power.h"
#include "power/program.h"
#include "power/ternary.h"
#include "power/what_if.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "world.h"

/* ---- Programs
   --------------------------------------------------------------------------------------------------------- */

enum { MOST_ROWS = 12, MOST_COLUMNS = 6 };

typedef struct random_program {
    int columns, rows;
    int64_t cost[MOST_COLUMNS], a[MOST_ROWS][MOST_COLUMNS], b[MOST_ROWS];
} random_program;

/* sum of ratios × whole numbers, compared with a ratio: long doubles suffice for numbers as small as these, and the
   equality is of whole numbers after scaling. */
static cas_wide_ratio plus(cas_wide_ratio a, cas_wide_ratio b, int64_t times)
{
    const cas_wide over = a.over * b.under + b.over * times * a.under, under = a.under * b.under,
                   common = cas_wide_gcd(over, under);
    return common ? (cas_wide_ratio){over / common, under / common} : (cas_wide_ratio){0, 1};
}

static bool is_same(cas_wide_ratio a, cas_wide_ratio b)
{
    return a.over == b.over && a.under == b.under;
}

/* Possible, and as cheap as its prices say nothing can be below: that proves it. */
static void must_be_proven(const random_program *random, const cas_program *program)
{
    cas_wide_ratio cost = {0, 1}, priced = {0, 1};
    for (int j = 0; j < random->columns; j++) {
        assert_true(cas_program_value(program, j).over >= 0);
        cost = plus(cost, cas_program_value(program, j), random->cost[j]);
    }
    assert_true(is_same(cost, cas_program_least(program)));
    for (int r = 0; r < random->rows; r++) {
        cas_wide_ratio sum = {-(cas_wide)random->b[r], 1};
        for (int j = 0; j < random->columns; j++)
            sum = plus(sum, cas_program_value(program, j), random->a[r][j]);
        assert_true(sum.over >= 0);
        assert_true(cas_program_row_price(program, r).over >= 0);
        priced = plus(priced, cas_program_row_price(program, r), random->b[r]);
    }
    assert_true(is_same(priced, cost));
    for (int j = 0; j < random->columns; j++) {
        cas_wide_ratio left = {random->cost[j], 1};
        for (int r = 0; r < random->rows; r++)
            left = plus(left, cas_program_row_price(program, r), -random->a[r][j]);
        assert_true(is_same(left, cas_program_variable_price(program, j)) && left.over >= 0);
    }
}

static void must_contradict(cas_arena *arena, const random_program *random, const cas_program *program)
{
    cas_wide multiplier[MOST_ROWS], b = 0;
    assert_true(cas_program_contradiction(arena, program, multiplier));
    for (int r = 0; r < random->rows; r++) {
        assert_true(multiplier[r] >= 0);
        b += multiplier[r] * random->b[r];
    }
    assert_true(b > 0);
    for (int j = 0; j < random->columns; j++) {
        cas_wide sum = 0;
        for (int r = 0; r < random->rows; r++)
            sum += multiplier[r] * random->a[r][j];
        assert_true(sum <= 0);
    }
}

static void programs_prove_their_answers(void **state)
{
    (void)state;
    uint64_t seed = 20;
    int solved = 0, impossible = 0;
    for (int round = 0; round < 3000; round++) {
        OPEN(w);
        random_program random = {.columns = 1 + (int)(chance(&seed) % MOST_COLUMNS), .rows = 0};
        for (int j = 0; j < random.columns; j++)
            random.cost[j] = (int64_t)(chance(&seed) % 5);
        cas_program *program = cas_program_open(&w.arena, random.columns, random.cost);
        const int rows = 1 + (int)(chance(&seed) % MOST_ROWS);
        cas_program_end end = CAS_PROGRAM_SOLVED;
        /* Row by row, solved in between: as they are found. */
        while (random.rows < rows && end == CAS_PROGRAM_SOLVED) {
            for (int j = 0; j < random.columns; j++)
                random.a[random.rows][j] = (int64_t)(chance(&seed) % 7) - 3;
            random.b[random.rows] = (int64_t)(chance(&seed) % 9) - 4;
            assert_int_equal(cas_program_add(program, random.a[random.rows], random.b[random.rows]), random.rows);
            random.rows++;
            if (chance(&seed) % 2 || random.rows == rows)
                end = cas_program_solve(program);
        }
        if (end == CAS_PROGRAM_SOLVED) {
            must_be_proven(&random, program);
            must_be_proven(&random, cas_program_copy(&w.arena, program, NULL));
            solved++;
        } else {
            assert_int_equal(end, CAS_PROGRAM_IMPOSSIBLE);
            must_contradict(&w.arena, &random, program);
            impossible++;
        }
        CLOSE(w);
    }
    assert_true(solved > 500 && impossible > 300);
}

static void programs_that_outgrow_their_numbers_say_so(void **state)
{
    (void)state;
    OPEN(w);
    uint64_t seed = 21;
    enum { COLUMNS = 12 };
    int64_t cost[COLUMNS], a[COLUMNS];
    for (int j = 0; j < COLUMNS; j++)
        cost[j] = 1;
    cas_program *program = cas_program_open(&w.arena, COLUMNS, cost);
    for (int r = 0; r < COLUMNS; r++) {
        for (int j = 0; j < COLUMNS; j++)
            a[j] = (int64_t)(chance(&seed) >> 2);
        cas_program_add(program, a, INT64_MAX - r);
    }
    assert_int_equal(cas_program_solve(program), CAS_PROGRAM_TOO_LARGE);
    CLOSE(w);
}

/* ---- Paths
   ------------------------------------------------------------------------------------------------------------ */

static const cas_game *random_game(cas_arena *arena, uint64_t *seed, int n)
{
    const int count = 1 + (int)(chance(seed) % 3);
    const cas_part **parts = CAS_ARRAY(arena, const cas_part *, (size_t)count);
    const char **names = CAS_ARRAY(arena, const char *, (size_t)n);
    for (int k = 0; k < count; k++) {
        cas_big *weights = CAS_ARRAY(arena, cas_big, (size_t)n);
        uint64_t total = 1;
        for (int i = 0; i < n; i++) {
            const uint64_t weight = chance(seed) % 5;
            weights[i] = cas_big_of(arena, weight);
            total += weight;
        }
        parts[k] = cas_part_weight(arena, weights, cas_big_of(arena, 1 + chance(seed) % total));
    }
    for (int i = 0; i < n; i++)
        names[i] = cas_format(arena, "%d", i + 1);
    cas_game *game = CAS_NEW(arena, cas_game);
    *game = (cas_game){.count = n, .names = names, .words = "a random game"};
    game->rule = cas_part_count(arena, 1 + (int)(chance(seed) % (uint64_t)count), parts, count);
    return game;
}

static void paths_are_the_cheapest(void **state)
{
    (void)state;
    uint64_t seed = 22;
    int found = 0, passed_over = 0;
    for (int round = 0; round < 1500; round++) {
        OPEN(w);
        const int n = 1 + (int)(chance(&seed) % 7);
        const cas_game *game = random_game(&w.arena, &seed, n);
        cas_cells *cells = cas_cells_of(&w.arena, game);
        cas_wide cost[8], marks[8];
        for (int i = 0; i < n; i++) {
            cost[i] = (cas_wide)(chance(&seed) % 6);
            marks[i] = (cas_wide)(chance(&seed) % 5) - 2;
        }
        cas_wide cheapest = -1, marked = -1, dearest = -1;
        for (unsigned mask = 0; mask < 1u << n; mask++) {
            cas_set set = cas_set_empty();
            cas_wide sum = 0, mark = 0;
            for (int i = 0; i < n; i++)
                if (mask >> i & 1) {
                    cas_set_add(&set, i);
                    sum += cost[i];
                    mark += marks[i];
                }
            const bool wins = cas_game_wins(&w.arena, game, &set);
            assert_int_equal(cas_cells_win(cells, &set), wins);
            if (wins && (cheapest < 0 || sum < cheapest))
                cheapest = sum;
            if (wins && mark && (marked < 0 || sum < marked))
                marked = sum;
            if (!wins && sum > dearest)
                dearest = sum;
        }
        cas_set set;
        cas_wide total, sum = 0, mark = 0;
        assert_int_equal(cas_cheapest_winning(cells, cost, NULL, &set, &total), cheapest >= 0);
        assert_true(cheapest < 0 || total == cheapest);
        assert_int_equal(cas_cheapest_winning(cells, cost, marks, &set, &total), marked >= 0);
        if (marked >= 0) {
            for (int i = 0; i < n; i++) {
                sum += cas_set_has(&set, i) ? cost[i] : 0;
                mark += cas_set_has(&set, i) ? marks[i] : 0;
            }
            assert_true(total == marked && sum == marked && mark && cas_game_wins(&w.arena, game, &set));
            found++;
            passed_over += marked > cheapest;
        }
        assert_int_equal(cas_dearest_losing(cells, cost, &set, &total), dearest >= 0);
        assert_true(dearest < 0 || (total == dearest && !cas_game_wins(&w.arena, game, &set)));
        CLOSE(w);
    }
    assert_true(found > 500 && passed_over > 100);
}

/* Classes and their order, by trying all exchanges; also for descending weights, where neighbours are looked at
   alone. */
static void standing_is_by_exchange(void **state)
{
    (void)state;
    uint64_t seed = 23;
    for (int round = 0; round < 400; round++) {
        OPEN(w);
        const int n = 2 + (int)(chance(&seed) % 6);
        const cas_game *game = random_game(&w.arena, &seed, n);
        const cas_standing *standing = cas_standing_of(cas_cells_of(&w.arena, game), game);
        for (int a = 0; a < n; a++)
            for (int b = 0; b < n; b++) {
                bool more = false, less = false;
                for (unsigned mask = 0; mask < 1u << n && a != b; mask++) {
                    cas_set set = cas_set_empty();
                    for (int i = 0; i < n; i++)
                        if (mask >> i & 1 && i != a && i != b)
                            cas_set_add(&set, i);
                    cas_set first = set, second = set;
                    cas_set_add(&first, a);
                    cas_set_add(&second, b);
                    const bool wins_first = cas_game_wins(&w.arena, game, &first),
                               wins_second = cas_game_wins(&w.arena, game, &second);
                    more |= wins_first && !wins_second;
                    less |= wins_second && !wins_first;
                }
                const cas_desirability known = more && less ? CAS_NOT_COMPARABLE
                                               : more       ? CAS_MORE_DESIRED
                                               : less       ? CAS_LESS_DESIRED
                                                            : CAS_EQUALLY_DESIRED;
                assert_int_equal(standing->order[standing->class_of[a] * standing->class_count + standing->class_of[b]],
                                 known);
            }
        CLOSE(w);
    }
}

/* ---- All complete games
   ----------------------------------------------------------------------------------------------- */

enum { MOST_MEMBERS = 7 };

/* Member 0 is the most desired. A coalition is at least as good as another if, from the top down, it never has
   fewer members. */
static bool is_at_least(unsigned a, unsigned b, int n)
{
    int lead = 0;
    for (int i = 0; i < n; i++) {
        lead += (int)(a >> i & 1) - (int)(b >> i & 1);
        if (lead < 0)
            return false;
    }
    return true;
}

typedef struct complete_games {
    int n;
    unsigned sets[1 << MOST_MEMBERS];
    int set_count;
    bool better[1 << MOST_MEMBERS][1 << MOST_MEMBERS];
    unsigned minimal[1 << MOST_MEMBERS];
    int complete, weighted, several;
} complete_games;

/* The game whose winning coalitions are those at least as good as one of the minimal ones. */
static void judge(complete_games *games, int count)
{
    OPEN(w);
    const int n = games->n;
    const cas_part **parts = CAS_ARRAY(&w.arena, const cas_part *, 1 << MOST_MEMBERS);
    const char **names = CAS_ARRAY(&w.arena, const char *, (size_t)n);
    int part_count = 0;
    for (unsigned mask = 1; mask < 1u << n; mask++) {
        bool wins = false, least = true;
        for (int k = 0; k < count; k++)
            wins |= games->better[mask][games->minimal[k]];
        for (int i = 0; i < n && wins && least; i++)
            for (int k = 0; k < count && mask >> i & 1; k++)
                least &= !games->better[mask & ~(1u << i)][games->minimal[k]];
        if (!wins || !least)
            continue;
        cas_big *weights = CAS_ARRAY(&w.arena, cas_big, (size_t)n);
        for (int i = 0; i < n; i++)
            weights[i] = cas_big_of(&w.arena, mask >> i & 1);
        parts[part_count++] =
            cas_part_weight(&w.arena, weights, cas_big_of(&w.arena, (uint64_t)__builtin_popcount(mask)));
    }
    for (int i = 0; i < n; i++)
        names[i] = cas_format(&w.arena, "%d", i + 1);
    const cas_game game = {
        .count = n, .names = names, .words = "a complete game", .rule = cas_part_count(&w.arena, 1, parts, part_count)};
    const cas_power_options options = {.indices = (uint64_t)1 << CAS_POWER_MINIMUM_WEIGHT};
    const cas_minimum *minimum = cas_power_of(&w.arena, &game, &options)->minimum;
    assert_non_null(minimum);
    games->complete++;
    if (minimum->weighted) {
        assert_true(minimum->proven && minimum->all_known);
        games->weighted++;
        games->several += minimum->other_count > 0;
    } else
        assert_true(minimum->trade_count >= 2);
    CLOSE(w);
}

/* Every antichain of coalitions in that order but the empty one. */
static void every_antichain(complete_games *games, int from, int count)
{
    if (count)
        judge(games, count);
    for (int next = from; next < games->set_count; next++) {
        bool apart = true;
        for (int k = 0; k < count && apart; k++)
            apart = !games->better[games->minimal[k]][games->sets[next]] &&
                    !games->better[games->sets[next]][games->minimal[k]];
        if (!apart)
            continue;
        games->minimal[count] = games->sets[next];
        every_antichain(games, next + 1, count + 1);
    }
}

static void all_complete_games_are_judged(void **state)
{
    (void)state;
    static const int complete[] = {0, 1, 3, 8, 25, 117, 1171, 44313}, weighted[] = {0, 1, 3, 8, 25, 117, 1111, 29373};
    for (int n = 1; n <= MOST_MEMBERS; n++) {
        complete_games *games = calloc(1, sizeof *games);
        games->n = n;
        for (unsigned mask = 1; mask < 1u << n; mask++)
            games->sets[games->set_count++] = mask;
        for (unsigned a = 0; a < 1u << n; a++)
            for (unsigned b = 0; b < 1u << n; b++)
                games->better[a][b] = is_at_least(a, b, n);
        every_antichain(games, 0, 0);
        assert_int_equal(games->complete, complete[n]);
        assert_int_equal(games->weighted, weighted[n]);
        assert_int_equal(games->several, 0);
        free(games);
    }
}

/* ---- Games of the literature
   ------------------------------------------------------------------------------------------- */

static const cas_power *power_of(world *w, const char *quota, const char *weights)
{
    const char *problem;
    const cas_game *game = cas_game_read(&w->arena, cas_text_of(quota), cas_text_of(weights), &problem);
    const cas_power_options options = {.indices = (uint64_t)1 << CAS_POWER_MINIMUM_WEIGHT | (uint64_t)1
                                                                                                << CAS_POWER_NUCLEOLUS};
    assert_non_null(game);
    return cas_power_of(&w->arena, game, &options);
}

static void must_weigh(const cas_power *power, int64_t quota, const int64_t *weights)
{
    assert_true(power->minimum->weighted && power->minimum->proven);
    assert_int_equal(power->minimum->quota, quota);
    for (int i = 0; i < power->count; i++)
        assert_int_equal(power->minimum->weights[i], weights[i]);
}

static void must_share(world *w, const cas_power *power, const char *const *shares)
{
    for (int i = 0; i < power->count; i++) {
        assert_true(power->members[i].index[CAS_POWER_NUCLEOLUS].known);
        assert_string_equal(cas_ratio_string(&w->arena, power->members[i].index[CAS_POWER_NUCLEOLUS].value), shares[i]);
    }
}

static void games_of_the_literature(void **state)
{
    (void)state;
    OPEN(w);
    /* Three that decide by two whatever their weights. */
    const cas_power *power = power_of(&w, "51", "49,48,3");
    must_weigh(power, 2, (const int64_t[]){1, 1, 1});
    must_share(&w, power, (const char *const[]){"1/3", "1/3", "1/3"});
    /* The apex game: the great one with any other, or all others. Its nucleolus is its minimum weights. */
    power = power_of(&w, "5", "4,1,1,1,1,1");
    must_weigh(power, 5, (const int64_t[]){4, 1, 1, 1, 1, 1});
    must_share(&w, power, (const char *const[]){"4/9", "1/9", "1/9", "1/9", "1/9", "1/9"});
    /* The Council of the six: Luxemburg's vote never mattered. */
    power = power_of(&w, "12", "4,4,4,2,2,1");
    must_weigh(power, 6, (const int64_t[]){2, 2, 2, 1, 1, 0});
    must_share(&w, power, (const char *const[]){"1/4", "1/4", "1/4", "1/8", "1/8", "0"});
    power = power_of(&w, "39", "7x5,1x10");
    assert_int_equal(power->minimum->quota, 39);
    assert_int_equal(power->minimum->sum, 45);
    /* Two members that can stand in for each other, and weigh differently in every representation of least sum
       (FreixasMolinero2009). */
    power = power_of(&w, "12", "7,6,6,4,4,4,3,2");
    must_weigh(power, 12, (const int64_t[]){7, 6, 6, 4, 4, 4, 3, 2});
    assert_false(power->minimum->even);
    CLOSE(w);
}

/* ---- Weights for wished power
   ------------------------------------------------------------------------------------------ */

/* The search against the comparison of every game: never closer, and often as close. */
static void the_search_is_never_closer(void **state)
{
    (void)state;
    uint64_t seed = 24;
    int equal = 0;
    enum { ROUNDS = 16 };
    for (int round = 0; round < ROUNDS; round++) {
        OPEN(w);
        const int n = 3 + (int)(chance(&seed) % 3);
        cas_builder targets = {.arena = &w.arena};
        for (int i = 0; i < n; i++)
            cas_putf(&targets, "%s%d", i ? "," : "", 1 + (int)(chance(&seed) % 30));
        const char *const quotas[] = {">50%", "50%", "60%", "66.7%", "75%"};
        const cas_text quota = cas_text_of(quotas[chance(&seed) % 5]);
        const cas_power_index index = chance(&seed) % 2 ? CAS_POWER_BANZHAF : CAS_POWER_SHAPLEY_SHUBIK;
        const char *problem;
        const cas_inverse *all = cas_power_inverse(&w.arena, cas_built(&targets), quota, index, false, 0, &problem);
        const cas_inverse *search = cas_power_inverse(&w.arena, cas_built(&targets), quota, index, true, 0, &problem);
        assert_non_null(all);
        assert_non_null(search);
        assert_true(all->closest && !search->closest);
        const int order = cas_ratio_compare(&w.arena, search->distance, all->distance);
        assert_true(order >= 0);
        equal += !order;
        CLOSE(w);
    }
    assert_true(equal > ROUNDS / 2);
}

/* ---- Budgets
   ------------------------------------------------------------------------------------------------------------ */

static void ask_everything(cas_arena *arena)
{
    const char *problem = NULL;
    const cas_text rules[] = {CAS_TEXT("q=6;w=5,4,1,1,2"), CAS_TEXT("q=3;w=1x5")};
    const cas_game *game = cas_game_read_rules(arena, rules, 2, CAS_TEXT("and"), &problem),
                   *weighted = cas_game_read(arena, CAS_TEXT("50%"), CAS_TEXT("5,4,3,2,1"), &problem);
    const cas_power_options options = {.indices = (uint64_t)1 << CAS_POWER_NUCLEOLUS | (uint64_t)1
                                                                                           << CAS_POWER_MINIMUM_WEIGHT};
    cas_power_of(arena, game, &options);
    cas_power_of(arena, weighted, &options);
    const cas_text changes[] = {CAS_TEXT("leave 1"), CAS_TEXT("join X:3"), CAS_TEXT("bloc 2,3")};
    cas_power_what_ifs(arena, weighted, changes, 3, NULL, &problem);
    cas_power_smallest(arena, game, true, 2, 10);
    cas_ternary_by_cells(arena, cas_ternary_of_game(arena, game), true);
    cas_power_inverse(arena, CAS_TEXT("3,2,1"), CAS_TEXT("50%"), CAS_POWER_BANZHAF, false, 0, &problem);
}

static void memory_that_runs_out_is_reported(void **state)
{
    (void)state;
    for (long fail_at = 1;; fail_at += 1 + fail_at / 30) {
        world w;
        memset(&w, 0, sizeof w);
        cas_ctx_open(&w.ctx);
        cas_arena_open(&w.arena, &w.ctx);
        w.ctx.fail_at = fail_at;
        volatile bool done = false;
        if (setjmp(*cas_guard_open(&w.ctx, &w.guard)) == 0) {
            ask_everything(&w.arena);
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

/* A game of thirty members in no time: undecided, by name, and nothing wrong said of it. */
static void time_that_runs_out_is_reported(void **state)
{
    (void)state;
    OPEN(w);
    const char *problem;
    cas_builder weights = {.arena = &w.arena};
    uint64_t seed = 25;
    for (int i = 0; i < 30; i++)
        cas_putf(&weights, "%s%d", i ? "," : "", 1 + (int)(chance(&seed) % 1000));
    const cas_game *game = cas_game_read(&w.arena, CAS_TEXT(">50%"), cas_built(&weights), &problem);
    const cas_power_options options = {
        .indices = (uint64_t)1 << CAS_POWER_NUCLEOLUS | (uint64_t)1 << CAS_POWER_MINIMUM_WEIGHT, .most_seconds = 1e-6};
    const cas_power *power = cas_power_of(&w.arena, game, &options);
    assert_int_equal(power->omitted_count, 2);
    assert_true(power->omitted[0].asked && power->omitted[1].asked);
    for (int i = 0; i < 30; i++)
        assert_false(power->members[i].index[CAS_POWER_NUCLEOLUS].known);
    assert_true(!power->minimum || !power->minimum->proven);
    CLOSE(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(programs_prove_their_answers),   cmocka_unit_test(programs_that_outgrow_their_numbers_say_so),
        cmocka_unit_test(paths_are_the_cheapest),         cmocka_unit_test(standing_is_by_exchange),
        cmocka_unit_test(all_complete_games_are_judged),  cmocka_unit_test(games_of_the_literature),
        cmocka_unit_test(the_search_is_never_closer),     cmocka_unit_test(memory_that_runs_out_is_reported),
        cmocka_unit_test(time_that_runs_out_is_reported),
    };
    return cmocka_run_group_tests_name("power_design", tests, NULL, NULL);
}
