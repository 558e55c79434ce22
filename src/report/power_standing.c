/* What one member needs, and the order of desirability: as text and as JSON. */
#include "report/power_report.h"

static void put_set(cas_builder *out, const cas_power *power, const cas_set *set, int but)
{
    const char *between = "";
    for (int m = cas_set_next(set, 0); m >= 0; m = cas_set_next(set, m + 1)) {
        if (m == but)
            continue;
        cas_putf(out, "%s%s", between, power->members[m].name);
        between = ", ";
    }
}

/* ---- What a member needs
   ---------------------------------------------------------------------------------------------- */

static void put_need(cas_builder *out, const cas_power_sheet *sheet, const cas_smallest *smallest, const char *purpose)
{
    const char *name = sheet->power->members[sheet->needy].name;
    if (!smallest->size) {
        cas_putf(out, "%s is never needed %s: no minimal coalition holds it\n", name, purpose);
        return;
    }
    if (smallest->size == 1) {
        cas_putf(out, "%s needs nobody %s\n", name, purpose);
        return;
    }
    cas_putf(out, "%s needs %d other%s %s: %s coalition%s\n", name, smallest->size - 1, smallest->size == 2 ? "" : "s",
             purpose, cas_big_string(out->arena, smallest->count), cas_big_small(smallest->count) == 1 ? "" : "s");
    for (size_t k = 0; k < smallest->listed_count; k++) {
        cas_puts(out, "  with ");
        put_set(out, sheet->power, &smallest->listed[k], sheet->needy);
        cas_putc(out, '\n');
    }
    if (cas_big_compare(smallest->count, cas_big_of(out->arena, smallest->listed_count)) > 0)
        cas_putf(out, "  … the first %zu of them; --first N lists more\n", smallest->listed_count);
}

void cas_power_needs_text(cas_builder *out, const cas_power_sheet *sheet)
{
    if (sheet->needy < 0)
        return;
    cas_putc(out, '\n');
    put_need(out, sheet, &sheet->to_win, "to win");
    put_need(out, sheet, &sheet->to_block, "to block");
}

static void put_need_json(cas_json *json, cas_arena *arena, const cas_power *power, const char *key,
                          const cas_smallest *smallest)
{
    cas_json_key(json, key);
    if (!smallest->size) {
        cas_json_null(json);
        return;
    }
    cas_json_open_object(json);
    cas_json_member_integer(json, "size", smallest->size);
    cas_json_member_string(json, "count", cas_big_string(arena, smallest->count));
    cas_json_key(json, "listed");
    cas_json_open_array(json);
    for (size_t k = 0; k < smallest->listed_count; k++) {
        cas_json_open_array(json);
        for (int m = cas_set_next(&smallest->listed[k], 0); m >= 0; m = cas_set_next(&smallest->listed[k], m + 1))
            cas_json_string(json, power->members[m].name);
        cas_json_close_array(json);
    }
    cas_json_close_array(json);
    cas_json_close_object(json);
}

void cas_power_needs_json(cas_json *json, cas_arena *arena, const cas_power_sheet *sheet)
{
    if (sheet->needy < 0)
        return;
    cas_json_key(json, "needs");
    cas_json_open_object(json);
    cas_json_member_string(json, "member", sheet->power->members[sheet->needy].name);
    put_need_json(json, arena, sheet->power, "to_win", &sheet->to_win);
    put_need_json(json, arena, sheet->power, "to_block", &sheet->to_block);
    cas_json_close_object(json);
}

/* ---- The order of desirability
   ---------------------------------------------------------------------------------------- */

static bool is_above(const cas_standing *standing, int a, int b)
{
    return standing->order[a * standing->class_count + b] == CAS_MORE_DESIRED;
}

/* Above, and no class between. */
static bool is_next_above(const cas_standing *standing, int a, int b)
{
    if (!is_above(standing, a, b))
        return false;
    for (int c = 0; c < standing->class_count; c++)
        if (is_above(standing, a, c) && is_above(standing, c, b))
            return false;
    return true;
}

static int classes_below(const cas_standing *standing, int a)
{
    int below = 0;
    for (int c = 0; c < standing->class_count; c++)
        below += is_above(standing, a, c);
    return below;
}

static void put_class(cas_builder *out, const cas_power *power, const cas_standing *standing, int class_number)
{
    const char *between = "";
    for (int i = 0; i < power->count; i++)
        if (standing->class_of[i] == class_number) {
            cas_putf(out, "%s%s", between, power->members[i].name);
            between = " = ";
        }
    if (class_number == standing->dummy_class)
        cas_puts(out, " (never needed)");
}

void cas_power_order_text(cas_builder *out, const cas_power_sheet *sheet)
{
    const cas_standing *standing = sheet->standing;
    if (!standing)
        return;
    cas_puts(
        out,
        "\norder of desirability (=: can always stand in for each other; >: can stand in for, and not the other way round)\n");
    if (standing->complete) {
        cas_puts(out, "  ");
        for (int below = standing->class_count - 1; below >= 0; below--)
            for (int c = 0; c < standing->class_count; c++)
                if (classes_below(standing, c) == below) {
                    put_class(out, sheet->power, standing, c);
                    cas_puts(out, below ? " > " : "\n");
                }
        return;
    }
    for (int a = 0; a < standing->class_count; a++) {
        bool said = false;
        for (int b = 0; b < standing->class_count; b++)
            if (is_next_above(standing, a, b)) {
                cas_puts(out, "  ");
                put_class(out, sheet->power, standing, a);
                cas_puts(out, " > ");
                put_class(out, sheet->power, standing, b);
                cas_putc(out, '\n');
                said = true;
            }
        for (int b = 0; b < standing->class_count && !said; b++)
            said = is_next_above(standing, b, a);
        if (!said) {
            cas_puts(out, "  ");
            put_class(out, sheet->power, standing, a);
            cas_puts(out, ": comparable with nobody else\n");
        }
    }
    cas_puts(
        out,
        "  others cannot be compared: some coalition needs the one and not the other, and some the other way round\n");
}

void cas_power_order_json(cas_json *json, const cas_power_sheet *sheet)
{
    const cas_standing *standing = sheet->standing;
    if (!standing)
        return;
    cas_json_key(json, "desirability");
    cas_json_open_object(json);
    cas_json_key(json, "classes");
    cas_json_open_array(json);
    for (int c = 0; c < standing->class_count; c++) {
        cas_json_open_array(json);
        for (int i = 0; i < sheet->power->count; i++)
            if (standing->class_of[i] == c)
                cas_json_string(json, sheet->power->members[i].name);
        cas_json_close_array(json);
    }
    cas_json_close_array(json);
    cas_json_key(json, "above");
    cas_json_open_array(json);
    for (int a = 0; a < standing->class_count; a++)
        for (int b = 0; b < standing->class_count; b++)
            if (is_next_above(standing, a, b)) {
                cas_json_open_array(json);
                cas_json_integer(json, a);
                cas_json_integer(json, b);
                cas_json_close_array(json);
            }
    cas_json_close_array(json);
    cas_json_member_boolean(json, "complete", standing->complete);
    cas_json_key(json, "dummies");
    if (standing->dummy_class < 0)
        cas_json_null(json);
    else
        cas_json_integer(json, standing->dummy_class);
    cas_json_close_object(json);
}
