/* Gains and losses after a change of membership: a table a change, CSV with a row a member and index, JSON. */
#include "report/power_grid.h"
#include "report/power_report.h"

#include <stdlib.h>
#include <string.h>

static const char *signed_cell(cas_arena *arena, const cas_power_difference *difference, unsigned digits, bool exact)
{
    const cas_power_value *size = &difference->size;
    if (!size->known)
        return "";
    const char *digits_of =
        exact && size->exact ? cas_ratio_string(arena, size->value) : cas_power_cell(arena, size, digits);
    const bool nothing = strspn(digits_of, "0.") == strlen(digits_of);
    return nothing ? digits_of : cas_format(arena, "%s%s", difference->negative ? "-" : "+", digits_of);
}

static const char *value_cell(cas_arena *arena, const cas_power_value *value, unsigned digits, bool exact)
{
    return exact && value->known && value->exact ? cas_ratio_string(arena, value->value)
                                                 : cas_power_cell(arena, value, digits);
}

/* Rows of one change, or of `many` that each concern one pair; three columns an index. */
static cas_power_grid table_of(cas_arena *arena, const cas_what_ifs *all, const cas_what_if *list, int many,
                               unsigned digits, bool exact)
{
    int rows = 1;
    for (int one = 0; one < many; one++)
        rows += list[one].row_count;
    const cas_power_grid table = cas_power_grid_of(arena, rows, 1 + 3 * all->index_count);
    const char **cells = table.cells;
    cells[0] = "member";
    for (int k = 0; k < all->index_count; k++) {
        cells[1 + 3 * k] = cas_power_index_words(all->index[k]);
        cells[2 + 3 * k] = "then";
        cells[3 + 3 * k] = "change";
    }
    for (int one = 0; one < many; one++)
        for (int r = 0; r < list[one].row_count; r++) {
            const cas_what_if_row *row = &list[one].rows[r];
            cells += table.columns;
            cells[0] = row->name;
            for (int k = 0; k < all->index_count; k++) {
                cells[1 + 3 * k] = value_cell(arena, &row->before[k], digits, exact);
                cells[2 + 3 * k] = value_cell(arena, &row->after[k], digits, exact);
                cells[3 + 3 * k] = signed_cell(arena, &row->difference[k], digits, exact);
            }
        }
    return table;
}

/* How many entries from this one on are told in one table: one, or all that concern one pair each. */
static int told_together(const cas_what_ifs *all, int from)
{
    int many = 1;
    while (all->list[from].pair && from + many < all->count && all->list[from + many].pair)
        many++;
    return many;
}

static const char *in_words(cas_arena *arena, const cas_what_if *one)
{
    const char *change = one->change;
    if (one->pair)
        return "If two vote as one: what the two had together, and what the bloc has then";
    if (!strncmp(change, "leave ", 6))
        return cas_format(arena, "If %s leaves", change + 6);
    if (!strncmp(change, "join ", 5))
        return cas_format(arena, "If %s joins", one->rows[one->row_count - 1].name);
    return cas_format(arena, "If %s vote as one", change + 5);
}

static bool nobody_wins(const cas_power *power)
{
    return power->has_winning && !power->winning.count;
}

void cas_power_what_if_text(cas_builder *out, const cas_what_ifs *all, unsigned digits, bool exact)
{
    cas_putf(out, "%s\n", all->before->game->words);
    for (int one = 0, many; one < all->count; one += many) {
        const cas_what_if *list = all->list + one;
        many = told_together(all, one);
        const cas_power_grid table = table_of(out->arena, all, list, many, digits, exact);
        cas_putf(out, "\n%s", in_words(out->arena, list));
        if (!list->pair && list->after->game->weights)
            cas_putf(out, ": the quota is then %s", cas_decimal_string(out->arena, list->after->game->quota));
        cas_puts(out, "\n");
        cas_power_grid_text(out, &table);
        if (nobody_wins(list->after))
            cas_puts(out, "nothing can be decided any more: the quota is above the total\n");
    }
    const cas_power *before = all->before;
    cas_putf(out, "\nmethod: %s; %s\n", before->method,
             before->exact ? "exact" : "some values are approximate and show only proven digits");
}

