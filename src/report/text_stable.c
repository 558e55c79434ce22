/* A standoff for reading: the tableau, the equilibria, how they are reached from the status quo, what an absent party would do. */
#include "report/stable_report.h"

#include <string.h>

const char *cas_stable_cell_words(cas_arena *arena, uint8_t concepts)
{
    cas_builder out = {.arena = arena};
    const bool symmetric = (concepts >> CAS_SMR) & 1, sequential = (concepts >> CAS_SEQ) & 1;
    if ((concepts >> CAS_NASH) & 1)
        return "R";
    if ((concepts >> CAS_SSEQ) & 1)
        return "SSEQ";
    if (sequential)
        cas_puts(&out, "SEQ");
    if (symmetric)
        cas_puts(&out, sequential ? " SMR" : "SMR");
    if (!sequential && !symmetric && ((concepts >> CAS_GMR) & 1))
        cas_puts(&out, "GMR");
    return cas_built_string(&out);
}

uint32_t cas_stable_rank(const cas_states *states, int maker, uint32_t state)
{
    const bool known = !states->turned || !states->turned[maker];
    return known ? states->worth_count[maker] - states->worth[maker][state] : 0;
}

static const char *state_words(cas_arena *arena, const cas_states *states, uint32_t place)
{
    return cas_state_words(arena, states->conflict, states->options[place]);
}

static void put_head(cas_page *page, const cas_stable_sheet *sheet)
{
    const cas_states *states = sheet->stability->states;
    const cas_conflict *conflict = states->conflict;
    cas_arena *arena = page->out->arena;
    cas_page_ink(page, CAS_INK_STRONG, conflict->title && *conflict->title ? conflict->title : conflict->name);
    cas_putc(page->out, '\n');
    for (int m = 0; m < conflict->maker_count; m++) {
        cas_builder line = {.arena = arena};
        const char *title = conflict->makers[m].title;
        cas_puts(&line, conflict->makers[m].name);
        if (title && *title && strcmp(title, conflict->makers[m].name) != 0)
            cas_putf(&line, " (%s)", title);
        cas_puts(&line, cas_takes_part(conflict, m) ? "" : ", taken out");
        int shown = 0;
        for (int k = 0; k < conflict->option_count; k++)
            if (conflict->options[k].owner == m) {
                const cas_option *option = &conflict->options[k];
                cas_putf(&line, "%s %s", shown++ ? "," : ":", option->name);
                if (option->title && *option->title && strcmp(option->title, option->name) != 0)
                    cas_putf(&line, " %s", option->title);
            }
        cas_page_fill(page, 2, 4, cas_built_string(&line));
    }
    cas_page_fill(page, 2, 2,
                  cas_format(arena, "%u states%s%s", states->count, states->status_quo >= 0 ? "; status quo " : "",
                             states->status_quo >= 0 ? state_words(arena, states, (uint32_t)states->status_quo) : ""));
    if (sheet->taken_out)
        cas_page_fill(page, 2, 2,
                      sheet->mode == CAS_WITHOUT_FROZEN ? "The options of who was taken out stay as in the status quo."
                      : sheet->mode == CAS_WITHOUT_PASSIVE ? "The options of who was taken out are not taken."
                                                           : "Nobody changes the options of who was taken out.");
    cas_putc(page->out, '\n');
}

