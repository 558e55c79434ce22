/* One named rule of a package, without an occasion: for questions about the rule itself. */
#include "model/building.h"

const cas_rule *cas_named_rule_build(cas_arena *arena, const cas_agreement *agreement, const int *choice, int rule)
{
    const cas_occasion occasion = CAS_NO_OCCASION;
    cas_building b = {
        .arena = arena, .agreement = agreement, .occasion = &occasion, .out = CAS_NEW(arena, cas_instance)};
    cas_scope_open(&b.scope, arena, agreement, choice, &occasion);
    b.rules = CAS_ARRAY(arena, const cas_rule *, agreement->rule_count + 1);
    b.weights = CAS_ARRAY(arena, const cas_weights *, agreement->weight_count + 1);
    const int form = CAS_FORM_IN(&agreement->rules[rule], choice);
    return form < 0 ? NULL : cas_build_rule(&b, agreement->rules[rule].forms[form]->rule);
}
