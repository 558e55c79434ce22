/*
 * A course of events, replayed in the game itself.
 *
 * The game is that of the definition: its positions, what is open to whom in them, what a round and a tick change (hold/naive_position.h). Of the course only
 * what the helpers do and when is taken; all else has to follow.
 *
 * 1. Day by day: a helper does what a step of that day says it does, if that is open to it; where a step says that a body decides, the helpers vote for
 *    it and all others against. Who owes something and does not resist does it on the last day. When all pass the day is settled and the next begins.
 * 2. What came about on a day makes a list of facts, each in the words in which a step would tell it, with its clause, its line, and how long it took.
 *    Every step of the day must be one of them.
 * 3. The goal is reached on the day of the verdict, or on none.
 * 4. Steps that say why something does not happen: who must and does not is bound and resists, and the day is that on which it is due; what is never decided
 *    is not, with these votes; what has no basis has none.
 *
 * Not replayed: a play that the search told (it names no clause), and words for which no list of facts is made; both are told as not checked.
 */
#include "verify/course.h"

#include "hold/naive_position.h"
#include "hold/scenario_ballots.h"
#include "verify/facts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_TICKS = 20000, MOST_VOTERS = 9 };

typedef struct course {
    cas_judge *judge;
    cas_verified *out;
    cas_naive_game game;
    cas_cell *position, *next, *morning; /* morning: as the day began */
    cas_move *moves, *open;
    const cas_json_value *steps;
    cas_tick *tick; /* per step; CAS_NEVER where it has no day */
    bool *found;    /* per step: it is a fact */
    cas_tick reached;
    int most_moves;
    const char *where;
    bool spoken_of; /* something was told of this course already */
} course;

static const char *event_of(const course *c, size_t step)
{
    return cas_verify_string(c->steps->items[step], "event");
}

static bool says_today(const course *c, const char *words)
{
    for (size_t s = 0; s < c->steps->count; s++)
        if (c->tick[s] == c->position[0] && strcmp(event_of(c, s), words) == 0)
            return true;
    return false;
}

/* ---- What is done --------------------------------------------------------------------------------------------------------------------------- */

/* "X, Y use their power: …", "X and Y, jointly: …; all have come": is the party one of those who do it? */
static bool says_together(const course *c, const char *title)
{
    for (size_t s = 0; s < c->steps->count; s++) {
        const char *words = event_of(c, s);
        if (c->tick[s] != c->position[0])
            continue;
        if ((strstr(words, " use their power: ") || strstr(words, ", jointly: ")) && strstr(words, title))
            return true;
    }
    return false;
}

/* "clause 5 is done": what each of those bound does for that is left out of the course. */
static bool says_clause_done(const course *c, int party, cas_doing doing)
{
    for (int s = 0; s < c->game.statement_count; s++) {
        const cas_placed *duty = &c->game.statements[s];
        if (duty->words->kind == CAS_DUTY && cas_set_has(&duty->words->who.set, party) && cas_naive_has_doing(duty->words, doing, party) &&
            says_today(c, cas_format(c->out->arena, "clause %s is done: every duty in it", c->game.instance->clauses[duty->clause].label)))
            return true;
    }
    return false;
}

static bool says_deed(const course *c, int party, int x)
{
    const cas_doing doing = c->game.doings[x];
    return says_today(c, cas_fact_deed(c->out->arena, c->game.instance, party, doing)) || says_together(c, c->game.instance->deeds[doing.deed].title) ||
           says_clause_done(c, party, doing);
}

/* How the helpers and how all others vote, so that a body ends as a step says. */
typedef struct votes {
    bool cast;
    cas_ballot helpers, others;
} votes;

/* "on the last day": whoever is against it withholds its vote. */
static bool waits(const course *c, size_t step)
{
    return strcmp(cas_verify_string(c->steps->items[step], "why"), "on the last day") == 0;
}

