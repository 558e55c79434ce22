/* The verdicts that can be wanted. */
#ifndef CAS_AGREE_CURE_WORD_H
#define CAS_AGREE_CURE_WORD_H

/* From best to worst: at least as good is no later in this list. */
typedef enum cas_cure_word {
    CAS_CURE_ASSURED,
    CAS_CURE_AVAILABLE,
    CAS_CURE_MERCY,
    CAS_CURE_NEEDS_BY_BREACH,
    CAS_CURE_NEEDS_BY_RIGHT
} cas_cure_word;

/* Whether a party alone can stop a goal, all others helping. */
typedef enum cas_cure_stop { CAS_CURE_CANNOT_STOP, CAS_CURE_STOPS_BY_BREACH, CAS_CURE_STOPS_LAWFULLY } cas_cure_stop;

#endif
