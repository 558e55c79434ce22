/* A small table of strings: the first row is the heading, the first column is left-aligned. Inside the library only. */
#ifndef CAS_REPORT_POWER_GRID_H
#define CAS_REPORT_POWER_GRID_H

#include "base/text.h"

typedef struct cas_power_grid {
    const char **cells; /* row by row */
    int rows, columns;
} cas_power_grid;

cas_power_grid cas_power_grid_of(cas_arena *arena, int rows, int columns);
static inline const char **cas_power_grid_row(const cas_power_grid *grid, int row)
{
    return grid->cells + (size_t)row * (size_t)grid->columns;
}

void cas_power_grid_text(cas_builder *out, const cas_power_grid *grid);
void cas_power_grid_csv(cas_builder *out, const cas_power_grid *grid);
void cas_power_grid_latex(cas_builder *out, const cas_power_grid *grid);

/* Text as LaTeX prints it. */
void cas_power_put_latex(cas_builder *out, const char *text);

#endif
