/* The Banzhaf power of a rule's members, member by member. See rule_power.h. */
#include "compare/rule_power.h"

#include "model/model.h"
#include "power/power.h"

#include <stdlib.h>
#include <string.h>

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *member_words(cas_arena *arena, const cas_power *power, int member)
{
    const cas_power_value *value = &power->members[member].index[CAS_POWER_BANZHAF];
    return cas_format(arena, "%s %s%s", power->members[member].name,
                      value->known ? cas_format(arena, "%.4g %%", 100 * value->nearest) : "unknown",
                      power->members[member].veto ? " (veto)" : "");
}

const char *cas_rule_power_of(cas_arena *arena, const cas_agreement *agreement, const cas_condition *in, const char *rule)
{
    const int number = cas_model_rule(agreement, cas_text_of(rule));
    const cas_game *game = number < 0 ? NULL : cas_game_of_named_rule(arena, agreement, in, number);
    cas_builder out = {.arena = arena};
    if (!game || !game->count)
        return NULL;
    const cas_power_options options = {.indices = (uint64_t)1 << CAS_POWER_BANZHAF, .most_seconds = 1};
    const cas_power *power = cas_power_of(arena, game, &options);
    const char **lines = CAS_ARRAY(arena, const char *, power->count + 1);
    for (int m = 0; m < power->count; m++)
        lines[m] = member_words(arena, power, m);
    if (power->count)
        qsort(lines, (size_t)power->count, sizeof *lines, by_name);
    for (int m = 0; m < power->count; m++)
        cas_putf(&out, "%s\n", lines[m]);
    return cas_built_string(&out);
}
