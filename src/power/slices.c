/*
 * Johnston's counts for any game of up to 30 members, 64 sets at a time.
 *
 * The game is written out as a string of 2^n bits, bit S for "S wins"; the lowest six members are the place in a word. Member i is critical
 * in S if bit S is set and bit S - i is not, so its critical sets are one bit operation a word: for i < 6 within the word, else with the word 2^(i-6)
 * earlier. How many are critical is added up in five bit planes for all 64 sets at once, and each member's critical sets are
 * counted for each number that occurs.
 *
 * 1. Unfold the diagram into the string, block by block.  2. For every word make n critical masks and five planes of their sum.
 * 3. For each number k that some set of the word has, count the bits of each mask where the sum is k.
 *
 * Exact. Cost: 2^n / 64 x (n additions + numbers met x n counts of bits); memory 2^n / 8 bytes. Twin: enumerate.c.
 */
#include "power/tally.h"
#include "power/machine.h"

#include <math.h>
#include <string.h>

enum { MOST_MEMBERS = 30, PLANES = 5 };

typedef struct cas_slices {
    cas_arena *arena;
    cas_diagrams *store;
    int members;
    uint64_t *wins;     /* bit S */
    int rows;           /* members that are counted: the first of each class */
    int *variable;      /* of each of them */
    uint64_t *counts;   /* per row, MOST_MEMBERS + 1 */
} cas_slices;

/* Variable v of the diagram is bit members-1-v of S, so that a subtree is a block of the string. */
static void unfold(const cas_slices *work, cas_node f, int v, size_t from)
{
    const int left = work->members - v;
    if (f == CAS_NODE_FALSE)
        return;
    if (f == CAS_NODE_TRUE && left >= 6) {
        memset(work->wins + from / 64, 0xff, ((size_t)1 << left) / 8);
        return;
    }
    if (left == 0) {
        work->wins[from / 64] |= (uint64_t)1 << from % 64;
        return;
    }
    const bool asked = cas_diagram_top(work->store, f) == v;
    unfold(work, asked ? cas_diagram_low(work->store, f) : f, v + 1, from);
    unfold(work, asked ? cas_diagram_high(work->store, f) : f, v + 1, from + ((size_t)1 << (left - 1)));
}

static const uint64_t holds_bit[6] = {0xAAAAAAAAAAAAAAAA, 0xCCCCCCCCCCCCCCCC, 0xF0F0F0F0F0F0F0F0,
                                      0xFF00FF00FF00FF00, 0xFFFF0000FFFF0000, 0xFFFFFFFF00000000};

static uint64_t critical_sets(const cas_slices *work, size_t word, int bit)
{
    const uint64_t wins = work->wins[word];
    if (bit < 6)
        return wins & holds_bit[bit] & ~(wins << ((size_t)1 << bit));
    const size_t step = (size_t)1 << (bit - 6);
    return word & step ? wins & ~work->wins[word - step] : 0;
}

#if defined(__x86_64__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
__attribute__((target_clones("popcnt", "default")))
#endif
static void count_words(const cas_slices *work, size_t from, size_t to)
{
    uint64_t mask[MOST_MEMBERS];
    for (size_t word = from; word < to; word++) {
        if (!work->wins[word])
            continue;
        uint64_t plane[PLANES] = {0}, any = 0;
        for (int bit = 0; bit < work->members; bit++) {
            uint64_t carry = mask[bit] = critical_sets(work, word, bit);
            any |= carry;
            for (int k = 0; k < PLANES && carry; k++) {
                const uint64_t both = plane[k] & carry;
                plane[k] ^= carry;
                carry = both;
            }
        }
        /* One number of critical members at a time, until no set is left. */
        while (any) {
            const int set = __builtin_ctzll(any);
            uint64_t same = any;
            int number = 0;
            for (int k = 0; k < PLANES; k++) {
                const bool one = plane[k] >> set & 1;
                number |= one << k;
                same &= one ? plane[k] : ~plane[k];
            }
            any &= ~same;
            for (int row = 0; row < work->rows; row++) {
                const uint64_t where = mask[work->members - 1 - work->variable[row]] & same;
                work->counts[row * (MOST_MEMBERS + 1) + number] += (uint64_t)__builtin_popcountll(where);
            }
        }
    }
}

cas_estimate cas_estimate_slices(const cas_tally *tally)
{
    if (tally->count > MOST_MEMBERS)
        return (cas_estimate){INFINITY, 0};
    return (cas_estimate){exp2(tally->count) / 64 * (4.0 * tally->count + 6.0 * tally->class_count), exp2(tally->count) / 8 + 1e6};
}

int cas_count_by_slices(cas_arena *arena, const cas_game *game, cas_tally *tally)
{
    const size_t n = (size_t)game->count, classes = (size_t)tally->class_count;
    tally->johnston = cas_tally_room(arena, tally, classes * (n + 1));
    const cas_mark mark = cas_arena_mark(arena);
    const int *order = cas_game_order(arena, game);
    cas_slices work = {.arena = arena, .members = game->count, .rows = tally->class_count};
    work.store = cas_diagrams_open(arena, game->count);
    const cas_node root = cas_game_diagram(game, work.store, order);
    work.variable = CAS_ARRAY(arena, int, classes);
    for (size_t v = 0; v < n; v++)
        if (tally->class_first[tally->class_of[order[v]]] == order[v])
            work.variable[tally->class_of[order[v]]] = (int)v;
    const size_t words = n > 6 ? (size_t)1 << (n - 6) : 1;
    work.wins = CAS_ARRAY(arena, uint64_t, words);
    work.counts = CAS_ARRAY(arena, uint64_t, classes * (MOST_MEMBERS + 1));
    unfold(&work, root, 0, 0);
    for (size_t from = 0; from < words; from += 256) {
        cas_poll(arena->ctx);
        count_words(&work, from, from + 256 < words ? from + 256 : words);
    }
    for (size_t c = 0; c < classes; c++)
        for (size_t k = 1; k <= n; k++)
            tally->johnston[(c * (n + 1) + k) * tally->width] = work.counts[c * (MOST_MEMBERS + 1) + k];
    cas_arena_release(arena, mark);
    return CAS_WANT_JOHNSTON;
}
