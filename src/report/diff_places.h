/* Where changes are that a reader is told together: aggressors and packages, gathered. */
#ifndef CAS_REPORT_DIFF_PLACES_H
#define CAS_REPORT_DIFF_PLACES_H

#include "compare/compare.h"

/* "by CA, DE or IL where scope = any or military; by RU": the places of those changes that are flagged. "" when there is nothing to say. */
const char *cas_diff_places(cas_arena *arena, const cas_difference *difference, const bool *flagged);
/* Packages, one a line ("role = guarantor, troops = none"), gathered: "role = guarantor or consulted", what does not matter left out. */
const char *cas_diff_packages(cas_arena *arena, const cas_difference *difference, const char *lines);

#endif