void cas_power_what_if_latex(cas_builder *out, const cas_what_ifs *all, unsigned digits, bool exact)
{
    for (int one = 0, many; one < all->count; one += many) {
        many = told_together(all, one);
        cas_puts(out, "% ");
        cas_puts(out, in_words(out->arena, all->list + one));
        cas_putc(out, '\n');
        const cas_power_grid table = table_of(out->arena, all, all->list + one, many, digits, exact);
        cas_power_grid_latex(out, &table);
    }
}

void cas_power_what_if_csv(cas_builder *out, const cas_what_ifs *all, unsigned digits, bool exact)
{
    enum { COLUMNS = 6 };
    int rows = 1;
    for (int one = 0; one < all->count; one++)
        rows += all->list[one].row_count * all->index_count;
    const cas_power_grid grid = cas_power_grid_of(out->arena, rows, COLUMNS);
    memcpy(grid.cells, (const char *const[COLUMNS]){"change", "name", "index", "before", "after", "difference"},
           COLUMNS * sizeof *grid.cells);
    const char **cells = grid.cells;
    for (int one = 0; one < all->count; one++)
        for (int r = 0; r < all->list[one].row_count; r++)
            for (int k = 0; k < all->index_count; k++) {
                const cas_what_if_row *row = &all->list[one].rows[r];
                cells += COLUMNS;
                cells[0] = all->list[one].change;
                cells[1] = row->name;
                cells[2] = cas_power_index_key(all->index[k]);
                cells[3] = value_cell(out->arena, &row->before[k], digits, exact);
                cells[4] = value_cell(out->arena, &row->after[k], digits, exact);
                cells[5] = signed_cell(out->arena, &row->difference[k], digits, exact);
            }
    cas_power_grid_csv(out, &grid);
}

static void put_number(cas_json *json, cas_arena *arena, const char *key, const cas_power_value *value, bool negative)
{
    cas_json_key(json, key);
    if (!value->known) {
        cas_json_null(json);
        return;
    }
    const double size = value->exact ? value->nearest : strtod(cas_power_cell(arena, value, 17), NULL);
    cas_json_number(json, negative && size > 0 ? -size : size);
    if (value->exact)
        cas_json_member_string(json, cas_format(arena, "%s_exact", key),
                               cas_format(arena, "%s%s", negative ? "-" : "", cas_ratio_string(arena, value->value)));
}

void cas_power_what_if_json(cas_json *json, cas_arena *arena, const cas_asked_with *asked, const cas_what_ifs *all)
{
    cas_json_open_object(json);
    cas_json_member_string(json, "casus", "1.0");
    cas_json_member_string(json, "rule", all->before->game->words);
    if (asked)
        cas_json_asked_with(json, asked);
    cas_json_key(json, "what_if");
    cas_json_open_array(json);
    for (int one = 0; one < all->count; one++) {
        const cas_what_if *what_if = &all->list[one];
        cas_json_open_object(json);
        cas_json_member_string(json, "change", what_if->change);
        if (what_if->after->game->weights)
            cas_json_member_string(json, "quota", cas_decimal_string(arena, what_if->after->game->quota));
        cas_json_member_boolean(json, "can_win", !nobody_wins(what_if->after));
        cas_json_key(json, "members");
        cas_json_open_array(json);
        for (int r = 0; r < what_if->row_count; r++) {
            const cas_what_if_row *row = &what_if->rows[r];
            cas_json_open_object(json);
            cas_json_member_string(json, "name", row->name);
            for (int k = 0; k < all->index_count; k++) {
                cas_json_key(json, cas_power_index_key(all->index[k]));
                cas_json_open_object(json);
                put_number(json, arena, "before", &row->before[k], false);
                put_number(json, arena, "after", &row->after[k], false);
                put_number(json, arena, "difference", &row->difference[k].size, row->difference[k].negative);
                cas_json_close_object(json);
            }
            cas_json_close_object(json);
        }
        cas_json_close_array(json);
        cas_json_close_object(json);
    }
    cas_json_close_array(json);
    cas_json_member_string(json, "method", all->before->method);
    bool is_exact = all->before->exact;
    for (int one = 0; one < all->count; one++)
        is_exact &= all->list[one].after->exact;
    cas_json_member_boolean(json, "exact", is_exact);
    cas_json_close_object(json);
}
