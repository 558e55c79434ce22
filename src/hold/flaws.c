/*
 * Flaws of a whole text: see flaws.h.
 *
 * Every distinct text among the packages asked about is built once for each incident and each possible aggressor, and once
 * without any incident: these are its runs. Of each run may.c says what could happen at most, and wander.c shows what does.
 *
 * conflict   a duty that falls due for somebody who has no lawful way left to do it, at least one way being forbidden.
 *            Candidates: duties all of whose ways may be forbidden, ended or without their power, in what may start. No candidate:
 *            no conflict. Each candidate is looked for in the plays.
 * idle       a clause in force in some package that starts in no play of any run. What may.c says never starts does not; the others
 *            are looked for in the plays.
 * circular   among the clauses that can start in no run for want of what other clauses would supply: the smallest sets that
 *            supply each other (sink components of the graph of suppliers).
 * Of these, for `casus lint` only:
 * never breached   a duty that binds nobody when it falls due, or that nobody bound by it can break.
 * never used       a power that nobody can use, or to whose use nothing in the text gives an effect.
 * too late         a stage of a rule that comes into force after the vote has been settled; a duty that nobody can have done in time.
 *
 * What was seen in a play is so, and its flaw tells the play. What was not seen in all of them is not. What was not seen in some,
 * where all are too many, is told as possible, and the answer is then undecided rather than yes.
 * Cost: distinct texts times incidents times aggressors times a few plays; all plays only while MOST_ROUNDS positions are not used up.
 * Twin: test_structure.c.
 */
#include "hold/flaws.h"

#include "hold/may.h"
#include "hold/wander.h"
#include "model/build.h"

#include <string.h>

enum { MOST_POSITIONS = 4000, MOST_ROUNDS_IN_ALL = 60000, MOST_CELLS_IN_ALL = 4000000, MOST_VALUES = 400 };

/* Of one clause of the text, over all runs. */
typedef struct clause_record {
    bool in_force, starts, may_start, doubtful; /* doubtful: it may start, and not every play of some run was looked at */
} clause_record;

/* Of one statement of the text, over all runs. */
typedef struct statement_record {
    bool in_force, doubtful;
    bool bound, breached, in_time, used;
} statement_record;

typedef struct flaw_search {
    cas_arena *arena;
    const cas_agreement *agreement;
    bool wanted[CAS_FLAW_TOO_LATE + 1];
    cas_names seen; /* what was already said */
    cas_flaw *flaws;
    size_t count, room;
    clause_record *clauses;        /* per clause form */
    statement_record **statements; /* per clause form, per statement form */
    uint64_t rounds, cells, values; /* spent on plays, and on values */
} flaw_search;

static void add_flaw(flaw_search *search, cas_flaw flaw)
{
    const size_t known = search->seen.count;
    const int number = cas_names_add(&search->seen, cas_text_of(flaw.words));
    flaw.elsewhere = search->agreement->main_file && strcmp(flaw.file, search->agreement->main_file) != 0;
    if (search->seen.count > known) {
        search->flaws = CAS_ROOM(search->arena, search->flaws, search->count, &search->room);
        search->flaws[search->count++] = flaw;
    } else if (search->flaws[number].possible && !flaw.possible) {
        search->flaws[number] = flaw;
    }
}

/* The clause of the text from which a clause of an instance was made. */
static int form_of(const cas_agreement *agreement, const cas_clause *clause)
{
    for (int c = 0; c < agreement->clause_count; c++)
        if (agreement->clauses[c].line == clause->line && strcmp(agreement->clauses[c].file, clause->file) == 0)
            return c;
    return -1;
}

/* The statement of the text from which one of an instance was made; several may be made of one. */
static int statement_form_of(const cas_clause_form *clause, const cas_statement *statement)
{
    for (int s = 0; s < clause->statement_count; s++)
        if (clause->statements[s].line == statement->line && strcmp(clause->statements[s].words, statement->words) == 0)
            return s;
    return -1;
}

/* ---- One run --------------------------------------------------------------------------------------------------------------- */

typedef struct text_run {
    flaw_search *search;
    const cas_instance *instance;
    cas_may may;
    const char *where; /* "on attack by X" */
    const cas_wander *wander;
    struct candidate *candidates;
    size_t candidate_count, candidate_room;
    const int *forms; /* per clause of the instance: of the text */
} text_run;

