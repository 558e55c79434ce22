/* Who decides under each named rule, for a book. */
#include "api/book.h"

#include "power/power.h"

enum { MOST_RULES = 24, MOST_SECONDS = 1, CURVE_STEPS = 40, MOST_LISTED = 1000, MOST_MEMBERS = 60 };

/* Minimal sets of a rule with few members: of many there are more than anybody reads, and counting them takes longer than the rest of a page. */
static const cas_coalitions *coalitions_of(cas_arena *arena, const cas_game *game, bool blocking)
{
    const cas_set nobody = cas_set_empty();
    return game->count <= MOST_MEMBERS ? cas_power_coalitions(arena, game, blocking, &nobody, &nobody, MOST_LISTED) : NULL;
}

static const char *title_of(const cas_named_rule *rule)
{
    return rule->title && *rule->title ? rule->title : rule->name;
}

/* The form that holds whatever is chosen, which the power is of; else the first. */
static const char *words_of(const cas_named_rule *rule)
{
    for (int f = 0; f < rule->form_count; f++)
        if (!rule->forms[f]->form.condition)
            return rule->forms[f]->rule->words;
    return rule->form_count ? rule->forms[0]->rule->words : "";
}

/* Is every form of the rule under a condition, and are there several? */
static bool is_one_of_several(const cas_named_rule *rule)
{
    for (int f = 0; f < rule->form_count; f++)
        if (!rule->forms[f]->form.condition)
            return false;
    return rule->form_count > 1;
}

void cas_api_book_powers(cas_arena *arena, cas_book *book)
{
    const cas_agreement *agreement = book->agreement;
    cas_book_power *powers = CAS_ARRAY(arena, cas_book_power, MOST_RULES + 1);
    const cas_power_options options = {.indices = (uint64_t)1 << CAS_POWER_BANZHAF, .most_seconds = MOST_SECONDS};
    for (int r = 0; r < agreement->rule_count && book->power_count < MOST_RULES; r++) {
        const cas_game *game = cas_game_of_named_rule(arena, agreement, NULL, r);
        if (!game || game->count < 2)
            continue;
        const cas_power *power = cas_power_of(arena, game, &options);
        const bool weighted = power->count > 0 && power->members[0].weight != NULL && game->count <= 60;
        bool different = false;
        for (int m = 1; m < power->count; m++)
            different = different || power->members[m].class_number != power->members[0].class_number;
        const cas_power_options both = {.indices = (uint64_t)1 << CAS_POWER_BANZHAF | (uint64_t)1 << CAS_POWER_SHAPLEY_SHUBIK,
                                        .most_seconds = MOST_SECONDS};
        powers[book->power_count++] = (cas_book_power){
            agreement->rules[r].name, title_of(&agreement->rules[r]), words_of(&agreement->rules[r]), is_one_of_several(&agreement->rules[r]), power,
            weighted && different ? cas_power_curve_of(arena, game, CURVE_STEPS, &both) : NULL, coalitions_of(arena, game, false), coalitions_of(arena, game, true)};
    }
    book->powers = powers;
}
