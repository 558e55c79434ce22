/*
 * The naive search against facts worked out by hand: the twelve conformance texts with three and with five
 * guarantors, and small texts that tell a right reading from a wrong one.
 */
#include "hold/naive.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* ---- Building instances by hand ---------------------------------------------------------------------------------- */

enum { MOST = 16 };

/* A text under construction. Arrays are taken once, so that what points into them stays. */
typedef struct text {
    cas_arena *arena;
    cas_instance in;
    cas_clause *clauses;
    cas_deed *deeds;
    cas_given *givens;
    const char **names;
} text;

static text *text_open(cas_arena *arena, int parties)
{
    text *t = CAS_NEW(arena, text);
    t->arena = arena;
    t->clauses = CAS_ARRAY(arena, cas_clause, MOST);
    t->deeds = CAS_ARRAY(arena, cas_deed, MOST);
    t->givens = CAS_ARRAY(arena, cas_given, 1);
    t->names = CAS_ARRAY(arena, const char *, MOST);
    for (int i = 0; i < MOST; i++)
        t->names[i] = cas_format(arena, "n%d", i);
    t->in = (cas_instance){.party_count = parties,
                           .party_names = t->names,
                           .party_titles = t->names,
                           .attacker = -1,
                           .attacked = -1,
                           .tick_hours = 24,
                           .deeds = t->deeds,
                           .incident_names = t->names,
                           .incident_count = 1,
                           .decision_names = t->names,
                           .decision_count = 3,
                           .finding_names = t->names,
                           .finding_count = 2,
                           .clauses = t->clauses,
                           .givens = t->givens,
                           .given_count = 1};
    return t;
}

static int deed(text *t, const char *name, cas_deed_kind kind)
{
    t->deeds[t->in.deed_count] = (cas_deed){name, name, kind, false};
    return t->in.deed_count++;
}

static cas_quant quant_of(text *t, cas_quant_kind kind, uint64_t number, uint64_t over, bool share)
{
    return (cas_quant){kind, share, cas_big_of(t->arena, number), cas_big_of(t->arena, over)};
}

static cas_set parties(int count, const int *members)
{
    cas_set set = cas_set_empty();
    for (int i = 0; i < count; i++)
        cas_set_add(&set, members[i]);
    return set;
}
#define SET(...) parties((int)(sizeof((int[]){__VA_ARGS__}) / sizeof(int)), (int[]){__VA_ARGS__})

/* An event of this kind, as a trigger. */
static cas_event *event(text *t, cas_event_kind kind, int index)
{
    cas_event *e = CAS_NEW(t->arena, cas_event);
    *e = (cas_event){.kind = kind, .index = index, .quant = quant_of(t, CAS_ANY, 0, 1, false)};
    return e;
}

static cas_event *after(text *t, cas_tick delay, cas_event *inner)
{
    cas_event *e = event(t, CAS_EV_AFTER, -1);
    e->delay = delay;
    e->inner = inner;
    return e;
}

/* A clause with one trigger (null: in force from the start) and room for statements. */
static int clause(text *t, const cas_event *trigger)
{
    const cas_event **triggers = CAS_ARRAY(t->arena, const cas_event *, 2);
    triggers[0] = trigger;
    t->clauses[t->in.clause_count] = (cas_clause){.label = t->names[t->in.clause_count + 1],
                                                  .triggers = triggers,
                                                  .trigger_count = trigger != NULL,
                                                  .statements = CAS_ARRAY(t->arena, cas_statement, MOST)};
    return t->in.clause_count++;
}

static cas_statement *statement(text *t, cas_statement_kind kind)
{
    cas_clause *last = &t->clauses[t->in.clause_count - 1];
    cas_statement *s = (cas_statement *)&last->statements[last->statement_count++];
    *s = (cas_statement){.kind = kind, .prevails_over = -1, .again_after = -1, .who = {.voted_on = -1}};
    return s;
}

static void add_way(text *t, cas_statement *s, int count, const cas_doing *doings)
{
    cas_way *ways = CAS_ARRAY(t->arena, cas_way, (size_t)s->way_count + 1);
    cas_doing *copy = CAS_ARRAY(t->arena, cas_doing, (size_t)count);
    if (s->way_count)
        memcpy(ways, s->ways, (size_t)s->way_count * sizeof *ways);
    memcpy(copy, doings, (size_t)count * sizeof *copy);
    ways[s->way_count++] = (cas_way){copy, count};
    s->ways = ways;
}

/* WHO must / must not / may / can one doing; more ways can be added. */
static cas_statement *says(text *t, cas_statement_kind kind, cas_who_kind who, cas_set set, int doing, int recipient,
                           cas_tick within)
{
    cas_statement *s = statement(t, kind);
    s->who = (cas_who){.kind = who, .number = 1, .set = set, .voted_on = -1};
    s->within = within;
    add_way(t, s, 1, &(cas_doing){doing, recipient});
    return s;
}