static void put_table(cas_page *page, const cas_stable_sheet *sheet)
{
    const cas_stability *stability = sheet->stability;
    const cas_states *states = stability->states;
    const cas_conflict *conflict = states->conflict;
    cas_arena *arena = page->out->arena;
    int present = 0;
    for (int m = 0; m < conflict->maker_count; m++)
        present += cas_takes_part(conflict, m);
    cas_table table = {.arena = arena, .columns = present + 3};
    cas_table_put(&table, "no.", CAS_INK_FAINT);
    cas_table_put(&table, "state", CAS_INK_FAINT);
    for (int m = 0; m < conflict->maker_count; m++)
        if (cas_takes_part(conflict, m))
            cas_table_put(&table, conflict->makers[m].name, CAS_INK_FAINT);
    cas_table_put(&table, "all", CAS_INK_FAINT);
    for (uint32_t s = 0; s < states->count && s < sheet->first; s++) {
        const char *all = cas_stable_cell_words(arena, stability->equilibria[s]);
        cas_table_put(&table, cas_format(arena, "%u", s + 1), CAS_INK_FAINT);
        cas_table_put(&table, state_words(arena, states, s), CAS_INK_PLAIN);
        for (int m = 0; m < conflict->maker_count; m++)
            if (cas_takes_part(conflict, m)) {
                const char *words = cas_stable_cell_words(arena, stability->of[m][s]);
                cas_table_put(&table, *words ? words : "-", CAS_INK_PLAIN);
            }
        cas_table_put(&table, *all ? all : "-", *all ? CAS_INK_STRONG : CAS_INK_FAINT);
    }
    cas_page_table(page, 2, &table, true);
    if (states->count > sheet->first)
        cas_page_fill(page, 2, 2, cas_format(arena, "and %zu states more", states->count - sheet->first));
    cas_putc(page->out, '\n');
    cas_page_fill(
        page, 2, 2,
        "R: nothing better to go to; SEQ: the others would answer each improvement; SMR: they could, for good; SSEQ: they would, for "
        "good; GMR: they could. R implies SSEQ, SSEQ both SEQ and SMR, each of these GMR; the strongest are shown.");
    cas_putc(page->out, '\n');
}

static void put_equilibria_of(cas_page *page, const cas_stable_sheet *sheet, const cas_stability *stability,
                              const char *title)
{
    cas_arena *arena = page->out->arena;
    cas_page_ink(page, CAS_INK_STRONG, title);
    cas_putc(page->out, '\n');
    for (int c = 0; c < CAS_CONCEPT_COUNT; c++) {
        cas_builder line = {.arena = arena};
        size_t listed = 0;
        cas_putf(&line, "%s (%s), %u:", cas_concept_name((cas_concept)c), cas_concept_title((cas_concept)c),
                 cas_equilibrium_count(stability, (cas_concept)c));
        for (uint32_t s = 0; s < stability->states->count && listed < sheet->first; s++)
            if ((stability->equilibria[s] >> c) & 1)
                cas_putf(&line, "%s %s", listed++ ? ";" : "", state_words(arena, stability->states, s));
        cas_page_fill(page, 2, 4,
                      listed ? cas_built_string(&line) : cas_format(arena, "%s none", cas_built_string(&line)));
    }
    cas_putc(page->out, '\n');
}

static void put_equilibria(cas_page *page, const cas_stable_sheet *sheet)
{
    if (!sheet->attitudes) {
        put_equilibria_of(page, sheet, sheet->stability, "Equilibria");
        return;
    }
    cas_page_fill(page, 2, 2,
                  cas_format(page->out->arena,
                             "Of some states it is unknown which a decision maker prefers. The table is for attitude %s: whoever %s. "
                             "What is stable by a is stable by b and c, and by either of these by d; a state that is stable by a "
                             "by R, GMR or SMR is so whatever the unknown preferences turn out to be.",
                             cas_attitude_name(sheet->attitude), cas_attitude_words(sheet->attitude)));
    cas_putc(page->out, '\n');
    for (int a = 0; a < CAS_ATTITUDE_COUNT; a++)
        put_equilibria_of(page, sheet, sheet->attitudes[a],
                          cas_format(page->out->arena, "Equilibria, attitude %s: each %s",
                                     cas_attitude_name((cas_attitude)a), cas_attitude_words((cas_attitude)a)));
}

