/* Power as tables: for reading, as CSV, as LaTeX. */
#include "report/power_grid.h"
#include "report/power_report.h"

#include <math.h>
#include <string.h>

const char *cas_power_cell(cas_arena *arena, const cas_power_value *value, unsigned digits)
{
    if (!value->known)
        return "";
    if (value->exact)
        return cas_ratio_decimal(arena, value->value, digits);
    /* Half a unit of the last digit must cover the bound. */
    unsigned proven = 0;
    while (proven < digits && value->bound * 2 < pow(10, -(double)proven - 1))
        proven++;
    return cas_format(arena, "%.*f", (int)proven, value->nearest);
}

double cas_power_square_root_share(const cas_power *power, int member)
{
    double sum = 0, own = 0;
    for (int i = 0; i < power->count; i++) {
        const cas_decimal weight = power->game->weights[i];
        const double root = sqrt(cas_big_double(weight.digits) * pow(10, -(double)weight.places));
        sum += root;
        if (i == member)
            own = root;
    }
    return sum > 0 ? own / sum : 0;
}

typedef enum cas_power_column { CAS_COLUMN_NAME, CAS_COLUMN_WEIGHT, CAS_COLUMN_ROOT, CAS_COLUMN_SWINGS, CAS_COLUMN_INDEX, CAS_COLUMN_NOTE } cas_power_column;

typedef struct cas_power_table {
    cas_arena *arena;
    const cas_power_sheet *sheet;
    cas_power_column column[CAS_POWER_INDEX_COUNT + 8];
    cas_power_index index[CAS_POWER_INDEX_COUNT + 8];
    int count;
} cas_power_table;

static void add_column(cas_power_table *table, cas_power_column column, cas_power_index index)
{
    table->column[table->count] = column;
    table->index[table->count++] = index;
}

static bool index_is_known(const cas_power *power, cas_power_index index)
{
    return power->count && power->members[0].index[index].known;
}

/* For reading: the indices most asked for, unless few are there at all. */
static cas_power_table columns_of(cas_arena *arena, const cas_power_sheet *sheet, bool all)
{
    cas_power_table table = {.arena = arena, .sheet = sheet};
    const cas_power *power = sheet->power;
    add_column(&table, CAS_COLUMN_NAME, 0);
    if (power->game->weights)
        add_column(&table, CAS_COLUMN_WEIGHT, 0);
    if (sheet->benchmark && power->game->weights)
        add_column(&table, CAS_COLUMN_ROOT, 0);
    if (all && power->count && power->members[0].has_swings)
        add_column(&table, CAS_COLUMN_SWINGS, 0);
    int known = 0;
    for (int k = 0; k < CAS_POWER_INDEX_COUNT; k++)
        known += index_is_known(power, (cas_power_index)k);
    for (int k = 0; k < CAS_POWER_INDEX_COUNT; k++) {
        const cas_power_index index = (cas_power_index)k;
        const bool usual = index == CAS_POWER_BANZHAF || index == CAS_POWER_SHAPLEY_SHUBIK || index == CAS_POWER_COLEMAN_PREVENT ||
                           index == CAS_POWER_COLEMAN_INITIATE || index == CAS_POWER_HOLLER || index >= CAS_POWER_OWEN;
        if (index_is_known(power, index) && (all || usual || known <= 5))
            add_column(&table, CAS_COLUMN_INDEX, index);
    }
    add_column(&table, CAS_COLUMN_NOTE, 0);
    return table;
}

static const char *heading_of(const cas_power_table *table, int column, bool keys)
{
    switch (table->column[column]) {
    case CAS_COLUMN_NAME: return keys ? "name" : "member";
    case CAS_COLUMN_WEIGHT: return "weight";
    case CAS_COLUMN_ROOT: return keys ? "square_root_share" : "square root";
    case CAS_COLUMN_SWINGS: return "swings";
    case CAS_COLUMN_INDEX: return keys ? cas_power_index_key(table->index[column]) : cas_power_index_words(table->index[column]);
    case CAS_COLUMN_NOTE: return "note";
    }
    return "";
}

static const char *cell_of(const cas_power_table *table, int column, int member)
{
    const cas_power_member *row = &table->sheet->power->members[member];
    switch (table->column[column]) {
    case CAS_COLUMN_NAME: return row->name;
    case CAS_COLUMN_WEIGHT: return row->weight ? row->weight : "";
    case CAS_COLUMN_ROOT:
        return cas_format(table->arena, "%.*f", (int)table->sheet->digits, cas_power_square_root_share(table->sheet->power, member));
    case CAS_COLUMN_SWINGS: return cas_big_string(table->arena, row->swings);
    case CAS_COLUMN_INDEX:
        if ((table->sheet->exact || table->index[column] == CAS_POWER_MINIMUM_WEIGHT) && row->index[table->index[column]].exact)
            return cas_ratio_string(table->arena, row->index[table->index[column]].value);
        return cas_power_cell(table->arena, &row->index[table->index[column]], table->sheet->digits);
    case CAS_COLUMN_NOTE: return row->dictator ? "dictator" : row->veto ? "veto" : row->dummy ? "dummy" : "";
    }
    return "";
}

