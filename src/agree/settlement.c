/*
 * Can it be agreed: the answer put together. See settlement.h.
 *
 * 1. Gather the talks (talks.c); claims about the agreement are worked out by `hold` here.
 * 2. Count over diagrams (counts.c): packages, who accepts how many, settlements.
 * 3. If nothing settles: conflicts and concessions. First set by set for a while (explore.c); if that does not end, all at once over diagrams
 *    (eliminate.c); if that is too large, set by set up to the limits. What each concession opens; the packages that ask least.
 * 4. If something settles: efficient settlements, ranks, compromises (suggestions.c).
 * 5. What those who were taken out can still block; each reading for itself (tabulated.c).
 *
 * Each of these is an attempt within a part of the budget (attempt.c). What does not fit is listed as omitted, and the rest stands.
 */
#include "agree/settlement.h"

#include "agree/attempt.h"
#include "agree/clauses.h"
#include "agree/settling.h"

#include <string.h>

enum { MEGABYTE = 1 << 20 };
static const size_t most_bytes = (size_t)1024 * MEGABYTE;
/* How far sets are looked for one by one before diagrams are tried. */
static const cas_explore_limits short_search = {.most_sets = 2000, .most_effort = 100000};

static void omit(cas_settling *s, const char *what, const char *needs)
{
    cas_settlement *out = s->out;
    cas_omission *list = CAS_ROOM(s->arena, (cas_omission *)out->omitted, out->omitted_count, &s->omission_room);
    list[out->omitted_count++] = (cas_omission){what, needs};
    out->omitted = list;
    out->complete = false;
}

static bool try(cas_settling *s, double share, cas_attempt_work *work, const char *what)
{
    const char *needs;
    if (cas_attempt(s->arena, most_bytes, share, work, s, &needs))
        return true;
    omit(s, what, needs);
    return false;
}

/* ---- Is there one, and if not, why ------------------------------------------------------------------------------------------------- */

typedef struct solving {
    cas_settling *s;
    const cas_explore_limits *limits;
    cas_exploration *found;
} solving;

static cas_clauses *open_clauses(cas_arena *scratch, const cas_settling *s)
{
    return cas_clauses_open(scratch, cas_space_open(scratch, s->out->talks));
}

static void look_for_one(cas_arena *scratch, void *arguments)
{
    cas_settling *s = arguments;
    cas_clauses *clauses = open_clauses(scratch, s);
    bool *stands = CAS_ARRAY(scratch, bool, (size_t)s->out->talks->lines.count + 1);
    memset(stands, true, (size_t)s->out->talks->lines.count * sizeof *stands);
    s->out->exists = cas_clauses_settle(clauses, stands, NULL);
    if (!s->out->exists)
        return;
    int *choice = CAS_ARRAY(s->arena, int, (size_t)s->agreement->dimension_count + 1);
    cas_clauses_package(clauses, choice);
    s->out->example = choice;
}

static void search_sets(cas_arena *scratch, void *arguments)
{
    solving *work = arguments;
    cas_clauses *clauses = open_clauses(scratch, work->s);
    cas_arena *own = scratch;
    cas_explore(own, clauses, work->limits, work->found);
}

static void draw_sets(cas_arena *scratch, void *arguments)
{
    solving *work = arguments;
    cas_explore_diagrams(scratch, cas_space_open(scratch, work->s->out->talks), work->limits, work->found);
}

static void finish(cas_settling *s, cas_exploration *found)
{
    if (!strcmp(found->method, "marco")) {
        found->conflicts.total = cas_big_of(s->arena, found->conflicts.count);
        found->concessions.total = cas_big_of(s->arena, found->concessions.count);
    }
    cas_line_sets_sort(&found->conflicts);
    cas_line_sets_sort(&found->concessions);
    s->out->exploration = *found;
    s->out->method = found->method;
    if (!found->complete)
        omit(s, "every conflict and concession", found->needs);
}

static void explain(cas_settling *s)
{
    cas_exploration found;
    solving work = {s, &short_search, &found};
    const char *needs = NULL, *wanted = s->options->method;
    cas_explore_limits all = s->options->limits;
    all.first = s->first;
    cas_exploration_open(s->arena, s->out->talks, &found);
    if (!wanted && cas_attempt(s->arena, most_bytes, 0.3, search_sets, &work, &needs) && found.complete) {
        finish(s, &found);
        return;
    }
    work.limits = &all;
    if (!wanted || strcmp(wanted, "diagram") == 0) {
        cas_exploration drawn;
        cas_exploration_open(s->arena, s->out->talks, &drawn);
        work.found = &drawn;
        if (cas_attempt(s->arena, most_bytes, 0.5, draw_sets, &work, &needs)) {
            finish(s, &drawn);
            return;
        }
    }
    if (!wanted || strcmp(wanted, "marco") == 0) {
        work.found = &found;
        cas_exploration_open(s->arena, s->out->talks, &found);
        if (!cas_attempt(s->arena, most_bytes, 0.7, search_sets, &work, &needs))
            found.needs = needs;
    } else {
        found.needs = needs;
    }
    finish(s, &found);
}