/* A duty of a party, all ways of which may be closed to it. */
typedef struct candidate {
    int clause, statement, party, forbidder; /* statement: place in the clause */
} candidate;

static bool names_doing(const cas_statement *statement, const cas_doing *doing)
{
    for (int w = 0; w < statement->way_count; w++)
        for (int d = 0; d < statement->ways[w].count; d++)
            if (statement->ways[w].doings[d].deed == doing->deed &&
                statement->ways[w].doings[d].recipient == doing->recipient)
                return true;
    return false;
}

static bool opens_again(const cas_instance *instance, int decision)
{
    for (int c = 0; c < instance->clause_count; c++)
        for (int s = 0; s < instance->clauses[c].statement_count; s++)
            if (instance->clauses[c].statements[s].kind == CAS_DECIDE &&
                instance->clauses[c].statements[s].index == decision && instance->clauses[c].statements[s].again_after >= 0)
                return true;
    return false;
}

/* Both wait for one decision, and for opposite outcomes of it. */
static bool exclude_each_other(const cas_instance *instance, const cas_clause *a, const cas_clause *b)
{
    if (a->trigger_count != 1 || b->trigger_count != 1)
        return false;
    const cas_event *x = a->triggers[0], *y = b->triggers[0];
    if (x->index != y->index || opens_again(instance, x->index))
        return false;
    return (x->kind == CAS_EV_ADOPTED && y->kind == CAS_EV_REJECTED) ||
           (x->kind == CAS_EV_REJECTED && y->kind == CAS_EV_ADOPTED);
}

/* A permission in the clause of the prohibition itself lifts it whenever it is there. */
static bool is_always_lifted(const cas_clause *clause, int number, int party, const cas_doing *doing)
{
    for (int s = 0; s < clause->statement_count; s++) {
        const cas_statement *statement = &clause->statements[s];
        if (statement->kind == CAS_PERMISSION && statement->prevails_over == number && statement->who.kind == CAS_EACH &&
            statement->who.voted_on < 0 && cas_set_has(&statement->who.set, party) && names_doing(statement, doing))
            return true;
    }
    return false;
}

/* A clause that may forbid the party this doing while the duty's clause is in force; -1: none. */
static int forbidder_of(const text_run *run, int party, const cas_doing *doing, const cas_clause *duty)
{
    for (int c = 0; c < run->instance->clause_count; c++) {
        const cas_clause *clause = &run->instance->clauses[c];
        for (int s = 0; run->may.starts[c] && s < clause->statement_count; s++)
            if (clause->statements[s].kind == CAS_PROHIBITION && cas_set_has(&clause->statements[s].who.set, party) &&
                names_doing(&clause->statements[s], doing) && !exclude_each_other(run->instance, clause, duty) &&
                !is_always_lifted(clause, c, party, doing) && !is_always_lifted(duty, c, party, doing))
                return c;
    }
    return -1;
}

/* May be closed without being forbidden: ended, or a power that is not granted. */
static bool may_be_closed(const text_run *run, const cas_doing *doing)
{
    if (run->instance->deeds[doing->deed].kind == CAS_POWER)
        return true;
    for (int c = 0; c < run->instance->clause_count; c++)
        for (int s = 0; run->may.starts[c] && s < run->instance->clauses[c].statement_count; s++) {
            const cas_statement *end = &run->instance->clauses[c].statements[s];
            for (int i = 0; i < end->end_deed_count; i++)
                if (end->end_deeds[i] == doing->deed)
                    return true;
        }
    return false;
}

/* A clause that may forbid a way when no way is open; -1: some way is free, or none is forbidden. */
static int forbidder_of_all(const text_run *run, int party, const cas_statement *duty, const cas_clause *clause)
{
    int last = -1;
    for (int w = 0; w < duty->way_count; w++) {
        int forbidder = -1;
        bool closed = false, own = false;
        for (int d = 0; d < duty->ways[w].count; d++) {
            own |= duty->ways[w].doings[d].recipient == party;
            closed |= may_be_closed(run, &duty->ways[w].doings[d]);
            if (forbidder < 0)
                forbidder = forbidder_of(run, party, &duty->ways[w].doings[d], clause);
        }
        if (own)
            continue;
        if (forbidder < 0 && !closed)
            return -1;
        if (forbidder >= 0)
            last = forbidder;
    }
    return last;
}

