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

void cas_power_curve_json(cas_json *json, cas_arena *arena, const cas_power_curve *curve)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_member_string(json, "rule", curve->game->words);
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

enum { WIDTH = 720, HEIGHT = 420, LEFT = 60, RIGHT = 180, TOP = 40, BOTTOM = 50, MOST_LINES = 12 };

static void put_escaped(cas_builder *out, const char *text)
{
    for (; *text; text++)
        switch (*text) {
        case '<': cas_puts(out, "&lt;"); break;
        case '>': cas_puts(out, "&gt;"); break;
        case '&': cas_puts(out, "&amp;"); break;
        case '"': cas_puts(out, "&quot;"); break;
        default: cas_putc(out, *text);
        }
}

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

static void put_axes(cas_builder *out, double most)
{
    for (int k = 0; k <= 5; k++) {
        const double share = 0.5 + k * 0.1, value = most * k / 5;
        cas_putf(out, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d %%</text>\n", across(share), HEIGHT - BOTTOM + 20, 50 + k * 10);
        cas_putf(out, "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ccc\"/>\n", LEFT, WIDTH - RIGHT, down(value, most), down(value, most));
        cas_putf(out, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.2f</text>\n", LEFT - 8, down(value, most) + 4, value);
    }
    cas_putf(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">quota, of the total</text>\n", (WIDTH - RIGHT + LEFT) / 2, HEIGHT - 10);
}

/* One line a class of members, for the first of it. */
void cas_power_curve_svg(cas_builder *out, const cas_power_curve *curve)
{
    static const char *const colors[] = {"#4477aa", "#ee6677", "#228833", "#aa7700", "#0088aa", "#aa3377"};
    const double most = highest(curve);
    cas_putf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n", WIDTH, HEIGHT);
    cas_puts(out, "<title>Banzhaf power against the quota</title>\n");
    cas_putf(out, "<text x=\"%d\" y=\"22\" font-size=\"14\">Banzhaf power against the quota</text>\n", LEFT);
    put_axes(out, most);
    int lines = 0;
    for (int i = 0; i < curve->game->count && curve->count && lines < MOST_LINES; i++) {
        const cas_power_member *members = curve->points[0].power->members;
        bool first = members[i].index[CAS_POWER_BANZHAF].known;
        for (int j = 0; j < i && first; j++)
            first = members[j].class_number != members[i].class_number;
        if (!first)
            continue;
        const char *color = colors[lines % 6], *dashes = lines < 6 ? "" : " stroke-dasharray=\"5 3\"";
        cas_putf(out, "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s points=\"", color, dashes);
        for (int k = 0; k < curve->count; k++)
            cas_putf(out, "%s%.1f,%.1f", k ? " " : "", across(curve->points[k].share),
                     down(curve->points[k].power->members[i].index[CAS_POWER_BANZHAF].nearest, most));
        const int y = TOP + 10 + lines * 22;
        cas_putf(out, "\"/>\n<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"%s/>\n<text x=\"%d\" y=\"%d\">", WIDTH - RIGHT + 15,
                 WIDTH - RIGHT + 40, y - 4, y - 4, color, dashes, WIDTH - RIGHT + 46, y);
        put_escaped(out, curve->game->names[i]);
        cas_putf(out, " (%s)</text>\n", cas_decimal_string(out->arena, curve->game->weights[i]));
        lines++;
    }
    cas_puts(out, "</svg>\n");
}
