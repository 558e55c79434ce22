/*
 * Simple games: which sets of members win.
 *
 * A game is a rule over members 0 … count-1. A rule is a weight that must be reached, or at least so many of other rules (all: and; one:
 * or), or a diagram (a whole guarantee). Only winning sets grow: more members never lose. Everything is immutable and lies in the arena it was
 * made in.
 */
#ifndef CAS_POWER_GAME_H
#define CAS_POWER_GAME_H

#include "coalition/diagram.h"
#include "model/instance.h"

typedef enum cas_part_kind {
    CAS_PART_WEIGHT,   /* the weights of the members present sum to at least quota */
    CAS_PART_COUNT,    /* at least `needed` of the parts hold */
    CAS_PART_DIAGRAM   /* the node holds; members are the store's variables */
} cas_part_kind;

/* A quota that follows the total: at least, or more than, over / under of it. */
typedef struct cas_quota_share {
    cas_big over, under;
    bool more;
} cas_quota_share;

typedef struct cas_part {
    cas_part_kind kind;
    const cas_big *weights;     /* WEIGHT: one a member, in whole units */
    cas_big quota;
    const cas_quota_share *share; /* null: the quota is a number of its own */
    unsigned places;            /* a unit is 10^-places of what was written */
    const struct cas_part *const *parts; /* COUNT */
    int part_count, needed;
    cas_diagrams *store;        /* DIAGRAM */
    cas_node node;
} cas_part;

/* The rule of the language that a game was read from: who leaves it is taken out there. */
typedef struct cas_game_origin {
    const cas_rule *rule;
    const char *const *party_names;
    int party_count;
    const int *party_of;        /* of each member */
} cas_game_origin;

typedef struct cas_game {
    int count;
    const char *const *names;
    const char *words;          /* the rule as the reader knows it */
    const cas_part *rule;
    const cas_decimal *weights; /* as written, when the game is one weighted rule; else null */
    cas_decimal quota;
    const struct cas_ternary_part *ternary; /* the rule as it counts abstentions; null: it says nothing of them */
    const char *ternary_needs;              /* why there is none, or null */
    const cas_game_origin *origin;          /* or null */
} cas_game;

const cas_part *cas_part_weight(cas_arena *arena, const cas_big *weights, cas_big quota);
const cas_part *cas_part_count(cas_arena *arena, int needed, const cas_part *const *parts, int count);
const cas_part *cas_part_diagram(cas_arena *arena, cas_diagrams *store, cas_node node);

/* The members present win. The slow definition that everything else is tested against. */
bool cas_game_wins(cas_arena *arena, const cas_game *game, const cas_set *present);
/* The game as a diagram; members in the order of decreasing weight of the heaviest rule: variable v is member order[v]. */
cas_node cas_game_diagram(const cas_game *game, cas_diagrams *store, const int *order);
/* That order; in `arena`. */
const int *cas_game_order(cas_arena *arena, const cas_game *game);
/* Who can stop a decision: the sets whose complement loses. Its swings are the same. */
const cas_game *cas_game_dual(cas_arena *arena, const cas_game *game);
/* Every weighted rule of the game, in order; *count says how many. Null when a part is a diagram. */
const cas_part *const *cas_game_leaves(cas_arena *arena, const cas_game *game, int *count);

/*
 * Members of each group vote as one: the game among the groups and those left over, in order of first appearance. group[i] is the number of
 * the member's group, or -1. out_of[i], if not null, receives the new number of each old member.
 */
const cas_game *cas_game_with_blocs(cas_arena *arena, const cas_game *game, const int *group, int *new_number);

/* ---- Changing: null means that *problem says in one sentence what is wrong ----------------------------------------------- */

/* over / under of the total, rounded up (at least) or to the next greater number (more). */
cas_big cas_quota_of_share(cas_arena *arena, const cas_quota_share *share, cas_big total);
/* The member has left. Quotas that are a share of the total follow it; in a rule of the language the member is excluded. */
const cas_game *cas_game_without(cas_arena *arena, const cas_game *game, int member, const char **problem);
/* A member more, with a weight for each weighted rule of the game: "12", "12/1". */
const cas_game *cas_game_with(cas_arena *arena, const cas_game *game, cas_text name, cas_text weights, const char **problem);

/* ---- Reading: null means that *problem says in one sentence what is wrong ------------------------------------------------ */

/* quota: "39", "12.5", "70%" (at least), ">50%" (more than), ">39"; weights: "7x5,1x10" or "US:7,FR:5". */
const cas_game *cas_game_read(cas_arena *arena, cas_text quota, cas_text weights, const char **problem);
/* "q=39;w=7x5,1x10", several of them joined: "and", "or" or a number. All must name the same members in the same order. */
const cas_game *cas_game_read_rules(cas_arena *arena, const cas_text *rules, int count, cas_text combine, const char **problem);
/* A table with one row a member. key and value name columns (or count them from 1); empty: the first column, the first other that is all numbers. */
const cas_game *cas_game_read_csv(cas_arena *arena, cas_text csv, cas_text key, cas_text value, cas_text quota, const char **problem);

/* A rule of the language among `members` (the parties it mentions): each ballot is yes or no, every stage in force, no finding made. */
const cas_game *cas_game_of_rule(cas_arena *arena, const cas_rule *rule, const char *const *party_names, int party_count);
/* The same, with the parties of `left` excluded. */
const cas_game *cas_game_of_rule_without(cas_arena *arena, const cas_rule *rule, const char *const *party_names, int party_count, const cas_set *left);
/* A named rule of a text in the first package of a condition (null: any) that has it; null where none has. */
struct cas_agreement;
struct cas_condition;
const cas_game *cas_game_of_named_rule(cas_arena *arena, const struct cas_agreement *agreement, const struct cas_condition *in, int rule);
/* A monotone function over the parties of `members`; variable v of the store is party v. */
const cas_game *cas_game_of_diagram(cas_arena *arena, cas_diagrams *store, cas_node node, const cas_set *members, const char *const *party_names,
                                    const char *words);

#endif
