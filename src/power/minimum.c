/*
 * Minimum integer weights, and whether a game has weights at all.
 *
 * Weights w and a quota q say the same as the rule if w(S) >= q for all winning S and w(L) <= q - 1 for all losing L.
 * Sought are the w >= 0 in whole numbers of least sum. Any weights can be scaled to satisfy these rows, so they have a
 * solution in fractions exactly if the game is weighted.
 *
 * 1. If neither of two members can always stand in for the other there are no weights: some S wins with the one in
 *    place of the other, some T with the other in place of the one. These two winning coalitions and the two losing
 *    ones are a trade.
 * 2. Otherwise least w(everyone) in fractions, with the same weight for members that can stand in for each other (an
 *    average of solutions is one). Rows are found as needed: the cheapest winning and the dearest losing coalition are
 *    paths in the diagram (cells.c). If the rows contradict each other, the multipliers that show it say how often each
 *    coalition stands in a trade (KawanaMatsui2021): summed up, q cancels, and no member is more often in winning than
 *    in losing ones.
 * 3. Branch and bound. A solution of the program bounds all sums below it in the tree, rounded up; a fractional weight
 *    is rounded down in one branch and up in the other. First with equal weights in each class. If that meets the bound
 *    it is least. If not, and that happens (FreixasMolinero2009), members get weights of their own, in descending order
 *    within each class.
 * 4. With the sum found, the same tree is searched for all other solutions of that sum.
 *
 * Dummies weigh nothing: without their weight all rows still hold.
 *
 * Exact: programs in whole numbers (program.c), so bounds are proven. Cost: nodes of the tree × coalitions found ×
 * (step of a program + cells); what the budget cuts off leaves a proven lower bound. Twin: test/power/oracle.py, all
 * weights up to a sum.
 */
#include "power/minimum.h"
#include "power/cells.h"

#include <string.h>

typedef struct cas_weight_row {
    int64_t *a; /* one a column, and the quota's coefficient */
    int64_t b;
    cas_set set;
} cas_weight_row;

typedef struct cas_search {
    cas_arena *arena;
    const cas_game *game;
    const cas_standing *standing;
    cas_cells *cells;
    cas_minimum *answer;
    double until;
    bool gave_up, too_large;
    /* The level at work: a column is a class, or a member. */
    int columns;
    const int *column_of; /* of each member, or -1 */
    const int *size;      /* of each column */
    cas_weight_row *rows; /* that hold at this level */
    size_t row_count, row_room;
    int64_t most;           /* sums above are not looked at */
    cas_program **nodes_at; /* of each depth of the tree; its memory is used again */
    int64_t *limit_row;
    cas_wide *values, *cost;
    bool enumerate; /* all of sum `most`, not the least */
    long nodes;
} cas_search;

enum { MOST_NODES = 2000000, DEEPEST = 600, MOST_OTHERS = 20, LONGEST_TRADE = 200, MOST_EXCHANGES = 3000000 };

static void add_row(cas_search *search, cas_program *program, const cas_set *set, bool wins)
{
    search->rows = CAS_ROOM(search->arena, search->rows, search->row_count, &search->row_room);
    int64_t *a = CAS_ARRAY(search->arena, int64_t, (size_t)search->columns + 1);
    for (int m = cas_set_next(set, 0); m >= 0; m = cas_set_next(set, m + 1))
        if (search->column_of[m] >= 0)
            a[search->column_of[m]] += wins ? 1 : -1;
    a[search->columns] = wins ? -1 : 1;
    search->rows[search->row_count++] = (cas_weight_row){a, !wins, *set};
    cas_program_add(program, a, !wins);
}

/* The solution over one denominator: the weights of the columns, then the quota. */
static bool whole_values(const cas_search *search, const cas_program *program, cas_wide *values, cas_wide *under)
{
    *under = 1;
    for (int j = 0; j <= search->columns; j++) {
        const cas_wide own = cas_program_value(program, j).under;
        if (__builtin_mul_overflow(*under, own / cas_wide_gcd(*under, own), under) || *under >> 100)
            return false;
    }
    for (int j = 0; j <= search->columns; j++) {
        const cas_wide_ratio value = cas_program_value(program, j);
        if (__builtin_mul_overflow(value.over, *under / value.under, &values[j]) || values[j] >> 112)
            return false;
    }
    return true;
}

