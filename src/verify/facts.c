/*
 * The facts of a day: see facts.h. Read off two positions, cell by cell; nothing here plays.
 */
#include "verify/facts.h"

#include <string.h>

typedef struct finding_out {
    cas_arena *arena;
    const cas_naive_game *game;
    const cas_instance *instance;
    cas_cell *morning, *evening;
    cas_facts facts;
} finding_out;

static void add(finding_out *f, const char *words, int clause, int line, cas_tick waited)
{
    f->facts.items = CAS_ROOM(f->arena, f->facts.items, f->facts.count, &f->facts.room);
    f->facts.items[f->facts.count++] = (cas_fact){words, clause < 0 ? "" : f->instance->clauses[clause].label, line, waited};
}

/* ---- Words ---------------------------------------------------------------------------------------------------------------------------------- */

static const char *name_of(const cas_instance *instance, int party)
{
    return party < 0 ? "an outsider" : instance->party_names[party];
}

const char *cas_fact_names(cas_arena *arena, const cas_instance *instance, const cas_set *set)
{
    cas_builder out = {.arena = arena};
    const int count = cas_set_count(set);
    int told = 0;
    for (int p = cas_set_next(set, 0); p >= 0; p = cas_set_next(set, p + 1), told++) {
        if (told == 8 && count > 9) {
            cas_putf(&out, " and %d others", count - told);
            break;
        }
        cas_putf(&out, "%s%s", told == 0 ? "" : told + 1 == count ? " and " : ", ", name_of(instance, p));
    }
    return count ? cas_built_string(&out) : "nobody";
}

static const char *time_words(const finding_out *f, cas_tick ticks)
{
    const double hours = (double)ticks * f->instance->tick_hours, days = hours / 24;
    if (days >= 1 && days == (double)(long)days)
        return cas_format(f->arena, "%ld day%s", (long)days, days == 1 ? "" : "s");
    return cas_format(f->arena, "%.10g hour%s", hours, hours == 1 ? "" : "s");
}

static const char *deed_title(cas_arena *arena, const cas_deed *deed)
{
    return strcmp(deed->title, deed->name) == 0 ? deed->name : cas_format(arena, "“%s”", deed->title);
}

static const char *doing_words(cas_arena *arena, const cas_instance *instance, cas_doing doing)
{
    const cas_deed *deed = &instance->deeds[doing.deed];
    switch (deed->kind) {
    case CAS_MEASURE: return cas_format(arena, "gives %s to %s", deed_title(arena, deed), name_of(instance, doing.recipient));
    case CAS_POWER: return cas_format(arena, "uses its power: %s", deed->title);
    case CAS_ACT: break;
    }
    return cas_format(arena, "does: %s", deed->title);
}

const char *cas_fact_deed(cas_arena *arena, const cas_instance *instance, int party, cas_doing doing)
{
    return cas_format(arena, "%s %s", name_of(instance, party), doing_words(arena, instance, doing));
}

const char *cas_fact_body(const cas_instance *instance, int matter)
{
    return matter < instance->decision_count ? instance->decision_names[matter] : instance->finding_names[matter - instance->decision_count];
}

/* The one recipient of measures that are one each; -1: it is not so simple. */
static int recipient_of_all(const finding_out *f, const cas_statement *statement)
{
    for (int w = 0; w < statement->way_count; w++) {
        const cas_way *way = &statement->ways[w];
        if (way->count != 1 || f->instance->deeds[way->doings[0].deed].kind != CAS_MEASURE ||
            way->doings[0].recipient != statement->ways[0].doings[0].recipient)
            return -1;
    }
    return statement->way_count > 1 ? statement->ways[0].doings[0].recipient : -1;
}