static cas_rule *count_rule(text *t, cas_quant quant, cas_set members, cas_ballot_word word)
{
    cas_rule *rule = CAS_NEW(t->arena, cas_rule);
    *rule = (cas_rule){.kind = CAS_RULE_COUNT, .quant = quant, .members = members, .ballot = word};
    rule->excluding.finding = rule->barring.finding = -1;
    return rule;
}

static cas_rule *all_yes(text *t, cas_set members)
{
    return count_rule(t, quant_of(t, CAS_ALL, 0, 1, false), members, CAS_WORD_YES);
}

static cas_statement *decide(text *t, int decision, const cas_rule *rule, cas_tick within)
{
    cas_statement *s = statement(t, CAS_DECIDE);
    s->index = decision;
    s->rule = rule;
    s->within = within;
    return s;
}

static cas_statement *finding(text *t, int index, cas_finding_mode mode, const cas_rule *rule, cas_tick within)
{
    cas_statement *s = statement(t, CAS_FINDING);
    s->index = index;
    s->mode = mode;
    s->rule = rule;
    s->within = within;
    s->call_set = cas_set_first(t->in.party_count);
    return s;
}

/* quant of set gives the deed to the recipient, or does it. */
static cas_goal deed_goal(text *t, cas_quant quant, cas_set set, int deed_index, int recipient)
{
    int *deeds = CAS_ARRAY(t->arena, int, MOST);
    deeds[0] = deed_index;
    return (cas_goal){.name = "goal",
                      .kind = recipient < 0 ? CAS_GOAL_DOES : CAS_GOAL_GIVES,
                      .quant = quant,
                      .set = set,
                      .deeds = deeds,
                      .deed_count = 1,
                      .recipient = recipient};
}

static cas_goal event_goal(const cas_event *e)
{
    return (cas_goal){.name = "goal", .kind = CAS_GOAL_EVENT, .event = e, .recipient = -1};
}

enum { TOO_LARGE = -2 };

/* The value, or TOO_LARGE past so many positions. */
static cas_tick value_within(text *t, const cas_goal *goal, const char *stances, uint64_t most)
{
    cas_stance vector[MOST];
    cas_guard guard;
    for (int p = 0; p < t->in.party_count; p++)
        vector[p] = stances[p] == 'h' ? CAS_HELPS : stances[p] == 'o' ? CAS_OBEYS : CAS_RESISTS;
    t->in.goals = goal;
    t->in.goal_count = 1;
    const cas_mark mark = cas_arena_mark(t->arena);
    volatile cas_tick answer = TOO_LARGE;
    if (setjmp(*cas_guard_open(t->arena->ctx, &guard)) == 0)
        answer = cas_naive_value(t->arena, &t->in, goal, vector, most, NULL);
    cas_guard_close(t->arena->ctx, &guard);
    cas_arena_release(t->arena, mark);
    return answer;
}

static cas_tick value(text *t, const cas_goal *goal, const char *stances)
{
    const cas_tick answer = value_within(t, goal, stances, 1000000);
    assert_int_not_equal(answer, TOO_LARGE);
    return answer;
}

/* Every test works in an arena of its own; a failure of the library is a failure of the test. */
typedef struct place {
    cas_ctx ctx;
    cas_arena arena;
    cas_guard guard;
} place;

#define IN_ARENA(body)                                                                                                 \
    do {                                                                                                               \
        static place here;                                                                                             \
        here.ctx = (cas_ctx){.deadline = 0};                                                                           \
        cas_ctx_open(&here.ctx);                                                                                       \
        cas_arena_open(&here.arena, &here.ctx);                                                                        \
        if (setjmp(*cas_guard_open(&here.ctx, &here.guard)) == 0)                                                      \
            body(&here.arena);                                                                                         \
        cas_guard_close(&here.ctx, &here.guard);                                                                       \
        if (here.guard.status != CAS_OK)                                                                               \
            print_error("%s\n", here.ctx.needs);                                                                       \
        assert_int_equal(here.guard.status, CAS_OK);                                                                   \
        cas_arena_close(&here.arena);                                                                                  \
    } while (0)

/* ---- The conformance texts --------------------------------------------------------------------------------------- */

typedef enum wording {
    ALONE_LIMIT,
    ALONE_CONDITION,
    ALL,
    OTHERS_BY_FACT,
    OTHERS_FOUND_BY_ALL,
    OTHERS_FOUND_BY_FOUR,
    OTHERS_ON_CALL_OF_THREE,
    TWO_THIRDS,
    TWO_THIRDS_OTHERS,
    SILENCE_OTHERS,
    SILENCE,
    OWN_CHOICE_ONLY,
    WORDINGS
} wording;

enum { UA = 0, RU = 1 };

/*
 * UA is party 0, RU party 1 and the attacker, the other guarantors follow. All but one and all but two of them are
 * the four and three of five.
 */
