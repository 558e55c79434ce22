/* Tables of strings, written down in three forms: see power_grid.h. */
#include "report/power_grid.h"

#include <string.h>

cas_power_grid cas_power_grid_of(cas_arena *arena, int rows, int columns)
{
    return (cas_power_grid){CAS_ARRAY(arena, const char *, (size_t)rows *(size_t)columns), rows, columns};
}

/* Characters, not bytes: the parts of a longer character begin with the bits 10. */
static int width_of(const char *text)
{
    int width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

static void put_spaces(cas_builder *out, int count)
{
    while (count-- > 0)
        cas_putc(out, ' ');
}

void cas_power_grid_text(cas_builder *out, const cas_power_grid *grid)
{
    int *width = CAS_ARRAY(out->arena, int, (size_t)grid->columns);
    for (int r = 0; r < grid->rows; r++)
        for (int c = 0; c < grid->columns; c++) {
            const int own = width_of(cas_power_grid_row(grid, r)[c]);
            width[c] = own > width[c] ? own : width[c];
        }
    for (int r = 0; r < grid->rows; r++) {
        cas_builder line = {.arena = out->arena};
        for (int c = 0; c < grid->columns; c++) {
            const char *cell = cas_power_grid_row(grid, r)[c];
            put_spaces(&line, c ? 2 + width[c] - width_of(cell) : 0);
            cas_puts(&line, cell);
            put_spaces(&line, c ? 0 : width[c] - width_of(cell));
        }
        cas_text text = cas_built(&line);
        while (text.length && text.at[text.length - 1] == ' ')
            text.length--;
        cas_put(out, text);
        cas_putc(out, '\n');
    }
}

static void put_field(cas_builder *out, const char *text)
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
}

void cas_power_grid_csv(cas_builder *out, const cas_power_grid *grid)
{
    for (int r = 0; r < grid->rows; r++)
        for (int c = 0; c < grid->columns; c++) {
            put_field(out, cas_power_grid_row(grid, r)[c]);
            cas_puts(out, c + 1 == grid->columns ? "\r\n" : ",");
        }
}

void cas_power_put_latex(cas_builder *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\\')
            cas_puts(out, "\\textbackslash{}");
        else if (*text == '~' || *text == '^')
            cas_putf(out, "\\%c{}", *text);
        else {
            if (strchr("&%$#_{}", *text))
                cas_putc(out, '\\');
            cas_putc(out, *text);
        }
    }
}

void cas_power_grid_latex(cas_builder *out, const cas_power_grid *grid)
{
    cas_puts(out, "\\begin{tabular}{l");
    for (int c = 1; c < grid->columns; c++)
        cas_putc(out, 'r');
    cas_puts(out, "}\n\\hline\n");
    for (int r = 0; r < grid->rows; r++) {
        for (int c = 0; c < grid->columns; c++) {
            cas_power_put_latex(out, cas_power_grid_row(grid, r)[c]);
            cas_puts(out, c + 1 == grid->columns ? " \\\\\n" : " & ");
        }
        if (!r)
            cas_puts(out, "\\hline\n");
    }
    cas_puts(out, "\\hline\n\\end{tabular}\n");
}
