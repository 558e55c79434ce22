/* An answer of `casus run`: its scenarios (scenes.h), and that the whole is ok if each is. */
#include "verify/scenes.h"

void cas_verify_run(cas_verified *out, const cas_verify_source *text, const cas_json_value *answer)
{
    const cas_json_value *list = cas_json_member(answer, "scenarios"), *ok = cas_json_member(answer, "ok");
    const cas_verify_asked asked = cas_verify_asked_of(out->arena, text->agreement, cas_json_member(answer, "asked_with"), "in");
    bool all = true;
    cas_verify_scenes(out, text->agreement, &asked, list);
    for (size_t i = 0; i < list->count; i++) {
        const cas_json_value *one = cas_json_member(list->items[i], "ok");
        all = all && one && one->boolean;
    }
    if (ok && ok->kind == CAS_JSON_BOOLEAN)
        cas_verified_claim(out, all || !ok->boolean, "ok", "it is said that all is as stated, but not all is");
}
