/* A comparison of two texts. */
#include "verify/verify.h"

void cas_verify_diff(cas_verified *out, const cas_verify_source *a, const cas_verify_source *b, const cas_json_value *answer)
{
    (void)a, (void)b, (void)answer;
    cas_verified_skip(out, "changes", "comparisons are not checked yet");
}
