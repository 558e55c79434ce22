/*
 * `settle by` in one package, as thresholds: see settle_rule.h.
 *
 * Every count becomes "the voices that accept weigh at least q". With y the weight of those who accept and b that of all (the base),
 * numbers n/o as the text writes them, shares taken of b:
 *
 *     at least n/o       o y >= n            of a share: o y >= n b
 *     more than n/o      o y >= n + 1                    o y >= n b + 1
 *     all, none (no)       y >= b            any           y >= 1
 *     majority           2 y >= b + 1        all but n   o y >= o b - n
 *     at most n/o (no)   o y >= o b - n                  o y >= o b - n b
 *
 * since who does not accept counts as a no. Weights are multiplied by o, so that quotas are whole. Over an empty base every count
 * is false but `none of` and `at most`. Stages have no time to wait for here: any of them suffices.
 */
#include "agree/settle_rule.h"

#include "model/scope.h"

#include <string.h>

typedef struct settling {
    cas_arena *arena;
    const cas_agreement *agreement;
    cas_scope scope;
    size_t seats;
    bool *asked; /* seats that some count asks, flagged; or null */
} settling;

/* What tails that stand around a rule say of it. */
typedef struct around {
    const bool *excluded, *barred; /* per seat */
    bool of_those_voting;
} around;

/* ---- Seats ------------------------------------------------------------------------------------------------------------------ */

size_t cas_seat_count(const cas_agreement *agreement)
{
    return (size_t)agreement->party_count + (size_t)agreement->position_count;
}

static bool speaks_as_one(const cas_position *position)
{
    return position->holder && (position->group >= 0 || position->holder->count > 1);
}

/* The position whose holder these parties are, as they were named; -1: none. */
static int position_of(const cas_agreement *agreement, const cas_parties *parties)
{
    for (int p = 0; p < agreement->position_count; p++) {
        const cas_position *position = &agreement->positions[p];
        if (!position->holder || position->holder->kind != parties->kind || position->holder->index != parties->index)
            continue;
        if (parties->kind == CAS_PARTIES_GROUP ||
            (parties->kind == CAS_PARTIES_RANGE && position->holder->count == parties->count))
            return p;
    }
    return -1;
}

static cas_set members_of(settling *s, const cas_parties *parties)
{
    return cas_scope_set(&s->scope, parties);
}

static void add_members(settling *s, const cas_set *members, bool *seats)
{
    (void)s;
    for (int p = cas_set_next(members, 0); p >= 0; p = cas_set_next(members, p + 1))
        seats[p] = true;
}

static void add_seats(settling *s, const cas_parties *parties, bool *seats);

/* What is taken away from a joint seat leaves the other members, each on its own. */
static void add_without(settling *s, const cas_parties *parties, bool *seats)
{
    const int party_count = s->agreement->party_count;
    bool *from = CAS_ARRAY(s->arena, bool, s->seats + 1), *away = CAS_ARRAY(s->arena, bool, s->seats + 1);
    add_seats(s, parties->parts[0], from);
    add_seats(s, parties->parts[1], away);
    const cas_set gone = members_of(s, parties->parts[1]);
    for (int p = 0; p < s->agreement->position_count; p++) {
        const int seat = party_count + p;
        if (!from[seat] || away[seat]) {
            from[seat] = false;
            continue;
        }
        const cas_set members = members_of(s, s->agreement->positions[p].holder), common = cas_set_and(members, gone);
        if (cas_set_is_empty(&common))
            continue;
        const cas_set left = cas_set_minus(members, gone);
        from[seat] = false;
        add_members(s, &left, from);
    }
    for (int p = 0; p < party_count; p++)
        from[p] = from[p] && !cas_set_has(&gone, p);
    for (size_t i = 0; i < s->seats; i++)
        seats[i] = seats[i] || from[i];
}

