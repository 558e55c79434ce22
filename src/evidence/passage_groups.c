/*
 * Near-identical sentences gathered into groups.
 *
 * 1. Equal rows of words are found by sorting their fingerprints; of each only the first goes on.
 * 2. Band by band, units are sorted by the band's key. Those with one key are candidates: each is compared with the ones
 *    before it that belong to other groups, eight at most, and joined to those that are near-identical.
 * 3. Groups are the connected parts.
 *
 * What is joined is near-identical by the definition. What is missed: pairs none of whose bands agree (minhash.c), and pairs
 * in crowded buckets whose eight comparisons all failed. Cost: twenty sorts, and at most 8 comparisons a unit and band.
 */
#include "evidence/passage_groups.h"
#include "evidence/minhash.h"

#include <string.h>

enum { MOST_COMPARED = 8, DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, PASSES = 3 };

/* ---- groups that join ---- */

static uint32_t root_of(uint32_t *groups, uint32_t at)
{
    while (groups[at] != at) {
        groups[at] = groups[groups[at]];
        at = groups[at];
    }
    return at;
}

static void join(uint32_t *groups, uint32_t a, uint32_t b)
{
    const uint32_t left = root_of(groups, a), right = root_of(groups, b);
    if (left < right)
        groups[right] = left;
    else
        groups[left] = right;
}

static bool are_near(const cas_units *units, uint32_t a, uint32_t b)
{
    const cas_unit *left = &units->units[a], *right = &units->units[b];
    return cas_is_near(units->words + left->first, left->count, units->words + right->first, right->count);
}

void cas_units_group_naive(const cas_units *units, uint32_t *groups)
{
    for (uint32_t i = 0; i < units->count; i++)
        groups[i] = i;
    for (uint32_t i = 0; i < units->count; i++)
        for (uint32_t j = 0; j < i; j++)
            if (are_near(units, j, i))
                join(groups, j, i);
    for (uint32_t i = 0; i < units->count; i++)
        groups[i] = root_of(groups, i);
}

/* ---- sorting by key ---- */

typedef struct entry {
    uint32_t key, unit;
} entry;

/* By key, then in the order given. */
static entry *sort_entries(entry *entries, entry *spare, size_t count)
{
    for (int pass = 0; pass < PASSES; pass++) {
        uint32_t counts[DIGITS] = {0}, total = 0;
        const int shift = pass * DIGIT_BITS;
        for (size_t i = 0; i < count; i++)
            counts[entries[i].key >> shift & (DIGITS - 1)]++;
        for (size_t d = 0; d < DIGITS; d++) {
            const uint32_t here = counts[d];
            counts[d] = total;
            total += here;
        }
        for (size_t i = 0; i < count; i++)
            spare[counts[entries[i].key >> shift & (DIGITS - 1)]++] = entries[i];
        entry *other = entries;
        entries = spare;
        spare = other;
    }
    return entries;
}

static bool are_equal(const cas_units *units, uint32_t a, uint32_t b)
{
    const cas_unit *left = &units->units[a], *right = &units->units[b];
    return left->count == right->count && memcmp(units->words + left->first, units->words + right->first, left->count * sizeof *units->words) == 0;
}

static uint32_t fingerprint_of(const cas_units *units, uint32_t at)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < units->units[at].count; i++)
        hash = (hash ^ units->words[units->units[at].first + i]) * 1099511628211u;
    return (uint32_t)(hash ^ hash >> 32);
}

/* Joins each unit to the first that is equal; returns those that stand for themselves, in order. */
static size_t join_equal(const cas_units *units, uint32_t *groups, entry *entries, entry *spare)
{
    for (uint32_t i = 0; i < units->count; i++)
        entries[i] = (entry){fingerprint_of(units, i), i};
    const entry *sorted = sort_entries(entries, spare, units->count);
    for (size_t i = 0; i < units->count; i++)
        for (size_t back = i, seen = 0; back-- > 0 && sorted[back].key == sorted[i].key && seen < MOST_COMPARED; seen++)
            if (are_equal(units, sorted[back].unit, sorted[i].unit)) {
                groups[sorted[i].unit] = groups[sorted[back].unit];
                break;
            }
    size_t count = 0;
    for (uint32_t i = 0; i < units->count; i++)
        count += groups[i] == i;
    return count;
}

static void join_bucket(const cas_units *units, uint32_t *groups, const entry *bucket, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint32_t compared[MOST_COMPARED];
        size_t tried = 0;
        for (size_t back = i; back-- > 0 && tried < MOST_COMPARED && i - back <= 4 * MOST_COMPARED;) {
            const uint32_t root = root_of(groups, bucket[back].unit);
            bool known = root == root_of(groups, bucket[i].unit);
            for (size_t k = 0; k < tried && !known; k++)
                known = compared[k] == root;
            if (known)
                continue;
            compared[tried++] = root;
            if (are_near(units, bucket[back].unit, bucket[i].unit))
                join(groups, bucket[back].unit, bucket[i].unit);
        }
    }
}