/*
 * Solves the program, with rows added until every coalition is as it should be. What is found stays in search->rows.
 * false: impossible, or given up.
 */
static bool settle(cas_search *search, cas_program *program, size_t *rows_in)
{
    cas_wide *values = search->values, *cost = search->cost, under;
    for (;;) {
        const cas_program_end end = cas_program_solve(program);
        search->too_large |= end == CAS_PROGRAM_TOO_LARGE;
        search->gave_up |= search->too_large || (search->until > 0 && cas_now() > search->until);
        if (search->gave_up || end == CAS_PROGRAM_IMPOSSIBLE)
            return false;
        /* A sum too great already needs no more rows. */
        const cas_wide_ratio least = cas_program_least(program);
        if ((least.over + least.under - 1) / least.under > search->most)
            return false;
        if (!whole_values(search, program, values, &under)) {
            search->too_large = search->gave_up = true;
            return false;
        }
        /* Rows that others found first. */
        bool added = false;
        for (; *rows_in < search->row_count; ++*rows_in) {
            const cas_weight_row *row = &search->rows[*rows_in];
            cas_wide sum = 0;
            for (int j = 0; j <= search->columns; j++)
                sum += row->a[j] * values[j];
            if (sum >= row->b * under)
                continue;
            cas_program_add(program, row->a, row->b);
            added = true;
        }
        if (added)
            continue;
        for (int i = 0; i < search->game->count; i++)
            cost[i] = search->column_of[i] < 0 ? 0 : values[search->column_of[i]];
        cas_set set;
        cas_wide total;
        if (cas_cheapest_winning(search->cells, cost, NULL, &set, &total) && total < values[search->columns]) {
            add_row(search, program, &set, true);
            added = true;
        }
        if (cas_dearest_losing(search->cells, cost, &set, &total) && total > values[search->columns] - under) {
            add_row(search, program, &set, false);
            added = true;
        }
        *rows_in = search->row_count;
        if (!added)
            return true;
    }
}

/* ---- Branches
   --------------------------------------------------------------------------------------------------------- */

/* A limit on one weight: w >= b, or w <= b. */
static void limit(cas_search *search, cas_program *program, int column, int64_t b, bool above)
{
    search->limit_row[column] = above ? 1 : -1;
    cas_program_add(program, search->limit_row, above ? b : -b);
    search->limit_row[column] = 0;
}

static int64_t *weights_of(const cas_search *search, const cas_program *program)
{
    int64_t *weights = CAS_ARRAY(search->arena, int64_t, (size_t)search->game->count);
    for (int i = 0; i < search->game->count; i++)
        if (search->column_of[i] >= 0)
            weights[i] = (int64_t)cas_program_value(program, search->column_of[i]).over;
    return weights;
}

static bool same_weights(const cas_search *search, const int64_t *a, const int64_t *b)
{
    return !memcmp(a, b, (size_t)search->game->count * sizeof *a);
}

typedef struct cas_found {
    int64_t **list;
    size_t count, room;
} cas_found;

static int64_t sum_of(const cas_search *search, const int64_t *weights)
{
    int64_t sum = 0;
    for (int i = 0; i < search->game->count; i++)
        sum += weights[i];
    return sum;
}

static void explore(cas_search *search, cas_program *program, size_t rows_in, int depth, int fixed, cas_found *found);

/* The same program with one more limit, explored. What stays of it is only what was found. */
static void explore_with(cas_search *search, const cas_program *program, size_t rows_in, int column, int64_t b,
                         bool above, int depth, int fixed, cas_found *found)
{
    if (search->gave_up || depth >= DEEPEST) {
        search->gave_up = true;
        return;
    }
    cas_program *copy = cas_program_copy(search->arena, program, search->nodes_at[depth]);
    search->nodes_at[depth] = copy;
    limit(search, copy, column, b, above);
    explore(search, copy, rows_in, depth + 1, fixed, found);
}

