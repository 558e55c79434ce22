/*
 * Random small agreements. See random_instance.h.
 *
 * Clauses are made in order. Each statement leaves behind the events it can bring about; later clauses mostly wait
 * for one of them that nobody waits for yet, so that the text becomes a chain from the incident to the goal. A few
 * clauses wait for anything at all, later clauses included.
 */
#include "hold/random_instance.h"

#include <string.h>

void cas_dice_open(cas_dice *dice, uint64_t seed)
{
    dice->state = (seed + 1) * 0x9e3779b97f4a7c15u;
    dice->state ^= dice->state >> 31;
    if (!dice->state)
        dice->state = 1;
    for (int i = 0; i < 4; i++)
        cas_dice_below(dice, 2);
}

int cas_dice_below(cas_dice *dice, int count)
{
    dice->state ^= dice->state >> 12;
    dice->state ^= dice->state << 25;
    dice->state ^= dice->state >> 27;
    return (int)((dice->state * 0x2545f4914f6cdd1du >> 33) % (uint64_t)count);
}

bool cas_dice_chance(cas_dice *dice, int percent)
{
    return cas_dice_below(dice, 100) < percent;
}

/* An index drawn with these weights. */
static int draw(cas_dice *dice, int count, const int *weights)
{
    int sum = 0;
    for (int i = 0; i < count; i++)
        sum += weights[i];
    int at = cas_dice_below(dice, sum), i = 0;
    while (at >= weights[i])
        at -= weights[i++];
    return i;
}
#define DRAW(dice, ...) draw((dice), (int)(sizeof((int[]){__VA_ARGS__}) / sizeof(int)), (int[]){__VA_ARGS__})

enum {
    MOST_CLAUSES = 6,
    MOST_EVENTS = 64,
    AID,
    ARMS,
    CONSULT,
    REPORT,
    REQUEST,
    CONVENE,
    FIRST_DEED = AID,
    DEEDS = 6,
    MATTERS = 2
};

typedef struct maker {
    cas_dice dice;
    cas_arena *arena;
    cas_instance *in;
    cas_clause *clauses;
    int clause_count;                 /* in the end */
    int now;                          /* clause being made */
    cas_event *possible[MOST_EVENTS]; /* what the clauses so far can bring about */
    bool awaited[MOST_EVENTS];
    int possible_count;
    bool decision_opens[MATTERS], finding_opens[MATTERS];
    int recipient;
    cas_weights *weights;
} maker;

/* ---- Small things ------------------------------------------------------------------------------------------------ */

static cas_tick some_ticks(maker *m)
{
    return DRAW(&m->dice, 10, 42, 30, 18);
}

static cas_set some_parties(maker *m, int least)
{
    cas_set set = cas_set_empty();
    const int percent = cas_dice_chance(&m->dice, 40) ? 30 : 65;
    do {
        for (int p = 0; p < m->in->party_count; p++)
            if (cas_dice_chance(&m->dice, percent))
                cas_set_add(&set, p);
    } while (cas_set_count(&set) < least);
    return set;
}

static cas_quant plain_quant(maker *m, cas_quant_kind kind, int number)
{
    return (cas_quant){kind, false, cas_big_of(m->arena, (uint64_t)number), cas_big_of(m->arena, 1)};
}

/* Of a count that more of what it counts can only help, or (falling) only hurt; `base` heads or units. */
static cas_quant some_quant(maker *m, bool falling, int base)
{
    if (falling) {
        if (cas_dice_chance(&m->dice, 55))
            return plain_quant(m, CAS_NONE, 0);
        return plain_quant(m, CAS_AT_MOST, cas_dice_below(&m->dice, base));
    }
    static const cas_quant_kind kinds[] = {CAS_AT_LEAST, CAS_MORE_THAN, CAS_ALL_BUT, CAS_ALL, CAS_ANY, CAS_MAJORITY};
    const cas_quant_kind kind = kinds[DRAW(&m->dice, 28, 12, 8, 25, 12, 15)];
    cas_quant quant = plain_quant(
        m, kind, kind == CAS_AT_LEAST ? 1 + cas_dice_below(&m->dice, base) : cas_dice_below(&m->dice, base));
    if (kind <= CAS_ALL_BUT && cas_dice_chance(&m->dice, 35)) {
        static const int shares[][2] = {{1, 2}, {2, 3}, {3, 4}, {1, 3}};
        const int *share = shares[cas_dice_below(&m->dice, 4)];
        quant.share = true;
        quant.number = cas_big_of(m->arena, (uint64_t)share[0]);
        quant.over = cas_big_of(m->arena, (uint64_t)share[1]);
    }
    return quant;
}

