/* The Banzhaf power of a rule's members, equals together. See rule_power.h. */
#include "compare/rule_power.h"

#include "model/model.h"
#include "power/power.h"

#include <stdlib.h>
#include <string.h>

enum { MEMBERS_NAMED = 4 };

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The members equal to one, in their order, or by name where another text may have declared them in another. */
static int equals_of(const cas_power *power, int member, bool sorted, const char **names)
{
    int count = 0;
    for (int k = 0; k < power->count; k++)
        if (power->members[k].class_number == power->members[member].class_number)
            names[count++] = power->members[k].name;
    if (sorted)
        qsort(names, (size_t)count, sizeof *names, by_name);
    return count;
}

/* "A, B each 16.67 % (veto)" */
static const char *class_words(cas_arena *arena, const cas_power *power, int member, bool brief, const char **names)
{
    const cas_power_value *value = &power->members[member].index[CAS_POWER_BANZHAF];
    const int count = equals_of(power, member, !brief, names);
    cas_builder out = {.arena = arena};
    for (int k = 0; k < count && (!brief || k < MEMBERS_NAMED); k++)
        cas_putf(&out, "%s%s", k ? ", " : "", names[k]);
    if (brief && count > MEMBERS_NAMED)
        cas_putf(&out, ", … (%d members)", count);
    cas_putf(&out, "%s %s%s", count > 1 ? " each" : "",
             value->known ? cas_format(arena, "%.4g %%", 100 * value->nearest) : "unknown",
             power->members[member].veto ? " (veto)" : "");
    return cas_built_string(&out);
}

/* Class by class; brief: in the order of the text, of a large class only the first by name; else by name, as a key. */
static const char *power_words(cas_arena *arena, const cas_power *power, bool brief)
{
    const char **names = CAS_ARRAY(arena, const char *, power->count + 1), **classes = CAS_ARRAY(arena, const char *, power->count + 1);
    bool *told = CAS_ARRAY(arena, bool, power->count + 1);
    cas_builder out = {.arena = arena};
    size_t count = 0;
    for (int m = 0; m < power->count; m++) {
        const int class_number = power->members[m].class_number;
        if (told[class_number])
            continue;
        told[class_number] = true;
        classes[count++] = class_words(arena, power, m, brief, names);
    }
    if (!brief)
        qsort(classes, count, sizeof *classes, by_name);
    for (size_t k = 0; k < count; k++)
        cas_putf(&out, "%s%s", k ? "; " : "", classes[k]);
    return cas_built_string(&out);
}

cas_rule_power cas_rule_power_of(cas_arena *arena, const cas_agreement *agreement, const cas_condition *in, const char *rule)
{
    const int number = cas_model_rule(agreement, cas_text_of(rule));
    const cas_game *game = number < 0 ? NULL : cas_game_of_named_rule(arena, agreement, in, number);
    if (!game || !game->count)
        return (cas_rule_power){NULL, NULL};
    const cas_power_options options = {.indices = (uint64_t)1 << CAS_POWER_BANZHAF, .most_seconds = 1};
    const cas_power *power = cas_power_of(arena, game, &options);
    return (cas_rule_power){power_words(arena, power, false), power_words(arena, power, true)};
}
