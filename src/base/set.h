/*
 * Sets of parties, by value. A party is its number in order of declaration.
 * A model has at most CAS_MAX_PARTIES parties; larger bodies (a register of shareholders) are games of `power`, not models.
 */
#ifndef CAS_BASE_SET_H
#define CAS_BASE_SET_H

#include <stdbool.h>
#include <stdint.h>

enum { CAS_MAX_PARTIES = 1024, CAS_SET_WORDS = CAS_MAX_PARTIES / 64 };

typedef struct cas_set {
    uint64_t word[CAS_SET_WORDS];
} cas_set;

static inline cas_set cas_set_empty(void) { return (cas_set){{0}}; }
static inline void cas_set_add(cas_set *s, int party) { s->word[party >> 6] |= (uint64_t)1 << (party & 63); }
static inline void cas_set_remove(cas_set *s, int party) { s->word[party >> 6] &= ~((uint64_t)1 << (party & 63)); }
static inline bool cas_set_has(const cas_set *s, int party) { return party >= 0 && (s->word[party >> 6] >> (party & 63)) & 1; }
static inline cas_set cas_set_single(int party)
{
    cas_set s = cas_set_empty();
    cas_set_add(&s, party);
    return s;
}
/* The parties 0 … count-1. */
static inline cas_set cas_set_first(int count)
{
    cas_set s = cas_set_empty();
    for (int i = 0; i < count; i++)
        cas_set_add(&s, i);
    return s;
}
static inline cas_set cas_set_or(cas_set a, cas_set b)
{
    for (int i = 0; i < CAS_SET_WORDS; i++)
        a.word[i] |= b.word[i];
    return a;
}
static inline cas_set cas_set_and(cas_set a, cas_set b)
{
    for (int i = 0; i < CAS_SET_WORDS; i++)
        a.word[i] &= b.word[i];
    return a;
}
static inline cas_set cas_set_minus(cas_set a, cas_set b)
{
    for (int i = 0; i < CAS_SET_WORDS; i++)
        a.word[i] &= ~b.word[i];
    return a;
}
static inline int cas_set_count(const cas_set *s)
{
    int n = 0;
    for (int i = 0; i < CAS_SET_WORDS; i++)
        n += __builtin_popcountll(s->word[i]);
    return n;
}
static inline bool cas_set_equal(const cas_set *a, const cas_set *b)
{
    for (int i = 0; i < CAS_SET_WORDS; i++)
        if (a->word[i] != b->word[i])
            return false;
    return true;
}
static inline bool cas_set_inside(const cas_set *a, const cas_set *b)
{
    for (int i = 0; i < CAS_SET_WORDS; i++)
        if (a->word[i] & ~b->word[i])
            return false;
    return true;
}
static inline bool cas_set_is_empty(const cas_set *s)
{
    for (int i = 0; i < CAS_SET_WORDS; i++)
        if (s->word[i])
            return false;
    return true;
}
/* The first member at or after `from`, or -1:  for (int p = cas_set_next(&s, 0); p >= 0; p = cas_set_next(&s, p + 1)) */
static inline int cas_set_next(const cas_set *s, int from)
{
    for (int i = from >> 6; i < CAS_SET_WORDS; i++) {
        uint64_t word = s->word[i];
        if (i == from >> 6)
            word &= ~(uint64_t)0 << (from & 63);
        if (word)
            return i * 64 + __builtin_ctzll(word);
    }
    return -1;
}

#endif