static text *conformance(cas_arena *arena, wording row, int guarantor_count, cas_goal *goal)
{
    text *t = text_open(arena, guarantor_count + 1);
    const int airspace = deed(t, "airspace", CAS_MEASURE), weapons = deed(t, "weapons", CAS_MEASURE);
    const int own_choice = deed(t, "own_choice", CAS_MEASURE), consult = deed(t, "consult", CAS_ACT);
    const int request = deed(t, "request", CAS_POWER);
    t->deeds[own_choice].optional = true;
    t->in.attacker = RU;
    t->in.attacked = UA;
    t->givens[0] = (cas_given){.kind = CAS_GIVEN_INCIDENT};
    cas_set guarantors = cas_set_first(guarantor_count + 1);
    cas_set_remove(&guarantors, UA);
    const cas_set others = cas_set_minus(guarantors, SET(RU));
    *goal = deed_goal(t, quant_of(t, CAS_ANY, 0, 1, false), guarantors, airspace, UA);
    ((int *)goal->deeds)[1] = weapons;
    ((int *)goal->deeds)[2] = own_choice;
    goal->deed_count = 3;

    clause(t, event(t, CAS_EV_INCIDENT, 0));
    says(t, CAS_POWER_GRANT, CAS_EACH, SET(UA), request, -1, 0);

    cas_event *requested = event(t, CAS_EV_DEED, request), *trigger = requested;
    if (row == ALONE_LIMIT)
        trigger = after(t, 3, requested);
    if (row == ALONE_CONDITION) {
        clause(t, requested);
        says(t, CAS_DUTY, CAS_JOINTLY, guarantors, consult, -1, 3);
        trigger = event(t, CAS_EV_DEED, consult);
    }
    if (row >= ALL && row <= SILENCE) {
        const bool silent = row == SILENCE || row == SILENCE_OTHERS;
        cas_quant quant = quant_of(t, silent ? CAS_NONE : CAS_ALL, 0, 1, false);
        if (row == TWO_THIRDS || row == TWO_THIRDS_OTHERS)
            quant = quant_of(t, CAS_AT_LEAST, 2, 3, true);
        cas_rule *rule = count_rule(t, quant, guarantors, silent ? CAS_WORD_NO : CAS_WORD_YES);
        if (row == OTHERS_BY_FACT || row == TWO_THIRDS_OTHERS || row == SILENCE_OTHERS)
            rule->excluding.always = SET(RU);
        clause(t, requested);
        if (row >= OTHERS_FOUND_BY_ALL && row <= OTHERS_ON_CALL_OF_THREE) {
            rule->excluding.when_found = SET(RU);
            rule->excluding.finding = 0;
            const cas_quant four = quant_of(t, CAS_AT_LEAST, (uint64_t)guarantor_count - 1, 1, false);
            const cas_rule *finders =
                row == OTHERS_FOUND_BY_ALL ? all_yes(t, guarantors) : count_rule(t, four, guarantors, CAS_WORD_YES);
            const bool on_call = row == OTHERS_ON_CALL_OF_THREE;
            cas_statement *s = finding(t, 0, on_call ? CAS_ON_CALL : CAS_BY_RULE, on_call ? NULL : finders, 3);
            s->call_number = guarantor_count - 2;
            s->call_set = guarantors;
        }
        decide(t, 0, rule, 3);
        trigger = event(t, CAS_EV_ADOPTED, 0);
    }
    clause(t, row == OWN_CHOICE_ONLY ? requested : trigger);
    cas_statement *duty = says(t, CAS_DUTY, CAS_EACH, others, row == OWN_CHOICE_ONLY ? own_choice : airspace, UA, 1);
    duty->only_basis = row == OWN_CHOICE_ONLY;
    if (row != OWN_CHOICE_ONLY)
        add_way(t, duty, 1, &(cas_doing){weapons, UA});
    return t;
}

/* Sets of guarantors as bits, RU lowest. */
typedef enum answer { NO, YES, UNKNOWN } answer;
typedef struct families {
    answer blocks[32], blocks_lawfully[32], decides[32], suffices[32];
    int known;
} families;

static answer is_reached(text *t, const cas_goal *goal, unsigned set, int guarantors, const char *in_and_out,
                         families *f)
{
    char stances[MOST] = "h";
    for (int i = 0; i < guarantors; i++)
        stances[1 + i] = in_and_out[set >> i & 1 ? 0 : 1];
    const cas_tick found = value_within(t, goal, stances, 20000);
    f->known += found != TOO_LARGE;
    return found == TOO_LARGE ? UNKNOWN : found == CAS_NEVER ? NO : YES;
}

static answer opposite(answer a)
{
    return a == UNKNOWN ? UNKNOWN : a == YES ? NO : YES;
}

static void fill_families(text *t, const cas_goal *goal, int guarantors, families *f)
{
    f->known = 0;
    for (unsigned set = 0; set < 1u << guarantors; set++) {
        f->blocks[set] = opposite(is_reached(t, goal, set, guarantors, "rh", f));
        f->blocks_lawfully[set] = opposite(is_reached(t, goal, set, guarantors, "oh", f));
        f->decides[set] = is_reached(t, goal, set, guarantors, "hr", f);
        f->suffices[set] = is_reached(t, goal, set, guarantors, "ho", f);
    }
}

