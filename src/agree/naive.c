/*
 * Settlements by definition.
 *
 *     a package       one alternative for each issue, such that some choice of readings makes it feasible
 *     crossed         a red line that is true under some such reading
 *     accepts         a position none of whose standing red lines the package crosses
 *     settles         the rule holds under every such reading, with ballots yes of who accepts and no of who does not
 *     conflict        a set of red lines under which, if at least they stand, no package settles; irreducible: no smaller part is one
 *     concession      a set of red lines without which some package settles; minimal: no smaller part is one
 *
 * Written without regard to speed: no diagrams, no thresholds, no solver; rules are read from the text and counted ballot by ballot.
 */
#include "agree/naive.h"

#include "model/scope.h"

#include <string.h>

/* ---- Packages -------------------------------------------------------------------------------------------------------------------- */

/* The next choice of the dimensions from … to-1; false after the last. */
static bool next_choice(const cas_agreement *agreement, int from, int to, int *choice)
{
    for (int d = to; d-- > from;) {
        if (++choice[d] < agreement->dimensions[d].count)
            return true;
        choice[d] = 0;
    }
    return false;
}

static const int *copy_of(cas_arena *arena, const int *choice, int count)
{
    return memcpy(CAS_ARRAY(arena, int, (size_t)count + 1), choice, (size_t)count * sizeof *choice);
}

static bool is_package(cas_arena *arena, const cas_talks *talks, const int *issues, cas_naive_package *package)
{
    const cas_agreement *agreement = talks->agreement;
    int *choice = CAS_ARRAY(arena, int, (size_t)agreement->dimension_count + 1);
    bool *now = CAS_ARRAY(arena, bool, (size_t)talks->lines.count + 1),
         *crossed = CAS_ARRAY(arena, bool, (size_t)talks->lines.count + 1);
    const int **completions = NULL;
    size_t room = 0;
    memcpy(choice, issues, (size_t)agreement->issue_count * sizeof *choice);
    *package = (cas_naive_package){.crossed = crossed};
    do {
        if (!cas_package_feasible(agreement, choice) || cas_condition_truth(talks->in, choice) != CAS_TRUE)
            continue;
        cas_red_lines_crossed(arena, agreement, choice, now);
        for (int l = 0; l < talks->lines.count; l++)
            crossed[l] |= now[l];
        completions = CAS_ROOM(arena, completions, package->completion_count, &room);
        completions[package->completion_count++] = copy_of(arena, choice, agreement->dimension_count);
    } while (next_choice(agreement, agreement->issue_count, agreement->dimension_count, choice));
    for (int d = agreement->issue_count; d < agreement->dimension_count; d++)
        choice[d] = -1;
    package->choice = choice;
    package->completions = completions;
    return package->completion_count > 0;
}

cas_naive_packages cas_naive_list(cas_arena *arena, const cas_talks *talks)
{
    const cas_agreement *agreement = talks->agreement;
    int *issues = CAS_ARRAY(arena, int, (size_t)agreement->dimension_count + 1);
    cas_naive_package *items = NULL;
    size_t count = 0, room = 0;
    do {
        items = CAS_ROOM(arena, items, count, &room);
        count += is_package(arena, talks, issues, &items[count]);
    } while (next_choice(agreement, 0, agreement->issue_count, issues));
    return (cas_naive_packages){talks, items, count};
}

/* ---- The rule, ballot by ballot --------------------------------------------------------------------------------------------------- */

typedef struct polling {
    cas_arena *arena;
    const cas_talks *talks;
    cas_scope scope;
    const bool *accepts;
    size_t seats;
} polling;

typedef struct tails {
    const bool *excluded, *barred;
    bool of_those_voting;
} tails;

/* A seat: a party, or (after the parties) a position whose holders speak as one. */
static bool is_joint(const cas_position *position)
{
    return position->group >= 0 || (position->holder && position->holder->count > 1);
}

static bool is_same(const cas_parties *a, const cas_parties *b)
{
    return a->kind == b->kind && a->index == b->index && (a->kind == CAS_PARTIES_GROUP || a->count == b->count);
}

