/*
 * The nucleolus (Schmeidler1969): of all divisions of 1 among the members in which nobody gets less than it wins alone,
 * the one whose complaints, sorted from the greatest down, are lexicographically least; the complaint of a coalition is
 * what it wins (1 or 0) less what its members get.
 *
 * Three cases need no programs.
 *   Somebody wins alone: it must get 1, so it gets all; if two do, there is no division at all.
 *   Some members are in every winning coalition: divisions of 1 among these alone leave nobody a complaint above 0, and
 *   any other division leaves one; among them the complaints of losing coalitions are least if all get the same, for
 *   each of them can stand in for each other.
 *   Otherwise complaints of losing coalitions, never above 0, settle nothing that those of winning ones, never below 0,
 *   leave open: if all x(S) with S winning are known then so is x of each member i, for it is absent from some winning
 *   S, and x(i) = x(S with i) - x(S).
 *
 * So what is left is: make the least x(S), S winning, as great as can be; then the least of those that can still grow;
 * and so on.
 *
 * 1. Members that can stand in for each other get the same (the nucleolus is unique), and dummies nothing, so a
 *    division is one number a class.
 * 2. A stage: least e with x(S) + e >= 1 for all winning S whose x(S) is not yet known, and x(S) as known for the rest.
 *    "Known" are the linear combinations of rows that earlier stages fixed.
 * 3. Coalitions are found as they are needed: the cheapest winning S under x, a path in the diagram (cells.c). S is a
 *    combination of the rows fixed exactly if every vector orthogonal to these is orthogonal to S, so for each vector
 *    of a basis of that space the cheapest S not orthogonal to it is sought (EbertEllerbrock2026 reduce the search to
 *    this).
 * 4. Where a row has a positive price its x(S) is the same in every solution of the stage, by complementary slackness:
 *    it is fixed. The prices of the rows with e sum to 1, so at least one is fixed each time, and it was not known
 *    before: there are at most as many stages as classes.
 *
 * Exact: the programs, the search and the combinations are in whole numbers. Cost: stages × coalitions found × (steps
 * of the program + cells × classes). Twin: test/power/oracle.py, all coalitions and the definition.
 */
#include "power/nucleolus.h"

#include <string.h>

typedef struct cas_coalition_row {
    int64_t *a; /* members of each class */
    bool known; /* a combination of what is fixed */
} cas_coalition_row;

typedef struct cas_nucleolus_work {
    cas_arena *arena;
    const cas_game *game;
    const cas_standing *standing;
    cas_cells *cells;
    int columns;    /* classes but dummies */
    int *column_of; /* class to column, or -1 */
    int64_t *size;  /* of each column */
    cas_coalition_row *pool;
    size_t pool_count, pool_room;
    /* What is fixed: rows · x = over / under; independent. */
    int64_t **fixed;
    cas_wide_ratio *value;
    int fixed_count;
    cas_wide_ratio *x; /* of each column */
    double until;
    bool too_large, too_long;
    cas_nucleolus *answer;
} cas_nucleolus_work;

/* ---- Combinations of what is fixed
   ----------------------------------------------------------------------------------- */

/* Rows in whole numbers, brought to reduced echelon form in place; pivot[r] is the leading column of row r. Returns
   the rank, or -1 past 126 bits. */
static int reduce(cas_wide *rows, int count, int columns, int *pivot)
{
    int rank = 0;
    for (int c = 0; c < columns && rank < count; c++) {
        int chosen = rank;
        while (chosen < count && !rows[chosen * columns + c])
            chosen++;
        if (chosen == count)
            continue;
        for (int j = 0; j < columns; j++) {
            const cas_wide swap = rows[rank * columns + j];
            rows[rank * columns + j] = rows[chosen * columns + j];
            rows[chosen * columns + j] = swap;
        }
        const cas_wide *lead = rows + rank * columns;
        for (int r = 0; r < count; r++) {
            cas_wide *row = rows + r * columns;
            if (r == rank || !row[c])
                continue;
            const cas_wide common = cas_wide_gcd(row[c], lead[c]), up = lead[c] / common, times = row[c] / common;
            cas_wide all = 0;
            for (int j = 0; j < columns; j++) {
                cas_wide first, second;
                if (__builtin_mul_overflow(row[j], up, &first) || __builtin_mul_overflow(lead[j], times, &second) ||
                    __builtin_sub_overflow(first, second, &row[j]))
                    return -1;
                all = cas_wide_gcd(all, row[j]);
            }
            for (int j = 0; j < columns && all > 1; j++)
                row[j] /= all;
        }
        pivot[rank++] = c;
    }
    return rank;
}