static void put_paths(cas_page *page, const cas_stable_sheet *sheet)
{
    const cas_stability *stability = sheet->stability;
    const cas_states *states = stability->states;
    cas_arena *arena = page->out->arena;
    size_t listed = 0;
    cas_page_ink(page, CAS_INK_STRONG, "From the status quo, each step improving the state for who takes it");
    cas_putc(page->out, '\n');
    for (uint32_t s = 0; s < states->count && listed < sheet->first; s++) {
        if (!stability->equilibria[s] || sheet->paths->distance[s] == UINT32_MAX)
            continue;
        cas_builder line = {.arena = arena};
        cas_path_step *steps = NULL;
        const uint32_t length = s == sheet->paths->from ? 0 : cas_path_to(arena, sheet->paths, s, &steps);
        cas_puts(&line, state_words(arena, states, sheet->paths->from));
        for (uint32_t i = 0; i < length; i++)
            cas_putf(&line, " -> %s: %s", states->conflict->makers[steps[i].maker].name,
                     state_words(arena, states, steps[i].to));
        cas_putf(&line, "  [%s]", cas_stable_cell_words(arena, stability->equilibria[s]));
        cas_page_fill(page, 2, 4, cas_built_string(&line));
        listed++;
    }
    if (!listed)
        cas_page_fill(page, 2, 2, "no equilibrium is reached");
    cas_putc(page->out, '\n');
}

static void put_returns(cas_page *page, const cas_stable_sheet *sheet)
{
    const cas_conflict *conflict = sheet->stability->states->conflict;
    cas_arena *arena = page->out->arena;
    cas_page_ink(page, CAS_INK_STRONG, "Put back, who was taken out would move");
    cas_putc(page->out, '\n');
    for (size_t i = 0; i < sheet->returns.count; i++) {
        const cas_return *back = &sheet->returns.items[i];
        cas_builder line = {.arena = arena};
        cas_putf(&line, "%s from %s to", conflict->makers[back->maker].name,
                 cas_state_words(arena, conflict, back->state));
        for (int t = 0; t < back->to_count; t++)
            cas_putf(&line, "%s %s", t ? " or" : "", cas_state_words(arena, conflict, back->to[t]));
        if (back->stable)
            cas_putf(&line, " (though the answers of the others may deter it: %s)",
                     cas_stable_cell_words(arena, back->stable));
        cas_page_fill(page, 2, 4, cas_built_string(&line));
    }
    if (!sheet->returns.total)
        cas_page_fill(page, 2, 2, "from none of the equilibria");
    if (sheet->returns.total > sheet->returns.count)
        cas_page_fill(page, 2, 2, cas_format(arena, "and from %zu more", sheet->returns.total - sheet->returns.count));
    cas_putc(page->out, '\n');
}

static void put_cells(cas_page *page, const cas_stable_sheet *sheet)
{
    const cas_states *states = sheet->stability->states;
    cas_arena *arena = page->out->arena;
    cas_page_ink(page, CAS_INK_STRONG, "Why");
    cas_putc(page->out, '\n');
    for (size_t i = 0; i < sheet->cell_count; i++) {
        const cas_reasons *cell = sheet->cells[i];
        cas_page_fill(page, 2, 4,
                      cas_format(arena, "%s, %s: %s. %s.", state_words(arena, states, cell->state),
                                 cas_concept_name(cell->concept), cell->stable ? "stable" : "not stable",
                                 cas_reasons_words(arena, states, cell)));
    }
    cas_putc(page->out, '\n');
}

void cas_stable_text(cas_page *page, const cas_stable_sheet *sheet)
{
    put_head(page, sheet);
    if (!sheet->equilibria_only)
        put_table(page, sheet);
    put_equilibria(page, sheet);
    if (sheet->paths)
        put_paths(page, sheet);
    if (sheet->taken_out)
        put_returns(page, sheet);
    if (sheet->cell_count)
        put_cells(page, sheet);
    cas_stable_text_what_if(page, sheet);
}