/* What the table says, as conditions on the number of other guarantors in the set (n of them in all) and on RU. */
typedef struct expected {
    int blocking_others; /* so many others block, RU or not; 0: none can */
    bool ru_blocks, ru_counts_as_one;
    int lawfully_blocking_others;
    bool ru_blocks_lawfully;
} expected;

static bool is_blocked(int threshold, bool alone, bool as_one, int others, bool ru)
{
    return (ru && alone) || (threshold && others + (as_one && ru) >= threshold);
}

static expected expected_of(wording row, int guarantors)
{
    const int others = guarantors - 1;
    /* More than a third of the base blocks two thirds. */
    const int third = guarantors / 3 + 1, third_of_others = others / 3 + 1;
    switch (row) {
    case ALONE_LIMIT: return (expected){others, false, false, 0, false};
    case ALONE_CONDITION: return (expected){1, true, false, 0, false};
    case ALL: return (expected){1, true, false, 1, true};
    case OTHERS_BY_FACT: return (expected){1, false, false, 1, false};
    case OTHERS_FOUND_BY_ALL: return (expected){1, true, false, 1, true};
    case OTHERS_FOUND_BY_FOUR: return (expected){1, false, false, 1, false};
    case OTHERS_ON_CALL_OF_THREE: return (expected){1, false, false, 1, false};
    case TWO_THIRDS: return (expected){third, false, true, third, false};
    case TWO_THIRDS_OTHERS: return (expected){third_of_others, false, false, third_of_others, false};
    case SILENCE_OTHERS: return (expected){1, false, false, 1, false};
    case SILENCE: return (expected){1, true, false, 1, true};
    case OWN_CHOICE_ONLY: return (expected){others, false, false, others, false};
    case WORDINGS: break;
    }
    return (expected){0};
}

static void agree(answer found, bool want, wording row, unsigned set, const char *family)
{
    if (found != UNKNOWN && found != (want ? YES : NO))
        fail_msg("row %d: %s of the set %x: found %d", row, family, set, found);
}

static void check_row(cas_arena *arena, wording row, int guarantors, int least_known)
{
    cas_goal goal;
    families found;
    text *t = conformance(arena, row, guarantors, &goal);
    const expected want = expected_of(row, guarantors);
    const unsigned everyone = (1u << guarantors) - 1;
    fill_families(t, &goal, guarantors, &found);
    for (unsigned set = 0; set <= everyone; set++) {
        const bool ru = set & 1, as_one = want.ru_counts_as_one;
        const int others = __builtin_popcount(set >> 1);
        const bool blocks = is_blocked(want.blocking_others, want.ru_blocks, as_one, others, ru);
        const bool lawfully = is_blocked(want.lawfully_blocking_others, want.ru_blocks_lawfully, as_one, others, ru);
        agree(found.blocks[set], blocks, row, set, "blocks");
        agree(found.blocks_lawfully[set], lawfully, row, set, "lawful blocks");
        /* A set gets the goal exactly if the others do not block it. */
        agree(found.decides[everyone & ~set], !blocks, row, set, "deciders opposite");
        agree(found.suffices[everyone & ~set], !lawfully, row, set, "pillars opposite");
    }
    if (found.known < least_known)
        fail_msg("row %d: only %d answers within the budget", row, found.known);
    /* The days of the table: everybody helping, the goal is reached on day 0 but where the text makes them wait. */
    char stances[MOST] = "hrhhhh";
    const bool needs_ru = row == ALONE_CONDITION || row == ALL || row == OTHERS_FOUND_BY_ALL || row == SILENCE;
    stances[1] = needs_ru ? 'h' : 'r';
    assert_int_equal(value(t, &goal, stances), row == ALONE_LIMIT ? 3 : 0);
    char merely[MOST] = "hrooooo";
    assert_int_equal(value(t, &goal, merely), row == ALONE_LIMIT ? 4 : CAS_NEVER);
    /* With RU obeying, the consultation takes its three days, and the help one more. */
    merely[1] = 'o';
    if (row == ALONE_CONDITION)
        assert_int_equal(value(t, &goal, merely), 4);
}

/* All 27 stance vectors of each row, the verdicts apart: moving a party up never makes the goal later. */
static void check_monotone(cas_arena *arena, wording row)
{
    cas_goal goal;
    cas_tick values[27];
    text *t = conformance(arena, row, 3, &goal);
    for (int v = 0; v < 27; v++) {
        const char stances[] = {'h', "roh"[v / 9], "roh"[v / 3 % 3], "roh"[v % 3], 0};
        values[v] = value(t, &goal, stances);
    }
    for (int v = 0; v < 27; v++)
        for (int step = 1; step < 27; step *= 3)
            if (v / step % 3 < 2)
                assert_true(values[v + step] <= values[v]);
}

static void three_guarantors(cas_arena *arena)
{
    for (wording row = 0; row < WORDINGS; row++)
        check_row(arena, row, 3, 32);
    for (wording row = 0; row < WORDINGS; row++)
        check_monotone(arena, row);
}

static void five_guarantors(cas_arena *arena)
{
    for (wording row = 0; row < WORDINGS; row++)
        check_row(arena, row, 5, row >= OTHERS_FOUND_BY_ALL && row <= OTHERS_ON_CALL_OF_THREE ? 60 : 128);
}

