/*
 * Ternary power on a decision diagram: for many members whose votes are worth different things.
 *
 * Member i (by falling worth) is two variables: a, "not no", and y, "yes"; no is neither, abstaining a alone, yes both.
 * Its vote is worth abstain · a + (yes - abstain) · y, so a rule becomes a diagram as any other does. A cell is entered
 * where the first variable of a member would be asked; its three ways on are the three votes.
 *
 * With W(vote) the weight of a vote, above(v, k) the weight of all votes of earlier members that lead to cell v with k
 * of them cast, and below(v, k) that of the votes from v on that adopt, a member swings on the cells that ask for it
 * alone:
 *
 *     W = 1:    swings_i = sum over cells v of i of above(v) · (below(yes) - below(no))
 *
 * For orders each vote cast counts z, and who has not voted yet counts 1. It acts as a no where "adopted whatever
 * comes" is asked, as a yes where "rejected whatever comes" is:
 *
 *     first:   W(no) = 1 + z, W(abstain) = W(yes) = z,
 *              pivots_i += above · (below(abstain) + below(yes) - 2 below(no))
 *     second:  W(no) = W(abstain) = z, W(yes) = 1 + z,
 *              pivots_i += above · (2 below(yes) - below(no) - below(abstain))
 *     phi_i = sum over k of pivots_i(k) / (N C(N-1, k) 3^(k+1))
 *
 * A member that a path jumps over may vote anything: 3, or 1 + 3 z.
 *
 * Exact. Cost: cells × n² products of n-bit numbers with orders, cells × n without. Twin: ternary_enumerate.c.
 */
#include "power/ternary.h"

#include <gmp.h>
#include <math.h>
#include <string.h>

typedef struct cas_vote_cell {
    int member; /* place in the order; count: a terminal */
    uint32_t next[CAS_VOTES];
} cas_vote_cell;

typedef struct cas_vote_graph {
    cas_arena *arena;
    int members;
    int *order;           /* place to member */
    cas_vote_cell *cells; /* 0 rejects, 1 adopts, then as they were found: parents not before children by member */
    size_t count, room;
    uint32_t root;
    size_t numbers, width; /* of a row: sizes, limbs */
    uint64_t *above, *below, *moved;
} cas_vote_graph;

/* ---- The diagram
   ------------------------------------------------------------------------------------------------------ */

static int64_t most_worth(const cas_ternary_part *part, int member)
{
    if (part->scores)
        return part->scores[member].yes;
    int64_t most = 0;
    for (int i = 0; i < part->part_count; i++) {
        const int64_t own = most_worth(part->parts[i], member);
        most = own > most ? own : most;
    }
    return most;
}