static void add_seats(settling *s, const cas_parties *parties, bool *seats)
{
    const int position = position_of(s->agreement, parties);
    if (position >= 0 && speaks_as_one(&s->agreement->positions[position])) {
        seats[s->agreement->party_count + position] = true;
        return;
    }
    switch (parties->kind) {
    case CAS_PARTIES_ATTACKER:
    case CAS_PARTIES_ATTACKED:
        cas_fail(
            s->arena->ctx, CAS_E_INPUT,
            "%.*s:%zu: `settle by` speaks of who attacks or is attacked; nobody does when an agreement is made",
            CAS_SHOW(cas_source_of(s->agreement->map, s->agreement->settle_span.file)->name),
            cas_source_line_of(s->agreement->map, s->agreement->settle_span.file, s->agreement->settle_span.begin));
    case CAS_PARTIES_UNION:
        for (int i = 0; i < parties->count; i++)
            add_seats(s, parties->parts[i], seats);
        return;
    case CAS_PARTIES_WITHOUT: add_without(s, parties, seats); return;
    case CAS_PARTIES_GROUP: {
        const cas_group *group = &s->agreement->groups[parties->index];
        const int form = CAS_FORM_IN(group, s->scope.choice);
        if (form >= 0 && group->forms[form]->parties)
            add_seats(s, group->forms[form]->parties, seats);
        return;
    }
    case CAS_PARTIES_RANGE:
    case CAS_PARTIES_EVERYONE: {
        const cas_set members = members_of(s, parties);
        add_members(s, &members, seats);
        return;
    }
    }
}

bool cas_seats_named(cas_arena *arena, const cas_agreement *agreement, cas_text name, bool *seats)
{
    const int place = cas_names_find(agreement->names, name);
    int *choice = CAS_ARRAY(arena, int, (size_t)agreement->dimension_count + 1);
    settling s = {.arena = arena, .agreement = agreement, .seats = cas_seat_count(agreement)};
    cas_scope_open(&s.scope, arena, agreement, choice, &CAS_NO_OCCASION);
    for (int p = 0; p < agreement->position_count; p++)
        if (cas_text_is(name, agreement->positions[p].name) && agreement->positions[p].holder) {
            add_seats(&s, agreement->positions[p].holder, seats);
            return true;
        }
    for (int p = 0; p < agreement->party_count; p++)
        if (cas_text_is(name, agreement->parties[p].name)) {
            seats[p] = true;
            return true;
        }
    if (place >= 0 && agreement->named[place].kind == CAS_NAMES_GROUP) {
        const cas_parties group = {CAS_PARTIES_GROUP, agreement->named[place].index, 0, NULL, CAS_NO_SPAN};
        add_seats(&s, &group, seats);
        return true;
    }
    return false;
}

const bool *cas_seats_in(cas_arena *arena, const cas_agreement *agreement, const cas_parties *parties)
{
    settling s = {.arena = arena, .agreement = agreement, .seats = cas_seat_count(agreement)};
    bool *seats = CAS_ARRAY(arena, bool, s.seats + 1);
    cas_scope_open(&s.scope, arena, agreement, CAS_ARRAY(arena, int, (size_t)agreement->dimension_count + 1),
                   &CAS_NO_OCCASION);
    add_seats(&s, parties, seats);
    return seats;
}

/* ---- Voices ----------------------------------------------------------------------------------------------------------------- */

static void set_positions(settling *s, size_t seat, cas_voice *voice)
{
    const cas_agreement *agreement = s->agreement;
    const size_t parties = (size_t)agreement->party_count;
    int *positions = CAS_ARRAY(s->arena, int, (size_t)agreement->position_count + 1);
    voice->positions = positions;
    if (seat >= parties) {
        positions[voice->position_count++] = (int)(seat - parties);
        return;
    }
    for (int p = 0; p < agreement->position_count; p++) {
        if (!agreement->positions[p].holder)
            continue;
        const cas_set holders = members_of(s, agreement->positions[p].holder);
        if (cas_set_has(&holders, (int)seat))
            positions[voice->position_count++] = p;
    }
}

static const cas_weight_form *weights_in(settling *s, int column)
{
    if (column < 0)
        return NULL;
    const cas_weight_column *entry = &s->agreement->weights[column];
    const int form = CAS_FORM_IN(entry, s->scope.choice);
    return form < 0 ? NULL : entry->forms[form];
}