static votes votes_of_step(const course *c, size_t step, const char *name)
{
    static const struct {
        const char *words;
        cas_ballot helpers, others;
    } today[] = {{"is adopted", CAS_YES, CAS_NO}, {"is found", CAS_YES, CAS_NO}, {"is rejected", CAS_NO, CAS_YES}, {"is not found", CAS_NO, CAS_YES},
                 {"is rejected, but its ballots meet the other rule", CAS_YES, CAS_NO}};
    const char *words = event_of(c, step) + strlen(name) + 1;
    for (size_t f = 0; f < sizeof today / sizeof *today && c->tick[step] == c->position[0]; f++)
        if (strcmp(words, today[f].words) == 0)
            return (votes){true, today[f].helpers, waits(c, step) && strncmp(words, "is rejected", 11) == 0 ? CAS_ABSENT : today[f].others};
    return (votes){false, CAS_ABSENT, CAS_ABSENT};
}

static votes votes_that_never(const course *c, size_t step, const char *name)
{
    const char *words = event_of(c, step) + strlen(name) + 1;
    const cas_ballot others = strstr(words, "it lacks the yes of") ? CAS_ABSENT : CAS_NO;
    if (strncmp(words, "is never adopted:", 17) == 0 || strncmp(words, "is never found:", 15) == 0)
        return (votes){true, CAS_YES, others};
    if (strncmp(words, "is never rejected:", 18) == 0 || strncmp(words, "is never not found:", 19) == 0)
        return (votes){true, CAS_NO, CAS_YES};
    return (votes){false, CAS_ABSENT, CAS_ABSENT};
}

static votes votes_on(const course *c, int matter)
{
    const char *name = cas_fact_body(c->game.instance, matter);
    for (int pass = 0; pass < 2; pass++)
        for (size_t s = 0; s < c->steps->count; s++) {
            const size_t length = strlen(name);
            if (strncmp(event_of(c, s), name, length) != 0 || event_of(c, s)[length] != ' ')
                continue;
            const votes found = pass == 0 ? votes_of_step(c, s, name) : votes_that_never(c, s, name);
            if (found.cast)
                return found;
        }
    /* A finding on which a rule depends need not be told. */
    return (votes){matter >= c->game.instance->decision_count, CAS_YES, CAS_NO};
}

static bool move_of_day(const course *c, int party, const cas_move *open, cas_move *move)
{
    const bool helps = c->judge->stances[party] == CAS_HELPS;
    votes said;
    *move = *open;
    switch (open->kind) {
    case CAS_MOVE_DO: return helps && says_deed(c, party, open->index);
    case CAS_MOVE_CALL: return helps && votes_on(c, open->index).helpers == CAS_YES;
    case CAS_MOVE_BALLOT:
        said = votes_on(c, open->index);
        move->choice = helps ? said.helpers : said.others;
        return said.cast && move->choice != CAS_ABSENT;
    }
    return false;
}

static int moves_of_day(course *c)
{
    int count = 0;
    for (int p = 0; p < c->game.parties; p++) {
        const int open = cas_naive_open_moves(&c->game, c->position, p, c->open);
        for (int i = 0; i < open; i++)
            count += move_of_day(c, p, &c->open[i], &c->moves[count]);
    }
    return count;
}

static bool add_way(course *c, const cas_way *way, int party, int *count)
{
    const int before = *count;
    for (int d = 0; d < way->count; d++) {
        const cas_move move = {CAS_MOVE_DO, party, cas_naive_doing(&c->game, way->doings[d]), 0};
        if (move.index < 0 || (!cas_naive_is_open_move(&c->game, c->position, &move) &&
                               *cas_done(&c->game, c->position, party, move.index) == CAS_NOT_DONE)) {
            *count = before;
            return false;
        }
        if (*cas_done(&c->game, c->position, party, move.index) == CAS_NOT_DONE)
            c->moves[(*count)++] = move;
    }
    return true;
}