/* ---- Rules ------------------------------------------------------------------------------------------------------- */

static cas_rule *new_rule(maker *m, cas_rule_kind kind)
{
    cas_rule *rule = CAS_NEW(m->arena, cas_rule);
    rule->kind = kind;
    rule->quant = plain_quant(m, CAS_ALL, 0);
    rule->excluding.finding = rule->barring.finding = -1;
    return rule;
}

static cas_rule *count_rule(maker *m)
{
    cas_rule *rule = new_rule(m, CAS_RULE_COUNT);
    static const cas_ballot_word words[] = {CAS_WORD_YES, CAS_WORD_NO, CAS_WORD_NOT_YES, CAS_WORD_NOT_NO};
    rule->ballot = words[DRAW(&m->dice, 66, 16, 9, 9)];
    rule->members = some_parties(m, 1);
    rule->weights = cas_dice_chance(&m->dice, 15) ? m->weights : NULL;
    const int base = cas_set_count(&rule->members) * (rule->weights ? 2 : 1);
    rule->quant = some_quant(m, rule->ballot == CAS_WORD_NO || rule->ballot == CAS_WORD_NOT_YES, base);
    return rule;
}

static void remove_somebody(maker *m, cas_removal *removal)
{
    int finding = -1;
    for (int f = 0; f < MATTERS; f++)
        if (m->finding_opens[f] && cas_dice_chance(&m->dice, 80))
            finding = f;
    const int out = m->in->attacker >= 0 ? m->in->attacker : cas_dice_below(&m->dice, m->in->party_count);
    removal->finding = finding;
    if (finding >= 0)
        removal->when_found = cas_set_single(out);
    else
        removal->always = cas_set_single(out);
}

static void add_quorum(maker *m, cas_rule *rule)
{
    cas_quorum *quorum = CAS_NEW(m->arena, cas_quorum);
    quorum->members = some_parties(m, 1);
    quorum->weights = cas_dice_chance(&m->dice, 15) ? m->weights : NULL;
    quorum->quant = some_quant(m, false, cas_set_count(&quorum->members));
    rule->quorums = quorum;
    rule->quorum_count = 1;
}

static void add_tails(maker *m, cas_rule *rule, int depth)
{
    const bool finding = m->finding_opens[0] || m->finding_opens[1];
    if (cas_dice_chance(&m->dice, finding ? 45 : 14))
        remove_somebody(m, &rule->excluding);
    if (cas_dice_chance(&m->dice, finding ? 20 : 9))
        remove_somebody(m, &rule->barring);
    rule->of_those_voting = cas_dice_chance(&m->dice, 10);
    if (cas_dice_chance(&m->dice, 10))
        add_quorum(m, rule);
    if (depth > 0 || !cas_dice_chance(&m->dice, 14))
        return;
    cas_stage *stage = CAS_NEW(m->arena, cas_stage);
    *stage = (cas_stage){1 + cas_dice_below(&m->dice, 2), count_rule(m)};
    rule->stages = stage;
    rule->stage_count = 1;
}

static const cas_rule *some_rule(maker *m, int depth)
{
    const cas_rule_kind kind = depth < 2 ? (cas_rule_kind)DRAW(&m->dice, 74, 9, 8, 9) : CAS_RULE_COUNT;
    cas_rule *rule = kind == CAS_RULE_COUNT ? count_rule(m) : new_rule(m, kind);
    if (kind != CAS_RULE_COUNT) {
        rule->part_count = 2 + (kind == CAS_RULE_BODIES && cas_dice_chance(&m->dice, 40));
        const cas_rule **parts = CAS_ARRAY(m->arena, const cas_rule *, 3);
        static const char *const names[] = {"house", "senate", "head"};
        for (int i = 0; i < rule->part_count; i++)
            parts[i] = some_rule(m, depth + 1);
        rule->parts = parts;
        rule->part_names = kind == CAS_RULE_BODIES ? names : NULL;
        rule->quant = some_quant(m, false, rule->part_count);
    }
    if (depth == 0 || cas_dice_chance(&m->dice, 25))
        add_tails(m, rule, depth);
    rule->words = cas_rule_text(m->arena, m->in, rule);
    return rule;
}