static void test_three_guarantors(void **state)
{
    (void)state;
    IN_ARENA(three_guarantors);
}

static void test_five_guarantors(void **state)
{
    (void)state;
    IN_ARENA(five_guarantors);
}

/* ---- Small texts ------------------------------------------------------------------------------------------------- */

enum { A = 0, B = 1, C = 2, P = 3 };

/*
 * Parties A, B, C and P, who receives. A decision by A alone is open from the start for 2 ticks; adopted: A must give
 * within 1; rejected: B must give within 1.
 */
static text *either_way(cas_arena *arena, int *measure)
{
    text *t = text_open(arena, 4);
    *measure = deed(t, "aid", CAS_MEASURE);
    t->givens[0] = (cas_given){.kind = CAS_GIVEN_INCIDENT};
    clause(t, NULL);
    decide(t, 0, all_yes(t, SET(C)), 2);
    clause(t, event(t, CAS_EV_ADOPTED, 0));
    says(t, CAS_DUTY, CAS_EACH, SET(A), *measure, P, 1);
    clause(t, event(t, CAS_EV_REJECTED, 0));
    says(t, CAS_DUTY, CAS_EACH, SET(B), *measure, P, 1);
    return t;
}

static void either_way_body(cas_arena *arena)
{
    int measure;
    text *t = either_way(arena, &measure);
    const cas_goal any = deed_goal(t, quant_of(t, CAS_ANY, 0, 1, false), SET(A, B), measure, P);
    const cas_goal both = deed_goal(t, quant_of(t, CAS_AT_LEAST, 2, 1, false), SET(A, B), measure, P);
    /* C may wait until the deadline, 2, and who must give then gives 1 later: never is wrong, whichever way it goes. */
    assert_int_equal(value(t, &any, "ooor"), 3);
    assert_int_equal(value(t, &any, "oorr"), 3);
    /* Both helping give at once what the decision makes due; C still waits until 2. */
    assert_int_equal(value(t, &any, "hhoh"), 2);
    /* C helping decides at once, for or against. */
    assert_int_equal(value(t, &any, "hhhh"), 0);
    assert_int_equal(value(t, &any, "oohh"), 1);
    /* A resists: C rejects, so that B must give. */
    assert_int_equal(value(t, &any, "rohh"), 1);
    /* A resists and C chooses: it adopts, and A breaches. */
    assert_int_equal(value(t, &any, "rooh"), CAS_NEVER);
    /* Only one of the two outcomes ever comes: 0 is wrong. */
    assert_int_equal(value(t, &both, "hhhh"), CAS_NEVER);
}

static void any_one_of_body(cas_arena *arena)
{
    text *t = text_open(arena, 4);
    const int aid = deed(t, "aid", CAS_MEASURE);
    t->givens[0] = (cas_given){.kind = CAS_GIVEN_INCIDENT};
    clause(t, event(t, CAS_EV_INCIDENT, 0));
    says(t, CAS_DUTY, CAS_ANY_NUMBER, SET(A, B), aid, P, 2);
    const cas_goal a_gives = deed_goal(t, quant_of(t, CAS_ANY, 0, 1, false), SET(A), aid, P);
    const cas_goal any = deed_goal(t, quant_of(t, CAS_ANY, 0, 1, false), SET(A, B), aid, P);
    /* All obey: B gives, to spite whoever waits for A. One of them gives at the due tick. */
    assert_int_equal(value(t, &a_gives, "oooo"), CAS_NEVER);
    assert_int_equal(value(t, &any, "oooo"), 2);
    assert_int_equal(value(t, &a_gives, "hooo"), 0);
    /* B helps by holding back: A has to give when the tick comes. */
    assert_int_equal(value(t, &a_gives, "ohoo"), 2);
    /* B resists: it can give as well as stay away, and it gives. */
    assert_int_equal(value(t, &a_gives, "oroo"), CAS_NEVER);
    assert_int_equal(value(t, &any, "oroo"), 2);
    assert_int_equal(value(t, &any, "rroo"), CAS_NEVER);
}

static void late_prohibition_body(cas_arena *arena)
{
    text *t = text_open(arena, 4);
    const int aid = deed(t, "aid", CAS_MEASURE);
    t->givens[0] = (cas_given){.kind = CAS_GIVEN_INCIDENT};
    clause(t, event(t, CAS_EV_INCIDENT, 0));
    says(t, CAS_DUTY, CAS_EACH, SET(A), aid, P, 3);
    clause(t, after(t, 1, event(t, CAS_EV_INCIDENT, 0)));
    says(t, CAS_PROHIBITION, CAS_EACH, SET(A), aid, P, 0);
    const cas_goal goal = deed_goal(t, quant_of(t, CAS_ANY, 0, 1, false), SET(A), aid, P);
    /* The helper gives on day 0; the obeyer waits, and on day 3 it has only a forbidden way: a conflict. */
    assert_int_equal(value(t, &goal, "hooo"), 0);
    assert_int_equal(value(t, &goal, "oooo"), CAS_NEVER);
    const cas_goal breached = event_goal(event(t, CAS_EV_BREACH, 0));
    assert_int_equal(value(t, &breached, "oooo"), CAS_NEVER);
}