/* Characters, not bytes: the parts of a longer character begin with the bits 10. */
static int width_of(const char *text)
{
    int width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

static void put_padded(cas_builder *out, const char *text, int width, bool right)
{
    const int gap = width - width_of(text);
    for (int i = 0; right && i < gap; i++)
        cas_putc(out, ' ');
    cas_puts(out, text);
    for (int i = 0; !right && i < gap; i++)
        cas_putc(out, ' ');
}

static void put_line(cas_builder *out, const cas_power_table *table, const int *widths, int member)
{
    cas_builder line = {.arena = table->arena};
    for (int c = 0; c < table->count; c++) {
        const bool left = table->column[c] == CAS_COLUMN_NAME || table->column[c] == CAS_COLUMN_NOTE;
        put_padded(&line, member < 0 ? heading_of(table, c, false) : cell_of(table, c, member), widths[c], !left);
        cas_puts(&line, "  ");
    }
    cas_text text = cas_built(&line);
    while (text.length && text.at[text.length - 1] == ' ')
        text.length--;
    cas_put(out, text);
    cas_putc(out, '\n');
}

static void put_summary(cas_builder *out, const cas_power *power)
{
    cas_arena *arena = out->arena;
    if (power->has_winning)
        cas_putf(out, "\n%s winning coalitions, %s losing; power to act %.6g\n", cas_big_string(arena, power->winning),
                 cas_big_string(arena, power->losing), cas_ratio_double(arena, power->power_to_act));
    if (power->has_adopting)
        cas_putf(out, "%s profiles of yes, abstention and no adopt\n", cas_big_string(arena, power->adopting));
    if (power->has_minimal)
        cas_putf(out, "%s minimal winning coalitions", cas_big_string(arena, power->minimal_winning));
    if (power->has_blocking)
        cas_putf(out, ", %s minimal blocking", cas_big_string(arena, power->minimal_blocking));
    if (power->has_minimal || power->has_blocking)
        cas_putc(out, '\n');
    cas_putf(out, "method: %s; %s\n", power->method,
             power->exact ? "exact" : cas_format(arena, "approximate values are within %.1e, proven", power->error_bound));
    if (power->relative_bound > 0 && isfinite(power->relative_bound))
        cas_putf(out, "relative to each value: %.1e, proven\n", power->relative_bound);
    if (power->others)
        cas_putf(out, "%d others, each with at most 0.1 %% of the weight, are counted and not listed\n", power->others);
    for (int i = 0; i < power->omitted_count; i++)
        cas_putf(out, "%s: %s needs %s\n", power->omitted[i].asked ? "undecided" : "omitted", power->omitted[i].what, power->omitted[i].needs);
}

static void put_coalitions(cas_builder *out, const cas_power_sheet *sheet)
{
    const cas_coalitions *coalitions = sheet->coalitions;
    cas_putf(out, "\nminimal %s coalitions: %s\n", sheet->blocking ? "blocking" : "winning", cas_big_string(out->arena, coalitions->count));
    for (size_t i = 0; i < coalitions->listed_count; i++) {
        const char *between = "  ";
        for (int m = cas_set_next(&coalitions->listed[i], 0); m >= 0; m = cas_set_next(&coalitions->listed[i], m + 1)) {
            cas_putf(out, "%s%s", between, sheet->power->members[m].name);
            between = ", ";
        }
        cas_putc(out, '\n');
    }
}

void cas_power_text(cas_builder *out, const cas_power_sheet *sheet)
{
    const cas_power_table table = columns_of(out->arena, sheet, false);
    int widths[CAS_POWER_INDEX_COUNT + 8];
    for (int c = 0; c < table.count; c++) {
        widths[c] = width_of(heading_of(&table, c, false));
        for (int i = 0; i < sheet->power->count; i++) {
            const int width = width_of(cell_of(&table, c, i));
            widths[c] = width > widths[c] ? width : widths[c];
        }
    }
    cas_putf(out, "%s\n\n", sheet->power->game->words);
    for (int i = -1; i < sheet->power->count; i++)
        put_line(out, &table, widths, i);
    put_summary(out, sheet->power);
    cas_power_minimum_text(out, sheet->power);
    cas_power_order_text(out, sheet);
    cas_power_needs_text(out, sheet);
    if (sheet->coalitions)
        put_coalitions(out, sheet);
}

static void put_csv_field(cas_builder *out, const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        cas_puts(out, text);
        return;
    }
    cas_putc(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            cas_putc(out, '"');
        cas_putc(out, *text);
    }
    cas_putc(out, '"');
}

void cas_power_csv(cas_builder *out, const cas_power_sheet *sheet)
{
    const cas_power_table table = columns_of(out->arena, sheet, true);
    for (int i = -1; i < sheet->power->count; i++)
        for (int c = 0; c < table.count; c++) {
            put_csv_field(out, i < 0 ? heading_of(&table, c, true) : cell_of(&table, c, i));
            cas_puts(out, c + 1 == table.count ? "\r\n" : ",");
        }
}

void cas_power_latex(cas_builder *out, const cas_power_sheet *sheet)
{
    const cas_power_table table = columns_of(out->arena, sheet, false);
    cas_puts(out, "\\begin{tabular}{");
    for (int c = 0; c < table.count; c++)
        cas_putc(out, table.column[c] == CAS_COLUMN_NAME || table.column[c] == CAS_COLUMN_NOTE ? 'l' : 'r');
    cas_puts(out, "}\n\\hline\n");
    for (int i = -1; i < sheet->power->count; i++) {
        for (int c = 0; c < table.count; c++) {
            cas_power_put_latex(out, i < 0 ? heading_of(&table, c, false) : cell_of(&table, c, i));
            cas_puts(out, c + 1 == table.count ? " \\\\\n" : " & ");
        }
        if (i < 0)
            cas_puts(out, "\\hline\n");
    }
    cas_puts(out, "\\hline\n\\end{tabular}\n");
}
