/* From a game to its indices: chooses engines by estimated cost, counts, and turns counts into exact indices. */
#include "power/power.h"
#include "power/tally.h"
#include "power/indices.h"
#include "power/minimum.h"
#include "power/nucleolus.h"
#include "power/quadrature.h"
#include "power/register.h"
#include "power/ternary.h"

#include <math.h>
#include <string.h>

const char *cas_power_index_key(cas_power_index index)
{
    static const char *const keys[] = {
#define CAS_X(name, key, words) key,
        CAS_POWER_INDICES(CAS_X)
#undef CAS_X
    };
    return keys[index];
}

const char *cas_power_index_words(cas_power_index index)
{
    static const char *const all[] = {
#define CAS_X(name, key, words) words,
        CAS_POWER_INDICES(CAS_X)
#undef CAS_X
    };
    return all[index];
}

int cas_power_index_find(cas_text key)
{
    for (int i = 0; i < CAS_POWER_INDEX_COUNT; i++)
        if (cas_text_is(key, cas_power_index_key((cas_power_index)i)))
            return i;
    return -1;
}

typedef enum cas_engine {
    CAS_BY_TYPES, CAS_BY_SIZED_ROWS, CAS_BY_DIAGRAM, CAS_BY_ROWS, CAS_BY_SLICES, CAS_BY_ENUMERATION, CAS_BY_PLANES, CAS_BY_HALVES,
    CAS_ENGINE_COUNT
} cas_engine;

static const char *const engine_names[CAS_ENGINE_COUNT] = {"types", "sized rows", "diagram", "rows", "slices", "enumeration", "planes", "halves"};

typedef struct cas_plan {
    cas_engine engine;
    bool possible;
    cas_estimate estimate;
} cas_plan;

/* A diagram's size is known only when it is built: the bound is the number of sums, or of sets, whichever is less, at each step. */
static cas_estimate estimate_diagram(cas_arena *arena, const cas_game *game, const cas_tally *tally)
{
    const double n = game->count;
    if (n > CAS_MAX_PARTIES)
        return (cas_estimate){INFINITY, 0};
    int leaf_count;
    const cas_part *const *leaves = cas_game_leaves(arena, game, &leaf_count);
    double cells = 1e3;
    for (int l = 0; leaves && l < leaf_count; l++) {
        double total = 0;
        for (int i = 0; i < game->count; i++)
            total += cas_big_double(leaves[l]->weights[i]);
        /* Half-way the sets of either half bound the different sums; real bodies stay near the fourth root of 2^n. */
        cells += n * fmin(total + 1, exp2(fmin(n / 2.6, 1000)));
    }
    const double width = (double)tally->width;
    return (cas_estimate){cells * (n * n / 4 * width * width + 100), cells * (n + 1) * width * 16 + cells * 60};
}

static cas_estimate estimate_engine(cas_arena *arena, cas_engine engine, const cas_game *game, const cas_small_game *small, const cas_tally *tally,
                                    int want, int threads)
{
    switch (engine) {
    case CAS_BY_TYPES: return cas_estimate_types(tally, small);
    case CAS_BY_SIZED_ROWS: return cas_estimate_sized_rows(tally, small, want);
    case CAS_BY_DIAGRAM: return estimate_diagram(arena, game, tally);
    case CAS_BY_ROWS: return cas_estimate_rows(tally, small);
    case CAS_BY_SLICES: return cas_estimate_slices(tally);
    case CAS_BY_ENUMERATION: return (cas_estimate){game->count > 26 ? INFINITY : exp2(game->count) * game->count * game->count * 20, 1e5};
    case CAS_BY_PLANES: return cas_estimate_planes(arena, tally, small, threads);
    case CAS_BY_HALVES: return cas_estimate_halves(arena, game);
    case CAS_ENGINE_COUNT: break;
    }
    return (cas_estimate){INFINITY, 0};
}

static bool fits(const cas_arena *arena, cas_estimate estimate, double most_seconds)
{
    const double room = (double)arena->ctx->max_bytes - (double)arena->ctx->used_bytes;
    return estimate.operations * 1e-9 <= most_seconds && estimate.bytes * 1.05 + 1e6 <= room;
}