static void early_window_body(cas_arena *arena)
{
    /*
     * C opens the window at will; the finding opens a day after the incident; the rule is all of A, B, C but C once
     * found.
     */
    text *t = text_open(arena, 4);
    const int open_window = deed(t, "open", CAS_POWER), aid = deed(t, "aid", CAS_MEASURE);
    t->givens[0] = (cas_given){.kind = CAS_GIVEN_INCIDENT};
    clause(t, event(t, CAS_EV_INCIDENT, 0));
    says(t, CAS_POWER_GRANT, CAS_EACH, SET(A, C), open_window, -1, 0);
    clause(t, after(t, 1, event(t, CAS_EV_INCIDENT, 0)));
    finding(t, 0, CAS_BY_RULE, all_yes(t, SET(A, B)), 2);
    cas_rule *rule = all_yes(t, SET(A, B, C));
    rule->excluding.when_found = SET(C);
    rule->excluding.finding = 0;
    clause(t, event(t, CAS_EV_DEED, open_window));
    decide(t, 0, rule, 2);
    clause(t, event(t, CAS_EV_ADOPTED, 0));
    says(t, CAS_DUTY, CAS_EACH, SET(A), aid, P, 0);
    const cas_goal goal = deed_goal(t, quant_of(t, CAS_ANY, 0, 1, false), SET(A), aid, P);
    /* C opens the window on day 0 and votes no: rejected before anything can be found. */
    assert_int_equal(value(t, &goal, "hhrh"), CAS_NEVER);
    assert_int_equal(value(t, &goal, "hhoh"), CAS_NEVER);
    assert_int_equal(value(t, &goal, "hhhh"), 0);
    /* Without C's power A opens it when the finding is open, and C's no is not in time. */
    ((cas_statement *)t->clauses[0].statements)[0].who.set = SET(A);
    assert_int_equal(value(t, &goal, "hhrh"), 1);
}

/* Two parties must come together; A alone may also act on a permission. */
static void joint_body(cas_arena *arena)
{
    text *t = text_open(arena, 4);
    const int aid = deed(t, "aid", CAS_MEASURE);
    t->givens[0] = (cas_given){.kind = CAS_GIVEN_INCIDENT};
    clause(t, event(t, CAS_EV_INCIDENT, 0));
    says(t, CAS_DUTY, CAS_JOINTLY, SET(A, B), aid, P, 2);
    clause(t, event(t, CAS_EV_BREACH, 0));
    says(t, CAS_PERMISSION, CAS_EACH, SET(A), aid, P, 0);
    const cas_goal both = deed_goal(t, quant_of(t, CAS_ALL, 0, 1, false), SET(A, B), aid, P);
    const cas_goal a_gives = deed_goal(t, quant_of(t, CAS_ANY, 0, 1, false), SET(A), aid, P);
    assert_int_equal(value(t, &both, "hhoo"), 0);
    assert_int_equal(value(t, &both, "hooo"), 2);
    assert_int_equal(value(t, &both, "oooo"), 2);
    assert_int_equal(value(t, &both, "hroo"), CAS_NEVER);
    /*
     * B breaches at 2 by staying away, or comes: either way A gives at 2. It has come already, and gives on its own
     * basis.
     */
    assert_int_equal(value(t, &a_gives, "hroo"), 2);
    assert_int_equal(value(t, &a_gives, "oroo"), CAS_NEVER);
}

static void again_body(cas_arena *arena)
{
    /* The head count needs A and B; B holds a power to end the first duty; the body meets again 1 after a rejection. */
    text *t = text_open(arena, 4);
    const int aid = deed(t, "aid", CAS_MEASURE);
    t->givens[0] = (cas_given){.kind = CAS_GIVEN_INCIDENT};
    clause(t, NULL);
    decide(t, 0, all_yes(t, SET(A, B)), 1)->again_after = 1;
    /* From day 2 on A's yes alone suffices in a second stage of three days' standing: never reached within 1. */
    clause(t, event(t, CAS_EV_ADOPTED, 0));
    says(t, CAS_DUTY, CAS_EACH, SET(A), aid, P, 1);
    clause(t, event(t, CAS_EV_REJECTED, 0));
    says(t, CAS_DUTY, CAS_EACH, SET(C), aid, P, 1);
    const cas_goal a_gives = deed_goal(t, quant_of(t, CAS_ANY, 0, 1, false), SET(A), aid, P);
    const cas_goal both = deed_goal(t, quant_of(t, CAS_ALL, 0, 1, false), SET(A, C), aid, P);
    assert_int_equal(value(t, &a_gives, "hhoo"), 0);
    assert_int_equal(value(t, &a_gives, "hooo"), CAS_NEVER);
    /* Rejected on day 0 by A's no; C gives by day 1; opened again on day 1, adopted then, A gives at once. */
    assert_int_equal(value(t, &both, "hhoo"), 1);
    assert_int_equal(value(t, &both, "hhho"), 1);
}