static void list_candidates(text_run *run)
{
    for (int c = 0; c < run->instance->clause_count; c++) {
        const cas_clause *clause = &run->instance->clauses[c];
        for (int s = 0; run->may.starts[c] && s < clause->statement_count; s++) {
            const cas_statement *duty = &clause->statements[s];
            cas_poll(run->search->arena->ctx);
            for (int p = cas_set_next(&duty->who.set, 0); duty->kind == CAS_DUTY && !duty->only_basis && p >= 0;
                 p = cas_set_next(&duty->who.set, p + 1)) {
                const int forbidder = forbidder_of_all(run, p, duty, clause);
                if (forbidder < 0)
                    continue;
                run->candidates = CAS_ROOM(run->search->arena, run->candidates, run->candidate_count, &run->candidate_room);
                run->candidates[run->candidate_count++] = (candidate){c, s, p, forbidder};
            }
        }
    }
}

static const cas_meeting *meeting_of(const cas_wander *wander, const candidate *wanted)
{
    if (!wander)
        return NULL;
    const int statement = wander->first_statement[wanted->clause] + wanted->statement;
    for (size_t m = 0; m < wander->meeting_count; m++)
        if (wander->meetings[m].statement == statement && wander->meetings[m].party == wanted->party)
            return &wander->meetings[m];
    return NULL;
}

static bool wants_statements(const flaw_search *search)
{
    return search->wanted[CAS_FLAW_NEVER_BREACHED] || search->wanted[CAS_FLAW_NEVER_USED] ||
           search->wanted[CAS_FLAW_TOO_LATE];
}

/* Is there nothing left to be seen of this statement? */
static bool is_told(const statement_record *record, const cas_seen *seen, const cas_statement *words)
{
    if (words->kind == CAS_DUTY && !words->only_basis)
        return (record->breached || seen->breached) && (record->in_time || seen->in_time);
    return words->kind != CAS_POWER_GRANT || record->used || seen->used;
}

static bool has_seen_enough(const cas_wander *wander, void *user)
{
    const text_run *run = user;
    const flaw_search *search = run->search;
    for (size_t i = 0; i < run->candidate_count; i++)
        if (!meeting_of(wander, &run->candidates[i]))
            return false;
    for (int c = 0; c < run->instance->clause_count; c++) {
        const int form = run->forms[c];
        if (form < 0)
            continue;
        if (run->may.starts[c] && !wander->starts[c] && !search->clauses[form].starts &&
            (search->wanted[CAS_FLAW_IDLE] || wants_statements(search)))
            return false;
        for (int s = 0; wants_statements(search) && s < run->instance->clauses[c].statement_count; s++) {
            const cas_statement *words = &run->instance->clauses[c].statements[s];
            const int place = statement_form_of(&search->agreement->clauses[form], words);
            if (place >= 0 && run->may.starts[c] &&
                !is_told(&search->statements[form][place], &wander->seen[wander->first_statement[c] + s], words))
                return false;
        }
    }
    return true;
}

static const char *place_words(const flaw_search *search, const cas_clause *clause, const cas_clause *beside)
{
    if (strcmp(clause->file, beside->file) == 0)
        return cas_format(search->arena, "line %d", clause->line);
    return cas_format(search->arena, "%s, line %d", clause->file, clause->line);
}

static const char *names_of(cas_arena *arena, const cas_instance *instance, const cas_set *parties)
{
    enum { MOST_NAMES = 8 };
    cas_builder out = {.arena = arena};
    const int count = cas_set_count(parties);
    int i = 0;
    for (int p = cas_set_next(parties, 0); p >= 0; p = cas_set_next(parties, p + 1), i++) {
        if (count > MOST_NAMES && i == MOST_NAMES - 1) {
            cas_putf(&out, " and %d others", count - i);
            break;
        }
        cas_putf(&out, "%s%s", i == 0 ? "" : i == count - 1 ? " and " : ", ", instance->party_names[p]);
    }
    return cas_built_string(&out);
}