static bool is_due_today(const course *c, const cas_placed *duty, int party)
{
    const cas_cell started = *cas_started(&c->game, c->position, duty->clause, party);
    return started != CAS_NOT_YET && started + duty->words->within == c->position[0];
}

/* Whoever does not resist does on the last day what is owed then. */
static int moves_owed(course *c)
{
    int count = 0;
    for (int s = 0; s < c->game.statement_count; s++)
        for (int p = 0; p < c->game.parties && count < c->most_moves; p++) {
            const cas_placed *duty = &c->game.statements[s];
            if (c->judge->stances[p] == CAS_RESISTS || duty->words->kind != CAS_DUTY || !cas_set_has(&duty->words->who.set, p) ||
                !is_due_today(c, duty, p) || !cas_naive_would_breach(&c->game, c->position, duty, p))
                continue;
            for (int w = 0; w < duty->words->way_count; w++)
                if (add_way(c, &duty->words->ways[w], p, &count))
                    break;
        }
    return count;
}

static void copy(const course *c, cas_cell *to, const cas_cell *from)
{
    memcpy(to, from, (size_t)c->game.cell_count * sizeof *to);
}

static void take(course *c)
{
    copy(c, c->position, c->next);
    if (c->reached >= CAS_NEVER && cas_naive_goal_reached(&c->game, c->position))
        c->reached = c->position[0];
}

/* Rounds until all pass, then what is due; until nothing changes any more. */
static void play_day(course *c)
{
    for (int rounds = 0; rounds < 10000; rounds++) {
        cas_poll(c->out->arena->ctx);
        int count = moves_of_day(c);
        if (!count)
            count = moves_owed(c);
        if (count) {
            cas_naive_round(&c->game, c->position, c->moves, count, c->next);
            if (memcmp(c->next, c->position, (size_t)c->game.cell_count * sizeof *c->next) != 0) {
                take(c);
                continue;
            }
        }
        copy(c, c->next, c->position);
        const cas_settled settled = cas_naive_settle(&c->game, c->next);
        take(c);
        if (!settled.changed)
            return;
    }
}

/* ---- What a step says ----------------------------------------------------------------------------------------------------------------------- */

static double days_of(const course *c, cas_tick tick)
{
    return (double)tick * c->game.instance->tick_hours / 24;
}

static void say_wrong(course *c, size_t step, const char *why)
{
    cas_verified_wrong(c->out, c->where, "step %zu of the course, “%s”: %s", step + 1, event_of(c, step), why);
    c->spoken_of = true;
}

/* Where the step names clause and line they are those of the fact, and so is how long it took. */
static const char *differs(const course *c, size_t step, const cas_fact *fact)
{
    const cas_json_value *item = c->steps->items[step];
    const cas_json_value *line = cas_json_member(item, "line"), *waited = cas_json_member(item, "waited");
    const char *clause = cas_verify_string(item, "clause");
    if (strcmp(clause, fact->clause) != 0)
        return *fact->clause ? cas_format(c->out->arena, "it is by clause %s", fact->clause) : "it is by no clause";
    if (line && line->kind == CAS_JSON_NUMBER && (int)line->number != fact->line)
        return cas_format(c->out->arena, "it is by line %d", fact->line);
    if (fact->waited >= 0 && waited && waited->kind == CAS_JSON_NUMBER && fabs(waited->number - days_of(c, fact->waited)) > 1e-6)
        return cas_format(c->out->arena, "it took %.10g days", days_of(c, fact->waited));
    const cas_json_value *critical = cas_json_member(item, "critical");
    if (fact->waited >= 0 && critical && critical->kind == CAS_JSON_BOOLEAN && critical->boolean && fact->waited == 0)
        return "it took no time, and is called critical";
    return NULL;
}

