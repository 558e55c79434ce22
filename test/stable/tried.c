#include "tried.h"

uint64_t chance(uint64_t *seed)
{
    uint64_t x = *seed += 0x9E3779B97F4A7C15ull;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ x >> 27) * 0x94D049BB133111EBull;
    return x ^ x >> 31;
}

static int below(uint64_t *seed, int bound)
{
    return (int)(chance(seed) % (uint64_t)bound);
}

/* ---- Statements written down ------------------------------------------------------------------------------------------- */

typedef struct reader {
    cas_arena *arena;
    const char *letters, *at;
} reader;

static bool sees(reader *r, const char *word)
{
    while (*r->at == ' ')
        r->at++;
    if (strncmp(r->at, word, strlen(word)) != 0)
        return false;
    r->at += strlen(word);
    return true;
}

static const cas_option_statement *read_or(reader *r);

static const cas_option_statement *read_one(reader *r)
{
    if (sees(r, "not "))
        return cas_option_not(r->arena, read_one(r));
    if (sees(r, "(")) {
        const cas_option_statement *inner = read_or(r);
        assert_true(sees(r, ")"));
        return inner;
    }
    while (*r->at == ' ')
        r->at++;
    const char *letter = strchr(r->letters, *r->at++);
    assert_non_null(letter);
    return cas_option_taken(r->arena, (int)(letter - r->letters));
}

static const cas_option_statement *read_and(reader *r)
{
    const cas_option_statement *left = read_one(r);
    while (sees(r, "and "))
        left = cas_option_pair(r->arena, CAS_OPTION_ALL, left, read_one(r));
    return left;
}

static const cas_option_statement *read_or(reader *r)
{
    const cas_option_statement *left = read_and(r);
    while (sees(r, "or "))
        left = cas_option_pair(r->arena, CAS_OPTION_ANY, left, read_and(r));
    if (sees(r, "if "))
        left = cas_option_pair(r->arena, CAS_OPTION_PROVIDED, left, read_or(r));
    return left;
}

const cas_option_statement *say(cas_arena *arena, const char *letters, const char *text)
{
    reader r = {arena, letters, text};
    const cas_option_statement *statement = read_or(&r);
    assert_false(*r.at && strchr("andor", *r.at));
    return statement;
}

void prefer(cas_arena *arena, cas_maker *maker, const char *letters, const char *text)
{
    reader r = {arena, letters, text};
    cas_priority *priorities = CAS_ARRAY(arena, cas_priority, 40);
    maker->priority_count = 0;
    do {
        const cas_option_statement **statements = CAS_ARRAY(arena, const cas_option_statement *, 10);
        int count = 0;
        do
            statements[count++] = read_or(&r);
        while (sees(&r, "~"));
        priorities[maker->priority_count++] = (cas_priority){statements, count};
    } while (sees(&r, ">"));
    assert_int_equal(*r.at, 0);
    maker->priorities = priorities;
}

cas_conflict *conflict_of(cas_arena *arena, const char *letters, const int *owners, const char *const *makers,
                          int maker_count)
{
    cas_conflict *conflict = CAS_NEW(arena, cas_conflict);
    const int options = (int)strlen(letters);
    cas_option *list = CAS_ARRAY(arena, cas_option, (size_t)options + 1);
    cas_maker *who = CAS_ARRAY(arena, cas_maker, (size_t)maker_count + 1);
    for (int k = 0; k < options; k++)
        list[k] = (cas_option){.name = cas_format(arena, "%c", letters[k]), .owner = owners[k]};
    for (int m = 0; m < maker_count; m++)
        who[m] = (cas_maker){.name = makers[m]};
    *conflict = (cas_conflict){
        .name = "test", .makers = who, .maker_count = maker_count, .options = list, .option_count = options};
    return conflict;
}

void rule_out(cas_arena *arena, cas_conflict *conflict, const char *letters, const char *const *texts, int count)
{
    const cas_option_statement **list = CAS_ARRAY(arena, const cas_option_statement *, (size_t)count + 1);
    for (int i = 0; i < count; i++)
        list[i] = say(arena, letters, texts[i]);
    conflict->infeasible = list;
    conflict->infeasible_count = count;
}

