/* Weights for wished power, written down. */
#include "report/power_grid.h"
#include "report/power_report.h"

#include <string.h>

static bool is_less(cas_arena *arena, cas_ratio a, cas_ratio b)
{
    return cas_ratio_compare(arena, a, b) < 0;
}

static cas_ratio off_by(cas_arena *arena, cas_ratio a, cas_ratio b)
{
    const cas_ratio more = is_less(arena, a, b) ? b : a, less = is_less(arena, a, b) ? a : b;
    return cas_ratio_of(arena,
                        cas_big_subtract(arena, cas_big_multiply(arena, more.over, less.under),
                                         cas_big_multiply(arena, less.over, more.under)),
                        cas_big_multiply(arena, more.under, less.under));
}

static const char *cell_of(const cas_power_sheet *sheet, cas_arena *arena, cas_ratio value)
{
    return sheet->exact ? cas_ratio_string(arena, value) : cas_ratio_decimal(arena, value, sheet->digits);
}

static cas_power_grid grid_of(cas_arena *arena, const cas_power_sheet *sheet, bool keys)
{
    const cas_inverse *inverse = sheet->inverse;
    const cas_power_grid grid = cas_power_grid_of(arena, inverse->game->count + 1, 5);
    const char **cells = grid.cells;
    cells[0] = keys ? "name" : "member";
    cells[1] = "weight";
    cells[2] = "target";
    cells[3] = keys ? cas_power_index_key(sheet->inverse_index) : cas_power_index_words(sheet->inverse_index);
    cells[4] = "difference";
    for (int i = 0; i < inverse->game->count; i++) {
        const cas_ratio power = inverse->power->members[i].index[sheet->inverse_index].value,
                        target = inverse->targets[i];
        const char *off = cell_of(sheet, arena, off_by(arena, power, target));
        cells += grid.columns;
        cells[0] = inverse->game->names[i];
        cells[1] = cas_decimal_string(arena, inverse->game->weights[i]);
        cells[2] = cell_of(sheet, arena, target);
        cells[3] = cell_of(sheet, arena, power);
        cells[4] = strspn(off, "0.") == strlen(off)
                       ? off
                       : cas_format(arena, "%s%s", is_less(arena, power, target) ? "-" : "+", off);
    }
    return grid;
}

void cas_power_inverse_text(cas_builder *out, const cas_power_sheet *sheet)
{
    cas_arena *arena = out->arena;
    const cas_inverse *inverse = sheet->inverse;
    const cas_power_grid grid = grid_of(arena, sheet, false);
    cas_putf(out, "%s\nquota %s\n\n", inverse->game->words, cas_decimal_string(arena, inverse->game->quota));
    cas_power_grid_text(out, &grid);
    cas_putf(out, "\nthe differences sum to %s, the greatest is %s\n", cell_of(sheet, arena, inverse->distance),
             cell_of(sheet, arena, inverse->greatest));
    if (inverse->scaled)
        cas_puts(out, "the targets did not sum to 1 (or 100) and were scaled\n");
    if (inverse->closest)
        cas_putf(out, "no weights at this quota come closer: all %llu games of so many members were compared\n",
                 (unsigned long long)inverse->compared);
    else
        cas_putf(out, "the closest of %llu sets of weights that were tried; others may come closer\n",
                 (unsigned long long)inverse->compared);
}

void cas_power_inverse_csv(cas_builder *out, const cas_power_sheet *sheet)
{
    const cas_power_grid grid = grid_of(out->arena, sheet, true);
    cas_power_grid_csv(out, &grid);
}

void cas_power_inverse_latex(cas_builder *out, const cas_power_sheet *sheet)
{
    const cas_power_grid grid = grid_of(out->arena, sheet, false);
    cas_power_grid_latex(out, &grid);
}

static void put_ratio(cas_json *json, cas_arena *arena, const char *key, cas_ratio value)
{
    cas_json_key(json, key);
    cas_json_number(json, cas_ratio_double(arena, value));
    cas_json_member_string(json, cas_format(arena, "%s_exact", key), cas_ratio_string(arena, value));
}

void cas_power_inverse_json(cas_json *json, cas_arena *arena, const cas_power_sheet *sheet)
{
    const cas_inverse *inverse = sheet->inverse;
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_member_string(json, "rule", inverse->game->words);
    cas_json_member_string(json, "index", cas_power_index_key(sheet->inverse_index));
    cas_json_member_string(json, "quota", cas_decimal_string(arena, inverse->game->quota));
    cas_json_key(json, "members");
    cas_json_open_array(json);
    for (int i = 0; i < inverse->game->count; i++) {
        cas_json_open_object(json);
        cas_json_member_string(json, "name", inverse->game->names[i]);
        cas_json_member_string(json, "weight", cas_decimal_string(arena, inverse->game->weights[i]));
        put_ratio(json, arena, "target", inverse->targets[i]);
        put_ratio(json, arena, "power", inverse->power->members[i].index[sheet->inverse_index].value);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    put_ratio(json, arena, "distance", inverse->distance);
    put_ratio(json, arena, "greatest_difference", inverse->greatest);
    cas_json_member_boolean(json, "closest", inverse->closest);
    cas_json_member_string(json, "compared", cas_format(arena, "%llu", (unsigned long long)inverse->compared));
    cas_json_member_boolean(json, "scaled", inverse->scaled);
    cas_json_close_object(json);
}