static void look_up(course *c)
{
    const cas_mark mark = cas_arena_mark(c->out->arena);
    const cas_facts facts = cas_facts_of(c->out->arena, &c->game, c->morning, c->position);
    const bool before = c->spoken_of;
    for (size_t s = 0; s < c->steps->count; s++) {
        if (c->tick[s] != c->position[0] || c->found[s])
            continue;
        const char *why = NULL;
        for (size_t f = 0; f < facts.count && !c->found[s]; f++)
            if (strcmp(facts.items[f].words, event_of(c, s)) == 0) {
                why = differs(c, s, &facts.items[f]);
                c->found[s] = why == NULL;
            }
        if (why && !c->found[s]) {
            say_wrong(c, s, why);
            c->found[s] = true;
        }
    }
    if (before == c->spoken_of)
        cas_arena_release(c->out->arena, mark);
}

/* ---- Steps that never were ------------------------------------------------------------------------------------------------------------------ */

static bool begins(const char *words, const char *beginning)
{
    return strncmp(words, beginning, strlen(beginning)) == 0;
}

/* " A and B can vote no, …", " it lacks the yes of A; …": a helper among those named, or -1. */
static int helper_named(const course *c, const char *words)
{
    static const char lacks[] = " it lacks the yes of ";
    const size_t end = begins(words, lacks) ? strcspn(words, ";") : strcspn(words, ":;") - strlen(strstr(words, " can ") ? strstr(words, " can ") : "");
    const char *from = begins(words, lacks) ? words + strlen(lacks) : words;
    for (int p = 0; p < c->game.parties; p++) {
        const char *name = c->game.instance->party_names[p];
        const size_t length = strlen(name);
        for (const char *at = strstr(from, name); at && at < words + end; at = strstr(at + 1, name))
            if (c->judge->stances[p] == CAS_HELPS && (at == from || at[-1] == ' ') && strchr(" ,;", at[length]))
                return p;
    }
    return -1;
}

/* "X is never adopted: …", with the votes as they were cast. */
static bool judge_never(course *c, size_t s)
{
    for (int m = 0; m < c->game.matter_count; m++)
        for (int outcome = 0; outcome < 2; outcome++) {
            static const char *const words[2][2] = {{"adopted", "rejected"}, {"found", "not found"}};
            const bool finding = m >= c->game.instance->decision_count;
            const char *never = cas_format(c->out->arena, "%s is never %s:", cas_fact_body(c->game.instance, m), words[finding][outcome]);
            if (!begins(event_of(c, s), never))
                continue;
            const cas_cell status = cas_matter(&c->game, c->position, m)[CAS_MATTER_STATUS];
            const int helper = helper_named(c, event_of(c, s) + strlen(never));
            if (helper >= 0)
                say_wrong(c, s, cas_format(c->out->arena, "%s helps in this course", c->game.instance->party_names[helper]));
            else if (status == (outcome ? CAS_REJECTED_OR_NOT_FOUND : CAS_ADOPTED_OR_FOUND))
                say_wrong(c, s, "with these votes it is");
            else
                cas_verified_right(c->out);
            return true;
        }
    return false;
}

/* "no clause in force puts plan to the vote": it was never opened. */
static bool judge_unopened(course *c, size_t s)
{
    for (int m = 0; m < c->game.matter_count; m++) {
        if (strcmp(event_of(c, s), cas_format(c->out->arena, "no clause in force puts %s to the vote", cas_fact_body(c->game.instance, m))) != 0)
            continue;
        if (cas_matter(&c->game, c->position, m)[CAS_MATTER_STATUS] == CAS_UNOPENED)
            cas_verified_right(c->out);
        else
            say_wrong(c, s, "some clause does");
        return true;
    }
    return false;
}

static bool judge_no_incident(course *c, size_t s)
{
    for (int i = 0; i < c->game.instance->incident_count; i++) {
        if (strcmp(event_of(c, s), cas_format(c->out->arena, "%s does not happen in this question", c->game.instance->incident_names[i])) != 0)
            continue;
        for (int g = 0; g < c->game.instance->given_count; g++)
            if (c->game.instance->givens[g].kind == CAS_GIVEN_INCIDENT && c->game.instance->givens[g].index == i) {
                say_wrong(c, s, "it does");
                return true;
            }
        cas_verified_right(c->out);
        return true;
    }
    return false;
}

