/* Who decides under each named rule, for a book. */
#include "api/book.h"

#include "power/power.h"

enum { MOST_RULES = 24, MOST_SECONDS = 1, CURVE_STEPS = 40 };

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
            agreement->rules[r].name, agreement->rules[r].name, power,
            weighted && different ? cas_power_curve_of(arena, game, CURVE_STEPS, &both) : NULL};
    }
    book->powers = powers;
}
