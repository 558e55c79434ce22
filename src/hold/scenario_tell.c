/*
 * A run told: every difference between two positions becomes an entry, in the order in which a reader follows it: what was done,
 * what was settled, breaches, clauses that start, what they open, and what was settled as soon as it was opened.
 */
#include "hold/scenario_run.h"

#include <string.h>

/* ---- Entries -------------------------------------------------------------------------------------------------------- */

void cas_scene_entry_add(cas_scene_run *r, cas_scene_entry_kind kind, int clause, int line, cas_set parties,
                         const char *words)
{
    r->entries = CAS_ROOM(r->arena, r->entries, r->entry_count, &r->entry_room);
    r->entries[r->entry_count++] = (cas_scene_entry){r->position[0], kind, words, clause, line, parties};
}

static const char *names(const cas_scene_run *r, const cas_set *set)
{
    return cas_scene_names(r->arena, r->game, set);
}

static const cas_clause *clause_of(const cas_scene_run *r, int clause)
{
    return &r->game->instance->clauses[clause];
}

/* The part of what needs several has been done by all of them now. */
static void tell_completed(cas_scene_run *r, cas_cell *before, cas_cell *after)
{
    const cas_naive_game *naive = &r->game->naive;
    for (int x = 0; x < naive->doing_count; x++) {
        cas_set done = cas_set_empty();
        bool several = false;
        for (int p = 0; p < naive->parties; p++) {
            if (*cas_done(naive, after, p, x) != CAS_DONE || *cas_done(naive, before, p, x) == CAS_DONE)
                continue;
            cas_set_add(&done, p);
            several |= *cas_done(naive, before, p, x) == CAS_CAME;
        }
        if (several)
            cas_scene_entry_add(r, CAS_ENTRY_COMPLETED, -1, 0, done,
                                cas_format(r->arena, "all that it takes have come: %s is done by %s",
                                           cas_scene_doing(r->arena, r->game->instance, naive->doings[x]),
                                           names(r, &done)));
    }
}

/* What the party breached the clause by, as the text has it. */
static const char *breach_words(const cas_scene_run *r, cas_cell *before, int clause, int party)
{
    const cas_naive_game *naive = &r->game->naive;
    for (int s = naive->first_statement[clause]; s < naive->first_statement[clause + 1]; s++) {
        const cas_placed *placed = &naive->statements[s];
        const char *ways = cas_scene_ways(r->arena, r->game->instance, placed->words);
        if (r->is_settling && cas_scene_is_bound(r->game, before, placed, party) &&
            *cas_started(naive, before, clause, party) + placed->words->within == before[0])
            return cas_format(r->arena, "by now it had to %s", ways);
        if (!r->is_settling && placed->words->kind == CAS_PROHIBITION &&
            cas_naive_in_force(naive, before, placed, party))
            return cas_format(r->arena, "it must not %s", ways);
    }
    return "";
}

static void tell_breaches(cas_scene_run *r, cas_cell *before, cas_cell *after)
{
    for (int c = 0; c < r->game->clause_count; c++) {
        cas_set parties = cas_set_empty();
        for (int p = 0; p < r->game->naive.parties; p++)
            if (*cas_breached(&r->game->naive, after, c, p) && !*cas_breached(&r->game->naive, before, c, p))
                cas_set_add(&parties, p);
        const int first = cas_set_next(&parties, 0);
        if (first < 0)
            continue;
        const char *how = breach_words(r, before, c, first);
        const bool several = cas_set_next(&parties, first + 1) >= 0;
        cas_scene_entry_add(r, CAS_ENTRY_BREACH, c, clause_of(r, c)->line, parties,
                            cas_format(r->arena, "%s breach%s %s%s%s", names(r, &parties), several ? "" : "es",
                                       clause_of(r, c)->label, *how ? ": " : "",
                                       several && *how
                                           ? (r->is_settling ? cas_format(r->arena, "by now they had to%s",
                                                                          how + strlen("by now it had to"))
                                                             : cas_format(r->arena, "they%s", how + strlen("it")))
                                           : how));
    }
}

