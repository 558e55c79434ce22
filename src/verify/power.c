/*
 * Power: by counting every coalition where the game is given by weights and is small, else by what holds in every game.
 *
 * 1. At most 20 members, a rule of the text or one weighted rule "[q;7x5,1x10]": winning and minimal winning sets, each member's swings, and from them the indices of Banzhaf, Shapley
 *    and Shubik, Rae, Coleman, Deegan and Packel, Holler, Johnston, are counted set by set.
 * 2. Always: winning and losing sets are all; the normalised Banzhaf index and the Shapley-Shubik index add up to 1; Banzhaf is swings over all swings; a member is a
 *    dummy exactly if it has no swing, and has a veto exactly if no set wins without it (Coleman's index to prevent is 1).
 */
#include "verify/verify.h"

#include "model/model.h"
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

/* What is counted of one member over all sets. */
typedef struct counted {
    uint64_t swings, held, minimal; /* winning, and minimal winning, sets that hold it */
    double shapley, packel, johnston;
} counted;

typedef struct count_of_sets {
    uint64_t winning, minimal;
    double critical; /* winning sets that need somebody */
    counted member[MOST_MEMBERS];
} count_of_sets;

static bool wins(cas_arena *arena, const cas_game *game, uint64_t bits)
{
    cas_set set = cas_set_empty();
    set.word[0] = bits;
    const cas_mark mark = cas_arena_mark(arena);
    const bool answer = cas_game_wins(arena, game, &set);
    cas_arena_release(arena, mark);
    return answer;
}

/* The share of all orders in which the others of a set of this size come before one member, and the rest after it. */
static double order_share(int members, int size)
{
    double share = 1.0 / members;
    for (int k = 1; k < size; k++)
        share *= (double)k / (members - k);
    return share;
}

static void count_set(cas_arena *arena, const cas_game *game, uint64_t bits, count_of_sets *all)
{
    uint64_t critical = 0;
    const int size = __builtin_popcountll(bits);
    for (uint64_t left = bits; left; left &= left - 1)
        if (!wins(arena, game, bits ^ (left & -left)))
            critical |= left & -left;
    const int needed = __builtin_popcountll(critical);
    all->winning++;
    all->minimal += critical == bits;
    all->critical += needed > 0;
    for (uint64_t left = bits; left; left &= left - 1)
        all->member[__builtin_ctzll(left)].held++;
    for (uint64_t left = critical; left; left &= left - 1) {
        counted *member = &all->member[__builtin_ctzll(left)];
        member->swings++;
        member->shapley += order_share(game->count, size);
        member->johnston += 1.0 / needed;
        member->minimal += critical == bits;
        member->packel += critical == bits ? 1.0 / size : 0;
    }
}

static void claim_count(cas_verified *out, const cas_json_value *object, const char *key, uint64_t count, const char *where)
{
    if (*cas_verify_string(object, key))
        cas_verified_claim(out, strcmp(cas_verify_string(object, key), cas_format(out->arena, "%llu", (unsigned long long)count)) == 0, where,
                           "%s: counted one by one there are %llu", key, (unsigned long long)count);
}

static void claim_index(cas_verified *out, const cas_json_value *member, const char *key, double value)
{
    const double said = number_of(member, key);
    if (!isnan(said))
        cas_verified_claim(out, fabs(said - value) <= 1e-9 * (1 + fabs(value)), cas_verify_string(member, "name"), "%s: counted one by one it is %.12g", key, value);
}

static void claim_member(cas_verified *out, const cas_game *game, const count_of_sets *all, const cas_json_value *said, int m, double minimal_of_all)
{
    const counted *one = &all->member[m];
    const double sets = ldexp(1, game->count), losing = sets - (double)all->winning, swings = (double)one->swings;
    claim_count(out, said, "swings", one->swings, cas_verify_string(said, "name"));
    claim_count(out, said, "minimal_winning", one->minimal, cas_verify_string(said, "name"));
    claim_index(out, said, "banzhaf_absolute", swings / (sets / 2));
    claim_index(out, said, "shapley_shubik", one->shapley);
    claim_index(out, said, "rae", 0.5 + swings / sets);
    claim_index(out, said, "nevison", (double)one->held / (sets / 2));
    if (all->winning) {
        claim_index(out, said, "koenig_braeuninger", (double)one->held / (double)all->winning);
        claim_index(out, said, "coleman_prevent", swings / (double)all->winning);
        claim_index(out, said, "coleman_initiate", swings / losing);
    }
    if (all->minimal) {
        claim_index(out, said, "deegan_packel", one->packel / (double)all->minimal);
        claim_index(out, said, "holler", (double)one->minimal / minimal_of_all);
        claim_index(out, said, "johnston", one->johnston / all->critical);
    }
}

static void count_all(cas_verified *out, const cas_game *game, const cas_json_value *answer, const cas_json_value *members)
{
    count_of_sets all = {0};
    double minimal_of_all = 0;
    for (uint64_t bits = 0; bits < (uint64_t)1 << game->count; bits++) {
        cas_poll(out->arena->ctx);
        if (wins(out->arena, game, bits))
            count_set(out->arena, game, bits, &all);
    }
    for (int m = 0; m < game->count; m++)
        minimal_of_all += (double)all.member[m].minimal;
    claim_count(out, answer, "winning", all.winning, "winning");
    claim_count(out, answer, "minimal_winning", all.minimal, "minimal_winning");
    for (int m = 0; m < game->count; m++)
        claim_member(out, game, &all, members->items[m], m, minimal_of_all);
}

/* The rule of the text that the answer names; null where it names none, or takes members together. */
static const cas_game *game_of_text(cas_verified *out, const cas_agreement *agreement, const cas_json_value *with)
{
    const char *name = cas_verify_string(with, "rule");
    if (!agreement || !*name || cas_json_member(with, "bloc"))
        return NULL;
    const int rule = cas_model_rule(agreement, cas_text_of(name));
    if (rule < 0)
        cas_fail(out->arena->ctx, CAS_E_INPUT, "the text has no rule called `%s`", name);
    return cas_game_of_named_rule(out->arena, agreement, cas_verify_condition(out->arena, agreement, with), rule);
}

void cas_verify_power(cas_verified *out, const cas_agreement *agreement, const cas_json_value *answer)
{
    const cas_json_value *members = cas_json_member(answer, "members");
    if (!members || members->kind != CAS_JSON_ARRAY)
        cas_fail(out->arena->ctx, CAS_E_INPUT, "the answer has no members");
    check_identities(out, answer, members);
    const cas_game *game = game_of_text(out, agreement, cas_json_member(answer, "asked_with"));
    if (!game)
        game = game_of(out->arena, cas_verify_string(answer, "rule"));
    if (game && (size_t)game->count == members->count && game->count <= MOST_MEMBERS)
        count_all(out, game, answer, members);
    else
        cas_verified_skip(out, "swings", "they, and the indices, are counted one by one for a rule of the text, or a single weighted rule, of at most %d members", MOST_MEMBERS);
    static const cas_unread unread[] = {{"coalitions", "the list of coalitions"}, {"order", "who can stand in for whom"}, {"needs", "whom a member needs"},
                                        {"minimum_weights", "minimum weights"}, {"nucleolus", "the nucleolus"}};
    cas_verified_unread(out, answer, unread, sizeof unread / sizeof *unread);
}