static const char *needs_words(cas_arena *arena, cas_estimate estimate)
{
    if (!isfinite(estimate.operations))
        return "a method for so many members";
    const double seconds = estimate.operations * 1e-9;
    const char *time = seconds < 90      ? cas_format(arena, "%.0f s", fmax(1, seconds))
                       : seconds < 5400  ? cas_format(arena, "%.0f min", seconds / 60)
                       : seconds < 2e5   ? cas_format(arena, "%.0f h", seconds / 3600)
                       : seconds < 3e9   ? cas_format(arena, "%.0f days", seconds / 86400)
                                         : cas_format(arena, "%.0e years", seconds / 3.156e7);
    if (estimate.bytes < 1e9)
        return cas_format(arena, "%.0f MB, %s", fmax(1, estimate.bytes / 1e6), time);
    if (estimate.bytes < 1e15)
        return cas_format(arena, "%.0f GB, %s", estimate.bytes / 1e9, time);
    return cas_format(arena, "%.0e GB, %s", estimate.bytes / 1e9, time);
}

typedef struct cas_power_work {
    cas_arena *arena;
    const cas_game *game;
    const cas_power_options *options;
    cas_tally *tally;
    const cas_small_game *small;
    cas_power *power;
    size_t omitted_room;
    cas_power_omitted *omitted;
    double most_seconds;
    int filled;             /* of cas_want */
    uint64_t asked;         /* indices asked for, not only usual */
} cas_power_work;

static void omit(cas_power_work *work, const char *what, const char *needs)
{
    cas_power *power = work->power;
    work->omitted = CAS_ROOM(work->arena, work->omitted, (size_t)power->omitted_count, &work->omitted_room);
    work->omitted[power->omitted_count++] = (cas_power_omitted){what, needs, cas_power_index_find(cas_text_of(what)) < 0 ||
                                                                        work->asked >> cas_power_index_find(cas_text_of(what)) & 1};
    power->omitted = work->omitted;
}

/* There is no such value, however long one counts: nobody can be blamed for not waiting. */
static void omit_for_good(cas_power_work *work, const char *what, const char *needs)
{
    omit(work, what, needs);
    work->omitted[work->power->omitted_count - 1].asked = false;
}

static bool wanted(const cas_power_work *work, cas_power_index index)
{
    return work->options->indices >> index & 1;
}

static int run_engine(cas_power_work *work, cas_engine engine, const cas_game *game, const cas_small_game *small, cas_tally *tally, int want)
{
    cas_arena *arena = work->arena;
    switch (engine) {
    case CAS_BY_TYPES: return cas_count_by_types(arena, game, small, tally, want);
    case CAS_BY_SIZED_ROWS: return cas_count_by_sized_rows(arena, small, tally, want);
    case CAS_BY_DIAGRAM: return cas_count_by_diagram(arena, game, tally, want);
    case CAS_BY_ROWS: return cas_count_by_rows(arena, small, tally, want, work->options->threads);
    case CAS_BY_SLICES: return cas_count_by_slices(arena, game, tally);
    case CAS_BY_ENUMERATION: return cas_count_by_enumeration(arena, game, tally, want);
    case CAS_BY_PLANES: return cas_count_by_planes(arena, small, tally, work->options->threads);
    case CAS_BY_HALVES: return cas_count_by_halves(arena, game, tally);
    case CAS_ENGINE_COUNT: break;
    }
    return 0;
}

/* What an engine can count of what is wanted. */
static int able(cas_engine engine)
{
    switch (engine) {
    case CAS_BY_TYPES:
    case CAS_BY_SIZED_ROWS:
    case CAS_BY_ENUMERATION: return CAS_WANT_SWINGS | CAS_WANT_SIZES | CAS_WANT_MINIMAL | CAS_WANT_BLOCKING | CAS_WANT_JOHNSTON;
    case CAS_BY_DIAGRAM: return CAS_WANT_SWINGS | CAS_WANT_SIZES | CAS_WANT_MINIMAL | CAS_WANT_BLOCKING;
    case CAS_BY_ROWS: return CAS_WANT_SWINGS;
    case CAS_BY_SLICES: return CAS_WANT_JOHNSTON;
    case CAS_BY_PLANES:
    case CAS_BY_HALVES: return CAS_WANT_SWINGS | CAS_WANT_SIZES;
    case CAS_ENGINE_COUNT: break;
    }
    return 0;
}

/* Quadrature answers a large rule at once within a bound; planes take their time only when that is not enough. */
static bool is_worth_it(const cas_power_work *work, cas_estimate estimate)
{
    return work->options->insist_exact || work->options->method || estimate.operations < 1e9;
}

