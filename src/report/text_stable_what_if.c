/* What if, in words: swaps, shares of orders, coalitions, the wished state. */
#include "report/stable_report.h"

static const char *words_of(cas_arena *arena, const cas_states *states, uint32_t place)
{
    return cas_state_words(arena, states->conflict, states->options[place]);
}

static void put_changes(cas_builder *line, const cas_conflict *conflict, const char *verb,
                        const uint64_t *const *states, const uint32_t *counts)
{
    for (int c = 0; c < CAS_CONCEPT_COUNT; c++)
        for (uint32_t i = 0; i < counts[c]; i++)
            cas_putf(line, "%s %s",
                     i ? "," : cas_format(line->arena, "; %s by %s:", verb, cas_concept_name((cas_concept)c)),
                     cas_state_words(line->arena, conflict, states[c][i]));
}

static void put_swaps(cas_page *page, const cas_stable_sheet *sheet)
{
    const cas_states *states = sheet->stability->states;
    const cas_conflict *conflict = states->conflict;
    cas_arena *arena = page->out->arena;
    size_t idle = 0;
    const char **names = CAS_ARRAY(arena, const char *, (size_t)conflict->option_count + 1);
    for (int k = 0; k < conflict->option_count; k++)
        names[k] = conflict->options[k].name;
    cas_page_ink(page, CAS_INK_STRONG, "If two neighbouring statements changed places");
    cas_putc(page->out, '\n');
    for (size_t i = 0; i < sheet->swaps->count; i++) {
        const cas_swap *swap = &sheet->swaps->items[i];
        const cas_priority *pair = &conflict->makers[swap->maker].priorities[swap->priority];
        cas_builder line = {.arena = arena};
        cas_putf(&line, "%s, `%s` and `%s`", conflict->makers[swap->maker].name,
                 cas_option_words(arena, pair[0].statements[0], names),
                 cas_option_words(arena, pair[1].statements[0], names));
        const size_t before = line.length;
        put_changes(&line, conflict, "gained", swap->gained, swap->gained_count);
        put_changes(&line, conflict, "lost", swap->lost, swap->lost_count);
        if (line.length > before)
            cas_page_fill(page, 2, 4, cas_built_string(&line));
        else
            idle++;
    }
    if (idle)
        cas_page_fill(page, 2, 4,
                      cas_format(arena, "%zu of %zu swaps change no equilibrium", idle, sheet->swaps->count));
    cas_builder line = {.arena = arena};
    for (uint32_t s = 0; s < states->count; s++)
        if (sheet->swaps->robust[s] & (1 << CAS_NASH | 1 << CAS_SEQ))
            cas_putf(&line, "%s %s [%s]", line.length ? ";" : "", words_of(arena, states, s),
                     cas_stable_cell_words(arena, sheet->swaps->robust[s]));
    cas_page_fill(page, 2, 4,
                  cas_format(arena, "Equilibria by R or SEQ after every single swap:%s",
                             line.length ? cas_built_string(&line) : " none"));
    cas_putc(page->out, '\n');
}

static const char *share_words(cas_arena *arena, const cas_shares *shares, uint32_t times)
{
    double low, high;
    cas_share_interval(shares, times, &low, &high);
    if (!shares->sampled)
        return cas_format(arena, "%u of %llu", times, (unsigned long long)shares->orders);
    return cas_format(arena, "%.0f%% to %.0f%%", 100 * low, 100 * high);
}

