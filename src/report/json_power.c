/* casus power --json: docs/schema/power.json. Counts are strings, fractions "p/q"; approximate values show only proven digits. */
#include "report/power_report.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void put_big(cas_json *json, cas_arena *arena, const char *key, cas_big value)
{
    cas_json_member_string(json, key, cas_big_string(arena, value));
}

static void put_sizes(cas_json *json, cas_arena *arena, const char *key, const cas_big *numbers, int count)
{
    if (!numbers)
        return;
    cas_json_key(json, key);
    cas_json_open_array(json);
    for (int k = 0; k <= count; k++)
        cas_json_string(json, cas_big_string(arena, numbers[k]));
    cas_json_close_array(json);
}

/* As many digits as the bound proves, counted from the first that is not 0. */
static double proven_part(cas_arena *arena, const cas_power_value *value)
{
    const double digits = value->bound > 0 ? floor(-log10(2 * value->bound / fabs(value->nearest))) : 17;
    if (!(digits >= 1))
        return strtod(cas_power_cell(arena, value, 17), NULL);
    return strtod(cas_format(arena, "%.*e", (int)fmin(digits, 17) - 1, value->nearest), NULL);
}

static void put_value(cas_json *json, cas_arena *arena, const cas_power_sheet *sheet, cas_power_index index, const cas_power_value *value)
{
    if (!value->known)
        return;
    const char *key = cas_power_index_key(index);
    if (index == CAS_POWER_MINIMUM_WEIGHT) {
        cas_json_member_string(json, key, cas_ratio_string(arena, value->value));
        return;
    }
    cas_json_key(json, key);
    if (!value->exact) {
        cas_json_number(json, proven_part(arena, value));
        return;
    }
    cas_json_number(json, value->nearest);
    if (sheet->exact || index == CAS_POWER_SHAPLEY_SHUBIK || index == CAS_POWER_NUCLEOLUS || index == CAS_POWER_TERNARY_SHAPLEY_SHUBIK)
        cas_json_member_string(json, cas_format(arena, "%s_exact", key), cas_ratio_string(arena, value->value));
}

static void put_member(cas_json *json, cas_arena *arena, const cas_power_sheet *sheet, int number)
{
    const cas_power_member *member = &sheet->power->members[number];
    cas_json_open_object(json);
    cas_json_member_string(json, "name", member->name);
    if (member->weight)
        cas_json_member_string(json, "weight", member->weight);
    if (sheet->benchmark && sheet->power->game->weights) {
        cas_json_key(json, "square_root_share");
        cas_json_number(json, cas_power_square_root_share(sheet->power, number));
    }
    if (member->has_swings)
        put_big(json, arena, "swings", member->swings);
    for (int k = 0; k < CAS_POWER_INDEX_COUNT; k++)
        put_value(json, arena, sheet, (cas_power_index)k, &member->index[k]);
    if (member->has_ternary)
        put_big(json, arena, "ternary_swings", member->ternary_swings);
    if (member->has_minimal)
        put_big(json, arena, "minimal_winning", member->minimal_winning);
    if (member->has_swings) {
        cas_json_member_boolean(json, "veto", member->veto);
        cas_json_member_boolean(json, "dictator", member->dictator);
        cas_json_member_boolean(json, "dummy", member->dummy);
    }
    cas_json_member_integer(json, "class", member->class_number);
    cas_json_close_object(json);
}

static void put_coalitions(cas_json *json, cas_arena *arena, const cas_power_sheet *sheet)
{
    const cas_coalitions *coalitions = sheet->coalitions;
    cas_json_key(json, "coalitions");
    cas_json_open_object(json);
    cas_json_member_string(json, "kind", sheet->blocking ? "blocking" : "winning");
    put_big(json, arena, "count", coalitions->count);
    put_sizes(json, arena, "by_size", coalitions->by_size, sheet->power->count);
    cas_json_key(json, "listed");
    cas_json_open_array(json);
    for (size_t i = 0; i < coalitions->listed_count; i++) {
        cas_json_open_array(json);
        for (int m = cas_set_next(&coalitions->listed[i], 0); m >= 0; m = cas_set_next(&coalitions->listed[i], m + 1))
            cas_json_string(json, sheet->power->members[m].name);
        cas_json_close_array(json);
    }
    cas_json_close_array(json);
    cas_json_close_object(json);
}

static void put_totals(cas_json *json, cas_arena *arena, const cas_power *power)
{
    if (power->has_winning) {
        put_big(json, arena, "winning", power->winning);
        put_big(json, arena, "losing", power->losing);
    }
    if (power->has_minimal)
        put_big(json, arena, "minimal_winning", power->minimal_winning);
    if (power->has_blocking)
        put_big(json, arena, "minimal_blocking", power->minimal_blocking);
    if (power->has_winning) {
        cas_json_key(json, "power_to_act");
        cas_json_number(json, cas_ratio_double(arena, power->power_to_act));
    }
    if (power->has_adopting)
        put_big(json, arena, "adopting_profiles", power->adopting);
    cas_json_key(json, "by_size");
    cas_json_open_object(json);
    put_sizes(json, arena, "winning", power->winning_by_size, power->count);
    put_sizes(json, arena, "losing", power->losing_by_size, power->count);
    put_sizes(json, arena, "blocking", power->blocking_by_size, power->count);
    put_sizes(json, arena, "minimal_winning", power->minimal_winning_by_size, power->count);
    put_sizes(json, arena, "minimal_blocking", power->minimal_blocking_by_size, power->count);
    cas_json_close_object(json);
}

void cas_power_json(cas_json *json, cas_arena *arena, const cas_power_sheet *sheet)
{
    const cas_power *power = sheet->power;
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_member_string(json, "rule", power->game->words);
    if (sheet->asked_with)
        cas_json_asked_with(json, sheet->asked_with);
    cas_json_key(json, "members");
    cas_json_open_array(json);
    for (int i = 0; i < power->count; i++)
        put_member(json, arena, sheet, i);
    cas_json_close_array(json);
    put_totals(json, arena, power);
    cas_power_minimum_json(json, arena, power);
    cas_power_order_json(json, sheet);
    cas_power_needs_json(json, arena, sheet);
    if (sheet->coalitions)
        put_coalitions(json, arena, sheet);
    cas_json_member_string(json, "method", power->method);
    cas_json_member_boolean(json, "exact", power->exact);
    cas_json_key(json, "error_bound");
    cas_json_number(json, power->error_bound);
    if (power->relative_bound > 0 && isfinite(power->relative_bound)) {
        cas_json_key(json, "relative_bound");
        cas_json_number(json, power->relative_bound);
    }
    if (power->others)
        cas_json_member_integer(json, "others", power->others);
    cas_json_key(json, "omitted");
    cas_json_open_array(json);
    for (int i = 0; i < power->omitted_count; i++) {
        cas_json_open_object(json);
        cas_json_member_string(json, "what", power->omitted[i].what);
        cas_json_member_string(json, "needs", power->omitted[i].needs);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    cas_json_close_object(json);
}