static cas_big weight_of_party(settling *s, const cas_weight_form *weights, int party)
{
    for (int i = 0; weights && i < weights->count; i++)
        if (weights->entries[i].party == party)
            return cas_decimal_scaled(s->arena, weights->entries[i].value, weights->places);
    return cas_big_of(s->arena, 0);
}

/* A joint seat counts once; by weight it has that of its members. */
static cas_big weight_of_seat(settling *s, int column, size_t seat)
{
    const size_t parties = (size_t)s->agreement->party_count;
    if (column < 0)
        return cas_big_of(s->arena, 1);
    const cas_weight_form *weights = weights_in(s, column);
    if (seat < parties)
        return weight_of_party(s, weights, (int)seat);
    const cas_set members = members_of(s, s->agreement->positions[seat - parties].holder);
    cas_big sum = cas_big_of(s->arena, 0);
    for (int p = cas_set_next(&members, 0); p >= 0; p = cas_set_next(&members, p + 1))
        sum = cas_big_add(s->arena, sum, weight_of_party(s, weights, p));
    return sum;
}

/* ---- Counts ----------------------------------------------------------------------------------------------------------------- */

/* At least so many of the parts: 0 of none always holds, 1 of none never. */
static const cas_settle_rule *parts_rule(settling *s, const cas_settle_rule *const *parts, int count, int needed)
{
    cas_settle_rule *rule = CAS_NEW(s->arena, cas_settle_rule);
    *rule = (cas_settle_rule){
        .quota = cas_big_of(s->arena, 0), .parts = parts, .part_count = count, .parts_needed = needed};
    return rule;
}

static const cas_settle_rule *constant(settling *s, bool holds)
{
    return parts_rule(s, NULL, 0, !holds);
}

static cas_big less_or_zero(cas_arena *arena, cas_big a, cas_big b)
{
    return cas_big_compare(a, b) < 0 ? cas_big_of(arena, 0) : cas_big_subtract(arena, a, b);
}

/* The least multiple of the accepting weight that holds: `over` times the weight must reach it. */
static cas_big least_weight(cas_arena *arena, const cas_quota *quota, cas_big number, cas_big base)
{
    const cas_big one = cas_big_of(arena, 1), whole = cas_big_multiply(arena, quota->over, base);
    const cas_big part = quota->share ? cas_big_multiply(arena, number, base) : number;
    switch (quota->word) {
    case CAS_COUNTS_AT_LEAST: return part;
    case CAS_COUNTS_MORE_THAN: return cas_big_add(arena, part, one);
    case CAS_COUNTS_AT_MOST:
    case CAS_COUNTS_ALL_BUT: return less_or_zero(arena, whole, part);
    case CAS_COUNTS_ALL:
    case CAS_COUNTS_NONE: return base;
    case CAS_COUNTS_ANY: return one;
    case CAS_COUNTS_MAJORITY: return cas_big_add(arena, base, one);
    }
    return one;
}

/* By how much weights are multiplied so that the quota above is whole. */
static cas_big multiple_of(cas_arena *arena, const cas_quota *quota)
{
    switch (quota->word) {
    case CAS_COUNTS_AT_LEAST:
    case CAS_COUNTS_MORE_THAN:
    case CAS_COUNTS_AT_MOST:
    case CAS_COUNTS_ALL_BUT: return quota->over;
    case CAS_COUNTS_MAJORITY: return cas_big_of(arena, 2);
    case CAS_COUNTS_ALL:
    case CAS_COUNTS_ANY:
    case CAS_COUNTS_NONE: return cas_big_of(arena, 1);
    }
    return cas_big_of(arena, 1);
}

static bool is_upper(cas_count_word word)
{
    return word == CAS_COUNTS_NONE || word == CAS_COUNTS_AT_MOST;
}

/* Who is barred casts nothing: no yes, and no no. */
static bool counts_as_yes_when_barred(cas_ballot_form ballot)
{
    return ballot == CAS_BALLOTS_NO || ballot == CAS_BALLOTS_NOT_NO;
}