static bool *seats_of(polling *p, const cas_parties *parties)
{
    const cas_agreement *agreement = p->talks->agreement;
    bool *seats = CAS_ARRAY(p->arena, bool, p->seats + 1);
    for (int i = 0; i < agreement->position_count; i++)
        if (is_joint(&agreement->positions[i]) && is_same(agreement->positions[i].holder, parties)) {
            seats[agreement->party_count + i] = true;
            return seats;
        }
    if (parties->kind == CAS_PARTIES_UNION || (parties->kind == CAS_PARTIES_GROUP && p->scope.choice)) {
        const cas_parties *const *parts = parties->parts;
        int count = parties->count;
        const cas_parties *one;
        if (parties->kind == CAS_PARTIES_GROUP) {
            const int form = CAS_FORM_IN(&agreement->groups[parties->index], p->scope.choice);
            one = form < 0 ? NULL : agreement->groups[parties->index].forms[form]->parties;
            parts = &one;
            count = one != NULL;
        }
        for (int i = 0; i < count; i++) {
            const bool *more = seats_of(p, parts[i]);
            for (size_t s = 0; s < p->seats; s++)
                seats[s] |= more[s];
        }
        return seats;
    }
    if (parties->kind == CAS_PARTIES_WITHOUT) {
        const bool *from = seats_of(p, parties->parts[0]), *away = seats_of(p, parties->parts[1]);
        const cas_set gone = cas_scope_set(&p->scope, parties->parts[1]);
        for (size_t s = 0; s < p->seats; s++) {
            if (!from[s] || away[s])
                continue;
            if (s < (size_t)agreement->party_count) {
                seats[s] |= !cas_set_has(&gone, (int)s);
                continue;
            }
            const cas_set members =
                cas_scope_set(&p->scope, agreement->positions[s - (size_t)agreement->party_count].holder);
            const cas_set left = cas_set_minus(members, gone);
            if (cas_set_equal(&left, &members))
                seats[s] = true;
            for (int m = cas_set_next(&left, 0); m >= 0 && !seats[s]; m = cas_set_next(&left, m + 1))
                seats[m] = true;
        }
        return seats;
    }
    const cas_set members = cas_scope_set(&p->scope, parties);
    for (int m = cas_set_next(&members, 0); m >= 0; m = cas_set_next(&members, m + 1))
        seats[m] = true;
    return seats;
}

static bool seat_accepts(polling *p, size_t seat)
{
    const cas_agreement *agreement = p->talks->agreement;
    if (seat >= (size_t)agreement->party_count)
        return p->accepts[seat - (size_t)agreement->party_count];
    for (int i = 0; i < agreement->position_count; i++) {
        const cas_set holders = cas_scope_set(&p->scope, agreement->positions[i].holder);
        if (cas_set_has(&holders, (int)seat) && !p->accepts[i])
            return false;
    }
    return true;
}

static cas_big party_weight(polling *p, int column, int party)
{
    const cas_weight_column *entry = &p->talks->agreement->weights[column];
    const int form = CAS_FORM_IN(entry, p->scope.choice);
    for (int i = 0; form >= 0 && i < entry->forms[form]->count; i++)
        if (entry->forms[form]->entries[i].party == party)
            return cas_decimal_scaled(p->arena, entry->forms[form]->entries[i].value, entry->forms[form]->places);
    return cas_big_of(p->arena, 0);
}

static cas_big seat_weight(polling *p, int column, size_t seat)
{
    const size_t parties = (size_t)p->talks->agreement->party_count;
    if (column < 0)
        return cas_big_of(p->arena, 1);
    if (seat < parties)
        return party_weight(p, column, (int)seat);
    cas_big sum = cas_big_of(p->arena, 0);
    const cas_set members = cas_scope_set(&p->scope, p->talks->agreement->positions[seat - parties].holder);
    for (int m = cas_set_next(&members, 0); m >= 0; m = cas_set_next(&members, m + 1))
        sum = cas_big_add(p->arena, sum, party_weight(p, column, m));
    return sum;
}

/* Is x of a whole what the quota asks for? Compared by multiplying out. */
static bool fits(cas_arena *arena, const cas_quota *quota, cas_big number, cas_big x, cas_big whole, bool empty)
{
    const cas_big left = cas_big_multiply(arena, quota->over, x),
                  right = quota->share ? cas_big_multiply(arena, number, whole) : number;
    switch (quota->word) {
    case CAS_COUNTS_AT_LEAST: return !empty && cas_big_compare(left, right) >= 0;
    case CAS_COUNTS_MORE_THAN: return !empty && cas_big_compare(left, right) > 0;
    case CAS_COUNTS_AT_MOST: return cas_big_compare(left, right) <= 0;
    case CAS_COUNTS_ALL_BUT:
        return !empty &&
               cas_big_compare(cas_big_add(arena, left, right), cas_big_multiply(arena, quota->over, whole)) >= 0;
    case CAS_COUNTS_ALL: return !empty && cas_big_compare(x, whole) == 0;
    case CAS_COUNTS_ANY: return !empty && x.count > 0;
    case CAS_COUNTS_NONE: return x.count == 0;
    case CAS_COUNTS_MAJORITY: return !empty && cas_big_compare(cas_big_add(arena, x, x), whole) > 0;
    }
    return false;
}