/* The cheapest engine that can count all of `need` within the budget. */
static cas_plan plan_for(const cas_power_work *work, const cas_game *game, const cas_small_game *small, const cas_tally *tally, int need)
{
    cas_plan best = {.possible = false, .estimate = {INFINITY, 0}};
    for (int e = 0; e < CAS_ENGINE_COUNT; e++) {
        const cas_engine engine = (cas_engine)e;
        if (work->options->method && strcmp(work->options->method, engine_names[e]))
            continue;
        if ((able(engine) & need) != need)
            continue;
        const cas_estimate estimate = estimate_engine(work->arena, engine, game, small, tally, need, work->options->threads);
        const bool possible = isfinite(estimate.operations) && fits(work->arena, estimate, work->most_seconds) &&
                              (engine != CAS_BY_PLANES || is_worth_it(work, estimate));
        if ((possible && !best.possible) || (possible == best.possible && estimate.operations < best.estimate.operations))
            best = (cas_plan){engine, possible, estimate};
    }
    return best;
}

static int counts_wanted(const cas_power_work *work)
{
    static const cas_power_index of_swings[] = {CAS_POWER_BANZHAF, CAS_POWER_BANZHAF_ABSOLUTE, CAS_POWER_COLEMAN_INITIATE, CAS_POWER_COLEMAN_PREVENT,
                                                CAS_POWER_RAE, CAS_POWER_KOENIG_BRAEUNINGER, CAS_POWER_NEVISON};
    int want = 0;
    for (size_t i = 0; i < sizeof of_swings / sizeof *of_swings; i++)
        if (wanted(work, of_swings[i]))
            want |= CAS_WANT_SWINGS;
    if (wanted(work, CAS_POWER_SHAPLEY_SHUBIK))
        want |= CAS_WANT_SIZES;
    if (wanted(work, CAS_POWER_DEEGAN_PACKEL) || wanted(work, CAS_POWER_HOLLER))
        want |= CAS_WANT_MINIMAL | CAS_WANT_BLOCKING;
    if (wanted(work, CAS_POWER_JOHNSTON))
        want |= CAS_WANT_JOHNSTON;
    return want;
}

static void add_method(cas_power *power, cas_arena *arena, const char *name)
{
    if (!power->method)
        power->method = name;
    else if (!strstr(power->method, name))
        power->method = cas_format(arena, "%s, %s", power->method, name);
}

/* Johnston's counts, by the engine that is cheapest for them alone. */
static void count_johnston(cas_power_work *work)
{
    const cas_plan plan = plan_for(work, work->game, work->small, work->tally, CAS_WANT_JOHNSTON);
    if (!plan.possible)
        return;
    cas_tally *tally = cas_tally_open(work->arena, work->game);
    if (!(run_engine(work, plan.engine, work->game, work->small, tally, CAS_WANT_JOHNSTON) & CAS_WANT_JOHNSTON))
        return;
    work->tally->johnston = tally->johnston;
    work->filled |= CAS_WANT_JOHNSTON;
    add_method(work->power, work->arena, engine_names[plan.engine]);
}

/* Counts as much as fits: all but Johnston, then without minimal sets, then the swings alone; Johnston apart unless it comes along cheaply. */
static void count(cas_power_work *work)
{
    const int want = counts_wanted(work), base = want & ~CAS_WANT_JOHNSTON;
    const int steps[] = {base, base & ~(CAS_WANT_MINIMAL | CAS_WANT_BLOCKING), base & CAS_WANT_SWINGS};
    for (size_t i = 0; i < sizeof steps / sizeof *steps && base; i++) {
        if (!steps[i])
            continue;
        const cas_plan plan = plan_for(work, work->game, work->small, work->tally, steps[i]);
        if (!plan.possible)
            continue;
        const bool along = plan.engine == CAS_BY_TYPES || plan.engine == CAS_BY_ENUMERATION;
        work->filled = run_engine(work, plan.engine, work->game, work->small, work->tally, steps[i] | (along ? want & CAS_WANT_JOHNSTON : 0));
        add_method(work->power, work->arena, engine_names[plan.engine]);
        break;
    }
    if (base && !work->filled && work->options->method && !(want & CAS_WANT_JOHNSTON))
        cas_fail(work->arena->ctx, CAS_E_ARGUMENT, "the method %s cannot count this game within the budget", work->options->method);
    if (want & ~work->filled & CAS_WANT_JOHNSTON)
        count_johnston(work);
}