/* "gives airspace or weapons to UA" */
static const char *choice_words(const finding_out *f, const cas_statement *statement, int party)
{
    cas_builder out = {.arena = f->arena};
    const int recipient = recipient_of_all(f, statement), ways = statement->way_count;
    if (recipient >= 0 && recipient != party) {
        for (int w = 0; w < ways; w++)
            cas_putf(&out, "%s%s", w == 0 ? "gives " : w + 1 == ways ? " or " : ", ",
                     deed_title(f->arena, &f->instance->deeds[statement->ways[w].doings[0].deed]));
        cas_putf(&out, " to %s", name_of(f->instance, recipient));
        return cas_built_string(&out);
    }
    for (int w = 0; w < ways; w++) {
        const cas_way *way = &statement->ways[w];
        if (way->count && way->doings[0].recipient == party)
            continue;
        for (int d = 0; d < way->count; d++)
            cas_putf(&out, "%s%s", d ? " and " : out.length ? ", or " : "", doing_words(f->arena, f->instance, way->doings[d]));
    }
    return cas_built_string(&out);
}

bool cas_fact_is_readable(const char *words)
{
    static const char *const forms[] = {" is adopted", " is found", " is rejected", " is not found", " is put to the vote; ", " have passed: ", " does: ",
                                        " gives ", " uses its power: ", " use their power: ", ", jointly: ", " is done: every duty in it", " by ",
                                        " must have done it by now: "};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strstr(words, forms[i]))
            return strstr(words, " ends it") == NULL && strstr(words, " forbids it") == NULL && strstr(words, " must, but ") == NULL && strstr(words, " need not, and ") == NULL && strstr(words, " never ") == NULL;
    return strncmp(words, "taken as given: ", strlen("taken as given: ")) == 0;
}

/* ---- Decisions and findings ----------------------------------------------------------------------------------------------------------------- */

static void note_outcome(finding_out *f, int matter, const cas_placed *opener, cas_cell status, cas_tick waited)
{
    const bool finding = matter >= f->instance->decision_count;
    const char *name = cas_fact_body(f->instance, matter);
    const int line = opener->words->line;
    if (status == CAS_ADOPTED_OR_FOUND)
        add(f, cas_format(f->arena, "%s is %s", name, finding ? "found" : "adopted"), opener->clause, line, waited);
    if (status == CAS_REJECTED_OR_NOT_FOUND) {
        add(f, cas_format(f->arena, "%s is %s", name, finding ? "not found" : "rejected"), opener->clause, line, waited);
        add(f, cas_format(f->arena, "%s is rejected, but its ballots meet the other rule", name), opener->clause, line, waited);
    }
}

static bool is_found_for_somebody(const finding_out *f, cas_cell *position, int matter)
{
    for (int p = 0; p < f->game->parties; p++)
        if (*cas_call_cell(f->game, position, matter, p) > 0)
            return true;
    return false;
}

static void note_matter(finding_out *f, int matter)
{
    const cas_cell *before = cas_matter(f->game, f->morning, matter), *after = cas_matter(f->game, f->evening, matter);
    if (after[CAS_MATTER_STATUS] == CAS_UNOPENED || after[CAS_MATTER_STATEMENT] == CAS_NOT_YET)
        return;
    const cas_placed *opener = &f->game->statements[after[CAS_MATTER_STATEMENT]];
    const cas_tick now = f->evening[0];
    if (before[CAS_MATTER_STATUS] == CAS_UNOPENED && opener->words->rule)
        add(f, cas_format(f->arena, "%s is put to the vote; it takes: %s; deadline %s later", cas_fact_body(f->instance, matter), opener->words->rule->words,
                          time_words(f, opener->words->within)),
            opener->clause, opener->words->line, 0);
    if (before[CAS_MATTER_STATUS] != after[CAS_MATTER_STATUS])
        note_outcome(f, matter, opener, after[CAS_MATTER_STATUS], now - after[CAS_MATTER_OPENED]);
    if (opener->words->kind == CAS_FINDING && opener->words->mode == CAS_BY_EACH && !is_found_for_somebody(f, f->morning, matter) &&
        is_found_for_somebody(f, f->evening, matter))
        note_outcome(f, matter, opener, CAS_ADOPTED_OR_FOUND, now - after[CAS_MATTER_OPENED]);
}

/* ---- Deeds ---------------------------------------------------------------------------------------------------------------------------------- */

