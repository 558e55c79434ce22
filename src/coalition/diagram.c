/*
 * Boolean operations on reduced ordered decision diagrams.
 *
 * A node says: if its variable is in the set go to high, else to low; it is made only when the two differ, so every function has
 * one number. Each operation goes down both operands at the smaller top variable and remembers its results. Depth of
 * recursion: at most the number of variables (1,024).
 * Source: Bryant1986. Twin: truth tables in test/coalition/test_coalition.c.
 */
#include "coalition/diagram.h"
#include "coalition/store.h"

static cas_node made(cas_diagrams *store, uint32_t variable, cas_node low, cas_node high)
{
    return low == high ? low : cas_store_cell(store, variable, low, high);
}

static uint32_t top_of(const cas_diagrams *store, cas_node f)
{
    return store->cells[f].variable;
}

static cas_node low_at(const cas_diagrams *store, cas_node f, uint32_t variable)
{
    return store->cells[f].variable == variable ? store->cells[f].low : f;
}

static cas_node high_at(const cas_diagrams *store, cas_node f, uint32_t variable)
{
    return store->cells[f].variable == variable ? store->cells[f].high : f;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

cas_node cas_diagram_variable(cas_diagrams *store, int variable)
{
    CAS_CHECK(store->arena->ctx, variable >= 0 && (uint32_t)variable < store->variables);
    return cas_store_cell(store, (uint32_t)variable, CAS_NODE_FALSE, CAS_NODE_TRUE);
}

cas_node cas_diagram_not(cas_diagrams *store, cas_node f)
{
    if (f <= CAS_NODE_TRUE)
        return !f;
    cas_node result;
    if (cas_store_recall(store, CAS_DO_NOT, f, 0, 0, &result))
        return result;
    const cas_diagram_cell cell = store->cells[f];
    const cas_node low = cas_diagram_not(store, cell.low);
    const cas_node high = cas_diagram_not(store, cell.high);
    return cas_store_remember(store, CAS_DO_NOT, f, 0, 0, made(store, cell.variable, low, high));
}

/* And, or: `ruling` is the terminal that decides alone (false for and, true for or). */
static cas_node combined(cas_diagrams *store, cas_diagram_operation operation, cas_node ruling, cas_node f, cas_node g)
{
    if (f == g || g == !ruling)
        return f;
    if (f == !ruling)
        return g;
    if (f == ruling || g == ruling)
        return ruling;
    if (f > g) {
        const cas_node swap = f;
        f = g;
        g = swap;
    }
    cas_node result;
    if (cas_store_recall(store, operation, f, g, 0, &result))
        return result;
    const uint32_t top = smaller(top_of(store, f), top_of(store, g));
    const cas_node low = combined(store, operation, ruling, low_at(store, f, top), low_at(store, g, top));
    const cas_node high = combined(store, operation, ruling, high_at(store, f, top), high_at(store, g, top));
    return cas_store_remember(store, operation, f, g, 0, made(store, top, low, high));
}

cas_node cas_diagram_and(cas_diagrams *store, cas_node f, cas_node g)
{
    return combined(store, CAS_DO_AND, CAS_NODE_FALSE, f, g);
}

cas_node cas_diagram_or(cas_diagrams *store, cas_node f, cas_node g)
{
    return combined(store, CAS_DO_OR, CAS_NODE_TRUE, f, g);
}

cas_node cas_diagram_ite(cas_diagrams *store, cas_node f, cas_node g, cas_node h)
{
    if (f == CAS_NODE_TRUE || g == h)
        return g;
    if (f == CAS_NODE_FALSE)
        return h;
    if (g == CAS_NODE_TRUE)
        return cas_diagram_or(store, f, h);
    if (h == CAS_NODE_FALSE)
        return cas_diagram_and(store, f, g);
    cas_node result;
    if (cas_store_recall(store, CAS_DO_ITE, f, g, h, &result))
        return result;
    const uint32_t top = smaller(top_of(store, f), smaller(top_of(store, g), top_of(store, h)));
    const cas_node low = cas_diagram_ite(store, low_at(store, f, top), low_at(store, g, top), low_at(store, h, top));
    const cas_node high = cas_diagram_ite(store, high_at(store, f, top), high_at(store, g, top), high_at(store, h, top));
    return cas_store_remember(store, CAS_DO_ITE, f, g, h, made(store, top, low, high));
}

static cas_node restricted(cas_diagrams *store, cas_node f, const cas_set *chosen, const cas_set *refused, uint32_t call)
{
    if (f <= CAS_NODE_TRUE)
        return f;
    cas_node result;
    if (cas_store_recall(store, CAS_DO_RESTRICT, f, 0, call, &result))
        return result;
    const cas_diagram_cell cell = store->cells[f];
    if (cas_set_has(chosen, (int)cell.variable))
        result = restricted(store, cell.high, chosen, refused, call);
    else if (cas_set_has(refused, (int)cell.variable))
        result = restricted(store, cell.low, chosen, refused, call);
    else {
        const cas_node low = restricted(store, cell.low, chosen, refused, call);
        result = made(store, cell.variable, low, restricted(store, cell.high, chosen, refused, call));
    }
    return cas_store_remember(store, CAS_DO_RESTRICT, f, 0, call, result);
}

cas_node cas_diagram_restrict_sets(cas_diagrams *store, cas_node f, const cas_set *chosen, const cas_set *refused)
{
    return restricted(store, f, chosen, refused, ++store->calls);
}

cas_node cas_diagram_restrict(cas_diagrams *store, cas_node f, int variable, bool value)
{
    const cas_set one = cas_set_single(variable), none = cas_set_empty();
    return value ? cas_diagram_restrict_sets(store, f, &one, &none) : cas_diagram_restrict_sets(store, f, &none, &one);
}

static cas_node quantified(cas_diagrams *store, cas_diagram_operation operation, cas_node f, const cas_set *variables, uint32_t call)
{
    if (f <= CAS_NODE_TRUE)
        return f;
    cas_node result;
    if (cas_store_recall(store, operation, f, 0, call, &result))
        return result;
    const cas_diagram_cell cell = store->cells[f];
    const cas_node low = quantified(store, operation, cell.low, variables, call);
    const cas_node high = quantified(store, operation, cell.high, variables, call);
    if (!cas_set_has(variables, (int)cell.variable))
        result = made(store, cell.variable, low, high);
    else if (operation == CAS_DO_EXISTS)
        result = cas_diagram_or(store, low, high);
    else
        result = cas_diagram_and(store, low, high);
    return cas_store_remember(store, operation, f, 0, call, result);
}

cas_node cas_diagram_exists(cas_diagrams *store, cas_node f, const cas_set *variables)
{
    return quantified(store, CAS_DO_EXISTS, f, variables, ++store->calls);
}

cas_node cas_diagram_forall(cas_diagrams *store, cas_node f, const cas_set *variables)
{
    return quantified(store, CAS_DO_FORALL, f, variables, ++store->calls);
}

cas_node cas_diagram_dual(cas_diagrams *store, cas_node f)
{
    if (f <= CAS_NODE_TRUE)
        return !f;
    cas_node result;
    if (cas_store_recall(store, CAS_DO_DUAL, f, 0, 0, &result))
        return result;
    /* not f(not x): with x present the rest sees what f said without it. */
    const cas_diagram_cell cell = store->cells[f];
    const cas_node low = cas_diagram_dual(store, cell.high);
    const cas_node high = cas_diagram_dual(store, cell.low);
    return cas_store_remember(store, CAS_DO_DUAL, f, 0, 0, made(store, cell.variable, low, high));
}

static cas_node copied(cas_diagrams *store, const cas_diagrams *from, cas_node f, const int *variable_of, cas_node *done)
{
    if (f <= CAS_NODE_TRUE)
        return f;
    if (done[f])
        return done[f] - 1;
    const cas_node low = copied(store, from, from->cells[f].low, variable_of, done);
    const cas_node high = copied(store, from, from->cells[f].high, variable_of, done);
    const cas_node result = cas_diagram_ite(store, cas_diagram_variable(store, variable_of[from->cells[f].variable]), high, low);
    done[f] = result + 1;
    return result;
}

cas_node cas_diagram_copy(cas_diagrams *store, const cas_diagrams *from, cas_node f, const int *variable_of)
{
    return copied(store, from, f, variable_of, CAS_ARRAY(store->arena, cas_node, (size_t)f + 1));
}

bool cas_diagram_holds(const cas_diagrams *store, cas_node f, const cas_set *set)
{
    while (f > CAS_NODE_TRUE)
        f = cas_set_has(set, (int)store->cells[f].variable) ? store->cells[f].high : store->cells[f].low;
    return f == CAS_NODE_TRUE;
}

cas_set cas_diagram_support(cas_diagrams *store, cas_node f)
{
    cas_set support = cas_set_empty();
    const cas_mark mark = cas_arena_mark(store->arena);
    const cas_reached reached = cas_store_reach(store, store->arena, f);
    for (size_t i = 0; i < reached.count; i++)
        cas_set_add(&support, (int)store->cells[reached.cells[i]].variable);
    cas_arena_release(store->arena, mark);
    return support;
}

size_t cas_diagram_size(cas_diagrams *store, cas_node f)
{
    const cas_mark mark = cas_arena_mark(store->arena);
    const size_t size = cas_store_reach(store, store->arena, f).count;
    cas_arena_release(store->arena, mark);
    return size;
}

bool cas_diagram_is_monotone(cas_diagrams *store, cas_node f)
{
    if (f <= CAS_NODE_TRUE)
        return true;
    uint32_t result;
    if (cas_store_recall(store, CAS_DO_MONOTONE, f, 0, 0, &result))
        return result;
    const cas_diagram_cell cell = store->cells[f];
    /* High must contain low; what is below is checked on the way. */
    result = cas_diagram_is_monotone(store, cell.low) && cas_diagram_is_monotone(store, cell.high) &&
             cas_diagram_or(store, cell.low, cell.high) == cell.high;
    return cas_store_remember(store, CAS_DO_MONOTONE, f, 0, 0, result);
}

int cas_diagram_top(const cas_diagrams *store, cas_node f)
{
    return (int)store->cells[f].variable;
}

cas_node cas_diagram_low(const cas_diagrams *store, cas_node f)
{
    return store->cells[f].low;
}

cas_node cas_diagram_high(const cas_diagrams *store, cas_node f)
{
    return store->cells[f].high;
}

const cas_node *cas_diagram_cells(cas_diagrams *store, cas_arena *arena, cas_node f, size_t *count, const uint32_t **place)
{
    const cas_reached reached = cas_store_reach(store, arena, f);
    *count = reached.count;
    *place = reached.place;
    return reached.cells;
}
