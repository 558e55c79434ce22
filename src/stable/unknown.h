/*
 * Stability where it is not known of some states which of them a decision maker likes better.
 *
 * Two things are open then, and each can be taken either way, which makes four attitudes:
 *
 *     attitude   leaves for a state that may be better   is deterred by a state that may be better
 *     a          yes                                     no
 *     b          no                                      no
 *     c          yes                                     yes
 *     d          no                                      yes
 *
 * For maker i at s let M(s) be the moves of i to what is better (b, d), or also to what may be better (a, c); let D(s) be the states equal
 * to s or worse (a, b), or also those of which it is not known (c, d). With R_{N-i}(t) the legal sequences of the others, and R*_{N-i}(t) those in which
 * each move is to what is or may be better for its mover than the state before (all four attitudes), s is stable by
 *
 *     R      M(s) is empty
 *     GMR    every t in M(s) has u in R_{N-i}(t) with u in D(s)
 *     SMR    the same, and R_i(u) lies in D(s)
 *     SEQ    as GMR with u in R*_{N-i}(t)        SSEQ    as SMR with u in R*_{N-i}(t)
 *
 * Where all is known the four agree with stability.h. What is stable by a is stable by b and by c, and what is stable by b or by c is stable by d.
 * Source: LiHipelKilgourFang2004 names the four ways; docs/methods/standoff.md says what could be compared with it.
 */
#ifndef CAS_STABLE_UNKNOWN_H
#define CAS_STABLE_UNKNOWN_H

#include "stable/stability.h"

typedef enum cas_attitude { CAS_ATTITUDE_A, CAS_ATTITUDE_B, CAS_ATTITUDE_C, CAS_ATTITUDE_D, CAS_ATTITUDE_COUNT } cas_attitude;

enum { CAS_UNKNOWN_STATES = 4096 };

/* "a" … "d", and what it means. */
const char *cas_attitude_name(cas_attitude attitude);
const char *cas_attitude_words(cas_attitude attitude);

/*
 * The four tables.
 *
 * cost      s states, n makers: about n^3 s^3 / 64 steps and (3 + 2 n) s^2 bits; leaves with CAS_E_BUDGET beyond CAS_UNKNOWN_STATES states
 * exact     yes
 */
void cas_stability_unknown(cas_arena *arena, const cas_states *states, const cas_stability *out[CAS_ATTITUDE_COUNT]);

#endif