/* ---- Events ------------------------------------------------------------------------------------------------------ */

static cas_event *new_event(maker *m, cas_event_kind kind, int index)
{
    cas_event *event = CAS_NEW(m->arena, cas_event);
    *event = (cas_event){.kind = kind, .index = index, .quant = plain_quant(m, CAS_ANY, 0), .words = "event"};
    return event;
}

static cas_event *by_some(maker *m, cas_event *event, cas_set set)
{
    event->has_set = true;
    event->set = set;
    if (event->kind == CAS_EV_DEED) {
        const int count = cas_set_count(&set);
        const int kind = DRAW(&m->dice, 50, 25, 25);
        event->quant = kind == 0   ? plain_quant(m, CAS_ANY, 0)
                       : kind == 1 ? plain_quant(m, CAS_ALL, 0)
                                   : plain_quant(m, CAS_AT_LEAST, count < 2 ? 1 : 2);
    }
    return event;
}

/* The clauses so far can bring this about. */
static void can_happen(maker *m, cas_event *event)
{
    if (m->possible_count < MOST_EVENTS)
        m->possible[m->possible_count++] = event;
}

static cas_event *any_event_at_all(maker *m)
{
    const int some_clause = cas_dice_below(&m->dice, m->clause_count), matter = cas_dice_below(&m->dice, MATTERS);
    switch (cas_dice_below(&m->dice, 7)) {
    case 0: return new_event(m, CAS_EV_INCIDENT, 0);
    case 1: return new_event(m, CAS_EV_DEED, CONSULT - FIRST_DEED + cas_dice_below(&m->dice, 4));
    case 2: return new_event(m, CAS_EV_CLAUSE_DONE, some_clause);
    case 3: return new_event(m, CAS_EV_BREACH, some_clause);
    case 4: return new_event(m, CAS_EV_ADOPTED, matter);
    case 5: return new_event(m, CAS_EV_REJECTED, matter);
    default: return new_event(m, CAS_EV_FOUND, matter);
    }
}

static cas_event *later(maker *m, cas_event *inner, int percent)
{
    if (!cas_dice_chance(&m->dice, percent))
        return inner;
    cas_event *event = new_event(m, CAS_EV_AFTER, -1);
    event->delay = 1 + cas_dice_below(&m->dice, 2);
    event->inner = inner;
    return event;
}

/* Something possible, rather what no clause waits for yet. */
static cas_event *some_possible_event(maker *m)
{
    int chosen = -1;
    for (int tries = 0; tries < 4 && (chosen < 0 || m->awaited[chosen]); tries++)
        chosen = cas_dice_below(&m->dice, m->possible_count);
    m->awaited[chosen] = true;
    return m->possible[chosen];
}

static void make_triggers(maker *m, cas_clause *clause)
{
    const cas_event **triggers = CAS_ARRAY(m->arena, const cas_event *, 2);
    clause->triggers = triggers;
    if (m->now == 0 && cas_dice_chance(&m->dice, 75))
        triggers[clause->trigger_count++] = later(m, new_event(m, CAS_EV_INCIDENT, 0), 20);
    else if (cas_dice_chance(&m->dice, m->now == 0 ? 100 : 6))
        return;
    else if (cas_dice_chance(&m->dice, 8))
        triggers[clause->trigger_count++] = later(m, any_event_at_all(m), 20);
    else
        triggers[clause->trigger_count++] = later(m, some_possible_event(m), 30);
    if (m->now && cas_dice_chance(&m->dice, 12))
        triggers[clause->trigger_count++] = later(m, some_possible_event(m), 40);
}

/* ---- Statements -------------------------------------------------------------------------------------------------- */

static cas_doing doing_of(maker *m, int name)
{
    const int index = name - FIRST_DEED;
    const bool given = m->in->deeds[index].kind == CAS_MEASURE;
    const int recipient = cas_dice_chance(&m->dice, 93) ? m->recipient : cas_dice_below(&m->dice, m->in->party_count);
    return (cas_doing){index, given ? recipient : -1};
}

