/*
 * Resemblance of rows of words.
 *
 * Definition: the shingles of a row are its runs of three words, as a set; the resemblance of two rows is the Jaccard index of
 * their sets, common / all (Broder1997). Two rows are near-identical when their resemblance is at least 3/5 and an exact
 * alignment finds at least 3/5 of their words in the same order (2 L / (m + n), L the longest common subsequence).
 *
 * Candidates: h_1 … h_60 map shingles to numbers, each as if at random. The least value of h_i over a set is equal for two sets
 * with a probability that is their resemblance J. Three minima make a band, twenty bands a signature; two rows are candidates
 * if a band of theirs agrees, with probability 1 - (1 - J^3)^20: 0.992 at J = 0.6, 0.9998 at 0.7, 0.15 at 0.2. Candidates are
 * then compared exactly, so what is found is right, and what is missed is what that formula says; a test measures it.
 *
 * The functions are multiply-and-shift, h(x) = (a x + b) / 2^32 modulo 2^64 with odd a, over shingles mixed well before.
 * Shingles are kept as hashes of 64 bits; two of a row with one hash would count as one.
 * Cost: a signature 60 steps a shingle; an exact comparison m log m + n log n; an alignment m n.
 */
#include "evidence/minhash.h"
#include "evidence/passage_units.h"

#include <string.h>

static uint64_t mix(uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static uint64_t shingle_at(const uint32_t *words)
{
    return mix(mix((uint64_t)words[0] << 32 | words[1]) ^ words[2]);
}

void cas_minhash_open(cas_minhash *minhash)
{
    for (uint64_t i = 0; i < CAS_MINIMA; i++) {
        minhash->factor[i] = mix(2 * i + 1) | 1;
        minhash->summand[i] = mix(2 * i + 2);
    }
}

void cas_minhash_bands(const cas_minhash *minhash, const uint32_t *words, size_t count, uint64_t keys[CAS_BANDS])
{
    uint32_t least[CAS_MINIMA];
    memset(least, 0xff, sizeof least);
    for (size_t at = 0; at + CAS_SHINGLE <= count; at++) {
        const uint32_t shingle = (uint32_t)shingle_at(words + at);
        for (size_t i = 0; i < CAS_MINIMA; i++) {
            const uint32_t value = (uint32_t)((minhash->factor[i] * shingle + minhash->summand[i]) >> 32);
            least[i] = value < least[i] ? value : least[i];
        }
    }
    for (uint64_t band = 0; band < CAS_BANDS; band++) {
        const uint32_t *row = least + band * CAS_BAND_ROWS;
        keys[band] = mix(mix((uint64_t)row[0] << 32 | row[1]) ^ ((uint64_t)row[2] << 8 | band));
    }
}

/* ---- exactly ---- */

static void sift(uint64_t *heap, size_t at, size_t count)
{
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && heap[child + 1] > heap[child])
            child++;
        if (heap[at] >= heap[child])
            return;
        const uint64_t other = heap[at];
        heap[at] = heap[child];
        heap[child] = other;
    }
}

static void sort(uint64_t *values, size_t count)
{
    if (count < 2)
        return;
    for (size_t i = count / 2; i-- > 0;)
        sift(values, i, count);
    for (size_t end = count; --end > 0;) {
        const uint64_t top = values[0];
        values[0] = values[end];
        values[end] = top;
        sift(values, 0, end);
    }
}

static size_t shingles_of(const uint32_t *words, size_t count, uint64_t *out)
{
    size_t found = 0, kept = 0;
    for (size_t at = 0; at + CAS_SHINGLE <= count; at++)
        out[found++] = shingle_at(words + at);
    sort(out, found);
    for (size_t i = 0; i < found; i++)
        if (!kept || out[kept - 1] != out[i])
            out[kept++] = out[i];
    return kept;
}

cas_resemblance cas_resemblance_of(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    uint64_t left[CAS_UNIT_MOST_WORDS], right[CAS_UNIT_MOST_WORDS];
    const size_t m = shingles_of(a, a_count, left), n = shingles_of(b, b_count, right);
    size_t i = 0, j = 0;
    cas_resemblance found = {0};
    while (i < m && j < n) {
        if (left[i] == right[j])
            found.common++, i++, j++;
        else if (left[i] < right[j])
            i++;
        else
            j++;
    }
    found.all = (uint32_t)(m + n) - found.common;
    return found;
}

uint32_t cas_common_words(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    uint32_t row[CAS_UNIT_MOST_WORDS + 1] = {0};
    for (size_t i = 0; i < a_count; i++) {
        uint32_t diagonal = 0;
        for (size_t j = 0; j < b_count; j++) {
            const uint32_t above = row[j + 1];
            const uint32_t longer = above > row[j] ? above : row[j];
            row[j + 1] = a[i] == b[j] ? diagonal + 1 : longer;
            diagonal = above;
        }
    }
    return row[b_count];
}

bool cas_is_near(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    const cas_resemblance found = cas_resemblance_of(a, a_count, b, b_count);
    if (!found.all || found.common * CAS_NEAR_DENOMINATOR < found.all * CAS_NEAR_NUMERATOR)
        return false;
    return 2 * cas_common_words(a, a_count, b, b_count) * CAS_NEAR_DENOMINATOR >= (a_count + b_count) * CAS_NEAR_NUMERATOR;
}