/* ": yes FR and GB; no BE" */
static const char *ballot_words(const cas_scene_run *r, cas_cell *position, int matter)
{
    static const char *const words[] = {"yes", "no", "abstaining"};
    cas_builder out = {.arena = r->arena};
    for (int ballot = CAS_YES; ballot <= CAS_ABSTAIN; ballot++) {
        cas_set cast = cas_set_empty();
        for (int p = 0; p < r->game->naive.parties; p++)
            if (*cas_ballot_cell(&r->game->naive, position, matter, p) == ballot)
                cas_set_add(&cast, p);
        if (!cas_set_is_empty(&cast))
            cas_putf(&out, "%s %s %s", out.length ? ";" : ":", words[ballot], names(r, &cast));
    }
    return cas_built_string(&out);
}

/* settled: those that were open already, or (later) that opened and were settled in one go. */
static void tell_matters(cas_scene_run *r, cas_cell *before, cas_cell *after, bool settled, bool later)
{
    const cas_naive_game *naive = &r->game->naive;
    for (int m = 0; m < naive->matter_count; m++) {
        const cas_cell was = cas_matter(naive, before, m)[CAS_MATTER_STATUS], *head = cas_matter(naive, after, m);
        const bool is_decision = m < r->game->instance->decision_count, over = head[CAS_MATTER_STATUS] != CAS_OPENED;
        if (was == head[CAS_MATTER_STATUS] || over != settled || (settled && (was != CAS_OPENED) != later))
            continue;
        const cas_placed *opener = &naive->statements[head[CAS_MATTER_STATEMENT]];
        const char *name = cas_scene_body(r->game->instance, m);
        if (!settled) {
            const char *until =
                opener->words->rule
                    ? cas_format(r->arena, ", to be settled by %s",
                                 cas_scene_day_words(r->arena, r->game->instance, after[0] + opener->words->within))
                    : "";
            r->reopened |= was == CAS_REJECTED_OR_NOT_FOUND;
            cas_scene_entry_add(
                r, CAS_ENTRY_OPENS, opener->clause, opener->words->line, cas_set_empty(),
                cas_format(r->arena, "%s opens%s%s", name, was == CAS_REJECTED_OR_NOT_FOUND ? " again" : "", until));
            continue;
        }
        const bool holds = head[CAS_MATTER_STATUS] == CAS_ADOPTED_OR_FOUND;
        cas_scene_entry_add(r, CAS_ENTRY_SETTLED, opener->clause, opener->words->line, cas_set_empty(),
                            cas_format(r->arena, "%s is %s%s", name,
                                       is_decision ? (holds ? "adopted" : "rejected") : (holds ? "found" : "not found"),
                                       ballot_words(r, after, m)));
    }
}

static void tell_starts(cas_scene_run *r, cas_cell *before, cas_cell *after)
{
    for (int c = 0; c < r->game->clause_count; c++) {
        const cas_clause *clause = clause_of(r, c);
        cas_set parties = cas_set_empty();
        for (int p = 0; p < r->game->naive.parties; p++)
            if (*cas_started(&r->game->naive, before, c, p) == CAS_NOT_YET &&
                *cas_started(&r->game->naive, after, c, p) != CAS_NOT_YET)
                cas_set_add(&parties, p);
        if (cas_set_is_empty(&parties) || !clause->trigger_count)
            continue;
        const bool all = cas_set_count(&parties) == r->game->naive.parties;
        cas_scene_entry_add(r, CAS_ENTRY_STARTS, c, clause->line, all ? cas_set_empty() : parties,
                            cas_format(r->arena, "%s starts%s%s%s%s", clause->label, all ? "" : " for ",
                                       all ? "" : names(r, &parties), clause->title && *clause->title ? ": " : "",
                                       clause->title ? clause->title : ""));
    }
}

