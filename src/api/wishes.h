/* What the caller wants to hear of, as `hold` takes it. Apart from objects.h, because stages that see the tree must not see `hold`. */
#ifndef CAS_API_WISHES_H
#define CAS_API_WISHES_H

#include "api/objects.h"
#include "hold/questions.h"

/* hold.c. Leaves with CAS_E_ARGUMENT when the draft or a setting is not of the agreement. */
cas_question_options cas_api_options_of(casus_ctx *ctx, cas_arena *arena, const cas_agreement *agreement,
                                        const casus_ask_options *wishes);

#endif
