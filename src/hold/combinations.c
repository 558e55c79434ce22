/*
 * Combinations of alternatives, and the dimensions on which answers depend.
 *
 * 1. Dimensions are fixed one after the other, in order of declaration. A branch is left as soon as some condition is false
 *    whatever the others become (three-valued truth).
 * 2. For the dependence, dimensions are left out one by one, the last declared first: one can go if combinations that agree
 *    on what remains have equal answers. What is kept is smallest in the sense that nothing of it can go.
 *
 * Cost: nodes of the search times the size of the conditions; combinations times dimensions squared for the dependence. Exact.
 */
#include "hold/combinations.h"

#include <string.h>

/* ---- Listing --------------------------------------------------------------------------------------------------------------- */

typedef struct combination_search {
    cas_arena *arena;
    const cas_agreement *agreement;
    const cas_condition *const *conditions;
    size_t condition_count;
    int *choice;
    int *dimensions;
    int dimension_count;
    int16_t *chosen;
    size_t count, room, most, steps;
    bool too_many;
} combination_search;

static bool is_possible(const combination_search *search)
{
    for (size_t i = 0; i < search->condition_count; i++)
        if (cas_condition_truth(search->conditions[i], search->choice) == CAS_FALSE)
            return false;
    return cas_package_feasible(search->agreement, search->choice);
}

static void keep(combination_search *search)
{
    const size_t width = (size_t)search->dimension_count;
    if (search->count == search->room) {
        const size_t room = search->room ? search->room * 2 : 64;
        int16_t *larger = CAS_ARRAY(search->arena, int16_t, room * (width ? width : 1));
        if (search->count)
            memcpy(larger, search->chosen, search->count * width * sizeof *larger);
        search->chosen = larger;
        search->room = room;
    }
    for (size_t i = 0; i < width; i++)
        search->chosen[search->count * width + i] = (int16_t)search->choice[search->dimensions[i]];
    search->count++;
}

/* Depth: at most CAS_MAX_DIMENSIONS. */
static void fix_from(combination_search *search, int place)
{
    cas_poll(search->arena->ctx);
    if (search->too_many || !is_possible(search))
        return;
    if (++search->steps > search->most) {
        search->too_many = true;
        return;
    }
    if (place == search->dimension_count) {
        keep(search);
        return;
    }
    const int dimension = search->dimensions[place];
    for (int a = 0; a < search->agreement->dimensions[dimension].count; a++) {
        search->choice[dimension] = a;
        fix_from(search, place + 1);
    }
    search->choice[dimension] = -1;
}

cas_combinations cas_combinations_list(cas_arena *arena, const cas_agreement *agreement, const bool *dimensions,
                                       const cas_condition *const *conditions, size_t condition_count, size_t most)
{
    const size_t all = (size_t)agreement->dimension_count;
    bool *spoken = CAS_ARRAY(arena, bool, all + 1);
    combination_search search = {.arena = arena,
                                 .agreement = agreement,
                                 .conditions = conditions,
                                 .condition_count = condition_count,
                                 .most = most};
    search.choice = CAS_ARRAY(arena, int, all + 1);
    search.dimensions = CAS_ARRAY(arena, int, all + 1);
    for (size_t i = 0; i < condition_count; i++)
        cas_condition_dimensions(conditions[i], spoken);
    for (int i = 0; i < agreement->infeasible_count; i++)
        cas_condition_dimensions(agreement->infeasible[i].condition, spoken);
    for (size_t d = 0; d < all; d++) {
        search.choice[d] = -1;
        if (dimensions[d] || spoken[d])
            search.dimensions[search.dimension_count++] = (int)d;
    }
    fix_from(&search, 0);
    return (cas_combinations){search.dimensions, search.dimension_count, search.chosen,
                              search.too_many ? 0 : search.count, search.too_many};
}

void cas_combination_fill(const cas_agreement *agreement, const cas_combinations *list, size_t combination, int *choice)
{
    for (int d = 0; d < agreement->dimension_count; d++)
        choice[d] = 0;
    for (int i = 0; i < list->dimension_count; i++)
        choice[list->dimensions[i]] = list->chosen[combination * (size_t)list->dimension_count + (size_t)i];
}

/* ---- Dependence -------------------------------------------------------------------------------------------------------------- */

/* Do combinations that agree on the kept places have equal answers? */
static bool is_determined(cas_arena *scratch, const cas_combinations *list, const int *answers, const bool *kept)
{
    const size_t width = (size_t)list->dimension_count;
    const cas_mark mark = cas_arena_mark(scratch);
    cas_names seen = {.arena = scratch};
    int *answer_of = CAS_ARRAY(scratch, int, list->count + 1);
    bool determined = true;
    for (size_t c = 0; c < list->count && determined; c++) {
        if (answers[c] < 0)
            continue;
        cas_poll(scratch->ctx);
        int16_t *key = CAS_ARRAY(scratch, int16_t, width + 1);
        size_t length = 0;
        for (size_t i = 0; i < width; i++)
            if (kept[i])
                key[length++] = list->chosen[c * width + i];
        const size_t before = seen.count;
        const int place = cas_names_add(&seen, (cas_text){(const char *)key, length * sizeof *key});
        if (seen.count > before)
            answer_of[place] = answers[c];
        determined = answer_of[place] == answers[c];
    }
    cas_arena_release(scratch, mark);
    return determined;
}

void cas_dependence_find(cas_arena *scratch, const cas_combinations *list, const int *answers, bool *kept)
{
    for (int i = 0; i < list->dimension_count; i++)
        kept[i] = true;
    for (int i = list->dimension_count; i-- > 0;) {
        kept[i] = false;
        kept[i] = !is_determined(scratch, list, answers, kept);
    }
}
