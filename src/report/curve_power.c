/* Power against the quota: a table with a row for each quota and member, and a picture. */
#include "report/power_report.h"

#include <math.h>
#include <stdlib.h>

static const cas_power_index shown[] = {CAS_POWER_BANZHAF, CAS_POWER_SHAPLEY_SHUBIK};

static void put_csv_name(cas_builder *out, const char *name)
{
    cas_putc(out, '"');
    for (; *name; name++) {
        if (*name == '"')
            cas_putc(out, '"');
        cas_putc(out, *name);
    }
    cas_putc(out, '"');
}

void cas_power_curve_csv(cas_builder *out, const cas_power_curve *curve, unsigned digits)
{
    cas_puts(out, "quota,name,banzhaf,shapley_shubik\r\n");
    for (int k = 0; k < curve->count; k++)
        for (int i = 0; i < curve->game->count; i++) {
            cas_putf(out, "%s,", cas_decimal_string(out->arena, curve->points[k].quota));
            put_csv_name(out, curve->game->names[i]);
            for (size_t x = 0; x < sizeof shown / sizeof *shown; x++)
                cas_putf(out, ",%s", cas_power_cell(out->arena, &curve->points[k].power->members[i].index[shown[x]], digits));
            cas_puts(out, "\r\n");
        }
}

void cas_power_curve_json(cas_json *json, cas_arena *arena, const cas_asked_with *asked, const cas_power_curve *curve)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_member_string(json, "rule", curve->game->words);
    if (asked)
        cas_json_asked_with(json, asked);
    cas_json_key(json, "curve");
    cas_json_open_array(json);
    for (int k = 0; k < curve->count; k++) {
        const cas_power *power = curve->points[k].power;
        cas_json_open_object(json);
        cas_json_member_string(json, "quota", cas_decimal_string(arena, curve->points[k].quota));
        cas_json_key(json, "share");
        cas_json_number(json, curve->points[k].share);
        cas_json_member_boolean(json, "exact", power->exact);
        cas_json_key(json, "members");
        cas_json_open_array(json);
        for (int i = 0; i < power->count; i++) {
            cas_json_open_object(json);
            cas_json_member_string(json, "name", power->members[i].name);
            for (size_t x = 0; x < sizeof shown / sizeof *shown; x++) {
                const cas_power_value *value = &power->members[i].index[shown[x]];
                if (!value->known)
                    continue;
                cas_json_key(json, cas_power_index_key(shown[x]));
                cas_json_number(json, value->exact ? value->nearest : strtod(cas_power_cell(arena, value, 17), NULL));
            }
            cas_json_close_object(json);
        }
        cas_json_close_array(json);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    cas_json_close_object(json);
}

enum { WIDTH = 720, HEIGHT = 400, LEFT = 60, RIGHT = 190, TOP = 14, BOTTOM = 50, MOST_LINES = 12 };

static double highest(const cas_power_curve *curve)
{
    double most = 0.01;
    for (int k = 0; k < curve->count; k++)
        for (int i = 0; i < curve->game->count; i++)
            most = fmax(most, curve->points[k].power->members[i].index[CAS_POWER_BANZHAF].nearest);
    return ceil(most * 10) / 10;
}

static double across(double share)
{
    return LEFT + (share - 0.5) / 0.5 * (WIDTH - LEFT - RIGHT);
}

static double down(double value, double most)
{
    return HEIGHT - BOTTOM - value / most * (HEIGHT - TOP - BOTTOM);
}

static void draw_axes(cas_builder *out, double most, const char *axis)
{
    for (int k = 0; k <= 5; k++) {
        const double share = 0.5 + k * 0.1, value = most * k / 5;
        cas_picture_text(out, across(share), HEIGHT - BOTTOM + 20, CAS_ANCHOR_MIDDLE, NULL, cas_format(out->arena, "%d %%", 50 + k * 10));
        cas_putf(out, "<path class=\"line\" d=\"M%d %.1fH%d\"/>\n", LEFT, down(value, most), WIDTH - RIGHT);
        cas_picture_text(out, LEFT - 8, down(value, most) + 4, CAS_ANCHOR_END, NULL, cas_format(out->arena, "%.2f", value));
    }
    cas_picture_text(out, (WIDTH - RIGHT + LEFT) / 2.0, HEIGHT - 10, CAS_ANCHOR_MIDDLE, NULL, axis);
    cas_putc(out, '\n');
}

/* No other member before it can stand in for it. */
static bool is_first_of_class(const cas_power_member *members, int member)
{
    for (int j = 0; j < member; j++)
        if (members[j].class_number == members[member].class_number)
            return false;
    return members[member].index[CAS_POWER_BANZHAF].known;
}

static void draw_line(cas_builder *out, const cas_power_curve *curve, int member, int number, double most)
{
    /* Lines differ in their dashes too, and no two of the twelve in nothing. */
    static const char *const patterns[] = {"none", "8 4", "2 3", "10 3 2 3", "5 3", "1 4"};
    const char *dashes = cas_format(out->arena, " stroke-dasharray=\"%s\"", patterns[(number + number / 6) % 6]);
    const int y = TOP + 10 + number * 22;
    cas_putf(out, "<polyline class=\"curve c%d\"%s points=\"", number % 6, dashes);
    for (int k = 0; k < curve->count; k++)
        cas_putf(out, "%s%.1f,%.1f", k ? " " : "", across(curve->points[k].share), down(curve->points[k].power->members[member].index[CAS_POWER_BANZHAF].nearest, most));
    cas_putf(out, "\"/>\n<path class=\"curve c%d\"%s d=\"M%d %dH%d\"/>", number % 6, dashes, WIDTH - RIGHT + 15, y - 4, WIDTH - RIGHT + 40);
    cas_picture_text(out, WIDTH - RIGHT + 46, y, CAS_ANCHOR_START, NULL,
                     cas_picture_cut(out->arena, cas_format(out->arena, "%s (%s)", curve->game->names[member], cas_decimal_string(out->arena, curve->game->weights[member])),
                                     CAS_PICTURE_FONT, RIGHT - 50));
    cas_putc(out, '\n');
}

/* One line a class of members, for the first of it. */
cas_picture cas_power_curve_drawn(cas_arena *arena, const cas_power_curve *curve, const char *name, const char *title, const char *axis)
{
    cas_builder out = {.arena = arena};
    const double most = highest(curve);
    draw_axes(&out, most, axis);
    for (int i = 0, lines = 0; i < curve->game->count && curve->count && lines < MOST_LINES; i++)
        if (is_first_of_class(curve->points[0].power->members, i))
            draw_line(&out, curve, i, lines++, most);
    return (cas_picture){name, title, axis, WIDTH, HEIGHT, cas_built(&out)};
}

void cas_power_curve_svg(cas_builder *out, const cas_power_curve *curve)
{
    const cas_picture picture = cas_power_curve_drawn(out->arena, curve, "curve", "Banzhaf power against the quota", "quota, of the total");
    cas_picture_alone(out, &picture, NULL);
}