static const char *needs_for(const cas_power_work *work, int need)
{
    const cas_plan plan = plan_for(work, work->game, work->small, work->tally, need);
    return needs_words(work->arena, plan.estimate);
}

static bool method_exists(const char *name)
{
    if (!strcmp(name, "ocean"))
        return true;
    for (int e = 0; e < CAS_ENGINE_COUNT; e++)
        if (!strcmp(name, engine_names[e]))
            return true;
    return false;
}

static void open_members(cas_power_work *work)
{
    cas_power *power = work->power;
    power->members = CAS_ARRAY(work->arena, cas_power_member, (size_t)power->count);
    for (int i = 0; i < power->count; i++) {
        power->members[i].name = work->game->names[i];
        if (work->game->weights)
            power->members[i].weight = cas_decimal_string(work->arena, work->game->weights[i]);
        power->members[i].class_number = work->tally->class_of[i];
    }
}

static void approximate_shapley(cas_power_work *work)
{
    if (!work->small || work->small->root->leaf != 0 || work->options->insist_exact)
        return;
    const cas_estimate estimate = cas_estimate_quadrature(work->tally, work->small);
    if (!fits(work->arena, estimate, work->most_seconds))
        return;
    double bound;
    const double *values = cas_shapley_by_quadrature(work->arena, work->small, work->tally, work->options->threads, &bound);
    for (int i = 0; i < work->power->count; i++)
        work->power->members[i].index[CAS_POWER_SHAPLEY_SHUBIK] =
            (cas_power_value){.known = true, .nearest = values[work->tally->class_of[i]], .bound = bound};
    work->power->exact = false;
    work->power->error_bound = bound;
    add_method(work->power, work->arena, "quadrature");
}

/* One diagram a union, of the members in it and the other unions. */
static void add_unions(cas_power_work *work)
{
    cas_estimate estimate = estimate_diagram(work->arena, work->game, work->tally);
    estimate.operations *= work->game->count;
    if (fits(work->arena, estimate, work->most_seconds)) {
        cas_fill_unions(work->arena, work->power, work->options->union_of);
        return;
    }
    omit(work, cas_power_index_key(CAS_POWER_OWEN), needs_words(work->arena, estimate));
    omit(work, cas_power_index_key(CAS_POWER_BANZHAF_OWEN), needs_words(work->arena, estimate));
}

static const uint64_t ternary_indices =
    (uint64_t)1 << CAS_POWER_TERNARY_BANZHAF | (uint64_t)1 << CAS_POWER_TERNARY_BANZHAF_ABSOLUTE | (uint64_t)1 << CAS_POWER_TERNARY_SHAPLEY_SHUBIK;

static cas_power_value exact_value(cas_arena *arena, cas_ratio ratio)
{
    return (cas_power_value){.known = true, .exact = true, .value = ratio, .nearest = cas_ratio_double(arena, ratio)};
}

static void fill_ternary(cas_power_work *work, const cas_ternary_counts *counts)
{
    cas_arena *arena = work->arena;
    cas_power *power = work->power;
    cas_big total = {NULL, 0}, all = cas_big_of(arena, 1);
    for (int i = 0; i < power->count; i++) {
        total = cas_big_add(arena, total, counts->swings[i]);
        if (i)
            all = cas_big_multiply(arena, all, cas_big_of(arena, 3));
    }
    power->has_adopting = true;
    power->adopting = counts->adopting;
    for (int i = 0; i < power->count; i++) {
        cas_power_member *member = &power->members[i];
        member->has_ternary = true;
        member->ternary_swings = counts->swings[i];
        member->index[CAS_POWER_TERNARY_BANZHAF_ABSOLUTE] = exact_value(arena, cas_ratio_of(arena, counts->swings[i], all));
        if (total.count)
            member->index[CAS_POWER_TERNARY_BANZHAF] = exact_value(arena, cas_ratio_of(arena, counts->swings[i], total));
        if (counts->shapley)
            member->index[CAS_POWER_TERNARY_SHAPLEY_SHUBIK] = exact_value(arena, counts->shapley[i]);
    }
    add_method(power, arena, counts->method);
}

/* What the cheaper of the two ways to count votes takes. */
static cas_estimate estimate_ternary(const cas_power_work *work, const cas_ternary *game, bool orders, bool *by_cells)
{
    const cas_estimate types = cas_estimate_ternary(work->arena, game, orders), cells = cas_estimate_ternary_cells(game, orders);
    *by_cells = cells.operations < types.operations && (fits(work->arena, cells, work->most_seconds) || !fits(work->arena, types, work->most_seconds));
    return *by_cells ? cells : types;
}