static bool is_new(const finding_out *f, int party, int x)
{
    return *cas_done(f->game, f->evening, party, x) == CAS_DONE && *cas_done(f->game, f->morning, party, x) != CAS_DONE;
}

static bool gives_basis(const cas_statement *statement)
{
    return statement->kind == CAS_DUTY || statement->kind == CAS_PERMISSION || statement->kind == CAS_POWER_GRANT;
}

/* Told of one who helps: by each statement that lets it, and by none. */
static void note_deed(finding_out *f, int party, int x)
{
    const cas_doing doing = f->game->doings[x];
    const char *words = cas_fact_deed(f->arena, f->instance, party, doing);
    add(f, words, -1, 0, 0);
    if (f->evening[0] == 0)
        add(f, cas_format(f->arena, "taken as given: %s", words), -1, 0, 0);
    for (int s = 0; s < f->game->statement_count; s++) {
        const cas_placed *placed = &f->game->statements[s];
        if (gives_basis(placed->words) && cas_set_has(&placed->words->who.set, party) && cas_naive_has_doing(placed->words, doing, party) &&
            *cas_started(f->game, f->evening, placed->clause, party) != CAS_NOT_YET)
            add(f, words, placed->clause, placed->words->line, 0);
    }
}

static void note_duty(finding_out *f, const cas_placed *duty, int party)
{
    if (!cas_set_has(&duty->words->who.set, party) || !cas_naive_did_duty(f->game, f->evening, duty, party) || cas_naive_did_duty(f->game, f->morning, duty, party))
        return;
    const cas_cell started = *cas_started(f->game, f->evening, duty->clause, party);
    add(f, cas_format(f->arena, "%s %s", name_of(f->instance, party), choice_words(f, duty->words, party)), duty->clause, duty->words->line,
        started == CAS_NOT_YET ? -1 : f->evening[0] - started);
}

/* What takes several: all of them, or as many as have newly come. */
static void note_together(finding_out *f, const cas_placed *placed)
{
    const cas_statement *statement = placed->words;
    if (!gives_basis(statement) || (statement->who.kind == CAS_EACH))
        return;
    for (int w = 0; w < statement->way_count; w++)
        for (int d = 0; d < statement->ways[w].count; d++) {
            const int x = cas_naive_doing(f->game, statement->ways[w].doings[d]);
            cas_set doers = cas_set_empty();
            for (int p = cas_set_next(&statement->who.set, 0); x >= 0 && p >= 0; p = cas_set_next(&statement->who.set, p + 1))
                if (is_new(f, p, x))
                    cas_set_add(&doers, p);
            const int first = cas_set_next(&doers, 0);
            if (first < 0)
                continue;
            const char *title = f->instance->deeds[f->game->doings[x].deed].title;
            const cas_cell started = *cas_started(f->game, f->evening, placed->clause, first);
            const cas_tick waited = started == CAS_NOT_YET ? -1 : f->evening[0] - started;
            if (statement->who.kind == CAS_JOINTLY)
                add(f, cas_format(f->arena, "%s, jointly: %s; all have come", cas_fact_names(f->arena, f->instance, &statement->who.set), title), placed->clause,
                    statement->line, waited);
            /* Of a number that suffices the first are told. */
            cas_set told = cas_set_empty();
            const int needed = statement->who.kind == CAS_JOINTLY ? cas_set_count(&statement->who.set) : statement->who.number;
            for (int p = first; p >= 0 && cas_set_count(&told) < needed; p = cas_set_next(&doers, p + 1))
                cas_set_add(&told, p);
            if (statement->kind == CAS_POWER_GRANT && cas_set_count(&told) == needed)
                add(f, cas_format(f->arena, "%s use their power: %s", cas_fact_names(f->arena, f->instance, &told), title), placed->clause, statement->line, 0);
        }
}