static void add_way(maker *m, cas_statement *s, int count, const cas_doing *doings)
{
    cas_way *ways = s->way_count ? (cas_way *)s->ways : CAS_ARRAY(m->arena, cas_way, 3);
    cas_doing *copy = CAS_ARRAY(m->arena, cas_doing, 2);
    memcpy(copy, doings, (size_t)count * sizeof *copy);
    ways[s->way_count++] = (cas_way){copy, count};
    s->ways = ways;
}
#define ADD_WAY(m, s, ...)                                                                                             \
    add_way((m), (s), (int)(sizeof((cas_doing[]){__VA_ARGS__}) / sizeof(cas_doing)), (cas_doing[]){__VA_ARGS__})

static void make_who(maker *m, cas_statement *s)
{
    s->who.set = some_parties(m, 1);
    if (cas_dice_chance(&m->dice, 60))
        cas_set_remove(&s->who.set, m->recipient);
    if (m->in->attacker >= 0 && cas_dice_chance(&m->dice, 30))
        cas_set_remove(&s->who.set, m->in->attacker);
    if (cas_set_is_empty(&s->who.set))
        cas_set_add(&s->who.set, (m->recipient + 1) % m->in->party_count);
    const int count = cas_set_count(&s->who.set);
    if (s->kind == CAS_DUTY)
        s->who.kind = (cas_who_kind)DRAW(&m->dice, 62, 15, 23);
    if (s->kind == CAS_POWER_GRANT)
        s->who.kind = (cas_who_kind)DRAW(&m->dice, 70, 12, 18);
    if (s->who.kind == CAS_ANY_NUMBER)
        s->who.number = 1 + cas_dice_below(&m->dice, count);
    for (int d = 0; d < MATTERS; d++)
        if (m->decision_opens[d] && cas_dice_chance(&m->dice, 16)) {
            static const cas_ballot votes[] = {CAS_YES, CAS_NO, CAS_ABSTAIN};
            s->who.voted_on = d;
            s->who.voted = votes[DRAW(&m->dice, 60, 25, 15)];
        }
}

/* What can follow from a statement with a doing in it. */
static void doings_can_happen(maker *m, const cas_statement *s)
{
    for (int w = 0; w < s->way_count; w++)
        for (int i = 0; i < s->ways[w].count; i++) {
            if (s->ways[w].doings[i].recipient >= 0 || s->kind == CAS_PROHIBITION)
                continue;
            can_happen(m, new_event(m, CAS_EV_DEED, s->ways[w].doings[i].deed));
            if (cas_dice_chance(&m->dice, 40))
                can_happen(m, by_some(m, new_event(m, CAS_EV_DEED, s->ways[w].doings[i].deed), s->who.set));
        }
}

static void make_duty(maker *m, cas_statement *s)
{
    s->within = some_ticks(m);
    const int acts[] = {CONSULT, REPORT}, measures[] = {AID, ARMS};
    const int act = acts[cas_dice_below(&m->dice, 2)], measure = measures[DRAW(&m->dice, 65, 35)];
    switch (DRAW(&m->dice, 44, 22, 13, 9, 6, 4, 2)) {
    case 0: ADD_WAY(m, s, doing_of(m, measure)); break;
    case 1: ADD_WAY(m, s, doing_of(m, act)); break;
    case 2:
        ADD_WAY(m, s, doing_of(m, AID));
        ADD_WAY(m, s, doing_of(m, ARMS));
        break;
    case 3: ADD_WAY(m, s, {AID - FIRST_DEED, m->recipient}, {ARMS - FIRST_DEED, m->recipient}); break;
    case 4:
        ADD_WAY(m, s, doing_of(m, measure));
        ADD_WAY(m, s, doing_of(m, act));
        break;
    case 5:
        ADD_WAY(m, s, doing_of(m, CONSULT));
        ADD_WAY(m, s, doing_of(m, REPORT));
        break;
    default: ADD_WAY(m, s, doing_of(m, REQUEST)); break;
    }
    for (int w = 0; w < s->way_count; w++)
        for (int i = 0; i < s->ways[w].count; i++)
            s->only_basis |= m->in->deeds[s->ways[w].doings[i].deed].optional;
    doings_can_happen(m, s);
    can_happen(m, new_event(m, CAS_EV_CLAUSE_DONE, m->now));
    if (cas_dice_chance(&m->dice, 60))
        can_happen(m, new_event(m, CAS_EV_BREACH, m->now));
    else
        can_happen(m, by_some(m, new_event(m, CAS_EV_BREACH, m->now), s->who.set));
}