/* With orders if they fit, else the swings alone; what is missing is named. */
static void count_ternary(cas_power_work *work)
{
    if (!(work->options->indices & ternary_indices))
        return;
    const cas_ternary *game = cas_ternary_of_game(work->arena, work->game);
    const char *needs = work->game->ternary_needs ? work->game->ternary_needs : "a rule that says what abstention is, and weights of fewer digits";
    bool counted[2] = {false, false};
    for (int orders = wanted(work, CAS_POWER_TERNARY_SHAPLEY_SHUBIK); game && !work->game->ternary_needs && orders >= 0 && !counted[0]; orders--) {
        bool by_cells;
        const cas_estimate estimate = estimate_ternary(work, game, orders, &by_cells);
        needs = needs_words(work->arena, estimate);
        if (!isfinite(estimate.operations) || !fits(work->arena, estimate, work->most_seconds))
            continue;
        fill_ternary(work, by_cells ? cas_ternary_by_cells(work->arena, game, orders) : cas_ternary_by_types(work->arena, game, orders));
        counted[0] = true;
        counted[1] = orders;
    }
    if (wanted(work, CAS_POWER_TERNARY_SHAPLEY_SHUBIK) && !counted[1]) {
        bool by_cells;
        if (counted[0])
            needs = needs_words(work->arena, estimate_ternary(work, game, true, &by_cells));
        omit(work, cas_power_index_key(CAS_POWER_TERNARY_SHAPLEY_SHUBIK), needs);
    }
    if (wanted(work, CAS_POWER_TERNARY_BANZHAF) && !counted[0])
        omit(work, cas_power_index_key(CAS_POWER_TERNARY_BANZHAF), needs);
}

/* Linear programs over coalitions found on the game's diagram. */
static void add_nucleolus(cas_power_work *work)
{
    const cas_estimate estimate = estimate_diagram(work->arena, work->game, work->tally);
    const char *needs = needs_words(work->arena, estimate);
    bool none = false;
    if (fits(work->arena, estimate, work->most_seconds)) {
        const cas_nucleolus *nucleolus = cas_nucleolus_of(work->arena, work->game, work->most_seconds);
        needs = nucleolus->needs;
        none = nucleolus->none;
        for (int i = 0; nucleolus->share && i < work->power->count; i++)
            work->power->members[i].index[CAS_POWER_NUCLEOLUS] = exact_value(work->arena, nucleolus->share[i]);
    }
    if (needs)
        (none ? omit_for_good : omit)(work, cas_power_index_key(CAS_POWER_NUCLEOLUS), needs);
    else
        add_method(work->power, work->arena, "linear programs");
}

static void add_minimum(cas_power_work *work)
{
    const cas_estimate estimate = estimate_diagram(work->arena, work->game, work->tally);
    const char *needs = needs_words(work->arena, estimate);
    bool none = false;
    if (fits(work->arena, estimate, work->most_seconds))
        work->power->minimum = cas_minimum_of(work->arena, work->game, work->most_seconds, &needs, &none);
    const cas_minimum *minimum = work->power->minimum;
    if (minimum && minimum->weighted && !minimum->proven)
        needs = cas_format(work->arena, "more than %.0f s", work->most_seconds);
    if (!minimum || (minimum->weighted && !minimum->proven))
        (none ? omit_for_good : omit)(work, cas_power_index_key(CAS_POWER_MINIMUM_WEIGHT), needs);
    for (int i = 0; minimum && minimum->weights && i < work->power->count; i++)
        work->power->members[i].index[CAS_POWER_MINIMUM_WEIGHT] =
            exact_value(work->arena, cas_ratio_small(work->arena, (uint64_t)minimum->weights[i], 1));
    if (minimum)
        add_method(work->power, work->arena, "linear programs");
}

static void forget_unwanted(cas_power_work *work)
{
    for (int i = 0; i < work->power->count; i++)
        for (int k = 0; k < CAS_POWER_INDEX_COUNT; k++)
            if (!wanted(work, (cas_power_index)k))
                work->power->members[i].index[k].known = false;
}

