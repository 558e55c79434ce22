/*
 * The inverse problem: weights whose power (Banzhaf, normalised, or Shapley-Shubik) comes closest to given targets, at
 * a quota that is a share of the total. The distance is the sum of the absolute differences.
 *
 * Up to six members: every complete game is looked at (all_games.c). Power never falls with desirability, so of all
 * ways to give the places of a game to the members the one in the order of the targets is closest. The games are taken
 * by increasing distance until one has weights at the quota: with the quota a/b of the total (at least),
 *
 *     b w(S) - a w(everyone) >= 0 for S that wins,   a w(everyone) - b w(L) >= 1 for L that loses
 *
 * (with "more than" >= 1 and >= 0), which a program decides (program.c). Other games are farther or cannot be had: that
 * one is closest, proven.
 *
 * More members: search, from weights like the targets.
 * 1. Fixed point: each weight is multiplied by a power of target/power, as long as that helps (KurzNapel2014 compare
 *    such searches).
 * 2. Local search: a weight more or less by a step, or a step from one member to another; whatever comes closer is
 *    kept, then the step is halved.
 * 3. From the best, a few weights are shaken, and what results is searched in the same way.
 *
 * Every set of weights is judged by the exact indices of its game; what is found is not claimed to be closest. The
 * steps are fixed numbers, so the answer is the same each time unless the time ran out. Cost: of the search, sets of
 * weights × cost of the index.
 */
#include "power/inverse.h"
#include "power/program.h"
#include "power/read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RESOLUTION = 100, LARGEST_WEIGHT = 1000000, ITERATIONS = 60, MOST_TRIALS = 12000, SHAKES = 40 };

typedef struct cas_aim {
    cas_arena *arena;
    int count;
    const char *const *names;
    cas_ratio *target;
    double *aim; /* the same, as doubles */
    cas_quota_share share;
    const char *words; /* the quota */
    cas_power_index index;
    double until;
    cas_inverse *answer;
} cas_aim;

/* ---- Reading
   ---------------------------------------------------------------------------------------------------------- */

static bool read_aim(cas_aim *aim, cas_text targets, cas_text quota, const char **problem)
{
    cas_arena *arena = aim->arena;
    if (!quota.length || !memchr(quota.at, '%', quota.length)) {
        *problem = "weights are sought at a quota that is a share of their total: 70% or >50%";
        return false;
    }
    const cas_game *read = cas_game_read(arena, quota, targets, problem);
    if (!read) {
        *problem = cas_format(arena, "of the targets: %s", *problem);
        return false;
    }
    aim->count = read->count;
    aim->names = read->names;
    aim->share = *read->rule->share;
    aim->words = cas_text_string(arena, quota);
    aim->target = CAS_ARRAY(arena, cas_ratio, (size_t)aim->count);
    aim->aim = CAS_ARRAY(arena, double, (size_t)aim->count);
    cas_big total = {NULL, 0};
    for (int i = 0; i < aim->count; i++)
        total = cas_big_add(arena, total, read->rule->weights[i]);
    for (int i = 0; i < aim->count; i++) {
        aim->target[i] = cas_ratio_of(arena, read->rule->weights[i], total);
        aim->aim[i] = cas_ratio_double(arena, aim->target[i]);
    }
    const cas_big one = cas_big_power10(arena, read->rule->places);
    aim->answer->scaled =
        cas_big_compare(total, one) && cas_big_compare(total, cas_big_multiply(arena, one, cas_big_of(arena, 100)));
    aim->answer->targets = aim->target;
    return true;
}

/* ---- Judging
   ---------------------------------------------------------------------------------------------------------- */

static const cas_game *game_of_weights(const cas_aim *aim, const int64_t *weights)
{
    cas_arena *arena = aim->arena;
    cas_big *units = CAS_ARRAY(arena, cas_big, (size_t)aim->count), total = {NULL, 0};
    cas_decimal *decimals = CAS_ARRAY(arena, cas_decimal, (size_t)aim->count);
    cas_builder words = {.arena = arena};
    cas_putf(&words, "[%s;", aim->words);
    for (int i = 0; i < aim->count; i++) {
        units[i] = cas_big_of(arena, (uint64_t)weights[i]);
        decimals[i] = (cas_decimal){units[i], 0};
        total = cas_big_add(arena, total, units[i]);
        cas_putf(&words, "%s%lld", i ? "," : "", (long long)weights[i]);
    }
    cas_putc(&words, ']');
    cas_part *part = CAS_NEW(arena, cas_part);
    *part = (cas_part){.kind = CAS_PART_WEIGHT,
                       .weights = units,
                       .quota = cas_quota_of_share(arena, &aim->share, total),
                       .share = &aim->share};
    cas_game *game = CAS_NEW(arena, cas_game);
    *game = (cas_game){.count = aim->count,
                       .names = aim->names,
                       .words = cas_built_string(&words),
                       .rule = part,
                       .weights = decimals,
                       .quota = {part->quota, 0}};
    return game;
}