/* Other solutions than this one: those that first differ from it at column d, for each d. */
static void explore_others(cas_search *search, cas_program *program, size_t rows_in, int depth, int fixed,
                           cas_found *found)
{
    int64_t *value = CAS_ARRAY(search->arena, int64_t, (size_t)search->columns);
    for (int d = 0; d < search->columns; d++)
        value[d] = (int64_t)cas_program_value(program, d).over;
    for (int d = fixed; d < search->columns && !search->gave_up; d++) {
        if (value[d] > 0)
            explore_with(search, program, rows_in, d, value[d] - 1, false, depth, d, found);
        explore_with(search, program, rows_in, d, value[d] + 1, true, depth, d, found);
        limit(search, program, d, value[d], true);
        limit(search, program, d, value[d], false);
        if (cas_program_solve(program) != CAS_PROGRAM_SOLVED) {
            search->gave_up = true;
            return;
        }
    }
}

/* Columns before `fixed` are settled already. */
static void explore(cas_search *search, cas_program *program, size_t rows_in, int depth, int fixed, cas_found *found)
{
    if (++search->nodes > MOST_NODES)
        search->gave_up = true;
    if (search->gave_up || !settle(search, program, &rows_in))
        return;
    int split = -1;
    for (int j = 0; j < search->columns && split < 0; j++)
        if (cas_program_value(program, j).under != 1)
            split = j;
    if (split >= 0) {
        const cas_wide_ratio value = cas_program_value(program, split);
        const int64_t down = (int64_t)(value.over / value.under);
        explore_with(search, program, rows_in, split, down + 1, true, depth, fixed, found);
        explore_with(search, program, rows_in, split, down, false, depth, fixed, found);
        return;
    }
    int64_t *weights = weights_of(search, program);
    bool again = false;
    for (size_t k = 0; k < found->count; k++)
        again |= same_weights(search, found->list[k], weights);
    if (!again) {
        if (!search->enumerate)
            found->count = 0;
        found->list = CAS_ROOM(search->arena, found->list, found->count, &found->room);
        found->list[found->count++] = weights;
    }
    if (!search->enumerate)
        search->most = sum_of(search, weights) - 1;
    else if (found->count > MOST_OTHERS)
        search->gave_up = true;
    else
        explore_others(search, program, rows_in, depth, fixed, found);
}

/* ---- Levels
   ----------------------------------------------------------------------------------------------------------- */

static cas_program *open_level(cas_search *search, const int *column_of, int columns, const int *size)
{
    search->column_of = column_of;
    search->columns = columns;
    search->size = size;
    search->rows = NULL;
    search->row_count = search->row_room = 0;
    search->most = INT64_MAX;
    search->limit_row = CAS_ARRAY(search->arena, int64_t, (size_t)columns + 1);
    search->values = CAS_ARRAY(search->arena, cas_wide, (size_t)columns + 1);
    search->nodes_at = CAS_ARRAY(search->arena, cas_program *, DEEPEST);
    int64_t *cost = CAS_ARRAY(search->arena, int64_t, (size_t)columns + 1);
    for (int j = 0; j < columns; j++)
        cost[j] = size[j];
    return cas_program_open(search->arena, columns + 1, cost);
}

static cas_program *class_level(cas_search *search)
{
    const cas_standing *standing = search->standing;
    int *column_of = CAS_ARRAY(search->arena, int, (size_t)standing->count),
        *size = CAS_ARRAY(search->arena, int, (size_t)standing->class_count), columns = 0;
    int *of_class = CAS_ARRAY(search->arena, int, (size_t)standing->class_count);
    for (int c = 0; c < standing->class_count; c++) {
        of_class[c] = c == standing->dummy_class ? -1 : columns;
        if (of_class[c] >= 0)
            size[columns++] = standing->class_size[c];
    }
    for (int i = 0; i < standing->count; i++)
        column_of[i] = of_class[standing->class_of[i]];
    return open_level(search, column_of, columns, size);
}

/* A column a member, descending within each class. */
static cas_program *member_level(cas_search *search)
{
    const cas_standing *standing = search->standing;
    const size_t n = (size_t)standing->count;
    int *column_of = CAS_ARRAY(search->arena, int, n), *size = CAS_ARRAY(search->arena, int, n), columns = 0;
    for (size_t i = 0; i < n; i++) {
        column_of[i] = standing->class_of[i] == standing->dummy_class ? -1 : columns;
        if (column_of[i] >= 0)
            size[columns++] = 1;
    }
    cas_program *program = open_level(search, column_of, columns, size);
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n && column_of[i] >= 0; j++)
            if (standing->class_of[j] == standing->class_of[i]) {
                int64_t *a = CAS_ARRAY(search->arena, int64_t, (size_t)columns + 1);
                a[column_of[i]] = 1;
                a[column_of[j]] = -1;
                cas_program_add(program, a, 0);
                break;
            }
    return program;
}

