/*
 * Linear programs, exactly: the dual simplex method on a dictionary of whole numbers.
 *
 * A dictionary writes each basic variable, and the cost, through the others (the nonbasic ones):
 *
 *     under_i · basic_i = const_i + sum over columns j of a_ij · nonbasic_j
 *
 * each line in lowest terms, so that numbers stay as small as the program allows. Variables are the x and one slack a
 * row, a·x - b >= 0.
 *
 * Invariant: in the line of the cost no coefficient is negative (cost >= 0 at the start), so the point with all
 * nonbasic variables 0 is as cheap as any once it is possible. A step takes a line with a negative constant, and
 * exchanges its variable with the column whose coefficient in it is positive and whose cost grows least for it; when
 * there is none the line says that a sum of non-positive terms is non-negative: no x satisfies the rows. After steps
 * that gained nothing the smallest numbers are chosen (Bland's rule), so that it ends.
 *
 * Exact: every product is watched; past 126 bits the program gives up and says so. Cost of a step: lines × columns.
 * Checked by what proves an answer: in test/power/test_design.c the prices of random programs add up to their least
 * cost, or a contradiction is one.
 */
#include "power/program.h"

#include <string.h>

typedef struct cas_line {
    cas_wide under, constant;
    cas_wide *a;  /* one a column */
    int variable; /* x: 0 … variables-1; the slack of row r: variables + r */
} cas_line;

struct cas_program {
    cas_arena *arena;
    int variables, rows;
    int *column; /* the variable of each column */
    cas_line cost;
    cas_line *lines; /* of the basic variables */
    size_t count, room;
    int *where; /* of each variable: its column, or -1 - its line */
    size_t where_count, where_room;
    bool too_large;
    int impossible_line; /* or -1 */
};

static cas_wide magnitude(cas_wide a)
{
    return a < 0 ? -a : a;
}