static bool is_basis(const cas_statement *statement, int deed, const cas_goal *goal, const cas_set *wanted)
{
    const cas_set bearers = cas_set_and(statement->who.set, *wanted);
    if ((statement->kind != CAS_DUTY && statement->kind != CAS_PERMISSION && statement->kind != CAS_POWER_GRANT) || cas_set_is_empty(&bearers))
        return false;
    for (int w = 0; w < statement->way_count; w++)
        for (int d = 0; d < statement->ways[w].count; d++)
            if (statement->ways[w].doings[d].deed == deed && (goal->kind != CAS_GOAL_GIVES || statement->ways[w].doings[d].recipient == goal->recipient))
                return true;
    return false;
}

/* "no clause in force gives a basis for it: …": none that started does. */
static bool judge_no_basis(course *c, size_t s)
{
    const char *const heads[] = {"no clause in force gives a basis for it: ", "nobody is bound to do it: "};
    for (int d = 0; d < c->game.instance->deed_count; d++)
        for (int h = 0; h < 2; h++) {
            if (strcmp(event_of(c, s), cas_format(c->out->arena, "%s%s", heads[h], c->game.instance->deeds[d].title)) != 0)
                continue;
            const cas_set all = c->judge->goal->kind == CAS_GOAL_EVENT ? cas_set_first(c->game.parties) : c->judge->goal->set;
            for (int p = 0; p < c->game.statement_count; p++) {
                const cas_placed *placed = &c->game.statements[p];
                if (is_basis(placed->words, d, c->judge->goal, &all) && *cas_started(&c->game, c->position, placed->clause, cas_set_next(&placed->words->who.set, 0)) != CAS_NOT_YET) {
                    say_wrong(c, s, cas_format(c->out->arena, "clause %s does", c->game.instance->clauses[placed->clause].label));
                    return true;
                }
            }
            cas_verified_right(c->out);
            return true;
        }
    return false;
}

/* "X must, but does not: …" (or need not): the statement of that line binds them, they do not help, and it falls due then. */
static bool judge_not_done(course *c, size_t s)
{
    const cas_json_value *item = c->steps->items[s], *line = cas_json_member(item, "line");
    const char *words = event_of(c, s), *must = strstr(words, " must, but "), *need = strstr(words, " need not, and ");
    if ((!must && !need) || !line || line->kind != CAS_JSON_NUMBER)
        return false;
    for (int p = 0; p < c->game.statement_count; p++) {
        const cas_placed *placed = &c->game.statements[p];
        if (placed->words->line != (int)line->number || strcmp(c->game.instance->clauses[placed->clause].label, cas_verify_string(item, "clause")) != 0)
            continue;
        cas_set meant = cas_set_empty();
        for (int q = 0; q < c->game.parties; q++)
            if (cas_set_has(&placed->words->who.set, q) && c->judge->stances[q] != CAS_HELPS && (need || c->judge->stances[q] == CAS_RESISTS))
                cas_set_add(&meant, q);
        const cas_set wanted = cas_set_and(meant, c->judge->goal->set);
        if (c->judge->goal->kind != CAS_GOAL_EVENT && !begins(words, cas_fact_names(c->out->arena, c->game.instance, &meant)))
            meant = wanted;
        const char *names = cas_fact_names(c->out->arena, c->game.instance, &meant);
        const int first = cas_set_next(&meant, 0);
        cas_cell started = first < 0 ? CAS_NOT_YET : *cas_started(&c->game, c->position, placed->clause, first);
        /* Who has not found what the clause waits for need not do it; it started for whoever has. */
        for (int q = 0; q < c->game.parties && need && first >= 0 && started == CAS_NOT_YET; q++)
            started = *cas_started(&c->game, c->position, placed->clause, q);
        const cas_tick due = started == CAS_NOT_YET ? CAS_NEVER : started + (placed->words->kind == CAS_DUTY && must ? placed->words->within : 0);
        if (first >= 0 && started != CAS_NOT_YET && begins(words, names) && (begins(words + strlen(names), " must") || begins(words + strlen(names), " need")) &&
            cas_judge_is_day(c->game.instance, cas_json_member(item, "day"), due)) {
            cas_verified_right(c->out);
            return true;
        }
        say_wrong(c, s, first < 0 ? "nobody bound by that line fails to do it here"
                                  : cas_format(c->out->arena, "by that line it is %s, and the day is %s", names,
                                               cas_judge_day(c->out->arena, c->game.instance, due)));
        return true;
    }
    say_wrong(c, s, "the clause has no such line");
    return true;
}

