/*
 * Ternary power by looking at every profile of votes: the definition, and the slow twin of ternary_types.c.
 *
 * Swings of i: profiles of the others with which i's yes adopts and its no rejects. Shapley-Shubik: members vote one after the other in some order;
 * pivotal is the first whose vote settles the outcome, whatever those after it do. All n! orders and 3^n profiles count alike. A higher vote
 * never spoils, so the outcome is settled when it is the same with the rest voting yes and voting no.
 */
#include "power/ternary.h"

#include <string.h>

enum { MOST_MEMBERS = 12, MOST_IN_ORDER = 6 };

typedef struct cas_ternary_look {
    cas_arena *arena;
    const cas_ternary *game;
    unsigned char votes[MOST_MEMBERS];
    int order[MOST_IN_ORDER];
    uint64_t adopting, swings[MOST_MEMBERS], pivots[MOST_MEMBERS], orders;
} cas_ternary_look;

static bool adopts_with(const cas_ternary_look *look, int member, cas_vote vote)
{
    unsigned char votes[MOST_MEMBERS];
    memcpy(votes, look->votes, sizeof votes);
    votes[member] = (unsigned char)vote;
    return cas_ternary_adopts(look->game, votes);
}

static bool settled_after(const cas_ternary_look *look, int voted)
{
    unsigned char low[MOST_MEMBERS], high[MOST_MEMBERS];
    memcpy(low, look->votes, sizeof low);
    memcpy(high, look->votes, sizeof high);
    for (int k = voted; k < look->game->count; k++) {
        low[look->order[k]] = CAS_VOTE_NO;
        high[look->order[k]] = CAS_VOTE_YES;
    }
    return cas_ternary_adopts(look->game, low) == cas_ternary_adopts(look->game, high);
}

static void look_at_orders(cas_ternary_look *look, int placed)
{
    const int n = look->game->count;
    if (placed == n) {
        int voted = 1;
        while (!settled_after(look, voted))
            voted++;
        look->orders++;
        /* Settled before anybody votes: nobody is pivotal. */
        if (!settled_after(look, 0))
            look->pivots[look->order[voted - 1]]++;
        return;
    }
    for (int i = 0; i < n; i++) {
        bool used = false;
        for (int k = 0; k < placed; k++)
            used |= look->order[k] == i;
        look->order[placed] = i;
        if (!used)
            look_at_orders(look, placed + 1);
    }
}

const cas_ternary_counts *cas_ternary_by_enumeration(cas_arena *arena, const cas_ternary *game, bool orders)
{
    const int n = game->count;
    if (n > (orders ? MOST_IN_ORDER : MOST_MEMBERS))
        return NULL;
    cas_ternary_look look = {.arena = arena, .game = game};
    uint64_t profiles = 1;
    for (int i = 0; i < n; i++)
        profiles *= CAS_VOTES;
    for (uint64_t p = 0; p < profiles; p++) {
        cas_poll(arena->ctx);
        uint64_t rest = p;
        for (int i = 0; i < n; i++, rest /= CAS_VOTES)
            look.votes[i] = (unsigned char)(rest % CAS_VOTES);
        look.adopting += cas_ternary_adopts(game, look.votes);
        for (int i = 0; i < n; i++)
            look.swings[i] += look.votes[i] == CAS_VOTE_YES && cas_ternary_adopts(game, look.votes) && !adopts_with(&look, i, CAS_VOTE_NO);
        if (orders && n)
            look_at_orders(&look, 0);
    }
    cas_ternary_counts *counts = CAS_NEW(arena, cas_ternary_counts);
    cas_big *swings = CAS_ARRAY(arena, cas_big, (size_t)n);
    cas_ratio *shapley = CAS_ARRAY(arena, cas_ratio, (size_t)n);
    for (int i = 0; i < n; i++) {
        swings[i] = cas_big_of(arena, look.swings[i]);
        if (orders)
            shapley[i] = cas_ratio_small(arena, look.pivots[i], look.orders);
    }
    *counts = (cas_ternary_counts){cas_big_of(arena, look.adopting), swings, orders ? shapley : NULL, "enumeration of votes"};
    return counts;
}