cas_wide cas_wide_gcd(cas_wide a, cas_wide b)
{
    a = magnitude(a);
    b = magnitude(b);
    while (b) {
        if (!((uint64_t)((unsigned __int128)a >> 64)) && !((uint64_t)((unsigned __int128)b >> 64))) {
            uint64_t x = (uint64_t)a, y = (uint64_t)b;
            while (y) {
                const uint64_t rest = x % y;
                x = y;
                y = rest;
            }
            return (cas_wide)x;
        }
        const cas_wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static bool too_wide(cas_wide a)
{
    return magnitude(a) >> 126 != 0;
}

/* a b + c d */
static cas_wide sum_of_products(cas_program *program, cas_wide a, cas_wide b, cas_wide c, cas_wide d)
{
    cas_wide left, right, sum;
    if (__builtin_mul_overflow(a, b, &left) || __builtin_mul_overflow(c, d, &right) ||
        __builtin_add_overflow(left, right, &sum) || too_wide(sum)) {
        program->too_large = true;
        return 0;
    }
    return sum;
}

static void shorten(cas_line *line, int columns)
{
    cas_wide common = cas_wide_gcd(line->under, line->constant);
    for (int j = 0; j < columns && common != 1; j++)
        common = cas_wide_gcd(common, line->a[j]);
    if (common == 1)
        return;
    line->under /= common;
    line->constant /= common;
    for (int j = 0; j < columns; j++)
        line->a[j] /= common;
}

cas_program *cas_program_open(cas_arena *arena, int variables, const int64_t *cost)
{
    cas_program *program = CAS_NEW(arena, cas_program);
    *program = (cas_program){.arena = arena, .variables = variables, .impossible_line = -1};
    program->column = CAS_ARRAY(arena, int, (size_t)variables);
    program->cost = (cas_line){.under = 1, .a = CAS_ARRAY(arena, cas_wide, (size_t)variables), .variable = -1};
    for (int j = 0; j < variables; j++) {
        CAS_CHECK(arena->ctx, cost[j] >= 0);
        program->cost.a[j] = cost[j];
        program->column[j] = j;
        program->where = CAS_ROOM(arena, program->where, program->where_count, &program->where_room);
        program->where[program->where_count++] = j;
    }
    return program;
}

/* A line past the last, with its coefficients 0; memory of a line that stood there before is used again. */
static cas_line *next_line(cas_program *program)
{
    program->lines = CAS_ROOM(program->arena, program->lines, program->count, &program->room);
    cas_line *line = &program->lines[program->count];
    cas_wide *a = line->a ? line->a : CAS_ARRAY(program->arena, cas_wide, (size_t)program->variables);
    memset(a, 0, (size_t)program->variables * sizeof *a);
    *line = (cas_line){.under = 1, .a = a};
    return line;
}

static void copy_line(cas_line *to, const cas_line *from, int columns)
{
    cas_wide *a = to->a;
    memcpy(a, from->a, (size_t)columns * sizeof *a);
    *to = *from;
    to->a = a;
}

cas_program *cas_program_copy(cas_arena *arena, const cas_program *program, cas_program *to)
{
    if (!to) {
        int64_t *cost = CAS_ARRAY(arena, int64_t, (size_t)program->variables);
        to = cas_program_open(arena, program->variables, cost);
    }
    CAS_CHECK(arena->ctx, to->variables == program->variables);
    memcpy(to->column, program->column, (size_t)program->variables * sizeof *to->column);
    copy_line(&to->cost, &program->cost, program->variables);
    for (to->count = 0; to->count < program->count; to->count++)
        copy_line(next_line(to), &program->lines[to->count], program->variables);
    for (to->where_count = 0; to->where_count < program->where_count; to->where_count++) {
        to->where = CAS_ROOM(arena, to->where, to->where_count, &to->where_room);
        to->where[to->where_count] = program->where[to->where_count];
    }
    to->rows = program->rows;
    to->too_large = program->too_large;
    to->impossible_line = program->impossible_line;
    return to;
}

/* to += times · from, as fractions over their least common denominator; the caller shortens. */
static void add_line(cas_program *program, cas_line *to, cas_wide times, const cas_line *from)
{
    const cas_wide common = cas_wide_gcd(to->under, from->under), up = from->under / common;
    const cas_wide share = sum_of_products(program, times, to->under / common, 0, 0);
    to->constant = sum_of_products(program, to->constant, up, share, from->constant);
    for (int j = 0; j < program->variables; j++)
        to->a[j] = sum_of_products(program, to->a[j], up, share, from->a[j]);
    to->under = sum_of_products(program, to->under, up, 0, 0);
}

int cas_program_add(cas_program *program, const int64_t *a, int64_t b)
{
    cas_line *line = next_line(program);
    line->constant = -(cas_wide)b;
    line->variable = program->variables + program->rows;
    for (int j = 0; j < program->variables; j++)
        if (program->where[j] >= 0)
            line->a[program->where[j]] = a[j];
    for (int j = 0; j < program->variables && !program->too_large; j++)
        if (program->where[j] < 0 && a[j]) {
            add_line(program, line, a[j], &program->lines[-1 - program->where[j]]);
            shorten(line, program->variables);
        }
    program->where = CAS_ROOM(program->arena, program->where, program->where_count, &program->where_room);
    program->where[program->where_count++] = -1 - (int)program->count++;
    return program->rows++;
}

/* Column e of `line` becomes a multiple of the line `entering`, which writes the variable of that column through
   the new columns. */
static void substitute(cas_program *program, cas_line *line, int e, const cas_line *entering)
{
    const cas_wide times = line->a[e];
    if (!times)
        return;
    line->a[e] = 0;
    const cas_wide common = cas_wide_gcd(times, entering->under), up = entering->under / common, share = times / common;
    line->constant = sum_of_products(program, line->constant, up, share, entering->constant);
    for (int j = 0; j < program->variables; j++)
        line->a[j] = sum_of_products(program, line->a[j], up, share, entering->a[j]);
    line->under = sum_of_products(program, line->under, up, 0, 0);
    if (!program->too_large)
        shorten(line, program->variables);
}

static void exchange(cas_program *program, size_t leaving, int e)
{
    cas_line *line = &program->lines[leaving];
    const int out = line->variable, in = program->column[e];
    /* under · out = const + … + p · in   becomes   p · in = -const - … + under · out */
    const cas_wide p = line->a[e], sign = p > 0 ? 1 : -1;
    line->a[e] = -line->under;
    for (int j = 0; j < program->variables; j++)
        line->a[j] = -line->a[j] * sign;
    line->constant = -line->constant * sign;
    line->under = p * sign;
    line->variable = in;
    program->column[e] = out;
    program->where[out] = e;
    program->where[in] = -1 - (int)leaving;
    shorten(line, program->variables);
    for (size_t i = 0; i < program->count && !program->too_large; i++)
        if (i != leaving)
            substitute(program, &program->lines[i], e, line);
    substitute(program, &program->cost, e, line);
}

/* The line to leave: the lowest, or with `bland` the one of the first variable, among those below 0; -1 when there
   is none. */
static long leaving_line(const cas_program *program, bool bland)
{
    long best = -1;
    double lowest = 0;
    for (size_t i = 0; i < program->count; i++) {
        const cas_line *line = &program->lines[i];
        if (line->constant >= 0)
            continue;
        const double depth = (double)line->constant / (double)line->under;
        if (best < 0 || (bland ? line->variable < program->lines[best].variable : depth < lowest)) {
            best = (long)i;
            lowest = depth;
        }
    }
    return best;
}

/* The column to enter: the least cost for each unit of the line; the first variable of equal ones. -1 when there is
   none. */
static int entering_column(cas_program *program, const cas_line *line)
{
    int best = -1;
    for (int j = 0; j < program->variables; j++) {
        if (line->a[j] <= 0)
            continue;
        if (best < 0) {
            best = j;
            continue;
        }
        const cas_wide difference =
            sum_of_products(program, program->cost.a[j], line->a[best], -program->cost.a[best], line->a[j]);
        if (difference < 0 || (!difference && program->column[j] < program->column[best]))
            best = j;
    }
    return best;
}

cas_program_end cas_program_solve(cas_program *program)
{
    enum { PATIENCE = 40 };
    int idle = 0;
    while (!program->too_large) {
        cas_poll(program->arena->ctx);
        const long leaving = leaving_line(program, idle > PATIENCE);
        if (leaving < 0)
            return CAS_PROGRAM_SOLVED;
        const int e = entering_column(program, &program->lines[leaving]);
        if (program->too_large)
            break;
        if (e < 0) {
            program->impossible_line = (int)leaving;
            return CAS_PROGRAM_IMPOSSIBLE;
        }
        idle = program->cost.a[e] ? 0 : idle + 1;
        exchange(program, (size_t)leaving, e);
    }
    return CAS_PROGRAM_TOO_LARGE;
}

static cas_wide_ratio ratio_of(cas_wide over, cas_wide under)
{
    const cas_wide common = cas_wide_gcd(over, under);
    return common ? (cas_wide_ratio){over / common, under / common} : (cas_wide_ratio){0, 1};
}

cas_wide_ratio cas_program_least(const cas_program *program)
{
    return ratio_of(program->cost.constant, program->cost.under);
}

cas_wide_ratio cas_program_value(const cas_program *program, int variable)
{
    const int where = program->where[variable];
    if (where >= 0)
        return (cas_wide_ratio){0, 1};
    return ratio_of(program->lines[-1 - where].constant, program->lines[-1 - where].under);
}

cas_wide_ratio cas_program_variable_price(const cas_program *program, int variable)
{
    const int where = program->where[variable];
    return where < 0 ? (cas_wide_ratio){0, 1} : ratio_of(program->cost.a[where], program->cost.under);
}

cas_wide_ratio cas_program_row_price(const cas_program *program, int row)
{
    return cas_program_variable_price(program, program->variables + row);
}

bool cas_program_contradiction(cas_arena *arena, const cas_program *program, cas_wide *multipliers)
{
    CAS_CHECK(arena->ctx, program->impossible_line >= 0);
    const cas_line *line = &program->lines[program->impossible_line];
    /* under · basic - sum of a_j · nonbasic_j = const < 0, with all a_j <= 0: the slacks among them are rows, each
       once. */
    cas_wide common = 0;
    memset(multipliers, 0, (size_t)program->rows * sizeof *multipliers);
    if (line->variable >= program->variables)
        multipliers[line->variable - program->variables] = line->under;
    for (int j = 0; j < program->variables; j++)
        if (program->column[j] >= program->variables)
            multipliers[program->column[j] - program->variables] = -line->a[j];
    for (int r = 0; r < program->rows; r++)
        common = cas_wide_gcd(common, multipliers[r]);
    for (int r = 0; r < program->rows && common; r++)
        multipliers[r] /= common;
    return common != 0;
}
