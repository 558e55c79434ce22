/* The tableau of the literature as CSV (RFC 4180) and as a LaTeX tabular: states numbered, options Y or N, rank and stability per maker. */
#include "report/stable_report.h"

#include <string.h>

typedef struct writer {
    cas_builder *out;
    bool latex;
    int cells; /* of this row, so far */
} writer;

static void put_cell(writer *w, const char *words)
{
    const bool quoted = !w->latex && strpbrk(words, ",\"\r\n");
    cas_puts(w->out, w->cells++ ? (w->latex ? " & " : ",") : "");
    cas_puts(w->out, quoted ? "\"" : "");
    for (const char *c = words; *c; c++) {
        if (quoted && *c == '"')
            cas_putc(w->out, '"');
        if (w->latex && strchr("&%$#_{}", *c))
            cas_putc(w->out, '\\');
        if (w->latex && strchr("~^\\", *c))
            cas_puts(w->out, *c == '~'   ? "\\textasciitilde{}"
                             : *c == '^' ? "\\textasciicircum{}"
                                         : "\\textbackslash{}");
        else
            cas_putc(w->out, *c);
    }
    cas_puts(w->out, quoted ? "\"" : "");
}

static void end_row(writer *w)
{
    cas_puts(w->out, w->latex ? " \\\\\n" : "\r\n");
    w->cells = 0;
}

static void put_head(writer *w, const cas_conflict *conflict)
{
    put_cell(w, "state");
    if (conflict->drawn)
        put_cell(w, "name");
    for (int k = 0; k < conflict->option_count; k++)
        put_cell(w, conflict->options[k].name);
    for (int m = 0; m < conflict->maker_count; m++)
        if (cas_takes_part(conflict, m)) {
            put_cell(w, cas_format(w->out->arena, "%s rank", conflict->makers[m].name));
            put_cell(w, conflict->makers[m].name);
        }
    put_cell(w, "equilibrium");
    end_row(w);
}

/* All that hold, not only the strongest: a table is for other programs too. */
static const char *concepts_words(cas_arena *arena, uint8_t concepts)
{
    cas_builder out = {.arena = arena};
    for (int c = 0; c < CAS_CONCEPT_COUNT; c++)
        if ((concepts >> c) & 1)
            cas_putf(&out, "%s%s", out.length ? " " : "", cas_concept_name((cas_concept)c));
    return cas_built_string(&out);
}

static void put_rows(writer *w, const cas_stable_sheet *sheet)
{
    const cas_stability *stability = sheet->stability;
    const cas_states *states = stability->states;
    const cas_conflict *conflict = states->conflict;
    cas_arena *arena = w->out->arena;
    size_t listed = 0;
    for (uint32_t s = 0; s < states->count && listed < sheet->first; s++) {
        if (sheet->equilibria_only && !stability->equilibria[s])
            continue;
        listed++;
        put_cell(w, cas_format(arena, "%u", s + 1));
        if (conflict->drawn)
            put_cell(w, conflict->state_names[s]);
        for (int k = 0; k < conflict->option_count; k++)
            put_cell(w, (states->options[s] >> k) & 1 ? "Y" : "N");
        for (int m = 0; m < conflict->maker_count; m++)
            if (cas_takes_part(conflict, m)) {
                const uint32_t rank = cas_stable_rank(states, m, s);
                put_cell(w, rank ? cas_format(arena, "%u", rank) : "?");
                put_cell(w, concepts_words(arena, stability->of[m][s]));
            }
        put_cell(w, concepts_words(arena, stability->equilibria[s]));
        end_row(w);
    }
}

void cas_stable_csv(cas_builder *out, const cas_stable_sheet *sheet)
{
    writer w = {.out = out};
    put_head(&w, sheet->stability->states->conflict);
    put_rows(&w, sheet);
}

void cas_stable_latex(cas_builder *out, const cas_stable_sheet *sheet)
{
    const cas_conflict *conflict = sheet->stability->states->conflict;
    writer w = {.out = out, .latex = true};
    cas_puts(out, "\\begin{tabular}{r");
    for (int k = 0; k < conflict->option_count + conflict->drawn; k++)
        cas_putc(out, conflict->drawn ? 'l' : 'c');
    for (int m = 0; m < conflict->maker_count; m++)
        cas_puts(out, cas_takes_part(conflict, m) ? "rl" : "");
    cas_puts(out, "l}\n");
    put_head(&w, conflict);
    cas_puts(out, "\\hline\n");
    put_rows(&w, sheet);
    cas_puts(out, "\\end{tabular}\n");
}