/* One flaw for all parties that one clause forbids what the duty asks for. */
static void tell_conflicts(text_run *run)
{
    flaw_search *search = run->search;
    bool *told = CAS_ARRAY(search->arena, bool, run->candidate_count + 1);
    for (size_t i = 0; i < run->candidate_count; i++) {
        const candidate *first = &run->candidates[i];
        const cas_meeting *met = meeting_of(run->wander, first);
        if (told[i] || (!met && run->wander && run->wander->all))
            continue;
        const int forbidder = met ? met->forbidder : first->forbidder;
        cas_set parties = cas_set_empty();
        for (size_t k = i; k < run->candidate_count; k++) {
            const candidate *next = &run->candidates[k];
            const cas_meeting *also = meeting_of(run->wander, next);
            if (next->clause != first->clause || next->statement != first->statement || !also != !met ||
                (also ? also->forbidder : next->forbidder) != forbidder)
                continue;
            told[k] = true;
            cas_set_add(&parties, next->party);
        }
        const cas_clause *clause = &run->instance->clauses[first->clause], *by = &run->instance->clauses[forbidder];
        const cas_statement *duty = &clause->statements[first->statement];
        add_flaw(search, (cas_flaw){.kind = CAS_FLAW_CONFLICT,
                                    .words = cas_format(search->arena, "clause %s obliges %s to what clause %s (%s) %s: “%s”",
                                                        clause->label, names_of(search->arena, run->instance, &parties),
                                                        by->label, place_words(search, by, clause),
                                                        met ? "forbids" : "may forbid", duty->words),
                                    .witness = met && met->story ? cas_format(search->arena, "%s: %s", run->where, met->story)
                                                                 : NULL,
                                    .possible = !met,
                                    .file = clause->file,
                                    .line = duty->line});
    }
}

static void record_statement(statement_record *record, const text_run *run, int clause, int statement)
{
    const cas_seen *seen = &run->wander->seen[run->wander->first_statement[clause] + statement];
    record->in_force |= run->wander->starts[clause];
    record->doubtful |= run->may.starts[clause] && !run->wander->all;
    record->bound |= seen->bound;
    record->breached |= seen->breached;
    record->in_time |= seen->in_time;
    record->used |= seen->used;
}

static void record_run(const text_run *run)
{
    flaw_search *search = run->search;
    for (int c = 0; c < run->instance->clause_count; c++) {
        const int form = run->forms[c];
        if (form < 0)
            continue;
        clause_record *record = &search->clauses[form];
        record->may_start |= run->may.starts[c];
        record->starts |= run->wander && run->wander->starts[c];
        record->doubtful |= run->may.starts[c] && !(run->wander && run->wander->all);
        for (int s = 0; run->wander && s < run->instance->clauses[c].statement_count; s++) {
            const int place =
                statement_form_of(&search->agreement->clauses[form], &run->instance->clauses[c].statements[s]);
            if (place >= 0)
                record_statement(&search->statements[form][place], run, c, s);
        }
    }
}

/* The latest that a stage of the rule comes into force after the opening. */
static cas_tick last_stage_of(const cas_rule *rule)
{
    cas_tick last = 0;
    for (int i = 0; i < rule->part_count; i++) {
        const cas_tick inside = last_stage_of(rule->parts[i]);
        last = inside > last ? inside : last;
    }
    for (int i = 0; i < rule->stage_count; i++) {
        const cas_tick inside = last_stage_of(rule->stages[i].rule);
        last = rule->stages[i].after > last ? rule->stages[i].after : last;
        last = inside > last ? inside : last;
    }
    return last;
}

static void tell_late_stages(const text_run *run)
{
    flaw_search *search = run->search;
    for (int c = 0; search->wanted[CAS_FLAW_TOO_LATE] && c < run->instance->clause_count; c++) {
        const cas_clause *clause = &run->instance->clauses[c];
        for (int s = 0; s < clause->statement_count; s++)
            if (clause->statements[s].rule && last_stage_of(clause->statements[s].rule) > clause->statements[s].within)
                add_flaw(search,
                         (cas_flaw){.kind = CAS_FLAW_TOO_LATE,
                                    .words = cas_format(search->arena,
                                                        "clause %s: what is to hold later comes into force only after it has been "
                                                        "settled: “%s”",
                                                        clause->label, clause->statements[s].words),
                                    .file = clause->file,
                                    .line = clause->statements[s].line});
    }
}

