/*
 * Counting by looking at every set: the definition, and the slow twin of every engine.
 *
 * A member of a winning set is critical if the set loses without it; the set is minimal if all its members are. Up to 26 members;
 * 2^n sets, each asked about itself and itself without each member.
 */
#include "power/tally.h"

enum { MOST_MEMBERS = 26 };

static cas_set set_of(uint32_t bits)
{
    cas_set set = cas_set_empty();
    set.word[0] = bits;
    return set;
}

int cas_count_by_enumeration(cas_arena *arena, const cas_game *game, cas_tally *tally, int want)
{
    const int n = game->count;
    if (n > MOST_MEMBERS)
        return 0;
    const size_t row = (size_t)n + 1, classes = (size_t)tally->class_count, width = tally->width;
    tally->winning_sizes = cas_tally_room(arena, tally, row);
    tally->swing_sizes = cas_tally_room(arena, tally, classes * (size_t)n);
    tally->minimal = cas_tally_room(arena, tally, row);
    tally->minimal_sizes = cas_tally_room(arena, tally, classes * row);
    tally->johnston = cas_tally_room(arena, tally, classes * row);
    tally->blocking = cas_tally_room(arena, tally, row);
    for (uint32_t s = 0; s < (uint32_t)1 << n; s++) {
        cas_poll(arena->ctx);
        const cas_set set = set_of(s);
        const size_t size = (size_t)cas_set_count(&set);
        if (!cas_game_wins(arena, game, &set)) {
            /* The rest blocks; minimally, if each of its members is needed for that. */
            bool minimal = true;
            for (int i = 0; i < n && minimal; i++) {
                const cas_set with = set_of(s | (uint32_t)1 << i);
                minimal = s >> i & 1 || cas_game_wins(arena, game, &with);
            }
            tally->blocking[((size_t)n - size) * width] += minimal;
            continue;
        }
        tally->winning_sizes[size * width]++;
        uint32_t critical = 0;
        for (int i = 0; i < n; i++) {
            const cas_set without = set_of(s & ~((uint32_t)1 << i));
            if (s >> i & 1 && !cas_game_wins(arena, game, &without))
                critical |= (uint32_t)1 << i;
        }
        tally->minimal[size * width] += critical == s;
        for (int i = 0; i < n; i++) {
            const size_t c = (size_t)tally->class_of[i];
            if (tally->class_first[c] != i || !(critical >> i & 1))
                continue;
            tally->swing_sizes[(c * (size_t)n + size - 1) * width]++;
            tally->johnston[(c * row + (size_t)__builtin_popcount(critical)) * width]++;
            tally->minimal_sizes[(c * row + size) * width] += critical == s;
        }
    }
    cas_tally_sum_sizes(arena, tally);
    return want;
}