static const cas_power *power_of_weights(const cas_aim *aim, const int64_t *weights)
{
    const cas_power_options options = {.indices = (uint64_t)1 << aim->index, .insist_exact = true, .threads = 1};
    return cas_power_of(aim->arena, game_of_weights(aim, weights), &options);
}

/* The distance of these weights, and their power; infinite when it could not be counted. */
static double judge(cas_aim *aim, const int64_t *weights, double *power)
{
    aim->answer->compared++;
    double distance = 0;
    const cas_mark mark = cas_arena_mark(aim->arena);
    const cas_power *counted = power_of_weights(aim, weights);
    for (int i = 0; i < aim->count; i++) {
        const cas_power_value *value = &counted->members[i].index[aim->index];
        if (power)
            power[i] = value->nearest;
        distance += value->known ? fabs(value->nearest - aim->aim[i]) : INFINITY;
    }
    cas_arena_release(aim->arena, mark);
    return distance;
}

static cas_ratio difference(cas_arena *arena, cas_ratio a, cas_ratio b)
{
    if (cas_ratio_compare(arena, a, b) < 0) {
        const cas_ratio swap = a;
        a = b;
        b = swap;
    }
    return cas_ratio_of(
        arena,
        cas_big_subtract(arena, cas_big_multiply(arena, a.over, b.under), cas_big_multiply(arena, b.over, a.under)),
        cas_big_multiply(arena, a.under, b.under));
}

static void take(cas_aim *aim, const int64_t *weights)
{
    cas_arena *arena = aim->arena;
    cas_inverse *answer = aim->answer;
    answer->power = power_of_weights(aim, weights);
    answer->game = answer->power->game;
    answer->distance = answer->greatest = cas_ratio_small(arena, 0, 1);
    for (int i = 0; i < aim->count; i++) {
        const cas_power_value *value = &answer->power->members[i].index[aim->index];
        if (!value->known || !value->exact)
            cas_fail(arena->ctx, CAS_E_BUDGET, "exact power of so many members takes longer than the budget allows");
        const cas_ratio off = difference(arena, value->value, aim->target[i]);
        answer->distance = cas_ratio_add(arena, answer->distance, off);
        if (cas_ratio_compare(arena, off, answer->greatest) > 0)
            answer->greatest = off;
    }
}

/* ---- Every game
   ------------------------------------------------------------------------------------------------------- */

typedef struct cas_candidate {
    uint64_t winning;
    double distance;
    size_t number;
} cas_candidate;

typedef struct cas_candidates {
    cas_aim *aim;
    const int *place; /* the members by falling target */
    cas_candidate *list;
    size_t count, room;
} cas_candidates;

static double factorial(int n)
{
    double product = 1;
    for (int k = 2; k <= n; k++)
        product *= k;
    return product;
}

/* The index of each place, from the table of winning coalitions. */
static void power_of_table(int members, uint64_t winning, cas_power_index index, double *power)
{
    double total = 0;
    for (int i = 0; i < members; i++) {
        power[i] = 0;
        for (unsigned set = 0; set < 1u << members; set++)
            if (!(set >> i & 1) && !(winning >> set & 1) && winning >> (set | 1u << i) & 1) {
                const int size = __builtin_popcount(set);
                power[i] += index == CAS_POWER_BANZHAF ? 1 : factorial(size) * factorial(members - 1 - size);
            }
        total += power[i];
    }
    for (int i = 0; i < members; i++)
        power[i] /= total;
}

static void consider(void *surroundings, uint64_t winning)
{
    cas_candidates *candidates = surroundings;
    const cas_aim *aim = candidates->aim;
    double power[CAS_MOST_COMPARED_MEMBERS], distance = 0;
    power_of_table(aim->count, winning, aim->index, power);
    for (int k = 0; k < aim->count; k++)
        distance += fabs(power[k] - aim->aim[candidates->place[k]]);
    candidates->list = CAS_ROOM(aim->arena, candidates->list, candidates->count, &candidates->room);
    candidates->list[candidates->count] = (cas_candidate){winning, distance, candidates->count};
    candidates->count++;
}