/* What all together can bring about does happen in some play: the method says so without one, however many parties there are. */
static void ask_if_all_help(const text_run *run)
{
    flaw_search *search = run->search;
    const cas_hold_options options = {.max_states = 1};
    cas_stance *stances = CAS_ARRAY(search->arena, cas_stance, (size_t)run->instance->party_count + 1);
    for (int p = 0; p < run->instance->party_count; p++)
        stances[p] = CAS_HELPS;
    for (int c = 0; c < run->instance->clause_count; c++) {
        clause_record *record = run->forms[c] < 0 ? NULL : &search->clauses[run->forms[c]];
        for (int t = 0; record && run->may.starts[c] && !record->starts && t < run->instance->clauses[c].trigger_count; t++) {
            const cas_goal started = {.name = "", .title = "", .words = "", .kind = CAS_GOAL_EVENT,
                                      .quant = {.kind = CAS_ANY}, .recipient = -1,
                                      .event = run->instance->clauses[c].triggers[t]};
            if (search->values++ >= MOST_VALUES)
                return;
            const cas_mark mark = cas_arena_mark(search->arena);
            record->starts = cas_hold_value(search->arena, run->instance, &started, stances, &options).high < CAS_NEVER;
            cas_arena_release(search->arena, mark);
        }
    }
}

static const char *where_words(const flaw_search *search, int incident, int by)
{
    if (incident < 0)
        return "without any incident";
    const char *name = search->agreement->incidents[incident].name;
    return by < 0 ? cas_format(search->arena, "on %s", name)
                  : cas_format(search->arena, "on %s by %s", name, search->agreement->parties[by].name);
}

typedef struct text_runs {
    const cas_instance *last;
    bool *starts; /* per clause of the instances: the same clauses in all runs of one text */
} text_runs;

static void look_at_run(flaw_search *search, const int *choice, int incident, int by, text_runs *runs)
{
    const cas_occasion occasion = {.incident = incident, .attacker = by};
    text_run run = {.search = search, .where = where_words(search, incident, by)};
    run.instance = cas_instance_build(search->arena, search->agreement, choice, &occasion);
    run.may = cas_may_happen(search->arena, run.instance);
    int *forms = CAS_ARRAY(search->arena, int, (size_t)run.instance->clause_count + 1);
    for (int c = 0; c < run.instance->clause_count; c++)
        forms[c] = form_of(search->agreement, &run.instance->clauses[c]);
    run.forms = forms;
    if (!runs->starts)
        runs->starts = CAS_ARRAY(search->arena, bool, (size_t)run.instance->clause_count + 1);
    runs->last = run.instance;
    for (int c = 0; c < run.instance->clause_count; c++)
        runs->starts[c] = runs->starts[c] || run.may.starts[c];
    if (search->wanted[CAS_FLAW_CONFLICT])
        list_candidates(&run);
    const size_t most = search->rounds < MOST_ROUNDS_IN_ALL ? MOST_POSITIONS : 0;
    const bool asked = run.candidate_count || search->wanted[CAS_FLAW_IDLE] || wants_statements(search);
    if (asked && search->cells < MOST_CELLS_IN_ALL) {
        run.wander = cas_wander_about(search->arena, run.instance, most, has_seen_enough, &run);
        search->rounds += run.wander->rounds;
        search->cells += run.wander->rounds * run.wander->cells;
    }
    if (run.candidate_count)
        tell_conflicts(&run);
    tell_late_stages(&run);
    record_run(&run);
    if (search->wanted[CAS_FLAW_IDLE])
        ask_if_all_help(&run);
}

/* ---- Circles ---------------------------------------------------------------------------------------------------------------------- */

/* reach[a * n + b]: what a waits for leads to b. Warshall's closure; n is the number of clauses of one text that cannot start. */
static void close_over(cas_ctx *ctx, bool *reach, int n)
{
    for (int k = 0; k < n; k++)
        for (int a = 0; a < n; a++) {
            cas_poll(ctx);
            for (int b = 0; reach[a * n + k] && b < n; b++)
                reach[a * n + b] = reach[a * n + b] || reach[k * n + b];
        }
}

enum { MOST_STUCK = 2000 };