/* Does a seat's ballot count among these? Who is barred casts none. */
static bool is_counted(bool yes, bool barred, cas_ballot_form ballot)
{
    switch (ballot) {
    case CAS_BALLOTS_YES:
    case CAS_BALLOTS_ACCEPT: return yes && !barred;
    case CAS_BALLOTS_NO: return !yes && !barred;
    case CAS_BALLOTS_NOT_YES: return !yes || barred;
    case CAS_BALLOTS_NOT_NO: return yes || barred;
    }
    return false;
}

static bool count_holds(polling *p, const cas_quota *quota, int column, const cas_parties *parties,
                        cas_ballot_form ballot, const tails *around, bool cast_only)
{
    const bool *seats = seats_of(p, parties);
    cas_big x = cas_big_of(p->arena, 0), whole = x, number = quota->number;
    bool empty = true;
    for (size_t s = 0; s < p->seats; s++) {
        if (!seats[s] || around->excluded[s] || (around->of_those_voting && around->barred[s] && !cast_only))
            continue;
        const cas_big weight = seat_weight(p, column, s);
        whole = cas_big_add(p->arena, whole, weight);
        empty = false;
        if (cast_only ? !around->barred[s] : is_counted(seat_accepts(p, s), around->barred[s], ballot))
            x = cas_big_add(p->arena, x, weight);
    }
    if (!quota->share && column >= 0) {
        const cas_weight_column *entry = &p->talks->agreement->weights[column];
        const int form = CAS_FORM_IN(entry, p->scope.choice);
        if (form >= 0)
            number = cas_big_multiply(p->arena, number, cas_big_power10(p->arena, entry->forms[form]->places));
    }
    return fits(p->arena, quota, number, x, whole, empty);
}

static const bool *joined(polling *p, const bool *before, const cas_parties *more)
{
    bool *all = more ? seats_of(p, more) : CAS_ARRAY(p->arena, bool, p->seats + 1);
    for (size_t s = 0; s < p->seats; s++)
        all[s] |= before[s];
    return all;
}

static bool rule_holds(polling *p, const cas_rule_form *form, const tails *outside)
{
    const tails around = {joined(p, outside->excluded, form->excluding), joined(p, outside->barred, form->barring),
                          outside->of_those_voting || form->of_those_voting};
    bool holds = false;
    int parts = 0;
    for (int i = 0; i < form->part_count; i++)
        parts += rule_holds(p, form->parts[i], &around);
    switch (form->kind) {
    case CAS_RULE_FORM_COUNT:
        holds = count_holds(p, &form->quota, form->weights, form->parties, form->ballot, &around, false);
        break;
    case CAS_RULE_FORM_AND: holds = parts == form->part_count; break;
    case CAS_RULE_FORM_OR: holds = parts > 0; break;
    case CAS_RULE_FORM_BODIES:
        holds = fits(p->arena, &form->quota, form->quota.number, cas_big_of(p->arena, (uint64_t)parts),
                     cas_big_of(p->arena, (uint64_t)form->part_count), false);
        break;
    case CAS_RULE_FORM_NAMED: {
        const cas_named_rule *named = &p->talks->agreement->rules[form->named];
        const int variant = CAS_FORM_IN(named, p->scope.choice);
        holds = variant >= 0 && rule_holds(p, named->forms[variant]->rule, &around);
        break;
    }
    }
    for (int q = 0; q < form->quorum_count; q++)
        holds &= count_holds(p, &form->quorums[q].quota, form->quorums[q].weights, form->quorums[q].parties,
                             CAS_BALLOTS_YES, &around, true);
    for (int s = 0; s < form->stage_count; s++)
        holds |= rule_holds(p, form->stages[s].rule, &around);
    return holds;
}