/* The heaviest losing coalition, and one more: the least quota of these weights. */
static int64_t least_quota(cas_search *search, const int64_t *weights)
{
    cas_wide *cost = CAS_ARRAY(search->arena, cas_wide, (size_t)search->game->count), most = -1, least = 0;
    for (int i = 0; i < search->game->count; i++)
        cost[i] = weights[i];
    cas_set set;
    if (!cas_dearest_losing(search->cells, cost, &set, &most))
        most = -1;
    CAS_CHECK(search->arena->ctx, !cas_cheapest_winning(search->cells, cost, NULL, &set, &least) || least > most);
    return (int64_t)(most + 1);
}

static bool is_even(const cas_search *search, const int64_t *weights)
{
    for (int i = 0; i < search->game->count; i++)
        if (weights[i] != weights[search->standing->class_first[search->standing->class_of[i]]])
            return false;
    return true;
}

static void take(cas_search *search, const int64_t *weights)
{
    search->answer->even = is_even(search, weights);
    search->answer->weights = weights;
    search->answer->sum = sum_of(search, weights);
    search->answer->quota = least_quota(search, weights);
}

/* The least sum: at the level of classes, then, if a gap is left, of members. */
static void find_least(cas_search *search, const cas_program *settled, size_t rows_in)
{
    cas_arena *arena = search->arena;
    cas_minimum *answer = search->answer;
    const cas_wide_ratio least = cas_program_least(settled);
    answer->least = (int64_t)((least.over + least.under - 1) / least.under);
    cas_found found = {0};
    explore(search, cas_program_copy(arena, settled, NULL), rows_in, 0, 0, &found);
    if (found.count)
        take(search, found.list[0]);
    if (search->gave_up)
        return;
    CAS_CHECK(arena->ctx, found.count);
    if (answer->sum > answer->least) {
        cas_program *program = member_level(search);
        search->most = answer->sum - 1;
        found.count = 0;
        explore(search, program, 0, 0, 0, &found);
        if (found.count)
            take(search, found.list[0]);
    }
    if (search->gave_up)
        return;
    answer->proven = true;
    answer->least = answer->sum;
}

/* Members of a class in descending weight, as the level of members has them. */
static int64_t *sorted_weights(cas_search *search, const int64_t *weights)
{
    const int n = search->game->count;
    int64_t *sorted = CAS_ARRAY(search->arena, int64_t, (size_t)n);
    memcpy(sorted, weights, (size_t)n * sizeof *sorted);
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++)
            if (search->standing->class_of[i] == search->standing->class_of[j] && sorted[j] > sorted[i]) {
                const int64_t swap = sorted[i];
                sorted[i] = sorted[j];
                sorted[j] = swap;
            }
    return sorted;
}

static void find_others(cas_search *search)
{
    cas_minimum *answer = search->answer;
    cas_found found = {0};
    cas_program *program = member_level(search);
    search->most = answer->sum;
    search->enumerate = true;
    answer->weights = sorted_weights(search, answer->weights);
    found.list = CAS_ROOM(search->arena, found.list, found.count, &found.room);
    found.list[found.count++] = CAS_ARRAY(search->arena, int64_t, (size_t)search->game->count);
    memcpy(found.list[0], answer->weights, (size_t)search->game->count * sizeof(int64_t));
    explore(search, program, 0, 0, 0, &found);
    answer->others = (const int64_t *const *)(found.list + 1);
    answer->other_count = (int)found.count - 1;
    answer->all_known = !search->gave_up;
}

/* ---- Trades
   ----------------------------------------------------------------------------------------------------------- */

/* The members of a path to true that takes as few as it can, going down. */
static cas_set some_set(const cas_diagrams *store, cas_node f, const int *order)
{
    cas_set set = cas_set_empty();
    while (f != CAS_NODE_TRUE) {
        const bool high = cas_diagram_low(store, f) == CAS_NODE_FALSE;
        if (high)
            cas_set_add(&set, order[cas_diagram_top(store, f)]);
        f = high ? cas_diagram_high(store, f) : cas_diagram_low(store, f);
    }
    return set;
}

