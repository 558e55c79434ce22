/*
 * Citations, checked: do the words stand in the source where the citation says?
 */
#ifndef CAS_MODEL_CITATIONS_H
#define CAS_MODEL_CITATIONS_H

#include "model/agreement.h"
#include "model/load.h"

struct cas_diagnostics;
struct cas_document;

typedef enum cas_source_state {
    CAS_SOURCE_READ,     /* its citations were looked up */
    CAS_SOURCE_RESTATED, /* so were these, but the file is our own words: they prove agreement with ourselves only */
    CAS_SOURCE_CHANGED,  /* read, and it is not the text whose sha256 was written down */
    CAS_SOURCE_ABSENT,   /* declared with a sha256 and not here: nothing was checked */
    CAS_SOURCE_MISSING   /* declared as a file beside this one, and not there: an error */
} cas_source_state;

typedef struct cas_source_check {
    const cas_cited_source *source;
    cas_source_state state;
    const char *path;   /* the file that was read, or null */
    const char *sha256; /* of what was read, or null */
    int citations;      /* how many there are */
    int with_words;     /* of them quote words */
    int wrong;          /* were reported */
    const char
        *state_words; /* "12 citations found", "restated in our own words: …", "not here: 3 citations not checked" */
} cas_source_check;

typedef struct cas_citations {
    const cas_source_check *sources; /* in order of declaration */
    int count;
    int checked, wrong, unchecked; /* citations */
} cas_citations;

/**
 * Look every citation up.
 *
 * A source is looked for beside the file that declares it, then in each of the folders, under its path and under its last name.
 *
 * errors     E0801 a source that should be here is not; E0802 the locator names nothing; E0803 the words do not stand there, with the
 *            nearest passage and what differs; E0804 in a changed source: where the words have gone; warnings W0801, W0802
 * cost       reading each source once, and a search of the cited passage for each citation
 */
const cas_citations *cas_citations_check(cas_arena *arena, const cas_agreement *agreement, const cas_loader *loader,
                                         const cas_text *folders, int folder_count,
                                         struct cas_diagnostics *diagnostics);

#endif