static void judge_rest(course *c)
{
    size_t unread = 0, first = 0;
    for (size_t s = 0; s < c->steps->count; s++) {
        if (c->found[s]) {
            cas_verified_right(c->out);
            continue;
        }
        if (judge_never(c, s) || judge_unopened(c, s) || judge_no_incident(c, s) || judge_no_basis(c, s) || judge_not_done(c, s))
            continue;
        if (cas_fact_is_readable(event_of(c, s))) {
            say_wrong(c, s, "it does not come about on that day");
            continue;
        }
        first = unread++ ? first : s;
    }
    if (unread)
        cas_verified_skip(c->out, c->where, "%zu step%s of a course of events, as “%s”: nothing here judges that", unread, unread == 1 ? "" : "s", event_of(c, first));
}

/* ---- The whole ------------------------------------------------------------------------------------------------------------------------------ */

/* Days as ticks; false where one is none, or goes back. */
static bool read_days(course *c)
{
    const double per_day = 24 / c->game.instance->tick_hours;
    cas_tick last = 0;
    for (size_t s = 0; s < c->steps->count; s++) {
        const cas_json_value *day = cas_json_member(c->steps->items[s], "day");
        c->tick[s] = day && day->kind == CAS_JSON_NUMBER && day->number < 1e9 ? (cas_tick)llround(day->number * per_day) : CAS_NEVER;
        if (c->tick[s] < last) {
            say_wrong(c, s, "it stands after a later one");
            return false;
        }
        last = c->tick[s];
    }
    return true;
}

static bool is_searched_play(const course *c)
{
    for (size_t s = 0; s < c->steps->count; s++)
        if (*cas_verify_string(c->steps->items[s], "clause") || *cas_verify_string(c->steps->items[s], "why"))
            return false;
    for (size_t s = 0; s < c->steps->count; s++)
        if (strstr(event_of(c, s), " votes ") || begins(event_of(c, s), "clause "))
            return true;
    return false;
}

static bool may_always_start(const cas_naive_game *game, cas_cell *position, int clause, int party, int event)
{
    (void)game, (void)position, (void)clause, (void)party, (void)event;
    return true;
}

/* Where a body is too large for every completion of its ballots, what is settled is found as in scenarios. */
static const cas_naive_told large_bodies = {cas_scenario_rule_is_certain, cas_scenario_rule_is_possible, may_always_start, NULL};

static void open_game(course *c)
{
    cas_arena *arena = c->out->arena;
    cas_naive_open(&c->game, arena, c->judge->instance, c->judge->goal, c->judge->stances);
    if (cas_judge_most_voters(c->judge->instance) > MOST_VOTERS)
        c->game.told = &large_bodies;
    const size_t cells = (size_t)c->game.cell_count, most = (size_t)cas_naive_most_moves(&c->game) * ((size_t)c->game.parties + 1);
    c->most_moves = (int)most;
    c->position = CAS_ARRAY(arena, cas_cell, cells);
    c->next = CAS_ARRAY(arena, cas_cell, cells);
    c->morning = CAS_ARRAY(arena, cas_cell, cells);
    c->moves = CAS_ARRAY(arena, cas_move, most + (size_t)c->game.doing_count + 1);
    c->open = CAS_ARRAY(arena, cas_move, most);
    c->tick = CAS_ARRAY(arena, cas_tick, c->steps->count + 1);
    c->found = CAS_ARRAY(arena, bool, c->steps->count + 1);
}