/* What is fixed, reduced; null past 126 bits. */
static cas_wide *reduced_fixed(cas_nucleolus_work *work, int *pivot, int *rank)
{
    const size_t columns = (size_t)work->columns;
    cas_wide *rows = CAS_ARRAY(work->arena, cas_wide, ((size_t)work->fixed_count + 1) * columns);
    for (int r = 0; r < work->fixed_count; r++)
        for (size_t j = 0; j < columns; j++)
            rows[(size_t)r * columns + j] = work->fixed[r][j];
    *rank = reduce(rows, work->fixed_count, work->columns, pivot);
    if (*rank < 0)
        work->too_large = true;
    return *rank < 0 ? NULL : rows;
}

/* A basis of the vectors orthogonal to all that is fixed, in whole numbers: columns - rank rows. */
static cas_wide *orthogonal_basis(cas_nucleolus_work *work, int *count)
{
    const int columns = work->columns;
    int *pivot = CAS_ARRAY(work->arena, int, (size_t)columns), rank;
    const cas_wide *rows = reduced_fixed(work, pivot, &rank);
    *count = 0;
    if (!rows)
        return NULL;
    cas_wide *basis = CAS_ARRAY(work->arena, cas_wide, (size_t)(columns - rank + 1) * (size_t)columns);
    for (int c = 0, next = 0; c < columns; c++) {
        if (next < rank && pivot[next] == c) {
            next++;
            continue;
        }
        /* Free column c is 1, and each leading one follows: lead · y = -row[c]; all times the product of the leads. */
        cas_wide *y = basis + *count * columns, common = 1;
        for (int r = 0; r < rank; r++) {
            const cas_wide lead = rows[r * columns + pivot[r]], share = cas_wide_gcd(lead, rows[r * columns + c]),
                           need = lead / share;
            if (__builtin_mul_overflow(common, need / cas_wide_gcd(common, need), &common)) {
                work->too_large = true;
                return NULL;
            }
        }
        common = common < 0 ? -common : common;
        y[c] = common;
        for (int r = 0; r < rank; r++) {
            const cas_wide lead = rows[r * columns + pivot[r]], here = rows[r * columns + c],
                           share = here ? cas_wide_gcd(lead, here) : 1;
            if (here && __builtin_mul_overflow(-(here / share), common / (lead / share), &y[pivot[r]])) {
                work->too_large = true;
                return NULL;
            }
        }
        ++*count;
    }
    return basis;
}

static bool is_known(cas_nucleolus_work *work, const int64_t *a)
{
    const size_t columns = (size_t)work->columns;
    int *pivot = CAS_ARRAY(work->arena, int, columns + 1), rank;
    cas_wide *rows = reduced_fixed(work, pivot, &rank);
    if (!rows)
        return true;
    for (size_t j = 0; j < columns; j++)
        rows[(size_t)work->fixed_count * columns + j] = a[j];
    const int with = reduce(rows, work->fixed_count + 1, work->columns, pivot);
    work->too_large |= with < 0;
    return with == rank;
}

static void fix(cas_nucleolus_work *work, const int64_t *a, cas_wide_ratio value)
{
    const cas_mark mark = cas_arena_mark(work->arena);
    const bool known = is_known(work, a);
    cas_arena_release(work->arena, mark);
    if (known || work->too_large)
        return;
    work->fixed[work->fixed_count] = CAS_ARRAY(work->arena, int64_t, (size_t)work->columns);
    memcpy(work->fixed[work->fixed_count], a, (size_t)work->columns * sizeof *a);
    work->value[work->fixed_count++] = value;
}

