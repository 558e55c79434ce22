#include "power_view.h"

#include "power/power.h"

#include <string.h>

int64_t swings_seen(const struct cas_power *power, const char *name)
{
    for (int i = 0; i < power->count; i++)
        if (strcmp(power->members[i].name, name) == 0)
            return cas_big_small(power->members[i].swings);
    return -1;
}

int64_t winning_seen(const struct cas_power *power)
{
    return cas_big_small(power->winning);
}