static void stages_body(cas_arena *arena)
{
    text *t = text_open(arena, 4);
    t->givens[0] = (cas_given){.kind = CAS_GIVEN_INCIDENT};
    cas_rule *rule = all_yes(t, SET(A, B, C));
    cas_stage *stages = CAS_ARRAY(arena, cas_stage, 1);
    stages[0] = (cas_stage){2, count_rule(t, quant_of(t, CAS_AT_LEAST, 2, 3, true), SET(A, B, C), CAS_WORD_YES)};
    rule->stages = stages;
    rule->stage_count = 1;
    clause(t, event(t, CAS_EV_INCIDENT, 0));
    decide(t, 0, rule, 4);
    const cas_goal adopted = event_goal(event(t, CAS_EV_ADOPTED, 0));
    const cas_goal rejected = event_goal(event(t, CAS_EV_REJECTED, 0));
    assert_int_equal(value(t, &adopted, "hhhh"), 0);
    /* One no ends the first stage only: two of three suffice from day 2 on. */
    assert_int_equal(value(t, &adopted, "hhrh"), 2);
    assert_int_equal(value(t, &adopted, "horh"), CAS_NEVER);
    /* One no leaves the second stage possible, two end it at once; absence only at the deadline. */
    assert_int_equal(value(t, &rejected, "hhrr"), 0);
    assert_int_equal(value(t, &rejected, "hrrr"), CAS_NEVER);
    const cas_goal deadline = event_goal(after(t, 1, event(t, CAS_EV_REJECTED, 0)));
    assert_int_equal(value(t, &deadline, "hhrr"), 1);
}

static void meets_body(cas_arena *arena)
{
    /* The veto: at least 2 of A, B, C yes, and not C no. Failed by the veto alone, B must give. */
    text *t = text_open(arena, 4);
    const int aid = deed(t, "aid", CAS_MEASURE);
    t->givens[0] = (cas_given){.kind = CAS_GIVEN_INCIDENT};
    cas_rule *two = count_rule(t, quant_of(t, CAS_AT_LEAST, 2, 1, false), SET(A, B, C), CAS_WORD_YES);
    cas_rule *no_veto = count_rule(t, quant_of(t, CAS_NONE, 0, 1, false), SET(C), CAS_WORD_NO);
    const cas_rule **both = CAS_ARRAY(arena, const cas_rule *, 2);
    both[0] = two;
    both[1] = no_veto;
    cas_rule *rule = CAS_NEW(arena, cas_rule);
    *rule = (cas_rule){
        .kind = CAS_RULE_AND, .parts = both, .part_count = 2, .excluding.finding = -1, .barring.finding = -1};
    clause(t, event(t, CAS_EV_INCIDENT, 0));
    decide(t, 0, rule, 3);
    cas_event *vetoed = event(t, CAS_EV_REJECTED, 0);
    vetoed->meets = two;
    clause(t, vetoed);
    says(t, CAS_DUTY, CAS_EACH, SET(B), aid, P, 1);
    const cas_goal goal = deed_goal(t, quant_of(t, CAS_ANY, 0, 1, false), SET(B), aid, P);
    /* C helps by its no once A and B have said yes: all in one round. */
    assert_int_equal(value(t, &goal, "hhhh"), 0);
    /* C resists: it does not veto, and the decision is adopted; nothing more follows. */
    assert_int_equal(value(t, &goal, "hhrh"), CAS_NEVER);
    /* A resists: with no second yes it fails without the veto, for C cannot both vote yes and no. */
    assert_int_equal(value(t, &goal, "rhhh"), CAS_NEVER);
}

static void powers_body(cas_arena *arena)
{
    /* Any 2 of A, B, C can convene; 2 after that A must report, which is forbidden to A; B may lift nothing. */
    text *t = text_open(arena, 4);
    const int convene = deed(t, "convene", CAS_POWER), report = deed(t, "report", CAS_ACT),
              aid = deed(t, "aid", CAS_MEASURE);
    t->givens[0] = (cas_given){.kind = CAS_GIVEN_INCIDENT};
    clause(t, event(t, CAS_EV_INCIDENT, 0));
    says(t, CAS_POWER_GRANT, CAS_ANY_NUMBER, SET(A, B, C), convene, -1, 0)->who.number = 2;
    clause(t, after(t, 2, event(t, CAS_EV_DEED, convene)));
    says(t, CAS_DUTY, CAS_EACH, SET(A), report, -1, 1);
    clause(t, NULL);
    says(t, CAS_PROHIBITION, CAS_EACH, SET(A), report, -1, 0);
    clause(t, event(t, CAS_EV_BREACH, 2));
    says(t, CAS_DUTY, CAS_EACH, SET(C), aid, P, 2);
    const cas_goal convened = event_goal(event(t, CAS_EV_DEED, convene));
    const cas_goal reported = deed_goal(t, quant_of(t, CAS_ANY, 0, 1, false), SET(A), report, -1);
    const cas_goal given = deed_goal(t, quant_of(t, CAS_ANY, 0, 1, false), SET(C), aid, P);
    assert_int_equal(value(t, &convened, "hhro"), 0);
    assert_int_equal(value(t, &convened, "hoor"), CAS_NEVER);
    /* Only a breach of the prohibition could report: helpers and obeyers do not. */
    assert_int_equal(value(t, &reported, "hhhh"), CAS_NEVER);
    assert_int_equal(value(t, &given, "hhhh"), CAS_NEVER);
    /* With a permission that prevails A may. */
    clause(t, NULL);
    says(t, CAS_PERMISSION, CAS_EACH, SET(A), report, -1, 0)->prevails_over = 2;
    assert_int_equal(value(t, &reported, "hhhh"), 0);
    /* Now there is a lawful way to do the duty: due at 2 + 1 when B and C convene on day 0. */
    assert_int_equal(value(t, &reported, "ohhh"), 3);
    assert_int_equal(value(t, &reported, "rhhh"), CAS_NEVER);
    assert_int_equal(value(t, &given, "hhhh"), CAS_NEVER);
}