static void name_omissions(cas_power_work *work)
{
    static const struct {
        cas_power_index index;
        int need;
    } rows[] = {{CAS_POWER_BANZHAF, CAS_WANT_SWINGS},
                {CAS_POWER_SHAPLEY_SHUBIK, CAS_WANT_SIZES},
                {CAS_POWER_DEEGAN_PACKEL, CAS_WANT_MINIMAL},
                {CAS_POWER_HOLLER, CAS_WANT_MINIMAL},
                {CAS_POWER_JOHNSTON, CAS_WANT_JOHNSTON}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (wanted(work, rows[i].index) && work->power->count && !work->power->members[0].index[rows[i].index].known) {
            if (work->filled & rows[i].need)
                omit_for_good(work, cas_power_index_key(rows[i].index), "a rule that some coalitions meet and others do not");
            else
                omit(work, cas_power_index_key(rows[i].index), needs_for(work, rows[i].need));
        }
    if (!work->options->union_of && !work->power->others && (wanted(work, CAS_POWER_OWEN) || wanted(work, CAS_POWER_BANZHAF_OWEN)))
        omit(work, "owen", "a-priori unions");
}

static void add_further(cas_power_work *work)
{
    if (work->options->union_of)
        add_unions(work);
    count_ternary(work);
    if (wanted(work, CAS_POWER_NUCLEOLUS))
        add_nucleolus(work);
    if (wanted(work, CAS_POWER_MINIMUM_WEIGHT))
        add_minimum(work);
}

/* Where not all members are listed. */
static void omit_for_all(cas_power_work *work)
{
    for (int k = CAS_POWER_OWEN; k < CAS_POWER_INDEX_COUNT; k++)
        if (wanted(work, (cas_power_index)k))
            omit(work, cas_power_index_key((cas_power_index)k), "fewer members");
}

/* Counting is out of reach, or takes long and nobody insists on it. */
static bool is_for_the_ocean(const cas_power_work *work)
{
    enum { MANY = 2000, PATIENCE = 2000000000 };
    const cas_power_options *options = work->options;
    const cas_small_game *small = work->small;
    if (!small || small->root->leaf != 0 || !small->leaves[0].quota || small->leaves[0].quota == UINT64_MAX || options->insist_exact)
        return false;
    if (options->method)
        return !strcmp(options->method, "ocean");
    if (work->most_seconds < 0.1)
        return false;
    const cas_plan plan = plan_for(work, work->game, small, work->tally, CAS_WANT_SWINGS);
    return !plan.possible || (work->game->count > MANY && plan.estimate.operations > PATIENCE);
}

const cas_power *cas_power_of(cas_arena *arena, const cas_game *game, const cas_power_options *given)
{
    cas_power_options options = given ? *given : (cas_power_options){0};
    if (options.method && !method_exists(options.method))
        cas_fail(arena->ctx, CAS_E_ARGUMENT, "no method is called %s", options.method);
    const uint64_t asked = options.insist_exact ? UINT64_MAX : options.indices;
    if (!options.indices)
        options.indices = ((uint64_t)1 << CAS_POWER_OWEN) - 1;
    if (options.union_of)
        options.indices |= (uint64_t)1 << CAS_POWER_OWEN | (uint64_t)1 << CAS_POWER_BANZHAF_OWEN;
    if (options.abstain)
        options.indices |= ternary_indices;
    if (!options.threads)
        options.threads = 2;
    cas_power *power = CAS_NEW(arena, cas_power);
    *power = (cas_power){.game = game, .count = game->count, .exact = true};
    cas_power_work work = {.arena = arena, .game = game, .options = &options, .power = power};
    work.most_seconds = options.most_seconds > 0 ? options.most_seconds : 600;
    work.tally = cas_tally_open(arena, game);
    work.small = cas_small_game_of(arena, game, work.tally);
    work.asked = asked | (options.abstain ? ternary_indices : 0) | (options.union_of ? (uint64_t)3 << CAS_POWER_OWEN : 0);
    if (is_for_the_ocean(&work))
        cas_power_register(arena, power, game, work.tally, work.small, &options);
    else {
        open_members(&work);
        count(&work);
        cas_fill_indices(arena, power, work.tally, work.filled);
        if (wanted(&work, CAS_POWER_SHAPLEY_SHUBIK) && !(work.filled & CAS_WANT_SIZES))
            approximate_shapley(&work);
    }
    if (power->others)
        omit_for_all(&work);
    else
        add_further(&work);
    forget_unwanted(&work);
    name_omissions(&work);
    if (!power->method)
        power->method = "none";
    return power;
}