static int *order_of(cas_arena *arena, const cas_ternary *game)
{
    int *order = CAS_ARRAY(arena, int, (size_t)game->count);
    for (int i = 0; i < game->count; i++) {
        int at = i;
        for (; at > 0 && most_worth(game->rule, order[at - 1]) < most_worth(game->rule, i); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

static cas_node node_of(cas_diagrams *store, const cas_ternary_part *part, const int *order, int members)
{
    cas_arena *arena = cas_diagrams_arena(store);
    cas_node *nodes = CAS_ARRAY(arena, cas_node, 2 * (size_t)members + (size_t)part->part_count);
    if (!part->scores) {
        for (int i = 0; i < part->part_count; i++)
            nodes[i] = node_of(store, part->parts[i], order, members);
        return cas_diagram_at_least(store, part->needed, nodes, part->part_count);
    }
    cas_big *weights = CAS_ARRAY(arena, cas_big, 2 * (size_t)members);
    for (int place = 0; place < members; place++) {
        const cas_scores scores = part->scores[order[place]];
        nodes[2 * place] = cas_diagram_variable(store, 2 * place);
        nodes[2 * place + 1] = cas_diagram_variable(store, 2 * place + 1);
        weights[2 * place] = cas_big_of(arena, (uint64_t)scores.abstain);
        weights[2 * place + 1] = cas_big_of(arena, (uint64_t)(scores.yes - scores.abstain));
    }
    const cas_big quota = cas_big_of(arena, part->quota > 0 ? (uint64_t)part->quota : 0);
    return cas_diagram_threshold(store, nodes, weights, 2 * members, quota);
}

/* What a node is once a variable has its value. */
static cas_node after(const cas_diagrams *store, cas_node node, int variable, bool value)
{
    if (node <= CAS_NODE_TRUE || cas_diagram_top(store, node) != variable)
        return node;
    return value ? cas_diagram_high(store, node) : cas_diagram_low(store, node);
}

/* The cells that paths of votes enter, children before parents (deeper members first). */
static void lay_out(cas_vote_graph *graph, cas_diagrams *store, cas_node root)
{
    cas_arena *arena = graph->arena;
    const size_t nodes = cas_diagrams_nodes(store);
    uint32_t *cell_of = CAS_ARRAY(arena, uint32_t, nodes + 2);
    cas_node *queue = CAS_ARRAY(arena, cas_node, nodes + 2);
    size_t *starts = CAS_ARRAY(arena, size_t, (size_t)graph->members + 2);
    /* Entered nodes, by breadth; then sorted by member from the last to the first. */
    size_t found = 0;
    bool *seen = CAS_ARRAY(arena, bool, nodes + 2);
    if (root > CAS_NODE_TRUE) {
        queue[found++] = root;
        seen[root] = true;
    }
    for (size_t q = 0; q < found; q++) {
        cas_poll(arena->ctx);
        const int place = cas_diagram_top(store, queue[q]) / 2;
        starts[place + 1]++;
        for (int vote = 0; vote < CAS_VOTES; vote++) {
            const cas_node next = after(store, after(store, queue[q], 2 * place, vote != CAS_VOTE_NO), 2 * place + 1,
                                        vote == CAS_VOTE_YES);
            if (next > CAS_NODE_TRUE && !seen[next]) {
                seen[next] = true;
                queue[found++] = next;
            }
        }
    }
    graph->count = found + 2;
    graph->cells = CAS_ARRAY(arena, cas_vote_cell, graph->count);
    graph->cells[0].member = graph->cells[1].member = graph->members;
    cell_of[CAS_NODE_TRUE] = 1;
    for (int m = 0; m <= graph->members; m++)
        starts[m + 1] += starts[m];
    for (size_t q = 0; q < found; q++)
        cell_of[queue[q]] = (uint32_t)(graph->count - 1 - starts[cas_diagram_top(store, queue[q]) / 2]++);
    for (size_t q = 0; q < found; q++) {
        cas_vote_cell *cell = &graph->cells[cell_of[queue[q]]];
        cell->member = cas_diagram_top(store, queue[q]) / 2;
        for (int vote = 0; vote < CAS_VOTES; vote++)
            cell->next[vote] = cell_of[after(store, after(store, queue[q], 2 * cell->member, vote != CAS_VOTE_NO),
                                             2 * cell->member + 1, vote == CAS_VOTE_YES)];
    }
    graph->root = cell_of[root];
}

/* ---- Rows of numbers
   -------------------------------------------------------------------------------------------------- */

static uint64_t *row_of(const cas_vote_graph *graph, uint64_t *rows, uint32_t cell)
{
    return rows + (size_t)cell * graph->numbers * graph->width;
}

/* to += times · from, moved up by `shift` sizes. */
static void add_row(const cas_vote_graph *graph, uint64_t *to, const uint64_t *from, uint64_t times, size_t shift)
{
    for (size_t k = 0; k + shift < graph->numbers; k++)
        mpn_addmul_1(to + (k + shift) * graph->width, from + k * graph->width, (mp_size_t)graph->width, times);
}

/* A row as it is seen across `gap` members that may vote anything: in graph->moved. */
static const uint64_t *across(const cas_vote_graph *graph, const uint64_t *row, int gap)
{
    const size_t size = graph->numbers * graph->width;
    memcpy(graph->moved, row, size * sizeof *row);
    for (int g = 0; g < gap; g++)
        for (size_t k = graph->numbers; k-- > 0;) {
            uint64_t *number = graph->moved + k * graph->width;
            if (graph->numbers == 1)
                mpn_mul_1(number, number, (mp_size_t)graph->width, 3);
            else if (k)
                mpn_addmul_1(number, number - graph->width, (mp_size_t)graph->width, 3);
        }
    return graph->moved;
}

/* Adds a row weighed as the vote is: 1, or z, or 1 + z for the vote that who has not voted acts as (`silent`). */
static void add_vote(const cas_vote_graph *graph, uint64_t *to, const uint64_t *from, cas_vote vote, cas_vote silent)
{
    if (graph->numbers == 1) {
        add_row(graph, to, from, 1, 0);
        return;
    }
    add_row(graph, to, from, 1, 1);
    if (vote == silent)
        add_row(graph, to, from, 1, 0);
}

static void fill_rows(cas_vote_graph *graph, cas_vote silent)
{
    const size_t size = graph->numbers * graph->width;
    memset(graph->above, 0, graph->count * size * sizeof *graph->above);
    memset(graph->below, 0, graph->count * size * sizeof *graph->below);
    row_of(graph, graph->below, 1)[0] = 1;
    for (uint32_t c = 2; c < graph->count; c++) {
        cas_poll(graph->arena->ctx);
        const cas_vote_cell *cell = &graph->cells[c];
        for (int vote = 0; vote < CAS_VOTES; vote++) {
            const uint32_t next = cell->next[vote];
            add_vote(graph, row_of(graph, graph->below, c),
                     across(graph, row_of(graph, graph->below, next), graph->cells[next].member - cell->member - 1),
                     (cas_vote)vote, silent);
        }
    }
    uint64_t *one = row_of(graph, graph->above, graph->root);
    one[0] = 1;
    memcpy(one, across(graph, one, graph->cells[graph->root].member), size * sizeof *one);
    for (uint32_t c = (uint32_t)graph->count; c-- > 2;) {
        cas_poll(graph->arena->ctx);
        const cas_vote_cell *cell = &graph->cells[c];
        for (int vote = 0; vote < CAS_VOTES; vote++) {
            const uint32_t next = cell->next[vote];
            if (next >= 2)
                add_vote(graph, row_of(graph, graph->above, next),
                         across(graph, row_of(graph, graph->above, c), graph->cells[next].member - cell->member - 1),
                         (cas_vote)vote, silent);
        }
    }
}

/* The row times a small factor of either sign: to += or -= factor · row. */
static void combine(const cas_vote_graph *graph, uint64_t *to, const uint64_t *row, int factor)
{
    for (size_t k = 0; k < graph->numbers; k++) {
        uint64_t *number = to + k * graph->width;
        if (factor > 0)
            mpn_addmul_1(number, row + k * graph->width, (mp_size_t)graph->width, (mp_limb_t)factor);
        else
            mpn_submul_1(number, row + k * graph->width, (mp_size_t)graph->width, (mp_limb_t)-factor);
    }
}

/* sums[member] += sum over its cells of above · (factors · below of the three votes); numbers are modulo 2^(64
   width), and the sums are below it. */
static void gather(cas_vote_graph *graph, const int factors[CAS_VOTES], uint64_t *sums)
{
    const size_t size = graph->numbers * graph->width, width = graph->width;
    uint64_t *change = CAS_ARRAY(graph->arena, uint64_t, size);
    for (uint32_t c = 2; c < graph->count; c++) {
        cas_poll(graph->arena->ctx);
        const cas_vote_cell *cell = &graph->cells[c];
        memset(change, 0, size * sizeof *change);
        for (int vote = 0; vote < CAS_VOTES; vote++)
            if (factors[vote])
                combine(graph, change,
                        across(graph, row_of(graph, graph->below, cell->next[vote]),
                               graph->cells[cell->next[vote]].member - cell->member - 1),
                        factors[vote]);
        const uint64_t *above = row_of(graph, graph->above, c);
        uint64_t *sum = sums + (size_t)graph->order[cell->member] * size;
        for (size_t r = 0; r < graph->numbers; r++)
            for (size_t s = 0; r + s < graph->numbers; s++)
                for (size_t limb = 0; limb < width; limb++)
                    if (above[r * width + limb])
                        mpn_addmul_1(sum + (r + s) * width + limb, change + s * width, (mp_size_t)(width - limb),
                                     above[r * width + limb]);
    }
}

/* ---- From counts to answers
   ------------------------------------------------------------------------------------------- */

static void take_rows(cas_vote_graph *graph, size_t numbers)
{
    graph->numbers = numbers;
    const size_t size = numbers * graph->width;
    graph->above = CAS_ARRAY(graph->arena, uint64_t, graph->count * size);
    graph->below = CAS_ARRAY(graph->arena, uint64_t, graph->count * size);
    graph->moved = CAS_ARRAY(graph->arena, uint64_t, size);
}

static cas_big power3(cas_arena *arena, int exponent)
{
    cas_big value = cas_big_of(arena, 1);
    for (int k = 0; k < exponent; k++)
        value = cas_big_multiply(arena, value, cas_big_of(arena, 3));
    return value;
}

static cas_ratio index_of(const cas_vote_graph *graph, const uint64_t *pivots)
{
    cas_arena *arena = graph->arena;
    const int n = graph->members;
    const cas_big common = cas_big_lcm_to(arena, (unsigned)n);
    cas_big sum = {NULL, 0};
    for (int k = 0; k < n; k++) {
        const cas_big count = cas_big_from(arena, pivots + (size_t)k * graph->width, graph->width);
        if (!count.count)
            continue;
        const cas_big orders = cas_big_multiply(arena, cas_big_of(arena, (uint64_t)n),
                                                cas_big_binomial(arena, (unsigned)n - 1, (unsigned)k));
        sum = cas_big_add(arena, sum,
                          cas_big_multiply(arena, count,
                                           cas_big_multiply(arena, cas_big_divide(arena, common, orders, NULL),
                                                            power3(arena, n - 1 - k))));
    }
    return cas_ratio_of(arena, sum, cas_big_multiply(arena, common, power3(arena, n)));
}

static double different_scores(const cas_ternary_part *part, int members)
{
    double sum = 0;
    for (int i = 0; i < members && part->scores; i++)
        sum += (double)part->scores[i].yes;
    if (part->scores)
        return fmin(sum + 1, exp2(fmin(members / 2.0, 1000)));
    for (int i = 0; i < part->part_count; i++)
        sum += part->part_count * different_scores(part->parts[i], members);
    return sum;
}

cas_estimate cas_estimate_ternary_cells(const cas_ternary *game, bool orders)
{
    const double n = game->count;
    if (2 * n > CAS_MAX_PARTIES)
        return (cas_estimate){INFINITY, 0};
    /* Nobody knows the cells before they are made: no more than different scores at each step for one rule; bodies
       with different weights had fewer than 2^(n/2). */
    const double cells = 1e3 + n * different_scores(game->rule, game->count), width = floor((2 * n + 24) / 64) + 1,
                 numbers = orders ? n + 1 : 1;
    return (cas_estimate){cells * (1000 + numbers * numbers * width * width * 3), cells * (16 * numbers * width + 100)};
}

const cas_ternary_counts *cas_ternary_by_cells(cas_arena *arena, const cas_ternary *game, bool orders)
{
    const size_t n = (size_t)game->count;
    cas_vote_graph graph = {
        .arena = arena, .members = game->count, .order = order_of(arena, game), .width = (2 * n + 24) / 64 + 1};
    cas_diagrams *store = cas_diagrams_open(arena, 2 * game->count);
    lay_out(&graph, store, node_of(store, game->rule, graph.order, game->count));
    cas_ternary_counts *counts = CAS_NEW(arena, cas_ternary_counts);
    cas_big *swings = CAS_ARRAY(arena, cas_big, n);
    counts->swings = swings;
    counts->method = "diagram of votes";
    take_rows(&graph, 1);
    fill_rows(&graph, CAS_VOTES);
    uint64_t *sums = CAS_ARRAY(arena, uint64_t, n * graph.width);
    gather(&graph, (const int[]){-1, 0, 1}, sums);
    for (size_t i = 0; i < n; i++)
        swings[i] = cas_big_from(arena, sums + i * graph.width, graph.width);
    counts->adopting = cas_big_from(
        arena, across(&graph, row_of(&graph, graph.below, graph.root), graph.cells[graph.root].member), graph.width);
    if (!orders)
        return counts;
    take_rows(&graph, n + 1);
    const size_t size = (n + 1) * graph.width;
    uint64_t *pivots = CAS_ARRAY(arena, uint64_t, n * size);
    fill_rows(&graph, CAS_VOTE_NO);
    gather(&graph, (const int[]){-2, 1, 1}, pivots);
    fill_rows(&graph, CAS_VOTE_YES);
    gather(&graph, (const int[]){-1, -1, 2}, pivots);
    cas_ratio *shapley = CAS_ARRAY(arena, cas_ratio, n);
    for (size_t i = 0; i < n; i++)
        shapley[i] = index_of(&graph, pivots + i * size);
    counts->shapley = shapley;
    return counts;
}
