/* Cures. */
#include "verify/verify.h"

void cas_verify_cure(cas_verified *out, const cas_verify_source *text, const cas_json_value *answer)
{
    (void)text, (void)answer;
    cas_verified_skip(out, "cures", "cures are not checked yet");
}