static int nearer_first(const void *left, const void *right)
{
    const cas_candidate *a = left, *b = right;
    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

/* Whether places k and k + 1 can stand in for each other. */
static bool interchangeable(int members, uint64_t winning, int k)
{
    for (unsigned set = 0; set < 1u << members; set++)
        if (!(set >> k & 3) && (winning >> (set | 1u << k) & 1) != (winning >> (set | 2u << k) & 1))
            return false;
    return true;
}

/* Weights, in whole numbers, the same for members that can stand in for each other, that make just these coalitions
   win at the quota; false when there are none. */
static bool weights_at_quota(const cas_aim *aim, uint64_t winning, const int *place, int64_t *weights)
{
    cas_arena *arena = aim->arena;
    const int n = aim->count;
    const int64_t a = cas_big_small(aim->share.over), b = cas_big_small(aim->share.under);
    int64_t cost[CAS_MOST_COMPARED_MEMBERS], row[CAS_MOST_COMPARED_MEMBERS];
    for (int k = 0; k < n; k++)
        cost[k] = 1;
    cas_program *program = cas_program_open(arena, n, cost);
    for (unsigned set = 0; set < 1u << n; set++) {
        const bool wins = winning >> set & 1;
        for (int k = 0; k < n; k++)
            row[k] = ((set >> k & 1 ? b : 0) - a) * (wins ? 1 : -1);
        cas_program_add(program, row, wins == aim->share.more);
    }
    for (int k = 0; k + 1 < n; k++)
        for (int sign = 1; sign >= (interchangeable(n, winning, k) ? -1 : 1); sign -= 2) {
            memset(row, 0, sizeof row);
            row[k] = sign;
            row[k + 1] = -sign;
            cas_program_add(program, row, 0);
        }
    if (cas_program_solve(program) != CAS_PROGRAM_SOLVED)
        return false;
    cas_wide under = 1;
    for (int k = 0; k < n; k++) {
        const cas_wide own = cas_program_value(program, k).under;
        under *= own / cas_wide_gcd(under, own);
    }
    cas_wide common = 0;
    for (int k = 0; k < n; k++) {
        const cas_wide_ratio value = cas_program_value(program, k);
        common = cas_wide_gcd(common, value.over * (under / value.under));
    }
    for (int k = 0; k < n; k++) {
        const cas_wide_ratio value = cas_program_value(program, k);
        weights[place[k]] = (int64_t)(value.over * (under / value.under) / common);
    }
    return true;
}

/* Distances that differ by rounding alone are compared exactly. */
static bool compare_every_game(cas_aim *aim)
{
    cas_arena *arena = aim->arena;
    int place[CAS_MOST_COMPARED_MEMBERS];
    for (int k = 0; k < aim->count; k++) {
        int at = k;
        for (; at > 0 && cas_ratio_compare(arena, aim->target[place[at - 1]], aim->target[k]) < 0; at--)
            place[at] = place[at - 1];
        place[at] = k;
    }
    cas_candidates candidates = {.aim = aim, .place = place};
    cas_all_complete_games(arena, aim->count, consider, &candidates);
    qsort(candidates.list, candidates.count, sizeof *candidates.list, nearer_first);
    aim->answer->compared = candidates.count;
    bool found = false;
    double at_most = INFINITY;
    for (size_t c = 0; c < candidates.count && candidates.list[c].distance <= at_most; c++) {
        int64_t weights[CAS_MOST_COMPARED_MEMBERS];
        if (!weights_at_quota(aim, candidates.list[c].winning, place, weights))
            continue;
        const cas_ratio before = aim->answer->distance;
        const cas_inverse kept = *aim->answer;
        take(aim, weights);
        if (found && cas_ratio_compare(arena, aim->answer->distance, before) >= 0)
            *aim->answer = kept;
        found = true;
        at_most = fmin(at_most, candidates.list[c].distance + 1e-12);
    }
    aim->answer->closest = found;
    return found;
}

/* ---- Search
   ----------------------------------------------------------------------------------------------------------- */

typedef struct cas_trial {
    int64_t *best, *scratch;
    double *power, *share;
    double distance;
    int left;
} cas_trial;

/* Keeps the weights in `scratch` if they are closer than `best`. */
static bool attempt(cas_aim *aim, cas_trial *trial)
{
    int64_t total = 0;
    for (int i = 0; i < aim->count; i++) {
        total += trial->scratch[i];
        trial->power[i] = 0;
    }
    if (!total || --trial->left < 0 || (aim->until > 0 && cas_now() > aim->until))
        return false;
    const double distance = judge(aim, trial->scratch, trial->power);
    if (!(distance < trial->distance))
        return false;
    trial->distance = distance;
    memcpy(trial->best, trial->scratch, (size_t)aim->count * sizeof *trial->best);
    return true;
}

static void iterate(cas_aim *aim, cas_trial *trial, double scale)
{
    const size_t n = (size_t)aim->count;
    memcpy(trial->share, aim->aim, n * sizeof *trial->share);
    double strength = 1, last = INFINITY;
    for (int round = 0; round < ITERATIONS && strength > 0.05; round++) {
        double sum = 0;
        for (size_t i = 0; i < n; i++)
            sum += trial->share[i];
        for (size_t i = 0; i < n; i++)
            trial->scratch[i] = (int64_t)llround(trial->share[i] / sum * scale);
        attempt(aim, trial);
        double distance = 0;
        for (size_t i = 0; i < n; i++)
            distance += fabs(trial->power[i] - aim->aim[i]);
        if (distance >= last)
            strength /= 2;
        last = distance;
        for (size_t i = 0; i < n; i++)
            if (trial->power[i] > 0 && aim->aim[i] > 0)
                trial->share[i] *= pow(aim->aim[i] / trial->power[i], strength);
    }
}

/* One weight by a step; or a step from one member to another. */
static void improve(cas_aim *aim, cas_trial *trial, int64_t step)
{
    const size_t n = (size_t)aim->count;
    for (bool better = true; better && trial->left > 0;) {
        better = false;
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j <= n; j++)
                for (int sign = -1; sign <= 1; sign += 2) {
                    if (j == i || (j < n && sign < 0) || trial->left <= 0)
                        continue;
                    memcpy(trial->scratch, trial->best, n * sizeof *trial->scratch);
                    trial->scratch[i] += sign * step;
                    if (j < n)
                        trial->scratch[j] -= step;
                    if (trial->scratch[i] < 0 || (j < n && trial->scratch[j] < 0))
                        continue;
                    better |= attempt(aim, trial);
                }
    }
}