static void trade_of_two(cas_arena *arena, const cas_game *game, int a, int b, cas_minimum *answer)
{
    cas_diagrams *store = cas_diagrams_open(arena, game->count);
    const int *order = cas_game_order(arena, game);
    int u = 0, v = 0;
    for (int k = 0; k < game->count; k++) {
        u = order[k] == a ? k : u;
        v = order[k] == b ? k : v;
    }
    const cas_node f = cas_game_diagram(game, store, order);
    const cas_node first = cas_diagram_restrict(store, cas_diagram_restrict(store, f, u, true), v, false);
    const cas_node second = cas_diagram_restrict(store, cas_diagram_restrict(store, f, u, false), v, true);
    const cas_set s = some_set(store, cas_diagram_and(store, first, cas_diagram_not(store, second)), order);
    const cas_set t = some_set(store, cas_diagram_and(store, second, cas_diagram_not(store, first)), order);
    cas_set *winning = CAS_ARRAY(arena, cas_set, 2), *losing = CAS_ARRAY(arena, cas_set, 2);
    winning[0] = losing[0] = s;
    winning[1] = losing[1] = t;
    cas_set_add(&winning[0], a);
    cas_set_add(&winning[1], b);
    cas_set_add(&losing[0], b);
    cas_set_add(&losing[1], a);
    answer->winning = winning;
    answer->losing = losing;
    answer->trade_count = 2;
    answer->first = a;
    answer->second = b;
}

/* Coalitions of the multipliers' rows, member by member in turn within each class, so that a class seen less often
   has no member seen more often. */
static cas_set *sets_of(cas_search *search, const cas_wide *multipliers, bool wins, int many)
{
    cas_arena *arena = search->arena;
    cas_set *sets = CAS_ARRAY(arena, cas_set, (size_t)many);
    int *next = CAS_ARRAY(arena, int, (size_t)search->columns), count = 0;
    for (size_t r = 0; r < search->row_count; r++) {
        const cas_weight_row *row = &search->rows[r];
        if (!row->b != wins)
            continue;
        for (cas_wide k = 0; k < multipliers[r] && count < many; k++, count++)
            for (int c = 0; c < search->columns; c++)
                for (int64_t left = wins ? row->a[c] : -row->a[c]; left > 0; left--) {
                    int place = next[c]++ % search->size[c];
                    for (int i = 0; i < search->game->count; i++)
                        if (search->column_of[i] == c && !place--)
                            cas_set_add(&sets[count], i);
                }
    }
    CAS_CHECK(arena->ctx, count == many);
    return sets;
}

static void check_trade(cas_search *search)
{
    const cas_minimum *answer = search->answer;
    for (int i = 0; i < search->game->count; i++) {
        int more = 0;
        for (int k = 0; k < answer->trade_count; k++)
            more += cas_set_has(&answer->winning[k], i) - cas_set_has(&answer->losing[k], i);
        CAS_CHECK(search->arena->ctx, more <= 0);
    }
    for (int k = 0; k < answer->trade_count; k++)
        CAS_CHECK(search->arena->ctx, cas_game_wins(search->arena, search->game, &answer->winning[k]) &&
                                          !cas_game_wins(search->arena, search->game, &answer->losing[k]));
}

static void trade_of_rows(cas_search *search, const cas_program *program)
{
    cas_wide *multipliers = CAS_ARRAY(search->arena, cas_wide, search->row_count), losing = 0;
    CAS_CHECK(search->arena->ctx, cas_program_contradiction(search->arena, program, multipliers));
    for (size_t r = 0; r < search->row_count; r++)
        losing += search->rows[r].b ? multipliers[r] : 0;
    search->answer->first = search->answer->second = -1;
    if (losing > LONGEST_TRADE)
        return;
    search->answer->trade_count = (int)losing;
    search->answer->winning = sets_of(search, multipliers, true, (int)losing);
    search->answer->losing = sets_of(search, multipliers, false, (int)losing);
}

static cas_set exchanged(cas_set set, const int *out, int out_count, const int *in, int in_count)
{
    for (int k = 0; k < out_count; k++)
        cas_set_remove(&set, out[k]);
    for (int k = 0; k < in_count; k++)
        cas_set_add(&set, in[k]);
    return set;
}