static void name_circle(flaw_search *search, const cas_instance *instance, const int *stuck, const bool *reach, int n,
                        int from)
{
    cas_builder words = {.arena = search->arena};
    int members = 0;
    for (int b = 0; b < n; b++)
        if (reach[from * n + b])
            cas_putf(&words, "%s%s", members++ ? ", " : "", instance->clauses[stuck[b]].label);
    const cas_clause *clause = &instance->clauses[stuck[from]];
    const char *list = cas_built_string(&words);
    cas_builder waits = {.arena = search->arena};
    for (int b = 0; b < n; b++)
        for (int t = 0; reach[from * n + b] && t < instance->clauses[stuck[b]].trigger_count; t++)
            cas_putf(&waits, "%s%s waits for “%s”", waits.length ? "; " : "", instance->clauses[stuck[b]].label,
                     instance->clauses[stuck[b]].triggers[t]->words);
    add_flaw(search,
             (cas_flaw){.kind = CAS_FLAW_CIRCLE,
                        .words = members == 1 ? cas_format(search->arena, "clause %s waits for itself", list)
                                              : cas_format(search->arena,
                                                           "clauses %s wait for each other: each can start only by what the "
                                                           "others bring about",
                                                           list),
                        .witness = cas_built_string(&waits),
                        .file = clause->file,
                        .line = clause->line});
}

/* starts: per clause of the instance, in any run of this text. */
static void find_circles(flaw_search *search, const cas_instance *instance, const bool *starts)
{
    int *stuck = CAS_ARRAY(search->arena, int, instance->clause_count + 1), n = 0;
    for (int c = 0; c < instance->clause_count; c++)
        if (!starts[c])
            stuck[n++] = c;
    if (n == 0)
        return;
    if (n > MOST_STUCK)
        cas_fail(search->arena->ctx, CAS_E_BUDGET, "%d clauses that never start to be compared with each other", n);
    bool *reach = CAS_ARRAY(search->arena, bool, (size_t)n *(size_t)n);
    bool *broken = CAS_ARRAY(search->arena, bool, n);
    bool *supplies = CAS_ARRAY(search->arena, bool, instance->clause_count + 1);
    for (int a = 0; a < n; a++) {
        const cas_clause *clause = &instance->clauses[stuck[a]];
        memset(supplies, 0, (size_t)instance->clause_count * sizeof *supplies);
        for (int t = 0; t < clause->trigger_count; t++)
            cas_event_suppliers(instance, clause->triggers[t], supplies);
        broken[a] = true;
        for (int b = 0; b < n; b++)
            if (supplies[stuck[b]]) {
                reach[a * n + b] = true;
                broken[a] = false;
            }
        for (int c = 0; c < instance->clause_count; c++)
            if (supplies[c] && starts[c])
                broken[a] = true;
    }
    close_over(search->arena->ctx, reach, n);
    for (int a = 0; a < n; a++) {
        bool sink = reach[a * n + a] && !broken[a];
        for (int b = 0; sink && b < n; b++)
            sink = !reach[a * n + b] || (!broken[b] && reach[b * n + a]);
        if (sink)
            name_circle(search, instance, stuck, reach, n, a);
    }
}

/* ---- Texts ------------------------------------------------------------------------------------------------------------------------ */

static void look_at_text(flaw_search *search, const int *choice)
{
    text_runs runs = {0};
    look_at_run(search, choice, -1, -1, &runs);
    for (int i = 0; i < search->agreement->incident_count; i++) {
        const cas_set by = cas_incident_attackers(search->arena, search->agreement, i, choice);
        look_at_run(search, choice, i, -1, &runs);
        for (int p = cas_set_next(&by, 0); p >= 0; p = cas_set_next(&by, p + 1))
            look_at_run(search, choice, i, p, &runs);
    }
    /* A clause that only clauses of other packages could start is not in the instance; it is in force all the same. */
    for (int c = 0; c < search->agreement->clause_count; c++)
        if (cas_condition_truth(search->agreement->clauses[c].form.condition, choice) == CAS_TRUE)
            search->clauses[c].in_force = true;
    if (search->wanted[CAS_FLAW_CIRCLE])
        find_circles(search, runs.last, runs.starts);
}

/* ---- What was never seen ------------------------------------------------------------------------------------------------------- */

static const char *triggers_words(cas_arena *arena, const cas_clause_form *clause)
{
    cas_builder out = {.arena = arena};
    for (int t = 0; t < clause->trigger_count; t++)
        cas_putf(&out, "%s“%s”", t ? " or " : "", clause->triggers[t].event->words);
    return cas_built_string(&out);
}