/* Chance that is the same in every run. */
static uint64_t chance(uint64_t *seed)
{
    uint64_t x = *seed += 0x9E3779B97F4A7C15ull;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ x >> 27) * 0x94D049BB133111EBull;
    return x ^ x >> 31;
}

/* Three weights changed by up to an eighth of the average, then improved; kept if that is closer in the end. */
static void shake(cas_aim *aim, cas_trial *trial, int64_t average, uint64_t *seed)
{
    const size_t n = (size_t)aim->count;
    cas_trial other = *trial;
    other.best = CAS_ARRAY(aim->arena, int64_t, n);
    other.distance = INFINITY;
    memcpy(trial->scratch, trial->best, n * sizeof *trial->scratch);
    for (int k = 0; k < 3; k++) {
        const size_t i = (size_t)(chance(seed) % n);
        const int64_t most = average / 8 + 1,
                      changed = trial->scratch[i] + (int64_t)(chance(seed) % (uint64_t)(2 * most + 1)) - most;
        trial->scratch[i] = changed < 0 ? 0 : changed;
    }
    if (attempt(aim, &other))
        for (int64_t step = average / 16 + 1; step >= 1; step /= 2)
            improve(aim, &other, step);
    trial->left = other.left;
    if (other.distance < trial->distance) {
        trial->distance = other.distance;
        memcpy(trial->best, other.best, n * sizeof *trial->best);
    }
}

static void search(cas_aim *aim)
{
    const size_t n = (size_t)aim->count;
    cas_trial trial = {.distance = INFINITY, .left = MOST_TRIALS};
    trial.best = CAS_ARRAY(aim->arena, int64_t, n);
    trial.scratch = CAS_ARRAY(aim->arena, int64_t, n);
    trial.power = CAS_ARRAY(aim->arena, double, n);
    trial.share = CAS_ARRAY(aim->arena, double, n);
    const double scale = fmin(RESOLUTION * (double)n, LARGEST_WEIGHT);
    iterate(aim, &trial, scale);
    for (int64_t step = (int64_t)(scale / 64); step >= 1; step /= 2)
        improve(aim, &trial, step);
    uint64_t seed = 1;
    for (int k = 0; k < SHAKES && trial.left > 0; k++)
        shake(aim, &trial, (int64_t)(scale / (double)n), &seed);
    if (!isfinite(trial.distance))
        cas_fail(aim->arena->ctx, CAS_E_BUDGET, "exact power of so many members takes longer than the budget allows");
    take(aim, trial.best);
}

const cas_inverse *cas_power_inverse(cas_arena *arena, cas_text targets, cas_text quota, cas_power_index index,
                                     bool search_only, double most_seconds, const char **problem)
{
    *problem = NULL;
    cas_aim aim = {.arena = arena,
                   .index = index,
                   .answer = CAS_NEW(arena, cas_inverse),
                   .until = most_seconds > 0 ? cas_now() + most_seconds : 0};
    if (index != CAS_POWER_BANZHAF && index != CAS_POWER_SHAPLEY_SHUBIK) {
        *problem = "targets are of banzhaf or shapley_shubik";
        return NULL;
    }
    if (!read_aim(&aim, targets, quota, problem))
        return NULL;
    const bool few = aim.count <= CAS_MOST_COMPARED_MEMBERS && cas_big_small(aim.share.under) >= 0 &&
                     cas_big_small(aim.share.under) < 1 << 20;
    if (!few || search_only || !compare_every_game(&aim))
        search(&aim);
    return aim.answer;
}