/* One or two of `all`: the k-th choice. How many, 0 past the last. */
static int choice_of(const int *all, int count, int k, int chosen[2])
{
    if (k >= count * count)
        return 0;
    chosen[0] = all[k % count];
    chosen[1] = all[(k % count + k / count) % count];
    return k < count ? 1 : 2;
}

static int members_of(cas_set set, int *members)
{
    int count = 0;
    for (int m = cas_set_next(&set, 0); m >= 0; m = cas_set_next(&set, m + 1))
        members[count++] = m;
    return count;
}

/* Two winning coalitions that both lose when they exchange one or two members for one or two. */
static bool exchange_between(cas_search *search, const cas_set *a, const cas_set *b, long *tried)
{
    int mine[CAS_MAX_PARTIES], yours[CAS_MAX_PARTIES], out[2], in[2];
    const int mine_count = members_of(cas_set_minus(*a, *b), mine),
              yours_count = members_of(cas_set_minus(*b, *a), yours);
    for (int i = 0, outs; (outs = choice_of(mine, mine_count, i, out)) > 0; i++)
        for (int j = 0, ins; (ins = choice_of(yours, yours_count, j, in)) > 0; j++) {
            cas_poll(search->arena->ctx);
            if (++*tried > MOST_EXCHANGES)
                return false;
            const cas_set first = exchanged(*a, out, outs, in, ins);
            if (cas_cells_win(search->cells, &first))
                continue;
            const cas_set second = exchanged(*b, in, ins, out, outs);
            if (cas_cells_win(search->cells, &second))
                continue;
            cas_set *winning = CAS_ARRAY(search->arena, cas_set, 2), *losing = CAS_ARRAY(search->arena, cas_set, 2);
            winning[0] = *a;
            winning[1] = *b;
            losing[0] = first;
            losing[1] = second;
            search->answer->winning = winning;
            search->answer->losing = losing;
            search->answer->trade_count = 2;
            return true;
        }
    return false;
}

/* A trade of two for two between coalitions that were found, if there is one nearby: it is easier to read. */
static bool find_short_trade(cas_search *search)
{
    long tried = 0;
    for (size_t a = 0; a < search->row_count; a++)
        for (size_t b = 0; b < a && tried <= MOST_EXCHANGES; b++)
            if (!search->rows[a].b && !search->rows[b].b &&
                exchange_between(search, &search->rows[a].set, &search->rows[b].set, &tried))
                return true;
    return false;
}

const cas_minimum *cas_minimum_of(cas_arena *arena, const cas_game *game, double most_seconds, const char **needs,
                                  bool *none)
{
    cas_minimum *answer = CAS_NEW(arena, cas_minimum);
    *answer = (cas_minimum){.first = -1, .second = -1};
    const cas_set everyone = cas_set_first(game->count), nobody = cas_set_empty();
    if (cas_game_wins(arena, game, &nobody) || !cas_game_wins(arena, game, &everyone)) {
        *needs = "a rule that can be met, and not by nobody";
        *none = true;
        return NULL;
    }
    cas_search search = {
        .arena = arena, .game = game, .answer = answer, .until = most_seconds > 0 ? cas_now() + most_seconds : 0};
    search.cells = cas_cells_of(arena, game);
    search.standing = cas_standing_of(search.cells, game);
    search.cost = CAS_ARRAY(arena, cas_wide, (size_t)game->count);
    const int classes = search.standing->class_count;
    for (int a = 0; a < classes && !search.standing->complete; a++)
        for (int b = 0; b < a; b++)
            if (search.standing->order[a * classes + b] == CAS_NOT_COMPARABLE) {
                trade_of_two(arena, game, search.standing->class_first[b], search.standing->class_first[a], answer);
                check_trade(&search);
                return answer;
            }
    cas_program *program = class_level(&search);
    size_t rows_in = 0;
    if (settle(&search, program, &rows_in)) {
        answer->weighted = true;
        find_least(&search, program, rows_in);
        if (answer->proven)
            find_others(&search);
        return answer;
    }
    if (search.gave_up) {
        *needs = search.too_large ? "numbers of more than 126 bits in its linear programs"
                                  : cas_format(arena, "more than %.0f s", most_seconds);
        return NULL;
    }
    if (!find_short_trade(&search))
        trade_of_rows(&search, program);
    if (answer->winning)
        check_trade(&search);
    return answer;
}
