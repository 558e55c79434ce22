/* Lists of sets of red lines: see explore.h. */
#include "agree/explore.h"

#include <stdlib.h>
#include <string.h>

bool cas_line_sets_has(const cas_line_sets *sets, size_t set, int line)
{
    return sets->bits[set * sets->words + (size_t)(line >> 6)] >> (line & 63) & 1;
}

int cas_line_sets_size(const cas_line_sets *sets, size_t set)
{
    int size = 0;
    for (size_t w = 0; w < sets->words; w++)
        size += __builtin_popcountll(sets->bits[set * sets->words + w]);
    return size;
}

void cas_line_sets_add(cas_line_sets *sets, const bool *lines)
{
    while ((sets->count + 1) * sets->words > sets->room)
        sets->bits = cas_grow(sets->arena, sets->bits, sets->room, &sets->room, sizeof *sets->bits);
    uint64_t *set = sets->bits + sets->count * sets->words;
    memset(set, 0, sets->words * sizeof *set);
    for (int l = 0; l < sets->lines; l++)
        if (lines[l])
            set[l >> 6] |= (uint64_t)1 << (l & 63);
    sets->count++;
}

typedef struct keyed {
    const uint64_t *bits;
    size_t words;
    int size;
} keyed;

/* By size, then in order of the text: the set with the earlier line where they first differ comes first. */
static int by_size(const void *a, const void *b)
{
    const keyed *x = a, *y = b;
    if (x->size != y->size)
        return x->size < y->size ? -1 : 1;
    for (size_t w = 0; w < x->words; w++)
        if (x->bits[w] != y->bits[w])
            return x->bits[w] >> __builtin_ctzll(x->bits[w] ^ y->bits[w]) & 1 ? -1 : 1;
    return 0;
}

void cas_line_sets_sort(cas_line_sets *sets)
{
    keyed *order = CAS_ARRAY(sets->arena, keyed, sets->count + 1);
    uint64_t *sorted = CAS_ARRAY(sets->arena, uint64_t, sets->count * sets->words + 1);
    for (size_t i = 0; i < sets->count; i++)
        order[i] = (keyed){sets->bits + i * sets->words, sets->words, cas_line_sets_size(sets, i)};
    qsort(order, sets->count, sizeof *order, by_size);
    for (size_t i = 0; i < sets->count; i++)
        memcpy(sorted + i * sets->words, order[i].bits, sets->words * sizeof *sorted);
    sets->bits = sorted;
    sets->room = sets->count * sets->words;
}

static void open_sets(cas_arena *arena, const cas_talks *talks, cas_line_sets *sets)
{
    *sets = (cas_line_sets){.arena = arena, .lines = talks->lines.count, .words = (size_t)talks->lines.count / 64 + 1};
    sets->total = cas_big_of(arena, 0);
}

void cas_exploration_open(cas_arena *arena, const cas_talks *talks, cas_exploration *found)
{
    *found = (cas_exploration){.method = "marco"};
    open_sets(arena, talks, &found->conflicts);
    open_sets(arena, talks, &found->concessions);
}