static void make_may_or_not(maker *m, cas_statement *s)
{
    ADD_WAY(m, s, doing_of(m, FIRST_DEED + DRAW(&m->dice, 45, 25, 12, 12, s->kind == CAS_PROHIBITION ? 6 : 0, 0)));
    doings_can_happen(m, s);
    if (s->kind == CAS_PROHIBITION) {
        can_happen(m, new_event(m, CAS_EV_BREACH, m->now));
        return;
    }
    for (int c = 0; c < m->now; c++)
        for (int i = 0; i < m->clauses[c].statement_count; i++)
            if (m->clauses[c].statements[i].kind == CAS_PROHIBITION && cas_dice_chance(&m->dice, 70)) {
                s->prevails_over = c;
                if (cas_dice_chance(&m->dice, 70)) {
                    *(cas_doing *)s->ways[0].doings = m->clauses[c].statements[i].ways[0].doings[0];
                    s->who.set = cas_set_or(s->who.set, m->clauses[c].statements[i].who.set);
                }
            }
    if (s->prevails_over < 0 && cas_dice_chance(&m->dice, 25))
        s->prevails_over = cas_dice_below(&m->dice, m->clause_count);
}

static void make_power(maker *m, cas_statement *s)
{
    ADD_WAY(m, s, doing_of(m, cas_dice_chance(&m->dice, 60) ? REQUEST : CONVENE));
    doings_can_happen(m, s);
}

static void make_decide(maker *m, cas_statement *s)
{
    s->index = cas_dice_chance(&m->dice, m->decision_opens[0] ? 25 : 80) ? 0 : 1;
    s->rule = some_rule(m, 0);
    s->within = some_ticks(m);
    if (s->rule->stage_count && s->within < 2)
        s->within += 1;
    s->again_after = cas_dice_chance(&m->dice, 8) ? 1 + cas_dice_below(&m->dice, 2) : -1;
    m->decision_opens[s->index] = true;
    can_happen(m, new_event(m, CAS_EV_ADOPTED, s->index));
    can_happen(m, new_event(m, CAS_EV_ADOPTED, s->index));
    cas_event *rejected = new_event(m, CAS_EV_REJECTED, s->index);
    if (cas_dice_chance(&m->dice, 35)) {
        cas_rule *meets = count_rule(m);
        meets->words = cas_rule_text(m->arena, m->in, meets);
        rejected->meets = meets;
    }
    can_happen(m, rejected);
}

static bool make_finding(maker *m, cas_statement *s)
{
    s->index = m->finding_opens[0] ? 1 : 0;
    if (m->finding_opens[s->index])
        return false;
    s->mode = (cas_finding_mode)DRAW(&m->dice, 40, 16, 22, 22);
    if (s->mode == CAS_BY_RULE) {
        s->rule = some_rule(m, 1);
        s->within = some_ticks(m);
        can_happen(m, new_event(m, CAS_EV_NOT_FOUND, s->index));
    }
    s->call_set = s->mode == CAS_ON_CALL ? some_parties(m, 1) : cas_set_first(m->in->party_count);
    s->call_number = s->mode == CAS_ON_CALL ? 1 + cas_dice_below(&m->dice, cas_set_count(&s->call_set)) : 0;
    m->finding_opens[s->index] = true;
    can_happen(m, new_event(m, CAS_EV_FOUND, s->index));
    can_happen(m, new_event(m, CAS_EV_FOUND, s->index));
    return true;
}

static void make_end(maker *m, cas_statement *s)
{
    int *names = CAS_ARRAY(m->arena, int, 1);
    if (cas_dice_chance(&m->dice, 55)) {
        names[0] = DRAW(&m->dice, 50, 25, 12, 13);
        s->end_deeds = names;
        s->end_deed_count = 1;
    } else {
        names[0] = cas_dice_below(&m->dice, m->clause_count);
        s->end_clauses = names;
        s->end_clause_count = 1;
    }
}