static void name_idle(flaw_search *search)
{
    for (int c = 0; c < search->agreement->clause_count; c++) {
        const cas_clause_form *clause = &search->agreement->clauses[c];
        const clause_record *record = &search->clauses[c];
        if (!record->in_force || record->starts || clause->label < 0)
            continue;
        const bool possible = record->may_start && record->doubtful;
        add_flaw(search,
                 (cas_flaw){.kind = CAS_FLAW_IDLE,
                            .words = cas_format(search->arena,
                                                possible ? "clause %s may never start: no play that was tried brings about %s"
                                                         : "clause %s never starts: nothing in the text can bring about %s",
                                                search->agreement->labels[clause->label],
                                                triggers_words(search->arena, clause)),
                            .possible = possible,
                            .file = clause->file,
                            .line = clause->line});
    }
}

static bool is_named_in(const cas_event_form *event, int deed)
{
    for (; event; event = event->inner)
        if (event->kind == CAS_EVENT_FORM_DEED && event->index == deed)
            return true;
    return false;
}

/* Something in the text waits for the deed, or asks for it. */
static bool has_effect(const cas_agreement *agreement, int deed)
{
    for (int c = 0; c < agreement->clause_count; c++) {
        const cas_clause_form *clause = &agreement->clauses[c];
        for (int t = 0; t < clause->trigger_count; t++)
            if (is_named_in(clause->triggers[t].event, deed))
                return true;
        for (int s = 0; s < clause->statement_count; s++)
            for (int w = 0; clause->statements[s].kind != CAS_STATEMENT_POWER && w < clause->statements[s].way_count; w++)
                for (int i = 0; i < clause->statements[s].ways[w].count; i++)
                    if (clause->statements[s].ways[w].doings[i].deed == deed)
                        return true;
    }
    for (int g = 0; g < agreement->goal_count; g++)
        for (int f = 0; f < agreement->goals[g].form_count; f++) {
            const cas_goal_form *goal = agreement->goals[g].forms[f];
            if (goal->event && is_named_in(goal->event, deed))
                return true;
            for (int i = 0; i < goal->deed_count; i++)
                if (goal->deeds[i] == deed)
                    return true;
        }
    return false;
}

static void add_of_statement(flaw_search *search, cas_flaw_kind kind, const cas_clause_form *clause,
                             const cas_statement_form *statement, const char *words)
{
    if (search->wanted[kind])
        add_flaw(search, (cas_flaw){.kind = kind, .words = words, .file = clause->file, .line = statement->line});
}

static bool is_optional(const cas_agreement *agreement, const cas_statement_form *duty)
{
    for (int w = 0; w < duty->way_count; w++)
        for (int i = 0; i < duty->ways[w].count; i++) {
            const cas_deed_entry *deed = &agreement->deeds[duty->ways[w].doings[i].deed];
            for (int f = 0; f < deed->form_count; f++)
                if (deed->forms[f]->optional)
                    return true;
        }
    return false;
}

static void name_duty(flaw_search *search, const cas_clause_form *clause, const cas_statement_form *duty,
                      const statement_record *record)
{
    const char *label = clause->label < 0 ? "" : search->agreement->labels[clause->label];
    if (!record->in_force || record->doubtful || is_optional(search->agreement, duty))
        return;
    if (!record->bound)
        add_of_statement(search, CAS_FLAW_NEVER_BREACHED, clause, duty,
                         cas_format(search->arena, "clause %s: when this duty falls due it binds nobody: “%s”", label, duty->words));
    else if (!record->breached)
        add_of_statement(search, CAS_FLAW_NEVER_BREACHED, clause, duty,
                         cas_format(search->arena, "clause %s: nobody can ever breach this duty: “%s”", label, duty->words));
    if (record->bound && !record->in_time)
        add_of_statement(search, CAS_FLAW_TOO_LATE, clause, duty,
                         cas_format(search->arena, "clause %s: nobody can have done this by the time it is due: “%s”", label,
                                    duty->words));
}

