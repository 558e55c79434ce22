/* Scenarios: their expectations, and their calendars replayed. */
#ifndef CAS_VERIFY_SCENES_H
#define CAS_VERIFY_SCENES_H

#include "verify/asked.h"

/* The list `scenarios` of an answer of check or run. */
void cas_verify_scenes(cas_verified *out, const cas_agreement *agreement, const cas_verify_asked *asked, const cas_json_value *list);

#endif