static void replay(course *c, cas_tick value)
{
    cas_tick last = value < CAS_NEVER ? value : 0;
    for (size_t s = 0; s < c->steps->count; s++)
        if (c->tick[s] < CAS_NEVER && c->tick[s] > last)
            last = c->tick[s];
    if (last > MOST_TICKS) {
        cas_verified_skip(c->out, c->where, "a course of events of more than %d ticks", MOST_TICKS);
        return;
    }
    cas_naive_first(&c->game, c->next);
    take(c);
    cas_facts_before_all(&c->game, c->morning);
    for (;;) {
        play_day(c);
        look_up(c);
        if (c->position[0] >= last)
            break;
        copy(c, c->morning, c->position);
        copy(c, c->next, c->position);
        cas_naive_next_tick(&c->game, c->next);
        take(c);
    }
    judge_rest(c);
    if (c->spoken_of)
        return;
    if (value >= CAS_NEVER)
        cas_verified_claim(c->out, c->reached >= CAS_NEVER, c->where, "replayed, the course that is stopped reaches the goal");
    else
        cas_verified_claim(c->out, c->reached == value, c->where, "replayed, the course reaches the goal on %s, not on %s",
                           cas_judge_day(c->out->arena, c->game.instance, c->reached), cas_judge_day(c->out->arena, c->game.instance, value));
}

/* "whatever those who help do, the others can keep it from coming about": no course, but the value itself. */
static bool judge_no_course(course *c, cas_tick value)
{
    if (c->steps->count != 1 || !begins(event_of(c, 0), "whatever those who help do, the others can keep it from coming about"))
        return false;
    const bool was_open = c->judge->open;
    c->judge->open = false;
    const cas_tick tick = cas_judge_value(c->judge);
    if (c->judge->open)
        cas_verified_skip(c->out, c->where, "that whatever is done can be answered: the definition needs more than the limit of positions");
    else
        cas_verified_claim(c->out, tick >= CAS_NEVER && value >= CAS_NEVER, c->where, "those who help can bring it about: by the definition on %s",
                           cas_judge_day(c->out->arena, c->judge->instance, tick));
    c->judge->open = was_open;
    return true;
}

void cas_verify_course(cas_judge *judge, const cas_json_value *steps, cas_tick value, const char *where)
{
    course c = {.judge = judge, .out = judge->out, .steps = steps, .where = where, .reached = CAS_NEVER};
    if (!steps || steps->kind != CAS_JSON_ARRAY || !steps->count)
        return;
    if (judge_no_course(&c, value))
        return;
    if (is_searched_play(&c)) {
        cas_verified_skip(judge->out, where, "a course of events that the search told");
        return;
    }
    open_game(&c);
    if (read_days(&c))
        replay(&c, value);
}

void cas_verify_courses(cas_judge *judge, const cas_defined *verdict, const cas_json_value *row, const char *where)
{
    const bool reaches = verdict->word != CAS_IMPOSSIBLE;
    if (strcmp(cas_verify_string(row, "verdict"), cas_verdict_name(verdict->word)) != 0)
        return;
    cas_judge_stances_of_day(judge, verdict->word);
    cas_verify_course(judge, cas_json_member(row, "path"), reaches ? verdict->tick : CAS_NEVER, where);
    cas_judge_stances_of_stop(judge, verdict);
    cas_verify_course(judge, cas_json_member(row, "stopped"), CAS_NEVER, where);
}