/* ---- The whole ---------------------------------------------------------------------------------------------------------------------- */

static void open_answer(cas_settling *s)
{
    cas_settlement *out = s->out;
    cas_share *shares = CAS_ARRAY(s->arena, cas_share, (size_t)s->agreement->position_count + 1);
    out->talks = cas_talks_of(s->arena, s->agreement, s->options->in, s->options->taken_out);
    out->lines = CAS_ARRAY(s->arena, cas_line_share, (size_t)out->talks->lines.count + 1);
    out->shares = shares;
    out->exists = -1;
    out->complete = true;
    out->method = "diagram";
    cas_exploration_open(s->arena, out->talks, &out->exploration);
    out->exploration.complete = true;
    for (int p = 0; p < s->agreement->position_count; p++) {
        const cas_position *position = &s->agreement->positions[p];
        const bool *seats = s->options->taken_out;
        shares[p].out =
            seats && (seats[s->agreement->party_count + p] || (position->party >= 0 && seats[position->party]));
    }
    for (int l = 0; l < out->talks->lines.count; l++)
        if (out->talks->lines.items[l].needs) {
            omit(s, "a red line about what the agreement brings about", out->talks->lines.items[l].needs);
            break;
        }
}

static void refuse_nothing(const cas_settling *s)
{
    if (!s->out->packages.known || s->out->packages.number.count)
        return;
    if (s->options->in)
        cas_fail(s->arena->ctx, CAS_E_INPUT, "no feasible package has these alternatives");
    cas_fail(s->arena->ctx, CAS_E_INPUT, "every package is infeasible: the %d lines `infeasible` leave none",
             s->agreement->infeasible_count);
}

const cas_settlement *cas_settlement_of(cas_arena *arena, const cas_agreement *agreement,
                                        const cas_settlement_options *options)
{
    cas_settling s = {.arena = arena, .agreement = agreement, .options = options};
    s.first = options->first ? options->first : CAS_USUAL_FIRST;
    s.out = CAS_NEW(arena, cas_settlement);
    open_answer(&s);
    try(&s, 0.4, cas_settling_counts, "counts of packages");
    refuse_nothing(&s);
    if (s.out->exists < 0)
        try(&s, 0.3, look_for_one, "whether there is a settlement");
    else
        try(&s, 0.3, cas_settling_alone, "what each position removes alone");
    if (s.out->packages.known)
        try(&s, 0.3, cas_settling_together, "what positions accept together");
    if (s.out->exists == 0) {
        explain(&s);
        if (try(&s, 0.5, cas_settling_openings, "what each concession opens") && s.out->exploration.complete)
            try(&s, 0.5, cas_settling_suggestions, "compromises");
    } else if (s.out->settlements.known) {
        try(&s, 0.5, cas_settling_ranks, "efficient settlements");
    }
    if (s.out->talks->anybody_out && s.out->settlements.known)
        try(&s, 0.7, cas_settling_blocked, "what can still be blocked");
    if (options->each_reading)
        try(&s, 0.9, cas_settling_readings, "each reading");
    return s.out;
}

/* ---- Who is taken out ------------------------------------------------------------------------------------------------------------------ */

const bool *cas_seats_of(cas_arena *arena, const cas_agreement *agreement, const char *names)
{
    const size_t count = cas_seat_count(agreement);
    const bool *asked = cas_seats_asked(arena, agreement);
    bool *seats = CAS_ARRAY(arena, bool, count + 1);
    for (const char *at = names; *at;) {
        size_t length = strcspn(at, ",");
        cas_text name = {at, length};
        at += length + (at[length] == ',');
        while (name.length && name.at[0] == ' ')
            name = (cas_text){name.at + 1, name.length - 1};
        while (name.length && name.at[name.length - 1] == ' ')
            name.length--;
        bool *own = CAS_ARRAY(arena, bool, count + 1), any = false;
        if (!cas_seats_named(arena, agreement, name, own))
            cas_fail(arena->ctx, CAS_E_ARGUMENT, "no party, group or position is called `%.*s`", CAS_SHOW(name));
        for (size_t i = 0; i < count; i++) {
            any = any || (own[i] && asked[i]);
            seats[i] = seats[i] || own[i];
        }
        if (!any)
            cas_fail(arena->ctx, CAS_E_ARGUMENT,
                     "`%.*s` has no voice of its own in `settle by`, so nothing is done without it", CAS_SHOW(name));
    }
    return seats;
}

const cas_settlement *cas_settlement_asked(cas_arena *arena, const cas_agreement *agreement,
                                           const cas_question *question, const cas_condition *in, size_t first)
{
    cas_settlement_options options = {.first = first};
    options.in = cas_condition_both(arena, question->said_in ? question->in : NULL, in);
    if (question->without)
        options.taken_out = cas_seats_in(arena, agreement, question->without);
    return cas_settlement_of(arena, agreement, &options);
}
