/* A register of holders: from classes of members to the ocean engine, and its values as indices. */
#include "power/register.h"
#include "power/ocean.h"

#include <math.h>
#include <stdlib.h>

enum { LISTED_ANYWAY = 2000, LARGE_IS_ONE_IN = 1000 };

typedef struct cas_stack {
    uint64_t weight;
    int class_number;
} cas_stack;

static int heavier_first(const void *left, const void *right)
{
    const cas_stack *a = left, *b = right;
    return (a->weight < b->weight) - (a->weight > b->weight);
}

static uint64_t common_divisor(uint64_t a, uint64_t b)
{
    while (b) {
        const uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Different weights, descending, divided by what they have in common; place[c]: where class c stands, or -1 for weight 0. */
static cas_register register_of(cas_arena *arena, const cas_tally *tally, const cas_small_game *small, int *place)
{
    const size_t classes = (size_t)tally->class_count;
    cas_stack *stacks = CAS_ARRAY(arena, cas_stack, classes);
    uint64_t *weight = CAS_ARRAY(arena, uint64_t, classes), divisor = 0;
    uint32_t *holders = CAS_ARRAY(arena, uint32_t, classes);
    for (size_t c = 0; c < classes; c++) {
        stacks[c] = (cas_stack){small->leaves[0].weight[c], (int)c};
        divisor = common_divisor(divisor, stacks[c].weight);
    }
    qsort(stacks, classes, sizeof *stacks, heavier_first);
    cas_register of = {.weight = weight, .holders = holders, .quota = (small->leaves[0].quota + divisor - 1) / divisor};
    for (size_t i = 0; i < classes; i++) {
        const int c = stacks[i].class_number;
        place[c] = stacks[i].weight ? (int)of.count : -1;
        if (!stacks[i].weight)
            continue;
        weight[of.count] = stacks[i].weight / divisor;
        holders[of.count] = (uint32_t)tally->class_size[c];
        of.total += weight[of.count] * holders[of.count];
        of.count++;
    }
    if (tally->count <= LISTED_ANYWAY)
        of.large = of.count;
    else
        while (of.large < of.count && (of.large == 0 || of.weight[of.large] > of.total / LARGE_IS_ONE_IN))
            of.large++;
    return of;
}

static cas_power_value approximate(double value, double bound)
{
    return (cas_power_value){.known = true, .nearest = fmin(1, fmax(0, value)), .bound = bound};
}

/* Only those who are answered for, in the order of the game. */
static void list_members(cas_arena *arena, cas_power *power, const cas_game *game, const cas_tally *tally, const int *place, int large)
{
    int count = 0;
    for (int i = 0; i < game->count; i++)
        count += place[tally->class_of[i]] < large;
    cas_game *listed = CAS_NEW(arena, cas_game);
    const char **names = CAS_ARRAY(arena, const char *, (size_t)count);
    cas_decimal *weights = game->weights ? CAS_ARRAY(arena, cas_decimal, (size_t)count) : NULL;
    power->members = CAS_ARRAY(arena, cas_power_member, (size_t)count);
    for (int i = 0, at = 0; i < game->count; i++) {
        const int c = tally->class_of[i];
        if (place[c] >= large)
            continue;
        names[at] = game->names[i];
        power->members[at].name = game->names[i];
        power->members[at].class_number = c;
        power->members[at].dummy = place[c] < 0;
        if (weights) {
            weights[at] = game->weights[i];
            power->members[at].weight = cas_decimal_string(arena, weights[at]);
        }
        at++;
    }
    *listed = *game;
    listed->count = count;
    listed->names = names;
    listed->weights = weights;
    power->game = listed;
    power->count = count;
    power->others = game->count - count;
}

static void fill_member(cas_power_member *member, const cas_ocean_answer *answer, int at)
{
    const cas_ocean_value none = {0, 0};
    if (answer->banzhaf) {
        const cas_ocean_value own = at < 0 ? none : answer->banzhaf[at], all = answer->all_banzhaf;
        member->index[CAS_POWER_BANZHAF_ABSOLUTE] = approximate(own.value, own.bound);
        member->index[CAS_POWER_RAE] = approximate(0.5 + own.value / 2, own.bound / 2 + 0x1p-53);
        if (answer->share) {
            const cas_ocean_value share = at < 0 ? none : answer->share[at];
            member->index[CAS_POWER_BANZHAF] = approximate(share.value, share.bound);
        } else if (all.value > 2 * all.bound)
            member->index[CAS_POWER_BANZHAF] =
                approximate(own.value / all.value, 1.001 * (own.bound + fabs(own.value) / all.value * all.bound) / (all.value - all.bound));
    }
    if (answer->shapley) {
        const cas_ocean_value own = at < 0 ? none : answer->shapley[at];
        member->index[CAS_POWER_SHAPLEY_SHUBIK] = approximate(own.value, own.bound);
    }
}

void cas_power_register(cas_arena *arena, cas_power *power, const cas_game *game, const cas_tally *tally, const cas_small_game *small,
                        const cas_power_options *options)
{
    int *place = CAS_ARRAY(arena, int, (size_t)tally->class_count);
    const cas_register of = register_of(arena, tally, small, place);
    list_members(arena, power, game, tally, place, (int)of.large);
    static const uint64_t of_swings = (uint64_t)1 << CAS_POWER_BANZHAF | (uint64_t)1 << CAS_POWER_BANZHAF_ABSOLUTE | (uint64_t)1 << CAS_POWER_RAE;
    const double seconds = options->most_seconds > 0 ? options->most_seconds : 600;
    const cas_ocean_options wishes = {.threads = options->threads,
                                      .most_operations = fmin(1e10, seconds * 3e8),
                                      .banzhaf = options->indices & of_swings,
                                      .shapley = options->indices >> CAS_POWER_SHAPLEY_SHUBIK & 1};
    if (!wishes.banzhaf && !wishes.shapley)
        return;
    const cas_ocean_answer answer = cas_ocean_power(arena, &of, &wishes);
    int at = 0;
    for (int i = 0; i < game->count; i++)
        if (place[tally->class_of[i]] < (int)of.large)
            fill_member(&power->members[at++], &answer, place[tally->class_of[i]]);
    power->exact = false;
    for (int i = 0; i < power->count; i++)
        for (int k = 0; k < CAS_POWER_INDEX_COUNT; k++) {
            const cas_power_value *value = &power->members[i].index[k];
            if (!value->known || !(options->indices >> k & 1))
                continue;
            power->error_bound = fmax(power->error_bound, value->bound);
            if (value->bound > 0)
                power->relative_bound = fmax(power->relative_bound, value->nearest > value->bound ? value->bound / (value->nearest - value->bound) : INFINITY);
        }
    power->method = "ocean";
}
