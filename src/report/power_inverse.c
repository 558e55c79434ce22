/* Weights for wished power, written down. */
#include "report/power_report.h"

#include <string.h>

static bool is_less(cas_arena *arena, cas_ratio a, cas_ratio b)
{
    return cas_ratio_compare(arena, a, b) < 0;
}

static cas_ratio off_by(cas_arena *arena, cas_ratio a, cas_ratio b)
{
    const cas_ratio more = is_less(arena, a, b) ? b : a, less = is_less(arena, a, b) ? a : b;
    return cas_ratio_of(arena, cas_big_subtract(arena, cas_big_multiply(arena, more.over, less.under), cas_big_multiply(arena, less.over, more.under)),
                        cas_big_multiply(arena, more.under, less.under));
}

static const char *cell_of(const cas_power_sheet *sheet, cas_arena *arena, cas_ratio value)
{
    return sheet->exact ? cas_ratio_string(arena, value) : cas_ratio_decimal(arena, value, sheet->digits);
}

enum { COLUMNS = 5 };

static void row_of(const cas_power_sheet *sheet, cas_arena *arena, int member, const char *cells[COLUMNS])
{
    const cas_inverse *inverse = sheet->inverse;
    const cas_ratio power = inverse->power->members[member].index[sheet->inverse_index].value, target = inverse->targets[member];
    const char *off = cell_of(sheet, arena, off_by(arena, power, target));
    cells[0] = inverse->game->names[member];
    cells[1] = cas_decimal_string(arena, inverse->game->weights[member]);
    cells[2] = cell_of(sheet, arena, target);
    cells[3] = cell_of(sheet, arena, power);
    cells[4] = strspn(off, "0.") == strlen(off) ? off : cas_format(arena, "%s%s", is_less(arena, power, target) ? "-" : "+", off);
}

static int width_of(const char *text)
{
    int width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

void cas_power_inverse_text(cas_builder *out, const cas_power_sheet *sheet)
{
    cas_arena *arena = out->arena;
    const cas_inverse *inverse = sheet->inverse;
    const int rows = inverse->game->count + 1;
    const char *(*cells)[COLUMNS] = cas_take(arena, (size_t)rows, sizeof *cells);
    const char *const heading[COLUMNS] = {"member", "weight", "target", cas_power_index_words(sheet->inverse_index), "difference"};
    memcpy(cells[0], heading, sizeof heading);
    int width[COLUMNS] = {0};
    for (int r = 0; r < rows; r++) {
        if (r)
            row_of(sheet, arena, r - 1, cells[r]);
        for (int c = 0; c < COLUMNS; c++)
            width[c] = width_of(cells[r][c]) > width[c] ? width_of(cells[r][c]) : width[c];
    }
    cas_putf(out, "%s\nquota %s\n\n", inverse->game->words, cas_decimal_string(arena, inverse->game->quota));
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < COLUMNS; c++) {
            for (int gap = c ? width_of(cells[r][c]) - width[c] - 2 : 0; gap < 0; gap++)
                cas_putc(out, ' ');
            cas_puts(out, cells[r][c]);
            for (int gap = c ? 0 : width_of(cells[r][c]) - width[c]; gap < 0; gap++)
                cas_putc(out, ' ');
            if (c + 1 == COLUMNS)
                cas_putc(out, '\n');
        }
    cas_putf(out, "\nthe differences sum to %s, the greatest is %s\n", cell_of(sheet, arena, inverse->distance), cell_of(sheet, arena, inverse->greatest));
    if (inverse->scaled)
        cas_puts(out, "the targets did not sum to 1 (or 100) and were scaled\n");
    if (inverse->closest)
        cas_putf(out, "no weights at this quota come closer: all %llu games of so many members were compared\n", (unsigned long long)inverse->compared);
    else
        cas_putf(out, "the closest of %llu sets of weights that were tried; others may come closer\n", (unsigned long long)inverse->compared);
}

static void put_field(cas_builder *out, const char *text, bool last)
{
    const bool quoted = strpbrk(text, ",\"\r\n") != NULL;
    if (quoted)
        cas_putc(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            cas_putc(out, '"');
        cas_putc(out, *text);
    }
    if (quoted)
        cas_putc(out, '"');
    cas_puts(out, last ? "\r\n" : ",");
}

void cas_power_inverse_csv(cas_builder *out, const cas_power_sheet *sheet)
{
    cas_putf(out, "name,weight,target,%s,difference\r\n", cas_power_index_key(sheet->inverse_index));
    for (int i = 0; i < sheet->inverse->game->count; i++) {
        const char *cells[COLUMNS];
        row_of(sheet, out->arena, i, cells);
        for (int c = 0; c < COLUMNS; c++)
            put_field(out, cells[c], c + 1 == COLUMNS);
    }
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