/* The last clauses rather oblige than open; the first rather open. */
static cas_statement_kind some_kind(maker *m)
{
    if (m->now * 2 >= m->clause_count)
        return (cas_statement_kind)DRAW(&m->dice, 66, 7, 8, 5, 6, 3, 5);
    return (cas_statement_kind)DRAW(&m->dice, 26, 5, 5, 20, 24, 15, 5);
}

static void make_statement(maker *m, cas_clause *clause)
{
    cas_statement *s = (cas_statement *)&clause->statements[clause->statement_count];
    *s = (cas_statement){.kind = some_kind(m),
                         .prevails_over = -1,
                         .again_after = -1,
                         .who = {.voted_on = -1},
                         .line = 10 * m->now + clause->statement_count + 1,
                         .words = "statement"};
    switch (s->kind) {
    case CAS_DUTY:
        make_who(m, s);
        make_duty(m, s);
        break;
    case CAS_PROHIBITION:
    case CAS_PERMISSION:
        make_who(m, s);
        make_may_or_not(m, s);
        break;
    case CAS_POWER_GRANT:
        make_who(m, s);
        make_power(m, s);
        break;
    case CAS_DECIDE: make_decide(m, s); break;
    case CAS_FINDING:
        if (!make_finding(m, s))
            return;
        break;
    case CAS_LEAVE:
    case CAS_END: make_end(m, s); break;
    }
    clause->statement_count++;
}

static void make_clause(maker *m)
{
    cas_clause *clause = &m->clauses[m->now];
    *clause = (cas_clause){.label = cas_format(m->arena, "%d", m->now + 1),
                           .title = "",
                           .file = "random",
                           .line = 10 * m->now + 1,
                           .statements = CAS_ARRAY(m->arena, cas_statement, 3)};
    make_triggers(m, clause);
    const int wanted = 1 + DRAW(&m->dice, 68, 26, 6);
    for (int tries = 0; tries < 6 && clause->statement_count < wanted; tries++)
        make_statement(m, clause);
}

/* ---- Goals, and what starts the run ------------------------------------------------------------------------------ */

/* A duty, rather one of the later ones; null if there is none. */
static const cas_statement *some_duty(maker *m)
{
    const cas_statement *chosen = NULL;
    for (int c = 0; c < m->clause_count; c++)
        for (int i = 0; i < m->clauses[c].statement_count; i++)
            if (m->clauses[c].statements[i].kind == CAS_DUTY && (!chosen || cas_dice_chance(&m->dice, 60)))
                chosen = &m->clauses[c].statements[i];
    return chosen;
}

static void make_event_goal(maker *m, cas_goal *goal)
{
    /* Rather one of the last things that can happen. */
    const int from = m->possible_count > 4 && cas_dice_chance(&m->dice, 60) ? m->possible_count - 4 : 0;
    goal->kind = CAS_GOAL_EVENT;
    goal->event = later(m, m->possible[from + cas_dice_below(&m->dice, m->possible_count - from)], 15);
}

/* What a duty asks for, done by some of those who owe it, or by somebody else. */
static void make_goal(maker *m, cas_goal *goal)
{
    const cas_statement *duty = some_duty(m);
    int *deeds = CAS_ARRAY(m->arena, int, 2);
    *goal = (cas_goal){.name = "goal", .title = "goal", .words = "goal", .deeds = deeds, .recipient = -1};
    if (!duty || cas_dice_chance(&m->dice, 25)) {
        make_event_goal(m, goal);
        return;
    }
    const cas_way *way = &duty->ways[cas_dice_below(&m->dice, duty->way_count)];
    cas_doing doing = way->doings[cas_dice_below(&m->dice, way->count)];
    if (cas_dice_chance(&m->dice, 6))
        doing = (cas_doing){CONSULT - FIRST_DEED + cas_dice_below(&m->dice, 4), -1};
    deeds[0] = doing.deed;
    goal->kind = doing.recipient >= 0 ? CAS_GOAL_GIVES : CAS_GOAL_DOES;
    goal->deed_count = 1;
    goal->recipient = doing.recipient;
    goal->set = duty->who.set;
    if (cas_dice_chance(&m->dice, 45))
        goal->set = cas_set_or(goal->set, some_parties(m, 1));
    if (cas_dice_chance(&m->dice, 10))
        goal->set = some_parties(m, 1);
    if (goal->kind == CAS_GOAL_GIVES) {
        cas_set_remove(&goal->set, goal->recipient);
        if (cas_set_is_empty(&goal->set))
            cas_set_add(&goal->set, (goal->recipient + 1) % m->in->party_count);
        if (duty->way_count > 1 ? cas_dice_chance(&m->dice, 65) : cas_dice_chance(&m->dice, 15)) {
            deeds[0] = 0;
            deeds[1] = 1;
            goal->deed_count = 2;
            goal->all_of = cas_dice_chance(&m->dice, 25);
        }
        goal->all_of |= goal->deed_count == 2 && way->count == 2;
    }
    const int count = cas_set_count(&goal->set);
    goal->quant = cas_dice_chance(&m->dice, 70) ? plain_quant(m, CAS_ANY, 0) : some_quant(m, false, count);
}

