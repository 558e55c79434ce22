/* One claim of a text, judged in one package by one aggressor. */
#ifndef CAS_VERIFY_CLAIMS_H
#define CAS_VERIFY_CLAIMS_H

#include "verify/who.h"

/* Of a goal, a verdict, families of sets, who can block; CAS_OPEN where the definition does not fit, and of any other question. */
cas_truth cas_verify_claim_truth(cas_verified *out, const cas_agreement *agreement, const cas_question *question, const cas_verify_case *text);

#endif
