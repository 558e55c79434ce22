/*
 * All complete games of a few members.
 *
 * Let the members stand in the order of their desirability. A coalition is at least as good as another if among its
 * first k members' places, for every k, it has no fewer; then it wins if the other does. So the winning coalitions are
 * those at least as good as one of an antichain, and each antichain of coalitions but the empty one is a game. They are
 * listed by going through the coalitions and taking or leaving each that no chosen one is comparable with.
 *
 * Cost: one step a game; for 1 … 6 members there are 1, 3, 8, 25, 117, 1171.
 */
#include "power/inverse.h"

typedef struct cas_listing {
    int members;
    uint64_t better[64]; /* bit T of better[S]: T is at least as good as S */
    void (*visit)(void *surroundings, uint64_t winning);
    void *surroundings;
    cas_ctx *ctx;
} cas_listing;

static bool is_at_least(unsigned a, unsigned b, int members)
{
    int lead = 0;
    for (int i = 0; i < members; i++) {
        lead += (int)(a >> i & 1) - (int)(b >> i & 1);
        if (lead < 0)
            return false;
    }
    return true;
}

/* winning: at least as good as a chosen one; worse: a chosen one is at least as good as these. */
static void go_on(const cas_listing *listing, unsigned from, uint64_t winning, uint64_t worse)
{
    cas_poll(listing->ctx);
    if (winning)
        listing->visit(listing->surroundings, winning);
    for (unsigned next = from; next < 1u << listing->members; next++) {
        if ((winning | worse) >> next & 1)
            continue;
        uint64_t below = 0;
        for (unsigned other = 1; other < 1u << listing->members; other++)
            below |= (uint64_t)(listing->better[other] >> next & 1) << other;
        go_on(listing, next + 1, winning | listing->better[next], worse | below);
    }
}

void cas_all_complete_games(cas_arena *arena, int members, void (*visit)(void *surroundings, uint64_t winning),
                            void *surroundings)
{
    CAS_CHECK(arena->ctx, members >= 1 && members <= CAS_MOST_COMPARED_MEMBERS);
    cas_listing listing = {.members = members, .visit = visit, .surroundings = surroundings, .ctx = arena->ctx};
    for (unsigned a = 0; a < 1u << members; a++)
        for (unsigned b = 0; b < 1u << members; b++)
            listing.better[b] |= (uint64_t)is_at_least(a, b, members) << a;
    go_on(&listing, 1, 0, 0);
}