/* What is taken as having happened, such that some clause waits for it. */
static cas_given some_given(maker *m)
{
    cas_given given = {.kind = CAS_GIVEN_INCIDENT};
    if (!cas_dice_chance(&m->dice, 14))
        return given;
    const cas_clause *clause = &m->clauses[cas_dice_below(&m->dice, m->clause_count)];
    if (!clause->trigger_count)
        return given;
    const cas_event *event = clause->triggers[0];
    while (event->kind == CAS_EV_AFTER)
        event = event->inner;
    given.index = event->index;
    switch (event->kind) {
    case CAS_EV_INCIDENT: break;
    case CAS_EV_DEED:
        given.kind = CAS_GIVEN_DEED;
        given.parties = event->has_set ? event->set : cas_set_single(cas_dice_below(&m->dice, m->in->party_count));
        break;
    case CAS_EV_CLAUSE_DONE: given.kind = CAS_GIVEN_CLAUSE_DONE; break;
    case CAS_EV_ADOPTED: given.kind = CAS_GIVEN_ADOPTED; break;
    case CAS_EV_REJECTED:
        given.kind = CAS_GIVEN_REJECTED;
        given.meets = event->meets != NULL;
        break;
    case CAS_EV_FOUND: given.kind = CAS_GIVEN_FOUND; break;
    case CAS_EV_NOT_FOUND: given.kind = CAS_GIVEN_NOT_FOUND; break;
    case CAS_EV_BREACH:
        given.kind = CAS_GIVEN_BREACH;
        given.parties = event->has_set ? event->set : cas_set_empty();
        break;
    case CAS_EV_AFTER: break;
    }
    return given;
}

/* ---- The whole --------------------------------------------------------------------------------------------------- */

static void make_weights(maker *m)
{
    cas_big *units = CAS_ARRAY(m->arena, cas_big, (size_t)m->in->party_count);
    int64_t *small = CAS_ARRAY(m->arena, int64_t, (size_t)m->in->party_count);
    for (int p = 0; p < m->in->party_count; p++) {
        small[p] = cas_dice_below(&m->dice, 4);
        units[p] = cas_big_of(m->arena, (uint64_t)small[p]);
    }
    m->weights = CAS_NEW(m->arena, cas_weights);
    *m->weights = (cas_weights){.name = "size", .units = units, .small = small};
}