static void by_each_body(cas_arena *arena)
{
    text *t = text_open(arena, 4);
    const int aid = deed(t, "aid", CAS_MEASURE);
    t->givens[0] = (cas_given){.kind = CAS_GIVEN_INCIDENT};
    clause(t, event(t, CAS_EV_INCIDENT, 0));
    finding(t, 0, CAS_BY_EACH, NULL, 0);
    clause(t, after(t, 1, event(t, CAS_EV_FOUND, 0)));
    says(t, CAS_DUTY, CAS_EACH, SET(A, B), aid, P, 2);
    const cas_goal any = deed_goal(t, quant_of(t, CAS_ANY, 0, 1, false), SET(A, B), aid, P);
    const cas_goal both = deed_goal(t, quant_of(t, CAS_ALL, 0, 1, false), SET(A, B), aid, P);
    /* A finds for itself alone, gives a day later; B, which does not find, owes nothing. */
    assert_int_equal(value(t, &any, "hooo"), 1);
    assert_int_equal(value(t, &both, "hooo"), CAS_NEVER);
    assert_int_equal(value(t, &both, "hhrr"), 1);
    assert_int_equal(value(t, &any, "oohh"), CAS_NEVER);
}

static void clause_done_body(cas_arena *arena)
{
    /* Report within 1; when clause 0 is done, B gives within 1; `end` of the aid a day after the incident stops it. */
    text *t = text_open(arena, 4);
    const int report = deed(t, "report", CAS_ACT), aid = deed(t, "aid", CAS_MEASURE);
    t->givens[0] = (cas_given){.kind = CAS_GIVEN_INCIDENT};
    clause(t, event(t, CAS_EV_INCIDENT, 0));
    says(t, CAS_DUTY, CAS_EACH, SET(A), report, -1, 1);
    clause(t, event(t, CAS_EV_CLAUSE_DONE, 0));
    says(t, CAS_DUTY, CAS_EACH, SET(B), aid, P, 1);
    const cas_goal goal = deed_goal(t, quant_of(t, CAS_ANY, 0, 1, false), SET(B), aid, P);
    assert_int_equal(value(t, &goal, "oooo"), 2);
    assert_int_equal(value(t, &goal, "hooo"), 1);
    assert_int_equal(value(t, &goal, "ohoo"), 1);
    assert_int_equal(value(t, &goal, "rhoo"), CAS_NEVER);
    clause(t, after(t, 1, event(t, CAS_EV_INCIDENT, 0)));
    cas_statement *end = statement(t, CAS_END);
    end->end_deeds = &t->in.goals->deeds[0];
    end->end_deed_count = 1;
    (void)aid;
    assert_int_equal(value(t, &goal, "hhoo"), 0);
    assert_int_equal(value(t, &goal, "hooo"), CAS_NEVER);
}

#define SMALL_TEXT(name)                                                                                               \
    static void test_##name(void **state)                                                                              \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        IN_ARENA(name##_body);                                                                                         \
    }
SMALL_TEXT(either_way)
SMALL_TEXT(any_one_of)
SMALL_TEXT(late_prohibition)
SMALL_TEXT(early_window)
SMALL_TEXT(joint)
SMALL_TEXT(again)
SMALL_TEXT(stages)
SMALL_TEXT(meets)
SMALL_TEXT(powers)
SMALL_TEXT(by_each)
SMALL_TEXT(clause_done)

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_three_guarantors),
                                       cmocka_unit_test(test_five_guarantors),
                                       cmocka_unit_test(test_either_way),
                                       cmocka_unit_test(test_any_one_of),
                                       cmocka_unit_test(test_late_prohibition),
                                       cmocka_unit_test(test_early_window),
                                       cmocka_unit_test(test_joint),
                                       cmocka_unit_test(test_again),
                                       cmocka_unit_test(test_stages),
                                       cmocka_unit_test(test_meets),
                                       cmocka_unit_test(test_powers),
                                       cmocka_unit_test(test_by_each),
                                       cmocka_unit_test(test_clause_done)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
