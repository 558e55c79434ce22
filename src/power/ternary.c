/* Rules with abstention, made from games and evaluated: see ternary.h. */
#include "power/ternary.h"

static bool part_adopts(const cas_ternary_part *part, int members, const unsigned char *votes)
{
    if (part->scores) {
        int64_t sum = 0;
        for (int i = 0; i < members; i++)
            sum += votes[i] == CAS_VOTE_YES ? part->scores[i].yes : votes[i] == CAS_VOTE_ABSTAIN ? part->scores[i].abstain : 0;
        return sum >= part->quota;
    }
    int holding = 0;
    for (int i = 0; i < part->part_count; i++)
        holding += part_adopts(part->parts[i], members, votes);
    return holding >= part->needed;
}

bool cas_ternary_adopts(const cas_ternary *game, const unsigned char *votes)
{
    return part_adopts(game->rule, game->count, votes);
}

/* Null when the part cannot be one, or a total reaches 2^60. */
static const cas_ternary_part *part_of(cas_arena *arena, const cas_part *part, int members)
{
    cas_ternary_part *out = CAS_NEW(arena, cas_ternary_part);
    switch (part->kind) {
    case CAS_PART_WEIGHT: {
        cas_scores *scores = CAS_ARRAY(arena, cas_scores, (size_t)members);
        int64_t total = 0;
        for (int i = 0; i < members; i++) {
            scores[i].yes = cas_big_small(part->weights[i]);
            if (scores[i].yes < 0 || __builtin_add_overflow(total, scores[i].yes, &total) || total >> 60)
                return NULL;
        }
        const int64_t quota = cas_big_small(part->quota);
        out->scores = scores;
        out->quota = quota < 0 ? total + 1 : quota;
        return out;
    }
    case CAS_PART_COUNT: {
        const cas_ternary_part **parts = CAS_ARRAY(arena, const cas_ternary_part *, (size_t)part->part_count);
        for (int i = 0; i < part->part_count; i++)
            if (!(parts[i] = part_of(arena, part->parts[i], members)))
                return NULL;
        *out = (cas_ternary_part){.parts = parts, .part_count = part->part_count, .needed = part->needed};
        return out;
    }
    case CAS_PART_DIAGRAM: return NULL;
    }
    return NULL;
}

const cas_ternary *cas_ternary_of_game(cas_arena *arena, const cas_game *game)
{
    const cas_ternary_part *rule = game->ternary ? game->ternary : part_of(arena, game->rule, game->count);
    if (!rule)
        return NULL;
    cas_ternary *out = CAS_NEW(arena, cas_ternary);
    *out = (cas_ternary){game->count, rule};
    return out;
}

const cas_ternary_part *cas_ternary_with_blocs(cas_arena *arena, const cas_ternary_part *part, int members, const int *new_number, int new_count)
{
    cas_ternary_part *out = CAS_NEW(arena, cas_ternary_part);
    *out = *part;
    if (part->scores) {
        cas_scores *scores = CAS_ARRAY(arena, cas_scores, (size_t)new_count);
        for (int i = 0; i < members; i++) {
            scores[new_number[i]].abstain += part->scores[i].abstain;
            scores[new_number[i]].yes += part->scores[i].yes;
        }
        out->scores = scores;
        return out;
    }
    const cas_ternary_part **parts = CAS_ARRAY(arena, const cas_ternary_part *, (size_t)part->part_count);
    for (int i = 0; i < part->part_count; i++)
        parts[i] = cas_ternary_with_blocs(arena, part->parts[i], members, new_number, new_count);
    out->parts = parts;
    return out;
}