/* ---- A stage
   ---------------------------------------------------------------------------------------------------------- */

/* times · (row · x) >= or <= bound as one row of the program, of which e is the last variable. */
static void add_row(cas_nucleolus_work *work, cas_program *program, const int64_t *a, int64_t times, int64_t e,
                    int64_t bound)
{
    int64_t *row = CAS_ARRAY(work->arena, int64_t, (size_t)work->columns + 1);
    for (int j = 0; j < work->columns; j++)
        if (__builtin_mul_overflow(a[j], times, &row[j]))
            work->too_large = true;
    row[work->columns] = e;
    cas_program_add(program, row, bound);
}

static cas_program *program_of_stage(cas_nucleolus_work *work)
{
    int64_t *cost = CAS_ARRAY(work->arena, int64_t, (size_t)work->columns + 1);
    cost[work->columns] = 1;
    cas_program *program = cas_program_open(work->arena, work->columns + 1, cost);
    for (int r = 0; r < work->fixed_count; r++) {
        const cas_wide over = work->value[r].over, under = work->value[r].under;
        if (over >> 62 || under >> 62) {
            work->too_large = true;
            return program;
        }
        add_row(work, program, work->fixed[r], (int64_t)under, 0, (int64_t)over);
        add_row(work, program, work->fixed[r], -(int64_t)under, 0, -(int64_t)over);
    }
    return program;
}

/* The values of x over one denominator, and that denominator. */
static bool costs_of_members(cas_nucleolus_work *work, const cas_program *program, cas_wide *cost, cas_wide *under)
{
    *under = 1;
    for (int j = 0; j <= work->columns; j++) {
        const cas_wide own = cas_program_value(program, j).under;
        if (__builtin_mul_overflow(*under, own / cas_wide_gcd(*under, own), under) || *under >> 100)
            return false;
    }
    for (int i = 0; i < work->game->count; i++) {
        const int column = work->column_of[work->standing->class_of[i]];
        if (column < 0)
            continue;
        const cas_wide_ratio x = cas_program_value(program, column);
        cost[i] = x.over * (*under / x.under);
    }
    return true;
}

static void add_coalition(cas_nucleolus_work *work, cas_program *program, const cas_set *set)
{
    work->pool = CAS_ROOM(work->arena, work->pool, work->pool_count, &work->pool_room);
    cas_coalition_row *row = &work->pool[work->pool_count++];
    *row = (cas_coalition_row){.a = CAS_ARRAY(work->arena, int64_t, (size_t)work->columns)};
    for (int m = cas_set_next(set, 0); m >= 0; m = cas_set_next(set, m + 1))
        if (work->column_of[work->standing->class_of[m]] >= 0)
            row->a[work->column_of[work->standing->class_of[m]]]++;
    add_row(work, program, row->a, 1, 1, 1);
    work->answer->coalitions++;
}

/* Coalitions that the solution leaves too little, one for each vector of the basis; how many. */
static int add_violated(cas_nucleolus_work *work, cas_program *program, const cas_wide *basis, int basis_count)
{
    const size_t n = (size_t)work->game->count;
    const cas_mark mark = cas_arena_mark(work->arena);
    cas_wide *cost = CAS_ARRAY(work->arena, cas_wide, n), *marks = CAS_ARRAY(work->arena, cas_wide, n), under;
    cas_set *found = CAS_ARRAY(work->arena, cas_set, (size_t)basis_count + 1);
    int count = 0;
    if (!costs_of_members(work, program, cost, &under)) {
        work->too_large = true;
        return 0;
    }
    const cas_wide_ratio e = cas_program_least(program);
    const cas_wide enough = under - e.over * (under / e.under);
    for (int b = 0; b < basis_count; b++) {
        for (size_t i = 0; i < n; i++) {
            const int column = work->column_of[work->standing->class_of[i]];
            marks[i] = column < 0 ? 0 : basis[b * work->columns + column];
        }
        cas_wide least;
        if (!cas_cheapest_winning(work->cells, cost, marks, &found[count], &least) || least >= enough)
            continue;
        bool again = false;
        for (int k = 0; k < count; k++)
            again |= cas_set_equal(&found[k], &found[count]);
        count += !again;
    }
    /* The program grows in the same arena, so what was found leaves it first. */
    enum { AT_ONCE = 8 };
    cas_set kept[AT_ONCE];
    count = count < AT_ONCE ? count : AT_ONCE;
    memcpy(kept, found, (size_t)count * sizeof *kept);
    cas_arena_release(work->arena, mark);
    for (int k = 0; k < count; k++)
        add_coalition(work, program, &kept[k]);
    return count;
}