static const cas_settle_rule *count_rule(settling *s, const cas_rule_form *form, const around *outside)
{
    cas_arena *arena = s->arena;
    bool *seats = CAS_ARRAY(arena, bool, s->seats + 1);
    add_seats(s, form->parties, seats);
    for (size_t i = 0; s->asked && i < s->seats; i++)
        s->asked[i] = s->asked[i] || seats[i];
    cas_voice *voices = CAS_ARRAY(arena, cas_voice, s->seats + 1);
    cas_big base = cas_big_of(arena, 0), given = base;
    const cas_big multiple = multiple_of(arena, &form->quota);
    const cas_weight_form *weights = weights_in(s, form->weights);
    int count = 0, in_base = 0;
    for (size_t seat = 0; seat < s->seats; seat++) {
        if (!seats[seat] || outside->excluded[seat] || (outside->barred[seat] && outside->of_those_voting))
            continue;
        const cas_big weight = weight_of_seat(s, form->weights, seat);
        base = cas_big_add(arena, base, weight);
        in_base++;
        if (outside->barred[seat]) {
            if (counts_as_yes_when_barred(form->ballot))
                given = cas_big_add(arena, given, cas_big_multiply(arena, weight, multiple));
            continue;
        }
        voices[count].weight = cas_big_multiply(arena, weight, multiple);
        set_positions(s, seat, &voices[count++]);
    }
    if (!in_base)
        return constant(s, is_upper(form->quota.word));
    cas_big number = form->quota.number;
    if (!form->quota.share && weights && weights->places)
        number = cas_big_multiply(arena, number, cas_big_power10(arena, weights->places));
    cas_settle_rule *rule = CAS_NEW(arena, cas_settle_rule);
    *rule = (cas_settle_rule){.voices = voices, .voice_count = count};
    rule->quota = less_or_zero(arena, least_weight(arena, &form->quota, number, base), given);
    return rule;
}

/* ---- Rules ------------------------------------------------------------------------------------------------------------------ */

static const cas_settle_rule *rule_of(settling *s, const cas_rule_form *form, const around *outside);

static const bool *also(settling *s, const bool *before, const cas_parties *more)
{
    if (!more)
        return before;
    bool *all = CAS_ARRAY(s->arena, bool, s->seats + 1);
    memcpy(all, before, s->seats * sizeof *all);
    add_seats(s, more, all);
    return all;
}

/* All who are not barred cast a ballot. */
static bool is_quorate(settling *s, const cas_quorum_form *quorum, const around *inside)
{
    around voting = *inside;
    const cas_rule_form count = {.kind = CAS_RULE_FORM_COUNT,
                                 .quota = quorum->quota,
                                 .weights = quorum->weights,
                                 .parties = quorum->parties,
                                 .ballot = CAS_BALLOTS_YES};
    voting.of_those_voting = false;
    const cas_settle_rule *rule = count_rule(s, &count, &voting);
    bool *all = CAS_ARRAY(s->arena, bool, (size_t)s->agreement->position_count + 1);
    memset(all, true, (size_t)s->agreement->position_count * sizeof *all);
    return cas_settle_rule_holds(s->arena, rule, all);
}

static const cas_settle_rule *plain_rule(settling *s, const cas_rule_form *form, const around *inside)
{
    if (form->kind == CAS_RULE_FORM_COUNT)
        return count_rule(s, form, inside);
    if (form->kind == CAS_RULE_FORM_NAMED) {
        const cas_named_rule *named = &s->agreement->rules[form->named];
        const int variant = CAS_FORM_IN(named, s->scope.choice);
        return variant < 0 || !named->forms[variant]->rule ? constant(s, false)
                                                           : rule_of(s, named->forms[variant]->rule, inside);
    }
    const cas_settle_rule **parts = CAS_ARRAY(s->arena, const cas_settle_rule *, (size_t)form->part_count + 1);
    for (int i = 0; i < form->part_count; i++)
        parts[i] = rule_of(s, form->parts[i], inside);
    int needed = form->kind == CAS_RULE_FORM_OR ? 1 : form->part_count;
    if (form->kind == CAS_RULE_FORM_BODIES) {
        /* At least so many bodies: the least k with multiple * k >= the bound. */
        const cas_big base = cas_big_of(s->arena, (uint64_t)form->part_count),
                      multiple = multiple_of(s->arena, &form->quota),
                      bound = least_weight(s->arena, &form->quota, form->quota.number, base);
        for (needed = 0; needed <= form->part_count; needed++)
            if (cas_big_compare(cas_big_multiply(s->arena, multiple, cas_big_of(s->arena, (uint64_t)needed)), bound) >=
                0)
                break;
    }
    return parts_rule(s, parts, form->part_count, needed);
}