static void name_power(flaw_search *search, const cas_clause_form *clause, const cas_statement_form *power,
                       const statement_record *record)
{
    const char *label = clause->label < 0 ? "" : search->agreement->labels[clause->label];
    bool follows = true;
    for (int w = 0; w < power->way_count; w++)
        for (int i = 0; i < power->ways[w].count; i++)
            if (!has_effect(search->agreement, power->ways[w].doings[i].deed)) {
                follows = false;
                add_of_statement(search, CAS_FLAW_NEVER_USED, clause, power,
                                 cas_format(search->arena, "clause %s: nothing in the text follows from “%s”", label,
                                            search->agreement->deeds[power->ways[w].doings[i].deed].name));
            }
    /* The use of what has no effect is no move of the game, and was not looked for. */
    if (follows && record->in_force && !record->doubtful && !record->used)
        add_of_statement(search, CAS_FLAW_NEVER_USED, clause, power,
                         cas_format(search->arena, "clause %s: nobody can ever use this power: “%s”", label, power->words));
}

static void name_statements(flaw_search *search)
{
    for (int c = 0; c < search->agreement->clause_count; c++) {
        const cas_clause_form *clause = &search->agreement->clauses[c];
        for (int s = 0; s < clause->statement_count; s++) {
            if (clause->statements[s].kind == CAS_STATEMENT_DUTY)
                name_duty(search, clause, &clause->statements[s], &search->statements[c][s]);
            if (clause->statements[s].kind == CAS_STATEMENT_POWER)
                name_power(search, clause, &clause->statements[s], &search->statements[c][s]);
        }
    }
}

/* ---- All texts ---------------------------------------------------------------------------------------------------------------- */

static void look_at_all(flaw_search *search, const cas_combinations *list, const cas_influence *influence)
{
    const cas_agreement *agreement = search->agreement;
    cas_names texts = {.arena = search->arena};
    int *choice = CAS_ARRAY(search->arena, int, (size_t)agreement->dimension_count + 1);
    search->seen.arena = search->arena;
    search->clauses = CAS_ARRAY(search->arena, clause_record, (size_t)agreement->clause_count + 1);
    search->statements = CAS_ARRAY(search->arena, statement_record *, (size_t)agreement->clause_count + 1);
    for (int c = 0; c < agreement->clause_count; c++)
        search->statements[c] =
            CAS_ARRAY(search->arena, statement_record, (size_t)agreement->clauses[c].statement_count + 1);
    for (size_t c = 0; c < list->count; c++) {
        cas_combination_fill(agreement, list, c, choice);
        const size_t known = texts.count;
        cas_names_add(&texts, cas_influence_signature(search->arena, influence, choice));
        if (texts.count > known)
            look_at_text(search, choice);
    }
    if (search->wanted[CAS_FLAW_IDLE])
        name_idle(search);
    if (wants_statements(search))
        name_statements(search);
}

void cas_flaws_find(cas_arena *arena, const cas_agreement *agreement, const cas_combinations *list,
                    const cas_influence *influence, cas_answered *answered)
{
    flaw_search search = {.arena = arena, .agreement = agreement};
    switch ((int)answered->question->kind) {
    case CAS_QUESTION_NO_IDLE_CLAUSE: search.wanted[CAS_FLAW_IDLE] = true; break;
    case CAS_QUESTION_NO_CIRCULAR_WAIT: search.wanted[CAS_FLAW_CIRCLE] = true; break;
    default: search.wanted[CAS_FLAW_CONFLICT] = true; break;
    }
    look_at_all(&search, list, influence);
    answered->flaws = search.flaws;
    answered->flaw_count = (int)search.count;
    answered->answer = CAS_TRUE;
    for (size_t f = 0; f < search.count; f++)
        if (!search.flaws[f].possible)
            answered->answer = CAS_FALSE;
        else if (answered->answer == CAS_TRUE)
            answered->answer = CAS_OPEN;
    if (answered->answer == CAS_OPEN)
        answered->needs = "a look through all plays of some run, which are too many; what is possible is named";
}

size_t cas_flaws_of_text(cas_arena *arena, const cas_agreement *agreement, const cas_flaw **flaws)
{
    flaw_search search = {.arena = arena, .agreement = agreement};
    for (int kind = 0; kind <= CAS_FLAW_TOO_LATE; kind++)
        search.wanted[kind] = true;
    const cas_influence influence = cas_influence_of_text(arena, agreement);
    const cas_condition *conditions[1] = {cas_packages_of_drafts(arena, agreement)};
    const cas_combinations list =
        cas_combinations_list(arena, agreement, influence.dimensions, conditions, 1, CAS_MAX_COMBINATIONS);
    if (!list.too_many)
        look_at_all(&search, &list, &influence);
    *flaws = search.flaws;
    return search.count;
}