static void make_names(maker *m)
{
    static const char *const parties[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"}, *const incidents[] = {"attack"};
    static const char *const decisions[] = {"plan", "budget"}, *const findings[] = {"blame", "fact"};
    cas_instance *in = m->in;
    cas_deed *deeds = CAS_ARRAY(m->arena, cas_deed, DEEDS);
    deeds[0] = (cas_deed){"aid", "aid", CAS_MEASURE, false};
    deeds[1] = (cas_deed){"arms", "arms", CAS_MEASURE, cas_dice_chance(&m->dice, 22)};
    deeds[2] = (cas_deed){"consult", "consult", CAS_ACT, false};
    deeds[3] = (cas_deed){"report", "report", CAS_ACT, false};
    deeds[4] = (cas_deed){"request", "request", CAS_POWER, false};
    deeds[5] = (cas_deed){"convene", "convene", CAS_POWER, false};
    *in = (cas_instance){.party_count = in->party_count,
                         .party_names = parties,
                         .party_titles = parties,
                         .attacker = -1,
                         .attacked = -1,
                         .tick_hours = 24,
                         .deeds = deeds,
                         .deed_count = DEEDS,
                         .incident_names = incidents,
                         .incident_count = 1,
                         .decision_names = decisions,
                         .decision_count = MATTERS,
                         .finding_names = findings,
                         .finding_count = MATTERS};
}

/* In one text of three somebody can leave, or is made to. The other texts of a seed stay what they were. */
static void let_leave(maker *m, uint64_t seed)
{
    cas_dice_open(&m->dice, seed * 7919 + 1);
    cas_clause *clause = &m->clauses[cas_dice_below(&m->dice, m->clause_count)];
    if (seed % 3 != 2 || clause->statement_count >= 3)
        return;
    cas_statement *s = (cas_statement *)&clause->statements[clause->statement_count++];
    *s = (cas_statement){.kind = CAS_LEAVE,
                         .prevails_over = -1,
                         .again_after = -1,
                         .who = {.voted_on = -1, .set = some_parties(m, 1)},
                         .line = 10 * m->clause_count + 9,
                         .words = "leave"};
    if (cas_dice_chance(&m->dice, 55)) {
        s->within = cas_dice_below(&m->dice, 4);
        ADD_WAY(m, s, doing_of(m, cas_dice_chance(&m->dice, 60) ? CONSULT : REQUEST));
    } else if (cas_dice_chance(&m->dice, 40)) {
        s->who.set = cas_set_first(m->in->party_count);
    }
}

/* parties: how many, or 0: as drawn. */
static cas_instance *make_instance(cas_arena *arena, uint64_t seed, int parties)
{
    maker m = {.arena = arena, .in = CAS_NEW(arena, cas_instance)};
    cas_dice_open(&m.dice, seed);
    const int drawn = 2 + DRAW(&m.dice, 14, 42, 32, 12);
    m.in->party_count = parties ? parties : drawn;
    make_names(&m);
    if (cas_dice_chance(&m.dice, 80)) {
        m.in->attacked = cas_dice_below(&m.dice, m.in->party_count);
        if (cas_dice_chance(&m.dice, 85))
            m.in->attacker = (m.in->attacked + 1 + cas_dice_below(&m.dice, m.in->party_count - 1)) % m.in->party_count;
    }
    m.recipient = m.in->attacked >= 0 ? m.in->attacked : cas_dice_below(&m.dice, m.in->party_count);
    make_weights(&m);
    m.clause_count = 1 + DRAW(&m.dice, 4, 16, 28, 26, 16, 10);
    m.clauses = CAS_ARRAY(arena, cas_clause, MOST_CLAUSES);
    m.in->clauses = m.clauses;
    can_happen(&m, new_event(&m, CAS_EV_INCIDENT, 0));
    for (; m.now < m.clause_count; m.now++) {
        make_clause(&m);
        m.in->clause_count++;
    }
    cas_given *given = CAS_NEW(arena, cas_given);
    *given = some_given(&m);
    m.in->givens = given;
    m.in->given_count = 1;
    m.in->goal_count = 1 + cas_dice_below(&m.dice, 3);
    cas_goal *goals = CAS_ARRAY(arena, cas_goal, (size_t)m.in->goal_count);
    for (int g = 0; g < m.in->goal_count; g++)
        make_goal(&m, &goals[g]);
    m.in->goals = goals;
    let_leave(&m, seed);
    return m.in;
}

cas_instance *cas_random_instance(cas_arena *arena, uint64_t seed)
{
    return make_instance(arena, seed, 0);
}

cas_instance *cas_random_larger_instance(cas_arena *arena, uint64_t seed, int parties)
{
    return make_instance(arena, seed, parties);
}

void cas_random_stances(uint64_t seed, const cas_instance *instance, cas_stance *stances)
{
    cas_dice dice;
    cas_dice_open(&dice, seed);
    for (int p = 0; p < instance->party_count; p++) {
        stances[p] = (cas_stance)DRAW(&dice, 14, 50, 36);
        if (p == instance->attacked && cas_dice_chance(&dice, 70))
            stances[p] = CAS_HELPS;
    }
}