/* Recursion: as deep as resolving lets rules be. */
static const cas_settle_rule *rule_of(settling *s, const cas_rule_form *form, const around *outside)
{
    cas_poll(s->arena->ctx);
    around inside = {also(s, outside->excluded, form->excluding), also(s, outside->barred, form->barring),
                     outside->of_those_voting || form->of_those_voting};
    const cas_settle_rule **ways = CAS_ARRAY(s->arena, const cas_settle_rule *, (size_t)form->stage_count + 1);
    ways[0] = plain_rule(s, form, &inside);
    for (int i = 0; i < form->quorum_count; i++)
        if (!is_quorate(s, &form->quorums[i], &inside))
            ways[0] = constant(s, false);
    for (int i = 0; i < form->stage_count; i++)
        ways[i + 1] = rule_of(s, form->stages[i].rule, &inside);
    return form->stage_count ? parts_rule(s, ways, form->stage_count + 1, 1) : ways[0];
}

/* Every position has to accept, but those of whom no seat is left. */
static const cas_settle_rule *all_positions(settling *s, const bool *taken_out)
{
    cas_voice *voices = CAS_ARRAY(s->arena, cas_voice, (size_t)s->agreement->position_count + 1);
    int count = 0;
    for (int p = 0; p < s->agreement->position_count; p++) {
        const cas_position *position = &s->agreement->positions[p];
        const size_t joint = (size_t)s->agreement->party_count + (size_t)p;
        if (!position->holder || taken_out[speaks_as_one(position) ? joint : (size_t)position->party])
            continue;
        int *positions = CAS_ARRAY(s->arena, int, 1);
        positions[0] = p;
        voices[count++] = (cas_voice){cas_big_of(s->arena, 1), positions, 1};
    }
    if (!count)
        return constant(s, false);
    cas_settle_rule *rule = CAS_NEW(s->arena, cas_settle_rule);
    *rule = (cas_settle_rule){.voices = voices, .voice_count = count, .quota = cas_big_of(s->arena, (uint64_t)count)};
    return rule;
}

const cas_settle_rule *cas_settle_rule_in(cas_arena *arena, const cas_agreement *agreement, const int *choice,
                                          const bool *taken_out)
{
    settling s = {.arena = arena, .agreement = agreement, .seats = cas_seat_count(agreement)};
    const bool *nobody = CAS_ARRAY(arena, bool, s.seats + 1);
    cas_scope_open(&s.scope, arena, agreement, choice, &CAS_NO_OCCASION);
    const around outside = {taken_out ? taken_out : nobody, nobody, false};
    return agreement->settle ? rule_of(&s, agreement->settle, &outside) : all_positions(&s, outside.excluded);
}

void cas_settle_rule_seats(cas_arena *arena, const cas_agreement *agreement, const int *choice, bool *asked)
{
    settling s = {.arena = arena, .agreement = agreement, .seats = cas_seat_count(agreement), .asked = asked};
    const bool *nobody = CAS_ARRAY(arena, bool, s.seats + 1);
    const around outside = {nobody, nobody, false};
    cas_scope_open(&s.scope, arena, agreement, choice, &CAS_NO_OCCASION);
    if (agreement->settle)
        rule_of(&s, agreement->settle, &outside);
    for (int p = 0; p < agreement->position_count && !agreement->settle; p++) {
        const cas_position *position = &agreement->positions[p];
        if (position->holder)
            asked[speaks_as_one(position) ? agreement->party_count + p : position->party] = true;
    }
}