static void note_number_due(finding_out *f, const cas_placed *duty)
{
    const int first = cas_set_next(&duty->words->who.set, 0);
    const cas_cell started = first < 0 ? CAS_NOT_YET : *cas_started(f->game, f->evening, duty->clause, first);
    if (duty->words->who.kind == CAS_ANY_NUMBER && started != CAS_NOT_YET && started + duty->words->within == f->evening[0])
        add(f, cas_format(f->arena, "%d of %s must have done it by now: %s", duty->words->who.number,
                          cas_fact_names(f->arena, f->instance, &duty->words->who.set), choice_words(f, duty->words, -1)),
            duty->clause, duty->words->line, duty->words->within);
}

/* ---- Events --------------------------------------------------------------------------------------------------------------------------------- */

static cas_cell when(const finding_out *f, cas_cell *position, int event)
{
    for (int p = -1; p < f->game->parties; p++) {
        const cas_cell tick = p < 0 ? *cas_occurred(f->game, position, event) : *cas_occurred_for(f->game, position, event, p);
        if (tick != CAS_NOT_YET)
            return tick;
    }
    return CAS_NOT_YET;
}

static void note_timer(finding_out *f, const cas_event *event)
{
    const char *words = cas_format(f->arena, "%s have passed: %s", time_words(f, event->delay), event->words);
    add(f, words, -1, 0, event->delay);
    for (int c = 0; c < f->instance->clause_count; c++)
        for (int t = 0; t < f->instance->clauses[c].trigger_count; t++)
            if (strcmp(f->instance->clauses[c].triggers[t]->words, event->words) == 0)
                add(f, words, c, 0, event->delay);
}

static void note_event(finding_out *f, int e)
{
    const cas_event *event = f->game->events[e];
    const cas_cell tick = when(f, f->evening, e);
    if (tick == CAS_NOT_YET || when(f, f->morning, e) != CAS_NOT_YET)
        return;
    const cas_instance *in = f->instance;
    if (f->evening[0] == 0)
        add(f, cas_format(f->arena, "taken as given: %s", event->words), -1, 0, 0);
    switch (event->kind) {
    case CAS_EV_INCIDENT:
        add(f, in->attacked >= 0 ? cas_format(f->arena, "%s by %s on %s", in->incident_names[event->index], name_of(in, in->attacker), name_of(in, in->attacked))
                                 : in->incident_names[event->index],
            -1, 0, 0);
        return;
    case CAS_EV_AFTER:
        if (event->delay)
            note_timer(f, event);
        return;
    case CAS_EV_CLAUSE_DONE:
        add(f, cas_format(f->arena, "clause %s is done: every duty in it", in->clauses[event->index].label), event->index, 0, 0);
        return;
    case CAS_EV_DEED:
    case CAS_EV_ADOPTED:
    case CAS_EV_REJECTED:
    case CAS_EV_FOUND:
    case CAS_EV_NOT_FOUND:
    case CAS_EV_BREACH: return;
    }
}

/* ---- All ------------------------------------------------------------------------------------------------------------------------------------ */

void cas_facts_before_all(const cas_naive_game *game, cas_cell *position)
{
    memset(position, 0, (size_t)game->cell_count * sizeof *position);
    for (int i = game->at_clauses; i < game->at_matters; i++)
        position[i] = CAS_NOT_YET;
    for (int i = game->at_events; i < game->at_doings; i++)
        position[i] = CAS_NOT_YET;
}

cas_facts cas_facts_of(cas_arena *arena, const cas_naive_game *game, cas_cell *morning, cas_cell *evening)
{
    finding_out f = {.arena = arena, .game = game, .instance = game->instance, .morning = morning, .evening = evening};
    for (int m = 0; m < game->matter_count; m++)
        note_matter(&f, m);
    for (int p = 0; p < game->parties; p++)
        for (int x = 0; x < game->doing_count; x++)
            if (is_new(&f, p, x))
                note_deed(&f, p, x);
    for (int s = 0; s < game->statement_count; s++) {
        note_together(&f, &game->statements[s]);
        if (game->statements[s].words->kind != CAS_DUTY)
            continue;
        note_number_due(&f, &game->statements[s]);
        for (int p = 0; p < game->parties; p++)
            note_duty(&f, &game->statements[s], p);
    }
    for (int e = 0; e < game->event_count; e++)
        note_event(&f, e);
    return f.facts;
}
