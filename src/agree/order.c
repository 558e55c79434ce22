/*
 * In which order issues become variables of diagrams.
 *
 * A diagram is small if what belongs together stands together. Few issues keep the order of the text. Many are ordered by centres of
 * gravity: each red line pulls its issues towards their mean place, each issue goes to the mean of the lines that speak of it, and the order
 * with the least sum of spans is kept. Deterministic; ties keep the order of the text. Source: AloulMarkovSakallah2003.
 */
#include "agree/order.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 40, KEPT_AS_WRITTEN = 16 };

typedef struct pull {
    double place;
    int dimension;
} pull;

static int by_place(const void *a, const void *b)
{
    const pull *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return (x->dimension > y->dimension) - (x->dimension < y->dimension);
}

static long total_span(const cas_group_list *groups, const int *place)
{
    long sum = 0;
    for (size_t g = 0; g < groups->count; g++) {
        int low = -1, high = -1;
        for (size_t i = groups->begin[g]; i < groups->begin[g + 1]; i++) {
            const int at = place[groups->members[i]];
            low = low < 0 || at < low ? at : low;
            high = at > high ? at : high;
        }
        sum += high - low;
    }
    return sum;
}

static void pull_together(const cas_group_list *groups, int count, const int *place, pull *pulls, int *seen)
{
    for (int d = 0; d < count; d++) {
        pulls[d] = (pull){0, d};
        seen[d] = 0;
    }
    for (size_t g = 0; g < groups->count; g++) {
        double centre = 0;
        const size_t size = groups->begin[g + 1] - groups->begin[g];
        for (size_t i = groups->begin[g]; i < groups->begin[g + 1]; i++)
            centre += place[groups->members[i]];
        for (size_t i = groups->begin[g]; i < groups->begin[g + 1]; i++) {
            pulls[groups->members[i]].place += centre / (double)size;
            seen[groups->members[i]]++;
        }
    }
    for (int d = 0; d < count; d++)
        pulls[d].place = seen[d] ? pulls[d].place / seen[d] : place[d];
}

const int *cas_order_of(cas_arena *arena, const cas_group_list *groups, int count)
{
    int *order = CAS_ARRAY(arena, int, (size_t)count + 1), *place = CAS_ARRAY(arena, int, (size_t)count + 1),
        *seen = CAS_ARRAY(arena, int, (size_t)count + 1);
    pull *pulls = CAS_ARRAY(arena, pull, (size_t)count + 1);
    for (int d = 0; d < count; d++)
        order[d] = place[d] = d;
    if (count <= KEPT_AS_WRITTEN)
        return order;
    long best = total_span(groups, place);
    for (int round = 0; round < ROUNDS; round++) {
        pull_together(groups, count, place, pulls, seen);
        qsort(pulls, (size_t)count, sizeof *pulls, by_place);
        for (int i = 0; i < count; i++)
            place[pulls[i].dimension] = i;
        const long span = total_span(groups, place);
        if (span < best) {
            best = span;
            for (int i = 0; i < count; i++)
                order[i] = pulls[i].dimension;
        }
    }
    return order;
}