bool cas_settle_rule_holds(cas_arena *scratch, const cas_settle_rule *rule, const bool *accepts)
{
    const cas_mark mark = cas_arena_mark(scratch);
    cas_big sum = cas_big_of(scratch, 0);
    for (int i = 0; i < rule->voice_count; i++) {
        bool all = true;
        for (int p = 0; p < rule->voices[i].position_count; p++)
            all &= accepts[rule->voices[i].positions[p]];
        if (all)
            sum = cas_big_add(scratch, sum, rule->voices[i].weight);
    }
    bool holds = cas_big_compare(sum, rule->quota) >= 0;
    cas_arena_release(scratch, mark);
    int parts = 0;
    for (int i = 0; holds && i < rule->part_count; i++)
        parts += cas_settle_rule_holds(scratch, rule->parts[i], accepts);
    return holds && parts >= rule->parts_needed;
}

bool cas_settle_rule_is_empty(const cas_settle_rule *rule)
{
    for (int i = 0; i < rule->part_count; i++)
        if (!cas_settle_rule_is_empty(rule->parts[i]))
            return false;
    return rule->voice_count == 0;
}

/* ---- What the rule depends on ---------------------------------------------------------------------------------------------- */

typedef struct dependence {
    const cas_agreement *agreement;
    bool *speaks;
    bool *group_seen, *rule_seen;
} dependence;

static void look_at_parties(dependence *d, const cas_parties *parties)
{
    if (!parties)
        return;
    if (parties->kind == CAS_PARTIES_GROUP && !d->group_seen[parties->index]) {
        const cas_group *group = &d->agreement->groups[parties->index];
        d->group_seen[parties->index] = true;
        for (int f = 0; f < group->form_count; f++) {
            cas_condition_dimensions(group->forms[f]->form.condition, d->speaks);
            look_at_parties(d, group->forms[f]->parties);
        }
    }
    for (int i = 0; i < parties->count && parties->parts; i++)
        look_at_parties(d, parties->parts[i]);
}

static void look_at_weights(dependence *d, int column)
{
    for (int f = 0; column >= 0 && f < d->agreement->weights[column].form_count; f++)
        cas_condition_dimensions(d->agreement->weights[column].forms[f]->form.condition, d->speaks);
}

static void look_at_rule(dependence *d, const cas_rule_form *rule)
{
    look_at_parties(d, rule->parties);
    look_at_parties(d, rule->excluding);
    look_at_parties(d, rule->barring);
    if (rule->kind == CAS_RULE_FORM_COUNT)
        look_at_weights(d, rule->weights);
    for (int i = 0; i < rule->quorum_count; i++) {
        look_at_parties(d, rule->quorums[i].parties);
        look_at_weights(d, rule->quorums[i].weights);
    }
    for (int i = 0; i < rule->part_count; i++)
        look_at_rule(d, rule->parts[i]);
    for (int i = 0; i < rule->stage_count; i++)
        look_at_rule(d, rule->stages[i].rule);
    if (rule->kind != CAS_RULE_FORM_NAMED || d->rule_seen[rule->named])
        return;
    const cas_named_rule *named = &d->agreement->rules[rule->named];
    d->rule_seen[rule->named] = true;
    for (int f = 0; f < named->form_count; f++) {
        cas_condition_dimensions(named->forms[f]->form.condition, d->speaks);
        if (named->forms[f]->rule)
            look_at_rule(d, named->forms[f]->rule);
    }
}

void cas_settle_rule_dimensions(cas_arena *arena, const cas_agreement *agreement, bool *speaks)
{
    if (!agreement->settle)
        return;
    dependence d = {agreement, speaks, CAS_ARRAY(arena, bool, (size_t)agreement->group_count + 1),
                    CAS_ARRAY(arena, bool, (size_t)agreement->rule_count + 1)};
    /* Who speaks for whom is a matter of the rule as well. */
    for (int p = 0; p < agreement->position_count; p++)
        look_at_parties(&d, agreement->positions[p].holder);
    look_at_rule(&d, agreement->settle);
}
