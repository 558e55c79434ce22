/* A settlement as CSV (RFC 4180) and as a LaTeX tabular: one row a position, red line of a set, or package. */
#include "report/agree_report.h"

#include <string.h>

enum { COLUMNS = 6 };
static const char *const heads[COLUMNS] = {"what", "number", "position", "line", "words", "packages"};

typedef void put_row(cas_builder *out, const char *const *cells);

static void put_csv_row(cas_builder *out, const char *const *cells)
{
    for (int i = 0; i < COLUMNS; i++) {
        const bool quoted = strpbrk(cells[i], ",\"\r\n") != NULL;
        cas_puts(out, i ? "," : "");
        cas_puts(out, quoted ? "\"" : "");
        for (const char *c = cells[i]; *c; c++)
            cas_puts(out, *c == '"' ? "\"\"" : (char[]){*c, 0});
        cas_puts(out, quoted ? "\"" : "");
    }
    cas_puts(out, "\r\n");
}

static void put_latex_row(cas_builder *out, const char *const *cells)
{
    for (int i = 0; i < COLUMNS; i++) {
        cas_puts(out, i ? " & " : "");
        for (const char *c = cells[i]; *c; c++)
            switch (*c) {
            case '&':
            case '%':
            case '$':
            case '#':
            case '_':
            case '{':
            case '}': cas_putf(out, "\\%c", *c); break;
            case '\\': cas_puts(out, "\\textbackslash{}"); break;
            case '~': cas_puts(out, "\\textasciitilde{}"); break;
            case '^': cas_puts(out, "\\textasciicircum{}"); break;
            default: cas_putc(out, *c);
            }
    }
    cas_puts(out, " \\\\\n");
}

static void put_sets(cas_builder *out, const cas_settlement *s, const cas_line_sets *sets, const char *what, bool opens,
                     put_row *put)
{
    for (size_t i = 0; i < sets->count; i++)
        for (int l = 0; l < sets->lines; l++) {
            if (!cas_line_sets_has(sets, i, l))
                continue;
            const cas_red_line *line = &s->talks->lines.items[l];
            const char *cells[COLUMNS] = {
                what,
                cas_format(out->arena, "%zu", i + 1),
                s->talks->agreement->positions[line->position].name,
                cas_format(out->arena, "%d", line->stand->line),
                line->stand->words,
                opens && i < s->opening_count ? cas_agree_count_words(out->arena, &s->openings[i].opens) : ""};
            put(out, cells);
        }
}

static void put_table(cas_builder *out, const cas_agree_sheet *sheet, put_row *put)
{
    const cas_settlement *s = sheet->settlement;
    const cas_agreement *agreement = s->talks->agreement;
    put(out, heads);
    put(out, (const char *const[COLUMNS]){"packages", "", "", "", "", cas_agree_count_words(out->arena, &s->packages)});
    put(out, (const char *const[COLUMNS]){"settlements", "", "", "", "",
                                          cas_agree_count_words(out->arena, &s->settlements)});
    for (int p = 0; p < agreement->position_count; p++) {
        const cas_position *position = &agreement->positions[p];
        put(out, (const char *const[COLUMNS]){"accepts", "", position->name, "", position->title,
                                              cas_agree_count_words(out->arena, &s->shares[p].accepts)});
        put(out, (const char *const[COLUMNS]){"alone in the way of", "", position->name, "", position->title,
                                              cas_agree_count_words(out->arena, &s->shares[p].alone)});
    }
    put_sets(out, s, &s->exploration.conflicts, "conflict", false, put);
    put_sets(out, s, &s->exploration.concessions, "concession", true, put);
    for (size_t i = 0; i < s->listed_count; i++)
        put(out, (const char *const[COLUMNS]){"settlement", cas_format(out->arena, "%zu", i + 1), "", "",
                                              cas_agree_package_words(out->arena, agreement, s->listed[i]), ""});
}

void cas_agree_csv(cas_builder *out, const cas_agree_sheet *sheet)
{
    put_table(out, sheet, put_csv_row);
}

void cas_agree_latex(cas_builder *out, const cas_agree_sheet *sheet)
{
    cas_puts(out, "\\begin{tabular}{lrlrlr}\n");
    put_table(out, sheet, put_latex_row);
    cas_puts(out, "\\end{tabular}\n");
}
