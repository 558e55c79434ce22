/*
 * Power: by counting every coalition where the game is given by weights and is small, else by what holds in every game.
 *
 * 1. At most 20 members and one weighted rule "[q;7x5,1x10]": winning sets and each member's swings are counted set by set.
 * 2. Always: winning and losing sets are all; the normalised Banzhaf index and the Shapley-Shubik index add up to 1; Banzhaf is swings over all swings; a member is a
 *    dummy exactly if it has no swing, and has a veto exactly if no set wins without it (Coleman's index to prevent is 1).
 */
#include "verify/verify.h"

#include "power/read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_MEMBERS = 20 };

static double number_of(const cas_json_value *object, const char *key)
{
    const cas_json_value *value = cas_json_member(object, key);
    return value && value->kind == CAS_JSON_NUMBER ? value->number : NAN;
}

static void check_sum(cas_verified *out, const cas_json_value *members, const char *key)
{
    double sum = 0;
    for (size_t m = 0; m < members->count; m++)
        sum += number_of(members->items[m], key);
    if (!isnan(sum))
        cas_verified_claim(out, fabs(sum - 1) < 1e-9, key, "the shares add up to %.12g, not to 1", sum);
}

static void check_identities(cas_verified *out, const cas_json_value *answer, const cas_json_value *members)
{
    double swings = 0;
    check_sum(out, members, "banzhaf");
    check_sum(out, members, "shapley_shubik");
    for (size_t m = 0; m < members->count; m++)
        swings += strtod(cas_verify_string(members->items[m], "swings"), NULL);
    for (size_t m = 0; m < members->count && swings > 0; m++) {
        const cas_json_value *member = members->items[m];
        const char *name = cas_verify_string(member, "name");
        const double own = strtod(cas_verify_string(member, "swings"), NULL), share = number_of(member, "banzhaf");
        const cas_json_value *dummy = cas_json_member(member, "dummy"), *veto = cas_json_member(member, "veto");
        if (!isnan(share))
            cas_verified_claim(out, fabs(share - own / swings) < 1e-9, name, "its Banzhaf index is not its share of the swings");
        if (dummy && dummy->kind == CAS_JSON_BOOLEAN)
            cas_verified_claim(out, dummy->boolean == (own == 0), name, "a dummy is a member without a swing");
        if (veto && veto->kind == CAS_JSON_BOOLEAN && !isnan(number_of(member, "coleman_prevent")))
            cas_verified_claim(out, veto->boolean == (fabs(number_of(member, "coleman_prevent") - 1) < 1e-12), name,
                               "a veto means that nothing is decided without it");
    }
    const double winning = strtod(cas_verify_string(answer, "winning"), NULL), losing = strtod(cas_verify_string(answer, "losing"), NULL);
    if (winning + losing > 0 && members->count < 1000)
        cas_verified_claim(out, fabs(winning + losing - ldexp(1, (int)members->count)) <= 1e-9 * (winning + losing), "winning, losing",
                           "together they are not all sets of the members");
}

/* The rule as the answer writes it, "[39;7x5,1x10]", read again; null where it is no single weighted rule. */
static const cas_game *game_of(cas_arena *arena, const char *rule)
{
    const char *semicolon = strchr(rule, ';');
    const size_t length = strlen(rule);
    const char *problem = NULL;
    if (rule[0] != '[' || !semicolon || length < 3 || rule[length - 1] != ']' || strchr(semicolon + 1, ';'))
        return NULL;
    return cas_game_read(arena, (cas_text){rule + 1, (size_t)(semicolon - rule) - 1},
                         (cas_text){semicolon + 1, length - 2 - (size_t)(semicolon - rule)}, &problem);
}

static void count_all(cas_verified *out, const cas_game *game, const cas_json_value *answer, const cas_json_value *members)
{
    const int n = game->count;
    uint64_t winning = 0, *swings = CAS_ARRAY(out->arena, uint64_t, (size_t)n + 1);
    for (uint64_t bits = 0; bits < (uint64_t)1 << n; bits++) {
        cas_set set = cas_set_empty();
        set.word[0] = bits;
        const cas_mark mark = cas_arena_mark(out->arena);
        cas_poll(out->arena->ctx);
        const bool wins = cas_game_wins(out->arena, game, &set);
        winning += wins;
        for (uint64_t left = wins ? bits : 0; left; left &= left - 1) {
            cas_set less = set;
            less.word[0] ^= left & -left;
            swings[__builtin_ctzll(left)] += !cas_game_wins(out->arena, game, &less);
        }
        cas_arena_release(out->arena, mark);
    }
    cas_verified_claim(out, strcmp(cas_verify_string(answer, "winning"), cas_format(out->arena, "%llu", (unsigned long long)winning)) == 0, "winning",
                       "counted one by one there are %llu", (unsigned long long)winning);
    for (int m = 0; m < n; m++)
        cas_verified_claim(out, strcmp(cas_verify_string(members->items[m], "swings"), cas_format(out->arena, "%llu", (unsigned long long)swings[m])) == 0,
                           cas_verify_string(members->items[m], "name"), "counted one by one it has %llu swings", (unsigned long long)swings[m]);
}

void cas_verify_power(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer)
{
    const cas_json_value *members = cas_json_member(answer, "members");
    (void)agreement;
    if (!members || members->kind != CAS_JSON_ARRAY)
        cas_fail(out->arena->ctx, CAS_E_INPUT, "the answer has no members");
    check_identities(out, answer, members);
    const cas_game *game = game_of(out->arena, cas_verify_string(answer, "rule"));
    if (game && (size_t)game->count == members->count && game->count <= MOST_MEMBERS)
        count_all(out, game, answer, members);
    else
        cas_verified_skip(out, "swings", "they are counted one by one for a single weighted rule of at most %d members", MOST_MEMBERS);
}