void cas_units_group(cas_arena *arena, const cas_units *units, uint32_t *groups)
{
    const cas_mark before = cas_arena_mark(arena);
    cas_minhash minhash;
    cas_minhash_open(&minhash);
    entry *entries = CAS_ARRAY(arena, entry, units->count + 1), *spare = CAS_ARRAY(arena, entry, units->count + 1);
    for (uint32_t i = 0; i < units->count; i++)
        groups[i] = i;
    const size_t count = join_equal(units, groups, entries, spare);
    uint32_t *alone = CAS_ARRAY(arena, uint32_t, count + 1), *keys = CAS_ARRAY(arena, uint32_t, count * CAS_BANDS + 1);
    size_t at = 0;
    for (uint32_t i = 0; i < units->count; i++) {
        if (groups[i] != i)
            continue;
        uint64_t bands[CAS_BANDS];
        cas_poll(arena->ctx);
        cas_minhash_bands(&minhash, units->words + units->units[i].first, units->units[i].count, bands);
        for (size_t band = 0; band < CAS_BANDS; band++)
            keys[band * count + at] = (uint32_t)bands[band];
        alone[at++] = i;
    }
    for (size_t band = 0; band < CAS_BANDS; band++) {
        for (size_t i = 0; i < count; i++)
            entries[i] = (entry){keys[band * count + i], alone[i]};
        const entry *sorted = sort_entries(entries, spare, count);
        for (size_t begin = 0, end; begin < count; begin = end) {
            cas_poll(arena->ctx);
            for (end = begin + 1; end < count && sorted[end].key == sorted[begin].key;)
                end++;
            join_bucket(units, groups, sorted + begin, end - begin);
        }
    }
    for (uint32_t i = 0; i < units->count; i++)
        groups[i] = root_of(groups, i);
    cas_arena_release(arena, before);
}

/* ---- documents ---- */

enum { NEIGHBOURS = 4, MOST_STEPS = 64, FEWEST_SHARED = 2, SHARED_PERCENT = 20 };

/* One sentence that two documents share, as a pair of documents; sorted, equal pairs stand together. */
typedef struct shared {
    uint32_t low, high;
} shared;

static shared *sort_pairs(cas_arena *arena, shared *pairs, size_t count)
{
    entry *entries = CAS_ARRAY(arena, entry, count + 1), *spare = CAS_ARRAY(arena, entry, count + 1);
    shared *sorted = CAS_ARRAY(arena, shared, count + 1);
    for (uint32_t i = 0; i < count; i++)
        entries[i] = (entry){pairs[i].high, i};
    const entry *by_high = sort_entries(entries, spare, count);
    entry *again = by_high == entries ? spare : entries;
    for (size_t i = 0; i < count; i++)
        again[i] = (entry){pairs[by_high[i].unit].low, by_high[i].unit};
    const entry *by_both = sort_entries(again, again == entries ? spare : entries, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = pairs[by_both[i].unit];
    return sorted;
}

/*
 * Two documents share text when two of their sentences at least, and a fifth of those of the one with fewer, are in common
 * groups. Only documents that stand next to one another in a group, four on each side, are paired: copies of one text stand
 * so in most of its sentences.
 */
void cas_documents_group(cas_arena *arena, const cas_units *units, const uint32_t *unit_groups, size_t document_count, uint32_t *groups)
{
    const cas_mark before = cas_arena_mark(arena);
    uint32_t *sizes = CAS_ARRAY(arena, uint32_t, document_count + 1);
    entry *entries = CAS_ARRAY(arena, entry, units->count + 1), *spare = CAS_ARRAY(arena, entry, units->count + 1);
    shared *pairs = CAS_ARRAY(arena, shared, units->count * NEIGHBOURS + 1);
    size_t pair_count = 0;
    for (uint32_t d = 0; d < document_count; d++)
        groups[d] = d;
    for (uint32_t i = 0; i < units->count; i++) {
        entries[i] = (entry){unit_groups[i], i};
        sizes[units->units[i].document]++;
    }
    const entry *sorted = sort_entries(entries, spare, units->count);
    for (size_t i = 0; i < units->count; i++) {
        const uint32_t document = units->units[sorted[i].unit].document;
        uint32_t last = document;
        cas_poll(arena->ctx);
        for (size_t back = i, paired = 0; back-- > 0 && sorted[back].key == sorted[i].key && paired < NEIGHBOURS && i - back <= MOST_STEPS;) {
            const uint32_t other = units->units[sorted[back].unit].document;
            if (other == last)
                continue;
            last = other;
            pairs[pair_count++] = (shared){other < document ? other : document, other < document ? document : other};
            paired++;
        }
    }
    const shared *ordered = sort_pairs(arena, pairs, pair_count);
    for (size_t begin = 0, end; begin < pair_count; begin = end) {
        for (end = begin + 1; end < pair_count && ordered[end].low == ordered[begin].low && ordered[end].high == ordered[begin].high;)
            end++;
        const size_t fewer = sizes[ordered[begin].low] < sizes[ordered[begin].high] ? sizes[ordered[begin].low] : sizes[ordered[begin].high];
        if (end - begin >= FEWEST_SHARED && (end - begin) * 100 >= fewer * SHARED_PERCENT)
            join(groups, ordered[begin].low, ordered[begin].high);
    }
    for (uint32_t d = 0; d < document_count; d++)
        groups[d] = root_of(groups, d);
    cas_arena_release(arena, before);
}
