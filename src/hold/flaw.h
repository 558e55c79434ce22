/* What can be wrong with the structure of a text, seen in one clause or between several. */
#ifndef CAS_HOLD_FLAW_H
#define CAS_HOLD_FLAW_H

#include "model/agreement.h"

/* A thing that should not be there. */
typedef enum cas_flaw_kind {
    CAS_FLAW_CONFLICT,
    CAS_FLAW_IDLE,
    CAS_FLAW_CIRCLE,
    CAS_FLAW_NEVER_BREACHED, /* a duty that nobody can ever breach */
    CAS_FLAW_NEVER_USED,     /* a power that nobody can ever use, or to no effect */
    CAS_FLAW_TOO_LATE        /* a deadline that nothing can meet */
} cas_flaw_kind;

typedef struct cas_flaw {
    cas_flaw_kind kind;
    const char *words;
    const char *witness; /* how it comes about, or null */
    bool possible;       /* it could neither be shown nor ruled out */
    const char *file;
    int line;
    bool elsewhere; /* not in the main file */
} cas_flaw;

/*
 * Every flaw of the text in all its packages, or those of its drafts, and besides what no question asks for: duties nobody can breach,
 * powers nobody can use, deadlines nothing can meet. For `casus lint`. Their number; in order of kind, then as found.
 */
size_t cas_flaws_of_text(cas_arena *arena, const cas_agreement *agreement, const cas_flaw **flaws);

#endif
