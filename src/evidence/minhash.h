/* How much two rows of words resemble one another: exactly, and by signatures that find candidates among millions. */
#ifndef CAS_EVIDENCE_MINHASH_H
#define CAS_EVIDENCE_MINHASH_H

#include "base/memory.h"

enum {
    CAS_SHINGLE = 3,     /* words */
    CAS_BANDS = 20,      /* of a signature */
    CAS_BAND_ROWS = 3,   /* minima of a band */
    CAS_MINIMA = CAS_BANDS * CAS_BAND_ROWS,
    CAS_NEAR_NUMERATOR = 3, /* near-identical: resemblance of at least 3/5 … */
    CAS_NEAR_DENOMINATOR = 5
};

/* The numbers that a signature is made with; the same everywhere and always, so that stored signatures stay good. */
typedef struct cas_minhash {
    uint64_t factor[CAS_MINIMA], summand[CAS_MINIMA];
} cas_minhash;

void cas_minhash_open(cas_minhash *minhash);
/* A key a band. Rows that share a key of the same band are candidates. At least CAS_SHINGLE words. */
void cas_minhash_bands(const cas_minhash *minhash, const uint32_t *words, size_t count, uint64_t keys[CAS_BANDS]);

typedef struct cas_resemblance {
    uint32_t common, all; /* shingles of both, shingles of either: the Jaccard index is common / all */
} cas_resemblance;

/* Exact. At most CAS_UNIT_MOST_WORDS words each. */
cas_resemblance cas_resemblance_of(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count);
/* Words that stand in both in the same order, as many as can be: the length of a longest common subsequence. */
uint32_t cas_common_words(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count);
/* Resemblance of at least 3/5, and of the words of the two at least 3/5 in the same order. */
bool cas_is_near(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count);

#endif
