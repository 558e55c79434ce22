/* Verdicts and families of sets, for whoever finds them in an answer. */
#ifndef CAS_VERIFY_WHO_H
#define CAS_VERIFY_WHO_H

#include "verify/asked.h"
#include "verify/judge.h"

/* An array of {"by": …, "verdicts": […]}: all rows of one question, and that they are all. */
void cas_verify_verdicts(cas_verified *out, const cas_agreement *agreement, const cas_question *question, const cas_verify_asked *asked,
                         const cas_json_value *cases);
/* A list of minimal sets, and that it is whole if count says that so many were listed. */
void cas_verify_family(cas_judge *judge, const char *where, const cas_family_kind *kind, const cas_json_value *list, const char *count);
/* "by RU, response = unanimous" */
const char *cas_verify_where(cas_arena *arena, const char *by, const cas_json_value *package);

#endif