static void put_shares(cas_page *page, const cas_stable_sheet *sheet)
{
    const cas_states *states = sheet->stability->states;
    const cas_shares *shares = sheet->shares;
    cas_arena *arena = page->out->arena;
    cas_table table = {.arena = arena, .columns = 3};
    cas_page_ink(page, CAS_INK_STRONG, "In which share of the orders of statements that no source fixes");
    cas_putc(page->out, '\n');
    cas_page_fill(page, 2, 2,
                  shares->sampled
                      ? cas_format(arena, "a sample of %llu of %.3g orders, always the same; intervals of 95%%",
                                   (unsigned long long)shares->orders, shares->all_orders)
                      : cas_format(arena, "all %llu orders", (unsigned long long)shares->orders));
    cas_table_put(&table, "state", CAS_INK_FAINT);
    cas_table_put(&table, "equilibrium by R", CAS_INK_FAINT);
    cas_table_put(&table, "by SEQ", CAS_INK_FAINT);
    size_t listed = 0;
    for (uint32_t s = 0; s < states->count && listed < sheet->first; s++)
        if (shares->times[CAS_SEQ][s]) {
            cas_table_put(&table, words_of(arena, states, s), CAS_INK_PLAIN);
            cas_table_put(&table, share_words(arena, shares, shares->times[CAS_NASH][s]), CAS_INK_PLAIN);
            cas_table_put(&table, share_words(arena, shares, shares->times[CAS_SEQ][s]), CAS_INK_PLAIN);
            listed++;
        }
    cas_page_table(page, 2, &table, true);
    cas_putc(page->out, '\n');
}

static void put_together(cas_page *page, const cas_stable_sheet *sheet)
{
    const cas_states *states = sheet->stability->states;
    cas_arena *arena = page->out->arena;
    cas_page_ink(page, CAS_INK_STRONG,
                 "Stable for every coalition (members improve together, the others answer one by one)");
    cas_putc(page->out, '\n');
    for (int c = 0; c < CAS_CONCEPT_COUNT; c++) {
        cas_builder line = {.arena = arena};
        size_t listed = 0;
        for (uint32_t s = 0; s < states->count && listed < sheet->first; s++)
            if ((sheet->together[s] >> c) & 1)
                cas_putf(&line, "%s %s", listed++ ? ";" : "", words_of(arena, states, s));
        cas_page_fill(
            page, 2, 4,
            cas_format(arena, "%s:%s", cas_concept_name((cas_concept)c), listed ? cas_built_string(&line) : " none"));
    }
    cas_putc(page->out, '\n');
}

static void put_wish(cas_page *page, const cas_stable_sheet *sheet, const cas_wish *wish)
{
    const cas_states *states = sheet->stability->states;
    cas_arena *arena = page->out->arena;
    cas_builder line = {.arena = arena};
    cas_putf(&line, "%s, %s: %s.", states->conflict->makers[wish->maker].name, cas_concept_name(wish->concept),
             !wish->move_count ? "it has no move"
             : wish->unmet     ? "not met now"
                               : "met now");
    for (uint32_t i = 0; i < wish->move_count && i < sheet->first; i++) {
        const cas_condition_on_move *move = &wish->moves[i];
        cas_putf(&line, "%s %s", i ? "; and" : " No better than it:", words_of(arena, states, move->to));
        for (uint32_t a = 0; a < move->answer_count && a < 6; a++)
            cas_putf(&line, " or %s", words_of(arena, states, move->answers[a]));
        if (move->answer_count > 6)
            cas_putf(&line, " or one of %u more", move->answer_count - 6);
    }
    cas_page_fill(page, 2, 4, cas_built_string(&line));
}

void cas_stable_text_what_if(cas_page *page, const cas_stable_sheet *sheet)
{
    if (sheet->swaps)
        put_swaps(page, sheet);
    if (sheet->shares)
        put_shares(page, sheet);
    if (sheet->together)
        put_together(page, sheet);
    if (!sheet->wish_count)
        return;
    cas_page_ink(page, CAS_INK_STRONG,
                 cas_format(page->out->arena, "What would have to be preferred for %s to be an equilibrium",
                            words_of(page->out->arena, sheet->stability->states, sheet->wishes[0]->state)));
    cas_putc(page->out, '\n');
    for (size_t i = 0; i < sheet->wish_count; i++)
        put_wish(page, sheet, sheet->wishes[i]);
    cas_page_fill(
        page, 2, 4,
        "By SMR and SSEQ an answer counts only if all that the party can go to from there is no better either.");
    cas_putc(page->out, '\n');
}
