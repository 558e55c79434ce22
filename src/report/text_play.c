/* A play for reading: see play.h. */
#include "report/play.h"

#include "report/scenarios.h"
#include "report/words.h"

static void print_entries(cas_page *page, const cas_played *played, size_t first)
{
    for (size_t i = first; i < played->entry_count; i++) {
        const cas_scene_entry *entry = &played->entries[i];
        if (i == first || entry->tick != played->entries[i - 1].tick) {
            cas_page_ink(page, CAS_INK_STRONG, cas_day_words(page->out->arena, played->instance, entry->tick));
            cas_putc(page->out, '\n');
        }
        cas_text_scene_entry(page, played->instance, entry);
    }
}

/* What binds or frees the player. */
static void print_norms(cas_page *page, const cas_played *played)
{
    for (size_t i = 0; i < played->norm_count; i++)
        if (cas_set_has(&played->norms[i].parties, played->party))
            cas_text_norm(page, played->instance, &played->norms[i]);
}

static void print_choices(cas_page *page, const cas_played *played)
{
    cas_arena *arena = page->out->arena;
    for (int c = 0; c < played->choice_count; c++) {
        const cas_play_choice *choice = &played->choices[c];
        const char *breach = choice->breaches ? cas_format(arena, "   (a breach of %s)", choice->breaches) : "";
        cas_page_fill(page, 2, 6, cas_format(arena, "%2d  %s%s", c + 1, choice->words, breach));
    }
    if (!played->can_wait)
        cas_page_fill(page, 2, 6, " 0  nothing more comes of waiting");
    else if (played->wait_until >= CAS_NEVER)
        cas_page_fill(page, 2, 6, " 0  wait: what is due today is settled");
    else
        cas_page_fill(
            page, 2, 6,
            cas_format(arena, " 0  wait until %s", cas_day_words(arena, played->instance, played->wait_until)));
}

static void print_difference(cas_page *page, const cas_played *played, const char *heading,
                             const cas_scene_entry *entries, size_t count)
{
    cas_arena *arena = page->out->arena;
    if (!count)
        return;
    cas_page_fill(page, 0, 0, heading);
    for (size_t i = 0; i < count; i++)
        cas_page_fill(
            page, 2, 4,
            cas_format(arena, "%s: %s", cas_day_words(arena, played->instance, entries[i].tick), entries[i].words));
}

void cas_text_play(cas_page *page, const cas_agreement *agreement, const cas_played *played, bool all)
{
    cas_arena *arena = page->out->arena;
    if (all) {
        cas_page_ink(page, CAS_INK_STRONG, played->scenario->title);
        cas_putc(page->out, '\n');
        if (agreement->dimension_count)
            cas_page_fill(
                page, 0, 2,
                cas_format(arena, "The package: %s.", cas_package_words(arena, agreement, played->package, NULL)));
    }
    print_entries(page, played, all ? 0 : played->fresh);
    print_difference(page, played, "Now, and not in the other course:", played->gained, played->gained_count);
    print_difference(page, played, "In the other course, and not now:", played->lost, played->lost_count);
    cas_putf(page->out, "\nIt is %s. You are %s.\n", cas_day_words(arena, played->instance, played->now),
             played->instance->party_titles[played->party]);
    print_norms(page, played);
    print_choices(page, played);
}