static bool nobody_is_left(const cas_scene_run *r, cas_cell *after, int part)
{
    for (int p = 0; p < r->game->naive.parties; p++)
        if (!cas_naive_has_left(&r->game->naive, after, part, p))
            return false;
    return true;
}

/* Who has given notice, and whose notice has run. */
static void tell_leaving(cas_scene_run *r, cas_cell *before, cas_cell *after)
{
    const cas_naive_game *naive = &r->game->naive;
    for (int l = 0; l < naive->leave_count; l++) {
        const cas_placed *leave = &naive->statements[naive->leaves[l]];
        const int part = clause_of(r, leave->clause)->part;
        cas_set given = cas_set_empty(), gone = cas_set_empty();
        for (int p = 0; p < naive->parties; p++) {
            const cas_cell notice = *cas_notice(naive, after, l, p);
            if (notice == CAS_NOT_YET || cas_naive_has_left(naive, before, part, p))
                continue;
            if (notice + leave->words->within <= after[0])
                cas_set_add(&gone, p);
            else if (*cas_notice(naive, before, l, p) == CAS_NOT_YET)
                cas_set_add(&given, p);
        }
        if (!cas_set_is_empty(&given))
            cas_scene_entry_add(r, CAS_ENTRY_LEAVES, leave->clause, leave->words->line, given,
                                cas_format(r->arena, "%s will leave on %s", names(r, &given),
                                           cas_scene_day_words(r->arena, r->game->instance,
                                                               after[0] + leave->words->within)));
        if (!cas_set_is_empty(&gone))
            cas_scene_entry_add(r, CAS_ENTRY_LEAVES, leave->clause, leave->words->line, gone,
                                nobody_is_left(r, after, part)
                                    ? "the agreement ends"
                                    : cas_format(r->arena, "%s %s left: %s", names(r, &gone),
                                                 cas_set_count(&gone) == 1 ? "has" : "have",
                                                 cas_set_count(&gone) == 1 ? "it is no longer a party"
                                                                           : "they are no longer parties"));
    }
}

static void tell_goals(cas_scene_run *r, cas_cell *after)
{
    for (int g = 0; g < r->game->agreement->goal_count; g++) {
        const cas_goal_entry *goal = &r->game->agreement->goals[g];
        if (r->reached[g] || !cas_scene_goal_reached(r->game, after, g))
            continue;
        r->reached[g] = true;
        cas_scene_entry_add(r, CAS_ENTRY_REACHED, -1, 0, cas_set_empty(),
                            cas_format(r->arena, "%s is reached", goal->name));
    }
}

void cas_scene_tell_changes(cas_scene_run *r, cas_cell *before, cas_cell *after)
{
    tell_completed(r, before, after);
    tell_matters(r, before, after, true, false);
    tell_breaches(r, before, after);
    tell_starts(r, before, after);
    tell_leaving(r, before, after);
    tell_matters(r, before, after, false, false);
    tell_matters(r, before, after, true, true);
    tell_goals(r, after);
}

void cas_scene_tell_conflicts(cas_scene_run *r)
{
    const cas_naive_game *naive = &r->game->naive;
    for (int s = 0; s < naive->statement_count; s++) {
        const cas_placed *duty = &naive->statements[s];
        cas_set parties = cas_set_empty();
        for (int p = 0; duty->words->kind == CAS_DUTY && p < naive->parties; p++) {
            const cas_cell started = *cas_started(naive, r->position, duty->clause, p);
            if (started != CAS_NOT_YET && started + duty->words->within == r->position[0] &&
                cas_scene_is_bound(r->game, r->position, duty, p) &&
                !cas_naive_would_breach(naive, r->position, duty, p))
                cas_set_add(&parties, p);
        }
        if (!cas_set_is_empty(&parties))
            cas_scene_entry_add(r, CAS_ENTRY_CONFLICT, duty->clause, duty->words->line, parties,
                                cas_format(r->arena, "%s could not lawfully %s, so it is not done, and no breach",
                                           names(r, &parties),
                                           cas_scene_ways(r->arena, r->game->instance, duty->words)));
    }
}