cas_conflict *the_talks(cas_arena *arena)
{
    static const char letters[] = "VWDOAT";
    static const int owners[] = {0, 0, 1, 1, 2, 3};
    static const char *const names[] = {"UA", "RU", "US", "EU"};
    static const char *const infeasible[] = {"V and W", "V and D", "V and O", "D and O", "T and not W"};
    static const char *const preferences[] = {"not V > D or (W and (A or T)) > not O > A > T > W or not O",
                                              "not T > not (W and not D) > V > not D > V or O > not A",
                                              "not (A and O) > not O > A and (D or W or V) > V or D",
                                              "not V > D or W > A > not T or not O > T"};
    cas_conflict *conflict = conflict_of(arena, letters, owners, names, 4);
    rule_out(arena, conflict, letters, infeasible, 5);
    for (int m = 0; m < 4; m++)
        prefer(arena, (cas_maker *)&conflict->makers[m], letters, preferences[m]);
    ((cas_option *)conflict->options)[0].stays = CAS_STAYS_TAKEN;
    conflict->has_status_quo = true;
    conflict->status_quo = 1 << 3;
    return conflict;
}

/* ---- Random conflicts ----------------------------------------------------------------------------------------------------- */

static const cas_option_statement *random_statement(cas_arena *arena, uint64_t *seed, int options, int depth)
{
    if (depth == 0 || below(seed, 3) == 0) {
        const cas_option_statement *taken = cas_option_taken(arena, below(seed, options));
        return below(seed, 2) ? taken : cas_option_not(arena, taken);
    }
    static const cas_option_statement_kind kinds[] = {CAS_OPTION_ALL, CAS_OPTION_ANY, CAS_OPTION_PROVIDED};
    return cas_option_pair(arena, kinds[below(seed, 3)], random_statement(arena, seed, options, depth - 1),
                           random_statement(arena, seed, options, depth - 1));
}

static void random_priorities(cas_arena *arena, uint64_t *seed, int options, cas_maker *maker)
{
    const int count = 1 + below(seed, 5);
    cas_priority *priorities = CAS_ARRAY(arena, cas_priority, (size_t)count);
    for (int p = 0; p < count; p++) {
        const int ties = 1 + (below(seed, 4) == 0);
        const cas_option_statement **statements = CAS_ARRAY(arena, const cas_option_statement *, (size_t)ties);
        for (int i = 0; i < ties; i++)
            statements[i] = random_statement(arena, seed, options, 2);
        priorities[p] = (cas_priority){statements, ties};
    }
    maker->priorities = priorities;
    maker->priority_count = count;
}

/* The given states in random order, in classes of random size. */
static void random_ranks(cas_arena *arena, uint64_t *seed, const uint64_t *states, int count, cas_maker *maker)
{
    uint64_t *mixed = CAS_ARRAY(arena, uint64_t, (size_t)count);
    cas_rank *ranks = CAS_ARRAY(arena, cas_rank, (size_t)count);
    const int ties = 1 + below(seed, 4);
    for (int i = 0; i < count; i++) {
        const int j = below(seed, i + 1);
        mixed[i] = mixed[j];
        mixed[j] = states[i];
    }
    maker->rank_count = 0;
    for (int i = 0; i < count;) {
        const int some = 1 + below(seed, ties), many = some < count - i ? some : count - i;
        ranks[maker->rank_count++] = (cas_rank){mixed + i, many};
        i += many;
    }
    maker->ranks = ranks;
}

static void draw_randomly(cas_arena *arena, uint64_t *seed, cas_conflict *conflict)
{
    const int states = 2 + below(seed, 12), arrows = below(seed, 4 * states);
    cas_arrow *list = CAS_ARRAY(arena, cas_arrow, (size_t)arrows + 1);
    const char **names = CAS_ARRAY(arena, const char *, (size_t)states);
    uint64_t *all = CAS_ARRAY(arena, uint64_t, (size_t)states);
    for (int a = 0; a < arrows; a++)
        list[a] = (cas_arrow){below(seed, conflict->maker_count), below(seed, states), below(seed, states)};
    for (int s = 0; s < states; s++) {
        names[s] = cas_format(arena, "s%d", s + 1);
        all[s] = (uint64_t)s;
    }
    conflict->drawn = true;
    conflict->state_names = names;
    conflict->state_count = states;
    conflict->arrows = list;
    conflict->arrow_count = arrows;
    conflict->option_count = 0;
    for (int m = 0; m < conflict->maker_count; m++)
        random_ranks(arena, seed, all, states, (cas_maker *)&conflict->makers[m]);
}