/* Rows that no solution of the stage can better are fixed; so are numbers that must be 0. */
static void fix_tight(cas_nucleolus_work *work, const cas_program *program, int first_row, const size_t *row_of,
                      size_t rows)
{
    const cas_wide_ratio e = cas_program_least(program);
    const cas_wide_ratio value = {e.under - e.over, e.under};
    for (size_t k = 0; k < rows; k++)
        if (cas_program_row_price(program, first_row + (int)k).over > 0)
            fix(work, work->pool[row_of[k]].a, value);
    int64_t *unit = CAS_ARRAY(work->arena, int64_t, (size_t)work->columns);
    for (int j = 0; j < work->columns; j++)
        if (cas_program_variable_price(program, j).over > 0) {
            memset(unit, 0, (size_t)work->columns * sizeof *unit);
            unit[j] = 1;
            fix(work, unit, (cas_wide_ratio){0, 1});
        }
}

static void stage(cas_nucleolus_work *work)
{
    int basis_count;
    const cas_wide *basis = orthogonal_basis(work, &basis_count);
    cas_program *program = program_of_stage(work);
    if (work->too_large)
        return;
    const int first_row = 2 * work->fixed_count;
    size_t *row_of = NULL, rows = 0, room = 0;
    for (size_t k = 0; k < work->pool_count; k++) {
        if (!work->pool[k].known) {
            const cas_mark mark = cas_arena_mark(work->arena);
            work->pool[k].known = is_known(work, work->pool[k].a);
            cas_arena_release(work->arena, mark);
        }
        if (work->pool[k].known)
            continue;
        row_of = CAS_ROOM(work->arena, row_of, rows, &room);
        row_of[rows++] = k;
        add_row(work, program, work->pool[k].a, 1, 1, 1);
    }
    for (;;) {
        const cas_program_end end = cas_program_solve(program);
        work->too_large |= end == CAS_PROGRAM_TOO_LARGE;
        work->too_long |= work->until > 0 && cas_now() > work->until;
        if (work->too_large || work->too_long)
            return;
        CAS_CHECK(work->arena->ctx, end == CAS_PROGRAM_SOLVED);
        const size_t before = work->pool_count;
        if (!add_violated(work, program, basis, basis_count))
            break;
        for (size_t k = before; k < work->pool_count; k++) {
            row_of = CAS_ROOM(work->arena, row_of, rows, &room);
            row_of[rows++] = k;
        }
    }
    if (work->too_large)
        return;
    const int had = work->fixed_count;
    fix_tight(work, program, first_row, row_of, rows);
    CAS_CHECK(work->arena->ctx, work->too_large || work->fixed_count > had);
    for (int j = 0; j < work->columns; j++)
        work->x[j] = cas_program_value(program, j);
    work->answer->stages++;
}

/* ---- The whole
   -------------------------------------------------------------------------------------------------------- */

static cas_big big_of_wide(cas_arena *arena, cas_wide value)
{
    const uint64_t limb[2] = {(uint64_t)value, (uint64_t)((unsigned __int128)value >> 64)};
    return cas_big_from(arena, limb, 2);
}

