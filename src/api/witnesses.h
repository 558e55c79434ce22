/* For casus_check: who else reports what a text cites. */
#ifndef CAS_API_WITNESSES_H
#define CAS_API_WITNESSES_H

#include "api/objects.h"

struct casus_source;
struct cas_witnesses;

const struct cas_witnesses *cas_api_witnesses(casus_ctx *ctx, cas_arena *arena, const casus_model *model, const struct casus_source *documents, size_t count);

#endif
