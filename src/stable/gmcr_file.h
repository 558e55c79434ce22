/*
 * Conflicts as GMCR+ (gmcr-py) saves them: JSON with the extension .gmcr.
 *
 * Read: options with permittedDirection (older files: reversibility) "both", "fwd", "back" (yes stays yes, no stays no: fwd may only be taken,
 * back may only be given up) and "none"/"fixed"; infeasibles as lists of [option, "Y" or "N"]; decision makers with options, preferences
 * (lists, or compound ones: any of their members) and preferenceRanking (older files: preferenceVector), the best first, by the number of
 * the state from 1, nested lists for ties, used when useManualPreferenceRanking (older: useManualPreferenceVectors) is true.
 * What of coalitions and versions stands in a file is not read. A preference that repeats an earlier one, or its opposite, has no
 * influence there and is left out here. Options and makers may bear names that are no NAMEs of the language.
 */
#ifndef CAS_STABLE_GMCR_FILE_H
#define CAS_STABLE_GMCR_FILE_H

#include "stable/conflict.h"

/* NULL and *problem, one clause of a sentence, when the text is no such file. */
const cas_conflict *cas_gmcr_read(cas_arena *arena, cas_text bytes, const char *name, const char **problem);

/*
 * The states of a conflict as such a file, both spellings of keys in it. Preferences are written as the ranking of the states, and as
 * statements too where each can be said in that form (an or of ands). NULL and *problem for a drawn graph, which the format cannot hold.
 */
const char *cas_gmcr_write(cas_arena *arena, const cas_states *states, const char **problem);

#endif