bool cas_naive_rule(cas_arena *scratch, const cas_talks *talks, const int *choice, const bool *accepts)
{
    const cas_agreement *agreement = talks->agreement;
    const cas_mark mark = cas_arena_mark(scratch);
    polling p = {.arena = scratch,
                 .talks = talks,
                 .accepts = accepts,
                 .seats = (size_t)agreement->party_count + (size_t)agreement->position_count};
    const bool *nobody = CAS_ARRAY(scratch, bool, p.seats + 1);
    const tails outside = {talks->taken_out ? talks->taken_out : nobody, nobody, false};
    cas_scope_open(&p.scope, scratch, agreement, choice, &CAS_NO_OCCASION);
    bool holds = true, anybody = false;
    if (agreement->settle) {
        holds = rule_holds(&p, agreement->settle, &outside);
    } else {
        for (int i = 0; i < agreement->position_count; i++) {
            const cas_position *position = &agreement->positions[i];
            if (outside.excluded[is_joint(position) ? agreement->party_count + i : position->party])
                continue;
            anybody = true;
            holds &= accepts[i];
        }
        holds &= anybody;
    }
    cas_arena_release(scratch, mark);
    return holds;
}

/* ---- Settling ------------------------------------------------------------------------------------------------------------------------ */

bool cas_naive_accepts(const cas_talks *talks, const cas_naive_package *package, int position, const bool *stands)
{
    for (int l = 0; l < talks->lines.count; l++)
        if (talks->lines.items[l].position == position && package->crossed[l] && (!stands || stands[l]))
            return false;
    return true;
}

bool cas_naive_settles(cas_arena *scratch, const cas_talks *talks, const cas_naive_package *package, const bool *stands,
                       int ignore)
{
    const cas_mark mark = cas_arena_mark(scratch);
    bool *accepts = CAS_ARRAY(scratch, bool, (size_t)talks->agreement->position_count + 1), settles = true;
    for (int p = 0; p < talks->agreement->position_count; p++)
        accepts[p] = p == ignore || cas_naive_accepts(talks, package, p, stands);
    for (size_t c = 0; c < package->completion_count && settles; c++)
        settles = cas_naive_rule(scratch, talks, package->completions[c], accepts);
    cas_arena_release(scratch, mark);
    return settles;
}

/* ---- Conflicts and concessions ---------------------------------------------------------------------------------------------------------- */

enum { MOST_LINES = 20 };

static bool leaves_one(cas_arena *scratch, const cas_naive_packages *packages, const bool *stands)
{
    for (size_t i = 0; i < packages->count; i++)
        if (cas_naive_settles(scratch, packages->talks, &packages->items[i], stands, -1))
            return true;
    return false;
}

/* Is the truth of a set other than that of each set with one member fewer (or more)? */
static bool is_edge(const bool *leaves, uint32_t set, int members, bool wanted)
{
    for (int i = 0; i < members; i++) {
        const uint32_t other = set ^ (uint32_t)1 << i;
        /* A conflict must not stay one without a member; a concession D leaves all but D, which must fail with a member of D put back. */
        if ((set >> i & 1) != wanted && leaves[other] == wanted)
            return false;
    }
    return true;
}

void cas_naive_explore(cas_arena *arena, const cas_naive_packages *packages, const bool *in_play,
                       cas_exploration *found)
{
    const int lines = packages->talks->lines.count;
    int line_of[MOST_LINES], members = 0;
    for (int l = 0; l < lines; l++)
        if (in_play[l]) {
            CAS_CHECK(arena->ctx, members < MOST_LINES);
            line_of[members++] = l;
        }
    bool *leaves = CAS_ARRAY(arena, bool, (size_t)1 << members), *stands = CAS_ARRAY(arena, bool, (size_t)lines + 1);
    for (uint32_t set = 0; set < (uint32_t)1 << members; set++) {
        memset(stands, 0, (size_t)lines * sizeof *stands);
        for (int i = 0; i < members; i++)
            stands[line_of[i]] = set >> i & 1;
        leaves[set] = leaves_one(arena, packages, stands);
    }
    for (uint32_t set = 0; set < (uint32_t)1 << members; set++) {
        const bool is_conflict = !leaves[set] && is_edge(leaves, set, members, false);
        const bool is_rest = leaves[set] && is_edge(leaves, set, members, true);
        memset(stands, 0, (size_t)lines * sizeof *stands);
        for (int i = 0; i < members; i++)
            stands[line_of[i]] = (set >> i & 1) == is_conflict;
        if (is_conflict)
            cas_line_sets_add(&found->conflicts, stands);
        if (is_rest)
            cas_line_sets_add(&found->concessions, stands);
    }
    found->complete = true;
    found->method = "naive";
}
