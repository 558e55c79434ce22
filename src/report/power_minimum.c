/* Whether a game is weighted, in words and as JSON: its least weights, or the trade that shows there are none. */
#include "report/power_report.h"

static void put_names(cas_builder *out, const cas_power *power, const cas_set *set)
{
    const char *between = "";
    for (int m = cas_set_next(set, 0); m >= 0; m = cas_set_next(set, m + 1)) {
        cas_putf(out, "%s%s", between, power->members[m].name);
        between = ", ";
    }
}

static void put_trade(cas_builder *out, const cas_power *power, const cas_minimum *minimum)
{
    cas_puts(out, "\nnot weighted: no weights and quota say the same as this rule\n");
    for (int losing = 0; losing < 2; losing++) {
        const cas_set *sets = losing ? minimum->losing : minimum->winning;
        for (int k = 0, times; k < minimum->trade_count; k += times) {
            times = 1;
            while (k + times < minimum->trade_count && cas_set_equal(&sets[k], &sets[k + times]))
                times++;
            cas_puts(out, losing ? "  loses: " : "  wins:  ");
            put_names(out, power, &sets[k]);
            cas_puts(out, times > 1 ? cas_format(out->arena, " (%d times)\n", times) : "\n");
        }
    }
    if (minimum->first >= 0)
        cas_putf(
            out,
            "  %s and %s have changed places: with weights, the two that win would weigh as much together as the two that lose\n",
            power->members[minimum->first].name, power->members[minimum->second].name);
    else if (minimum->winning)
        cas_puts(
            out,
            "  nobody is more often in those that win: with weights, they would weigh no more together than those that lose\n");
}

static void put_weights(cas_builder *out, const cas_power *power, const int64_t *weights)
{
    const char *between = "";
    for (int i = 0; i < power->count; i++) {
        cas_putf(out, "%s%lld", between, (long long)weights[i]);
        between = ",";
    }
}

void cas_power_minimum_text(cas_builder *out, const cas_power *power)
{
    const cas_minimum *minimum = power->minimum;
    if (!minimum)
        return;
    if (!minimum->weighted) {
        put_trade(out, power, minimum);
        return;
    }
    if (!minimum->weights) {
        cas_putf(out, "\nweighted; minimum integer weights sum to %lld or more\n", (long long)minimum->least);
        return;
    }
    cas_putf(out, "\nweighted; integer weights sum to %lld, quota %lld: ", (long long)minimum->sum,
             (long long)minimum->quota);
    if (!minimum->proven)
        cas_putf(out, "the smallest found, and no sum is below %lld\n", (long long)minimum->least);
    else if (!minimum->other_count && !minimum->even)
        cas_puts(
            out,
            "no sum is smaller. Some of these members can stand in for each other and weigh differently: exchanged, they say the same\n");
    else if (!minimum->other_count)
        cas_puts(out, minimum->all_known ? "no others have so small a sum\n" : "no sum is smaller\n");
    else {
        cas_putf(out, "no sum is smaller, and these have the same%s:\n",
                 minimum->all_known ? "" : ", perhaps with others");
        for (int k = 0; k < minimum->other_count; k++) {
            cas_puts(out, "  ");
            put_weights(out, power, minimum->others[k]);
            cas_putc(out, '\n');
        }
    }
}

static void put_sets(cas_json *json, const cas_power *power, const char *key, const cas_set *sets, int count)
{
    cas_json_key(json, key);
    cas_json_open_array(json);
    for (int k = 0; k < count; k++) {
        cas_json_open_array(json);
        for (int m = cas_set_next(&sets[k], 0); m >= 0; m = cas_set_next(&sets[k], m + 1))
            cas_json_string(json, power->members[m].name);
        cas_json_close_array(json);
    }
    cas_json_close_array(json);
}

void cas_power_minimum_json(cas_json *json, cas_arena *arena, const cas_power *power)
{
    const cas_minimum *minimum = power->minimum;
    if (!minimum)
        return;
    cas_json_key(json, "minimum_weights");
    cas_json_open_object(json);
    cas_json_member_boolean(json, "weighted", minimum->weighted);
    if (!minimum->weighted && minimum->winning) {
        put_sets(json, power, "winning", minimum->winning, minimum->trade_count);
        put_sets(json, power, "losing", minimum->losing, minimum->trade_count);
    }
    if (minimum->weighted) {
        if (minimum->weights) {
            cas_json_member_string(json, "quota", cas_format(arena, "%lld", (long long)minimum->quota));
            cas_json_member_string(json, "sum", cas_format(arena, "%lld", (long long)minimum->sum));
        }
        cas_json_member_string(json, "least_sum", cas_format(arena, "%lld", (long long)minimum->least));
        cas_json_member_boolean(json, "proven", minimum->proven);
        cas_json_member_boolean(json, "even", minimum->even);
        cas_json_key(json, "others");
        cas_json_open_array(json);
        for (int k = 0; k < minimum->other_count; k++) {
            cas_json_open_array(json);
            for (int i = 0; i < power->count; i++)
                cas_json_string(json, cas_format(arena, "%lld", (long long)minimum->others[k][i]));
            cas_json_close_array(json);
        }
        cas_json_close_array(json);
        cas_json_member_boolean(json, "others_complete", minimum->all_known);
    }
    cas_json_close_object(json);
}