static const cas_ratio *shares_of(const cas_nucleolus_work *work)
{
    cas_ratio *share = CAS_ARRAY(work->arena, cas_ratio, (size_t)work->game->count);
    for (int i = 0; i < work->game->count; i++) {
        const int column = work->column_of[work->standing->class_of[i]];
        const cas_wide_ratio x = column < 0 ? (cas_wide_ratio){0, 1} : work->x[column];
        share[i] = cas_ratio_of(work->arena, big_of_wide(work->arena, x.over), big_of_wide(work->arena, x.under));
    }
    return share;
}

/* All to one, or the same to each member of every winning coalition. */
static const cas_ratio *even_shares(cas_arena *arena, int members, const cas_set *among)
{
    cas_ratio *share = CAS_ARRAY(arena, cas_ratio, (size_t)members);
    for (int i = 0; i < members; i++)
        share[i] = cas_set_has(among, i) ? cas_ratio_small(arena, 1, (uint64_t)cas_set_count(among))
                                         : cas_ratio_small(arena, 0, 1);
    return share;
}

static bool easy_case(cas_arena *arena, const cas_game *game, cas_nucleolus *answer)
{
    cas_set alone = cas_set_empty(), always = cas_set_empty();
    const cas_set everyone = cas_set_first(game->count), nobody = cas_set_empty();
    if (cas_game_wins(arena, game, &nobody) || !cas_game_wins(arena, game, &everyone)) {
        answer->needs = "a rule that can be met, and not by nobody";
        return true;
    }
    for (int i = 0; i < game->count; i++) {
        cas_set set = cas_set_single(i);
        if (cas_game_wins(arena, game, &set))
            cas_set_add(&alone, i);
        set = everyone;
        cas_set_remove(&set, i);
        if (!cas_game_wins(arena, game, &set))
            cas_set_add(&always, i);
    }
    if (cas_set_count(&alone) > 1)
        answer->needs = "a rule by which no two members win alone: both would have to get all";
    else if (!cas_set_is_empty(&alone))
        answer->share = even_shares(arena, game->count, &alone);
    else if (!cas_set_is_empty(&always))
        answer->share = even_shares(arena, game->count, &always);
    answer->none = answer->needs != NULL;
    return answer->needs || answer->share;
}

const cas_nucleolus *cas_nucleolus_of(cas_arena *arena, const cas_game *game, double most_seconds)
{
    cas_nucleolus *answer = CAS_NEW(arena, cas_nucleolus);
    if (easy_case(arena, game, answer))
        return answer;
    cas_nucleolus_work work = {
        .arena = arena, .game = game, .answer = answer, .until = most_seconds > 0 ? cas_now() + most_seconds : 0};
    work.cells = cas_cells_of(arena, game);
    work.standing = cas_standing_of(work.cells, game);
    const size_t classes = (size_t)work.standing->class_count;
    work.column_of = CAS_ARRAY(arena, int, classes);
    work.size = CAS_ARRAY(arena, int64_t, classes);
    for (size_t c = 0; c < classes; c++) {
        work.column_of[c] = (int)c == work.standing->dummy_class ? -1 : work.columns;
        if (work.column_of[c] >= 0)
            work.size[work.columns++] = work.standing->class_size[c];
    }
    work.fixed = CAS_ARRAY(arena, int64_t *, classes);
    work.value = CAS_ARRAY(arena, cas_wide_ratio, classes);
    work.x = CAS_ARRAY(arena, cas_wide_ratio, classes);
    fix(&work, work.size, (cas_wide_ratio){1, 1});
    work.x[0] = (cas_wide_ratio){1, work.size[0]};
    while (work.fixed_count < work.columns && !work.too_large && !work.too_long) {
        cas_poll(arena->ctx);
        stage(&work);
    }
    if (work.too_large)
        answer->needs = "numbers of more than 126 bits in its linear programs";
    else if (work.too_long)
        answer->needs = cas_format(arena, "more than %.0f s", most_seconds);
    else
        answer->share = shares_of(&work);
    return answer;
}