static void give_options(cas_arena *arena, uint64_t *seed, cas_conflict *conflict)
{
    const int ruled_out = below(seed, 4);
    const cas_option_statement **infeasible = CAS_ARRAY(arena, const cas_option_statement *, 4);
    for (int i = 0; i < ruled_out; i++)
        infeasible[i] = cas_option_pair(arena, CAS_OPTION_ALL, random_statement(arena, seed, conflict->option_count, 1),
                                        random_statement(arena, seed, conflict->option_count, 1));
    conflict->infeasible = infeasible;
    conflict->infeasible_count = ruled_out;
    for (int k = 0; k < conflict->option_count; k++)
        ((cas_option *)conflict->options)[k].stays = below(seed, 3) ? 0 : below(seed, 4);
    uint64_t feasible[64];
    int count = 0;
    for (uint64_t s = 0; s < (uint64_t)1 << conflict->option_count; s++) {
        bool out = false;
        for (int i = 0; i < ruled_out; i++)
            out |= cas_option_true(infeasible[i], s);
        if (!out)
            feasible[count++] = s;
    }
    for (int m = 0; m < conflict->maker_count; m++)
        if (below(seed, 2) && count)
            random_ranks(arena, seed, feasible, count, (cas_maker *)&conflict->makers[m]);
        else
            random_priorities(arena, seed, conflict->option_count, (cas_maker *)&conflict->makers[m]);
}

cas_conflict *random_conflict(cas_arena *arena, uint64_t *seed)
{
    static const char *const names[] = {"P", "Q", "R", "S"};
    int owners[6];
    const int makers = 2 + below(seed, 3), options = 1 + below(seed, 6);
    for (int k = 0; k < options; k++)
        owners[k] = below(seed, makers);
    cas_conflict *conflict = conflict_of(arena, &"ABCDEF"[6 - options], owners, names, makers);
    if (below(seed, 4) == 0)
        draw_randomly(arena, seed, conflict);
    else
        give_options(arena, seed, conflict);
    if (makers > 2 && below(seed, 5) == 0) {
        bool *absent = CAS_ARRAY(arena, bool, (size_t)makers);
        absent[below(seed, makers)] = true;
        conflict->absent = absent;
    }
    return conflict;
}

/* ---- Looking at them ------------------------------------------------------------------------------------------------------ */

const cas_states *states_or_none(cas_arena *arena, const cas_conflict *conflict)
{
    const char *problem;
    return cas_states_of(arena, conflict, &problem, NULL);
}

const cas_states *states_of(cas_arena *arena, const cas_conflict *conflict)
{
    const char *problem;
    const cas_states *states = cas_states_of(arena, conflict, &problem, NULL);
    if (!states)
        fail_msg("%s", problem);
    return states;
}

void assert_same_stability(const cas_stability *a, const cas_stability *b)
{
    const cas_states *states = a->states;
    for (int m = 0; m < states->conflict->maker_count; m++)
        for (uint32_t s = 0; s < states->count; s++)
            if (a->of[m][s] != b->of[m][s])
                fail_msg("maker %d, state %u of %u: %02x and %02x", m, s, states->count, a->of[m][s], b->of[m][s]);
    assert_memory_equal(a->equilibria, b->equilibria, states->count);
}

const char *equilibria_words(cas_arena *arena, const cas_stability *stability, cas_concept concept)
{
    cas_builder out = {.arena = arena};
    for (uint32_t s = 0; s < stability->states->count; s++)
        if ((stability->equilibria[s] >> concept) & 1)
            cas_putf(&out, "%s%s", out.length ? " " : "",
                     cas_state_words(arena, stability->states->conflict, stability->states->options[s]));
    return cas_built_string(&out);
}
